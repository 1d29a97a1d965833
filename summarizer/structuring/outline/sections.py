"""The outline: every heading of a report's own system, with its level and extent."""

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec.structs import replace

from summarizer.domain.grammar.clear_view import clear_view
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.headings.bare_lines import find_bare_lines, find_glued_parts
from summarizer.structuring.headings.labels import find_labels
from summarizer.structuring.headings.numbered import HoldsQuantity, choose_numbered
from summarizer.structuring.headings.rare_numbers import find_rare_numbers
from summarizer.structuring.headings.set_off import find_set_off
from summarizer.structuring.headings.titles import DUTY
from summarizer.structuring.outline.bold import add_bold
from summarizer.structuring.outline.damage import rejoin, repair
from summarizer.structuring.outline.levels import RUN_IN, infer_levels
from summarizer.structuring.page.candidate import Candidate, Style
from summarizer.structuring.page.layout import Page, lay_page
from summarizer.structuring.page.markers import find_markers
from summarizer.structuring.topics.run_in import add_run_ins

_SAID: frozenset[Style] = frozenset({"is", "must", "nth"})
_LED_IN: frozenset[Style] = frozenset({"is", "must", "nth", "arabic", "arabic_paren"})
_ADDRESS = re.compile(r"\n *(?:各位代表|同志们)[,!:]")
_LINE_BREAK = re.compile(r" *\n\s*")


def find_sections(report: Report, scan: Scan) -> list[Section]:
    """Return the headings of a report in the order of its text; the report's title is none."""
    page = lay_page(report, scan)
    numbered = choose_numbered(find_markers(page), page, _quantity_finder(scan, page))
    numbered = rejoin(page, sorted([*numbered, *find_rare_numbers(page)], key=lambda heading: heading.start))
    bare = find_bare_lines(page, numbered) + find_glued_parts(page)
    bare += find_set_off(page, numbered + bare)
    bare += find_labels(page, sorted(numbered + bare, key=lambda heading: heading.start))
    found = [heading for heading in numbered + bare if not _in_title(report, page.offset + heading.start)]
    known = repair(page, _without_overlaps(sorted(found, key=lambda heading: heading.start)))
    headings = _set_apart(page, add_bold(page, _without_overlaps(add_run_ins(page, known))))
    return _sections(headings, infer_levels(headings), page, clear_view(report.document, report.span))


def _in_title(report: Report, position: int) -> bool:
    return report.title is not None and report.title.start <= position < report.title.end


def _quantity_finder(scan: Scan, page: Page) -> HoldsQuantity:
    starts = [numeral.span.start - page.offset for numeral in scan.numerals if not numeral.dismissed and numeral.unit]

    def holds_quantity(start: int, end: int) -> bool:
        return bisect_left(starts, start) < bisect_left(starts, end)

    return holds_quantity


def _without_overlaps(headings: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for heading in headings:
        if not kept or heading.start >= kept[-1].end:
            kept.append(heading)
    return kept


def _set_apart(page: Page, headings: list[Candidate]) -> list[Candidate]:
    """Mark the first of a series that a paragraph of its own leads in: what topic sentences came before is over.

    Where that paragraph addresses the audience, all below the report's parts is: (五)…。各位代表!五年来,…。一是…
    """
    marked = headings[:1]
    for before, heading in pairwise(headings):
        if heading.ordinal == 1 and heading.style in _SAID and _ADDRESS.search(page.text, before.end, heading.start):
            marked.append(replace(heading, fresh=True))
            continue
        begins = heading.ordinal == 1 and heading.style in _LED_IN and before.style in RUN_IN
        begins = begins or (heading.style in RUN_IN and before.style != heading.style)
        apart = begins and _is_led_in(page, before, heading)
        marked.append(replace(heading, apart=True) if apart else heading)
    return marked


def _is_led_in(page: Page, before: Candidate, heading: Candidate) -> bool:
    """Say whether a line, or a line's beginning, stands between two headings that is not the text of the first."""
    own = 1 if _runs_in(page, before) else 2
    line = page.line_at(heading.start)
    apart = line - page.line_at(before.start)
    return apart > own or (apart == own and page.lines[line].start < heading.start)


def _sections(headings: list[Candidate], levels: list[int], page: Page, view: str) -> list[Section]:
    ends = _extent_ends(headings, levels, len(page.text))
    counts: list[int] = []
    ids: list[str] = []
    sections: list[Section] = []
    for heading, level, end in zip(headings, levels, ends, strict=True):
        counts = counts[:level] + [0] * (level - len(counts))
        counts[level - 1] += 1
        ids[level - 1 :] = [f"{ids[level - 2]}.{counts[-1]}" if level > 1 else f"s{counts[-1]}"]
        sections.append(
            Section(
                id=ids[-1],
                level=level,
                number=heading.number,
                title=_title(page, heading, view),
                heading=Span(page.offset + heading.start, page.offset + heading.end),
                extent=Span(page.offset + heading.start, page.offset + end),
                run_in=_runs_in(page, heading),
                damaged=heading.damaged,
                parent=ids[-2] if level > 1 else "",
            )
        )
    return sections


def _title(page: Page, heading: Candidate, view: str) -> str:
    """Return a heading's words: without a line's end, and without the page number or mark that stands between them."""
    shown, words = view[heading.title_start : heading.end], page.text[heading.title_start : heading.end]
    if shown != words:
        words = "".join([a for a, b in zip(shown, words, strict=True) if a == b or a in " \n"])
    if "\n" in words:
        words = _LINE_BREAK.sub("", words)
    return words.strip(" *—-●■◆•★【】")


def _extent_ends(headings: list[Candidate], levels: list[int], last: int) -> list[int]:
    ends = [last] * len(headings)
    open_at: list[int] = []
    for at, level in enumerate(levels):
        while open_at and levels[open_at[-1]] >= level:
            ends[open_at.pop()] = headings[at].start
        open_at.append(at)
    return ends


def _runs_in(page: Page, heading: Candidate) -> bool:
    rest = page.text[heading.end : page.line_end(heading.end, heading.end + 40)]
    return bool(rest.strip(" 。!?;:,.")) and not DUTY.match(rest)
