"""What comes out: valid, whole, the same bytes everywhere, and readable by LibreOffice."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from openxml_audit import OpenXmlValidator
from PIL import Image

from pipeline.disk import read_project
from pipeline.model.langue.francais import euros
from pipeline.run import build, examine
from tests.conftest import Convert
from tests.pdf import texts
from tests.projets import TODAY, edited, examen, petit_projet
from tests.validite import fautes

pytestmark = pytest.mark.lent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = re.compile(r"word/charts/[^/]+\.xml")
SETTINGS = re.compile(r"^(?:type|source|empile|alt): .*$|^[a-z]+: |^```.*$", re.MULTILINE)
"""In a block « graphique », what says how to draw."""

BLOCK = re.compile(r"^```graphique$.*?^```$", re.MULTILINE | re.DOTALL)
NOTES = "word/footnotes.xml"
KEPT_ASIDE = (
    "/statuts/urps/",
    "/statuts/avecsante/2019/",
    "/statuts/avecsante/alsace-moselle/",
    "/actes/",
    "/textes/",
    "/conventions/",
    "/suivi/",
)
"""What is in no part of the projet de santé: another model, the variants of ours, the founding acts, letters, the
year that a report tells."""

APART = {"avecsante": "statuts.docx", "reglement-interieur": "reglement-interieur.docx"}
"""The folders of texts that go with the projet, each in a document of its own."""

WORD = re.compile(r"\w+")
REFERENCE = (
    MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False).use(deflist_plugin)
)
NAMES = (
    "projet-de-sante.docx",
    "annexe-budget.docx",
    "statuts.docx",
    "reglement-interieur.docx",
    "convocation.docx",
    "emargement.docx",
    "pouvoir.docx",
    "proces-verbal.docx",
    "premier-conseil.docx",
    "dirigeants.docx",
    "fondateurs.docx",
    "pouvoirs-bancaires.docx",
    "declaration.docx",
    "lettre-ars.docx",
    "lettre-cpam.docx",
    "lettre-elus.docx",
    "contours.docx",
    "liste-des-membres.docx",
    "engagements.docx",
    "fiche-de-poste.docx",
    "demande-fir.docx",
    "conventions.docx",
    "grille-ars.docx",
    "rapport-activite.docx",
    "dialogue-gestion.docx",
)


def paragraphs(data: bytes) -> Iterator[str]:
    """Every paragraph of the body, those of tables included, in order; then those of the footnotes and of charts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = archive.read(NOTES) if NOTES in archive.namelist() else b"<none/>"
        charts = [archive.read(name) for name in archive.namelist() if CHART.fullmatch(name)]
    body = Document(io.BytesIO(data)).element.body
    for paragraph in (*body.iter(f"{W}p"), *etree.fromstring(notes).iter(f"{W}p")):
        yield "".join(
            node.text or "" if node.tag == f"{W}t" else " "
            for node in paragraph.iter(f"{W}t", f"{W}br")
        )
    for chart in charts:
        yield " ".join(node.text or "" for node in etree.fromstring(chart).iter(f"{C}v", f"{A}t"))


def words(text: str) -> Counter[str]:
    """How often each word is there; what a cell begins with takes a capital in the documents, « CO2 » a lowered 2."""
    return Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def test_the_documents_are_there(documents: dict[str, bytes]) -> None:
    assert tuple(documents) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_openxml_audit_finds_nothing(
    documents: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(documents[name])
    result = OpenXmlValidator().validate(str(tmp_path / name))
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("name", NAMES)
def test_ooxml_integrity_finds_nothing(
    documents: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(documents[name])
    done = subprocess.run(
        [Path(sys.executable).with_name("ooxml-integrity"), "check", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_our_own_rules_find_nothing(documents: dict[str, bytes], name: str) -> None:
    """Those of ``validite``, which catch forty-seven ways of breaking a document."""
    assert fautes(documents[name]) == []
    with zipfile.ZipFile(io.BytesIO(documents[name])) as archive:
        assert b"{{" not in archive.read("word/document.xml")


def test_no_word_of_the_sources_is_lost(documents: dict[str, bytes], exemple: Path) -> None:
    """Every word that a reference renderer shows of each Markdown source is in the document that prints it, as often."""
    wanted: dict[str, Counter[str]] = {}
    for path in sorted((exemple / "content").rglob("*.md")):
        if any(part in path.as_posix() for part in KEPT_ASIDE):
            continue
        text = path.read_text(encoding="utf-8")
        body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
        body = re.sub(r"\{\{.*?\}\}|\{#[\w-]+\}", "", body)
        body = BLOCK.sub(lambda match: SETTINGS.sub("", match.group()), body)
        body = re.sub(
            r"\[[^\[\]]*«[^\[\]]*»\]\(#", "[](#", body
        )  # words that recall what a reference names
        body = (
            re.sub(r"^##? .*$", "", body, flags=re.MULTILINE)
            if "/fiches/" in path.as_posix()
            else body
        )
        body = re.sub(
            r"^- (?:poids|base du volet variable|type|sens|départ|définition|source|fréquence|cible)[^:]*:",
            "- ",
            body,
            flags=re.MULTILINE,
        )
        body = re.sub(r"^### Indicateur :", "### ", body, flags=re.MULTILINE)
        body = (
            re.sub(r"\| (?:Sous-action|Étape) \|.*", "", body)
            if "/fiches/" in path.as_posix()
            else body
        )
        body = re.sub(r"([~^])(\d+)\1", r"\2", body).replace(" >> ", " ")
        html = REFERENCE.render(body)
        document = APART.get(path.parent.name, "projet-de-sante.docx")
        wanted[document] = wanted.get(document, Counter()) + words(
            re.sub(r"<[^>]+>", " ", re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))
            .replace("&quot;", '"')
            .replace("&amp;", "&")
        )
    people = (exemple / "content/personnes.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    keys = {part for line in people for part in re.split("[-_]", line.partition(";")[0])}
    for document, counts in wanted.items():
        printed = words(" ".join(paragraphs(documents[document])))
        lost = {
            word: count - printed[word]
            for word, count in counts.items()
            if printed[word] < count and word not in keys
        }
        assert {word: count for word, count in lost.items() if word != "non"} == {}, document


def test_the_amounts_of_the_workbook_are_printed(
    documents: dict[str, bytes], exemple: Path
) -> None:
    """Every amount of every line, and the total of each year, alone in a cell."""
    printed = {
        words.replace("\u202f", " ") for words in paragraphs(documents["annexe-budget.docx"])
    }
    found = examine(*read_project(exemple), TODAY)
    budget, total = found.projet.budget, found.comptes.total
    lines = [line.montants for bloc in budget.blocs for line in bloc.depenses]
    lines += [line.montants for bloc in budget.blocs for line in bloc.ressources]
    amounts = {
        amount for line in (*lines, total.depenses, total.ressources) for amount in line if amount
    }
    assert len(amounts) > 30
    for amount in amounts:
        shown = euros(amount).replace("\u202f", " ").removesuffix("\u00a0€")
        assert {shown, f"{shown},00"} & printed, shown


def test_the_language_title_and_author_are_set(exemple: Path, documents: dict[str, bytes]) -> None:
    properties = Document(io.BytesIO(documents["statuts.docx"])).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Statuts de l’association",
        "CPTS du Pays d’Exemple",
        "fr-FR",
    )
    assert properties.subject == "Statuts de l’association, CPTS du Pays d’Exemple"
    assert properties.keywords == "CPTS, statuts de l'association, Gers, Occitanie"
    identite = (exemple / "content/projet.yaml").read_text(encoding="utf-8")
    assert f'version: "{properties.version}"' in identite
    assert properties.content_status == "texte adopté"


def test_libreoffice_makes_a_pdf_of_each_with_its_mention_on_every_page(
    numerotes: dict[str, bytes], en_pdf: Convert
) -> None:
    for name, path in en_pdf(numerotes).items():
        pages = texts(path)
        assert len(pages) > (2 if name in NAMES[:4] else 0), name
        assert [n for n, text in enumerate(pages, 1) if "DOCUMENT FICTIF" not in text] == [], name
        assert [n for n, text in enumerate(pages, 1) if len(text) < 60] == [], (
            f"page presque vide dans {name}"
        )


def test_a_picture_is_in_the_document_with_its_description(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(buffer, "PNG")
    files = edited(
        petit_projet(),
        "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n"
        "+ ![Carte des deux communes](carte.png)\n+ ![Carte encore](<carte.png>)\n",
    )
    files["content/diagnostic/carte.png"] = buffer.getvalue()
    found = examen(files)
    assert found.findings == ()
    data = build(found)["projet-de-sante.docx"]
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [n for n in archive.namelist() if n.startswith("word/media/")] == [
            "word/media/cpts1.png"
        ]
        assert 'descr="Carte des deux communes"' in archive.read("word/document.xml").decode()


def test_a_brouillon_says_so_on_each_page_and_frames_each_fault(en_pdf: Convert) -> None:
    files = edited(
        petit_projet(),
        "content/fiches/M3-01-alimentation.md\n- pilote: durand\n+ pilote: durant\n"
        "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ Deux communes, dont XX.\n",
    )
    documents = build(examen(files), brouillon=True)
    text = "\n".join(paragraphs(documents["projet-de-sante.docx"]))
    assert "G002 — content/fiches/M3-01-alimentation.md:5" in text
    assert (
        text.index("dont XX")
        < text.index("X001 — content/diagnostic/01-territoire.md")
        < text.rindex("Partie 2 — Missions")
    )
    path = en_pdf({"projet-de-sante.docx": documents["projet-de-sante.docx"]})[
        "projet-de-sante.docx"
    ]
    assert all("BROUILLON" in text for text in texts(path))


def test_a_brouillon_of_a_project_in_ruins_still_builds() -> None:
    for notation in (
        "content/projet.yaml\neffacer",
        "content/projet.yaml\ncréer\n+ nom: [",
        "content/fiches/M3-01-alimentation.md\noctets: 00ff",
        "content/personnes.csv\neffacer",
        "content/communes.csv\noctets: 22",
        "content/statuts/valeurs.yaml\neffacer",
        "budgets/budget.xlsx\neffacer",
        "budgets/budget.xlsx\noctets: 504b0304",
        "content/diagnostic/01-territoire.md\ncréer\n+ Sans titre.",
        "content/missions/03-prevention.md\noctets: 00",
    ):
        found = examen(edited(petit_projet(), notation))
        assert not found.sound, notation
        outputs = build(found, brouillon=True)
        assert tuple(outputs) == NAMES[:4], notation


def test_another_day_changes_no_document() -> None:
    files = petit_projet()
    assert build(examine(files, (), TODAY)) == build(examine(files, (), TODAY.replace(year=2031)))


def test_the_example_uses_only_numbers_kept_for_fiction(exemple: Path) -> None:
    text = (exemple / "content/prive/contacts.exemple.csv").read_text(encoding="utf-8")
    phones = re.findall(r"\b0[0-9](?: [0-9]{2}){4}\b", text)
    assert phones
    assert all(phone.startswith(("05 36 49", "06 39 98")) for phone in phones)


def test_the_words_of_the_example_are_all_known_as_such(exemple: Path) -> None:
    """Whoever keeps a person of the example in a real project is told; a commune is real, its mayor is not."""
    files, _ = read_project(exemple)
    known = files["pipeline/reference/exemple.csv"].decode()
    text = files["content/personnes.csv"].decode("utf-8-sig")
    for person in csv.DictReader(text.splitlines(), delimiter=";"):
        nom, representant = person["nom"], person["representant"]
        full = f"{person['prenom']} {nom}".strip()
        is_real = nom == f"Commune de {person['commune']}"
        assert is_real or full in known or nom in known, full
        assert representant in known, representant


def test_the_lists_asked_for_follow_the_contents_and_an_empty_one_is_left_out() -> None:
    asked = "content/livrables.yaml\n-   annexes: [bu\n+   listes: [fiches, tableaux, figures]\n+   annexes: [bu"
    tables = (
        "content/diagnostic/01-territoire.md\n- Deux communes, dont Auch.\n+ {{ tableau.communes }}"
    )
    data = build(examen(edited(petit_projet(), f"{asked}\n{tables}")), wanted=["projet-de-sante"])
    texts = list(paragraphs(data["projet-de-sante.docx"]))
    lists = texts[texts.index("Liste des fiches action") :]
    assert lists[1].startswith("M1-01 — ")
    at = lists.index("Liste des tableaux")
    assert lists[at + 1] == "Tableau\u00a01 – Communes du territoire"
    assert "Liste des figures" not in texts
    xml = (
        zipfile.ZipFile(io.BytesIO(data["projet-de-sante.docx"])).read("word/document.xml").decode()
    )
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    assert len(marks) == len(set(marks))
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= set(marks)
