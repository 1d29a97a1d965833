"""Prompt files in, prompts out. A prompt is plain text: nothing in it is filled in or interpreted."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from summarizer.domain.answer import QuestionName
from summarizer.errors import PromptError
from summarizer.packaged import packaged_folder

NAMES: tuple[QuestionName, ...] = get_args(QuestionName)
_FENCE = "---"
_KEYS = {"name", "version"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """The stable part of all questions of one name."""

    name: QuestionName
    version: str
    text: str

    @property
    def hash(self) -> str:
        """Short hash of the text: a changed text wants a new version."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


@cache
def load_prompts() -> dict[QuestionName, Prompt]:
    """Return the packaged prompts by name."""
    return read_prompts(packaged_folder("prompts"))


def prompt_stamp(name: QuestionName) -> str:
    """Return name, version and hash of a prompt, as they stand beside its answers."""
    prompt = load_prompts()[name]
    return f"{prompt.name} {prompt.version}+{prompt.hash}"


def read_prompts(folder: Path) -> dict[QuestionName, Prompt]:
    """Read one prompt for each question. Raise PromptError that names everything wrong in the folder."""
    prompts: dict[QuestionName, Prompt] = {}
    wrong: list[str] = []
    for name in NAMES:
        try:
            text = (folder / f"{name}.md").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            wrong.append(f"{name}.md: can't be read ({error})")
            continue
        head, body = _parts(text)
        wrong += [f"{name}.md: {fault}" for fault in _faults(name, head, body)]
        prompts[name] = Prompt(name, head.get("version", ""), body)
    if wrong:
        raise PromptError(f"{folder}: {'; '.join(wrong)}; put the prompt files of this version back")
    return prompts


def _parts(text: str) -> tuple[dict[str, str], str]:
    """Split front matter (`version: 1` a line, between two `---`) from the text below it."""
    first, _, rest = text.partition("\n")
    head, closing, body = rest.partition(f"\n{_FENCE}\n")
    if first != _FENCE or not closing:
        return {}, text
    pairs = (line.partition(":") for line in head.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}, body.strip() + "\n"


def _faults(name: QuestionName, head: dict[str, str], body: str) -> list[str]:
    faults: list[str] = []
    if head.keys() != _KEYS:
        return [f"front matter must hold {' and '.join(sorted(_KEYS))} and nothing else, it holds {sorted(head)}"]
    if head["name"] != name:
        faults.append(f"its name is {head['name']!r}")
    if not head["version"]:
        faults.append("its version is empty")
    if f"question: {name}" not in body.splitlines():
        faults.append(f"its text has no line 'question: {name}'")
    return faults
