"""Tasks with the units that answer for them, and their deadlines."""

import re

from summarizer.builtin.owners import OwnerNote, find_owner_notes
from summarizer.builtin.tables.tasks import tasks_of_tables
from summarizer.domain.answer import TaskEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

_NUMBER = re.compile(
    r"^\s*(?:#+\s*)?(?:[(（][一二三四五六七八九十百\d]{1,3}[)）][.、]?|[一二三四五六七八九十百]{1,3}(?:、|是)|\d{1,3}\s*[.．、﹒](?!\d)|第[一二三四五六七八九十百\d]{1,3}[条项章节][、,.]?|[①-⑳]|[—─–-]{2})\s*"
)
# 到2025年 · 2021年底前 · 6月底前 · 年底前完成
_DEADLINE = re.compile(
    r"(?:到|至|于|在)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末|初)?(?:之?前|以前|底前)|(?:到|至)\d{4}年(?:\d{1,2}月)?(?:底|末)?|\d{4}年(?:底|末)(?!完成率)|\d{1,2}月(?:\d{1,2}日|底)前|年底前|(?:完成时限|完成时间|时限)[::]\s*[^,，。;；)）]{2,20}"
)
# 一、主要预期目标, under it 1.生产总值增长6%以上
_TOP = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_FIGURED = re.compile(r"\s*\d{1,3}\s*[.．、﹒]")
# 完成时限:12月底前
_DEADLINE_LINE = re.compile(r"^\s*(?:完成时限|完成时间|完成期限|时限要求?)\s*[::]")
_LONGEST_TITLE = 60


def find_tasks(chunk: ShownChunk) -> list[TaskEntry]:
    """Return one task for each note of responsible units: its title is the heading or the clause that the item begins with."""
    view = same_length_view(chunk.text)
    found: list[TaskEntry] = []
    joined: set[int] = set()
    begin = 0
    for index, (sentence, _) in enumerate(zip(chunk.sentences, chunk.levels, strict=True)):
        notes = find_owner_notes(view, sentence)
        begin = _item_begin(chunk, view, begin, index)
        for note in notes:
            entry = _task(chunk, view, begin, index, note)
            if entry:
                found.append(entry)
            elif found and index in joined:
                found[-1] = _with_more(found[-1], chunk, note, index)
        if not notes and found and index in joined and not found[-1].deadline:
            found[-1] = _with_deadline(found[-1], chunk, view, index)
        joined = {index + 1} if notes or (index in joined and _DEADLINE_LINE.match(sentence.of(view))) else set()
        if notes:
            begin = index + 1
    return [*found, *tasks_of_tables(chunk, view)]


def _with_more(task: TaskEntry, chunk: ShownChunk, note: OwnerNote, index: int) -> TaskEntry:
    """主办单位：… and 协办单位：… on lines of their own are of one task."""
    owners = [*task.owners, *(owner for span in note.owners if (owner := span.of(chunk.text)) not in task.owners)]
    return task.model_copy(update={"owners": owners, "sentences": [*task.sentences, index + 1]})


def _with_deadline(task: TaskEntry, chunk: ShownChunk, view: str, index: int) -> TaskEntry:
    line = chunk.sentences[index]
    if not _DEADLINE_LINE.match(line.of(view)):
        return task
    return task.model_copy(update={"deadline": line.of(chunk.text).strip(" 。;；"), "sentences": [*task.sentences, index + 1]})


def _item_begin(chunk: ShownChunk, view: str, begin: int, index: int) -> int:
    """Return the sentence that the item of this one begins with: the last heading, numbered sentence or new line."""
    sentence = chunk.sentences[index]
    numbered = bool(_NUMBER.match(sentence.of(view)))
    above = chunk.levels[index - 1] if index else 0
    under_top = bool(above) and bool(_TOP.match(chunk.sentences[index - 1].of(view))) and bool(_FIGURED.match(sentence.of(view)))
    if chunk.levels[index] or (numbered and (not above or under_top)):
        return index
    fresh = index > 0 and "\n" in view[chunk.sentences[index - 1].end : sentence.start]
    itemized = bool(_NUMBER.match(chunk.sentences[begin].of(view))) if begin < index else False
    if fresh and not above and not itemized and not find_owner_notes(view, sentence, alone=True):
        return index
    return begin


def _task(chunk: ShownChunk, view: str, begin: int, index: int, note: OwnerNote) -> TaskEntry | None:
    title = _title(chunk, view, begin, note)
    owners = [span.of(chunk.text) for span in note.owners]
    if not title or not owners:
        return None
    last = index
    deadline = _deadline(chunk, view, begin, last)
    return TaskEntry(title=title, owners=owners, deadline=deadline, sentences=list(range(begin + 1, last + 2)))


def _title(chunk: ShownChunk, view: str, begin: int, note: OwnerNote) -> str:
    first = chunk.sentences[begin] if begin < len(chunk.sentences) else None
    if first is None or first.start >= note.whole.start:
        return ""
    words = view[first.start : min(first.end, note.whole.start)]
    number = _NUMBER.match(words)
    skip = number.end() if number else len(words) - len(words.lstrip())
    rest = words[skip:]
    end = re.search(r"[。;；\n]", rest)
    rest = rest[: end.start()] if end else rest
    if len(rest) > _LONGEST_TITLE:
        comma = re.search(r"[,，:]", rest[4:])
        rest = rest[: comma.start() + 4] if comma else rest[:_LONGEST_TITLE]
    rest = rest.rstrip(" (（")
    at = first.start + skip
    return Span(at, at + len(rest)).of(chunk.text).strip()


def _deadline(chunk: ShownChunk, view: str, begin: int, last: int) -> str | None:
    for sentence in chunk.sentences[begin : last + 1]:
        match = _DEADLINE.search(view, sentence.start, sentence.end)
        if match:
            return chunk.text[match.start() : match.end()]
    return None
