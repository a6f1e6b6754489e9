"""A mail whose author turns to something else below his objectives; a table of a team whose parts are not all ours."""

from __future__ import annotations

import pytest

from pipeline.interpret.importation.amorces import turned_to
from pipeline.interpret.importation.equipe import team_in
from pipeline.interpret.importation.personnes import Cite, people_in
from pipeline.model.personne import Annuaire
from tests.importation.test_voisins_des_manieres import MOTS, read, sections, table

MAIL = """Bonsoir Margaux,

Voici ma fiche sur les chutes à domicile.

Le constat : on compte 300 chutes par an chez nos patients.

Objectifs :
- repérer les patients qui chutent
- adapter leur logement

{below}

Budget : 1 200 € par an.

Bonne soirée,
Luc
"""
OBJECTIVES = "- repérer les patients qui chutent\n- adapter leur logement"


def mail(below: str) -> dict[str, str]:
    return sections(MAIL.format(below=below), "mail.txt")


@pytest.mark.parametrize(
    ("below", "heading", "kept"),
    [
        ("Côté partenaires : la mairie, le CCAS", "Acteurs et partenaires", "CCAS"),
        ("Concernant nos partenaires : le CCAS", "Acteurs et partenaires", "CCAS"),
        ("Ce qu'on fera :\n1. Former les aides\n2. Visiter les logements", "Sous-actions", "Former les aides"),
        ("Pour les indicateurs j'ai noté :\n- nombre de visites\n- nombre de chutes", "Indicateurs", "visites"),
        ("Pour les indicateurs, on verrait :\n- nombre de visites\n- nombre de chutes", "Indicateurs", "visites"),
        ("Le point qui m'inquiète : le logement social refuse", "Freins et leviers", "refuse"),
    ],
)  # fmt: skip
def test_what_a_mail_turns_to_below_its_objectives_has_its_heading(
    below: str, heading: str, kept: str
) -> None:
    found = mail(below)
    assert found["Objectifs opérationnels"].strip() == OBJECTIVES
    (under,) = [text for title, text in found.items() if heading.split()[0] in title]
    assert kept in under


@pytest.mark.parametrize(
    "below",
    [
        "Ce que je redoute un peu : le bailleur refuse",
        "Et voilà mes idées en vrac :\n- une visite\n- un café",
        "Dis-moi si tu veux qu'on en parle avant le CA.",
        "Public : les plus de 75 ans\n\nMes doutes à moi : le bailleur refuse",
    ],
)
def test_what_no_heading_is_known_for_is_asked_and_never_an_objective(below: str) -> None:
    found = mail(below)
    assert found["Objectifs opérationnels"].strip() == OBJECTIVES
    last = below.split(" : ")[-1].split("\n- ")[-1]
    assert last in found["À ranger"]


def test_the_report_says_what_left_the_objectives() -> None:
    told = read(MAIL.format(below="Dis-moi si ça te va."), "mail.txt").rapport
    assert "« Dis-moi si ça te va. » → À ranger : est-ce encore un objectif ?" in told


def test_objectives_written_as_sentences_in_a_mail_stay_objectives() -> None:
    text = MAIL.replace("- repérer les patients qui chutent\n- adapter leur logement\n\n", "")
    found = sections(text.format(below="Repérer les chutes.\n\nAdapter les logements."), "mail.txt")
    assert "Adapter les logements." in found["Objectifs opérationnels"]


def test_a_text_that_is_no_mail_keeps_what_stands_below_its_objectives() -> None:
    text = "# Chutes\n\n## Constat\n\nOn chute.\n\n## Objectifs\n\n- repérer\n- adapter\n\nCes deux objectifs vont ensemble.\n"
    assert "vont ensemble" in sections(text)["Objectifs opérationnels"]


def test_a_label_after_another_of_the_means_is_still_of_the_means() -> None:
    text = (
        "# Chutes\n\n## Constat\n\nOn chute.\n\n## Objectifs\n\n- repérer\n\n## Moyens\n\n"
        "Financiers : 2 500 €\n\nCommunication : plaquette\n"
    )
    found = sections(text)
    assert "plaquette" not in found["À ranger"]


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Côté partenaires : la mairie", "acteurs"),
        ("Côté partenaires, on verra la mairie", ""),
        ("Pour les patients j'ai pensé à un café", ""),
        ("Pour les indicateurs j'ai noté :", "indicateurs"),
        ("Pour les indicateurs manquants il faut chercher", ""),
    ],
)
def test_a_sentence_turns_to_a_heading_by_its_name_alone(sentence: str, key: str) -> None:
    assert turned_to(sentence, MOTS) == key


# --- a table of a team -------------------------------------------------------------------------------------------------

TEAM = """# Accueil des internes

## Contexte

Peu de maîtres de stage.

## Objectifs

- loger les internes

## Qui ?

| Nom | Profession | Rôle |
|---|---|---|
| Dr Juliette Sarrat | médecin généraliste, MSU | pilote |
| Thomas Vey | coordinateur | appui |
| Chloé Maurin | pharmacienne, maître de stage | membre |
| Isabelle Carrier | élue, CC Entre-Deux-Vals | membre |

## Public

Internes
"""


def test_a_part_that_is_none_of_ours_is_asked_and_the_others_are_read() -> None:
    told = read(TEAM)
    assert told.entete["pilote"] == ["Dr Juliette Sarrat (médecin généraliste, MSU)"]
    assert told.entete["membres"] == [
        "Chloé Maurin (pharmacienne, maître de stage)",
        "Isabelle Carrier (élue, CC Entre-Deux-Vals)",
    ]
    assert "acteurs" not in told.sections
    assert (
        "« Thomas Vey (coordinateur) : appui » → À ranger : pilote, copilote ou membre ?"
        in told.rapport
    )


def test_the_trade_and_the_place_of_a_member_make_nobody_else() -> None:
    for line in read(TEAM).entete["membres"]:
        (one,) = people_in(line, Annuaire())
        assert isinstance(one, Cite)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("Nom | Structure | Rôle", "Luc Petit | MSP des Tilleuls | pilote", "Anne Sol | CH de Revel (SMR) | relais"),
            [("pilote", "Luc Petit (MSP des Tilleuls)"), ("", "Anne Sol (CH de Revel, SMR) : relais")],
        ),
        (
            ("Nom | Profession | Rôle dans le groupe", "Luc Petit | animateur | membre", "Anne Sol | MK | pilote"),
            [("membres", "Luc Petit, animateur"), ("pilote", "Anne Sol (MK)")],
        ),
        (
            ("Nom | Profession | Rôle", "Luc Petit | MK | pilote", "CCAS de Revel | | relais"),
            [("pilote", "Luc Petit (MK)"), ("", "CCAS de Revel : relais")],
        ),
    ],
)  # fmt: skip
def test_each_row_of_a_team_is_one_person_or_a_question(
    rows: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert team_in(table(*rows), MOTS) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ("Nom | Profession | Rôle", "Luc Petit | MK | relais", "Anne Sol | MG | appui"),
        ("Outil | Usage | Rôle", "Tablette | visite | membre", "Logiciel | suivi | relais"),
        ("Quoi | Qui | Rôle", "Former | Luc Petit | relais", "Visiter | Anne Sol | appui"),
    ],
)
def test_a_table_without_a_part_of_ours_or_without_names_is_no_team(rows: tuple[str, ...]) -> None:
    assert team_in(table(*rows), MOTS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# La dénutrition\n\nMission : prévention\n\nPilote : Anne Roux\n\n## Objectifs\n\n- Repérer\n",
            True,
        ),
        (
            "# La prévention\n\nPilote de la mission : Anne Roux\n\n## Objectifs\n\n- Repérer\n",
            False,
        ),
        ("# La dénutrition\n\nMission : prévention\n\n## Objectifs\n\n- Repérer\n", False),
        ("# La dénutrition\n\nMission : prévention\n\nPilote : Anne Roux\n\nUn texte.\n", False),
    ],
)
def test_a_mission_a_pilot_and_one_heading_are_a_fiche_that_someone_begins(
    text: str, expected: bool
) -> None:
    assert read(text).est_une_fiche is expected
