"""What was spent under a name: an account beside the answers, so that a budget survives a killed run.

A reservation is written before a request is sent and replaced by what was billed. One that stays open, because the run was killed
or because nobody knows what a broken request cost, counts as spent until it is reconciled.
"""

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

# Amounts are whole billionths: sums are exact
PARTS = 10**9


@dataclass(frozen=True, slots=True)
class Balance:
    """What a name has spent."""

    billed: Decimal
    open: Decimal
    """Reserved, and not known to be billed or free."""

    @property
    def spent(self) -> Decimal:
        """Return what counts against a budget."""
        return self.billed + self.open


class Ledger(Protocol):
    """All names' accounts beside the answers. Several programs may use it at once."""

    async def reserve(self, name: str, number: int, amount: Decimal, budget: Decimal) -> bool:
        """Set an amount aside under a number; say whether the budget had room for it. What has the number is set aside once."""

    async def settle(self, name: str, number: int, billed: Decimal) -> None:
        """Replace a reservation by what was billed."""

    async def balance(self, name: str) -> Balance:
        """Return what a name has spent."""

    async def names(self) -> list[str]:
        """Return all names."""

    async def reconcile(self, name: str) -> Decimal:
        """Free the open reservations of a name, whose bill the user has looked up, and return their sum."""

    async def aclose(self) -> None:
        """Let go of it."""


def new_number() -> int:
    """Return the number of a reservation: of so many that none is given twice, whoever gives it and whatever died meanwhile."""
    return 1 + secrets.randbits(62)


def whole(amount: Decimal) -> int:
    """Return an amount in whole parts."""
    return int((amount * PARTS).to_integral_value())
