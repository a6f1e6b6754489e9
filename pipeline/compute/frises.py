"""The actions over the years of the contract, for all missions or for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.fait import APPEL
from pipeline.model.fiche import Fiche
from pipeline.model.frise import Barre, Frise, Frises, Groupe, en_feuilles, est_une_frise
from pipeline.model.langue.francais import et
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable


def frises(projet: Projet, contrat: Contrat) -> Frises:
    """Each drawing of the calendar that a text cites; none while the contract has no date."""
    if not contrat.annees:
        return {}
    cited = (
        node for node in projet.citations if isinstance(node, Variable) and est_une_frise(node.name)
    )
    return {node.cle: _frise(projet, contrat, _mission_of(node.name)) for node in cited}


def _mission_of(nom: str) -> str:
    call = APPEL.fullmatch(nom)
    return call[2] if call else ""


def _frise(projet: Projet, contrat: Contrat, only: str) -> Frise:
    missions = [mission for mission in MISSIONS if only in ("", mission.cle)]
    groups = [_groupe(mission, projet, contrat) for mission in missions]
    kept = tuple(groupe for groupe in groups if groupe.barres)
    start = Frise(contrat.annees, kept).debut
    *others, last = (Frise(contrat.annees, groupes, depuis=start) for groupes in en_feuilles(kept))
    missing, outside = _not_shown([fiche for fiche in projet.fiches if _is_of(fiche, only)], kept)
    first, *suites = map(_told, (*others, replace(last, sans_date=missing, hors=outside)))
    return replace(first, suites=tuple(suites))


def _not_shown(
    fiches: Sequence[Fiche], groupes: Iterable[Groupe]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the fiches without a start, and of those of a mission that no bar shows."""
    missing = tuple(fiche.cle for fiche in fiches if fiche.dates.demarrage is None)
    told = {*missing, *(barre.code for groupe in groupes for barre in groupe.barres)}
    outside = tuple(fiche.cle for fiche in fiches if fiche.mission and fiche.cle not in told)
    return missing, outside


def _told(sheet: Frise) -> Frise:
    return replace(sheet, alt=_in_words(sheet))


def _is_of(fiche: Fiche, mission: str) -> bool:
    return not mission or (fiche.mission is not None and fiche.mission.value == mission)


def _groupe(mission: Mission, projet: Projet, contrat: Contrat) -> Groupe:
    dated = next((one for one in contrat.missions if one.cle == mission.cle), None)
    return Groupe(
        mission.rang,
        mission.feuille,
        tuple(_barres(projet.fiches_de(mission.cle), contrat)),
        dated.limite_demarrage if dated else None,
        dated.limite_deploiement if dated else None,
    )


def _barres(fiches: tuple[Fiche, ...], contrat: Contrat) -> Iterator[Barre]:
    end = contrat.annees[-1].fin
    for fiche in fiches:
        dates = fiche.dates
        if dates.demarrage is None:
            continue
        begun = dates.demarrage.value.debut
        deployed = dates.deploiement.value.fin if dates.deploiement else None
        over = min(dates.fin.value.fin, end) if dates.fin else end
        if begun < over:
            yield Barre(fiche.cle, fiche.titre.value if fiche.titre else "", begun, deployed, over)


def _in_words(frise: Frise) -> str:
    """What the drawing shows, for who cannot see it."""
    told = [
        f"{barre.code} à partir du {Echeance(barre.debut)}"
        + (f", déployée le {Echeance(barre.deploiement)}" if barre.deploiement else "")
        for groupe in frise.groupes
        for barre in groupe.barres
    ]
    years = f"du {Echeance(frise.annees[0].debut)} au {Echeance(frise.annees[-1].fin)}"
    return f"Calendrier des actions, {years} : {et(told) if told else 'aucune date'}."
