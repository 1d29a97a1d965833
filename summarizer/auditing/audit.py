"""A merged record and all replies in, the record with its audit out."""

from collections.abc import Sequence

from summarizer.auditing.arithmetic import arithmetic_conflicts
from summarizer.auditing.asked import dropped_of, in_order, questions_of
from summarizer.auditing.fates import dismissed, quantities, unaccounted
from summarizer.auditing.silence import silent_sections
from summarizer.domain.prepared import Prepared
from summarizer.domain.record import Audit, Conflict, Provenance, Record
from summarizer.domain.reply import Reply


def audit(record: Record, prepared: Prepared, replies: Sequence[Reply]) -> Record:
    """Return the record with what became of every numeral, section and question. Auditing twice changes nothing."""
    ordered = in_order(replies)
    set_aside = dismissed(prepared, ordered, record.indicators)
    questions = questions_of(prepared, ordered)
    found = Audit(
        quantities=len(quantities(prepared)),
        labelled=len(record.indicators),
        dismissed=set_aside,
        unaccounted=unaccounted(prepared, ordered, record.indicators, set_aside),
        silent_sections=silent_sections(prepared.sections, record),
        disagreements=record.audit.disagreements,
        dropped=dropped_of(ordered, record.audit.dropped),
        questions=questions,
        complete=not questions.failed,
    )
    return record.model_copy(update={"audit": found, "conflicts": _with_sums(record)})


def _with_sums(record: Record) -> list[Conflict]:
    """Return the record's conflicts and those that sums show, in the order of their first members."""
    order = {indicator.id: at for at, indicator in enumerate(record.indicators)}
    sums = [conflict for conflict in arithmetic_conflicts(record.indicators) if conflict not in record.conflicts]
    return sorted([*record.conflicts, *sums], key=lambda conflict: [order[member] for member in conflict.members])


def with_provenance(record: Record, provenance: Provenance) -> Record:
    """Return the record with what made it."""
    return record.model_copy(update={"provenance": provenance})
