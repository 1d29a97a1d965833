"""Open the ledger beside the answers: in a folder of this machine, or in a Redis that many machines share."""

from pathlib import Path

from summarizer.asking.kept.store import Told, is_shared, require_redis
from summarizer.running.spending.account import Ledger
from summarizer.running.spending.ledger_file import LEDGER_FILE, LedgerFile


def open_ledger(place: Path | str, told: Told = lambda _: None, longest_away_seconds: float = 0.0) -> Ledger:
    """Return the ledger in a folder or behind the address of a Redis. Raise CacheError or SettingsError like `open_store`."""
    if not is_shared(place):
        return LedgerFile(Path(place))
    require_redis()
    from summarizer.running.spending.shared_ledger import SharedLedger

    return SharedLedger(str(place), told, longest_away_seconds)


def has_ledger(place: Path | str) -> bool:
    """Say whether a ledger was ever opened there; to open one makes it. A Redis holds one always."""
    return is_shared(place) or (Path(place) / LEDGER_FILE).exists()
