"""Briefs collected under safe names."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from summarizer.cli.app import run_app
from summarizer.rendering.pdf import typesetting
from summarizer.rendering.pdf.book import settled
from summarizer.running.finished.exporting import safe_name
from tests.conftest import Job
from tests.rendering.known_reports import known_record

REPORTS = 14


def test_every_brief_is_copied_under_its_name(job: Job, tmp_path: Path) -> None:
    assert run_app(["export", str(job.out), "--to", str(tmp_path), "--format", "html"]) == 0

    names = {path.name for path in tmp_path.iterdir()}
    assert "峄城区_2021_development_plan.html" in names
    assert len(names) == 14


def test_a_report_without_a_plan_is_named_by_the_year_it_reviews() -> None:
    record = known_record("000")
    bulletin = record.model_copy(update={"meta": record.meta.model_copy(update={"plan_year": "", "review_period": "2018"})})

    assert safe_name("{place}_{year}", bulletin) == "峄城区_2018"


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a/b\\c:d*e?", "con", "\x00\u202e", "." * 9, "长" * 300, "{report_id.__class__}"]
)
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    record = known_record("000")
    name = safe_name("{title}", record.model_copy(update={"meta": record.meta.model_copy(update={"title": title})}))

    assert name
    assert Path(name).name == name
    assert len(name) <= 81
    assert not set(name) & set('<>:"/\\|?*\x00\u202e')
    assert name.lower() != "con"


@pytest.mark.parametrize("pattern", ["{nobody}", "{title.__class__}", "{title!r}", "{", "{title:>9999}"])
def test_unknown_fields_leave_with_2(job: Job, tmp_path: Path, pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["export", str(job.out), "--to", str(tmp_path), "--name", pattern]) == 2
    assert "{place}" in capsys.readouterr().err


def merged(out: Path, target: Path, *flags: str) -> pypdfium2.PdfDocument:
    assert run_app(["export", str(out), "--merged", str(target), *flags]) == 0
    return pypdfium2.PdfDocument(target.read_bytes())


def words_on(book: pypdfium2.PdfDocument, at: int) -> str:
    return str(book[at].get_textpage().get_text_bounded()).replace("\r\n", "")


def linked_pages(book: pypdfium2.PdfDocument, at: int) -> list[int]:
    """Return the pages that the links of a page lead to."""
    page = book[at]
    found = []
    for n in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        link = raw.FPDFAnnot_GetLink(raw.FPDFPage_GetAnnot(page.raw, n))
        found.append(raw.FPDFDest_GetDestPageIndex(book.raw, raw.FPDFLink_GetDest(book.raw, link)))
    return found


def test_one_pdf_holds_all_briefs_behind_contents_with_links(job: Job, tmp_path: Path) -> None:
    with merged(job.out, tmp_path / "a" / "all.pdf") as book:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in book.get_toc()]

        assert len(book) == REPORTS + 1
        assert marks[0] == ("报告简报汇编", 0)
        assert [at for _, at in marks[1:]] == list(range(1, REPORTS + 1))
        assert {at for at in linked_pages(book, 0) if at} == set(range(1, REPORTS + 1))
        assert {at for n in range(1, REPORTS + 1) for at in linked_pages(book, n)} == {0}
        for title, at in marks[1:]:
            assert title[:14] in words_on(book, at)
            assert title[:14] in words_on(book, 0)


def test_same_briefs_give_the_same_book(job: Job, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        merged(job.out, tmp_path / name).close()

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_only_the_id_of_the_file_is_made_the_same() -> None:
    pages = b"%PDF-1.7\n1 0 obj\n<</Length 17>>stream\n/ID[<00ff><ab12>]\nendstream\nendobj\nxref\n"

    changing = pages + b"trailer\n<</Size 9/ID[<00ff><ab12>]>>\nstartxref\n94\n%%EOF\n"

    assert settled(changing) == pages + b"trailer\n<</Size 9/ID[<00ff><0000>]>>\nstartxref\n94\n%%EOF\n"


def test_a_book_has_english_labels_too(job: Job, tmp_path: Path) -> None:
    with merged(job.out, tmp_path / "all.pdf", "--language", "en") as book:
        assert words_on(book, 0).startswith("Briefs of reports")
        assert "Figures covered" in words_on(book, 1)


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.7\nnothing", b"%PDF-1.7\nnothing\n%%EOF"])
def test_a_sheet_that_cant_be_read_is_made_anew(job: Job, tmp_path: Path, spoilt: bytes) -> None:
    shutil.copytree(job.out, tmp_path / "out")
    first = next(iter(sorted((tmp_path / "out" / "reports").iterdir())))
    (first / "brief.pdf").write_bytes(spoilt)

    with merged(tmp_path / "out", tmp_path / "all.pdf") as book:
        assert len(book) == REPORTS + 1
        assert all("数值覆盖" in words_on(book, at) for at in range(1, REPORTS + 1))


def test_a_book_needs_typst_and_a_run_that_left_something(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports.jsonl").write_text("", encoding="utf-8")
    assert run_app(["export", str(tmp_path), "--merged", str(tmp_path / "all.pdf")]) == 1
    assert "nothing to bind" in capsys.readouterr().err

    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    typesetting._compiler.cache_clear()
    assert run_app(["export", str(job.out), "--merged", str(tmp_path / "all.pdf")]) == 2
    assert "summarizer[pdf]" in capsys.readouterr().err
    assert not (tmp_path / "all.pdf").exists()
