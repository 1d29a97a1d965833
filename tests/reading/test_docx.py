"""DOCX: paragraphs, tables in their place, automatic numbers, footnotes; nothing unpacked or resolved blindly."""

import io
import zipfile

import docx
import pytest

from summarizer.errors import ReadError
from summarizer.reading import read_document
from summarizer.reading.docx.numbering import in_chinese
from summarizer.reading.docx.reader import read_docx
from tests.reading.word_files import replaced, saved, word_body, word_file


def text_of(data: bytes) -> str:
    return read_docx(data, "report.docx").text


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def numbered(words: str, level: int, number: int = 1) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, form: str, text: str, rest: str = '<w:suff w:val="nothing"/>') -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{rest}<w:lvlText w:val="{text}"/></w:lvl>'


def test_paragraphs_are_lines_and_the_document_says_what_it_was() -> None:
    document = read_document(word_file(["云岭县2021年政府工作报告", "", "一、工作回顾", "完成投资87亿元。"]), "report.docx")

    assert document.text == "云岭县2021年政府工作报告\n一、工作回顾\n完成投资87亿元。\n"
    assert document.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert document.encoding == ""


def test_bold_run_ins_are_hints_and_change_no_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("（一）复工复产").bold = True
    paragraph.add_run("稳步推进。").bold = True
    paragraph.add_run("建立专班，产值增长5.2%。")
    document.add_paragraph().add_run("二、工作安排").bold = True

    extracted = read_docx(saved(document), "report.docx")

    assert extracted.text == "（一）复工复产稳步推进。建立专班，产值增长5.2%。\n二、工作安排\n"
    found = [(extracted.text[hint.span.start : hint.span.end], hint.kind) for hint in extracted.hints]
    assert found == [("（一）复工复产稳步推进。", "run_in"), ("二、工作安排", "heading")]


def test_words_in_links_tags_controls_and_insertions_are_read_and_deletions_are_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    xml = (
        "<w:p>"
        + run.format("到")
        + f"<w:smartTag>{run.format('2021年')}</w:smartTag>"
        + f"<w:ins>{run.format('底，')}</w:ins>"
        + "<w:del><w:r><w:delText>年中</w:delText></w:r></w:del>"
        + f"<w:sdt><w:sdtContent>{run.format('完成')}</w:sdtContent></w:sdt>"
        + f"<w:hyperlink>{run.format('投资')}</w:hyperlink>"
        + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText></w:r>'
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        + "<w:r><w:t>87</w:t><w:noBreakHyphen/><w:t>90亿元</w:t><w:br/><w:t>其中：</w:t></w:r></w:p>"
        + f"<w:sdt><w:sdtContent>{p('二、安排')}</w:sdtContent></w:sdt>"
    )

    assert text_of(word_body(xml)) == "到2021年底，完成投资87-90亿元\n其中：\n二、安排\n"


def test_automatic_numbers_are_shown_as_the_page_shows_them() -> None:
    levels = (
        level(0, "chineseCountingThousand", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3．")
        + level(3, "decimal", "%1.%4", "")
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    xml = (
        numbered("工作回顾", 0)
        + numbered("工业", 1)
        + numbered("提质", 2)
        + numbered("农业", 1)
        + p("无号的段落。")
        + numbered("工作安排", 0)
        + numbered("工业", 1)
    )

    assert text_of(word_body(xml, numbering=numbering)).splitlines() == [
        "一、工作回顾",
        "（一）工业",
        "1．提质",
        "（二）农业",
        "无号的段落。",
        "二、工作安排",
        "（一）工业",
    ]


def test_a_tab_after_a_typed_number_makes_no_row() -> None:
    xml = "".join(
        f"<w:p><w:r><w:t>{number}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{words}</w:t></w:r></w:p>"
        for number, words in [("一、", "总体要求"), ("（二）", "主要目标"), ("生产总值", "147.28")]
    )

    assert text_of(word_body(xml)) == "一、总体要求\n（二）主要目标\n生产总值\t147.28\n"


def test_bullets_and_unknown_forms_of_numbers_show_nothing() -> None:
    levels = level(0, "bullet", "") + level(1, "cardinalText", "%2")
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )

    assert text_of(word_body(numbered("一项", 0) + numbered("两项", 1), numbering=numbering)) == "一项\n两项\n"


@pytest.mark.parametrize(
    ("value", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (0, None)]
)
def test_numbers_in_chinese(value: int, text: str | None) -> None:
    assert in_chinese(value) == text


def test_tables_stand_in_their_place_with_merged_cells_repeated() -> None:
    document = docx.Document()
    document.add_paragraph("主要指标如下。")
    table = document.add_table(3, 3)
    for cell, words in zip(table._cells, ["指标", "2020年", "", "", "总量", "增速", "生产总值", "147.28", "5.2"], strict=True):
        cell.text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("以上为初步核算数。")

    assert text_of(saved(document)).splitlines() == [
        "主要指标如下。",
        "指标\t2020年\t2020年",
        "指标\t总量\t增速",
        "生产总值\t147.28\t5.2",
        "以上为初步核算数。",
    ]


def test_a_box_is_a_table_of_one_cell_and_gives_its_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "专栏1  重点工程"
    cell.add_paragraph("实施工程12项。")

    assert text_of(saved(document)) == "专栏1  重点工程\n实施工程12项。\n"


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("x")}</w:footnote>'
        f'<w:footnote w:id="1">{p("三新：新技术、新产业、新业态。")}</w:footnote>'
    )
    body = '<w:p><w:r><w:t>发展“三新”</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>经济。</w:t></w:r></w:p>'

    assert text_of(word_body(body, footnotes=notes)) == "发展“三新”经济。\n注释\n[1] 三新：新技术、新产业、新业态。\n"


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('专栏内容')}</w:txbxContent>"
    xml = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>正文。</w:t>'
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert text_of(word_body(xml)) == "正文。\n专栏内容\n"


def test_entries_of_a_table_of_contents_are_marked() -> None:
    xml = (
        "<w:p><w:r><w:t>一、工作回顾</w:t></w:r><w:r><w:tab/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
        "<w:r><w:t>3</w:t></w:r></w:p>"
    )

    extracted = read_docx(word_body(xml + p("一、工作回顾")), "report.docx")

    assert extracted.text == "一、工作回顾\t3\n一、工作回顾\n"
    assert [(mark.span.start, mark.span.end, mark.reason) for mark in extracted.marks] == [(0, 8, "contents line")]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = replaced(word_file(["报告"]), {"word/document.xml": b" " * (20 * 2**20)})

    assert len(bomb) < 2**20
    with pytest.raises(ReadError, match="zip bomb"):
        read_document(bomb, "bomb.docx")


def test_external_entities_are_never_resolved(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    xml = (
        f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY a "甲">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>报告&e;正文</w:t></w:r></w:p><w:sectPr/></w:body></w:document>"
    )

    try:
        text = text_of(replaced(word_file(["报告"]), {"word/document.xml": xml.encode()}))
    except ReadError:
        return
    assert "机密" not in text


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "_rels/.rels"]
)
@pytest.mark.parametrize("content", [b"", b"<a>", b'<?xml version="1.0"?><a/>', b"\xff\xfe\x00"])
def test_a_damaged_part_is_the_projects_own_error_or_no_matter(part: str, content: bytes) -> None:
    data = replaced(word_file(["云岭县报告", "完成投资87亿元。"]), {part: content})

    try:
        assert "完成投资87亿元。" in text_of(data)
    except ReadError as error:
        assert "report.docx" in str(error)


def test_a_docx_cut_off_says_what_to_do() -> None:
    data = word_file(["云岭县报告"])

    with pytest.raises(ReadError, match="save it again as DOCX"):
        read_document(data[: len(data) // 2], "half.docx")


def test_a_docx_of_pictures_says_what_to_do() -> None:
    data = replaced(word_file([]), {"word/media/image1.png": b"\x89PNG"})

    with pytest.raises(ReadError, match="pictures without text"):
        read_document(data, "scan.docx")


def test_an_encrypted_member_says_what_to_do() -> None:
    file = io.BytesIO(word_file(["报告"]))
    data = bytearray(file.getvalue())
    with zipfile.ZipFile(file) as packed:
        directory = packed.start_dir
    data[directory + 8] |= 1  # general purpose flag of the first entry

    with pytest.raises(ReadError, match="encrypted"):
        read_document(bytes(data), "locked.docx")
