"""The three ways to ask for JSON, and how the answer is taken out of each: what endpoints can do differs.

strict       the schema is enforced while the answer is written
tools        the answer is the argument of a function whose parameters are the schema
json_object  any JSON: the schema stands in the instructions
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from summarizer.asking.answers.received import Complaint
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.schema import answer_schema, response_format
from summarizer.domain.answer import QuestionName
from summarizer.domain.record import Step

STEPS: tuple[Step, ...] = ("strict", "tools", "json_object")
_FORMAT = "response_format"
_SCHEMA_FOLLOWS = "\n\n答案是一个JSON对象，符合这个JSON Schema，不要代码块，不要解释：\n"
# What a refusal speaks of when the endpoint can't do a step: `response_format.type 'json_schema' is not supported`
_SPEAKS_OF: dict[Step, tuple[str, ...]] = {
    "strict": ("response_format", "response format", "json_schema", "schema", "strict", "structured output"),
    "tools": ("tool", "function", "schema", "strict"),
    "json_object": (),
}
# Beginnings of an object that are tried; prose with more braces than this holds no answer
_MOST_BEGINNINGS = 20


@dataclass(frozen=True, slots=True)
class Way:
    """How answers are asked for."""

    step: Step = "strict"
    left_out: frozenset[str] = frozenset()
    """Parameters that the endpoint refuses."""
    marks_prefix: bool = False
    """Whether the end of the stable part is marked, so that the provider keeps that and nothing else."""

    def body(self, body: dict[str, Any], name: QuestionName) -> dict[str, Any]:
        """Return the body of a request that asks in this way."""
        shaped = with_step(body, name, self.step)
        if self.marks_prefix:
            shaped = _with_mark(shaped)
        return {key: value for key, value in shaped.items() if key not in self.left_out} if self.left_out else shaped

    def without(self, complaint: Complaint) -> "Way | None":
        """Return a way that does without what an endpoint complains of; None where there is none.

        A model that refuses a sampling setting refuses it always, so the setting stays a part of the key of its answers.
        """
        said = f"{complaint.param} {complaint.message}".lower()
        if "temperature" in said and "temperature" not in self.left_out:
            return replace(self, left_out=self.left_out | {"temperature"})
        if self.marks_prefix and "prompt_cache" in said:
            return replace(self, marks_prefix=False)
        if self.step != STEPS[-1]:
            return replace(self, step=STEPS[STEPS.index(self.step) + 1]) if _speaks_of(self.step, said) else None
        if _FORMAT in said and _FORMAT not in self.left_out:
            return replace(self, left_out=self.left_out | {_FORMAT})
        return None


def with_step(body: dict[str, Any], name: QuestionName, step: Step) -> dict[str, Any]:
    """Return the body of a request that asks for the answer in one of the three ways."""
    plain = {key: value for key, value in body.items() if key != _FORMAT}
    if step == "strict":
        return {**plain, _FORMAT: response_format(name)}
    if step == "tools":
        function = {"name": name, "parameters": answer_schema(name), "strict": True}
        choice = {"type": "function", "function": {"name": name}}
        return {**plain, "tools": [{"type": "function", "function": function}], "tool_choice": choice}
    return {**plain, "messages": _with_schema(plain["messages"], name), _FORMAT: {"type": "json_object"}}


def first_way(endpoint: Endpoint) -> Way:
    """Return the way in which an endpoint is asked before it has refused anything."""
    return Way(endpoint.step or "strict", marks_prefix=endpoint.marks_prefix)


def _with_mark(body: dict[str, Any]) -> dict[str, Any]:
    # Without `explicit` the provider would also keep, and charge for, the part that no other request repeats.
    stable, *others = body["messages"]
    part = {"type": "text", "text": stable["content"], "prompt_cache_breakpoint": {"mode": "explicit"}}
    return {**body, "messages": [{**stable, "content": [part]}, *others], "prompt_cache_options": {"mode": "explicit"}}


def _speaks_of(step: Step, said: str) -> bool:
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
