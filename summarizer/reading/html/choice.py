"""Which lines of a page are the document: the block that holds its sentences, without the site around and inside it."""

import re
from itertools import accumulate

from summarizer.reading.html.page import Block, Page, PageLine

_ENDS = re.compile(r"[。；！？]")
_COMMAS = re.compile(r"[，,]")
_LONG = 30
_HELD = 0.75
"""The block of the document holds at least this share of the page's running text."""
_LINKED = 0.5
_AROUND_LINKED = 0.25
_AROUND_AT_MOST = 400
_AROUND_LINKS_AT_MOST = 100
"""Characters: what a previous and a next link have, and no menu."""
# One label with its value: 来源：本站 / 发布时间: 2021-04-12 10:30 / 浏览次数：1024 / 责任编辑：佚名 / 字体：【大 中 小】
_LABEL = re.compile(
    r"[【\[(（]?\s*(?:信息|文章|稿件|内容)?(?:来\s*源|稿源|发布(?:时间|日期|机构)|发文时间|更新时间|添加时间|录入时间|浏览(?:次数|量)?|点击(?:数|率|次数|量)?|"
    r"阅读(?:次数|数|量)?|访问(?:次数|量)?|(?:责任)?编辑|编审|审核|字\s*[体号]|视力保护色|分享(?:到)?)\s*[:：]",
)
# What buttons say: 【打印本页】 【关闭窗口】 分享到 微信 微博 大 中 小 A- A A+
_WIDGET = re.compile(
    r"(?:打印(?:本页|此页|本文|页面)?|关闭(?:窗口|本页|页面)?|收藏(?:本页|本站)?|保存(?:本页)?|下载(?:本页|文档)?|返回(?:顶部|首页|上页|列表)|"
    r"分享(?:到|至)?|微信|微博|新浪|腾讯|朋友圈|QQ空间|QQ|扫一扫在?手机(?:上)?打开(?:当前|此)页面?|我要(?:纠错|打印|收藏|分享)|"
    r"字\s*[体号]|[大中小默认]|A[-+]?|语音播报|无障碍阅读|[\s:：|/·\[\]【】()（）《》<>«»]|-)++",
)
# 您当前所在的位置：首页 > 政务公开
_CRUMBS = re.compile(r"(?:您|你)?(?:现在|目前|当前|所在)?(?:的|所在|所处)*位置(?:是)?\s*[:：>]|首页\s*[>›»]")
# 版权所有：某某县人民政府 网站标识码：3704040001 鲁ICP备05000000号
_IMPRINT = re.compile(r"ICP备|公网安备|网站标识码|版权所有|技术支持[:：]")
_CHROME_AT_MOST = 160


def choose_lines(page: Page) -> list[PageLine]:
    """Return the lines of the document in a page; all lines where no block stands out."""
    worth = _sums([_worth(line) for line in page.lines])
    if not worth[-1]:
        return page.lines
    letters = _sums([len(line.text) for line in page.lines])
    links = _sums([line.links for line in page.lines])
    chosen = _widest(page.blocks, _densest(page.blocks, worth), letters, links)
    start, end = (chosen.start, chosen.end) if chosen else (0, len(page.lines))
    dropped = _linked_stretches(page.blocks, worth, letters, links)
    return [line for index, line in enumerate(page.lines[start:end], start) if not dropped[index] and not _is_chrome(line)]


def running_text(page: Page) -> int:
    """Return how many characters of sentences and rows of figures a page shows."""
    return sum(_worth(line) for line in page.lines)


def _sums(values: list[int]) -> list[int]:
    return [0, *accumulate(values)]


def _worth(line: PageLine) -> int:
    """Return the characters of running text: what has sentences, or rows of figures, and isn't made of links."""
    if line.links > _LINKED * len(line.text):
        return 0
    running = _ENDS.search(line.text) or "\t" in line.text or (len(line.text) >= _LONG and _COMMAS.search(line.text))
    return len(line.text) - line.links if running else 0


def _densest(blocks: list[Block], worth: list[int]) -> int:
    """Return the innermost block that holds most of the running text, -1 where it is the page itself."""
    needed = _HELD * worth[-1]
    holding = [index for index, block in enumerate(blocks) if worth[block.end] - worth[block.start] >= needed]
    # Two blocks can't both hold three quarters unless one lies in the other, and blocks stand in the order of their beginnings.
    return holding[-1] if holding else -1


def _widest(blocks: list[Block], index: int, letters: list[int], links: list[int]) -> Block | None:
    """Step out to the blocks around as long as they add little and few links: titles and headings beside the body."""
    if index < 0:
        return None
    block = blocks[index]
    while block.parent >= 0:
        around = blocks[block.parent]
        added = _within(letters, around) - _within(letters, block)
        linked = _within(links, around) - _within(links, block)
        if linked > max(_AROUND_LINKS_AT_MOST, _AROUND_LINKED * added) or added > max(
            _AROUND_AT_MOST, _within(letters, block) // 3
        ):
            break
        block = around
    return block


def _within(sums: list[int], block: Block) -> int:
    return sums[block.end] - sums[block.start]


def _linked_stretches(blocks: list[Block], worth: list[int], letters: list[int], links: list[int]) -> list[bool]:
    """Return for each line whether it lies in a block made of links: menus, related pages, previous and next."""
    changes = [0] * len(letters)
    for block in blocks:
        made_of_links = _within(links, block) > _LINKED * _within(letters, block) and not _within(worth, block)
        if made_of_links or block.tag in ("nav", "footer"):
            changes[block.start] += 1
            changes[block.end] -= 1
    return [depth > 0 for depth in accumulate(changes)]


def _is_chrome(line: PageLine) -> bool:
    text = line.text
    if text.startswith("附件"):
        return False
    if line.links > _LINKED * len(text):
        return True
    if len(text) > _CHROME_AT_MOST or _ENDS.search(text):
        return False
    return bool(_WIDGET.fullmatch(text) or _LABEL.match(text) or _CRUMBS.match(text) or _IMPRINT.search(text))
