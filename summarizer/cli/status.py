"""`summarizer status`: where a run is."""

import json

import typer

from summarizer.cli import options


def status(
    out: options.OutAnywhere,
    as_json: options.AsJson = False,
) -> None:
    """Show how far the run in a folder is, or how far the last one came. Reads only; SIGUSR1 makes a run itself say the same."""
    from summarizer.running.inputs.remote import place_of
    from summarizer.running.progress.standing import standing, standing_in_words

    found = standing(place_of(out))
    typer.echo(json.dumps(found) if as_json else standing_in_words(found))
