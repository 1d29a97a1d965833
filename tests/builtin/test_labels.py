"""What the builtin labeller says of each numeral, and what it finds beside the numerals."""

import pytest
from msgspec.structs import replace

from summarizer.builtin import reply
from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.chunk import Chunk
from summarizer.domain.marked_text import write_chunk
from tests.builtin.asked import answer_about, body, content_of, head_and_text, passage_chunk
from tests.cases import cases

LABELS = ["names", "stages", "marks", "series", "kinds", "periods", "roles", "skipped", "tables"]


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


@pytest.mark.parametrize(("given", "expected"), cases("projects.md"))
def test_named_projects_have_their_amounts_and_states(given: str, expected: str) -> None:
    head, text = head_and_text(given)
    found = answer_about(text, head)[1].projects
    told = [f"{p.name} | {p.status or '-'} | {' '.join(map(str, p.numerals)) or '-'}" for p in found]
    assert ("\n".join(told) or "nothing") == expected


def test_a_point_holds_a_placeholder_for_every_quantity() -> None:
    text = "全县生产总值147.2亿元，同比增长5.2%，财政收入10亿元。"
    assert answer_about(text)[1].points[0].text == "全县生产总值{1}亿元，同比增长{2}%，财政收入{3}亿元。"


def test_a_measured_figure_without_a_mark_is_told() -> None:
    text = "全县完成造林3.2万亩。新入库10亿元以上项目8个，打通“最后一公里”。改造管网12公里。"
    chunk = replace(passage_chunk(text), numerals=())
    found = ChunkAnswer.model_validate_json(content_of(reply(body("chunk", write_chunk(chunk, text)))))
    assert found.unmarked == [1, 3]


def test_nothing_is_told_where_the_reader_marked_all() -> None:
    assert answer_about("全县完成造林3.2万亩，开工10亿元以上项目8个。")[1].unmarked == []


def test_rows_behind_a_cut_have_the_head_of_their_table() -> None:
    text = "油料作物\t36.2\t4.8\n茶叶\t12.6\t-3.2\n"
    above = ("表1 主要产品产量（单位：万吨）", "产品 | 产量 | 比上年增长（%）")
    chunk = passage_chunk(text, "bulletin 2020")
    chunk = replace(chunk, context=replace(chunk.context, table=above))
    answer = ChunkAnswer.model_validate_json(content_of(reply(body("chunk", write_chunk(chunk, text)))))
    assert labelled(text, chunk, answer).splitlines() == [
        "36.2万吨 油料作物产量 level actual 2020",
        "4.8% 油料作物产量 growth actual 2020",
        "12.6万吨 茶叶产量 level actual 2020",
        "3.2% 茶叶产量 growth actual 2020",
    ]
