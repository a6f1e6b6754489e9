"""What the reference data say of the communes that a project names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.langue.mots import fold
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class CommuneLegale:
    """A commune or, in Paris, Lyon and Marseille, an arrondissement; then ``ville`` is the code of its city.

    ``population`` in inhabitants, as the law counts them (population municipale) in the year ``annee``.
    """

    code: str
    nom: str
    departement: str
    region: str
    epci: str
    population: int
    annee: str
    ville: str = ""

    @property
    def designation(self) -> str:
        return f"{self.nom} ({self.departement})" if self.departement else self.nom


@dataclass(frozen=True, slots=True)
class Decoupage:
    """Answers to the codes and names that were asked for.  ``annee`` is that of the map, ``source`` of the populations.

    ``anciennes`` holds codes that are no commune's any more (of a commune déléguée, absorbed, renumbered): the name
    they had, empty when the data does not keep it, and the commune there now.
    ``proches`` holds, for what is not a code, the communes whose name it is or nearly is.
    """

    annee: str = ""
    population: str = ""
    source: str = ""
    communes: Mapping[str, CommuneLegale] = field(default_factory=dict)
    anciennes: Mapping[str, tuple[str, CommuneLegale]] = field(default_factory=dict)
    proches: Mapping[str, tuple[CommuneLegale, ...]] = field(default_factory=dict)
    siege: CommuneLegale | None = None
    """The commune of the seat of the association, by its name in the address; None for one that is not found alone."""
    entourees: Mapping[str, str] = field(default_factory=dict)
    """Code → name of communes that are not named, and that those named surround."""


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one commune.

    >>> same_name("St Clar", "Saint-Clar"), same_name("L’Isle-Jourdain", "L'Isle Jourdain"), same_name("Auch", "Pavie")
    (True, True, False)
    """
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """The name of a commune as it is compared: no accents, hyphens or apostrophes, « Saint » in full."""
    words = fold(name).replace("-", " ").replace("'", " ").split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
