"""Files of figures: which columns count something, and what spoils them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.interpret.donnees import interpret_donnees
from pipeline.model.donnees import Donnees
from pipeline.model.finding import Finding
from pipeline.model.source import Sources
from pipeline.read.csv import read_csv

PATH = "content/diagnostic/donnees/ages.csv"


def read(text: str) -> tuple[Donnees, list[str]]:
    findings: list[Finding] = []
    csv = read_csv(PATH, text, findings)
    assert csv is not None
    sources = Sources({}, {PATH: csv}, {}, frozenset(), frozenset(), {})
    found = interpret_donnees(sources, findings)["ages"]
    return found, [finding.code for finding in findings]


def test_columns_of_codes_and_years_count_nothing() -> None:
    donnees, said = read(
        "Code;Année;Commune;Habitants;Part\n01004;2023;Ambérieu;14 022;12,5 %\n32013;2022;Auch;22428;14 %"
    )
    assert donnees.nombres == (False, False, False, True, True)
    assert [case.imprime for case in donnees.lignes[0]][3:] == ["14\u202f022", "12,5\u00a0%"]
    assert said == []


def test_a_dot_is_a_decimal_mark_unless_it_may_be_thousands() -> None:
    donnees, said = read("Âge;Habitants\n0 à 14 ans;12.5\n15 ans et plus;1.500\nTous;7")
    assert [row[1].valeur is None for row in donnees.lignes] == [False, True, False]
    assert said == ["C008"]


def test_what_statistics_print_for_a_missing_figure_is_accepted() -> None:
    donnees, said = read(
        "Âge;Habitants\n0 à 14 ans;n.d.\n15 à 74 ans;\n75 ans et plus;7\n90 ans et plus;s"
    )
    assert donnees.nombres == (False, True)
    assert said == []


def test_a_header_alone_gives_no_line() -> None:
    donnees, said = read("Âge;Habitants")
    assert (donnees.lignes, said) == ((), [])


CELL = st.text(
    st.characters(exclude_characters=';,\t"\r\n\x00', exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    max_size=8,
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_no_cell_is_lost_whatever_it_holds(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(["Nom;Valeur", *(f"x{a};{b}" for a, b in rows)])
    donnees, _ = read(text)
    assert [(row[0].texte, row[1].texte) for row in donnees.lignes] == [
        (f"x{a}".strip(), b.strip()) for a, b in rows
    ]
    assert all(bool(case.imprime) == bool(case.texte) for row in donnees.lignes for case in row)
