"""What the fiches hand to whoever coordinates the CPTS, by the words that name that post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.fiche import Fiche, SousAction
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Inline, text_of

POSTE = motif(r"\bcoord(?:inat|onnat)(?:eur|rice)s?\b")
"""The post, as fiches and workbooks name it: « Coordinatrice », « le coordonnateur »."""

MOYENS_HUMAINS = "moyens_humains"


def nomme_le_poste(words: str) -> bool:
    """Whether words name who coordinates.

    >>> nomme_le_poste("Coordinatrice de la CPTS"), nomme_le_poste("Coordination des soins")
    (True, False)
    """
    return POSTE.search(fold(words)) is not None


def taches(fiche: Fiche, annuaire: Annuaire) -> Sequence[SousAction]:
    """The sub-actions given to the post, or to a person who holds it."""
    given = (one for one in fiche.sous_actions if one.qui.value)
    return [
        one for one in given if nomme_le_poste(one.qui.value) or _holds_it(one.qui.value, annuaire)
    ]


def temps(fiche: Fiche) -> Iterator[tuple[Inline, ...]]:
    """The lines of the human means that count on the post: « la coordinatrice, un jour par semaine »."""
    for block in fiche.textes.get(MOYENS_HUMAINS, ()):
        for inlines in inlines_of(block):
            if nomme_le_poste(text_of(inlines)):
                yield inlines


def attend_la_coordination(fiche: Fiche, annuaire: Annuaire) -> bool:
    """Whether a fiche hands something to the post, or counts on its time."""
    return bool(taches(fiche, annuaire)) or any(temps(fiche))


def _holds_it(qui: str, annuaire: Annuaire) -> bool:
    personne = annuaire.trouver(qui)
    return personne is not None and any(
        map(nomme_le_poste, (personne.profession, *personne.fonctions))
    )
