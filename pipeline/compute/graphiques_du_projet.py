"""Charts ready-made: the money, the cash, the professions, the needs and the indicators, as the project knows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.model.budget import FEUILLES
from pipeline.model.citation import titre_et_mot
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import Scenario
from pipeline.model.defaut import Defaut
from pipeline.model.donnees import Case
from pipeline.model.droits import Tresorerie
from pipeline.model.echeance import MOIS
from pipeline.model.fait import APPEL
from pipeline.model.fiche import Indicateur
from pipeline.model.graphique import (
    PROFESSIONS,
    SOIGNANTS,
    Forme,
    Graphique,
    Serie,
    colonnes_de_soignants,
)
from pipeline.model.langue.francais import nombre
from pipeline.model.langue.mesure import est_une_part, premier_nombre
from pipeline.model.mission import MISSIONS, PAR_CLE
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable

ZERO = Decimal(0)
EUROS = "€"
SANS_VIREMENTS = "Ce qu'un bloc vire à un autre n'y est pas compté."
COURTS = (
    "janv.",
    "févr.",
    "mars",
    "avril",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
"""Months as they are usually cut (Lexique des règles typographiques en usage à l'Imprimerie nationale)."""


def ready_made(node: Variable, projet: Projet, comptes: Comptes) -> Graphique | None:
    """The chart of a name; None while what it shows is not known, which its fact says."""
    if comptes.faits[node.name].vide:
        return None
    made = MADE[node.name](node, projet, comptes) if node.name in MADE else _of_fiche(node, projet)
    options = dict(node.options)
    source = options.get("source") or made.source
    return replace(made, titre=titre_et_mot(node)[0], source=source)


# --- money --------------------------------------------------------------------------------------------------------


def _budget(_node: Variable, _projet: Projet, comptes: Comptes) -> Graphique:
    """What each block receives from outside, and what it spends, over the years of the budget.

    A sum that goes from one block to another would be counted in both: bars then add up to more than the budget.
    """
    passed = any(any(total.verse) for total in comptes.blocs.values())
    blocs = [total for total in comptes.blocs.values() if any((*total.moyens, *total.emplois))]
    return Graphique(
        Forme.HORIZONTALES,
        tuple(FEUILLES[total.bloc] for total in blocs),
        (
            Serie("Ressources", tuple(sum(total.ressources, ZERO) for total in blocs)),
            Serie("Dépenses", tuple(sum(total.depenses, ZERO) for total in blocs)),
        ),
        unite=EUROS,
        remarques=(SANS_VIREMENTS,) if passed else (),
        missions=tuple(PAR_CLE[one.bloc].rang if one.bloc in PAR_CLE else 0 for one in blocs),
    )


def _natures(_node: Variable, _projet: Projet, comptes: Comptes) -> Graphique:
    """From the heaviest to the lightest, over the years of the budget."""
    sums = {nature: sum(amounts, ZERO) for nature, amounts in comptes.par_nature.items()}
    ordered = sorted(sums, key=lambda nature: -sums[nature])
    return Graphique(
        Forme.HORIZONTALES,
        tuple(nature[:1].upper() + nature[1:] for nature in ordered),
        (Serie("Dépenses", tuple(sums[nature] for nature in ordered)),),
        unite=EUROS,
    )


def _droits(_node: Variable, _projet: Projet, comptes: Comptes) -> Graphique:
    """Year by year, what is sure, then what each scenario brings over the one before it.

    A scenario of another size has rights of its own, which stand on no other's.
    """
    contrat = comptes.contrat
    years = range(1, contrat.duree + 1)
    of_this_size = [one for one in contrat.scenarios if contrat.effet(one).droits is None]
    rights = {
        scenario.nom: tuple(contrat.droits_de(year, scenario) for year in years)
        for scenario in sorted(of_this_size, key=_worth(comptes))
    }
    fixed = tuple(
        sum((d.montant for d in contrat.droits if d.annee == year and not d.variable), ZERO)
        for year in years
    )
    return Graphique(
        Forme.BARRES,
        tuple(f"Année {year}" for year in years),
        (Serie("Parts fixes", fixed), *_steps(fixed, rights)),
        unite=EUROS,
        empile=True,
    )


def _worth(comptes: Comptes) -> Callable[[Scenario], Decimal]:
    years = range(1, comptes.contrat.duree + 1)
    return lambda scenario: sum((comptes.contrat.droits_de(y, scenario) for y in years), ZERO)


def _steps(fixed: Sequence[Decimal], rights: Mapping[str, Sequence[Decimal]]) -> list[Serie]:
    """What each scenario adds to the one under it; one that adds nothing is not drawn."""
    levels = [("", fixed), *rights.items()]
    found: list[Serie] = []
    for (_below, before), (name, after) in pairwise(levels):
        added = tuple(high - low for low, high in zip(before, after, strict=True))
        if any(added):
            found.append(Serie(f"de plus avec {name}" if found else name.capitalize(), added))
    return found


def _tresorerie(_node: Variable, _projet: Projet, comptes: Comptes) -> Graphique:
    """A curve per scenario; the lowest month of the poorest is told."""
    plans = comptes.contrat.tresoreries
    worst = min(plans, key=lambda one: one.plus_bas.solde)
    return Graphique(
        Forme.COURBES,
        tuple(f"{COURTS[mois.mois - 1]} {mois.annee}" for mois in plans[0].mois),
        tuple(_curve(plan, plan is worst) for plan in plans),
        unite=EUROS,
        remarques=(_lowest(worst),),
    )


def _curve(plan: Tresorerie, told: bool) -> Serie:
    name = plan.scenario.nom
    lowest = plan.mois.index(plan.plus_bas)
    values = tuple(mois.solde for mois in plan.mois)
    return Serie(name[:1].upper() + name[1:], values, reperes=(lowest,) if told else ())


def _lowest(plan: Tresorerie) -> str:
    month = plan.plus_bas
    amount = nombre(round(month.solde))
    return f"Au plus bas : {amount} € à la fin de {MOIS[month.mois - 1]} {month.annee} ({plan.scenario.nom})."


# --- people and needs ---------------------------------------------------------------------------------------------


def _professions(node: Variable, projet: Projet, _comptes: Comptes) -> Graphique:
    """Each profession in two parts, its share of those of 60 and over beside its name."""
    donnees = projet.donnees[SOIGNANTS]
    labels, count, senior = colonnes_de_soignants(donnees) or (0, 0, 0)
    lines = [row for row in donnees.lignes if _is_whole(row[count], row[senior])]
    older = tuple(row[senior].valeur for row in lines)
    younger = tuple((row[count].valeur or ZERO) - (row[senior].valeur or ZERO) for row in lines)
    return Graphique(
        Forme.HORIZONTALES,
        tuple(_with_share(row[labels], row[count], row[senior]) for row in lines),
        (Serie("Moins de 60 ans", younger), Serie("60 ans et plus", older)),
        axe=donnees.colonnes[labels].value,
        unite="soignants",
        empile=True,
        defauts=tuple(
            _too_old(row[count], row[senior]) for row in lines if _is_odd(row, count, senior)
        ),
    )


def _is_whole(count: Case, senior: Case) -> bool:
    return bool(count.valeur) and senior.valeur is not None


def _is_odd(row: Sequence[Case], count: int, senior: int) -> bool:
    return (row[senior].valeur or ZERO) > (row[count].valeur or ZERO)


def _too_old(count: Case, senior: Case) -> Defaut:
    message = (
        f"{senior.texte} soignants de 60 ans et plus sur {count.texte} : la part dépasse le tout."
    )
    return Defaut(message, senior.span, ("corrigez l'un des deux nombres.",), bloque=True)


def _with_share(label: Case, count: Case, senior: Case) -> str:
    share = round(100 * (senior.valeur or ZERO) / (count.valeur or Decimal(1)))
    return f"{label.texte} ({share}\u00a0%)"


def _besoins(_node: Variable, projet: Projet, _comptes: Comptes) -> Graphique:
    """How many actions answer each need, mission by mission."""
    needs = projet.besoins
    kept = [mission for mission in MISSIONS if mission.cle in projet.identite.retenues]
    series = (
        Serie(
            mission.feuille,
            tuple(
                Decimal(sum(f.cle_mission == mission.cle for f in projet.reponses(need.code)))
                for need in needs
            ),
            mission=mission.rang,
        )
        for mission in kept
    )
    return Graphique(
        Forme.HORIZONTALES,
        tuple(f"{need.code} {need.theme or need.besoin}" for need in needs),
        tuple(serie for serie in series if any(serie.valeurs)),
        axe="Besoin",
        unite="fiches action",
        empile=True,
    )


# --- indicators ---------------------------------------------------------------------------------------------------


def _of_fiche(node: Variable, projet: Projet) -> Graphique:
    """An indicator of a fiche: where it starts, then what it aims at, year after year."""
    call = APPEL.fullmatch(node.name)
    assert call is not None
    rank = int(call[3].removeprefix("indicateur_"))
    fiche = next(one for one in projet.fiches if one.cle == call[2])
    indicateur = fiche.indicateurs[rank - 1]
    start = premier_nombre(indicateur.depart)
    aims = [
        (year, premier_nombre(placed.value)) for year, placed in sorted(indicateur.cibles.items())
    ]
    labels = ["Départ", *(f"Année {year}" for year, _value in aims)]
    here: list[Decimal | None] = [start, *(None for _ in aims)]
    there: list[Decimal | None] = [None, *(value for _year, value in aims)]
    return Graphique(
        Forme.BARRES,
        tuple(labels),
        (Serie("Mesuré", tuple(here)), Serie("Visé", tuple(there))),
        unite="%" if est_une_part(indicateur.depart) or _aims_at_shares(indicateur) else "",
        empile=True,
        source=indicateur.source,
        missions=(PAR_CLE[fiche.cle_mission].rang,) * len(labels) if fiche.cle_mission else None,
    )


def _aims_at_shares(indicateur: Indicateur) -> bool:
    return any(est_une_part(placed.value) for placed in indicateur.cibles.values())


MADE: Mapping[str, Callable[[Variable, Projet, Comptes], Graphique]] = {
    "graphique.budget": _budget,
    "graphique.natures": _natures,
    "graphique.droits": _droits,
    "graphique.tresorerie": _tresorerie,
    PROFESSIONS: _professions,
    "graphique.besoins": _besoins,
}
