"""The first page of the annex: what someone who judges the budget asks first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.detaille import budget_detaille, budget_previsionnel
from pipeline.assemble.budget.essentiel import essentiel, par_nature, qui_paie
from pipeline.assemble.budget.montants import shares
from pipeline.model.langue.francais import pluriel
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import BulletList, Heading, Table, text_of
from pipeline.write.word.tableau import asks_for_landscape
from tests.commands.test_classeur import made
from tests.projets import CLASSEUR, edited, examen, petit_projet

REGISTRE = """budgets/budget.xlsx
Indemnités créer
Indemnités!A1 = Personne
Indemnités!B1 = Mois
Indemnités!C1 = Fiche
Indemnités!D1 = Type
Indemnités!E1 = Montant
Indemnités!A2 = durand
Indemnités!B2 = septembre 2027
Indemnités!C2 = M1-01
Indemnités!D2 = indemnité
Indemnités!E2 = 49000
Indemnités!A3 = n° 4
Indemnités!B3 = octobre 2027
Indemnités!C3 = M1-01
Indemnités!D3 = indemnité
Indemnités!E3 = 1000
Indemnités!A4 = n° 4
Indemnités!B4 = avril 2028
Indemnités!C4 = M2-01
Indemnités!D4 = rémunération
Indemnités!E4 = 300
Indemnités tableau indemnites A1:E4
"""


def sentences(files: dict[str, bytes]) -> dict[str, str]:
    found = examen(files)
    block = next(b for b in essentiel(found.projet, found.comptes) if isinstance(b, BulletList))
    lines = ["".join(text_of(i) for part in item for i in inlines_of(part)) for item in block.items]
    read = (line.replace("\u202f", " ").replace("\u00a0", " ").split(" : ", 1) for line in lines)
    return {line[0]: line[1] for line in read}


def rows(table: Table) -> list[list[str]]:
    lines = (table.header, *table.rows)
    return [
        [text_of(c.inlines).replace("\u202f", " ").replace("\u00a0", " ") for c in row]
        for row in lines
    ]


def test_the_questions_of_a_first_reading_have_their_sentence() -> None:
    said = sentences(petit_projet())
    assert (
        said["Montant"]
        == "215 000 € de dépenses en année 1, 197 500 € en année 2, soit 412 500 € en tout."
    )
    assert (
        said["Équilibre"]
        == "dans chaque bloc et chaque année, les dépenses sont égales aux ressources."
    )
    assert said["Part variable"].startswith("le budget n'y compte rien")
    assert said["Sommes demandées, pas encore acquises"] == "aucune."
    assert "48 060 € en 2026, le dernier connu" in said["Plafond par personne"]
    assert said["Plafond par personne"].endswith("Le registre par personne n'est pas encore tenu.")


def test_a_budget_as_it_was_voted_says_nothing_of_the_register() -> None:
    """The annex of the projet: what is paid later is told by the document that is about the budget."""
    found = examen(edited(petit_projet(), REGISTRE))
    for part, told in ((budget_detaille, True), (budget_previsionnel, False)):
        listed = next(
            b for b in part(found.projet, found.comptes, Constats(())) if isinstance(b, BulletList)
        )
        said = " ".join(text_of(i) for item in listed.items for b in item for i in inlines_of(b))
        assert "Plafond pris" in said
        assert ("au registre" in said) is told


def test_what_is_not_sure_is_told_by_year() -> None:
    notation = """budgets/budget.xlsx
Prévention!A16 = ACI volet variable
Prévention!C16 = demandé
Prévention!E16 = 600
"""
    said = sentences(edited(petit_projet(), notation))
    assert said["Part variable"].startswith(
        "le budget y compte 600 € en année 1, 0 € en année 2, soit 600 € en tout"
    )
    assert (
        said["Sommes demandées, pas encore acquises"]
        == "600 € en année 1, 0 € en année 2, soit 600 € en tout."
    )
    assert said["Équilibre"] == "Prévention, année 1, il reste 600 €."


def test_who_pays_is_one_line_per_origin_and_funder_over_all_the_blocks() -> None:
    found = examen(petit_projet())
    table = rows(qui_paie(found.projet.budget))
    assert table[0] == ["Origine", "Financeur", "Année 1", "Année 2", "En tout", "Part"]
    assert table[2] == [
        "ACI volet fixe",
        "Assurance maladie (acquis)",
        "120 000",
        "120 000",
        "240 000",
        "58,2 %",
    ]
    assert table[-1] == ["Total", "", "215 000", "197 500", "412 500", "100,0 %"]


def test_what_goes_to_people_has_its_sub_total() -> None:
    found = examen(petit_projet())
    table = rows(par_nature(found.projet.budget, found.comptes))
    assert [row[0] for row in table[1:]] == [
        "Indemnités",
        "Salaires",
        "Sous-total : personnes et charges",
        "Honoraires",
        "Total",
    ]
    assert table[3][1:3] == ["210 000", "192 500"]


def test_the_register_is_compared_and_nobody_is_named() -> None:
    found = examen(edited(petit_projet(), REGISTRE))
    texts: list[str] = []
    tables: dict[str, list[list[str]]] = {}
    heading = ""
    for block in budget_detaille(found.projet, found.comptes, Constats(())):
        if isinstance(block, Heading):
            heading = text_of(block.inlines)
        elif isinstance(block, Table):
            tables[heading] = rows(block)
            texts += [cell for row in rows(block) for cell in row]
        else:
            texts += [text_of(i) for i in inlines_of(block)]  # type: ignore[arg-type]
    assert tables["Registre des indemnités"][2][1:] == ["50 000", "300"]
    said = sentences(edited(petit_projet(), REGISTRE))["Plafond par personne"]
    assert (
        "En 2027, 2 personnes au registre, 1 au-dessus ; en 2028, 1 personne au registre, aucune au-dessus."
        in said
    )
    whole = "\n".join(texts)
    assert not any(word in whole for word in ("durand", "n° 4", "49 000"))


def test_a_name_that_nobody_bears_leaves_the_ceiling_in_doubt() -> None:
    said = sentences(edited(petit_projet(), REGISTRE.replace("durand", "duconte")))[
        "Plafond par personne"
    ]
    assert (
        "En 2027, 2 personnes au registre, 1 au-dessus, mais un nom n'y est pas reconnu : le plafond reste à vérifier"
        in said
    )
    assert "en 2028, 1 personne au registre, aucune au-dessus." in said


def test_a_year_without_a_line_is_not_kept_yet() -> None:
    short = REGISTRE.replace("avril 2028", "mars 2028")
    found = examen(edited(petit_projet(), short))
    parts = budget_detaille(found.projet, found.comptes, Constats(()))
    table = next(
        rows(b)
        for b in parts
        if isinstance(b, Table) and "du registre par personne" in rows(b)[2][0]
    )
    assert table[2] == [
        "Indemnités et rémunérations du registre par personne, jusqu'à mars 2028",
        "50 300",
        "pas encore tenu",
    ]


def test_the_bareme_says_beside_each_amount_what_the_budget_counts_on() -> None:
    found = examen(petit_projet())
    parts = budget_detaille(found.projet, found.comptes, Constats(()))
    start = next(
        i
        for i, b in enumerate(parts)
        if isinstance(b, Heading) and text_of(b.inlines) == "Barème appliqué"
    )
    table = next(rows(block) for block in parts[start:] if isinstance(block, Table))
    line = next(row for row in table if row[1] == "Crise mise à jour")
    assert line[2:] == ["17 500", "0", "17 500"]
    assert "n'en donne pas la date d'effet" in text_of(next(iter(inlines_of(parts[start + 1]))))  # type: ignore[arg-type]


@pytest.mark.parametrize("years", [1, 5])
def test_any_number_of_years_has_its_page(years: int) -> None:
    said = sentences({**petit_projet(), CLASSEUR: made(years)})
    assert said["Période"].startswith(
        "une année de contrat, " if years == 1 else "cinq années de contrat, du "
    )
    assert said["Montant"].endswith(" en année 1." if years == 1 else " en tout.")


@given(st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=12).filter(any))
def test_shares_add_up_to_a_hundred_and_none_is_a_tenth_away(parts: list[Decimal]) -> None:
    found = shares(parts)
    assert sum(found) == 100
    assert all(
        abs(share - 100 * part / sum(parts)) < Decimal("0.1")
        for share, part in zip(found, parts, strict=True)
    )


@pytest.mark.parametrize(
    ("unit", "plural"),
    [
        ("heure", "heures"),
        ("créneau", "créneaux"),
        ("heure de médecin", "heures de médecin"),
        ("mois", "mois"),
        ("%", "%"),
    ],
)
def test_a_unit_takes_its_plural(unit: str, plural: str) -> None:
    assert pluriel(unit) == plural


def test_five_years_keep_the_page_upright() -> None:
    found = examen({**petit_projet(), CLASSEUR: made(5)})
    table = qui_paie(found.projet.budget)
    assert not asks_for_landscape(table, 9_400)
    assert text_of(table.header[0].inlines) == "Origine et financeur"
    assert "€" not in rows(table)[1][1], "the unit is above the columns"


WAGES = "budgets/budget.xlsx\nFonctionnement!F6 =\nFonctionnement!B6 = "


@pytest.mark.parametrize(
    "words", ["Poste, charges comprises", "Salaire chargé", "Coût employeur", "avec charges"]
)
def test_a_wage_says_that_it_holds_the_charges(words: str) -> None:
    said = sentences(edited(petit_projet(), f"{WAGES}{words}\n"))
    assert "Salaires, charges de l'employeur comprises" in said
    assert not any("sans les charges" in name for name in said)


def test_nothing_is_guessed_of_a_wage_that_does_not_say_it() -> None:
    said = sentences(edited(petit_projet(), f"{WAGES}Coordinatrice, hors charges\n"))
    assert said["Salaires"].endswith(
        "le budget ne dit pas si les charges de l'employeur y sont comprises."
    )


def test_the_page_says_how_long_nothing_is_left() -> None:
    low = "content/projet.yaml\n-   solde_ouverture: 60 000 €\n+   solde_ouverture: 40 000 €\n"
    assert (
        "sous zéro pendant un mois, à partir de mars 2029 ; il manque au plus 9 375 €"
        in (sentences(edited(petit_projet(), low))["Trésorerie"])
    )
    assert "elle ne descend pas sous" in sentences(petit_projet())["Trésorerie"]


def test_money_only_asked_for_counts_in_a_scenario_that_says_so() -> None:
    asked = """budgets/budget.xlsx
Prévention!A16 = FIR
Prévention!B16 = Aide demandée
Prévention!C16 = demandé
Prévention!E16 = 12000
Prévention!D6 = 22000
"""
    scenario = """content/projet.yaml
-   solde_ouverture: 60 000 €
+   solde_ouverture: 60 000 €
+   scenarios: [{nom: aide accordée, taux: 0 %, sommes_demandees: oui}]
"""
    prudent, granted = examen(edited(petit_projet(), scenario + asked)).comptes.contrat.tresoreries
    assert granted.mois[-1].solde - prudent.mois[-1].solde == 12_000
    assert sum(month.autres for month in prudent.mois) == 0
