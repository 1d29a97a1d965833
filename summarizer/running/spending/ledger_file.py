"""The ledger in a folder: a table beside the answers."""

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarizer.errors import CacheError
from summarizer.running.spending.account import PARTS, Balance, whole

LEDGER_FILE = "ledger.db"
_TABLE = """
CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, name TEXT NOT NULL, reserved INTEGER NOT NULL, spent INTEGER);
CREATE INDEX IF NOT EXISTS by_name ON entries (name);
"""
_BUSY_SECONDS = 10.0


class LedgerFile:
    """A ledger in a folder. Its calls are direct, like those of the answers beside it."""

    def __init__(self, cache_folder: Path) -> None:
        self._path = cache_folder / LEDGER_FILE
        try:
            cache_folder.mkdir(parents=True, exist_ok=True)
            self._rows = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._rows.execute("PRAGMA journal_mode=WAL")
            self._rows.executescript(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    async def reserve(self, name: str, number: int, amount: Decimal, budget: Decimal) -> bool:
        """Set an amount aside under a number; say whether the budget had room for it. What has the number is set aside once."""
        try:
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                if self._rows.execute("SELECT 1 FROM entries WHERE id = ? AND name = ?", (number, name)).fetchone():
                    return True
                if self._spent(name) + whole(amount) > whole(budget):
                    return False
                self._rows.execute("INSERT INTO entries (id, name, reserved) VALUES (?, ?, ?)", (number, name, whole(amount)))
                return True
            finally:
                self._rows.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    async def settle(self, name: str, number: int, billed: Decimal) -> None:
        """Replace a reservation by what was billed."""
        try:
            self._rows.execute("UPDATE entries SET spent = ? WHERE id = ? AND name = ?", (whole(billed), number, name))
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    async def balance(self, name: str) -> Balance:
        """Return what a name has spent."""
        sums = "coalesce(sum(spent), 0), coalesce(sum(CASE WHEN spent IS NULL THEN reserved END), 0)"
        ((billed, still_open),) = self._done(f"SELECT {sums} FROM entries WHERE name = ?", (name,))
        return Balance(Decimal(billed) / PARTS, Decimal(still_open) / PARTS)

    async def names(self) -> list[str]:
        """Return all names."""
        return [name for (name,) in self._done("SELECT DISTINCT name FROM entries ORDER BY name")]

    async def reconcile(self, name: str) -> Decimal:
        """Free the open reservations of a name, whose bill the user has looked up, and return their sum."""
        freed = (await self.balance(name)).open
        self._done("UPDATE entries SET spent = 0 WHERE name = ? AND spent IS NULL", (name,))
        return freed

    def _done(self, statement: str, values: tuple[str, ...] = ()) -> list[Any]:
        try:
            return self._rows.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    async def aclose(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def _spent(self, name: str) -> int:
        (spent,) = self._rows.execute(
            "SELECT coalesce(sum(coalesce(spent, reserved)), 0) FROM entries WHERE name = ?", (name,)
        ).fetchone()
        return int(spent)

    def _unusable(self, error: Exception) -> CacheError:
        return CacheError(
            f"{self._path}: the ledger of the budget can't be used ({error}); look at the file, or name another cache"
        )
