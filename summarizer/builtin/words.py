"""The word lists of the rules, and how words are taken off the ends of a phrase."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "words.toml"


@cache
def word_list(table: str, key: str = "any") -> frozenset[str]:
    """Return a list of `data/words.toml`."""
    with _FILE.open("rb") as file:
        return frozenset(tomllib.load(file)[table][key].split())


def first_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text begins with, `""` where it begins with none."""
    for length in range(min(_longest(words), len(text)), 0, -1):
        if text[:length] in words:
            return text[:length]
    return ""


def last_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text ends with, `""` where it ends with none."""
    for length in range(min(_longest(words), len(text)), 0, -1):
        if text[-length:] in words:
            return text[-length:]
    return ""


@cache
def _longest(words: frozenset[str]) -> int:
    return max(map(len, words), default=0)
