"""Questions in, checked answers out: with sending.py the only module that calls a model.

It takes seconds to import (openai, instructor), so it is imported when the first question is asked that has no kept answer.
Nested from the outside: transport retries (tenacity), the re-ask of an answer that does not pass (instructor), one request.
"""

import logging
import time
from contextvars import ContextVar
from typing import Any, Self

import httpx2
import instructor
from instructor.core.exceptions import InstructorRetryException
from msgspec.structs import replace
from openai.types.chat import ChatCompletion
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from summarizer.asking.answers.checks import flaws
from summarizer.asking.answers.flaws import without_flawed
from summarizer.asking.answers.received import on_a_line
from summarizer.asking.doubt import Doubt
from summarizer.asking.flow.gate import Gate
from summarizer.asking.flow.retries import TransientError, with_retries
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.outcome import Outcome
from summarizer.asking.questions.halves import cut_point
from summarizer.asking.questions.making import request_body
from summarizer.asking.questions.schema import ANSWERS, answer_schema
from summarizer.asking.sending import Exchange, Meter, Sender
from summarizer.asking.telemetry import open_telemetry
from summarizer.asking.translation import TooLongError
from summarizer.domain.reply import Question
from summarizer.errors import AskError, StopRunError

# instructor logs every failed attempt as an error, and Python prints errors that nobody listens for.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)

_REASKS = 1
# How often a question is asked anew whose answers, re-asks included, all were wrong as a whole
_MOST_ASKS = 3
_MOST_REASONS = 20
_LONGEST_REASON = 200


# How the validator and the sender below learn which question they serve. instructor's own way, `context=`, would render the
# report's text as a template.
_EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")


class ModelClient:
    """Asks one endpoint."""

    def __init__(
        self,
        endpoint: Endpoint,
        concurrency: int,
        transport: httpx2.AsyncBaseTransport | None,
        flow: Gate,
        meter: Meter | None = None,
    ) -> None:
        self._endpoint, self._flow = endpoint, flow
        self._telemetry = open_telemetry(endpoint)
        self._sender = Sender(endpoint, transport or _way_to(endpoint, concurrency), flow, meter)
        self._doubt = Doubt(self._sender, endpoint, flow)
        self._create: Any = instructor.patch(create=self._send, mode=instructor.Mode.JSON_SCHEMA)
        self._has_answered = False
        """Once: then an answer that is wrong as a whole is an accident, and worth asking anew."""

    async def ask(self, question: Question) -> Outcome:
        """Return the checked answer, or why there is none, and what it cost."""
        with self._telemetry.told(question) as note:
            outcome = await self._exchanged(question)
            note(outcome)
        return outcome

    async def _exchanged(self, question: Question) -> Outcome:
        exchange, begun = Exchange(question), time.perf_counter()
        token = _EXCHANGE.set(exchange)
        try:
            outcome = await self._outcome(exchange)
        except StopRunError as error:
            outcome = Outcome(None, failure=str(error), model=exchange.model, stopped=error)
        except TransientError as error:
            outcome = Outcome(None, failure=str(error), model=exchange.model)
        except AskError as error:
            # The re-ask was refused or cut off: what passes of the first answer is paid for and stays.
            outcome = _checked(exchange) if exchange.answer else _without_answer(exchange, error)
        finally:
            _EXCHANGE.reset(token)
        self._has_answered = self._has_answered or outcome.answer is not None
        return replace(outcome, step=exchange.step, usage=replace(exchange.usage, seconds=time.perf_counter() - begun))

    async def close(self) -> None:
        """Close the connections."""
        await self._sender.close()

    async def _outcome(self, exchange: Exchange) -> Outcome:
        outcome = Outcome(None)
        for _ in range(_MOST_ASKS):
            await with_retries(self._asked, self._endpoint, self._flow)
            outcome = _checked(exchange)
            if (outcome.answer is not None and exchange.is_last_readable) or not self._has_answered:
                break
        return outcome

    async def _asked(self) -> None:
        """Ask once, and once more when the answer does not pass. What came stands in the exchange, whether it passes or not."""
        exchange = _EXCHANGE.get()
        await self._doubt.resolve(exchange)
        body = request_body(exchange.question, self._endpoint)
        try:
            await self._create(response_model=_CheckedAnswer, max_retries=_REASKS, **body)
        except InstructorRetryException as error:
            if not isinstance(error.__cause__, ValidationError):
                raise error.__cause__ or error from None

    async def _send(self, **body: Any) -> ChatCompletion:
        """Send one request. instructor puts a response format without `strict` into the body: the sender replaces it."""
        try:
            completion = await self._sender.send(_EXCHANGE.get(), body)
        except TransientError as error:
            self._doubt.failed(error)
            raise
        self._doubt.answered()
        return completion


def _way_to(endpoint: Endpoint, concurrency: int) -> httpx2.AsyncBaseTransport:
    if endpoint.in_process:
        from summarizer.asking.network.in_process import BuiltinTransport

        return BuiltinTransport()
    from summarizer.asking.network.wire import NetworkTransport

    return NetworkTransport(concurrency, endpoint)


def _without_answer(exchange: Exchange, error: AskError) -> Outcome:
    cut_at = cut_point(exchange.question) if isinstance(error, TooLongError) else 0
    return Outcome(None, failure=str(error), model=exchange.model, cut_at=cut_at)


def _checked(exchange: Exchange) -> Outcome:
    """Return what passes of the last answer that fits the schema: what is wrong on its own is dropped."""
    if exchange.answer is None:
        return Outcome(
            None, failure=on_a_line(f"the answer does not fit the schema: {exchange.unreadable}"), model=exchange.model
        )
    if whole := [flaw for flaw in exchange.flaws if not flaw.alone]:
        return Outcome(None, failure=on_a_line(f"the answer is wrong: {whole[0]}"), model=exchange.model)
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
            exchange.unreadable, exchange.is_last_readable = _misfits(error)[0], False
            raise _wrong(_misfits(error)) from None
        exchange.flaws, exchange.is_last_readable = flaws(exchange.answer, exchange.question.limits), True
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
