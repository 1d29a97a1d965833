"""What an analyst knows of the fixture reports must come out of them."""

import json
import re
from typing import Any

import pytest

from tests.conftest import Job

Record = dict[str, Any]
# `(责任单位:区工信局、区大数据中心、区发改局)`
OWNERS = re.compile(r"\(责任单位:([^()]*)\)")


@pytest.fixture(scope="module")
def records(job: Job) -> dict[str, Record]:
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(job.out.glob("reports/*/record.json")))
    return {record["source"]["path"][:3]: record for record in found if not record["source"]["path"].startswith("004")}


def test_action_plan_has_thirty_tasks_with_their_owners_and_none_invented(job: Job, records: dict[str, Record]) -> None:
    record = records["001"]
    text = (job.out / "documents" / f"{record['source']['sha256']}.txt").read_bytes().decode("utf-8")
    (copy,) = [mark for mark in record["marked"] if mark["kind"] == "duplicate"]
    stated = [found.split("、") for found in OWNERS.findall(text[: copy["start"]])]

    assert [[owner["text"] for owner in task["owners"]] for task in record["tasks"]] == stated
    assert len(stated) == 30


def test_goals_said_without_a_numeral_are_statements(records: dict[str, Record]) -> None:
    goals = [statement for statement in records["000"]["statements"] if statement["kind"] == "target"]

    assert len(goals) >= 5
    assert any("稳定增长" in goal["text"] for goal in goals)


def test_two_values_of_one_target_are_a_conflict(records: dict[str, Record]) -> None:
    record = records["002"]
    values = {indicator["id"]: indicator["value"] + indicator["unit"] for indicator in record["indicators"]}
    conflicts = [
        {values[member] for member in conflict["members"]} for conflict in record["conflicts"] if conflict["kind"] == "value"
    ]

    assert {"55亿千瓦时", "60亿千瓦时"} in conflicts


def test_figures_that_only_look_comparable_are_no_conflict_of_values(records: dict[str, Record]) -> None:
    assert [conflict["what"] for conflict in records["000"]["conflicts"] if conflict["kind"] == "value"] == []


def test_growth_over_years_and_growth_against_a_base_year_differ_in_basis(records: dict[str, Record]) -> None:
    bases = {
        indicator["value"]: indicator["basis"] for indicator in records["003"]["indicators"] if indicator["role"] == "growth"
    }

    assert (bases["4.9"], bases["32.3"]) == ("annual_average", "versus_base")


def test_admitted_shortcomings_are_problems_and_an_admission_in_a_task_is_implied(records: dict[str, Record]) -> None:
    problems = records["000"]["problems"]

    assert len([problem for problem in problems if not problem["implied"]]) >= 3
    assert [problem["text"] for problem in problems if problem["implied"]] == ["跳出空气质量排名后三位"]
