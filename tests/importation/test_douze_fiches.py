"""Twelve fiches by someone who had the guides alone: 202 values of 296 right, 40 asked, 36 wrong, 18 lost."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.commands import importer
from pipeline.commands.ligne import understand
from pipeline.model.importation import SourceLue
from pipeline.model.prose import Table
from pipeline.read.docx import read_docx
from tests.importation.entrees import fiches, written
from tests.importation.fabrique import saved
from tests.importation.test_voisins_des_manieres import read, sections


def page(*rows: str) -> str:
    """A page of one table; « 3~ » before a cell is the columns that it spans."""
    return (
        "<table>"
        + "".join(f"<tr>{''.join(map(_cell, row.split('|')))}</tr>" for row in rows)
        + "</table>"
    )


def _cell(words: str) -> str:
    span, tilde, rest = words.partition("~")
    return f'<td colspan="{span}">{rest}</td>' if tilde else f"<td>{words}</td>"


# --- titles over contents, one pair of rows after another -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                "QUOI ?|QUI ?",
                "Des ateliers mémoire|Dr Claire Delafable",
                "POURQUOI ?|POUR QUI ?",
                "Trop de chutes chez nous.|Les plus de 70 ans",
                "OÙ ?|QUAND ?",
                "Trois communes|mars 2028",
                "COMBIEN ?|COMMENT SAURA-T-ON ?",
                "4 000 €|Nombre d'ateliers",
            ),
            {
                "Sous-actions": "Des ateliers mémoire",
                "Problématiques constatées": "Trop de chutes",
                "Public cible": "Les plus de 70 ans",
                "Planning prévisionnel": "mars 2028",
                "Budget": "4 000 €",
                "Indicateurs": "### Indicateur : Nombre d'ateliers",
                "À ranger": "**OÙ ?**\n\nTrois communes",
            },
        ),
        (
            (
                "4~Bien vieillir chez soi",
                "<b>Constat</b>|<b>Objectifs</b>|<b>Public</b>|<b>Lieux</b>",
                "Des chutes|Moins de chutes|Les aînés|Mairie",
                "<b>Partenaires</b>|<b>Moyens humains</b>|<b>Calendrier</b>|<b>Freins</b>",
                "CCAS|Un éducateur|Début : mai 2028|Transport",
            ),
            {
                "Problématiques constatées": "Des chutes",
                "Objectifs opérationnels": "Moins de chutes",
                "Acteurs et partenaires": "CCAS",
                "Moyens humains": "Un éducateur",
                "Freins et leviers": "Transport",
                "À ranger": "**Lieux**\n\nMairie",
            },
        ),
        (
            (
                "3~Fiche vaccination",
                "CONTEXTE|OBJECTIFS|PUBLIC",
                "Peu de vaccinés|Vacciner|Collégiens",
                "3~PLAN D'ACTION",
                "Action|Qui|Quand",
                "Former|IDE|mai 2028",
                "3~INDICATEURS",
                "Indicateur|Départ|Cible année 3",
                "Vaccinés|30 %|60 %",
                "Séances|0|8",
                "FREINS|LEVIERS|BUDGET",
                "Refus|École|2 000 €",
            ),
            {
                "Objectifs opérationnels": "Vacciner",
                "Sous-actions": "| Former | IDE | mai 2028 |",
                "Indicateurs": "### Indicateur : Séances\n\n- départ : 0",
                "Freins et leviers": "**LEVIERS**\n\nÉcole",
                "Budget": "2 000 €",
            },
        ),
    ],
)
def test_titles_over_their_contents_are_read_column_by_column(
    rows: tuple[str, ...], expected: dict[str, str]
) -> None:
    """Not one of 25 values of such a page was right."""
    found = sections(page(*rows), "page.html")
    for title, words in expected.items():
        assert words in found[title]


def test_a_table_whose_titles_come_again_is_still_a_table() -> None:
    rows = ("Action|Qui|Quand", "Former|IDE|mai 2028", "Action|Qui|Quand", "Ouvrir|MSP|mai 2029")
    found = sections(f"<h2>Contexte</h2><p>Peu</p><h2>Actions</h2>{page(*rows)}", "page.html")
    assert "| Ouvrir | MSP | mai 2029 |" in found["Sous-actions"]


# --- a mission beside a text on standard input ----------------------------------------------------------------------------


@pytest.mark.parametrize("mission", ["MISSION=parcours", "MISSION=M2", "MISSION=2"])
def test_the_mission_that_a_pasted_text_lacks_is_given_as_it_is_told(
    projet: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mission: str,
) -> None:
    """« make importer MISSION=parcours < mail.txt » looked for a file of that name."""
    text = "Constat\n\nPeu\n\nObjectifs\n\nPlus\n\nActions\n\n- Former\n"

    def bring(*words: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        assert importer.execute(understand(["-C", str(projet), "importer", *words])) == 0

    bring()
    assert "make importer MISSION=prevention < votre-texte.txt" in capsys.readouterr().out
    bring(mission)
    came = [text for text in fiches([*written(projet)]) if "Former\n" in text and "Peu" in text]
    assert len(came) == 1
    assert "mission: parcours" in came[0]


def test_a_file_without_a_mission_is_told_the_whole_command(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = projet / "fiche libre.md"
    source.write_text("## Constat\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Actions\n\n- Former\n")
    importer.execute(understand(["-C", str(projet), "importer", str(source)]))
    said = capsys.readouterr().out
    assert f"FICHIER='{source}' MISSION=prevention" in said or f'FICHIER="{source}"' in said


# --- bars of a calendar -------------------------------------------------------------------------------------------------------

VIDE, PLEIN = "<td></td>", '<td style="background:#70AD47"></td>'
AVANT = "<h2>Contexte</h2><p>Peu</p><h2>Objectifs</h2><p>Plus</p><h2>Calendrier</h2>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                row("Action 2027", *"JFMAMJJASOND"),
                row("Former", *[VIDE] * 3, *[PLEIN] * 2, *[VIDE] * 7),
            ),
            "| Former | d’avril 2027 à mai 2027 |",
        ),
        (
            (
                row("Actions 2028", *"AMJJASONDJFM"),
                row("Bilan", *[VIDE] * 10, *[PLEIN] * 2),
            ),
            "| Bilan | de février 2029 à mars 2029 |",
        ),
        (
            (
                row("", '<td colspan="4">2027</td>', '<td colspan="4">2028</td>'),
                row("", "T1", "T2", "T3", "T4", "T1", "T2", "T3", "T4"),
                row("Former", VIDE, '<td colspan="3" bgcolor="red"></td>', *[VIDE] * 4),
            ),
            "| Former | de T2 2027 à T4 2027 |",
        ),
        (
            (
                "<style>.x1{background-color: #FFC000}</style>",
                row("Étapes", "Janv.", "Févr.", "Mars", "Avr."),
                row("Former", VIDE, '<td class="x1"></td>', '<td class="x1"></td>', VIDE),
            ),
            "| Former | février à mars |",
        ),
        (
            (row("Étapes 2028", "S1", "S2"), row("Former", PLEIN, VIDE)),
            "| Former | S1 2028 |",
        ),
    ],
)
def test_cells_that_their_colour_alone_fills_say_when(rows: tuple[str, ...], expected: str) -> None:
    """Four bars of a chart were dropped without a word."""
    found = sections(f"{AVANT}<table>{''.join(rows)}</table>", "page.html")
    assert expected in found["Planning prévisionnel"]


def test_a_row_of_one_colour_is_no_bar_and_a_colour_that_no_time_titles_is_told() -> None:
    striped = '<tr style="">' + '<td bgcolor="#eee">Former</td>' + '<td bgcolor="#eee"></td>' * 2
    rows = row("Étapes", "2027", "2028") + striped + "</tr>" + row("Bilan", "X", "")
    found = sections(f"{AVANT}<table>{rows}</table>", "page.html")["Planning prévisionnel"]
    assert "| Bilan | 2027 |" in found
    assert "| Former |  |" in found
    places = row("Étapes", "Lombez", "Gimont") + row("Former", VIDE, PLEIN)
    said = read(f"{AVANT}<table>{places}</table>", "page.html").rapport
    assert any("la couleur de ses cases vides n'est pas reprise" in line for line in said)


def test_the_colour_of_a_cell_of_word_is_read_and_white_is_none() -> None:
    document = Document()
    table = document.add_table(2, 3)
    for at, colour in enumerate(("auto", "92D050", "FFFFFF")):
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>')
        table.cell(1, at)._tc.get_or_add_tcPr().append(shading)
        table.cell(0, at).text = ("Action", "2027", "2028")[at]
    table.cell(1, 0).text = "Former"
    lue = read_docx(saved(document))
    assert isinstance(lue, SourceLue)
    (found,) = lue.blocks
    assert isinstance(found, Table)
    assert [cell.teinte for cell in found.rows[0]] == ["", "92d050", ""]
