"""The reply in the form of the chat-completions protocol."""

import hashlib
import json
import math
import re

from summarizer.builtin.request import Request
from summarizer.domain.answer import Entry

_WIDE = re.compile("[\u2e80-\U0010ffff]+")
_CHARACTERS_A_TOKEN = 4


def write_response(request: Request, body: bytes, answer: Entry, model: str) -> bytes:
    """Return a complete chat.completion. The same request gives the same bytes."""
    content = json.dumps(answer.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(body).hexdigest()
    asked, said = count_tokens(request.prompt), count_tokens(content)
    reply = {
        "id": f"chatcmpl-{digest[:24]}",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": _message(request, content, digest),
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said},
    }
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def count_tokens(text: str) -> int:
    """Return an estimate: a token for each Chinese character, one for every four others."""
    wide = sum(map(len, _WIDE.findall(text)))
    return wide + math.ceil((len(text) - wide) / _CHARACTERS_A_TOKEN)


def _message(request: Request, content: str, digest: str) -> dict[str, object]:
    if request.mode == "json":
        return {"role": "assistant", "content": content, "refusal": None}
    call = {
        "id": f"call_{digest[:24]}",
        "type": "function",
        "function": {"name": request.tool, "arguments": content},
    }
    return {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}
