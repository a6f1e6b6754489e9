"""The needs of the diagnostic, and what answers them: needs × missions × fiches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.assemble.partie import tableau
from pipeline.model.comptes import Comptes
from pipeline.model.diagnostic import Besoin
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    TABLEAU,
    Block,
    Cell,
    Legende,
    LineBreak,
    Table,
    Text,
    Variable,
    plain,
)
from pipeline.model.tableaux import TABLEAUX, cle_de_tableau

SANS_REPONSE = "—"


def tables_not_cited(projet: Projet, comptes: Comptes) -> Iterator[Block]:
    """The tables of needs that no text inserts by name, so that a need is never left out of the document."""
    cited = {node.name for node in projet.citations if isinstance(node, Variable)}
    builders = {"tableau.besoins": table_besoins, "tableau.reponses": table_reponses}
    for name, build in builders.items():
        if projet.besoins and name not in cited:
            legende = Legende(TABLEAU, plain(TABLEAUX[name]), cle_de_tableau(name))
            yield replace(build(projet, comptes), legende=legende)


def table_besoins(projet: Projet, comptes: Comptes) -> Table:
    """Code, theme, need, what shows it and who says so, priority."""
    found = projet.besoins
    themes = any(besoin.theme for besoin in found)
    header = ["Code", *(["Thème"] if themes else []), "Besoin", "Constat", "Priorité"]
    rows = [
        [
            b.code,
            *([b.theme] if themes else []),
            b.besoin,
            _constat(b),
            b.priorite[:1].upper() + b.priorite[1:],
        ]
        for b in found
    ]
    return tableau(header, rows, ["left"] * len(header))


def table_reponses(projet: Projet, comptes: Comptes) -> Table:
    """One line per need, one column per mission kept, and in between the fiches that answer."""
    missions = [mission for mission in MISSIONS if mission.cle in projet.identite.retenues]
    rows = tuple(
        (
            Cell(plain(f"{besoin.code} : {besoin.besoin}")),
            *(_answers(besoin, mission, projet) for mission in missions),
        )
        for besoin in projet.besoins
    )
    header = tuple(
        Cell(plain(words)) for words in ("Besoin", *(mission.feuille for mission in missions))
    )
    waiting = any(cell.inlines == plain(SANS_REPONSE) for row in rows for cell in row)
    remark = f"« {SANS_REPONSE} » : ce besoin relève de la mission, mais n'y a pas encore de fiche action."
    return Table(
        header, rows, ("left", *["center"] * len(missions)), source=plain(remark if waiting else "")
    )


def _answers(besoin: Besoin, mission: Mission, projet: Projet) -> Cell:
    """The codes of the fiches, one under the other."""
    fiches = [
        f
        for f in projet.reponses(besoin.code)
        if f.mission is not None and f.mission.value == mission.cle
    ]
    if not fiches:
        return Cell(
            plain(
                SANS_REPONSE
                if any(placed.value == mission.cle for placed in besoin.missions)
                else ""
            )
        )
    first, *others = (Text(fiche.cle) for fiche in fiches)
    return Cell((first, *(node for text in others for node in (LineBreak(), text))))


def _constat(besoin: Besoin) -> str:
    """« 5,6 % n'en ont pas (Rezone CPTS, 2026) »"""
    return f"{besoin.constat.rstrip('.')} ({besoin.source})" if besoin.source else besoin.constat
