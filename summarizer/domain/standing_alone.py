"""Whether words can be read without those before them.

What is told on a page must begin with a thing of its own. Words that point back (其中…, 该社区…, 第一期…, 目前…), that go on
with a predicate (稳居第1位, 比上年增加…), or that hold verbs, figures and measures alone (开工31个，试投产12个) don't.
"""

import re

# 其中… · 该社区总投资… · 第一期… · 目前… · 分别增长… · 稳居各省区第1位 · 比上年增加… · 占地区生产总值…
_POINTS_BACK = re.compile(
    r"其[中余]?(?!他|它)|[该此]|这(?!里)|上述|以上(?!海)|前者|后者|[两三]者|第[一二三四五六七八九]?[期批阶]|[一二三四][期批]|目前|现[已有](?!代)|截至"
    r"|同时|并|且|另[有外]?|还|分别|均(?!价|衡|等|线)|都|仍|稳?居|位[居列]|排[名在]|列[第全]|比(?!例|重|亚)|较(?!大|高|好)|占(?!地)|同比|环比"
    r"|(?:增长|下降|上升|提高|降低|回落)[约近超]?\d|增[速幅]|降幅|总量|总额"
    r"|(?:总|累计|计划|完成)?投资额?[约近超达]?\d[\d.]*[余多]?[万亿]*元(?!的|[,，](?:建设|实施|新建|改造))"
    r"|[是为](?!民|农)|(?:达到?|突破|超过?|接近|近|约)\d|累计(?=达|\d)|共(?:计?\d|有\d|建设|改造|新建|完成|开展|投入|投资|实施|引进|培育|发放|办理|处理|安置|落实|签约)|合计"
)
# 开工31个，试投产12个: which things?
_BARE = re.compile(
    r"(?:(?:新|已|全|共|累计|年内)?(?:开工|投产|试投产|竣工|完工|签约|落地|完成|实现|新增|建成|达到|达|实施|引进|处理|办理|改造|新建|培育)*[约近超]?\d[\d.,]*[余多]?[万亿]?"
    r"(?:个|项|家|条|件|处|所|座|户|人|次|例|种|批|份|台|辆|亿元|万元|元|%)?[,，、和及]?)+(?:以上|左右)?$"
)
# what a figure of any thing could be called
_TOO_GENERAL = re.compile(
    r"(?:各[省市县区镇乡州]+|指标|支出|收入|内容|数量|总量|规模|面积|项目|工程|企业|资金|投资|产值|任务|预算|人数|人员|比例|比重|占比"
    r"|活动|措施|事项|问题|案件|完成|合计|总计|年度|全年|达标|提前|处理|调整|的|等|类|次|、)*"
)


def says_what(name: str) -> bool:
    """Say whether a name tells what is counted: neither 第一期投资 nor 收入合计."""
    return stands_alone(name) and not _TOO_GENERAL.fullmatch(name)


def stands_alone(text: str) -> bool:
    """Say whether words begin with a thing of their own."""
    words = text.lstrip(" \u3000“（(")
    return not _POINTS_BACK.match(words) and not _BARE.match(words)
