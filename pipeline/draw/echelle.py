"""Numbers laid along a line: a round step, and where each stands on the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.model.valeur import dataclass

STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Echelle:
    """From ``bas`` at ``debut`` to ``haut`` at ``fin``."""

    bas: Decimal
    haut: Decimal
    pas: Decimal
    debut: float
    fin: float

    def __call__(self, value: Decimal) -> float:
        share = float((value - self.bas) / (self.haut - self.bas))
        return self.debut + share * (self.fin - self.debut)

    @property
    def graduations(self) -> Sequence[Decimal]:
        count = int((self.haut - self.bas) / self.pas)
        return [self.bas + rank * self.pas for rank in range(count + 1)]


def echelle(values: Iterable[Decimal], debut: float, fin: float, entiers: bool = False) -> Echelle:
    """Round numbers that hold all those given, and zero: bars are compared by their lengths.

    Where numbers are whole (``entiers``), so is the step.
    """
    known = [Decimal(0), *values]
    low, high = min(known), max(known)
    step = max(_step(high - low or Decimal(1)), Decimal(entiers))
    bottom = (low / step).to_integral_value("ROUND_FLOOR") * step
    top = (high / step).to_integral_value("ROUND_CEILING") * step
    return Echelle(bottom, top if top > bottom else bottom + step, step, debut, fin)


def _step(span: Decimal) -> Decimal:
    """The least round step that cuts a span into few."""
    rough = span / MOST_STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in STEPS if step * power >= rough)
