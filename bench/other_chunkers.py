"""Time the chunkers of other packages on one text; run by bench/structure.py in an environment of their own.

    python other_chunkers.py TEXT_FILE CHUNK_CHARACTERS

Prints one JSON object: name → seconds of processor time, or the reason why it could not be timed. A slow one gets a part of
the text only, and its time is scaled up.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Characters that the slowest are given: the whole would take minutes.
_PART = 300_000


def langchain(text: str, size: int) -> None:
    """Split with Chinese separators."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    marks = ["\n\n", "\n", "。", "；", "，", ""]
    RecursiveCharacterTextSplitter(separators=marks, chunk_size=size, chunk_overlap=0).split_text(text)


def chonkie(text: str, size: int) -> None:
    """Split by characters along the package's own rules."""
    from chonkie import RecursiveChunker

    RecursiveChunker(tokenizer="character", chunk_size=size).chunk(text)


def semchunk(text: str, size: int) -> None:
    """Split by meaning of punctuation."""
    import semchunk as package

    package.chunkerify(len, size)(text)


def langextract(text: str, size: int) -> None:
    """Split as the extractor does before it asks."""
    from langextract import chunking
    from langextract.core.data import Document
    from langextract.core.tokenizer import UnicodeTokenizer

    document = Document(text=text)
    for _ in chunking.ChunkIterator(document.text, max_char_buffer=size, tokenizer_impl=UnicodeTokenizer(), document=document):
        pass


_OTHERS: dict[str, tuple[Callable[[str, int], None], bool]] = {
    "langchain-text-splitters": (langchain, False),
    "chonkie": (chonkie, False),
    "semchunk": (semchunk, False),
    "langextract": (langextract, True),
}


def main() -> None:
    """Print the times."""
    text, size = Path(sys.argv[1]).read_text(encoding="utf-8"), int(sys.argv[2])
    times: dict[str, float | str] = {}
    for name, (split, slow) in _OTHERS.items():
        given = text[:_PART] if slow else text
        begun = time.process_time()
        try:
            split(given, size)
        except Exception as error:
            times[name] = f"{type(error).__name__}: {error}"
        else:
            times[name] = (time.process_time() - begun) * len(text) / len(given)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
