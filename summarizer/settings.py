"""Everything that a user can set: by flag, then `SUMMARIZER_<NAME>`, then `summarizer.toml` in the working folder."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from summarizer.errors import SettingsError

SETTINGS_FILE = "summarizer.toml"
GOLDEN_SETTINGS = {"fail_on", "similarity"}
"""Settings of `summarizer golden`, which change no record."""
TextLanguage = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. Keys are read from the environment alone and are never part of this."""

    model: str = "builtin"
    base_url: str = ""
    """Of an OpenAI-compatible endpoint; `""` for the one that the key belongs to by default."""
    output: Path = Path("out")
    cache: Path | None = None
    """Folder of the answers; None for the user's cache folder."""
    offline: bool = False
    """Forbid every model that isn't in the process."""
    workers: int = 0
    """Processes that make reports; 0 for one per core where that pays."""
    concurrency: int = 16
    """Questions in flight at once."""
    timeout_seconds: float = 120.0
    """Of one request."""
    min_chars: int = 600
    """Shorter sections are asked about together with their neighbours."""
    max_chars: int = 1800
    """Longer sections are asked about in parts."""
    text_language: TextLanguage = "zh"
    """Language of composed text; names stay as in the report."""
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
    lower_bounds = {"concurrency": 1, "workers": 0, "min_chars": 1, "max_megabytes": 1}
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
    if not settings.model:
        raise SettingsError("model is empty; name one or leave it out for builtin")
