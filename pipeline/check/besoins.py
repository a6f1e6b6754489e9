"""Rules between the needs and the leads of the diagnostic, the fiches that answer them and the missions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.comptes import Comptes
from pipeline.model.diagnostic import BESOINS, HAUTE, PISTES, Besoin
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.mission import PAR_CLE, mission_nommee
from pipeline.model.motif import motif
from pipeline.model.projet import Piece, Projet
from pipeline.model.sections import sections

FIGURE = motif(r"[0-9]")
CODE = motif(r"\bB ?[0-9]{1,3}\b", re.IGNORECASE)


@controle()
def codes_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for besoin, first in doublons(projet.besoins, lambda besoin: besoin.code):
        message = f"le code {besoin.code} est déjà celui de la ligne {first.span.line}."
        yield Finding("N001", message, besoin.span, (), (first.span,))


@controle()
def cited_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each need that a fiche cites is described; without a file of needs, that is told once."""
    cited = [placed for fiche in projet.fiches for placed in fiche.besoins]
    if not cited or BESOINS in projet.mal_lus:
        return
    if Piece.BESOINS in projet.trous:
        message = f"aucun besoin n'est décrit : le fichier {BESOINS} n'existe pas."
        yield Finding("N002", message, cited[0].span, ("créez-le, une ligne par besoin.",))
        return
    known = [besoin.code for besoin in projet.besoins]
    for placed in cited:
        if placed.value not in known:
            message = f"le besoin « {placed.value} » n'est pas dans {BESOINS}."
            yield Finding("N002", message, placed.span, _codes(placed.value, known))


def _codes(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """What to write in place of several codes in one text, or of one with words beside it."""
    codes = [code.upper().replace(" ", "") for code in CODE.findall(typed)]
    if len(codes) > 1:
        return (
            f"plusieurs codes se mettent entre crochets, séparés par des virgules : [{', '.join(codes)}].",
        )
    if codes and codes[0] in known:
        return (f"gardez le code seul : {codes[0]}.",)
    return did_you_mean(typed, known)


@controle(des=EtapeCPTS.PROJET)
def priorities_answered(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A need of high priority has a fiche, as far as the fiches could be read."""
    hidden = [
        fiche
        for fiche in projet.fiches
        if not fiche.besoins and projet.doutes.cle(fiche, "besoins")
    ]
    if projet.fiches_illisibles or hidden:
        return
    for besoin in projet.besoins:
        if besoin.code and besoin.priorite == HAUTE and not projet.reponses(besoin.code):
            message = f"le besoin {besoin.code}, de priorité haute, n'a aucune fiche action."
            hint = f"ajoutez « besoins: [{besoin.code}] » à l'en-tête de la fiche qui y répond, ou baissez la priorité."
            yield Finding("N003", message, besoin.span, (hint,))


@controle()
def fiches_answer(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Where needs are described, each fiche answers one."""
    if not projet.besoins:
        return
    for fiche in projet.fiches:
        if not fiche.besoins and not projet.doutes.cle(fiche, "besoins"):
            place = fiche.entete.get("besoins")
            do = "écrivez ici" if place else "ajoutez à l'en-tête"
            hint = f"{do} « besoins: [CODE] », avec le code de celui auquel elle répond :"
            message = "cette fiche ne répond à aucun besoin du diagnostic."
            hints = (hint, *_needs_for(fiche, projet))
            yield Finding("N004", message, place or fiche.span, hints)


def _needs_for(fiche: Fiche, projet: Projet) -> tuple[str, ...]:
    """The needs of the mission of a fiche, each with its code; all of them where none is of that mission."""
    coded = [besoin for besoin in projet.besoins if besoin.code]
    its_own = [b for b in coded if fiche.cle_mission in {placed.value for placed in b.missions}]
    return tuple(f"{besoin.code} : {besoin.besoin}" for besoin in its_own or coded)


@controle()
def evidence(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What shows a need is measured, and by someone."""
    by_lack: dict[str, list[Besoin]] = {}
    for besoin in projet.besoins:
        missing = []
        if not FIGURE.search(besoin.constat):
            missing.append("de chiffre dans son constat" if besoin.constat else "de constat")
        if not besoin.source:
            missing.append("de source")
        if missing:
            by_lack.setdefault(" ni ".join(missing), []).append(besoin)
    for lack, besoins in by_lack.items():
        message = f"le besoin {besoins[0].code} n'a pas {lack}."
        if len(besoins) > 1:
            codes = et(besoin.code for besoin in besoins)
            message = f"{len(besoins)} besoins n'ont pas {lack.replace('son', 'leur')} : {codes}."
        first, *others = [besoin.span for besoin in besoins]
        yield Finding("N005", message, first, (), tuple(others))


@controle()
def missions_kept(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A need belongs to a mission that the projet keeps."""
    for besoin in projet.besoins:
        refused = [placed for placed in besoin.missions if projet.retenue(placed.value) is False]
        for placed in refused:
            message = f"le besoin {besoin.code} relève de « {PAR_CLE[placed.value].titre} », que le projet ne retient pas."
            yield Finding("N006", message, placed.span)
        if not besoin.missions and not projet.doutes.ligne(BESOINS, besoin.span.line):
            yield Finding(
                "N006", f"le besoin {besoin.code} ne relève d'aucune mission.", besoin.span
            )


@controle()
def leads_by_mission(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Where leads are given, each mission kept has one, and no other has any."""
    asking = next(
        (chapter for chapter in projet.chapitres["diagnostic"] if chapter.tableau == PISTES), None
    )
    if asking is None or projet.doutes.texte(asking.path):
        return
    told: set[str] = set()
    for section in sections(asking.blocs, 2)[1]:
        mission = mission_nommee(section.titre)
        if mission is None:
            continue
        if projet.retenue(mission.cle) is False:
            message = (
                f"une piste est donnée pour « {mission.titre} », que le projet ne retient pas."
            )
            yield Finding("N013", message, section.span)
        elif section.blocs:
            told.add(mission.cle)
    for cle in projet.identite.retenues - told:
        mission = PAR_CLE[cle]
        hint = f"ajoutez à ce chapitre « ## {mission.feuille} », puis une liste."
        yield Finding(
            "N012", f"aucune piste n'est donnée pour « {mission.titre} ».", asking.span, (hint,)
        )
