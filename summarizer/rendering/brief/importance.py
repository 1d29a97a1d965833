"""Stated weights by which figures outside the table are chosen."""

from summarizer.domain.record import Indicator
from summarizer.rendering.results.kinds import weight_of

# what an analyst looks for first once the main table is told; the greatest weight found counts
_WORDS = (
    (62, ("重点项目", "重大项目", "总投资", "完成投资", "债券", "专项债", "减税", "减免", "签约")),
    (52, ("棚户区", "棚改", "保障性", "高标准农田", "学校", "学位", "救助", "脱贫", "贫困")),
    (42, ("高新技术企业", "龙头企业", "规上", "规模以上", "老旧小区", "贷款", "亿元", "产值")),
    (30, ("创新平台", "公路", "污水", "养老", "床位", "医院", "人才", "面积")),
)
_MONEY = ("亿元", "亿美元")
# shares and ranks of a whole place say more than a count of one thing
_ROLES = {"share": 8, "rank": 6, "multiple": 4, "growth": 4}


def importance(indicator: Indicator) -> int:
    """Return the weight of a figure: of its kind in the registry, of the words of its name, of its unit and role."""
    words = max((weight for weight, words in _WORDS if any(word in indicator.name for word in words)), default=0)
    money = 12 if indicator.unit in _MONEY else 0
    return max(weight_of(indicator.canonical), words) + money + _ROLES.get(indicator.role, 0)
