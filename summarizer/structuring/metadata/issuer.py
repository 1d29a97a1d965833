"""Who issued a report, who forwarded it, and under which number."""

import re

from summarizer.domain.record import DocType, Place
from summarizer.domain.span import Span
from summarizer.structuring.metadata.places_to_look import NOT_FOUND, Found, PlacesToLook

_OFFICE = r"(?:人民政府办公室|人民政府办公厅|人民政府|人民委员会|政府|办公室|办公厅|委员会|管委会|统计局|调查(?:总)?队|局|厅|委)"
# 区发展和改革局 · 某市发展和改革委员会(公章) · 某省统计局 国家统计局某调查总队
_OFFICE_LINE = re.compile(rf"^(?P<office>\w{{1,28}}?{_OFFICE}(?:\([^)]{{0,8}}\))?)(?:[\s、]+\w{{1,28}}?{_OFFICE})?$")
_NO_OFFICE = re.compile(r"关于|印发")
# 现在,我代表县人民政府 · 受市人民政府委托
_ON_BEHALF = re.compile(r"(?:代表|受)(?P<office>[\w]{0,20}?(?:人民政府|人民委员会|革命委员会|国务院))")
# 县发展和改革委员会主任 张三
_ROLE_OFFICE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}兼)?(?P<office>[\u4e00-\u9fff]{2,20}(?:委员会|局|厅|委))(?:副?主任|副?局长|副?厅长)"
)
# 关于转发区发展和改革局峄城区2021年…计划的通知 · 批转市计委关于…的报告
_FORWARDED = re.compile(r"(?:转发|批转)(?P<office>[\u4e00-\u9fff]{1,20}?(?:委员会|局|厅|办公室|计委|经委|委))(?!员)")
_FORWARDS = re.compile(r"转发|批转")
# 某县人民政府关于印发…的通知
_ISSUES = re.compile(r"^(?P<office>[\u4e00-\u9fff]{2,20}?(?:人民政府办公室|人民政府办公厅|人民政府|委员会|办公室|局|厅))(?=关于)")
# 某市水务管理局2021年工作要点 · 某区人民政府关于印发 · 中共某县委关于 · 2020年某区人民政府某街道办事处工作总结
_TITLE_OFFICE = re.compile(
    r"(?:(?:19|20)\d\d年)?《?(?P<office>[xX×]?[\u4e00-\u9fff]{2,26}?(?:委员会|管委会|办公室|办公厅|局|厅|人民政府|[省市县区旗州]委|街道办事处))"
    r"(?=(?:\([^)]{2,12}\))?\s?(?:19|20)\d\d|关于|工作总结|工作报告)"
)
# 发文部门:云沐县人民政府 · 来源:青岚市统计局, where it is a bulletin; who else puts a page up need not have issued what is on it
_LABELLED = re.compile(
    r"(?:发文(?:部门|机关|机构|单位)\s?:?\s*(?P<office>[\u4e00-\u9fff]{2,20}?(?:人民政府办公室|人民政府|办公室|局|委员会|街道办事处))"
    r"|(?:发布(?:机构|单位|部门|机关)|来源)\s?:?\s*(?P<bureau>[\u4e00-\u9fff]{2,20}?统计局))(?=\s|$|[|\]】])"
)
_HEAD_OF_GOVERNMENT = re.compile(r"(?:代|副)?[省市县区旗州镇乡]\s{0,4}长[\s:]")
_STREET = "街道"
_NUMBER = r"[\u4e00-\u9fff]{1,14}\s?[〔\[【(]\s?(?:19|20)?\d\d\s?[〕\]】)]\s?第?\s?\d{1,4}\s?号"
_NUMBER_LINE = re.compile(rf"^(?:[\u4e00-\u9fff]{{2,40}}文件\s+)?\(?(?P<number>{_NUMBER})\)?(?:\s*签发人.{{0,12}})?$")
# [云委督〔2031〕1号]关于印发《2031年度目标任务》的通知: in front of the notice of what the report is
_NUMBER_BEFORE = re.compile(rf"[\[【(](?P<number>{_NUMBER})[\]】)]\s?关于[^《\n]{{0,12}}《(?P<of>[^《》\n]{{4,80}})》")
_LOOKED_ABOVE = 2000
_NUMBER_LABEL = re.compile(
    rf"(?:发\s?文\s?字\s?号|文\s{{0,2}}号|文件编号|文件字号)\s?[\]】)]?\s?:?\s?\|?\s*(?P<number>{_NUMBER})"
)
# 县第十四届人民政府
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}届(?=人民政府)")
_KIND = re.compile(r"(?:自治)?[区州县旗]|[省市镇乡盟]|街道")
_LONGEST_LINE = 60


def find_doc_number(places: PlacesToLook) -> Found:
    """Return the document's number: alone on a line of its letterhead or notice, or labelled on the page.

    A number inside a sentence is a parent document's, one in a link another page's.
    """
    for line in places.lines([*places.letterhead, *places.notice, *places.head_lines]):
        match = _NUMBER_LINE.match(places.seen(line)) if len(line) <= _LONGEST_LINE else None
        if match:
            return _found(places, Span(line.start + match.start("number"), line.start + match.end("number")))
    title = places.seen(places.title) if places.title else ""
    above = _NUMBER_BEFORE.search(places.view, max(0, places.head.start - _LOOKED_ABOVE), places.head.start)
    if above and above["of"] == title:
        return _found(places, Span(*above.span("number")))
    for line in places.lines(places.page_information):
        match = _NUMBER_LABEL.search(places.view, line.start, line.end)
        if match:
            return _found(places, Span(*match.span("number")))
    return NOT_FOUND


def find_issuer(places: PlacesToLook, doc_type: DocType, title: str, place: Place) -> Found:
    """Return who issued the report, in full form."""
    for found in (
        _under_title(places),
        _speaker_office(places),
        _in_title(places),
        _in(places, _ON_BEHALF, [places.greeting, places.head]),
        _of_notice(places),
        _signed(places, places.closing) if not _forwards(places) else NOT_FOUND,
    ):
        if found.value:
            return Found(complete_office(found.value, place), found.spans)
    governed = "政府" in title or (not title and _HEAD_OF_GOVERNMENT.search(places.view, places.head.start, places.head.end))
    if doc_type == "work_report" and governed and _own_name(place):
        return Found(_own_name(place) + ("办事处" if _own_name(place).endswith(_STREET) else "人民政府"), "derived")
    return _labelled(places, doc_type, place)


def _labelled(places: PlacesToLook, doc_type: DocType, place: Place) -> Found:
    for line in places.lines(places.page_information):
        match = _LABELLED.search(places.view, line.start, line.end)
        group = "office" if match and match["office"] else "bureau"
        if match and (group == "office" or doc_type == "bulletin"):
            found = _found(places, Span(*match.span(group)))
            return Found(complete_office(found.value, place), found.spans)
    return NOT_FOUND


def find_forwarder(places: PlacesToLook, place: Place) -> Found:
    """Return who sent the report out under a notice that stands around it: another office, or the issuer itself.

    A notice that is the report itself has none around it.
    """
    found = _signed(places, places.notice) if _forwards(places) else _of_notice(places)
    return Found(complete_office(found.value, place), found.spans) if found.value else NOT_FOUND


def complete_office(office: str, place: Place) -> str:
    """Return an office with the name of its place: 区发展和改革局 → 峄城区发展和改革局."""
    bare = _TERM.sub("", re.sub(r"\([^)]*\)$", "", re.sub(r"\s", "", office)))
    bare = re.sub(r"^[我本](?=[省市县区旗镇乡州])", "", bare)
    names = [name for name in (place.province, place.city, place.county, place.town) if name]
    if any(bare.startswith(name) for name in names):
        return bare
    if bare.startswith(("人民政府", "人民委员会", "革命委员会")):
        return _own_name(place) + bare
    kind = _KIND.match(bare)
    # 市 may be the city's or a county-level city's own: the deepest that ends so is meant.
    fitting = [name for name in names if kind and name.endswith(kind.group())]
    return fitting[-1] + bare[len(kind.group()) :] if kind and fitting else bare


def _own_name(place: Place) -> str:
    return place.town or place.county or place.city or place.province


def _found(places: PlacesToLook, span: Span) -> Found:
    return Found(span.of(places.text), (span,))


def _under_title(places: PlacesToLook) -> Found:
    for line in places.head_lines:
        office = _OFFICE_LINE.match(places.seen(line)) if len(line) <= _LONGEST_LINE else None
        if office and not _NO_OFFICE.search(office["office"]):
            return _found(places, Span(line.start, line.start + office.end("office")))
    return NOT_FOUND


def _in_title(places: PlacesToLook) -> Found:
    if places.title is None:
        return NOT_FOUND
    match = _TITLE_OFFICE.match(places.seen(places.title))
    start = places.title.start
    return _found(places, Span(start + match.start("office"), start + match.end("office"))) if match else NOT_FOUND


def _speaker_office(places: PlacesToLook) -> Found:
    """The head of a commission reports for it, though on behalf of the government."""
    return _in(places, _ROLE_OFFICE, list(places.head_lines))


def _in(places: PlacesToLook, form: re.Pattern[str], spans: list[Span]) -> Found:
    for span in spans:
        match = form.search(places.view, span.start, span.end)
        if match:
            return _found(places, Span(*match.span("office")))
    return NOT_FOUND


def _forwards(places: PlacesToLook) -> bool:
    return any(_FORWARDS.search(places.view, span.start, span.end) for span in places.notice)


def _of_notice(places: PlacesToLook) -> Found:
    """A notice that forwards names whose document it is; one that issues is signed by the issuer."""
    if _forwards(places):
        return _in(places, _FORWARDED, list(places.notice))
    for line in places.lines(places.notice):
        if len(line) <= _LONGEST_LINE and _OFFICE_LINE.match(places.seen(line)):
            return _found(places, line)
        match = _ISSUES.match(places.seen(line))
        if match:
            return _found(places, Span(line.start + match.start("office"), line.start + match.end("office")))
    return NOT_FOUND


def _signed(places: PlacesToLook, spans: tuple[Span, ...]) -> Found:
    """Return the last office that stands alone on a line, or at the end of one behind white space."""
    for line in reversed(list(places.lines(spans))):
        seen = places.seen(line)
        imprint = re.match(rf"^(?P<office>\w{{2,28}}?{_OFFICE})\s+\S*\d\s*日\s*印发", seen)
        if imprint:
            return _found(places, Span(line.start, line.start + imprint.end("office")))
        tail = seen.rsplit(" ", 1)[-1] if len(seen) > _LONGEST_LINE else seen
        if _OFFICE_LINE.match(tail):
            return _found(places, Span(line.end - len(tail), line.end))
    return NOT_FOUND
