"""``make format`` changes the look of the sources, never a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.commands.format import tidied
from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.run import build, examine
from tests.conftest import write_files
from tests.projets import TODAY, constats, edited, examen, petit_projet
from tests.test_depot import git
from tests.test_etat import projet_sante

PATH = "content/diagnostic/a.md"


def put_in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: tidied(path, data) if path.startswith("content/") and path.endswith(".md") else data
        for path, data in files.items()
    }


def shown(text: str) -> str:
    return tidied(PATH, text.encode()).decode()


@pytest.mark.lent
def test_the_documents_of_the_example_are_the_same_before_and_after(exemple: Path) -> None:
    files, odd = read_project(exemple)
    assert build(examine(files, odd, TODAY)) == build(
        examine(put_in_order(dict(files)), odd, TODAY)
    )


def test_a_second_run_changes_nothing() -> None:
    once = put_in_order(petit_projet())
    assert put_in_order(once) == once


def test_each_sentence_has_its_line() -> None:
    assert shown("# T\n\nUne phrase. Une autre ! Et « une\ntroisième » ? Oui.\n") == (
        "# T\n\nUne phrase.\nUne autre !\nEt « une troisième » ?\nOui.\n"
    )


def test_a_sentence_may_end_inside_bold_quotes_or_brackets() -> None:
    text = "# T\n\n**Une promesse.** Elle tient. Il dit : « Oui. » Puis part (sans bruit.) Et M. *Petit etc.* Rien.\n"
    assert shown(text) == (
        "# T\n\n**Une promesse.**\nElle tient.\nIl dit : « Oui. »\nPuis part (sans bruit.)\nEt M. *Petit etc.* Rien.\n"
    )


@pytest.mark.parametrize(
    "typed", ["• un\n• deux", "Médecins\nMairies", "Âge\tNombre\n75\t12", "1° un\n2° deux"]
)
def test_what_was_meant_as_a_list_is_not_run_together(typed: str) -> None:
    text = f"# T\n\n{typed}\n"
    assert shown(text) == text


def test_abbreviations_numbers_and_lists_are_not_cut() -> None:
    text = (
        "# T\n\nLe Dr. Durand et M. Petit, art. L. 1434-12. Puis rien.\n\n- Un point. Un autre.\n"
    )
    assert shown(text) == (
        "# T\n\nLe Dr. Durand et M. Petit, art. L. 1434-12.\nPuis rien.\n\n- Un point.\n  Un autre.\n"
    )


def test_cells_have_one_space_around_them_and_columns_keep_their_side() -> None:
    assert shown("# T\n\n|a|b|c|\n|:-|-:|:-:|\n|un mot  |2||\n") == (
        "# T\n\n| a | b | c |\n|:--|--:|:-:|\n| un mot | 2 | |\n"
    )


def test_titles_shared_by_columns_stay_shared() -> None:
    once = shown("# T\n\n|a|2027 >> b|2027 >> c|\n|-|-:|-|\n|1|2|3|\n")
    assert once == "# T\n\n| a | 2027 >> b | 2027 >> c |\n|---|--:|---|\n| 1 | 2 | 3 |\n"
    assert shown(once) == once


TABLEAU = "# T\n\n| Étape | Date |\n|---|---|\n| Démarrage | mai |\n| Milieu | juin |\n| Suite | août |\n| Fin | mars |\n"


def test_a_cell_that_grows_is_one_line_changed() -> None:
    before = shown(TABLEAU).splitlines()
    after = shown(
        TABLEAU.replace("Démarrage", "Démarrage de toutes les actions du parcours")
    ).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_two_people_who_lengthen_the_first_and_the_last_row_are_merged_by_git(
    tmp_path: Path,
) -> None:
    path = tmp_path / "texte.md"
    path.write_text(shown(TABLEAU), encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "principale")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Premier état")
    for name, old, new in (
        ("un", "Démarrage", "Démarrage de toutes"),
        ("deux", "Fin", "Fin de toutes les actions"),
    ):
        git(tmp_path, "checkout", "-q", "-b", name, "principale")
        path.write_text(shown(TABLEAU.replace(old, new)), encoding="utf-8")
        git(tmp_path, "commit", "-qam", name)
    git(tmp_path, "merge", "-q", "un")
    merged = path.read_text(encoding="utf-8")
    assert "Démarrage de toutes" in merged
    assert "Fin de toutes les actions" in merged
    assert shown(merged) == merged


RENVOIS = (
    "content/organisation/01-gouvernance.md\n+ \n+ Voir l'[](#annexe-communes), la [](#fiche-M3-01) et le "
    "[guide](#annexe-communes).\n+ \n+ `[](#annexe-communes)`"
)


def test_a_reference_has_words_where_nothing_is_built_and_prints_as_before(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = edited(petit_projet(), RENVOIS)
    write_files(dossier, files)
    assert run_command(["-C", str(dossier), "format"]) == 0
    assert "01-gouvernance.md" in capsys.readouterr().out
    path = "content/organisation/01-gouvernance.md"
    text = (dossier / path).read_text(encoding="utf-8")
    titre = examen(files).projet.fiches[2].titre
    assert titre
    assert "l'[annexe « Liste des communes »](#annexe-communes)" in text
    assert f"la [fiche « {titre.value} »](#fiche-M3-01)" in text
    assert "le [guide](#annexe-communes)" in text
    assert "`[](#annexe-communes)`" in text
    worded_files = {**files, path: text.encode()}
    assert build(examen(worded_files)) == build(examen(files))
    assert constats(worded_files) == constats(files)
    assert run_command(["-C", str(dossier), "format"]) == 0
    assert capsys.readouterr().out == "Tout était déjà en ordre.\n"


def test_words_of_a_reference_follow_the_title_of_what_it_names(dossier: Path) -> None:
    write_files(dossier, edited(petit_projet(), RENVOIS))
    assert run_command(["-C", str(dossier), "format"]) == 0
    fiche, path = (
        dossier / "content/fiches/M3-01-alimentation.md",
        dossier / "content/organisation/01-gouvernance.md",
    )
    text = fiche.read_text(encoding="utf-8")
    fiche.write_text(re.sub(r"(?m)^titre: .*$", "titre: Bouger ensemble", text), encoding="utf-8")
    assert run_command(["-C", str(dossier), "format"]) == 0
    assert "[fiche « Bouger ensemble »](#fiche-M3-01)" in path.read_text(encoding="utf-8")


def test_headings_of_a_fiche_follow_the_trame() -> None:
    files = petit_projet()
    path = "content/fiches/M3-01-alimentation.md"
    text = files[path].decode()
    first, second = text.index("## Public cible"), text.index("## Acteurs et partenaires")
    end = text.index("## Sous-actions")
    files[path] = (text[:first] + text[second:end] + text[first:second] + text[end:]).encode()
    assert constats(files) == []
    tidy_files = put_in_order(files)
    result = tidy_files[path].decode()
    assert result.index("## Public cible") < result.index("## Acteurs et partenaires")
    assert build(examen(files)) == build(examen(tidy_files))


def test_comments_code_breaks_and_facts_stay_as_typed() -> None:
    text = "# T\n\n<!-- Note. Autre. -->\n\nUne ligne.  \nDeux. `a. B` {{ cpts.nom }}. Fin.\n\n```\nCode. Code.\n```\n"
    assert shown(text) == text


def test_bold_words_keep_a_line_of_their_own() -> None:
    text = "# T\n\n- **Frein** : le temps.\n  **Levier** : une aide.\n  « Oui ! » dit-on. *Enfin* on agit.\n"
    once = "# T\n\n- **Frein** : le temps.\n  **Levier** : une aide.\n  « Oui ! » dit-on.\n  *Enfin* on agit.\n"
    assert shown(text) == once
    assert shown(once) == once
    joined = "# T\n\n**Frein** : le temps ;\n**Levier** : une aide.\n"
    assert shown(joined) == joined
    assert shown("# T\n\n**Frein** : le temps. **Levier** : une aide.\n") == (
        "# T\n\n**Frein** : le temps.\n**Levier** : une aide.\n"
    )


PIECES = st.sampled_from(
    [
        "Un mot.",
        " Deux ! ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "**gras** ",
        "**Gras** : ",
        "*Oui*. ",
        "« Cité. » ",
        "| a | b |\n|--|--|\n| c. D | e |\n",
        "  ",
        "M. X. ",
        "# ",
        "`x. Y` ",
        "Fin",
    ]
)


@pytest.mark.lent
@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25))
def test_no_text_changes_its_meaning(pieces: list[str]) -> None:
    path = "content/organisation/01-gouvernance.md"
    text = ("# Titre\n\n" + "".join(pieces) + "\n").encode()
    before, after = (
        examine({path: data}, (), TODAY).projet.chapitres for data in (text, tidied(path, text))
    )
    assert [chapitre.blocs for chapitre in before["organisation"]] == [
        c.blocs for c in after["organisation"]
    ]
    assert before["organisation"]


@pytest.mark.lent
def test_the_command_says_what_it_put_in_order(dossier: Path) -> None:
    path = dossier / "content/organisation/01-gouvernance.md"
    path.write_text("# La gouvernance\n\nUne phrase. Une autre.\n", encoding="utf-8")
    done = projet_sante(dossier, "format")
    assert "content/organisation/01-gouvernance.md" in done.stdout
    assert path.read_text(encoding="utf-8") == "# La gouvernance\n\nUne phrase.\nUne autre.\n"


@pytest.mark.lent
def test_the_command_touches_only_the_files_named(dossier: Path) -> None:
    named, other = (
        dossier / "content/organisation/01-gouvernance.md",
        dossier / "content/diagnostic/01-territoire.md",
    )
    for path in (named, other):
        path.write_text("# Un titre\n\nUne phrase. Une autre.\n", encoding="utf-8")
    done = projet_sante(dossier, "format", CHEMIN="content/organisation/01-gouvernance.md")
    assert done.stdout.splitlines()[-1] == "1 fichier remis en ordre."
    assert named.read_text(encoding="utf-8") == "# Un titre\n\nUne phrase.\nUne autre.\n"
    assert other.read_text(encoding="utf-8") == "# Un titre\n\nUne phrase. Une autre.\n"
    assert projet_sante(dossier, "format", "content/nulle-part.md").returncode == 2
