"""What a report was made with, as hashes: whether it is still what this run would make, and if not, why."""

from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from summarizer import __version__
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.prompts import load_prompts
from summarizer.packaged import packaged_folder
from summarizer.running.inputs.documents import manifest_hash
from summarizer.running.outputs.rendered import read_formats
from summarizer.running.resuming.provenance import files_hash, hash_of, rules_hash, settings_hash
from summarizer.settings import Settings

PACKAGE = Path(__file__).parents[2]
# Code outside the rules that a record goes through.
HASHED_PROGRAM = (
    *("asking", "pipeline.py"),
    *("running/engines/making.py", "running/outputs/records.py", "running/resuming/provenance.py"),
)
HASHED_RENDERING = ("rendering", "running/outputs/rendered.py")


@dataclass(frozen=True, slots=True)
class Keys:
    """The hashes of everything but the input that a report and its briefs depend on."""

    settings: str
    model: str
    prompts: str
    schema: str
    rules: str
    program: str
    rendering: str

    def changes_since(self, earlier: "Keys") -> list[str]:
        """Return the names of the parts that differ, in the order of the fields."""
        if earlier == self:
            return []
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(earlier, one.name)]


def keys_of(settings: Settings, endpoint: Endpoint) -> Keys:
    """Return the keys of a run."""
    return Keys(
        settings=settings_hash(settings) + manifest_hash(settings),
        model=hash_of([endpoint.name, endpoint.cache_model, str(sorted(endpoint.sampling().items()))]),
        prompts=hash_of(f"{name} {prompt.version}+{prompt.hash}" for name, prompt in sorted(load_prompts().items())),
        schema=files_hash(packaged_folder("schemas"), "*.json"),
        rules=rules_hash(),
        program=hash_of([__version__, _code_hash(HASHED_PROGRAM)]),
        rendering=hash_of([_code_hash(HASHED_RENDERING), *sorted(read_formats(settings.format)), settings.language]),
    )


def read_keys(stored: Any) -> Keys:
    """Return keys as they were stored. Raise TypeError or ValueError on anything else."""
    keys = Keys(**stored)
    if not all(isinstance(value, str) for value in astuple(keys)):
        raise ValueError("a key is no text")
    return keys


@cache
def _code_hash(names: tuple[str, ...]) -> str:
    return hash_of(_one_hash(name) for name in names)


def _one_hash(name: str) -> str:
    path = PACKAGE / name
    return files_hash(path, "*") if path.is_dir() else files_hash(path.parent, path.name)
