"""Rules on the versions of the budget: each is kept, and the workbook in use is the one that was voted last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.budget import FEUILLES, NATURES, Annees
from pipeline.model.comptes import Comptes, SommesVersion, TotalBloc
from pipeline.model.droits import ZERO
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Piece, Projet
from pipeline.model.version_budget import DOSSIER, VersionBudget, en_vigueur

MOST_TOLD = 3


@controle()
def versions_are_kept(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each version has a name of its own and a workbook that is read whole; one that was voted says by whom."""
    for second, _first in doublons(projet.versions_budget, lambda one: fold(one.nom)):
        message = f"deux versions du budget s'appellent « {second.nom} »."
        yield Finding("B095", message, second.span, ("donnez-leur des noms différents.",))
    for one in projet.versions_budget:
        if one.date is not None and not one.instance:
            message = f"la version « {one.nom} » est votée, et rien ne dit par qui."
            hint = "remplissez « instance » : conseil d'administration, assemblée générale…"
            yield Finding("B095", message, one.span, (hint,))
        if one.budget is None and one.classeur.span != one.span:
            yield _not_read(one, projet)


def _not_read(one: VersionBudget, projet: Projet) -> Finding:
    path = one.classeur.value
    if path not in projet.classeurs_de_versions:
        known = [name.removeprefix(DOSSIER) for name in projet.classeurs_de_versions]
        message = f"le classeur de la version « {one.nom} », {path}, n'existe pas."
        hints = did_you_mean(path.removeprefix(DOSSIER), known)
        return Finding("B095", message, one.classeur.span, hints)
    message = f"le classeur de la version « {one.nom} », {path}, ne peut pas être lu sans erreur."
    hint = (
        f"pour voir ses erreurs, écrivez un moment « classeur: {path} » dans content/projet.yaml, "
        "puis « make check »."
    )
    return Finding("B095", message, one.classeur.span, (hint,))


@controle(Piece.BUDGET)
def the_budget_in_use_was_voted(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What the documents print is the version in force; else an amendment waits to be voted."""
    voted = en_vigueur(projet.versions_budget)
    if voted is None or voted.budget is None or not projet.budget.blocs_complets:
        return
    sums = comptes.versions[projet.versions_budget.index(voted)]
    gaps = list(_gaps(sums, comptes)) if sums else []
    if gaps:
        more = f" ; et {len(gaps) - MOST_TOLD} autres écarts" if len(gaps) > MOST_TOLD else ""
        day = voted.date.value if voted.date else ""
        message = (
            f"ce classeur n'est plus la version « {voted.nom} », votée le {day} : "
            f"{' ; '.join(gaps[:MOST_TOLD])}{more}."
        )
        hint = "faites voter la modification et ajoutez-la à budgets/versions.csv, ou revenez au budget voté."
        yield Finding("B096", message, projet.budget.span, (hint,), (voted.span,))


def _gaps(voted: SommesVersion, comptes: Comptes) -> Iterator[str]:
    """Block after block; by nature where every block keeps its sums."""
    nothing = TotalBloc("", (), (), (), ())
    told = False
    for cle, title in FEUILLES.items():
        old, new = voted.blocs.get(cle, nothing), comptes.blocs.get(cle, nothing)
        for side in ("dépenses", "ressources"):
            name = side.replace("é", "e")
            for gap in _by_year(getattr(old, name), getattr(new, name)):
                told = True
                yield f"{title}, {side}, {gap}"
    for nature in NATURES if not told else ():
        for gap in _by_year(voted.par_nature.get(nature, ()), comptes.par_nature.get(nature, ())):
            yield f"{nature}, {gap}"


def _by_year(before: Annees, after: Annees) -> Iterator[str]:
    for year, (one, two) in enumerate(zip_longest(before, after, fillvalue=ZERO), 1):
        if one != two:
            yield f"année {year} : {euros(one)} → {euros(two)}"
