"""What the entries of a record say of one thing in one period, the weightiest first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from summarizer.domain.overview_text import EntryLine
from summarizer.domain.registry import indicator_kind, plain_name, related_weight

_ROLES = ("level", "share", "rank", "multiple", "growth", "change")
# Of one thing in one period more figures of a role than this are a list
_MOST_OF_A_ROLE = 2


class Topic(Struct, frozen=True, gc=False):
    """What the entries say of one thing in one period."""

    key: str
    kind: str
    period: str
    weight: int
    in_table: bool
    lines: tuple[EntryLine, ...]

    @property
    def main(self) -> EntryLine:
        """Return the figure that is told first."""
        return self.lines[0]


def topics_of(entries: Iterable[EntryLine]) -> list[Topic]:
    """Return the topics of entries, the weightiest first; of one weight in the order of the entries."""
    groups: dict[tuple[str, str, str], list[EntryLine]] = {}
    for entry in entries:
        if entry.role in _ROLES and entry.kind in ("actual", "target") and entry.value:
            key = entry.canonical or plain_name(entry.name)
            groups.setdefault((key, entry.kind, entry.period), []).append(entry)
    topics = [_topic(key, lines) for key, lines in groups.items() if not _is_series(lines)]
    return sorted(topics, key=_rank)


def _is_series(lines: Sequence[EntryLine]) -> bool:
    """Say whether the figures of a name are parts of a ratio or list (三次产业结构9.6∶40.6∶49.8), none of which stands alone."""
    return max(Counter(line.role for line in lines).values()) > _MOST_OF_A_ROLE


def _topic(key: tuple[str, str, str], lines: list[EntryLine]) -> Topic:
    kinds = [indicator_kind(one) for one in key[0].split()] if lines[0].canonical else []
    first: dict[str, EntryLine] = {}
    for line in lines:
        first.setdefault(line.role, line)
    main = min(first, key=_ROLES.index)
    told = [first[main], *(first[role] for role in ("growth", "change") if role in first and role != main)][:2]
    weight = max(*(kind.weight for kind in kinds), *(related_weight(line.name) for line in lines), 0)
    return Topic(*key, weight, any(kind.page == "table" for kind in kinds), tuple(told))


def _rank(topic: Topic) -> tuple[int, bool, int, int]:
    """Weightiest first; of one thing single years before spans, the latest first; else the order of the entries."""
    last = topic.period[-4:]
    latest = int(last) if topic.weight and last.isdecimal() else 0
    return (-topic.weight, len(topic.period) != 4, -latest, topic.main.n)
