"""What someone who judges the budget looks for first: how much, for how long, who pays, what is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pipeline.assemble.budget.montants import (
    YEARS_ABREAST,
    ZERO,
    Printer,
    is_tight,
    percent,
    printer,
    shares,
    with_subtotal,
    with_total,
    year_titles,
)
from pipeline.assemble.partie import etiquette, titre
from pipeline.model.bareme import VOLETS
from pipeline.model.budget import (
    DEMANDE,
    FEUILLES,
    INDEMNITES,
    NATURES,
    ORIGINES,
    REMUNERATIONS,
    Annees,
    Budget,
    Plafond,
    Ressource,
    plafond_de,
)
from pipeline.model.comptes import Comptes, Registre, somme
from pipeline.model.document import Contenu
from pipeline.model.echeance import MOIS, Echeance
from pipeline.model.langue.francais import euros, lettres, majuscule
from pipeline.model.projet import Projet
from pipeline.model.prose import BulletList, Paragraph, Strong, Table, Text, plain

PEOPLE = NATURES[:4]
"""Kinds of expense that pay people."""

INCERTAINES = (VOLETS["variable"], VOLETS["survenue"])
"""Origins that depend on results, or on a crisis."""


def essentiel(projet: Projet, comptes: Comptes, suivi: bool = True) -> list[Contenu]:
    """One page: a sentence for each question, then who pays and what for.

    Without ``suivi`` it says nothing of the register: a budget as it was voted knows nobody who was paid since.
    """
    budget = projet.budget
    items = [
        Paragraph((Strong(plain(name)), Text(f"\u00a0: {text}")))
        for name, text in _sentences(projet, comptes, budget, suivi)
    ]
    return [
        titre(1, "L'essentiel"),
        BulletList(tuple((item,) for item in items)),
        etiquette("Qui paie"),
        qui_paie(budget),
        etiquette("À quoi sert l'argent"),
        par_nature(budget, comptes),
    ]


def _sentences(
    projet: Projet, comptes: Comptes, budget: Budget, suivi: bool
) -> Iterator[tuple[str, str]]:
    yield "Période", _period(comptes, budget)
    yield "Montant", _amount(comptes, budget)
    yield "Équilibre", _balance(comptes, budget)
    yield "Part variable", _unsure(budget)
    asked = somme(
        budget.annees, *(line.montants for line in _resources(budget) if line.statut == DEMANDE)
    )
    yield (
        "Sommes demandées, pas encore acquises",
        _by_year(asked, budget) if any(asked) else "aucune.",
    )
    yield from _wages(comptes, budget)
    yield from _cash(comptes)
    paid = _paid(comptes, budget)
    if any(paid):
        yield "Indemnités et rémunérations des professionnels", _by_year(paid, budget)
        yield "Plafond par personne", _ceiling(projet, comptes.registre if suivi else None)


def _wages(comptes: Comptes, budget: Budget) -> Iterator[tuple[str, str]]:
    """What salaried people cost, and whether the employer's charges are in it: only what the lines say of them."""
    nothing = somme(budget.annees)
    wages, charges = (comptes.par_nature.get(nature, nothing) for nature in NATURES[2:4])
    if not any(wages):
        return
    said = [
        line.montants
        for line in budget.depenses
        if line.nature == NATURES[2] and line.chiffree and line.charges_comprises
    ]
    loaded = somme(budget.annees, *said)
    if loaded == wages:
        yield "Salaires, charges de l'employeur comprises", _by_year(wages, budget)
    elif any(charges):
        yield "Lignes de salaires, charges de l'employeur à part", _by_year(wages, budget)
    else:
        unknown = "le budget ne dit pas si les charges de l'employeur y sont comprises"
        yield "Salaires", f"{_by_year(wages, budget).removesuffix('.')} ; {unknown}."
    if any(loaded) and loaded != wages:
        yield "Dont salaires charges comprises", _by_year(loaded, budget)
    if any(charges):
        whole = somme(budget.annees, wages, charges)
        yield "Salaires et charges de l'employeur", _by_year(whole, budget)


def _cash(comptes: Comptes) -> Iterator[tuple[str, str]]:
    """The lowest point of the most prudent plan, and how long nothing is left; silent without a plan."""
    if not comptes.contrat.tresoreries:
        return
    plan = comptes.contrat.tresoreries[0]
    low, below = plan.plus_bas, plan.sous_zero
    where = f"à la fin de {MOIS[low.mois - 1]} {low.annee}"
    if not below:
        yield (
            "Trésorerie",
            f"avec les seules parts fixes, elle ne descend pas sous {_down(low.solde)}, {where}.",
        )
        return
    first, count = below[0], len(below)
    months = "un mois" if count == 1 else f"{lettres(count)} mois"
    yield (
        "Trésorerie",
        f"avec les seules parts fixes, elle est sous zéro pendant {months}, à partir de {MOIS[first.mois - 1]} "
        f"{first.annee} ; il manque au plus {_up(-low.solde)}, {where}.",
    )


def _down(amount: Decimal) -> str:
    """To the euro under it: what is not gone below."""
    return euros(amount.to_integral_value(ROUND_FLOOR))


def _up(amount: Decimal) -> str:
    return euros(amount.to_integral_value(ROUND_CEILING))


def _period(comptes: Comptes, budget: Budget) -> str:
    count = (
        f"{lettres(budget.annees)} années de contrat"
        if budget.annees > 1
        else "une année de contrat"
    )
    found = comptes.contrat.annees[: budget.annees]
    if not found:
        return f"{count} ; le contrat n'a pas encore de date."
    if len(found) > YEARS_ABREAST:
        first, last = Echeance(found[0].debut), Echeance(found[-1].fin - timedelta(1))
        return f"{count}, du {first} au {last} ; chacune commence au jour anniversaire du contrat."
    listed = " ; ".join(
        f"l'année {year.rang} du {Echeance(year.debut)} au {Echeance(year.fin - timedelta(1))}"
        for year in found
    )
    return f"{count}, {listed}."


def _amount(comptes: Comptes, budget: Budget) -> str:
    """The expenses; how the resources compare is the next sentence."""
    return _by_year(comptes.total.depenses, budget).replace(
        " en année 1", " de dépenses en année 1", 1
    )


def _by_year(amounts: Annees, budget: Budget) -> str:
    """« 1 200 € en année 1, 1 300 € en année 2, soit 2 500 € en tout. »"""
    money = printer(budget)
    listed = ", ".join(f"{money(amount)} en année {year}" for year, amount in enumerate(amounts, 1))
    return (
        f"{listed}, soit {money(sum(amounts, ZERO))} en tout." if len(amounts) > 1 else f"{listed}."
    )


def _balance(comptes: Comptes, budget: Budget) -> str:
    money = printer(budget)
    gaps = [
        f"{FEUILLES[bloc.cle]}, année {year}, {'il manque' if gap < 0 else 'il reste'} {money(abs(gap))}"
        for bloc in budget.blocs
        for year, gap in enumerate(comptes.blocs[bloc.cle].ecarts, 1)
        if gap
    ]
    if gaps:
        return " ; ".join(gaps) + "."
    moved = ", virements entre blocs compris" if budget.virements else ""
    return f"dans chaque bloc et chaque année, les dépenses sont égales aux ressources{moved}."


def _unsure(budget: Budget) -> str:
    counted = somme(
        budget.annees,
        *(line.montants for line in _resources(budget) if line.origine in INCERTAINES),
    )
    if not any(counted):
        return "le budget n'y compte rien ; ce que les résultats apporteront viendra en plus."
    told = _by_year(counted, budget).removesuffix(".")
    return f"le budget y compte {told} ; ces dépenses attendent les résultats."


def _paid(comptes: Comptes, budget: Budget) -> Annees:
    return somme(
        budget.annees,
        *(comptes.par_nature[n] for n in (INDEMNITES, REMUNERATIONS) if n in comptes.par_nature),
    )


def _ceiling(projet: Projet, registre: Registre | None) -> str:
    """Nobody is named, and no sum of a single person is given; of a register left aside, nothing is said."""
    rule = (
        "indemnités et rémunérations d'un professionnel ne peuvent dépasser, par année civile, le plafond annuel de la "
        "Sécurité sociale (code de la santé publique, article D. 1434-44)."
    )
    kept = registre.personnes if registre else {}
    years = list(kept) or [max(projet.plafonds, default=0)]
    ceilings = [plafond for year in years if (plafond := plafond_de(projet.plafonds, year))]
    used = " ; ".join(_plafond(plafond, projet.plafonds) for plafond in dict.fromkeys(ceilings))
    said = f"{rule} Plafond pris : {used}."
    if registre is None:
        return said
    people = _people(projet, registre) or "le registre par personne n'est pas encore tenu"
    return f"{said} {people[:1].upper()}{people[1:]}."


def _people(projet: Projet, registre: Registre) -> str:
    """« en 2027, 12 personnes au registre, aucune au-dessus ; en 2028… »"""
    told: list[str] = []
    for year, sums in registre.personnes.items():
        plafond = plafond_de(projet.plafonds, year)
        over = sum(plafond is not None and paid > plafond.montant for paid in sums)
        count = f"{len(sums)} personne{'s' if len(sums) > 1 else ''} au registre"
        unknown = registre.inconnus.get(year, 0)
        if unknown:
            names = (
                "un nom n'y est pas reconnu"
                if unknown == 1
                else f"{lettres(unknown)} noms n'y sont pas reconnus"
            )
            above = f"{over} au-dessus, " if over else ""
            told.append(f"en {year}, {count}, {above}mais {names} : le plafond reste à vérifier")
        else:
            told.append(f"en {year}, {count}, {over or 'aucune'} au-dessus")
    return " ; ".join(told)


def _plafond(plafond: Plafond, known: Mapping[int, Plafond]) -> str:
    last = ", le dernier connu" if plafond.annee == max(known) else ""
    return f"{euros(plafond.montant)} en {plafond.annee}{last}, {plafond.source}"


# --- tables -------------------------------------------------------------------------------------------------------


def qui_paie(budget: Budget) -> Table:
    """Resources by origin, funder and status over all the blocks, those of the ACI first."""
    found: dict[tuple[str, str, str], list[Annees]] = {}
    for line in sorted(_resources(budget), key=lambda line: ORIGINES.index(line.origine)):
        if any(line.montants):
            found.setdefault((line.origine, line.financeur, line.statut), []).append(line.montants)
    lines = [
        ([majuscule(origin), funder(payer, status)], somme(budget.annees, *amounts))
        for (origin, payer, status), amounts in found.items()
    ]
    if budget.annees > YEARS_ABREAST:
        joined = [([", ".join(filter(None, names))], amounts) for names, amounts in lines]
        return _shared(["Origine et financeur"], joined, budget)
    return _shared(["Origine", "Financeur"], lines, budget)


def par_nature(budget: Budget, comptes: Comptes) -> Table:
    """Expenses by kind, with what goes to people among them."""
    lines = [([majuscule(nature)], amounts) for nature, amounts in comptes.par_nature.items()]
    people = sum(nature in PEOPLE for nature in comptes.par_nature)
    return _shared(["Nature"], lines, budget, people if people > 1 else 0)


Line = tuple[Sequence[str], Annees]


def _shared(words: Sequence[str], lines: Sequence[Line], budget: Budget, people: int = 0) -> Table:
    """Lines, each with its sum over the years and its share of the whole; the first ``people`` have a sub-total."""
    every_amount = [amounts for _names, amounts in lines]
    parts = shares([sum(amounts, ZERO) for amounts in every_amount])
    money = printer(budget)
    rows = [
        _row(names, amounts, part, money)
        for (names, amounts), part in zip(lines, parts, strict=True)
    ]
    if people:
        paid = somme(budget.annees, *every_amount[:people])
        rows.insert(
            people,
            _row(["Sous-total : personnes et charges"], paid, sum(parts[:people], ZERO), money),
        )
    whole = somme(budget.annees, *every_amount)
    rows.append(_row(["Total", *[""] * (len(words) - 1)], whole, sum(parts, ZERO), money))
    titles = [*words, *_titles_of_sums(budget), "Part"]
    table = with_total(titles, rows, len(words), serre=is_tight(budget))
    return with_subtotal(table, people) if people else table


def _titles_of_sums(budget: Budget) -> list[str]:
    years = year_titles(budget)
    return [*years, "En tout"] if budget.annees > 1 else years


def _row(names: Sequence[str], amounts: Annees, part: Decimal, money: Printer) -> list[str]:
    several = [money(sum(amounts, ZERO))] if len(amounts) > 1 else []
    return [*names, *map(money, amounts), *several, percent(part)]


def _resources(budget: Budget) -> list[Ressource]:
    return [line for bloc in budget.blocs for line in bloc.ressources if line.origine]


def funder(financeur: str, statut: str) -> str:
    return f"{financeur} ({statut})" if financeur and statut else financeur or statut
