"""The processes of this computer among which the projects of a portfolio are shared, one for each processor."""

from __future__ import annotations

import pickle
import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from pipeline.model.portefeuille import ARRETE, Sort
from pipeline.portefeuille.etude import Commande, Etude
from pipeline.programs import Interlocuteur
from pipeline.systeme import processors

MEMORY = 1024 * 2**20
"""What one project may take, in bytes; two at once stay under two gigabytes."""

PATIENCE = 180.0
"""Seconds that one project may take: those of three hundred fiches take fifteen."""

OLD = 60
"""Projects after which a process gives way to a fresh one, whatever it has kept in memory."""


@dataclass(frozen=True, slots=True)
class Bornes:
    """What a project may take, in seconds and in bytes."""

    patience: float = PATIENCE
    memory: int = MEMORY


class Poste:
    """A process that studies projects, replaced when one goes wrong in it, or when it is old."""

    def __init__(self, bornes: Bornes) -> None:
        self.bornes = bornes
        self._ouvrier = Interlocuteur(
            ["-m", "pipeline.portefeuille.ouvrier", str(bornes.memory)],
        )
        self._studied = 0

    def study(self, commande: Commande) -> Etude:
        """What becomes of a project; one that loops, takes all the memory or stops the process has that fate."""
        answer = self._ouvrier.ask(pickle.dumps(commande), self.bornes.patience)
        if isinstance(answer, str):
            self._studied = 0
            return Etude(Sort(commande.chemin, ARRETE, answer))
        etude: Etude = pickle.loads(answer)
        self._studied += 1
        if self._studied >= OLD or etude.sort.sort == ARRETE:
            self.close()
        return etude

    def close(self) -> None:
        self._ouvrier.close()
        self._studied = 0


def studied(commandes: Iterable[Commande], bornes: Bornes, postes: int = 0) -> Iterator[Etude]:
    """What becomes of each project, as it is known: whichever ends first comes first."""
    wanted = list(commandes)
    count = min(postes or processors(), len(wanted))
    free: queue.SimpleQueue[Poste] = queue.SimpleQueue()
    team = [Poste(bornes) for _ in range(count)]
    for poste in team:
        free.put(poste)

    def study(commande: Commande) -> Etude:
        poste = free.get()
        try:
            return poste.study(commande)
        finally:
            free.put(poste)

    with ThreadPoolExecutor(max(1, count)) as pool:
        try:
            for done in as_completed([pool.submit(study, commande) for commande in wanted]):
                yield done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for poste in team:
                poste.close()
