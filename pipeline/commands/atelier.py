"""``atelier``: a page in the browser that follows what one writes, on this machine only."""

from __future__ import annotations

import errno
import os
import socket
from datetime import date

from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import Empechement, reason, shell_of_pages
from pipeline.programs import shown_in_browser

PORT = 8730
TRIED = 10
"""Ports tried one after the other while none is asked for: two ateliers live side by side."""


def execute(demande: Demande) -> int:
    from asyncio import run

    from pipeline.atelier.garde import Garde
    from pipeline.atelier.memoire import share_one_heap
    from pipeline.atelier.projet import ProjetVivant
    from pipeline.atelier.serveur import Serveur, serve

    listening = _listening(demande.values[0] if demande.values else "")
    share_one_heap()
    projet = ProjetVivant(demande.root, date.today)

    async def started() -> None:
        serveur = Serveur(projet, shell_of_pages(), os.environ.get("EDITEUR", ""))
        garde = Garde(serveur.app(), listening.getsockname()[1])
        print(f"L'atelier est ouvert : {garde.adresse}", flush=True)
        print("Ctrl-C le ferme. Ces pages ne sortent pas de cet ordinateur.", flush=True)
        if "--sans-navigateur" not in demande.options:
            shown_in_browser(garde.adresse)
        await serve(serveur, garde, [listening])

    try:
        run(started())
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    print("L'atelier est fermé.")
    return 0


def _listening(asked: str) -> socket.socket:
    """A door of this machine alone: the port that was asked for, or the first free one."""
    if not asked:
        found = next(filter(None, map(_door, range(PORT, PORT + TRIED))), None)
        return found or _any()
    if not asked.isdecimal() or not 1024 <= int(asked) <= 65535:
        raise MauvaisUsage(f"PORT={asked} n'est pas un port : donnez un nombre de 1024 à 65535.")
    door = _door(int(asked))
    if door is None:
        other = f"make atelier PORT={int(asked) + 1 if int(asked) < 65535 else PORT}"
        raise MauvaisUsage(f"le port {asked} est déjà pris : choisissez-en un autre, « {other} ».")
    return door


def _door(port: int) -> socket.socket | None:
    """None where the port is taken."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(64)
    except OSError as error:
        door.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise Empechement(f"le port {port} ne peut pas être ouvert : {reason(error)}.") from error
    return door


def _any() -> socket.socket:
    door = _door(0)
    if door is None:
        raise Empechement("aucun port n'est libre sur cet ordinateur.")
    return door
