"""Errors of the openai client in, ours out: the one place where it is decided what an error means for the run.

No message holds the key, nor what the endpoint wrote of it.
"""

import json

import httpx2
import openai

from summarizer.asking.endpoint import Endpoint
from summarizer.asking.retries import TransientError, Trouble, asked_wait
from summarizer.errors import AskError, StopRunError

_LONGEST_MESSAGE = 200
_STOPPING = {
    401: "the key was refused (401); check OPENAI_API_KEY",
    403: "access was refused (403); check what the key is allowed to use",
    404: "there is no such model or address (404); check --model and OPENAI_BASE_URL",
}
_NO_QUOTA = "no quota is left (insufficient_quota); top up the account or name another endpoint"
_TOO_MANY = 429
_TRANSIENT = {408, 409, _TOO_MANY}
_NOT_ARRIVED = (httpx2.ConnectError, httpx2.ConnectTimeout)


def translated(error: Exception, endpoint: Endpoint) -> AskError | None:
    """Return what an error of the client means; None where it means a bug."""
    match error:
        case AskError():
            return error
        case openai.APIStatusError():
            return _of_status(error, endpoint)
        case openai.APITimeoutError() if not isinstance(error.__cause__, _NOT_ARRIVED):
            return TransientError(f"{endpoint.name}: no answer within {endpoint.timeout_seconds:g} s")
        case openai.APIConnectionError() if isinstance(error.__cause__, _NOT_ARRIVED):
            reason = (
                f"{endpoint.name}: can't be reached ({type(error.__cause__).__name__}); check the network and OPENAI_BASE_URL"
            )
            return TransientError(reason, kind="unreachable")
        case openai.APIConnectionError() if _is_broken_connection(error.__cause__):
            return TransientError(f"{endpoint.name}: the connection failed ({type(error.__cause__).__name__})")
        case openai.APIResponseValidationError() | json.JSONDecodeError() | httpx2.HTTPError():
            return TransientError(f"{endpoint.name}: the reply can't be read ({type(error).__name__})")
    return None


def _is_broken_connection(cause: BaseException | None) -> bool:
    return cause is None or isinstance(cause, httpx2.HTTPError | httpx2.StreamError | OSError)


def _of_status(error: openai.APIStatusError, endpoint: Endpoint) -> AskError:
    status = error.status_code
    if "insufficient_quota" in (error.code, error.type):
        return StopRunError(f"{endpoint.name}: {_NO_QUOTA}")
    if status in _STOPPING:
        return StopRunError(f"{endpoint.name}: {_STOPPING[status]}")
    if status in _TRANSIENT or status >= 500:
        kind: Trouble = "limited" if status == _TOO_MANY else "busy"
        return TransientError(f"{endpoint.name}: can't serve at the moment ({status})", asked_wait(error.response.headers), kind)
    if "content_filter" in (error.code, error.type):
        return AskError("content filter: the endpoint refused to answer")
    return AskError(f"{endpoint.name}: the request was refused ({status}): {_message(error, endpoint)}")


def _message(error: openai.APIStatusError, endpoint: Endpoint) -> str:
    body = error.body
    said = str(body.get("message") or "") if isinstance(body, dict) else ""
    if endpoint.api_key:
        said = said.replace(endpoint.api_key, "…")
    return " ".join(said.split())[:_LONGEST_MESSAGE] or "no reason given"
