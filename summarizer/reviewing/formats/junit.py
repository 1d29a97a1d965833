"""A check as JUnit XML: one test case a golden."""

from xml.etree import ElementTree as Xml

from summarizer.reviewing.check_result import Checked, CheckResult
from summarizer.reviewing.difference import Severity
from summarizer.reviewing.formats.plain import said, without_steering


def as_junit(result: CheckResult, level: Severity) -> str:
    """Return a test suite; what can't be used is an error, differences at or above the level are a failure."""
    cases = {name: _case(result.folder, name) for name in result.same}
    for one in result.checked:
        cases[one.golden] = _case(result.folder, one.golden)
        _fill(cases[one.golden], one, level)
    failures = sum(case.find("failure") is not None for case in cases.values())
    errors = sum(case.find("error") is not None for case in cases.values())
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": str(errors)}
    suites = Xml.Element("testsuites", {"name": "golden", **counts})
    suite = Xml.SubElement(suites, "testsuite", {"name": "golden", **counts, "skipped": "0", "time": "0"})
    suite.extend(cases[name] for name in sorted(cases))
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


def _case(folder: str, name: str) -> Xml.Element:
    return Xml.Element("testcase", {"classname": without_steering(folder), "name": without_steering(name), "time": "0"})


def _fill(case: Xml.Element, checked: Checked, level: Severity) -> None:
    failing = [one for one in checked.findings if one.reaches(level)]
    other = [one for one in checked.findings if not one.reaches(level)]
    if checked.problem:
        _add(case, "error", checked.problem, "can't be compared", [checked.problem])
    elif failing:
        _add(case, "failure", f"{len(failing)} differences", failing[0].difference.severity, list(map(said, failing)))
    if other:
        Xml.SubElement(case, "system-out").text = "\n".join(map(said, other))


def _add(case: Xml.Element, tag: str, message: str, kind: str, lines: list[str]) -> None:
    found = Xml.SubElement(case, tag, {"message": without_steering(message), "type": kind})
    found.text = without_steering("\n".join(lines))
