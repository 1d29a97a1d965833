"""Where questions go: the model in the process, or an OpenAI-compatible endpoint."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from summarizer.domain.record import Step
from summarizer.errors import SettingsError

BUILTIN = "builtin"
# A name that can't be looked up: should a request ever leave the process, it goes nowhere.
_BUILTIN_URL = "http://builtin.invalid/v1"
_OPENAI = "api.openai.com"
_DEFAULT_URL = f"https://{_OPENAI}/v1"
# `gpt-5.6-luna`, `gpt-6-sol`; prompt_cache_breakpoint is documented from gpt-5.6 on
_GENERATION = re.compile(r"gpt-(\d{1,2})(?:\.(\d{1,2}))?(?!\w)")
_FIRST_WITH_MARK = (5, 6)
# The time-out is for a sign of life; an answer that trickles may take so many times as long, and no more.
_WHOLE_ANSWER = 5


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model and how to reach it."""

    name: str
    """Part of the cache key: the host, or `builtin`."""
    model: str
    """The name that is asked for."""
    cache_model: str
    """Part of the cache key: the same, and for builtin the hash of its rules too."""
    base_url: str
    api_key: str = field(repr=False)
    address_setting: str = "--base-url"
    """What the user has to look at when nothing answers at the address."""
    in_process: bool = False
    """Reached without any network."""
    temperature: float | None = 0.0
    """None leaves it out, for models that refuse it."""
    timeout_seconds: float = 120.0
    """How long an endpoint may say nothing."""
    attempts: int = 10
    """How often a request is sent when the endpoint can't serve it at the moment. Where three in ten fail, nearly all of a
    hundred thousand questions come through."""
    longest_wait_seconds: float = 120.0
    """The endpoint may ask to wait that long; when it asks for more, the question fails."""
    longest_outage_seconds: float = 1800.0
    """When nothing answers for so long, the run stops; until then it waits and probes."""
    requests_per_minute: int = 0
    """0: as many as the endpoint serves."""
    tokens_per_minute: int = 0
    marks_prefix: bool = False
    """The API has a mark for the end of what it shall keep of a prompt, and charges for keeping what is not marked."""
    step: Step | None = None
    """How answers are asked for; None: strict, and what the endpoint can do where it refuses that."""

    @property
    def longest_answer_seconds(self) -> float:
        """Return how long a request may take from its first byte to the last one of its answer."""
        return self.timeout_seconds * _WHOLE_ANSWER

    def sampling(self) -> dict[str, float]:
        """Return the settings that steer how an answer is drawn."""
        return {} if self.temperature is None else {"temperature": self.temperature}


def builtin_endpoint() -> Endpoint:
    """Return the model that lives in the process."""
    from summarizer.builtin import model_id

    return Endpoint(BUILTIN, BUILTIN, model_id(), _BUILTIN_URL, api_key="", in_process=True)


def network_endpoint(model: str, base_url: str, api_key: str, *, timeout_seconds: float = 120.0) -> Endpoint:
    """Return a model behind an OpenAI-compatible endpoint; `base_url` `""` stands for OpenAI's own.

    Raise SettingsError when address or key can't be right.
    """
    url = base_url or _DEFAULT_URL
    if not url.startswith(("http://", "https://")) or not host_of(url):
        raise SettingsError(f"--base-url names {host_of(url)!r}; it must be an address like https://host/v1")
    if not (api_key.isascii() and api_key.isprintable() and " " not in api_key):
        raise SettingsError(
            "OPENAI_API_KEY holds characters that no key has (a space, a line end, a letter beyond ASCII); set it again"
        )
    host = host_of(url)
    marks = host == _OPENAI and _takes_mark(model)
    return Endpoint(host, model, model, url, api_key, timeout_seconds=timeout_seconds, marks_prefix=marks)


def _takes_mark(model: str) -> bool:
    found = _GENERATION.match(model)
    return found is not None and (int(found[1]), int(found[2] or 0)) >= _FIRST_WITH_MARK


def host_of(url: str) -> str:
    """Return host and port of an address, without user or password that may stand in it."""
    return urlsplit(url).netloc.rpartition("@")[2] or url.rpartition("@")[2]
