"""What a public document may not show, and what no document may."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.coordonnees import CHEZ, Coordonnee, Divulgation, Genre
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.projet import CONSTATS_ACCEPTES, Projet
from pipeline.model.prose import Image, Link
from pipeline.model.span import Span
from pipeline.model.statuts import SIEGE

PRIVE = "content/prive/"
REMEDE = (
    "retirez-le, ou citez le contact de la CPTS, donné sous « contact » dans content/projet.yaml : "
    "{{ cpts.telephone }}, {{ cpts.courriel }}."
)
SANS_RECONNAITRE = (
    "retirez-le, ou dites-le sans que l'on reconnaisse la personne : « une femme de 80 ans »."
)
A_UNE_STRUCTURE = (
    "si quelqu'un y habite, retirez-la ; si une structure y est, nommez-la dans la même phrase ou sur la même ligne du "
    "tableau, ou inscrivez-la : une ligne « morale » dans personnes.csv, et son adresse dans contacts.csv. Sinon, acceptez "
    "ce constat-là dans constats-acceptes.csv, avec sa raison."
)
A_QUELQU_UN = {
    Genre.TELEPHONE: "le numéro d'une personne",
    Genre.COURRIEL: "l'adresse électronique d'une personne",
    Genre.ADRESSE: "l'adresse d'une personne",
    Genre.IDENTITE: "propre à une personne",
}


@controle()
def public_documents(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A document that anyone may read shows no way to reach a person, wherever and however it was typed."""
    seat = projet.statuts.valeurs.scalaires.get(SIEGE)
    for divulgation in comptes.divulgations:
        if seat is not None and divulgation.span == seat.span:
            where = f"« {divulgation.livrable} » est public."
            message = f"le siège de l'association est l'adresse privée d'une personne, et {where}"
            yield Finding(
                "G015", message, seat.span, ("choisissez un autre siège, ou acceptez ce constat.",)
            )
        else:
            yield _shown(divulgation)


def _shown(divulgation: Divulgation) -> Finding:
    typed = " ".join(divulgation.coordonnee.texte.split())
    where = f"serait imprimé dans « {divulgation.livrable} », qui est public."
    if not divulgation.privee:
        return Finding(
            "G014", f"« {typed} » {where}", divulgation.span, (_remede(divulgation.coordonnee),)
        )
    whose = A_QUELQU_UN[divulgation.coordonnee.genre]
    return Finding(
        "G015", f"« {typed} » est {whose} de contacts.csv, et {where}", divulgation.span, (REMEDE,)
    )


def _remede(coordonnee: Coordonnee) -> str:
    if coordonnee.valeur.startswith(CHEZ):
        return A_UNE_STRUCTURE
    return SANS_RECONNAITRE if coordonnee.genre is Genre.IDENTITE else REMEDE


@controle()
def private_files(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A file of ``content/prive/`` stays there: no text shows it, leads to it or names it."""
    told: set[tuple[str, int | None]] = set()
    for node in projet.citations:
        if isinstance(node, Image | Link) and (path := private_path(node)):
            what = "cette image vient de" if isinstance(node, Image) else "ce lien mène dans"
            told.add((node.span.path, node.span.line))
            yield _private(what, path, node.span)
    for path, span in _private_names(projet):
        if (span.path, span.line) not in told:
            yield _private("ce texte nomme un fichier de", path, span)


def _private(what: str, path: str, span: Span) -> Finding:
    message = f"{what} {PRIVE}, dont rien ne se montre : « {path} »."
    hint = "s'il n'a rien de privé, déplacez le fichier dans le dossier du texte ; sinon, retirez-le d'ici."
    return Finding("G016", message, span, (hint,))


def _private_names(projet: Projet) -> Iterator[tuple[str, Span]]:
    """The paths that texts print as they are: a bare address, one between angle brackets, a reference of Markdown."""
    for texte in projet.textes:
        source = "\n".join(texte.lines)
        if "priv" not in source.casefold() or texte.path == CONSTATS_ACCEPTES:
            continue
        shown = re.sub(COMMENTAIRE, _only_lines, source).replace("%20", "_")
        shown = unquote(shown).replace("\\", "/")
        for match in re.finditer(NAMED, shown, re.IGNORECASE):
            near = shown[max(0, match.start() - LONGEST_PATH) : match.start()]
            before = re.split(APART, near)[-1]
            if not before or before.endswith("/"):
                line = 1 + shown.count("\n", 0, match.start())
                yield before + match.group(), Span(texte.path, line)


def _only_lines(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


COMMENTAIRE = r"(?s)<!--.*?(?:-->|\Z)"
APART = r"[\s<>()\[\]«»\"|]"
NAMED = rf"priv[eé]/[^{APART[1:-1]}]{{0,100}}\.[a-z0-9]{{2,5}}\b"
"""A file of the private folder, wherever its path begins; few texts need it, so that it is compiled when one does."""

LONGEST_PATH = 200


def private_path(node: Image | Link) -> str:
    """The path that a picture or a link names, from the project folder, if it leads into ``content/prive/``."""
    if isinstance(node, Link) and PRIVE in f"{fold(unquote(node.url))}/".replace("\\", "/"):
        return unquote(node.url)
    if isinstance(node, Image):
        path = unquote(node.path)
    else:
        folder = PurePosixPath(node.span.path).parent
        path = posixpath.normpath(str(folder / unquote(node.url).replace("\\", "/")))
    return path if f"{fold(path)}/".startswith(PRIVE) else ""
