"""Heads of columns that name the places that a table compares."""

import re

# 全市 · 合计: what holds for all the places
_ALL = re.compile(r"全[省市县区州旗镇]|合\s?计|总\s?计")
# 云汀区 · 白泷县 · 经开区, but not 地区, 城镇
_PLACE = re.compile(
    r"(?!.*(?:[地社小城山牧灾园库景校]区|[城乡村集]镇|城市|超市)$)[\u4e00-\u9fff]{1,7}[省市县区州盟旗镇乡]|[\u4e00-\u9fff]{2,7}街道"
)


def is_place(head: str) -> bool:
    """Say whether a head is a place's name, or stands for all of them."""
    words = head.strip()
    return bool(_PLACE.fullmatch(words) or _ALL.fullmatch(words))


def place_in(head: str) -> str:
    """Return the place of a head's column, `""` where it has none or stands for all."""
    words = head.strip()
    return words if _PLACE.fullmatch(words) and not _ALL.fullmatch(words) else ""
