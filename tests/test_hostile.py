"""Inputs that a fuzzer or a plausible accident made: each a sentence, never a traceback, never a silent loss."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from pipeline.model.finding import Finding
from pipeline.run import build
from tests.libreoffice import Bureau
from tests.projets import constats, edited, examen, petit_projet
from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent

MASTER = "templates/docx/projet-de-sante.docx"
FICHE = "templates/docx/fiche-action.docx"
STATUTS = "templates/docx/statuts.docx"
PLACE = "{{ cpts.departement }} – {{ cpts.region }}"


def codes(notation: str) -> set[str]:
    return {finding.code for finding in examen(edited(petit_projet(), notation)).findings}


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ('content/projet.yaml\n- nom: CPTS de Test\n+ nom: "CPTS\\x07 de Test"', "L005"),
        ("budgets/budget.xlsx\nFonctionnement!D6 = 100000000000000000000000000000", "B004"),
        ("content/statuts/valeurs.yaml\n-   sieges: 6\n+   sieges: 6" + "0" * 5000, "C003"),
        ("content/projet.yaml\n- taille: 2\n+ taille: 2" + "0" * 5000, "C003"),
        (
            "content/fiches/M1-01-medecin.md\n- - poids : 100 %\n+ - poids : 100 %\n+ - - perdu",
            "F008",
        ),
        (
            "content/fiches/M1-01-medecin.md\n- - poids : 100 %\n+ - poids : 100 %\n+ - # perdu",
            "F008",
        ),
        (f"{STATUTS}\n- {PLACE}\n+ voir {{# 12", "D002"),
        (f"{STATUTS}\n- {PLACE}\n+ {{{{r cpts.nom }}}}", "D002"),
        (f"{STATUTS}\n- {PLACE}\n+ {{{{p corps }}}}", "D005"),
        (f"{STATUTS}\n- {{{{p corps }}}}\n+ {{{{p corps|upper }}}}", "D002"),
        (
            f"{STATUTS}\n- {PLACE}\n+ </w:t></w:r><w:ins w:id='9'><w:r/></w:ins><w:r><w:t>",
            "D004",
        ),
        (f"{STATUTS}\n- {PLACE}\n+ </w:t></w:r><w:altChunk/><w:r><w:t>", "D004"),
    ],
)
def test_an_accident_is_a_finding(notation: str, expected: str) -> None:
    assert expected in codes(notation)


UNFILLABLE = [
    '{{ "a" }}',
    "{{ 3 }}",
    "{% if cpts.nom &lt; 3 %}x{% endif %}",
    "{{ cpts.nom|upper(1) }}",
]


@pytest.mark.parametrize("typed", UNFILLABLE)
def test_a_template_that_cannot_be_filled_is_told_and_left_out(typed: str) -> None:
    found = examen(edited(petit_projet(), f"{STATUTS}\n- {PLACE}\n+ {typed}"))
    said: list[Finding] = []
    outputs = build(found, brouillon=True, said=said)
    assert "projet-de-sante.docx" in outputs
    assert "statuts.docx" not in outputs
    assert {f.code for f in (*said, *found.findings)} >= {"D002"}


def test_a_second_section_without_its_mention_is_told() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="rId6"/></w:sectPr></w:pPr></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Corpsdetexte"/></w:pPr><w:r><w:t xml:space="preserve">{{p corps }}'
    )
    old = '<w:p><w:pPr><w:pStyle w:val="Corpsdetexte"/></w:pPr><w:r><w:t xml:space="preserve">{{p corps }}'
    assert "D005" in codes(f"{MASTER}\n- {old}\n+ {section}")


def test_a_thumbnail_goes_with_what_points_to_it(tmp_path: Path) -> None:
    files = petit_projet()
    with zipfile.ZipFile(io.BytesIO(files[STATUTS])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/thumbnail.jpeg"] = b"\xff\xd8\xff"
    added = (
        '<Relationship Id="rIdT" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" '
        'Target="docProps/thumbnail.jpeg"/></Relationships>'
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", added.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
    files[STATUTS] = buffer.getvalue()
    (tmp_path / "a.docx").write_bytes(build(examen(files))["statuts.docx"])
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid
    Document(str(tmp_path / "a.docx"))


def faults_of(path: Path) -> set[str]:
    """What a validator says of a file, without the place."""
    return {
        str(error).split(": ", 1)[-1] for error in OpenXmlValidator().validate(str(path)).errors
    }


@pytest.mark.parametrize("name", ["statuts.docx", "fiche-action.docx"])
def test_a_template_saved_by_libreoffice_works_and_nothing_is_added_to_its_faults(
    name: str, bureau: Bureau, tmp_path: Path
) -> None:
    """LibreOffice itself writes some attributes that a strict validator refuses; the documents have no others."""
    path = f"templates/docx/{name}"
    files = petit_projet()
    (tmp_path / name).write_bytes(files[path])
    bureau.convert("docx", tmp_path / "lo", tmp_path / name)
    files[path] = (tmp_path / "lo" / name).read_bytes()
    found = examen(files)
    assert found.findings == ()
    known = faults_of(tmp_path / "lo" / name)
    for output, data in build(found).items():
        (tmp_path / output).write_bytes(data)
        assert faults_of(tmp_path / output) <= known, output
        Document(io.BytesIO(data))


@pytest.mark.parametrize(
    "state",
    [
        '{"livrables": {"../content/livrables.yaml": "HASH"}, "attendus": ["statuts.docx"]}',
        '{"livrables": []}',
        "null",
        '{"attendus": 5, "avertissements": "x"}',
        '{"livrables": {"statuts.docx": []}, "en_cours": {"statuts.docx": {}}}',
        "[" * 100_000,
        "pas du json",
    ],
)
def test_a_spoilt_state_file_never_touches_a_source(dossier: Path, state: str) -> None:
    import hashlib

    source = dossier / "content/livrables.yaml"
    before = source.read_bytes()
    (dossier / "build").mkdir()
    digest = hashlib.sha256(before).hexdigest()
    (dossier / "build/.etat.json").write_text(state.replace("HASH", digest), encoding="utf-8")
    done = projet_sante(dossier, "build")
    assert done.returncode == 0, done.stderr
    assert source.read_bytes() == before
    assert json.loads((dossier / "build/.etat.json").read_text(encoding="utf-8"))["attendus"]


@pytest.mark.parametrize("obstacle", ["build", "build/.verrou/x", "build/statuts.docx/x"])
def test_something_in_the_way_is_a_sentence_and_status_2(dossier: Path, obstacle: str) -> None:
    path = dossier / obstacle
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    done = projet_sante(dossier, "build")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_pipe_among_the_sources_does_not_hang(dossier: Path) -> None:
    os.mkfifo(dossier / "content/diagnostic/02-tube.md")
    done = projet_sante(dossier, "project")
    assert "L013" in done.stdout


def test_a_name_that_is_no_text_is_told(dossier: Path) -> None:
    os.close(os.open(os.fsencode(dossier) + b"/content/diagnostic/caf\xe9.md", os.O_CREAT))
    done = projet_sante(dossier, "project")
    assert "L013" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_document_that_cannot_be_replaced_is_the_one_named(dossier: Path) -> None:
    assert projet_sante(dossier, "build").returncode == 0
    before = (dossier / "build/projet-de-sante.docx").read_bytes()
    (dossier / "build/statuts.docx").unlink()
    (dossier / "build/statuts.docx").mkdir()
    path = dossier / "content/diagnostic/01-territoire.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nUn ajout.\n", encoding="utf-8")
    done = projet_sante(dossier, "build")
    assert done.returncode == 2
    assert "statuts.docx" in done.stderr
    assert (dossier / "build/projet-de-sante.docx").read_bytes() == before


def test_an_option_that_takes_no_value_says_so(dossier: Path) -> None:
    done = projet_sante(dossier, "build", "--brouillon=non")
    assert done.returncode == 2
    assert "ne prend pas de valeur" in done.stderr


def test_the_small_project_still_has_nothing_to_say() -> None:
    assert constats(petit_projet()) == []
