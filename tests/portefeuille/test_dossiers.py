"""Which projects were asked for: folders, folders of folders, lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.ligne import MauvaisUsage
from pipeline.portefeuille.dossiers import dossiers


def names(*typed: str) -> list[tuple[str, str]]:
    return [(Path(one.chemin).name, one.refus) for one in dossiers(typed)]


@pytest.fixture
def trois(tmp_path: Path) -> Path:
    for name in ("a", "b", "c d"):
        (tmp_path / name / "content").mkdir(parents=True)
        (tmp_path / name / "content/projet.yaml").write_text("nom: X\n", encoding="utf-8")
    (tmp_path / "vide").mkdir()
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_a_folder_of_projects_stands_for_them_and_a_project_named_twice_is_one(trois: Path) -> None:
    assert names(str(trois), str(trois / "a")) == [("a", ""), ("b", ""), ("c d", "")]


def test_a_pattern_that_make_hands_on_is_followed(trois: Path) -> None:
    kept = [(name, bool(refus)) for name, refus in names(f"{trois}/*")]
    assert ("c d", False) in kept
    assert ("vide", True) in kept


def test_a_folder_that_is_none_says_why(trois: Path) -> None:
    assert names(str(trois / "vide"), str(trois / "absent")) == [
        ("vide", "ce n'est pas un projet : il n'a pas de dossier content/"),
        ("absent", "ce dossier n'existe pas"),
    ]
    (trois / "vide/content").mkdir()
    assert names(str(trois / "vide"))[0][1].endswith("il n'a pas de content/projet.yaml")


def test_a_list_gives_folders_or_the_addresses_of_which_a_copy_stands_beside_it(
    trois: Path,
) -> None:
    listed = trois / "liste.csv"
    lines = "Dossier;Adresse\na;\n;git@forge.exemple:sante/b.git\n;https://forge.exemple/sante/c d/\n;\n"
    listed.write_text(lines, encoding="utf-8-sig")
    assert names(str(listed)) == [("a", ""), ("b", ""), ("c d", "")]


def test_a_list_without_such_a_column_is_refused_with_the_one_that_was_meant(trois: Path) -> None:
    (trois / "liste.csv").write_text("dosier\na\n", encoding="utf-8")
    with pytest.raises(MauvaisUsage, match=r"ni colonne « dossier ».*dossier"):
        names(str(trois / "liste.csv"))
