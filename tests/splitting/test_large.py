"""Large texts come through: what grew faster than the text would not end here."""

import pytest

from summarizer.errors import NoReportError
from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from tests.conftest import FIXTURES

SIZE = ChunkSize(600, 2400)
LARGE = 5_000_000


def repeated(piece: str, size: int = LARGE) -> bytes:
    data = piece.encode()
    return data * (size // len(data))


def test_a_report_given_many_times_is_one_report_and_its_copies() -> None:
    (path,) = (FIXTURES / "reports").glob("000_*")
    (report,) = prepare_document(read_document(repeated(path.read_text(encoding="utf-8")), "report.txt"), SIZE)

    assert sum(mark.kind == "duplicate" for mark in report.report.marks) > 50


@pytest.mark.parametrize(
    "piece", ["一、全县完成投资36亿元，增长6%，", "政府工作报告", "二是抓好产业、", "大力 提振 消费 ", "专栏1 工程 "]
)
def test_a_line_without_a_full_stop_is_read_to_its_end(piece: str) -> None:
    with pytest.raises(NoReportError):
        prepare_document(read_document(repeated(piece), "report.txt"), SIZE)


@pytest.mark.parametrize(
    "sentence", ["二是抓好农业，粮食增产3%。", "大力提振消费。", "(三)深化改革。新增企业36家。", "2.扩大投资36亿元；"]
)
def test_a_report_of_one_line_is_read_to_its_end(sentence: str) -> None:
    opening = "云沐县政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。2020年工作回顾：生产总值增长5.1%，"
    opening += "一般公共预算收入增长3.4%，固定资产投资增长6%，主要预期目标是增长6%，乡村振兴全面推进。"
    data = opening.encode() + repeated(sentence, LARGE // 10)

    assert prepare_document(read_document(data, "report.txt"), SIZE)
