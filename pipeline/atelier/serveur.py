"""The server: pages, what was saved told as it happens, and two things that it does: open a file, build documents."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import suppress
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
from pipeline.atelier.pages import Pages, Tours
from pipeline.atelier.projet import ProjetVivant
from pipeline.atelier.travaux import Travaux
from pipeline.disk import FOLDERS, is_ignored
from pipeline.model.page import MON_TEXTE
from pipeline.programs import launched
from pipeline.vues import style

LONGEST_FORM = 4_000
PULSE = 15.0
"""Seconds between two signs of life on an idle stream."""

STEP, DEBOUNCE = 5, 60
"""Milliseconds: saves of several files at once are one change, when they come that near."""

GRACE = 0.3
"""Seconds that a page which was made ahead has to be fetched before all the rest takes the processor."""

QUIET = 2.0
"""Seconds without a save before memory is given back and a search prepared: whoever types must not wait for that."""

INCONNUE = "Il n'y a pas de page à cette adresse."
ICONES = ("/icone.svg", "/favicon.ico")
TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
SANS_EDITEUR = "Aucun éditeur n'a été trouvé pour ouvrir {} : donnez le vôtre, par exemple make atelier EDITEUR=gedit."


class Serveur:
    def __init__(self, projet: ProjetVivant, shell: Mapping[str, str], editeur: str) -> None:
        self.projet = projet
        self.shell = shell
        self.editeur = editeur
        self.tours = Tours()
        self.moved = asyncio.Event()
        self.reading = False
        self.fetched = asyncio.Event()
        """Whether the text that was saved last was given to whoever follows it."""
        self.fetched.set()
        self.behind: list[Sequence[str]] = []
        """What was saved and is not read yet."""
        self.following: asyncio.Task[None] | None = None
        self.resting: asyncio.Task[None] | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.travaux = Travaux(projet.root, self.worked)
        self.pages = Pages(projet, self.travaux, shell)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.home),
                Route("/suivi", self.follow),
                Route("/style.css", self.file),
                Route("/atelier.js", self.file),
                Route("/icone.svg", self.file),
                Route("/favicon.ico", self.file),
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
        html = await run_in_threadpool(self.pages.html, cle, asked, self.tours)
        if cle == MON_TEXTE:
            self.fetched.set()
        if html is None:
            return PlainTextResponse(INCONNUE, 404)
        return Response(html, media_type="text/html")

    async def file(self, request: Request) -> Response:
        if request.url.path == "/style.css":
            palette = self.projet.etat.vues.modeles.palette
            return Response(style(self.shell, palette), media_type="text/css")
        if request.url.path in ICONES:  # what a browser asks for beside an answer that is no page
            return Response(self.shell["icone.svg"], media_type="image/svg+xml")
        return Response(self.shell["atelier.js"], media_type="text/javascript")

    async def image(self, request: Request) -> Response:
        name = request.path_params["name"]
        data = self.pages.image(name)
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
        """Where things stand, again at each move; a page compares it with what it shows."""
        yield "retry: 1000\n\n"
        while True:
            moved = self.moved
            told = json.dumps({**self.tours._asdict(), "lecture": self.reading})
            yield f"event: etat\ndata: {told}\n\n"
            while not moved.is_set():
                try:
                    await asyncio.wait_for(moved.wait(), PULSE)
                except TimeoutError:
                    yield ": là\n\n"

    def told(self) -> None:
        """Whoever waits is told once, and waits for the next move."""
        waited, self.moved = self.moved, asyncio.Event()
        waited.set()

    def worked(self) -> None:
        """The work in a child has more to say; called from its own thread."""
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.told_of_work)

    def told_of_work(self) -> None:
        self.tours = self.tours._replace(travaux=self.tours.travaux + 1)
        self.told()

    async def watch(self, stop: asyncio.Event) -> None:
        """Read the project again at each save, until the end."""
        root = self.projet.root.resolve()
        folders = [root / folder for folder in FOLDERS if (root / folder).is_dir()]
        changes = awatch(
            *folders, watch_filter=_Sources(), stop_event=stop, step=STEP, debounce=DEBOUNCE
        )
        async for found in changes:
            saved, gone = _parted({path for _change, path in found}, root)
            await self.saved(saved, alone=not any(map(self.projet.has, gone)))

    async def saved(self, paths: Sequence[str], alone: bool = True) -> None:
        """First the page of what was saved, then all that follows from it."""
        self.behind.append(paths)
        self.reading = True
        if alone and await run_in_threadpool(self._ahead, paths):
            self.tours = self.tours._replace(texte=self.tours.texte + 1)
            self.fetched.clear()
        self.told()
        if self.following is None or self.following.done():
            self.following = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Read until nothing was saved meanwhile; memory is given back once all is quiet."""
        while self.behind:
            await self._text_first()
            paths = [path for saved in self.behind for path in saved]
            self.behind.clear()
            await run_in_threadpool(self.pages.refresh, paths[::-1])
            self.reading = bool(self.behind)
            self.tours = self.tours._replace(version=self.tours.version + 1)
            self.told()
        self.rest_later()

    async def _text_first(self) -> None:
        """One thread computes at a time: the text would come late if the whole were read meanwhile."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.fetched.wait(), GRACE)

    def rest_later(self) -> None:
        if self.resting is not None:
            self.resting.cancel()
        self.resting = asyncio.create_task(self._rest())

    def _ahead(self, paths: Sequence[str]) -> bool:
        known = self.projet.anticipate(paths)
        if known:
            self.pages.write_ahead()
        return known

    async def _rest(self) -> None:
        await asyncio.sleep(QUIET)
        await run_in_threadpool(self.projet.rest)
        if await run_in_threadpool(self.pages.prepare):
            self.tours = self.tours._replace(recherche=self.tours.recherche + 1)
            self.told()


def _parted(paths: Iterable[str], root: Path) -> tuple[list[str], list[str]]:
    """Those that are there, and those that are no more, from the root of the project.

    Many editors write beside, then rename: what they wrote beside was there for an instant, and is no source.
    """
    saved: list[str] = []
    gone: list[str] = []
    for path in sorted(paths):
        (saved if Path(path).is_file() else gone).append(_relative(path, root))
    return saved, gone


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
    await serveur.saved(())
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
