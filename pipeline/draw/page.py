"""A drawing as SVG for a page of the web: its letters are text, its colours follow the page, its words are told.

Nothing in it runs or is fetched.  Inside a page it takes the colour of the text around, and light shades but where the
page declares those of ``nuit``; by itself, in a file, it follows the choice of its reader.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.draw import carte, frise, graphique
from pipeline.draw.encres import ENCRES, INK, PAPER, Encre, accent, pale
from pipeline.draw.svg import Toile
from pipeline.model.carte import Carte
from pipeline.model.frise import Frise, en_un
from pipeline.model.graphique import Graphique
from pipeline.model.palette import USUELLE, Palette

WIDE = 640.0

Dessinable = Carte | Frise | Graphique


def svg_of(
    shown: Dessinable, titre: str, cle: str, palette: Palette = USUELLE, seul: bool = False
) -> str:
    """The drawing; ``cle`` is its own on the page, ``seul`` says that it will be a file by itself.

    ``titre`` is read aloud and not drawn: the page prints it beside the figure.
    """
    toile = Toile(WIDE, cle)
    whole = en_un(shown) if isinstance(shown, Frise) else shown
    if isinstance(whole, Carte):
        carte.lay(whole, toile)
    elif isinstance(whole, Frise):
        frise.lay(whole, toile, palette)
    else:
        graphique.lay(whole, toile, palette)
    return toile.page(titre, whole.alt, _alone(toile.inks) if seul else "")


def nuit(palette: Palette = USUELLE) -> str:
    """What a dark page declares for the drawings that it holds: ``svg.dessin {…}``."""
    ranks = range(1, len(palette.accents) + 1)
    accents = (ink for rank in ranks for ink in (accent(palette, rank), pale(palette, rank)))
    return f"svg.dessin{{{_dark([*ENCRES, *carte.ENCRES, *accents])}}}"


def _alone(inks: Iterable[Encre]) -> str:
    """A file by itself has its own letters and ground, by day and by night."""
    day = f"svg.dessin:root{{color:{INK.jour};background:{PAPER.jour}}}"
    night = f"svg.dessin:root{{color:{INK.nuit};background:{PAPER.nuit};{_dark(inks)}}}"
    return f"<style>{day}@media(prefers-color-scheme:dark){{{night}}}</style>"


def _dark(inks: Iterable[Encre]) -> str:
    return ";".join(f"--dessin-{ink.nom}:{ink.nuit}" for ink in inks)
