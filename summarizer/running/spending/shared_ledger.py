"""The ledger of budgets in the Redis that holds the answers: one account for all machines.

summarizer:budgets               the names
summarizer:budget:<name>         billed, open: sums in whole billionths
summarizer:reserved:<name>       number of each open reservation → its amount
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from summarizer.asking.kept.reachable import Reachable
from summarizer.asking.kept.store import Told
from summarizer.running.spending.account import PARTS, Balance, whole

_NAMES, _ACCOUNT, _OPEN = "summarizer:budgets", "summarizer:budget:", "summarizer:reserved:"
# KEYS: account, open, names. ARGV: number, amount, budget, name. 1 where the amount is set aside, by this call or an earlier one.
_RESERVE = """
if redis.call('hexists', KEYS[2], ARGV[1]) == 1 then return 1 end
local billed, open = redis.call('hget', KEYS[1], 'billed') or 0, redis.call('hget', KEYS[1], 'open') or 0
if tonumber(billed) + tonumber(open) + tonumber(ARGV[2]) > tonumber(ARGV[3]) then return 0 end
redis.call('sadd', KEYS[3], ARGV[4])
redis.call('hincrby', KEYS[1], 'open', ARGV[2])
redis.call('hset', KEYS[2], ARGV[1], ARGV[2])
return 1
"""
# KEYS: account, open. ARGV: number, billed. A number that was settled or reconciled before changes nothing.
_SETTLE = """
local amount = redis.call('hget', KEYS[2], ARGV[1])
if not amount then return 0 end
redis.call('hdel', KEYS[2], ARGV[1])
if amount ~= '0' then redis.call('hincrby', KEYS[1], 'open', '-' .. amount) end
redis.call('hincrby', KEYS[1], 'billed', ARGV[2])
return 1
"""
# KEYS: account, open. What was freed.
_RECONCILE = """
local freed = redis.call('hget', KEYS[1], 'open') or '0'
redis.call('hset', KEYS[1], 'open', 0)
redis.call('del', KEYS[2])
return freed
"""


class SharedLedger:
    """All names' accounts in a Redis. What is done again because the server was away counts once."""

    def __init__(self, url: str, told: Told, longest_away_seconds: float) -> None:
        self._server = Reachable(url, told, longest_away_seconds)

    async def reserve(self, name: str, number: int, amount: Decimal, budget: Decimal) -> bool:
        """Set an amount aside under a number; say whether the budget had room for it. What has the number is set aside once."""
        keys = (_ACCOUNT + name, _OPEN + name, _NAMES)
        return bool(await self._run(_RESERVE, keys, number, whole(amount), whole(budget), name))

    async def settle(self, name: str, number: int, billed: Decimal) -> None:
        """Replace a reservation by what was billed."""
        await self._run(_SETTLE, (_ACCOUNT + name, _OPEN + name), number, whole(billed))

    async def balance(self, name: str) -> Balance:
        """Return what a name has spent."""
        billed, still_open = await self._server.done(lambda: self._server.redis.hmget(_ACCOUNT + name, ["billed", "open"]))
        return Balance(Decimal(int(billed or 0)) / PARTS, Decimal(int(still_open or 0)) / PARTS)

    async def names(self) -> list[str]:
        """Return all names."""
        found = await self._server.done(lambda: self._server.redis.smembers(_NAMES))
        return sorted(name.decode("utf-8", "replace") if isinstance(name, bytes) else name for name in found)

    async def reconcile(self, name: str) -> Decimal:
        """Free the open reservations of a name, whose bill the user has looked up, and return their sum."""
        return Decimal(int(await self._run(_RECONCILE, (_ACCOUNT + name, _OPEN + name)))) / PARTS

    async def aclose(self) -> None:
        """Let go of the server."""
        await self._server.aclose()

    async def _run(self, script: str, keys: Sequence[str], *values: str | int) -> Any:
        return await self._server.done(lambda: self._server.redis.eval(script, len(keys), *keys, *values))
