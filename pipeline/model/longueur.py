"""How long a document came out."""

from __future__ import annotations

from typing import NamedTuple


class TitrePose(NamedTuple):
    """A title of a laid out document: its level from 1, its words, the rank of its page from 1."""

    niveau: int
    titre: str
    page: int


class Longueur(NamedTuple):
    """What a layout tells of a document: how many pages it has, and where each title stands, in order."""

    total: int
    titres: tuple[TitrePose, ...] = ()

    def pages_de(self, rang: int) -> int:
        """How many pages the title of that rank begins, up to the next of its level or above."""
        ici = self.titres[rang]
        suivants = (un for un in self.titres[rang + 1 :] if un.niveau <= ici.niveau)
        suivant = next(suivants, None)
        if suivant is None:
            return self.total - ici.page + 1
        return max(1, suivant.page - ici.page)
