"""When, inside each contract year, the money of a line goes out, or comes in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.echeance import MOIS
from pipeline.model.langue.francais import et, euros
from pipeline.model.valeur import dataclass

MONTHS = 12
EGAL, TRIMESTRIEL, SEMESTRIEL, MOIS_NOMMES = "égal", "trimestriel", "semestriel", "mois"
PAS = {EGAL: 1, TRIMESTRIEL: 3, SEMESTRIEL: 6}
"""Rhythm → the months of each of its parts, which fall in the last of them."""

PAR = {EGAL: "mois", TRIMESTRIEL: "trimestre", SEMESTRIEL: "semestre"}


def month_of(day: date) -> int:
    """Months since year 0: a day's month as one number."""
    return day.year * MONTHS + day.month - 1


def month_said(month: int) -> str:
    """
    >>> month_said(2027 * 12 + 9)
    'octobre 2027'
    """
    return f"{MOIS[month % MONTHS]} {month // MONTHS}"


def d_un_mois(said: str) -> str:
    """
    >>> d_un_mois("octobre"), d_un_mois("mars 2028")
    ("d'octobre", 'de mars 2028')
    """
    return f"d'{said}" if said[0] in "ao" else f"de {said}"


@dataclass(frozen=True, slots=True)
class MoisCivil:
    """``mois`` is 1 to 12; ``annee`` 0 is that month of whatever year."""

    mois: int
    annee: int = 0

    def __str__(self) -> str:
        return f"{MOIS[self.mois - 1]} {self.annee or ''}".rstrip()

    @property
    def rang(self) -> int:
        """Its number, as ``month_of`` counts, of a month whose year is known."""
        return self.annee * MONTHS + self.mois - 1

    def est(self, month: int) -> bool:
        return (self.annee or month // MONTHS) * MONTHS + self.mois - 1 == month

    def depuis(self, month: int) -> int:
        """Its number; without a year, the first month of that name from ``month`` on."""
        return self.rang if self.annee else month + (self.mois - 1 - month) % MONTHS


@dataclass(frozen=True, slots=True)
class Etalement:
    """Equal parts of the amount of each contract year, in the months that are meant.

    ``rythme`` is ``EGAL`` (each month: what an empty cell means), ``TRIMESTRIEL`` or ``SEMESTRIEL`` (the last month of each
    quarter or half of the contract year), which ``depuis`` and ``jusqu_a`` may bound; or ``MOIS_NOMMES``, the months of
    ``mois`` and no other.  A month without a year is that of every contract year, wherever it falls in it: « janvier » in
    a contract that starts in April is its tenth month.  ``depuis`` without a year is the first such month from the first
    contract year that has an amount: whoever is hired in October is there in the years after.

    ``somme`` is what the treasurer said that each part is worth, or the year as a whole (``par_an``): it explains the
    amount and never replaces it.
    """

    rythme: str = EGAL
    mois: tuple[MoisCivil, ...] = ()
    depuis: MoisCivil | None = None
    jusqu_a: MoisCivil | None = None
    somme: Decimal | None = None
    par_an: bool = False

    @property
    def borne(self) -> bool:
        """Whether the treasurer said in which months, so that the start of the mission does not."""
        return bool(self.mois or self.depuis or self.jusqu_a)

    @property
    def precis(self) -> bool:
        """Whether it says more than a rhythm, or months of every year: what must agree with the amounts."""
        dated = any(month.annee for month in self.mois)
        return bool(dated or self.depuis or self.jusqu_a or self.somme)

    def parts(self, debut: int, premiere: int, attente: int = 0) -> tuple[int, ...]:
        """Which months of a contract year have a part, from 0 to 11; none where the months named are all in others.

        ``debut`` is the first month of that year and ``premiere`` that of the first contract year with an amount, as
        ``month_of`` counts; ``attente`` are the months before the mission starts in it.
        """
        if self.rythme == MOIS_NOMMES:
            return tuple(
                rank for rank in range(MONTHS) if any(m.est(debut + rank) for m in self.mois)
            )
        step = PAS[self.rythme]
        ends = range(step - 1, MONTHS, step)
        if not self.borne:
            return tuple(rank for rank in ends if rank >= min(attente, MONTHS - 1))
        low = self.depuis.depuis(premiere) if self.depuis else debut
        high = self.jusqu_a.rang if self.jusqu_a else debut + MONTHS
        return tuple(rank for rank in ends if low <= debut + rank <= high)

    def __str__(self) -> str:
        """As the treasurer may type it.

        >>> str(Etalement(depuis=MoisCivil(10), somme=Decimal(350))).replace(" ", " ")
        "350 € par mois à partir d'octobre"
        >>> str(Etalement(MOIS_NOMMES, (MoisCivil(3), MoisCivil(6)))), str(Etalement())
        ('mars et juin', 'égal')
        """
        words: list[str] = []
        if self.somme is not None:
            words.append(f"{euros(self.somme)} par {'an' if self.par_an else PAR[self.par]}")
        if self.rythme in (TRIMESTRIEL, SEMESTRIEL) and (self.somme is None or self.par_an):
            words.append(self.rythme)
        if self.mois:
            words.append(self._months_said(bool(words)))
        if self.depuis:
            words.append(f"à partir {d_un_mois(str(self.depuis))}")
        if self.jusqu_a:
            words.append(f"jusqu'en {self.jusqu_a}")
        return " ".join(words) or self.rythme

    def _months_said(self, after: bool) -> str:
        """« d'octobre à mars » where every month between is meant, every year."""
        names = [str(one) for one in self.mois]
        turned = [one.mois for one in self.mois]
        run = [(turned[0] - 1 + rank) % MONTHS + 1 for rank in range(len(turned))]
        if len(names) > 2 and turned == run and not any(one.annee for one in self.mois):
            return f"{d_un_mois(names[0])} à {names[-1]}"
        return f"en {et(names)}" if after else et(names)

    @property
    def par(self) -> str:
        """The rhythm of its parts: a month named is a month."""
        return EGAL if self.rythme == MOIS_NOMMES else self.rythme


EN_PARTS_EGALES = Etalement()
