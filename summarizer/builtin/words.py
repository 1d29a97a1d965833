"""The word lists of the rules, and how words are taken off the ends of a phrase."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "words.toml"
_LONGEST = 12


@cache
def word_list(table: str, key: str = "any") -> frozenset[str]:
    """Return a list of `data/words.toml`."""
    with _FILE.open("rb") as file:
        return frozenset(tomllib.load(file)[table][key].split())


def first_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text begins with, `""` where it begins with none."""
    return next((text[:n] for n in range(min(_LONGEST, len(text)), 0, -1) if text[:n] in words), "")


def last_word(text: str, words: frozenset[str]) -> str:
    """Return the longest of the words that the text ends with, `""` where it ends with none."""
    return next((text[-n:] for n in range(min(_LONGEST, len(text)), 0, -1) if text[-n:] in words), "")
