"""What a rule between things is: a function of the projet, its comptes and the day, with the pieces that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.projet import Piece, Projet
from pipeline.model.valeur import dataclass

Regle = Callable[[Projet, Comptes, date], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Controle:
    """A rule, which has nothing to say while one of its ``pieces`` is a hole: what is missing was told already."""

    regle: Regle
    pieces: frozenset[Piece]
    des: EtapeCPTS = EtapeCPTS.LETTRE
    """The stage from which it is asked: what a letter has not written yet is not missing."""

    def __call__(self, projet: Projet, comptes: Comptes, today: date) -> Iterable[Finding]:
        if self.pieces & projet.trous or projet.identite.etape < self.des:
            return ()
        return self.regle(projet, comptes, today)


def controle(*pieces: Piece, des: EtapeCPTS = EtapeCPTS.LETTRE) -> Callable[[Regle], Controle]:
    """``@controle(Piece.BAREME)`` above a function makes it a rule, asked where the barème is known."""
    return lambda regle: Controle(regle, frozenset(pieces), des)
