"""`summarizer cache`: the answers that were paid for."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from summarizer.cli import options
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.asking.kept.store import Store

app = typer.Typer(no_args_is_help=True, help="Look at, carry and tidy the answers that were paid for.")
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Answers as files, one each.", show_default=False)]
Found = TypeVar("Found")


def _with_store(settings: Settings, act: "Callable[[Store], Awaitable[Found]]", *, only_looks: bool = False) -> Found:
    import asyncio
    from contextlib import aclosing
    from tempfile import TemporaryDirectory

    from summarizer.asking.kept.opening import has_store, open_store
    from summarizer.running.network.endpoint import cache_place

    place = cache_place(settings)
    if only_looks and not has_store(place):  # to open one makes it
        with TemporaryDirectory() as empty:
            return _with_store(Settings(cache=empty), act)

    async def acted() -> Found:
        async with aclosing(open_store(place)) as store:
            return await act(store)

    return asyncio.run(acted())


@app.command()
def info(cache: options.Cache = None) -> None:
    """Show how many answers are kept, of which models, and where."""
    from summarizer.asking.kept.opening import has_store
    from summarizer.running.counted import counted
    from summarizer.running.network.endpoint import cache_place
    from summarizer.running.network.kept_answers import contents_of

    settings = Settings(cache=cache)
    if not has_store(cache_place(settings)):
        typer.echo(f"{cache_place(settings)}: 0 answers, 0.0 MB")
        return

    async def look(store: "Store") -> None:
        found = await contents_of(store)
        typer.echo(f"{store.place}: {counted(found.answers, 'answer')}, {await store.bytes_used() / 2**20:.1f} MB")
        for model, count in found.models.items():
            typer.echo(f"{count}\t{model}")
        if found.cuts or found.unreadable:
            cuts = counted(found.cuts, "question is", "questions are")
            typer.echo(f"{cuts} asked in halves, {counted(found.unreadable, 'row')} can't be read")

    _with_store(settings, look)


@app.command()
@options.takes_settings("model", "base_url", "cache", "min_chars", "max_chars", "text_language")
def explain(file: options.ReportFile, settings: Settings) -> None:
    """Show for each question about a file whether its answer is kept, or else which part of its key changed."""
    from summarizer.pipeline import ChunkSize, prepare_document
    from summarizer.reading import read_document
    from summarizer.running.inputs.files import InputFile, read_bytes, readable
    from summarizer.running.network.endpoint import find_endpoint
    from summarizer.running.network.kept_answers import explain as explained

    name = readable(file.name)
    document = read_document(read_bytes(InputFile(file, name), settings.max_megabytes), name)
    prepared = prepare_document(document, ChunkSize(settings.min_chars, settings.max_chars))
    endpoint = find_endpoint(settings, os.environ, needs_key=False)
    for row in _with_store(settings, lambda store: explained(store, prepared, endpoint, settings), only_looks=True):
        typer.echo("\t".join(row))


@app.command()
def prune(
    cache: options.Cache = None,
    model: Annotated[str, typer.Option(metavar="NAME", help="Remove the answers of this model instead.")] = "",
) -> None:
    """Remove the answers of earlier rules of builtin, which no run finds any more, and rows that can't be read."""
    from summarizer.asking.network.endpoint import builtin_endpoint
    from summarizer.running.network.kept_answers import prune as pruned

    count = _with_store(
        Settings(cache=cache), lambda store: pruned(store, builtin_endpoint().cache_model, model), only_looks=True
    )
    typer.echo(f"{count} removed")


@app.command("export")
def export(folder: Folder, cache: options.Cache = None) -> None:
    """Write the answers into a folder, one file each; `run --answers FOLDER` plays them without any model."""
    from summarizer.asking.kept.recorded import export_answers

    count = _with_store(Settings(cache=cache), lambda store: export_answers(store, folder), only_looks=True)
    typer.echo(f"{count} written to {folder}")


@app.command("import")
def import_(folder: Folder, cache: options.Cache = None) -> None:
    """Keep the answers of a folder that `export` made; each is checked again when it is used."""
    from summarizer.asking.kept.recorded import import_answers
    from summarizer.running.counted import counted

    count, refused = _with_store(Settings(cache=cache), lambda store: import_answers(store, folder))
    typer.echo(f"{count} kept")
    if refused:
        typer.echo(f"{counted(len(refused), 'file holds', 'files hold')} no answer: {', '.join(refused[:5])}", err=True)
