"""Every table of data and every figure has a number: one system, in the lists that follow the contents."""

from __future__ import annotations

from functools import lru_cache

from pipeline.assemble import assemble
from pipeline.model.document import Document
from pipeline.model.prose import Figure, Heading, Paragraph, Table, text_of
from tests.projets import edited, examen, petit_projet

GOUVERNANCE = "content/organisation/01-gouvernance.md"


@lru_cache(maxsize=1)
def the_document() -> Document:
    state = examen(edited(petit_projet(), f"{GOUVERNANCE}\n+\n+ {{{{ liste.organigramme }}}}\n"))
    documents = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    return next(iter(documents))


def tables() -> list[Table]:
    return [block for block in the_document().corps if isinstance(block, Table)]


def test_every_table_of_data_that_the_software_makes_has_a_number_and_words_of_its_own() -> None:
    made = [one for one in tables() if one.style == "Tableau CPTS" and not one.span.path]
    assert len(made) > 10
    words = [text_of(one.legende.inlines) if one.legende else "" for one in made]
    assert all(words)
    assert len(set(words)) == len(words)
    numbers = [one.legende.numero for one in tables() if one.legende]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_label_that_became_a_caption_is_not_said_twice() -> None:
    labels = [
        text_of(block.inlines)
        for block in the_document().corps
        if isinstance(block, Paragraph) and block.style == "Fiche rubrique"
    ]
    captions = [text_of(one.legende.inlines) for one in tables() if one.legende]
    assert not set(labels) & set(captions)


def test_what_bears_the_same_label_is_told_apart_by_its_heading() -> None:
    words = [text_of(one.legende.inlines) for one in tables() if one.legende]
    spent = [text for text in words if text.startswith("Détail des dépenses")]
    assert "Détail des dépenses\u00a0: fonctionnement général" in spent
    assert len(spent) > 1


def test_a_table_without_label_takes_the_words_of_its_heading_without_its_number() -> None:
    corps = the_document().corps
    at = next(
        rank
        for rank, block in enumerate(corps)
        if isinstance(block, Heading) and text_of(block.inlines).endswith("— Liste des communes")
    )
    table = next(block for block in corps[at:] if isinstance(block, Table))
    assert table.legende is not None
    assert text_of(table.legende.inlines) == "Liste des communes"


def test_the_organisation_chart_is_a_numbered_figure_that_a_text_may_cite() -> None:
    files = edited(
        petit_projet(),
        f"{GOUVERNANCE}\n+\n+ Voir la [](#figure-organigramme).\n+\n"
        '+ {{ liste.organigramme(titre="Qui décide") }}\n',
    )
    state = examen(files)
    assert [f.message for f in state.findings if f.is_error] == []
    (document,) = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    (figure,) = (block for block in document.corps if isinstance(block, Figure))
    assert figure.schema is not None
    assert text_of(figure.legende.inlines) == "Qui décide"
    assert figure.legende.numero == 1


def test_what_introduces_a_table_stays_with_its_caption() -> None:
    corps = the_document().corps
    at = next(
        rank
        for rank, block in enumerate(corps)
        if isinstance(block, Table)
        and block.legende is not None
        and text_of(block.legende.inlines) == "Dépenses et ressources de chaque bloc"
    )
    before = corps[at - 1]
    assert isinstance(before, Paragraph)
    assert before.keep
