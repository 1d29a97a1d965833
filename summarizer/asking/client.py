"""Questions in, checked answers out: the only module that calls a model.

It takes seconds to import (openai, instructor), so it is imported when the first question is asked that has no kept answer.
Nested from the outside: transport retries (tenacity), the re-ask of an answer that does not pass (instructor), one request.
"""

import logging
import time
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Self

import httpx2
import instructor
import openai
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from openai.types.completion_usage import CompletionUsage
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from summarizer.asking.checks import flaws
from summarizer.asking.endpoint import Endpoint
from summarizer.asking.flaws import Flaw, without_flawed
from summarizer.asking.outcome import Outcome
from summarizer.asking.questions import request_body
from summarizer.asking.retries import Sleep, TransientError, with_retries
from summarizer.asking.schema import ANSWERS, answer_schema, response_format
from summarizer.asking.translation import translated
from summarizer.asking.written import unmarked
from summarizer.domain.reply import Answer, Question, Usage
from summarizer.errors import AskError, StopRunError

# instructor logs every failed attempt as an error, and Python prints errors that nobody listens for.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)

_REASKS = 1
_MOST_REASONS = 20
_NO_KEY = "none"  # the client wants one; endpoints on the own machine don't
_LONGEST_REASON = 200


@dataclass(slots=True)
class _Exchange:
    """What is known while one question is asked."""

    question: Question
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    answer: Answer | None = None
    """The last answer that fits the schema, and what is wrong with it."""
    flaws: list[Flaw] = field(default_factory=list)
    unreadable: str = ""
    """Why the last one that does not fit the schema doesn't."""


# How the validator and the sender below learn which question they serve. instructor's own way, `context=`, would render the
# report's text as a template.
_EXCHANGE: ContextVar[_Exchange] = ContextVar("exchange")


class ModelClient:
    """One endpoint, one pool of connections."""

    def __init__(self, endpoint: Endpoint, concurrency: int, transport: httpx2.AsyncBaseTransport | None, sleep: Sleep) -> None:
        self._endpoint, self._sleep = endpoint, sleep
        if transport is None and endpoint.in_process:
            from summarizer.asking.transport import BuiltinTransport

            transport = BuiltinTransport()
        limits = httpx2.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
        self._openai = openai.AsyncOpenAI(
            api_key=endpoint.api_key or _NO_KEY,
            base_url=endpoint.base_url,
            max_retries=0,
            timeout=endpoint.timeout_seconds,
            http_client=httpx2.AsyncClient(transport=transport, limits=limits),
        )
        self._create: Any = instructor.patch(create=self._send, mode=instructor.Mode.JSON_SCHEMA)

    async def ask(self, question: Question) -> Outcome:
        """Return the checked answer, or why there is none. Raise StopRunError when no further question can be answered."""
        exchange, begun = _Exchange(question), time.perf_counter()
        token = _EXCHANGE.set(exchange)
        try:
            await with_retries(self._asked, self._endpoint, self._sleep)
            outcome = _checked(exchange)
        except StopRunError:
            raise
        except TransientError as error:
            outcome = Outcome(None, failure=str(error), model=exchange.model)
        except AskError as error:
            # The re-ask was refused or cut off: what passes of the first answer is paid for and stays.
            outcome = _checked(exchange) if exchange.answer else Outcome(None, failure=str(error), model=exchange.model)
        finally:
            _EXCHANGE.reset(token)
        return replace(outcome, usage=replace(exchange.usage, seconds=time.perf_counter() - begun))

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def _asked(self) -> None:
        """Ask once, and once more when the answer does not pass. What came stands in the exchange, whether it passes or not."""
        question = _EXCHANGE.get().question
        body = request_body(question, self._endpoint)
        try:
            await self._create(response_model=_CheckedAnswer, max_retries=_REASKS, **body)
        except InstructorRetryException as error:
            if not isinstance(error.__cause__, ValidationError):
                raise error.__cause__ or error from None

    async def _send(self, **body: Any) -> ChatCompletion:
        """Send one request. instructor puts a response format without `strict` into the body: ours takes its place."""
        exchange = _EXCHANGE.get()
        body["response_format"] = response_format(exchange.question.name)
        exchange.usage = replace(exchange.usage, calls=exchange.usage.calls + 1)
        try:
            # `chat.completions.create` would walk over the whole body first, which costs as much as the rest of the request.
            completion = await self._openai.post("/chat/completions", cast_to=ChatCompletion, body=body)
        except Exception as error:  # every library error is translated here; the original may hold the key
            raise translated(error, self._endpoint) or error from None
        return _readable(completion, exchange, self._endpoint)


def _readable(completion: object, exchange: _Exchange, endpoint: Endpoint) -> ChatCompletion:
    """Return a completion that holds an answer and note it. Raise when it holds none."""
    if not isinstance(completion, ChatCompletion) or not completion.choices:
        raise TransientError(f"{endpoint.name}: the reply holds no answer")
    exchange.usage = _added(exchange.usage, completion.usage)
    exchange.model = str(completion.model or "")
    choice = completion.choices[0]
    # The client builds its types without checking them, so that anything may stand where an endpoint put it.
    if not isinstance(choice, Choice) or not isinstance(choice.message, ChatCompletionMessage):
        raise TransientError(f"{endpoint.name}: the reply can't be read")
    choice.message.content = unmarked(str(choice.message.content or ""))
    if choice.message.refusal:
        raise AskError(f"refused: {' '.join(str(choice.message.refusal).split())[:_LONGEST_REASON]}")
    if choice.finish_reason == "content_filter":
        raise AskError("content filter: the endpoint withheld the answer")
    if choice.finish_reason == "length":
        raise AskError("truncated: the answer was longer than the endpoint allows")
    return completion


def _added(usage: Usage, billed: CompletionUsage | None) -> Usage:
    details = getattr(billed, "prompt_tokens_details", None)
    return replace(
        usage,
        prompt_tokens=usage.prompt_tokens + _count(billed, "prompt_tokens"),
        cached_tokens=usage.cached_tokens + _count(details, "cached_tokens"),
        completion_tokens=usage.completion_tokens + _count(billed, "completion_tokens"),
    )


def _count(billed: object, name: str) -> int:
    tokens = getattr(billed, name, None)
    return tokens if isinstance(tokens, int) else 0


def _checked(exchange: _Exchange) -> Outcome:
    """Return what passes of the last answer that fits the schema: what is wrong on its own is dropped."""
    if exchange.answer is None:
        return Outcome(None, failure=f"the answer does not fit the schema: {exchange.unreadable}", model=exchange.model)
    if whole := [flaw for flaw in exchange.flaws if not flaw.alone]:
        return Outcome(None, failure=f"the answer is wrong: {whole[0]}", model=exchange.model)
    kept, dropped = without_flawed(exchange.question.id, exchange.answer, exchange.flaws)
    return Outcome(kept, dropped, model=exchange.model)


class _CheckedAnswer(instructor.ResponseSchema):
    """What instructor validates with: makes it ask again when an answer does not fit or points to what is not there.

    It has no fields, and its schema is made once: instructor walks over both on every call. The answer goes to the exchange.
    """

    @classmethod
    def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
        return answer_schema(_EXCHANGE.get().question.name)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: object) -> Self:
        exchange = _EXCHANGE.get()
        try:
            exchange.answer = ANSWERS[exchange.question.name].model_validate_json(json_data)
        except ValidationError as error:
            exchange.unreadable = _misfits(error)[0]
            raise _wrong(_misfits(error)) from None
        exchange.flaws = flaws(exchange.answer, exchange.question.limits)
        if exchange.flaws:
            raise _wrong([str(flaw) for flaw in exchange.flaws])
        return cls()


def _misfits(error: ValidationError) -> list[str]:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [f"{'.'.join(map(str, one['loc'])) or 'JSON'}: {one['msg']}"[:_LONGEST_REASON] for one in found[:_MOST_REASONS]]


def _wrong(reasons: list[str]) -> ValidationError:
    """Return an error that says nothing but the reasons: its text is what the model is told."""
    kind = PydanticCustomError("wrong", "{reasons}", {"reasons": "\n".join(reasons[:_MOST_REASONS])})
    return ValidationError.from_exception_data("answer", [InitErrorDetails(type=kind, input=None)], hide_input=True)
