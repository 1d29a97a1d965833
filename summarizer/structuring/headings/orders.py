"""Numbered orders that have no title: 一、各部门要提高认识,加强领导,…。 as a notice lists what is to be done."""

import re
from itertools import pairwise

from summarizer.structuring.page.candidate import Candidate
from summarizer.structuring.page.layout import Page

_LONGEST_TITLE = 40
"""Characters; a first sentence that is longer is no title where it gives an order."""
_LEAST = 2
_SHORTEST_BODY = 12
# 各部门要… · 请于3月底前… · 本通知自… : said to somebody, names no topic
_ORDERS = re.compile(
    r"各[\u4e00-\u9fff、]{1,12}(?:要|应|须|负责)|(?:^|,)(?:要|请|须|应当?)|不得|严禁|[室局办委](?:要|负责)|本(?:通知|方案|办法|计划)"
)


def without_orders(headings: list[Candidate], page: Page) -> list[Candidate]:
    """Leave out the highest numbering where none of its paragraphs has a title: orders are numbered there, not sections."""
    counted = [heading for heading in headings if heading.style == "han"]
    nested = {before.start for before, after in pairwise(headings) if after.style != "han"}
    orders = sum(_gives_order(heading, page) for heading in counted)
    untitled = all(heading.start not in nested and _has_no_title(heading, page) for heading in counted)
    return [heading for heading in headings if heading.style != "han"] if orders >= _LEAST and untitled else headings


def _has_no_title(heading: Candidate, page: Page) -> bool:
    """Say whether a numbered paragraph begins with an order, or is one sentence alone."""
    line = page.lines[page.line_at(heading.start)]
    if line.start != heading.start or page.text[line.end - 1] != "。":
        return False
    alone = line.end - page.text.find("。", heading.title_start, line.end) <= _SHORTEST_BODY
    return alone or _gives_order(heading, page)


def _gives_order(heading: Candidate, page: Page) -> bool:
    end = page.line_end(heading.title_start, len(page.text))
    stop = page.text.find("。", heading.title_start, end)
    sentence = page.text[heading.title_start : stop] if stop > 0 else ""
    return len(sentence) > _LONGEST_TITLE and ":" not in sentence[:_LONGEST_TITLE] and bool(_ORDERS.search(sentence))
