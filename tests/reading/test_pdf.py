"""PDF: printed lines become paragraphs again; what is printed on every page is left out; the rest says what it is."""

import zlib

import pytest
from fpdf import FPDF

from summarizer.errors import ReadError
from summarizer.reading import read_document
from summarizer.reading.pdf import apart
from summarizer.reading.pdf.apart import read_pdf_apart
from summarizer.reading.pdf.reader import read_pdf
from tests.reading.pdf_files import PrintedReport, printed

LONG = (
    "全年实现生产总值147.28亿元，同比增长5.2%；完成固定资产投资87.04亿元，增长6.1%；城镇居民人均可支配收入达到35098元，增长7.3%。"
)


def test_paragraphs_are_whole_across_lines_and_pages() -> None:
    report = PrintedReport("云岭县人民政府公报 2021年第3期")
    report.paragraph("云岭县2021年政府工作报告", align="C", indent="")
    report.paragraph("一、2020年工作回顾")
    for _ in range(3):
        report.paragraph(LONG * 8)
    report.paragraph("二、2021年工作安排")
    report.paragraph(LONG)

    document = read_document(report.data(), "report.pdf")

    assert document.media_type == "application/pdf"
    assert document.text.replace("\f", "").splitlines() == [
        "云岭县2021年政府工作报告",
        "一、2020年工作回顾",
        *[LONG * 8] * 3,
        "二、2021年工作安排",
        LONG,
    ]


@pytest.mark.parametrize("times", [2, 6])
def test_a_page_or_two_have_a_running_head_as_well(times: int) -> None:
    lines = ["云岭县2021年政府工作报告", LONG * times, LONG * times]

    assert read_document(printed(lines, "云岭县人民政府公报"), "a.pdf").text.replace("\f", "").splitlines() == lines


def test_a_form_feed_stands_before_the_first_sentence_that_begins_on_a_page() -> None:
    text = read_document(printed([LONG * 30, "二、2021年工作安排", LONG * 30]), "a.pdf").text
    pages = [page.strip() for page in text.split("\f")]

    assert len(pages) > 2
    assert all(page.endswith("。") for page in pages)
    assert text.replace("\f", "").splitlines() == [LONG * 30, "二、2021年工作安排", LONG * 30]


def test_contents_letterheads_tables_and_watermarks() -> None:
    report = PrintedReport()
    report.apart((30, "云岭县发展和改革局"), (120, "云岭县财政局"))
    report.paragraph("目　录", align="C", indent="")
    report.paragraph("一、工作回顾" + "…" * 18 + "1", indent="")
    report.paragraph("二、工作安排" + "." * 50 + "5", indent="")
    report.paragraph("一、工作回顾")
    report.paragraph(LONG)
    report.apart((30, "指标"), (80, "总量"), (130, "增速"))
    report.apart((30, "生产总值"), (80, "147.28"), (130, "5.2"))
    with report.rotation(45, 100, 150):
        report.text(60, 150, "内部资料严禁外传")

    extracted = read_pdf(report.data(), "report.pdf")
    lines = extracted.text.replace("\f", "").splitlines()

    assert lines[:2] == ["云岭县发展和改革局", "云岭县财政局"]
    assert lines[5:] == ["一、工作回顾", LONG, "指标\t总量\t增速", "生产总值\t147.28\t5.2"]
    marked = [extracted.text[mark.span.start : mark.span.end] for mark in extracted.marks]
    assert marked == lines[2:5]


def test_ruled_tables_give_rows_and_merged_cells_are_repeated() -> None:
    report = PrintedReport()
    report.paragraph(LONG)
    report.set_font(size=10)
    with report.table(col_widths=(30, 20, 20, 30), first_row_as_headings=False) as table:
        head = table.row()
        head.cell("指标", rowspan=2)
        head.cell("2020年", colspan=2)
        head.cell("2021年目标", rowspan=2)
        for row in (["总量", "增速"], ["地区生产总值（亿元）", "147.28", "5.2", "增长6%左右，力争更好，确保完成上级下达的任务"]):
            cells = table.row()
            for words in row:
                cells.cell(words)

    assert read_pdf(report.data(), "report.pdf").text.replace("\f", "").splitlines() == [
        LONG,
        "指标\t2020年\t2020年\t2021年目标",
        "指标\t总量\t增速\t2021年目标",
        "地区生产总值（亿元）\t147.28\t5.2\t增长6%左右，力争更好，确保完成上级下达的任务",
    ]


@pytest.mark.parametrize("angle", [90, -90, 180])
def test_a_page_that_is_printed_sideways_is_read_upright(angle: int) -> None:
    report = FPDF()
    report.add_page()
    report.set_font("helvetica", size=12)
    with report.rotation(angle, 105, 148):
        report.text(60, 140, "First line, 87")
        report.text(60, 150, "Second line, 5.2 percent")

    assert read_pdf(bytes(report.output()), "report.pdf").text == "First line, 87\nSecond line, 5.2 percent\n"


def latin_pdf(owner: str = "", user: str = "") -> bytes:
    report = FPDF()
    report.add_page()
    report.set_font("helvetica", size=12)
    report.multi_cell(0, 8, "The county completed investment of 87 million yuan. " * 20)
    if owner:
        report.set_encryption(owner_password=owner, user_password=user)
    return bytes(report.output())


def test_a_password_to_open_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"report\.pdf: an encrypted PDF; save it without a password"):
        read_document(latin_pdf("owner", "user"), "report.pdf")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert "87 million yuan" in read_document(latin_pdf("owner"), "report.pdf").text


def picture_pdf(pages: int) -> bytes:
    picture = zlib.compress(bytes(100 * 100))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))),
        b"<</Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        b"<</Length 28>>stream\nq 500 0 0 700 0 0 cm /P Do Q\nendstream",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</P 3 0 R>>>>/Contents 4 0 R>>"] * pages,
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF"


def test_a_scan_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"a scanned PDF: 2 of 2 pages are pictures without text; recognise its characters"):
        read_document(picture_pdf(2), "scan.pdf")


def test_an_empty_page_says_what_to_do() -> None:
    report = FPDF()
    report.add_page()

    with pytest.raises(ReadError, match="a PDF without text"):
        read_document(bytes(report.output()), "empty.pdf")


@pytest.mark.parametrize("length", [9, 400, 900])
def test_a_damaged_pdf_says_what_to_do(length: int) -> None:
    with pytest.raises(ReadError, match=r"report\.pdf: a damaged PDF"):
        read_document(latin_pdf()[:length], "report.pdf")


def test_two_columns_are_read_one_after_the_other() -> None:
    report = PrintedReport()
    report.paragraph("云岭县2021年政府工作报告", align="C", indent="")
    report.set_font("chinese", size=10)
    words = [*[LONG * 4] * 4, "二、2021年工作安排", *[LONG * 4] * 5]
    with report.text_columns(ncols=2, gutter=8, line_height=1.6) as columns:
        for paragraph in words:
            with columns.paragraph() as written:
                written.write("　　" + paragraph)

    document = read_document(report.data(), "report.pdf")

    assert document.text.replace("\f", "").split() == ["云岭县2021年政府工作报告", *words]


def nested_forms(depth: int) -> bytes:
    """Return a PDF whose page draws a form that draws the next one twice, and so on: 2^depth drawings in a few kilobytes."""
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 11 /Resources << /XObject << /A {} 0 R >> >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/A Do\nendstream",
        *(form.format(number) + "\nstream\n/A Do /A Do\nendstream" for number in range(6, 6 + depth)),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 0 >>\nstream\n\nendstream",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, words in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{words}\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def test_a_pdf_that_would_be_read_for_ever_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(ReadError, match=r"^report\.pdf: .*more than 1 seconds to read; open it in a viewer, print it"):
        read_pdf_apart(nested_forms(60), "report.pdf", seconds=1)

    assert read_document(printed([LONG]), "report.pdf").text.strip() == LONG


def test_a_reader_that_falls_over_is_a_damaged_file_and_the_next_is_read() -> None:
    read_document(printed([LONG]), "report.pdf")
    fallen = apart.running()
    assert fallen is not None
    fallen.process.kill()

    with pytest.raises(ReadError, match=r"^report\.pdf: a damaged PDF: it brings the reader of PDFs down"):
        fallen.answered(printed([LONG]), "report.pdf", seconds=1)

    assert read_document(printed([LONG]), "report.pdf").text.strip() == LONG
