"""Sentences as the case files say: one line a sentence, `|` where furniture (`<<…>>` in the case) interrupts it."""

import re

import pytest

from summarizer.domain.grammar.sentences import split_sentences
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.span import Span, without
from tests.cases import cases

FURNITURE = re.compile(r"<<[^>]*>>", re.DOTALL)


@pytest.mark.parametrize(("text", "expected"), cases("sentences.md"))
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: str) -> None:
    gaps = [Span(*match.span()) for match in FURNITURE.finditer(text)]
    spans = without(Span(0, len(text)), gaps)

    sentences = split_sentences(same_length_view(text), spans)

    shown = ["|".join(span.of(text).replace("\n", "⏎") for span in sentence.spans) for sentence in sentences]
    assert "\n".join(shown) == expected


def test_a_huge_line_without_a_full_stop_is_one_sentence() -> None:
    text = "推进项目建设,“" * 200_000

    assert len(split_sentences(text, [Span(0, len(text))])) == 1
