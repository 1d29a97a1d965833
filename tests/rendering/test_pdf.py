"""The printed brief: one A4 sheet for every record, the same bytes again, in the project's own fonts."""

from pathlib import Path

import pypdfium2
import pytest

from summarizer.domain.record import Problem, Record
from summarizer.rendering import pdf
from summarizer.rendering.absence import find_unread
from summarizer.rendering.brief import make_brief
from summarizer.rendering.glyphs import characters_of
from summarizer.rendering.html import render_html
from summarizer.rendering.pdf import FONTS, render_pdf
from summarizer.rendering.printing import print_brief
from summarizer.running.records import load_record
from tests.conftest import Job
from tests.rendering.known_reports import known_record, text_of
from tests.rendering.made_record import Facts, Figure, make_record, sentence_at, task
from tests.rendering.test_page import crowded
from tests.rendering.test_print import page_sizes, printed
from tests.rendering.test_untrusted_text import HOSTILE, poisoned

WIDTH, HEIGHT = 595, 842


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def sizes(data: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(data) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def test_each_report_of_the_main_job_is_one_sheet(job: Job) -> None:
    for path in sorted((job.out / "reports").iterdir()):
        record = load_record(path)
        text = (job.out / "documents" / f"{record.source.sha256}.txt").read_bytes().decode("utf-8")
        _, sheet = print_brief(record, find_unread(record, text))

        assert sizes(sheet.pdf) == [(WIDTH, HEIGHT)], path.name
        assert (sheet.pages, sheet.undrawn) == (1, "")


def very_crowded() -> Record:
    """600 indicators, 200 tasks."""
    record = crowded()
    words = [each.sentence.text for each in record.indicators]
    tasks = [task(n, words[n][:12], [], words[n], [record.indicators[n].id]) for n in range(200)]
    return record.model_copy(update={"tasks": tasks})


def very_long_names() -> Record:
    text = "".join(
        f"云岭县{'新能源装备制造产业高质量发展示范基地' * 6}第{n}期生产总值{n}.5亿元，{n}年目标增长{n}.7%。" for n in range(1, 90)
    )
    figures = []
    for n in range(1, 90):
        name = f"{'新能源装备制造产业高质量发展示范基地' * 6}第{n}期"
        at = text.index(f"生产总值{n}.5亿元") + 4
        figures.append(Figure(at, f"{n}.5", name, "亿元", "level", "target" if n % 2 else "actual", "2021" if n % 2 else "2020"))
    long = "云岭县关于贯彻落实上级关于加快推进高质量发展的若干意见的实施方案" * 8
    record = make_record(
        Facts("long", text, {"doc_type": "work_report", "plan_year": "2021", "title": long, "issuer": long}, figures)
    )
    problems = [
        Problem(id=f"p{n}", text="短板" * 200, implied=False, evidence=[sentence_at(n * 50, text)], section="") for n in range(9)
    ]
    return record.model_copy(update={"problems": problems})


def almost_empty() -> Record:
    return make_record(Facts("empty", "云岭县政府工作报告。", {"doc_type": "work_report"}, []))


def of_type(record: Record, doc_type: str) -> Record:
    return record.model_copy(update={"meta": record.meta.model_copy(update={"doc_type": doc_type})})


@pytest.mark.parametrize("doc_type", ["work_report", "action_plan", "bulletin"])
@pytest.mark.parametrize("made", [very_crowded, very_long_names, almost_empty], ids=lambda made: made.__name__)
def test_any_record_is_one_sheet(made: object, doc_type: str) -> None:
    assert callable(made)
    brief, sheet = print_brief(of_type(made(), doc_type), {})

    assert sizes(sheet.pdf) == [(WIDTH, HEIGHT)]
    if made is very_crowded:
        assert brief.left_out
        assert "未列" in words_of(sheet.pdf)


def test_what_typst_kept_prints_on_one_sheet_from_the_browser_too(browser: Path, tmp_path: Path) -> None:
    brief, _ = print_brief(very_long_names(), {})

    assert len(page_sizes(printed(render_html(brief), browser, tmp_path))) == 1


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
    monkeypatch.setattr(pdf, "_INSTALLED", ())
    sheet = render_pdf(make_brief(with_title("云岭\U00020021县政府工作报告")), 9.0)

    assert sheet.undrawn == "\U00020021"
    assert "云岭〓县政府工作报告" in words_of(sheet.pdf)


def test_fonts_of_the_machine_are_used_only_for_what_the_own_ones_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(lacking: set[int]) -> None:
        raise AssertionError(f"asked for {lacking}")

    monkeypatch.setattr(pdf, "_installed_for", refuse)

    assert render_pdf(make_brief(known_record("000")), 9.0).pages == 1


def test_own_fonts_hold_gb2312_and_the_names_of_places() -> None:
    regular, bold = (characters_of(FONTS / f"NotoSansSC-{weight}.otf") for weight in ("Regular", "Bold"))
    common = {bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)}

    assert regular == bold
    assert set(map(ord, common | set("峄莒郓鄄甪睢〇㎡‰“”—…·①⑩"))) <= regular
    assert sum(path.stat().st_size for path in FONTS.glob("*.otf")) < 6_100_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
