"""Sections of a chapter set in tables."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import Block, BulletList, Cell, Heading, Notice, Table, text_of
from tests.projets import edited, examen, petit_projet

PATH = "content/diagnostic/02-synthese.md"
HEAD = f"{PATH}\ncréer\n+ ---\n+ tableau: {{}}\n+ ---\n+ \n+ # Synthèse\n+ \n+ Avant.\n"
FORCES = HEAD.format("forces-faiblesses")
PISTES = HEAD.format("pistes")
SQUARES = "".join(
    f"+ \n+ ## {name}\n+ \n+ - {name} ici.\n" for name in ("Menaces", "Forces", "Faiblesses")
)


def chapter(notation: str) -> tuple[Block, ...]:
    found = examen(edited(petit_projet(), notation))
    errors = tuple(finding for finding in found.findings if finding.is_error)
    made = next(one for one in found.projet.chapitres["diagnostic"] if one.path == PATH)
    return chapitre(made, found.comptes, Constats(errors), 2)


def words(cell: Cell) -> list[str]:
    blocks = cell.content
    return [text_of(inlines) for block in blocks for inlines in inlines_of(block)]


def test_the_four_squares_stand_in_their_order_whatever_the_authors() -> None:
    title, before, table = chapter(
        FORCES + SQUARES + "+ \n+ ## Opportunités\n+ \n+ - Opportunités ici.\n"
    )
    assert isinstance(title, Heading)
    assert text_of(next(inlines_of(before))) == "Avant."
    assert isinstance(table, Table)
    assert [words(cell) for row in table.rows for cell in row] == [
        ["Forces", "Forces ici."],
        ["Faiblesses", "Faiblesses ici."],
        ["Opportunités", "Opportunités ici."],
        ["Menaces", "Menaces ici."],
    ]


def test_lists_stay_lists_and_facts_are_printed_in_a_square() -> None:
    *_, table = chapter(
        FORCES + "+ \n+ ## Forces\n+ \n+ - {{ territoire.population }} habitants.\n"
    )
    assert isinstance(table, Table)
    square = table.rows[0][0]
    assert isinstance(square.blocs[1], BulletList)
    assert words(square)[1].replace("\u202f", " ") == "48 675 habitants."


def test_in_a_brouillon_a_section_without_a_square_is_kept_under_its_heading() -> None:
    blocks = chapter(FORCES + SQUARES + "+ \n+ ## Chances\n+ \n+ - Un projet voisin.\n")
    assert [text_of(b.inlines) for b in blocks if isinstance(b, Heading)] == ["Synthèse", "Chances"]
    assert any(isinstance(block, Notice) for block in blocks)
    assert any(isinstance(block, BulletList) for block in blocks)


def test_the_leads_stand_in_the_order_of_the_aci_with_the_full_name_of_the_mission() -> None:
    *_, table = chapter(
        PISTES + "+ \n+ ## Prévention\n+ \n+ - Deux.\n+ \n+ ## accès aux soins\n+ \n+ Un.\n"
    )
    assert isinstance(table, Table)
    assert [[words(cell) for cell in row] for row in table.rows] == [
        [["Améliorer l'accès aux soins"], ["Un."]],
        [["Développer des actions territoriales de prévention"], ["Deux."]],
    ]


def test_a_chapter_of_leads_without_any_has_no_table() -> None:
    assert not any(isinstance(block, Table) for block in chapter(PISTES))
