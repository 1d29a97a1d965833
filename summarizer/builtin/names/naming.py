"""The names of all quantities of a sentence, those in series included."""

import re

from msgspec.structs import replace

from summarizer.builtin.names.adjoining import name_adjoining
from summarizer.builtin.names.grounding import grounded, stands_in
from summarizer.builtin.names.measured import name_quantity
from summarizer.builtin.names.memory import Memory
from summarizer.builtin.names.owned import clause_before
from summarizer.builtin.names.phrases import before_value, split_at_verb, tidy, without_opening
from summarizer.builtin.names.series import joined, last_measure, plain_items, series_ends, split_items
from summarizer.builtin.names.stages import bare_thing, counts_things, unit_family
from summarizer.builtin.quantities.places import Place
from summarizer.builtin.words import first_word, word_list

_RANGE_OR_RATIO = re.compile(r"\s*(?:[-—–~～至到]{1,2}|[::])\s*")
_RESPECTIVELY = "分别"
# 民营经济增加值200亿元。其中，第一产业增加值9亿元: not that of the whole economy, which was told before
_WHOLE_ENDS = re.compile(r"增加值|总产值|产值|拉动|对|占|投资|总量")
# 加工业和电子信息业增幅最大，分别为22.5%和21.6%
_PACE = re.compile(r"(?:增速|增幅|涨幅|降幅|增长|下降)(?:最[大高快]|较[大高快]|居前|领先|靠前)?$")
# 等主要经济指标增速
_SUM_OF_LIST = re.compile(r"等(?:主要|核心|重要|各项|经济|发展)*指标(?P<measure>增速|增幅|总量|总数|)[均都]?$")
# 增速分别居全省第3位、第2位: the ranks are those of how fast they grew
_RANKED_PACE = re.compile(r"(增速|增幅|涨幅|降幅)[均都]?$")
_PLACED = ("居", "位居", "列", "排")
_TELLING = word_list("verbs", "telling")
_MOVES = re.compile(r"(?:增长|下降|提高|上升|降低|减少)了?$")
_COUNTERPARTS = word_list("counterparts")
# 每千人口 · 每千名老年人 · 每万人
_PER_SO_MANY = re.compile(r"每[百千万]{1,2}名?(?:常住人口|人口|老年人|老人|儿童|人)")
# 第一、二、三次产业对经济增长的贡献率
_BRANCHES = re.compile(r"第一、第?二(?:、|和|及)第?三次?产业(?P<measure>[^,，、]*)$")
# 基金调入268万元，收入合计为5217万元: of all that was told, not of the last
_SUM_OF_ALL = re.compile(r"[,，、\s]*(?P<name>(?:收入|支出)(?:合计|总计|共计))(?:为|达到?|是)?")
_LONGEST_ITEM = 12
# what one word says of two: 城乡居民收入, 存贷款余额
_BOTH = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款"), "一二三产": ("一产", "二产", "三产")}


def name_all(places: list[Place], memory: Memory) -> list[str]:
    """Return one name a place, in order. The memory is that of the sentences before."""
    memory.begin_sentence()
    whole = _WHOLE_ENDS.split(memory.subject)[0]
    names: list[str] = []
    around: list[tuple[str, str]] = []
    while len(names) < len(places):
        at = len(names)
        _pass_brackets(places[at].gap, around, memory)
        end = series_ends(places, at, memory.row)
        found = _name_series(places, at, end, memory)
        names += found or [_name_single(places, at, names, memory)]
    names = name_adjoining(places, names)
    if places and places[0].gap.lstrip().startswith("其中"):
        names = [whole + name if name in memory.told and not name.startswith(whole) else name for name in names]
    memory.told.update(names)
    return names


def _pass_brackets(gap: str, around: list[tuple[str, str]], memory: Memory) -> None:
    """支出18亿元(其中:街道支出2.4亿元)，下降3.6%: behind a bracket goes on what was spoken of before it."""
    for sign in re.findall(r"[()]", gap):
        if sign == "(":
            around.append((memory.subject, memory.thing))
        elif around:
            memory.subject, memory.thing = around.pop()


def _name_single(places: list[Place], at: int, names: list[str], memory: Memory) -> str:
    place = places[at]
    if at and _RANGE_OR_RATIO.fullmatch(place.gap):
        return names[-1]
    if sum_of_all := _SUM_OF_ALL.fullmatch(place.lead):
        return memory.keep(sum_of_all["name"], sum_of_all["name"])
    end = at + 1
    while end < len(places) and _RANGE_OR_RATIO.fullmatch(places[end].gap):
        end += 1
    last = places[end - 1]
    place = replace(place, follow=last.follow, runs_on=last.runs_on, behind=last.behind, quantity=last.quantity)
    name = name_quantity(place, memory)
    if name and not memory.at_stage and counts_things(place.quantity.unit):
        memory.counted[unit_family(place.quantity.unit)] = bare_thing(memory.thing)
    other = _with_counterparts_tail(name, memory.names[:-1]) if name and not place.follow else name
    if other != name:
        return memory.rename_last(other)
    alike = at and name and places[at - 1].quantity.unit == place.quantity.unit
    name = memory.rename_last(front + name) if (front := _per_each(name, names, place)) else name
    full = _with_shared_verb(_with_shared_front(name, names[-1], place), names[-1], place) if alike else name
    return name if full == name else memory.rename_last(full)


def _with_counterparts_tail(name: str, told: list[str]) -> str:
    """城镇居民人均可支配收入2万元，农村居民1万元 → 农村居民人均可支配收入."""
    here = first_word(name, _COUNTERPARTS)
    for before in (each for each in reversed(told) if here and not re.search("[占(（]|比[重例]", each)):
        there = first_word(before, _COUNTERPARTS)
        tail = before[len(there) :]
        if there and there != here and len(tail) > len(name) - len(here) and tail.startswith(name[len(here) :]):
            return here + tail
    return name


def _per_each(name: str, names: list[str], place: Place) -> str:
    """每千人口床位数7张、医师3人: the later item is counted for as many."""
    counted = _PER_SO_MANY.match(names[-1]) if names and place.lead.startswith(("、", "和")) else None
    return counted[0] if counted and name and not _PER_SO_MANY.match(name) and len(name) < _LONGEST_ITEM else ""


def _with_shared_front(name: str, before: str, place: Place) -> str:
    """国家示范区产业园2个、生态园11个 → 国家示范区生态园: items of one length and kind share what stands before the first."""
    alike = 2 <= len(name) <= 4 and len(before) > len(name) + 2 and before[-1] == name[-1]
    if not alike or not place.lead.startswith("、") or before[-len(name) :] == name:
        return name
    front = before[: -len(name)]
    return front + name if front.count("（") == front.count("）") else name


def _with_shared_verb(name: str, before: str, place: Place) -> str:
    """新增铁路里程69公里、其中高铁37公里 → 新增高铁: a part of what was added was added, too."""
    verb = first_word(before, _TELLING)
    part = place.lead.lstrip(" 、,，").startswith("其中")
    return verb + name if part and verb and verb not in name and not first_word(name, _TELLING) else name


def _without_sum(core: str) -> str:
    """生产总值、财政收入等主要指标增速 → 生产总值增速、财政收入增速: what the list is called is none of its items."""
    found = _SUM_OF_LIST.search(core)
    if not found or "、" not in core:
        return core
    items = plain_items(core[: found.start()])
    return "、".join(item + found["measure"] for item in items)


def _name_series(places: list[Place], at: int, end: int, memory: Memory) -> list[str]:
    """Return the names of a run of values, empty where the values don't pair with names."""
    count = end - at
    lead = places[at].lead
    if count < 2 and _RESPECTIVELY not in lead:
        return []
    before, _, behind = lead.partition(_RESPECTIVELY)
    before = _BRANCHES.sub(_branches_in_full, before) if "产业" in before else before
    core = _without_sum(without_opening(before_value(before))[0])
    thing = without_opening(before_value(behind))[0] if _RESPECTIVELY in lead else ""
    pace = _RANKED_PACE.search(before) if thing.startswith(_PLACED) else None
    thing = pace[1] + thing if pace else thing
    if not core and not thing and _RESPECTIVELY in lead:
        core = _PACE.sub("", clause_before(places[at]))
    if not core and _RESPECTIVELY not in lead and _told_in_row(count, lead, memory):
        return _remembered(memory.names[-count:], memory)
    if _RESPECTIVELY not in lead and len(split_items(core, count)) != count:
        return _relative_series(core, count, memory)
    owners = _owners(core, count, places[at], memory)
    if len(owners) != count:
        return []
    names = [grounded(tidy(_without_verb(owner) + thing), memory.words) for owner in owners]
    return _remembered(names, memory)


def _branches_in_full(found: re.Match[str]) -> str:
    """第一、二、三次产业 → 第一产业、第二产业、第三产业, each with what is measured of them all."""
    return "、".join(f"第{number}产业{found['measure']}" for number in "一二三")


def _told_in_row(count: int, lead: str, memory: Memory) -> bool:
    """Say whether values follow those that stood in a row, or tell how each of the things before moved: 增长12%和14%."""
    each = memory.names[-count:]
    return memory.row == count or (bool(_MOVES.search(lead)) and len(set(each)) == count)


def _without_verb(name: str) -> str:
    """现代服务业实现营业收入 → 现代服务业营业收入."""
    subject, thing = split_at_verb(name)
    return subject + thing


def _remembered(names: list[str], memory: Memory) -> list[str]:
    for name in names:
        memory.keep(name, name)
    memory.row = len(names)
    return names


def _relative_series(core: str, count: int, memory: Memory) -> list[str]:
    """增速快于规模以上工业10.7和6.7个百分点, after two names: one gap for each."""
    if not re.match(r"增速|增幅|涨幅|比|高于|低于|快于", core) or len(memory.names) < count:
        return []
    if len(set(memory.names[-count:])) < count:
        return [tidy(memory.thing + core)] * count
    return [tidy(name + core) for name in memory.names[-count:]]


def _owners(core: str, count: int, place: Place, memory: Memory) -> list[str]:
    items = split_items(core, count)
    if len(items) == count > 1:
        return _with_told_head(_grounded_items(items, core, memory), [*memory.names, memory.subject])
    joint = next((word for word, parts in _BOTH.items() if word in core and len(parts) == count), "")
    if joint:
        both = [core.replace(joint, word, 1) for word in _BOTH[joint]]
        return both if all(stands_in(name, memory.words) for name in both) else [core] * count
    subject, thing = split_at_verb(core)
    items = split_items(thing if subject else core, count)
    if len(items) == count > 1:
        return items
    if len(memory.names) >= count and (not core or place.joined):
        return memory.names[-count:]
    return [core] * count if core and count > 1 else []


def _with_told_head(items: list[str], told: list[str]) -> list[str]:
    """Behind 玉米全产业链产值, 人参、菌菇全产业链产值 share more than 产值: the words that the name before ends with, too."""
    *others, last = items
    measure = last_measure(last)
    head = max((_common_end(last, name) for name in told), key=len)
    if not measure or not len(measure) < len(head) < len(last):
        return items
    short = [item.endswith(measure) and not item.endswith(head) for item in others]
    full = [joined(item.removesuffix(measure), head) if lacks else item for item, lacks in zip(others, short, strict=True)]
    return [*full, last]


def _common_end(one: str, other: str) -> str:
    size = next((at for at, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other)))
    return one[len(one) - size :]


def _grounded_items(items: list[str], core: str, memory: Memory) -> list[str]:
    """Return the items with the head they share, without it where the text can't show it: PM2.5、PM10浓度."""
    plain = plain_items(core, len(items))
    if len(plain) != len(items):
        return items
    return [item if stands_in(item, memory.words) else bare for item, bare in zip(items, plain, strict=True)]
