"""Repeated bodies: the same sentences again."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from summarizer.domain.span import Span

SAME_SHARE = 0.95
"""An edited copy is still a copy when this share of its sentences stands in the first."""
_ENDS = "。!?;"
_CLOSING = '”’")》'
# What pieces are compared by, a line end between them. A range is told faster than \w.
_WORDS = re.compile(r"[\u4e00-\u9fff\w\n]+")
_USUAL_SIGNS = ",、 “”()《》:_"
"""Taken out first, one by one, which is faster: hardly any others are left."""
_ENDING = re.compile(rf"[{_ENDS}]*[{_CLOSING}]*")
_SHORTEST_PIECE = 2
_GIVE_UP_SHARE = 0.8
_GIVE_UP_AFTER = 20
_LOOK_AHEAD = 200
_LEAST_PIECES = 5
_LEAST_CHARACTERS = 200


class Piece(Struct, frozen=True, gc=False):
    """About a sentence, and what identifies it whatever its white space and punctuation."""

    start: int
    end: int
    """Without what ends it."""
    words: str


def find_pieces(view: str, span: Span) -> list[Piece]:
    """Return the sentences of a stretch as pieces to compare."""
    text = span.of(view)
    for sign in _ENDS:
        text = text.replace(sign, "\n")
    found: list[Piece] = []
    start = span.start
    for piece, words in zip(text.split("\n"), _words(text).split("\n"), strict=True):
        end = start + len(piece)
        if len(words) >= _SHORTEST_PIECE:
            found.append(Piece(start, end, words))
        start = end + 1
    return found


def _words(text: str) -> str:
    for sign in _USUAL_SIGNS:
        text = text.replace(sign, "")
    return "".join(_WORDS.findall(text))


def pieces_until(view: str, pieces: Sequence[Piece], end: int) -> list[Piece]:
    """Return the pieces that stand before a place, the last one cut there."""
    within = bisect_right(pieces, end, key=lambda piece: piece.end)
    return (
        [*pieces[:within], *find_pieces(view, Span(min(pieces[within].start, end), end))] if within < len(pieces) else [*pieces]
    )


def is_copy(pieces: Sequence[Piece], known: frozenset[str]) -> bool:
    """Say whether a text is a copy of one whose sentences are known."""
    return bool(pieces) and sum(piece.words in known for piece in pieces) >= SAME_SHARE * len(pieces)


def find_copies(view: str, pieces: Sequence[Piece]) -> list[Span]:
    """Return the stretches in which a text repeats what stands before in it, one for each time it begins again."""
    again = _seen_before(pieces)
    found: list[Span] = []
    at = written = 0
    while at < len(pieces):
        if not again[at]:
            written += len(pieces[at].words)
            at += 1
            continue
        end = _end_of_run(again, at)
        length = sum(len(piece.words) for piece in pieces[at:end])
        if end - at >= _LEAST_PIECES and (length >= _LEAST_CHARACTERS or 2 * length >= written):
            found.extend(_span(view, first, last) for first, last in _one_by_one(pieces[at:end]))
        else:
            written += length
        at = end
    return found


def _seen_before(pieces: Sequence[Piece]) -> list[bool]:
    seen: set[str] = set()
    again: list[bool] = []
    for piece in pieces:
        again.append(piece.words in seen)
        seen.add(piece.words)
    return again


def _end_of_run(again: Sequence[bool], start: int) -> int:
    """Return where a run of repeated sentences ends: as far as enough of them are repeated, and its last one is."""
    end = start + 1
    repeated = 0
    for at in range(start, len(again)):
        repeated += again[at]
        share = repeated / (at + 1 - start)
        if again[at] and share >= SAME_SHARE:
            end = at + 1
        elif (share < _GIVE_UP_SHARE and at - start >= _GIVE_UP_AFTER) or at - end >= _LOOK_AHEAD:
            break
    return end


def _one_by_one(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Cut a run where its first sentence comes again: each copy of a report is one. Return first and last piece of each."""
    begins = [at for at, piece in enumerate(pieces) if piece.words == pieces[0].words and at != 1]
    kept = [begins[0]]
    for at in begins[1:]:
        if at - kept[-1] >= _LEAST_PIECES:
            kept.append(at)
    return [(pieces[at], pieces[to - 1]) for at, to in zip(kept, [*kept[1:], len(pieces)], strict=True)]


def _span(view: str, first: Piece, last: Piece) -> Span:
    """Return the stretch from one piece to another, with the signs that close it, without those that close what is before."""
    held = view[first.start : first.end]
    if view[max(first.start - 1, 0)] in _ENDS:
        held = held.lstrip(_CLOSING)
    ending = _ENDING.match(view, last.end)
    return Span(first.end - len(held.lstrip()), ending.end() if ending else last.end)
