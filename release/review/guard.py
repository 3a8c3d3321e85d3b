"""Who may ask: one browser that brought the one-time token, on this machine, from the page itself."""

from __future__ import annotations

import hmac
import secrets
import threading

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Entrance", "Guard"]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Entrance:
    """The token that opens the page once, and the cookie that stands for it afterwards.

    Args:
        port: where the page is served. Browsers send cookies to every port of a host, so the cookie's name tells it.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = secrets.token_urlsafe(24)
        self._cookie = secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self._is_used = False

    @property
    def url(self) -> str:
        """The address that opens the page, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def cookie_name(self) -> str:
        """What the cookie is called."""
        return f"referto_review_{self.port}"

    def exchange(self, token: str) -> str | None:
        """Return the cookie for the token the first time; None for a wrong or a used one."""
        with self._lock:
            if self._is_used or not hmac.compare_digest(token.encode(), self.token.encode()):
                return None
            self._is_used = True
            return self._cookie

    def knows(self, headers: Headers) -> bool:
        """Tell whether the request brings the cookie."""
        given = cookie_parser(headers.get("cookie", "")).get(self.cookie_name, "")
        return hmac.compare_digest(given.encode(), self._cookie.encode())

    def is_own_host(self, host: str) -> bool:
        """Tell whether a Host header is this page's: another name that leads here is DNS rebinding."""
        return host.lower() in (f"127.0.0.1:{self.port}", f"localhost:{self.port}")


class Guard:
    """Middleware that refuses whoever is not the page, and sets the headers that keep the page to itself."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal is not None:
            status, code = refusal
            await JSONResponse({"error": code}, status)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._entrance.is_own_host(hosts[0]):
            return 421, "other-host"
        if scope["path"] == "/" and scope["method"] == "GET":
            return None  # asks for the token or the cookie itself, and answers people with a page
        if not self._entrance.knows(headers):
            return 403, "not-admitted"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "other-page"
        if scope["method"] not in ("GET", "HEAD"):
            # SameSite counts all ports of this machine as one site; the Origin does not, and a form cannot send JSON.
            if headers.get("origin") != f"http://{hosts[0]}":
                return 403, "other-page"
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return 415, "malformed"
        return None
