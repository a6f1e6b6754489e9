"""The follow-up of the budget: what was spent and received, against what was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from pipeline.assemble.budget.montants import tableau
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import FEUILLES, TOTAL
from pipeline.model.comptes import Comptes
from pipeline.model.droits import AnneeContrat, total
from pipeline.model.echeance import MOIS, Echeance
from pipeline.model.langue.francais import euros, nombre
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table
from pipeline.model.realise import MoisRealise, Realise, Suivi

RIGHT = "right"
NONE = "—"


def realise(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """Year by year, blocks and fiches, then the months; nothing while nothing was told."""
    suivi = comptes.realise
    if suivi.arrete is None:
        return ()
    titles = {fiche.cle: fiche.titre.value for fiche in projet.fiches if fiche.titre}
    parts: list[Block] = [titre(1, f"Le réalisé, à fin {suivi.arrete}"), alinea(INTRO)]
    for year in suivi.annees:
        parts += _year(year, suivi, titles)
    if suivi.mois:
        parts += [titre(2, "Mois par mois"), alinea(_cash_intro(suivi)), _by_month(suivi.mois)]
    return tuple(parts)


INTRO = (
    "Ces tableaux rapprochent le budget et les sommes que la trésorerie a notées comme dépensées ou reçues. "
    "Dans une année qui n'est pas close, « prévu à cette date » est la part du budget prévue jusqu'au "
    "dernier mois noté, et l'écart se compte à partir d'elle. Dans une année close, il se compte à partir du budget. "
    "Le taux est la part du budget de l'année déjà employée, ou reçue."
)


def _year(year: AnneeContrat, suivi: Realise, titles: Mapping[str, str]) -> list[Block]:
    running = year.rang not in suivi.closes
    spent, got, fiches = (
        [line for line in lines if line.annee == year.rang]
        for lines in (suivi.depenses, suivi.ressources, suivi.fiches)
    )
    names = {
        line.cle: f"{line.cle} {titles.get(line.cle, '')}".strip() or "Sans fiche"
        for line in fiches
    }
    what = f"année\u00a0{year.rang}"
    return [
        titre(2, f"Année {year.rang}, {_state(year, suivi)}"),
        alinea(f"Du {Echeance(year.debut)} au {Echeance(year.fin - timedelta(1))}."),
        etiquette(f"Dépenses de chaque bloc, {what}"),
        _spent("Bloc", spent, FEUILLES, year.rang, running),
        etiquette(f"Ressources de chaque bloc, {what}"),
        _received(got, year.rang, running),
        etiquette(f"Dépenses de chaque fiche action, {what}"),
        _spent("Fiche", fiches, names, year.rang, running),
    ]


def _state(year: AnneeContrat, suivi: Realise) -> str:
    """Where the year stands on the last day told: its months may all be there before its balances are due."""
    if year.rang in suivi.closes:
        return "close"
    whole = suivi.arrete is not None and suivi.arrete.fin >= year.fin - timedelta(1)
    return "finie, avant ses soldes" if whole else "en cours"


def _spent(
    first: str, lines: Sequence[Suivi], names: Mapping[str, str], year: int, running: bool
) -> Table:
    rows = [
        [
            {**names, TOTAL: "Total"}[line.cle],
            euros(line.budget),
            *([euros(line.prevu)] if running else []),
            euros(line.fait),
            signed(line.avance if running else line.ecart),
            rate(line.taux),
        ]
        for line in (*lines, _sum(lines, year))
    ]
    header = [
        first,
        "Budget de l'année",
        *(["Prévu à cette date"] if running else []),
        "Dépensé",
        "Écart",
        "Taux",
    ]
    return tableau(header, rows, ["left", *[RIGHT] * (len(header) - 1)], total_row=True)


def _received(lines: Sequence[Suivi], year: int, running: bool) -> Table:
    """In a running year, what is still to come instead of a gap: payments of the ACI have a calendar of their own."""
    rows = [
        [
            {**FEUILLES, TOTAL: "Total"}[line.cle],
            euros(line.budget),
            euros(line.fait),
            euros(-line.ecart) if running else signed(line.ecart),
            rate(line.taux),
        ]
        for line in (*lines, _sum(lines, year))
    ]
    header = [
        "Bloc",
        "Budget de l'année",
        "Reçu",
        "Reste à recevoir" if running else "Écart",
        "Taux",
    ]
    return tableau(header, rows, ["left", *[RIGHT] * 4], total_row=True)


def _sum(lines: Sequence[Suivi], year: int) -> Suivi:
    return Suivi(
        TOTAL,
        year,
        total(line.budget for line in lines),
        total(line.prevu for line in lines),
        total(line.fait for line in lines),
    )


def signed(amount: Decimal) -> str:
    """« +1 200 € » or « −1 200 € »; no sign for nothing."""
    return f"+{euros(amount)}" if amount > 0 else euros(amount)


def rate(share: Decimal | None) -> str:
    """« 62 % », to the nearest whole."""
    return (
        NONE
        if share is None
        else f"{nombre((share * 100).quantize(Decimal(1), ROUND_HALF_UP))}\u00a0%"
    )


def _cash_intro(suivi: Realise) -> str:
    text = "Le solde part du solde d'ouverture donné dans les hypothèses de la trésorerie."
    if any(month.solde_prevu is not None for month in suivi.mois):
        text += " Le solde prévu est celui du plan de trésorerie, parts fixes seulement."
    return text


def _by_month(months: Sequence[MoisRealise]) -> Table:
    planned = any(month.solde_prevu is not None for month in months)
    rows = [
        [
            f"{MOIS[month.mois - 1]}\u00a0{month.annee}",
            euros(month.recu) if month.recu else NONE,
            euros(month.depense) if month.depense else NONE,
            euros(month.solde),
            *([NONE if month.solde_prevu is None else euros(month.solde_prevu)] if planned else []),
        ]
        for month in months
    ]
    header = [
        "Mois",
        "Reçu",
        "Dépensé",
        "Solde en fin de mois",
        *(["Solde prévu"] if planned else []),
    ]
    return tableau(header, rows, ["left", *[RIGHT] * (len(header) - 1)])
