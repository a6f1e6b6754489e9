"""A template comes by e-mail: it may print, loop and test, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from jinja2 import TemplateError

from pipeline.run import build
from pipeline.write.word.template import Xml, fill
from tests.projets import constats, edited, examen, petit_projet

TITLE = "{{ document.titre }}"
VALUES = {
    "x": "texte",
    "n": 3,
    "liste": ["a", "b"],
    "riche": Xml("<w:p/>"),
    "vide": Xml(""),
    "d": {"cle": "v"},
}


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ x }}", "texte"),
        ("{{ d.cle }}", "v"),
        ("{% for a in liste %}{{ loop.index }}{{ a }}{% endfor %}", "1a2b"),
        ("{% if vide %}non{% else %}oui{% endif %}", "oui"),
        ("{{ riche }}", "<w:p/>"),
        ("{{ x | upper }}", "TEXTE"),
        ("{{ liste | join(', ') }}", "a, b"),
        ("{% if liste | length %}{{ liste | first }}{% endif %}", "a"),
    ],
)
def test_an_honest_template_prints(source: str, printed: str) -> None:
    assert fill(source, VALUES) == printed


@pytest.mark.parametrize(
    "source",
    [
        "{{ inconnu }}",
        "{{ d.inconnu }}",
        "{{ x.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ riche._xml }}",
        "{{ riche.__html__() }}",
        "{{ x.upper() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ 'a' * 10000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ x | attr('upper') }}",
        "{{ x | center(1000000000) }}",
        "{{ liste | map('upper') }}",
        "{{ self }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{{ dict(a=1) }}",
        "{{ namespace() }}",
        "{{ joiner }}",
        "{% for a in d.items() %}{% endfor %}",
    ],
)
def test_anything_else_stops(source: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        print(fill(source, VALUES))


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen(&apos;touch pirate&apos;) }}",
        "{{ document.titre.__class__ }}",
        "{{ mention.upper() }}",
        "{{ corps._xml }}",
        "{% for i in range(99999999) %}{% endfor %}",
    ],
)
def test_an_attack_in_the_body_is_a_finding_and_does_nothing(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = examen(edited(petit_projet(), f"templates/docx/statuts.docx\n- {TITLE}\n+ {attack}"))
    assert {finding.code for finding in found.findings} <= {"D002", "D005"}
    assert not found.sound
    assert build(found) == {}
    assert list(tmp_path.iterdir()) == []


def test_code_in_the_properties_of_a_template_is_never_run() -> None:
    files = petit_projet()
    with zipfile.ZipFile(io.BytesIO(files["templates/docx/statuts.docx"])) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:title" in core
    old = re.search(r"<dc:title\s*/>|<dc:title></dc:title>", core)
    assert old is not None
    found = examen(
        edited(
            files,
            f"templates/docx/statuts.docx\n- {old.group()}\n+ <dc:title>{{{{ 7*7 }}}}</dc:title>",
        )
    )
    data = build(found)["statuts.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<dc:title>Statuts</dc:title>" in archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ x }_}",
        "{_% for %_}",
        "f{_x_}",
        "{# rien #}",
        "<w:p/>",
        "R&D <b>",
        "]]>",
        "&amp;",
        "a < b > c",
        "}}",
        "{{",
    ],
)
def test_content_is_never_code(typed: str) -> None:
    """Typed in a title, a cell, a name, a paragraph in code, it is printed as typed."""
    notation = (
        f"content/fiches/M3-01-alimentation.md\n- titre: Action alimentation\n+ titre: 'Action {typed}'\n"
        f"- Tous les habitants.\n+ Voici `{typed}` tel quel.\n"
        f'content/personnes.csv\n- Petit;Marc\n+ "Petit{typed}";Marc\n'
        f"budgets/budget.xlsx\nPrévention!B6 = {typed}\n"
    )
    found = examen(edited(petit_projet(), notation))
    assert [f for f in found.findings if f.code not in ("X002",)] == []
    data = build(found, brouillon=True)["projet-de-sante.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = re.sub(r"<[^>]+>", "\n", archive.read("word/document.xml").decode())
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    assert f"Action {typed}" in text
    assert f"\n{typed}\n" in text
    assert f"Petit{typed}" in text


def test_tags_that_word_split_or_turned_are_mended() -> None:
    split = "{{ docu</w:t></w:r><w:r><w:t>ment.titre }}"
    found = examen(edited(petit_projet(), f"templates/docx/statuts.docx\n- {TITLE}\n+ {split}"))
    assert found.findings == ()
    data = build(found)["statuts.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "Statuts" in archive.read("word/document.xml").decode()


def test_a_misspelt_field_names_its_neighbours_and_its_paragraph() -> None:
    found = constats(
        edited(
            petit_projet(),
            "templates/docx/fiche-action.docx\n- {{ fiche.calendrier }}\n+ {{ fiche.calendrer }}",
        )
    )
    assert len(found) == 2
    assert "le champ « fiche.calendrer » n'existe pas" in found[0]
    assert "D009" in found[1]
