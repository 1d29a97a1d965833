"""`summarizer batch`: a run by a provider's batch service, at its lower price."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.asking.batches.service import BatchService, BatchState
    from summarizer.asking.network.endpoint import Endpoint
    from summarizer.running.network.batches import BatchFolder, Collected

app = typer.Typer(
    no_args_is_help=True,
    help="Ask by a provider's batch: submit, collect, then `run` the same inputs, which pays only for what is left. Collecting "
    "chunk answers makes second looks and overviews askable: submit again for those, or let `run` ask them.",
)
_SHOWN = ("model", "base_url", "cache", "step", "min_chars", "max_chars", "text_language")
Folder = Annotated[Path, typer.Option("--folder", "-f", envvar="SUMMARIZER_FOLDER", help="Where the batch's files stand.")]
DEFAULT_FOLDER = Path("batch")
_MOST_TROUBLES = 5


@app.command("export")
@options.takes_settings(*_SHOWN)
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the lines.", show_default=False)],
    paths: options.Inputs,
    settings: Settings,
) -> None:
    """Write the questions that have no answer as lines of a batch. Nothing is sent."""
    from summarizer.running.counted import counted

    made, count = _written(folder, paths, settings)
    typer.echo(f"{counted(count, 'question')} in {counted(len(made.requests()), 'file')}: {folder}")


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A result file, beside the batch's batch.json.", show_default=False)
    ],
    cache: options.Cache = None,
) -> None:
    """Check the answers in a result file and keep what passes."""
    from summarizer.errors import ReadError
    from summarizer.running.network.batches import open_batch

    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "no text in UTF-8"
        raise ReadError(f"{file}: can't be read ({why}); name a result file of the batch") from error
    _say(_kept(lines, open_batch(file.parent), cache))


@app.command()
@options.takes_settings(*_SHOWN)
def submit(
    paths: options.Inputs,
    settings: Settings,
    folder: Folder = DEFAULT_FOLDER,
) -> None:
    """Send the questions that have no answer to the provider as a batch."""
    from summarizer.errors import SummarizerError
    from summarizer.running.counted import counted
    from summarizer.running.network.batches import has_batch

    was_there = has_batch(folder)
    made, count = _written(folder, paths, settings)

    async def send(service: "BatchService") -> None:
        for file in made.requests():
            made.batch_ids.append((await service.submit(file.read_bytes())).id)
            made.save()

    try:
        _with_service(made, send)
    except SummarizerError:
        if not made.batch_ids and not was_there:  # nothing is under way that could be collected
            made.discard()
        raise
    typer.echo(f"{counted(count, 'question')} in {counted(len(made.batch_ids), 'batch', 'batches')}: {', '.join(made.batch_ids)}")


@app.command()
def status(folder: Folder = DEFAULT_FOLDER) -> None:
    """Show how far the batches are."""
    for state in _states(folder):
        typer.echo(f"{state.id}\t{state.status}\t{state.completed} of {state.total} done\t{state.failed} failed")
        for trouble in state.troubles[:_MOST_TROUBLES]:
            typer.echo(f"{state.id}: {trouble}", err=True)


@app.command()
def cancel(folder: Folder = DEFAULT_FOLDER) -> None:
    """Cancel the batches that have not ended; what was answered can still be collected."""
    from summarizer.running.network.batches import open_batch

    batch = open_batch(folder)

    async def end(service: "BatchService") -> None:
        for batch_id in batch.batch_ids:
            if not (await service.state(batch_id)).has_ended:
                state = await service.cancel(batch_id)
                typer.echo(f"{state.id}\t{state.status}")

    _with_service(batch, end)


@app.command()
def collect(folder: Folder = DEFAULT_FOLDER, cache: options.Cache = None) -> None:
    """Fetch both result files of every batch that has ended, check the answers, and keep what passes."""
    from summarizer.running.network.batches import open_batch

    batch = open_batch(folder)
    lines: list[str] = []
    states: list[BatchState] = []

    async def fetch(service: "BatchService") -> None:
        for batch_id in batch.batch_ids:
            states.append(state := await service.state(batch_id))
            for file_id in state.result_files:
                lines.extend((await service.content(file_id)).split("\n"))

    _with_service(batch, fetch)
    _say(_kept(lines, batch, cache))
    batch.collected = [state.id for state in states if state.has_ended and not state.is_late]
    batch.save()
    for state in states:
        for trouble in state.troubles[:_MOST_TROUBLES]:
            typer.echo(f"{state.id}: {trouble}", err=True)
        if state.id not in batch.collected:
            why = (
                f"has ended ({state.status}), but a file of its results is not there yet"
                if state.is_late
                else f"is {state.status}"
            )
            typer.echo(f"{state.id} {why}: collect again later", err=True)


def _written(folder: Path, paths: list[str], settings: Settings) -> "tuple[BatchFolder, int]":
    import asyncio
    from contextlib import aclosing

    from summarizer.asking.kept.cache import AnswerCache
    from summarizer.running.network.batches import write_batch
    from summarizer.running.network.endpoint import cache_place, find_endpoint

    async def written() -> "tuple[BatchFolder, int]":
        endpoint = find_endpoint(settings, os.environ, needs_key=False)
        _refuse_builtin(endpoint)
        async with aclosing(AnswerCache(cache_place(settings))) as kept:
            return await write_batch(folder, options.places(paths), settings, endpoint, kept)

    return asyncio.run(written())


def _kept(lines: list[str], batch: "BatchFolder", cache: str | None) -> "Collected":
    import asyncio
    from contextlib import aclosing

    from summarizer.asking.kept.cache import AnswerCache
    from summarizer.running.network.batches import keep_results
    from summarizer.running.network.endpoint import cache_place, find_endpoint

    settings = Settings(**{**batch.settings, "cache": cache})

    async def kept() -> "Collected":
        endpoint = find_endpoint(settings, os.environ, needs_key=False)
        async with aclosing(AnswerCache(cache_place(settings))) as answers:
            return await keep_results(lines, batch, endpoint, answers)

    return asyncio.run(kept())


def _states(folder: Path) -> "list[BatchState]":
    from summarizer.running.network.batches import open_batch

    batch = open_batch(folder)
    found: list[BatchState] = []

    async def look(service: "BatchService") -> None:
        found.extend([await service.state(batch_id) for batch_id in batch.batch_ids])

    _with_service(batch, look)
    return found


def _with_service(batch: "BatchFolder", act: "Callable[[BatchService], Awaitable[None]]") -> None:
    import asyncio

    from summarizer.asking.batches.service import BatchService
    from summarizer.running.network.endpoint import find_endpoint

    endpoint = find_endpoint(Settings(**batch.settings), os.environ)
    _refuse_builtin(endpoint)

    async def acted() -> None:
        async with BatchService(endpoint) as service:
            await act(service)

    asyncio.run(acted())


def _refuse_builtin(endpoint: "Endpoint") -> None:
    from summarizer.errors import SettingsError

    if endpoint.in_process:
        raise SettingsError("builtin needs no batch; name a network model with --model")


def _say(collected: "Collected") -> None:
    from summarizer.running.counted import counted

    kept = counted(collected.kept, "answer")
    typer.echo(f"{kept} kept, {collected.cut} to be asked in halves, {collected.open} left for `run`")
    for reason in collected.reasons[:20]:
        typer.echo(reason, err=True)
