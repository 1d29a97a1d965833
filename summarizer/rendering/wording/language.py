"""The language of labels. Report text stays as it is; what the program itself says on a page is said in the chosen language."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal

from summarizer.rendering.templates import packaged_template

Language = Literal["zh", "en"]

_CURRENT: ContextVar[Language] = ContextVar("language", default="zh")


@contextmanager
def labels_in(language: Language) -> Iterator[None]:
    """Say the labels in a language inside the block."""
    before = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def current_language() -> Language:
    """Return the language of labels."""
    return _CURRENT.get()


def label(chinese: str, **values: object) -> str:
    """Return a label in the current language; `{name}` in it is filled with the value of that name.

    Only the label itself is a pattern: braces in a value stay what they are.
    """
    pattern = chinese if _CURRENT.get() == "zh" else english_labels()[chinese]
    return pattern.format_map(values) if values else pattern


@cache
def english_labels() -> dict[str, str]:
    """Return Chinese label → English label."""
    return {
        chinese: english
        for part in tomllib.loads(packaged_template("labels.en.toml")).values()
        for chinese, english in part.items()
    }
