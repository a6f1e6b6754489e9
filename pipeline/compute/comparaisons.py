"""Projects set side by side: what a mission costs for one inhabitant, which indicators are chosen, with which targets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from pipeline.model.langue.mots import fold
from pipeline.model.mission import MISSIONS
from pipeline.model.motif import motif
from pipeline.model.portefeuille import Comparaisons, Cout, Frequent, Portrait

CENT = Decimal("0.01")
SPACES = motif(r"[\W_]+")
FEWEST = 2
"""Projects that have an indicator before it is told as one that is chosen."""


def comparaisons(portraits: Iterable[Portrait]) -> Comparaisons:
    """Nothing of a project that has no inhabitants yet counts in what an inhabitant costs."""
    kept = tuple(portraits)
    return Comparaisons(tuple(_costs(kept)), tuple(_indicators(kept)))


def _costs(portraits: Sequence[Portrait]) -> Iterator[Cout]:
    for mission in MISSIONS:
        found = sorted(cost for one in portraits if (cost := _cost(one, mission.cle)) is not None)
        if found:
            middle = Decimal(median(found)).quantize(CENT, ROUND_HALF_UP)
            yield Cout(mission.cle, len(found), found[0], middle, found[-1])


def _cost(one: Portrait, mission: str) -> Decimal | None:
    """Euros of a mean contract year for one inhabitant; None where nothing is spent, or nobody counted."""
    spent = sum(
        (sum(bloc.depenses, Decimal(0)) for bloc in one.blocs if bloc.cle == mission), Decimal(0)
    )
    if not spent or not one.population or not one.annees:
        return None
    return (spent / one.annees / one.population).quantize(CENT, ROUND_HALF_UP)


def _indicators(portraits: Sequence[Portrait]) -> Iterator[Frequent]:
    words: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    targets: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    projects: dict[tuple[str, str], set[int]] = defaultdict(set)
    for rank, one in enumerate(portraits):
        for chosen in one.indicateurs:
            key = chosen.mission, SPACES.sub(" ", fold(chosen.nom)).strip()
            words[key][chosen.nom] += 1
            projects[key].add(rank)
            if chosen.cible:
                targets[key][chosen.cible] += 1
    ranks = {mission.cle: mission.rang for mission in MISSIONS}
    often = [key for key in words if len(projects[key]) >= FEWEST]
    for key in sorted(often, key=lambda key: (ranks.get(key[0], 9), -len(projects[key]), key[1])):
        (name, _), *_others = words[key].most_common(1)
        told = tuple(cible for cible, _ in targets[key].most_common())
        yield Frequent(key[0], name, len(projects[key]), told)
