"""`summarizer status`: where a run is."""

import json
from typing import Annotated

import typer

from summarizer.cli import options


def status(
    out: Annotated[str, typer.Argument(metavar="OUT", help="Output folder of a run, or its URL.", show_default=False)],
    as_json: options.AsJson = False,
) -> None:
    """Show how far the run in a folder is, or how far the last one came. Reads only; SIGUSR1 makes a run itself say the same."""
    from summarizer.running.remote import place_of
    from summarizer.running.standing import standing, standing_in_words

    found = standing(place_of(out))
    typer.echo(json.dumps(found) if as_json else standing_in_words(found))
