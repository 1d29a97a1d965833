"""`summarizer doctor`: is everything in place?"""

import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.settings import Settings, settings_from_file

if TYPE_CHECKING:
    from summarizer.running.diagnosis import Finding

DEFAULTS = Settings()
_NOT_WELL = 1


def doctor(
    context: typer.Context,
    model: options.Model = DEFAULTS.model,
    base_url: options.BaseUrl = DEFAULTS.base_url,
    cache: options.Cache = None,
    call: Annotated[
        bool, typer.Option("--call", help="Also send one tiny question, to see whether the endpoint honours the strict step.")
    ] = False,
) -> None:
    """Show the settings with their origin, and whether key, endpoint, cache and fonts are in place. The key is never shown.

    Nothing is sent to the endpoint unless --call is given. Exit code 1 when something is amiss.
    """
    settings = Settings(model=model, base_url=base_url, cache=cache)
    for name, value, origin in _origins(context, settings):
        typer.echo(f"{name}\t{value}\t{origin}")
    found = _findings(settings, call=call)
    for finding in found:
        typer.echo(f"{'ok' if finding.is_well else 'AMISS'}\t{finding.name}\t{finding.said}")
    raise typer.Exit(0 if all(finding.is_well for finding in found) else _NOT_WELL)


def _findings(settings: Settings, *, call: bool) -> "list[Finding]":
    import asyncio

    from summarizer.running import diagnosis
    from summarizer.running.endpoint import cache_place, find_endpoint

    endpoint = find_endpoint(settings, os.environ, needs_key=False)
    found = [diagnosis.look_at_key(os.environ, endpoint), asyncio.run(diagnosis.look_at_endpoint(endpoint))]
    if call:
        found.append(asyncio.run(diagnosis.look_at_step(endpoint)))
    return [*found, asyncio.run(diagnosis.look_at_cache(cache_place(settings))), diagnosis.look_at_fonts()]


def _origins(context: typer.Context, settings: Settings) -> list[tuple[str, str, str]]:
    """Return each setting with its value and whether flag, environment, file or nobody set it."""
    from_file = settings_from_file(Path())
    rows = []
    for field in fields(Settings):
        variable = f"SUMMARIZER_{field.name.upper()}"
        source = context.get_parameter_source(field.name) if field.name in context.params else None
        if source is not None and source.name == "COMMANDLINE":
            value, origin = getattr(settings, field.name), "flag"
        elif os.environ.get(variable):
            value, origin = os.environ[variable], variable
        elif field.name == "base_url" and os.environ.get("OPENAI_BASE_URL"):
            value, origin = os.environ["OPENAI_BASE_URL"], "OPENAI_BASE_URL"
        elif field.name in from_file:
            value, origin = from_file[field.name], "summarizer.toml"
        else:
            value, origin = getattr(DEFAULTS, field.name), "default"
        rows.append((field.name, _shown(field.name, value), origin))
    return rows


def _shown(name: str, value: object) -> str:
    """Return a setting as people may see it: an address of answers without its password."""
    from summarizer.asking.store import shown_address

    text = "" if value is None else str(value)
    return shown_address(text) if name == "cache" and "://" in text else text
