"""The machines of a Dask cluster among which the projects of a portfolio are shared.

Dask's scheduler gives each project to a worker, and to another one when that worker is gone.  What a worker does is what
this computer would do: a process of its own with the same bounds.  Nothing is written there but what later runs remember;
the documents come back, and one process alone writes them: nothing is lost, and nothing is written twice.
"""

from __future__ import annotations

import logging
import platform
import queue
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from pipeline.disk import Empechement
from pipeline.model.portefeuille import ARRETE, REFUSE, Sort
from pipeline.portefeuille.equipe import Bornes, Poste
from pipeline.portefeuille.etude import Commande, Etude

SCHEME = "dask://"
WAITING = 60
"""Seconds that a scheduler may take to answer, and a first worker to join it."""

LOST = 3
"""Workers that may disappear under a project before it is given up: it may well be what makes them disappear."""

GLANCE = 5.0
"""Seconds without news after which one looks whether workers are left."""

GONE = "la grappe ne répond plus"
EMPTY = "la grappe n'a plus d'ouvrier"

_here = threading.local()
"""The process of each thread of a worker, kept warm from one project to the next."""


def study_there(commande: Commande, bornes: Bornes) -> Etude:
    """What a worker does of one project."""
    known = getattr(_here, "poste", None)
    if known is None or known[0] != bornes:
        _here.poste = known = (bornes, Poste(bornes))
    etude: Etude = known[1].study(commande)
    if etude.sort.sort != REFUSE:
        return etude
    where = f"{etude.sort.dit} (vu de la machine {platform.node()})"
    return replace(etude, sort=replace(etude.sort, dit=where))


def studied_on(address: str, commandes: Iterable[Commande], bornes: Bornes) -> Iterator[Etude]:
    """What becomes of each project, as it is known; raises Empechement when the cluster does not answer.

    When it is gone before the end, the projects that it still had are told stopped: none is without a fate.
    """
    wanted = list(commandes)
    run = uuid.uuid4().hex  # two runs at once on one cluster must not be given each other's answers
    with _client(address) as client:
        futures = {
            client.submit(
                study_there, one, bornes, key=f"portefeuille-{run}-{one.racine}", pure=False
            ): one
            for one in wanted
        }
        for future in _as_they_end(client, list(futures)):
            yield _told(future, futures.pop(future))
            future.release()
        yield from (Etude(Sort(one.chemin, ARRETE, EMPTY)) for one in futures.values())


def _as_they_end(client: Any, futures: Iterable[Any]) -> Iterator[Any]:
    """Each future once it is known; the others are given up when no worker has been there for a while."""
    ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
    awaited = list(futures)
    for future in awaited:
        future.add_done_callback(ended.put)
    left = len(awaited)
    alone_since: float | None = None
    while left:
        try:
            yield ended.get(timeout=GLANCE)
        except queue.Empty:
            if client.scheduler_info()["workers"]:
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > WAITING:
                return
        else:
            left -= 1
            alone_since = None


def _client(address: str) -> Any:
    """Connected, with one worker at least.  Dask is imported here: no other command waits for it."""
    import_module("dask").config.set({"distributed.scheduler.allowed-failures": LOST})
    connect = import_module("distributed").Client
    _hush()
    try:
        client = connect(
            address.replace(SCHEME, "tcp://", 1), timeout=f"{WAITING}s", set_as_default=False
        )
    except (OSError, ValueError) as silent:
        raise Empechement(f"la grappe {address} ne répond pas.") from silent
    try:
        client.wait_for_workers(1, timeout=f"{WAITING}s")
    except TimeoutError as empty:
        client.close()
        raise Empechement(f"aucun ouvrier n'a rejoint la grappe {address}.") from empty
    return client


def _hush() -> None:
    """What Dask logs of a cluster that is gone is told by fates, in words that its reader knows."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _told(future: Any, commande: Commande) -> Etude:
    """Its fate; that of a project that no worker could study says what stood in the way."""
    if future.cancelled():
        return Etude(Sort(commande.chemin, ARRETE, GONE))
    failure = future.exception()
    if failure is None:
        etude: Etude = future.result()
        return etude
    if type(failure).__name__ == "KilledWorker":
        return Etude(Sort(commande.chemin, ARRETE, "les ouvriers qui le lisaient ont disparu"))
    if isinstance(failure, ImportError):
        return Etude(Sort(commande.chemin, REFUSE, "l'ouvrier n'a pas ce logiciel"))
    return Etude(Sort(commande.chemin, ARRETE, "la grappe ne l'a pas rendu"))
