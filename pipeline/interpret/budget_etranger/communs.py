"""What is common to all the missions of a foreign budget, and stands where the last of them would take it for its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import COTES, Zone
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

ZERO = Decimal(0)
DE_TOUT = motif(r"\b(?:general|generaux|generale|globale?|toutes|ensemble)\b")
"""How a total says that it is of all that stands above it."""


@dataclass
class Compte:
    """What the lines of a sheet add up to by side and block, to know a total of several blocks when it stands there."""

    sommes: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def add(self, cote: str, bloc: str, amount: Decimal) -> None:
        self.sommes[cote, bloc] = self.sommes.get((cote, bloc), ZERO) + amount

    def of_several(self, words: str, amount: Decimal) -> bool:
        """Whether a total is of several blocks: it says so, or it is the sum of their lines and of no single one's."""
        blocs = {bloc for _cote, bloc in self.sommes}
        if len(blocs) < 2:
            return False
        if DE_TOUT.search(fold(words)):
            return True
        sides = {
            cote: [worth for (of, _bloc), worth in self.sommes.items() if of == cote]
            for cote in COTES
        }
        return any(len(some) > 1 and amount == sum(some, ZERO) for some in sides.values())


def communes(zones: list[Zone], titrees: Collection[tuple[int, tuple[int, ...]]]) -> list[Zone]:
    """The zones of a sheet, the last ones of a side given to all missions where only the last title would have some.

    « Prévention », its expenses, then « Recettes »: where other missions have expenses and none has any income, that is
    the income of all of them.  ``titrees`` are the first rows and columns of words of zones that a title gave a block.
    """
    titled = [zone for zone in zones if (zone.premiere, zone.libelles) in titrees]
    found = zones
    for cote in COTES:
        own = [zone for zone in titled if zone.cote == cote]
        others = [zone for zone in titled if zone.cote != cote]
        if _are_of_the_last_title_alone(own, others):
            found = [_of_all(zone) if zone in own else zone for zone in found]
    return found


def _are_of_the_last_title_alone(own: Sequence[Zone], others: Sequence[Zone]) -> bool:
    blocs = {zone.bloc for zone in own}
    if len(blocs) != 1 or blocs == {FONCTIONNEMENT} or len({zone.bloc for zone in others}) < 2:
        return False
    return min(zone.premiere for zone in own) > max(zone.premiere for zone in others)


def _of_all(zone: Zone) -> Zone:
    why = f"{zone.pourquoi}, seule mission à avoir des {zone.cote} : pour toutes, fonctionnement"
    return replace(zone, bloc=FONCTIONNEMENT, pourquoi=why, sur=False)
