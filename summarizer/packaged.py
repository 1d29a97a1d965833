"""Files that travel with the package: prompts and schemas, beside it in a checkout and inside it in a wheel."""

from pathlib import Path

from summarizer.errors import PromptError

_HERE = Path(__file__).parent


def packaged_folder(name: str) -> Path:
    """Return the folder `prompts` or `schemas`. Raise PromptError when it is missing."""
    for folder in (_HERE / name, _HERE.parent / name):
        if folder.is_dir():
            return folder
    raise PromptError(f"{name}: the folder is missing from the installed package; install the package again")
