"""The versions of the budget: as it was first voted, amended, or only proposed, each in a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from pipeline.model.budget import Budget
from pipeline.model.echeance import Echeance
from pipeline.model.files import BUDGETS
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

VERSIONS_BUDGET = BUDGETS + "versions.csv"
DOSSIER = BUDGETS + "versions/"


@dataclass(frozen=True, slots=True)
class VersionBudget:
    """A line of ``budgets/versions.csv``; ``date`` and ``instance`` say when and by whom it was voted, if it was.

    ``budget`` is None while its workbook is missing or cannot be read whole.
    """

    nom: str
    date: Placed[Echeance] | None
    instance: str
    classeur: Placed[str]
    objet: str
    budget: Budget | None
    span: Span = field(compare=False)


def en_vigueur(versions: Iterable[VersionBudget]) -> VersionBudget | None:
    """The last one voted; of two on the same day, the last of the file."""
    voted = [(one.date.value.debut, rank, one) for rank, one in enumerate(versions) if one.date]
    return max(voted, key=lambda found: found[:2])[2] if voted else None
