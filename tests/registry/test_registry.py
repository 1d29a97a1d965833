"""One identity for many wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.domain.registry import canonical_ids, indicator_kind, known_indicators, known_names, plain_name
from tests.cases import cases


@pytest.mark.parametrize(("name", "expected"), cases("registry_names.md"))
def test_a_name_stands_for_its_indicators(name: str, expected: str) -> None:
    assert canonical_ids(name) == [word for word in expected.split() if word != "-"]


def test_every_wording_of_an_indicator_leads_to_it() -> None:
    for kind in known_indicators():
        for name in kind.variants:
            assert canonical_ids(name) == [kind.id], name


def test_ids_are_ascii_and_there_are_at_least_eighty() -> None:
    ids = [kind.id for kind in known_indicators()]

    assert len(ids) == len(set(ids)) >= 80
    assert all(one.isascii() and one.replace("_", "").isalnum() and one.islower() for one in ids)


def test_the_weightiest_indicator_comes_first() -> None:
    kinds = known_indicators()

    assert [kind.order for kind in kinds] == list(range(len(kinds)))
    assert kinds[0].id == "gdp"


def test_a_part_names_an_indicator_that_exists() -> None:
    assert all(indicator_kind(kind.part_of) for kind in known_indicators() if kind.part_of)


def test_limits_are_known() -> None:
    assert indicator_kind("registered_unemployment").ceiling
    assert indicator_kind("energy_intensity").ceiling
    assert indicator_kind("cpi").ceiling
    assert not indicator_kind("gdp").ceiling


def test_absence_is_looked_for_under_joint_and_short_names_too() -> None:
    assert "城乡居民人均可支配收入" in known_names("rural_disposable_income")
    assert "规上工业" in known_names("industrial_value_added")


@given(st.text(max_size=60))
def test_any_text_has_a_plain_form_without_quotes_and_spaces(name: str) -> None:
    assert not set(plain_name(name)) & set("“”《》 \t\n")
    assert isinstance(canonical_ids(name), list)


def test_an_unknown_id_has_no_wordings() -> None:
    assert known_names("of_another_version") == ()
    assert indicator_kind("of_another_version").weight == 0
