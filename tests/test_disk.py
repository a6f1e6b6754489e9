"""Files in, files out, whatever stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.disk import (
    NEVER_READ,
    Empechement,
    hashes_under,
    move,
    read_bytes,
    read_project,
    replace_all,
)
from pipeline.etat import fingerprint
from pipeline.run import examine
from tests.projets import TODAY


def test_a_link_is_named_and_not_followed(dossier: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n", encoding="utf-8")
    (dossier / "content/diagnostic/02-lien.md").symlink_to(secret)
    files, odd = read_project(dossier)
    assert "content/diagnostic/02-lien.md" not in files
    findings = examine(files, odd, TODAY).findings
    assert [(f.code, f.span.path) for f in findings] == [("L013", "content/diagnostic/02-lien.md")]


def test_a_linked_folder_is_not_walked(dossier: Path) -> None:
    (dossier / "content/ailleurs").symlink_to("/etc")
    files, odd = read_project(dossier)
    assert odd == ("content/ailleurs",)
    assert not any("ailleurs" in path for path in files)


def test_a_linked_folder_counts_by_where_it_points(dossier: Path) -> None:
    """« Nothing changed » must not be said of a project where a link is now to be told."""
    before = dict(hashes_under(dossier, "content"))
    (dossier / "content/ailleurs").symlink_to("/etc")
    added = set(hashes_under(dossier, "content")) - set(before.items())
    assert added == {("content/ailleurs", "-> /etc")}


def test_files_of_an_open_excel_and_of_the_system_are_not_sources(dossier: Path) -> None:
    for name in (
        "budgets/~$budget.xlsx",
        "budgets/.~lock.budget.xlsx#",
        "content/.DS_Store",
        "content/Thumbs.db",
    ):
        (dossier / name).write_bytes(b"x")
    files, _ = read_project(dossier)
    assert not any(name in path for path in files for name in ("DS_Store", "Thumbs"))
    assert [path for path in files if "~" in path] == [
        "budgets/.~lock.budget.xlsx#",
        "budgets/~$budget.xlsx",
    ]


def test_a_failed_write_leaves_the_earlier_files(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"ancien")
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(Empechement, match=r"intacte|remplacé"):
        replace_all(tmp_path, {"b.docx": b"nouveau", "a.docx": b"nouveau"}, ".tmp-")
    assert (tmp_path / "a.docx").read_bytes() == b"ancien"
    assert sorted(os.listdir(tmp_path)) == ["a.docx", "b.docx"]


def test_a_moved_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    for _ in range(3):
        (tmp_path / "statuts.docx").write_bytes(b"x")
        move(tmp_path / "statuts.docx", "modifié")
    assert sorted(os.listdir(tmp_path)) == [
        "statuts (modifié 2).docx",
        "statuts (modifié 3).docx",
        "statuts (modifié).docx",
    ]


def test_a_device_a_pipe_or_a_huge_file_is_never_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    with (tmp_path / "enorme").open("wb") as huge:
        huge.truncate(100_000_001)
    for path in (Path("/dev/zero"), tmp_path / "tube"):
        with pytest.raises(Empechement, match="n'est pas un fichier ordinaire"):
            read_bytes(path)
    with pytest.raises(Empechement, match="plus de 100 Mo"):
        read_bytes(tmp_path / "enorme")
    with pytest.raises(Empechement, match="ne peut pas être lu"):
        read_bytes(tmp_path)
    (tmp_path / "petit").write_bytes(b"x")
    (tmp_path / "lien").symlink_to(tmp_path / "petit")
    assert read_bytes(tmp_path / "lien") == b"x"


def test_a_folder_of_a_project_counts_whatever_its_name(dossier: Path) -> None:
    """Ours of these names hold nothing that a document depends on; one of a project may."""
    for name in sorted(NEVER_READ):
        text = dossier / "content/annexes" / name / "01-note.md"
        text.parent.mkdir()
        before = fingerprint(dossier)
        text.write_text("# Note\n", encoding="utf-8")
        assert fingerprint(dossier) != before, name
