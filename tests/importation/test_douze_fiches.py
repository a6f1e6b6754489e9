"""Twelve fiches by someone who had the guides alone: 202 values of 296 right, 40 asked, 36 wrong, 18 lost."""

from __future__ import annotations

import pytest

from tests.importation.test_voisins_des_manieres import sections


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
