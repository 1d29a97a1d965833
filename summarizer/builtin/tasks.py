"""Tasks with the units that answer for them, and their deadlines."""

import re

from summarizer.builtin.items import NUMBER, Items
from summarizer.builtin.owners import OwnerNote, find_owner_notes
from summarizer.builtin.quantities.settings_in_text import read_settings
from summarizer.builtin.tables.tasks import tasks_of_tables
from summarizer.domain.answer import TaskEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

# 到2025年 · 2021年底前 · 6月底前 · 年底前完成
_DEADLINE = re.compile(
    r"(?:到|至|于|在)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末|初)?(?:之?前|以前|底前)|(?:到|至)\d{4}年(?:\d{1,2}月)?(?:底|末)?|\d{4}年(?:底|末)(?!完成率)|\d{1,2}月(?:\d{1,2}日|底)前|年底前|(?:完成时限|完成时间|时限)[::]\s*[^,，。;；)）]{2,20}"
)
# 完成时限:12月底前
_DEADLINE_LINE = re.compile(r"^\s*(?:完成时限|完成时间|完成期限|时限要求?)\s*[::]")
_DEADLINE_SET = re.compile(r"完成时限|完成时间|时限")
_LONGEST_TITLE = 60


def find_tasks(chunk: ShownChunk) -> list[TaskEntry]:
    """Return one task for each note of responsible units: its title is the heading or the clause that the item begins with."""
    view = same_length_view(chunk.text)
    notes = _notes_by_sentence(chunk, view)
    items = Items(chunk, view, notes)
    found: list[TaskEntry] = []
    joined: set[int] = set()
    begin = 0
    for index, sentence in enumerate(chunk.sentences):
        begin = items.begin(begin, index)
        for note in notes.get(index, ()):
            entry = _task(chunk, view, begin, index, note)
            if entry:
                found.append(entry)
            elif found and index in joined:
                found[-1] = _with_more(found[-1], chunk, note, index)
        noted = index in notes
        if not noted and found and index in joined and not found[-1].deadline:
            found[-1] = _with_deadline(found[-1], chunk, view, index)
        joined = {index + 1} if noted or (index in joined and _DEADLINE_LINE.match(sentence.of(view))) else set()
        if noted:
            begin = index + 1
    return [*found, *tasks_of_tables(chunk, view)]


def _notes_by_sentence(chunk: ShownChunk, view: str) -> dict[int, list[OwnerNote]]:
    """Return the notes by sentence. What a unit led last year, told in a sentence of the review, is no task."""
    found = {index: notes for index, sentence in enumerate(chunk.sentences) if (notes := find_owner_notes(view, sentence))}
    told = [index for index, notes in found.items() if all(note.in_prose for note in notes)]
    if told and chunk.context.doc_type != "action_plan":
        settings = read_settings(chunk)
        found = {at: notes for at, notes in found.items() if at not in told or settings[at].kind == "target"}
    return found


def _with_more(task: TaskEntry, chunk: ShownChunk, note: OwnerNote, index: int) -> TaskEntry:
    """主办单位：… and 协办单位：… on lines of their own are of one task."""
    owners = [*task.owners, *(owner for span in note.owners if (owner := span.of(chunk.text)) not in task.owners)]
    return task.model_copy(update={"owners": owners, "sentences": [*task.sentences, index + 1]})


def _with_deadline(task: TaskEntry, chunk: ShownChunk, view: str, index: int) -> TaskEntry:
    line = chunk.sentences[index]
    if not _DEADLINE_LINE.match(line.of(view)):
        return task
    return task.model_copy(update={"deadline": line.of(chunk.text).strip(" 。;；"), "sentences": [*task.sentences, index + 1]})


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
    number = NUMBER.match(words)
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
    """Return the deadline of an item: the one set for it, else the last of those in its sentences, by which all is done."""
    found = [
        match
        for sentence in chunk.sentences[begin : last + 1]
        for match in _DEADLINE.finditer(view, sentence.start, sentence.end)
    ]
    chosen = next((match for match in found if _DEADLINE_SET.match(match[0])), None) or max(found, key=_year_of, default=None)
    return chunk.text[chosen.start() : chosen.end()] if chosen else None


def _year_of(match: re.Match[str]) -> int:
    year = re.search(r"\d{4}", match[0])
    return int(year[0]) if year else 0
