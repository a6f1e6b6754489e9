"""The meetings that a mission plans, counted year by year of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, groupby

from pipeline.check.controle import controle
from pipeline.model.bareme import SOCLE
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import anniversary
from pipeline.model.fiche import Etape, Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.projet import ANNEES_CONTRAT, Projet
from pipeline.model.prose import text_of
from pipeline.model.reunion import is_meeting
from pipeline.model.valeur import dataclass

PER_YEAR = 2
DAYS_OF_GRACE = 15
"""A mission that starts a fortnight into the year still has the whole of it."""


@dataclass(frozen=True, slots=True)
class Annee:
    """A contract year: how many meetings are planned in it, and how many are wanted."""

    rang: int
    prevues: int
    voulues: int


@controle()
def meetings_are_planned(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each mission socle plans, in its fiches, two meetings a year on its indicators, reviews included."""
    for mission in projet.bareme.missions:
        fiches = projet.fiches_de(mission.cle)
        if (
            mission.statut != SOCLE
            or mission.cle not in projet.identite.retenues
            or not _planned(fiches, projet)
        ):
            continue
        meetings = [_meetings(fiche) for fiche in fiches]
        said = _said_once(projet, mission.cle)
        lacking = [
            annee
            for annee in _years(projet, fiches, meetings)
            if annee.prevues < annee.voulues and said < annee.voulues
        ]
        if lacking:
            message = (
                f"le planning de la mission « {mission.cle} » prévoit trop peu de réunions d'indicateurs ou de "
                f"bilans : {_said(lacking)}."
            )
            hints = (
                "ajoutez par exemple la ligne « | Réunion de suivi des indicateurs | deux fois par an | » ;",
                "ou dites-le une fois pour toutes les missions, dans un chapitre de la partie 3 : "
                "« Une réunion sur les indicateurs se tient deux fois par an. »",
            )
            yield Finding(
                "F036", message, fiches[0].rubriques.get("planning", fiches[0].span), hints
            )


def _said_once(projet: Projet, mission: str) -> Decimal:
    """The meetings a year that a chapter announces: that of the mission, or one of part 3 for them all."""
    own = (c for c in projet.chapitres["missions"] if c.presente(mission))
    told = [c.reunions_par_an for c in (*own, *projet.chapitres["organisation"])]
    return max(told, default=Decimal(0))


def _planned(fiches: Sequence[Fiche], projet: Projet) -> bool:
    """Whether a planning is begun, and every meeting of it could be read."""
    begun = any(fiche.planning for fiche in fiches)
    whole = not any(projet.doutes.rubrique(fiche, "planning") for fiche in fiches)
    return begun and whole and all(map(_readable, _all(map(_meetings, fiches))))


def _meetings(fiche: Fiche) -> tuple[Etape, ...]:
    return tuple(etape for etape in fiche.planning if is_meeting(fold(text_of(etape.etape))))


def _readable(etape: Etape) -> bool:
    return etape.echeance is not None or etape.par_an is not None


def _all(planned: Iterable[tuple[Etape, ...]]) -> Iterator[Etape]:
    return chain.from_iterable(planned)


def _years(
    projet: Projet, fiches: Sequence[Fiche], planned: Sequence[tuple[Etape, ...]]
) -> Iterator[Annee]:
    """The years of the contract during which the mission acts; one year of no rank when the contract has no date.

    A meeting of the same date in two fiches is one meeting; so is one that comes back in both.
    """
    often = max(
        (
            sum((etape.par_an or Decimal(0) for etape in meetings), Decimal(0))
            for meetings in planned
        ),
        default=0,
    )
    days = {
        etape.echeance.debut for etape in _all(planned) if etape.echeance and etape.par_an is None
    }
    first = projet.debut_contrat
    if first is None:
        yield Annee(0, len(days) + int(often), PER_YEAR)
        return
    start, end = _span(fiches, first)
    for rang in range(1, ANNEES_CONTRAT + 1):
        opens, closes = anniversary(first, rang - 1), anniversary(first, rang)
        active = (min(end, closes) - max(start, opens)).days
        wanted = max(0, min(PER_YEAR, (active + DAYS_OF_GRACE) * PER_YEAR // 365))
        yield Annee(rang, sum(opens <= day < closes for day in days) + int(often), wanted)


def _span(fiches: Sequence[Fiche], first: date) -> tuple[date, date]:
    """From the first start to the last end; those of the contract where a fiche does not say."""
    starts = [fiche.dates.demarrage.value.debut for fiche in fiches if fiche.dates.demarrage]
    ends = [fiche.dates.fin.value.fin for fiche in fiches if fiche.dates.fin]
    last = anniversary(first, ANNEES_CONTRAT)
    return (
        min(starts) if len(starts) == len(fiches) else first,
        max(ends) if len(ends) == len(fiches) else last,
    )


def _said(lacking: Sequence[Annee]) -> str:
    """« année 1, 1 sur 2 ; années 2 à 5, 0 sur 2 »."""
    parts: list[str] = []
    alike = groupby(
        enumerate(lacking), lambda pair: (pair[1].prevues, pair[1].voulues, pair[1].rang - pair[0])
    )
    for (found, wanted, _), group in alike:
        ranks = [annee.rang for _, annee in group]
        years = f"année {ranks[0]}" if len(ranks) == 1 else f"années {ranks[0]} à {ranks[-1]}"
        parts.append(
            f"{years}, {found} sur {wanted}" if ranks[0] else f"{found} sur {wanted} par an"
        )
    return " ; ".join(parts)
