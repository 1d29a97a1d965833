"""What a page says of itself: its title, its address, the day on which it was saved."""

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HEAD = 20_000
# <!-- saved from url=(0042)http://www.example.gov.cn/a.html -->
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)
# <!-- Page saved with SingleFile url: https://… saved date: Mon Apr 12 2021 08:30:00 GMT+0800 … -->
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4})", re.I)
# <!-- Mirrored from www.example.gov.cn/a.html by HTTrack Website Copier/3.x, Mon, 12 Apr 2021 00:30:00 GMT -->
_MIRRORED = re.compile(r"<!-- Mirrored from (\S+) by HTTrack[^>]{0,200}?, (\d{1,2}) (\w{3}) (\d{4}) ")
# FILE ARCHIVED ON 08:30:00 Apr 12, 2021 AND RETRIEVED FROM THE INTERNET ARCHIVE
_ARCHIVED = re.compile(r"FILE ARCHIVED ON [\d:]+ (\w{3}) (\d{1,2}), (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What a report calls itself, at the end of its title.
_REPORT_TITLE = re.compile(
    r"(?:报告|计划|规划|纲要|方案|意见|通知|公报|要点|措施|办法|安排|草案|总结|决定|决议|批复|说明)[）)》」]?(?:[（(][^（）()]{1,30}[）)])?$"
)
# 云岭县2021年计划草案的报告-云岭县政府网 · 报告_发展规划_青禾市; a hyphen between figures parts nothing: 2021-2025
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|(?<!\d)\s*[-–—]{1,2}\s*(?!\d)")
_NO_LETTERS = re.compile(r"[\W_]+")
_TITLE_WITHIN = 3000


def page_title(tree: "LexborHTMLParser") -> str:
    """Return the title of the document that a page names in its head, `""` where none looks like a report's.

    `ArticleTitle` is prescribed to the pages of Chinese government sites.
    """
    named = (_meta(tree, name) for name in ("articletitle", "og:title", "title"))
    first = tree.css_first("title")
    parts = _TITLE_PARTS.split(first.text() if first else "")
    candidates = (" ".join(title.split()) for title in (*named, *parts))
    return next((title for title in candidates if len(title) <= 200 and _REPORT_TITLE.search(title)), "")


def lacks_title(text: str, title: str) -> bool:
    """Tell whether a title is missing at the head of a text, white space and punctuation ignored."""
    return bool(title) and _NO_LETTERS.sub("", title) not in _NO_LETTERS.sub("", text[:_TITLE_WITHIN])


def page_origin(tree: "LexborHTMLParser", source: str) -> tuple[str, str]:
    """Return the address of a page and the ISO date on which it was saved, each `""` where the page doesn't say."""
    head, tail = source[:_HEAD], source[-_HEAD:]
    address, saved = _saved(head, tail)
    base = _attribute(tree, "base[href]", "href")
    named = (_attribute(tree, "link[rel~=canonical]", "href"), _meta(tree, "og:url"), _meta(tree, "url"), address)
    found = (_absolute(urljoin(base, each)) for each in named if each)
    return next(filter(None, found), "") or _page_address(base), saved


def _saved(head: str, tail: str) -> tuple[str, str]:
    """Return address and date as the program that saved the page noted them."""
    if match := _SINGLE_FILE.search(head):
        return match[1], _iso(match[4], match[2], match[3])
    if match := _MIRRORED.search(head) or _MIRRORED.search(tail):
        return "http://" + match[1].removeprefix("http://"), _iso(match[4], match[3], match[2])
    saved = _SAVED_FROM.search(head)
    archived = _ARCHIVED.search(tail) or _ARCHIVED.search(head)
    return saved[1] if saved else "", _iso(archived[3], archived[1], archived[2]) if archived else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), _MONTHS.index(month.lower()) + 1, int(day)).isoformat()
    except ValueError:
        return ""


def _meta(tree: "LexborHTMLParser", name: str) -> str:
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        if name in ((attributes.get("name") or "").lower(), (attributes.get("property") or "").lower()):
            return (attributes.get("content") or "").strip()
    return ""


def _attribute(tree: "LexborHTMLParser", selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _absolute(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.netloc and address.isprintable() and len(address) <= 2000
    return address if good else ""


def _page_address(base: str) -> str:
    """Return the base address where it names a page and not just the site or a folder."""
    return _absolute(base) if base and not base.endswith("/") and urlsplit(_absolute(base)).path.strip("/") else ""
