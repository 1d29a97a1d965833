"""Named projects: those of which an amount or a state is said."""

import re

from summarizer.domain.answer import IndicatorEntry, ProjectEntry
from summarizer.domain.grammar.view import same_length_view
from summarizer.domain.marked_text import ShownChunk

_KIND = "项目|工程|产业园|基地|电站|电厂|水库|大桥|铁路|高铁|高速|机场|综合体|中心"
_STATE = (
    r"建成投产|竣工投产|建成投用|投产达效|投入使用|投入运营|竣工验收|全面完工|签约落地"
    r"|签约|落地|开工建设|开工|动工|在建|建成|竣工|投产|投用|启用|试运行|完工|通车|加快推进|加快建设"
)
# 投资60亿元的华能电厂 · 总投资20亿元的云汀新材料产业园项目
_WITH_AMOUNT = re.compile(rf"投资[约近]?\d[^,，。;；、]{{1,8}}元的(?P<name>[^,，。;；、的]{{2,30}}?(?:{_KIND}))")
# 云汀高铁北站项目建成投用
_WITH_STATE = re.compile(
    rf"(?:^|[,，。;；、:：\s])(?P<name>[^,，。;；、:：\s]{{3,30}}?(?:项目|工程))"
    rf"(?:已|全部|全面|顺利|正式|如期|提前)*(?P<state>{_STATE})"
)
_GENERAL = re.compile(
    r"^(?:一批|重点|重大|各类|优质|等|个|加快|推进|推动|新|全部|续建|\d|所有|省|市|区|县|招商|亿元|民生|产业|实施|完成|抓好|做好|重要)"
    r"|\d+个|等\d|等[一二三四五六七八九十]+个|[一二三四五六七八九十\d]+[大类项]|一批"
)
# 海吉亚医院等项目 · (4)健全项目 · 力争省级重点项目
_NO_NAME = re.compile(r"等|[()的]|^(?:力争|确保|建立|健全|争取|推动|组织|坚持|扎实|\d)|\d+\w?多?万?元")


def find_projects(chunk: ShownChunk, indicators: list[IndicatorEntry]) -> list[ProjectEntry]:
    """Return the projects of a chunk, each with the labelled numerals that stand in the same words."""
    view = same_length_view(chunk.text)
    labelled = {entry.n for entry in indicators}
    found: list[ProjectEntry] = []
    for number, sentence in enumerate(chunk.sentences, 1):
        words = sentence.of(view)
        matches = [*_WITH_AMOUNT.finditer(words), *_WITH_STATE.finditer(words)]
        for match in sorted(matches, key=lambda one: one.start()):
            if _GENERAL.search(match["name"]) or _NO_NAME.search(match["name"]):
                continue
            low, high = sentence.start + match.start(), sentence.start + match.end()
            start, end = sentence.start + match.start("name"), sentence.start + match.end("name")
            inside = [n.n for n in chunk.numerals if low <= n.span.start < high and n.n in labelled]
            state = match.groupdict().get("state") or ""
            found.append(ProjectEntry(name=chunk.text[start:end], status=state, numerals=inside, sentences=[number]))
    return found
