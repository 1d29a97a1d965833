"""What the lines above a table say of all its values: the units, and the measure that is told by kind."""

import re

from msgspec import Struct

# 单位:万元 · 单位:亿元、%
_UNITS = re.compile(r"单位[:：]\s*(?P<unit>[^\s,，;；、()（）\d]{1,8})(?P<more>(?:[,，、/和][^\s,，;；、()（）\d]{1,8})*)")
_RATES = ("%", "％", "‰")
# 表4 2021年分行业固定资产投资增长速度
_BY_KIND = re.compile(
    r"分(?:行业|地区|产业|领域|类型|类别|经济类型|登记注册类型|县区|县市区)(?P<measure>[\u4e00-\u9fff]{2,16}?)"
    r"(?:(?:主要|及其|及|和|与)?(?:增长|速度|增速|构成|情况|比重|数量|绝对数)+)?\s*(?:[(（].*)?$"
)
# 3、第三产业增加值构成
_SHARES = re.compile(r"(?:构成|比重|占比)\s*(?:[(（][^()（）]*[)）])?$")
_TOTAL = frozenset({"总计", "合计", "总额", "全部", "全市", "全县", "全区", "全省", "全国"})
_LONGEST = 24


class Caption(Struct, frozen=True):
    """What holds for a whole table."""

    unit: str = ""
    rate: str = ""
    """The unit of its rates."""
    measure: str = ""
    """What is told of each kind: 固定资产投资."""

    shares: bool = False
    """Its values without a unit are parts of a whole."""

    def measured(self, label: str) -> str:
        """Return the name of a row: 制造业 → 制造业固定资产投资."""
        if not self.measure or self.measure in label:
            return label
        return self.measure if label in _TOTAL else label + self.measure


NO_CAPTION = Caption()


def read_caption(line: str, before: Caption) -> Caption:
    """Return what is known of a coming table behind a line that is no row of one; a line of prose begins anew."""
    units = _UNITS.search(line)
    by_kind = _BY_KIND.search(line.strip())
    if not units and len(line) > _LONGEST and not by_kind:
        return NO_CAPTION
    told = re.split(r"[,，、/和]", units["unit"] + units["more"]) if units else []
    unit = next((unit for unit in told if unit not in _RATES), "") if units else before.unit
    rate = next((unit for unit in told if unit in _RATES), "") if units else before.rate
    return Caption(
        unit or (rate if len(told) == 1 else ""),
        rate,
        by_kind["measure"] if by_kind else before.measure,
        bool(_SHARES.search(line.strip())),
    )
