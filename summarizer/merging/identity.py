"""When two indicators speak of the same thing: by registry id, or by the name as names are compared."""

import re
from collections.abc import Sequence

from summarizer.domain.record import Indicator, Meta
from summarizer.domain.registry import indicator_kind, plain_name

Topic = tuple[str, ...]

# Whose figure it is, where that isn't the report's own place: `全国粮食总产量`, in a county's report `全省…` and `全市…`
_SCOPE = re.compile("^(全国|全球|世界|全省|全市|我国|我省|我市)")
# A flow, a stock and a total of the same thing are three figures: `新增养老床位`, `养老床位`, `累计开通5G基站`
_FLOW = re.compile("新增|净增|新建|新开工|新认定|新签约|新培育|增加|减少|续建|改建|扩建")
_TOTAL = re.compile("累计|总数|全部|合计|共有")


def topic_of(indicator: Indicator, meta: Meta) -> Topic:
    """Return what an indicator is about, the same for all wordings of one name."""
    ids = indicator.canonical
    # Counts share an id more loosely than measured quantities do (省市县三级重点项目, 重点项目), so there the name tells
    loose = any(indicator_kind(one).unit == "count" for one in ids)
    subject = tuple(ids) if ids and not loose else (plain_name(indicator.name),)
    return (*subject, _scope(indicator.name, meta), *_way_of_counting(indicator.name))


def with_repeats(indicators: Sequence[Indicator], meta: Meta) -> list[Indicator]:
    """Link each indicator that says the same fact again to the first that says it."""
    first: dict[tuple[object, ...], Indicator] = {}
    linked = []
    for indicator in indicators:
        said = first.setdefault(_fact(indicator, meta), indicator)
        # within one sentence an equal figure is another item of a list
        repeated = said.id != indicator.id and said.sentence.start != indicator.sentence.start
        linked.append(indicator.model_copy(update={"same_as": said.id}) if repeated else indicator)
    return linked


def _fact(indicator: Indicator, meta: Meta) -> tuple[object, ...]:
    i = indicator
    size = (i.amount, i.amount_unit) if i.amount else (i.value, i.unit)
    return (topic_of(i, meta), i.role, i.kind, i.period, i.basis, i.bound, i.sign, size)


def _scope(name: str, meta: Meta) -> str:
    said = _SCOPE.match(name)
    if not said:
        return ""
    place, word = meta.place, said[1]
    own_province = word.endswith("省") and not (place.city or place.county)
    own_city = word.endswith("市") and (not place.county or place.county.endswith("市"))
    return "" if own_province or own_city else word.replace("我", "全")


def _way_of_counting(name: str) -> tuple[str, str]:
    flow, total = _FLOW.search(name), _TOTAL.search(name)
    return (flow[0] if flow else "", "total" if total else "")
