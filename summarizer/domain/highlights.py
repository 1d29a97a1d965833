"""The stated rule by which a page says the main things first, when no language model chooses them.

Headline: the main result, the main target, and the most notable gap (a target below the last growth) or else a problem.
Key points, 5 to 8 where the report has as much: results, then targets, by the registry's weights, those that no table shows
first; then the admitted problems. A name that points back (其中…, 第一期…, 各县区) or is too general to say what is counted
(指标, 支出, 内容) leads no point: each is read alone. No figure stands twice. Every quantity is a placeholder `{n}`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from summarizer.domain.answer import OverviewAnswer, OverviewPoint
from summarizer.domain.highlight_topics import Topic, topics_of
from summarizer.domain.marked_text import folded
from summarizer.domain.overview_text import EntryLine
from summarizer.domain.standing_alone import says_what

_MOST_RESULTS, _MOST_TARGETS, _FEWEST = 5, 2, 5
_TARGETS_A_POINT, _PROBLEMS_A_POINT = 3, 3
_LONGEST_TEXT = 60
_SHORTEST_STEM = 4
_SAID = ("statement", "task")
# `6%以上`, `5.2%`: a plain growth in percent, which can be set against another
_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[%％](?:以上|左右)?")
# a value that begins with no word: `5.2%`, `两倍`, `一成`, `十余万人`
_NUMBER = re.compile(r"[\d一二两三四五六七八九十百千半]")
# `也要清醒地看到，发展中还存在不少困难和问题`
_ANNOUNCED = re.compile(
    r"(?:看到|认识到|意识到)|(?:不少|一些|许多)\S{0,8}(?:问题|困难|不足|短板|挑战)|(?:困难|问题)和(?:困难|问题|挑战)"
)
# Where a long text may be cut: after a clause
_CLAUSE = re.compile(r"[，,；;。]")


def choose(entries: list[EntryLine]) -> OverviewAnswer:
    """Return headline and key points for the entries of a record, by the rule of this module."""
    topics = [topic for topic in topics_of(entries) if _says_what(topic)]
    problems = [entry for entry in entries if entry.role == "problem"]
    clauses = _headline_clauses(topics, problems)
    headline = _joined(clauses) or _said_first(entries)
    used = {n for n in headline.entries if n not in {entry.n for entry in problems}}
    return OverviewAnswer(headline=headline, key_points=_key_points(topics, problems, entries, used))


def _says_what(topic: Topic) -> bool:
    name = folded(topic.main.name)
    return bool(topic.weight) or says_what(name)


def _headline_clauses(topics: Sequence[Topic], problems: Sequence[EntryLine]) -> list[OverviewPoint]:
    results, targets = _main(topics, "actual"), _main(topics, "target")
    result = _told(results[:1], "") if results else None
    target = _told(targets[:1], "目标") if targets else None
    last = _gap(topics) or _problem_point(_telling(problems)[:1], "")
    return [clause for clause in (result, target, last) if clause]


def _main(topics: Sequence[Topic], kind: str) -> list[Topic]:
    return [topic for topic in topics if topic.kind == kind and topic.weight]


def _key_points(
    topics: Sequence[Topic], problems: Sequence[EntryLine], entries: Sequence[EntryLine], used: set[int]
) -> list[OverviewPoint]:
    free = [topic for topic in topics if not used & {line.n for line in topic.lines}]
    known, rest = [topic for topic in free if topic.weight], [topic for topic in free if not topic.weight]
    results, goals = _results(known), _goals(known)
    said = _said_once(entry for entry in entries if entry.role in _SAID and entry.n not in used)
    last = _problem_point(_telling(problems)[:_PROBLEMS_A_POINT], "主要问题：")
    chosen = [*results[:_MOST_RESULTS], *goals[:_MOST_TARGETS]]
    spare = [*said[:_FEWEST], *results[_MOST_RESULTS:], *goals[_MOST_TARGETS:], *_results(rest), *_goals(rest)]
    chosen += spare[: max(0, _FEWEST - len(chosen))]
    return [*chosen, last] if last else chosen


def _results(topics: Sequence[Topic]) -> list[OverviewPoint]:
    return [_told(some, "") for some in _kindred(_in_order(topics, "actual"))]


def _kindred(topics: Sequence[Topic]) -> list[list[Topic]]:
    """Put a topic together with the next of its period whose name goes on from its own: 区级重点项目, 区级重点项目投资."""
    together: list[list[Topic]] = []
    for topic in topics:
        kin = next((some for some in together if len(some) == 1 and _goes_on(some[0], topic)), None)
        if kin:
            kin.append(topic)
        else:
            together.append([topic])
    return [sorted(some, key=lambda topic: len(topic.main.name)) for some in together]


def _goes_on(one: Topic, other: Topic) -> bool:
    short, long = sorted((one.main.name, other.main.name), key=len)
    return one.period == other.period and len(short) >= _SHORTEST_STEM and long.startswith(short)


def _goals(topics: Sequence[Topic]) -> list[OverviewPoint]:
    return [_told(some, "目标") for some in _together(_in_order(topics, "target"))]


def _in_order(topics: Sequence[Topic], kind: str) -> list[Topic]:
    """Order topics: those that no table shows before those that a table shows anyway."""
    return sorted((topic for topic in topics if topic.kind == kind), key=lambda topic: topic.in_table)


def _together(topics: Sequence[Topic]) -> list[list[Topic]]:
    """Put topics of one period together, the period that most are of first, a few to a point."""
    periods = [period for period, _ in Counter(topic.period for topic in topics).most_common()]
    together = [[topic for topic in topics if topic.period == period] for period in periods]
    return [some[at : at + _TARGETS_A_POINT] for some in together for at in range(0, len(some), _TARGETS_A_POINT)]


def _told(topics: Sequence[Topic], what: str) -> OverviewPoint:
    """Say what topics hold, the period where it changes: `2021年目标：…；…`."""
    texts: list[str] = []
    for before, topic in zip([None, *topics], topics, strict=False):
        same = before is not None and before.period == topic.period
        lead = "" if same else _period_words(topic.period) + (f"{what}：" if what else "")
        texts.append(lead + _figures(topic))
    return OverviewPoint(text="；".join(texts), entries=[line.n for topic in topics for line in topic.lines])


def _period_words(period: str) -> str:
    return f"{period}年" if period else ""


def _figures(topic: Topic) -> str:
    name = folded(topic.main.name)
    return name + "、".join(_figure(line) for line in topic.lines)


def _figure(line: EntryLine) -> str:
    """Say one figure; a value that begins with words (`下降2.9%`, `年均增长5.6%`) brings its verb along."""
    change = "提高" if "百分点" in line.value else "增加"
    verb = {"growth": "增长", "change": change}.get(line.role, "") if _NUMBER.match(line.value) else ""
    return f"{verb}{{{line.n}}}"


def _gap(topics: Sequence[Topic]) -> OverviewPoint | None:
    """Name the main indicators whose target growth lies below the last one; both are of one year."""
    lower = [pair for topic in topics if topic.in_table and (pair := _below_last(topic, topics))]
    if not lower:
        return None
    names = "、".join(folded(target.name) for target, _ in lower[:2])
    return OverviewPoint(text=f"{names}目标低于上年增速", entries=[line.n for pair in lower[:2] for line in pair])


def _below_last(topic: Topic, topics: Sequence[Topic]) -> tuple[EntryLine, EntryLine] | None:
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


def _growth(topic: Topic) -> EntryLine | None:
    return next((line for line in topic.lines if line.role == "growth" and _PERCENT.fullmatch(line.value)), None)


def _percent(line: EntryLine) -> Decimal:
    found = _PERCENT.fullmatch(line.value)
    return Decimal(found[1]) if found else Decimal(0)


def _problem_point(problems: Sequence[EntryLine], lead: str) -> OverviewPoint | None:
    if not problems:
        return None
    text = "；".join(_short(problem.text) for problem in problems)
    return OverviewPoint(text=lead + text, entries=[problem.n for problem in problems])


def _telling(problems: Sequence[EntryLine]) -> list[EntryLine]:
    """Return the problems that say what is wrong, those that only announce others (还存在不少困难和问题) after them."""
    return sorted(problems, key=lambda problem: _ANNOUNCED.search(problem.text) is not None)


def _said_once(entries: Iterable[EntryLine]) -> list[OverviewPoint]:
    return list({point.text: point for point in map(_said, entries)}.values())


def _said(entry: EntryLine) -> OverviewPoint:
    lead = f"{_period_words(entry.period)}目标：" if entry.kind == "target" and entry.period else ""
    return OverviewPoint(text=lead + _short(entry.text), entries=[entry.n])


def _said_first(entries: Sequence[EntryLine]) -> OverviewPoint:
    """Return a headline for a report without a weighty figure: its first figure, or its first words."""
    topics = topics_of(entries)
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
