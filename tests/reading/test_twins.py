"""The same report as text, GB18030, HTML, DOCX and PDF has the same outline and the same metadata."""

import html
from collections.abc import Callable

import pytest

from summarizer.pipeline import ChunkSize, prepare_document
from summarizer.reading import read_document
from tests.conftest import FIXTURES
from tests.reading.pdf_files import printed
from tests.reading.word_files import word_file

Twin = Callable[[list[str]], bytes]
SIZE = ChunkSize(600, 2400)


def gb18030(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("gb18030")


def web_page(lines: list[str]) -> bytes:
    """Return a page with a site around the report, whose only headings of HTML are the site's."""
    menu = "".join(f'<li><a href="/{number}">栏目之{number}</a></li>' for number in range(20))
    body = "".join(
        f"<p>{html.escape(line)}</p>\n" if len(line) > 30 else f"<p><strong>{html.escape(line)}</strong></p>\n" for line in lines
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="gb2312"><title>政府信息公开</title></head><body>'
        f'<div class="top"><h1><a href="/">某某政府网</a></h1><ul>{menu}</ul></div><div class="main"><div>{body}</div>'
        '<div>【<a href="#">打印</a>】【<a href="#">关闭</a>】</div></div>'
        f'<div class="side"><h3>相关信息</h3><ul>{menu}</ul></div>'
        '<div class="foot"><h4>版权所有：某某政府网</h4></div></body></html>'
    ).encode()


def page_print(lines: list[str]) -> bytes:
    return printed(lines, "某某政府公报")


@pytest.mark.parametrize("twin", [gb18030, web_page, word_file, page_print])
@pytest.mark.parametrize("report", ["000", "002", "003"])
def test_a_twin_in_another_format_is_the_same_report(report: str, twin: Twin) -> None:
    (path,) = (FIXTURES / "reports").glob(f"{report}_*")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert known(twin(lines), f"{report}.twin") == known(path.read_bytes(), path.name)


def known(data: bytes, name: str) -> list[object]:
    """Return what rules know of each report of a file, white space left out."""
    document = read_document(data, name)
    found: list[object] = []
    for prepared in prepare_document(document, SIZE):
        outline = [(section.level, section.number, tight(section.title)) for section in prepared.sections]
        numerals = [(numeral.value, numeral.unit) for numeral in prepared.scan.numerals if not numeral.dismissed]
        meta = {field: tight(str(value)) for field, value in prepared.meta.model_dump().items()}
        found.append((outline, numerals, meta, prepared.work_key, prepared.text_hash))
    return found


def tight(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())
