"""Fiches laid out as their authors like: every line is read, every word is printed where it stands."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

from pipeline.model.files import Files
from pipeline.run import preview
from tests.projets import constats, edited, examen, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md"
SOUS_ACTIONS = """| Sous-action | Qui | Quand | Livrable |
|---|---|---|---|
| Former les équipes | petit | septembre 2027 | Compte rendu |"""
PLANNING = """| Étape | Date |
|---|---|
| Réunion de suivi des indicateurs | chaque semestre |
| Bilan | T2 2028 |"""


def avec(old: str, new: str) -> Files:
    files = petit_projet()
    text = files[FICHE].decode()
    assert old in text
    return {**files, FICHE: text.replace(old, new).encode()}


def printed(files: Files) -> str:
    """The words of the preview of the fiche, those of tables and frames included."""
    data = preview(examen(files), FICHE)["apercu.docx"]
    body = Document(io.BytesIO(data)).element.body
    return " ".join(node.text or "" for node in body.iter() if str(node.tag).endswith("}t"))


def in_order(text: str, *words: str) -> bool:
    return re.search(".*".join(map(re.escape, words)), text, re.DOTALL) is not None


@pytest.mark.parametrize(
    "table",
    [
        "| N° | Action | Responsable | Échéance |\n|---|---|---|---|\n| 1 | Former | petit | sept. 2027 |",
        "| Tâche | Qui et quand |\n|---|---|\n| Former | Marc Petit, septembre 2027 |",
        "- Former (Marc Petit, septembre 2027)\n- Relire (A. Durand, T1 2028)",
        "1. Former (M. Petit, de mars à juin 2028)",
    ],
)
def test_sub_actions_are_read_in_the_layouts_of_the_field(table: str) -> None:
    files = avec(SOUS_ACTIONS, table)
    assert constats(files) == []
    (fiche,) = [fiche for fiche in examen(files).projet.fiches if fiche.path == FICHE]
    assert [line.qui.value != "" and line.quand.value != "" for line in fiche.sous_actions] in (
        [True],
        [True, True],
    )


@pytest.mark.parametrize(
    "planning",
    [
        "- Réunion des indicateurs : chaque semestre\n- Bilan : 30/06/28",
        "Réunion des indicateurs chaque semestre. Bilan : juin 2028.",
        "| Jalon | Période |\n|---|---|\n| Réunion d'indicateurs | trimestriellement |\n| Bilan | de mai à juin 2028 |",
    ],
)
def test_a_planning_is_read_in_the_layouts_of_the_field(planning: str) -> None:
    assert constats(avec(PLANNING, planning)) == []


def test_every_table_of_a_rubrique_is_checked_and_printed_in_the_order_of_the_author() -> None:
    second = "Deuxième année :\n\n| Étape | Date |\n|---|---|\n| Fête | quand on pourra |"
    files = avec(PLANNING, f"Première année :\n\n{PLANNING}\n\n{second}")
    assert [line.split(": ", 1)[1] for line in constats(files)] == [
        "erreur F018: « quand on pourra » n'est pas une date."
    ]
    assert in_order(printed(files), "Première année", "Bilan", "Deuxième année", "quand on pourra")


def test_names_stand_for_keys_in_the_tables_that_stay_in_the_text() -> None:
    files = avec(
        SOUS_ACTIONS, f"{SOUS_ACTIONS}\n\nPuis :\n\n{SOUS_ACTIONS.replace('Former', 'Réunir')}"
    )
    assert constats(files) == []
    text = printed(files)
    assert text.count("Marc Petit") >= 2
    assert in_order(text, "Former les équipes", "Puis", "Réunir les équipes")


def test_indicators_are_read_from_a_table() -> None:
    files = petit_projet()
    text = files[FICHE].decode()
    start, end = text.index("### Indicateur"), text.index("## Planning")
    table = (
        "| Indicateur | Type | Valeur de référence | Objectif N+1 | Objectif N+2 "
        "| Sens | Source | Volet variable | Poids |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
        "| personnes touchées | impact | 10 | 20 | 40 | augmentation | registre | oui | 100 % |\n\n"
    )
    assert constats({**files, FICHE: (text[:start] + table + text[end:]).encode()}) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "## Problématiques constatées",
            "Un chapeau perdu.\n\n## Problématiques constatées",
            "Un chapeau perdu.",
        ),
        ("## Budget", "## Notre météo\n\nIl fait beau.\n\n## Budget", "Notre météo"),
        ("## Budget", "## Notre météo\n\n- Il fait beau.\n\n## Budget", "Il fait beau."),
        ("| Étape | Date |", "| Étape | Lieu |", "Lieu"),
        (SOUS_ACTIONS, "| Machin | Truc |\n|---|---|\n| Brique | Broc |", "Broc"),
        ("## Planning prévisionnel\n\n", "", "T2 2028"),
        (
            "## Budget",
            "## À ranger\n\nProchaine réunion à Auch.\n\n## Budget",
            "Prochaine réunion à Auch.",
        ),
    ],
)
def test_what_has_no_place_is_printed_where_it_stands(old: str, new: str, words: str) -> None:
    files = avec(old, new)
    assert any(": erreur " in line for line in constats(files))
    assert words in printed(files)


def test_two_titles_of_one_rubrique_stay_in_its_text() -> None:
    files = avec(
        "## Objectifs opérationnels",
        "## Objectif général\n\nVivre mieux.\n\n## Objectifs spécifiques",
    )
    assert constats(files) == []
    assert in_order(
        printed(files),
        "Objectif général",
        "Vivre mieux.",
        "Objectifs spécifiques",
        "Un objectif clair",
    )


def test_means_told_together_go_under_their_own_headings() -> None:
    files = petit_projet()
    text = files[FICHE].decode()
    start, end = text.index("## Moyens logistiques"), text.index("## Ressources")
    moyens = "## Moyens\n\nHumains : une infirmière. Matériels : une salle. Numériques : une messagerie.\n\n"
    files = {**files, FICHE: (text[:start] + moyens + text[end:]).encode()}
    assert constats(files) == []
    (fiche,) = [fiche for fiche in examen(files).projet.fiches if fiche.path == FICHE]
    assert {"moyens_humains", "moyens_logistiques", "moyens_numeriques"} <= fiche.textes.keys()


def test_the_lines_of_a_header_are_not_taken_for_headings_of_the_trame() -> None:
    """« titre: » and « pilote: » stand where they must: what waits for a heading is the text under them."""
    begun = "---\ncode: M1-02\ntitre: Les chutes\nmission: acces_soins\npilote: durand\n---\n\nTrop de chutes.\n"
    files = {**petit_projet(), "content/fiches/M1-02-chutes.md": begun.encode()}
    own = [one for one in examen(files).findings if one.span.path.endswith("chutes.md")]
    (told,) = [one for one in own if one.code == "F004"]
    assert "ressemblent" not in " ".join(told.hints)
    assert "« ## Problématiques constatées »" in told.hints[0]
    assert any("« Sous-actions »" in one.message for one in own)
    mended = begun.replace("Trop", "## Problématiques constatées\n\nTrop")
    files["content/fiches/M1-02-chutes.md"] = mended.encode()
    assert not [one for one in examen(files).findings if one.code == "F004"]


def test_a_fiche_written_otherwise_is_told_once_with_the_way_in() -> None:
    pasted = "Contexte\n\nTrop de chutes.\n\nObjectifs\n\nMoins de chutes.\n"
    files = edited(petit_projet(), "content/fiches/M1-02-chutes.md\ncréer")
    found = examen({**files, "content/fiches/M1-02-chutes.md": pasted.encode()}).findings
    own = [
        finding for finding in found if finding.span.path.endswith("chutes.md") and finding.is_error
    ]
    assert [finding.code for finding in own] == ["F004", "L004"]
    assert "« Contexte », « Objectifs »" in own[0].hints[0]
    assert "make importer FICHIER=content/fiches/M1-02-chutes.md" in own[0].hints[1]


@pytest.mark.parametrize(
    ("line", "who", "when"),
    [
        ("Campagne d'affichage dans les officines (Marc Petit, automne 2027)", "Marc Petit", None),
        ("Écrire un protocole (Marc Petit et moi, avant fin mars 2027)", "Marc Petit et moi", None),
        (
            "Former 8 kinés – resp. : Marc Petit – échéance : mai 2027",
            "Marc Petit",
            "mai 2027",
        ),
        ("Premières consultations – Marc Petit – à partir de septembre 2027", "Marc Petit", None),
        ("Audit croisé de 200 ordonnances — *Marc Petit* — avril 2027", "Marc Petit", "avril 2027"),
        ("Consulter les écoles – mars 2027", "", "mars 2027"),
        ("Former les équipes (6 sessions)", "", ""),
    ],
)
def test_who_does_a_task_and_when_are_read_at_the_end_of_its_line(
    line: str, who: str, when: str | None
) -> None:
    fiches = examen(avec(SOUS_ACTIONS, f"- {line}")).projet.fiches
    (read,) = next(fiche for fiche in fiches if fiche.path == FICHE).sous_actions
    assert read.qui.value == who
    assert when is None or read.quand.value == when


def test_a_task_that_names_its_author_in_a_sentence_says_where_to_tell_it() -> None:
    files = avec(
        SOUS_ACTIONS, "- Le forum, que Marc Petit organise avec les écoles, se tient deux fois."
    )
    (finding,) = [one for one in examen(files).findings if one.code == "F033"]
    assert finding.message.endswith("nomme Marc Petit, sans dire que c'est son responsable.")
    assert "finissez la ligne par « (Marc Duconte, mars 2028) »" in finding.hints[0]
    # the remedy, to the letter
    cured = avec(SOUS_ACTIONS, "- Organiser un forum (Marc Petit, mars 2027)")
    assert [one for one in examen(cured).findings if one.code == "F033"] == []


def test_targets_that_stand_in_the_name_are_not_to_be_given_up() -> None:
    name = "### Indicateur : Rendez-vous honorés – 2027 : 1 200 – 2028 : 2 000"
    text = petit_projet()[FICHE].decode()
    head = text.index("### Indicateur")
    files = {**petit_projet(), FICHE: f"{text[:head]}{name}\n\n- type : suivi\n".encode()}
    (finding,) = [one for one in examen(files).findings if one.code == "F021"]
    assert "sortez-les, une par ligne : « - cible année 1 : … »" in finding.hints[0]


def test_a_line_that_an_import_left_says_under_which_indicator_and_year_it_goes() -> None:
    text = petit_projet()[FICHE].decode()
    end = text.index("### Indicateur")
    moved = f"{text[:end]}### Indicateur : X\n\n- Personnes repérées – 2028 : 300\n"
    found = examen({**petit_projet(), FICHE: moved.encode()}).findings
    (finding,) = [one for one in found if one.code == "F008"]
    assert finding.hints[0].startswith("sous « ### Indicateur : Personnes repérées » : ")
    assert "cible année" in finding.hints[0]
