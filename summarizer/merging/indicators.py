"""A labelled numeral as an indicator: value and place from the reader, name, role, kind and period from the answer."""

from collections.abc import Iterator, Sequence

from summarizer.domain.record import Disagreement, Indicator
from summarizer.domain.registry import canonical_ids
from summarizer.domain.scan import Sentence
from summarizer.domain.span import Span
from summarizer.merging.answered import Label
from summarizer.merging.inferred import inferred_fields
from summarizer.merging.places import Places
from summarizer.merging.pointed_unit import amount_in
from summarizer.merging.stated_periods import StatedPeriods


def indicators_of(labels: Sequence[Label], places: Places, periods: StatedPeriods) -> list[Indicator]:
    """Return the indicators of labels that stand in the order of the text, numbered `i1`, `i2`, …."""
    groups = _group_names(labels)
    found = []
    for number, label in enumerate(labels, 1):
        sentence = places.sentence_at(label.numeral.span.start) or Sentence((label.numeral.span,))
        said = periods.within(Span(sentence.start, sentence.end))
        inferred = inferred_fields(label.entry, sentence.of(places.view), said)
        group = groups.get(label.numeral.group, "")
        found.append(_indicator(f"i{number}", label, sentence, places, inferred, group))
    return found


def disagreements_of(labels: Sequence[Label], indicators: Sequence[Indicator], periods: StatedPeriods) -> list[Disagreement]:
    """Return where reader and answer read a field differently.

    Of bound, sign, kind and period the answer's reading stands in the indicator; a unit beside the numeral is never overruled.
    """
    return [
        Disagreement(indicator=indicator.id, field=field, reader=reader, answer=answer)
        for label, indicator in zip(labels, indicators, strict=True)
        for field, reader, answer in (*_differing(label), *_other_period(indicator, periods))
    ]


def _differing(label: Label) -> Iterator[tuple[str, str, str]]:
    numeral, entry = label.numeral, label.entry
    if entry.bound is not None and entry.bound != numeral.bound:
        yield "bound", numeral.bound, entry.bound
    if entry.sign is not None and entry.sign != numeral.sign:
        yield "sign", str(numeral.sign), str(entry.sign)
    if entry.unit is not None and numeral.unit and entry.unit.strip() != numeral.unit:
        yield "unit", numeral.unit, entry.unit
    if numeral.estimated and entry.kind == "baseline":
        yield "kind", "actual", entry.kind


def _other_period(indicator: Indicator, periods: StatedPeriods) -> Iterator[tuple[str, str, str]]:
    """A baseline's period is what its figure is compared with, and is told in too many ways to be read beside it."""
    before = Span(indicator.sentence.start, indicator.numeral.start)
    stated = periods.contradicting(indicator.period, before)
    if stated and indicator.kind != "baseline":
        yield "period", stated, indicator.period


def _indicator(indicator_id: str, label: Label, sentence: Sentence, places: Places, inferred: list[str], group: str) -> Indicator:
    numeral, entry = label.numeral, label.entry
    elsewhere = (entry.unit or "").strip() if not numeral.unit else ""
    amount, amount_unit = amount_in(numeral.value, elsewhere) if elsewhere else (numeral.amount, numeral.amount_unit)
    return Indicator(
        id=indicator_id,
        name=entry.name.strip(),
        canonical=canonical_ids(entry.name),
        value=numeral.value,
        unit=numeral.unit or elsewhere,
        role=entry.role,
        basis=numeral.basis,
        kind=entry.kind,
        period=entry.period,
        bound=entry.bound or numeral.bound,
        sign=entry.sign or numeral.sign,
        estimated=numeral.estimated,
        qualifiers=[places.span_text(span) for span in sorted(numeral.qualifiers)],
        amount=amount,
        amount_unit=amount_unit,
        numeral=places.span_text(numeral.span),
        sentence=places.sentence_text(sentence),
        section=places.section_id_at(numeral.span.start),
        inferred=inferred,
        group=group,
    )


def _group_names(labels: Sequence[Label]) -> dict[int, str]:
    numbers = dict.fromkeys(label.numeral.group for label in labels if label.numeral.group > 0)
    return {number: f"g{place}" for place, number in enumerate(numbers, 1)}
