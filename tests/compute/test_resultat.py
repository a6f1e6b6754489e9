"""The compte de résultat by civil year: nothing of the budget is lost, and each sum falls in its months."""

from __future__ import annotations

from decimal import Decimal

from pipeline.assemble.budget.resultat import compte_de_resultat
from pipeline.model.comptes import Comptes
from pipeline.model.prose import Table, text_of
from pipeline.model.resultat import EN_FONDS_DEDIES, FONDS_DEDIES_UTILISES, Compte
from pipeline.write.terminal import as_text
from tests.projets import edited, examen, petit_projet

SALAIRES = Compte("641", "Rémunérations du personnel")
CARRIED = """budgets/budget.xlsx
Réalisé créer
Réalisé!A1 = Mois
Réalisé!B1 = Bloc
Réalisé!C1 = Nature ou origine
Réalisé!D1 = Montant
Réalisé!E1 = Année
Réalisé!A2 = mai 2027
Réalisé!B2 = Prévention
Réalisé!C2 = honoraires
Réalisé!D2 = 1200.35
Réalisé!A3 = juin 2028
Réalisé!B3 = Prévention
Réalisé!C3 = report ou fonds dédiés
Réalisé!D3 = -300.1
Réalisé!E3 = 1
Réalisé!A4 = juin 2028
Réalisé!B4 = Prévention
Réalisé!C4 = report ou fonds dédiés
Réalisé!D4 = 300.1
Réalisé!E4 = 2
Réalisé tableau realise A1:E4
"""


def comptes(notation: str = "") -> Comptes:
    return examen(edited(petit_projet(), notation)).comptes


def test_the_civil_years_add_up_to_the_budget() -> None:
    found = comptes()
    spent = sum(found.total.depenses, Decimal(0))
    got = sum(found.total.ressources, Decimal(0))
    assert sum(found.resultat.prevu_charges.values()) == spent
    assert sum(found.resultat.prevu_produits.values()) == got
    assert sum(found.resultat.par_contrat.values()) == spent
    assert found.resultat.annees == (2027, 2028, 2029)


def test_a_salary_of_5000_a_month_falls_in_its_months() -> None:
    """From April 2027 to March 2029."""
    sums = comptes().resultat.prevu_charges
    assert [sums[year, SALAIRES] for year in (2027, 2028, 2029)] == [45_000, 60_000, 15_000]


def test_what_is_carried_over_is_a_charge_then_a_resource() -> None:
    found = comptes(CARRIED).resultat
    assert found.fait_charges[2028, EN_FONDS_DEDIES] == Decimal("300.1")
    assert found.fait_produits[2028, FONDS_DEDIES_UTILISES] == Decimal("300.1")
    assert sum(found.fait_charges.values()) == Decimal("1500.45")


def test_a_year_of_which_nothing_was_done_has_no_column_for_it() -> None:
    found = examen(edited(petit_projet(), CARRIED))
    table = next(b for b in compte_de_resultat(found.projet, found.comptes) if isinstance(b, Table))
    titles = [text_of(cell.inlines) for cell in table.header]
    assert titles[2:] == [
        "2027 >> Prévu",
        "2027 >> Réalisé",
        "2028 >> Prévu",
        "2028 >> Réalisé",
        "2029 >> Prévu",
    ]
    said = as_text(compte_de_resultat(found.projet, found.comptes))
    assert "2029 – Prévu" in said
    said = said.replace("\u00a0", " ")
    assert "Le réalisé s'arrête à la fin de juin 2028." in said
    assert (
        "2027 commence en avril, avec le contrat, et 2029 s'arrête en mars, avec le budget" in said
    )


def test_volunteering_is_valued_and_changes_no_result() -> None:
    declared = """content/projet.yaml
- contrat:
+ contrat:
+   benevolat:
+     - annee: 2027
+       heures: 120,5
+       taux: 24,90 €
+       objet: réunions
"""
    found = examen(edited(petit_projet(), declared))
    said = as_text(compte_de_resultat(found.projet, found.comptes))
    said = said.replace("\u00a0", " ").replace("\u202f", " ")
    assert "3 000,45" in said.partition("Montants en euros :")[2]
    assert "864 (personnel bénévole) et 875 (bénévolat)" in said
    assert found.comptes.resultat == comptes().resultat


def test_hours_that_are_no_number_are_told() -> None:
    wrong = """content/projet.yaml
- contrat:
+ contrat:
+   benevolat:
+     - annee: 2027
+       heures: beaucoup
+       taux: 24,90 €
"""
    found = examen(edited(petit_projet(), wrong))
    assert [str(f.span) for f in found.findings if f.code == "C003"] == ["content/projet.yaml:30"]


def test_a_line_whose_nature_cannot_be_read_is_in_no_account() -> None:
    found = comptes("budgets/budget.xlsx\nPrévention!A6 = fournitures diverses\n").resultat
    assert sum(found.prevu_charges.values()) == 412_500 - 20_000
