"""Which fields of a label don't stand in the numeral's own sentence and were taken from somewhere else."""

import re
from collections.abc import Collection

from summarizer.domain.answer import IndicatorEntry
from summarizer.domain.record import Kind

# Words that tell the kind within a sentence; without them the section decides
_KIND_WORDS: dict[Kind, re.Pattern[str]] = {
    # `力争达到40%左右`, `计划完成投资260亿元`
    "target": re.compile("力争|争取|目标|计划|确保|预期|预计|拟|将|安排|规划|今后|未来|要|不低于|不少于"),
    # `同比增长5.2%`, `预计完成`, `五年来累计`
    "actual": re.compile("同比|比上年|较上年|比去年|较去年|已|了|累计|预计|来|过去|上年|去年|全年"),
    # `由2015年的2519元增加到8608元`
    "baseline": re.compile("由|从|上年|去年|比|较|原|基数|年初|基期"),
}
_BETWEEN_WORDS = re.compile(r"[^\w]+|_")


def inferred_fields(entry: IndicatorEntry, words: str, periods: Collection[str]) -> list[str]:
    """Return those of name, period and kind that a sentence with these words and periods doesn't say."""
    said = {
        "name": _stands_in(entry.name, words),
        "period": not entry.period or entry.period in periods,
        "kind": _KIND_WORDS[entry.kind].search(words) is not None,
    }
    return [field for field, stands in said.items() if not stands]


def _stands_in(name: str, words: str) -> bool:
    """Say whether a name is put together from words (two characters or more) of a sentence."""
    return all(_run_stands_in(run, words) for run in _BETWEEN_WORDS.split(name) if run)


def _run_stands_in(run: str, words: str) -> bool:
    if run in words:
        return True
    pairs = [run[at : at + 2] in words for at in range(len(run) - 1)]
    return len(run) > 1 and all(pairs[max(at - 1, 0)] or pairs[min(at, len(pairs) - 1)] for at in range(len(run)))
