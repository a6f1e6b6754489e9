"""The budget: a summary for part 3, and the full tables of the annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, etiquette, tableau, titre
from pipeline.model.bareme import VOLETS, Bareme
from pipeline.model.budget import FEUILLES, Annees, Bloc, Budget, Virement
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.francais import euros
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, BulletList, Paragraph, Strong, Table, Text, plain

ABSENT = "Le budget n'a pas pu être lu."
RIGHT = "right"


def synthese(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """One line per block, expenses and resources of each contract year, and the expenses by kind."""
    budget = projet.budget
    if budget is None or comptes.total is None:
        return (alinea(ABSENT),)
    intro = "Montants en euros par année de contrat. Dans chaque bloc, les dépenses sont égales aux ressources."
    return (alinea(intro), _by_block(budget, comptes), etiquette("Dépenses par nature"), _by_nature(budget, comptes))


def budget_detaille(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The barème applied, each block line by line, the global budget, the cost of each fiche and each kind."""
    classeur = projet.identite.classeur if projet.identite else None
    budget = projet.budget
    if budget is None or comptes.total is None:
        notices = constats.of_file(classeur.value) if classeur else ()
        return (titre(1, "Budget"), alinea(ABSENT), *notices)
    parts: list[Contenu] = []
    if classeur is not None:
        parts += constats.outside_sheets(classeur.value, [FEUILLES[bloc.cle] for bloc in budget.blocs])
    parts += _bareme(projet)
    for bloc in budget.blocs:
        parts += _bloc(bloc, budget, comptes)
        parts += constats.of_sheet(budget.span.path, FEUILLES[bloc.cle])
    parts += (titre(1, "Budget global"), _by_block(budget, comptes))
    if comptes.couts_fiches:
        parts += (titre(1, "Coût de chaque fiche action"), _by_fiche(projet, budget, comptes))
    return (*parts, titre(1, "Dépenses par nature"), _by_nature(budget, comptes))


def table_blocs(projet: Projet, comptes: Comptes) -> Table | None:
    """Expenses and resources of each block, per contract year."""
    return _by_block(projet.budget, comptes) if projet.budget and comptes.total else None


def table_natures(projet: Projet, comptes: Comptes) -> Table | None:
    return _by_nature(projet.budget, comptes) if projet.budget and comptes.total else None


def table_fiches(projet: Projet, comptes: Comptes) -> Table | None:
    return _by_fiche(projet, projet.budget, comptes) if projet.budget else None


def table_bareme(projet: Projet, comptes: Comptes) -> Table | None:
    bareme, identite = projet.bareme, projet.identite
    size = identite.taille.value if identite and identite.taille else 0
    if bareme is None or identite is None or size not in (1, 2, 3, 4):
        return None
    table = _bareme_table(bareme, size, {placed.value for placed in identite.missions})
    return replace(table, source=plain(f"Source : {bareme.source}"))


def table_bloc(mission: str, projet: Projet, comptes: Comptes) -> Table | None:
    """The lines of one block, expenses then resources, each with its total."""
    bloc = projet.budget.bloc(mission) if projet.budget else None
    if bloc is None or projet.budget is None:
        return None
    total = comptes.blocs[mission]
    rows = [[_capital(line.nature), line.libelle, *_amounts(line.montants)] for line in bloc.depenses]
    rows.append(["Total des dépenses", "", *_amounts(total.depenses)])
    rows += [[_capital(line.origine), line.libelle, *_amounts(line.montants)] for line in bloc.ressources]
    rows.append(["Total des ressources", "", *_amounts(total.ressources)])
    return _table(["Nature ou origine", "Libellé", *_years(projet.budget)], rows, 2)


def _years(budget: Budget) -> list[str]:
    return [f"Année {year}" for year in range(1, budget.annees + 1)]


def _amounts(amounts: Annees) -> list[str]:
    return [euros(amount) for amount in amounts]


def _by_block(budget: Budget, comptes: Comptes) -> Table:
    assert comptes.total is not None
    header = ["Bloc", *["Dépenses", "Ressources"] * budget.annees]

    def row(name: str, spent: Annees, got: Annees) -> list[str]:
        cells = [name]
        for one, other in zip(spent, got, strict=True):
            cells += [euros(one), euros(other)]
        return cells

    rows = [row(b.titre, comptes.blocs[b.cle].depenses, comptes.blocs[b.cle].ressources) for b in budget.blocs]
    rows.append(row("Total", comptes.total.depenses, comptes.total.ressources))
    table = tableau(header, rows, ["left", *[RIGHT] * (len(header) - 1)], total_row=True)
    return replace(table, groups=(("", 1), *((year, 2) for year in _years(budget))))


def _by_nature(budget: Budget, comptes: Comptes) -> Table:
    assert comptes.total is not None
    rows = [[_capital(nature), *_amounts(amounts)] for nature, amounts in comptes.par_nature.items()]
    rows.append(["Total", *_amounts(comptes.total.depenses)])
    return _table(["Nature", *_years(budget)], rows, 1)


def _by_fiche(projet: Projet, budget: Budget, comptes: Comptes) -> Table:
    titles = {fiche.cle: fiche.titre.value for fiche in projet.fiches if fiche.titre}
    rows = [[code, titles.get(code, ""), *_amounts(amounts)] for code, amounts in sorted(comptes.couts_fiches.items())]
    return tableau(["Fiche", "Action", *_years(budget)], rows, ["left", "left", *[RIGHT] * budget.annees])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> Table:
    """A table whose first ``texts`` columns are words, the others amounts, and whose last row is a total."""
    return tableau(header, rows, ["left"] * texts + [RIGHT] * (len(header) - texts), total_row=True)


def _bareme(projet: Projet) -> list[Contenu]:
    bareme = projet.bareme
    size = projet.identite.taille.value if projet.identite and projet.identite.taille else 0
    if bareme is None or size not in (1, 2, 3, 4):
        return []
    since = f", en vigueur depuis le {bareme.debut}" if bareme.debut else ""
    intro = f"{bareme.intitule}{since}. Montants annuels pour une CPTS de taille {size}. Source : {bareme.source}."
    return [
        titre(1, "Barème appliqué"),
        alinea(intro),
        _bareme_table(
            bareme, size, {placed.value for placed in projet.identite.missions} if projet.identite else set()
        ),
        *(alinea(remark) for remark in bareme.remarques),
    ]


def _bareme_table(bareme: Bareme, size: int, kept: set[str]) -> Table:
    rows = [["Fonctionnement", "", euros(bareme.fonctionnement[size - 1])]]
    for mission in bareme.missions:
        if mission.cle in kept:
            for name, amounts in {**mission.volets, **mission.hors_total}.items():
                part = VOLETS[name].removeprefix("ACI ").capitalize()
                rows.append([PAR_CLE[mission.cle].titre, part, euros(amounts[size - 1])])
    return tableau(["Mission", "Volet", "Montant par an"], rows, ["left", "left", RIGHT])


def _bloc(bloc: Bloc, budget: Budget, comptes: Comptes) -> list[Contenu]:
    total = comptes.blocs[bloc.cle]
    years = _years(budget)
    spent = [
        [_capital(line.nature), line.libelle, line.fiche.value if line.fiche else "", *_amounts(line.montants)]
        for line in bloc.depenses
    ]
    spent += [[_moved(v, "vers", v.vers), v.motif, "", *_only(v, budget)] for v in budget.virements if v.de == bloc.cle]
    spent.append(["Total", "", "", *_amounts(total.emplois)])
    got = [
        [_capital(line.origine), line.libelle, _funder(line.financeur, line.statut), *_amounts(line.montants)]
        for line in bloc.ressources
    ]
    got += [[_moved(v, "de", v.de), v.motif, "", *_only(v, budget)] for v in budget.virements if v.vers == bloc.cle]
    got.append(["Total", "", "", *_amounts(total.moyens)])
    return [
        titre(1, bloc.titre),
        etiquette("Dépenses"),
        _table(["Nature", "Libellé", "Fiche", *years], spent, 3),
        etiquette("Ressources"),
        _table(["Origine", "Libellé", "Financeur", *years], got, 3),
        *_remarks(bloc),
    ]


def _moved(virement: Virement, link: str, other: str) -> str:
    return f"Virement {link} {FEUILLES[other]}"


def _only(virement: Virement, budget: Budget) -> list[str]:
    """The amount of a virement in the column of its year."""
    return [euros(virement.montant) if year == virement.annee else "" for year in range(1, budget.annees + 1)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _funder(financeur: str, statut: str) -> str:
    return f"{financeur} ({statut})" if financeur and statut else financeur or statut


def _remarks(bloc: Bloc) -> list[Contenu]:
    """The treasurer's comments, each after the line it speaks of."""
    lines = [(line.libelle or line.nature, line.commentaire) for line in bloc.depenses if line.commentaire]
    lines += [(line.libelle or line.origine, line.commentaire) for line in bloc.ressources if line.commentaire]
    if not lines:
        return []
    items = tuple((Paragraph((Strong(plain(name)), Text(f" : {remark}"))),) for name, remark in lines)
    return [etiquette("Commentaires"), BulletList(items)]
