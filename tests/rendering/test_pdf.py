"""The printed brief: one A4 sheet for every record, the same bytes again, in the project's own fonts."""

import pypdfium2
import pytest

from summarizer.domain.record import Record
from summarizer.rendering.brief.making import make_brief
from summarizer.rendering.pdf import typesetting
from summarizer.rendering.pdf.glyphs import characters_of
from summarizer.rendering.pdf.printing import print_brief
from summarizer.rendering.pdf.typesetting import FONTS, render_pdf
from summarizer.rendering.results.absence import find_unread
from tests.rendering.extreme_records import almost_empty, very_crowded
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.test_untrusted_text import HOSTILE, poisoned


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_sheet_says_how_much_was_left_out() -> None:
    brief, sheet = print_brief(very_crowded(), {})

    assert brief.left_out
    assert "未列" in words_of(sheet.pdf)


def test_content_goes_before_size_and_the_page_says_how_much() -> None:
    record = known_record("000")
    full = make_brief(record)
    asked = []

    def refuse_twice(brief: object) -> bool:
        asked.append(brief)
        return len(asked) > 2

    cut = make_brief(record, None, refuse_twice)

    assert len(cut.targets.lines) + len(cut.points.lines) < len(full.targets.lines) + len(full.points.lines)


def test_sheet_says_what_the_page_says() -> None:
    record = known_record("000")
    brief, sheet = print_brief(record, find_unread(record, text_of("000")))
    words = words_of(sheet.pdf).replace("\r\n", "").replace("\u2060", "")

    assert brief.title in words
    for said in ("147.28亿元", "突破10亿元", "高0.8以上", "未提及", "规则标注（未用模型）", "完整"):
        assert said in words


def test_same_record_gives_the_same_bytes() -> None:
    assert print_brief(known_record("003"))[1] == print_brief(known_record("003"))[1]


@pytest.mark.parametrize("words", [*HOSTILE, "#panic()", "$x$ *b* _i_ @a <l> `r`", "\\u{41}", '#read("/etc/passwd")'])
def test_report_text_is_no_markup_for_typst(words: str) -> None:
    sheet = render_pdf(make_brief(poisoned(words)), 9.0)

    assert words.replace(" ", "") in words_of(sheet.pdf).replace("\r\n", "").replace(" ", "").replace("\u2060", "")


def with_title(title: str) -> Record:
    record = almost_empty()
    return record.model_copy(update={"meta": record.meta.model_copy(update={"title": title})})


def test_characters_that_no_font_has_are_named_and_shown_as_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_INSTALLED", ())
    sheet = render_pdf(make_brief(with_title("云岭\U00020021县政府工作报告")), 9.0)

    assert sheet.undrawn == "\U00020021"
    assert "云岭〓县政府工作报告" in words_of(sheet.pdf)


def test_fonts_of_the_machine_are_used_only_for_what_the_own_ones_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(lacking: set[int]) -> None:
        raise AssertionError(f"asked for {lacking}")

    monkeypatch.setattr(typesetting, "_installed_for", refuse)

    assert render_pdf(make_brief(known_record("000")), 9.0).pages == 1


def test_own_fonts_hold_gb2312_and_the_names_of_places() -> None:
    regular, bold = (characters_of(FONTS / f"NotoSansSC-{weight}.otf") for weight in ("Regular", "Bold"))
    common = {bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)}

    assert regular == bold
    assert set(map(ord, common | set("峄莒郓鄄甪睢〇㎡‰“”—…·①⑩"))) <= regular
    assert sum(path.stat().st_size for path in FONTS.glob("*.otf")) < 6_100_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
