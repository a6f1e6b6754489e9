"""A copy of the shipped project to bring things into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.projets import CHECKOUT


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    for folder in ("content", "budgets", "templates"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    return tmp_path
