"""Answer models in, the JSON schemas that strict endpoints accept out.

Strict means: the root is an object, every property is required, no object has others, optional is a union with null. Keys that
strict endpoints refuse, or that cost tokens and say nothing, are left out.
"""

from functools import cache
from typing import Any

from pydantic import BaseModel

from summarizer.domain.answer import ChunkAnswer, HeaderAnswer, OverviewAnswer, QuestionName, SecondLookAnswer
from summarizer.domain.reply import Answer

ANSWERS: dict[QuestionName, type[Answer]] = {
    "header": HeaderAnswer,
    "chunk": ChunkAnswer,
    "second_look": SecondLookAnswer,
    "overview": OverviewAnswer,
}
_LEFT_OUT = {"title", "description", "default"}
_NAMED = {"properties", "$defs"}


@cache
def answer_schema(name: QuestionName) -> dict[str, Any]:
    """Return the strict schema of the answer to a question. Shared by all callers: not to be changed."""
    return strict_schema(ANSWERS[name])


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's schema as strict endpoints accept it."""
    schema: dict[str, Any] = _strict(model.model_json_schema())
    return schema


def response_format(name: QuestionName) -> dict[str, Any]:
    """Return what a request says about the form of its answer, `strict: true` included."""
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": answer_schema(name)}}


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {
        key: {name: _strict(part) for name, part in value.items()} if key in _NAMED else _strict(value)
        for key, value in node.items()
        if key not in _LEFT_OUT
    }
    if found.get("type") == "object":
        found["additionalProperties"] = False
        found["required"] = list(found.get("properties", {}))
    return found
