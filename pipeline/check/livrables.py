"""Rules on ``livrables.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.carte import est_une_carte, table_de_chiffres, table_de_lieux
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import SCENARIOS
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fait import APPEL
from pipeline.model.finding import Finding
from pipeline.model.graphique import est_un_graphique, table_de_graphique
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.livrable import (
    ACTES,
    CHAPITRES,
    CONVENTIONS,
    TEXTES,
    TEXTES_LIBRES,
    Livrable,
)
from pipeline.model.projet import DOSSIERS_CHAPITRES, NUMBERED, Chapitre, Projet
from pipeline.model.prose import Link, Variable
from pipeline.model.span import Span

LIVRABLES = "content/livrables.yaml"
ANNEXES = "annexes"

TROIS_PARTIES = ("diagnostic", "missions", "organisation")
DOSSIER = {
    "diagnostic": "la partie 1 (diagnostic)",
    "missions": "la partie 2 (missions)",
    "organisation": "la partie 3 (organisation)",
    "statuts": "les statuts",
    "communes": "la liste des communes",
    "membres": "la liste des membres",
    "signatures": "la page des signatures",
}
PRINTED = {"communes": "tableau.communes", "membres": "tableau.membres"}
"""A part of the file that a text may hold itself → the table that it cites."""


@controle()
def annexes_have_a_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for livrable in projet.livrables:
        part = next((placed for placed in livrable.parties if placed.value == ANNEXES), None)
        if livrable.annexes and part is None:
            message = f"« {livrable.cle} » liste des annexes, mais « annexes » n'est pas dans ses parties."
            yield Finding("D008", message, livrable.annexes[0].span)
        if part is not None and not livrable.annexes:
            message = f"« {livrable.cle} » a une partie « annexes » vide : dites lesquelles sous « annexes: »."
            yield Finding("D008", message, part.span)


@controle()
def three_parts_in_order(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Diagnostic, missions, organisation: whoever reads the projet finds them in this order."""
    for livrable in projet.livrables:
        there = [placed for placed in livrable.parties if placed.value in TROIS_PARTIES]
        wanted = sorted(there, key=lambda placed: TROIS_PARTIES.index(placed.value))
        wrong = next((a for a, b in zip(there, wanted, strict=True) if a != b), None)
        if wrong is not None:
            order = ", ".join(placed.value for placed in wanted)
            message = f"« {livrable.cle} » ne suit pas l'ordre des trois parties : {order}."
            yield Finding("S050", message, wrong.span)


@controle(des=EtapeCPTS.PROJET)
def file_is_complete(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A projet goes with its statutes, its territory, its members and the signatures, in one document or several."""
    whole = _documents_of_the_projet(projet)
    if not whole or _annexes_are_missing(projet) or LIVRABLES in projet.doutes.fautes:
        return
    there = set().union(*map(_parts, projet.livrables))
    missing = [words for part, words in DOSSIER.items() if part not in there | _cited(projet)]
    if missing:
        message = f"aucun livrable ne contient : {', '.join(missing)}."
        yield Finding(
            "S051", message, whole[0].span, ("ajoutez ces parties ou ces annexes à un livrable.",)
        )


def _documents_of_the_projet(projet: Projet) -> list[Livrable]:
    return [livrable for livrable in projet.livrables if _parts(livrable) & set(TROIS_PARTIES)]


def _annexes_are_missing(projet: Projet) -> bool:
    """Whether D008 asks a document for annexes, which would count."""
    return any(
        (ANNEXES in _parts(livrable)) != bool(livrable.annexes) for livrable in projet.livrables
    )


def _cited(projet: Projet) -> set[str]:
    """What a text prints itself, and the annexes that one cites: X044 tells when they are in no document."""
    urls = {node.url for node in projet.citations if isinstance(node, Link)}
    named = {node.name for node in projet.citations if isinstance(node, Variable)}
    return {part for part in DOSSIER if f"#annexe-{part}" in urls or PRINTED.get(part, "") in named}


def _parts(livrable: Livrable) -> set[str]:
    return {placed.value for placed in (*livrable.parties, *livrable.annexes)}


@controle()
def acts_are_written(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    folder = DOSSIERS_CHAPITRES["actes"]
    if any(path.startswith(folder) for path in projet.illisibles):
        return
    acts = (
        placed
        for livrable in projet.livrables
        for placed in livrable.parties
        if placed.value in ACTES
    )
    for placed in acts:
        if not projet.actes(placed.value):
            message = f"il n'y a pas de fichier {placed.value}.md dans {folder}."
            yield Finding("S052", message, placed.span)


@controle()
def own_texts_are_written(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A document that takes *textes* has one at least, and a letter its own."""
    folder = DOSSIERS_CHAPITRES[TEXTES]
    if any(path.startswith(folder) for path in projet.illisibles):
        return
    for livrable in projet.livrables:
        asked = next((placed for placed in livrable.parties if placed.value in TEXTES_LIBRES), None)
        own = any(chapitre.est_dans(livrable.cle) for chapitre in projet.chapitres[TEXTES])
        if asked is not None and not own:
            message = f"« {livrable.cle} » attend un texte, et {folder} n'en a pas pour lui."
            hint = f"écrivez-le dans {folder}{livrable.cle}.md : un titre « # », puis le texte."
            yield Finding("S052", message, asked.span, (hint,))


@controle()
def conventions_have_a_model(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What is to be signed with partners is written."""
    folder = DOSSIERS_CHAPITRES[CONVENTIONS]
    written = projet.chapitres[CONVENTIONS] or any(p.startswith(folder) for p in projet.illisibles)
    if written or not projet.annuaire.partenaires:
        return
    for livrable in projet.livrables:
        for placed in (*livrable.parties, *livrable.annexes):
            if placed.value == CONVENTIONS:
                message = (
                    f"« {livrable.cle} » attend des conventions, et {folder} n'a pas de texte."
                )
                hint = f"écrivez-en le modèle dans {folder}01-convention.md : un titre « # », puis les clauses."
                yield Finding("S052", message, placed.span, (hint,))


@controle()
def chapters_name_livrables(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A chapter kept for some documents names them as ``livrables.yaml`` does."""
    known = [livrable.cle for livrable in projet.tous_les_livrables]
    for chapitre in _chapitres(projet):
        for placed in chapitre.livrables:
            if placed.value not in known and known:
                message = f"« {placed.value} » n'est pas un document de content/livrables.yaml."
                yield Finding("C004", message, placed.span, did_you_mean(placed.value, known))


@controle()
def validations_name_livrables(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What was approved is a document of the project, of this stage or another."""
    known = [one.cle for one in (*projet.livrables, *projet.livrables_ecartes)]
    for validation in projet.validations:
        placed = validation.piece
        if placed.value and placed.value not in known and known:
            message = f"« {placed.value} » n'est pas un document de content/livrables.yaml."
            yield Finding("C004", message, placed.span, did_you_mean(placed.value, known))


@controle(des=EtapeCPTS.PROJET)
def texts_are_printed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What was typed is in one document at least, or is told: a chapter, the règlement, a table, an orientation.

    Where no document is a projet, as for statutes alone, the rest was not written to be printed.
    """
    if LIVRABLES in projet.incomplets or not _documents_of_the_projet(projet):
        return
    if not _annexes_are_missing(projet):
        yield from _texts_left_out(projet)
    cited = _tables_cited(projet)
    for nom, donnees in projet.donnees.items():
        if nom not in cited:
            message = "aucun texte ne montre ce tableau : il n'est dans aucun document."
            hint = f'écrivez {{{{ donnees("{nom}") }}}} sur une ligne à part, là où vous voulez le lire.'
            yield Finding("S053", message, donnees.span, (hint,))
    if not projet.fiches_illisibles:
        served = {placed.value for fiche in projet.fiches for placed in fiche.orientations_prs}
        for code in projet.identite.orientations_prs:
            if code not in served:
                message = f"aucune fiche ne cite l'orientation « {code} » : elle n'est dans aucun document."
                hint = f"ajoutez {code} aux « orientations_prs » d'une fiche, ou effacez sa ligne."
                yield Finding("S053", message, projet.identite.span, (hint,))


def _texts_left_out(projet: Projet) -> Iterator[Finding]:
    taken = set().union(*map(_parts, projet.tous_les_livrables))
    for part, what, span in _typed_for_a_part(projet):
        if part not in taken:
            hint = f"ajoutez « {part} » aux parties ou aux annexes d'un livrable de content/livrables.yaml."
            yield Finding("S053", f"aucun document n'imprime {what}.", span, (hint,))
    for chapitre in _chapitres(projet):
        part = _part_of(chapitre)
        nowhere = part in DOSSIER and part not in taken  # S051 asks for the part itself
        if not nowhere and _is_left_out(chapitre, part, projet.tous_les_livrables):
            yield Finding(
                "S053",
                "aucun document n'imprime ce texte.",
                chapitre.span,
                (_how_to_print(chapitre, part),),
            )


def _is_left_out(chapitre: Chapitre, part: str, livrables: Sequence[Livrable]) -> bool:
    """Whether no document prints a chapter; a name misspelt is told by C004."""
    known = {livrable.cle for livrable in livrables}
    misspelt = any(placed.value not in known for placed in chapitre.livrables)
    wanted = set(TEXTES_LIBRES) if part == TEXTES else {part}
    printed = any(
        wanted & _parts(livrable) and chapitre.est_dans(livrable.cle) for livrable in livrables
    )
    return not misspelt and not printed


def _typed_for_a_part(projet: Projet) -> Iterator[tuple[str, str, Span]]:
    """What one part alone prints, where it was typed."""
    if projet.statuts.reglement:
        yield "reglement-interieur", "le règlement intérieur", projet.statuts.reglement[0].span
    if projet.budget.blocs:
        yield "budget", "le détail du budget", projet.budget.span
    if projet.identite.contrat.scenarios != SCENARIOS:
        yield "versements", "les scénarios de versement", projet.identite.span


def _how_to_print(chapitre: Chapitre, part: str) -> str:
    if chapitre.path.startswith(DOSSIERS_CHAPITRES["actes"]) and part not in ACTES:
        return f"donnez au fichier le nom d'un acte : {', '.join(f'{acte}.md' for acte in ACTES)}."
    if chapitre.livrables:
        return (
            f"nommez dans son en-tête, sous « livrables », un document qui a la partie « {part} »."
        )
    if part == CHAPITRES:
        return f"ajoutez « {part} » aux annexes d'un livrable de content/livrables.yaml, ou effacez ce texte."
    return f"ajoutez « {part} » aux parties d'un livrable de content/livrables.yaml, ou effacez ce texte."


def _chapitres(projet: Projet) -> Iterator[Chapitre]:
    for chapters in projet.chapitres.values():
        yield from chapters


def _part_of(chapitre: Chapitre) -> str:
    """The part, annex or act of a livrable that prints a chapter of this folder."""
    folder = next(
        partie for partie, path in DOSSIERS_CHAPITRES.items() if chapitre.path.startswith(path)
    )
    if folder == "annexes":
        return CHAPITRES
    if folder == "actes":
        return (
            NUMBERED.sub("", chapitre.path)
            .removeprefix(DOSSIERS_CHAPITRES["actes"])
            .removesuffix(".md")
        )
    return folder


def _tables_cited(projet: Projet) -> set[str]:
    """The names of the tables of ``content/diagnostic/donnees/`` that a text shows, maps, or takes a figure from."""
    cited: set[str] = set()
    for node in projet.citations:
        if not isinstance(node, Variable):
            continue
        if est_un_graphique(node.name):
            cited.add(table_de_graphique(node.name))
        elif est_une_carte(node.name):
            cited |= {table_de_chiffres(node), table_de_lieux(node)}
        elif (call := APPEL.fullmatch(node.name)) and call[1] == "donnees":
            cited.add(call[2])
    return cited
