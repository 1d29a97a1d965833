"""What runs in Ray: the authority and the processes that ask as actors, documents as tasks. Imported by Ray's workers too."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import ray
from msgspec import structs
from ray.exceptions import RayError, RayTaskError

from summarizer.asking.network.endpoint import Endpoint
from summarizer.domain.reply import Question, Reply
from summarizer.errors import AskError
from summarizer.pipeline import Ask
from summarizer.running.cluster.asking import AskingProcess
from summarizer.running.cluster.authority import Authority, Stopped
from summarizer.running.engines.work import Job, JobDone, Worker
from summarizer.running.outputs.folder import OutputFolder
from summarizer.running.resuming.keys import Keys, keys_of
from summarizer.settings import Settings

# How often a document is begun again whose worker or machine died
RETRIES = 3
_AT_ONCE = 100_000
NAMESPACE = "summarizer"

_actor = ray.remote(max_restarts=-1, max_task_retries=-1, max_concurrency=_AT_ONCE, num_cpus=0)


class _Asking:
    """A process that asks. When it dies Ray starts it again, elsewhere where its machine died, and asks it the same again."""

    def __init__(
        self, owner: str, endpoint: Endpoint, cache: Path | str, concurrency: int, authority_name: str, *, has_budget: bool
    ) -> None:
        # by its name: a handle among the arguments would be an object that has to outlive this process
        authority = ray.get_actor(authority_name, NAMESPACE)

        async def call(name: str, *arguments: object) -> Any:
            return await getattr(authority, name).remote(*arguments)

        self._process = AskingProcess(owner, endpoint, cache, concurrency, call, has_budget=has_budget)

    async def ask(self, question: Question) -> Reply:
        """Return the reply to a question, or why no further question is answered."""
        return await self._process.ask(question)

    async def stop(self, stopped: Stopped) -> None:
        """Send nothing more, and wait until what is in flight has landed."""
        await self._process.stop(stopped)


AuthorityActor, AskingActor = _actor(Authority), _actor(_Asking)


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a worker has to know of a run."""

    run: str
    """Another one means another run: a worker process outlives the run that started it."""
    settings: Settings
    endpoint: Endpoint
    keys: Keys
    askers: tuple[Any, ...] = field(default=())
    """Those that ask; none where workers ask the model in their own process."""


_worker: tuple[str, Worker | str] | None = None


@ray.remote(max_retries=RETRIES, num_cpus=1)
def make_document(job: Job, instructions: Instructions) -> JobDone:
    """Do a job; where the program here isn't that of the run, say so instead."""
    global _worker
    if _worker is None or _worker[0] != instructions.run:
        _worker = (instructions.run, _ready(instructions))
    worker = _worker[1]
    return JobDone(stopped=worker, sha256="") if isinstance(worker, str) else worker.do(job)


def own_keys(settings: Settings, endpoint: Endpoint) -> Keys:
    """Return the keys of the program on this machine; a manifest is looked at only where the run is."""
    return keys_of(replace(settings, manifest=None), endpoint)


def _ready(instructions: Instructions) -> Worker | str:
    own = own_keys(instructions.settings, instructions.endpoint)
    if differing := own.changes_since(instructions.keys):
        node = ray.util.get_node_ip_address()
        return f"{node}: another version of the program is installed there ({', '.join(differing)} differ); install the same one"
    ask = _ask_remotely(instructions.askers) if instructions.askers else None
    return Worker(instructions.settings, OutputFolder(Path("none")), ask)


def _ask_remotely(askers: Sequence[Any]) -> Ask:
    """Return what asks all questions of a list at once; the same question always goes to the same asker."""

    async def ask(questions: list[Question]) -> list[Reply]:
        asked = [askers[_number(question) % len(askers)].ask.remote(question) for question in questions]
        # This blocks the process, which has nothing else to do; Ray lends its core to another meanwhile.
        return [_answered(reply, question) for reply, question in zip(fetched(asked), questions, strict=True)]

    return ask


def fetched(asked: list[Any]) -> list[Any]:
    """Wait for replies. Raise what the process that asks raised, or AskError where there is none."""
    try:
        found: list[Any] = ray.get(asked)
    except RayTaskError as error:  # its text is a traceback
        raise error.cause from None
    except RayError as error:
        reason = next(iter(str(error).splitlines()), "")
        raise AskError(f"the process that asks is gone ({type(error).__name__}: {reason}); run the same command again") from error
    return found


def _answered(reply: Reply, question: Question) -> Reply:
    return structs.replace(reply, question=question)


def _number(question: Question) -> int:
    return int(sha256(question.variable.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16)


def wait_for(reference: Any) -> "asyncio.Future[Any]":
    """Return the future of a reference in this loop."""
    return asyncio.wrap_future(reference.future())
