"""The forms of a check: valid where a schema says what that is, and report text never read as markup."""

import json
import re

import jsonschema
import pytest
from lxml import etree

from summarizer.reviewing.check_result import Checked, CheckResult
from summarizer.reviewing.difference import Difference
from summarizer.reviewing.finding import Finding
from summarizer.reviewing.formats import FORMATS
from summarizer.reviewing.reasons import Reason
from tests.conftest import FIXTURES
from tests.golden.conftest import Desk, drifted, report

HOSTILE = "</failure><img onerror=x>]]>&|`*[a](b)\x1b[31m\x00\ud800\u202e::error::x\r\n%0A,:"


def hostile() -> CheckResult:
    difference = Difference("task", HOSTILE, "changed", "owners", HOSTILE, HOSTILE, "major", HOSTILE, HOSTILE)
    finding = Finding("k", "liuhe-1", "liuhe-1.json", difference, Reason(("prompt",), HOSTILE), "old", line=7)
    checked = Checked("liuhe-1.json", "liuhe-1", HOSTILE, (finding,))
    bad = Checked("b.json", "", "", problem=f"b.json: {HOSTILE}")
    return CheckResult("my goldens", ["a.json"], [checked, bad], [HOSTILE])


def results(desk: Desk) -> list[CheckResult]:
    from summarizer.running.golden.checking import CheckSettings, check

    desk.write_run([drifted(1), report(3)])
    return [hostile(), CheckResult("golden"), check(desk.out, desk.golden, CheckSettings(with_lines=True))]


def test_junit_is_valid(desk: Desk) -> None:
    schema = etree.XMLSchema(etree.parse(FIXTURES / "schemas" / "junit.xsd"))
    for result in results(desk):
        schema.assertValid(etree.fromstring(FORMATS["junit"](result, "major")))


def test_junit_counts_goldens() -> None:
    suite = etree.fromstring(FORMATS["junit"](hostile(), "major"))[0]

    assert {name: suite.get(name) for name in ("tests", "failures", "errors")} == {"tests": "3", "failures": "1", "errors": "1"}


def test_sarif_is_valid(desk: Desk) -> None:
    schema = json.loads((FIXTURES / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    for result in results(desk):
        assert list(validator.iter_errors(json.loads(FORMATS["sarif"](result, "major")))) == []


def test_sarif_points_at_the_line_of_the_field(desk: Desk) -> None:
    desk.write_run([drifted(1), report(2)])
    found = json.loads(FORMATS["sarif"](results(desk)[2], "major"))["runs"][0]["results"]
    role = next(one for one in found if one["ruleId"] == "indicator.role")
    place = role["locations"][0]["physicalLocation"]
    lines = (desk.golden / "liuhe-1.json").read_text(encoding="utf-8").splitlines()

    assert place["artifactLocation"]["uri"].endswith("golden/liuhe-1.json")
    assert '"role": "growth"' in lines[place["region"]["startLine"] - 1]


def test_annotations_are_one_line_each_and_point_at_the_golden(desk: Desk) -> None:
    lines = FORMATS["github"](hostile(), "major").splitlines()

    assert len(lines) == 4
    assert lines[0].startswith("::error file=my goldens/liuhe-1.json,line=7,title=golden task owners::major: task")
    assert not any(re.search(r"[\x00-\x1f]", line) for line in lines)


def test_markdown_has_the_counts_first_and_no_markup_from_reports() -> None:
    told = FORMATS["markdown"](hostile(), "major")

    assert told.splitlines()[2].startswith("| reports | same | different | critical |")
    assert "<img" not in told and "[a](b)" not in told
    assert all(len(re.findall(r"(?<!\\)\|", line)) in (4, 6, 11) for line in told.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_steers_a_terminal(form: str) -> None:
    told = FORMATS[form](hostile(), "major")

    told.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", told)


def test_json_holds_everything(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write_run([drifted(1), report(2)])
    capsys.readouterr()

    assert desk.check("--format", "json") == 100
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["critical"] == 1
    assert {one["reason"]["causes"][0] for one in found["findings"]} == {"model"}
    assert any(one["failing"] for one in found["findings"])
