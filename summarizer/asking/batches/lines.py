"""Questions as the lines of a provider's batch, and its result lines as answers. Pure.

A request line holds the body that a live run would send; its custom_id is the key under which the answer is kept.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal

from summarizer.asking.answers.checks import flaws
from summarizer.asking.answers.received import read_complaint, read_completion
from summarizer.asking.answers.written import unmarked
from summarizer.asking.kept.cache import Cut, Kept, answer_key
from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.questions.halves import cut_point
from summarizer.asking.questions.making import request_body
from summarizer.asking.questions.schema import ANSWERS
from summarizer.asking.steps import bare_json, first_way
from summarizer.domain.reply import Question

URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"
# Of OpenAI's batches, as of 2026
MOST_LINES, MOST_BYTES = 50_000, 200 * 10**6
_LONGEST_REASON = 200


def batch_key(question: Question, endpoint: Endpoint) -> str:
    """Return the custom_id of a question: the key of its answer."""
    return answer_key(question, endpoint)


def request_line(question: Question, endpoint: Endpoint) -> str:
    """Return the line that asks a question."""
    body = first_way(endpoint).body(request_body(question, endpoint), question.name)
    line = {"custom_id": batch_key(question, endpoint), "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False) + "\n"


def read_result(line: str) -> tuple[str, Mapping[str, Any] | None, str]:
    """Return the custom_id of a result line, the completion that it holds, and why it holds none.

    A failure stands in `error`, in the status, or inside `response.body.error`. A line that can't be read has no custom_id.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(custom_id := found.get("custom_id"), str):
        return "", None, "the line can't be read"
    response = found.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    status = response.get("status_code") if isinstance(response, dict) else None
    if error := found.get("error") or (body.get("error") if isinstance(body, dict) else None):
        complaint = read_complaint(error)
        return custom_id, None, (complaint.message or " ".join(complaint.codes) or "no reason given")[:_LONGEST_REASON]
    if isinstance(body, dict) and body.get("choices") and status in (200, None):
        return custom_id, body, ""
    return custom_id, None, f"no answer (status {status})" if status else "no answer"


def judged(question: Question, body: Mapping[str, Any], endpoint: Endpoint) -> Kept | Cut | str:
    """Return what a completion holds for a question: an answer without a flaw, a cut, or why neither.

    Whatever is wrong is left for a live run, which asks again and says what was wrong.
    """
    received = read_completion(body)
    if received is None or received.complaint is not None:
        return "the reply holds no answer"
    if received.refusal or received.is_withheld:
        return f"refused: {received.refusal[:_LONGEST_REASON] or 'content filter'}"
    if received.is_cut_off:
        cut_at = cut_point(question)
        return Cut(cut_at, received.model) if cut_at else "truncated: the answer was longer than the endpoint allows"
    try:
        answer = ANSWERS[question.name].model_validate_json(unmarked(bare_json(received.content)))
    except ValueError as error:
        return f"the answer does not fit the schema ({type(error).__name__})"
    found = flaws(answer, question.limits)
    return f"the answer is wrong: {found[0]}" if found else Kept(answer, (), received.model, first_way(endpoint).step)
