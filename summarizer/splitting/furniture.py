"""Lines that a web page or a printed page adds to a report."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from summarizer.domain.mark_reasons import PAGE_INFORMATION
from summarizer.splitting.lines import Line

_LONGEST = 160
_LABELS = (
    "责任编辑|编辑|责编|作者|来源|信息来源|文章来源|稿源|供稿(?:单位)?|撰稿|审核|审签|校对|录入(?:者|人|时间)?|"
    "发布(?:时间|日期|机构|单位|者|人)?|公布日期|发稿时间|发文(?:时间|日期|机关|单位|字号)|成文(?:日期|时间)|生成日期|印发日期|"
    "时间|日期|更新时间|归档(?:时间|日期)|编稿(?:时间|日期)|浏览(?:次数|量)?|点击(?:数|量|次数|率)?|阅读(?:量|次数|数)?|访问(?:量|次数)?|字号|字体(?:大小)?|"
    "索引号|信息索引号?|主题分类|主题词|信息分类|体裁分类|组配分类|信息名称|名称|标题|公开(?:方式|类别|时限|日期|范围|形式)|"
    "文号|文件编号|有效性|时效性?|关键词|概述|内容概述|服务对象|废止日期"
)
# 索 引 号:dyx032 公文目录:政府工作报告 发文机构:… · [ 索引号 ] | 0011 | [ 发文字号 ] | …: a table of what the page is
_TABLE_LABELS = (
    "索引号|发文字号|文号|主题分类|主题词|体裁分类|信息分类|发布机构|发文机构|发文机关|公开机构|有效性|"
    "成文日期|发布日期|生成日期|公文目录|信息名称|标题|名称|公开日期|公开方式"
)
_TABLE_LABEL = re.compile(
    r"[\[【(]?\s?(?:" + "|".join(r"\s{0,2}".join(label) for label in _TABLE_LABELS.split("|")) + r")\s?[\]】)]?\s?[:|]"
)
_LONGEST_TABLE_ROW = 600
_WEB_DATE = r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
# Reason → what such a line looks like. The first that fits is told.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 您当前位置:首页>详细资料 · 首页 > 政务公开 > 文件
    ("breadcrumbs", re.compile(r"^(?:您?(?:现在|当前|目前)?的?所?在?位置(?:是|为)?\s*[:>]|首页\s*[>»/|-]|当前位置)")),
    ("breadcrumbs", re.compile(r"^[^。,]{0,40}首页\s*>")),
    # >> 专题专栏 >> 归档专题 · 政务公开 > 规划计划 > 正文
    ("breadcrumbs", re.compile(r"^(?:>{1,2}|»)\s?[^。,>]{2,30}|^[^。,>]{2,20}(?:\s?(?:>{1,2}|»)\s?[^。,>]{2,30}){2,}$")),
    # 上一篇德政字【2021】5号关于… · 【下一篇】 · 相关链接
    (
        "link to another page",
        re.compile(r"^[\[【(]?[上下]一(?:篇|条|页)|^(?:相关|推荐|热门)(?:文章|链接|新闻|阅读|信息|文档|稿件|推荐)"),
    ),
    # 责任编辑:佚名 发布日期:2021年04月12日 浏览: · 索引号:0011 · 来源:县政府办
    (PAGE_INFORMATION, re.compile(rf"^[\[【(]?(?:{_LABELS})[\]】)]?\s?:[^。]*$")),
    (PAGE_INFORMATION, re.compile(r"^(?:索引号|主题分类|发文机关|发文字号|成文日期|发布日期)\s")),
    # 2025-07-08 · 2021/01/15 10:32:05 · 2021-01-15 来源:本站
    ("page date", re.compile(rf"^[\[(【]?{_WEB_DATE}[\])】]?(?:\s+(?:来源|作者|浏览|点击|阅读).*)?$")),
    # — 5 — · - 12 - · 第 5 页 共 20 页 · Page 3
    ("page number", re.compile(r"^[-—–─_~·•]+\s*\d{1,4}\s*[-—–─_~·•]+$|^page\s+\d{1,4}$", re.IGNORECASE)),
    ("page number", re.compile(r"^第\s*\d{1,4}\s*页(?:[,\s/]*共\s*\d{1,4}\s*页)?$|^共\s*\d{1,4}\s*页$")),
    # 一、2020年工作回顾……………3
    ("contents line", re.compile(r"^[^。]{2,60}?(?:\.{4,}|…{2,}|·{4,}|_{4,})\s*[(\-—]*\d{1,4}[)\-—]*$")),
    # 【字体:大 中 小】 · 分享到: · 打印本页 关闭窗口
    (
        "page widget",
        re.compile(r"^[\[【(]?(?:字体|字号|大\s*中\s*小|打印|关闭|收藏|分享到?|扫一扫|返回顶部|返回首页)[^。,;]{0,40}$"),
    ),
    (
        "page widget",
        re.compile(r"^[\[【(]?(?:我要纠错|纠错|语音播报|无障碍|微信|微博|设为首页|加入收藏|立即获取)[^。,;]{0,40}$|^确认$"),
    ),
    # • 大小:62.00 KB · • 文档页数:25 · 下载文档原格式 · 1、下载文档前请自行甄别文档内容的完整性,…
    (
        "page widget",
        re.compile(
            r"^[•·\s]*(?:格式|大小|页数|文档页数|文档大小|文档格式|上传(?:人|者|时间)|下载(?:次数|量|积分|权限))\s?:[^。]{0,40}$"
        ),
    ),
    ("page widget", re.compile(r"^(?:\d{1,2}[.、]\s?){0,2}(?:下载(?:此|本|该)?文档|如文档侵犯|[\"“]?仅部分预览)")),
    # 简体 繁体 无障碍 网站地图 · 有想补充的信息?点我投稿
    ("page widget", re.compile(r"网站地图|无障碍(?:阅读|浏览)|设为首页|加入收藏|手机版|简体繁体|扫码|扫描二维码|点我投稿")),
    # 浏览次数 1203 次 · 您是第 12345 位访客
    ("visitor counter", re.compile(r"^(?:浏览|访问|点击|阅读|人气)(?:次数|量|数)?\s*:?\s*\d+\s*(?:次|人次)?$")),
    ("visitor counter", re.compile(r"(?:您是|本站|本页)第?\s*\d*\s*(?:位|次)?(?:访客|访问|浏览)")),
    # 版权所有:某县人民政府 · 鲁ICP备05000000号 · 网站标识码
    ("site imprint", re.compile(r"版权所有|ICP备|公网安备|网站标识码|技术支持\s*:|^[^。]{0,40}Copyright", re.IGNORECASE)),
    ("site imprint", re.compile(r"^(?:联系我们|网站声明|友情链接|免责声明|关于我们)$")),
    # 联系电话:0632-1234567 · 400-100-2000
    (
        "telephone",
        re.compile(
            r"^[^。,;]{0,12}(?:电话|传真|热线|邮编|手机)[^。,;\d]{0,6}[\d(][\d\-()\s转、]{5,40}$|^(?:\d{3,4}-){1,2}\d{4,8}$"
        ),
    ),
    # (此件公开发布)
    ("publication note", re.compile(r"^[(\[]?此件(?:主动|依申请|不予|不)?公开(?:发布)?[)\]]?$")),
)
# 索 引 号:0011: a label spread for looks
_SPREAD_LABEL = re.compile(r"^[\[【(]?\s?[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,3} ?(?=:)")
_CONTENTS_HEAD = re.compile(r"^目\s*录$")
_LONGEST_PAGE = 3
_SHORTEST_PAGE = 200
"""Characters; cells of a table that hold numbers stand nearer together."""
_LEAST_PAGES = 3
_ENDS_IN_PAGE = re.compile(r"(?:\s|\.|…|\()\d{1,4}\)?$")
_NOT_WORD = re.compile(r"[\W_]+")
# What only follows an article: navigation, the site's own lines.
_AFTER_ARTICLE = frozenset({"link to another page", "site imprint", "page date"})
_AFTER_ARTICLE_WORDS = re.compile(r"^(?:打印|关闭|【?关闭|扫一扫|返回顶部|我要纠错|分享到|共\s*\d+\s*页)|点我投稿")
_RUNNING_HEAD_LONGEST = 40
_LONGEST_WATERMARK = 40
_PARAGRAPH = 40
_LEAST_CUTS = 3
# 云沐政务公开水印 · www.yunmu.gov.cn · 内部资料 注意保存 · 云沐县人民政府门户网站
_WATERMARK = re.compile(
    r"水印|www\.|\.(?:gov|com|cn)\b|内部资料|仅供(?:参考|内部|学习)|门户网|公众号|信息网$|扫码关注|严禁转载|未经授权",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。;!?:]|\t|\d(?:%|[万亿])")
_PARAGRAPH_ENDS = re.compile(r"[。;!?:][”\")]?$|\)$")
_TOP = 1
"""The first lines are the report's title, even where later pages repeat it."""


@lru_cache(maxsize=4096)
def furniture_reason(text: str) -> str:
    """Return what furniture a line is, `""` where it is none."""
    text = " ".join(text.split())
    text = _SPREAD_LABEL.sub(lambda label: label.group().replace(" ", ""), text)
    if len(text) <= _LONGEST_TABLE_ROW and _TABLE_LABEL.match(text) and len(_TABLE_LABEL.findall(text)) > 1:
        return PAGE_INFORMATION
    if len(text) > _LONGEST:
        return ""
    return next((reason for reason, form in _FORMS if form.search(text)), "")


def ends_article(text: str, reason: str) -> bool:
    """Say whether a furniture line stands after an article, where the text before it is one."""
    return reason in _AFTER_ARTICLE or bool(reason and _AFTER_ARTICLE_WORDS.search(text))


def find_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Return the furniture among the lines: index → reason."""
    found = {index: reason for index, line in enumerate(lines) if (reason := furniture_reason(line.text))}
    for index, reason in [*_contents(lines), *_running_heads(lines, found), *_bare_pages(lines), *_watermarks(lines)]:
        found.setdefault(index, reason)
    return found


def _bare_pages(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Page numbers without any sign: lines of digits alone that count up, each a page's text from the one before."""
    run: list[int] = []
    for index in [at for at, line in enumerate(lines) if len(line.text) <= _LONGEST_PAGE and line.text.isdecimal()] + [-1]:
        line, last = lines[index], lines[run[-1]] if run else None
        if last and index >= 0 and int(line.text) == int(last.text) + 1 and line.start - last.start >= _SHORTEST_PAGE:
            run.append(index)
            continue
        yield from ((at, "page number") for at in run if len(run) >= _LEAST_PAGES)
        run = [index]


def _contents(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Lines under 目录 that end in a page number, or that come again below as headings."""
    heads = [index for index, line in enumerate(lines) if _CONTENTS_HEAD.match(line.text)]
    if not heads:
        return []
    times = Counter(_words(line.text) for line in lines if len(line.text) <= _LONGEST)
    found: list[tuple[int, str]] = []
    for head in heads:
        found.append((head, "contents line"))
        seen: set[str] = set()
        for index in range(head + 1, len(lines)):
            words = _words(lines[index].text)
            again = times[words] > 1 and words not in seen and not lines[index].prose
            if not again and not (_ENDS_IN_PAGE.search(lines[index].text) and len(lines[index].text) <= _LONGEST):
                break
            seen.add(words)
            found.append((index, "contents line"))
    return found


def _running_heads(lines: Sequence[Line], furniture: dict[int, str]) -> list[tuple[int, str]]:
    """The same short line beside several page numbers."""
    beside = [
        index + step
        for index, reason in furniture.items()
        if reason == "page number"
        for step in (-1, 1)
        if 0 <= index + step < len(lines) and len(lines[index + step].text) <= _RUNNING_HEAD_LONGEST
    ]
    times = Counter(lines[index].text for index in beside)
    return [(index, "running head") for index in beside if times[lines[index].text] > 2 and index > _TOP]


def _watermarks(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Lines that come more often than the text does, and are worded as a site's or stand in the midst of sentences."""
    times = Counter([line.text for line in lines if len(line.text) <= _LONGEST_WATERMARK])
    paragraphs = Counter(line.text for line in lines if line.prose >= _PARAGRAPH)
    given = max(Counter(paragraphs.values()).most_common(1), default=(1, 0))[0]
    repeated = {text for text, count in times.items() if count > given and _WATERMARK.search(text) and not _SENTENCE.search(text)}
    often = {text for text, count in times.items() if count >= _LEAST_CUTS * given}
    cutting = Counter(line.text for before, line in pairwise(lines) if line.text in often and _breaks_off(before))
    repeated |= {text for text, count in cutting.items() if count * 2 >= times[text] and not _SENTENCE.search(text)}
    return [(index, "watermark") for index, line in enumerate(lines) if line.text in repeated and index > _TOP]


def _breaks_off(line: Line) -> bool:
    """Say whether a line is a paragraph without its end."""
    return line.prose >= _PARAGRAPH and not _PARAGRAPH_ENDS.search(line.text, len(line.text) - 2)


def _words(text: str) -> str:
    return _NOT_WORD.sub("", text)
