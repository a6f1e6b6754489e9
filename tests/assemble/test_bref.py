"""The page that sums up the project: its figures, its missions, its map."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.assemble import assemble
from pipeline.assemble.budget.montants import rounded
from pipeline.compute import compute
from pipeline.model.budget import Virement
from pipeline.model.document import Document
from pipeline.model.prose import Figure, Table, text_of
from pipeline.run import Examen, build
from tests.projets import LIVRABLES, edited, examen, petit_projet

WITH_PAGE = f"{LIVRABLES}\n-   parties: [diagnostic, missions, organisation, signatures, annexes]\n"
WITH_PAGE += "+   parties: [bref, diagnostic, missions, organisation, signatures, annexes]\n"
CARTE = "content/diagnostic/01-territoire.md\n+\n+ {{ carte.territoire }}\n+ \n"
CARTE += "+ Voir la [](#figure-carte-territoire).\n"


def in_short(more: str = "") -> tuple[Examen, Document]:
    state = examen(edited(petit_projet(), WITH_PAGE + more))
    assert [f.message for f in state.findings if f.is_error] == []
    (document,) = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    return state, document


def shown(document: Document) -> dict[str, str]:
    """What the squares say: words and figure."""
    squares = [b for b in document.corps[:4] if isinstance(b, Table) and b.even]
    return {
        text_of(title.inlines): text_of(cell.inlines)
        for table in squares
        for title, cell in zip(table.header, table.rows[0], strict=True)
    }


def test_the_figures_are_those_of_the_facts() -> None:
    state, document = in_short()
    figures = shown(document)
    assert figures["Habitants"].replace("\u202f", "") == str(state.comptes.population)
    assert figures["Missions"] == str(len(state.projet.identite.retenues))
    assert figures["Fiches action"] == str(len(state.projet.fiches))


def test_every_mission_is_told_with_its_actions_and_what_it_spends() -> None:
    state, document = in_short()
    table = next(b for b in document.corps if isinstance(b, Table) and not b.even)
    assert table.legende is not None
    assert text_of(table.legende.inlines) == "Ce que nous ferons"
    missions, (running, total) = table.rows[:-2], table.rows[-2:]
    assert len(missions) == len(state.projet.identite.retenues)
    assert text_of(running[0].inlines) == "Fonctionnement"
    spent = [text_of(row[-1].inlines) for row in (*missions, running, total)]
    *parts, whole = [int("".join(filter(str.isdigit, text)) or "0") for text in spent]
    assert sum(parts) == whole
    words = " ".join(text_of(cell.inlines) for row in table.rows for cell in row)
    for fiche in state.projet.fiches:
        assert fiche.titre is not None
        assert fiche.titre.value.replace("'", "’") in words


def test_money_handed_from_one_block_to_another_is_spent_once() -> None:
    state = examen(edited(petit_projet(), WITH_PAGE))
    virement = Virement("crises", "prevention", 1, Decimal(5000), "", state.projet.budget.span)
    projet = replace(state.projet, budget=replace(state.projet.budget, virements=(virement,)))
    (document,) = assemble(projet, compute(projet), (), False, ["projet-de-sante"])
    spent = sum(state.comptes.total.depenses, Decimal(0))
    (printed,) = (
        figure for words, figure in shown(document).items() if words.startswith("Dépenses")
    )
    assert printed == rounded(spent)
    table = next(b for b in document.corps if isinstance(b, Table) and not b.even)
    assert text_of(table.rows[-1][-1].inlines) == rounded(spent).removesuffix("\u00a0€")


def test_what_is_not_known_is_left_out() -> None:
    _state, document = in_short("content/projet.yaml\n-   effet: 2027-04-01\n")
    assert not any(words.startswith("Contrat") for words in shown(document))


def test_the_map_is_drawn_though_no_text_cites_it() -> None:
    state, document = in_short()
    if not state.comptes.cartes:
        pytest.skip("le petit projet n'a pas de contour")
    assert any(isinstance(block, Figure) for block in document.corps)
    data = build(state, wanted=["projet-de-sante"])["projet-de-sante.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert any(name.startswith("word/media/") for name in package.namelist())
        assert b"[image" not in package.read("word/document.xml")


def test_the_map_is_lower_under_a_long_table_of_missions() -> None:
    def highest(more: str = "") -> int:
        _, document = in_short(more)
        return next(b for b in document.corps if isinstance(b, Figure)).plus_haute

    many = "content/fiches/M1-01-medecin.md\n- titre: Action medecin\n+ titre: {}\n"
    assert highest() > highest(many.format("Un titre bien long " * 30)) > 0
    assert highest(many.format("Un titre trop long " * 90)) == highest(), "it takes the next page"


def test_a_reference_to_the_map_leads_to_that_of_the_text() -> None:
    state, document = in_short(CARTE)
    if not state.comptes.cartes:
        pytest.skip("le petit projet n'a pas de contour")
    first, second = (block for block in document.corps if isinstance(block, Figure))
    assert first.legende.ancre == "figure-carte-en-bref"
    assert second.legende.ancre == "figure-carte-territoire"
