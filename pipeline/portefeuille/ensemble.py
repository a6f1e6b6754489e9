"""The fates of all projects made one region: what lies between them, and the files that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.assemble.portefeuille import Vue, feuilles, page
from pipeline.check.region import check_region
from pipeline.compare.portraits import evolutions
from pipeline.compute.carte_region import carte_region
from pipeline.compute.comparaisons import comparaisons
from pipeline.compute.region import region
from pipeline.draw.page import nuit, svg_of
from pipeline.model.contours import Contours
from pipeline.model.echeance import Echeance
from pipeline.model.files import CONTOURS, DECOUPAGE, Files
from pipeline.model.page import Page
from pipeline.model.portefeuille import Passage, Sort
from pipeline.read import read_contours, read_decoupage
from pipeline.write.html.images import Images
from pipeline.write.html.pages import Coquille
from pipeline.write.html.prose import ProseWriter
from pipeline.write.lecture import classeur_de_lecture
from pipeline.write.portraits import as_json

NAME = "portefeuille"
TITLE = "Portefeuille de projets de santé"
MAP = "La carte de la région"
FOOT = (
    "Page faite par projet-sante à partir des fichiers des projets. Aucune personne n'y est nommée."
)


def vue(
    sorts: Iterable[Sort], reference: Files, avant: Passage | None = None, essai: str = ""
) -> Vue:
    """All that a run has to say; ``reference`` are the data that come with the software."""
    kept = tuple(sorts)
    codes = _codes(kept)
    contours = read_contours(reference[CONTOURS], codes) if codes else Contours()
    communes = read_decoupage(reference[DECOUPAGE], [*contours.polygones, *codes]).communes
    found = region(kept, contours, communes)
    found = replace(found, findings=check_region(found, communes))
    return Vue(
        found,
        comparaisons(one for _, one in found.portraits),
        evolutions(avant.sorts, kept) if avant else (),
        str(Echeance(date.fromisoformat(avant.jour))) if avant else "",
        essai,
    )


def _codes(sorts: Sequence[Sort]) -> tuple[str, ...]:
    found = (code for sort in sorts if sort.portrait for code in sort.portrait.communes)
    return tuple(dict.fromkeys(found))


def files(seen: Vue, reference: Files, shell: Mapping[str, str], today: date) -> dict[str, bytes]:
    """The workbook, the page with its map, and what the next run compares with; the same run gives the same bytes."""
    sorts = seen.region.sorts
    return {
        f"{NAME}.xlsx": classeur_de_lecture(feuilles(seen)),
        "index.html": _page(seen, reference, shell, today),
        "icone.svg": shell["icone.svg"].encode(),
        "style.css": f"{shell['style.css']}@media (prefers-color-scheme: dark) {{ {nuit()} }}\n".encode(),
        f"{NAME}.json": as_json(sorts, today.isoformat()).encode(),
    }


def _page(seen: Vue, reference: Files, shell: Mapping[str, str], today: date) -> bytes:
    coquille = Coquille(
        shell, {"nom": TITLE, "mention": "", "pied": FOOT, "scripts": [], "entrees": ()}
    )
    writer = ProseWriter(Images({}, {}, ""), 0)
    body = writer.all(page(seen))
    day = f"<p>État au {Echeance(today)}.</p>"
    html = f"{day}{_map(seen, reference)}{body}"
    return coquille.page(Page("index", TITLE, html, "index"))


def _map(seen: Vue, reference: Files) -> str:
    codes = _codes(seen.region.sorts)
    ground = read_contours(reference[CONTOURS], codes, alentour=True) if codes else Contours()
    carte = carte_region(seen.region, ground)
    if carte is None:
        return ""
    drawn = svg_of(carte, MAP, "dessin-region")
    framed = f'<div class="graphique" tabindex="0" role="group" aria-label="{MAP}">{drawn}</div>'
    return f"<figure>{framed}<figcaption>{MAP}</figcaption></figure>"
