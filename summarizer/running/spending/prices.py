"""What tokens cost: a dated file that the user can edit."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.asking.network.endpoint import BUILTIN
from summarizer.errors import SettingsError

PRICES_FILE = "prices.toml"
_PACKAGED = Path(__file__).parent / "data" / PRICES_FILE
_A_MILLION = 10**6


class Price(BaseModel):
    """Of a million tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: Decimal = Field(ge=0)
    cached_input: Decimal | None = Field(default=None, ge=0)
    """Of tokens that the provider had kept; None: like others."""
    cache_write: Decimal | None = Field(default=None, ge=0)
    """Of tokens that the provider bills for keeping; None: like others."""
    output: Decimal = Field(ge=0)

    def cost(self, prompt_tokens: int, completion_tokens: int, cached_tokens: int = 0, written_tokens: int = 0) -> Decimal:
        """Return what so many tokens cost; the cached and the written ones are parts of the prompt."""
        cached = self.input if self.cached_input is None else self.cached_input
        written = self.input if self.cache_write is None else self.cache_write
        fresh = max(0, prompt_tokens - cached_tokens - written_tokens)
        asked = fresh * self.input + cached_tokens * cached + written_tokens * written
        return (asked + completion_tokens * self.output) / _A_MILLION

    def most(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """Return what so many tokens cost at most, whatever the provider keeps or had kept."""
        costs = [self.cost(prompt_tokens, completion_tokens, *kept) for kept in ((0, 0), (prompt_tokens, 0), (0, prompt_tokens))]
        return max(costs)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    date: str
    currency: str
    models: dict[str, Price]


@dataclass(frozen=True, slots=True)
class Prices:
    """A list of prices."""

    date: str
    currency: str
    models: dict[str, Price]

    def of(self, model: str) -> Price | None:
        """Return the price of a model, None where it isn't listed. The one in the process costs nothing."""
        return Price(input=Decimal(0), output=Decimal(0)) if model == BUILTIN else self.models.get(model)


def lines_wanted(model: str, folder: Path) -> str:
    """Return, for people, what a folder's prices.toml would have to say of a model without a price."""
    head = () if (folder / PRICES_FILE).is_file() else ('date = "2026-11"', 'currency = "USD"')
    lines = (*head, f'[models."{model}"]', "input = 2.00", "output = 10.00")
    return f"write into {PRICES_FILE} in this folder, one below the other: {', '.join(lines)} (of a million tokens)"


def load_prices(folder: Path) -> Prices:
    """Return the prices in a folder's prices.toml, or else those of the package. Raise SettingsError when they can't be read."""
    path = folder / PRICES_FILE if (folder / PRICES_FILE).is_file() else _PACKAGED
    try:
        found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: can't be read as TOML ({error}); mend or remove it") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {where}: {first['msg']}; mend it after the example of the packaged one") from None
    return Prices(found.date, found.currency, found.models)
