"""Rules on indicators: what the variable part of the contract will be computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.comptes import Comptes
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, nombre
from pipeline.model.langue.mesure import est_une_part, premier_nombre
from pipeline.model.langue.mots import fold, is_blank
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.span import Placed

RESULTAT = "résultat"
SENS = {"hausse": 1, "baisse": -1}
VARIABLE = "ACI volet variable"
CIVIL_YEARS = motif(r"\b20[2-4][0-9]\b")
FIGURE_IN_A_NAME = motif(
    r"\([^()]*[0-9][^()]*$|\([^()]*[0-9][^()]*|\s:\s[^:]*[0-9][^:]*$|\b[0-9]+(?:,[0-9]+)? ?%? ?(?:->|→) ?[0-9]+(?:,[0-9]+)? ?%?"
)
"""« … (cible : 15) », « … : 2/an », « 75 % -> 95 % », at the end of the name of an indicator."""


@controle()
def complete(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A kind and at least one target; for a result, its direction, its starting value and its source as well."""
    for _, indicateur in _indicators(projet):
        if indicateur.signale:
            continue
        yield from _type_and_target(indicateur)
        facts = {
            "« sens »": indicateur.sens or _tells_its_sense(indicateur),
            "« départ »": indicateur.depart,
            "« source »": indicateur.source,
        }
        absent = _without_value(facts)
        if indicateur.type == RESULTAT and absent:
            message = f"l'indicateur de résultat « {indicateur.nom} » n'a pas de {' ni de '.join(absent)}."
            yield Finding("F025", message, indicateur.span)


def _type_and_target(indicateur: Indicateur) -> Iterator[Finding]:
    """Without a target, why; only what is followed may do without one."""
    lines = {
        "« - type : résultat » ou suivi": indicateur.type,
        "« - cible année 1 : … »": indicateur.cibles or indicateur.sans_cible,
    }
    missing = _without_value(lines)
    if missing:
        message = f"l'indicateur « {indicateur.nom} » n'a pas de ligne {' ni '.join(missing)}."
        hint = _where_its_targets_are(indicateur)
        yield Finding("F021", message, indicateur.span, (hint,) if not indicateur.cibles else ())
    if indicateur.sans_cible is None or indicateur.cibles:
        return
    if indicateur.type == RESULTAT:
        message = f"l'indicateur de résultat « {indicateur.nom} » n'a pas de cible."
        hint = "donnez-lui une cible, ou écrivez « - type : suivi »."
        yield Finding("F021", message, indicateur.sans_cible.span, (hint,))
    elif not indicateur.cible_absente_dite:
        message = f"l'indicateur « {indicateur.nom} » ne dit pas pourquoi il n'a pas de cible."
        hint = "écrivez la raison entre parenthèses : « - cible : aucune (l'outil ouvre en 2028) »."
        yield Finding("F021", message, indicateur.sans_cible.span, (hint,))


def _where_its_targets_are(indicateur: Indicateur) -> str:
    """What to do without a line of target: the figures of years may stand in the name or in the definition."""
    if indicateur.en_tableau:
        return "ajoutez à ce tableau les colonnes « Type » et « Cible année 1 », et remplissez-les."
    if indicateur.dans_le_texte:
        return (
            "à la place de cette ligne, écrivez « ### Indicateur : » et son nom, puis dessous « - type : suivi » et "
            "« - cible année 1 : … »."
        )
    for place, words in (("le nom", indicateur.nom), ("la définition", indicateur.definition)):
        years = sorted({*CIVIL_YEARS.findall(words)})
        if years:
            listed = et(years)
            return (
                f"{place} de cet indicateur parle de {listed} : si ce sont ses cibles, sortez-les, une par ligne : "
                "« - cible année 1 : … »."
            )
    figure = FIGURE_IN_A_NAME.search(indicateur.nom)
    if figure:
        return (
            f"si « {figure[0].strip(' :(')} », dans son nom, est sa cible, sortez-la : « - cible année 1 : … » ; "
            "sinon, pour un suivi, dites pourquoi : « - cible : aucune (pourquoi) »."
        )
    return "un indicateur de suivi peut s'en passer, s'il dit pourquoi : « - cible : aucune (pourquoi) »."


def _tells_its_sense(indicateur: Indicateur) -> bool:
    """A yes or no has no sense; numbers that all go the same way from the start say theirs."""
    read = [premier_nombre(indicateur.depart), *_values(indicateur).values()]
    numbers = [value for value in read if value is not None]
    steps = [after - before for before, after in pairwise(numbers)]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return indicateur.est_un_oui_ou_non or (numbers == read and bool(steps) and one_way)


def _without_value(told: Mapping[str, object]) -> list[str]:
    return [name for name, value in told.items() if not value]


@controle()
def progress(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each target does no worse than the start, the last one better, in one unit, and none falls back.

    One target is told once; a text without a number is left to ``measured``.
    """
    for _, indicateur in _indicators(projet):
        if indicateur.sens in SENS:
            values = _values(indicateur)
            odd = _without_unit(indicateur, values)
            yield from (odd,) if odd else _progress(indicateur, values)


def _values(indicateur: Indicateur) -> dict[int, Decimal]:
    """Year → the number of its target, where it has one."""
    read = {
        year: premier_nombre(placed.value) for year, placed in sorted(indicateur.cibles.items())
    }
    return {year: value for year, value in read.items() if value is not None}


def _progress(indicateur: Indicateur, values: Mapping[int, Decimal]) -> Iterator[Finding]:
    sign = SENS[indicateur.sens]
    worse = dict(_worse_than_start(indicateur, values, sign))
    yield from worse.values()
    for before, after in pairwise(year for year in values if year not in worse):
        if sign * (values[after] - values[before]) < 0:
            message = f"« {indicateur.nom} » : la cible de l'année {after} recule sur celle de l'année {before}."
            yield Finding("F027", message, indicateur.cibles[after].span)


def _worse_than_start(
    indicateur: Indicateur, values: Mapping[int, Decimal], sign: int
) -> Iterator[tuple[int, Finding]]:
    start = premier_nombre(indicateur.depart)
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
    told = [
        (f"vise « {p.value} » en année {year}, puis", p)
        for year, p in _targets(indicateur)
        if values.get(year)
    ]
    if premier_nombre(indicateur.depart):
        told.insert(
            0,
            (
                f"part de « {indicateur.depart} » et vise",
                Placed(indicateur.depart, indicateur.span),
            ),
        )
    for _said, placed in told[1:]:
        if est_une_part(placed.value) != est_une_part(told[0][1].value):
            message = f"« {indicateur.nom} » {told[0][0]} « {placed.value} » : l'un est en %, l'autre non."
            return Finding(
                "F051", message, placed.span, ("écrivez le départ et les cibles de même façon.",)
            )
    return None


def _targets(indicateur: Indicateur) -> list[tuple[int, Placed[str]]]:
    """In the order of the years."""
    return sorted(indicateur.cibles.items(), key=lambda pair: pair[0])


@controle()
def measured(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The start and the targets of a result are numbers: the variable part is computed from them."""
    for _, indicateur in _indicators(projet):
        if indicateur.type != RESULTAT or not indicateur.sens or indicateur.est_un_oui_ou_non:
            continue
        named = [("le départ", Placed(indicateur.depart, indicateur.span))]
        named += [(f"la cible de l'année {year}", placed) for year, placed in _targets(indicateur)]
        unclear = [
            (what, placed) for what, placed in named if _should_be_apremier_nombre(placed.value)
        ]
        for what, placed in unclear[:1]:
            yield _nopremier_nombre(f"« {indicateur.nom} » : {what}, « {placed.value} »", placed)


def _should_be_apremier_nombre(text: str) -> bool:
    """A blank is told by X001, and not a second time."""
    blank = "XX" in text.upper() or is_blank(text)
    return bool(text) and not blank and premier_nombre(text) is None


def _nopremier_nombre(what: str, placed: Placed[str]) -> Finding:
    message = f"{what}, n'est pas un nombre."
    hint = "écrivez un nombre et son unité, comme « 11,2 % » ; à défaut, laissez XX pour ne pas l'oublier."
    if any(map(str.isdecimal, placed.value)):
        message = f"{what}, ne commence pas par un nombre sûr."
        hint = "commencez par un seul nombre : « 12 % (environ) », « 1 200 » ou « 1,2 » ; pas « 1.200 »."
    return Finding("F052", message, placed.span, (hint,))


@controle()
def names_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two indicators of a fiche have two names: the second is often a copy left unchanged."""
    for fiche in projet.fiches:
        for indicateur, first in doublons(fiche.indicateurs, lambda one: fold(one.nom)):
            message = (
                f"deux indicateurs s'appellent « {indicateur.nom} » (lignes {first.span.line} et "
                f"{indicateur.span.line})."
            )
            yield Finding(
                "F056", message, indicateur.span, ("renommez-en un, ou effacez-le.",), (first.span,)
            )


@controle()
def variable_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Per mission: the paid indicators weigh 100 % together, and there is one where variable money is counted."""
    for placed in projet.identite.missions if not projet.fiches_illisibles else ():
        fiches = projet.fiches_de(placed.value)
        if not fiches or not _all_settled(placed.value, fiches, projet):
            continue
        paid = [indicateur for fiche in fiches for indicateur in _paid(fiche)]
        if paid and not _weigh_all(paid):
            yield _weights(placed.value, fiches, paid)
        if not paid and _counts_variable(projet, placed.value):
            message = (
                f"la mission « {PAR_CLE[placed.value].titre} » compte sur le volet variable, mais aucun de ses "
                "indicateurs n'en est la base."
            )
            hint = "ajoutez « - base du volet variable : oui » et un poids à un indicateur de résultat."
            yield Finding("F024", message, placed.span, (hint,))


def _paid(fiche: Fiche) -> list[Indicateur]:
    return [indicateur for indicateur in fiche.indicateurs if indicateur.base_variable]


def _weigh_all(paid: Sequence[Indicateur]) -> bool:
    """Whether their weights make 100 %; a blank weight is told by itself, and may."""
    if any(is_blank(indicateur.poids) for indicateur in paid):
        return True
    weights = [premier_nombre(indicateur.poids) for indicateur in paid]
    return None not in weights and sum(filter(None, weights)) == 100


def _weights(mission: str, fiches: Sequence[Fiche], paid: Sequence[Indicateur]) -> Finding:
    """Which fiche brings what, when there are several: the one written last cannot settle it alone."""
    parts = {
        fiche.cle: " + ".join(one.poids or "?" for one in _paid(fiche))
        for fiche in fiches
        if _paid(fiche)
    }
    listed = (
        " ; ".join(f"{cle} : {part}" for cle, part in parts.items())
        if len(parts) > 1
        else "".join(parts.values())
    )
    hint = "donnez à chacun un poids, pour un total de 100 %."
    if len(parts) > 1:
        first, *_, last = parts
        hint = (
            f"partagez 100 % entre ces fiches avec le pilote de {first}, ou écrivez dans {last} "
            "« - base du volet variable : non »."
        )
    message = f"les poids des indicateurs du volet variable de la mission « {mission} » font {listed}, et non 100 %."
    return Finding("F028", message, paid[-1].span, (hint,), tuple(one.span for one in paid[:-1]))


@controle()
def results_from_year_two(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        told = all(one.type and (one.cibles or one.sans_cible) for one in fiche.indicateurs)
        if not fiche.indicateurs or not told or projet.doutes.rubrique(fiche, "indicateurs"):
            continue
        if not any(
            one.type == RESULTAT and max(one.cibles, default=0) >= 2 for one in fiche.indicateurs
        ):
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


def _settled(fiche: Fiche, projet: Projet) -> bool:
    """Whether the fiche was read whole, under a code of its own and of its mission: else, which mission is not sure."""
    if fiche.code is None or projet.doutes.rubrique(fiche, "indicateurs"):
        return False
    alone = sum(other.code == fiche.code for other in projet.fiches) == 1
    return alone and _of_code(fiche) == fiche.cle_mission


def _all_settled(mission: str, fiches: Sequence[Fiche], projet: Projet) -> bool:
    by_code = [fiche for fiche in projet.fiches if _of_code(fiche) == mission]
    return all(_settled(fiche, projet) for fiche in (*fiches, *by_code))


def _of_code(fiche: Fiche) -> str:
    """The mission that its code names, which its header may not."""
    return PAR_RANG[int(fiche.code.value[1])].cle if fiche.code else ""


def _counts_variable(projet: Projet, mission: str) -> bool:
    bloc = projet.budget.bloc(mission)
    return bloc is not None and any(line.chiffree for line in bloc.d_origine(VARIABLE))
