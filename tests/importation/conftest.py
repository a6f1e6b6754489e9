"""A project to bring things into: the example as it was with six fiches, whose next codes are known here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.projets import AVANT, CHECKOUT


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    for folder in ("content", "budgets"):
        shutil.copytree(AVANT / folder, tmp_path / folder)
    shutil.copytree(CHECKOUT / "templates", tmp_path / "templates")
    return tmp_path
