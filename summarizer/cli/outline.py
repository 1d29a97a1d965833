"""`summarizer outline`: what rules alone see in a file."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import options
from summarizer.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from summarizer.domain.prepared import Prepared

_LEVEL_STYLES = ("bold", "cyan", "green", "dim")


@options.takes_settings("min_chars", "max_chars")
def outline(
    file: options.ReportFile,
    settings: Settings,
    show_all: Annotated[bool, typer.Option("--all", help="Also show what is set aside: furniture, copies, back matter.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Show the reports in a file, their headings as a tree, and the chunks that a model would be asked about.

    Nothing is asked and nothing is written: use it to see why a heading or a report was missed.
    """
    from rich.console import Console

    from summarizer.pipeline import ChunkSize, prepare_document
    from summarizer.reading import read_document
    from summarizer.running.inputs.files import InputFile, read_bytes, readable

    name = readable(file.name)
    document = read_document(read_bytes(InputFile(file, name), settings.max_megabytes), name)
    found = prepare_document(document, ChunkSize(settings.min_chars, settings.max_chars))
    if as_json:
        typer.echo(json.dumps([_as_json(prepared) for prepared in found], ensure_ascii=False, indent=1))
        return
    console = Console()
    for prepared in found:
        console.print(_tree(prepared, show_all=show_all))


def _tree(prepared: "Prepared", *, show_all: bool) -> "Tree":
    from rich.text import Text
    from rich.tree import Tree

    meta, report = prepared.meta, prepared.report
    span = f"{report.span.start}-{report.span.end}"
    top = Tree(Text.assemble((meta.title or "(no title)", "bold"), f"  {meta.doc_type}, {span}, {prepared.report_id}"))
    nodes = {"": top}
    chunks = {chunk.spans[0].start: chunk.id for chunk in prepared.chunks}
    waiting = sorted(chunks)
    for section in prepared.sections:
        node = nodes.get(section.parent, top)
        while waiting and waiting[0] <= section.heading.start:
            node.add(_chunk_line(prepared, chunks[waiting.pop(0)]))
        nodes[section.id] = node.add(
            _heading_line(section.heading.of(report.document.text), section.level, damaged=section.damaged)
        )
    for start in waiting:
        top.add(_chunk_line(prepared, chunks[start]))
    if show_all and report.marks:
        aside = top.add(Text("set aside", style="yellow"))
        for mark in report.marks:
            words = " ".join(mark.span.of(report.document.text).split())
            aside.add(Text(f"{mark.span.start}-{mark.span.end} {mark.kind}: {mark.reason}: {words[:40]}", style="yellow"))
    return top


def _heading_line(words: str, level: int, *, damaged: bool) -> "Text":
    from rich.text import Text

    style = _LEVEL_STYLES[min(level, len(_LEVEL_STYLES)) - 1]
    return Text.assemble((" ".join(words.split()), style), ("  (damaged)", "red") if damaged else "")


def _chunk_line(prepared: "Prepared", chunk_id: str) -> "Text":
    from rich.text import Text

    chunk = next(chunk for chunk in prepared.chunks if chunk.id == chunk_id)
    size = sum(len(span) for span in chunk.spans)
    return Text(
        f"── {chunk.id}: {size} characters, {len(chunk.sentences)} sentences, {len(chunk.numerals)} numerals", style="magenta"
    )


def _as_json(prepared: "Prepared") -> dict[str, Any]:
    report = prepared.report
    return {
        "report_id": prepared.report_id,
        "span": [report.span.start, report.span.end],
        "meta": prepared.meta.model_dump(mode="json"),
        "outline": [
            {"id": s.id, "level": s.level, "number": s.number, "title": s.title, "start": s.heading.start, "end": s.heading.end}
            | {"run_in": s.run_in, "damaged": s.damaged}
            for s in prepared.sections
        ],
        "chunks": [
            {"id": c.id, "spans": [[s.start, s.end] for s in c.spans], "sentences": len(c.sentences), "numerals": len(c.numerals)}
            for c in prepared.chunks
        ],
        "marked": [{"start": m.span.start, "end": m.span.end, "kind": m.kind, "reason": m.reason} for m in report.marks],
    }
