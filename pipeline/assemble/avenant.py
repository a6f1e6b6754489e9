"""An avenant: what the signed version and today's say, fiche by fiche, for the budget and for the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain, zip_longest

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.montants import ZERO
from pipeline.assemble.budget.montants import tableau as tableau_d_euros
from pipeline.assemble.changements.mots import montants, mot
from pipeline.assemble.changements.phrases import en_mots
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import alinea, tableau
from pipeline.model.avenant import Avenant
from pipeline.model.budget import FEUILLES
from pipeline.model.changement import Change, Partie
from pipeline.model.comptes import Comptes, TotalBloc
from pipeline.model.document import Contenu
from pipeline.model.fait import Fait, Faits
from pipeline.model.langue.francais import euros, majuscule
from pipeline.model.livrable import TEXTES
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table

DATES = ("date de fiche", "étape", "date de mission")
FICHES = (
    "fiche",
    "indicateur",
    "liste",
    "sous-action",
    "rubriques",
    "code",
    "champ",
    "cible",
    "nom d",
)
"""How begin the kinds of change that are a fiche's own: what was measured or met about since is not signed again."""

LINES = (
    "années du budget",
    "ligne",
    "bloc de ligne",
    "champ de ligne",
    "montants de ligne",
    "virement",
)
"""What of the budget is agreed: neither the register, nor what was spent, nor how a line is worked out."""

ARROW, NONE = " → ", "—"
SANS_EFFET = "Les dépenses de chaque bloc et de chaque année restent les mêmes."
RIEN = {
    "fiches": "Les fiches action ne changent pas.",
    "budget": "Le budget ne change pas.",
    "calendrier": "Le calendrier ne change pas.",
}


def avenant(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The texts of the document, where what changed stands at its facts."""
    own = replace(comptes, faits=Faits({**comptes.faits, **_faits(comptes)}))
    parts: list[Contenu] = []
    for chapter in projet.chapitres[TEXTES]:
        parts += chapitre(chapter, own, constats, 1)
    return (*parts, *illisibles(projet, TEXTES, constats, 1))


def _faits(comptes: Comptes) -> Mapping[str, Fait]:
    signed = comptes.avenant
    if signed is None:
        return {}
    changes = {
        "fiches": _of_fiches(signed),
        "calendrier": _of_calendar(signed),
    }
    told: dict[str, tuple[Block, ...]] = {
        name: (_table(found, signed.version),) if found else (alinea(RIEN[name]),)
        for name, found in changes.items()
    }
    told["budget"] = _budget(signed, comptes.blocs)
    known = comptes.faits
    return {
        f"avenant.{name}": replace(known[f"avenant.{name}"], valeur=blocks)
        for name, blocks in told.items()
    }


def _of_fiches(signed: Avenant) -> list[Change]:
    found = chain(signed.directs.get(Partie.FICHES, ()), signed.directs.get(Partie.INDICATEURS, ()))
    return [one for one in found if one.sujet not in DATES and one.sujet.startswith(FICHES)]


def _of_calendar(signed: Avenant) -> list[Change]:
    """The dates of the contract, of the missions and of the fiches."""
    of_fiches = (one for one in signed.directs.get(Partie.FICHES, ()) if one.sujet in DATES)
    return [*signed.directs.get(Partie.CONTRAT, ()), *of_fiches]


def _table(changes: Iterable[Change], version: str) -> Table:
    header = ("Ce qui change", f"Version signée ({version})", "Désormais")
    rows = [row for change in changes for row in _rows(change)]
    return tableau(header, rows, ("left",) * 3)


def _rows(change: Change) -> Iterator[tuple[str, str, str]]:
    """A change; then the sentences that left and came, when a text was written anew."""
    what, _, said = en_mots(change).partition(" : ")
    what = majuscule(what)
    if change.sujet == "montants de ligne":
        yield (what, _amounts(change.avant), _amounts(change.apres))
    elif change.sujet == "liste de fiche":
        yield (what, mot(change.avant), mot(change.apres))
    elif change.phrases:
        for old, new in change.phrases:
            yield (what, old or NONE, new or "(retiré)")
    elif ARROW in said:
        old, new = said.split(ARROW, 1)
        yield (what, old, new)
    elif change.apres is None:
        yield (what, said or NONE, "(retiré)")
    else:
        yield (what, NONE, said)


def _amounts(value: object) -> str:
    return montants(value) if isinstance(value, tuple) else NONE


def _budget(signed: Avenant, after: Mapping[str, TotalBloc]) -> tuple[Block, ...]:
    """The lines that changed, then what each block and year comes to."""
    lines = [one for one in signed.directs.get(Partie.BUDGET, ()) if one.sujet in LINES]
    sums = _sums(signed.blocs, after)
    if not lines and not sums:
        return (alinea(RIEN["budget"]),)
    told = (_table(lines, signed.version),) if lines else ()
    return (*told, *(sums or (alinea(SANS_EFFET),)))


def _sums(before: Mapping[str, TotalBloc], after: Mapping[str, TotalBloc]) -> tuple[Block, ...]:
    """A line for each block and year whose expenses are no longer the same, then the whole."""
    lines = [line for cle in FEUILLES for line in _of_bloc(cle, before.get(cle), after.get(cle))]
    if not lines:
        return ()
    whole = [
        sum((total for bloc in side.values() for total in bloc.emplois), ZERO)
        for side in (before, after)
    ]
    rows = [(name, year, *map(euros, (old, new, new - old))) for name, year, old, new in lines]
    rows.append(("Total du budget", "", *map(euros, (*whole, whole[1] - whole[0]))))
    header = ("Bloc", "Année", "Version signée", "Désormais", "Écart")
    aligns = ("left", "left", "right", "right", "right")
    return (tableau_d_euros(header, rows, aligns, total_row=True),)


def _of_bloc(
    cle: str, before: TotalBloc | None, after: TotalBloc | None
) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    sides = (before.emplois if before else (), after.emplois if after else ())
    for rank, (old, new) in enumerate(zip_longest(*sides, fillvalue=ZERO), 1):
        if old != new:
            yield FEUILLES[cle], f"année {rank}", old, new
