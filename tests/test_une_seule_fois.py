"""A figure is typed once: changing it in its place changes every page that shows it, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.model.echeance import MOIS
from pipeline.model.files import Files
from pipeline.run import build
from tests.projets import edited, examen, petit_projet

pytestmark = pytest.mark.lent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIGURE = re.compile(r"1er|[0-9](?:[0-9 ]*[0-9])?(?:,[0-9]+)?|" + "|".join(MOIS))

PLAIN = str.maketrans("\u00a0\u202f’", "  '")
CITING = """
content/diagnostic/01-territoire.md
- Deux communes, dont Auch.
+ Deux communes, dont Auch ({{ commune("32013").population }} habitants).
+
+ {{ tableau.communes }}
+
+ La fiche commence le {{ fiche("M3-01").demarrage }} et coûte {{ fiche("M3-01").cout_annee_1 }}.
+
+ {{ tableau.calendrier }}
+
+ {{ mission("prevention").tableau_budget }}
content/fiches/M1-01-medecin.md
+
+ Le territoire de {{ territoire.population }} habitants reçoit {{ mission("prevention").depenses_annee_1 }}.
"""


def pages(files: Files) -> dict[str, list[str]]:
    """Every paragraph of every document, in order."""
    found = examen(files)
    assert [f for f in found.findings if f.is_error] == []
    return {name: list(paragraphs(data)) for name, data in build(found).items()}


def paragraphs(data: bytes) -> Iterator[str]:
    for paragraph in Document(io.BytesIO(data)).element.body.iter(f"{W}p"):
        yield "".join(node.text or "" for node in paragraph.iter(f"{W}t")).translate(PLAIN)


def citing() -> dict[str, bytes]:
    return edited(petit_projet(), CITING)


def counted(found: dict[str, list[str]]) -> Counter[str]:
    return Counter(text for texts in found.values() for text in texts)


def changes(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[tuple[str, str]]:
    assert before.keys() == after.keys()
    assert all(len(before[name]) == len(after[name]) for name in before)
    return [
        pair
        for name in before
        for pair in zip(before[name], after[name], strict=True)
        if pair[0] != pair[1]
    ]


@pytest.mark.parametrize(
    ("edit", "shown", "least"),
    [
        ("content/communes.csv\n- {auch}\n+ {auch_plus}", "32 728", 6),
        (
            "content/fiches/M3-01-alimentation.md\n-   demarrage: {debut}\n+   demarrage: 2027-05-03",
            "3 mai 2027",
            3,
        ),
        (
            "budgets/budget.xlsx\nPrévention!{depense} = 9500\nPrévention!{ressource} = 14500",
            "14 500 €",
            6,
        ),
    ],
    ids=["une population", "une date", "un montant"],
)
def test_one_figure_changes_every_page_that_shows_it_and_nothing_else(
    edit: str, shown: str, least: int
) -> None:
    files = citing()
    before = pages(files)
    after = pages(edited(files, edit.format(**_places(files))))
    changed = changes(before, after)
    assert len(changed) >= least
    assert sum(shown in other for _, other in changed) >= 2
    for one, other in changed:
        assert FIGURE.sub("#", one) == FIGURE.sub("#", other), "only figures and dates may differ"
    assert counted(before) - Counter(one for one, _ in changed) + Counter(
        other for _, other in changed
    ) == counted(after)


def _places(files: Files) -> dict[str, str]:
    """The lines and cells that hold each figure once."""
    communes = files["content/communes.csv"].decode("utf-8-sig").splitlines()
    auch = next(line for line in communes if "Auch" in line)
    population = re.search(r"[0-9]{4,5}(?=[;,][0-9]{4}[;,])", auch)
    assert population is not None
    plus = auch.replace(population.group(), str(int(population.group()) + 300))
    fiche = files["content/fiches/M3-01-alimentation.md"].decode()
    debut = re.search(r"demarrage: (\S+)", fiche)
    assert debut is not None
    return {"auch": auch, "auch_plus": plus, "debut": debut.group(1), **_cells(files)}


def _cells(files: Files) -> dict[str, str]:
    """The cells of the first year of a block's first expense and resource."""
    budget = examen(files).projet.budget
    bloc = budget.bloc("prevention")
    assert bloc is not None
    row = re.sub("[A-Z]", "", bloc.depenses[0].span.cell or "")
    depense = next(column + row for column in "DEFGH" if _value(files, column + row) == 10000)
    return {"depense": depense, "ressource": bloc.ressources[0].cellules[0].span.cell or ""}


def _value(files: Files, cell: str) -> object:
    return load_workbook(io.BytesIO(files["budgets/budget.xlsx"]), data_only=True)["Prévention"][
        cell
    ].value


def test_references_and_numbers_are_live_fields_with_the_right_words_in_them() -> None:
    files = edited(
        petit_projet(),
        """
content/diagnostic/01-territoire.md
- Deux communes, dont Auch.
+ Voir le [](#tableau-ages), la [](#fiche-M3-01), la [](#mission-prevention), le [](#chapitre-gouvernance),
+ l'[](#article-conseil), l'[](#reglement-votes) et [la crise](../fiches/M4-01-crise.md).
+
+ Tableau : Avant
+
+ | A |
+ |---|
+ | b |
+
+ Tableau : Les âges {#ages}
+
+ | A |
+ |---|
+ | b |
""",
    )
    found = examen(files)
    assert [str(f) for f in found.findings] == []
    data = build(found, wanted=["projet-de-sante"])["projet-de-sante.docx"]
    sentence = next(text for text in paragraphs(data) if text.startswith("Voir le "))
    assert sentence == (
        "Voir le tableau 2, la fiche M3-01, la mission 3, le chapitre « La gouvernance », "
        "l'article 2 des statuts, l'article 1 du règlement intérieur et la crise."
    )
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    marks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    fields = set(re.findall(r"REF (\S+) ", xml)) | set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert fields <= marks
    assert {"_Ref_tableau_ages", "_Ref_fiche_M3_01"} <= fields
    for name, shown in REPEATED.findall(xml):
        assert shown == marked_by(xml, name), f"Word would print other words than these for {name}"


REPEATED = re.compile(
    r'<w:instrText xml:space="preserve">REF (\S+) [^<]*</w:instrText></w:r>'
    r'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t [^>]*>([^<]*)</w:t></w:r>"
)


def marked_by(xml: str, name: str) -> str:
    """The words between the two marks of a bookmark: what Word puts in a field that repeats it."""
    start = re.search(rf'<w:bookmarkStart w:id="([0-9]+)" w:name="{name}"/>', xml)
    assert start is not None
    inside = xml[start.end() : xml.index(f'<w:bookmarkEnd w:id="{start[1]}"/>')]
    return "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", inside))


def test_a_reference_to_what_another_document_holds_prints_words_without_a_number() -> None:
    files = edited(
        petit_projet(),
        """
content/reglement-interieur/01-votes.md
+
+ Voir l'[](#article-conseil) et l'[](#annexe-budget).
""",
    )
    texts = list(
        paragraphs(build(examen(files), wanted=["reglement-interieur"])["reglement-interieur.docx"])
    )
    assert any("l'article 2 des statuts et l'annexe « Budget détaillé »" in text for text in texts)


def test_an_article_inserted_before_another_changes_the_references_to_it() -> None:
    cited = edited(
        petit_projet(),
        "content/diagnostic/01-territoire.md\n- Deux\n+ Voir l'[](#article-conseil). Deux",
    )
    moved = edited(
        cited,
        "content/statuts/avecsante/02-conseil.md\nrenommer: content/statuts/avecsante/03-conseil.md\n"
        "content/statuts/avecsante/03-conseil.md\n- article: 2\n+ article: 3\n"
        "content/statuts/avecsante/03-vie.md\nrenommer: content/statuts/avecsante/04-vie.md\n"
        "content/statuts/avecsante/04-vie.md\n- article: 3\n+ article: 4\n"
        "content/statuts/avecsante/02-objet.md\ncréer\n+ ---\n+ article: 2\n+ titre: Objet\n+ ---\n+\n+ Soigner mieux.",
    )
    for files, words in ((cited, "l'article 2 des statuts"), (moved, "l'article 3 des statuts")):
        texts = paragraphs(build(examen(files), wanted=["projet-de-sante"])["projet-de-sante.docx"])
        assert any(words in text for text in texts)
