"""Words of the command line that make no sense: a sentence and status 2, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projets import CHECKOUT

pytestmark = pytest.mark.lent

LATIN = "Rep\u00e9rer".encode("latin-1")


def answer(folder: Path, *words: bytes, **variables: bytes) -> tuple[int, str]:
    environment = {**os.environb, b"PYTHONPATH": os.fsencode(CHECKOUT)}
    environment |= {os.fsencode(name): value for name, value in variables.items()}
    command = [os.fsencode(sys.executable), b"-m", b"pipeline", b"-C", os.fsencode(folder), *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((b"fiche", b"prevention", LATIN), "UTF-8"),
        ((b"chapitre", b"diagnostic", LATIN), "UTF-8"),
        ((b"variables", LATIN), "UTF-8"),
        ((b"apercu", LATIN), "UTF-8"),
        ((b"expliquer", LATIN), "UTF-8"),
        ((b"classeur", b"1" * 5_000), "trop long"),
        ((b"fiche", b"prevention", b"a" * 5_000), "trop long"),
        ((b"classeur", "\u0663".encode()), "ni une année"),
        ((b"classeur", "\u00b3".encode()), "ni une année"),
        ((b"classeur", b"0" * 900 + b"3"), "ni une année"),
        ((LATIN,), "pas une commande"),
    ],
)
def test_a_word_that_makes_no_sense_is_told(
    dossier: Path, words: tuple[bytes, ...], said: str
) -> None:
    status, told = answer(dossier, *words)
    assert status == 2
    assert said in told
    assert "Traceback" not in told
    assert "erreur du logiciel" not in told


def test_so_is_one_that_make_hands_on(dossier: Path) -> None:
    assert answer(dossier, b"fiche", MISSION=b"prevention", TITRE=LATIN)[0] == 2
    assert answer(dossier, b"classeur", ANNEE=b"2" * 5_000)[0] == 2
