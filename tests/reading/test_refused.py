"""Files that hold no text of a report are named for what they are, with what to do."""

import io
import zipfile

import pytest

from summarizer.domain.record import Record
from summarizer.errors import ReadError
from summarizer.reading import read_document
from tests.conftest import FIXTURES


def zipped(files: dict[str, str]) -> bytes:
    """Return a zip file whose parts are all packed, as some programs write them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


OPEN = "application/vnd.oasis.opendocument"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.odt", zipped({"mimetype": f"{OPEN}.text", "content.xml": "<x/>"}), "ODT is not read; open it in Word or WPS"),
        ("a", zipped({"mimetype": f"{OPEN}.text"}), "ODT is not read"),
        ("a.odt", zipped({"content.xml": "<x/>"}), "ODT is not read"),
        ("a.ods", zipped({"mimetype": f"{OPEN}.spreadsheet"}), "ODS is not read; save it as text"),
        ("a.odp", zipped({"mimetype": f"{OPEN}.presentation"}), "an OpenDocument file other than text is not read"),
        ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "PPTX is not read"),
        ("a.PPTX", zipped({"content": "x"}), "PPTX is not read"),
        ("a.epub", zipped({"mimetype": "application/epub+zip"}), "EPUB is not read"),
        ("a.zip", zipped({"mimetype": "m" * 100_000}), "a zip archive is not read; unpack it"),
        ("a.docx", b"PK\x03\x04 torn", "a damaged DOCX file; open it in Word or WPS"),
        ("a.zip", b"PK\x03\x04 torn", "a zip archive is not read; unpack it"),
        ("a.pdf", b"\xff\x00\xc3\x81" * 500, "named .pdf, but neither that nor text is in it; get the file anew"),
        ("a.rtf", b"{\\rtf1 x}", "RTF is not read; open it in Word or WPS"),
        ("a.rtf", b"\xef\xbb\xbf\r\n{\\rtf1 x}", "RTF is not read"),
        ("a.json", '{"a": "全县生产总值增长5.2%。"}'.encode(), "JSON is data, not a report"),
        ("a.txt", '\ufeff\n[{"a": "全县生产总值增长5.2%。"}]'.encode(), "JSON is data, not a report"),
        ("reports.jsonl", b'{"state": "complete"}\n{"state": "failed"}\n', "JSON is data, not a report"),
        ("torn.json", b'{"a": 1, "b": ', "JSON is data, not a report"),
        ("deep.json", b"[" * 100_000, "JSON is data, not a report"),
    ],
)
def test_a_file_of_another_kind_is_named(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as raised:
        read_document(data, name)

    assert str(raised.value).startswith(f"{name}: {said}")


def test_a_record_of_this_program_is_named() -> None:
    path = next((FIXTURES / "golden").glob("*.json"))

    with pytest.raises(ReadError, match="a record that this program made, not a report; give the document it was made from"):
        read_document(path.read_bytes(), path.name)
    assert {"report_id", "work_key"} <= set(Record.model_fields)  # what a record is known by


@pytest.mark.parametrize(
    "text", ["[2021]1号\n政府工作报告", "{摘要}全县生产总值增长5.2%。", "[1] 增长5.2%。\n[2] 增长3%。", "2021"]
)
def test_text_that_begins_like_json_is_text(text: str) -> None:
    assert read_document(text.encode(), "a.txt").text == text


def test_deep_brackets_in_a_text_are_text() -> None:
    assert read_document(b"[" * 100_000, "a.txt").text.startswith("[")
