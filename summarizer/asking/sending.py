"""One request: its step, its turn in the flow, what it may cost. Together with client.py the only place that sends anything."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import httpx2
import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from openai.types.completion_usage import CompletionUsage

from summarizer.asking.endpoint import Endpoint
from summarizer.asking.flaws import Flaw
from summarizer.asking.flow import Flow
from summarizer.asking.rates import wait_until_reset
from summarizer.asking.retries import TransientError
from summarizer.asking.steps import bare_json, is_refused, next_step, with_step
from summarizer.asking.tokens import prompt_tokens
from summarizer.asking.translation import translated
from summarizer.asking.written import unmarked
from summarizer.domain.record import Step
from summarizer.domain.reply import Answer, Question, Usage
from summarizer.errors import AskError

_NO_KEY = "none"  # the client wants one; endpoints on the own machine don't
_LONGEST_REASON = 200
_NOT_UNDERSTOOD = (400, 422)


class TruncatedError(AskError):
    """The answer was longer than the endpoint allows. Never leaves this stage."""


class Meter(Protocol):
    """Whoever watches over what is spent."""

    async def reserve(self, question: Question) -> int:
        """Set aside what a request may cost and return the reservation. Raise StopRunError when it is more than is left."""

    async def settle(self, reservation: int, usage: Usage) -> None:
        """Replace a reservation by what was billed."""

    async def aclose(self) -> None:
        """Let go of what it keeps its accounts in."""


@dataclass(slots=True)
class Exchange:
    """What is known while one question is asked."""

    question: Question
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    step: Step = "strict"
    answer: Answer | None = None
    """The last answer that fits the schema, and what is wrong with it."""
    flaws: list[Flaw] = field(default_factory=list)
    unreadable: str = ""
    """Why the last one that does not fit the schema doesn't."""


class Sender:
    """One endpoint, one pool of connections, one step for all: what the endpoint refused once it isn't asked again."""

    def __init__(self, endpoint: Endpoint, transport: httpx2.AsyncBaseTransport, flow: Flow, meter: Meter | None) -> None:
        self._endpoint, self._flow, self._meter = endpoint, flow, meter
        self._step: Step = endpoint.step or "strict"
        self._is_counted = bool(endpoint.tokens_per_minute)
        hooks = {} if endpoint.in_process else {"response": [self._note_limits]}
        self._openai = openai.AsyncOpenAI(
            api_key=endpoint.api_key or _NO_KEY,
            base_url=endpoint.base_url,
            max_retries=0,
            timeout=endpoint.timeout_seconds,
            http_client=httpx2.AsyncClient(transport=transport, event_hooks=hooks),
        )

    async def send(self, exchange: Exchange, body: dict[str, Any]) -> ChatCompletion:
        """Send a request and return the completion, its content the JSON alone. Raise AskError when it holds no answer."""
        while True:
            step = self._step
            try:
                return await self._sent(exchange, with_step(body, exchange.question.name, step), step)
            except openai.APIStatusError as error:
                self._step_down(step, error)

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def _sent(self, exchange: Exchange, body: dict[str, Any], step: Step) -> ChatCompletion:
        tokens = prompt_tokens(exchange.question) if self._is_counted else 0
        async with self._flow.turn(exchange.question.variable, tokens):
            reservation = await self._meter.reserve(exchange.question) if self._meter else 0
            exchange.usage = replace(exchange.usage, calls=exchange.usage.calls + 1)
            before = exchange.usage
            try:
                # `chat.completions.create` would walk over the whole body first, which costs as much as the rest.
                completion = await self._openai.post("/chat/completions", cast_to=ChatCompletion, body=body)
                exchange.step = step
                return _readable(completion, exchange, self._endpoint)
            except openai.APIStatusError as error:
                await self._settle(reservation, Usage())  # what is refused is not billed
                if _may_step_down(step, error):
                    raise
                raise translated(error, self._endpoint) or error from None
            except Exception as error:  # every library error is translated here; the original may hold the key
                raise translated(error, self._endpoint) or error from None
            finally:
                # Where nobody knows (a broken connection, no usage in the reply) it stays reserved.
                if exchange.usage != before:
                    await self._settle(reservation, _less(exchange.usage, before))

    async def _settle(self, reservation: int, billed: Usage) -> None:
        if self._meter:
            await self._meter.settle(reservation, billed)

    def _step_down(self, step: Step, error: openai.APIStatusError) -> None:
        lower = next_step(step)
        if lower is None:  # pragma: no cover - `_may_step_down` said otherwise
            raise translated(error, self._endpoint) or error from None
        if self._step == step:  # else another request found out before
            self._step = lower

    async def _note_limits(self, response: httpx2.Response) -> None:
        if seconds := wait_until_reset(response.headers):
            self._flow.back_off(min(seconds, self._endpoint.longest_wait_seconds))


def _may_step_down(step: Step, error: openai.APIStatusError) -> bool:
    return error.status_code in _NOT_UNDERSTOOD and next_step(step) is not None and is_refused(step, str(error.message))


def _readable(completion: object, exchange: Exchange, endpoint: Endpoint) -> ChatCompletion:
    """Return a completion that holds an answer and note it. Raise when it holds none."""
    completion = _parsed(completion) if isinstance(completion, str) else completion
    if not isinstance(completion, ChatCompletion) or not completion.choices:
        raise TransientError(f"{endpoint.name}: the reply holds no answer")
    exchange.usage = _added(exchange.usage, completion.usage)
    exchange.model = str(completion.model or "")
    choice = completion.choices[0]
    # The client builds its types without checking them, so that anything may stand where an endpoint put it.
    if not isinstance(choice, Choice) or not isinstance(choice.message, ChatCompletionMessage):
        raise TransientError(f"{endpoint.name}: the reply can't be read")
    if choice.message.refusal:
        raise AskError(f"refused: {' '.join(str(choice.message.refusal).split())[:_LONGEST_REASON]}")
    if choice.finish_reason == "content_filter":
        raise AskError("content filter: the endpoint withheld the answer")
    if choice.finish_reason == "length":
        raise TruncatedError("truncated: the answer was longer than the endpoint allows")
    choice.message.content = unmarked(bare_json(_said(choice.message)))
    return completion


def _parsed(text: str) -> object:
    """Return a completion that came under another content type than JSON; the text where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return ChatCompletion.construct(**found) if isinstance(found, dict) and "choices" in found else text


def _said(message: ChatCompletionMessage) -> str:
    """Return what was said, or the argument of the function that was called."""
    for call in message.tool_calls or ():
        if arguments := getattr(getattr(call, "function", None), "arguments", None):
            return str(arguments)
    return str(message.content or "")


def _added(usage: Usage, billed: CompletionUsage | None) -> Usage:
    details = getattr(billed, "prompt_tokens_details", None)
    return replace(
        usage,
        prompt_tokens=usage.prompt_tokens + _count(billed, "prompt_tokens"),
        cached_tokens=usage.cached_tokens + _count(details, "cached_tokens"),
        completion_tokens=usage.completion_tokens + _count(billed, "completion_tokens"),
    )


def _less(usage: Usage, before: Usage) -> Usage:
    return Usage(
        prompt_tokens=usage.prompt_tokens - before.prompt_tokens,
        cached_tokens=usage.cached_tokens - before.cached_tokens,
        completion_tokens=usage.completion_tokens - before.completion_tokens,
    )


def _count(billed: object, name: str) -> int:
    tokens = getattr(billed, name, None)
    return tokens if isinstance(tokens, int) else 0
