"""What the annex says of the contract: its dates, its rights, what they suppose."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.versements import (
    calendrier_et_tresorerie,
    droits_et_scenarios,
    resume,
    versements,
)
from pipeline.model.document import FicheMiseEnPage
from pipeline.write.terminal import as_csv, as_text
from tests.projets import edited, examen, petit_projet


def said(notation: str = "") -> str:
    """Both parts as the terminal shows them, every kind of space an ordinary one, on one line."""
    found = examen(edited(petit_projet(), notation))
    blocks = (
        *droits_et_scenarios(found.projet, found.comptes),
        *calendrier_et_tresorerie(found.projet, found.comptes),
    )
    return " ".join(as_text(blocks).replace("\u202f", " ").replace("\u00a0", " ").split())


def test_the_delays_of_each_mission_stand_beside_its_dates() -> None:
    found = examen(petit_projet())
    rows = (
        as_csv(droits_et_scenarios(found.projet, found.comptes)).replace("\u00a0", " ").splitlines()
    )
    assert "Accès aux soins;01/04/2027;01/10/2027;01/09/2028;01/10/2028" in rows
    assert "Parcours;01/04/2027;01/04/2028;01/10/2028;01/04/2029" in rows


def test_the_days_of_the_contract_are_said() -> None:
    text = said()
    assert "réputé donné le 15 mars 2027, deux mois après le dépôt, sauf opposition." in text
    assert (
        "première version remise au plus tard le 31 mars 2028, puis une mise à jour par année de contrat."
        in text
    )
    assert "Fin du contrat : 31 mars 2032." in text


def test_the_printed_total_says_what_it_supposes() -> None:
    assert (
        "Ce maximum suppose toutes les missions, tous les résultats atteints et, la même année, la première rédaction "
        "du plan de crise et une crise sanitaire grave. La meilleure année de ce contrat vaut 295 000 €."
        in said()
    )


def test_without_a_date_nothing_is_dated_and_it_is_said() -> None:
    text = said(
        "content/projet.yaml\n-   signature: 2027-04-01\n-   effet: 2027-04-01\n+   signature:\n+   effet:\n"
    )
    assert "Le contrat n'a pas encore de date de signature" in text
    assert "Calendrier des versements" not in text


def test_an_unreadable_bareme_gives_no_figure() -> None:
    assert "il manque le barème ou la taille" in said(
        "content/projet.yaml\n- bareme: aci-avenant-2\n+ bareme: avenant 2\n"
    )


def test_part_3_shows_what_is_due_and_what_arrives() -> None:
    found = examen(petit_projet())
    rows = as_csv(resume(found.projet, found.comptes)).replace("\u00a0", " ").splitlines()
    assert "Année 1;215000;80000;176250" in rows
    assert "Année 2;197500;80000;186875" in rows


def rules(notation: str = "") -> str:
    found = examen(edited(petit_projet(), notation))
    blocks = versements(found.projet, found.comptes, Constats(()))
    text = as_text([block for block in blocks if not isinstance(block, FicheMiseEnPage)])
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_only_the_rules_that_concern_this_contract_are_printed() -> None:
    assert "29 février" not in rules()
    assert "changement de taille" not in rules()
    assert "La part fixe des crises sanitaires" in rules()
    leap = (
        "content/projet.yaml\n-   signature: 2027-04-01\n-   effet: 2027-04-01\n"
        "+   signature: 2028-02-29\n+   effet: 2028-02-29\n"
    )
    assert "Le contrat signé un 29 février" in rules(leap)


def test_every_mission_at_80_percent_is_a_scenario_whatever_the_project_chose() -> None:
    assert "Toutes les missions à 80 %" not in said(), "the scenarios that nobody changed have it"
    own = "content/projet.yaml\n- contrat:\n+ contrat:\n+   scenarios:\n+     - nom: tout\n+       taux: 100\n"
    assert "Toutes les missions à 80 %" in said(own)


def test_a_scenario_that_supposes_something_says_which_results_it_counts() -> None:
    scenarios = """content/projet.yaml
-   solde_ouverture: 60 000 €
+   solde_ouverture: 60 000 €
+   scenarios:
+     - nom: passage en taille 1
+       taux: 60 %
+       taille: 1
+     - nom: passage en taille 1, sans résultat
+       taux: 0 %
+       taille: 1
"""
    text = said(scenarios)
    assert "60 % des volets variables sont acquis ; la CPTS est de taille 1 dès le début" in text
    assert "aucun résultat n'est compté ; la CPTS est de taille 1 dès le début" in text
