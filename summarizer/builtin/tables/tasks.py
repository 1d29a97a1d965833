"""Tasks in the rows of a table with a column of responsible units."""

import re
from collections.abc import Iterator

from summarizer.builtin.owners import split_owners
from summarizer.builtin.tables.parting import cells_of
from summarizer.domain.answer import TaskEntry
from summarizer.domain.marked_text import ShownChunk
from summarizer.domain.span import Span

# 牵头单位 · 责任部门 · 责任领导
_OWNER_HEAD = re.compile(r"(?:牵头|责任|主办|承办|协办|配合|实施|负责).{0,4}(?:单位|部门|领导|人)")
# 工作任务 · 实事内容 · 项目名称
_TASK_HEAD = re.compile(r"任务|内容|事项|实事|措施|项目|工作|目标|指标")
_DEADLINE_HEAD = re.compile(r"时限|期限|完成时间|时间节点|进度要求")
_LONGEST_TITLE = 60
_SHORTEST_TITLE = 4


def tasks_of_tables(chunk: ShownChunk, view: str) -> list[TaskEntry]:
    """Return a task for each row under a head that names responsible units."""
    found: list[TaskEntry] = []
    heads: list[str] = []
    for numbers in _lines(chunk, view):
        row = Span(chunk.sentences[numbers[0] - 1].start, chunk.sentences[numbers[-1] - 1].end)
        cells = cells_of(chunk.text, row)
        said = [cell.of(view).strip() for cell in cells]
        if len(cells) < 2:
            heads = []
        elif any(_OWNER_HEAD.search(head) and len(head) < 10 for head in said):
            heads = said
        elif heads and len(cells) == len(heads):
            entry = _task(chunk, view, heads, cells, numbers)
            found += [entry] if entry else []
    return found


def _lines(chunk: ShownChunk, view: str) -> Iterator[list[int]]:
    """Yield the numbers of the sentences of each line: a full stop in a cell does not end its row."""
    line: list[int] = []
    for number, sentence in enumerate(chunk.sentences, 1):
        if line and "\n" in view[chunk.sentences[number - 2].end : sentence.start]:
            yield line
            line = []
        line.append(number)
    if line:
        yield line


def _task(chunk: ShownChunk, view: str, heads: list[str], cells: list[Span], numbers: list[int]) -> TaskEntry | None:
    owners = [
        owner.of(chunk.text)
        for head, cell in zip(heads, cells, strict=True)
        if _OWNER_HEAD.search(head)
        for owner in split_owners(view, cell)
    ]
    title = next((cell for head, cell in zip(heads, cells, strict=True) if _names_task(head)), None)
    deadline = next((cell for head, cell in zip(heads, cells, strict=True) if _DEADLINE_HEAD.search(head)), None)
    words = _first_clause(title.of(chunk.text)) if title else ""
    if not owners or len(words) < _SHORTEST_TITLE:
        return None
    due = deadline.of(chunk.text).strip() if deadline else ""
    return TaskEntry(title=words, owners=list(dict.fromkeys(owners)), deadline=due or None, sentences=numbers)


def _names_task(head: str) -> bool:
    return bool(_TASK_HEAD.search(head)) and not _OWNER_HEAD.search(head) and not _DEADLINE_HEAD.search(head)


def _first_clause(words: str) -> str:
    return re.split(r"[。；;]", words.strip())[0].strip()[:_LONGEST_TITLE]
