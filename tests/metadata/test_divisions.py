"""The table of administrative divisions."""

import pytest

from summarizer.domain.divisions import all_names, find_divisions, find_towns, stem
from summarizer.domain.readings import find_reading
from summarizer.structuring.identity import romanised
from summarizer.structuring.metadata.place_words import find_short_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("枣庄", [("city", "山东省", "枣庄市", "")]),
        ("峄城区", [("county", "山东省", "枣庄市", "峄城区")]),
        ("海淀区", [("county", "北京市", "", "海淀区")]),
        ("仙桃市", [("county", "湖北省", "", "仙桃市")]),
        ("门源", [("county", "青海省", "海北藏族自治州", "门源回族自治县")]),
        ("市辖区", []),
        ("没有县", []),
    ],
)
def test_names_and_short_names_are_found(name: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [(each.level, each.province, each.city, each.county) for each in find_divisions(name)] == expected


def test_a_name_of_several_places_gives_all_of_them() -> None:
    assert {each.province for each in find_divisions("朝阳区")} == {"北京市", "吉林省"}


def test_towns_are_found_with_their_counties() -> None:
    assert ("山东省", "枣庄市", "滕州市") in [(each.province, each.city, each.county) for each in find_towns("姜屯镇")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("恩施土家族苗族自治州", "恩施"), ("新疆维吾尔自治区", "新疆"), ("冠县", "冠县"), ("宁夏回族自治区", "宁夏")],
)
def test_a_stem_keeps_two_characters(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_the_table_of_readings_says_what_the_dictionary_says() -> None:
    assert [name for name in map(stem, sorted(all_names())) if find_reading(name) != romanised(name)] == []


@pytest.mark.parametrize(("name", "expected"), [("重庆新城", "chongqingxincheng"), ("云溪", "yunxi"), ("Paris", "")])
def test_other_names_are_read_by_their_parts(name: str, expected: str) -> None:
    assert find_reading(name) == expected


def test_a_headline_may_leave_out_what_kind_of_place_it_is_about() -> None:
    named = find_short_name("泉州“十八五”规划预计完成29项指标")

    assert named is not None and named.name == "泉州市"
    assert find_short_name("朝阳2045年经济运行平稳") is None  # several are called so
