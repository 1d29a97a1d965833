"""What can be wrong with an answer: one flaw, and an answer rid of the entries that are wrong on their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.domain.answer import Entry
from summarizer.domain.record import Dropped
from summarizer.domain.reply import Answer


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with an answer."""

    field: str
    """Of the answer: `indicators`, `headline`, …"""
    index: int | None
    """Which entry of a list, from 0; None where the field is no list."""
    reason: str
    """What is wrong, in the language of the prompts: the model is told so when it is asked again."""
    alone: bool = True
    """Only this entry is wrong and can be left out; False: the answer is wrong as a whole."""

    def __str__(self) -> str:
        place = self.field if self.index is None else f"{self.field}[{self.index}]"
        return f"{place}：{self.reason}"


def without_flawed(question_id: str, answer: Answer, flaws: Sequence[Flaw]) -> tuple[Answer, tuple[Dropped, ...]]:
    """Return the answer without the entries that are wrong on their own, and the list of those.

    A field that is no list is emptied (null). Flaws of the answer as a whole are passed over.
    """
    reasons: dict[tuple[str, int | None], list[str]] = {}
    for flaw in flaws:
        if flaw.alone:
            reasons.setdefault((flaw.field, flaw.index), []).append(flaw.reason)
    dropped = tuple(Dropped(question=question_id, entry=_entry(answer, at), reason="；".join(why)) for at, why in reasons.items())
    changed = {field: _kept(answer, field, {index for name, index in reasons if name == field}) for field, _ in reasons}
    return (answer.model_copy(update=changed) if changed else answer), dropped


def _kept(answer: Answer, field: str, flawed: set[int | None]) -> object:
    value = getattr(answer, field)
    return [entry for index, entry in enumerate(value) if index not in flawed] if isinstance(value, list) else None


def _entry(answer: Answer, at: tuple[str, int | None]) -> str:
    field, index = at
    value = getattr(answer, field)
    entry = value if index is None else value[index]
    return f"{field} {entry.model_dump_json() if isinstance(entry, Entry) else entry}"
