"""`summarizer budget`: what was spent under which name."""

from pathlib import Path
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
            known = await ledger.names()
            if not known or (name and name not in known):
                typer.echo(_nothing_spent(place, name, known), err=True)
                return
            for one in [name] if name else known:
                if reconcile:
                    typer.echo(f"freed {await ledger.reconcile(one):.4f}", err=True)
                balance = await ledger.balance(one)
                typer.echo(f"{balance.billed:.4f}\tbilled\t{balance.open:.4f}\treserved\t{one}")

    if has_ledger(place):
        asyncio.run(look())
    else:
        typer.echo(_nothing_spent(place, name, []), err=True)


def _nothing_spent(place: Path | str, name: str, known: list[str]) -> str:
    from summarizer.asking.kept.store import shown_address

    shown = place if isinstance(place, Path) else shown_address(place)
    others = f"; known are {', '.join(known[:20])}" if known else ""
    return f"{shown}: nothing was spent under {name or 'any name'}{others}"
