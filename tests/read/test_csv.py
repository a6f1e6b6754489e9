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
