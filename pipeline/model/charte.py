"""The charte graphique of a CPTS: what its documents take instead of the colours and fonts of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.span import Placed
from pipeline.model.valeur import dataclass

COULEURS: Mapping[str, tuple[str, ...]] = {
    "principale": ("accent1", "dk2"),
    "fond": ("lt2",),
    "texte": ("dk1",),
    "discrete": ("accent6",),
    "attention": ("accent3",),
    "liens": ("hlink",),
    "accentuation-2": ("accent2",),
    "accentuation-4": ("accent4",),
    "accentuation-5": ("accent5",),
}
"""A key of the charte → the colours of Word's theme that it stands for."""

POLICES = {"titres": "majorFont", "texte": "minorFont"}


@dataclass(frozen=True, slots=True)
class Partenaire:
    """Whoever stands with the CPTS on the cover; ``logo`` is a path of ``content/``, None without a picture."""

    nom: str
    logo: Placed[str] | None = None


@dataclass(frozen=True, slots=True)
class Charte:
    """``content/charte.yaml``.  Colours are six hexadecimal signs; a key that is absent leaves the template's own."""

    couleurs: Mapping[str, Placed[str]] = field(default_factory=dict)
    polices: Mapping[str, Placed[str]] = field(default_factory=dict)
    logo: Placed[str] | None = None
    partenaires: tuple[Partenaire, ...] = ()

    @property
    def logos(self) -> tuple[Placed[str], ...]:
        """The pictures, that of the CPTS first."""
        found = (self.logo, *(partenaire.logo for partenaire in self.partenaires))
        return tuple(placed for placed in found if placed is not None)


def contraste(une: str, autre: str) -> float:
    """The contrast between two colours, as WCAG reckons it: from 1 to 21.

    >>> round(contraste("000000", "FFFFFF"), 1), round(contraste("777777", "FFFFFF"), 2)
    (21.0, 4.48)
    """
    clair, fonce = sorted((_clarte(une), _clarte(autre)), reverse=True)
    return (clair + 0.05) / (fonce + 0.05)


def _clarte(couleur: str) -> float:
    rouge, vert, bleu = (_lineaire(int(couleur[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def _lineaire(valeur: float) -> float:
    return valeur / 12.92 if valeur <= 0.04045 else float(((valeur + 0.055) / 1.055) ** 2.4)
