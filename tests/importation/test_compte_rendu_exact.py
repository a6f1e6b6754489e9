"""What the report of an import says is true of the file that was written, title by title."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.interpret.importation.compte_rendu import true_lines
from pipeline.model.importation import Annonce
from tests.importation.entrees import bring
from tests.importation.fabrique import MANIERES
from tests.importation.test_sources_a_l_aveugle import SOURCES

TITLED = re.compile(r"  « (?P<title>.+) » → (?P<places>[^»]+)$")
SAID_OF_THE_HEADER = re.compile(
    r"(?:mission |(?:pilote|copilotes|membres) : |fin, à côté|l'en-tête|dans le groupe|copilotes)|nommé ailleurs|indicateur"
)


def places_of(text: str) -> dict[str, str]:
    shown = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", shown, re.MULTILINE | re.DOTALL))


def untrue(said: str, texts: list[str]) -> list[str]:
    """The lines of a report that name a heading which no file has, or which is empty."""
    headings = {title for text in texts for title, body in places_of(text).items() if body.strip()}
    found = []
    for line in said.splitlines():
        match = TITLED.match(line)
        if match is None or SAID_OF_THE_HEADER.search(match["places"]):
            continue
        for place in re.split(r", | et (?=[A-ZÀ])", match["places"].partition(" : ")[0]):
            if place not in headings:
                found.append(line)
    return found


ALL = {
    **MANIERES,
    **{name: one.octets for name, one in SOURCES.items()},
}


@pytest.mark.parametrize("name", ALL)
def test_each_heading_that_the_report_names_holds_something(
    name: str, projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, paths = bring(projet, name, ALL[name]())
    assert status == 0
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md"]
    assert untrue(capsys.readouterr().out, texts) == []


FICHE = """\
# Fiche action 5 – Dépistage

Mission : prévention

**Constat**

Peu de dépistages.

**CALENDRIER**

| Action | Qui | Quand |
|---|---|---|
| Former les infirmières | Yann Fablier | mars 2028 |

**Budget prévisionnel**

☐ ARS ☐ Département

**Freins**

**Livrables**

Une plaquette
"""


def test_what_moved_after_its_title_is_told_where_it_is(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(projet, "depistage.md", FICHE.encode())
    said = capsys.readouterr().out
    assert "« CALENDRIER » → Planning prévisionnel\n" in said
    assert "Planning : des colonnes sans place chez nous → À ranger" in said
    assert "« Budget prévisionnel » → À ranger" in said
    assert "« Budget prévisionnel » → Budget" not in said
    assert "« Freins » : rien n'est écrit dessous" in said
    assert "« Livrables » → À ranger" in said


TEXT = "---\ntitre: X\n---\n\n## Budget\n\n3 000 euros de l'agence\n\n## À ranger\n\nune plaquette\n<!-- Gantt 2028 -->\n"


@pytest.mark.parametrize(
    ("place", "lines", "expected"),
    [
        ("Budget", ("3 000 euros de l'agence",), "« T » → Budget"),
        ("Budget", ("une plaquette",), "« T » → À ranger"),
        ("Moyens", ("3 000 euros de l'agence", "une plaquette"), "« T » → Budget et À ranger"),
        ("Budget", (), "« T » : rien n'est écrit dessous"),
        ("Planning", ("Gantt 2028",), None),
    ],
)
def test_a_line_is_told_from_the_words_of_the_file(
    place: str, lines: tuple[str, ...], expected: str | None
) -> None:
    line = f"« T » → {place}"
    told = true_lines(["avant", line], [Annonce(line, "T", place, lines)], TEXT)
    assert told == ["avant", *filter(None, [expected])]
