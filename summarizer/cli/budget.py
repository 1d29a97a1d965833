"""`summarizer budget`: what was spent under which name."""

from typing import Annotated

import typer

from summarizer.cli import options
from summarizer.errors import SettingsError
from summarizer.settings import Settings


def budget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One account; without it all are listed.")] = "",
    cache: options.Cache = None,
    reconcile: Annotated[
        bool, typer.Option("--reconcile", help="Free what is reserved and was never billed; look at the provider's bill first.")
    ] = False,
) -> None:
    """Show what was billed and what is reserved under each budget's name.

    A reservation stays open when a run is killed, or when nobody knows what a broken request cost. It counts as spent until it is
    reconciled.
    """
    import asyncio
    from contextlib import aclosing

    if reconcile and not name:
        raise SettingsError("--reconcile frees one account; name it (`summarizer budget` lists them)")
    from summarizer.running.network.endpoint import cache_place
    from summarizer.running.spending.ledger import has_ledger, open_ledger

    place = cache_place(Settings(cache=cache))

    async def look() -> None:
        async with aclosing(open_ledger(place)) as ledger:
            for one in [name] if name else await ledger.names():
                if reconcile:
                    typer.echo(f"freed {await ledger.reconcile(one):.4f}", err=True)
                balance = await ledger.balance(one)
                typer.echo(f"{balance.billed:.4f}\tbilled\t{balance.open:.4f}\treserved\t{one}")

    if has_ledger(place):
        asyncio.run(look())
    else:
        typer.echo(f"{place}: nothing was spent under {name or 'any name'}", err=True)
