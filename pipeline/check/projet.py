"""Rules on ``projet.yaml`` and the chapters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.bareme import SOCLE
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import ETAPES, EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import DOSSIERS_CHAPITRES, TABLEAUX_DE_CHAPITRE, Chapitre, Piece, Projet
from pipeline.model.relecture import RELECTURES
from pipeline.model.span import Span

LIBELLES = {
    "lettre_intention": "d'envoi de la lettre d'intention",
    "lettre_acceptee": "d'accord sur la lettre d'intention",
    "declaration": "de déclaration de l'association",
    "depot": "de dépôt",
    "validation": "de validation",
    "signature": "de signature",
    "effet": "d'effet",
}


@controle(Piece.BAREME)
def missions_socles(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Every mission that the barème calls socle is kept."""
    identite, bareme = projet.identite, projet.bareme
    if not identite.missions_lues:
        return
    for mission in bareme.missions:
        if mission.statut == SOCLE and mission.cle not in identite.retenues:
            message = f"la mission socle « {PAR_CLE[mission.cle].titre} » ({mission.cle}) n'est pas retenue."
            yield Finding(
                "P003",
                message,
                identite.missions[0].span,
                (f"ajoutez « {mission.cle} » à missions.",),
            )


ORDRES = (
    ("lettre_intention", "lettre_acceptee", "depot", "validation", "signature", "effet"),
    ("declaration", "signature"),
)
"""What comes before what; an association signs once it is declared, before or after it deposits its project."""


@controle()
def dates_in_order(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """lettre ≤ dépôt ≤ validation ≤ signature ≤ effet, among the dates given."""
    dates = projet.identite.dates
    for order in ORDRES:
        given = [(key, dates[key]) for key in order if key in dates]
        for (before, first), (after, second) in itertools.pairwise(given):
            if second.value.debut < first.value.debut:
                message = f"la date {LIBELLES[after]} ({second.value}) précède la date {LIBELLES[before]} ({first.value})."
                yield Finding("P004", message, second.span, (), (first.span,))


@controle()
def agreed_after_it_was_sent(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The ARS agrees to a letter that was sent; what is agreed has happened."""
    dates = projet.identite.dates
    agreed = dates.get("lettre_acceptee")
    if agreed is None:
        return
    if "lettre_intention" not in dates and not projet.illisible_dans(
        projet.identite.span.path, "lettre_intention"
    ):
        message = "la lettre d'intention est acceptée, et rien ne dit quand elle a été envoyée."
        hint = "ajoutez sous « dates » une ligne lettre_intention: …"
        yield Finding("P013", message, agreed.span, (hint,))
    if agreed.value.debut > today:
        message = f"la lettre d'intention est dite acceptée le {agreed.value}, qui n'est pas venu."
        yield Finding("P013", message, agreed.span, ("laissez cette date vide jusque-là.",))


@controle(Piece.IDENTITE)
def something_is_due(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A stage builds one document at least."""
    if projet.tous_les_livrables and not projet.livrables:
        typed = _typed(projet.identite.etape)
        message = (
            f"à l'étape « {typed} », aucun document de content/livrables.yaml n'est à construire."
        )
        hint = f"ajoutez « etapes: [{typed}] » à celui que vous attendez, ou changez « etape »."
        yield Finding("P009", message, projet.identite.span, (hint,))


def _typed(etape: EtapeCPTS) -> str:
    return next(word for word, one in ETAPES.items() if one is etape)


ONE_YEAR = timedelta(days=366)
MOST_NAMED = 4


@controle(Piece.BAREME, Piece.REGLES)
def read_within_a_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Law and agreement change: what was last looked up more than a year ago is named, all in one finding."""
    read = {
        f"le barème {projet.bareme.cle}": _day(projet.bareme.verifie_le),
        "les règles de versement": _day(projet.regles.verifie_le),
        **{one.texte: one.jour for one in RELECTURES.values()},
    }
    old = [(day, what) for what, day in read.items() if day is not None and today - day > ONE_YEAR]
    if old:
        names = [what for _day_read, what in old]
        named = " ; ".join(names[:MOST_NAMED]) + (" ; …" if len(names) > MOST_NAMED else "")
        message = f"relus il y a plus d'un an, le plus ancien le {Echeance(min(old)[0])} : {named}."
        hints = (
            "mettez le logiciel à jour ;",
            "à défaut, relisez ces textes, puis acceptez ce constat en disant quel jour.",
        )
        yield Finding("P014", message, projet.identite.span, hints)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@controle(Piece.IDENTITE, des=EtapeCPTS.CONTRAT)
def stage_has_come(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A contract has a first day, and is lived for a while before anyone tells of its years."""
    identite = projet.identite
    typed = _typed(identite.etape)
    effet = identite.dates.get("effet")
    if effet is None:
        if not projet.illisible_dans(identite.span.path, "dates", "effet"):
            message = f"« etape » dit « {typed} », et le contrat n'a pas de date d'effet."
            hint = (
                "écrivez-la sous « dates », à la ligne « effet: », ou revenez à « etape: projet »."
            )
            yield Finding("P009", message, identite.span, (hint,))
    elif identite.etape is EtapeCPTS.BILAN and today < effet.value.debut:
        message = f"« etape » dit « {typed} », et le contrat ne commence que le {effet.value} : il n'a pas d'année à raconter."
        yield Finding("P009", message, effet.span, ("gardez « etape: contrat » jusque-là.",))


@controle(Piece.IDENTITE)
def chapters_name_a_mission(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each chapter of ``content/missions/`` names a mission kept."""
    for chapter in projet.chapitres["missions"]:
        placed = chapter.mission
        if placed is not None and projet.retenue(placed.value) is False:
            message = f"la mission « {placed.value} » n'est pas retenue dans projet.yaml."
            yield Finding("P006", message, placed.span)
        elif placed is None and chapter.path not in projet.doutes.fautes:
            hint = "ajoutez en tête « --- », « mission: prevention », « --- »."
            yield Finding(
                "P006", "ce chapitre ne dit pas quelle mission il présente.", chapter.span, (hint,)
            )


@controle(des=EtapeCPTS.PROJET)
def missions_have_a_chapter(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each mission kept has a chapter, as far as it is known what the chapters present."""
    told = [chapter.mission for chapter in projet.chapitres["missions"]]
    folder = DOSSIERS_CHAPITRES["missions"]
    if None in told or any(path.startswith(folder) for path in projet.illisibles):
        return
    for placed in projet.identite.missions:
        if placed not in told:
            message = (
                f"aucun chapitre de content/missions/ ne présente la mission « {placed.value} »."
            )
            yield Finding("P005", message, placed.span)


@controle()
def tables_in_their_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A table that a chapter asks for follows a chapter of the part where it belongs, and one only."""
    asking = [
        chapter for chapters in projet.chapitres.values() for chapter in chapters if chapter.tableau
    ]
    lost = [chapter for chapter in asking if not chapter.path.startswith(_folder(chapter))]
    for chapter in lost:
        message = (
            f"« tableau: {chapter.tableau} » ne vaut que pour un chapitre de {_folder(chapter)}."
        )
        yield Finding("P008", message, chapter.span)
    for chapter, earlier in doublons((c for c in asking if c not in lost), lambda c: c.tableau):
        message = f"un autre chapitre demande déjà « tableau: {chapter.tableau} »."
        yield Finding("P008", message, chapter.span, (), (earlier.span,))


def _folder(chapter: Chapitre) -> str:
    return DOSSIERS_CHAPITRES[TABLEAUX_DE_CHAPITRE[chapter.tableau]]


@controle()
def three_parts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The three parts of the projet de santé hold something; a letter needs a first diagnostic only."""
    begun = projet.identite.etape >= EtapeCPTS.PROJET
    for partie in ("diagnostic", "organisation") if begun else ("diagnostic",):
        folder = DOSSIERS_CHAPITRES[partie]
        if not projet.chapitres[partie] and not any(
            path.startswith(folder) for path in projet.illisibles
        ):
            yield Finding(
                "P007", f"la partie « {partie} » n'a aucun chapitre dans {folder}.", Span(folder)
            )
