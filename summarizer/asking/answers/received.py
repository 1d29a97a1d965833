"""The bytes of a reply in, what it says out. Pure, and surprised by nothing: any endpoint may send anything.

What stands where the protocol wants something else counts as not said.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.domain.reply import Usage

# Far above any answer; what is longer is none, and would be sent back whole with the re-ask.
_LONGEST_ANSWER = 400_000
_LONGEST_NAME, _LONGEST_MESSAGE = 100, 2000
# Above any bill, below what a database holds
_MOST_TOKENS = 10**9
# What endpoints call the parts of a prompt that they had kept, and that they bill for keeping; under the details or beside them
_CACHED = ("cached_tokens", "prompt_cache_hit_tokens", "cache_read_input_tokens", "cache_read_tokens")
_WRITTEN = ("cache_write_tokens", "cache_creation_input_tokens", "cache_creation_tokens")
# How endpoints say that an answer was cut off, and that it was withheld
_CUT_OFF, _FILTERED = ("length", "max_tokens"), ("content_filter", "sensitive", "safety")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an endpoint says went wrong."""

    message: str = ""
    codes: tuple[str, ...] = ()
    """Its `code` and `type`, those that are there."""
    param: str = ""
    """The part of the request that it is about."""

    @property
    def status(self) -> int:
        """Return the HTTP status that a code stands for, 0 for none: some endpoints send errors under status 200."""
        return next((int(code) for code in self.codes if code.isascii() and code.isdigit() and len(code) == 3), 0)


@dataclass(frozen=True, slots=True)
class Received:
    """A completion, as far as it can be read."""

    content: str = ""
    refusal: str = ""
    finish_reason: str = ""
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    complaint: Complaint | None = None
    """There instead of an answer."""

    @property
    def is_cut_off(self) -> bool:
        """Say whether the answer was longer than the endpoint allows."""
        return self.finish_reason in _CUT_OFF

    @property
    def is_withheld(self) -> bool:
        """Say whether a filter kept the answer back."""
        return self.finish_reason in _FILTERED


def read_reply(content: bytes) -> Received | None:
    """Return what a reply says, whatever its content type is; None where it is no completion."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):  # bad encodings and endless numbers are ValueErrors, too
        return None
    return read_completion(found)


def read_completion(found: object) -> Received | None:
    """Return what the JSON of a reply says; None where it is no completion."""
    if not isinstance(found, dict):
        return None
    choices = found.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    complaint = _complaint_in(found) or _complaint_in(choice)
    if complaint is not None:
        return Received(model=_name(found.get("model")), usage=_usage(found.get("usage")), complaint=complaint)
    if not isinstance(choice, dict) or not isinstance(message := choice.get("message"), dict):
        return None
    return Received(
        content=clean(said(message))[:_LONGEST_ANSWER],
        refusal=_text(message.get("refusal")).strip(),
        finish_reason=_text(choice.get("finish_reason")),
        model=_name(found.get("model")),
        usage=_usage(found.get("usage")),
    )


def read_complaint(body: object) -> Complaint:
    """Return what an error says; `body` is what stands in its JSON under `error`, or all of it."""
    if isinstance(body, list) and body:  # one vendor wraps its errors in a list
        body = body[0]
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    if not isinstance(body, dict):
        return Complaint(_text(body)[:_LONGEST_MESSAGE])
    codes = (str(code) for name in ("code", "type") if isinstance(code := body.get(name), str | int))
    message = _text(body.get("message")) or _as_json(body.get("detail") or "")
    return Complaint(clean(message)[:_LONGEST_MESSAGE], tuple(code[:_LONGEST_NAME] for code in codes), _text(body.get("param")))


def said(message: Mapping[str, Any]) -> str:
    """Return the text of a message, or the argument of the function that it calls."""
    for call in (*_items(message.get("tool_calls")), {"function": message.get("function_call")}):
        function = call.get("function") if isinstance(call, dict) else None
        if isinstance(function, dict) and (arguments := function.get("arguments")):
            return _as_json(arguments)
    content = message.get("content")
    if isinstance(content, list):
        return "".join(_text(part.get("text")) if isinstance(part, dict) else _text(part) for part in content)
    return _as_json(content) if content else ""


def on_a_line(text: str) -> str:
    """Return a text as it may stand on a terminal: one line, nothing that steers it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def clean(text: str) -> str:
    """Return a text that can be encoded: a lone half of a character becomes a mark for what is lost."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _complaint_in(found: object) -> Complaint | None:
    if isinstance(found, dict) and (error := found.get("error")):
        return read_complaint(error)
    return None


def _usage(found: object) -> Usage:
    if not isinstance(found, dict):
        return Usage()
    details = found.get("prompt_tokens_details")
    both = {**found, **details} if isinstance(details, dict) else found
    asked = _count(found.get("prompt_tokens"))
    cached = min(asked, _first_count(both, _CACHED))
    return Usage(
        prompt_tokens=asked,
        cached_tokens=cached,
        written_tokens=min(asked - cached, _first_count(both, _WRITTEN)),
        completion_tokens=_count(found.get("completion_tokens")),
    )


def _first_count(found: Mapping[str, object], names: Sequence[str]) -> int:
    return next((count for name in names if (count := _count(found.get(name)))), 0)


def _count(tokens: object) -> int:
    return min(max(tokens, 0), _MOST_TOKENS) if isinstance(tokens, int) else 0


def _name(found: object) -> str:
    """Return a name that can stand on a terminal and in a record."""
    return on_a_line(clean(_text(found))[:_LONGEST_NAME])


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""


def _items(found: object) -> Sequence[object]:
    return found if isinstance(found, list) else ()


def _as_json(found: object) -> str:
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
