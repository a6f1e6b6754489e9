"""Dates and numbers as French people type them; what can be read two ways is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.interpret.dates import parse_echeance, parse_frequence
from pipeline.interpret.nombres import parse_entier, parse_montant, parse_nombre
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.langue.francais import euros, lettres, nombre


@pytest.mark.parametrize(
    ("typed", "start", "end", "printed"),
    [
        ("2027-03-15", date(2027, 3, 15), date(2027, 3, 15), "15 mars 2027"),
        ("15/03/2027", date(2027, 3, 15), date(2027, 3, 15), "15 mars 2027"),
        ("1er avril 2027", date(2027, 4, 1), date(2027, 4, 1), "1er avril 2027"),
        ("le 2 Août 2027", date(2027, 8, 2), date(2027, 8, 2), "2 août 2027"),
        ("mars 2027", date(2027, 3, 1), date(2027, 3, 31), "mars 2027"),
        ("févr. 2028", date(2028, 2, 1), date(2028, 2, 29), "février 2028"),
        ("03/2027", date(2027, 3, 1), date(2027, 3, 31), "mars 2027"),
        ("2027-03", date(2027, 3, 1), date(2027, 3, 31), "mars 2027"),
        ("T2 2027", date(2027, 4, 1), date(2027, 6, 30), "2e trimestre 2027"),
        ("1er trimestre 2027", date(2027, 1, 1), date(2027, 3, 31), "1er trimestre 2027"),
        ("2e semestre 2027", date(2027, 7, 1), date(2027, 12, 31), "2e semestre 2027"),
        ("S1 2028", date(2028, 1, 1), date(2028, 6, 30), "1er semestre 2028"),
        ("2027", date(2027, 1, 1), date(2027, 12, 31), "2027"),
    ],
)
def test_a_date_is_read_and_printed_in_french(
    typed: str, start: date, end: date, printed: str
) -> None:
    found = parse_echeance(typed)
    assert found is not None
    assert (found.debut, found.fin, str(found)) == (start, end, printed)


@pytest.mark.parametrize(
    "typed",
    ["", "bientôt", "2027-02-30", "13/2027", "T5 2027", "1899", "32 mars 2027", "2027-13", "mars"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert parse_echeance(typed) is None


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("chaque trimestre", "4"),
        ("deux fois par an", "2"),
        ("2 fois par an, en mars et en novembre", "2"),
        ("2x/an", "2"),
        ("Deux réunions par an", "2"),
        ("une fois par semestre", "2"),
        ("tous les six mois", "2"),
        ("tous les 3 mois", "4"),
        ("Chaque semestre", "2"),
        ("toutes les semaines", "52"),
        ("mensuelle", "12"),
        ("Réunions trimestrielles", "4"),
        ("bi-annuelle", "2"),
        ("bisannuel", "0.5"),
        ("tous les deux ans", "0.5"),
        ("chaque année", "1"),
        ("Bilan annuel", "1"),
    ],
)
def test_how_often_is_read(typed: str, times: str) -> None:
    assert parse_frequence(typed) == Decimal(times)


@pytest.mark.parametrize(
    "typed",
    ["", "mars 2027", "chaque fois que possible", "dès que possible", "deux réunions", "an 1"],
)
def test_what_does_not_say_how_often_is_no_frequency(typed: str) -> None:
    assert parse_frequence(typed) is None


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(Precision))
def test_what_is_printed_is_read_back(day: date, precision: Precision) -> None:
    if precision is Precision.MOIS:
        day = day.replace(day=1)
    elif precision is Precision.TRIMESTRE:
        day = day.replace(day=1, month=3 * ((day.month - 1) // 3) + 1)
    elif precision is Precision.SEMESTRE:
        day = day.replace(day=1, month=6 * ((day.month - 1) // 6) + 1)
    elif precision is Precision.ANNEE:
        day = day.replace(day=1, month=1)
    written = Echeance(day, precision)
    assert parse_echeance(str(written)) == written


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,5", "1234.5"),
        ("1\u202f234", "1234"),
        ("12\u00a0000", "12000"),
        ("-3", "-3"),
        ("\u22123,25", "-3.25"),
        ("0", "0"),
    ],
)
def test_a_number_is_read(typed: str, value: str) -> None:
    assert parse_nombre(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["1.500", "1 5OO", "1_000", "nan", "1e3", "Infinity", "", "12 34", "١٢٣", "1.500,00", "(500)"],
)
def test_a_number_that_is_not_clear_is_refused(typed: str) -> None:
    assert parse_nombre(typed) is None


def test_amounts_carry_their_unit() -> None:
    assert parse_montant("1 500 €") == 1500
    assert parse_montant("2,5 k€") == 2500
    assert parse_montant("12 %") is None
    assert parse_entier("12,5") is None


@given(st.decimals(0, 10**9, places=2))
def test_money_printed_is_money_read(value: Decimal) -> None:
    assert parse_montant(euros(value)) == value


@given(st.integers(0, 10**12))
def test_a_count_printed_is_a_count_read(value: int) -> None:
    assert parse_entier(nombre(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zéro"),
        (12, "douze"),
        (21, "vingt-et-un"),
        (70, "soixante-dix"),
        (71, "soixante-et-onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (200, "deux-cents"),
        (201, "deux-cent-un"),
        (1000, "mille"),
        (80_000, "quatre-vingt-mille"),
        (200_000, "deux-cent-mille"),
        (1999, "mille-neuf-cent-quatre-vingt-dix-neuf"),
    ],
)
def test_a_number_in_words(value: int, words: str) -> None:
    assert lettres(value) == words


def test_every_number_has_words_of_its_own() -> None:
    assert len({lettres(value) for value in range(20_000)}) == 20_000
