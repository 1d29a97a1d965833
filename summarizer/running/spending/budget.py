"""A budget as the requests of a run meet it: reserved before sending, settled when the bill is known."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from summarizer.asking.kept.store import Told
from summarizer.asking.questions.tokens import most_answer_tokens, prompt_tokens
from summarizer.domain.reply import Question, Usage
from summarizer.errors import LimitReachedError, SettingsError
from summarizer.running.spending.account import Ledger, new_number
from summarizer.running.spending.ledger import open_ledger
from summarizer.running.spending.prices import Price, lines_wanted, load_prices
from summarizer.settings import Settings


class BudgetMeter:
    """Watches over what is spent under a name."""

    def __init__(self, ledger: Ledger, name: str, budget: Decimal, price: Price) -> None:
        self._ledger, self._name, self._budget, self._price = ledger, name, budget, price

    async def reserve(self, question: Question) -> int:
        """Set aside what a request may cost. Raise LimitReachedError when it is more than is left."""
        number = new_number()
        await self.reserve_tokens(number, prompt_tokens(question), most_answer_tokens(question))
        return number

    async def reserve_tokens(self, number: int, asked: int, most_answered: int) -> None:
        """Do so for a question of so many tokens, under a number that names the reservation."""
        most = self._price.most(asked, most_answered)
        if not await self._ledger.reserve(self._name, number, most, self._budget):
            balance = await self._ledger.balance(self._name)
            raise LimitReachedError(
                f"--budget {self._budget}: {balance.billed:.4f} is billed and {balance.open:.4f} reserved under the name "
                f"{self._name}, the next question may cost {most:.4f}; raise the budget and run the same command again"
            )

    async def settle(self, reservation: int, usage: Usage) -> None:
        """Replace a reservation by what was billed."""
        billed = self._price.cost(usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens, usage.written_tokens)
        await self._ledger.settle(self._name, reservation, billed)

    async def aclose(self) -> None:
        """Let go of the ledger."""
        await self._ledger.aclose()


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend, under which name, and where the account is: all that can be sent to another process."""

    place: Path | str
    name: str
    most: Decimal
    price: Price
    longest_away_seconds: float

    def opened(self, told: Told = lambda _: None) -> BudgetMeter:
        """Return its meter. Raise CacheError or SettingsError when the account can't be used."""
        return BudgetMeter(open_ledger(self.place, told, self.longest_away_seconds), self.name, self.most, self.price)


def find_budget(settings: Settings, cache: Path | str, folder: Path) -> Budget | None:
    """Return the budget that the settings name, None without one; `folder` may hold a prices.toml.

    Raise SettingsError for a model without a price.
    """
    if not settings.budget:
        return None
    price = load_prices(folder).of(settings.model)
    if price is None:
        raise SettingsError(f"--budget wants a price, and {settings.model} has none; {lines_wanted(settings.model, folder)}")
    return Budget(cache, budget_name(settings), Decimal(settings.budget), price, settings.outage_minutes * 60)


def budget_name(settings: Settings) -> str:
    """Return the name whose account the run is charged to."""
    return settings.budget_name or str(settings.output.absolute() if isinstance(settings.output, Path) else settings.output)
