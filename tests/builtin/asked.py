"""Ask the builtin labeller about a made-up passage, over its own protocol."""

import json
from typing import Any

from summarizer.builtin import reply
from summarizer.domain.answer import ChunkAnswer
from summarizer.domain.chunk import Chunk, Context
from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.sentences import split_sentences
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import write_chunk
from summarizer.domain.span import Span

TITLE = "云汀县报告"


def passage_chunk(text: str, head: str = "") -> Chunk:
    """Return a passage as a chunk. `head`: `work_report 2020 2021 一、2020年工作回顾`; lines that begin with # are headings."""
    doc_type, review, plan, heading = [*head.split(" ", 3), "", "", "", ""][:4]
    view = same_length_view(text).replace("#", " ")
    sentences = tuple(split_sentences(view, [Span(0, len(text))]))
    levels = {sentence.start: _level(text, sentence.start) for sentence in sentences}
    numerals = tuple(numeral for numeral in find_numerals(view) if not numeral.dismissed)
    return Chunk(
        id="c1",
        spans=(Span(0, len(text)),),
        sentences=sentences,
        numerals=numerals,
        headings=tuple((Span(s.start, s.end), levels[s.start]) for s in sentences if levels[s.start]),
        context=Context(
            title=TITLE,
            doc_type=doc_type or "work_report",
            review_period=review.strip("-"),
            plan_year=plan.strip("-"),
            heading_path=(heading,) if heading else (),
            openers=(),
            period_sentence="",
        ),
    )


def _level(text: str, start: int) -> int:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return before.count("#")


def body(name: str, variable: str) -> bytes:
    """Return the body of a request as a client sends it."""
    sent = {
        "model": "builtin",
        "messages": [{"role": "system", "content": "标注员"}, {"role": "user", "content": variable}],
        "response_format": {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": {}}},
    }
    return json.dumps(sent, ensure_ascii=False).encode()


def content_of(response: bytes) -> str:
    """Return the answer that a response holds."""
    read: dict[str, Any] = json.loads(response)
    return str(read["choices"][0]["message"]["content"])


def answer_about(text: str, head: str = "") -> tuple[Chunk, ChunkAnswer]:
    """Return the chunk made of a passage and the answer to it."""
    chunk = passage_chunk(text, head)
    response = reply(body("chunk", write_chunk(chunk, text)))
    return chunk, ChunkAnswer.model_validate_json(content_of(response))


def head_and_text(given: str) -> tuple[str, str]:
    """Split a case's input: its first line is the head where it begins with `@`."""
    first, _, rest = given.partition("\n")
    return (first.removeprefix("@").strip(), rest) if first.startswith("@") else ("work_report 2020 2021", given)
