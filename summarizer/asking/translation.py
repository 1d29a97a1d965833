"""Errors of the openai client and of replies in, ours out: the one place where it is decided what an error means for the run.

No message holds the key, nor what the endpoint wrote of it.
"""

from collections.abc import Mapping

import httpx2
import openai

from summarizer.asking.answers.received import Complaint, on_a_line, read_complaint
from summarizer.asking.flow.retries import TransientError, Trouble, asked_wait
from summarizer.asking.network.endpoint import Endpoint
from summarizer.errors import AskError, StopRunError

_LONGEST_MESSAGE = 200
_STOPPING = {
    401: "the key was refused (401); check OPENAI_API_KEY",
    402: "no money is left (402); top up the account or name another endpoint",
    403: "access was refused (403); check what the key is allowed to use",
    404: "there is no such model or address (404); check --model and {address}",
}
_NO_QUOTA = "no quota is left ({}); top up the account or name another endpoint"
# Under 429, where they mean that waiting does not help
_QUOTA_CODES = frozenset({"insufficient_quota", "exceeded_current_quota_error", "billing_hard_limit_reached", "Arrearage"})
_FILTER_CODES = frozenset({"content_filter", "content_policy_violation", "data_inspection_failed", "DataInspectionFailed"})
_TOO_MANY = 429
_TRANSIENT = {408, 409, 425, _TOO_MANY}
_BAD_REQUEST, _TOO_LARGE, _BROKEN = 400, 413, 500
_NOT_ARRIVED = (httpx2.ConnectError, httpx2.ConnectTimeout)
# `This model's maximum context length is 8192 tokens`, `prompt is too long`, `exceed_context_size_error`
_TOO_LONG = (
    "context_length",
    "context length",
    "context window",
    "context_size",
    "context size",
    "too long",
    "too many tokens",
    "string_above_max_length",
    "range of input length",
    "max_model_len",
)


class TooLongError(AskError):
    """The question or its answer is longer than the endpoint allows. Never leaves this stage."""


def translated(error: Exception, endpoint: Endpoint) -> AskError | None:
    """Return what an error of the client means; None where it means a bug."""
    match error:
        case AskError():
            return error
        case openai.APIStatusError():
            return meaning(error.status_code, complaint_of(error), endpoint, error.response.headers)
        case openai.APITimeoutError() if not isinstance(error.__cause__, _NOT_ARRIVED):
            return TransientError(f"{endpoint.name}: no answer within {endpoint.timeout_seconds:g} s")
        case openai.APIConnectionError() if isinstance(error.__cause__, _NOT_ARRIVED):
            why = type(error.__cause__).__name__
            reason = f"{endpoint.name}: can't be reached ({why}); check the network and {endpoint.address_setting}"
            return TransientError(reason, kind="unreachable")
        case openai.APIConnectionError():
            return TransientError(f"{endpoint.name}: the connection failed ({type(error.__cause__).__name__})")
    return None


def meaning(status: int, complaint: Complaint, endpoint: Endpoint, headers: Mapping[str, str]) -> AskError:
    """Return what a status and the complaint that came with it mean."""
    name = endpoint.name
    if quota := _QUOTA_CODES.intersection(complaint.codes):
        return StopRunError(f"{name}: {_NO_QUOTA.format(min(quota))}")
    if status in _STOPPING:
        return StopRunError(f"{name}: {_STOPPING[status].format(address=endpoint.address_setting)}")
    if status in _TRANSIENT or status >= 500:
        kind: Trouble = "limited" if status == _TOO_MANY else "busy"
        return TransientError(f"{name}: can't serve at the moment ({status})", asked_wait(headers), kind)
    if 300 <= status < 400:
        reason = f"{name}: redirects to another address ({status}), which is not followed; check {endpoint.address_setting}"
        return TransientError(reason, kind="elsewhere")
    if _FILTER_CODES.intersection(complaint.codes):
        return AskError("content filter: the endpoint refused to answer")
    message = _message(complaint, endpoint)
    if status == _TOO_LARGE or is_too_long(complaint):
        return TooLongError(f"too long: the endpoint takes no question of this length ({status}): {message}")
    return AskError(f"{name}: the request was refused ({status}): {message}")


def complaint_of(error: openai.APIStatusError) -> Complaint:
    """Return what an endpoint said with a status that is an error."""
    return read_complaint(error.body)


def status_of(complaint: Complaint) -> int:
    """Return the status that an error under status 200 should have had."""
    words = " ".join((*complaint.codes, complaint.message)).lower()
    if complaint.status:
        return complaint.status
    if "rate_limit" in words or "rate limit" in words:
        return _TOO_MANY
    is_lasting = is_too_long(complaint) or "invalid_request" in words or _FILTER_CODES.intersection(complaint.codes)
    return _BAD_REQUEST if is_lasting else _BROKEN


def is_too_long(complaint: Complaint) -> bool:
    """Say whether a complaint is about the length of the question."""
    words = " ".join((*complaint.codes, complaint.message)).lower()
    return any(said in words for said in _TOO_LONG)


def without_key(text: str, endpoint: Endpoint) -> str:
    """Return a text of the endpoint's on one line, and without the key that it may hold."""
    return on_a_line(text.replace(endpoint.api_key, "…") if endpoint.api_key else text)


def _message(complaint: Complaint, endpoint: Endpoint) -> str:
    return without_key(complaint.message, endpoint)[:_LONGEST_MESSAGE] or "no reason given"
