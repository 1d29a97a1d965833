"""Pages that are a table of figures: hardly a sentence, but names of measures with their values."""

import re
from collections.abc import Iterator, Sequence

from summarizer.splitting.lines import Line

# 41.4 · -4.1 · 20.1% · 1.54个百分点, but neither a year nor a month
_VALUE = re.compile(r"(?!(?:19|20)\d\d(?:年|$)|\d{1,2}月)[-+－—]?\d[\d,]*(?:\.\d+)?(?:[%‰]|个百分点)?")
_PARTS = re.compile(r"[ \t|]+")
# what a government counts, with or without its unit: 生产总值(亿元), 从业人员, 零售额
_MEASURE = re.compile(
    r"(?:总值|产值|增加值|总额|零售额|销售额|收入|支出|投资|贷款|存款|产量|用电量|面积|户数|单位数|人口|人员|劳动力|货运量|客运量|指数|产销率|失业率)"
    r"(?=\W|总数|个数|$)"
)
_LEAST_VALUES = 12
_LEAST_MEASURES = 3


def is_table_of_figures(lines: Sequence[Line]) -> bool:
    """Say whether the lines are a table of what a government measures."""
    cells = list(_cells(lines))
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in cells)
    if values < _LEAST_VALUES:
        return False
    return len({cell for cell in cells if _MEASURE.search(cell)}) >= _LEAST_MEASURES


def _cells(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield from filter(None, _PARTS.split(line.text))
