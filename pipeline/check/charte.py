"""Rules on ``charte.yaml``: colours that can be read, fonts that readers have, logos that can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.charte import contraste
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Projet
from pipeline.model.span import Placed

LISIBLE = 4.5
"""The contrast that WCAG wants of a text (level AA)."""

BLANC = "FFFFFF"
LUES_SUR_LE_FOND = ("principale", "texte")
LUES_SUR_BLANC = ("principale", "texte", "discrete", "liens")
FOND = "fond"

POLICES_DE_WORD = (
    *("Aptos", "Aptos Display", "Arial", "Arial Narrow", "Book Antiqua", "Bookman Old Style"),
    *("Calibri", "Calibri Light", "Cambria", "Candara", "Century", "Century Gothic"),
    *("Comic Sans MS", "Consolas", "Constantia", "Corbel", "Courier New"),
    *("Franklin Gothic Book", "Franklin Gothic Medium", "Garamond", "Georgia", "Gill Sans MT"),
    *("Impact", "Lucida Sans", "Palatino Linotype", "Rockwell", "Segoe UI", "Tahoma"),
    *("Times New Roman", "Trebuchet MS", "Tw Cen MT", "Verdana"),
)
"""Those that come with Word, on Windows as on a Mac: a reader has them without installing anything."""

LOURD = 5_000_000
"""Bytes past which a logo makes every document too heavy for a mail."""


@controle()
def colours_can_be_read(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    couleurs = projet.charte.couleurs
    for cle in LUES_SUR_BLANC:
        if cle in couleurs:
            yield from _too_pale(cle, couleurs[cle], BLANC, "du papier blanc")
    if FOND in couleurs:
        for cle in LUES_SUR_LE_FOND:
            if cle in couleurs:
                yield from _too_pale(cle, couleurs[cle], couleurs[FOND].value, "de « fond »")


def _too_pale(cle: str, couleur: Placed[str], fond: str, what: str) -> Iterator[Finding]:
    found = contraste(couleur.value, fond)
    if found < LISIBLE:
        told = f"{found:.1f}".replace(".", ",")
        message = f"« {cle} » se détache trop peu {what} : contraste de {told}, il faut 4,5."
        yield Finding("D021", message, couleur.span, ("prenez une couleur plus foncée.",))


@controle()
def readers_have_the_fonts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = {fold(police) for police in POLICES_DE_WORD}
    for police in projet.charte.polices.values():
        if fold(police.value) not in known:
            message = (
                f"la police « {police.value} » ne vient pas avec Word : "
                "qui ne l'a pas lira dans une autre, et les pages bougeront."
            )
            hints = did_you_mean(police.value, POLICES_DE_WORD) or (
                "envoyez des PDF, qui l'emportent avec eux, ou prenez une police de Word.",
            )
            yield Finding("D022", message, police.span, hints)


@controle()
def logos_can_be_printed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for logo in projet.charte.logos:
        message, hints = _fault_of(logo.value, projet)
        if message:
            yield Finding("D023", message, logo.span, hints)


def _fault_of(path: str, projet: Projet) -> tuple[str, tuple[str, ...]]:
    """What keeps a logo from being printed, and what to do; two empty ones when nothing does."""
    if path not in projet.images:
        known = [image.removeprefix("content/") for image in projet.images]
        hints = did_you_mean(path.removeprefix("content/"), known)
        return f"il n'y a pas d'image {path}.", hints or (
            "déposez le logo en PNG, JPEG ou SVG dans content/, et nommez-le comme ici.",
        )
    dessin = projet.dessins.get(path)
    if dessin is not None:
        if not dessin.refus:
            return "", ()
        return f"le dessin {path} ne peut pas être imprimé : {dessin.refus}.", (
            "exportez-le en PNG.",
        )
    if path not in projet.images_lisibles:
        return f"{path} n'est pas l'image que son nom annonce, ou elle est abîmée ou démesurée.", (
            "ouvrez-la dans un logiciel d'images, et exportez-la en PNG, en moins de 2 000 points de large.",
        )
    size = projet.poids_des_images.get(path, 0)
    if size > LOURD:
        return f"{path} pèse {size // 1_000_000} Mo, que chaque document porterait.", (
            "exportez le logo en PNG, en moins de 2 000 points de large.",
        )
    return "", ()
