"""The model that lives in the process: a deterministic labeller that speaks the chat-completions protocol."""

from summarizer.builtin.identity import model_id
from summarizer.builtin.request import RequestError, read_request
from summarizer.builtin.response import write_response

__all__ = ["RequestError", "model_id", "reply"]


def reply(request: bytes) -> bytes:
    """Return the response to the body of a POST /chat/completions. Raise RequestError when it is no question of ours."""
    from summarizer.builtin.answering import answer_to  # a run whose answers are all in the cache needs no rules

    asked = read_request(request)
    return write_response(asked, request, answer_to(asked), model_id())
