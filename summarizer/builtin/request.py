"""A request of the chat-completions protocol, as far as the labeller reads it."""

import json
import re
from typing import Any, Literal, get_args

from msgspec import Struct

from summarizer.domain.answer import QuestionName
from summarizer.domain.overview_text import read_entries

Mode = Literal["json", "tools"]
# question: second_look
_NAMED_IN_TEXT = re.compile(r"question:\s*(chunk|second_look|header|overview)\b")
_BODY = "正文："


class Request(Struct, frozen=True):
    """What is asked, and in which form the answer goes back."""

    question: QuestionName
    variable: str
    model: str
    mode: Mode
    tool: str
    """Name of the tool that the answer is an argument of, `""` outside tools mode."""
    prompt: str
    """All that was sent, for the estimate of its cost."""


class RequestError(ValueError):
    """The request is none that the labeller can read."""


def read_request(body: bytes) -> Request:
    """Read the body of POST /chat/completions. Raise RequestError when it isn't one of the four questions."""
    try:
        sent: dict[str, Any] = json.loads(body)
        texts = [_text_of(message) for message in sent["messages"]]
        tool = _tool_name(sent)
        schema = (sent.get("response_format") or {}).get("json_schema") or {}
        named = str(schema.get("name", ""))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise RequestError(f"the request can't be read: {error}") from error
    prompt = "\n".join(texts)
    return Request(
        question=_question_name((named, tool), prompt),
        variable=_variable_part(texts),
        model=str(sent.get("model", "")),
        mode="tools" if tool else "json",
        tool=tool,
        prompt=prompt,
    )


def _text_of(message: dict[str, Any]) -> str:
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content)


def _tool_name(sent: dict[str, Any]) -> str:
    tools = sent.get("tools") or []
    return str(tools[0]["function"]["name"]) if tools else ""


def _question_name(given: tuple[str, ...], prompt: str) -> QuestionName:
    names: dict[str, QuestionName] = {name.replace("_", ""): name for name in get_args(QuestionName)}
    for said in given:
        key = said.lower().replace("_", "").removesuffix("answer")
        if key in names:
            return names[key]
    named = _NAMED_IN_TEXT.search(prompt)
    if named:
        return names[named[1].replace("_", "")]
    raise RequestError("the request names none of the questions chunk, second_look, header, overview")


def _variable_part(texts: list[str]) -> str:
    """Return the last message that holds a marked text or a list of entries, else the last message."""
    for text in reversed(texts):
        if f"{_BODY}\n" in text or read_entries(text):
            return text
    return texts[-1] if texts else ""
