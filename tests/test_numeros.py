"""Page numbers of contents and lists: those of the pages where titles are, as LibreOffice lays them out."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.commands.numeros import with_pages
from pipeline.disk import hash_of
from pipeline.etat import known_pages
from pipeline.run import build
from pipeline.write.word.package import DOCUMENT, STYLES, archive
from pipeline.write.word.sommaire import MISE_A_JOUR, counts_pages_its_own_way, lines_of
from tests.conftest import Convert, write_files
from tests.libreoffice import Bureau, closed, opened
from tests.pdf import texts
from tests.projets import ancien_exemple, examen, petit_projet, sans_pages
from tests.test_etat import NOTHING, projet_sante

LINE = re.compile(r'<w:hyperlink w:anchor="_Toc\w+" w:history="1">(.*?)</w:hyperlink>')
NUMBER = re.compile(r"PAGEREF _Toc\w+ .*?<w:t>([0-9]+)</w:t>")
WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
PROJET = "projet-de-sante.docx"
REGLEMENT = "reglement-interieur.docx"


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def hashes(outputs: Mapping[str, bytes]) -> dict[str, str]:
    """What stands for documents when they are compared: pytest would show all their bytes."""
    return {name: sha256(data).hexdigest() for name, data in outputs.items()}


def changed(docx: bytes, part: str, old: str, new: str) -> bytes:
    parts = parts_of(docx)
    text = parts[part].decode()
    assert old in text
    return archive({**parts, part: text.replace(old, new).encode()})


def lines(docx: bytes) -> list[tuple[str, int]]:
    """The title and the page of each line of the contents and lists."""
    found = []
    for line in LINE.findall(parts_of(docx)[DOCUMENT].decode()):
        number = NUMBER.search(line)
        found.append((WORDS.findall(line)[0], int(number[1]) if number else 0))
    return found


def plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_each_line_has_the_page_where_its_title_is(
    numerotes: Mapping[str, bytes], en_pdf: Convert
) -> None:
    with_contents = {name: docx for name, docx in numerotes.items() if lines(docx)}
    assert len(with_contents) == 4
    for name, path in en_pdf(numerotes).items():
        if name not in with_contents:
            continue
        pages = [plain(text) for text in texts(path)]
        last_of_contents = max(
            rank for rank, page in enumerate(pages, 1) if page.count("Sommaire") or rank == 1
        )
        for title, number in lines(with_contents[name]):
            assert number > last_of_contents, (name, title)
            assert plain(title) in pages[number - 1], (name, title, number)


def test_numbers_stand_on_lines_that_are_there(
    numerotes: Mapping[str, bytes], documents: Mapping[str, bytes]
) -> None:
    for name, docx in documents.items():
        before, after = (parts_of(one)[DOCUMENT].decode() for one in (docx, numerotes[name]))
        assert [title for title, _ in lines(docx)] == [title for title, _ in lines(numerotes[name])]
        asked = before.count(MISE_A_JOUR)
        assert after.count("<w:p>") == before.count("<w:p>") - asked
        assert MISE_A_JOUR not in after
        assert lines_of(numerotes[name]) == frozenset()


def test_what_is_known_is_not_laid_out_again(
    numerotes: Mapping[str, bytes],
    documents: Mapping[str, bytes],
    dossier_numerote: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A word changed: that document alone.  Its main font is not here: that is told."""
    assert hashes(with_pages(dossier_numerote, documents).outputs) == hashes(numerotes)
    assert capfd.readouterr().err == ""
    reworded = changed(
        documents[REGLEMENT], STYLES, 'w:ascii="Calibri"', 'w:ascii="Police Introuvable"'
    )
    done = with_pages(dossier_numerote, {**documents, REGLEMENT: reworded})
    said = capfd.readouterr().err
    assert said.count("mise en page") == 1
    assert "reglement-interieur : mise en page" in said
    assert [line for line in done.said if "« Police Introuvable » manque" in line]
    assert hashes(done.outputs)[PROJET] == hashes(numerotes)[PROJET]


def test_lists_are_not_empty_once_everything_was_updated(bureau: Bureau, tmp_path: Path) -> None:
    built = build(examen(ancien_exemple()), wanted=["projet-de-sante"])
    docx = write_files(tmp_path, built) / PROJET
    pdf = tmp_path / "tout.pdf"
    bureau.run(
        [
            opened(docx),
            "Dim j",
            "For j = 0 To livre.DocumentIndexes.Count - 1",
            "livre.DocumentIndexes.getByIndex(j).update()",
            "Next j",
            f'Garder(livre, "{pdf.as_uri()}", "writer_pdf_Export")',
            closed(),
        ]
    )
    text = "\n".join(texts(pdf)[:9])
    fiches = text.partition("Liste des fiches action")[2].partition("Liste des tableaux")[0]
    shown = re.findall(r"^ ?(M[0-9]-[0-9]{2} — .*?)\.*([0-9]+)$", fiches, re.MULTILINE)
    listed = [title for title, _ in lines(built[PROJET]) if re.match("M[0-9]-", title)]
    assert [title for title, _ in shown] == list(dict.fromkeys(listed))
    assert MISE_A_JOUR not in text


def test_project_numbers_build_does_not_and_the_next_project_knows(
    soffice: Path, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "projet", petit_projet())
    first = projet_sante(folder, "project")
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("mise en page") == 4
    numbered = (folder / "build" / PROJET).read_bytes()
    assert min(number for _, number in lines(numbered)) > 1
    assert NOTHING in projet_sante(folder, "project").stdout
    assert "mise en page" not in projet_sante(folder, "build").stderr
    assert {number for _, number in lines((folder / "build" / PROJET).read_bytes())} == {0}
    (folder / "build/.pages.json").write_text(
        (folder / "build/.pages.json").read_text().replace('"_Toc', '"Toc', 1)
    )
    again = projet_sante(folder, "project")
    assert again.stderr.count("mise en page") == 1
    assert hash_of(folder / "build" / PROJET) == sha256(numbered).hexdigest()


def test_a_pdf_is_tagged_and_has_bookmarks_a_title_and_a_language(
    soffice: Path, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "projet", sans_pages(petit_projet()))
    done = projet_sante(folder, "pdf", "reglement-interieur")
    assert done.returncode == 0, done.stderr
    assert "reglement-interieur : PDF…" in done.stderr
    assert done.stdout.endswith("build/pdf/reglement-interieur.pdf\n")
    reader = PdfReader(folder / "build/pdf/reglement-interieur.pdf")
    root = reader.root_object
    assert str(root["/Lang"]) == "fr-FR"
    assert "/Marked" in str(root["/MarkInfo"])
    assert reader.metadata is not None
    assert reader.metadata.title == "Règlement intérieur"
    assert reader.outline


def without_office(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))


def test_without_libreoffice_documents_are_those_of_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office(monkeypatch, tmp_path / "vide")
    outputs = build(examen(petit_projet()))
    done = with_pages(tmp_path, outputs)
    assert hashes(done.outputs) == hashes(outputs)
    assert len(done.lacking) == 4
    assert "libreoffice-writer-nogui" in done.said[0]
    assert MISE_A_JOUR in parts_of(outputs[PROJET])[DOCUMENT].decode()


def test_without_libreoffice_pdf_names_the_package(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "projet", petit_projet())
    (tmp_path / "vide").mkdir()
    done = projet_sante(folder, "pdf", PATH=str(tmp_path / "vide"))
    assert done.returncode == 2
    assert "libreoffice-writer-nogui" in done.stderr
    assert not (folder / "build").exists()


@pytest.mark.lent
def test_a_libreoffice_that_hangs_is_stopped_twice_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "programmes/soffice"
    hanging.parent.mkdir()
    hanging.write_text(f"#!/bin/sh\necho un >> {tmp_path}/journal\nsleep 600\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", f"{hanging.parent}{os.pathsep}{os.environ['PATH']}")
    outputs = build(examen(petit_projet()))
    done = with_pages(tmp_path, outputs, patience=0.5)
    assert (tmp_path / "journal").read_text() == "un\nun\n"
    assert hashes(done.outputs) == hashes(outputs)
    assert "même en recommençant" in done.said[0]
    assert "statuts.docx" in done.said[0]


def test_a_document_may_stay_without_numbers() -> None:
    outputs = build(examen(sans_pages(petit_projet())))
    for docx in outputs.values():
        assert lines_of(docx) == frozenset()
        assert MISE_A_JOUR not in parts_of(docx)[DOCUMENT].decode()


def test_pages_counted_anew_within_a_document_are_told_and_not_guessed(tmp_path: Path) -> None:
    docx = build(examen(petit_projet()), wanted=["statuts"])["statuts.docx"]
    section = '<w:p><w:pPr><w:sectPr><w:pgNumType w:start="1"/></w:sectPr></w:pPr></w:p>'
    odd = changed(docx, DOCUMENT, "<w:sectPr", f"{section}<w:sectPr")
    assert not counts_pages_its_own_way(odd)
    odd = changed(odd, DOCUMENT, f"{section}<w:sectPr", f"{section}{section}<w:sectPr")
    assert counts_pages_its_own_way(odd)
    odd = changed(docx, DOCUMENT, "</w:sectPr>", '<w:pgNumType w:fmt="lowerRoman"/></w:sectPr>')
    assert counts_pages_its_own_way(odd)
    done = with_pages(tmp_path, {"statuts.docx": odd})
    assert hashes(done.outputs) == hashes({"statuts.docx": odd})
    assert "Ctrl+A puis F9" in done.said[0]


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"statuts.docx": []}',
        '{"statuts.docx": {"document": 1, "pages": {}}}',
        '{"statuts.docx": {"document": "a", "pages": {"_Toc1": true}}}',
        '{"statuts.docx": {"document": "a", "pages": {"_Toc1": "3</w:t>"}}}',
        '{"statuts.docx": {"document": "a", "pages": {"_Toc1": -3}}}',
        '{"../statuts.docx": {"document": "a", "pages": {"_Toc1": 3}}}',
    ],
)
def test_pages_kept_in_another_form_are_passed_over(kept: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"build/.pages.json": kept.encode()})
    assert known_pages(tmp_path) == {}
