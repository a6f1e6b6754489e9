"""Shares and majorities as statutes write them: « les deux tiers », « la moitié plus un », « 60 % »."""

from __future__ import annotations

import re

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

NAMED = {
    "moitie": (1, 2),
    "tiers": (1, 3),
    "deux tiers": (2, 3),
    "quart": (1, 4),
    "trois quarts": (3, 4),
    "cinquieme": (1, 5),
    "deux cinquiemes": (2, 5),
    "trois cinquiemes": (3, 5),
    "quatre cinquiemes": (4, 5),
    "dixieme": (1, 10),
    "unanimite": (1, 1),
    "totalite": (1, 1),
}
ARTICLE = motif(
    r"^(?:au moins )?(?:la majorite (?:qualifiee )?(?:de |des )?)?(?:l'|la |le |les |un |une )?"
)
PERCENT = motif(r"([0-9]{1,3}) ?%")


@dataclass(frozen=True, slots=True)
class Fraction:
    """``plus_un`` asks for one more than the share, « la moitié plus un »."""

    numerateur: int
    denominateur: int
    plus_un: bool = False

    def sur(self, nombre: int, moitie_superieure: bool = False) -> int:
        """The least whole number that reaches this share of ``nombre``.

        For « la moitié plus un » of an odd number, ``moitie_superieure`` rounds the half up before adding one.
        """
        if self.plus_un:
            exact, rest = divmod(nombre * self.numerateur, self.denominateur)
            return exact + (1 if rest and moitie_superieure else 0) + 1
        return -(-nombre * self.numerateur // self.denominateur)


def fraction(texte: str) -> Fraction | None:
    """What a share means; None for a simple majority, which depends on the votes cast, and for what is no share.

    >>> fraction("la moitié plus un").sur(13)
    7
    >>> fraction("les deux tiers").sur(10)
    7
    """
    words = fold(texte)
    if words in ("la majorite absolue", "majorite absolue"):
        return Fraction(1, 2, plus_un=True)
    plus = re.search(r" plus une?(?: voix)?$", words)
    words = words[: plus.start()] if plus else words
    bare = ARTICLE.sub("", words, count=1)
    percent = PERCENT.fullmatch(bare)
    if percent and int(percent[1]) <= 100:
        return Fraction(int(percent[1]), 100, bool(plus))
    share = NAMED.get(bare)
    return Fraction(*share, bool(plus)) if share else None
