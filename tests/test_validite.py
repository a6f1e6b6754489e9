"""Our rules on Word files have teeth: each of forty-seven ways of breaking one is caught, and what we build breaks none."""

from __future__ import annotations

import pytest

from pipeline.run import build
from tests.lois.casses import CASSES, casse, sain
from tests.projets import examen, petit_projet
from tests.validite import fautes


def test_the_ways_are_forty_seven() -> None:
    assert len(CASSES) == 47


@pytest.mark.parametrize("name", CASSES)
def test_a_broken_document_is_caught(name: str) -> None:
    assert fautes(casse(name)) != []


def test_what_we_build_breaks_no_rule() -> None:
    assert fautes(sain()) == []
    for name, data in build(examen(petit_projet())).items():
        assert fautes(data) == [], name
