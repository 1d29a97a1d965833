"""Which new report belongs to which golden: by `work_key`, then by the text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEAST_LIKENESS = 0.5
"""Share of sentences that two versions of one report have in common at least."""


@dataclass(frozen=True, slots=True)
class Known:
    """A report as its golden or the list of a run names it."""

    name: str
    """Of the golden's file; of the report's folder."""
    report_id: str
    work_key: str


@dataclass(frozen=True, slots=True)
class Paired:
    """Goldens and reports: both, stale goldens, new reports, and goldens that claim one report together."""

    both: list[tuple[Known, Known]]
    stale: list[Known]
    added: list[Known]
    doubles: list[tuple[Known, Known]]


Sentences = Callable[[Known], frozenset[int]]


def pair_reports(goldens: Sequence[Known], reports: Sequence[Known], sentences: Sentences) -> Paired:
    """Pair goldens with reports. `sentences` gives hashes of a report's sentences; asked only of what no key pairs."""
    doubles = _doubles(goldens)
    doubled = {known.name for double in doubles for known in double}
    partner: dict[str, Known] = {}
    taken: set[str] = set()
    left = [golden for golden in goldens if golden.name not in doubled]
    for identity in (_by_id, _by_key):
        for golden, report in _matches(left, [one for one in reports if one.name not in taken], identity):
            partner[golden.name] = report
            taken.add(report.name)
        left = [golden for golden in left if golden.name not in partner]
    # what two goldens claim is neither new nor to be paired with a third
    claimed = {_by_key(one) for double in doubles for one in double}
    rest = [one for one in reports if one.name not in taken and _by_key(one) not in claimed]
    if left and rest:
        for golden, report in _alike(left, rest, sentences):
            partner[golden.name] = report
            taken.add(report.name)
    return Paired(
        [(golden, partner[golden.name]) for golden in goldens if golden.name in partner],
        [golden for golden in left if golden.name not in partner],
        [one for one in rest if one.name not in taken],
        doubles,
    )


def _by_id(known: Known) -> str:
    return known.report_id


def _by_key(known: Known) -> str:
    return known.work_key or known.report_id


def _doubles(goldens: Sequence[Known]) -> list[tuple[Known, Known]]:
    found, first = [], dict[str, Known]()
    for golden in goldens:
        if golden.report_id in first:
            found.append((first[golden.report_id], golden))
        first.setdefault(golden.report_id, golden)
    return found


def _matches(goldens: Sequence[Known], reports: Sequence[Known], identity: Callable[[Known], str]) -> list[tuple[Known, Known]]:
    waiting: dict[str, list[Known]] = defaultdict(list)
    for report in reports:
        waiting[identity(report)].append(report)
    return [(golden, waiting[identity(golden)].pop(0)) for golden in goldens if waiting[identity(golden)]]


def _alike(goldens: Sequence[Known], reports: Sequence[Known], sentences: Sentences) -> list[tuple[Known, Known]]:
    holders: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for at, report in enumerate(reports):
        found = sentences(report)
        sizes.append(len(found))
        for one in found:
            holders[one].append(at)
    scored = []
    for golden_at, golden in enumerate(goldens):
        mine = sentences(golden)
        shared = Counter(at for one in mine for at in holders.get(one, ()))
        scored += [(-2 * count / (len(mine) + sizes[at]), golden_at, at) for at, count in shared.items()]
    pairs, used_goldens, used = [], set[int](), set[int]()
    for score, golden_at, at in sorted(scored):
        if -score >= LEAST_LIKENESS and golden_at not in used_goldens and at not in used:
            used_goldens.add(golden_at)
            used.add(at)
            pairs.append((goldens[golden_at], reports[at]))
    return pairs
