"""Who may ask anything of the server: this machine's browser, holding the secret, from the pages of the server itself.

A site that the same browser visits can send requests to this machine (and name it as it likes: DNS rebinding).  Hence
the Host, which must be ours, the Origin of what acts, and a cookie that no other site makes the browser send.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTREE = "/entrer"
DEMANDE_L_ADRESSE = "Ouvrez l'adresse complète que « make atelier » affiche dans le terminal."
AILLEURS = "Cette demande ne vient pas de l'atelier : elle est refusée."
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SAFE = ("GET", "HEAD")


class Garde:
    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.port = port
        self.secret = secrets.token_urlsafe(32)
        self.jeton = secrets.token_urlsafe(32)
        self.cookie = f"atelier-{port}"
        """Cookies know no port: two ateliers on one machine must not share theirs."""
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}{ENTREE}?cle={self.secret}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self.refused(scope)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_encoded(HEADERS)]
            await send(message)

        await (answer or self.app)(scope, receive, dressed)

    def refused(self, scope: Scope) -> Response | None:
        """The answer to what may not go further: a refusal, or the exchange of the secret for a cookie."""
        headers = _headers(scope)
        host, origin = headers.get("host", ""), headers.get("origin", "")
        if host not in self.hosts:
            return PlainTextResponse(AILLEURS, 421)
        acts = scope["method"] not in SAFE
        if (origin or acts) and origin != f"http://{host}":
            return PlainTextResponse(AILLEURS, 403)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse(AILLEURS, 403)
        if scope["path"] == ENTREE:
            return self.entered(scope)
        if not secrets.compare_digest(self.held(headers).encode(), self.jeton.encode()):
            return PlainTextResponse(DEMANDE_L_ADRESSE, 403)
        return None

    def entered(self, scope: Scope) -> Response:
        """The secret leaves the address: what follows goes by a cookie that no script reads."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("cle", [""])[0]
        if not secrets.compare_digest(given.encode(), self.secret.encode()):
            return PlainTextResponse(DEMANDE_L_ADRESSE, 403)
        answer = RedirectResponse("/texte.html", 303)
        answer.set_cookie(self.cookie, self.jeton, httponly=True, samesite="strict", path="/")
        return answer

    def held(self, headers: Mapping[str, str]) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def _headers(scope: MutableMapping[str, Any]) -> dict[str, str]:
    """By name; one that is given twice is none at all."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = value.decode("latin-1") if key not in found else ""
    return found


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
