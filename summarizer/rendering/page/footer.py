"""How far the page can be trusted: coverage, gaps, how it was made."""

from summarizer.domain.record import Record
from summarizer.rendering.page.parts import LeftOut, Run, Words
from summarizer.rendering.page.sources import source_of
from summarizer.rendering.wording.language import label
from summarizer.rendering.wording.printable import clipped, printable

_SHOWN_GAPS = 3
_SHOWN_FAILURES = 3


def footer(record: Record, left_out: list[LeftOut]) -> tuple[Words, ...]:
    """Return the parts of the footer."""
    audit = record.audit
    inferred = sum(bool(indicator.inferred) for indicator in record.indicators)
    parts: list[Words] = [
        (Run(_coverage(record)),),
        _unaccounted(record),
        (Run(label("冲突 {count}", count=len(record.conflicts))),),
        (Run(label("有推断字段的数值 {count}", count=inferred)),),
    ]
    if left_out:
        parts.append(
            (
                Run(
                    label(
                        "未列 {parts}",
                        parts=label("、").join(label("{what}{count}", what=p.what, count=p.count) for p in left_out),
                    )
                ),
            )
        )
    parts += [
        (Run(model_name(record)),),
        *_prompts(record),
        (Run(label("原文 {hash}", hash=record.source.sha256[:12])),),
        (Run(label("完整") if audit.complete else label("不完整")),),
    ]
    return tuple(parts)


def model_name(record: Record) -> str:
    """Return who labelled the numerals."""
    model = printable(record.provenance.model)
    return label("规则标注（未用模型）") if is_rules(record) else label("模型 {model}", model=model)


def is_rules(record: Record) -> bool:
    """Say whether rules labelled the numerals, not a model."""
    return record.provenance.model.split("/")[0] == "builtin"


def missing_parts(record: Record) -> str:
    """Return what an incomplete record lacks, `""` for a complete one."""
    if record.audit.complete:
        return ""
    failed = record.audit.questions.failed
    named = [_place(question.span, record) for question in failed[:_SHOWN_FAILURES]]
    more = label("等{count}处", count=len(failed)) if len(failed) > _SHOWN_FAILURES else ""
    return label("缺{parts}", parts=label("、").join(dict.fromkeys(named)) + more) if named else label("有内容未得到答复")


def _place(span: list[int], record: Record) -> str:
    """Return the heading that a failed question begins under."""
    before = [heading for heading in record.outline if heading.start <= span[0]] if span else []
    title = printable(before[-1].title) if before else label("开头部分")
    return f"“{clipped(title, 16)}”"


def _unaccounted(record: Record) -> Words:
    spans = record.audit.unaccounted
    sources = tuple(source_of(span, "", record) for span in spans[:_SHOWN_GAPS])
    return (Run(label("未识别 {count}", count=len(spans)), sources),)


def _coverage(record: Record) -> str:
    """Return how many quantities were labelled, and how many a model took for none."""
    audit = record.audit
    refused = sum(each.by == "model" for each in audit.dismissed)
    said = label("数值覆盖 {count}", count=f"{audit.labelled}/{audit.quantities}")
    return said + label("（另{count}个不是指标）", count=refused) if refused else said


def _prompts(record: Record) -> list[Words]:
    """Return the prompts and their versions where a model read them; rules are known by the program's version."""
    if is_rules(record) or not record.provenance.prompts:
        return []
    versions = [
        f"{printable(name)} {printable(version).partition('+')[0]}" for name, version in record.provenance.prompts.items()
    ]
    return [(Run(label("提示词 {names}", names=label("、").join(sorted(versions)))),)]
