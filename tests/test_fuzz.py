"""What ``make fuzz`` found stays right, and a few spoilt sources are tried again; ``make fuzz`` itself bites."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.__main__ import Faute, essayee, garde, main, relue, sources_gatees, trouvailles
from tests.fuzz.portes import PAR_NOM, PORTES, Porte, Source, marks_of
from tests.fuzz.reduire import reduit

ESSAIS = 66
"""Spoilt sources in ``make test``, six for each door; a minute of ``make fuzz`` tries some hundreds."""

GRAINE = 25


@pytest.mark.parametrize("place", trouvailles(), ids=lambda place: place.name)
def test_what_was_found_once_is_right(place: Path) -> None:
    assert essayee(*relue(place)) is None


@pytest.mark.lent
def test_spoilt_sources_raise_nothing_and_lose_no_word() -> None:
    found = [
        (porte.nom, source, faute)
        for porte, source in islice(sources_gatees(GRAINE), ESSAIS)
        if (faute := essayee(porte, source))
    ]
    assert found == []


def test_every_door_opens_to_its_sources_as_they_are() -> None:
    for porte in PORTES:
        sources = porte.sources()
        assert sources, porte.nom
        assert essayee(porte, sources[0]) is None, porte.nom


def stumbles(source: Source) -> None:
    if b"boum" in source.octets:
        int("boum")


def test_a_fault_is_made_small_kept_once_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    porte = Porte("fragile", list, stumbles)
    monkeypatch.setitem(PAR_NOM, porte.nom, porte)
    source = Source("a.md", b"un\nligne avec boum dedans\n" + b"d'autres\n" * 50)
    faute = essayee(porte, source)
    assert faute == Faute("ValueError", "?")
    place = garde(porte, source, faute, tmp_path)
    assert garde(porte, Source("b.md", b"boum boum"), faute, tmp_path) == place
    assert trouvailles(tmp_path) == [place]
    kept, small = relue(place)
    assert kept is porte
    assert small == Source("a.md", b"boum")
    assert essayee(kept, small) == faute


def test_a_file_that_takes_too_long_is_a_fault() -> None:
    def turns(source: Source) -> None:
        while True:
            len(source.octets)

    found = essayee(Porte("lente", list, turns), Source("a.md", b""), seconds=0.05)
    assert found == Faute("TropLong", "?")


def test_a_word_that_is_in_no_document_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "content/diagnostic/01-territoire.md"
    source = Source(path, b"# Le territoire\n\nUn zqmot1 mot.\n\n## Les limites\n\nLa fin.\n")
    porte = PAR_NOM["texte-du-projet"]
    assert essayee(porte, source) is None
    monkeypatch.setattr("tests.fuzz.portes.build", lambda *_, **__: {})
    assert essayee(porte, source) == Faute("mot perdu", "")
    assert marks_of(b"zqmot1 <!-- zqmot2 -->") == {"zqmot1"}


def test_an_archive_is_made_small_part_by_part() -> None:
    from tests.fuzz.gater import repacked

    data = repacked({"a.xml": b"<a><b/><boum/></a>", "c.xml": b"<c/>"})
    small = reduit(data, lambda one: b"boum" in _unpacked(one))
    assert _unpacked(small) == b"<boum/>"


def _unpacked(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_run_says_what_it_tried(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(0, 1) == 0
    assert "Sources gâtées : 0 essayées" in capfd.readouterr().out
