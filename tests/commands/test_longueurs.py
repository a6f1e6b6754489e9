"""Documents longer than their lines of ``livrables.yaml`` allow, and a whole file heavier than an upload form takes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from pipeline.commands.ligne import run_command
from pipeline.model.longueur import Longueur, TitrePose
from pipeline.write.livraison import Piece, TropLourd, delivery
from tests.conftest import write_files
from tests.projets import edited, petit_projet

LIMITED = """
content/livrables.yaml
-   annexes: [budget, statuts, reglement-interieur, membres, communes, chapitres]
+   annexes: [budget, statuts, reglement-interieur, membres, communes, chapitres]
+   listes: [fiches]
+   pages_maximales: 12
+   pages_hors_annexes: 100
+   pages_par_partie: 2
+   pages_par_fiche: 1
-   gabarit: reglement-interieur.docx
+   gabarit: reglement-interieur.docx
+   pages_maximales: 1
content/fiches/M1-01-medecin.md
- Un constat chiffré : 12 % des habitants.
+ Un constat chiffré : 12 % des habitants.
"""
LONG = "".join(
    f"+ \n+ Une autre raison, la {rank}e, que le diagnostic donne.\n" for rank in range(2, 42)
)
"""What makes of a fiche more than a page."""


@pytest.mark.lent
def test_each_limit_gone_over_is_told_where_it_is_set_and_holds_the_delivery_back(
    soffice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert soffice.exists()
    root = write_files(tmp_path, edited(petit_projet(), LIMITED + LONG))
    assert run_command(["-C", str(root), "build"]) == 0
    assert "D027" not in capsys.readouterr().out, "no page is known without a layout"
    assert run_command(["-C", str(root), "pdf"]) == 0
    told = capsys.readouterr().out
    lines = [line for line in told.splitlines() if "D027:" in line]
    projet = PdfReader(root / "build/pdf/projet-de-sante.pdf")
    pages = len(projet.pages)
    rules = len(PdfReader(root / "build/pdf/reglement-interieur.pdf").pages)
    assert any(f"« Projet de santé » : {pages} pages, pour 12 au plus" in line for line in lines)
    assert any(f"« Règlement intérieur » : {rules} pages" in line for line in lines)
    assert any("Partie 2 — Missions : " in line for line in lines)
    assert any("M1-01 — " in line and "pages_par_fiche" in line for line in lines)
    assert any(title.startswith("M1-01 — ") for title in _bookmarks(projet.outline))
    assert not any("pages_hors_annexes" in line or "Annexes" in line for line in lines)
    assert all(line.startswith("content/livrables.yaml:") for line in lines)
    assert run_command(["-C", str(root), "livraison"]) == 1
    told = capsys.readouterr().out
    assert "D027" in told
    assert "Rien n'a été livré." in told
    assert not (root / "build/livraison").exists()


def _bookmarks(outline: Sequence[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item)
        else:
            yield item.title


def test_a_title_runs_to_the_next_of_its_level() -> None:
    longueur = Longueur(
        20,
        (
            TitrePose(1, "Un", 3),
            TitrePose(2, "A", 3),
            TitrePose(2, "B", 5),
            TitrePose(1, "Deux", 9),
        ),
    )
    assert [longueur.pages_de(rang) for rang in range(4)] == [6, 2, 4, 12]


def blank(pages: int, weight: int) -> bytes:
    """A PDF of so many pages, each of about ``weight`` bytes."""
    writer = PdfWriter()
    for _ in range(pages):
        stream = StreamObject()
        stream.set_data(b"%" * weight)
        page = writer.add_blank_page(100, 100)
        page[NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pieces(*sizes: tuple[int, int]) -> list[Piece]:
    return [
        Piece(f"Pièce {rank}", f"piece-{rank}", b"", blank(pages, weight), pages)
        for rank, (pages, weight) in enumerate(sizes, 1)
    ]


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if "dossier-complet" in name}


def test_a_whole_file_within_its_weight_stays_one() -> None:
    files = whole(delivery(pieces((2, 100), (1, 100)), "CPTS", "projet", "cpts", 1_000_000))
    assert list(files) == ["cpts_dossier-complet.pdf"]


def test_a_heavier_one_is_cut_between_pieces_then_between_pages_and_loses_none() -> None:
    made = whole(
        delivery(
            pieces((1, 9_000), (1, 9_000), (4, 9_000), (1, 10)), "CPTS", "projet", "cpts", 25_000
        )
    )
    assert all(len(data) <= 25_000 for data in made.values())
    total = len(made)
    assert list(made) == [f"cpts_dossier-complet_{n}-sur-{total}.pdf" for n in range(1, total + 1)]
    readers = [PdfReader(io.BytesIO(data)) for data in made.values()]
    assert sum(len(reader.pages) for reader in readers) == 7
    titles = [item.title for reader in readers for item in reader.outline]  # type: ignore[union-attr]
    assert titles == ["Pièce 1", "Pièce 2", "Pièce 3", "Pièce 3", "Pièce 4"]


def test_a_page_heavier_than_a_file_may_be_is_named() -> None:
    with pytest.raises(TropLourd) as told:
        delivery(pieces((1, 10), (2, 50_000)), "CPTS", "projet", "cpts", 30_000)
    assert (told.value.titre, told.value.page) == ("Pièce 2", 1)
