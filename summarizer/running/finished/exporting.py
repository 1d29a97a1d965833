"""Briefs of a run collected under names that people give."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from summarizer.domain.record import Record
from summarizer.errors import OutputError, SettingsError
from summarizer.rendering.wording.language import labels_in
from summarizer.running.finished.run_output import RunOutput, document_text
from summarizer.running.outputs.folder import write_whole
from summarizer.running.outputs.rendered import read_formats, rendered_files
from summarizer.settings import Language

FIELDS = ("place", "province", "city", "county", "town", "year", "plan_year", "review_period", "doc_type", "title", "report_id")
# what Windows, macOS or Linux don't take in a name, and what would hide or move the file
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 80


def export(output: Path, pattern: str, target: Path, formats: str) -> Iterator[Path]:
    """Copy the briefs of a run into `target` under names made of `pattern`; yield the copies.

    Names that would be the same get the report's id behind them. Raise SettingsError for a pattern with unknown fields
    and for unknown formats, RecordError and OutputError.
    """
    _check(pattern)
    wanted = read_formats(formats)
    records = list(RunOutput(output).records())
    names = [safe_name(pattern, record) for record in records]
    for record, name in zip(records, names, strict=True):
        unique = name if names.count(name) == 1 else f"{name}-{record.report_id}"
        for each in wanted:
            source = output / "reports" / record.report_id / f"brief.{each}"
            if source.is_file():
                yield _copied(source, target / f"{unique}.{each}")


def merge(output: Path, target: Path, language: Language) -> int:
    """Bind the briefs of a run in one PDF with contents and bookmarks, in the order of the run; return how many there are.

    A brief that the run made no PDF of is made now. Raise SettingsError where typst is not installed, RecordError, OutputError.
    """
    from summarizer.rendering.pdf.book import bind, entry_of

    records = list(RunOutput(output).records())
    if not records:
        raise OutputError(f"{output}: holds no record of a report, so there is nothing to bind")
    with labels_in(language):
        bound = bind([entry_of(record) for record in records], (_sheet(output, record, language) for record in records))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target.parent}: can't be made ({error.strerror}); name another file with --merged") from error
    write_whole(target, bound)
    return len(records)


def _sheet(output: Path, record: Record, language: Language) -> bytes:
    """Return the printed brief of a run where it can be read, else one made anew."""
    from summarizer.rendering.pdf.book import is_one_sheet

    made = output / "reports" / record.report_id / "brief.pdf"
    if made.is_file() and is_one_sheet(found := made.read_bytes()):
        return found
    sheet = rendered_files(record, document_text(output, record.source.sha256), ["pdf"], language).files["brief.pdf"]
    assert isinstance(sheet, bytes)
    return sheet


def safe_name(pattern: str, record: Record) -> str:
    """Return a file name without its ending that every system takes, made of what the report says of itself."""
    meta, place = record.meta, record.meta.place
    values = {name: getattr(meta, name, "") for name in FIELDS} | {name: getattr(place, name, "") for name in FIELDS[1:5]}
    values |= {"place": place.town or place.county or place.city or place.province, "report_id": record.report_id}
    # a bulletin plans nothing: the year that it reviews is its own
    values |= {"year": meta.plan_year or meta.review_period}
    filled = _UNSAFE.sub("_", pattern.format_map(values)).strip(" ._-")[:_LONGEST].strip(" ._-")
    return f"_{filled}" if _RESERVED.match(filled) else filled or record.report_id


def _check(pattern: str) -> None:
    bare = re.sub("|".join(f"{{{name}}}" for name in FIELDS), "", pattern)
    if "{" in bare or "}" in bare:
        raise SettingsError(f"name is {pattern!r}; the fields are {', '.join(f'{{{name}}}' for name in FIELDS)}")


def _copied(source: Path, target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise OutputError(f"{target}: can't be written ({error.strerror}); name another folder with --to") from error
    return target
