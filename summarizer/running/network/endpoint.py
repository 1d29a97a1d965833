"""Which model a run asks, where it is, and what the user is told of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from summarizer.asking.asker import Asker
from summarizer.asking.kept.recorded import RecordedAnswers
from summarizer.asking.kept.store import is_shared, shown_address
from summarizer.asking.network.endpoint import BUILTIN, Endpoint, builtin_endpoint, network_endpoint
from summarizer.errors import SettingsError
from summarizer.running.spending.budget import find_budget
from summarizer.settings import Settings

_KEY_NAMES = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")
_HINT = (
    "A key is set, but no model is named: builtin rules label the text, nothing leaves this machine (--model NAME changes that)."
)


def announce(settings: Settings, environment: Mapping[str, str]) -> list[str]:
    """Return what the user must know before any text leaves the machine. The key itself is never shown."""
    if settings.answers:
        return []
    if settings.model == BUILTIN:
        return [_HINT] if _key(environment) else []
    endpoint = find_endpoint(settings, environment)
    return [f"The text of the reports goes to {endpoint.name} (model {settings.model})."]


def open_asker(settings: Settings, environment: Mapping[str, str], notice: Callable[[str], None]) -> Asker:
    """Return the asker of a run; `notice` is told of kept answers that can't be used.

    Raise SettingsError when the settings forbid the model or don't say how to reach it, CacheError when the cache can't be used.
    """
    endpoint = find_endpoint(settings, environment)
    if settings.answers:
        return Asker(endpoint, concurrency=settings.concurrency, notice=notice, recorded=RecordedAnswers(settings.answers))
    cache = cache_place(settings)
    budget = find_budget(settings, cache, Path())
    meter = budget.opened(notice) if budget else None
    return Asker(endpoint, cache, concurrency=settings.concurrency, notice=notice, meter=meter)


def cache_place(settings: Settings) -> Path | str:
    """Return where the answers that were paid for are kept: a folder, or the address of a Redis.

    Raise SettingsError on an address of another kind.
    """
    if not settings.cache:
        return platformdirs.user_cache_path("summarizer") / "answers"
    if is_shared(settings.cache):
        return str(settings.cache)
    if "://" in str(settings.cache):
        raise SettingsError(f"--cache {shown_address(str(settings.cache))}: name a folder, or a Redis as redis://HOST:PORT/0")
    return Path(settings.cache)


def find_endpoint(settings: Settings, environment: Mapping[str, str], *, needs_key: bool = True) -> Endpoint:
    """Return the endpoint that the settings name. Raise SettingsError when they forbid it or don't say enough."""
    if settings.model == BUILTIN:
        return builtin_endpoint()
    if settings.offline and not settings.answers:
        raise SettingsError(f"--offline forbids the network model {settings.model}; leave one of the two out")
    if settings.base_url and not _is_address(settings.base_url):
        raise SettingsError(
            f"base_url is {_without_user(settings.base_url)!r}; it must be an http or https URL such as http://127.0.0.1:8000/v1"
        )
    if _holds_user(settings.base_url):
        raise SettingsError(
            f"{_address_setting(settings, environment)} {shown_address(settings.base_url)}: leave user and password out of the "
            "address, they would be sent instead of the key; set the key as OPENAI_API_KEY"
        )
    key = _key(environment)
    if needs_key and not settings.answers and not key and not settings.base_url:
        raise SettingsError("no key for the default endpoint: set OPENAI_API_KEY, or name your own endpoint with --base-url")
    endpoint = network_endpoint(settings.model, settings.base_url, key or "none", timeout_seconds=settings.timeout_seconds)
    return replace(
        endpoint,
        address_setting=_address_setting(settings, environment),
        step=None if settings.step == "auto" else settings.step,
        requests_per_minute=settings.requests_per_minute,
        tokens_per_minute=settings.tokens_per_minute,
        longest_wait_seconds=settings.wait_seconds,
        longest_outage_seconds=settings.outage_minutes * 60,
    )


def _key(environment: Mapping[str, str]) -> str:
    return next((environment[name].strip() for name in _KEY_NAMES if environment.get(name, "").strip()), "")


def _address_setting(settings: Settings, environment: Mapping[str, str]) -> str:
    """Return where the address comes from, as far as the user has to know to change it."""
    is_from_variable = settings.base_url and environment.get("OPENAI_BASE_URL", "").strip() == settings.base_url
    return "OPENAI_BASE_URL" if is_from_variable else "--base-url"


def _holds_user(url: str) -> bool:
    return "@" in urlsplit(url).netloc


def _without_user(url: str) -> str:
    """Return what may be shown of an address that may be none: nothing before the last @."""
    scheme, mark, rest = url.rpartition("://")
    return scheme + mark + rest.rpartition("@")[2]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
