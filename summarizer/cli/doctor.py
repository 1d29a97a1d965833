"""`summarizer doctor`: is everything in place?"""

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.settings import SETTINGS_FILE, Settings, settings_from_file, variables_of

if TYPE_CHECKING:
    from summarizer.running.network.diagnosis import Finding

_NOT_WELL = 1


@options.takes_settings("model", "base_url", "cache")
def doctor(
    context: typer.Context,
    settings: Settings,
    call: Annotated[
        bool, typer.Option("--call", help="Also send one tiny question, to see whether the endpoint honours the strict step.")
    ] = False,
) -> None:
    """Show the settings with their origin, and whether key, endpoint, cache and fonts are in place. The key is never shown.

    Nothing is sent to the endpoint unless --call is given. Exit code 1 when something is amiss.
    """
    for name, value, origin in _origins(context, settings):
        typer.echo(f"{name}\t{value}\t{origin}")
    found = _findings(settings, call=call)
    for finding in found:
        typer.echo(f"{'ok' if finding.is_well else 'AMISS'}\t{finding.name}\t{finding.said}")
    raise typer.Exit(0 if all(finding.is_well for finding in found) else _NOT_WELL)


def _findings(settings: Settings, *, call: bool) -> "list[Finding]":
    import asyncio

    from summarizer.running.network import diagnosis
    from summarizer.running.network.endpoint import cache_place, find_endpoint

    endpoint = find_endpoint(settings, os.environ, needs_key=False)
    found = [
        diagnosis.look_at_key(os.environ, endpoint, is_own=bool(settings.base_url)),
        asyncio.run(diagnosis.look_at_endpoint(endpoint)),
    ]
    if call:
        found.append(asyncio.run(diagnosis.look_at_step(endpoint)))
    return [*found, asyncio.run(diagnosis.look_at_cache(cache_place(settings))), diagnosis.look_at_fonts()]


def _origins(context: typer.Context, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield each setting with its value and whether flag, environment, file or nobody set it."""
    from_file = settings_from_file(Path())
    for field in fields(Settings):
        value = getattr(settings, field.name)
        variable = next((each for each in variables_of(field.name) if os.environ.get(each)), "")
        origin = variable or (SETTINGS_FILE if field.name in from_file else "default")
        if options.is_on_command_line(context, field.name):
            origin = "flag"
        yield field.name, _shown(value), origin


def _shown(value: object) -> str:
    """Return a value as people may see it: an address without the password that may stand in it."""
    from summarizer.asking.kept.store import shown_address

    text = "" if value is None else str(value)
    return shown_address(text) if "://" in text else text
