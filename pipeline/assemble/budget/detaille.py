"""The budget: a summary for part 3, and the full tables of the annex."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.essentiel import essentiel, funder, par_nature
from pipeline.assemble.budget.montants import (
    RIGHT,
    WHOLE_YEARS_ABREAST,
    YEARS_ABREAST,
    is_in_whole_euros,
    is_tight,
    printer,
    tableau,
    together,
    with_total,
    year_titles,
)
from pipeline.assemble.budget.realise import realise
from pipeline.assemble.budget.resultat import compte_de_resultat
from pipeline.assemble.budget.versions import versions_du_budget
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS, Bareme
from pipeline.model.budget import (
    ACCES_SOINS,
    FEUILLES,
    INDEMNITES,
    NATURES,
    ORIGINES,
    REMUNERATIONS,
    SOUS_MISSIONS,
    Annees,
    Bloc,
    Budget,
    Depense,
    Ressource,
    Virement,
    cents,
)
from pipeline.model.comptes import Comptes, TotalBloc, somme
from pipeline.model.document import Contenu
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import et, euros, majuscule
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import SOUS, Block, BulletList, Paragraph, Strong, Table, Text, plain
from pipeline.model.territoire import tranche

GUTTER = "\u00a0"
"""What stands in the column that keeps the expenses apart from the resources."""

NOT_KEPT = "pas encore tenu"
ABSENT = "Le budget n'a pas pu être lu."


def synthese(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """One line per block, expenses and resources of each contract year, and the expenses by kind."""
    budget = projet.budget
    if Piece.BUDGET in projet.trous:
        return (alinea(ABSENT),)
    equal = not any(any(total.ecarts) for total in comptes.blocs.values())
    moved = ", virements compris" if budget.virements else ""
    rule = f" Dans chaque bloc, les dépenses sont égales aux ressources{moved}." if equal else ""
    intro = f"Chaque colonne est une année de contrat.{rule}"
    return (
        etiquette("Dépenses et ressources de chaque bloc"),
        alinea(intro),
        _by_block(budget, comptes),
        etiquette("Dépenses par nature"),
        par_nature(budget, comptes),
    )


def budget_detaille(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The budget line by line, then its versions, and once some of it is told what was really spent and received."""
    planned = _planned(projet, comptes, constats, suivi=True)
    if Piece.BUDGET in projet.trous:
        return planned
    return (
        *planned,
        *versions_du_budget(projet, comptes),
        *_register(projet.budget, comptes),
        *realise(projet, comptes),
        *compte_de_resultat(projet, comptes),
    )


def budget_previsionnel(
    projet: Projet, comptes: Comptes, constats: Constats
) -> tuple[Contenu, ...]:
    """What matters first, the barème applied, the global budget and the cost of each fiche, each block line by line."""
    return _planned(projet, comptes, constats, suivi=False)


def _planned(
    projet: Projet, comptes: Comptes, constats: Constats, suivi: bool
) -> tuple[Contenu, ...]:
    classeur = projet.identite.classeur
    budget = projet.budget
    if Piece.BUDGET in projet.trous:
        notices = constats.of_file(classeur.value) if classeur else ()
        return (titre(1, "Budget"), alinea(ABSENT), *notices)
    parts: list[Contenu] = []
    if classeur is not None:
        parts += constats.outside_sheets(
            classeur.value, [FEUILLES[bloc.cle] for bloc in budget.blocs]
        )
    parts += essentiel(projet, comptes, suivi)
    parts += _bareme(projet, budget)
    parts += _whole(budget, comptes)
    if comptes.couts_fiches:
        parts += (titre(2, "Coût de chaque fiche action"), _by_fiche(projet, budget, comptes))
    parts += _virements(budget)
    for bloc in budget.blocs:
        parts += _bloc(bloc, budget, comptes)
        parts += constats.of_sheet(budget.span.path, FEUILLES[bloc.cle])
    return tuple(parts)


def table_blocs(projet: Projet, comptes: Comptes) -> Table | None:
    """Expenses and resources of each block, per contract year."""
    return None if Piece.BUDGET in projet.trous else _by_block(projet.budget, comptes)


def table_natures(projet: Projet, comptes: Comptes) -> Table | None:
    return None if Piece.BUDGET in projet.trous else par_nature(projet.budget, comptes)


def table_fiches(projet: Projet, comptes: Comptes) -> Table | None:
    return None if Piece.BUDGET in projet.trous else _by_fiche(projet, projet.budget, comptes)


def table_bareme(projet: Projet, comptes: Comptes) -> Table | None:
    if Piece.BAREME in projet.trous or not projet.taille:
        return None
    table = _bareme_table(projet.bareme, projet.taille, projet.identite.retenues)
    return replace(table, source=plain(f"Source : {projet.bareme.source}"))


def table_bloc(mission: str, projet: Projet, comptes: Comptes) -> Table | None:
    """The lines of one block, expenses then resources, each with its total."""
    bloc = projet.budget.bloc(mission)
    if bloc is None:
        return None
    total = comptes.blocs[mission]
    money = printer(projet.budget)
    rows = [
        [majuscule(line.nature), line.libelle, *map(money, line.montants)] for line in bloc.depenses
    ]
    rows.append(["Total des dépenses", "", *map(money, total.depenses)])
    rows += [
        [majuscule(line.origine), line.libelle, *map(money, line.montants)]
        for line in bloc.ressources
    ]
    rows.append(["Total des ressources", "", *map(money, total.ressources)])
    return with_total(["Nature ou origine", "Libellé", *year_titles(projet.budget)], rows, 2)


def _by_block(budget: Budget, comptes: Comptes) -> Table:
    """Both sides of each block, two contract years at most abreast; the expenses alone when there are more."""
    if budget.annees > YEARS_ABREAST:
        return _one_side(budget, comptes, "depenses")
    return _both_sides(budget, comptes, range(budget.annees))


def _both_sides(
    budget: Budget, comptes: Comptes, shown: Sequence[int], halves: bool = False
) -> Table:
    """Expenses beside resources, block by block, in these contract years (0 is the first)."""
    money = printer(budget)
    sides = ("Dépenses", "Ressources")
    header = ["Bloc", *(f"Année {year + 1} {SOUS} {side}" for year in shown for side in sides)]

    def row(name: str, spent: Annees, got: Annees) -> list[str]:
        cells = [name]
        for year in shown:
            cells += [money(spent[year]), money(got[year])]
        return cells

    rows = []
    for bloc in budget.blocs:
        sums = comptes.blocs[bloc.cle]
        rows.append(row(bloc.feuille, sums.depenses, sums.ressources))
        if halves and bloc.cle == ACCES_SOINS:
            rows += [row(*half) for half in _of_halves(budget)]
    rows.append(row("Total", comptes.total.depenses, comptes.total.ressources))
    return tableau(header, rows, ["left", *[RIGHT] * (len(header) - 1)], total_row=True)


def _one_side(budget: Budget, comptes: Comptes, side: str) -> Table:
    """The expenses or the resources of each block, the contract years side by side."""
    money = printer(budget)
    rows: list[list[str]] = [
        [bloc.feuille, *map(money, getattr(comptes.blocs[bloc.cle], side))] for bloc in budget.blocs
    ]
    rows.append(["Total", *map(money, getattr(comptes.total, side))])
    return with_total(
        ["Dépenses" if side == "depenses" else "Ressources", *year_titles(budget)],
        rows,
        1,
        serre=is_tight(budget),
    )


def _whole(budget: Budget, comptes: Comptes) -> list[Contenu]:
    """The global budget, complementary missions and crises included, the two halves of the access to care apart."""
    tables = [_both_sides(budget, comptes, years, halves=True) for years in _abreast(budget)]
    return [titre(1, "Budget global"), *tables, *_unbalanced(budget)]


def _abreast(budget: Budget) -> Iterator[range]:
    """The contract years (0 is the first), as many together as both sides of them fit on a page."""
    most = WHOLE_YEARS_ABREAST if is_in_whole_euros(budget) else YEARS_ABREAST
    for first in range(0, budget.annees, most):
        yield range(first, min(first + most, budget.annees))


def _unbalanced(budget: Budget) -> list[Contenu]:
    """Where to look for what makes up the difference between both sides of a block."""
    moved = {cle for virement in budget.virements for cle in (virement.de, virement.vers)}
    if not moved:
        return []
    names = et(bloc.feuille for bloc in budget.blocs if bloc.cle in moved)
    return [
        alinea(
            f"Les deux côtés de {names} diffèrent ici de leurs virements, donnés sous « {VIREMENTS} »."
        )
    ]


VIREMENTS = "Virements entre blocs"
HALVES = {"médecin traitant": "1A", "soins non programmés": "1B"}
"""The halves of the access to care, as part 3 of annexe 2 of the URPS guide numbers them."""


def _of_halves(budget: Budget) -> list[tuple[str, Annees, Annees]]:
    """What each half spends and is paid, when the lines say it: parts of the block above, and no sums more."""
    bloc = budget.bloc(ACCES_SOINS)
    if bloc is None or not any(line.sous_mission for line in bloc.lignes):
        return []
    names = {
        **{half: f"dont {HALVES[half]}, {half}" for half in SOUS_MISSIONS},
        "": "dont commun aux deux",
    }
    found = [
        (
            name,
            _sum(bloc.depenses, "sous_mission", half, budget),
            _sum(bloc.ressources, "sous_mission", half, budget),
        )
        for half, name in names.items()
    ]
    return [(name, spent, got) for name, spent, got in found if any((*spent, *got))]


def _by_fiche(projet: Projet, budget: Budget, comptes: Comptes) -> Table:
    """The expenses of each fiche and those that serve none, up to the whole of the budget."""
    titles = {fiche.cle: fiche.titre.value for fiche in projet.fiches if fiche.titre}
    money = printer(budget)
    costs = sorted(comptes.couts_fiches.items())
    rows = [[code, titles.get(code, ""), *map(money, amounts)] for code, amounts in costs]
    spent = [line for bloc in budget.blocs for line in bloc.depenses]
    none = somme(budget.annees, *(line.montants for line in spent if line.fiche is None))
    if any(none):
        rows.append(["", "Sans fiche : fonctionnement et dépenses communes", *map(money, none)])
    rows.append(["Total", "", *map(money, comptes.total.depenses)])
    return with_total(["Fiche", "Action", *year_titles(budget)], rows, 2, serre=is_tight(budget))


def _bareme(projet: Projet, budget: Budget) -> list[Contenu]:
    """The amounts of the ACI for this CPTS, and beside each what the budget counts on."""
    bareme, size = projet.bareme, projet.taille
    if Piece.BAREME in projet.trous or not size:
        return []
    intro = (
        f"{bareme.intitule}. {_since(bareme)} Montants annuels pour une CPTS de taille {size} ({tranche(size)}), "
        f"vérifiés le {_day(bareme.verifie_le)}. Source : {bareme.source}."
    )
    kept = projet.identite.retenues
    table = _bareme_table(bareme, size, kept, budget)
    remarks = [*_left_out(bareme, size, kept), *bareme.remarques]
    return [
        titre(1, "Barème appliqué"),
        alinea(intro),
        table,
        *(alinea(remark) for remark in remarks),
    ]


def _left_out(bareme: Bareme, size: int, kept: Collection[str]) -> list[str]:
    """The missions of the barème that the table leaves out, and what each is worth a year."""
    others = [
        f"{PAR_CLE[m.cle].titre} ({euros(m.total[size - 1])} par an)"
        for m in bareme.missions
        if m.cle not in kept
    ]
    if not others:
        return []
    return [f"Mission prévue par le barème et que la CPTS ne retient pas : {' ; '.join(others)}."]


def _since(bareme: Bareme) -> str:
    if bareme.debut:
        return f"En vigueur depuis le {_day(bareme.debut)}."
    return "La source n'en donne pas la date d'effet."


def _day(typed: str) -> str:
    """« 22 novembre 2026 », from the date as the data files write it."""
    return str(Echeance(date.fromisoformat(typed)))


def _bareme_table(
    bareme: Bareme, size: int, kept: Collection[str], budget: Budget | None = None
) -> Table:
    """``budget`` adds what it counts on, year by year."""
    lines = [(FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, bareme.fonctionnement)]
    for mission in bareme.missions:
        if mission.cle in kept:
            parts = {**mission.volets, **mission.hors_total}
            lines += [(mission.cle, VOLETS[name], amounts) for name, amounts in parts.items()]
    rows = [
        [
            FEUILLES[bloc],
            majuscule(origine.removeprefix("ACI ")) if bloc != FONCTIONNEMENT else "",
            euros(amounts[size - 1]),
            *(map(printer(budget), _counted(budget, bloc, origine)) if budget else ()),
        ]
        for bloc, origine, amounts in lines
    ]
    counted = [f"Compté {SOUS} {year}" for year in year_titles(budget)] if budget else []
    header = ["Mission", "Volet", "Montant par an", *counted]
    aligns = ["left", "left", *[RIGHT] * (len(header) - 2)]
    return tableau(header, rows, aligns, serre=budget is not None and is_tight(budget))


def _counted(budget: Budget, cle: str, origine: str) -> Annees:
    bloc = budget.bloc(cle)
    return _sum(bloc.ressources, "origine", origine, budget) if bloc else somme(budget.annees)


def _bloc(bloc: Bloc, budget: Budget, comptes: Comptes) -> list[Contenu]:
    """The two sides face to face, as the guide's model has them, then the lines of each and the comments."""
    total = comptes.blocs[bloc.cle]
    years = year_titles(budget)
    money = printer(budget)
    spent = [
        [
            together(majuscule(line.nature)),
            _explained(line),
            line.fiche.value if line.fiche else "",
            *map(money, line.montants),
        ]
        for line in bloc.depenses
    ]
    given = [virement for virement in budget.virements if virement.de == bloc.cle]
    received = [virement for virement in budget.virements if virement.vers == bloc.cle]
    spent += [
        [_moved("vers", one.vers), one.motif, "", *_only(amounts, budget)]
        for one, amounts in _by_way(given, budget)
    ]
    spent.append(["Total", "", "", *map(money, total.emplois)])
    got = [
        [
            majuscule(line.origine),
            line.libelle,
            funder(line.financeur, line.statut),
            *map(money, line.montants),
        ]
        for line in bloc.ressources
    ]
    got += [
        [_moved("de", one.de), one.motif, "", *_only(amounts, budget)]
        for one, amounts in _by_way(received, budget)
    ]
    got.append(["Total", "", "", *map(money, total.moyens)])
    return [
        titre(1, bloc.titre),
        etiquette("Dépenses et ressources"),
        *_face_to_face(bloc, budget, total),
        etiquette("Détail des dépenses"),
        with_total(["Nature", "Libellé", "Fiche", *years], spent, 3, serre=is_tight(budget)),
        *_halves(bloc, budget),
        etiquette("Détail des ressources"),
        with_total(["Origine", "Libellé", "Financeur", *years], got, 3, serre=is_tight(budget)),
        *_remarks(bloc),
    ]


def _face_to_face(bloc: Bloc, budget: Budget, total: TotalBloc) -> list[Contenu]:
    """Expenses by kind on the left, resources by origin on the right, two or three contract years in a table."""
    money = printer(budget)
    left, right = _leaving(bloc, budget), _coming(bloc, budget)
    tables: list[Contenu] = []
    for shown in _abreast(budget):
        sides = [_side(lines, shown, money) for lines in (left, right)]
        blank = [""] * (1 + len(shown))
        rows = [[*one, GUTTER, *other] for one, other in zip_longest(*sides, fillvalue=blank)]
        spent, got = (
            [money(amounts[y]) for y in shown] for amounts in (total.emplois, total.moyens)
        )
        rows.append(["Total", *spent, GUTTER, "Total", *got])
        years = [f"Année {year + 1}" for year in shown]
        header = ["Dépenses", *years, GUTTER, "Ressources", *years]
        aligns = ["left", *[RIGHT] * len(years)]
        tables.append(tableau(header, rows, [*aligns, "left", *aligns], total_row=True))
    return tables


def _leaving(bloc: Bloc, budget: Budget) -> list[tuple[str, Annees]]:
    """What a block spends, by kind, and what it hands to others."""
    spent = [
        (majuscule(nature), _sum(bloc.depenses, "nature", nature, budget)) for nature in NATURES
    ]
    given = [(one.vers, one) for one in budget.virements if one.de == bloc.cle]
    return [*spent, *_with_each("vers", given, budget)]


def _coming(bloc: Bloc, budget: Budget) -> list[tuple[str, Annees]]:
    """What a block is paid, by origin, and what others hand to it."""
    paid = [
        (majuscule(origine), _sum(bloc.ressources, "origine", origine, budget))
        for origine in ORIGINES
    ]
    received = [(one.de, one) for one in budget.virements if one.vers == bloc.cle]
    return [*paid, *_with_each("de", received, budget)]


def _with_each(
    link: str, moved: Sequence[tuple[str, Virement]], budget: Budget
) -> list[tuple[str, Annees]]:
    """One line for each other block, whatever the reasons: these stand with the lines of the block."""
    return [
        (
            _moved(link, other),
            somme(budget.annees, *(_spread(one, budget) for cle, one in moved if cle == other)),
        )
        for other in dict.fromkeys(cle for cle, _one in moved)
    ]


def _side(
    lines: Sequence[tuple[str, Annees]], shown: Sequence[int], money: Callable[[Decimal], str]
) -> list[list[str]]:
    return [
        [name, *(money(amounts[y]) for y in shown)]
        for name, amounts in lines
        if any(amounts[y] for y in shown)
    ]


def _sum(
    lines: Sequence[Depense] | Sequence[Ressource], field: str, value: str, budget: Budget
) -> Annees:
    return somme(budget.annees, *(line.montants for line in lines if getattr(line, field) == value))


def _halves(bloc: Bloc, budget: Budget) -> list[Contenu]:
    """What each half of the access to care costs, inside its one envelope."""
    if not any(line.sous_mission for line in bloc.depenses):
        return []
    money = printer(budget)
    names = {**{half: majuscule(half) for half in SOUS_MISSIONS}, "": "Commun aux deux"}
    rows = [
        [name, *map(money, _sum(bloc.depenses, "sous_mission", half, budget))]
        for half, name in names.items()
    ]
    rows = [row for row in rows if any(row[1:]) and row[1:] != [money(Decimal(0))] * budget.annees]
    rows.append(
        ["Total", *map(money, somme(budget.annees, *(line.montants for line in bloc.depenses)))]
    )
    return [
        etiquette("Dépenses de chaque volet de la mission"),
        with_total(["Volet", *year_titles(budget)], rows, 1, serre=is_tight(budget)),
        alinea("Les deux volets partagent une seule enveloppe de l'Assurance maladie."),
    ]


def _explained(line: Depense) -> str:
    """The words of a line, and the product that its amount comes from."""
    said = [*_product(line), *line.ensuite]
    return f"{line.libelle} ({', '.join(said)})" if said else line.libelle


def _product(line: Depense) -> list[str]:
    """« 200 heures × 50 € », and the year that it is of where the others have another amount."""
    if line.quantite is None or line.cout_unitaire is None:
        return []
    counted = together(line.compte(line.quantite))
    said = [f"{counted} ×\u00a0{euros(line.cout_unitaire)}"]
    product = cents(line.quantite * line.cout_unitaire)
    if not line.varie and product in line.montants and len(set(line.montants)) > 1:
        said.append(f"année\u00a0{line.montants.index(product) + 1}")
    return said


def _register(budget: Budget, comptes: Comptes) -> list[Contenu]:
    """The sums of the register against those of the lines that it details; nobody is named."""
    if not comptes.registre.personnes:
        return []
    money = printer(budget)
    planned = somme(
        budget.annees,
        *(comptes.par_nature.get(n, somme(budget.annees)) for n in (INDEMNITES, REMUNERATIONS)),
    )
    registre = comptes.registre
    written = [
        money(paid) if year in registre.tenues else NOT_KEPT
        for year, paid in enumerate(registre.annees, 1)
    ]
    rows = [
        ["Indemnités et rémunérations inscrites au budget", *map(money, planned)],
        [
            f"Indemnités et rémunérations du registre par personne, jusqu'à {registre.jusqu_a}",
            *written,
        ],
    ]
    table = tableau(["", *year_titles(budget)], rows, ["left", *[RIGHT] * budget.annees])
    return [titre(1, "Registre des indemnités"), table]


def _virements(budget: Budget) -> list[Contenu]:
    """The money handed from one block to another; it leaves the global budget as it is."""
    if not budget.virements:
        return []
    money = printer(budget)
    rows = [
        [FEUILLES[v.de], FEUILLES[v.vers], f"Année {v.annee}", v.motif, money(v.montant)]
        for v in budget.virements
    ]
    said = "Ces virements comptent dans l'équilibre de chaque bloc et ne changent pas le budget global."
    header = ["De", "Vers", "Année", "Motif", "Montant"]
    return [
        titre(2, VIREMENTS),
        alinea(said),
        tableau(header, rows, ["left", "left", "left", "left", RIGHT]),
    ]


def _moved(link: str, other: str) -> str:
    if link == "de" and fold(FEUILLES[other])[:1] in "aeiou":
        return f"Virement d'{FEUILLES[other]}"
    return f"Virement {link} {FEUILLES[other]}"


def _only(amounts: Annees, budget: Budget) -> list[str]:
    """The amounts of a virement in the columns of their years, the other columns empty."""
    money = printer(budget)
    return [money(amount) if amount else "" for amount in amounts]


def _by_way(virements: Iterable[Virement], budget: Budget) -> list[tuple[Virement, Annees]]:
    """A line for each way that money goes and each reason, whatever the years: the first virement, and its amounts."""
    found: dict[tuple[str, str, str], list[Virement]] = {}
    for virement in virements:
        key = virement.de, virement.vers, fold(virement.motif)
        found.setdefault(key, []).append(virement)
    return [
        (group[0], somme(budget.annees, *(_spread(one, budget) for one in group)))
        for group in found.values()
    ]


def _spread(virement: Virement, budget: Budget) -> Annees:
    return tuple(
        virement.montant if y == virement.annee else Decimal(0) for y in range(1, budget.annees + 1)
    )


def _remarks(bloc: Bloc) -> list[Contenu]:
    """The treasurer's comments, each after the line it speaks of."""
    lines = [
        (line.libelle or line.nature, line.commentaire)
        for line in bloc.depenses
        if line.commentaire
    ]
    lines += [
        (line.libelle or line.origine, line.commentaire)
        for line in bloc.ressources
        if line.commentaire
    ]
    if not lines:
        return []
    items = tuple(
        (Paragraph((Strong(plain(name)), Text(f" : {remark}"))),) for name, remark in lines
    )
    return [etiquette("Commentaires"), BulletList(items)]
