"""The addresses of the review page. Report text leaves as JSON or as an escaped brief, never as markup of the page."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from summarizer.errors import SummarizerError
from summarizer.running.golden.deciding import Signer
from summarizer.running.golden.review import Review
from summarizer.running.golden.web.guard import Guard, Secrets
from summarizer.running.golden.web.shown import brief_page, shown_finding, shown_source

_FILES = {
    "/": ("page.html", "text/html"),
    "/review.js": ("review.js", "text/javascript"),
    "/review.css": ("review.css", "text/css"),
}
_MOST_BYTES = 10_000_000
# the brief brings its own style, allowed by its hash in the page; a script of its own is never run
_BRIEF_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"


class Asked(BaseModel):
    """What the page asks to be decided."""

    model_config = ConfigDict(extra="forbid")

    keys: list[str] = Field(max_length=1_000_000)
    verdict: Literal["accept", "reject", "known-wrong"]
    comment: str = Field(default="", max_length=10_000)


@dataclass(slots=True)
class Desk:
    """The review behind the page; one request at a time touches it."""

    review: Review
    signer: Signer
    known: Secrets
    lock: threading.Lock = field(default_factory=threading.Lock)

    def state(self) -> dict[str, Any]:
        """Return all that the page lists."""
        verdicts = self.review.verdicts()
        return {
            "token": self.known.csrf,
            "items": [shown_finding(one, verdicts.get(one.key, "")) for one in self.review.items()],
            "can_undo": bool(self.review.history),
            "problems": self.review.result.problems(),
        }

    def progress(self) -> dict[str, Any]:
        """Return what is decided now, by whomever."""
        return {"verdicts": self.review.verdicts(), "can_undo": bool(self.review.history)}

    def decide(self, asked: Asked) -> dict[str, Any]:
        """Carry out what the page asks."""
        signer = replace(self.signer, comment=asked.comment or self.signer.comment)
        done = self.review.decide(set(asked.keys), asked.verdict, signer)
        return self.progress() | {"done": done}

    def undo(self) -> dict[str, Any]:
        """Take the last step back."""
        done = self.review.undo(self.signer)
        return self.progress() | {"done": done}

    def source(self, key: str) -> dict[str, Any]:
        """Return the source of a difference."""
        finding = next((one for one in self.review.items() if one.key == key), None)
        if finding is None:
            raise HTTPException(404)
        return shown_source(self.review, finding)

    def brief(self, key: str, side: str) -> str:
        """Return the brief of one side of a difference, `""` where there is none."""
        finding = next((one for one in self.review.items() if one.key == key), None)
        if finding is None or side not in ("old", "new"):
            raise HTTPException(404)
        old, new = self.review.records(finding.golden)
        record = old if side == "old" else new
        return brief_page(record, self.review.output.text(record.source.sha256)) if record is not None else ""


def make_app(review: Review, signer: Signer, known: Secrets, port: int) -> ASGIApp:
    """Return the guarded application."""
    desk = Desk(review, signer, known)
    routes = [
        *(Route(path, partial(_file, *named)) for path, named in _FILES.items()),
        Route("/api/state", partial(_answer, desk, lambda _: desk.state())),
        Route("/api/progress", partial(_answer, desk, lambda _: desk.progress())),
        Route("/api/source/{key}", partial(_answer, desk, lambda request: desk.source(request.path_params["key"]))),
        Route("/brief/{key}/{side}", partial(_brief, desk)),
        Route("/api/decide", partial(_decide, desk), methods=["POST"]),
        Route("/api/undo", partial(_answer, desk, lambda _: desk.undo()), methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), port, known)


async def _file(name: str, media_type: str, _: Request) -> Response:
    text = resources.files("summarizer.running.golden.web").joinpath("static", name).read_text(encoding="utf-8")
    return PlainTextResponse(text, media_type=media_type)


async def _answer(desk: Desk, work: Callable[[Request], dict[str, Any]], request: Request) -> Response:
    return await run_in_threadpool(_worked, desk, lambda: work(request))


async def _decide(desk: Desk, request: Request) -> Response:
    if int(request.headers.get("content-length", _MOST_BYTES + 1)) > _MOST_BYTES:
        return JSONResponse({"error": "too much at once"}, 413)
    try:
        asked = Asked.model_validate_json(await request.body())
    except ValidationError as error:
        return JSONResponse({"error": f"not understood: {error.errors()[0]['msg']}"}, 400)
    return await run_in_threadpool(_worked, desk, lambda: desk.decide(asked))


def _worked(desk: Desk, work: Callable[[], dict[str, Any]]) -> Response:
    with desk.lock:
        try:
            return JSONResponse(work())
        except SummarizerError as error:
            return JSONResponse({"error": str(error)}, 409)


async def _brief(desk: Desk, request: Request) -> Response:
    key, side = request.path_params["key"], request.path_params["side"]
    page = await run_in_threadpool(_locked, desk, lambda: desk.brief(key, side))
    headers = {"content-security-policy": _BRIEF_POLICY}
    return PlainTextResponse(page.encode("utf-8", "replace"), media_type="text/html", headers=headers)


def _locked(desk: Desk, work: Callable[[], str]) -> str:
    with desk.lock:
        return work()
