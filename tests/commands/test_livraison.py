"""``livraison``: what is sent is whole, bears names that travel, and is refused in words otherwise."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.commands.ligne import run_command
from pipeline.write.livraison import Piece, delivery, faults_of
from tests.conftest import write_files
from tests.projets import constats, edited, petit_projet
from tests.test_depot import git

READY = """
content/livrables.yaml
-   gabarit: statuts.docx
+   gabarit: statuts.docx
+   destinataires: [Préfecture]
content/prive/contacts.csv
effacer
content/prive/contacts.exemple.csv
créer
+ cle;telephone;courriel;adresse
+ durand;05 36 49 00 01;anne.durand@example.org;1 rue du Test
content/constats-acceptes.csv
+ G003;content/prive/contacts.csv;téléphones;Un exemple;Anne Durand;2026-12-01
"""
"""An example, whose contacts are fictional, and whose absence was accepted."""


def folder(root: Path) -> Path:
    return root / "build/livraison"


@pytest.mark.lent
def test_a_sound_project_is_delivered_whole(
    soffice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soffice.exists()
    root = write_files(tmp_path, edited(petit_projet(), READY))
    write_files(folder(root), {"vieux.pdf": b"", "SHA256SUMS": b"00  vieux.pdf\n"})
    assert run_command(["-C", str(root), "livraison"]) == 0
    told = capsys.readouterr().out
    assert "tout est vérifié, complet et prêt à partir" in told
    made = {path.name: path.read_bytes() for path in folder(root).iterdir()}
    assert all(name.isascii() and " " not in name for name in made)
    assert "vieux.pdf" not in made, "what an earlier delivery left is not sent"
    sums = dict(line.split("  ")[::-1] for line in made["SHA256SUMS"].decode().splitlines())
    assert {name: hashlib.sha256(made[name]).hexdigest() for name in sums} == sums
    assert set(made) == {*sums, "SHA256SUMS"}
    pdfs = [name for name in made if name.endswith(".pdf") and "complet" not in name]
    assert all(faults_of(made[name]) == [] for name in pdfs)
    whole = PdfReader(io.BytesIO(next(v for k, v in made.items() if "dossier-complet" in k)))
    assert len(whole.pages) == sum(len(PdfReader(io.BytesIO(made[n])).pages) for n in pdfs)
    (sent,) = [name for name in made if name.endswith(".zip")]
    assert "prefecture" in sent
    with zipfile.ZipFile(io.BytesIO(made[sent])) as package:
        assert any("statuts" in name for name in package.namelist())
        assert "LISTE-DES-PIECES.txt" in package.namelist()


@pytest.mark.lent
def test_a_project_with_a_warning_is_not_delivered(
    soffice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soffice.exists()
    files = petit_projet()
    del files["content/prive/contacts.csv"]
    root = write_files(tmp_path, files)
    assert run_command(["-C", str(root), "livraison"]) == 1
    told = capsys.readouterr().out
    assert "G003" in told
    assert "Rien n'a été livré." in told
    assert not folder(root).exists()


APPROVED = """
content/livrables.yaml
-   gabarit: statuts.docx
+   gabarit: statuts.docx
+   validation_exigee: oui
"""


@pytest.mark.lent
def test_what_must_be_approved_waits_for_it_and_for_it_again_once_changed(
    soffice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soffice.exists()
    root = write_files(tmp_path, edited(petit_projet(), APPROVED))
    assert run_command(["-C", str(root), "livraison"]) == 1
    assert "aucune ligne pour « statuts » dans content/validations.csv" in capsys.readouterr().out
    line = "piece;par;date;etat\nstatuts;assemblée générale;2026-11-03;adoptes\n"
    write_files(root, {"content/validations.csv": line.encode()})
    git(root, "init", "-q", "-b", "principale")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "statuts adoptés")
    git(root, "tag", "adoptes")
    article = next((root / "content/statuts/avecsante").glob("01-*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", "utf-8")
    assert run_command(["-C", str(root), "livraison"]) == 1
    told = capsys.readouterr().out
    assert "a changé depuis sa validation par assemblée générale" in told
    assert "+Une phrase de plus." in told
    assert not folder(root).exists()


def test_each_recipient_has_its_pieces_and_those_that_name_nobody() -> None:
    pdf = _pdf()
    pieces = [
        Piece("Projet", "projet", b"1", pdf, 1),
        Piece("Budget", "budget", b"2", pdf, 1, ("cpam", "ars")),
        Piece("Livret", "livret", b"3", pdf, 1, ("mairies",)),
    ]
    files = delivery(pieces, "CPTS", "projet de santé", "cpts")
    inside = {}
    for name, data in files.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                inside[name] = sorted(n for n in package.namelist() if n.endswith(".pdf"))
    assert inside == {
        "cpts_cpam.zip": ["budget.pdf", "projet.pdf"],
        "cpts_ars.zip": ["budget.pdf", "projet.pdf"],
        "cpts_mairies.zip": ["livret.pdf", "projet.pdf"],
    }
    assert files == delivery(pieces, "CPTS", "projet de santé", "cpts"), "the same bytes each time"


def test_a_pdf_that_cannot_be_read_aloud_is_told() -> None:
    assert faults_of(b"%PDF-1.7") == ["ne s'ouvre pas"]
    assert len(faults_of(_pdf())) == 4


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_signed_agreement_is_listed_with_its_pages_and_has_no_word_file() -> None:
    pdf = _pdf()
    pieces = [
        Piece("Projet", "projet", b"1", pdf, 1),
        Piece("Accord signé : hôpital", "accord", b"", pdf, 1),
    ]
    files = delivery(pieces, "CPTS", "projet de santé", "cpts")
    assert "accord.pdf" in files
    assert "accord.docx" not in files
    assert (
        "2. Accord signé : hôpital (1 page) : accord.pdf" in files["LISTE-DES-PIECES.txt"].decode()
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n" + b"0" * 21_000_000, "ce PDF pèse 21 Mo"),
        (b"%PDF-1.7\n/Encrypt 3 0 R", "protégé par un mot de passe"),
        (b"PK", "n'est pas un PDF"),
        (b"%PDF-1.7\n%%EOF", ""),
    ],
    ids=["lourd", "protégé", "zip", "bon"],
)
def test_an_agreement_that_cannot_be_sent_is_told(data: bytes, expected: str) -> None:
    told = constats({**petit_projet(), "content/annexes/convention.pdf": data})
    assert bool(told) is bool(expected)
    assert all(expected in line and "content/annexes/convention.pdf" in line for line in told)
