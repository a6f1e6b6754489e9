"""People said with the body that they are of, or with their trade, in whatever order: who is who, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.interpret.importation.personnes import Cite, people_in, trade_and_body
from pipeline.interpret.lignes_de_fiche import who_does_it
from pipeline.model.personne import Annuaire
from pipeline.model.vocabulaire import Vocabulaire
from tests.importation.entrees import bring, fiches


def named(words: str) -> list[tuple[str, str, str]]:
    """Each person of a line, her trade, her body."""
    cites = [cite for cite in people_in(words, Annuaire()) if isinstance(cite, Cite)]
    return [(cite.nom, *trade_and_body(cite.profession)) for cite in cites]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bruno Sentenac du CH d'Auch", ("Bruno Sentenac", "", "CH d'Auch")),
        ("Mme Anne Puig, cadre de santé de l'hôpital", ("Anne Puig", "cadre de santé", "hôpital")),
        ("le Dr Costes du Samu 32", ("Costes", "", "Samu 32")),
        ("Dr Le Goff de la clinique des Cèdres", ("Le Goff", "", "clinique des Cèdres")),
        ("Hélène Vidal de l'ADMR", ("Hélène Vidal", "", "ADMR")),
        ("Lucie Faure de la mairie", ("Lucie Faure", "", "mairie")),
        ("Karim Benali (HAD)", ("Karim Benali", "", "HAD")),
        ("Luc Petit sage-femme libérale", ("Luc Petit", "sage-femme libérale", "")),
        ("Marie Dupont IDE", ("Marie Dupont", "IDE", "")),
        ("Mme Costes infirmière au SSIAD de Fleurance", ("Costes", "infirmière", "SSIAD de Fleurance")),
        ("Paul Weber – CH de Condom – médecin", ("Paul Weber", "médecin", "CH de Condom")),
        ("Paul Weber (médecin, CH de Condom)", ("Paul Weber", "médecin", "CH de Condom")),
        ("Claire Roux, adjointe au maire de Gimont", ("Claire Roux", "adjointe au maire de Gimont", "")),
    ],
)  # fmt: skip
def test_a_person_is_told_from_her_trade_and_her_body(
    words: str, expected: tuple[str, str, str]
) -> None:
    assert named(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Anne du Pont", ["Anne du Pont"]),
        ("les infirmières du CH", []),
        ("Mairie de Gimont", []),
        ("La Poste de Gimont", []),
        ("Bruno Sentenac du CH et Luc Petit de la mairie", ["Bruno Sentenac", "Luc Petit"]),
    ],
)
def test_what_only_looks_like_a_person_of_a_body_is_left(words: str, expected: list[str]) -> None:
    assert [nom for nom, _, _ in named(words)] == expected


def test_brackets_in_the_brackets_of_a_task_are_of_whom_they_follow() -> None:
    line = "Rédiger la lettre (Hélène Vidal (ADMR), mars 2028)"
    assert who_does_it(line, Vocabulaire()) == ("Hélène Vidal (ADMR)", "mars 2028")
    assert who_does_it("Rédiger la lettre (modèle (court))", Vocabulaire()) == ("", "")


FICHE = """\
# Fiche action – Sortie d'hôpital

Mission : parcours

Pilote : Bruno Sentenac du centre hospitalier d'Exemple

Groupe de travail : Mme Anne Puig, cadre de santé de l'hôpital ; Hélène Vidal de l'ADMR

## Constat

Les sorties sont mal préparées.

## Objectifs

Préparer les sorties
"""


def test_the_body_of_who_is_proposed_is_in_its_column_by_its_key_where_the_list_has_it(
    projet: Path,
) -> None:
    _, paths = bring(projet, "sortie.md", FICHE.encode())
    (text,) = fiches(paths)
    assert "pilote: Bruno Sentenac\nmembres: [Anne Puig, Hélène Vidal]" in text
    proposed = (projet / "content/personnes-proposees.csv").read_text(encoding="utf-8-sig")
    rows = [line.split(";")[2:8] for line in proposed.splitlines()[1:]]
    assert sorted(rows) == [
        ["Puig", "Anne", "cadre de santé", "", "hôpital", ""],
        ["Sentenac", "Bruno", "", "", "ch-exemple", ""],
        ["Vidal", "Hélène", "", "", "ADMR", ""],
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Dr Paul Lemoine, médecin, MSP des Tilleuls ; Anne Auclair, pharmacienne, Brénay",
            ["médecin, MSP des Tilleuls", "pharmacienne, Brénay"],
        ),
        ("Luc Petit, IDE ; Anne Roux, sage-femme, CH d'Auch", ["IDE", "sage-femme, CH d'Auch"]),
    ],
)
def test_where_semicolons_part_people_what_commas_part_is_of_each(
    line: str, told: list[str]
) -> None:
    cited = list(people_in(line, Annuaire()))
    assert [one.profession if isinstance(one, Cite) else one for one in cited] == told


@pytest.mark.parametrize(
    ("line", "of_nobody"),
    [
        ("Luc Petit, IDE ; CPAM, ARS ; Anne Roux", "CPAM"),
        ("Luc Petit, Anne Roux ; Jean Blin, IDE", "Anne Roux"),
        ("Luc Petit, IDE, HAD", "HAD"),
        ("Luc Petit, IDE, HAD ; DAC du Gers", "HAD"),
    ],
)
def test_a_body_or_another_person_between_them_is_told_of_nobody(line: str, of_nobody: str) -> None:
    cited = list(people_in(line, Annuaire()))
    assert not [one for one in cited if isinstance(one, Cite) and of_nobody in one.profession]
    assert any(of_nobody in (one if isinstance(one, str) else one.nom) for one in cited), "lost"
