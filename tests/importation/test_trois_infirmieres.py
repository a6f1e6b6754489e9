"""Three fiches that nurses brought in from the guide alone: what had been guessed, doubled or lost, and its neighbours."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from pipeline.commands import check
from pipeline.commands.ligne import understand
from pipeline.interpret.importation.mesures import measure_in
from pipeline.interpret.importation.personnes import people_in
from pipeline.interpret.personnes import PERSONNES, PROPOSEES
from pipeline.model.personne import Annuaire
from tests.importation.entrees import bring, fiches

FICHE = """# Fiche action : repérer la fragilité

{debut}

## Contexte

Les chutes sont fréquentes.

## Objectifs

Repérer plus tôt.

## Public cible

Les plus de 70 ans.

{suite}
"""


def imported(projet: Path, debut: str = "Mission prévention", suite: str = "") -> str:
    _, written = bring(projet, "f.md", FICHE.format(debut=debut, suite=suite).encode())
    (text,) = fiches(written)
    return text.partition("<!--\nTitres")[0]


def proposed(projet: Path) -> list[dict[str, str]]:
    text = (projet / PROPOSEES).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def checked(projet: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    check.execute(understand(["-C", str(projet), "check"]))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "Mission prévention – référente : Mme Martin (IDE), avec le Dr Nguyen (MG)",
        "Mission prévention - Responsable : Mme Martin (IDE) ; avec M. Nguyen",
        "Mission socle : Prévention (animatrice : Mme Martin, avec le Dr Nguyen)",
        "Axe prévention, porteuse : Mme Martin ; Dr Nguyen",
    ],
)
def test_who_is_named_beside_the_mission_conducts_it_or_is_of_the_group(
    projet: Path, line: str
) -> None:
    text = imported(projet, line)
    assert "mission: prevention" in text
    assert "pilote: Martin" in text
    assert "membres: [Nguyen]" in text
    assert [row["nom"] for row in proposed(projet)] == ["Martin", "Nguyen"]


def test_a_person_without_a_part_beside_the_mission_is_of_the_group(projet: Path) -> None:
    text = imported(projet, "Mission prévention – Paule Horizon")
    assert "pilote: XX" in text
    assert "membres: [Paule Horizon]" in text


@pytest.mark.parametrize("line", ["Mission prévention", "Mission 3 – Actions De Prévention"])
def test_a_mission_alone_names_nobody(projet: Path, line: str) -> None:
    text = imported(projet, line)
    assert "mission: prevention" in text
    assert "membres: []" in text
    assert not (projet / PROPOSEES).exists()


def test_a_family_name_alone_waits_for_its_first_name(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(projet, "Mission prévention, pilotée par Mme Martin (IDE)")
    (person,) = proposed(projet)
    assert (person["nom"], person["prenom"], person["profession"]) == ("Martin", "XX", "IDE")
    report = checked(projet, capsys)
    assert "recopiez la ligne 2 de content/personnes-proposees.csv" in report


def test_lines_that_are_proposed_are_copied_as_they_are(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(projet, "Mission prévention, pilotée par Mme Martin (IDE)")
    people = projet / PERSONNES
    header, line = (projet / PROPOSEES).read_text(encoding="utf-8-sig").splitlines()
    assert header == people.read_text(encoding="utf-8-sig").splitlines()[0]
    people.write_text(people.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    report = checked(projet, capsys)
    assert "L006" not in report
    assert "G002" not in report
    assert re.search(r"personnes\.csv:[0-9]+:[0-9]+: erreur X001", report)


def test_a_list_whose_columns_are_in_another_order_gives_its_own_to_the_proposals(
    projet: Path,
) -> None:
    people = projet / PERSONNES
    rows = list(csv.reader(io.StringIO(people.read_text(encoding="utf-8-sig")), delimiter=";"))
    text = "".join(",".join([f'"{row[2]}"', row[0], row[1], *row[3:5]]) + "\n" for row in rows)
    people.write_text(text, encoding="utf-8")
    imported(projet, "Mission prévention, pilotée par Mme Martin (IDE)")
    lines = (projet / PROPOSEES).read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["nom,cle,type,prenom,profession", "Martin,martin,physique,XX,IDE"]


def test_a_row_with_an_empty_cell_too_many_is_told_to_lose_it(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = projet / PERSONNES
    text = people.read_text(encoding="utf-8")
    people.write_text(text.rstrip("\n") + ";\n", encoding="utf-8")
    assert "effacez le dernier « ; » de la ligne" in checked(projet, capsys)
    people.write_text(text, encoding="utf-8")
    assert "L006" not in checked(projet, capsys)


@pytest.mark.parametrize(
    ("line", "trades", "others"),
    [
        ("Mme Roux (podologue), HAD", ["podologue"], ["HAD"]),
        ("M. Diallo (pharmacien), Mme Roux, DAC", ["pharmacien", ""], ["DAC"]),
        ("Dr Lefebvre (MG), EHPAD des Tilleuls", ["MG"], ["EHPAD des Tilleuls"]),
        ("Inès Horizon, sage-femme", ["sage-femme"], []),
        ("Dr Lefebvre (pilote), médecin généraliste", ["médecin généraliste"], []),
        ("Dr Claire Lefebvre (Auch), médecin", ["médecin, Auch"], []),
    ],
)
def test_what_follows_a_person_is_her_trade_or_somebody_else(
    line: str, trades: list[str], others: list[str]
) -> None:
    found = list(people_in(line, Annuaire()))
    assert [one.profession for one in found if not isinstance(one, str)] == trades
    assert [one for one in found if isinstance(one, str)] == others


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("## Calendrier\n\nDémarrage rentrée 2026, bilan rentrée 2027", "septembre 2026"),
        ("## Calendrier\n\nde la rentrée 2026 à l'été 2028", "septembre 2026"),
        ("## Calendrier\n\nde mars 2027 à juin 2028", "mars 2027"),
        ("## Calendrier\n\nà partir de l'été 2027", "XX"),
        ("## Date de démarrage\n\nla rentrée 2027", "septembre 2027"),
    ],
)
def test_the_rentree_is_september(projet: Path, words: str, start: str) -> None:
    assert f"demarrage: {start}\n" in imported(projet, suite=words)


def test_the_end_of_a_time_given_as_a_start_waits_to_be_sorted(projet: Path) -> None:
    text = imported(projet, suite="## Date de démarrage\n\nde la rentrée 2026 à l'été 2028")
    assert "demarrage: septembre 2026" in text
    assert "l'été 2028" in text.partition("## À ranger")[2]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Télé-expertises : 40 la 1re année, 80 en 2027",
            {"cible 2027": "80", "cible année 1": "40"},
        ),
        ("Appels : 30 en 2029, 10 en année 2", {"cible 2029": "30", "cible année 2": "10"}),
        (
            "Décès à domicile : 25 % en 2026, 35 % la troisième année",
            {"départ": "25 % (2026)", "cible année 3": "35 %"},
        ),
        ("Appels : 12 aujourd'hui, 40 la 1re année", {"départ": "12", "cible année 1": "40"}),
        ("60 % des IDE formées fin 2027", {"cible 2027": "60 %"}),
    ],
)
def test_a_target_of_a_year_is_never_what_one_starts_from(line: str, facts: dict[str, str]) -> None:
    assert dict(measure_in(line, 2027).faits) == facts


def test_numbers_of_civil_years_stay_in_the_words_while_nobody_knows_when_the_contract_begins() -> (
    None
):
    measure = measure_in("Appels : 40 la 1re année, 80 en 2027")
    assert dict(measure.faits) == {"cible année 1": "40"}
    assert not measure.entiere


def test_two_sentences_of_one_line_are_two_indicators_and_their_civil_years_are_asked(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "Nombre de télé-expertises : 40 la 1re année, 80 en 2028. 60 % des IDE formées fin 2029."
    )
    text = imported(projet, suite=f"## Indicateurs\n\n{words}")
    assert "départ" not in text
    assert (
        "### Indicateur : Nombre de télé-expertises\n\n- cible 2028 : 80\n- cible année 1 : 40"
        in text
    )
    assert "### Indicateur : % des IDE formées\n\n- cible 2029 : 60 %" in text
    report = checked(projet, capsys)
    assert "« cible 2028 » n'est pas une ligne d'indicateur connue" in report
    assert "est l'année 2 : « cible année 2 »" in report


def test_a_question_mark_is_a_blank_to_fill(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = (
        "| Indicateur | Aujourd'hui | Objectif 2028 |\n|---|---|---|\n| Taux de suivi | ? | 70 % |"
    )
    text = imported(projet, suite=f"## Indicateurs\n\n{table}")
    assert "- départ : XX\n- cible 2028 : 70 %" in text
    (path,) = (projet / "content/fiches").glob("M3-0[2-9]*.md")
    path.write_text(path.read_text(encoding="utf-8").replace("départ : XX", "départ : ?"), "utf-8")
    assert "un blanc reste à remplir : « - départ : ? »" in checked(projet, capsys)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Ce qu'on va faire concrètement", "## Sous-actions"),
        ("Concrètement, que va-t-on faire ?", "## Sous-actions"),
        ("Matériel / moyens", "## Moyens logistiques"),
        ("Moyens et logiciels", "## Moyens numériques"),
        ("Moyens humains et financiers", "## Moyens\n"),
    ],
)
def test_titles_of_the_field_are_known(projet: Path, title: str, place: str) -> None:
    text = imported(projet, suite=f"## {title}\n\nUne tablette et une salle")
    assert place in text
    assert "## À ranger" not in text


def test_what_the_means_say_of_money_goes_under_the_budget(projet: Path) -> None:
    words = "## Moyens humains et financiers\n\n- Une assistante à 0,5 ETP\n- Budget prévisionnel : 18,5 k€ en 2027"
    text = imported(projet, suite=words)
    assert "## Moyens\n\n- Une assistante à 0,5 ETP\n" in text
    assert "## Budget\n\n- Budget prévisionnel : 18,5 k€ en 2027" in text


def test_who_stands_in_the_cell_of_the_mission_is_kept(projet: Path) -> None:
    table = "| Mission | Prévention – référent : M. Diallo (pharmacien), avec Mme Roux |\n|---|---|\n| Pour qui | Les aînés |"
    text = imported(projet, table)
    assert "mission: prevention" in text
    assert "pilote: Diallo" in text
    assert "membres: [Roux]" in text


def test_a_column_that_the_list_of_the_project_lacks_is_told_and_kept(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "| Nom | Prénom | Profession | Qualité |\n|---|---|---|---|\n| Horizon | Paule | sage-femme | actif |"
    bring(projet, "membres.md", table.encode())
    assert (
        "« qualite » (actif) : content/personnes.csv n'a pas cette colonne"
        in capsys.readouterr().out
    )
    (person,) = proposed(projet)
    assert (person["nom"], person["qualite"]) == ("Horizon", "actif")
