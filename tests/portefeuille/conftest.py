"""Small regions, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.portefeuille.generateur import generer, territoires

DEPARTEMENTS = ("31", "32")


@pytest.fixture(scope="session")
def modeles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sound projects that share two départements, and one whose ``projet.yaml`` cannot be read; never written into."""
    folder = tmp_path_factory.mktemp("modeles")
    grounds = list(territoires(3, DEPARTEMENTS))
    for rang, ground in enumerate(grounds):
        generer(folder / f"cpts-{rang}", rang, ground, fiches=4)
    generer(folder / "cpts-9", 9, grounds[0], faute="yaml", fiches=4)
    return folder


@pytest.fixture
def projets(modeles: Path, tmp_path: Path) -> Path:
    """A copy of them, to build and to change."""
    return shutil.copytree(modeles, tmp_path / "mes cpts")
