"""Open the place where answers are kept: a folder of this machine, or a Redis that many machines share."""

import asyncio
from pathlib import Path

from summarizer.asking.kept.store import Store, Told, is_shared, require_redis


def has_store(place: Path | str) -> bool:
    """Say whether a store was ever opened there; to open one makes it. A server is taken to hold one."""
    return is_shared(place) or (Path(place) / "cache.db").exists()  # the name is diskcache's


def open_store(place: Path | str, told: Told = lambda _: None, longest_away_seconds: float = 0.0) -> Store:
    """Return the store in a folder or behind an address.

    `told` hears, in a sentence, of a server that is away; after so many seconds it is given up. Raise CacheError where a folder
    can't be used, SettingsError where the extra is missing or the address can't be right.
    """
    if not is_shared(place):
        from summarizer.asking.kept.text_store import TextStore

        return TextStore(Path(place))
    require_redis()
    from summarizer.asking.kept.redis_store import RedisStore

    return RedisStore(str(place), told, longest_away_seconds)


def check_store(place: Path | str) -> None:
    """Raise CacheError or SettingsError where a folder can't be opened, or the extra for an address is missing.

    Nobody asks at an address: a server that is away is waited for.
    """
    if is_shared(place):
        require_redis()
    else:
        asyncio.run(open_store(place).aclose())
