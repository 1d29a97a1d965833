"""What a report says of itself, read from reports of places that don't exist and from the fixtures."""

import json

import pytest

from summarizer.domain.prepared import Evidence
from summarizer.domain.record import Meta
from summarizer.domain.report import Report
from summarizer.reading import read_document
from summarizer.scanning.scan import scan
from summarizer.splitting import split
from summarizer.structuring.identity import report_id, text_hash, work_key
from summarizer.structuring.metadata.fields import describe
from summarizer.structuring.outline.sections import find_sections
from tests.cases import cases
from tests.conftest import FIXTURES

GOLD = {"000": "000", "002": "002", "004-jinxiang": "004"}
FIELDS = ["title", "doc_type", "issuer", "forwarded_by", "doc_number", "date", "speaker", "meeting", "review_period", "plan_year"]

# What names another meeting, another date and another place's number stands in the body.
BODY = """各位代表：
现在，我代表县人民政府向大会报告工作，请予审议，并请各位政协委员提出意见。
一、2022年工作回顾
2022年，县十届人大四次会议以来，全县生产总值增长5.1%，一般公共预算收入增长3.4%，固定资产投资增长6%，民生持续改善。
2021年12月3日，县九届人大六次会议通过了规划。按照市政发〔2021〕9号文件要求，乡村振兴全面推进，粮食产量稳定。
二、2023年工作安排
2023年主要预期目标是：生产总值增长5%左右，居民收入与经济增长同步，围绕上述目标，突出抓好六项重点工作，全面推进乡村振兴。
"""
PLAIN = """为推动全县经济高质量发展，根据县委部署，结合实际提出以下内容，请各乡镇、各部门认真抓好落实。
一、总体要求
坚持项目为王，全面推进乡村振兴，完成固定资产投资86亿元，新建项目36个，生产总值增长5.1%，一般公共预算收入增长3.4%。
二、重点任务
（一）实施产业提升行动。完成技改投资12亿元，新增规上企业26家，改造厂房3.6万平方米。（责任单位：县工信局）
（二）实施乡村建设行动。新建农村公路120公里，改造厕所3600户，居民人均可支配收入增长6%。（责任单位：县住建局）
"""


def described(report: Report) -> tuple[Meta, Evidence]:
    scanned = scan(report)
    return describe(report, scanned, find_sections(report, scanned))


def described_text(text: str) -> tuple[Meta, Evidence]:
    return described(split(read_document(text.encode(), "报告.txt"))[0])


def shown(meta: Meta) -> str:
    values: dict[str, str] = {}
    for field, value in meta:
        if field == "place":
            value = " ".join(f"{level}={name}" for level, name in value if name)
        elif field == "periods":
            value = " ".join(f"{period.kind}={period.value}" for period in value)
        values[field] = value
    return "\n".join(f"{field}: {value}" for field, value in values.items() if value)


@pytest.mark.parametrize(("text", "expected"), cases("metadata.md") + cases("metadata_decided.md") + cases("metadata_letters.md"))
def test_a_report_tells_what_it_is(text: str, expected: str) -> None:
    meta, _ = described_text(text)

    assert f"{shown(meta)}\nid: {report_id(meta, '0' * 64)}" == expected


@pytest.mark.parametrize(("head", "expected"), cases("metadata_heads.md"))
def test_a_report_tells_when_where_and_by_whom_it_was_given(head: str, expected: str) -> None:
    meta, _ = described_text(f"政府工作报告\n{head}\n{BODY}")

    assert f"date: {meta.date}\nspeaker: {meta.speaker}\nmeeting: {meta.meeting}" == expected


@pytest.mark.parametrize(("titles", "expected"), cases("metadata_titles.md"))
def test_a_title_tells_the_type_and_the_periods(titles: str, expected: str) -> None:
    metas = [described_text(f"{title}\n{PLAIN}")[0] for title in titles.splitlines()]

    assert (
        "\n".join(f"{meta.title}: {meta.doc_type} {meta.review_period or '-'} {meta.plan_year or '-'}" for meta in metas)
        == expected
    )


@pytest.mark.parametrize(("gold", "source"), GOLD.items())
def test_metadata_is_that_of_the_gold(gold: str, source: str) -> None:
    want = json.loads((FIXTURES / "gold" / f"{gold}.report.json").read_text(encoding="utf-8"))[0]
    path = next((FIXTURES / "reports").glob(f"{source}_*.txt"))
    reports = split(read_document(path.read_bytes(), path.name))
    meta, _ = described(next(report for report in reports if report.span.start == want["span"][0]))

    assert {field: getattr(meta, field) for field in FIELDS} == {field: want.get(field, "") for field in FIELDS}
    assert meta.place.model_dump() == want["place"]


def test_a_report_of_three_parts_tells_all_its_periods() -> None:
    path = next((FIXTURES / "reports").glob("003_*.txt"))
    (report,) = split(read_document(path.read_bytes(), path.name))
    meta, _ = described(report)

    assert [period.value for period in meta.periods] == ["2016-2020", "2020", "2021", "2025"]
    assert (meta.review_period, meta.plan_year) == ("2016-2020", "2021")


def test_every_said_field_has_evidence_that_resolves() -> None:
    for path in sorted((FIXTURES / "reports").glob("00[0-3]_*.txt")):
        for report in split(read_document(path.read_bytes(), path.name)):
            meta, evidence = described(report)
            said = {field for field in FIELDS if getattr(meta, field)} | {f"place.{level}" for level, name in meta.place if name}

            assert said <= set(evidence)
            for field in ("title", "doc_number", "speaker", "meeting"):
                spans = evidence.get(field, ())
                assert spans != "derived"
                assert "".join(span.of(report.document.text) for span in spans) == getattr(meta, field)


TWO_PARTS = (
    "一、2020年工作回顾\n\n"
    + "全区生产总值增长5%,财政收入增长3%。" * 10
    + "\n\n二、2021年工作安排\n\n"
    + "生产总值增长6%以上,固定资产投资增长7%。" * 5
)


def test_a_name_that_several_provinces_have_stays_open() -> None:
    meta, evidence = described_text(f"鼓楼区2021年政府工作报告\n\n{TWO_PARTS}")

    assert meta.place.model_dump() == {"province": "", "city": "", "county": "鼓楼区", "town": ""}
    assert "place.city" not in evidence


def test_the_text_decides_between_places_of_one_name() -> None:
    meta, evidence = described_text(f"鼓楼区2021年政府工作报告\n\n{TWO_PARTS}主动融入南京发展,服务南京都市圈。")

    assert (meta.place.province, meta.place.city) == ("江苏省", "南京市")
    assert evidence["place.city"] == "derived"


def test_a_corrected_reissue_has_the_same_work_key_and_another_id() -> None:
    first, second = (
        split(read_document(f"云沐县2021年政府工作报告{edition}\n\n{TWO_PARTS}{more}".encode(), "a.txt"))[0]
        for edition, more in (("", ""), ("(修订版)", "更正一句。"))
    )
    (one, _), (two, _) = described(first), described(second)

    assert work_key(one) == work_key(two)
    assert report_id(one, text_hash(first)) != report_id(two, text_hash(second))


def test_white_space_does_not_change_the_text_hash() -> None:
    loose, tight = (
        split(read_document(text.encode(), "a.txt"))[0]
        for text in (f"云沐县2021年政府工作报告\n\n{TWO_PARTS}", f"云沐县2021年政府工作报告\n{TWO_PARTS}  \n")
    )

    assert text_hash(loose) == text_hash(tight)


def test_an_id_is_short_ascii_even_for_a_long_title() -> None:
    meta = Meta(title="关于进一步加强和改进新时代河湖长制工作的若干意见", doc_type="other")
    name = report_id(meta, "0123456789abcdef")

    assert name.isascii()
    assert len(name) <= 40 + 9
    assert name.endswith("-01234567")


def test_a_text_without_title_is_of_the_city_whose_counties_it_speaks_of() -> None:
    parts = "栖霞、江宁、浦口、溧水、高淳五地增长居全省前列,全省推广我市做法,苏州市来我市考察,苏州做法在全省推广,苏州经验可学。"
    meta, _ = described_text(f"一、2020年工作回顾\n南京市区空气质量改善。{parts}\n{TWO_PARTS}")

    assert (meta.place.province, meta.place.city) == ("江苏省", "南京市")
