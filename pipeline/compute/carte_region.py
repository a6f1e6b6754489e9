"""The map of a region: the ground of each project, joined, in the shade of its stage; what two claim, what none does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.compute.cartes import KM_PAR_DEGRE
from pipeline.compute.region import joined
from pipeline.model.carte import Carte, Zone
from pipeline.model.contours import PAS, SOURCE, Contours, Polygone, departement
from pipeline.model.etape_cpts import ETAPES
from pipeline.model.langue.francais import et, nombre
from pipeline.model.motif import motif
from pipeline.model.portefeuille import Portrait, Region

NOMS_DES_ETAPES = {
    "lettre-intention": "lettre d'intention",
    "projet": "projet de santé",
    "contrat": "contrat",
    "bilan": "bilan",
}
DISPUTED, HOLE = "demandée par deux CPTS ou plus", "d'aucune CPTS, entre celles qui l'entourent"
CPTS = motif(r"CPTS (?:du |des |de la |de l['’]|de |d['’])?(?=\S)")
FINEST = 1200
"""Points across the map: finer than what is seen of a region."""


def carte_region(region: Region, contours: Contours) -> Carte | None:
    """None while no project has a commune with a contour.  ``contours`` are those of all that the map shows."""
    portraits = region.portraits
    cadre = contours.cadre(code for _, one in portraits for code in one.communes)
    if cadre is None:
        return None
    pas = max(1, (cadre[2] - cadre[0]) // FINEST)
    legend = tuple(_legend(region))
    ranks = {word: rank for rank, (word, _) in enumerate(legend)}
    zones = [
        Zone(
            name,
            _short(name),
            _ground(one.communes, contours, pas),
            ranks[_stage(one)],
            one.population,
        )
        for name, one in portraits
    ]
    for word, codes in ((DISPUTED, tuple(region.disputees)), (HOLE, _codes(region.trous))):
        if codes:
            zones.append(Zone(word, "", _ground(codes, contours, pas), ranks[word], 0))
    lines = tuple(f"{word} ({nombre(count)})" for word, count in legend)
    return Carte(
        zones=tuple(zone for zone in zones if zone.polygones),
        autour=tuple(_around(contours, pas)),
        cadre=cadre,
        teintes=lines,
        ordonnee=False,
        titre_des_teintes="Étape de chaque CPTS",
        remarques=(f"Contours : {SOURCE}.",),
        alt=_in_words(region, lines, cadre),
        sans_nom=("une CPTS n'est pas nommée", "CPTS ne sont pas nommées"),
    )


def _short(name: str) -> str:
    """What a map has room for: all the names that it bears are those of CPTS.

    >>> _short("CPTS du Pays d'Exemple"), _short("CPTS de l'Armagnac"), _short("Portes de Gascogne")
    ("Pays d'Exemple", 'Armagnac', 'Portes de Gascogne')
    """
    found = CPTS.match(name)
    return name[found.end() :] if found else name


def _legend(region: Region) -> Iterator[tuple[str, int]]:
    counted = Counter(_stage(one) for _, one in region.portraits)
    for word in (*NOMS_DES_ETAPES.values(), *counted):
        if counted.get(word):
            yield word, counted.pop(word)
    if region.disputees:
        yield DISPUTED, len(region.disputees)
    if region.trous:
        yield HOLE, len(_codes(region.trous))


def _stage(one: Portrait) -> str:
    return NOMS_DES_ETAPES.get(one.etape, one.etape) if one.etape in ETAPES else "étape inconnue"


def _codes(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(code for group in groups for code in group)


def _ground(codes: Iterable[str], contours: Contours, pas: int) -> tuple[Polygone, ...]:
    rings = joined((contours.polygones.get(code, ()) for code in codes), pas)
    return (rings,) if rings else ()


def _around(contours: Contours, pas: int) -> Iterator[Polygone]:
    """The départements in sight, as grounds without their communes."""
    by_number: Mapping[str, list[str]] = defaultdict(list)
    for code in contours.polygones:
        by_number[departement(code)].append(code)
    for codes in by_number.values():
        yield from _ground(codes, contours, pas)


def _in_words(region: Region, lines: tuple[str, ...], cadre: tuple[int, int, int, int]) -> str:
    high = (cadre[3] - cadre[1]) * PAS * KM_PAR_DEGRE
    people = sum(one.population for _, one in region.portraits)
    count = len(region.portraits)
    what = "1 CPTS" if count == 1 else f"{count} CPTS"
    return (
        f"Carte de la région : {what}, {nombre(people)} habitants, {high:.0f} km du nord au sud. "
        f"Étapes : {et(lines)}."
    )
