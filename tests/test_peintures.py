"""Pictures that earlier builds painted are believed where this very folder kept them, and nowhere else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline import etat
from pipeline.commands.calcul import examine_folder
from pipeline.model.dessin import fonts_of_drawings
from pipeline.programs import Peintre, Peintures
from pipeline.run import build
from tests.projets import CHECKOUT, TODAY

pytestmark = pytest.mark.usefixtures("sans_memoire")

CARRE = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
PETIT = {"width": 4, "height": 4, **fonts_of_drawings()}
GRAND = {**PETIT, "width": 8, "height": 8}


def test_a_drawing_is_painted_anew_when_it_or_its_size_changes_and_only_then() -> None:
    first = Peintures()
    png = first.paint(CARRE, PETIT)
    (key,) = first.used
    again = Peintures({key: b"une image"})
    assert again.paint(CARRE, PETIT) == b"une image"
    assert not again.changed
    assert again.paint(CARRE, GRAND) not in (b"une image", png, None)
    assert again.paint(CARRE.replace(b"4", b"5"), PETIT) not in (b"une image", None)
    assert again.changed


def test_what_cannot_be_painted_is_tried_again() -> None:
    peintures = Peintures()
    assert peintures.paint(b"<svg", PETIT) is None
    assert not peintures.changed


def test_pictures_are_known_to_the_folder_that_kept_them_until_one_sign_changes(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "ici", tmp_path / "ailleurs"
    for folder in (here, there):
        (folder / "build").mkdir(parents=True)
    assert etat.known_pictures(here) == {}
    etat.remember_pictures(here, {"abc": b"\x89PNG"})
    assert etat.known_pictures(here) == {"abc": b"\x89PNG"}
    kept = here / "build/.images"
    shutil.copy(kept, there / "build")
    assert etat.known_pictures(there) == {}
    text = kept.read_text(encoding="utf-8")
    for changed in (text.replace("abc", "abd"), text[:-1], text.partition("\n")[2], "{}", ""):
        kept.write_text(changed, encoding="utf-8")
        assert etat.known_pictures(here) == {}


@pytest.mark.lent
def test_a_build_with_kept_pictures_gives_the_same_bytes_and_paints_nothing() -> None:
    found = examine_folder(CHECKOUT, TODAY, to_build=True)
    first = Peintures()
    outputs = build(found, wanted=["projet-de-sante"], peintures=first)
    assert len(first.used) >= 2, "the example has a map and a calendar"
    again = Peintures(first.used)
    assert build(found, wanted=["projet-de-sante"], peintures=again) == outputs
    assert not again.changed


def test_drawings_are_painted_together_each_once_and_a_bad_one_stops_no_other() -> None:
    peintures = Peintures()
    for options in (PETIT, GRAND, PETIT):
        peintures.begin(CARRE, options)
    peintures.begin(b"<svg", PETIT)
    assert peintures.paint(b"<svg", PETIT) is None
    alone = Peintures().paint(CARRE, GRAND)
    assert peintures.paint(CARRE, GRAND) == alone is not None
    assert peintures.paint(CARRE, PETIT) is not None
    assert len(peintures.used) == 2


def test_no_painter_is_left_once_the_last_drawing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Peintre] = []
    close = Peintre.close

    def told(peintre: Peintre) -> None:
        closed.append(peintre)
        close(peintre)

    monkeypatch.setattr(Peintre, "close", told)
    peintures = Peintures()
    drawings = [CARRE.replace(b'"4"', f'"{side}"'.encode()) for side in range(4, 20)]
    for drawing in drawings:
        peintures.begin(drawing, PETIT)
    assert all(peintures.paint(drawing, PETIT) for drawing in drawings)
    assert 0 < len(closed) <= (os.cpu_count() or 1)
