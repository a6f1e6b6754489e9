"""A PDF holds every row and paragraph of the Word file that it was made from, or what it lacks is told."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from pipeline.commands.pdf import lost_in
from pipeline.programs import laid_out
from pipeline.write.word.pertes import losses
from pipeline.write.word.sommaire import lines_of, to_lay_out

Rangees = tuple[tuple[str, str], ...]
BUDGET: Rangees = (
    ("Nature", "Montant"),
    ("Indemnités", "4 000 €"),
    ("Local prêté par la commune d'Aubiet, à l'étage de la maison de santé", "0 €"),
    ("Local prêté par la commune de Mirande", "0 €"),
    ("Secrétariat", "1 200 €"),
)


def written(
    rangees: Rangees,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    more: Callable[[Paragraph], None] = lambda _: None,
) -> bytes:
    """A Word file with paragraphs, a table whose title comes back, and paragraphs, the last with something more."""
    document = Document()
    for text in before:
        document.add_paragraph(text)
    table = document.add_table(0, 2)
    for words in rangees:
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for text in after:
        more(document.add_paragraph(text))
    document.core_properties.title = "Budget"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def in_pdf(**documents: bytes) -> Mapping[str, bytes]:
    made = laid_out({f"{name}.docx": data for name, data in documents.items()}, lambda _: None)
    assert len(made) == len(documents)
    return {Path(name).stem: pdf for name, pdf in made.items()}


def without(rang: int) -> Rangees:
    return (*BUDGET[:rang], *BUDGET[rang + 1 :])


def test_a_row_that_the_pdf_lacks_is_told_with_its_table_its_row_and_its_words(
    soffice: Path,
) -> None:
    """Each row in turn, and one of two that say the same."""
    assert soffice.exists()
    alike = (*BUDGET, BUDGET[-1])
    pdfs = in_pdf(
        whole=written(BUDGET), **{f"sans{rang}": written(without(rang)) for rang in range(5)}
    )
    docx = written(BUDGET)
    assert losses(docx, pdfs["whole"]) == []
    for rang, words in enumerate(BUDGET):
        (lost,) = losses(docx, pdfs[f"sans{rang}"])
        assert (lost.table, lost.rangee) == (1, rang + 1)
        assert lost.debut.startswith(words[0][:40])
    assert {one.rangee for one in losses(written(alike), pdfs["whole"])} == {5, 6}
    (told,) = lost_in({"annexe.docx": docx}, {"annexe.docx": pdfs["sans3"]})
    assert told.startswith(
        "annexe.docx, tableau 1, la ligne 4 manque au PDF : « Local prêté par la commune de Mirande | 0 € »."
    )


def test_a_paragraph_that_the_pdf_lacks_is_told_and_a_hidden_one_is_not(soffice: Path) -> None:
    assert soffice.exists()

    def hide(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.font.hidden = True

    before, after = ("Une phrase d'abord.", "Une autre."), ("Une note après.",)
    pdfs = in_pdf(
        less=written(BUDGET, before[:1], after), hidden=written(BUDGET, before, after, hide)
    )
    lost = losses(written(BUDGET, before, after), pdfs["less"])
    assert [(one.table, one.debut) for one in lost] == [(0, "Une autre.")]
    assert losses(written(BUDGET, before, after, hide), pdfs["hidden"]) == []


def test_rows_cut_over_pages_capitals_ligatures_and_lists_are_found(soffice: Path) -> None:
    assert soffice.exists()
    long = tuple(
        (
            " ".join(f"Officine affiliée {rang}-{mot}" for mot in range(90)),
            " ".join(f"M{rang}-{mot:02} coefficient fi" for mot in range(80)),
        )
        for rang in range(9)
    )

    def listed(paragraph: Paragraph) -> None:
        paragraph.style = "List Number"
        paragraph.runs[0].font.all_caps = True

    docx = written(long, ("Avant.",) * 7, ("Équipe de soins, œuvre", "« À l’été »"), listed)
    assert losses(docx, in_pdf(long=docx)["long"]) == []


def test_a_pdf_that_does_not_open_tells_no_loss() -> None:
    """It is told otherwise."""
    assert losses(written(BUDGET), b"%PDF-1.7 rien") == []
    assert losses(written(BUDGET), b"") == []


@pytest.mark.lent
def test_the_long_documents_of_the_example_are_whole_in_their_pdf(
    soffice: Path, documents: Mapping[str, bytes]
) -> None:
    """As they are laid out for their page numbers: that is done already."""
    assert soffice.exists()
    waiting = {name: to_lay_out(docx) for name, docx in documents.items() if lines_of(docx)}
    made = laid_out(waiting, lambda _: None)
    assert "annexe-budget.docx" in made
    assert set(made) == set(waiting)
    assert list(lost_in(waiting, made)) == []
