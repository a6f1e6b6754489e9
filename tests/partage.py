"""The suite on several processes: which tests go to which, and what each of them cost.

A process takes a whole file, so that what a module makes once is made once.  Files that read the same session fixtures
are a family, and go together: their documents are built, laid out and converted in one process only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer

MOST = 4
"""Each process makes anew what its files share: more of them cost more than they save."""

FAMILIES = {
    "les documents de l'exemple, mis en page": (
        "tests/test_mise_en_page.py",
        "tests/test_documents.py",
        "tests/test_numeros.py",
        "tests/write/word/test_page.py",
        "tests/write/word/test_sections.py",
        "tests/write/word/test_origines.py",
        "tests/write/word/test_redline.py",
    ),
    "les cas": (
        "tests/test_cases.py",
        "tests/test_remedes_tentes.py",
    ),
}
FAMILY_OF = {path: family for family, paths in FAMILIES.items() for path in paths}

LONG = (*FAMILIES,)
"""What is begun first: begun last, it would be waited for alone."""


def group_of(test: str) -> str:
    """The tests that go to one process, by the name of one of them."""
    path = test.split("::", 1)[0]
    return FAMILY_OF.get(path, path)


def rank(test: str) -> int:
    group = group_of(test)
    return LONG.index(group) if group in LONG else len(LONG)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    return min(MOST, len(os.sched_getaffinity(0)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Any:
    from xdist.scheduler.loadscope import LoadScopeScheduling

    config.option.loadscopereorder = False
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = group_of
    return scheduler
