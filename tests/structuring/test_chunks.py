"""Chunks of made-up reports: where they are cut, what their context says, and what an edit changes."""

import pytest

from summarizer.domain.chunk import Chunk
from summarizer.domain.document import Document, Mark
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import write_chunk
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.span import Span
from summarizer.scanning.scan import scan as find
from summarizer.structuring.chunks.cutting import cut_chunks
from summarizer.structuring.outline.sections import find_sections
from tests.cases import cases

META = Meta(title="青禾县2021年政府工作报告", doc_type="work_report", review_period="2020", plan_year="2021")


def chunks_of(text: str, marks: tuple[Mark, ...] = (), *, lower: int = 80, upper: int = 200) -> list[Chunk]:
    document = Document(text, same_length_view(text), "report.txt", "", "text/plain", "utf-8")
    report = Report(document, Span(0, len(text)), marks)
    scan = find(report)
    return cut_chunks(report, scan, find_sections(report, scan), META, lower=lower, upper=upper)


def drawn(chunk: Chunk, text: str) -> str:
    """Draw a chunk as a case file does: its path, openers and period, then the beginning of each sentence."""
    levels = {heading.start: level for heading, level in chunk.headings}
    lines = [f"path: {' > '.join(chunk.context.heading_path)}"] if chunk.context.heading_path else []
    lines += [f"opener: {opener}" for opener in chunk.context.openers]
    lines += [f"period: {chunk.context.period_sentence}"] if chunk.context.period_sentence else []
    lines += [f"table: {line}" for line in chunk.context.table]
    lines += ["#" * levels.get(s.start, 0) + s.of(text)[:12] for s in chunk.sentences]
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "expected"), cases("chunks.md"))
def test_chunks_follow_the_outline(text: str, expected: str) -> None:
    assert "\n--\n".join(drawn(chunk, text) for chunk in chunks_of(text)) == expected


def long_report() -> list[str]:
    """Return the paragraphs of a report with sections of many sizes."""
    paragraphs = ["青禾县2021年政府工作报告"]
    for part, name in enumerate("一二三四"):
        paragraphs.append(f"{name}、第{part}方面的重点工作任务")
        for item, number in enumerate("一二三四五"):
            body = "".join(f"完成第{item}类项目{n + 10}个，总投资{n + 3}亿元，群众满意度稳步提升。" for n in range(item * 4 + 1))
            paragraphs.append(f"（{number}）扎实推进重点工作。{body}")
    return paragraphs


def questions(text: str) -> list[str]:
    return [write_chunk(chunk, text) for chunk in chunks_of(text, lower=200, upper=500)]


def test_an_edit_in_a_paragraph_changes_only_the_chunks_that_hold_it() -> None:
    paragraphs = long_report()
    before = questions("\n".join(paragraphs))
    edited = [*paragraphs]
    edited[10] = edited[10].replace("个，", "个以上，", 1)

    after = questions("\n".join(edited))

    assert len(set(before) ^ set(after)) == 2


def test_a_paragraph_more_leaves_other_parts_as_they_are() -> None:
    paragraphs = long_report()
    before = questions("\n".join(paragraphs))
    longer = [*paragraphs[:4], "新增一段文字，说明有关工作的进展情况和下一步的安排。" * 20, *paragraphs[4:]]

    after = questions("\n".join(longer))

    others = [question for question in before if "第0类项目" not in question or "一、" not in question]
    kept = [question for question in others if question in after]
    assert len(kept) >= len(before) - 4
    assert before[-6:] == after[-6:]


def test_marked_stretches_are_in_no_chunk() -> None:
    text = "一、重点工作\n坚持稳中求进，扩大有效投资，\n— 5 —\n完成投资12.3亿元，增长5.6%。\n附件：名词解释"
    at = text.index("— 5 —")
    marks = (
        Mark(Span(at, at + 6), "furniture", "page number"),
        Mark(Span(text.index("附件"), len(text)), "back_matter", "annex"),
    )

    (chunk,) = chunks_of(text, marks)

    assert "5 —" not in "".join(span.of(text) for span in chunk.spans)
    assert [numeral.value for numeral in chunk.numerals if numeral.unit] == ["12.3", "5.6"]


def test_a_heading_that_ends_in_mid_sentence_is_a_sentence_of_its_own() -> None:
    text = "一、2020年工作回顾2020年，面对严峻形势，我们坚持稳中求进，完成投资12.3亿元。（1）交通：铁路，加快推进前期工作。"

    (chunk,) = chunks_of(text)

    assert [sentence.of(text) for sentence in chunk.sentences][:2] == [
        "一、2020年工作回顾",
        "2020年，面对严峻形势，我们坚持稳中求进，完成投资12.3亿元。",
    ]


def test_a_line_without_a_full_stop_is_cut_at_pauses_and_never_in_a_numeral() -> None:
    text = "完成投资123456.78亿元，" * 200

    chunks = chunks_of(text)

    assert all(sum(map(len, chunk.spans)) <= 600 for chunk in chunks)
    assert sum(len(chunk.numerals) for chunk in chunks) == 200
    assert all(any(s.start <= n.span.start and n.span.end <= s.end for s in c.sentences) for c in chunks for n in c.numerals)
