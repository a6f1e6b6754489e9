"""A specimen: every style, table, box, caption and chart that the documents use, in the template at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.renvois import with_renvois
from pipeline.assemble.typographie import typeset
from pipeline.model.comptes import Comptes
from pipeline.model.document import (
    CHAMPS_D_UNE_FICHE,
    RICHE,
    Champ,
    Champs,
    Contenu,
    Document,
    FicheMiseEnPage,
    Riche,
    Schema,
)
from pipeline.model.graphique import Forme, Graphique, Serie
from pipeline.model.prose import (
    FIGURE,
    SIGNATURE,
    Block,
    Box,
    Cell,
    Diagram,
    Figure,
    Heading,
    Legende,
    Notice,
    Paragraph,
    Table,
    plain,
)

TITRE = "Essayage"
LARGE = 14
"""Columns of the table that turns its page."""


def essayage(gabarit: str, champs: Champs, texte: Sequence[Block], comptes: Comptes) -> Document:
    """The specimen of a template; ``champs`` are those of its cover, ``texte`` what is written in plain Markdown."""
    corps = with_renvois(
        (
            *(
                replace(block, new_page=False) if isinstance(block, Heading) else block
                for block in texte
            ),
            *_exhibits(),
            Heading(2, plain("Une fiche action")),
            _fiche(),
        ),
        comptes,
    )
    cle = gabarit.removesuffix(".docx")
    return typeset(
        Document(
            cle,
            TITRE,
            gabarit,
            champs,
            corps,
            "",
            f"Essayage du gabarit {gabarit}",
            ("fiches", "tableaux", "figures"),
        )
    )


def _exhibits() -> tuple[Contenu, ...]:
    """What plain Markdown does not give."""
    return (
        Heading(3, plain("Un budget")),
        _table(("Poste", "Année 1", "Année 2"), 3, total_row=True),
        Heading(3, plain("Un graphique")),
        Figure((), Legende(FIGURE, plain("Un graphique à deux séries")), graphique=_chart()),
        Heading(3, plain("Un organigramme")),
        Diagram(
            (
                (Box("Assemblée générale", "tous les membres"),),
                (Box("Conseil", "six personnes"), Box("Bureau", "trois personnes")),
            ),
            "Un organigramme : l'assemblée, le conseil, le bureau.",
        ),
        Heading(3, plain("Un tableau trop large pour la page")),
        _table(("Libellé", *(f"Colonne {rank}" for rank in range(1, LARGE))), 2),
        Heading(3, plain("Des signatures")),
        Table(
            (Cell(plain("Pour la CPTS")), Cell(plain("Pour l'assurance maladie"))),
            ((Cell(()), Cell(())),),
            ("", ""),
            style=SIGNATURE,
        ),
        Heading(3, plain("Un constat, dans un brouillon")),
        Notice("Erreur F012", ("Le message d'une erreur, à la place où elle est.", "Quoi faire.")),
    )


def _table(header: Sequence[str], rows: int, total_row: bool = False) -> Table:
    labels = [
        *(f"Ligne {rank}" for rank in range(1, rows)),
        "Total" if total_row else f"Ligne {rows}",
    ]
    return Table(
        tuple(Cell(plain(title)) for title in header),
        tuple(
            (
                Cell(plain(label)),
                *(
                    Cell(plain(f"{(rank + 1) * 12}\u202f{column}00"))
                    for column in range(1, len(header))
                ),
            )
            for rank, label in enumerate(labels)
        ),
        ("", *("right" for _ in header[1:])),
        total_row=total_row,
        source=plain("Source : une source, sous le tableau."),
        notes=(Paragraph(plain("Une remarque sur le tableau.")),),
    )


def _chart() -> Graphique:
    values = [tuple(Decimal(n) for n in row) for row in ((12, 18, 25), (10, 20, 24))]
    series = (Serie("Prévu", values[0]), Serie("Réalisé", values[1]))
    return Graphique(
        Forme.BARRES,
        ("Année 1", "Année 2", "Année 3"),
        series,
        unite="%",
        alt="Un graphique d'essai : trois années, deux séries.",
    )


def _fiche() -> FicheMiseEnPage:
    """A fiche whose every field prints its own name."""
    champs = _sample(CHAMPS_D_UNE_FICHE, "fiche")
    assert isinstance(champs, Mapping)
    return FicheMiseEnPage("fiche.code — fiche.titre", {"fiche": champs})


def _sample(shape: Schema, name: str) -> Champ:
    if isinstance(shape, list):
        return [_sample(shape[0], name)]
    if isinstance(shape, Mapping):
        return {key: _sample(inner, f"{name}.{key}") for key, inner in shape.items()}
    return Riche((Paragraph(plain(name)),), "Tableau texte") if shape == RICHE else name
