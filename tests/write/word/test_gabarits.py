"""What fiches hold and their template does not print is told, with paragraphs that print it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from pipeline.model.document import CHAMPS_FICHE
from pipeline.model.fiche import TRAME
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.run import build
from pipeline.write.word.gabarits import NO_AUTHOR
from pipeline.write.word.slots import required_fields
from tests.projets import CHECKOUT, edited, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FICHE = "templates/docx/fiche-action.docx"
OPTIONAL = """
content/fiches/M1-01-medecin.md
- pilote: durand
+ pilote: durand
+ statut: brouillon
+ priorite: haute
+ cls: axe deux
+ cts: priorité trois
+ cofinanceurs: [Commune]
- Tous les habitants.
+ Tous les habitants.
+
- ## Sous-actions
+ ## Sous-actions
+
+ Deux étapes.
- ## Indicateurs
+ ## Indicateurs
+
+ Relus ensemble.
- ## Planning prévisionnel
+ ## Planning prévisionnel
+
+ Au rythme des réunions.
"""
TAG = re.compile(r"\{\{p? (?P<name>[\w.]+) \}\}")
ADDED = 'Rubrique("securite", "Sécurité des soins", ("sécurité",), True, aide="Ce qui protège.")'
REMEDY = re.compile(r"\{(?:\{p?|%p) [^{}]*[%}]\}")


def whole() -> dict[str, bytes]:
    """The small project with every field of a fiche filled."""
    return edited(petit_projet(), OPTIONAL)


def without(files: Files, *tags: str) -> dict[str, bytes]:
    """The project whose template of fiches lost these tags."""
    notation = "".join(f"- {tag}\n+\n" for tag in tags)
    return edited(files, f"{FICHE}\n{notation}")


def of_the_template(files: Files) -> list[Finding]:
    return [f for f in examen(files).findings if f.span.path == FICHE]


def with_paragraphs(files: Mapping[str, bytes], paragraphs: list[str]) -> dict[str, bytes]:
    """What a coordinator does in Word: these paragraphs typed at the end of the template."""
    document = Document(io.BytesIO(files[FICHE]))
    for text in paragraphs:
        document.add_paragraph(text, style="Body Text")
    buffer = io.BytesIO()
    document.save(buffer)
    return {**files, FICHE: buffer.getvalue()}


def tags_of(files: Files, field: str) -> list[str]:
    """The tags of the template that print a field."""
    group, _, name = field.removeprefix("fiche.").partition(".")
    with zipfile.ZipFile(io.BytesIO(files[FICHE])) as archive:
        text = archive.read("word/document.xml").decode()
    if not name:
        loop = re.search(rf"\{{%p? for (\w+) in {field} %\}}", text)
        cited = loop[1] if loop else field
        return sorted({m.group() for m in TAG.finditer(text) if m["name"] == cited})
    loop = re.search(rf"for (\w+) in fiche\.{group} ", text)
    assert loop, field
    inner = re.search(rf"for (\w+) in {loop[1]}\.{name} ", text)
    cited = inner[1] if inner else f"{loop[1]}.{name}"
    return sorted({m.group() for m in TAG.finditer(text) if m["name"] == cited})


FIELDS = [
    name
    for name in required_fields(CHAMPS_FICHE)
    if name not in NO_AUTHOR
    and not name.startswith(
        ("fiche.autres_rubriques", "fiche.indicateurs.", "fiche.couts.", "fiche.cout_total")
    )
]


@pytest.mark.lent
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_the_template_lost_is_told_and_what_is_told_brings_it_back(field: str) -> None:
    files = whole()
    tags = tags_of(files, field)
    assert tags, "the shipped template prints every field"
    found = of_the_template(without(files, *tags))
    headings = {f"fiche.{rubrique.champ}" for rubrique in TRAME}
    assert [f.code for f in found] == ["D007" if field in headings else "D009"]
    (hint,) = found[0].hints
    assert of_the_template(with_paragraphs(without(files, *tags), REMEDY.findall(hint))) == []


def test_a_table_that_the_template_lost_comes_back_whole() -> None:
    lost = without(petit_projet(), "{{p e.etape }}", "{{ e.date }}")
    (found,) = of_the_template(lost)
    assert found.code == "D007"
    mended = with_paragraphs(lost, REMEDY.findall(found.hints[0]))
    assert of_the_template(mended) == []
    printed = text_of(build(examen(mended))["projet-de-sante.docx"])
    assert "Réunion de suivi des indicateurs" in printed
    assert "chaque semestre" in printed


TABLE = "{{p fiche.tableau_indicateurs }}"
LOOP = [
    "{%p for i in fiche.indicateurs %}",
    *("{{ i.nom }}", "{{ i.type }}", "{{ i.definition }}", "{{ i.source }}", "{{ i.frequence }}"),
    *("{{ i.sens }}", "{{ i.depart }}", "{%p for c in i.cibles %}", "{{ c }}", "{%p endfor %}"),
    *("{{ i.variable }}", "{%p endfor %}"),
]


def test_indicators_are_printed_by_their_table_or_by_a_loop() -> None:
    lost = without(petit_projet(), TABLE)
    (found,) = of_the_template(lost)
    assert found.code == "D007"
    assert TABLE in found.hints[0]
    assert of_the_template(with_paragraphs(lost, [TABLE])) == []
    assert of_the_template(with_paragraphs(lost, LOOP)) == []
    (left,) = of_the_template(with_paragraphs(lost, [tag for tag in LOOP if "sens" not in tag]))
    assert left.code == "D009"
    assert "{{ ligne.sens }}" in left.hints[0]


COSTS = "{{p fiche.tableau_budget }}"
COSTS_LOOP = ["{%p for c in fiche.couts %}", "{{ c.annee }}", "{{ c.montant }}", "{%p endfor %}"]


def test_costs_are_printed_by_their_table_or_by_a_loop_and_a_total() -> None:
    lost = without(whole(), COSTS)
    assert {found.code for found in of_the_template(lost)} == {"D009"}
    assert of_the_template(with_paragraphs(lost, [COSTS])) == []
    assert of_the_template(with_paragraphs(lost, [*COSTS_LOOP, "{{ fiche.cout_total }}"])) == []
    (left,) = of_the_template(with_paragraphs(lost, COSTS_LOOP))
    assert "{{ fiche.cout_total }}" in left.hints[0]


def test_a_field_that_nobody_fills_may_be_missing() -> None:
    assert (
        of_the_template(
            without(petit_projet(), "{{ fiche.priorite }}", "{{p fiche.sous_actions_texte }}")
        )
        == []
    )


def test_templates_that_print_less_than_all_are_inspected_again_at_each_check() -> None:
    files = without(petit_projet(), "{{ fiche.priorite }}")
    assert not examen(files).gabarits_sans_reproche
    assert examen(petit_projet()).gabarits_sans_reproche


def text_of(docx: bytes) -> str:
    return "\n".join(
        node.text or ""
        for node in Document(io.BytesIO(docx)).element.iter()
        if node.tag.endswith("}t")
    )


# --- a heading of one's own, added in one line ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def software(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the software whose trame has one heading more."""
    folder = tmp_path_factory.mktemp("logiciel")
    shutil.copytree(
        CHECKOUT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    trame = folder / "pipeline/model/fiche.py"
    text = trame.read_text(encoding="utf-8")
    last = text.index("\n)\nRUBRIQUES = ")
    trame.write_text(f"{text[:last]}\n    {ADDED},{text[last:]}", encoding="utf-8")
    return folder


def run(software: Path, project: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pipeline", "-C", str(project), *words]
    done = subprocess.run(command, cwd=software, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def written(files: Files, folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.lent
def test_a_heading_added_to_the_trame_is_asked_for_offered_and_printed(
    software: Path, tmp_path: Path
) -> None:
    project = written(petit_projet(), tmp_path)
    assert run(software, project, "check").count("erreur F007") == 4
    for path in (project / "content/fiches").glob("*.md"):
        path.write_text(
            path.read_text(encoding="utf-8") + f"\n## Sécurité\n\nMarque {path.stem}.\n",
            encoding="utf-8",
        )
    run(software, project, "build")
    printed = text_of((project / "build/projet-de-sante.docx").read_bytes())
    assert printed.count("Sécurité des soins") == 4
    assert sorted(re.findall(r"Marque (M\S+)\.", printed)) == [
        path.stem for path in sorted((project / "content/fiches").glob("*.md"))
    ]


@pytest.mark.lent
def test_a_heading_added_that_the_template_cannot_print_is_an_error(
    software: Path, tmp_path: Path
) -> None:
    loop = (
        "{%p for rubrique in fiche.autres_rubriques %}",
        "{{ rubrique.titre }}",
        "{{p rubrique.texte }}",
    )
    old = without(petit_projet(), *loop)
    with zipfile.ZipFile(io.BytesIO(old[FICHE])) as archive:
        assert b"autres_rubriques" not in archive.read("word/document.xml")
    # The loop's end went with its beginning: it is the last « endfor » before the budget.
    text = zipfile.ZipFile(io.BytesIO(old[FICHE])).read("word/document.xml").decode()
    end = text.rindex("{%p endfor %}", 0, text.index("{%p if fiche.couts or"))
    old = _with_body(old, text[:end] + text[end + len("{%p endfor %}") :])
    filled_already = any(one.obligatoire and not one.champ for one in TRAME)
    assert bool(of_the_template(old)) == filled_already, "told once a fiche fills such a heading"
    project = written(old, tmp_path)
    for path in (project / "content/fiches").glob("*.md"):
        path.write_text(
            path.read_text(encoding="utf-8") + "\n## Sécurité\n\nUne marque.\n", encoding="utf-8"
        )
    said = run(software, project, "check")
    assert "erreur D007" in said
    remedy = REMEDY.findall(said[said.index("D007") :])
    written(with_paragraphs({FICHE: (project / FICHE).read_bytes()}, remedy), project)
    run(software, project, "build")
    assert text_of((project / "build/projet-de-sante.docx").read_bytes()).count("Une marque.") == 4


def _with_body(files: Mapping[str, bytes], document: str) -> dict[str, bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[FICHE])) as archive, zipfile.ZipFile(buffer, "w") as out:
        for name in archive.namelist():
            out.writestr(
                name, document.encode() if name == "word/document.xml" else archive.read(name)
            )
    return {**files, FICHE: buffer.getvalue()}


# --- what is wider than its cell --------------------------------------------------------------------------------------

COLUMNS = [f"Colonneassezlongue{rank}" for rank in range(1, 11)]
WIDE = "\n".join(
    f"+ | {' | '.join(cells)} |"
    for cells in (COLUMNS, ["---"] * len(COLUMNS), [name.lower() for name in COLUMNS])
)
CELL_WIDTH = 7_031
"""The right-hand column of the layout of fiches, in twentieths of a point."""


@pytest.mark.parametrize(
    ("after", "width"), [("1. Un objectif clair.", 9_412), ("- Les soignants.", CELL_WIDTH)]
)
def test_a_wide_table_of_a_fiche_is_cut_in_pieces_no_wider_than_where_it_stands(
    after: str, width: int
) -> None:
    """A fiche does not turn its pages: its tables stand in the middle of a layout that is upright."""
    notation = f"content/fiches/M1-01-medecin.md\n- {after}\n+ {after}\n+\n{WIDE}\n+\n+ Source : registre, 2026."
    docx = build(examen(edited(petit_projet(), notation)))["projet-de-sante.docx"]
    tables = [
        table for table in Document(io.BytesIO(docx)).element.iter(f"{W}tbl") if is_ours(table)
    ]
    assert len(tables) > 1
    sizes = [int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for table in tables]
    assert max(sizes) <= width
    assert {name for name in COLUMNS if any(name in words(table) for table in tables)} == set(
        COLUMNS
    )


def is_ours(table: etree._Element) -> bool:
    """Whether a table holds the columns itself, rather than a table that does."""
    return COLUMNS[0] in words(table) and table.find(f".//{W}tbl") is None


def words(table: etree._Element) -> str:
    return "".join(node.text or "" for node in table.iter(f"{W}t"))
