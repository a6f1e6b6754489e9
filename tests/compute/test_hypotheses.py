"""What a scenario supposes beyond results, worked out by hand on the small project."""

from __future__ import annotations

from decimal import Decimal

from pipeline.compute.hypotheses import names
from pipeline.model.droits import Contrat, Tresorerie
from tests.compute.contrats import contrat_de

HEAD = """content/projet.yaml
-   solde_ouverture: 60 000 €
+   solde_ouverture: 40 000 €
+   scenarios:
+     - nom: attendu
+       taux: 60 %
+     - nom: autre
+       taux: 60 %
"""


def supposed(more: str, workbook: str = "") -> Contrat:
    lines = "".join(f"+       {line}\n" for line in more.splitlines())
    return contrat_de(HEAD + lines + workbook)


def plans(contrat: Contrat) -> tuple[Tresorerie, Tresorerie]:
    """Of the same rates, without and with what is supposed."""
    _prudent, before, after = contrat.tresoreries
    return before, after


def test_a_hiring_put_off_spares_its_months_and_no_more() -> None:
    contrat = supposed("reports:\n  - lignes: [coordinatrice]\n    date: septembre 2027")
    before, after = plans(contrat)
    spared = [b.depenses - a.depenses for b, a in zip(before.mois, after.mois, strict=True)]
    assert spared == [Decimal(5_000)] * 5 + [Decimal(0)] * 19, "from April to August"
    assert after.mois[-1].solde - before.mois[-1].solde == 25_000
    assert [m.aci for m in after.mois] == [m.aci for m in before.mois]
    assert sum(contrat.effets["autre"].epargne.values()) == 25_000


def test_the_code_of_a_fiche_puts_off_all_that_it_spends() -> None:
    contrat = supposed("reports:\n  - lignes: [M3-01]\n    date: octobre 2027")
    before, after = plans(contrat)
    assert after.mois[-1].solde - before.mois[-1].solde == Decimal(15_000) / 2


def test_a_size_lost_counts_from_the_anniversary() -> None:
    contrat = supposed("taille: 1\ntaille_des: 2027-12-15")
    other = contrat.scenarios[2]
    assert contrat.droits_de(1, other) == 215_000 + Decimal("0.6") * 80_000
    assert contrat.droits_de(2, other) == 152_500 + Decimal("0.6") * 60_000
    before, after = plans(contrat)
    assert [m.solde for m in after.mois[:12]] == [m.solde for m in before.mois[:12]]
    assert after.mois[12].aci == Decimal("0.75") * 152_500
    lacking = {(m.bloc, m.annee): m.manques["autre"] for m in contrat.manques if m.annee == 2}
    assert lacking[("fonctionnement", 2)] == 10_000


def test_a_size_from_the_start_changes_the_first_payment() -> None:
    contrat = supposed("taille: 1")
    assert contrat.droits_de(1, contrat.scenarios[2]) == 165_000 + Decimal("0.6") * 60_000
    before, after = plans(contrat)
    assert before.mois[0].aci - after.mois[0].aci == 10_000 + Decimal("0.75") * 40_000


AIDE = """budgets/budget.xlsx
Prévention!A16 = collectivité
Prévention!B16 = Aide aux ateliers
Prévention!C16 = acquis
Prévention!D16 = Conseil départemental
Prévention!E16 = 3000
Prévention!F16 = 2500
Prévention étirer ressources_prevention A14:G18
"""


def test_a_refused_grant_does_not_come() -> None:
    for words in ("Aide aux ateliers", "ateliers", "conseil départemental", "collectivité"):
        contrat = supposed(f"refus: [{words}]", AIDE)
        before, after = plans(contrat)
        assert before.mois[-1].solde - after.mois[-1].solde == 5_500, words
        assert [line.libelle for line in contrat.effets["autre"].refusees] == ["Aide aux ateliers"]


def test_words_are_whole_words() -> None:
    assert names("ARS", (), ("Mars, la fête",)) == 0
    assert names("ars", (), ("Aide de l'ARS",)) == 1
    assert names("aide de l'ars", ("Aide de l’ARS",), ()) == 2
    assert names("«»", ("",), ("",)) == 0
