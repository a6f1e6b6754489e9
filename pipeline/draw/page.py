"""A drawing as SVG for a page of the web: its letters are text, its colours follow the page, its words are told.

Nothing in it runs or is fetched.  It takes the colour of the text around, and light shades but where the page declares
those of ``nuit``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.draw import carte, frise, graphique
from pipeline.draw.encres import ENCRES, Encre, accent, pale
from pipeline.draw.svg import Toile
from pipeline.model.carte import Carte
from pipeline.model.frise import Frise
from pipeline.model.graphique import Graphique
from pipeline.model.palette import USUELLE, Palette

WIDE = 640.0

Dessinable = Carte | Frise | Graphique


def svg_of(shown: Dessinable, titre: str, cle: str, palette: Palette = USUELLE) -> str:
    """The drawing; ``cle`` is its own on the page.

    ``titre`` is read aloud and not drawn: the page prints it beside the figure.
    """
    toile = Toile(WIDE, cle)
    if isinstance(shown, Carte):
        carte.lay(shown, toile)
    elif isinstance(shown, Frise):
        frise.lay(shown, toile, palette)
    else:
        graphique.lay(shown, toile, palette)
    return toile.page(titre, shown.alt)


def nuit(palette: Palette = USUELLE) -> str:
    """What a dark page declares for the drawings that it holds: ``svg.dessin {…}``."""
    ranks = range(1, len(palette.accents) + 1)
    accents = (ink for rank in ranks for ink in (accent(palette, rank), pale(palette, rank)))
    return f"svg.dessin{{{_dark([*ENCRES, *carte.ENCRES, *accents])}}}"


def _dark(inks: Iterable[Encre]) -> str:
    return ";".join(f"--dessin-{ink.nom}:{ink.nuit}" for ink in inks)
