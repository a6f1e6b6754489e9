"""Rules on the communes, the population and the size that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.francais import nombre
from pipeline.model.projet import Projet
from pipeline.model.span import Placed
from pipeline.model.territoire import SEUILS, TAILLES, Commune

COMMUNES = "content/communes.csv"
CODE = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
MARGIN = 50
"""One part in this many: a population within 2 % of a bound may change class at the next count."""


def size_follows_population(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    if projet.identite is None or projet.identite.taille is None:
        return
    declared = projet.identite.taille
    if declared.value not in TAILLES:
        yield Finding("B021", f"la taille va de 1 à 4 : {declared.value} n'existe pas.", declared.span)
        return
    if comptes.population is None or comptes.taille is None or COMMUNES in projet.incomplets:
        return
    if declared.value != comptes.taille:
        message = (
            f"la taille déclarée est {declared.value}, mais {nombre(comptes.population)} habitants "
            f"donnent la taille {comptes.taille}."
        )
        yield Finding("T001", message, declared.span)
    for bound in SEUILS:
        if abs(comptes.population - bound) * MARGIN <= bound:
            message = f"{nombre(comptes.population)} habitants : le seuil de {nombre(bound)} est à moins de 2 %."
            hint = "la CPAM recompte chaque année ; une taille peut changer."
            yield Finding("T005", message, declared.span, (hint,))


def communes_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    seen: dict[str, Commune] = {}
    for commune in projet.communes or ():
        first = seen.setdefault(commune.code, commune)
        if first is not commune:
            message = f"la commune {commune.code} ({commune.nom}) est déjà à la ligne {first.span.line}."
            yield Finding("T002", message, commune.span, (), (first.span,))
    codes: dict[str, Placed[str]] = {}
    for placed in projet.identite.communes if projet.identite else ():
        earlier = codes.setdefault(placed.value, placed)
        if earlier is not placed:
            message = f"la commune {placed.value} est citée deux fois dans projet.yaml."
            yield Finding("T002", message, placed.span, (), (earlier.span,))


def communes_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    if projet.identite is None or projet.communes is None or not projet.identite.communes:
        return
    codes = [placed.value for placed in projet.identite.communes] + [commune.code for commune in projet.communes]
    if COMMUNES in projet.incomplets or not all(map(CODE.fullmatch, codes)):
        return
    listed = {placed.value for placed in projet.identite.communes}
    described = {commune.code for commune in projet.communes}
    for placed in projet.identite.communes:
        if placed.value not in described:
            message = f"la commune {placed.value} n'est pas dans content/communes.csv."
            yield Finding("T003", message, placed.span)
    for commune in projet.communes:
        if commune.code not in listed:
            message = f"la commune {commune.code} ({commune.nom}) n'est pas dans la liste de projet.yaml."
            yield Finding("T003", message, commune.span)


def populations_sourced(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for commune in projet.communes or ():
        missing = [name for name, value in (("d'année", commune.annee), ("de source", commune.source)) if not value]
        if missing:
            message = f"{commune.nom} : la population n'a pas {' ni '.join(missing)}."
            yield Finding("T004", message, commune.span)


def codes_of_communes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    places = [(commune.code, commune.span) for commune in projet.communes or ()]
    places += [(placed.value, placed.span) for placed in (projet.identite.communes if projet.identite else ())]
    for code, span in places:
        if not CODE.fullmatch(code):
            hints = ("Excel a sans doute effacé le zéro de tête.",) if re.fullmatch(r"[0-9]{4}", code) else ()
            yield Finding("T006", f"« {code} » n'est pas un code Insee de commune (cinq caractères).", span, hints)
