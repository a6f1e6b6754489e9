"""A CSV file that cannot be read says why, in words that lead to its mistake."""

from __future__ import annotations

from pipeline.model.finding import Finding
from pipeline.read.csv import read_csv


def test_a_cell_larger_than_a_cell_is_told_as_such() -> None:
    findings: list[Finding] = []
    text = f"cle;nom\na;{'x' * 140_000}\n"
    assert read_csv("content/personnes.csv", text, findings) is None
    assert [str(finding.span) for finding in findings] == ["content/personnes.csv:2"]
    assert "dépasse 131 072 signes" in findings[0].message.replace("\u202f", " ").replace(
        "\u00a0", " "
    )


def _read(text: str) -> tuple[list[list[str]] | None, list[str]]:
    findings: list[Finding] = []
    csv = read_csv("content/personnes.csv", text, findings)
    rows = [[cell.value for cell in row] for row in csv.rows] if csv else None
    return rows, [f"{one.span.line} {one.message}" for one in findings]


def test_a_quote_left_open_spoils_its_line_alone() -> None:
    rows, said = _read('cle;nom\na;"Anne\nb;Marc\nc;"Léa "Petit\nd;"L\'une\nou l\'autre"\n')
    assert rows == [["a", "Anne"], ["b", "Marc"], ["c", 'Léa "Petit'], ["d", "L'une\nou l'autre"]]
    open_quote = "un guillemet ouvert sur cette ligne n'est pas refermé correctement."
    assert said == [f"2 {open_quote}", f"4 {open_quote}"]


def test_a_quote_left_open_over_a_line_that_no_row_is_stops_the_reading() -> None:
    rows, said = _read('cle;nom;ville\na;"Anne\nb;Marc;Auch\n')
    assert rows is None
    assert len(said) == 1


def test_a_file_of_open_quotes_is_read_no_further_than_twenty_of_them() -> None:
    rows, said = _read("cle;nom\n" + 'a;"b\n' * 200)
    assert rows is None
    assert len(said) == 20


def test_a_list_between_bars_is_read_and_told_once() -> None:
    in_a_text = "| cle | nom |\n|:---|---|\n| a | Anne |\n"
    for text in ("cle|nom\na|Anne\n", "cle|nom\na;Anne\n", in_a_text):
        rows, said = _read(text)
        assert rows == [["a", "Anne"]]
        assert said == ["1 les cases de ce fichier sont séparées par des barres « | »."]
