"""What holds for the outline and chunks of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.chunk import Chunk
from summarizer.domain.document import Document, Mark
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.scanning.scan import scan as find
from summarizer.structuring.chunks.cutting import cut_chunks
from summarizer.structuring.outline.sections import find_sections

PIECES = [
    *"。，；： 　\t\n\0\ud800�",
    *(
        "一、2020年工作回顾",
        "二、2021年工作安排",
        "（一）产业发展提质增效",
        "（二）",
        "四)",
        "一是",
        "二是强化创新。",
        "1.特色发展。",
    ),
    *(
        "（1）交通：",
        "①",
        "第一章　总则",
        "第一、",
        "## ",
        "——",
        "\n\n",
        "\r\n",
        "各位代表，",
        "工业经济稳步发展。",
        "现代农业提质增效。",
    ),
    *(
        "完成投资12.3亿元，增长5.6%，",
        "新建高标准农田3万亩",
        "坚持稳中求进工作总基调",
        "“十三五”时期",
        "2021年3月5日",
        "附件1",
        "………3",
    ),
    "x" * 70,
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    marks = tuple(
        Mark(Span(a, b), draw(st.sampled_from(["furniture", "duplicate", "back_matter"])), "drawn")
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if a < b
    )
    start = draw(st.integers(0, len(text)))
    document = Document(text, same_length_view(text), "report.txt", "", "text/plain", "utf-8")
    return Report(document, Span(start, draw(st.integers(start, len(text)))), marks)


def structured(report: Report, lower: int = 30, upper: int = 90) -> tuple[Scan, list[Section], list[Chunk]]:
    scan = find(report) if report.body() else Scan((), ())
    sections = find_sections(report, scan)
    return scan, sections, cut_chunks(report, scan, sections, Meta(title="报告"), lower=lower, upper=upper)


@settings(max_examples=300, deadline=None)
@given(reports())
def test_chunks_tile_the_body(report: Report) -> None:
    _, _, chunks = structured(report)

    covered = [span for chunk in chunks for span in chunk.spans]
    assert sorted(covered) == covered
    text = report.document.text
    if any(span.of(report.document.view).strip() for span in report.body()):
        assert "".join(span.of(text) for span in covered) == "".join(span.of(text) for span in report.body())


@settings(max_examples=300, deadline=None)
@given(reports())
def test_a_chunk_holds_its_own_sentences_and_headings(report: Report) -> None:
    scan, sections, chunks = structured(report)

    for chunk in chunks:
        assert chunk.sentences
        for sentence in chunk.sentences:
            assert all(any(span.covers(part) for span in chunk.spans) for part in sentence.spans)
        starts = {sentence.start for sentence in chunk.sentences}
        assert all(heading.start in starts for heading, _ in chunk.headings)
        inside = [(a, b) for sentence in chunk.sentences for span in sentence.spans for a, b in [(span.start, span.end)]]
        assert all(any(a <= n.span.start and n.span.end <= b for a, b in inside) for n in chunk.numerals)
    assert sum(len(chunk.headings) for chunk in chunks) == len(sections)
    view = report.document.view
    held = "".join(sentence.of(view) for chunk in chunks for sentence in chunk.sentences)
    assert "".join(held.split()) == "".join("".join(s.of(view) for s in scan.sentences).split())


@settings(max_examples=300, deadline=None)
@given(reports())
def test_sections_are_nested_and_in_order(report: Report) -> None:
    _, sections, _ = structured(report)

    by_id = {section.id: section for section in sections}
    assert len(by_id) == len(sections)
    assert [section.heading.start for section in sections] == sorted({section.heading.start for section in sections})
    for section in sections:
        assert report.span.covers(section.extent) and section.extent.covers(section.heading)
        assert section.heading.of(report.document.text).strip()
        if section.parent:
            assert by_id[section.parent].level == section.level - 1
            assert by_id[section.parent].extent.covers(section.extent)
        else:
            assert section.level == 1


@settings(max_examples=100, deadline=None)
@given(reports())
def test_no_chunk_crosses_a_level_1_boundary_but_the_opening(report: Report) -> None:
    _, sections, chunks = structured(report)

    tops = [section.heading.start for section in sections if section.level == 1]
    for chunk in chunks[1:]:
        assert not any(chunk.sentences[0].start < top <= chunk.sentences[-1].start for top in tops)
