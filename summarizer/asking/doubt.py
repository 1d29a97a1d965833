"""Is it the endpoint that fails, or are the questions bad that are left? A tiny question, which no endpoint fails at, tells.

An outage looks the same as a few last questions at which an endpoint always fails. Waiting would end neither.
"""

import asyncio

from summarizer.asking.flow.gate import Gate
from summarizer.asking.flow.retries import TransientError
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.making import request_body, tiny_question
from summarizer.asking.sending import Exchange, Sender
from summarizer.errors import AskError, StopRunError

# So many failures in a row and nothing in between: a short outage is over by then, and probing with the questions themselves
# costs nothing.
_WORTH_ASKING = 10


class Doubt:
    """Shared by all questions of a process to one endpoint."""

    def __init__(self, sender: Sender, endpoint: Endpoint, flow: Gate) -> None:
        self._sender, self._endpoint, self._flow = sender, endpoint, flow
        self._failures = self._asked = 0
        self._asking = asyncio.Lock()

    def failed(self, error: TransientError) -> None:
        """Note that a question got no answer. What does not arrive says nothing about questions."""
        self._failures += error.kind in ("busy", "elsewhere")

    def answered(self) -> None:
        """Note that the endpoint answered, whatever it said."""
        self._failures = 0

    async def resolve(self, exchange: Exchange) -> None:
        """Ask the tiny question where there is doubt, at the cost of the question that waits. Raise when nothing answers.

        An answer ends the outage: then questions that go on failing fail on their own account.
        """
        if self._is_on():
            async with self._asking:
                if self._is_on():
                    await self._ask(exchange)

    def _is_on(self) -> bool:
        return self._flow.outage.is_on and self._failures >= _WORTH_ASKING

    async def _ask(self, exchange: Exchange) -> None:
        # Another one each time: an answer that came is not asked for again.
        own = Exchange(tiny_question(self._asked))
        self._asked += 1
        try:
            await self._sender.send(own, request_body(own.question, self._endpoint))
        except (StopRunError, TransientError):
            raise
        except AskError:
            pass  # it refuses, so it is there
        finally:
            exchange.usage += own.usage
        self.answered()
