"""Over every document of both sets: the unit of amounts is said once, right above their table, and nowhere in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.prose import EN_EUROS
from tests.gabarits import parts_of
from tests.test_accessibilite import JEU, Ecrit, W, lu, outputs, text_of, value

AMOUNT = motif("[-+\u2212]?[0-9][0-9 \u00a0\u202f]*(,[0-9]{2})?[ \u00a0]€")
IN_A_TITLE = motif(r"\(€\)|[Mm]ontants? en euros|\(en euros\)")

MIXED = {
    "Le projet en bref": "key figures: a sum beside counts of people and of communes",
    "Mission ": "key figures of a mission: a sum beside counts of actions and of indicators",
    "Ce que le budget prévoit": "typed by its authors, each amount called by its name",
    "Vivre sur le territoire": "typed by its authors: euros, shares and years stand in one column",
}
"""Tables whose cells keep « € », by how their names begin, and why."""


def told_twice(one: Ecrit) -> Iterator[str]:
    """Each table of amounts whose unit is in its cells, in its titles, or not above it."""
    for table in one.root.iter(f"{W}tbl"):
        name = value(table, "tblPr/tblCaption")
        cells = [text_of(cell) for cell in table.iter(f"{W}tc")]
        amounts = any(map(AMOUNT.fullmatch, cells))
        if amounts and not name.startswith(tuple(MIXED)):
            yield f"{name} : « € » dans les cases"
        if any(map(IN_A_TITLE.search, cells)):
            yield f"{name} : l'unité dans un titre de colonne"
        before = table.getprevious()
        above = before is not None and text_of(before).startswith(EN_EUROS)
        if above != (EN_EUROS.lower() in name):
            yield f"{name} : le nom et la ligne du dessus ne disent pas la même unité"


@JEU
def test_amounts_have_their_unit_once_above_their_table(jeu: str) -> None:
    said = [(name, fault) for name, one in outputs(jeu).items() for fault in told_twice(one)]
    assert said == []
    assert sum(EN_EUROS in text_of(one.root) for one in outputs(jeu).values()) > 3


@JEU
def test_a_fiche_has_it_in_the_title_of_its_expenses_so_as_not_to_grow(jeu: str) -> None:
    text = text_of(outputs(jeu)["exemple/projet-de-sante.docx"].root)
    assert "Dépenses, en euros" in text


def test_amounts_of_the_example_have_it_too(documents: Mapping[str, bytes]) -> None:
    found = {name: lu(parts_of(data)) for name, data in documents.items() if name.endswith(".docx")}
    assert [(name, fault) for name, one in found.items() for fault in told_twice(one)] == []


@pytest.mark.parametrize(
    ("above", "name", "cell", "count"),
    [
        ("Montants en euros", "Qui paie, montants en euros", "1 200", 0),
        ("", "Qui paie", "1\u00a0200\u00a0€", 1),
        ("", "Mission 2 — Parcours", "1\u00a0200\u00a0€", 0),
        ("", "Qui paie", "Année 1 (€)", 1),
        ("Montants en euros", "Qui paie", "1 200", 1),
    ],
)
def test_a_unit_told_elsewhere_is_seen(above: str, name: str, cell: str, count: int) -> None:
    space = f'xmlns:w="{W[1:-1]}"'
    xml = (
        f"<w:body {space}><w:p><w:r><w:t>{above}</w:t></w:r></w:p><w:tbl><w:tblPr>"
        f'<w:tblCaption w:val="{name}"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr>'
        "</w:tbl></w:body>"
    )
    assert len(list(told_twice(Ecrit({}, etree.fromstring(xml), {})))) == count
