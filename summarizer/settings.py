"""Everything that a user can set: by flag, then `SUMMARIZER_<NAME>`, then `summarizer.toml` in the working folder."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, get_args

from summarizer.errors import SettingsError

SETTINGS_FILE = "summarizer.toml"
GOLDEN_SETTINGS = {"fail_on", "similarity"}
"""Settings of `summarizer golden`, which change no record."""
TextLanguage = Literal["zh", "en"]
Language = Literal["zh", "en"]
StepSetting = Literal["auto", "strict", "tools", "json_object"]
# `07:00`
_TIME_OF_DAY = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
# `5`, `5.00`
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. Keys are read from the environment alone and are never part of this."""

    model: str = "builtin"
    base_url: str = ""
    """Of an OpenAI-compatible endpoint; `""` for the one that the key belongs to by default."""
    output: Path | str = Path("out")
    """Folder of this machine, or URL of one elsewhere."""
    cache: Path | str | None = field(default=None, repr=False)
    """Folder of the answers, or the address of a Redis, which may hold a password; None for the user's cache folder."""
    answers: Path | None = None
    """Folder of recorded answers that are played instead of asking any model; None to ask."""
    offline: bool = False
    """Forbid every model that isn't in the process."""
    workers: int = 0
    """Processes that make reports; 0 for one per core where that pays."""
    concurrency: int = 16
    """Questions in flight at once."""
    timeout_seconds: float = 120.0
    """How long an endpoint may say nothing; a whole answer may take five times as long."""
    step: StepSetting = "auto"
    """How answers are asked for; auto: strict, and what the endpoint can do where it refuses that."""
    requests_per_minute: int = 0
    """0: as many as the endpoint serves."""
    tokens_per_minute: int = 0
    wait_seconds: float = 120.0
    """An endpoint may ask to wait that long; when it asks for more, the question fails."""
    outage_minutes: float = 30.0
    """How long an endpoint that can't be reached is waited for, before the run stops."""
    until: str = ""
    """`07:00`: the time of day at which the run stops cleanly; `""` for none."""
    stop_when: str = ""
    """`failed>3%,unaccounted>5%`: shares at which the run stops cleanly."""
    sample: int = 0
    """Above 0: so many input files, spread over all."""
    seed: int = 0
    """Which sample."""
    budget: str = ""
    """`5.00`: the most that all runs under the budget's name may cost, in the currency of the prices; `""` for no limit."""
    budget_name: str = ""
    """`""`: the output folder's path."""
    min_chars: int = 600
    """Shorter sections are asked about together with their neighbours."""
    max_chars: int = 1800
    """Longer sections are asked about in parts."""
    text_language: TextLanguage = "zh"
    """Language of composed text; names stay as in the report."""
    format: str = "md,html"
    """Formats of the briefs, with commas between; `record` alone makes none."""
    language: Language = "zh"
    """Language of the labels on briefs."""
    max_megabytes: int = 64
    """Larger files are refused."""
    manifest: Path | None = None
    """CSV file that tells where and when each input was fetched."""

    def __post_init__(self) -> None:
        _check(self)


def settings_from_file(folder: Path) -> dict[str, str | int | float | bool]:
    """Return what the settings file in a folder sets, `{}` where there is none. Raise SettingsError on what can't be used."""
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: can't be read as TOML ({error}); mend or remove it") from error
    known = {field.name for field in fields(Settings)} | GOLDEN_SETTINGS
    if unknown := sorted(set(found) - known):
        raise SettingsError(f"{path}: unknown settings {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    if nested := sorted(name for name, value in found.items() if not isinstance(value, str | int | float | bool)):
        raise SettingsError(f"{path}: {', '.join(nested)} must be a text, a number or true/false")
    return found


def _check(settings: Settings) -> None:
    lower_bounds = {"concurrency": 1, "min_chars": 1, "max_megabytes": 1, "wait_seconds": 0, "outage_minutes": 0}
    lower_bounds |= {"workers": 0, "requests_per_minute": 0, "tokens_per_minute": 0, "sample": 0}
    for name, least in lower_bounds.items():
        if getattr(settings, name) < least:
            raise SettingsError(f"{name} is {getattr(settings, name)}; it must be at least {least}")
    if not settings.timeout_seconds > 0:
        raise SettingsError(f"timeout_seconds is {settings.timeout_seconds}; it must be above 0")
    if settings.max_chars < settings.min_chars:
        raise SettingsError(
            f"max_chars ({settings.max_chars}) is below min_chars ({settings.min_chars}); raise it or lower the other"
        )
    if settings.text_language not in ("zh", "en"):
        raise SettingsError(f"text_language is {settings.text_language!r}; it must be zh or en")
    if settings.language not in ("zh", "en"):
        raise SettingsError(f"language is {settings.language!r}; it must be zh or en")
    if settings.step not in get_args(StepSetting):
        raise SettingsError(f"step is {settings.step!r}; it must be one of {', '.join(get_args(StepSetting))}")
    if settings.until and not _TIME_OF_DAY.fullmatch(settings.until):
        raise SettingsError(f"until is {settings.until!r}; it must be a time of day such as 07:00")
    if settings.budget and not _AMOUNT.fullmatch(settings.budget):
        raise SettingsError(f"budget is {settings.budget!r}; it must be an amount such as 5.00")
    if not settings.model:
        raise SettingsError("model is empty; name one or leave it out for builtin")
