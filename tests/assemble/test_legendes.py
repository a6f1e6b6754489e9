"""Tables of data and figures have a number or need none: one system, in the lists that follow the contents."""

from __future__ import annotations

from functools import lru_cache

from pipeline.assemble import assemble
from pipeline.assemble.legendes import DONNEES
from pipeline.model.ancre import de_legende
from pipeline.model.document import Document
from pipeline.model.prose import ETIQUETTE, Figure, Heading, Paragraph, Table, text_of
from tests.projets import edited, examen, petit_projet

ALL_PARTS = """\
content/livrables.yaml
-   parties: [diagnostic, missions, organisation, signatures, annexes]
+   parties: [bref, diagnostic, missions, organisation, signatures, annexes, versements]
"""
GOUVERNANCE = "content/organisation/01-gouvernance.md"


@lru_cache(maxsize=1)
def the_document() -> Document:
    state = examen(edited(petit_projet(), f"{GOUVERNANCE}\n+\n+ {{{{ liste.organigramme }}}}\n"))
    documents = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    return next(iter(documents))


def tables() -> list[Table]:
    return [block for block in the_document().corps if isinstance(block, Table)]


def captions() -> list[str]:
    return [text_of(one.legende.inlines) for one in tables() if one.legende]


def test_numbers_follow_and_no_two_tables_have_the_same_words() -> None:
    words = captions()
    assert len(words) > 5
    assert len(set(words)) == len(words)
    numbers = [one.legende.numero for one in tables() if one.legende]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_table_without_a_number_stands_under_a_title_or_a_label() -> None:
    """Its title is in the contents; its label is said of each block in turn."""
    corps = the_document().corps
    kept: list[str] = []
    for rank, block in enumerate(corps):
        if isinstance(block, Table) and block.style == DONNEES and block.legende is None:
            before = next(
                one
                for one in reversed(corps[:rank])
                if isinstance(one, Heading)
                or (isinstance(one, Paragraph) and one.style == ETIQUETTE)
            )
            if isinstance(before, Paragraph):
                kept.append(text_of(before.inlines))
    assert kept
    assert not {label for label in kept if kept.count(label) == 1}


def test_the_list_of_tables_can_be_read() -> None:
    assert len(captions()) <= 30


def test_every_table_that_we_caption_can_be_cited_by_a_word_of_its_own() -> None:
    state = examen(edited(petit_projet(), ALL_PARTS))
    (document,) = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    made = [
        one.legende
        for one in document.corps
        if isinstance(one, Table)
        and one.legende
        and not one.span.path
        and not one.legende.span.path
    ]
    assert len(made) > 8
    known = {ancre.cle for ancre in state.comptes.ancres}
    assert {de_legende(legende) for legende in made} <= known


def test_a_text_cites_a_table_that_we_make_by_its_number() -> None:
    files = edited(
        petit_projet(),
        f"{GOUVERNANCE}\n+\n+ Voir le [](#tableau-qui-paie) et la [](#figure-carte-en-bref).\n",
    )
    state = examen(edited(files, ALL_PARTS))
    assert [f.message for f in state.findings if f.is_error] == []
    (document,) = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    cited = next(
        block
        for block in document.corps
        if isinstance(block, Paragraph) and text_of(block.inlines).startswith("Voir le")
    )
    (number,) = [
        one.legende.numero
        for one in document.corps
        if isinstance(one, Table) and one.legende and one.legende.ancre == "tableau-qui-paie"
    ]
    assert text_of(cited.inlines) == f"Voir le tableau\u00a0{number} et la figure\u00a01."


def test_a_word_that_an_author_gave_is_his() -> None:
    mine = "+\n+ Tableau : Nos payeurs {#qui-paie}\n+\n+ | A | B |\n+ |---|---|\n+ | 1 | 2 |\n"
    state = examen(edited(petit_projet(), f"{GOUVERNANCE}\n{mine}"))
    assert [f.message for f in state.findings if f.is_error] == []
    first = next(ancre for ancre in state.comptes.ancres if ancre.cle == "tableau-qui-paie")
    assert first.texte == "tableau « Nos payeurs »"


def test_a_label_that_became_a_caption_is_not_said_twice() -> None:
    labels = [
        text_of(block.inlines)
        for block in the_document().corps
        if isinstance(block, Paragraph) and block.style == "Fiche rubrique"
    ]
    captions = [text_of(one.legende.inlines) for one in tables() if one.legende]
    assert not set(labels) & set(captions)


def test_what_stands_under_several_titles_has_no_number_and_keeps_its_label() -> None:
    labels = [
        text_of(block.inlines)
        for block in the_document().corps
        if isinstance(block, Paragraph) and block.style == ETIQUETTE
    ]
    assert labels.count("Détail des dépenses") > 1
    assert "Détail des dépenses" not in captions()


def test_a_table_that_its_title_names_has_no_number() -> None:
    corps = the_document().corps
    at = next(
        rank
        for rank, block in enumerate(corps)
        if isinstance(block, Heading) and text_of(block.inlines).endswith("— Liste des communes")
    )
    table = next(block for block in corps[at:] if isinstance(block, Table))
    assert table.legende is None


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
