"""Ten fiches written before any guide was read: 132 of 209 values right, 40 asked, 34 wrong, 3 lost; and their neighbours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.interpret.importation.debut import conducting_in, title_in_a_greeting
from pipeline.interpret.importation.fiche import read_fiches
from pipeline.interpret.importation.gantt import is_a_calendar
from pipeline.interpret.importation.mesures import measure_in
from pipeline.interpret.importation.mise_en_forme import Contexte, in_our_terms
from pipeline.interpret.importation.personnes import people_in, same_person
from pipeline.interpret.importation.taches import Taches
from pipeline.interpret.lignes_de_fiche import who_does_it
from pipeline.model.importation import FicheImportee
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Paragraph, Table, plain
from pipeline.write.markdown import Markdown
from tests.importation.entrees import bring
from tests.importation.test_voisins_des_manieres import MOTS, blocks_of, sections, table

SHORT = "## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Public\n\nTous\n\n"


def formed(text: str, name: str = "fiche.md") -> FicheImportee:
    lue = read_fiches(blocks_of(text, name), MOTS)[0]
    return in_our_terms(lue, Contexte(Annuaire(), MOTS, premiere_annee=2027))


def of_tasks(rows: Table) -> str:
    return Markdown().text(Taches(MOTS, Annuaire()).sub_actions([rows]))


# --- columns of time ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("Action | 2027 | 2028 | 2029", "Former | X | X | ", "Bilan | | | ✓"),
            ("| Former | | 2027-2028 |", "| Bilan | | 2029 |"),
        ),
        (
            ("Tâche | Pilote | 2027 | 2028", "Former | IDE | 12 officines | 20 officines"),
            ("| Former : 12 officines | IDE | 2027 |", "| Former : 20 officines | IDE | 2028 |"),
        ),
        (
            ("Étape | T1 2028 | T2 2028 | T3 2028", "Former | x | x | ", "Bilan | | | fin août"),
            (
                "| Former | | de T1 2028 à T2 2028 |",
                "| Bilan : fin août | | T3 2028 |",
            ),
        ),
        (
            ("Action | 2027 | | 2028 | ", " | S1 | S2 | S1 | S2", "Former | | X | X | "),
            ("| Former | | de S2 2027 à S1 2028 |",),
        ),
        (("Action | Année 1 | Année 2", "Former | X | "), ("| Former | | année 1 |",)),
        (("Action | 2027 | 2028 | 2029", "Former | X | | X"), ("| Former | | 2027, 2029 |",)),
        (("Action | 2027 | 2028", "Former | mars | juin-septembre"), ("| Former | | mars 2027, ",)),
    ],
)
def test_crosses_and_words_under_years_say_when_each_task_is(
    rows: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    found = " ".join(of_tasks(table(*rows)).split())
    for one in expected:
        assert one in found


@pytest.mark.parametrize(
    "rows",
    [
        ("Poste | 2027 | 2028", "Indemnités | 4 000 € | 5 500 €"),
        ("Indicateur | 2027 | 2028", "Personnes vues | 120 | 240"),
        ("Action | Qui | Quand", "Former | X | mars 2028"),
        ("2027 | 2028", "X | X"),
    ],
)
def test_figures_under_years_are_no_calendar(rows: tuple[str, ...]) -> None:
    assert not is_a_calendar(table(*rows))


def test_a_calendar_of_crosses_without_a_title_gives_sub_actions() -> None:
    rows = "| Action | 2027 | 2028 |\n|---|---|---|\n| Former | X | |\n| Bilan | | X |\n"
    found = sections(f"{SHORT}## Météo\n\nbeau\n\n{rows}")
    assert "| Bilan | | 2028 |" in " ".join(found["Sous-actions"].split())


# --- other columns ------------------------------------------------------------------------------------------------------


def test_the_end_that_stands_before_the_start_is_still_the_end() -> None:
    rows = table("Échéance | Action | Début | Qui", "juin 2028 | Former | mars 2028 | IDE")
    assert "| Former | IDE | de mars 2028 à juin 2028 |" in " ".join(of_tasks(rows).split())


@pytest.mark.parametrize(
    ("second", "mission", "asked"), [("prévention", "prevention", False), ("parcours", "XX", True)]
)
def test_a_column_of_one_mission_is_that_of_the_fiche(
    second: str, mission: str, asked: bool
) -> None:
    rows = (
        f"| Mission | Action | Qui |\n|---|---|---|\n| prévention | A | X |\n| {second} | B | Y |\n"
    )
    fiche = formed(f"{SHORT}## Actions\n\n{rows}")
    assert fiche.entete["mission"] == mission
    assert ("Mission" in Markdown().text(fiche.a_ranger)) is asked


@pytest.mark.parametrize("year", ["2027", "Fin 2027", "Cible 2027", "CIBLE 2027", "Objectif 2027"])
def test_a_column_of_indicators_may_bear_its_year_alone(year: str) -> None:
    rows = f"| Indicateur | Situation 2026 | {year} |\n|---|---|---|\n| Vus | 12 | 20 |\n"
    found = sections(f"{SHORT}## Indicateurs\n\n{rows}")
    assert "- départ : 12 (2026)" in found["Indicateurs"]
    assert "- cible 2027 : 20" in found["Indicateurs"]
    assert found["À ranger"] == ""


def test_the_first_column_names_the_indicator_when_the_others_are_of_one() -> None:
    rows = "| Quoi | Où on le trouve | Point zéro | Fin 2027 |\n|---|---|---|---|\n| Vus | registre | 9 | 14 |\n"
    found = sections(f"{SHORT}## On mesure\n\n{rows}")
    assert found["Indicateurs"].startswith("### Indicateur : Vus")
    assert "- source : registre" in found["Indicateurs"]


def test_the_type_of_an_indicator_may_say_that_it_is_paid_on() -> None:
    rows = "| Indicateur | Type | Départ |\n|---|---|---|\n| Vus | résultat (part variable) | 3 |\n"
    found = sections(f"{SHORT}## Indicateurs\n\n{rows}")["Indicateurs"]
    assert "- type : résultat\n- base du volet variable : oui" in found


def test_labels_in_a_row_over_their_values_are_read_as_a_grid() -> None:
    rows = (
        "| Axe du projet de santé | Pilotes | Groupe de travail | Public cible |\n|---|---|---|---|\n"
        "| Mission 3 : actions territoriales de prévention | Mme Émilie Saurel | Hugo Blanc | Les femmes |\n\n"
    )
    fiche = formed(f"{rows}## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n")
    assert (fiche.entete["mission"], fiche.entete["pilote"]) == ("prevention", "Émilie Saurel")
    assert dict(fiche.sections)["Public cible"]


BANDES = "".join(
    f"<tr>{cells}</tr>"
    for cells in (
        '<td colspan="4">CONTEXTE</td>',
        '<td colspan="4">Peu de soignants</td>',
        '<td colspan="4">INDICATEURS</td>',
        "<td>Indicateur</td><td>Départ</td><td>Cible 2027</td><td>Source</td>",
        "<td>Vus</td><td>4</td><td>6</td><td>registre</td>",
        '<td>Partenaires</td><td colspan="3">Faculté, URPS</td>',
        '<td>Calendrier</td><td colspan="3">Janvier 2027 – décembre 2029</td>',
        '<td>Freins</td><td colspan="3">Loyers élevés</td>',
    )
)


def test_a_label_after_the_table_of_indicators_takes_the_hand_again() -> None:
    """Six values stood under « Indicateurs » as tables of one row, and not a word told of it."""
    page = f"<table>{BANDES}</table>"
    found = sections(page, "page.html")
    assert found["Acteurs et partenaires"] == "Faculté, URPS"
    assert "décembre 2029" in found["Planning prévisionnel"]
    assert "Loyers" in found["Freins et leviers"]
    assert "Partenaires" not in found["Indicateurs"]


# --- lines on indicators ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "nom", "facts"),
    [
        (
            "nombre de plaies : 0 aujourd'hui, 40 en 2027, 80 en 2028 (compteur de la messagerie)",
            "nombre de plaies",
            {
                "départ": "0",
                "cible 2027": "40",
                "cible 2028": "80",
                "source": "compteur de la messagerie",
            },
        ),
        (
            "part des plaies de plus de 6 semaines : 62 % aujourd'hui, 55 % en 2027 (enquête annuelle)",
            "part des plaies de plus de 6 semaines",
            {"départ": "62 %", "cible 2027": "55 %", "source": "enquête annuelle"},
        ),
        (
            "Rendez-vous honorés – départ : 0 – 2027 : 1 200 – 2028 : 2 000",
            "Rendez-vous honorés",
            {"départ": "0", "cible 2027": "1 200", "cible 2028": "2 000"},
        ),
        (
            "Patients adressés (tableau de la cellule) – valeur initiale : 0 – cible 2027 : 100 ; 2028 : 180",
            "Patients adressés",
            {
                "départ": "0",
                "cible 2027": "100",
                "cible 2028": "180",
                "source": "tableau de la cellule",
            },
        ),
        ("Appels : 300 en 2027", "Appels : 300 en 2027", {}),
        ("Nombre d'appels : 100 puis 250", "Nombre d'appels : 100 puis 250", {}),
        ("Part des 18 à 25 ans vaccinés", "Part des 18 à 25 ans vaccinés", {}),
    ],
)
def test_a_line_gives_each_year_its_target(line: str, nom: str, facts: dict[str, str]) -> None:
    measure = measure_in(line, 2027)
    assert measure.nom == nom
    assert dict(measure.faits) == facts


def test_years_between_semicolons_are_of_the_indicator_before() -> None:
    line = "Nombre de patients – valeur initiale : 0 – cible 2027 : 100 ; 2028 : 180 ; 2029 : 220"
    found = sections(f"{SHORT}## Indicateurs\n\n{line}\n")["Indicateurs"]
    assert found.count("### Indicateur") == 1
    assert "- cible 2029 : 220" in found


# --- who, when ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "who", "when"),
    [
        ("Affichage en officine (Olivier Cros, automne 2027)", "Olivier Cros", "automne 2027"),
        (
            "Protocole (Marc Delpech et moi, avant fin mars 2027)",
            "Marc Delpech et moi",
            "avant fin mars 2027",
        ),
        (
            "Former 8 kinés – resp. : Bruno Teisseire – échéance : mai 2027",
            "Bruno Teisseire",
            "mai 2027",
        ),
        (
            "Consultations – Yanis Roussel – à partir de septembre 2027",
            "Yanis Roussel",
            "à partir de septembre 2027",
        ),
        (
            "Former les infirmières. Qui : Mme Roux. Quand : dès mars 2028",
            "Mme Roux",
            "dès mars 2028",
        ),
        (
            "Ouvrir une ligne. Responsable : T. Lagarde, jusqu'à l'été 2028",
            "T. Lagarde",
            "jusqu'à l'été 2028",
        ),
        ("Delphine Maurel organise une réunion", "Delphine Maurel", ""),
        ("Le Dr Hébrard rédige un guide", "Dr Hébrard", ""),
        ("Former les acteurs : IDE, MG", "", ""),
        ("Ouvrir SAS avec le CH", "", ""),
        ("Créer un annuaire – version 2", "", ""),
        ("Réunir le groupe – avril 2028", "", "avril 2028"),
    ],
)
def test_a_task_says_who_does_it_in_many_manners(task: str, who: str, when: str) -> None:
    assert who_does_it(task, MOTS) == (who, when)


def test_lines_set_in_under_a_task_say_who_does_it(projet: Path) -> None:
    fiche = f"{SHORT}## Actions\n\n- Former\n  - Responsable : Mme Roux\n  - Échéance : mars 2028\n"
    _, paths = bring(projet, "f.md", fiche.encode())
    assert any("Responsable : Mme Roux" in path.read_text(encoding="utf-8") for path in paths)


def test_the_box_before_a_task_is_taken_off() -> None:
    found = sections(f"{SHORT}## Actions\n\n- [ ] Audit — Léa Combes — avril 2027\n- [x] Bilan\n")
    assert found["Sous-actions"].splitlines()[1] == "- Bilan"


# --- people -------------------------------------------------------------------------------------------------------------


def test_bodies_in_capitals_are_nobody() -> None:
    """« CRAtb Occitanie » was proposed as a person, whose trade was OMEDIT."""
    line = "CRAtb Occitanie, OMEDIT, URPS pharmaciens, laboratoire Biolauragais"
    assert list(people_in(line, Annuaire())) == [line]
    assert len(list(people_in("Claire DELAFABLE (MG), Paul Mirage, CPAM", Annuaire()))) == 3


def test_a_telephone_after_a_trade_is_not_lost() -> None:
    found = list(
        people_in("Valérie Ortéga, pharmacienne – tél. 05 00 00 00 41 – v@exemple.fr", Annuaire())
    )
    assert found[1:] == ["tél. 05 00 00 00 41", "v@exemple.fr"]


@pytest.mark.parametrize("label", ["Co-porteur", "Copilote", "Co-référent", "Copilotes"])
def test_who_conducts_with_the_pilot_is_no_mere_member(label: str) -> None:
    fiche = formed(f"Pilote : Mme Anne Roux\n\n{label} : Paul Noir\n\n{SHORT}")
    assert (fiche.entete["pilote"], fiche.entete["copilotes"]) == ("Anne Roux", ("Paul Noir",))
    assert fiche.entete["membres"] == ()


def test_an_initial_is_whom_the_source_names_elsewhere() -> None:
    fiche = formed(
        f"Pilote : T. Lagarde\n\nGroupe de travail : Thomas Lagarde, Anne Roux\n\n{SHORT}"
    )
    assert (fiche.entete["pilote"], fiche.entete["membres"]) == ("Thomas Lagarde", ("Anne Roux",))
    assert "« T. Lagarde » → Thomas Lagarde, nommé ailleurs dans cette source" in fiche.rapport
    assert same_person("T. Lagarde", ["Thomas Lagarde", "Théo Lagarde"]) == ""


def test_an_initial_that_two_members_have_is_asked_by_their_names(projet: Path) -> None:
    people = projet / "content/personnes.csv"
    rows = people.read_text(encoding="utf-8-sig").rstrip("\n")
    blank = ";" * (rows.splitlines()[0].count(";") - 3)
    added = [
        f"lagarde{at};physique;Lagarde;{first}{blank}" for at, first in ((1, "Thomas"), (2, "Théo"))
    ]
    people.write_text("\n".join((rows, *added)) + "\n", encoding="utf-8-sig")
    _, paths = bring(projet, "f.md", f"Pilote : T. Lagarde\n\n{SHORT}".encode())
    (text,) = (path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md")
    assert "pilote: XX" in text
    assert "T. Lagarde" in text.partition("## À ranger")[2]


def test_where_somebody_works_goes_to_its_own_column(projet: Path) -> None:
    _, paths = bring(
        projet, "f.md", f"Pilote : Anne Roux, infirmière à Pujaudran\n\n{SHORT}".encode()
    )
    (line,) = (
        path.read_text("utf-8-sig").splitlines()[1] for path in paths if path.suffix == ".csv"
    )
    assert line.split(";")[4] == "infirmière"
    assert line.split(";")[8] == "Pujaudran"


@pytest.mark.parametrize(
    ("words", "pilot", "members"),
    [
        (
            "C'est moi qui porte l'action (Anne Roux, infirmière libérale, 06 00 00 00 11).",
            "Anne Roux, infirmière libérale",
            [],
        ),
        (
            "Elle est portée par Delphine Maurel, diététicienne, avec l'appui du Dr Paul Noir, pédiatre, et de Nora Blanc.",
            "Delphine Maurel, diététicienne",
            ["Dr Paul Noir, pédiatre, et Nora Blanc"],
        ),
        ("Pilote : Mme Roux, prévention", "Mme Roux", []),
        ("Dans le groupe il y a encore des places", "", []),
    ],
)
def test_sentences_say_who_conducts_and_who_helps(
    words: str, pilot: str, members: list[str]
) -> None:
    found = conducting_in(words)
    assert [name for key, name, _ in found if key == "pilote"] == ([pilot] if pilot else [])
    assert [name for key, name, _ in found if key == "membres"] == members


# --- titles -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("greeting", "title"),
    [
        ("Bonjour, voici la fiche repérage des fragilités", "Repérage des fragilités"),
        (
            "Bonjour Julie, je t'envoie la fiche action plaies chroniques, tu mettras en forme",
            "Plaies chroniques",
        ),
        ("Voilà la fiche sur le dépistage du diabète.", "Dépistage du diabète"),
        ("Voici la fiche que tu m'as demandée", ""),
        ("Bonjour, voici la fiche pour relecture", ""),
        ("ci-joint notre fiche complétée", ""),
        ("Voici la fiche du groupe parcours", ""),
    ],
)
def test_a_greeting_may_name_the_fiche(greeting: str, title: str) -> None:
    assert title_in_a_greeting(Paragraph(plain(greeting))) == title


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("FICHE ACTION N° 1.2\nRetrouver un médecin traitant", "Retrouver un médecin traitant"),
        (
            "**Réadaptation en ville**\n\nFiche écrite par le groupe « souffle », version du 20 octobre",
            "Réadaptation en ville",
        ),
        ("Fiche action n° 3 – Bus santé\n\nMission : prévention", "Bus santé"),
    ],
)
def test_what_is_told_of_a_fiche_is_not_its_title(first: str, title: str) -> None:
    name = "f.txt" if first.isascii() or "N°" in first else "f.md"
    text = f"{first}\n\nContexte : peu\n\nObjectifs : plus\n\nPublic : tous\n"
    assert formed(text, name).entete["titre"] == title


def test_a_mission_between_quotes_is_known_whatever_follows() -> None:
    fiche = formed(f"Cette action relève de la mission « prévention » de notre CPTS.\n\n{SHORT}")
    assert fiche.entete["mission"] == "prevention"


# --- lines of a page that a program cut -----------------------------------------------------------------------------------

PDF = """Groupe de travail : Claire Maury (assistante médicale),
Dr Jean Pujol (médecin généraliste), Lucie Fabre
(pharmacienne)

CONTEXTE
Peu de soignants dans les villages de la vallée

OBJECTIFS
Plus de soignants

DÉROULEMENT DE L'ACTION
• Recensement des patients avec la CPAM –
Dr Vidal – 1er trimestre 2027
• Mise en place d'une cellule – Claire
Maury – mai 2027

CALENDRIER
Début : 04/01/2027
Évaluation : décembre 2028
"""


def test_a_line_cut_at_a_comma_a_dash_or_a_bracket_goes_on() -> None:
    fiche = formed(PDF, "f.txt")
    assert fiche.entete["membres"] == ("Claire Maury", "Jean Pujol", "Lucie Fabre")
    found = sections(PDF, "f.txt")
    assert "avec la CPAM – Dr Vidal – 1er trimestre 2027" in found["Sous-actions"]
    assert "– Claire Maury – mai 2027" in found["Sous-actions"]


def test_a_label_with_a_date_in_a_calendar_is_a_stage() -> None:
    """« Évaluation : décembre 2028 » left its date alone under the last indicator."""
    found = sections(PDF, "f.txt")
    assert "Évaluation : décembre 2028" in found["Planning prévisionnel"]
    assert "Indicateurs" not in found


@pytest.mark.parametrize("rule", ["|---|---|---|\n", "", "+-----+-----+-----+\n"])
def test_a_table_of_bars_in_a_mail_is_a_table(rule: str) -> None:
    text = f"Contexte : peu\n\nObjectifs : plus\n\nActions :\n\n| Action | Qui | Quand |\n{rule}| Former | IDE | mars 2028 |\n"
    assert "| Former | IDE | mars 2028 |" in sections(text, "mail.txt")["Sous-actions"]
    assert "\\|" not in sections(text, "mail.txt")["Sous-actions"]


def test_one_bar_in_a_line_makes_no_table() -> None:
    text = "Contexte : peu\n\nObjectifs : plus | mieux\n\nPublic : tous | partout\n"
    assert "mieux" in sections(text, "mail.txt")["Objectifs opérationnels"]


def test_moyens_et_budget_shares_what_is_money() -> None:
    found = sections(f"{SHORT}## Moyens et budget\n\n- une salle\n- Budget : 300 €\n")
    assert "une salle" in found["Moyens"]
    assert "300 €" in found["Budget"]


def test_the_numbers_of_objectives_are_taken_off() -> None:
    text = "## Contexte\n\nPeu\n\n## Objectifs\n\n5.1. Disposer d'un plan\n\n5.2. Mobiliser 40 personnes\n\n## Public\n\nTous\n"
    assert sections(text)["Objectifs opérationnels"].startswith("Disposer d'un plan")


@pytest.mark.parametrize(
    ("effet", "key"), [("2027-01-01", "cible année 2"), ("2027-04-01", "cible 2028")]
)
def test_a_target_of_a_civil_year_is_asked_unless_the_contract_has_the_same_years(
    effet: str, key: str, projet: Path
) -> None:
    yaml = projet / "content/projet.yaml"
    text = re.sub(r"effet: .*", f"effet: {effet}", yaml.read_text(encoding="utf-8"))
    yaml.write_text(text, encoding="utf-8")
    rows = "| Indicateur | Départ | 2028 |\n|---|---|---|\n| Vus | 12 | 20 |\n"
    _, paths = bring(projet, "f.md", f"{SHORT}## Indicateurs\n\n{rows}".encode())
    (fiche,) = (path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md")
    assert f"- {key} : 20" in fiche
