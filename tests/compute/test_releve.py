"""Each entry of a statement is noted once, in its block, and the balance says what is left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.compute.releve import commentaire, propositions, rapprochement
from pipeline.model.budget import Operation
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.releve import (
    A_AFFECTER,
    A_NOTER,
    AUCUN,
    AVANT,
    DEJA,
    LAISSE,
    Affectation,
    Mouvement,
    Proposition,
    Releve,
    Solde,
)
from pipeline.model.span import Span

HERE = Span("releve.csv")
START = date(2027, 4, 15)
WORKSHOPS = Affectation("", ((" ateliers",),), "prevention", "indemnités", None, HERE)
ACI = Affectation("", ((" cpam",),), "fonctionnement", "ACI volet fixe", None, HERE)
PRIVATE = Affectation("", ((" virement interne",),), AUCUN, "", None, HERE)


def move(day: date, amount: str, words: str, *, worked_out: bool = False) -> Mouvement:
    return Mouvement(day, "", words, Decimal(amount), HERE, f" {words.lower()}", worked_out)


def noted(day: date, amount: str, note: str = "", *, block: str = "prevention") -> Operation:
    month = Echeance(day.replace(day=1), Precision.MOIS)
    kind = "indemnités" if block == "prevention" else "ACI volet fixe"
    return Operation(month, block, kind, "", None, 0, Decimal(amount), note, HERE, HERE)


def states(moves: list[Mouvement], *lines: Operation, start: date | None = START) -> list[str]:
    return [one.etat for one in proposed(moves, *lines, start=start)]


def proposed(
    moves: list[Mouvement], *lines: Operation, start: date | None = START
) -> tuple[Proposition, ...]:
    releve = Releve("releve.csv", "banque", tuple(moves))
    return propositions(releve, (WORKSHOPS, ACI, PRIVATE), lines, start)


def test_an_entry_goes_where_the_first_line_that_fits_it_says() -> None:
    found = proposed(
        [
            move(date(2027, 5, 3), "-200", "ATELIERS chutes"),
            move(date(2027, 5, 4), "9000", "CPAM ACI"),
            move(date(2027, 5, 5), "-50", "VIREMENT INTERNE"),
            move(date(2027, 5, 6), "-7", "FRAIS"),
            move(date(2027, 5, 7), "300", "report", worked_out=True),
        ]
    )
    assert [(one.etat, one.bloc, one.poste) for one in found] == [
        (A_NOTER, "prevention", "indemnités"),
        (A_NOTER, "fonctionnement", "ACI volet fixe"),
        (LAISSE, "", ""),
        (A_AFFECTER, "", ""),
        (LAISSE, "", ""),
    ]


def test_of_entries_all_alike_each_has_its_rank() -> None:
    day = date(2027, 5, 3)
    found = proposed([move(day, "-200", "ATELIERS")] * 3 + [move(day, "-201", "ATELIERS")])
    assert [one.rang for one in found] == [1, 2, 3, 1]
    assert [commentaire("banque", one) for one in found[:2]] == [
        "banque 03/05/2027 : ATELIERS",
        "banque 03/05/2027 (2) : ATELIERS",
    ]


def test_what_is_noted_from_a_statement_is_known_by_its_day_words_and_amount_once_each() -> None:
    day = date(2027, 5, 3)
    line = noted(day, "200", "banque 03/05/2027 : Ateliers")
    assert states([move(day, "-200", "ATELIERS")] * 2, line) == [DEJA, A_NOTER]
    assert states([move(date(2027, 5, 4), "-200", "ATELIERS")], line) == [A_NOTER]
    assert states([move(day, "200", "ATELIERS")], line) == [A_NOTER]


def test_what_is_typed_by_hand_is_known_by_its_month_and_amount_or_as_the_sum_of_the_month() -> (
    None
):
    first, second = date(2027, 5, 3), date(2027, 5, 20)
    moves = [move(first, "-200", "ATELIERS"), move(second, "-300", "ATELIERS")]
    assert states(moves, noted(first, "300")) == [A_NOTER, DEJA]
    assert states(moves, noted(first, "500")) == [DEJA, DEJA]
    assert states(moves, noted(first, "499")) == [A_NOTER, A_NOTER]
    assert states(moves, noted(date(2027, 6, 1), "500")) == [A_NOTER, A_NOTER]
    assert states(moves, noted(first, "500", block="fonctionnement")) == [A_NOTER, A_NOTER]


def test_what_precedes_the_month_of_the_contract_is_in_its_opening_balance() -> None:
    moves = [
        move(date(2027, 3, 31), "-200", "ATELIERS"),
        move(date(2027, 4, 1), "-200", "ATELIERS"),
    ]
    assert states(moves) == [AVANT, A_NOTER]
    assert states(moves, start=None) == [A_NOTER, A_NOTER]
    assert states([move(date(2027, 3, 31), "-50", "VIREMENT INTERNE")]) == [LAISSE]


def test_the_balance_counts_the_opening_what_is_noted_and_what_is_proposed_up_to_its_day() -> None:
    """1 000 € at first, 9 000 of the CPAM, 200 and 300 of workshops, 100 that nobody placed."""
    found = proposed(
        [
            move(date(2027, 5, 3), "-200", "ATELIERS"),
            move(date(2027, 5, 5), "-100", "FRAIS"),
            move(date(2027, 5, 6), "-40", "VIREMENT INTERNE"),
            move(date(2027, 6, 9), "-999", "ATELIERS"),
        ]
    )
    lines = [
        noted(date(2027, 5, 1), "9000", block="fonctionnement"),
        noted(date(2027, 5, 9), "300", "banque 09/05/2027 : Ateliers"),
        noted(date(2027, 6, 2), "77", "banque 02/06/2027 : Ateliers"),
        noted(date(2027, 3, 1), "55"),
        noted(date(2027, 6, 1), "66"),
    ]
    solde = Solde(date(2027, 5, 31), Decimal(9_360), HERE)
    told = rapprochement(solde, found, lines, Decimal(1_000), START)
    assert told.calcule == 1_000 + 9_000 - 300 - 200
    assert told.restes == {A_AFFECTER: -100, LAISSE: -40}
