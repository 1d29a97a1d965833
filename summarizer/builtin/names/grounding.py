"""Names are made of the text's words: what stands nowhere in it is left out."""

import re

_CONNECTIVES = re.compile(r"占比|比重|比例|[的占]")
_BETWEEN = re.compile(r"[^\w]+|_")


def stands_in(name: str, words: str) -> bool:
    """Say whether every two neighbouring characters of a name, connectives aside, stand side by side in the words."""
    return all(all(_known(run, words)) for run in _BETWEEN.split(name))


def grounded(name: str, words: str) -> str:
    """Return the name without the characters that come from nowhere."""
    if stands_in(name, words):
        return name
    pieces = re.split(f"({_BETWEEN.pattern})", name)
    return "".join(
        "".join(char for char, known in zip(piece, _known(piece, words), strict=True) if known) if index % 2 == 0 else piece
        for index, piece in enumerate(pieces)
    )


def _known(run: str, words: str) -> list[bool]:
    if run in words:
        return [True] * len(run)
    pairs = [run[at : at + 2] in words for at in range(len(run) - 1)]
    known = [(at > 0 and pairs[at - 1]) or (at < len(pairs) and pairs[at]) for at in range(len(run))]
    for found in _CONNECTIVES.finditer(run):
        known[found.start() : found.end()] = [True] * len(found[0])
    return known
