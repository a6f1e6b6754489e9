"""Something of the data that a drawing cannot show, told as a finding by whoever checks."""

from __future__ import annotations

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Defaut:
    message: str
    span: Span
    conseils: tuple[str, ...] = ()
    bloque: bool = False
    """Whether nothing at all can be drawn: the drawing would be printed without its figures."""
