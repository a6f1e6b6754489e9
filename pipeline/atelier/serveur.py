"""The server: pages, what was saved told as it happens, and two things that it does: open a file, build documents."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import Change, DefaultFilter, awatch

from pipeline.atelier.editeur import command
from pipeline.atelier.garde import Garde
from pipeline.atelier.pages import Pages
from pipeline.atelier.projet import ProjetVivant
from pipeline.atelier.travaux import Travaux
from pipeline.disk import FOLDERS, is_ignored
from pipeline.programs import launched
from pipeline.vues import style

LONGEST_FORM = 4_000
PULSE = 15.0
"""Seconds between two signs of life on an idle stream."""

STEP, DEBOUNCE = 10, 60
"""Milliseconds: saves of several files at once are one change, when they come that near."""

INCONNUE = "Il n'y a pas de page à cette adresse."
TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
SANS_EDITEUR = "Aucun éditeur n'a été trouvé pour ouvrir {} : donnez le vôtre, par exemple make atelier EDITEUR=gedit."


class Serveur:
    def __init__(self, projet: ProjetVivant, shell: Mapping[str, str], editeur: str) -> None:
        self.projet = projet
        self.shell = shell
        self.editeur = editeur
        self.tour = 1
        self.moved = asyncio.Event()
        self.reading = False
        self.loop: asyncio.AbstractEventLoop | None = None
        self.travaux = Travaux(projet.root, self.told_from_elsewhere)
        self.pages = Pages(projet, self.travaux, shell)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.home),
                Route("/suivi", self.follow),
                Route("/style.css", self.file),
                Route("/atelier.js", self.file),
                Route("/images/{name}", self.image),
                Route("/ouvrir", self.open, methods=["POST"]),
                Route("/construire", self.build, methods=["POST"]),
                Route("/{cle}.html", self.page),
            ],
            exception_handlers={404: _unknown, 405: _unknown},
        )

    # --- pages -------------------------------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        return RedirectResponse("/texte.html", 303)

    async def page(self, request: Request) -> Response:
        asked = dict(request.query_params)
        cle = request.path_params["cle"]
        html = await run_in_threadpool(self.pages.html, cle, asked, self.tour)
        if html is None:
            return PlainTextResponse(INCONNUE, 404)
        return Response(html, media_type="text/html")

    async def file(self, request: Request) -> Response:
        if request.url.path == "/style.css":
            return Response(style(self.shell), media_type="text/css")
        return Response(self.shell["atelier.js"], media_type="text/javascript")

    async def image(self, request: Request) -> Response:
        name = request.path_params["name"]
        data = self.pages.images.get(name)
        if data is None:
            return PlainTextResponse(INCONNUE, 404)
        return Response(data, media_type=TYPES.get(name.rpartition(".")[2], "image/png"))

    # --- what it does --------------------------------------------------------------------------------------------------

    async def open(self, request: Request) -> Response:
        """Open a file of the project, or a document that was built; nothing else on this disk."""
        form = await _form(request)
        path, line = form.get("fichier", ""), form.get("ligne", "1")
        if not (self.projet.has(path) or path in self.pages.built()) or not line.isdecimal():
            return PlainTextResponse("Ce fichier n'est pas du projet : il n'est pas ouvert.", 403)
        words = command(self.projet.root.resolve() / path, int(line[:9]), self.editeur)
        if not words or not launched(words):
            return PlainTextResponse(SANS_EDITEUR.format(path), 501)
        return _back(request)

    async def build(self, request: Request) -> Response:
        form = await _form(request)
        self.travaux.start(form.get("quoi", ""))
        return RedirectResponse("/documents.html", 303)

    # --- following -----------------------------------------------------------------------------------------------------

    async def follow(self, request: Request) -> Response:
        return StreamingResponse(self.signs(), media_type="text/event-stream")

    async def signs(self) -> AsyncIterator[str]:
        """Each move, told to one page."""
        yield f"retry: 1000\nevent: version\ndata: {self.tour}\n\n"
        while True:
            moved = self.moved
            try:
                await asyncio.wait_for(moved.wait(), PULSE)
            except TimeoutError:
                yield ": là\n\n"
                continue
            name = "lecture" if self.reading else "version"
            yield f"event: {name}\ndata: {self.tour}\n\n"

    def told(self) -> None:
        """Whoever waits is told once, and waits for the next move."""
        self.tour += not self.reading
        waited, self.moved = self.moved, asyncio.Event()
        waited.set()

    def told_from_elsewhere(self) -> None:
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.told)

    async def watch(self, stop: asyncio.Event) -> None:
        """Read the project again at each save, until the end."""
        root = self.projet.root.resolve()
        folders = [root / folder for folder in FOLDERS if (root / folder).is_dir()]
        changes = awatch(
            *folders, watch_filter=_Sources(), stop_event=stop, step=STEP, debounce=DEBOUNCE
        )
        async for found in changes:
            paths = [
                _relative(path, root) for change, path in sorted(found) if change != Change.deleted
            ]
            self.reading = True
            self.told()
            await run_in_threadpool(self.projet.refresh, paths)
            self.reading = False
            self.told()
            await run_in_threadpool(self.projet.rest)


class _Sources(DefaultFilter):
    """Without the files that editors write beside those that one saves."""

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        return super().__call__(change, path) and not is_ignored(name) and not name.endswith("~")


def _relative(path: str, root: Path) -> str:
    found = Path(path)
    return found.relative_to(root).as_posix() if found.is_relative_to(root) else ""


async def _form(request: Request) -> dict[str, str]:
    """The fields of a short form; an answer that is too long is none."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _back(request: Request) -> Response:
    """Back to the page that asked, which is one of ours."""
    come = request.headers.get("referer", "")
    base = f"http://{request.headers['host']}/"
    return RedirectResponse(come if come.startswith(base) else "/texte.html", 303)


async def _unknown(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(INCONNUE, 404)


async def serve(serveur: Serveur, garde: Garde, sockets: list[socket.socket]) -> None:
    """Until Ctrl-C."""
    serveur.loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    watching = asyncio.create_task(serveur.watch(stop))
    config = uvicorn.Config(
        garde,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    try:
        await uvicorn.Server(config).serve(sockets)
    finally:
        stop.set()
        await watching
