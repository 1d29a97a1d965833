"""`summarizer cache`: the answers that were paid for."""

import os
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.settings import Settings

DEFAULTS = Settings()
COMMANDS = ("info", "explain", "prune", "export", "import")
app = typer.Typer(no_args_is_help=True, help="Look at, carry and tidy the answers that were paid for.")
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Answers as files, one each.", show_default=False)]


@app.command()
def info(cache: options.Cache = DEFAULTS.cache) -> None:
    """Show how many answers are kept, of which models, and where."""
    from summarizer.asking.text_store import TextStore
    from summarizer.running.endpoint import cache_folder
    from summarizer.running.kept_answers import contents_of

    store = TextStore(cache_folder(Settings(cache=cache)))
    found = contents_of(store)
    typer.echo(f"{store.folder}: {found.answers} answers, {store.bytes_used() / 2**20:.1f} MB")
    for model, count in found.models.items():
        typer.echo(f"{count}\t{model}")
    if found.cuts or found.unreadable:
        typer.echo(f"{found.cuts} questions are asked in halves, {found.unreadable} rows can't be read")
    store.close()


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that holds reports.", show_default=False)],
    model: options.Model = DEFAULTS.model,
    base_url: options.BaseUrl = DEFAULTS.base_url,
    cache: options.Cache = DEFAULTS.cache,
    min_chars: options.MinChars = DEFAULTS.min_chars,
    max_chars: options.MaxChars = DEFAULTS.max_chars,
) -> None:
    """Show for each chunk of a file whether its answer is kept, or else which part of its key changed."""
    from summarizer.asking.text_store import TextStore
    from summarizer.pipeline import ChunkSize, prepare_document
    from summarizer.reading import read_document
    from summarizer.running.endpoint import cache_folder, find_endpoint
    from summarizer.running.inputs import InputFile, read_bytes
    from summarizer.running.kept_answers import explain as explained

    settings = Settings(model=model, base_url=base_url, cache=cache, min_chars=min_chars, max_chars=max_chars)
    document = read_document(read_bytes(InputFile(file, file.name), settings.max_megabytes), file.name)
    prepared = prepare_document(document, ChunkSize(min_chars, max_chars))
    store = TextStore(cache_folder(settings))
    for row in explained(store, prepared, find_endpoint(settings, os.environ, needs_key=False)):
        typer.echo("\t".join(row))
    store.close()


@app.command()
def prune(
    cache: options.Cache = DEFAULTS.cache,
    model: Annotated[str, typer.Option(metavar="NAME", help="Remove the answers of this model instead.")] = "",
) -> None:
    """Remove the answers of earlier rules of builtin, which no run finds any more, and rows that can't be read."""
    from summarizer.asking.endpoint import builtin_endpoint
    from summarizer.asking.text_store import TextStore
    from summarizer.running.endpoint import cache_folder
    from summarizer.running.kept_answers import prune as pruned

    store = TextStore(cache_folder(Settings(cache=cache)))
    typer.echo(f"{pruned(store, builtin_endpoint().cache_model, model)} removed")
    store.close()


@app.command("export")
def export(folder: Folder, cache: options.Cache = DEFAULTS.cache) -> None:
    """Write the answers into a folder, one file each; `run --answers FOLDER` plays them without any model."""
    from summarizer.asking.recorded import export_answers
    from summarizer.asking.text_store import TextStore
    from summarizer.running.endpoint import cache_folder

    store = TextStore(cache_folder(Settings(cache=cache)))
    typer.echo(f"{export_answers(store, folder)} written to {folder}")
    store.close()


@app.command("import")
def import_(folder: Folder, cache: options.Cache = DEFAULTS.cache) -> None:
    """Keep the answers of a folder that `export` made; each is checked again when it is used."""
    from summarizer.asking.recorded import import_answers
    from summarizer.asking.text_store import TextStore
    from summarizer.running.endpoint import cache_folder

    store = TextStore(cache_folder(Settings(cache=cache)))
    count, refused = import_answers(store, folder)
    typer.echo(f"{count} kept")
    if refused:
        typer.echo(f"{len(refused)} files hold no answer: {', '.join(refused[:5])}", err=True)
    store.close()
