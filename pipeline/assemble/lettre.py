"""A letter: its head fills the slots of its template, its text is the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.assemble.annexes import functions
from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.pagination import kept_with_next
from pipeline.model.comptes import Comptes
from pipeline.model.courrier import INSTITUTIONS, Courrier
from pipeline.model.document import Contenu
from pipeline.model.langue.mots import is_blank
from pipeline.model.livrable import TEXTES
from pipeline.model.personne import Personne
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.seance import CONSTITUTION
from pipeline.model.span import Placed
from pipeline.model.statuts import Valeurs

WITH_SIGNATURE = 2
"""How many blocks stay with the signature: it never stands alone on a page."""

ACTES = "actes"
SLOTS = ("expediteur", "destinataire", "lieu_date", "objet", "signature", "pieces")


def lettre(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The texts of the document; the title of the one with a head is the object of the letter, printed above,
    and what it heads comes at the first level."""
    parts: list[Contenu] = []
    headed = _headed(projet)
    for chapter in projet.chapitres[TEXTES]:
        is_headed = chapter is headed
        blocks = chapitre(chapter, comptes, constats, 0 if is_headed else 1)
        parts += blocks[1:] if is_headed else blocks
    parts += illisibles(projet, TEXTES, constats, 1)
    return kept_together(parts)


def kept_together(parts: Sequence[Contenu]) -> tuple[Contenu, ...]:
    """The last paragraphs stay with the signature that the template prints below."""
    return (*parts[:-WITH_SIGNATURE], *map(kept_with_next, parts[-WITH_SIGNATURE:]))


def _headed(projet: Projet) -> Chapitre | None:
    both = (*projet.chapitres[TEXTES], *projet.chapitres[ACTES])
    return next((one for one in both if one.courrier), None)


def champs_de_lettre(projet: Projet, seance: str) -> dict[str, str]:
    """The head of the letter of a document, given the projet with the chapters of that document; empty for another.

    A letter that is an act, as a convocation is, takes from its meeting whence, when and by whom it is written.
    """
    chapter = _headed(projet)
    if chapter is None or chapter.courrier is None:
        return dict.fromkeys(SLOTS, "")
    courrier = chapter.courrier
    act = chapter in projet.chapitres[ACTES]
    if act:
        courrier = _of_meeting(courrier, seance, projet.statuts.valeurs)
    signing = _signing(courrier, projet)
    return {
        "expediteur": "\n".join(_sender(signing, projet)),
        "destinataire": "\n".join(_named(one.value, projet) for one in courrier.destinataire),
        "lieu_date": _place_and_date(courrier, signing, projet),
        "objet": chapter.titre,
        "signature": "\n".join(
            _for_the_founders(courrier, signing)
            if act and seance == CONSTITUTION
            else _signature(courrier, signing, projet)
        ),
        "pieces": "\n".join(courrier.pieces),
    }


def _of_meeting(courrier: Courrier, seance: str, valeurs: Valeurs) -> Courrier:
    sent = valeurs.scalaires.get(f"{seance}.convocation_le")
    day = valeurs.jours.get(f"{seance}.convocation_le")
    return replace(
        courrier,
        lieu=courrier.lieu or valeurs.texte("association.lieu_signature"),
        date=courrier.date or (Placed(day, sent.span) if day and sent else None),
        signataire=courrier.signataire or valeurs.scalaires.get(f"{seance}.convocation_par"),
    )


def _signing(courrier: Courrier, projet: Projet) -> Personne | None:
    if courrier.signataire is not None:
        return projet.annuaire.trouver(courrier.signataire.value)
    first = next(iter(projet.identite.signataires), None)
    return projet.annuaire.trouver(first.nom) if first and first.nom else None


def _sender(signing: Personne | None, projet: Projet) -> Iterator[str]:
    """The seat of the CPTS and how to reach it; where it has not said, how to reach whoever signs, but in a public
    document, which has no contacts."""
    siege = projet.statuts.valeurs.texte("association.siege")
    yield projet.identite.departement if not siege or is_blank(siege) else siege
    cpts = projet.identite.contact
    own = projet.annuaire.contact(signing.cle) if signing else None
    telephone = cpts.telephone or (own.telephone if own else "")
    courriel = cpts.courriel or (own.courriel if own else "")
    yield from filter(None, (telephone, courriel, cpts.site))


def _named(typed: str, projet: Projet) -> str:
    word = typed.casefold()
    given = str(getattr(projet.identite, word)) if word in INSTITUTIONS else ""
    return given or typed


def _place_and_date(courrier: Courrier, signing: Personne | None, projet: Projet) -> str:
    """« À Auch, le 15 septembre 2026 »; what is not known is left to the hand."""
    lieu = courrier.lieu or (signing.commune if signing else "")
    start = f"À {lieu}, le" if lieu else "Le"
    return f"{start} {courrier.date.value}" if courrier.date else start


def _for_the_founders(courrier: Courrier, signing: Personne | None) -> tuple[str, ...]:
    """Nobody leads an association that is yet to be founded: whoever convenes does so for the founders."""
    typed = courrier.signataire.value if courrier.signataire else ""
    return signing.nom_complet if signing else typed, "pour les fondateurs"


def _signature(courrier: Courrier, signing: Personne | None, projet: Projet) -> Iterator[str]:
    if signing is not None:
        yield signing.nom_complet
        yield ", ".join(functions(signing, projet)) or signing.profession
        return
    if courrier.signataire is not None:
        yield courrier.signataire.value
        return
    for first in projet.identite.signataires[:1]:
        yield from filter(None, (first.nom, first.fonction))
