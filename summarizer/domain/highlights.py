"""The stated rule by which a page says the main things first, when no language model chooses them.

Headline: the main result, the main target, and the most notable gap (a target below the last growth) or else a problem.
Key points, 5 to 8 where the report has as much: results, then targets, by the registry's weights, those that no table shows
first; the admitted problems last. No figure stands twice. Every quantity is a placeholder `{n}`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.domain.answer import OverviewAnswer, OverviewPoint
from summarizer.domain.marked_text import folded
from summarizer.domain.overview_text import EntryLine
from summarizer.domain.registry import indicator_kind, plain_name

_MOST_RESULTS, _MOST_TARGETS, _FEWEST, _MOST = 5, 2, 5, 8
_TARGETS_A_POINT = 3
_LONGEST_TEXT = 60
_FIGURES = ("level", "share", "rank", "multiple", "growth", "change")
_SAID = ("statement", "task")
# `6%以上`, `5.2%`: a plain growth in percent, which can be set against another
_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[%％](?:以上|左右)?")
# Where a long text may be cut: after a clause
_CLAUSE = re.compile(r"[，,；;。]")


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the entries say of one thing in one period."""

    key: str
    kind: str
    period: str
    weight: int
    in_table: bool
    lines: tuple[EntryLine, ...]

    @property
    def main(self) -> EntryLine:
        return self.lines[0]


def choose(entries: list[EntryLine]) -> OverviewAnswer:
    """Return headline and key points for the entries of a record, by the rule of this module."""
    topics = _topics(entries)
    problems = [entry for entry in entries if entry.role == "problem"]
    clauses = _headline_clauses(topics, problems)
    headline = _joined(clauses) or _said_first(entries)
    used = {n for n in headline.entries if n not in {entry.n for entry in problems}}
    return OverviewAnswer(headline=headline, key_points=_key_points(topics, problems, entries, used))


def _headline_clauses(topics: Sequence[_Topic], problems: Sequence[EntryLine]) -> list[OverviewPoint]:
    results, targets = _main(topics, "actual"), _main(topics, "target")
    clauses = [_told(results[:1], ""), _told(targets[:1], "目标")]
    return [clause for clause in (*clauses, _gap(topics) or _problem_point(problems[:1], "")) if clause]


def _main(topics: Sequence[_Topic], kind: str) -> list[_Topic]:
    return [topic for topic in topics if topic.kind == kind and topic.weight]


def _key_points(
    topics: Sequence[_Topic], problems: Sequence[EntryLine], entries: Sequence[EntryLine], used: set[int]
) -> list[OverviewPoint]:
    free = [topic for topic in topics if not used & {line.n for line in topic.lines}]
    results = [_told([topic], "") for topic in _table_last(free, "actual")]
    goals = _table_last(free, "target")
    targets = [_told(goals[at : at + _TARGETS_A_POINT], "目标") for at in range(0, len(goals), _TARGETS_A_POINT)]
    said = [_said(entry) for entry in entries if entry.role in _SAID and entry.n not in used]
    last = _problem_point(problems[:3], "主要问题：")
    most = _MOST - (1 if last else 0)
    chosen = [*results[:_MOST_RESULTS], *targets[:_MOST_TARGETS]]
    spare = [*said[:_FEWEST], *results[_MOST_RESULTS:], *targets[_MOST_TARGETS:]]
    chosen += spare[: max(0, min(most, _FEWEST) - len(chosen))]
    points = [point for point in chosen[:most] if point]
    return [*points, last] if last else points


def _table_last(topics: Sequence[_Topic], kind: str) -> list[_Topic]:
    """Order topics so that those which a table shows anyway come after the others."""
    return sorted((topic for topic in topics if topic.kind == kind), key=lambda topic: topic.in_table)


def _topics(entries: Iterable[EntryLine]) -> list[_Topic]:
    groups: dict[tuple[str, str, str], list[EntryLine]] = {}
    for entry in entries:
        if entry.role in _FIGURES and entry.kind in ("actual", "target") and entry.value:
            key = entry.canonical or plain_name(entry.name)
            groups.setdefault((key, entry.kind, entry.period), []).append(entry)
    topics = [_topic(key, lines) for key, lines in groups.items()]
    return sorted(topics, key=_rank)


def _topic(key: tuple[str, str, str], lines: list[EntryLine]) -> _Topic:
    kinds = [indicator_kind(one) for one in key[0].split()] if lines[0].canonical else []
    first: dict[str, EntryLine] = {}
    for line in lines:
        first.setdefault(line.role, line)
    wanted = kinds[0].roles if kinds else ()
    roles = sorted(first, key=lambda role: (role not in wanted, _FIGURES.index(role)))[:2]
    told = sorted((first[role] for role in roles), key=lambda line: _FIGURES.index(line.role))
    weight = max((kind.weight for kind in kinds), default=0)
    return _Topic(*key, weight, any(kind.page == "table" for kind in kinds), tuple(told))


def _rank(topic: _Topic) -> tuple[int, bool, int, int]:
    """Weightiest first; of one thing single years before spans, the latest first; else the order of the entries."""
    last = topic.period[-4:]
    latest = int(last) if topic.weight and last.isdecimal() else 0
    return (-topic.weight, len(topic.period) != 4, -latest, topic.main.n)


def _told(topics: Sequence[_Topic], what: str) -> OverviewPoint | None:
    """Say what topics hold, the period where it changes: `2021年目标：…；…`."""
    if not topics:
        return None
    texts: list[str] = []
    for before, topic in zip([None, *topics], topics, strict=False):
        same = before is not None and before.period == topic.period
        lead = "" if same else _period_words(topic.period) + (f"{what}：" if what else "")
        texts.append(lead + _figures(topic))
    return OverviewPoint(text="；".join(texts), entries=[line.n for topic in topics for line in topic.lines])


def _period_words(period: str) -> str:
    return f"{period}年" if period else ""


def _figures(topic: _Topic) -> str:
    name = folded(topic.main.name)
    return name + "、".join(_figure(line) for line in topic.lines)


def _figure(line: EntryLine) -> str:
    """Say one figure; a value that begins with words (`下降2.9%`, `年均增长5.6%`) brings its verb along."""
    verb = {"growth": "增长", "change": "增加"}.get(line.role, "") if line.value[:1].isdigit() else ""
    return f"{verb}{{{line.n}}}"


def _gap(topics: Sequence[_Topic]) -> OverviewPoint | None:
    """Name the main indicators whose target growth lies below the last one; both are of one year."""
    lower = [pair for topic in topics if topic.in_table and (pair := _below_last(topic, topics))]
    if not lower:
        return None
    names = "、".join(folded(target.name) for target, _ in lower[:2])
    return OverviewPoint(text=f"{names}目标低于上年增速", entries=[line.n for pair in lower[:2] for line in pair])


def _below_last(topic: _Topic, topics: Sequence[_Topic]) -> tuple[EntryLine, EntryLine] | None:
    target = _growth(topic)
    if topic.kind != "target" or not target or len(topic.period) != 4:
        return None
    for other in topics:
        last = _growth(other)
        if other.kind == "actual" and other.key == topic.key and last and _follows(topic.period, other.period):
            return (target, last) if _percent(target) < _percent(last) else None
    return None


def _follows(period: str, before: str) -> bool:
    return period.isdecimal() and before.isdecimal() and len(before) == 4 and int(period) == int(before) + 1


def _growth(topic: _Topic) -> EntryLine | None:
    return next((line for line in topic.lines if line.role == "growth" and _PERCENT.fullmatch(line.value)), None)


def _percent(line: EntryLine) -> Decimal:
    found = _PERCENT.fullmatch(line.value)
    return Decimal(found[1]) if found else Decimal(0)


def _problem_point(problems: Sequence[EntryLine], lead: str) -> OverviewPoint | None:
    if not problems:
        return None
    text = "；".join(_short(problem.text) for problem in problems)
    return OverviewPoint(text=lead + text, entries=[problem.n for problem in problems])


def _said(entry: EntryLine) -> OverviewPoint:
    lead = f"{_period_words(entry.period)}目标：" if entry.kind == "target" and entry.period else ""
    return OverviewPoint(text=lead + _short(entry.text), entries=[entry.n])


def _said_first(entries: Sequence[EntryLine]) -> OverviewPoint:
    """Return a headline for a report without a weighty figure: its first figure, or its first words."""
    topics = _topics(entries)
    told = _told(topics[:1], "目标" if topics[0].kind == "target" else "") if topics else None
    words = next((_said(entry) for entry in entries if entry.text), OverviewPoint(text="", entries=[]))
    return told or words


def _short(text: str) -> str:
    """Return a copied text in one line, a long one cut after a clause, or whole where it has none."""
    line = folded(text).rstrip("。；;，,")
    cuts = [found.start() for found in _CLAUSE.finditer(line, 0, _LONGEST_TEXT) if found.start()]
    return line[: cuts[-1]] if len(line) > _LONGEST_TEXT and cuts else line


def _joined(clauses: Sequence[OverviewPoint]) -> OverviewPoint | None:
    if not clauses:
        return None
    entries = dict.fromkeys(n for clause in clauses for n in clause.entries)
    return OverviewPoint(text="；".join(clause.text for clause in clauses) + "。", entries=list(entries))
