"""Prompts: complete, versioned, and an example that passes its own checks."""

import re
from pathlib import Path

import pytest

from summarizer.asking.answers.checks import EXAMPLE_PLACE, flaws
from summarizer.asking.questions.prompts import NAMES, load_prompts, read_prompts
from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.marked_text import read_chunk
from summarizer.domain.reply import Limits
from summarizer.errors import PromptError

# A changed text wants a new version, because kept answers and records name it: change both here together.
VERSIONS = {
    "header": ("2", "ad3ff8d897ff"),
    "chunk": ("3", "8e7fe69b73d6"),
    "second_look": ("3", "bf6fd1ffca96"),
    "overview": ("2", "059b60dbdb5c"),
}


def test_a_changed_prompt_has_a_new_version() -> None:
    assert {name: (prompt.version, prompt.hash) for name, prompt in load_prompts().items()} == VERSIONS


def test_each_prompt_names_its_question() -> None:
    for name in NAMES:
        assert load_prompts()[name].text.startswith(f"question: {name}\n")


def test_prompts_say_json_for_endpoints_that_want_the_word() -> None:
    assert all("JSON" in prompt.text for prompt in load_prompts().values())


def test_the_example_passes_the_checks() -> None:
    """Taught wrong, learnt wrong: the example's answer refers to the example's marked text."""
    _, _, example = load_prompts()["chunk"].text.partition("# 示例\n")
    marked, _, answer = example.partition('\n\n{"indicators"')
    shown = read_chunk(marked)
    sentences = tuple(span.of(shown.text) for span in shown.sentences)
    numerals = tuple(numeral.span.of(shown.text) for numeral in shown.numerals)
    with_placeholders = re.sub(r"\{(\d+)[^}]*\}", r"{\1}", marked.partition("正文：\n")[2])
    limits = Limits(sentences, numerals, shown.text + EXAMPLE_PLACE, tuple(re.split(r"\[\d+#*\]", with_placeholders)[1:]))
    parsed = ChunkAnswer.model_validate_json('{"indicators"' + answer.splitlines()[0])

    assert flaws(parsed, limits) == []
    assert sorted([*(e.n for e in parsed.indicators), *(e.n for e in parsed.skipped)]) == list(range(1, 16))


def test_the_example_is_of_the_place_that_answers_may_not_name() -> None:
    assert EXAMPLE_PLACE in load_prompts()["chunk"].text


def test_all_that_is_wrong_with_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "chunk.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "header.md").write_text("---\nname: headers\nversion:\n---\nquestion: chunk\n", encoding="utf-8")
    (tmp_path / "overview.md").write_bytes(b"\xff\xfe")

    with pytest.raises(PromptError) as raised:
        read_prompts(tmp_path)

    for part in ("chunk.md: front matter", "its name is 'headers'", "its version is empty", "no line 'question: header'"):
        assert part in str(raised.value)
    assert "second_look.md" in str(raised.value)
    assert "overview.md" in str(raised.value)
