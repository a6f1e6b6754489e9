"""The versions of the budget: which one is in force, and what changed from one to the next, in euros."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.assemble.budget.montants import NONE, tableau, with_total
from pipeline.assemble.budget.realise import signed
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import FEUILLES, NATURES, Annees
from pipeline.model.comptes import Comptes, SommesVersion
from pipeline.model.droits import ZERO
from pipeline.model.langue.francais import euros, majuscule
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table
from pipeline.model.valeur import dataclass
from pipeline.model.version_budget import VersionBudget, en_vigueur

ABREAST = 4
"""Columns of versions that fit on a page: the first, and the last ones."""

PRESENT = "Ce document"

Colonne = tuple[str, SommesVersion]
Sommes = Callable[[SommesVersion], Mapping[str, Annees]]
Ligne = tuple[str, Sequence[Decimal]]
"""Its name with the contract year, and its amount in each version."""


def versions_du_budget(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """Nothing while no version is kept."""
    versions = projet.versions_budget
    if not versions:
        return ()
    voted = en_vigueur(versions)
    sums = dict(zip((one.nom for one in versions), comptes.versions, strict=True))
    present = _present(projet, comptes)
    same = bool(voted and _alike(sums.get(voted.nom), present))
    columns = [(name, found) for name, found in sums.items() if found is not None]
    if not same:
        columns.append((PRESENT, present))
    return (
        titre(1, "Les versions du budget"),
        alinea(_in_force(voted, same)),
        _list(versions, sums),
        *_differences(_kept(columns), projet),
    )


def _present(projet: Projet, comptes: Comptes) -> SommesVersion:
    return SommesVersion(
        projet.budget.annees, comptes.blocs, comptes.total, comptes.par_nature, comptes.couts_fiches
    )


def _alike(one: SommesVersion | None, other: SommesVersion) -> bool:
    if one is None:
        return False
    return all(_amounts(part.sommes(one)) == _amounts(part.sommes(other)) for part in PARTS)


def _amounts(sums: Mapping[str, Annees]) -> Mapping[tuple[str, int], Decimal]:
    return {
        (cle, year): amount
        for cle, amounts in sums.items()
        for year, amount in enumerate(amounts, 1)
        if amount
    }


@dataclass(frozen=True, slots=True)
class _Partie:
    """A way to look at the budget: the title of its table, of its first column, and the sums that it takes."""

    titre: str
    colonne: str
    sommes: Sommes


PARTS: Sequence[_Partie] = (
    _Partie(
        "Dépenses de chaque bloc", "Bloc", lambda one: {k: b.depenses for k, b in one.blocs.items()}
    ),
    _Partie(
        "Ressources de chaque bloc",
        "Bloc",
        lambda one: {k: b.ressources for k, b in one.blocs.items()},
    ),
    _Partie("Dépenses de chaque nature", "Nature", lambda one: one.par_nature),
    _Partie("Dépenses de chaque fiche action", "Fiche action", lambda one: one.par_fiche),
)


def _in_force(voted: VersionBudget | None, same: bool) -> str:
    if voted is None or voted.date is None:
        return "Aucune version n'est encore votée."
    by = f" ({voted.instance})" if voted.instance else ""
    start = f"La version en vigueur est « {voted.nom} », votée le {voted.date.value}{by}."
    if same:
        return f"{start} C'est celle que présente ce document."
    return f"{start} Ce document présente un budget qui en diffère et n'est pas voté."


def _list(versions: Iterable[VersionBudget], sums: Mapping[str, SommesVersion | None]) -> Block:
    rows = []
    for one in versions:
        found = sums.get(one.nom)
        rows.append(
            [
                majuscule(one.nom),
                str(one.date.value) if one.date else "proposée",
                one.instance or NONE,
                one.objet,
                euros(sum(found.total.depenses, ZERO)) if found else "illisible",
            ]
        )
    header = ["Version", "Votée le", "Par", "Objet", "Dépenses"]
    return tableau(header, rows, ["left", "left", "left", "left", "right"])


def _kept(columns: Sequence[Colonne]) -> Sequence[Colonne]:
    return columns if len(columns) <= ABREAST else (columns[0], *columns[1 - ABREAST :])


def _differences(columns: Sequence[Colonne], projet: Projet) -> Iterable[Block]:
    """One table for each way to look at the budget, its lines that never changed left out."""
    if len(columns) < 2:
        return
    names = _names(projet)
    rows = {part: _changed(_side_by_side(part, columns), names) for part in PARTS}
    if not any(rows.values()):
        yield alinea("Toutes ces versions ont les mêmes sommes.")
        return
    yield alinea("Seules les sommes qui ont changé, de la première à la dernière.")
    versions = [majuscule(name) for name, _sums in columns]
    for part, lines in rows.items():
        if lines:
            yield etiquette(f"{part.titre}, version par version")
            yield _table(part, versions, lines)


def _names(projet: Projet) -> Mapping[str, str]:
    """What is printed of a block, a nature or a fiche."""
    fiches = {
        fiche.cle: f"{fiche.cle} {fiche.titre.value}" for fiche in projet.fiches if fiche.titre
    }
    return {**FEUILLES, **{nature: majuscule(nature) for nature in NATURES}, **fiches}


def _side_by_side(part: _Partie, columns: Sequence[Colonne]) -> Sequence[Mapping[str, Annees]]:
    return [part.sommes(sums) for _name, sums in columns]


def _table(part: _Partie, versions: Sequence[str], lines: Sequence[Ligne]) -> Table:
    rows = [
        [name, *map(euros, amounts), signed(amounts[-1] - amounts[0])] for name, amounts in lines
    ]
    return with_total([part.colonne, *versions, "Écart"], rows, 1, total_row=False)


def _changed(sides: Sequence[Mapping[str, Annees]], names: Mapping[str, str]) -> Sequence[Ligne]:
    """The lines that are not the same in all."""
    found: list[Ligne] = []
    years = max((len(amounts) for side in sides for amounts in side.values()), default=0)
    for cle in dict.fromkeys(cle for side in sides for cle in side):
        for year in range(1, years + 1):
            amounts = [_of_year(side.get(cle, ()), year) for side in sides]
            if len(set(amounts)) > 1:
                found.append((f"{names.get(cle, cle)}, année\u00a0{year}", amounts))
    return found


def _of_year(amounts: Annees, year: int) -> Decimal:
    return amounts[year - 1] if year <= len(amounts) else ZERO
