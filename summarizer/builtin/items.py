"""Where the item begins that a note of responsible units closes: a heading, a numbered sentence, a line."""

import re
from collections.abc import Mapping

from summarizer.builtin.owners import OwnerNote, find_owner_notes
from summarizer.domain.grammar.chinese import chinese_number
from summarizer.domain.marked_text import ShownChunk

# (一) · 二、 · 12. · 第三条 · ③ · ——
NUMBER = re.compile(
    r"^\s*(?:#+\s*)?(?:[(（](?P<bracketed>[一二三四五六七八九十百\d]{1,3})[)）][.、]?|(?P<chinese>[一二三四五六七八九十百]{1,3})(?:、|是)"
    r"|(?P<arabic>\d{1,3})\s*[.．、﹒](?!\d)|第[一二三四五六七八九十百\d]{1,3}[条项章节][、,.]?|[①-⑳]|[—─–-]{2})\s*"
)
# 一、主要预期目标, under it 1.生产总值增长6%以上
_TOP = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_UNDER_TOP = re.compile(r"\s*(?:\d{1,3}\s*[.．、﹒]|[(（][一二三四五六七八九十]{1,3}[)）])")


class Items:
    """The sentences of a chunk, seen as items that end with a note of responsible units."""

    def __init__(self, chunk: ShownChunk, view: str, notes: Mapping[int, list[OwnerNote]]) -> None:
        """Look at a chunk; `notes` are those of its sentences by their index."""
        self._chunk, self._view, self._notes = chunk, view, notes

    def begin(self, before: int, index: int) -> int:
        """Return the sentence that the item of this one begins with: the last heading, numbered sentence or new line.

        `before` is where the item of the sentence before began.
        """
        if self._chunk.levels[index] and not (before < index and self._is_note_line(index)):
            return index
        if self.is_numbered(index):
            step = self._is_step(before, index)
            return before if step else index
        return index if self._is_fresh_line(before, index) else before

    def is_numbered(self, index: int) -> bool:
        """Say whether a sentence begins with a number."""
        return bool(NUMBER.match(self._words(index)))

    def _words(self, index: int) -> str:
        return self._chunk.sentences[index].of(self._view)

    def _is_step(self, before: int, index: int) -> bool:
        """Say whether a numbered sentence is a step of the heading above it: units stand behind the last step only."""
        headed = before < index and bool(self._chunk.levels[before]) and not self._noted(before, index)
        if not headed or self._is_note_line(index):
            return headed
        if _TOP.match(self._words(before)) and _UNDER_TOP.match(self._words(index)):
            return False
        number = self._number(index)
        if not number:
            return before == index - 1
        others = self._others(before, index)
        if number > 1 and (number - 1) not in others:
            return False  # 10. under a heading goes on a numbering of the whole plan
        return not self._next_has_its_own(index, number)

    def _noted(self, start: int, end: int) -> bool:
        return any(self._notes.get(at) for at in range(start, end))

    def _is_note_line(self, index: int) -> bool:
        """(二)责任单位:… is a line of the item, not a new one."""
        return bool(find_owner_notes(self._view, self._chunk.sentences[index], alone=True))

    def _others(self, start: int, end: int) -> set[int]:
        return {number for at in range(start + 1, end) if (number := self._number(at))}

    def _next_has_its_own(self, index: int, number: int) -> bool:
        """Say whether a note closes this item alone: it comes before the next number, and the next number goes on."""
        noted = False
        for at in range(index, len(self._chunk.sentences)):
            if at > index and (self._chunk.levels[at] or (self.is_numbered(at) and not self._is_note_line(at))):
                return noted and not self._chunk.levels[at] and self._number(at) == number + 1
            noted = noted or bool(self._notes.get(at))
        return False

    def _number(self, index: int) -> int:
        found = NUMBER.match(self._words(index))
        said = found and (found["bracketed"] or found["chinese"] or found["arabic"])
        if not said:
            return 0
        return int(said) if said.isascii() else int(chinese_number(said) or 0)

    def _is_fresh_line(self, before: int, index: int) -> bool:
        chunk = self._chunk
        above = chunk.levels[index - 1] if index else 0
        fresh = index > 0 and "\n" in self._view[chunk.sentences[index - 1].end : chunk.sentences[index].start]
        itemized = before < index and self.is_numbered(before)
        return fresh and not above and not itemized and not self._is_note_line(index)
