"""Outlines of made-up reports, one case for each way in which real ones are laid out."""

import pytest

from summarizer.domain.document import Document
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.report import Report
from summarizer.domain.scan import Scan
from summarizer.domain.section import Section
from summarizer.domain.span import Span
from summarizer.structuring.outline import find_sections
from tests.cases import cases


def report_of(text: str) -> Report:
    document = Document(text, same_length_view(text), "report.txt", "", "text/plain", "utf-8")
    return Report(document, Span(0, len(text)))


def drawn(section: Section) -> str:
    """Draw a section as a case file does: indented by level, `·` for no number, `…` for run-in, `!` for damaged."""
    words = [section.number or "·", section.title, "…" if section.run_in else "", "!" if section.damaged else ""]
    return "  " * (section.level - 1) + " ".join(word for word in words if word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [case for name in ("numbered", "unnumbered", "none", "damaged") for case in cases(f"headings_{name}.md")],
)
def test_outline_follows_the_reports_own_system(text: str, expected: str) -> None:
    sections = find_sections(report_of(text), Scan((), ()))

    assert "\n".join(map(drawn, sections)) == expected
