"""The word lists of the rules, and how words are taken off the ends of a phrase."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "words.toml"


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def word_list(table: str, key: str = "any") -> frozenset[str]:
    """Return a list of `data/words.toml`."""
    return frozenset(_lists()[table][key].split())


def first_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text begins with, `""` where it begins with none."""
    for word in _by_sign(words, 0).get(text[:1], ()):
        if text.startswith(word):
            return word
    return ""


def last_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text ends with, `""` where it ends with none."""
    for word in _by_sign(words, -1).get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


@cache
def _by_sign(words: frozenset[str], at: int) -> dict[str, list[str]]:
    """Return the words by their first or last sign, longest first."""
    alike: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        alike.setdefault(word[at], []).append(word)
    return alike
