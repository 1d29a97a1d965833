"""One report in the many forms in which sites and offices give it: its outline is the same in each."""

import html
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document

HEADINGS = {
    "一、2022年工作回顾": 1,
    "（一）产业转型步伐加快": 2,
    "（二）城乡面貌明显改善": 2,
    "二、2023年工作安排": 1,
    "（一）加快项目建设": 2,
    "（二）推进乡村振兴": 2,
}
RUN_INS = ("大力提振消费。", "扩大有效投资。")


def text(number: int, times: int) -> str:
    """Return a paragraph that no other section has."""
    return "".join(
        f"全年完成第{number}批投资{number}{turn}.6亿元，增长{number}.{turn}%，新增就业{number}{turn}00人，建成项目{number}{turn}个，各项指标好于预期。"
        for turn in range(times)
    )


def section(number: int, heading: str, level: int) -> list[str]:
    """Return a heading and its text: one paragraph, or two that topic sentences open."""
    if level == 1:
        return [heading, text(number, 4)]
    return [heading, *(run_in + text(10 * number + at, 3) for at, run_in in enumerate(RUN_INS))]


WATERMARK = "云岭县政务公开水印"
LINES = [
    "云岭县政府工作报告",
    "——2023年1月8日在云岭县第十届人民代表大会第五次会议上",
    "县长　李明",
    "各位代表：",
    "现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员提出意见。",
    *(line for number, (heading, level) in enumerate(HEADINGS.items(), 1) for line in section(number, heading, level)),
]
SITE = (
    '<div class="top"><h1><a href="/">云岭县人民政府</a></h1><ul><li><a href="/a">政务公开</a></li><li><a href="/b">新闻</a></li>'
    '</ul></div><div class="place">您当前的位置：<a href="/">首页</a> &gt; <a href="/c">政府工作报告</a></div><h2>信息公开</h2>{}'
    '<h4>相关链接</h4><p>上一篇：<a href="1">云岭县2019年政府工作报告</a></p>'
    "<p>版权所有：云岭县人民政府 网站标识码：0000000000</p>"
)


def page(body: str) -> bytes:
    head = '<!DOCTYPE html><html><head><meta charset="gbk"><title>政府工作报告</title></head>'
    return f"{head}<body>{SITE.format(body)}</body></html>".encode()


def shown(line: str) -> str:
    return html.escape(line).replace("　", "&nbsp;&nbsp;")


def heading_or_text(line: str) -> str:
    level = HEADINGS.get(line, 0)
    return f"<h{level + 1}>{shown(line)}</h{level + 1}>" if level else f"<p>{shown(line)}</p>"


def word(add: Callable[["docx.document.Document"], None]) -> bytes:
    document = docx.Document()
    add(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_styles(document: "docx.document.Document") -> None:
    for line in LINES:
        if line in HEADINGS:
            document.add_heading(line, HEADINGS[line])
        else:
            document.add_paragraph(line)


def in_a_cell(document: "docx.document.Document") -> None:
    cell = document.add_table(1, 1).cell(0, 0)
    for line in LINES:
        cell.add_paragraph(line)


FORMS: dict[str, bytes] = {
    "paragraphs with spans": page(
        "".join(f'<p style="text-indent:2em"><span><font>&nbsp;{shown(line)}</font></span></p>' for line in LINES)
    ),
    "line breaks in one block": page("<div>" + "<br/>\n".join("&nbsp;&nbsp;" + shown(line) for line in LINES) + "</div>"),
    "tables that lay out the page": page(
        "<table><tr><td><table><tr><td>"
        + "".join(f"<p>{shown(line)}</p>" for line in LINES)
        + "</td></tr></table></td></tr></table>"
    ),
    "headings of HTML": page("<article>" + "".join(map(heading_or_text, LINES)) + "</article>"),
    "blocks in blocks": page(
        "<div>" * 30 + "".join(f"<div><div><span>{shown(line)}</span></div></div>" for line in LINES) + "</div>" * 30
    ),
    "as typed": page("<pre>" + html.escape("\n".join(LINES)) + "</pre>"),
    "paragraphs never closed": page("".join(f"<p>{shown(line)}\n" for line in LINES)),
    "a page in GB18030 that says UTF-8": page("".join(f"<p>{shown(line)}</p>" for line in LINES))
    .decode()
    .replace("gbk", "utf-8")
    .encode("gb18030"),
    "Word with styles": word(with_styles),
    "Word in a cell": word(in_a_cell),
    "line ends of Windows": "\r\n".join(LINES).encode(),
    "blank lines": "\n\n\n".join(LINES).encode("utf-16"),
    "line ends as four characters": "\\r\\n".join(LINES).encode(),
    "one line, spaces where lines ended": " ".join(LINES).encode("utf-8-sig"),
}


def marked_lines() -> list[str]:
    """Return the lines with a watermark between them, and in the midst of paragraphs."""
    lines: list[str] = []
    for number, line in enumerate(LINES):
        middle = len(line) // 2 if len(line) > 200 else 0
        parts = [line[:middle], WATERMARK, line[middle:]] if middle else [line]
        lines += [*parts, WATERMARK] if number > 4 and number % 3 == 0 else parts
    return lines


FORMS |= {
    "a watermark between lines": "\n".join(marked_lines()).encode(),
    "a body given 6 times with a watermark": "\n".join(marked_lines() * 6).encode(),
    "a body given 12 times with a watermark": "\n".join(marked_lines() * 12).encode(),
    "full-width digits": "\n".join(LINES).translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789.%"}).encode(),
}


def outline(data: bytes, name: str) -> list[tuple[int, str]]:
    (prepared,) = prepare_document(read_document(data, name), ChunkSize(600, 2400))
    return [(section.level, f"{section.number}{section.title}") for section in prepared.sections]


@pytest.mark.parametrize("form", FORMS)
def test_a_report_has_its_outline_in_every_form(form: str) -> None:
    assert outline(FORMS[form], form) == outline("\n".join(LINES).encode(), "report.txt")


def test_the_outline_is_the_reports_own() -> None:
    found = [title for level, title in outline("\n".join(LINES).encode(), "report.txt") if level < 3]

    assert found == [heading.replace("（", "(").replace("）", ")").replace("、", "") for heading in HEADINGS]
