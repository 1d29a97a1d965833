"""A provider's batch service: files up, batches made, watched and cancelled, both result files down."""

from dataclasses import dataclass

import httpx2
import openai

from summarizer.asking.answers.received import on_a_line
from summarizer.asking.batches.lines import URL
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.network.wire import NetworkTransport
from summarizer.asking.translation import translated

_CONNECTIONS = 4
# The list of batches comes newest first, so many at a time
_LOOKED_THROUGH = 20
ENDED = ("completed", "failed", "expired", "cancelled")


@dataclass(frozen=True, slots=True)
class BatchState:
    """What the provider says of a batch."""

    id: str
    status: str
    completed: int
    failed: int
    total: int
    result_files: tuple[str, ...]
    """The output file and the error file, those that are there: an expired or cancelled batch may have both."""
    troubles: tuple[str, ...] = ()
    """Why a batch failed as a whole."""
    is_late: bool = False
    """It has ended, and a file of results that it counts is not there yet."""

    @property
    def has_ended(self) -> bool:
        """Say whether nothing more will come."""
        return self.status in ENDED


class BatchService:
    """An async context manager around the service of one endpoint. Every error is an AskError."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client = openai.AsyncOpenAI(
            api_key=endpoint.api_key,
            base_url=endpoint.base_url,
            timeout=endpoint.timeout_seconds,
            http_client=httpx2.AsyncClient(transport=NetworkTransport(_CONNECTIONS, endpoint)),
        )

    async def __aenter__(self) -> "BatchService":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def submit(self, lines: bytes) -> BatchState:
        """Send the lines up and make a batch of them."""
        try:
            file = await self._client.files.create(file=("requests.jsonl", lines), purpose="batch")
            return _state(await self._made(file.id))
        except openai.OpenAIError as error:
            raise translated(error, self._endpoint) or error from None

    async def _made(self, file_id: str) -> openai.types.Batch:
        """Make a batch of a file, once: where nobody knows whether it was made, the list of batches tells."""
        try:
            service = self._client.with_options(max_retries=0).batches
            return await service.create(input_file_id=file_id, endpoint=URL, completion_window="24h")
        except (openai.APIConnectionError, openai.InternalServerError):
            async for batch in self._client.batches.list(limit=_LOOKED_THROUGH):
                if batch.input_file_id == file_id:
                    return batch
            raise

    async def state(self, batch_id: str) -> BatchState:
        """Return what the provider says of a batch."""
        try:
            return _state(await self._client.batches.retrieve(batch_id))
        except openai.OpenAIError as error:
            raise translated(error, self._endpoint) or error from None

    async def cancel(self, batch_id: str) -> BatchState:
        """Cancel a batch; what was answered may still be collected."""
        try:
            return _state(await self._client.batches.cancel(batch_id))
        except openai.OpenAIError as error:
            raise translated(error, self._endpoint) or error from None

    async def content(self, file_id: str) -> str:
        """Return the text of a result file."""
        try:
            return (await self._client.files.content(file_id)).text
        except openai.OpenAIError as error:
            raise translated(error, self._endpoint) or error from None


def _state(found: openai.types.Batch) -> BatchState:
    counts = found.request_counts
    files = tuple(one for one in (found.output_file_id, found.error_file_id) if one)
    completed, failed, total = (counts.completed, counts.failed, counts.total) if counts else (0, 0, 0)
    errors = found.errors.data if found.errors else None
    troubles = tuple(on_a_line(str(one.message or one.code or "")) for one in errors or ())
    is_late = bool(completed and not found.output_file_id) or bool(failed and not found.error_file_id)
    is_late = is_late and found.status in ENDED
    return BatchState(found.id, str(found.status), completed, failed, total, files, troubles, is_late)
