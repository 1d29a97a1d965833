"""Who may talk to the review: one browser of this machine that was given the token, on the page itself and no other."""

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSRF_HEADER = "x-review-token"
# the page's own files and nothing else; a brief may be framed by the page alone
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(slots=True)
class Secrets:
    """What the reviewer's browser must know."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Stands in the first address; good for one use."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Stands in the cookie."""
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Stands in the page's data; a change must bring it along."""
    used: bool = False


class Guard:
    """Let only the reviewer's browser through; everything else is refused before any handler sees it."""

    def __init__(self, app: ASGIApp, port: int, known: Secrets) -> None:
        self.app = app
        self.known = known
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        # cookies of a machine are shared by all of its ports
        self.cookie = f"review-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            answer = self._refusal(scope) or self._welcome(scope)
            await (answer or self.app)(scope, receive, _hardened(send))
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            return _refused("this address is served on 127.0.0.1 only", 421)
        if headers.get("origin", f"http://{host}") != f"http://{host}":
            return _refused("a request from another site", 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return _refused("a request from another site", 403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refused("only GET and POST", 405)
        if scope["method"] == "POST" and not self._may_change(headers):
            return _refused("a change needs the page's own token", 403)
        return None

    def _may_change(self, headers: Headers) -> bool:
        is_json = headers.get("content-type", "").split(";")[0] == "application/json"
        return is_json and "origin" in headers and compare_digest(headers.get(CSRF_HEADER, "").encode(), self.known.csrf.encode())

    def _welcome(self, scope: Scope) -> Response | None:
        """Exchange the token for a cookie; refuse who has neither."""
        if self._has_cookie(Headers(scope=scope)):
            return None
        given = scope["query_string"].decode("latin-1").removeprefix("token=")
        is_first = scope["path"] == "/" and scope["method"] == "GET" and not self.known.used
        if not is_first or not compare_digest(given.encode(), self.known.token.encode()):
            return _refused("open the address that the command printed; it is good for one use", 403)
        self.known.used = True
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.known.session, httponly=True, samesite="strict", path="/")
        return answer

    def _has_cookie(self, headers: Headers) -> bool:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and compare_digest(found.value.encode(), self.known.session.encode())


def _hardened(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            added = {
                b"content-security-policy": CONTENT_POLICY.encode(),
                b"x-content-type-options": b"nosniff",
                b"referrer-policy": b"no-referrer",
                b"cache-control": b"no-store",
                b"cross-origin-resource-policy": b"same-origin",
            }
            message["headers"] = [*message["headers"], *((name, value) for name, value in added.items() if name not in own)]
        await send(message)

    return with_headers


def _refused(reason: str, status: int) -> Response:
    return PlainTextResponse(f"refused: {reason}\n", status)
