"""What a run would cost: everything is done except asking. A question that has a kept answer costs nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from summarizer.asking.kept.cache import AnswerCache, Cut, Kept, answer_key
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.tokens import answer_tokens, most_answer_tokens, prompt_tokens
from summarizer.domain.prepared import Prepared
from summarizer.domain.reply import Question, Reply
from summarizer.errors import ReadError
from summarizer.pipeline import ChunkSize, prepare_document, summarize
from summarizer.reading import read_document
from summarizer.running.inputs.files import InputFile, find_inputs, read_bytes
from summarizer.running.resuming.provenance import make_provenance
from summarizer.running.spending.prices import Price
from summarizer.settings import Settings

_UNKNOWN = "not asked yet"


@dataclass(slots=True)
class Plan:
    """The sums over all inputs."""

    inputs: int = 0
    troubles: list[str] = field(default_factory=list)
    """What is wrong with each input that gives no report."""
    reports: int = 0
    chunks: int = 0
    cached: int = 0
    """Questions that have a kept answer."""
    certain_calls: int = 0
    most_calls: int = 0
    """With a second look at every chunk that holds numerals, and one re-ask for every question."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    most_prompt_tokens: int = 0
    most_completion_tokens: int = 0
    _texts: set[str] = field(default_factory=set)

    @property
    def unusable(self) -> int:
        """How many inputs give no report."""
        return len(self.troubles)

    def cost(self, price: Price) -> tuple[Decimal, Decimal]:
        """Return the estimated cost of the certain calls and of the most calls."""
        certain = price.cost(self.prompt_tokens, self.completion_tokens)
        return certain, price.cost(self.most_prompt_tokens, self.most_completion_tokens)

    def is_new(self, prepared: Prepared) -> bool:
        """Say whether this text was not met before, and note it."""
        if prepared.text_hash in self._texts:
            return False
        self._texts.add(prepared.text_hash)
        return True


class _Foreseen:
    """Answers from the cache alone, and counts what has none."""

    def __init__(self, plan: Plan, endpoint: Endpoint, cache: AnswerCache) -> None:
        self._plan, self._endpoint, self._cache = plan, endpoint, cache
        self.unanswered: list[Question] = []
        """Those that are known as they will be asked: an overview only where everything before it is answered."""
        self._misses = 0

    async def ask(self, questions: list[Question]) -> list[Reply]:
        return [await self._reply(question) for question in questions]

    async def _reply(self, question: Question) -> Reply:
        found = await self._cache.read(question, answer_key(question, self._endpoint))
        if isinstance(found, Kept):
            self._plan.cached += 1
            return Reply(question, found.answer, found.dropped, model=found.model, step=found.step)
        if isinstance(found, Cut):
            return Reply(question, None, failure=_UNKNOWN, cut_at=found.cut_at)
        self._count(question)
        if question.name != "overview" or not self._misses:
            self.unanswered.append(question)
        self._misses += 1
        return Reply(question, None, failure=_UNKNOWN)

    def _count(self, question: Question) -> None:
        plan = self._plan
        asked, said, most = prompt_tokens(question), answer_tokens(question), most_answer_tokens(question)
        # The re-ask repeats the question with the answer that was wrong.
        looks = 2 if question.name == "chunk" and question.limits.numerals else 1
        plan.certain_calls += 1
        plan.most_calls += 2 * looks
        plan.prompt_tokens += asked
        plan.completion_tokens += said
        plan.most_prompt_tokens += looks * (2 * asked + most)
        plan.most_completion_tokens += 2 * looks * most


async def make_plan(arguments: Sequence[Path | str], settings: Settings, endpoint: Endpoint, cache: AnswerCache) -> Plan:
    """Return what a run over the arguments would ask. No call is made and nothing is written beside an empty cache."""
    plan, _ = await _foresee(arguments, settings, endpoint, cache)
    return plan


async def find_unanswered(
    arguments: Sequence[Path | str], settings: Settings, endpoint: Endpoint, cache: AnswerCache
) -> list[Question]:
    """Return the questions that a run would ask first, as far as they don't depend on answers that are missing."""
    _, questions = await _foresee(arguments, settings, endpoint, cache)
    return questions


async def _foresee(
    arguments: Sequence[Path | str], settings: Settings, endpoint: Endpoint, cache: AnswerCache
) -> tuple[Plan, list[Question]]:
    plan, unanswered = Plan(), list[Question]()
    for prepared in _prepared(arguments, settings, plan):
        if plan.is_new(prepared):
            plan.reports += 1
            plan.chunks += len(prepared.chunks)
            foreseen = _Foreseen(plan, endpoint, cache)
            await summarize(
                prepared,
                foreseen.ask,
                text_language=settings.text_language,
                provenance=lambda replies: make_provenance(settings, replies),
            )
            unanswered += foreseen.unanswered
    return plan, unanswered


def _prepared(arguments: Sequence[Path | str], settings: Settings, plan: Plan) -> Iterator[Prepared]:
    for found in find_inputs(arguments, settings.output):
        plan.inputs += 1
        if not isinstance(found, InputFile):
            plan.troubles.append(found.error)
            continue
        try:
            document = read_document(read_bytes(found, settings.max_megabytes), found.name)
            yield from prepare_document(document, ChunkSize(settings.min_chars, settings.max_chars))
        except ReadError as error:
            plan.troubles.append(str(error))
