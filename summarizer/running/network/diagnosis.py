"""Is everything in place before a long run: key, network, cache, fonts? The key is never shown."""

import asyncio
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from summarizer.asking.asker import Asker
from summarizer.asking.kept.opening import open_store
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.making import tiny_question
from summarizer.errors import AskError, CacheError, SettingsError

_CONNECT_SECONDS = 5.0
_KEY_NAMES = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    is_well: bool
    said: str


def look_at_key(environment: Mapping[str, str], endpoint: Endpoint, *, is_own: bool) -> Finding:
    """Say whether a key is set, and in which variable. An endpoint that the user named may want none."""
    name = next((name for name in _KEY_NAMES if environment.get(name, "").strip()), "")
    if name:
        return Finding("key", is_well=True, said=f"set ({name})")
    if endpoint.in_process:
        return Finding("key", is_well=True, said="not needed by builtin")
    return Finding("key", is_well=is_own, said=f"none; {'if your endpoint wants one, ' if is_own else ''}set OPENAI_API_KEY")


async def look_at_endpoint(endpoint: Endpoint) -> Finding:
    """Say whether the endpoint's host takes a connection. Nothing is sent."""
    if endpoint.in_process:
        return Finding("endpoint", is_well=True, said="in the process, needs no network")
    parts = urlsplit(endpoint.base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(parts.hostname, port), _CONNECT_SECONDS)
    except (OSError, TimeoutError) as error:
        return Finding("endpoint", is_well=False, said=f"{endpoint.name} can't be reached ({type(error).__name__}: {error})")
    writer.close()
    return Finding("endpoint", is_well=True, said=f"{endpoint.name} takes connections")


async def look_at_step(endpoint: Endpoint) -> Finding:
    """Ask one tiny question and say in which step it was answered."""
    try:
        async with Asker(endpoint, concurrency=1) as asker:
            reply = await asker.ask(tiny_question())
    except AskError as error:
        return Finding("strict", is_well=False, said=str(error))
    if reply.answer is None:
        return Finding("strict", is_well=False, said=reply.failure)
    steps = {"strict": "honoured", "tools": "refused; answers are asked for as tool calls", "json_object": "refused; plain JSON"}
    tokens = f"{reply.usage.prompt_tokens} tokens in, {reply.usage.completion_tokens} out"
    return Finding("strict", reply.step == "strict", f"{steps[reply.step]} ({reply.model}, {tokens})")


async def look_at_cache(place: Path | str) -> Finding:
    """Say whether the answers can be read and written."""
    try:
        store = open_store(place)
        async with aclosing(store):
            damages = await store.damages()
            count = sum([1 async for _ in store.items()])
    except (CacheError, SettingsError) as error:
        return Finding("cache", is_well=False, said=str(error))
    return Finding("cache", not damages, f"{store.place}: {count} rows" + "".join(f"; {damage}" for damage in damages[:3]))


def look_at_fonts() -> Finding:
    """Say whether the machine has a font for Chinese, which the briefs are shown with."""
    listing = shutil.which("fc-list")
    if listing is None:
        return Finding("fonts", is_well=True, said="can't be listed here (no fc-list); a browser shows what it has")
    found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, text=True, check=False, timeout=30).stdout
    families = sorted({line.split(",")[0].strip() for line in found.splitlines() if line.strip()})
    said = ", ".join(families[:3]) if families else "none for Chinese; install one such as Noto Sans CJK to look at briefs"
    return Finding("fonts", bool(families), said)
