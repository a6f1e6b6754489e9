"""What an avenant tells: the projet that was signed, and what is no longer the same."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.changement import Change, Partie
from pipeline.model.comptes import TotalBloc
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Avenant:
    """``version`` names the state of git that was signed; ``blocs`` are the sums of its budget."""

    version: str
    directs: Mapping[Partie, tuple[Change, ...]]
    blocs: Mapping[str, TotalBloc]
