"""When two indicators speak of the same thing: by registry id, or by the name as names are compared."""

from collections.abc import Sequence

from summarizer.domain.record import Indicator, Meta
from summarizer.domain.registry import indicator_kind, plain_name
from summarizer.merging.aspects import way_of_counting, whose_figure

Topic = tuple[str, ...]


def topic_of(indicator: Indicator, meta: Meta) -> Topic:
    """Return what an indicator is about, the same for all wordings of one name."""
    ids = indicator.canonical
    # Counts share an id more loosely than measured quantities do (省市县三级重点项目, 重点项目), so there the name tells
    loose = any(indicator_kind(one).unit == "count" for one in ids)
    subject = tuple(ids) if ids and not loose else (plain_name(indicator.name),)
    return (*subject, whose_figure(indicator.name, meta.place), *_counted(indicator.name))


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


def _counted(name: str) -> tuple[str, str]:
    flow, total = way_of_counting(name)
    return (flow, "total" if total else "")
