"""Rules on indicators: what the variable part of the contract will be computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import nombre
from pipeline.model.langue.mots import fold, is_blank
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.projet import Projet

RESULTAT = "résultat"
VARIABLE = "ACI volet variable"
DOTTED = re.compile(r"[0-9]+\.[0-9]")
NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")


@controle()
def complete(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A kind and at least one target; for a result, its direction, its starting value and its source as well."""
    for fiche, indicateur in _indicators(projet):
        if fiche.path in projet.incomplets:
            continue
        missing = [] if indicateur.type else ["« - type : résultat » ou suivi"]
        missing += [] if indicateur.cibles else ["« - cible année 1 : … »"]
        if missing:
            message = f"l'indicateur « {indicateur.nom} » n'a pas de ligne {' ni '.join(missing)}."
            yield Finding("F021", message, indicateur.span)
        facts = (("sens", indicateur.sens), ("départ", indicateur.depart), ("source", indicateur.source))
        absent = [f"« {name} »" for name, value in facts if not value]
        if indicateur.type == RESULTAT and absent:
            message = f"l'indicateur de résultat « {indicateur.nom} » n'a pas de {' ni de '.join(absent)}."
            yield Finding("F025", message, indicateur.span)


@controle()
def progress(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each target does no worse than the start, the last one better, in one unit, and none falls back.

    One target is told once; a text without a number is left to ``measured``.
    """
    for _, indicateur in _indicators(projet):
        if indicateur.sens not in ("hausse", "baisse"):
            continue
        values = {
            year: value
            for year, placed in sorted(indicateur.cibles.items())
            if (value := _number(placed.value)) is not None
        }
        odd = _without_unit(indicateur, values)
        if odd is not None:
            yield odd
            continue
        sign = 1 if indicateur.sens == "hausse" else -1
        worse = dict(_worse_than_start(indicateur, values, sign))
        yield from worse.values()
        for before, after in pairwise(year for year in values if year not in worse):
            if sign * (values[after] - values[before]) < 0:
                message = f"« {indicateur.nom} » : la cible de l'année {after} recule sur celle de l'année {before}."
                yield Finding("F027", message, indicateur.cibles[after].span)


def _worse_than_start(
    indicateur: Indicateur, values: Mapping[int, Decimal], sign: int
) -> Iterator[tuple[int, Finding]]:
    start = _number(indicateur.depart)
    if start is None or not values:
        return
    for year, value in values.items():
        gain = sign * (value - start)
        if gain < 0 or (gain == 0 and year == max(values)):
            message = (
                f"« {indicateur.nom} » : la cible de l'année {year} ({nombre(value)}) ne fait pas mieux que le "
                f"départ ({nombre(start)}), alors que le sens est « {indicateur.sens} »."
            )
            hint = "corrigez la cible, ou le sens s'il est faux (hausse ou baisse)."
            yield year, Finding("F026", message, indicateur.cibles[year].span, (hint,))


def _without_unit(indicateur: Indicateur, values: Mapping[int, Decimal]) -> Finding | None:
    """A share on one side and a bare number on the other cannot be compared; zero is zero in any unit."""
    told = [(f"part de « {indicateur.depart} » et vise", indicateur.depart)] if _number(indicateur.depart) else []
    for year in values:
        if not values[year]:
            continue
        typed = indicateur.cibles[year].value
        if told and _is_share(typed) != _is_share(told[0][1]):
            message = f"« {indicateur.nom} » {told[0][0]} « {typed} » : l'un est en %, l'autre non."
            hint = "écrivez le départ et les cibles de même façon."
            return Finding("F051", message, indicateur.cibles[year].span, (hint,))
        told = told or [(f"vise « {typed} » en année {year}, puis", typed)]
    return None


@controle()
def measured(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The start and the targets of a result are numbers: the variable part is computed from them."""
    for _, indicateur in _indicators(projet):
        if indicateur.type != RESULTAT or not indicateur.sens:
            continue
        named = [("le départ", indicateur.depart, indicateur.span)]
        named += [(f"la cible de l'année {year}", p.value, p.span) for year, p in sorted(indicateur.cibles.items())]
        for what, text, span in named:
            if text and "XX" not in text.upper() and _number(text) is None:
                message = f"« {indicateur.nom} » : {what}, « {text} », n'est pas un nombre."
                hint = "écrivez un nombre et son unité, comme « 11,2 % » ; à défaut, laissez XX pour ne pas l'oublier."
                if any(c.isdecimal() for c in text):
                    message = f"« {indicateur.nom} » : {what}, « {text} », ne commence pas par un nombre sûr."
                    hint = "commencez par un seul nombre : « 12 % (environ) », « 1 200 » ou « 1,2 » ; pas « 1.200 »."
                yield Finding("F052", message, span, (hint,))
                break


@controle()
def names_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two indicators of a fiche have two names: the second is often a copy left unchanged."""
    for fiche in projet.fiches:
        seen: dict[str, Indicateur] = {}
        for indicateur in fiche.indicateurs:
            first = seen.setdefault(fold(indicateur.nom), indicateur)
            if first is not indicateur:
                message = f"deux indicateurs s'appellent « {indicateur.nom} » (lignes {first.span.line} et "
                message += f"{indicateur.span.line})."
                yield Finding("F056", message, indicateur.span, ("renommez-en un, ou effacez-le.",), (first.span,))


@controle()
def variable_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Per mission: the paid indicators weigh 100 % together, and there is one where variable money is counted."""
    if projet.fiches_illisibles:
        return
    for placed in projet.identite.missions:
        mission = placed.value
        fiches = [fiche for fiche in projet.fiches if fiche.mission is not None and fiche.mission.value == mission]
        if not fiches or any(fiche.path in projet.incomplets or _misplaced(fiche, projet) for fiche in fiches):
            continue
        paid = [i for fiche in fiches for i in fiche.indicateurs if i.base_variable]
        if not paid and _counts_variable(projet, mission):
            message = (
                f"la mission « {PAR_CLE[mission].titre} » compte sur le volet variable, mais aucun de ses indicateurs "
                "n'en est la base."
            )
            hint = "ajoutez « - base du volet variable : oui » et un poids à un indicateur de résultat."
            yield Finding("F024", message, placed.span, (hint,))
        if any(is_blank(indicateur.poids) for indicateur in paid):
            continue
        weights = [_number(indicateur.poids) for indicateur in paid]
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        if paid and (None in weights or total != 100):
            yield _weights(mission, fiches, paid)


def _weights(mission: str, fiches: list[Fiche], paid: list[Indicateur]) -> Finding:
    """Which fiche brings what, when there are several: the one written last cannot settle it alone."""
    parts = [
        (fiche, " + ".join(i.poids or "?" for i in fiche.indicateurs if i.base_variable))
        for fiche in fiches
        if any(i.base_variable for i in fiche.indicateurs)
    ]
    listed = " ; ".join(f"{fiche.cle} : {part}" if len(parts) > 1 else part for fiche, part in parts)
    message = f"les poids des indicateurs du volet variable de la mission « {mission} » font {listed}, et non 100 %."
    hint = "donnez à chacun un poids, pour un total de 100 %."
    if len(parts) > 1:
        first, last = parts[0][0], parts[-1][0]
        hint = (
            f"partagez 100 % entre ces fiches avec le pilote de {first.cle}, ou écrivez dans {last.cle} "
            "« - base du volet variable : non »."
        )
    return Finding("F028", message, paid[-1].span, (hint,), tuple(i.span for i in paid[:-1]))


@controle()
def results_from_year_two(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        if not fiche.indicateurs or fiche.path in projet.incomplets:
            continue
        if not all(indicateur.type and indicateur.cibles for indicateur in fiche.indicateurs):
            continue
        if not any(i.type == RESULTAT and any(year >= 2 for year in i.cibles) for i in fiche.indicateurs):
            message = "aucun indicateur de résultat n'a de cible à partir de l'année 2."
            yield Finding("F029", message, fiche.rubriques.get("indicateurs", fiche.span))


@controle()
def few(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    limit = projet.identite.reglages.indicateurs_par_fiche
    for fiche in projet.fiches:
        if len(fiche.indicateurs) > limit:
            count = len(fiche.indicateurs)
            message = f"cette fiche a {count} indicateurs ; au-delà de {limit}, ils sont difficiles à suivre."
            hint = "le seuil se règle dans projet.yaml : reglages, indicateurs_par_fiche."
            yield Finding("F030", message, fiche.rubriques.get("indicateurs", fiche.span), (hint,))


def _indicators(projet: Projet) -> Iterator[tuple[Fiche, Indicateur]]:
    for fiche in projet.fiches:
        for indicateur in fiche.indicateurs:
            yield fiche, indicateur


def _misplaced(fiche: Fiche, projet: Projet) -> bool:
    """A code that is another's or that of another mission: which mission the fiche is of is not settled."""
    if fiche.code is None or fiche.mission is None:
        return True
    twins = [other for other in projet.fiches if other.code == fiche.code]
    return len(twins) > 1 or PAR_RANG[int(fiche.code.value[1])].cle != fiche.mission.value


def _counts_variable(projet: Projet, mission: str) -> bool:
    bloc = projet.budget.bloc(mission)
    return bloc is not None and any(line.origine == VARIABLE and any(line.montants) for line in bloc.ressources)


def _is_share(text: str) -> bool:
    match = NUMBER.match(text.strip())
    return match is not None and text.strip()[match.end() :].lstrip(" \u00a0\u202f").startswith("%")


def _number(text: str) -> Decimal | None:
    """The first number of a text such as « 11,2 % (2026, Rezone) »; None without one at its beginning, or in doubt."""
    match = NUMBER.match(text.strip())
    if match is None or DOTTED.match(text.strip()):
        return None
    return Decimal("".join(c for c in match.group() if c.isdecimal() or c == ",").replace(",", "."))
