"""The line of directions comes from the headings of the plan part, whatever its form."""

import re

import pytest

from summarizer.domain.record import Record
from summarizer.rendering.brief.directions import directions
from summarizer.rendering.page.parts import plain
from tests.cases import cases
from tests.rendering.made_record import Facts, Figure, make_record


def outlined(lines: str) -> Record:
    """Make a record of headings; `*5` behind one stands for as many targets below it."""
    text, headings, figures = "", [], []
    for line in lines.splitlines():
        level, number, title = re.fullmatch(r"(\d) (\S*) (.+)", line).groups()  # type: ignore[union-attr]
        title, _, count = title.partition(" *")
        headings.append({"o": len(text), "text": title, "level": int(level), "number": number})
        text += title + "\n"
        for n in range(int(count or 0)):
            figures.append(Figure(len(text) + 2, str(n), "项目", "个", "level", "target", "2021"))
            text += f"项目{n}个。\n"
    report = {"doc_type": "work_report", "plan_year": "2021", "headings": headings}
    record = make_record(Facts("made", text, report, figures))
    numbered = [
        heading.model_copy(update={"number": given["number"]}) for heading, given in zip(record.outline, headings, strict=True)
    ]
    return record.model_copy(update={"outline": numbered})


@pytest.mark.parametrize(("lines", "expected"), cases("brief-directions.md"))
def test_directions_are_the_sections_of_the_plan_part(lines: str, expected: str) -> None:
    assert (" · ".join(plain(line) for line in directions(outlined(lines))) or "none") == expected
