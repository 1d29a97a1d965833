"""Every numeral of a text: value, unit, bound, direction, or why it is no quantity."""

from summarizer.domain.grammar.arabic import read_arabic
from summarizer.domain.grammar.chinese_numerals import read_chinese
from summarizer.domain.grammar.draft import Draft, finished
from summarizer.domain.grammar.series import link
from summarizer.domain.grammar.surroundings import Surroundings, read_basis
from summarizer.domain.scan import Numeral


def find_numerals(view: str, start: int = 0, end: int | None = None) -> list[Numeral]:
    """Return every numeral of a same-length view in order, those that are no quantity with their reason in `dismissed`."""
    stop = len(view) if end is None else end
    around = Surroundings(view, start, stop)
    drafts = _merged(read_arabic(view, start, stop, around), read_chinese(view, start, stop, around))
    _add_surroundings(view, drafts, around)
    link(view, drafts)
    return [finished(draft) for draft in drafts]


def _merged(arabic: list[Draft], chinese: list[Draft]) -> list[Draft]:
    """Where both read one place the Arabic numeral counts."""
    drafts = sorted([*arabic, *chinese], key=lambda draft: (draft.start, not draft.value.isascii()))
    kept: list[Draft] = []
    for draft in drafts:
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _add_surroundings(view: str, drafts: list[Draft], around: Surroundings) -> None:
    """What stands between a value and the one before it says what the value is measured against."""
    previous = around.begin
    for draft in drafts:
        if draft.dismissed:
            continue
        draft.basis = read_basis(view, max(previous, draft.clause), draft.start, draft.unit.family)
        draft.estimated = around.is_estimated(draft.start)
        draft.qualifiers = around.qualifiers_of(previous, draft.start, draft.after)
        previous = draft.after
