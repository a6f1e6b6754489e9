"""Which projects were asked for: folders, folders of folders, lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.ligne import MauvaisUsage
from pipeline.model.portefeuille import Dossier
from pipeline.portefeuille.dossiers import are_one, dossiers


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


@pytest.mark.parametrize(
    ("coding", "separator"), [("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", "\t"), ("utf-8", ",")]
)
def test_a_list_is_read_as_a_spreadsheet_saves_it(coding: str, separator: str, trois: Path) -> None:
    (trois / "a").rename(trois / "été à l'île")
    lines = [("Remarque", "dossier"), ("une", "été à l'île"), ("deux", "b"), ("trois",)]
    text = "\r\n".join(separator.join(line) for line in lines)
    (trois / "liste.csv").write_bytes(text.encode(coding))
    assert names(str(trois / "liste.csv")) == [("été à l'île", ""), ("b", "")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"dossier\n", "cette liste ne nomme aucun projet"),
        ("dossier\na\n".encode("utf-16"), "UTF-16"),
        (b"dossier\na\0b\n", "n'est pas un texte"),
    ],
)
def test_a_list_that_names_nothing_or_is_no_text_is_told_and_stops_no_other(
    data: bytes, why: str, trois: Path
) -> None:
    (trois / "liste.csv").write_bytes(data)
    (name, refus), other = names(str(trois / "liste.csv"), str(trois / "b"))
    assert (name, why in refus) == ("liste.csv", True), refus
    assert other == ("b", "")


def test_a_quote_left_open_is_told_with_its_line_and_what_is_above_it_is_kept(trois: Path) -> None:
    (trois / "liste.csv").write_text('dossier\na\n"b\nc d\n', encoding="utf-8")
    (first, second) = names(str(trois / "liste.csv"))
    assert first == ("a", "")
    assert second[0] == "liste.csv:3"
    assert "guillemet ouvert" in second[1]


@pytest.mark.parametrize(
    ("address", "folder", "same"),
    [
        ("https://forge.exemple/nord/projet.git", "projets/nord/projet", True),
        ("git@forge.exemple:nord/projet.git", "./projets/nord/projet", True),
        ("ssh://git@forge.exemple:22/nord/projet/", "nord/projet", True),
        ("../nord/projet.git", "projets/nord/projet", True),
        ("https://forge.exemple/nord/projet.git", "./projet", True),
        ("https://forge.exemple/nord/projet.git", "projets/sud/projet", False),
        ("https://forge.exemple/nord/projet.git", "projets/nord/projet-2", False),
    ],
)
def test_a_project_elsewhere_is_known_by_the_end_of_its_address(
    address: str, folder: str, same: bool
) -> None:
    assert are_one(Dossier("x/projet", "absent", address), folder) is same


def test_a_folder_elsewhere_is_known_by_its_name() -> None:
    assert are_one(Dossier("/ici/cpts-nord", "absent"), "./cpts-nord")
    assert not are_one(Dossier("/ici/cpts-nord", "absent"), "./cpts-sud")


def test_a_list_without_such_a_column_is_refused_with_the_one_that_was_meant(trois: Path) -> None:
    (trois / "liste.csv").write_text("dosier\na\n", encoding="utf-8")
    with pytest.raises(MauvaisUsage, match=r"ni colonne « dossier ».*dossier"):
        names(str(trois / "liste.csv"))
