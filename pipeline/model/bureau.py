"""The posts of a bureau by what they are, whatever the words and the gender in which a CPTS names them."""

from __future__ import annotations

import re
from enum import Enum

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

MEDECIN = "médecin"


class Genre(Enum):
    PRESIDENT = "présidence"
    VICE = "vice-présidence"
    SECRETAIRE = "secrétariat"
    SECRETAIRE_ADJOINT = "secrétariat adjoint"
    TRESORIER = "trésorerie"
    TRESORIER_ADJOINT = "trésorerie adjointe"
    AUTRE = "autre poste"


SEULE = motif(
    r"(?:vice[- ]?)?president(?:e|ence)?|secretaire(?: generale?)?(?: adjointe?)?|tresori(?:er|ere)(?: adjointe?)?"
)
"""A function that is the bare name of a post: « présidente », not « présidente de l'association des usagers »."""


def genre_de_poste(poste: str) -> Genre:
    """What a post is by its name.

    >>> genre_de_poste("Première vice-présidente"), genre_de_poste("Trésorier adjoint")
    (<Genre.VICE: 'vice-présidence'>, <Genre.TRESORIER_ADJOINT: 'trésorerie adjointe'>)
    """
    words = fold(poste)
    deputy = "adjoint" in words
    if re.search(r"\bvice", words):
        return Genre.VICE
    if re.search(r"\bco-?presid|\bpresid", words):
        return Genre.PRESIDENT
    if re.search(r"\bsecreta", words):
        return Genre.SECRETAIRE_ADJOINT if deputy else Genre.SECRETAIRE
    if re.search(r"\btresor", words):
        return Genre.TRESORIER_ADJOINT if deputy else Genre.TRESORIER
    return Genre.AUTRE


def est_un_poste(fonction: str) -> bool:
    """Whether a function typed beside a person names a post of the bureau, and nothing more."""
    return SEULE.fullmatch(fold(fonction)) is not None


MASCULIN = motif(r"\b(?:president|tresorier)\b")
FEMININ = motif(r"\b(?:presidente|tresoriere)\b")


def designe(poste: str, masculin: str, feminin: str) -> tuple[str, str]:
    """Article and title of a post in the gender in which it is typed; both genders where it tells neither.

    >>> designe("Présidente", "président", "présidente")
    ('la', 'présidente')
    >>> designe("Trésorière ou trésorier", "trésorier", "trésorière")
    ('la', 'trésorière ou le trésorier')
    """
    words = fold(poste)
    his, hers = MASCULIN.search(words) is not None, FEMININ.search(words) is not None
    if his and not hers:
        return "le", masculin
    if hers and not his:
        return "la", feminin
    return "la", f"{feminin} ou le {masculin}"


def est_aux_deux_genres(poste: str) -> bool:
    """Whether a post is named for a woman or a man, as before anyone holds it.

    >>> est_aux_deux_genres("Présidente ou président"), est_aux_deux_genres("Présidente")
    (True, False)
    """
    first, _, second = fold(poste).partition(" ou ")
    return (bool(second) and first[:5] == second.split()[-1][:5]) or first[:5] == second[:5]
