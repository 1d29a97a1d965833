"""Reports found in their files, and what is set aside around them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.domain.document import Document
from summarizer.domain.report import Report
from summarizer.errors import NoReportError, ReadError
from summarizer.reading import read_document
from summarizer.splitting import split
from summarizer.splitting.titles import title_kind
from tests.cases import cases
from tests.conftest import FIXTURES

PLAN = "云沐县河湖治理行动方案\n\n" + "全县治理河道28公里,新建堤防15公里。(责任单位:县水利局)" * 5 + "\n"


def document(text: str) -> Document:
    return read_document(text.encode(), "报告.txt")


def fixture(name: str) -> Document:
    path = next((FIXTURES / "reports").glob(f"{name}_*.txt"))
    return read_document(path.read_bytes(), path.name)


def shortened(text: str) -> str:
    joined = " / ".join(line.strip() for line in text.split("\n") if line.strip())
    return joined if len(joined) <= 26 else f"{joined[:12]}…{joined[-12:]}"


def shown(reports: list[Report]) -> str:
    lines: list[str] = []
    for report in reports:
        text = report.document.text
        lines.append(f"report {shortened(report.span.of(text))}")
        lines.append(f"  title {shortened(report.title.of(text))}" if report.title else "  title")
        lines += [f"  {mark.kind} ({mark.reason}) {shortened(mark.span.of(text))}" for mark in report.marks]
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "expected"), cases("splitting.md"))
def test_reports_and_what_is_set_aside_are_found(text: str, expected: str) -> None:
    if expected == "no report":
        with pytest.raises(NoReportError, match=r"报告\.txt: no report"):
            split(document(text))
    else:
        assert shown(split(document(text))) == expected


def test_the_fixtures_hold_fourteen_reports_and_one_duplicate() -> None:
    reports = [report for name in ("000", "001", "002", "003", "004") for report in split(fixture(name))]
    duplicates = [mark for report in reports for mark in report.marks if mark.kind == "duplicate"]

    assert len(reports) == 14
    assert len(duplicates) == 1


@pytest.mark.parametrize(("name", "span"), [("000", (227, 8740)), ("002", (30, 17095)), ("004", (41161, 56548))])
def test_spans_run_from_title_to_last_sentence(name: str, span: tuple[int, int]) -> None:
    assert span in [(report.span.start, report.span.end) for report in split(fixture(name))]


@pytest.mark.parametrize("times", [2, 6, 12])
def test_each_further_copy_is_one_duplicate(times: int) -> None:
    (report,) = split(document(PLAN * times))

    assert [mark.kind for mark in report.marks] == ["duplicate"] * (times - 1)
    assert report.span.of(report.document.text).strip() == (PLAN * times).strip()


def test_splitting_twice_gives_the_same() -> None:
    assert split(fixture("001")) == split(fixture("001"))


PIECES = [
    "云沐县2021年政府工作报告\n",
    PLAN,
    "附件1\n",
    "目录\n",
    "关于印发方案的通知\n",
    "2025-07-08\n",
    "— 5 —\n",
    "\\r\\n",
    "&nbsp;",
    "名词解释:\n",
    "各位代表:\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12))
def test_reports_stand_in_order_and_their_bodies_are_apart(pieces: list[str]) -> None:
    text = "".join(pieces).encode(errors="replace").decode()
    if not text.strip():
        return
    try:
        reports = split(document("。" + text))
    except ReadError:
        return
    spans = [report.span for report in reports]

    assert all(before.end <= after.start for before, after in pairwise(spans))
    for report in reports:
        assert report.span.end <= len(report.document.text)
        assert all(not piece.overlaps(mark.span) for piece in report.body() for mark in report.marks)


def test_lines_of_digits_that_count_up_a_page_apart_are_page_numbers() -> None:
    pages = [
        "".join(f"第{at}项任务是治理河道{at + page}公里,新建堤防{page}公里,由县水利局负责。\n" for at in range(12))
        for page in range(1, 5)
    ]
    text = "云沐县河湖治理行动方案\n" + "".join(f"{page}{number}\n" for number, page in enumerate(pages, 1))

    marks = [
        mark.span.of(text).strip() for report in split(document(text)) for mark in report.marks if mark.reason == "page number"
    ]

    assert marks[:3] == ["1", "2", "3"]


def test_numbers_in_the_cells_of_a_table_are_no_page_numbers() -> None:
    text = PLAN + "序号\n1\n河道\n2\n堤防\n3\n管网\n" + PLAN

    assert not any(mark.reason == "page number" for report in split(document(text)) for mark in report.marks)


def test_a_line_of_space_takes_no_time_for_every_pair_of_its_characters() -> None:
    """Whether a title's tail begins at a space is asked at each: a million of them would never end."""
    assert title_kind("政府工作" + " " * 1_000_000 + "报告") is None


def test_a_notice_that_is_a_report_itself_does_not_belong_to_the_next_one() -> None:
    notice = (
        "关于印发云沐县县域经济高质量发展工作任务的通知\n" + "全县完成投资12亿元,新建厂房3万平方米,比上年增长8%。" * 40 + "\n"
    )
    report = "云沐县2021年政府工作报告\n" + "各位代表,去年全县生产总值增长6.5%,财政收入增长8%。" * 20 + "\n"

    assert [found.span.start for found in split(document(notice + report))] == [0, len(notice)]
