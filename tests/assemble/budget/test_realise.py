"""What the annex says of the sums spent and received."""

from __future__ import annotations

import io
from decimal import Decimal

from docx import Document

from pipeline.assemble.budget.realise import rate, realise, signed
from pipeline.run import build
from pipeline.write.terminal import as_csv
from tests.projets import edited, examen, petit_projet

NOTED = """budgets/budget.xlsx
Réalisé créer
Réalisé!A1 = Mois
Réalisé!B1 = Bloc
Réalisé!C1 = Nature ou origine
Réalisé!D1 = Montant
Réalisé!A2 = mars 2028
Réalisé!B2 = Prévention
Réalisé!C2 = honoraires
Réalisé!D2 = 4500
Réalisé!A3 = mai 2028
Réalisé!B3 = Prévention
Réalisé!C3 = ACI volet fixe
Réalisé!D3 = 3750,50
Réalisé tableau realise A1:D3
"""


def rows(notation: str) -> list[str]:
    found = examen(edited(petit_projet(), notation))
    text = as_csv(realise(found.projet, found.comptes))
    return text.replace("\u202f", " ").replace("\u00a0", " ").splitlines()


def test_each_year_begun_has_its_blocks_its_fiches_and_its_total() -> None:
    said = rows(NOTED)
    assert "Prévention;15000;15000;4500;-10500;30 %" in said, (
        "over, and still running until its balances are due"
    )
    assert any(
        row.startswith("M3-01 ") and row.endswith(";15000;15000;4500;-10500;30 %") for row in said
    )
    assert "Prévention;15000,00;2500,00;0,00;-2500,00;0 %" in said, (
        "two months of the second year were due"
    )
    assert "Prévention;15000,00;3750,50;11249,50;25 %" in said, (
        "what is still to come in a running year"
    )
    assert sum(row.startswith("Total;") for row in said) == 6
    assert [row for row in said if row.startswith("Sans fiche;60000;")] != []


def test_a_closed_year_is_set_against_its_budget_alone() -> None:
    said = rows(NOTED.replace("mai 2028", "juin 2028"))
    assert "Prévention;15000;4500;-10500;30 %" in said


def test_the_annex_prints_it_and_says_up_to_when() -> None:
    found = examen(edited(petit_projet(), NOTED))
    document = Document(io.BytesIO(build(found, wanted=("annexe-budget",))["annexe-budget.docx"]))
    titles = [
        p.text
        for p in document.paragraphs
        if p.style is not None and (p.style.name or "").startswith("Heading")
    ]
    assert any("Le réalisé, à fin mai 2028" in title for title in titles)
    assert any("Année 1, finie, avant ses soldes" in title for title in titles)
    assert any("Année 2, en cours" in title for title in titles)


def test_without_a_sum_noted_nothing_is_printed() -> None:
    found = examen(petit_projet())
    assert realise(found.projet, found.comptes) == ()


def test_gaps_have_a_sign_and_rates_are_whole() -> None:
    assert [
        signed(Decimal(n)).replace("\u202f", " ").replace("\u00a0", " ") for n in (1200, 0, -1200)
    ] == [
        "+1 200 €",
        "0 €",
        "−1 200 €",
    ]
    assert [rate(None), rate(Decimal("0.665")), rate(Decimal(-1))] == [
        "—",
        "67\u00a0%",
        "−100\u00a0%",
    ]
