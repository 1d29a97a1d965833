"""Everything that a user can set: by flag, then `SUMMARIZER_<NAME>`, then `summarizer.toml` in the working folder."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, get_args

from summarizer.errors import SettingsError

SETTINGS_FILE = "summarizer.toml"
GOLDEN_SETTINGS: dict[str, tuple[type, ...]] = {"fail_on": (str,), "similarity": (float,)}
"""Settings of `summarizer golden`, which change no record."""
Value = str | int | float | bool
TextLanguage = Literal["zh", "en"]
Language = Literal["zh", "en"]
Engine = Literal["local", "ray"]
StepSetting = Literal["auto", "strict", "tools", "json_object"]
_PREFIX = "SUMMARIZER_"
_OF_ONE_COMMAND = ("API_KEY", "FAIL_ON", "FOLDER", "GOLD", "JSON", "PORT", "PRUNE", "QUIET", "REVIEWER", "SIMILARITY")
"""Variables of single commands, and of the key, which is no setting."""
_OTHER_VARIABLES = {"base_url": ("OPENAI_BASE_URL",)}
_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", Path: "a pathlib.Path"}
_TRUTH = {**dict.fromkeys(("1", "true", "yes", "on"), True), **dict.fromkeys(("0", "false", "no", "off"), False)}
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
    engine: Engine = "local"
    """Where reports are made: on this machine, or on a cluster."""
    address: str = ""
    """Of the cluster; `""` for one of this machine alone, which lives as long as the run."""
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


def given_settings(folder: Path, environment: Mapping[str, str]) -> dict[str, Value]:
    """Return what the settings file in a folder sets, and over it the environment. Raise SettingsError on what can't be used."""
    return settings_from_file(folder) | settings_from_environment(environment)


def settings_from_file(folder: Path) -> dict[str, Value]:
    """Return what the settings file in a folder sets, `{}` where there is none. Raise SettingsError on what can't be used."""
    path = folder / SETTINGS_FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: can't be read ({error.strerror}); mend its permissions or remove it") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: can't be read as TOML ({error}); mend or remove it") from error
    known = _KINDS.keys() | GOLDEN_SETTINGS.keys()
    if unknown := sorted(found.keys() - known):
        raise SettingsError(f"{path}: unknown settings {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    return {name: _from_toml(path, name, value) for name, value in found.items()}


def settings_from_environment(environment: Mapping[str, str]) -> dict[str, Value]:
    """Return what `SUMMARIZER_<NAME>` and `OPENAI_BASE_URL` set; an empty variable sets nothing. Raise SettingsError."""
    found: dict[str, Value] = {}
    for name, kinds in _KINDS.items():
        variable = next((each for each in variables_of(name) if environment.get(each)), None)
        if variable is not None:
            found[name] = _from_text(variable, environment[variable], kinds[0])
    return found


def misspelt_variables(environment: Mapping[str, str]) -> list[str]:
    """Return a sentence for each `SUMMARIZER_` variable that nothing reads, with the one that may be meant."""
    known = [f"{_PREFIX}{name}" for name in (*(name.upper() for name in _KINDS), *_OF_ONE_COMMAND)]
    said = []
    for name in sorted(environment):
        if name.startswith(_PREFIX) and name not in known and not name.startswith(f"{_PREFIX}TEST_"):
            near = get_close_matches(name, known, n=1)
            meant = f"did you mean {near[0]}?" if near else "`summarizer doctor` lists the settings"
            said.append(f"{name} is set, but no setting has that name; {meant}")
    return said


def variables_of(name: str) -> tuple[str, ...]:
    """Return the variables of the environment that set a setting, the first before the others."""
    return (f"{_PREFIX}{name.upper()}", *_OTHER_VARIABLES.get(name, ()))


def _from_toml(path: Path, name: str, value: object) -> Value:
    kinds = (_KINDS | GOLDEN_SETTINGS)[name]
    written = str if Path in kinds else kinds[0]
    if name == "budget" and type(value) in (int, float):  # 5.00 needs no quotes
        return str(value)
    if not _is_a(value, (written,)):
        raise SettingsError(f"{path}: {name} is {value!r}; it must be {_WORDS[written]}")
    assert isinstance(value, str | int | float)
    return value


def _from_text(variable: str, text: str, kind: type) -> Value:
    try:
        if kind is bool:
            return _TRUTH[text.strip().lower()]
        return int(text) if kind is int else float(text) if kind is float else text
    except (ValueError, KeyError):
        raise SettingsError(f"{variable} is {text!r}; it must be {_WORDS[kind]}") from None


def _is_a(value: object, kinds: tuple[type, ...]) -> bool:
    if isinstance(value, bool):  # which Python counts as a number
        return bool in kinds
    return isinstance(value, (*kinds, int) if float in kinds else kinds)


def _kinds(annotation: object) -> tuple[type, ...]:
    """Return the types that a setting's value may have: `(Path, NoneType)` of `Path | None`, `(str,)` of a choice of words."""
    return tuple(each if isinstance(each, type) else type(each) for each in get_args(annotation) or (annotation,))


_KINDS: dict[str, tuple[type, ...]] = {field.name: _kinds(field.type) for field in fields(Settings)}


def _check(settings: Settings) -> None:
    for name, kinds in _KINDS.items():
        if not _is_a(getattr(settings, name), kinds):
            raise SettingsError(f"{name} is {getattr(settings, name)!r}; it must be {_WORDS[kinds[0]]}")
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
    for name, words in (("text_language", TextLanguage), ("language", Language), ("step", StepSetting), ("engine", Engine)):
        if getattr(settings, name) not in get_args(words):
            raise SettingsError(f"{name} is {getattr(settings, name)!r}; it must be one of {', '.join(get_args(words))}")
    if settings.address and settings.engine != "ray":
        raise SettingsError("address is set, but the engine is local; add --engine ray, or leave the address out")
    if settings.until and not _TIME_OF_DAY.fullmatch(settings.until):
        raise SettingsError(f"until is {settings.until!r}; it must be a time of day such as 07:00")
    if settings.budget and not _AMOUNT.fullmatch(settings.budget):
        raise SettingsError(f"budget is {settings.budget!r}; it must be an amount such as 5.00")
    if not settings.model:
        raise SettingsError("model is empty; name one or leave it out for builtin")
