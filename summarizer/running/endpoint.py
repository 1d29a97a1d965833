"""Which model a run asks, where it is, and what the user is told of it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import platformdirs

from summarizer.asking.asker import Asker, Endpoint
from summarizer.errors import SettingsError
from summarizer.settings import Settings

BUILTIN = "builtin"
DEFAULT_URL = "https://api.openai.com/v1"
_KEY_NAMES = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")


def announce(settings: Settings, environment: Mapping[str, str]) -> list[str]:
    """Return what the user must know before any text leaves the machine. The key itself is never shown."""
    if settings.model != BUILTIN:
        return [f"The text of the reports goes to {_host(settings.base_url or DEFAULT_URL)} (model {settings.model})."]
    if _key(environment):
        return ["A key is set, but no model is named: the builtin rules are used and nothing leaves this machine (--model NAME changes that)."]
    return []


def open_asker(settings: Settings, environment: Mapping[str, str]) -> Asker:
    """Return the asker of a run. Raise SettingsError when the settings forbid or can't reach the model."""
    cache = settings.cache or platformdirs.user_cache_path("summarizer") / "answers"
    return Asker(_endpoint(settings, environment), cache, concurrency=settings.concurrency, timeout_seconds=settings.timeout_seconds)


def _endpoint(settings: Settings, environment: Mapping[str, str]) -> Endpoint:
    if settings.model == BUILTIN:
        return Endpoint(name=BUILTIN, model=BUILTIN)
    if settings.offline:
        raise SettingsError(f"--offline forbids the network model {settings.model}; leave one of the two out")
    url = settings.base_url or DEFAULT_URL
    if urlsplit(url).scheme not in ("http", "https") or not _host(url):
        raise SettingsError(f"base_url is {url!r}; it must be an http or https URL such as http://127.0.0.1:8000/v1")
    key = _key(environment)
    if not key and not settings.base_url:
        raise SettingsError(f"no key for {_host(url)}: set OPENAI_API_KEY, or name your own endpoint with --base-url")
    return Endpoint(name=_host(url), model=settings.model, base_url=url, api_key=key or "none")


def _key(environment: Mapping[str, str]) -> str:
    return next((environment[name].strip() for name in _KEY_NAMES if environment.get(name, "").strip()), "")


def _host(url: str) -> str:
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.hostname else ""
