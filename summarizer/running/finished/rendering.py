"""Briefs made again from records alone: no model, no cache, no source."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.running.outputs.folder import make_folder, write_whole
from summarizer.running.outputs.records import load_record
from summarizer.running.outputs.rendered import Rendered, read_formats, rendered_files
from summarizer.settings import Language


def render_again(
    records: Iterable[Path], formats: str, language: Language, documents: Path | None, output: Path | None
) -> Iterator[tuple[Path, Rendered]]:
    """Write the briefs of records, beside each or into a folder of its own below `output`; yield the folders.

    Raise SettingsError, RecordError, OutputError.
    """
    wanted = read_formats(formats)
    for path in records:
        record = load_record(path)
        home = path if path.is_dir() else path.parent
        texts = documents or home.parent.parent / "documents"
        text = _text_of(texts / f"{record.source.sha256}.txt")
        folder = output / record.report_id if output else home
        rendered = rendered_files(record, text, wanted, language)
        for name, content in rendered.files.items():
            make_folder(folder)
            write_whole(folder / name, content)
        yield folder, rendered


def _text_of(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
