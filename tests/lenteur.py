"""What is slow is marked ``lent``, and ``make test RAPIDE=oui`` leaves it out: LibreOffice above all.

Whatever asks for the fixture ``soffice``, or for one that does, is marked here.  Any other test finds in its PATH a
LibreOffice that only writes down that it was called: such a test fails.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

MARK = "lent"
PROGRAMS = ("soffice", "libreoffice")
DECOY = """#!/bin/sh
echo "$0 $*" >> "$(dirname "$0")/journal"
exit 1
"""
FOLDER = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sans-libreoffice-"))
    for name in PROGRAMS:
        (folder / name).write_text(DECOY)
        (folder / name).chmod(0o755)
    config.stash[FOLDER] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash[FOLDER]
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker(MARK)


def pytest_collection_finish() -> None:
    """Memory is collected between two modules and not within: what other tests left in it would be walked through each
    time, which doubles the cost of a test.  Our commands do without as well.
    """
    gc.disable()
    forget()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    if nextitem is None or nextitem.path != item.path:
        forget()


def forget() -> None:
    """Collect what this module left, and count what stays as there for good."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """The decoy stands first in the PATH from the fixtures to what undoes them."""
    if item.get_closest_marker(MARK):
        return (yield)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{item.config.stash[FOLDER]}{os.pathsep}{before}"
    try:
        return (yield)
    finally:
        os.environ["PATH"] = before


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    yield
    journal = item.config.stash[FOLDER] / "journal"
    if journal.exists():
        called = journal.read_text(encoding="utf-8").strip()
        journal.unlink()
        pytest.fail(
            f"LibreOffice est appelé sans la marque « {MARK} » : demandez la fixture soffice. {called}"
        )
