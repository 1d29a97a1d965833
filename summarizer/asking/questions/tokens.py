"""How many tokens a text has, estimated without a tokenizer: theirs are fetched from the network and differ by model.

Erring high: what is planned and reserved should not be less than what is billed.
"""

import json
import math
from functools import lru_cache

from summarizer.asking.questions.schema import answer_schema
from summarizer.domain.answer import QuestionName
from summarizer.domain.reply import Question

# Chinese characters begin here; most tokenizers of the day need between 0.6 and 1 token for one.
_FIRST_WIDE = "\u2e80"
_TOKENS_A_WIDE = 1.0
_NARROW_A_TOKEN = 3.5
_TOKENS_A_MESSAGE = 6
# Measured on answers of the fixtures: a numeral takes about 40 tokens, a sentence that is a task or problem as much; most aren't.
_AROUND, _A_NUMERAL, _A_SENTENCE = 100, 40, 5
_MOST_AROUND, _MOST_A_NUMERAL, _MOST_A_SENTENCE = 120, 50, 45
_OVERVIEW, _MOST_OVERVIEW, _HEADER = 500, 900, 200


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text has."""
    wide = sum(character >= _FIRST_WIDE for character in text)
    return math.ceil(wide * _TOKENS_A_WIDE + (len(text) - wide) / _NARROW_A_TOKEN)


def prompt_tokens(question: Question) -> int:
    """Return about how many tokens a question has, its schema included."""
    return _stable_tokens(question.name, question.stable) + estimated_tokens(question.variable)


def answer_tokens(question: Question) -> int:
    """Return about how many tokens the answer to a question has."""
    return _sized(question, _AROUND, _A_NUMERAL, _A_SENTENCE, _OVERVIEW)


def most_answer_tokens(question: Question) -> int:
    """Return how many tokens the answer to a question has at most, as far as can be said before."""
    return _sized(question, _MOST_AROUND, _MOST_A_NUMERAL, _MOST_A_SENTENCE, _MOST_OVERVIEW)


def _sized(question: Question, around: int, numeral: int, sentence: int, overview: int) -> int:
    if question.name in ("overview", "header"):
        return overview if question.name == "overview" else _HEADER
    limits = question.limits
    sentences = len(limits.sentences) if question.name == "chunk" else 0
    return around + numeral * len(limits.numerals) + sentence * sentences


@lru_cache(maxsize=16)
def _stable_tokens(name: QuestionName, stable: str) -> int:
    schema = json.dumps(answer_schema(name), ensure_ascii=False)
    return estimated_tokens(stable) + estimated_tokens(schema) + 2 * _TOKENS_A_MESSAGE
