"""Every text that a document may print, with the place where it was typed: one list, for whoever must read it all.

It errs on the side of too much: a person of ``personnes.csv`` is in the list of every document, cited there or not.
Comments are left out, and so is what is never printed (keys, contacts, the register of indemnités).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import fields, is_dataclass
from html import unescape
from pathlib import PurePosixPath
from typing import TypeAlias

from pipeline.model.budget import Budget
from pipeline.model.carte import est_une_carte, table_de_chiffres, table_de_lieux
from pipeline.model.coordonnees import SANS_TITRE
from pipeline.model.donnees import Case, Donnees
from pipeline.model.fait import APPEL
from pipeline.model.files import CHARTE
from pipeline.model.graphique import est_un_graphique, table_de_graphique
from pipeline.model.imprimable import Imprimable, attributs
from pipeline.model.livrable import (
    ACTES,
    CONVENTIONS,
    RAPPORTS,
    TEXTES,
    TEXTES_LIBRES,
    TITRES_DES_FICHES,
    Livrable,
)
from pipeline.model.motif import motif
from pipeline.model.personne import MORALE, Personne
from pipeline.model.projet import DOSSIERS_CHAPITRES, Projet, TexteSource
from pipeline.model.prose import Image, Variable
from pipeline.model.span import Placed, Span
from pipeline.model.suivi import SUIVI

DOSSIERS: dict[str, tuple[str, ...]] = {
    "diagnostic": (DOSSIERS_CHAPITRES["diagnostic"],),
    "missions": (DOSSIERS_CHAPITRES["missions"], "content/fiches/"),
    "organisation": (DOSSIERS_CHAPITRES["organisation"],),
    "chapitres": (DOSSIERS_CHAPITRES["annexes"],),
    **dict.fromkeys(TEXTES_LIBRES, (DOSSIERS_CHAPITRES[TEXTES],)),
    CONVENTIONS: (DOSSIERS_CHAPITRES[CONVENTIONS],),
    **dict.fromkeys(RAPPORTS, (SUIVI, "content/fiches/")),
    "reglement-interieur": ("content/reglement-interieur/",),
    **dict.fromkeys(ACTES, (DOSSIERS_CHAPITRES["actes"],)),
}
"""Where the Markdown of a part is; that of the statutes is in the folder of their model."""

SANS_BESOINS = frozenset(("statuts", "reglement-interieur", CONVENTIONS, *ACTES))
"""Parts that print nothing of ``besoins.csv``, unless one of their texts asks for a table of it."""

DES_BESOINS = motif(r"besoin|reponse")

PASS = "content/baremes/pass.csv"
DU_BUDGET = frozenset(("budget", "versements", "organisation", "missions"))
COMMENTAIRE = motif(r"<!--.*?(?:-->|\Z)", re.DOTALL)
VISIBLE, UNSEEN = motif(r"[^\n]"), "\u200b"
END_OF_WORDS = motif(r"</(?:text|title|desc)>")
BALISE = motif(r"<[^>]*>")


def imprimables(projet: Projet, livrable: Livrable) -> Iterator[Imprimable]:
    """What ``livrable`` may print of the texts, CSV and YAML files and cells that authors typed."""
    parts = {placed.value for placed in (*livrable.parties, *livrable.annexes)}
    textes = frozenset(texte.path for texte in _textes_imprimes(projet, livrable, parts))
    yield from _textes(projet, textes)
    if TITRES_DES_FICHES in parts:
        for fiche in projet.fiches:
            if fiche.titre is not None:
                yield Imprimable(fiche.titre.value, fiche.titre.span)
    yield Imprimable(livrable.titre, livrable.span)
    yield Imprimable(livrable.cle, livrable.span)
    yield from _identite(projet)
    yield from _logos(projet)
    for personne in projet.annuaire.personnes:
        yield from _personne(personne)
    yield from _statuts(projet)
    yield from _typed(projet.langue.propres)
    yield from _histoire(projet)
    yield from _typed(projet.communes)
    if parts - SANS_BESOINS or _cite_des_besoins(projet, textes):
        yield from _typed(projet.besoins)
    yield from _donnees(projet, textes)
    if parts.intersection(RAPPORTS):
        yield from _typed((*projet.mesures.lignes, *projet.mesures.reunions))
    if parts & DU_BUDGET:
        yield from _budget(projet.budget)
        yield from _contrat(projet)


def _textes_imprimes(projet: Projet, livrable: Livrable, parts: set[str]) -> Iterator[TexteSource]:
    """The texts of these parts that are not kept for another document."""
    chapters = itertools.chain.from_iterable(projet.chapitres.values())
    others = {one.path for one in chapters if not one.est_dans(livrable.cle)}
    return (texte for texte in textes_de(projet, parts) if texte.path not in others)


def _textes(projet: Projet, paths: Set[str]) -> Iterator[Imprimable]:
    for texte in projet.textes:
        if texte.path in paths:
            yield Imprimable(_without_comments(texte), Span(texte.path, 1))
            yield Imprimable(PurePosixPath(texte.path).name, Span(texte.path))
            yield from _dessins(projet, texte.path)


def imprimables_des_organismes(projet: Projet) -> Iterator[str]:
    """The texts where the details of a body stand: its line of ``personnes.csv``, and ``contact`` of ``projet.yaml``
    for the CPTS.  What is typed elsewhere in ``projet.yaml`` may be anybody's."""
    contact = projet.identite.contact
    yield from filter(None, (contact.telephone, contact.courriel))
    for personne in projet.annuaire.personnes:
        yield from (passage.texte for passage in _personne(personne) if passage.d_un_organisme)


def textes_de(projet: Projet, parts: Iterable[str]) -> Iterator[TexteSource]:
    """The Markdown files of these parts of a document."""
    folders = {folder for part in parts for folder in DOSSIERS.get(part, ())}
    if "statuts" in parts and projet.statuts.dossier:
        folders.add(projet.statuts.dossier)
    for texte in projet.textes:
        if texte.path.endswith(".md") and texte.path.startswith(tuple(folders)):
            yield texte


def _without_comments(texte: TexteSource) -> str:
    """The text with signs that are not seen in place of its comments: what stands around one is printed as one word."""
    return COMMENTAIRE.sub(lambda match: VISIBLE.sub(UNSEEN, match.group()), "\n".join(texte.lines))


def _dessins(projet: Projet, path: str) -> Iterator[Imprimable]:
    """The words of the drawings that a text shows."""
    for node in projet.citations:
        if isinstance(node, Image) and node.span.path == path and node.path in projet.dessins:
            yield from _mots_du_dessin(projet.dessins[node.path].svg.decode(), node.span)


def _mots_du_dessin(svg: str, span: Span) -> Iterator[Imprimable]:
    pieces = [unescape(BALISE.sub("", piece)) for piece in END_OF_WORDS.split(svg)]
    for piece in pieces:
        yield Imprimable(piece, span, titre=SANS_TITRE)
    for hidden in attributs(svg):
        if not hidden.startswith("data:"):
            yield Imprimable(hidden, span)
    # a program may write each word, or each letter, as a text of its own
    side_by_side = BESIDE.join(" ".join(piece.split()) for piece in pieces)
    yield Imprimable(side_by_side, span)


def _logos(projet: Projet) -> Iterator[Imprimable]:
    """The words of the logos that covers print, and the names of their files."""
    for logo in projet.charte.logos:
        yield Imprimable(PurePosixPath(logo.value).name, logo.span)
        if logo.value in projet.dessins:
            yield from _mots_du_dessin(projet.dessins[logo.value].svg.decode(), logo.span)


def _identite(projet: Projet) -> Iterator[Imprimable]:
    identite = projet.identite
    yield from _typed((identite, identite.contact))
    for code, words in identite.orientations_prs.items():
        yield Imprimable(f"{code} {words}", identite.span)
    yield from _typed(identite.signataires)
    yield from _typed(identite.contrat.benevolat, identite.span)
    for profession, expected in identite.pressentis.items():
        yield Imprimable(profession, expected.span)


def _histoire(projet: Projet) -> Iterator[Imprimable]:
    """What covers and tables tell of versions, votes and sources; who stands with the CPTS, and who came."""
    yield from _typed((*projet.versions, *projet.validations, *projet.versions_budget))
    yield from _typed((*projet.presences, *projet.votes))
    yield from _typed(projet.charte.partenaires, Span(CHARTE))
    yield from _typed(projet.plafonds.values(), Span(PASS))


def _personne(personne: Personne) -> Iterator[Imprimable]:
    """A body is reached by what its line says; whoever speaks for it is a person.  Both names of a person are printed
    side by side."""
    morale = personne.type == MORALE
    for name, text in _words(personne):
        if name != "cle":
            yield Imprimable(text, personne.span, d_un_organisme=morale and name != "representant")
    if not morale:
        yield Imprimable(f"{personne.prenom} {personne.nom}", personne.span)
        yield Imprimable(f"{personne.nom}{BESIDE}{personne.prenom}", personne.span)


def _statuts(projet: Projet) -> Iterator[Imprimable]:
    valeurs = projet.statuts.valeurs
    for placed in valeurs.scalaires.values():
        yield Imprimable(placed.value, placed.span)
    for profession in valeurs.professions:
        yield Imprimable(profession.value, profession.span)
    yield from _typed((*valeurs.colleges, *valeurs.postes, *valeurs.instances))


def _cite_des_besoins(projet: Projet, textes: Set[str]) -> bool:
    return any(
        isinstance(node, Variable) and node.span.path in textes and DES_BESOINS.search(node.name)
        for node in projet.citations
    )


def _donnees(projet: Projet, textes: Set[str]) -> Iterator[Imprimable]:
    """The tables of figures that some of these texts inserts."""
    variables = [
        node for node in projet.citations if isinstance(node, Variable) and node.span.path in textes
    ]
    cited = {name for node in variables for name in _tables_of(node)}
    for nom in sorted(cited & set(projet.donnees)):
        yield from _table(projet.donnees[nom])


def _table(table: Donnees) -> Iterator[Imprimable]:
    """Its titles, then each column downwards, each row across, and each cell under its title."""
    for rank, column in enumerate(table.colonnes):
        yield Imprimable(column.value, column.span)
        yield from _downwards(column, [row[rank] for row in table.lignes if rank < len(row)])
    titles = "".join(f"{column.value}{BESIDE}" for column in table.colonnes)
    for row in table.lignes:
        if row:
            words = BESIDE.join(case.texte for case in row)
            yield Imprimable(words, row[0].span, titre=titles)
        for column, case in zip(table.colonnes, row, strict=False):
            yield Imprimable(case.texte, case.span, titre=column.value)


def _downwards(column: Placed[str], cells: Sequence[Case]) -> Iterator[Imprimable]:
    """A column as one text, a cell a line: what is laid from row to row."""
    if len(cells) > 1:
        words = "\n".join(f"{' '.join(case.texte.split())}{BESIDE}" for case in cells)
        yield Imprimable(words, cells[0].span, titre=column.value)


def _tables_of(node: Variable) -> tuple[str, ...]:
    """The tables whose words a citation prints: in a table, on a map, beside the bars of a chart."""
    if est_un_graphique(node.name):
        return (table_de_graphique(node.name),)
    if est_une_carte(node.name):
        return (table_de_chiffres(node), table_de_lieux(node))
    call = APPEL.fullmatch(node.name)
    return (call[2],) if call and call[1] == "donnees" else ()


def _contrat(projet: Projet) -> Iterator[Imprimable]:
    """The names of the scenarios, which head columns of the annex and are shown by its charts."""
    for scenario in projet.identite.contrat.scenarios:
        yield Imprimable(scenario.nom, projet.identite.span)


def _budget(budget: Budget) -> Iterator[Imprimable]:
    for bloc in budget.blocs:
        yield from _typed((*bloc.depenses, *bloc.ressources))
    yield from _typed((*budget.virements, *budget.realise))


BESIDE = " | "
"""What parts two cells of a row."""

Ligne: TypeAlias = object
"""A frozen value with a ``span``: a line of a file."""


def _typed(lines: Iterable[Ligne], ailleurs: Span | None = None) -> Iterator[Imprimable]:
    """Each field of these lines, and what two fields make side by side in a table.

    ``ailleurs`` is where a line stands that does not tell it.
    """
    for line in lines:
        words = [text for _name, text in _words(line)]
        span = getattr(line, "span", ailleurs or Span(""))
        for text in words:
            yield Imprimable(text, span, titre=SANS_TITRE if len(words) > 1 else "")
        if len(words) > 1:
            yield Imprimable(BESIDE.join(words), span)


def _words(line: Ligne) -> Iterator[tuple[str, str]]:
    """Each field of a line that holds words, whatever it is called: a new one is not forgotten."""
    assert is_dataclass(line)
    for declared in fields(line):
        value = getattr(line, declared.name)
        for piece in value if isinstance(value, tuple) else (value,):
            text = piece.value if isinstance(piece, Placed) else piece
            if isinstance(text, str) and text:
                yield declared.name, text
