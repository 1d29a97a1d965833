"""One request: its step, its turn in the flow, what it may cost. Together with client.py the only place that sends anything."""

from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx2
import openai
from msgspec.structs import replace
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from summarizer.asking.answers.flaws import Flaw
from summarizer.asking.answers.received import Complaint, read_reply
from summarizer.asking.answers.written import unmarked
from summarizer.asking.flow.gate import Gate
from summarizer.asking.flow.rates import wait_until_reset
from summarizer.asking.flow.retries import TransientError
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.tokens import prompt_tokens
from summarizer.asking.steps import Way, bare_json, first_way
from summarizer.asking.translation import TooLongError, complaint_of, meaning, status_of, translated, without_key
from summarizer.domain.record import Step
from summarizer.domain.reply import Answer, Question, Usage
from summarizer.errors import AskError, StopRunError

_NO_KEY = "none"  # the client wants one; endpoints on the own machine don't
_LONGEST_REASON = 200
_NOT_UNDERSTOOD = (400, 422)


class _NotUnderstoodError(AskError):
    """The endpoint does not know what the request asks for; there is another way. Never leaves this module."""

    def __init__(self, instead: Way) -> None:
        super().__init__("the request was not understood")
        self.instead = instead


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
    is_last_readable: bool = False


class Sender:
    """One endpoint, one pool of connections, one way to ask for all: what the endpoint refused once it isn't asked again."""

    def __init__(self, endpoint: Endpoint, transport: httpx2.AsyncBaseTransport, flow: Gate, meter: Meter | None) -> None:
        self._endpoint, self._flow, self._meter = endpoint, flow, meter
        self._way = first_way(endpoint)
        self._is_counted = bool(endpoint.tokens_per_minute)
        self._openai = openai.AsyncOpenAI(
            api_key=endpoint.api_key or _NO_KEY,
            base_url=endpoint.base_url,
            max_retries=0,
            timeout=endpoint.timeout_seconds,
            http_client=httpx2.AsyncClient(transport=transport),
        )

    async def send(self, exchange: Exchange, body: dict[str, Any]) -> ChatCompletion:
        """Send a request and return the completion, its content the JSON alone. Raise AskError when it holds no answer."""
        while True:
            way = self._way
            try:
                return await self._sent(exchange, way.body(body, exchange.question.name), way)
            except _NotUnderstoodError as error:
                if self._way == way:  # else another request found out before
                    self._way = error.instead

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def _sent(self, exchange: Exchange, body: dict[str, Any], way: Way) -> ChatCompletion:
        tokens = prompt_tokens(exchange.question) if self._is_counted else 0
        async with self._flow.turn(exchange.question.variable, tokens):
            reservation = await self._meter.reserve(exchange.question) if self._meter else 0
            exchange.usage = replace(exchange.usage, calls=exchange.usage.calls + 1)
            before = exchange.usage
            try:
                # `chat.completions.create` would walk over the whole body first, and the reply is read here in any case.
                response = await self._openai.post("/chat/completions", cast_to=httpx2.Response, body=body)
                exchange.step = way.step
                return self._answer(response, exchange, way)
            except openai.APIStatusError as error:
                await self._settle(reservation, Usage())  # what is refused is not billed
                raise self._refused(error.status_code, complaint_of(error), error.response, way) from None
            except Exception as error:  # every library error is translated here; the original may hold the key
                raise translated(error, self._endpoint) or error from None
            finally:
                # Where nobody knows (a broken connection, no usage in the reply) it stays reserved.
                if exchange.usage != before:
                    await self._settle(reservation, exchange.usage - before)

    def _answer(self, response: httpx2.Response, exchange: Exchange, way: Way) -> ChatCompletion:
        """Return a completion that holds an answer and note it. Raise when it holds none."""
        name = self._endpoint.name
        received = read_reply(response.content)
        if received is None:
            where = self._endpoint.address_setting
            raise TransientError(f"{name}: the reply holds no answer; check {where}", kind="elsewhere")
        exchange.usage += received.usage
        self._note_limits(response, received.usage.prompt_tokens + received.usage.completion_tokens)
        exchange.model = without_key(received.model, self._endpoint) or exchange.model
        if received.complaint is not None:
            raise self._refused(status_of(received.complaint), received.complaint, response, way)
        if received.refusal:
            raise AskError(f"refused: {without_key(received.refusal, self._endpoint)[:_LONGEST_REASON]}")
        if received.is_withheld:
            raise AskError("content filter: the endpoint withheld the answer")
        if received.is_cut_off:
            raise TooLongError("truncated: the answer was longer than the endpoint allows")
        return _completion(unmarked(bare_json(received.content)), exchange.model)

    def _refused(self, status: int, complaint: Complaint, response: httpx2.Response, way: Way) -> AskError:
        """Return what a refused request means; not understood is one that could be put in another way."""
        self._note_limits(response)
        error = meaning(status, complaint, self._endpoint, response.headers)
        if status not in _NOT_UNDERSTOOD or isinstance(error, StopRunError | TooLongError):
            return error
        instead = way.without(complaint)
        return error if instead is None else _NotUnderstoodError(instead)

    async def _settle(self, reservation: int, billed: Usage) -> None:
        if self._meter:
            await self._meter.settle(reservation, billed)

    def _note_limits(self, response: httpx2.Response, tokens: int = 1) -> None:
        """Let nobody send for a while when what the endpoint leaves is too little for a question like this one."""
        if not self._endpoint.in_process and (seconds := wait_until_reset(response.headers, max(1, tokens))):
            self._flow.back_off(min(seconds, self._endpoint.longest_wait_seconds))


def _completion(content: str, model: str) -> ChatCompletion:
    """Return what instructor reads: the JSON alone, so that a re-ask repeats nothing else of the reply."""
    message = ChatCompletionMessage(role="assistant", content=content)
    choice = Choice(finish_reason="stop", index=0, message=message)
    return ChatCompletion(id="", choices=[choice], created=0, model=model, object="chat.completion")
