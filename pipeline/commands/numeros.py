"""Page numbers for the contents of documents: LibreOffice lays out those that changed, the others are known."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import etat
from pipeline.model.livrable import GRILLE_ARS, Livrable
from pipeline.model.longueur import Longueur
from pipeline.programs import Peintures, laid_out, office
from pipeline.run import Examen, build
from pipeline.systeme import CARLITO, LIBREOFFICE, pour_installer
from pipeline.write.word.sommaire import (
    counts_pages_its_own_way,
    headings_of,
    lines_of,
    numbered,
    pages_in,
    to_lay_out,
)
from pipeline.write.word.traits import pour_libreoffice

PAQUET = pour_installer(LIBREOFFICE)
PATIENCE = 120.0
"""Seconds given to LibreOffice for all documents; those of the example, 90 pages, take less than ten."""


@dataclass(frozen=True, slots=True)
class Numerotes:
    """Documents, those of them that still lack numbers, and what is to be told of it."""

    outputs: Mapping[str, bytes]
    lacking: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    longueurs: Mapping[str, Longueur] = field(default_factory=dict)
    """How long each document that was laid out came out, by its name."""


def without_numbers(outputs: Mapping[str, bytes]) -> tuple[str, ...]:
    """The documents whose contents wait for page numbers."""
    return tuple(name for name, docx in outputs.items() if lines_of(docx))


def with_pages(
    root: Path,
    outputs: Mapping[str, bytes],
    bornes: Collection[str] = (),
    patience: float = PATIENCE,
) -> Numerotes:
    """The documents with page numbers wherever they can be known; those of ``bornes`` are laid out in any case, so that
    their pages are counted."""
    waiting = without_numbers(outputs)
    wanted = {name: docx for name, docx in outputs.items() if name in waiting or name in bornes}
    known, said = _known_by_now(root, outputs, wanted, patience)
    told = {name: known[name] for name, docx in wanted.items() if _is_known(docx, known.get(name))}
    done = dict(outputs)
    for name in waiting:
        if name in told:
            done[name] = numbered(outputs[name], told[name].pages)
    lacking = tuple(name for name in waiting if name not in told)
    longueurs = {name: pages.longueur for name, pages in told.items()}
    return Numerotes(done, lacking, (*_counted_otherwise(outputs, waiting), *said), longueurs)


def with_pages_in_the_grid(
    examen: Examen, numerotes: Numerotes, brouillon: bool, peintures: Peintures | None = None
) -> Numerotes:
    """The same documents, the grid of the ARS telling the pages of the projet that were just numbered."""
    livrables = examen.projet.livrables
    projet = next((one for one in livrables if {"diagnostic", "missions"} <= _parts(one)), None)
    grids = [one.cle for one in livrables if GRILLE_ARS in _parts(one)]
    docx = numerotes.outputs.get(f"{projet.cle}.docx") if projet else None
    pages = headings_of(docx) if docx else {}
    wanted = [cle for cle in grids if f"{cle}.docx" in numerotes.outputs]
    if not pages or not wanted:
        return numerotes
    told = build(examen, brouillon, wanted, peintures=peintures, pages=pages)
    return replace(numerotes, outputs={**numerotes.outputs, **told})


def _parts(livrable: Livrable) -> set[str]:
    return {placed.value for placed in livrable.parties}


def _counted_otherwise(outputs: Mapping[str, bytes], wanted: Collection[str]) -> Iterator[str]:
    """A sentence for each document whose template counts pages in a way that no number could follow."""
    for name, docx in outputs.items():
        if name not in wanted and counts_pages_its_own_way(docx):
            yield _own_way(name)


def _known_by_now(
    root: Path, outputs: Mapping[str, bytes], wanted: Mapping[str, bytes], patience: float
) -> tuple[dict[str, etat.Pages], list[str]]:
    """The pages of every document, those that changed laid out and remembered; and what is to be told of it."""
    known = etat.known_pages(root)
    missing = {name: docx for name, docx in wanted.items() if not _is_known(docx, known.get(name))}
    if not missing:
        return known, []
    if office() is None:
        told = f"Les sommaires sont sans numéros de page, que LibreOffice donnerait : {PAQUET}."
        return known, [told]
    found, fonts = _laid_out(missing, patience)
    known.update(found)
    ours = {name: pages for name, pages in known.items() if name in found or name in outputs}
    etat.remember_pages(root, ours)
    failed = _failed(name for name in missing if name not in found)
    return known, [*failed, *map(_other_font, sorted(fonts))]


def _laid_out(
    documents: Mapping[str, bytes], patience: float
) -> tuple[dict[str, etat.Pages], set[str]]:
    """The pages of each document that LibreOffice managed, and the fonts that it had to replace."""
    copies = {name: pour_libreoffice(to_lay_out(docx)) for name, docx in documents.items()}
    found: dict[str, etat.Pages] = {}
    fonts: set[str] = set()
    for name, pdf in laid_out(
        copies, begun("mise en page, pour les numéros du sommaire"), patience
    ).items():
        told = pages_in(pdf, documents[name])
        fonts |= {told.police} - {""}
        if told.longueur.total and set(told.pages) == lines_of(documents[name]):
            found[name] = etat.Pages(_hash(documents[name]), told.pages, told.longueur)
    return found, fonts


def put_in_pdf(documents: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Each Word file as a PDF, by the same name, our drawings as lines; what LibreOffice did not make is left out."""
    drawn = {name: pour_libreoffice(docx) for name, docx in documents.items()}
    return laid_out(drawn, begun("PDF"), PATIENCE)


def begun(what: str) -> Callable[[str], None]:
    """What tells on the other stream that a document is begun."""

    def tell(name: str) -> None:
        print(f"{Path(name).stem} : {what}…", file=sys.stderr, flush=True)

    return tell


def _is_known(docx: bytes, told: etat.Pages | None) -> bool:
    """Whether these pages were read from this very document, line for line."""
    return told is not None and told.document == _hash(docx) and set(told.pages) == lines_of(docx)


def _hash(docx: bytes) -> str:
    return hashlib.sha256(docx).hexdigest()


def _failed(names: Iterable[str]) -> list[str]:
    listed = ", ".join(names)
    if not listed:
        return []
    return [
        f"LibreOffice n'a pas donné les pages, même en recommençant : sommaire sans numéros de page dans {listed}. "
        "Le document est entier ; relancez la commande, ou mettez-le à jour dans Word (Ctrl+A puis F9)."
    ]


def _own_way(name: str) -> str:
    return (
        f"{name} : son gabarit recompte les pages en cours de route ou les écrit en lettres, "
        "et le sommaire reste sans numéros. Dans Word, Ctrl+A puis F9 les ajoute."
    )


def _other_font(police: str) -> str:
    return (
        f"La police « {police} » manque sur cet ordinateur : dans Word, des pages peuvent tomber ailleurs que ne le "
        "disent les sommaires. Installez-la, ou celle qui a les mêmes largeurs : pour Calibri, Carlito "
        f"({pour_installer(CARLITO)})."
    )
