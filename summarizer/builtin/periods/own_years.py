"""The years of a report that says them in its title alone."""

import re

from msgspec.structs import replace

from summarizer.domain.grammar.periods import find_periods
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk

# 2023年预算执行情况 · 2024年上半年经济运行情况
_LOOKS_BACK = re.compile(r"情况|总结|回顾|公报|分析|完成|成效|报告")
# 2024年预算草案 · 2025年重点工作及责任分解
_LOOKS_AHEAD = re.compile(r"草案|计划|工作|任务|安排|方案|要点|目标|措施|意见|打算|实事")

# the first line of a text whose title was not found
_TITLE = re.compile(r"(?:通知|方案|计划|规划|报告|意见|公报|要点|清单)\s*$")


def with_own_years(chunk: ShownChunk) -> ShownChunk:
    """Return the chunk with the years that its title reviews and plans for, where nothing else told them."""
    context = chunk.context
    if context.review_period or context.plan_year:
        return chunk
    first = chunk.sentences[0].of(chunk.text) if chunk.sentences else ""
    title = same_length_view(context.title or (first if _TITLE.search(first) else ""))
    years = [mention for mention in find_periods(title) if mention.value]
    review = plan = ""
    for at, mention in enumerate(years, 1):
        words = title[mention.span.end : years[at].span.start if at < len(years) else len(title)]
        ahead, back = _LOOKS_AHEAD.search(words), _LOOKS_BACK.search(words)
        if back and not (ahead and ahead.start() < back.start() and back[0] == "报告"):
            review = mention.value
        elif ahead:
            plan = mention.value[-4:]
    return replace(chunk, context=replace(context, review_period=review, plan_year=plan)) if review or plan else chunk
