"""Rules on letters: to whom, signed by whom, in a document made for letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.courrier import INSTITUTIONS
from pipeline.model.finding import Finding
from pipeline.model.livrable import LETTRE, LETTRES, TEXTES, Livrable
from pipeline.model.projet import Chapitre, Piece, Projet

HEAD = "ajoutez en tête du texte, entre deux lignes « --- » : courrier:, puis, deux espaces devant, destinataire: …"


@controle()
def letters_have_a_head(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The text of a letter says to whom it goes; a text that says so is printed as a letter."""
    for livrable in projet.livrables:
        texts = [one for one in projet.chapitres[TEXTES] if one.est_dans(livrable.cle)]
        headed = [one for one in texts if one.courrier]
        if not _is_a_letter(livrable):
            yield from (_printed_as_a_text(one, livrable) for one in headed)
        elif texts and not headed and texts[0].path not in projet.mal_lus:
            message = f"« {livrable.cle} » est une lettre, et ce texte ne dit ni à qui ni de qui."
            yield Finding("S054", message, texts[0].span, (HEAD,))


@controle()
def only_free_texts_are_letters(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    letters = (TEXTES, "actes")
    others = (chapters for partie, chapters in projet.chapitres.items() if partie not in letters)
    for chapitre in chain.from_iterable(others):
        if chapitre.courrier is not None:
            message = "seuls un texte de content/textes/ et un acte sont des lettres : « courrier » n'est pas imprimé ici."
            yield Finding("S054", message, chapitre.courrier.span)


def _is_a_letter(livrable: Livrable) -> bool:
    return any(placed.value in LETTRES for placed in livrable.parties)


def _printed_as_a_text(chapitre: Chapitre, livrable: Livrable) -> Finding:
    message = f"« {livrable.cle} » imprime ce texte sans son destinataire ni son signataire."
    hint = f"dans content/livrables.yaml, écrivez « {LETTRE} » à la place de « {TEXTES} » dans ses parties."
    span = chapitre.courrier.span if chapitre.courrier else chapitre.span
    return Finding("S054", message, span, (hint,))


@controle()
def letters_are_signed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    identite = projet.identite
    if identite.span.path in projet.mal_lus or any(
        o.nom or o.fonction for o in identite.signataires
    ):
        return
    for one in projet.chapitres[TEXTES]:
        courrier = one.courrier if _is_printed(one, projet) else None
        if courrier is not None and courrier.signataire is None:
            hint = "ajoutez sous « courrier » la ligne signataire: …, avec une clé de content/personnes.csv."
            yield Finding("S055", "personne ne signe cette lettre.", courrier.span, (hint,))


@controle(Piece.IDENTITE)
def recipients_are_named(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A word such as « msa » is printed as the name that ``projet.yaml`` gives: without one, it would be printed itself."""
    identite = projet.identite
    if identite.span.path in projet.mal_lus:
        return
    for one in (*projet.chapitres[TEXTES], *projet.chapitres["actes"]):
        told = one.courrier.destinataire if one.courrier else ()
        for placed in told:
            cle = placed.value.casefold()
            if cle in INSTITUTIONS and not getattr(identite, cle):
                message = f"« {cle} » : projet.yaml ne dit pas comment elle s'appelle, la lettre porterait « {placed.value} »."
                hint = f"ajoutez à content/projet.yaml une ligne {cle}: …, ou écrivez ici son nom entier."
                yield Finding("S054", message, placed.span, (hint,))


def _is_printed(chapitre: Chapitre, projet: Projet) -> bool:
    return any(chapitre.est_dans(livrable.cle) for livrable in projet.livrables)
