"""The three ways to ask for JSON, and how the answer is taken out of each: what endpoints can do differs.

strict       the schema is enforced while the answer is written
tools        the answer is the argument of a function whose parameters are the schema
json_object  any JSON: the schema stands in the instructions
"""

import json
from collections.abc import Iterator
from typing import Any

from summarizer.asking.schema import answer_schema, response_format
from summarizer.domain.answer import QuestionName
from summarizer.domain.record import Step

STEPS: tuple[Step, ...] = ("strict", "tools", "json_object")
_SCHEMA_FOLLOWS = "\n\n答案是一个JSON对象，符合这个JSON Schema，不要代码块，不要解释：\n"
# What a refusal speaks of when the endpoint can't do a step: `response_format.type 'json_schema' is not supported`
_SPEAKS_OF: dict[Step, tuple[str, ...]] = {
    "strict": ("response_format", "json_schema", "schema", "strict", "structured output"),
    "tools": ("tool", "function"),
    "json_object": (),
}
# Beginnings of an object that are tried; prose with more braces than this holds no answer
_MOST_BEGINNINGS = 20


def with_step(body: dict[str, Any], name: QuestionName, step: Step) -> dict[str, Any]:
    """Return the body of a request that asks for the answer in one of the three ways."""
    plain = {key: value for key, value in body.items() if key != "response_format"}
    if step == "strict":
        return {**plain, "response_format": response_format(name)}
    if step == "tools":
        function = {"name": name, "parameters": answer_schema(name), "strict": True}
        choice = {"type": "function", "function": {"name": name}}
        return {**plain, "tools": [{"type": "function", "function": function}], "tool_choice": choice}
    return {**plain, "messages": _with_schema(plain["messages"], name), "response_format": {"type": "json_object"}}


def next_step(step: Step) -> Step | None:
    """Return what is tried when an endpoint can't do a step; None after the last."""
    at = STEPS.index(step) + 1
    return STEPS[at] if at < len(STEPS) else None


def is_refused(step: Step, message: str) -> bool:
    """Say whether the message of a 400 speaks of the way in which the answer was asked for."""
    said = message.lower()
    return any(word in said for word in _SPEAKS_OF[step])


def bare_json(content: str) -> str:
    """Return the JSON object in an answer that has words or a code fence around it; the content itself where there is none."""
    text = content.strip()
    if text.startswith("{") and text.endswith("}"):
        return text
    return max(_objects(text), key=len, default=content)


def _objects(text: str) -> Iterator[str]:
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_MOST_BEGINNINGS):
        if at < 0:
            return
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield text[at:end]
        at = text.find("{", end)


def _with_schema(messages: list[dict[str, str]], name: QuestionName) -> list[dict[str, str]]:
    # After the instructions, so that what comes first stays the same for all questions of a name.
    first, *others = messages
    schema = json.dumps(answer_schema(name), ensure_ascii=False, separators=(",", ":"))
    return [{**first, "content": f"{first['content']}{_SCHEMA_FOLLOWS}{schema}"}, *others]
