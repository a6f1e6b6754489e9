"""What several tests share: copies of projects on disk, LibreOffice, the checkout's example."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from pipeline.commands.ligne import COMMANDS, SWITCHES, WORDS
from pipeline.commands.numeros import with_pages
from pipeline.disk import read_project
from pipeline.run import build, examine
from tests.libreoffice import Bureau
from tests.projets import CHECKOUT, TODAY, petit_projet, sans_pages

pytest_plugins = ("tests.bilan", "tests.lenteur", "tests.memoire", "tests.depart", "tests.partage")

settings.register_profile(
    "ici", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("ici"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "ici")
"""Examples are not timed: on a machine at work they would fail for nothing.  Under CI they are the same at each run;
elsewhere they are new ones, and a failure prints what gives the same again."""

for variable in {
    "PROJET",
    *SWITCHES,
    *WORDS,
    *(name for command in COMMANDS for name in command.variables),
}:
    os.environ.pop(variable, None)
"""What was asked of « make test » is not meant for the commands that the tests start."""

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""The commands that tests start are compiled once, as a user's are: five hundred modules each time cost half of them."""

Convert = Callable[[Mapping[str, bytes]], dict[str, Path]]


def skip_or_fail(reason: str) -> NoReturn:
    """A skip is honest on a laptop and a hole in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (un test ne se saute pas sous CI=true)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The real LibreOffice.  A test that starts it asks for this fixture, which marks it as slow."""
    found = shutil.which("soffice")
    if found is None:
        skip_or_fail(
            "LibreOffice n'est pas installé (paquets libreoffice-writer-nogui et libreoffice-calc-nogui)"
        )
    return Path(found)


@pytest.fixture(scope="session")
def bureau(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return Bureau(soffice, tmp_path_factory.mktemp("bureau"))


@pytest.fixture(scope="session")
def en_pdf(bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert Word files into PDF, each once however many tests read it."""
    known: dict[tuple[str, bytes], Path] = {}

    def convert(documents: Mapping[str, bytes]) -> dict[str, Path]:
        asked = {name: (name, sha256(data).digest()) for name, data in documents.items()}
        missing = [name for name, key in asked.items() if key not in known]
        if missing:
            folder = tmp_path_factory.mktemp("pdf")
            bureau.convert(
                "pdf", folder, *(write_files(folder, documents) / name for name in missing)
            )
            known.update({asked[name]: folder / f"{Path(name).stem}.pdf" for name in missing})
        return {name: known[key] for name, key in asked.items()}

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
    """The small sound project, in a folder; without page numbers, for which LibreOffice would be started."""
    return write_files(tmp_path / "projet", sans_pages(petit_projet()))


@pytest.fixture(scope="session")
def exemple() -> Path:
    """The checkout's own project, when it is still the shipped example."""
    if "exemple: oui" not in (CHECKOUT / "content/projet.yaml").read_text(encoding="utf-8"):
        pytest.skip("ce projet n'est plus l'exemple fourni")
    return CHECKOUT


@pytest.fixture(scope="session")
def documents(exemple: Path) -> dict[str, bytes]:
    """The documents of the shipped example."""
    found = examine(*read_project(exemple), TODAY)
    assert [f for f in found.findings if f.is_error] == []
    return build(found)


@pytest.fixture(scope="session")
def dossier_numerote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("numeros")


@pytest.fixture(scope="session")
def numerotes(
    soffice: Path, dossier_numerote: Path, documents: dict[str, bytes]
) -> dict[str, bytes]:
    """The documents of the example with their page numbers, as a user gets them: those that are laid out."""
    done = with_pages(dossier_numerote, documents)
    assert (done.lacking, done.said) == ((), ())
    return dict(done.outputs)
