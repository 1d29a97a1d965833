"""Why two records of a report differ, from their provenance and from the sentences that changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.domain.record import Provenance, Record
from summarizer.reviewing.difference import Difference

Cause = Literal["source", "prompt", "schema", "model", "rules", "settings", "drift", "layout", "edited", "new", "gone"]

SAID: dict[Cause, str] = {
    "source": "the source text changed",
    "prompt": "the prompt changed",
    "schema": "the schema changed",
    "model": "the model changed",
    "rules": "the rules changed",
    "settings": "the settings changed",
    "drift": "nothing changed, the model drifted",
    "layout": "the layout of the brief changed",
    "edited": "nothing changed: one of the two was edited by hand",
    "new": "new: no golden belongs to this report",
    "gone": "gone: no report of the run belongs to this golden",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause or several that can't be told apart, with what is known of them."""

    causes: tuple[Cause, ...]
    detail: str = ""

    def __str__(self) -> str:
        said = "; ".join(SAID[cause] for cause in self.causes)
        return f"{said} ({self.detail})" if self.detail else said


@dataclass(frozen=True, slots=True)
class Reasons:
    """What can explain the differences of one pair of records."""

    text_changed: bool
    general: Reason | None
    """What changed besides the source text."""
    texts: tuple[str | None, str | None]
    """The texts of both documents, None where unknown."""

    def of(self, difference: Difference) -> Reason:
        """Return why this difference arose."""
        if difference.part == "source" or (self.text_changed and _has_other_sentence(difference, self.texts)):
            return Reason(("source",), _sentences(difference))
        unexplained = self.general is not None and self.general.causes == ("edited",)
        if difference.part == "brief" and unexplained and not self.text_changed:
            return Reason(("layout",))
        if self.general is not None and not (self.text_changed and self.general.causes in (("drift",), ("edited",))):
            return self.general
        return Reason(("source",), "elsewhere in the report")


def reasons(old: Record, new: Record, old_text: str | None = None, new_text: str | None = None) -> Reasons:
    """Compare provenance and text hashes. Texts of the documents tell whether a sentence is gone or only was not used."""
    return Reasons(old.text_hash != new.text_hash, _general(old.provenance, new.provenance), (old_text, new_text))


def _general(old: Provenance, new: Provenance) -> Reason:
    same_answers = old.answers_hash == new.answers_hash
    found = list(_after_answers(old, new)) if same_answers else [*_before_answers(old, new), *_after_answers(old, new)]
    if not found:
        return Reason(("edited",) if same_answers else ("drift",))
    only_rules = [cause for cause, _ in found] == ["rules"]
    if only_rules and not same_answers and old.questions_hash == new.questions_hash:
        # rules that left the questions alone can't have changed the answers
        found.append(("drift", "same questions, other answers"))
    return Reason(tuple(cause for cause, _ in found), "; ".join(detail for _, detail in found if detail))


def _before_answers(old: Provenance, new: Provenance) -> Iterator[tuple[Cause, str]]:
    prompts = sorted(name for name in {*old.prompts, *new.prompts} if old.prompts.get(name) != new.prompts.get(name))
    if prompts:
        yield "prompt", ", ".join(f"{name} {old.prompts.get(name, '–')} → {new.prompts.get(name, '–')}" for name in prompts)
    if old.schema_hash != new.schema_hash:
        yield "schema", f"{old.schema_hash} → {new.schema_hash}"
    if (old.model, old.step) != (new.model, new.step):
        yield "model", f"{old.model} {old.step} → {new.model} {new.step}"


def _after_answers(old: Provenance, new: Provenance) -> Iterator[tuple[Cause, str]]:
    if old.settings_hash != new.settings_hash:
        yield "settings", f"{old.settings_hash} → {new.settings_hash}"
    if (old.rules_hash, old.summarizer) != (new.rules_hash, new.summarizer):
        same_answers = old.answers_hash == new.answers_hash
        yield "rules", "same answers, other record" if same_answers else f"{old.rules_hash} → {new.rules_hash}"


def _has_other_sentence(difference: Difference, texts: tuple[str | None, str | None]) -> bool:
    if difference.change == "changed":
        return difference.sentence != difference.new_sentence
    other = texts[1] if difference.change == "lost" else texts[0]
    return bool(difference.sentence) and other is not None and difference.sentence not in other


def _sentences(difference: Difference) -> str:
    if difference.sentence == difference.new_sentence:
        return ""
    return f"「{difference.sentence}」 → 「{difference.new_sentence}」"
