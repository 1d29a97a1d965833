"""How many tokens a text has, estimated without a tokenizer: theirs are fetched from the network and differ by model.

Erring high: what is planned and reserved should not be less than what is billed.
"""

import json
import math

from summarizer.asking.questions import messages
from summarizer.asking.schema import answer_schema
from summarizer.domain.reply import Question

# Chinese characters begin here; most tokenizers of the day need between 0.6 and 1 token for one.
_FIRST_WIDE = "\u2e80"
_TOKENS_A_WIDE = 1.0
_NARROW_A_TOKEN = 3.5
_TOKENS_A_MESSAGE = 6
# Measured on answers of the fixtures: an indicator takes about 45 tokens, a sentence that is a task or problem about as much.
_TOKENS_A_NUMERAL, _TOKENS_A_SENTENCE, _TOKENS_AROUND = 50, 45, 120
_TOKENS_OF_OVERVIEW, _TOKENS_OF_HEADER = 900, 200


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text has."""
    wide = sum(character >= _FIRST_WIDE for character in text)
    return math.ceil(wide * _TOKENS_A_WIDE + (len(text) - wide) / _NARROW_A_TOKEN)


def prompt_tokens(question: Question) -> int:
    """Return about how many tokens a question has, its schema included."""
    schema = json.dumps(answer_schema(question.name), ensure_ascii=False)
    return sum(estimated_tokens(m["content"]) + _TOKENS_A_MESSAGE for m in messages(question)) + estimated_tokens(schema)


def answer_tokens(question: Question) -> int:
    """Return how many tokens the answer to a question has at most, as far as can be said before."""
    if question.name == "overview":
        return _TOKENS_OF_OVERVIEW
    if question.name == "header":
        return _TOKENS_OF_HEADER
    limits = question.limits
    sentences = len(limits.sentences) if question.name == "chunk" else 0
    return _TOKENS_AROUND + _TOKENS_A_NUMERAL * len(limits.numerals) + _TOKENS_A_SENTENCE * sentences
