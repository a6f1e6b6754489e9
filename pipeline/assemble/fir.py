"""The tables of a request for FIR: what is asked, and the engagements of the PRS that argue for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.assemble.budget.montants import ZERO
from pipeline.assemble.budget.montants import tableau as tableau_d_euros
from pipeline.assemble.partie import with_faits
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES, Ressource
from pipeline.model.comptes import Comptes
from pipeline.model.fiche import Fiche
from pipeline.model.langue.francais import euros
from pipeline.model.parcours import says_something
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, BulletList, OrderedList, Paragraph, Table, text_of

OBJECTIFS = "objectifs"


def table_fir(projet: Projet, comptes: Comptes) -> Table:
    """A line for each sum asked or granted, with its years."""
    years = projet.budget.annees
    header = ("Bloc", "Objet", *(f"Année {year}" for year in range(1, years + 1)), "Total", "État")
    rows = [_line(bloc, line, years) for bloc, line in projet.budget.du_fir]
    lines = [line.montants for _, line in projet.budget.du_fir]
    sums = [sum((line[year] for line in lines), ZERO) for year in range(years)]
    total = ("Total", "", *map(euros, sums), euros(sum(sums, ZERO)), "")
    aligns = ("left", "left", *("right",) * (years + 1), "left")
    return tableau_d_euros(header, [*rows, total], aligns, total_row=True)


def _line(bloc: str, line: Ressource, years: int) -> Sequence[str]:
    amounts = line.montants[:years]
    shown = (*map(euros, amounts), euros(sum(amounts, ZERO)))
    return (FEUILLES[bloc], line.libelle, *shown, line.statut)


def table_prs(projet: Projet, comptes: Comptes) -> Table:
    """The orientations served by the fiches of the missions that ask, what each aims at, and what it costs."""
    known = projet.identite.orientations_prs
    rows = [
        (
            f"{code} : {known[code]}",
            " — ".join(filter(None, (fiche.cle, fiche.titre.value if fiche.titre else ""))),
            _first_words(fiche, comptes),
            euros(sum(comptes.couts_fiches.get(fiche.cle, ()), ZERO)),
        )
        for code in known
        for fiche in fiches_du_fir(projet)
        if any(placed.value == code for placed in fiche.orientations_prs)
    ]
    header = ("Orientation du PRS", "Action", "Objectif", "Coût")
    return tableau_d_euros(header, rows, ("left", "left", "left", "right"))


def fiches_du_fir(projet: Projet) -> Sequence[Fiche]:
    """Those of the missions that ask for FIR; all of them when it is asked for running the CPTS."""
    blocs = {bloc for bloc, _ in projet.budget.du_fir}
    whole = FONCTIONNEMENT in blocs
    kept = (fiche for fiche in projet.fiches if whole or fiche.cle_mission in blocs)
    return sorted(kept, key=lambda fiche: fiche.cle)


def _first_words(fiche: Fiche, comptes: Comptes) -> str:
    """The objective, as its author begins to say it."""
    blocks = with_faits(fiche.textes.get(OBJECTIFS, ()), comptes.faits)
    return next(_texts(blocks), "") if says_something(blocks) else ""


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield text_of(block.inlines)
        elif isinstance(block, BulletList | OrderedList):
            for item in block.items:
                yield from _texts(item)
