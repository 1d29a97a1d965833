"""What a text without a place's name in its head says of its place: what it made itself, and words said to its province."""

import re
from functools import cache

from summarizer.domain.divisions import Division, find_divisions, full_names, stem

# 制定了《云沐县法治政府建设实施方案》: what an office made is called after its place
_MADE = re.compile(r"(?:制定|出台|印发|修订|编制|下发)(?:印发|实施|完善|出台)?了?《(?P<name>[\u4e00-\u9fff]{2,20})")
# 习近平总书记视察某省重要讲话精神 · 对某市工作“三个着力”重要要求 · 考察某市重要讲话
_ADDRESSED = (
    r"总书记[^。;]{{0,16}}?(?:对|视察|考察|亲临|莅临|关于)(?P<name>{names})"
    r"(?=工作|重要|提出|视察|考察|时|系列|的|发展|所作|“|\")"
)
# 泉州“十八五”规划…, 泉州2045年…: a headline leaves out what kind of place it is
_SHORT_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4})(?=[“\d《])")
_LOOKED_AT = 100_000


def find_short_name(title: str) -> Division | None:
    """Return the only division that a headline begins with by its short name."""
    match = _SHORT_NAME.match(title)
    divisions = find_divisions(match["name"]) if match else []
    return divisions[0] if len(divisions) == 1 else None


def find_maker(text: str) -> Division | None:
    """Return the county or city whose name all the documents bear that the text says it made, None where they differ."""
    found: dict[str, Division] = {}
    for match in _MADE.finditer(text, 0, _LOOKED_AT):
        name = next((each for each in full_names().get(match["name"][:2], ()) if match["name"].startswith(each)), "")
        divisions = find_divisions(name)
        if divisions and divisions[0].level != "province":
            found[name] = divisions[0]
            if len(divisions) > 1:
                return None
    return next(iter(found.values())) if len(found) == 1 else None


def find_addressed(text: str) -> Division | None:
    """Return the province that the country's leader spoke to in this text, None where it names several."""
    names = {match["name"] for match in _addressed().finditer(text, 0, _LOOKED_AT)}
    return find_divisions(names.pop())[0] if len(names) == 1 else None


@cache
def _addressed() -> re.Pattern[str]:
    provinces = sorted({stem(name) for names in full_names().values() for name in names if _is_province(name)})
    return re.compile(_ADDRESSED.format(names="|".join(provinces)))


def _is_province(name: str) -> bool:
    return any(each.level == "province" for each in find_divisions(name))
