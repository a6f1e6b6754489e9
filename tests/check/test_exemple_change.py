"""The shipped example, changed as a CPTS would change it: what follows is told at once, and where."""

from __future__ import annotations

from functools import lru_cache

import pytest

from pipeline.disk import read_project
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.run import examine
from tests.projets import CHECKOUT, TODAY, edited
from tests.scenarios import example

PROJET = "content/projet.yaml"
GOUVERNANCE = "content/organisation/01-gouvernance.md"
TERRITOIRE = "content/diagnostic/01-territoire.md"
PLACE = "- ## La place des usagers"


@lru_cache(maxsize=1)
def exemple() -> Files:
    files, _ = read_project(CHECKOUT)
    return files


def said(notation: str, *codes: str) -> list[Finding]:
    found = examine(edited(exemple(), notation), (), TODAY, gabarits_connus=True).findings
    return [finding for finding in found if finding.code in codes]


def test_a_commune_that_leaves_is_followed_to_people_posts_and_texts() -> None:
    (found,) = said(f"{PROJET}\n-   - 32132  # Fleurance\n", "T019")
    assert "Marc Duconte (pilote de M3-01, vice-président)" in found.message
    named = [
        path
        for path, data in exemple().items()
        if path.endswith(".md") and "Fleurance" in data.decode()
    ]
    assert any(path in hint for hint in found.hints for path in named)


def test_a_size_that_falls_is_told_in_euros_and_in_lines_of_the_workbook() -> None:
    """In the example of before, whose missions and lines are counted here."""
    reference = {path: data for path, data in exemple().items() if path.startswith("pipeline/")}
    smaller = edited({**reference, **example()}, f"{PROJET}\n-   - 32013  # Auch\n")
    told = examine(smaller, (), TODAY, gabarits_connus=True).findings
    (found,) = [finding for finding in told if finding.code == "T001"]
    assert "90\u00a0000\u00a0€ de moins" in found.hints[0].replace("\u202f", "\u00a0")
    assert found.hints[1].startswith("7 lignes du classeur")


def test_a_table_of_communes_left_behind_is_told_with_those_it_lacks() -> None:
    lines = [
        line.rsplit("# ", 1)[1]
        for line in exemple()[PROJET].decode().split("\n")
        if "  - 32" in line
    ]
    rows = "".join(f"+ | {nom} | 1 |\n" for nom in lines[1:])
    table = f"{TERRITOIRE}\n- ## La méthode\n+ | Commune | Lits |\n+ |---|---|\n{rows}+ \n+ ## La méthode\n"
    (found,) = said(table, "T020")
    assert found.message.endswith("il y manque Auch.")
    whole = table.replace("+ |---|---|\n", "+ |---|---|\n+ | AUCH | 1 |\n")
    assert said(whole, "T020") == []


def test_a_text_that_speaks_of_bodies_which_the_model_lacks_is_named() -> None:
    model = "content/statuts/valeurs.yaml\n- modele: avecsante\n+ modele: urps\n"
    text = f"{GOUVERNANCE}\n+ Les collèges et le conseil d'administration votent.\n"
    assert said(model, "S046") == [], "the example's own texts follow the model"
    assert {finding.span.path for finding in said(model + text, "S046")} == {GOUVERNANCE}
    assert said(text, "S046") == []


def test_a_remedy_names_a_value_that_the_model_has() -> None:
    model = "content/statuts/valeurs.yaml\n- modele: avecsante\n+ modele: urps\n"
    text = f"{GOUVERNANCE}\n{PLACE}\n+ Chacun porte 3 pouvoirs.\n+ \n+ ## La place des usagers\n"
    (found,) = said(model + text, "S041")
    assert "bureau.procurations" in found.hints[0]
    assert "conseil." not in found.hints[0]


def test_numbers_of_the_governance_are_read_in_many_words() -> None:
    wrong = (
        "Le conseil compte 15 administrateurs.",
        "Ils sont élus pour quatre ans.",
        "Le bureau comprend huit membres.",
        "Le quorum du conseil est du tiers.",
        "La cotisation est de 50 euros.",
        "Le conseil a neuf sièges.",
    )
    right = (
        "Le conseil compte 12 administrateurs.",
        "Ils sont élus pour trois ans.",
        "Le bureau comprend quatre membres.",
        "Le quorum du conseil est de la moitié.",
        "La cotisation est de 20 euros.",
        "Le collège des professionnels a trois sièges.",
        "Le conseil d'administration de l'hôpital a quinze membres.",
    )
    for sentences, count in ((wrong, len(wrong)), (right, 0)):
        lines = "".join(f"+ {sentence}\n+ \n" for sentence in sentences)
        found = said(f"{GOUVERNANCE}\n{PLACE}\n{lines}+ ## La place des usagers\n", "S041")
        assert len(found) == count, [finding.message for finding in found]


COPIE = "content/fiches/M3-02-copie.md"


def test_a_copied_fiche_is_told_until_it_is_rewritten() -> None:
    fiche = "content/fiches/M3-01-surpoids-enfant.md"
    copied = f"{fiche}\ncopier: {COPIE}\n{COPIE}\n- code: M3-01\n+ code: M3-02\n"
    (found,) = said(copied, "F060")
    assert (found.span.path, "en commun avec M3-01" in found.message) == (COPIE, True)
    assert said("", "F060") == []


def test_a_person_who_left_is_not_taken_for_another() -> None:
    """« fablier » has letters of « delafable », who is somebody else; « delafble » has all but one."""
    people = exemple()["content/personnes.csv"].decode()
    gone = next(line for line in people.split("\n") if line.startswith("fablier;"))
    found = said(f"content/personnes.csv\n- {gone}\n", "G002")
    assert found
    assert not any("delafable" in hint for finding in found for hint in finding.hints)
    misspelt = (
        "content/fiches/M1-02-soins-non-programmes.md\n- pilote: delafable\n+ pilote: delafble\n"
    )
    (near,) = said(misspelt, "G002")
    assert any("« delafable »" in hint for hint in near.hints)


@pytest.mark.parametrize("typed", ["1°) Premier", "1°/ Premier", "1) Premier"])
def test_the_line_proposed_for_a_list_reads_as_one(typed: str) -> None:
    text = f"{TERRITOIRE}\n- ## La méthode\n+ {{}}\n+ \n+ ## La méthode\n"
    for finding in said(text.format(typed), "L064"):
        proposed = finding.hints[0].split("« ")[1].split(" »")[0]
        assert proposed == "1. Premier"
        assert said(text.format(proposed), "L064") == []
