"""What a page says, whatever its format: words with the places they come from."""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A sentence of the report that something on the page rests on."""

    start: int
    end: int
    text: str
    """As it stands in the document; a page shows it by `printable`."""
    path: str = ""
    """Headings above it, outermost first, joined by ` › `."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; with sources it is a figure or a quotation that can be checked."""

    text: str
    sources: tuple[Source, ...] = ()
    spots: tuple[tuple[int, int], ...] = ()
    """Where the figures themselves stand in the document."""


_TWO_COLUMNS = 4
Words = tuple[Run, ...]
"""A line of the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A growth and its target, in percent, to be drawn as a mark."""

    actual: float
    target: float
    says: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. Several values of one cell stand in several lines of `words`, joined by `；`."""

    words: Words
    missing: bool = False
    """The words only say that there is nothing: 未提及, 未识别."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the last column holds the reference numbers and is filled when the page is written."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligned: tuple[bool, ...] = ()
    """Which columns hold figures, set flush right."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A titled list; `note` stands behind the title."""

    title: str
    lines: tuple[Words, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much of one part the page has no room for."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Brief:
    """One page about one report. The same record gives the same brief."""

    report_id: str
    doc_type: str
    title: str
    incomplete: str
    """What is missing, `""` for a complete record."""
    identity: tuple[str, ...]
    headline: Words
    table: Table | None
    points: Listing
    targets: Listing
    work: Table | None
    """Tasks by owner and deadline (action plans)."""
    directions: Listing
    problems: Listing
    cautions: Listing
    footer: tuple[Words, ...]
    left_out: tuple[LeftOut, ...] = ()


def stands_alone(brief: Brief) -> bool:
    """Say whether the points have the whole width and are so many that two columns hold them better than one."""
    return len(brief.points.lines) >= _TWO_COLUMNS and (brief.doc_type == "action_plan" or not brief.targets.lines)


def halves(lines: tuple[Words, ...]) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return the lines of a first and of a second column."""
    first = (len(lines) + 1) // 2
    return lines[:first], lines[first:]


def plain(words: Words) -> str:
    """Return a line without its sources."""
    return "".join(run.text for run in words)


def all_words(brief: Brief) -> list[Words]:
    """Return every line of the page, in reading order but for the directions."""
    lines = [brief.headline, *_cells(brief.table)]
    if brief.doc_type == "action_plan":
        lines += [*brief.targets.lines, *_cells(brief.work), *brief.points.lines]
    else:
        lines += [*_cells(brief.work), *brief.points.lines, *brief.targets.lines]
    lines += [*brief.problems.lines, *brief.cautions.lines]
    # directions come last: their numbers are not printed, and the printed ones should have no gaps
    return [*lines, *brief.footer, *brief.directions.lines]


def _cells(table: Table | None) -> list[Words]:
    return [cell.words for row in table.rows for cell in row] if table else []


def last_of_source(words: Words) -> list[tuple[Run, bool]]:
    """Return the runs of a line, each with whether its number is printed: once behind neighbours from the same sentence."""
    cited = [at for at, run in enumerate(words) if run.sources]
    followed = {at for at, after in pairwise(cited) if words[at].sources == words[after].sources}
    return [(run, at not in followed) for at, run in enumerate(words)]


def reference_numbers(brief: Brief) -> dict[Source, int]:
    """Number the sources from 1, in the order in which the page first rests on them."""
    numbers: dict[Source, int] = {}
    for words in all_words(brief):
        for run in words:
            for source in run.sources:
                numbers.setdefault(source, len(numbers) + 1)
    return numbers


def row_references(row: tuple[Cell, ...], numbers: dict[Source, int]) -> str:
    """Return what stands in the column of reference numbers: `1, 2`."""
    return ", ".join(map(str, sorted({numbers[source] for cell in row for run in cell.words for source in run.sources})))
