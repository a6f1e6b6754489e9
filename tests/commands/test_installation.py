"""The libraries are put in a few at a time: what a cut leaves behind is kept, and the next run goes on from there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from pipeline.commands import installation
from pipeline.commands.environnement import LOCKS, SIZES
from pipeline.commands.installation import AT_A_TIME, count, install, is_whole, parts
from pipeline.disk import Empechement
from tests.projets import CHECKOUT


def wheel(folder: Path, name: str) -> str:
    """A library of one line, and its line of a lock file."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    told = {
        f"{name}.py": "",
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}-1.0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in told.items():
            archive.writestr(inside, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}==1.0 \\\n    --hash=sha256:{digest}\n    # via essai\n"


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The Python of an environment of its own, which borrows pip from ours."""
    folder = tmp_path / "l'environnement"
    venv.create(folder, with_pip=False)
    known = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", vars=known))
    (site / "pip.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", vars=known)) / Path(sys.executable).name


def test_a_lock_is_cut_between_libraries_and_loses_none() -> None:
    for names in LOCKS.values():
        for name in names:
            lock = (CHECKOUT / name).read_text(encoding="utf-8")
            found = list(parts(lock))
            assert "".join(found) == lock
            assert max(map(count, found)) <= AT_A_TIME
            assert all("--hash=sha256:" in part for part in found)


@pytest.mark.lent
def test_what_a_cut_left_is_kept_and_the_next_run_ends_the_rest(
    python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "rayon"
    shelf.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    monkeypatch.setattr(installation, "AT_A_TIME", 1)
    lines = [wheel(shelf, name) for name in ("premiere", "seconde")]
    lock = tmp_path / "essai.lock"
    lock.write_text("".join(lines), encoding="utf-8")
    (shelf / "seconde-1.0-py3-none-any.whl").rename(tmp_path / "partie.whl")
    with pytest.raises(Empechement, match="arrêtée après 1 bibliothèques sur 2"):
        install(python, lock)
    (made,) = python.parent.parent.rglob("premiere.py")
    before = made.stat()
    (tmp_path / "partie.whl").rename(shelf / "seconde-1.0-py3-none-any.whl")
    assert install(python, lock) == 2
    assert list(python.parent.parent.rglob("seconde.py"))
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.lent
@pytest.mark.skipif(os.name != "posix", reason="a script that stands for uv")
def test_pip_takes_over_where_uv_does_not_manage(
    python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in installation.TOLD_WHERE:
        monkeypatch.delenv(name, raising=False)
    shelf, tools = tmp_path / "rayon", tmp_path / "outils"
    shelf.mkdir()
    tools.mkdir()
    (tools / "uv").write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/demande"\nexit 2\n', "utf-8")
    (tools / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    lock = tmp_path / "essai.lock"
    lock.write_text(wheel(shelf, "seule"), encoding="utf-8")
    settings = tmp_path / ".config/pip/pip.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[global]\nno-index = 1\nfind-links = {shelf}\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    assert install(python, lock) == 1
    asked = (tmp_path / "demande").read_text(encoding="utf-8").split()
    assert asked[:3] == ["pip", "install", "--quiet"]
    assert "--require-hashes" in asked


@pytest.mark.lent
def test_an_environment_that_was_cut_while_it_was_made_is_told(tmp_path: Path) -> None:
    assert not is_whole(tmp_path / "bin/python")
    venv.create(tmp_path / "coupe", with_pip=False)
    scripts = sysconfig.get_path("scripts", vars={"base": str(tmp_path / "coupe")})
    assert not is_whole(Path(scripts) / Path(sys.executable).name)
    assert is_whole(Path(sys.executable))


def test_the_size_that_is_told_is_that_of_the_libraries() -> None:
    """Within a quarter, on the disk, the environment itself (some 30 Mo) left out."""
    names = [
        line.partition("==")[0]
        for lock in LOCKS["projet"]
        for line in (CHECKOUT / lock).read_text(encoding="utf-8").splitlines()
        if line[:1].isalnum()
    ]
    weight = sum(file.size or 0 for name in names for file in distribution(name).files or ()) / 1e6
    told = int(SIZES["projet"].split(", ")[1].split(" Mo")[0])
    assert 0.75 * told < weight + 30 < 1.25 * told


def test_pip_that_was_told_where_libraries_are_is_followed() -> None:
    code = "from pipeline.commands.installation import _uv; print(_uv())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={**os.environ, "PIP_INDEX_URL": "https://ailleurs.example/simple"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None"
