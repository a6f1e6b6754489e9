"""What each column of the treasurer's tables means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compute import compute
from pipeline.interpret.nombres import parse_montant, parse_quantite
from pipeline.model.budget import INDEMNITES, Budget, cents
from pipeline.model.etalement import (
    EGAL,
    MOIS_NOMMES,
    SEMESTRIEL,
    TRIMESTRIEL,
    Etalement,
    MoisCivil,
)
from tests.interpret.budget_etranger.classeurs_etrangers import CLASSEURS
from tests.projets import CLASSEUR, constats, edited, examen, petit_projet

REGISTRE = """budgets/budget.xlsx
Indemnités créer
Indemnités!A1 = Personne
Indemnités!B1 = Mois
Indemnités!C1 = Fiche
Indemnités!D1 = Type
Indemnités!E1 = Heures
Indemnités!F1 = Taux horaire
Indemnités!G1 = Montant
Indemnités!A2 = durand
Indemnités!B2 = septembre 2027
Indemnités!C2 = M3-01 — Alimentation
Indemnités!D2 = Indemnité
Indemnités!E2 = 8
Indemnités!F2 = 45
Indemnités!G2 = 360
Indemnités!A3 = petit
Indemnités!B3 = 04/2028
Indemnités!D3 = rémunérations
Indemnités!G3 = 100
Indemnités tableau indemnites A1:G3
"""
ETALEMENT = """budgets/budget.xlsx
Prévention!G5 = Étalement
Prévention étirer depenses_prevention A5:G10
Prévention!G6 = {}
"""


def budget_of(notation: str) -> Budget:
    return examen(edited(petit_projet(), notation)).projet.budget


def test_the_register_gives_each_line_its_block_and_its_nature() -> None:
    first, second = budget_of(REGISTRE).indemnites
    assert (first.personne.value, first.bloc, first.nature) == ("durand", "prevention", INDEMNITES)
    assert [first.heures, first.taux, first.montant] == [8, 45, 360]
    assert str(first.mois) == "septembre 2027"
    assert (second.bloc, str(second.mois), second.fiche) == ("fonctionnement", "avril 2028", None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Etalement(EGAL)),
        ("ÉGAL", Etalement(EGAL)),
        ("trimestriel", Etalement(TRIMESTRIEL)),
        ("Août", Etalement(MOIS_NOMMES, (MoisCivil(8),))),
        ("janv.", Etalement(MOIS_NOMMES, (MoisCivil(1),))),
        ("01/10/2027", Etalement(MOIS_NOMMES, (MoisCivil(10, 2027),))),
        ("mensuel à compter du 1er oct. 2027", Etalement(depuis=MoisCivil(10, 2027))),
        (
            "à partir du mois d'avril, 1 250,50 € par mois",
            Etalement(depuis=MoisCivil(4), somme=cents(Decimal("1250.5"))),
        ),
        ("mensualités de 350 €", Etalement(somme=Decimal(350))),
        ("900 € par semestre", Etalement(SEMESTRIEL, somme=Decimal(900))),
        ("4200 euros/an", Etalement(somme=Decimal(4200), par_an=True)),
        (
            "octobre et janvier 2028",
            Etalement(MOIS_NOMMES, (MoisCivil(10, 2027), MoisCivil(1, 2028))),
        ),
        ("mars et septembre, tous les ans", Etalement(MOIS_NOMMES, (MoisCivil(3), MoisCivil(9)))),
        (
            "novembre à janvier",
            Etalement(MOIS_NOMMES, (MoisCivil(11), MoisCivil(12), MoisCivil(1))),
        ),
    ],
)
def test_the_spread_of_a_line_is_even_by_default(typed: str, meant: Etalement) -> None:
    bloc = budget_of(ETALEMENT.format(typed)).bloc("prevention")
    assert bloc is not None
    assert bloc.depenses[0].etalement == meant
    assert bloc.depenses[1].etalement == Etalement()


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("annuel", "dites quel mois : « juin », par exemple."),
        ("jusqu'en juin", "dites de quelle année : « jusqu'en juin 2028 », par exemple."),
        ("octobre 2028 à mars 2027", "mars 2027 est avant octobre 2028 : corrigez l'un des deux."),
        ("trimestrel", "vouliez-vous dire « trimestriel »"),
        *(
            (typed, "écrivez par exemple « égal »")
            for typed in ("12 mois", "350 €", "deux fois par an")
        ),
        *(
            (typed, "écrivez par exemple « égal »")
            for typed in ("350 € en mars", "mars et jui", "12 × 350")
        ),
    ],
)
def test_what_no_month_can_be_read_in_is_told_with_what_to_type(typed: str, advice: str) -> None:
    (told,) = examen(edited(petit_projet(), ETALEMENT.format(typed))).findings
    assert (told.code, told.span.cell) == ("B008", "G6")
    assert told.hints[0].startswith(advice), told.hints


def test_a_virement_counts_in_both_balances_and_leaves_the_whole_as_it_was() -> None:
    notation = """budgets/budget.xlsx
Virements créer
Virements!A1 = De
Virements!B1 = Vers
Virements!C1 = Année
Virements!D1 = Montant
Virements!A2 = Prévention
Virements!B2 = Fonctionnement
Virements!C2 = Année 2
Virements!D2 = 1 000 €
Virements tableau virements A1:D2
"""
    before, after = (
        compute(examen(edited(petit_projet(), text)).projet) for text in ("", notation)
    )
    assert (after.total.depenses, after.total.ressources) == (
        before.total.depenses,
        before.total.ressources,
    )
    assert after.total.ecarts == before.total.ecarts
    assert after.blocs["prevention"].ecarts == (Decimal(0), Decimal(-1000))
    assert after.blocs["fonctionnement"].ecarts == (Decimal(0), Decimal(1000))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 500 €", 1500),
        ("1\u202f500\u00a0€", 1500),
        ("12,5 k€", 12500),
        ("1,500 k€", 1500),
        ("1.500", None),
        ("1,500", None),
        ("12,5 %", None),
        ("1 5OO", None),
    ],
)
def test_an_amount_in_words_is_understood_when_it_reads_one_way(
    typed: str, value: int | None
) -> None:
    assert parse_montant(typed) == value


def test_a_share_is_a_quantity() -> None:
    assert parse_quantite("12,5 %") == Decimal("0.125")
    assert parse_quantite("12.5 %") is None


def test_half_a_cent_goes_up_as_the_spreadsheet_shows_it() -> None:
    assert cents(Decimal("10.005")) == Decimal("10.01")
    assert cents(Decimal("2.6749999999999998")) == Decimal("2.68")


@given(st.integers(min_value=0, max_value=10**11))
def test_whole_cents_stay_what_they_are(value: int) -> None:
    assert cents(Decimal(value) / 100) == Decimal(value) / 100


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("M3-01", "M3-01"),
        ("m3-01", "M3-01"),
        ("M3-01 — Repérer tôt le surpoids", "M3-01"),
        ("M3-01\u00a0— Repérer tôt", "M3-01"),
        ("M3‑01 : un titre d'hier", "M3-01"),
        ("M3 – 01 (ateliers)", "M3-01"),
        ("M3-01 — La suite de M2-01", "M3-01"),
        ("M3-01 Repérer tôt", "M3-01"),
        ("M3-01 et M2-01", "M3-01 et M2-01"),
        ("M3-01, M2-01", "M3-01, M2-01"),
        ("M3-01 - M3-02", "M3-01 - M3-02"),
        ("M3-0101", "M3-0101"),
        ("ateliers", "ateliers"),
    ],
)
def test_the_code_of_a_fiche_decides_whatever_title_follows(typed: str, code: str) -> None:
    bloc = budget_of(f"budgets/budget.xlsx\nPrévention!C7 = {typed}").bloc("prevention")
    assert bloc is not None
    fiche = bloc.depenses[1].fiche
    assert fiche is not None
    assert fiche.value == code


def test_a_block_that_cannot_be_read_hides_nothing_of_the_others() -> None:
    notation = "budgets/budget.xlsx\nParcours!D5 = Montant de 2027\nPrévention!D6 = 1 5OO\nPrévention!A7 = honorraires"
    found = examen(edited(petit_projet(), notation)).findings
    assert [(f.code, f.span.cell) for f in found] == [
        ("B003", "D5"),
        ("B004", "D6"),
        ("B008", "A7"),
    ]


@pytest.mark.parametrize(
    ("stored", "shown", "why"),
    [("#DIV/0!", "#DIV/0!", "par zéro"), ("#NAME?", "#NOM?", "un nom que")],
)
def test_an_error_is_named_as_the_spreadsheet_shows_it_and_explained(
    stored: str, shown: str, why: str
) -> None:
    (found,) = examen(
        edited(petit_projet(), f"budgets/budget.xlsx\nPrévention!D6 = {stored}")
    ).findings
    assert shown in found.message
    assert why in found.hints[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("Indemnités!D2 =\n", [("B008", "D2")]),
        ("Indemnités!D2 = salaire\n", [("B008", "D2")]),
        ("Indemnités!D2 = #REF!\n", [("B005", "D2")]),
        ("Indemnités!D3 =\nIndemnités fusionner D2:D3\n", [("B014", "D2:D3")]),
    ],
)
def test_a_line_of_the_register_without_its_type_is_told_once(
    change: str, told: list[tuple[str, str]]
) -> None:
    found = examen(edited(petit_projet(), REGISTRE + change))
    assert [(f.code, f.span.cell) for f in found.findings if f.span.sheet == "Indemnités"] == told
    assert not found.projet.budget.registre_complet


def test_a_circle_of_formulas_is_told_once_and_not_at_each_of_its_cells() -> None:
    notation = "budgets/budget.xlsx\nPrévention!D6 = =E6\nPrévention!E6 = =D6\n"
    found = examen(edited(petit_projet(), notation))
    assert [(f.code, f.span.cell) for f in found.findings] == [("B036", "D6")]
    prevention = found.projet.budget.bloc("prevention")
    assert prevention is not None
    assert not prevention.complet


@pytest.mark.parametrize("name", sorted(CLASSEURS))
def test_a_workbook_of_another_form_has_one_finding_and_two_ways_out(name: str) -> None:
    files = {**petit_projet(), CLASSEUR: CLASSEURS[name][0]()}
    found = [finding for finding in examen(files).findings if finding.span.path == CLASSEUR]
    assert [finding.code for finding in found] == ["B002"]
    assert found[0].hints[0].startswith(f"« make importer FICHIER={CLASSEUR} »")


def test_what_money_is_for_is_never_guessed_by_spelling() -> None:
    def hints(word: str) -> str:
        found = examen(
            edited(petit_projet(), f"budgets/budget.xlsx\nPrévention!A6 = {word}\n")
        ).findings
        return " ".join(next(finding for finding in found if finding.code == "B008").hints)

    usual = {"Communication": "moyens matériels", "Formation": "honoraires"}
    for word, nature in usual.items():
        assert hints(word) == f"« {word} » se range d'ordinaire dans « {nature} »."
    for word in ("Tombola", "Imprévus"):
        assert "vouliez-vous dire" not in hints(word), word
    assert hints("honoraire") == "vouliez-vous dire « honoraires » ?"


@pytest.mark.parametrize("title", ["3", "#REF!", "true", "Montant", ""])
@pytest.mark.parametrize(("head", "below"), [("A5", "A11"), ("A14", "A19")])
def test_a_table_without_its_first_title_is_told_whatever_is_typed_under_it(
    title: str, head: str, below: str
) -> None:
    lines = "\n".join(f"Prévention!{column}{below[1:]} = 3" for column in "ABCDE")
    told = constats(
        edited(petit_projet(), f"budgets/budget.xlsx\nPrévention!{head} = {title}\n{lines}\n")
    )
    assert any(" B003: " in line or " B002: " in line for line in told)
