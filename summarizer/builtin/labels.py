"""The entries of a chunk's numerals: labelled or skipped with a reason."""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from summarizer.builtin.names.grounding import grounded
from summarizer.builtin.names.marks import read_marks
from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.naming import name_all
from summarizer.builtin.names.owned import project_in, topic_of, with_project
from summarizer.builtin.names.thresholds import reason_to_skip
from summarizer.builtin.periods.spoken_periods import read_period, said_period
from summarizer.builtin.quantities.kinds import is_baseline, moves_on, read_kind
from summarizer.builtin.quantities.places import Place, place_quantities
from summarizer.builtin.quantities.roles import read_role
from summarizer.builtin.quantities.settings_in_text import Setting, read_settings
from summarizer.builtin.quantities.shown import Quantity, read_quantities
from summarizer.builtin.tables.cells import read_cells
from summarizer.domain.answer import IndicatorEntry, SkippedEntry
from summarizer.domain.marked_text import ShownChunk, name_words
from summarizer.domain.record import Kind, Role
from summarizer.domain.span import Span

# how far back in an endless sentence a period is looked for, in characters
_FAR = 800


class Labels(Struct, frozen=True):
    """What became of a chunk's numerals."""

    indicators: list[IndicatorEntry]
    skipped: list[SkippedEntry]


def label(chunk: ShownChunk) -> Labels:
    """Return an entry for each numeral of the chunk."""
    labels = Labels([], [])
    quantities = read_quantities(chunk)
    settings = read_settings(chunk)
    memory = Memory(words=name_words(chunk.text, chunk.context))
    cells = read_cells(chunk, settings)
    for sentence, setting in zip(chunk.sentences, settings, strict=True):
        _take_cells(cells.entries, quantities, sentence, labels)
        inside = [
            quantity
            for quantity in quantities
            if sentence.start <= quantity.start < sentence.end and quantity.n not in cells.entries
        ]
        if inside and sentence.of(chunk.text).strip() in chunk.context.title:
            labels.skipped.extend(SkippedEntry(n=quantity.n, reason="标题") for quantity in inside)
        elif inside:
            _label_sentence(chunk, sentence, setting, inside, memory, labels)
        memory.topic = "" if inside else topic_of(sentence.of(chunk.text))
        memory.project = project_in(sentence.of(chunk.text)) or memory.project
    return _with_kinds(labels, cells.kinds)


def _with_kinds(labels: Labels, kinds: Mapping[int, Kind]) -> Labels:
    """The head of a column of prose says whether what stands in it was done; what a baseline is stays one."""
    told = [
        entry.model_copy(update={"kind": kinds[entry.n]}) if entry.n in kinds and entry.kind != "baseline" else entry
        for entry in labels.indicators
    ]
    return Labels(told, labels.skipped)


def _take_cells(
    cells: dict[int, IndicatorEntry | SkippedEntry], quantities: list[Quantity], sentence: Span, labels: Labels
) -> None:
    """Add what the head of a table says of the values in a row."""
    for quantity in quantities if cells else ():
        entry = cells.get(quantity.n) if sentence.start <= quantity.start < sentence.end else None
        if isinstance(entry, IndicatorEntry):
            labels.indicators.append(entry)
        elif entry:
            labels.skipped.append(entry)


def _label_sentence(
    chunk: ShownChunk, sentence: Span, setting: Setting, quantities: list[Quantity], memory: Memory, labels: Labels
) -> None:
    kept: list[Quantity] = []
    marked = read_marks(place_quantities(chunk.text, sentence, quantities))
    labels.skipped.extend(SkippedEntry(n=mark.quantity.n, reason="门槛") for mark in marked.marks)
    for place in marked.places:
        reason = reason_to_skip(place)
        if reason:
            labels.skipped.append(SkippedEntry(n=place.quantity.n, reason=reason))
        else:
            kept.append(place.quantity)
    places = place_quantities(chunk.text, sentence, kept)
    names = [
        with_project(grounded(marked.names.get(place.quantity.n, name), memory.words) or _last_resort(place), memory.project)
        for place, name in zip(places, name_all(places, memory), strict=True)
    ]
    before: Role | None = None
    for place, name in zip(_with_row_leads(places), names, strict=True):
        words = chunk.text[max(sentence.start, place.quantity.start - _FAR) : place.quantity.start]
        before = read_role(place, name, before if place.joined else None)
        labels.indicators.append(_entry(place, name, before, setting, words, chunk))


def _with_row_leads(places: list[Place]) -> list[Place]:
    """Give the later values of a row the words before the first, and the parts of a ratio also those behind the last."""
    found: list[Place] = []
    for place in places:
        bare = place.joined and not place.lead.strip("、,，和与及:：∶︰-—–~～至到 ")
        found.append(
            replace(place, lead=found[-1].lead)
            if bare and found and not (place.follow and not moves_on(place) and place.gap)
            else place
        )
    for at in range(len(found) - 2, -1, -1):
        if places[at + 1].gap == ":":
            found[at] = replace(found[at], behind=found[at + 1].behind, gap=":")
            found[at + 1] = replace(found[at + 1], lead=found[at].lead)
    return found


def _last_resort(place: Place) -> str:
    """Return some words of the clause where no rule finds a name: an entry without one would be lost."""
    words = re.sub(r"[^\u4e00-\u9fff]+", "", place.clause)[-12:] or re.sub(r"[^\u4e00-\u9fff]+", "", place.follow)[:12]
    return words or place.bound_word or place.quantity.value


def _entry(place: Place, name: str, role: Role, setting: Setting, words: str, chunk: ShownChunk) -> IndicatorEntry:
    context = chunk.context
    said = said_period(words, place, setting, context)
    kind: Kind = "baseline" if is_baseline(place) else read_kind(place, setting, words, said, context.review_period[-4:])
    period = read_period(place, name, role, kind, said, words, setting, context)
    return IndicatorEntry(
        n=place.quantity.n, name=name, role=role, kind=kind, period=period, bound=None, sign=None, unit=place.quantity.lent_unit
    )
