"""What the builtin labeller says of each numeral, and what it finds beside the numerals."""

import pytest

from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.chunk import Chunk
from tests.builtin.asked import answer_about, head_and_text
from tests.cases import cases

LABELS = ["names", "series", "kinds", "periods", "roles", "skipped", "tables"]


def labelled(text: str, chunk: Chunk, answer: ChunkAnswer) -> str:
    entries = {entry.n: entry for entry in answer.indicators}
    skipped = {entry.n: entry.reason for entry in answer.skipped}
    lines = []
    for n, numeral in enumerate(chunk.numerals, 1):
        value = numeral.span.of(text)
        if n in entries:
            e = entries[n]
            lines.append(f"{value}{e.unit or numeral.unit} {e.name} {e.role} {e.kind} {e.period or '-'}")
        else:
            lines.append(f"{value} skipped {skipped[n]}")
    return "\n".join(lines)


@pytest.mark.parametrize(("given", "expected"), [case for name in LABELS for case in cases(f"labels_{name}.md")])
def test_each_numeral_is_labelled_or_skipped(given: str, expected: str) -> None:
    head, text = head_and_text(given)
    assert (labelled(text, *answer_about(text, head)) or "nothing") == expected


@pytest.mark.parametrize(("given", "expected"), cases("statements.md"))
def test_goals_and_results_without_a_numeral_are_statements(given: str, expected: str) -> None:
    head, text = head_and_text(given)
    found = answer_about(text, head)[1].statements
    assert ("\n".join(f"{s.name} | {s.text} | {s.kind} {s.period}" for s in found) or "nothing") == expected


@pytest.mark.parametrize(("given", "expected"), cases("tasks.md"))
def test_tasks_are_what_units_answer_for(given: str, expected: str) -> None:
    head, text = head_and_text(given)
    found = answer_about(text, head)[1].tasks
    assert ("\n".join(f"{t.title} | {'、'.join(t.owners)} | {t.deadline or '-'}" for t in found) or "nothing") == expected


@pytest.mark.parametrize(("given", "expected"), cases("problems.md"))
def test_admitted_shortcomings_are_problems(given: str, expected: str) -> None:
    head, text = head_and_text(given)
    found = answer_about(text, head)[1].problems
    assert ("\n".join(p.text + (" (implied)" if p.implied else "") for p in found) or "nothing") == expected


def test_a_named_project_with_an_amount_or_a_state_is_found() -> None:
    text = "支持投资35亿元的云汀电池项目，云汀高铁北站工程开工建设。"
    found = answer_about(text, "work_report 2020 2021")[1].projects
    assert [(p.name, p.status, p.numerals) for p in found] == [("云汀电池项目", "", [1]), ("云汀高铁北站工程", "开工建设", [])]


def test_a_point_holds_a_placeholder_for_every_quantity() -> None:
    text = "全县生产总值147.2亿元，同比增长5.2%，财政收入10亿元。"
    assert answer_about(text)[1].points[0].text == "全县生产总值{1}亿元，同比增长{2}%，财政收入{3}亿元。"
