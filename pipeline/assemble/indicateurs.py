"""The indicators of a fiche as a table: where each starts, then a column for each year that has a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.assemble.partie import text_with_faits
from pipeline.model.fait import Fait
from pipeline.model.fiche import Indicateur
from pipeline.model.langue.francais import majuscule
from pipeline.model.langue.mots import fold
from pipeline.model.prose import Cell, Paragraph, Strong, Table, plain

SENS = {"hausse": "\u2191", "baisse": "\u2193", "stable": "="}
"""Which way an indicator is to go → a sign that every font has; the word stays beside it."""

SANS_ANNEE = "Cible"
VARIABLE = "Volet variable"


def tableau_indicateurs(
    indicateurs: Sequence[Indicateur], faits: Mapping[str, Fait]
) -> Table | None:
    """One line per indicator; no column that would be empty, no table without an indicator."""
    if not indicateurs:
        return None
    years = sorted({year for one in indicateurs for year in one.cibles})
    told = [title for title, wanted in _columns(indicateurs, years) if wanted]
    rows = tuple(
        tuple(
            cell
            for cell, (_, wanted) in zip(
                _row(one, years, faits), _columns(indicateurs, years), strict=True
            )
            if wanted
        )
        for one in indicateurs
    )
    return Table(tuple(Cell(plain(title)) for title in told), rows, ("",) * len(told))


def _columns(indicateurs: Sequence[Indicateur], years: Sequence[int]) -> list[tuple[str, bool]]:
    """Each title, and whether any indicator has something under it."""
    return [
        ("Indicateur", True),
        ("Type et sens", any(one.type or one.sens for one in indicateurs)),
        ("Départ", any(one.depart for one in indicateurs)),
        *((f"Année {year}", True) for year in years),
        (SANS_ANNEE, not years and any(one.sans_cible for one in indicateurs)),
        (VARIABLE, any(one.base_variable for one in indicateurs)),
    ]


def _row(one: Indicateur, years: Sequence[int], faits: Mapping[str, Fait]) -> list[Cell]:
    without = one.sans_cible.value if one.sans_cible else ""
    targets = [one.cibles[year].value if year in one.cibles else "" for year in years]
    if without and targets and not any(targets):
        targets[0] = without
    texts = [
        _way(one),
        majuscule(one.depart),
        *targets,
        without,
        variable(one),
    ]
    return [_name(one, faits), *(Cell(plain(text_with_faits(text, faits))) for text in texts)]


def _name(one: Indicateur, faits: Mapping[str, Fait]) -> Cell:
    """The name in bold; under it what it counts, then where and how often it is read."""
    nom, definition = (
        majuscule(text_with_faits(text, faits)) for text in (one.nom, one.definition)
    )
    lines = [plain(text) for text in (definition, _origin(one, faits)) if text]
    return Cell((), blocs=(Paragraph((Strong(plain(nom)),), one.span), *map(Paragraph, lines)))


def _origin(one: Indicateur, faits: Mapping[str, Fait]) -> str:
    told = text_with_faits(", ".join(filter(None, (one.source, one.frequence))), faits)
    if not told:
        return ""
    return f"Source : {told}" if one.source else f"Fréquence : {told}"


def _way(one: Indicateur) -> str:
    sign = SENS.get(fold(one.sens), "")
    return ", ".join(
        filter(None, (majuscule(one.type), f"{one.sens}\u00a0{sign}" if sign else one.sens))
    )


def variable(one: Indicateur) -> str:
    """Whether the variable part is paid by it, and its weight."""
    if not one.base_variable:
        return "non"
    return f"oui, poids {one.poids}" if one.poids else "oui"
