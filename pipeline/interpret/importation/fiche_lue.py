"""What a fiche of elsewhere says, as it was read: lines of our header, pieces under the headings of the trame, what waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.fiche import RUBRIQUES
from pipeline.model.importation import Annonce
from pipeline.model.prose import Block

A_PLACER = "a_ranger"
"""Where what has no heading waits."""

PEOPLE = ("pilote", "copilotes", "membres")

DATES = ("demarrage", "deploiement", "fin")


@dataclass
class Morceau:
    """What stood under one title of the source."""

    titre: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class FicheLue:
    """``entete`` maps a line of our header to the texts that gave it, ``sections`` a key of the trame to its pieces."""

    entete: dict[str, list[str]] = field(default_factory=dict)
    sections: dict[str, list[Morceau]] = field(default_factory=dict)
    a_ranger: list[Block] = field(default_factory=list)
    libelles: list[str] = field(default_factory=list)
    rapport: list[str] = field(default_factory=list)
    annonces: list[Annonce] = field(default_factory=list)
    """Of the lines of the report, those that say where what stands under a title goes."""
    code: str = ""
    pilotes_ensemble: bool = False
    """Whether the label of the pilot says that they are several, « Binôme pilote »."""

    @property
    def est_une_fiche(self) -> bool:
        """One told at length, or one that someone begins: one of our headings, a mission and a pilot."""
        is_begun = bool(self.sections) and self.entete.keys() >= {"mission", "pilote"}
        return self.est_fournie or is_begun

    @property
    def est_fournie(self) -> bool:
        """Three of our headings at least, or two and a pilot or a title: less may be some other text."""
        return len(self.sections) >= 3 or (len(self.sections) >= 2 and bool(self.entete))


def titre_of(key: str) -> str:
    return RUBRIQUES[key].titre if key in RUBRIQUES else "Moyens"
