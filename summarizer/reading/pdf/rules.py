"""The lines that are drawn on a page of a PDF: the rules of its tables."""

from ctypes import byref, c_float
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.reading.pdf.glyphs import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfObject, PdfPage

_STRAIGHT = 1.5
_SHORTEST = 4.0
"""Points: a rule is straight and longer than a stroke of a sign."""
_RULES_AT_MOST = 5_000
_POINTS_AT_MOST = 50_000
"""A page with more is a map or a chart."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: at `place` across, from `start` to `end` along it; in points of the page as it is read."""

    place: float
    start: float
    end: float


def drawn_rules(page: "PdfPage", turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """Return the upright and the level rules of a page; none of one that is a drawing."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    upright: list[Rule] = []
    level: list[Rule] = []
    points = 0
    # Tables are drawn on the page itself; what is nested deeper are figures.
    for path in page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=1):
        for start, end in _strokes(path):
            points += 1
            if points > _POINTS_AT_MOST or max(len(upright), len(level)) > _RULES_AT_MOST:
                return [], []
            box = turn.turned(min(start[0], end[0]), max(start[0], end[0]), min(start[1], end[1]), max(start[1], end[1]))
            width, height = box.right - box.left, box.top - box.bottom
            if width <= _STRAIGHT and height > _SHORTEST:
                upright.append(Rule((box.left + box.right) / 2, box.bottom, box.top))
            elif height <= _STRAIGHT and width > _SHORTEST:
                level.append(Rule((box.bottom + box.top) / 2, box.left, box.right))
    return upright, level


def _strokes(path: "PdfObject") -> "Iterator[tuple[Point, Point]]":
    """Yield the straight parts of a path, in places of the page."""
    from pypdfium2 import raw

    matrix = path.get_matrix()
    x, y = c_float(), c_float()
    begun = last = None
    for index in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        if not raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield point, begun
            last = begun
