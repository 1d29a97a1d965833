"""Units that stand alone, as in the head of a table."""

import pytest

from summarizer.domain.grammar.unit_table import read_written_unit


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("亿元", "CNY"),
        ("万人次", "人次"),
        ("元/平方米", "CNY/平方米"),
        ("万元每亩", "CNY/亩"),
        ("毫克/升", "毫克/升"),
        ("吨/万元", "t/万元"),
        ("%", "%"),
    ],
)
def test_a_unit_that_stands_alone_is_read(written: str, base: str) -> None:
    unit = read_written_unit(written)

    assert unit is not None
    assert (unit.name, unit.base) == (written, base)


@pytest.mark.parametrize("written", ["", "万", "亿元/", "元/每", "亿元左右", "名称", "元每人"])
def test_what_is_no_unit_is_none(written: str) -> None:
    assert read_written_unit(written) is None
