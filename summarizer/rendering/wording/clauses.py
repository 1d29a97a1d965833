"""Verbatim stretches of a sentence around its figures."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.domain.record import Indicator
from summarizer.domain.standing_alone import says_what, stands_alone
from summarizer.rendering.wording.naming import short_name

_STOPS = re.compile(r"[；;。！!？?\n]")
_PAUSES = re.compile(r"[，,；;。！!？?\n]")


def stretches(indicator: Indicator, figures: Sequence[Indicator], most: int) -> list[tuple[str, int, int]]:
    """Return stretches of at most `most` characters around an indicator with start and end in the document, the best first.

    The best is the shortest that names the indicator and can be read alone. Where its name is said elsewhere (分别增长2.4%) there
    is none: nobody could tell what the figure is of. Nor is there one that begins by pointing back (其中…, 该社区…, 第一期…,
    目前…, 稳居第1位), whose name is any thing's (收入合计), or that holds verbs,
    figures and measures alone (开工31个，试投产12个).
    `figures` are all indicators of its sentence: clauses behind that go on with figures are taken along.
    """
    sentence = indicator.sentence
    text = sentence.text
    low, high = (at - sentence.start for at in (indicator.numeral.start, indicator.numeral.end))
    if low < 0 or high > len(text) or not (indicator.canonical or says_what(indicator.name)):
        return []
    farthest = max(0, low - most)
    stops = [m.end() for m in _STOPS.finditer(text, farthest, low)]
    floor = stops[-1] if stops else farthest
    starts = [*([floor] if stops or not floor else []), *(m.end() for m in _PAUSES.finditer(text, floor, low))]
    inside = [i.numeral.start - sentence.start for i in figures if sentence.start <= i.numeral.start < sentence.end]
    found = []
    for start in starts:
        end = _end(text, start, high, inside, most)
        if end - start <= most and stands_alone(text[start:end]):
            found.append((text[start:end].strip(), sentence.start + start, sentence.start + end))
    naming = [stretch for stretch in found if _names(stretch[0], indicator)]
    return [stretch for stretch in naming if _is_dense(stretch, figures)] or naming[::-1]


def _end(text: str, start: int, high: int, inside: list[int], most: int) -> int:
    """Return where the clause of a figure ends, or a later one that holds a figure too and still has room."""
    farthest = min(len(text), high + most)
    ends = [m.start() for m in _PAUSES.finditer(text, high, farthest)] or [farthest]
    stop = found.start() if (found := _STOPS.search(text, high, farthest)) else farthest
    best = ends[0]
    for before, after in pairwise(ends):
        begins_anew = text.startswith("其中", before + 1)
        if begins_anew or after > stop or after - start > most or not any(before < at < after for at in inside):
            break
        best = after
    return best


def _is_dense(stretch: tuple[str, int, int], figures: Sequence[Indicator]) -> bool:
    """Say whether every clause of a stretch holds a figure."""
    text, start, _ = stretch
    bounds = [start, *(start + m.end() for m in _PAUSES.finditer(text)), start + len(text)]
    return all(any(low <= i.numeral.start < high for i in figures) for low, high in pairwise(bounds))


def _names(text: str, indicator: Indicator) -> bool:
    """Say whether most characters of the indicator's name stand in a stretch."""
    name = set(short_name(indicator.name))
    return 5 * len(name & set(text)) >= 4 * len(name)
