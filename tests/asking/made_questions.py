"""A made-up chunk and questions about it. Imports no client, so that a run without one can be looked at."""

import asyncio
import re
from pathlib import Path
from typing import Any

from summarizer.asking.asker import Asker
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.making import chunk_question
from summarizer.domain.chunk import Chunk, Context
from summarizer.domain.reply import Question, Reply
from summarizer.domain.scan import Numeral, Sentence
from summarizer.domain.span import Span

KEY = "sk-very-secret-0123456789"
TEXT = (
    "一、过去一年的工作\n全县生产总值147.28亿元，同比增长5.2%。新增高标准农田3.5万亩。"
    "要在6月底前建成云桥水厂（责任单位：县水利局）。财政收支矛盾突出。模板{{7*7}}与{% x %}原样保留。\n"
)
CONTEXT = Context("岭桥县2031年政府工作报告", "work_report", "2030", "2031", ("一、过去一年的工作",), (), "")


def made_chunk(text: str = TEXT, context: Context = CONTEXT) -> Chunk:
    sentences = tuple(Sentence((Span(found.start(), found.end()),)) for found in re.finditer(r"[^。\n]+。?", text))
    numerals = tuple(numeral(Span(found.start(), found.end()), found[0]) for found in re.finditer(r"\d+\.\d+", text))
    return Chunk("c1", (Span(0, len(text)),), sentences, numerals, (), context)


def numeral(span: Span, value: str) -> Numeral:
    return Numeral(span, value, "", None, "eq", 1, "", estimated=False, qualifiers=(), amount="", amount_unit="")


def made_question(text: str = TEXT) -> Question:
    return chunk_question(made_chunk(text), text)


def endpoint(**changed: Any) -> Endpoint:
    settings = {"name": "model.test", "model": "some-model", "cache_model": "some-model", "base_url": "http://model.test/v1"}
    return Endpoint(**{**settings, "api_key": KEY, **changed})


TEXTS = [TEXT + f"第{number}段。\n" for number in range(5)]


async def asked_of(texts: list[str], cache_folder: Path, **changed: Any) -> list[Reply]:
    async with Asker(endpoint(), cache_folder, **changed) as asker:
        return list(await asyncio.gather(*(asker.ask(made_question(text)) for text in texts)))
