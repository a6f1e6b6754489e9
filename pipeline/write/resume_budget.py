"""The summary of the budget for the terminal, for a spreadsheet, or for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from pipeline.model.budget import FEUILLES, Budget
from pipeline.model.comptes import Comptes, TotalBloc
from pipeline.model.langue.francais import FINE, euros, nombre

COLUMNS = ("bloc", "année", "dépenses", "ressources", "virements", "écart")


def summary_as_text(budget: Budget, comptes: Comptes) -> str:
    """One table per contract year, then the cost of each fiche and of each kind of expense."""
    parts = [_year(year, budget, comptes) for year in range(budget.annees)]
    years = [f"Année {year}" for year in range(1, budget.annees + 1)]
    fiches = [
        [code, *map(euros, amounts)] for code, amounts in sorted(comptes.couts_fiches.items())
    ]
    natures = [[nature, *map(euros, amounts)] for nature, amounts in comptes.par_nature.items()]
    if fiches:
        parts.append(_aligned(["Fiche", *years], fiches))
    if natures:
        parts.append(_aligned(["Nature", *years], natures))
    return "\n\n".join(parts)


def _year(year: int, budget: Budget, comptes: Comptes) -> str:
    rows = [_row(FEUILLES[bloc.cle], comptes.blocs[bloc.cle], year) for bloc in budget.blocs]
    rows.append(_row("Total", comptes.total, year))
    return _aligned([f"Année {year + 1}", "Dépenses", "Ressources", "Virements", "Écart"], rows)


def _row(name: str, total: TotalBloc, year: int) -> list[str]:
    moved = total.recu[year] - total.verse[year]
    return [
        name,
        *map(euros, (total.depenses[year], total.ressources[year], moved, total.ecarts[year])),
    ]


def _aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Words to the left, amounts to the right, two spaces between."""
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    lines = (
        "  ".join(_set(row[c], widths[c], c == 0) for c in range(len(header))).rstrip()
        for row in table
    )
    first, *others = (line.replace(FINE, " ") for line in lines)
    return "\n".join([first, "-" * (sum(widths) + 2 * (len(widths) - 1)), *others])


def _set(text: str, width: int, left: bool) -> str:
    return text.ljust(width) if left else text.rjust(width)


def summary_as_csv(budget: Budget, comptes: Comptes) -> str:
    """A line per block and year, in French notation, as a French spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, total in _totals(budget, comptes):
        for year in range(budget.annees):
            moved = total.recu[year] - total.verse[year]
            amounts = (total.depenses[year], total.ressources[year], moved, total.ecarts[year])
            shown = (nombre(a).replace(FINE, "").replace("\u2212", "-") for a in amounts)
            writer.writerow([name, year + 1, *shown])
    return out.getvalue().rstrip("\n")


def summary_as_json(budget: Budget, comptes: Comptes) -> str:
    """Amounts are texts, to the cent: a program that reads them as floating numbers does so on its own account."""
    blocs = [
        {
            "bloc": name,
            "années": [
                {
                    "année": year + 1,
                    "dépenses": f"{total.depenses[year]:.2f}",
                    "ressources": f"{total.ressources[year]:.2f}",
                    "virements": f"{total.recu[year] - total.verse[year]:.2f}",
                    "écart": f"{total.ecarts[year]:.2f}",
                }
                for year in range(budget.annees)
            ],
        }
        for name, total in _totals(budget, comptes)
    ]
    by_fiche = {
        code: [f"{a:.2f}" for a in amounts]
        for code, amounts in sorted(comptes.couts_fiches.items())
    }
    by_nature = {
        nature: [f"{a:.2f}" for a in amounts] for nature, amounts in comptes.par_nature.items()
    }
    return json.dumps(
        {"blocs": blocs, "fiches": by_fiche, "natures": by_nature}, ensure_ascii=False, indent=2
    )


def _totals(budget: Budget, comptes: Comptes) -> Iterator[tuple[str, TotalBloc]]:
    for bloc in budget.blocs:
        yield FEUILLES[bloc.cle], comptes.blocs[bloc.cle]
    yield "Total", comptes.total
