"""Numbers in the capitals of Rome, in which a detail may be hidden."""

from __future__ import annotations

from pipeline.model.motif import motif

NUMBER = motif(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
FIGURES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(typed: str) -> int:
    """
    >>> roman("XLVIII"), roman("IX")
    (48, 9)
    """
    figures = [FIGURES[letter] for letter in typed]
    following = [*figures[1:], 0]
    return sum(
        -figure if figure < after else figure
        for figure, after in zip(figures, following, strict=True)
    )
