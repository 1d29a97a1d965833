"""`summarizer budget`: what was spent under which name."""

from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.settings import Settings

DEFAULTS = Settings()


def budget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One account; without it all are listed.")] = "",
    cache: options.Cache = DEFAULTS.cache,
    reconcile: Annotated[
        bool, typer.Option("--reconcile", help="Free what is reserved and was never billed; look at the provider's bill first.")
    ] = False,
) -> None:
    """Show what was billed and what is reserved under each budget's name.

    A reservation stays open when a run is killed, or when nobody knows what a broken request cost. It counts as spent until it is
    reconciled.
    """
    from summarizer.running.endpoint import cache_folder
    from summarizer.running.ledger import Ledger

    ledger = Ledger(cache_folder(Settings(cache=cache)))
    try:
        for one in [name] if name else ledger.names():
            if reconcile and name:
                typer.echo(f"freed {ledger.reconcile(one):.4f}", err=True)
            balance = ledger.balance(one)
            typer.echo(f"{balance.billed:.4f}\tbilled\t{balance.open:.4f}\treserved\t{one}")
    finally:
        ledger.close()
