"""``build --manifeste``: the sums of the documents and of their parts."""

from __future__ import annotations

import hashlib
import io
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from pipeline.write.manifeste import manifest
from tests.lois.memes_octets import ailleurs, compared, differences
from tests.projets import petit_projet
from tests.test_etat import projet_sante


def word_file(compression: int, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as out:
        for name, text in parts.items():
            out.writestr(name, text)
    return buffer.getvalue()


def test_a_line_for_each_document_then_one_for_each_of_its_parts() -> None:
    document = word_file(zipfile.ZIP_STORED, corps="b", annexe="a")
    lines = manifest({"statuts.docx": document, "calendrier.ics": b"x"}).splitlines()
    assert [line[66:] for line in lines] == [
        "calendrier.ics",
        "statuts.docx",
        "statuts.docx!annexe",
        "statuts.docx!corps",
    ]
    assert lines[1] == f"{hashlib.sha256(document).hexdigest()}  statuts.docx"
    assert lines[3] == f"{hashlib.sha256(b'b').hexdigest()}  statuts.docx!corps"


def test_two_ways_to_pack_the_same_parts_differ_in_the_line_of_the_document_alone() -> None:
    stored, packed = (
        manifest({"a.docx": word_file(way, corps="mot " * 99)})
        for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )
    assert differences(stored, packed) == ["a.docx"]


@pytest.mark.lent
def test_the_next_build_takes_away_a_manifest_that_tells_of_other_documents(dossier: Path) -> None:
    path = dossier / "build/manifeste.txt"
    done = projet_sante(dossier, "build", "statuts", MANIFESTE="oui")
    assert "build/manifeste.txt" in done.stdout.splitlines()
    written = {
        name: (dossier / "build" / name).read_bytes() for name in ("calendrier.ics", "statuts.docx")
    }
    assert path.read_text(encoding="utf-8") == manifest(written)
    assert projet_sante(dossier, "build", "statuts").returncode == 0
    assert not path.exists()


@pytest.mark.lent
def test_the_same_sources_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Two places of those that ``make preuves`` draws: zone, hash seed, locale, folder and umask differ."""
    places = list(islice(ailleurs(1), 3))
    assert len(set(places)) == 3
    assert compared(tmp_path, petit_projet(), places[:2]) == set()
