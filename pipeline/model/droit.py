"""The law that an association is under, by where its seat is, in the words that its acts print."""

from __future__ import annotations

from pipeline.model.valeur import dataclass

LOCAL = "alsace-moselle"
"""What ``droit`` says in the values of the statutes; the law of 1901 where it says nothing."""

TRIBUNAL = "association.tribunal"


@dataclass(frozen=True, slots=True)
class Droit:
    loi: str
    formalites: str
    """What is asked for the association to exist in law, after « pour »."""
    registre: str
    """Where its changes are declared, after « à »."""
    dirigeants: str
    """The text by which those who lead are listed."""
    fondateurs: int
    """The fewest founders."""


LOI_1901 = Droit(
    "la loi du 1er juillet 1901 et le décret du 16 août 1901",
    "déclarer l'association à la préfecture ou à la sous-préfecture de son siège, et faire publier sa création au "
    "Journal officiel des associations et fondations d'entreprise",
    "la préfecture ou la sous-préfecture du siège",
    "loi du 1er juillet 1901, article 5",
    2,
)


def droit_local(tribunal: str) -> Droit:
    """The local civil code, with the tribunal that keeps the register."""
    registre = f"registre des associations du {tribunal or 'tribunal judiciaire'}"
    return Droit(
        "les articles 21 à 79-3 du code civil local, applicable dans le Bas-Rhin, le Haut-Rhin et la Moselle",
        f"demander l'inscription de l'association au {registre}",
        f"l'attention du {registre}",
        "code civil local, article 59",
        7,
    )
