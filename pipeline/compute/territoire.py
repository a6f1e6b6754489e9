"""The communes of the territory: the codes of the project, what the law counts there, and what the CPTS overrules."""

from __future__ import annotations

from pipeline.model.decoupage import CommuneLegale
from pipeline.model.projet import Projet
from pipeline.model.territoire import Commune, LigneCommune


def communes(projet: Projet) -> tuple[Commune, ...]:
    """Each commune once, in the order of ``projet.yaml``; in that of ``communes.csv`` while that one lists none."""
    lines = {line.code: line for line in projet.communes}
    listed = [placed.value for placed in projet.identite.communes]
    known, source = projet.decoupage.communes, projet.decoupage.source
    return tuple(
        _commune(code, known.get(code), lines.get(code), source)
        for code in dict.fromkeys(listed or lines)
    )


def population(found: tuple[Commune, ...]) -> int | None:
    """Inhabitants of all the communes; None as long as one of them is unknown."""
    known = [commune.population for commune in found if commune.population is not None]
    return sum(known) if found and len(known) == len(found) else None


def _commune(
    code: str, legale: CommuneLegale | None, line: LigneCommune | None, source: str
) -> Commune:
    """The population that the law counts, unless the CPTS gives another and says where it comes from."""
    nom = (line.nom if line else "") or (legale.nom if legale else "")
    departement, epci = (legale.departement, legale.epci) if legale else ("", "")
    counted = legale.population if legale else None
    if line is not None and line.population not in (None, counted):
        return Commune(code, nom, departement, epci, line.population, line.annee, line.source)
    if legale is None:
        return Commune(code, nom, departement, epci, None, "", "")
    return Commune(code, nom, departement, epci, counted, legale.annee, source)
