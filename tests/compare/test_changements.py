"""What changed between two states, as a reviewer wants to read it: thirty changes, whose summaries came first."""

from __future__ import annotations

import io
import re
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.assemble.changements import resume
from pipeline.commands.ligne import run_command
from pipeline.depot import read_state
from pipeline.model.changement import Changements, Comparees
from pipeline.model.files import Files
from pipeline.run import Examen, changements, examine
from pipeline.write.resume import as_html, as_markdown, as_text
from tests.libreoffice import Bureau
from tests.projets import CLASSEUR, TODAY, edited, petit_projet
from tests.scenarios import Scenario, example, scenarios, states
from tests.test_depot import git

SCENARIOS = scenarios()
COMPAREES = Comparees("« avant »", "« apres »")
SPACES = str.maketrans("\u00a0\u202f", "  ")


def between(before: Files, after: Files) -> Changements:
    return changements(examine(before, (), TODAY, True), examine(after, (), TODAY, True))


def told(before: Files, after: Files, details: bool = False) -> str:
    """The summary with ordinary spaces."""
    return as_text(resume(between(before, after), COMPAREES, details)).translate(SPACES)


def after(notation: str, base: Mapping[str, bytes] | None = None) -> str:
    """What is told of the small project after some edits."""
    before = dict(base) if base else petit_projet()
    return told(before, edited(before, notation))


@pytest.fixture(scope="session")
def depot(exemple: Path, bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One repository, where each scenario has a branch of two commits, tagged with its name: one start of git for all."""
    assert exemple.is_dir()
    folder = tmp_path_factory.mktemp("changements")
    root = folder / "depot"
    root.mkdir()
    git(root, "init", "-q", "-b", "principale")
    stream = b"".join(
        _commits(nom, before, later)
        for nom, (before, later) in states(SCENARIOS, folder, bureau).items()
    )
    subprocess.run(["git", "fast-import", "--quiet"], input=stream, cwd=root, check=True)
    return root


def _commits(nom: str, before: Files, later: Files) -> bytes:
    """« avant » and « apres » as ``git fast-import`` reads them."""
    stream: list[bytes] = []
    for name, files in (("avant", before), ("apres", later)):
        stream.append(f"commit refs/heads/{nom}\ncommitter T <t@example.org> 0 +0000\n".encode())
        stream.append(f"data {len(name)}\n{name}\ndeleteall\n".encode())
        for path, data in files.items():
            quoted = '"' + path.replace('"', '\\"') + '"'
            stream.append(f"M 100644 inline {quoted}\ndata {len(data)}\n".encode() + data + b"\n")
        stream.append(f"reset refs/tags/{nom}-{name}\nfrom refs/heads/{nom}\n\n".encode())
    return b"".join(stream)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.nom)
def test_a_change_is_told_as_it_was_written_by_hand(scenario: Scenario, depot: Path) -> None:
    before, later = (
        read_state(depot, f"{scenario.nom}-{ref}", references=True)[0] for ref in ("avant", "apres")
    )
    same = _templates(before) == _templates(later)
    found = changements(_examined(before, same), examine(later, (), TODAY, same))
    assert as_text(resume(found, COMPAREES)).translate(SPACES) == scenario.resume


def _examined(files: Files, same: bool) -> Examen:
    """Nearly every scenario starts from the example as it is: it is examined once."""
    key = (frozenset(files.items()), same)
    if key not in _known:
        _known[key] = examine(files, (), TODAY, same)
    return _known[key]


_known: dict[tuple[frozenset[tuple[str, bytes]], bool], Examen] = {}


def _templates(files: Files) -> Files:
    return {path: data for path, data in files.items() if path.startswith("templates/")}


def test_the_command_says_the_same_from_the_folder_and_touches_nothing(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(depot, "checkout", "-q", "01-cible")
    words = ["-C", str(depot), "changements", "01-cible-avant"]
    assert run_command([*words, "01-cible-apres"]) == 0
    both = capsys.readouterr().out
    assert run_command(words) == 0
    assert capsys.readouterr().out == both.replace(" à « 01-cible-apres »", " au dossier")
    assert git(depot, "status", "--porcelain") == ""
    assert "cible de l'année 1, 15 % → 18 %" in both.translate(SPACES)


# --- the commune: nine questions of its mayor ------------------------------------------------------------------------

QUESTIONS = {
    "Quelle commune sort, et combien d'habitants a-t-elle ?": r"Commune retirée : Auch \(22 428 habitants\)",
    "Combien d'habitants et de communes restent-ils ?": r"communes du territoire : 23 → 22 ;[\s\S]*56 232 → 33 804",
    "La CPTS change-t-elle de taille ?": r"taille que donne la population : 2 → 1, alors que projet.yaml déclare 2",
    "Combien d'argent perd-elle chaque année, au moins et au plus ?": (
        r"« parts fixes seulement » : droits, année 1, .* \(−41 263,68 €\) ; années 2 à 5, .* \(−47 500 € par an\)"
        r"[\s\S]*« tous les objectifs atteints » : droits, .* \(−70 000 € par an\)"
    ),
    "Quelles missions perdent combien ?": r"Parcours, fixe : .*\n[\s\S]*Prévention, fixe : .*\n[\s\S]*Qualité, fixe : ",
    "Le budget déjà écrit tient-il encore ?": r"il manque au budget : Fonctionnement, années 1 et 2, 10 000 € par an",
    "La caisse passe-t-elle sous zéro, et quand ?": r"caisse au plus bas, .* → −76 762,20 € fin mars 2029",
    "Quels membres, pilotes et dirigeants de ma ville se trouvent dehors ?": (
        r"7 membres sur 12 [\s\S]*pilotes hors du territoire : Claire Delafable \(M1-02\)[\s\S]*"
        r"bureau : 3 titulaires sur 4 [\s\S]*les statuts en demandent 2"
    ),
    "Quelles phrases parlent encore d'elle ?": r"17 phrases ou lignes de tableau nomment encore Auch",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_summary_of_a_commune_answers_its_mayor(question: str) -> None:
    summary = next(scenario for scenario in SCENARIOS if scenario.nom == "09-commune").resume
    assert re.search(QUESTIONS[question], summary)


# --- what is no change ------------------------------------------------------------------------------------------------

FICHE = "content/fiches/M3-01-alimentation.md"


def test_the_same_state_has_no_change() -> None:
    assert told(petit_projet(), petit_projet()).endswith("\nAucun changement.\n")


@pytest.mark.parametrize(
    "notation",
    [
        f"{FICHE}\nrenommer: content/fiches/M3-01-autre nom.md",
        "content/personnes.csv\ncodage: utf-8-sig",
        "content/projet.yaml\n+ # Une remarque.",
    ],
)
def test_what_says_the_same_shows_nothing(notation: str) -> None:
    assert "Aucun changement." in after(notation)


# --- a workbook saved by a program that computes nothing, where LibreOffice is not there to do it ---------------------


def without_results(**cells: str | int) -> dict[str, bytes]:
    """The example, some cells of a sheet changed, saved without the results of its formulas."""
    files = example()
    book = load_workbook(io.BytesIO(files[CLASSEUR]))
    for place, value in cells.items():
        sheet, name = place.split("_")
        book[sheet][name] = value
    saved = io.BytesIO()
    book.save(saved)
    return {**files, CLASSEUR: saved.getvalue()}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_workbook_without_its_results_changes_nothing_and_says_so_once() -> None:
    _head, *lines = told(example(), without_results()).strip().splitlines()
    assert lines[:2] == ["", "Constats"]
    assert [line[:25] for line in lines[2:]] == ["- Apparu, erreur B006 : l"]
    assert "Budget" not in told(without_results(), example())


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_amount_changed_there_is_told_alone() -> None:
    said = told(example(), without_results(Prévention_G24=3000))
    assert "« Diététiciennes partenaires » : année 1, 1 500 € → 3 000 € (+1 500 €)." in said
    assert said.count("\n- ") == 5
    assert "Total : dépenses, année 1, 186 617 € → 188 117 € (+1 500 €)." in said


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("place", "value"), [("Fonctionnement_E24", 55), ("Qualité_H21", "=H22")])
def test_a_result_that_nobody_knows_is_not_made_up(place: str, value: str | int) -> None:
    said = told(example(), without_results(**{place: value}))
    assert "« budgets/budget.xlsx » ne peut pas être lu en entier" in said
    assert "Total" not in said


# --- each kind of change ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (f"{FICHE}\neffacer", "Fiche retirée : M3-01"),
        (f"{FICHE}\n- code: M3-01\n+ code: M3-02", "M3-01 devient M3-02"),
        ("content/projet.yaml\n- taille: 2\n+ taille: 3", "Taille déclarée : 2 → 3"),
        ("content/organisation/01-gouvernance.md\neffacer", "Organisation, chapitre retiré : "),
        (
            f"{CLASSEUR}\nPrévention!B6 = Ateliers",
            "dépense « Ateliers » : libellé, Ateliers (heures) → Ateliers",
        ),
        (
            f"{CLASSEUR}\nPrévention!D7 = 6000",
            "dépense « Formation » : année 1, 5 000 € → 6 000 € (+1 000 €)",
        ),
        (f"{CLASSEUR}\nPrévention!D7 = 6000", "Total : dépenses, année 1, "),
        (
            "content/livrables.yaml\n- titre: Statuts\n+ titre: Nos statuts",
            "Document « Nos statuts » : titre",
        ),
        ("content/statuts/avecsante/03-vie.md\neffacer", "Statuts, article 3 — "),
    ],
)
def test_a_change_has_its_sentence(notation: str, expected: str) -> None:
    assert expected in after(notation)


def test_details_show_the_sentences_that_left_and_came() -> None:
    before = petit_projet()
    text = before[FICHE].decode()
    line = next(line for line in text.splitlines() if line.endswith(".") and "|" not in line)
    later = {**before, FICHE: text.replace(line, "Tout est neuf.").encode()}
    assert "après : Tout est neuf." in told(before, later, details=True)
    assert "Tout est neuf." not in told(before, later)


def test_two_causes_of_money_are_told_apart_then_together() -> None:
    notation = (
        "content/projet.yaml\n- bareme: aci-avenant-2\n+ bareme: aci-2019\n- taille: 2\n+ taille: 3"
    )
    said = after(notation)
    for cause in (
        "- Le barème change :",
        "- La taille déclarée change :",
        "- Ces changements pris ensemble :",
    ):
        assert cause in said


def test_a_long_list_of_sentences_is_counted_after_forty() -> None:
    lines = "\n".join(f"+ Constat {n} : {n} % des habitants attendent.\n+ " for n in range(60))
    before = edited(petit_projet(), f"content/organisation/01-gouvernance.md\n+ \n{lines}")
    said = told(
        before,
        edited(before, "content/projet.yaml\n- communes: [32013, 32307]\n+ communes: [32013]"),
    )
    assert said.count("des habitants attendent. »") <= 40
    assert re.search(r"et 2[0-9] autres, dans (?:le même fichier|2 fichiers)\.", said)


def test_nobody_of_the_register_is_named() -> None:
    said = after(
        f"{CLASSEUR}\nPrévention!D7 = 6000\ncontent/prive/contacts.csv\n+ x;0600000000;a@example.org;ici"
    )
    assert "0600000000" not in said


# --- bad input --------------------------------------------------------------------------------------------------------


def test_a_side_that_cannot_be_read_is_named_and_the_rest_compared() -> None:
    said = after(
        f"content/projet.yaml\n- taille: 2\n+ ? [taille]\n+ : 2\n{FICHE}\n- code: M3-01\n+ code: M3-09"
    )
    assert (
        "Attention : dans « apres », « content/projet.yaml » ne peut pas être lu en entier" in said
    )
    assert "M3-01 devient M3-09" in said
    assert "Commune retirée" not in said


def test_a_workbook_that_cannot_be_read_takes_no_line_away() -> None:
    said = after(f"{CLASSEUR}\noctets: 50 4b 03 04")
    assert "« budgets/budget.xlsx » ne peut pas être lu" in said
    assert "Ligne" not in said
    assert "retirée :" not in said


def test_marks_of_a_conflict_do_not_stop_the_comparison() -> None:
    said = after(
        f"{FICHE}\n- code: M3-01\n+ <<<<<<< HEAD\n+ code: M3-01\n+ =======\n+ code: M3-02\n+ >>>>>>> autre"
    )
    assert "M3-01" in said


def test_what_a_text_says_cannot_become_a_tag_or_a_mention() -> None:
    before = petit_projet()
    notation = f"{FICHE}\n- code: M3-01\n+ code: M3-01\n+ priorite: <img src=x onerror=alert(1)> @tous **gras**"
    found = resume(between(before, edited(before, notation)), COMPAREES)
    assert "<img" not in as_html(found)
    assert "\\<img src=x" in as_markdown(found)
    assert "\\@tous \\*\\*gras\\*\\*" in as_markdown(found)


def test_a_new_charte_is_told_key_by_key() -> None:
    before = edited(
        petit_projet(),
        """
        content/charte.yaml
        créer
        + couleurs:
        +   principale: 0F4C5C
        + polices:
        +   titres: Georgia
        """.replace("        ", ""),
    )
    found = told(
        before,
        edited(
            before,
            """
            content/charte.yaml
            -   principale: 0F4C5C
            +   principale: 7A1022
            - polices:
            + partenaires:
            -   titres: Georgia
            +   - nom: Commune
            """.replace("            ", ""),
        ),
    )
    assert "Charte graphique, couleur « principale » : 0F4C5C → 7A1022" in found
    assert "Charte graphique, police « titres »" in found
    assert "Charte graphique, partenaire Commune" in found


@pytest.mark.lent
def test_three_hundred_fiches_are_compared_in_a_few_seconds() -> None:
    before = petit_projet()
    text = before[FICHE].decode()
    many = {
        f"content/fiches/M3-{rank:02d}-action.md": text.replace("M3-01", f"M3-{rank:02d}").encode()
        for rank in range(2, 302)
    }
    before = {**before, **many}
    later = {**before, FICHE: text.replace("titre: ", "titre: Autre ").encode()}
    one, other = examine(before, (), TODAY, True), examine(later, (), TODAY, True)
    started = time.process_time()
    changements(one, other)
    assert time.process_time() - started < 5, "0,3 s sur la machine de mesure"


def test_a_look_that_changed_alike_in_several_templates_is_told_once() -> None:
    before = example()
    names = ("statuts", "reglement-interieur", "acte", "lettre")  # a letter has styles of its own
    edits = "\n".join(
        f'templates/docx/{name}.docx\n- w:val="0F4C5C"\n+ w:val="0B5D3B"\n' for name in names
    )
    said = told(before, edited(before, edits))
    lines = [line for line in said.splitlines() if "0F4C5C →" in line]
    assert [line.partition(" : ")[0] for line in lines] == [
        "- 3 gabarits (acte.docx, reglement-interieur.docx, statuts.docx)",
        "- Gabarit lettre.docx",
    ]
