"""*Suivi des versions*: read, printed as a part or an annex, and proposed by the summary of changes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from pipeline.assemble.changements.suivi import ligne_proposee
from pipeline.commands.ligne import run_command
from pipeline.run import build, changements
from tests.commands.test_changements import commit
from tests.conftest import write_files
from tests.projets import constats, edited, examen, petit_projet
from tests.test_depot import git

SUIVI = (
    "content/versions.csv\ncréer\n+ date;version;objet;instance\n"
    "+ 2027-01-15;1.0;Dépôt à l'ARS;Assemblée générale\n+ 2027-06-02;1.1;Budget;Conseil"
)
SPACES = str.maketrans("\u00a0\u202f", "  ")
LIVRABLES = "content/livrables.yaml"


def words(data: bytes) -> list[str]:
    found = Document(io.BytesIO(data))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [text.translate(SPACES) for text in (*(p.text for p in found.paragraphs), *cells)]


def with_part(files: dict[str, bytes], part: str) -> dict[str, bytes]:
    """The same project, one more document being made of that part."""
    line = f"\nsuivi:\n  titre: Suivi\n  gabarit: statuts.docx\n  parties: [{part}]\n"
    return {**files, LIVRABLES: files[LIVRABLES] + line.encode()}


def test_the_versions_are_printed_with_their_dates_in_words() -> None:
    files = with_part(edited(petit_projet(), SUIVI), "versions")
    assert constats(files) == []
    printed = words(build(examen(files), wanted=["suivi"])["suivi.docx"])
    for word in ("Suivi des versions", "15 janvier 2027", "1.1", "Assemblée générale", "Conseil"):
        assert word in printed


def test_without_any_version_the_part_says_so() -> None:
    printed = words(
        build(examen(with_part(petit_projet(), "versions")), wanted=["suivi"])["suivi.docx"]
    )
    assert "Aucune version n’a encore été adoptée." in printed


def test_a_date_that_is_none_and_a_line_without_its_subject_are_told() -> None:
    said = constats(edited(petit_projet(), f"{SUIVI}\n+ demain;1.2;;Conseil"))
    assert any("C003: « demain » n'est pas une date" in line for line in said)
    assert any("C002: cette ligne n'a pas de « objet »" in line for line in said)


def test_the_next_line_follows_the_last_and_names_what_changed() -> None:
    before = edited(petit_projet(), SUIVI)
    after = edited(before, "content/projet.yaml\n- taille: 2\n+ taille: 3")
    one, other = examen(before), examen(after)
    line = ligne_proposee(changements(one, other), other.projet, date(2027, 7, 1))
    assert line.endswith(" : 2027-07-01;1.2;Contrat;XX")
    assert ligne_proposee(changements(one, one), one.projet, date(2027, 7, 1)) == ""


def test_a_line_already_written_is_told_and_not_proposed_again() -> None:
    before = edited(petit_projet(), SUIVI)
    one, other = (
        examen(before),
        examen(edited(before, "content/versions.csv\n+ 2027-07-01;1.2;Taille;Conseil")),
    )
    assert ligne_proposee(changements(one, other), other.projet, date(2027, 7, 2)) == ""


def test_the_command_proposes_the_line_where_versions_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path / "suivi", edited(petit_projet(), SUIVI))
    git(root, "init", "-q")
    commit(root, "Premier état")
    write_files(
        root, edited(edited(petit_projet(), SUIVI), "content/projet.yaml\n- taille: 2\n+ taille: 3")
    )
    assert run_command(["-C", str(root), "changements"]) == 0
    told = capsys.readouterr().out
    assert "Suivi des versions\n- Ligne proposée pour content/versions.csv" in told
    (root / "content/versions.csv").unlink()
    assert run_command(["-C", str(root), "changements"]) == 0
    assert "Ligne proposée" not in capsys.readouterr().out
