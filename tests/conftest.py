"""What several tests share: copies of projects on disk, LibreOffice, the checkout's example."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.programs import ends_well
from tests.projets import CHECKOUT, petit_projet

settings.register_profile("ici", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("ci", settings.get_profile("ici"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "ici")
"""Examples are not timed: on a machine at work they would fail for nothing.  Under CI they are the same at each run;
elsewhere they are new ones, and a failure prints what gives the same again."""

Convert = Callable[[Mapping[str, bytes]], dict[str, Path]]


def skip_or_fail(reason: str) -> None:
    """A skip is honest on a laptop and a hole in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (un test ne se saute pas sous CI=true)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def en_pdf(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert Word files with the real LibreOffice, with a profile of its own."""
    soffice = shutil.which("soffice")
    if soffice is None:
        skip_or_fail("LibreOffice n'est pas installé (paquet libreoffice-writer-nogui)")
    profile = tmp_path_factory.mktemp("profil")

    def convert(documents: Mapping[str, bytes]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("pdf")
        for name, data in documents.items():
            (folder / name).write_bytes(data)
        command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        assert ends_well([*command, "--outdir", str(folder), *(str(folder / name) for name in documents)], 300)
        return {name: folder / f"{Path(name).stem}.pdf" for name in documents}

    return convert


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        if not name.startswith("pipeline/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The small sound project, in a folder."""
    return write_files(tmp_path / "projet", petit_projet())


@pytest.fixture(scope="session")
def exemple() -> Path:
    """The checkout's own project, when it is still the shipped example."""
    if "exemple: oui" not in (CHECKOUT / "content/projet.yaml").read_text(encoding="utf-8"):
        pytest.skip("ce projet n'est plus l'exemple fourni")
    return CHECKOUT
