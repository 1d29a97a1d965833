"""Names of administrative divisions in a text: those of the table, towns, and, by their endings, those that no table has."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from summarizer.domain.divisions import find_divisions, full_names, stem
from summarizer.domain.span import Span

# What a name in full ends with.
_KIND = re.compile("[省市县区旗州盟]")
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
# 【东营招商】, 【金乡县招商】
_TAG = re.compile(r"【(?P<name>[\u4e00-\u9fff]{2,12}?)(?:招商|政府|新闻|政务|发布|人民政府)?】")
_TOWN = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:镇|乡|街道|苏木)(?=办事处|人民政府|政府|第|\d|[一二三四五六七八九十两]|国民经济|工作|党委|经济|年|关于|贯彻|$)"
)
_SENDS = re.compile(r"人民政府(?=[\u4e00-\u9fff]{2,7}街道)")
# 云沐县|清水镇: a county that no table knows before its town
_COUNTY_ABOVE = re.compile(r"[\u4e00-\u9fff]{2,5}[县市区旗](?=[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)$)")
# A name that no table knows, where a report says whose it is: 云溪县人民政府, 云溪县第十届人民代表大会, 云溪县2021年
_UNKNOWN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|自治旗|地区|省|市|盟|县|区|旗))"
    r"(?=[\u4e00-\u9fff]{2,7}(?:镇|乡|街道)|人民政府|政府|人大|第[一二三四五六七八九十\d]+届|\d{4}|[一二]〇|国民经济|发展和改革|统计局|贯彻|关于|实施|两会|人民委员会|经济(?:运行|形势)|[\u4e00-\u9fff]{0,6}(?:工作|行动|实施)方案)"
)
_NOT_NAMES = re.compile(
    r"^(?:记者|日?在|前?报|送|已|经|业经|现|由|对|向|从|据|按|各|全|本|我|该|两|年|在|的|是|为|和|与|及|第|届|省|市|县|区|镇|自治|等)|了|法律|规定|关于|工作|报告|会议|经济|社会|产业|园区|地区$|示范区|开发区|高新区|新区|城区|社区|灾区|山区|景区|行政区"
)
# 2021年, 关于, 1月11日在, 距: what stands before a name in one run of characters, but not 政府所在地
_LEAD = re.compile(r"^.*(?:年度?|关于|中共|印发|转发|距离?|(?<!所)在(?!平))|^(?:日|年度?)")

# Districts that are called what every city has.
_NOUNS = ("城区", "郊区", "矿区", "东区", "西区")
# 受费县人民政府委托, 关于和县…的报告, 我代表代县人民政府, 中共房县委员会: what a short name may follow
_BEFORE_A_NAME = "省市州盟区在年日于为表共对向由到至受"
# 富县强民, 成县域经济: what follows no name
_BEHIND_A_WORD = tuple("富强裕活域内外面战级")


# 北城区|南城区|东城县 over the columns of a table: none of them is whose report it is
_LEAST_LISTED = 3
_BETWEEN_LISTED = re.compile(r"\s*[\n|、]\s*")


class Mention(Struct, frozen=True):
    """A division as the text names it."""

    name: str
    span: Span


def find_mentions(view: str, source: Span) -> list[Mention]:
    """Return the divisions of the table that are named in full, longest name first at each place; a tag's may be short."""
    found: list[Mention] = []
    done = source.start
    for at in _beginnings(view, source):
        if at < done:
            continue
        name = _longest_known(view, at, source.end)
        done = at + len(name)
        if not _is_office(view, done, source.end) and not _is_word(view, source.start, at, name):
            found.append(Mention(name, Span(at, done)))
    found = [mention for run in _runs(view, found) for mention in run if len(run) < _LEAST_LISTED]
    tags = [tag for tag in _TAG.finditer(view, source.start, source.end) if len(find_divisions(tag["name"])) == 1]
    return [*found, *(Mention(tag["name"], Span(*tag.span("name"))) for tag in tags)]


def _runs(view: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return mentions in runs of those that a list or a table's row sets side by side: counties of one city, say."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        before = runs[-1][-1] if runs else None
        if (
            before
            and _BETWEEN_LISTED.fullmatch(view, before.span.end, mention.span.start)
            and _are_level(before.name, mention.name)
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _are_level(first: str, second: str) -> bool:
    levels = [{(each.level, each.city) for each in find_divisions(name)} for name in (first, second)]
    return not levels[0].isdisjoint(levels[1])


def _beginnings(view: str, source: Span) -> list[int]:
    """Return where the names begin that stand in a stretch, in order; they are looked for by their ends, which are few."""
    names, lengths = _names_and_lengths()
    ends = [match.end() for match in _KIND.finditer(view, source.start, source.end)]
    places = {end - length for end in ends for length in lengths if view[max(end - length, 0) : end] in names}
    return sorted(place for place in places if place >= source.start)


@cache
def _names_and_lengths() -> tuple[frozenset[str], tuple[int, ...]]:
    names = frozenset(name for alike in full_names().values() for name in alike)
    return names, tuple({len(name) for name in names})


def _is_office(view: str, end: int, stop: int) -> bool:
    """代县长 is an acting county head and not 代县; 湖南省长沙市 is a place."""
    return view[end : end + 1] == "长" and not _longest_known(view, end, stop)


def _is_word(view: str, start: int, at: int, name: str) -> bool:
    """Say whether what reads like a short name is made of other words: 市政府和县委, 工业兴县, 建成县域, 要会同县财政局.

    马鞍山市和县 and 在和县 are places, and so is 晋城市城区, of which no other city has one.
    """
    if name in _NOUNS:
        return not any(view.endswith(each.city, start, at) for each in find_divisions(name) if each.city)
    if len(name) > 2 and name != "会同县":
        return False
    before = view[at - 1] if at > start else ""
    if "\u4e00" <= before <= "\u9fff":
        return before not in _BEFORE_A_NAME
    return view.startswith(_BEHIND_A_WORD, at + len(name))


def _longest_known(view: str, at: int, end: int) -> str:
    names = full_names().get(view[at : at + 2], ())
    return next((name for name in names if view.startswith(name, at, end)), "")


def _town_in_run(view: str, run: Span, starts: set[int]) -> Mention | None:
    """Return a town named in a run of characters: behind a county, behind 年 or 在, or where the run begins."""
    lead = _LEAD.match(view[run.start : run.end])
    begins = sorted(
        {run.start, *(start for start in starts if run.start < start < run.end)} | ({run.start + lead.end()} if lead else set())
    )
    # 云沐区人民政府清水街道办事处: a government names the office that it sends
    begins += [match.end() for match in _SENDS.finditer(view, run.start, run.end)]
    for begin in reversed(begins):
        match = _TOWN.match(view, begin, run.end)
        if match and not re.match(r"各|全|乡镇|本|我|村|该", match.group()):
            above = _COUNTY_ABOVE.match(match.group())
            start = match.start() + (above.end() if above else 0)
            return Mention(view[start : match.end()], Span(start, match.end()))
    return None


def find_town(view: str, span: Span, starts: set[int]) -> Mention | None:
    """Return the first town named in a stretch; `starts` are the places behind a county's name."""
    runs = (Span(*run.span()) for run in _HAN_RUN.finditer(view, span.start, span.end))
    return next((found for run in runs if (found := _town_in_run(view, run, starts))), None)


def find_unknown(view: str, span: Span) -> dict[str, str]:
    """Return a division that the table doesn't have, by its own ending: level → name."""
    for run in _HAN_RUN.finditer(view, span.start, span.end):
        lead = _LEAD.match(run.group())
        for start in (run.start() + lead.end(), run.start()) if lead else (run.start(),):
            match = _UNKNOWN.match(view, start, span.end)
            if match and not _NOT_NAMES.search(match["name"]):
                return (
                    _by_short_name(match["name"])
                    or _by_former_name(match["name"], view)
                    or {_level_by_ending(match["name"]): match["name"]}
                )
    return {}


def _by_short_name(name: str) -> dict[str, str]:
    """An autonomous region may be named without its people: 宁夏自治区."""
    regions = [each for each in find_divisions(name.removesuffix("自治区")) if each.level == "province"]
    return {"province": regions[0].province} if name.endswith("自治区") and len(regions) == 1 else {}


def _by_former_name(name: str, view: str) -> dict[str, str]:
    """A county that has become a city or district since keeps its stem; the text names what it lies in or is now."""
    now = find_divisions(stem(name))
    if len(now) != 1 or now[0].level != "county" or name[-1] + now[0].name[-1] not in ("县市", "县区", "市区"):
        return {}
    if not any(stem(above) in view for above in (now[0].province, now[0].city) if above) and now[0].name not in view:
        return {}
    return {"province": now[0].province, "city": now[0].city, "county": name}


def _level_by_ending(name: str) -> str:
    if name.endswith(("省", "自治区")):
        return "province"
    return "city" if name.endswith(("市", "自治州", "盟", "地区")) else "county"
