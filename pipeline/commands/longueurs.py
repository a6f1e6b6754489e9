"""Documents that came out longer than their lines of ``content/livrables.yaml`` allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.finding import Finding
from pipeline.model.livrable import (
    PAGES_HORS_ANNEXES,
    PAGES_MAXIMALES,
    PAGES_PAR_FICHE,
    PAGES_PAR_PARTIE,
    Livrable,
)
from pipeline.model.longueur import Longueur, TitrePose
from pipeline.model.projet import Projet
from pipeline.model.span import Placed

ANNEXES = "Annexes"
"""The title that heads the annexes of a document."""


def limited(projet: Projet) -> tuple[str, ...]:
    """The documents of which a length is limited."""
    return tuple(f"{livrable.cle}.docx" for livrable in projet.livrables if livrable.bornes)


def too_long(projet: Projet, longueurs: Mapping[str, Longueur]) -> Iterator[Finding]:
    """A finding for each limit that a laid out document goes over, with what goes over it."""
    for livrable in projet.livrables:
        longueur = longueurs.get(f"{livrable.cle}.docx")
        if longueur is not None:
            yield from _over(livrable, longueur, projet)


def _over(livrable: Livrable, longueur: Longueur, projet: Projet) -> Iterator[Finding]:
    for cle, borne in livrable.bornes:
        for what, pages in _measured(cle, longueur, projet):
            if pages > borne.value:
                yield _finding(f"« {livrable.titre} »{what}", pages, cle, borne)


def _finding(subject: str, pages: int, cle: str, borne: Placed[int]) -> Finding:
    message = f"{subject} : {pages} pages, pour {borne.value} au plus ({cle})."
    hint = "raccourcissez ce texte, mettez-en une part en annexe, ou changez cette limite."
    return Finding("D027", message, borne.span, (hint,))


def _measured(cle: str, longueur: Longueur, projet: Projet) -> Iterator[tuple[str, int]]:
    """What a limit is about in this document, each with its pages."""
    titres = longueur.titres
    if cle == PAGES_MAXIMALES:
        yield "", longueur.total
    elif cle == PAGES_HORS_ANNEXES:
        before = (titre.page - 1 for titre in titres if _heads_annexes(titre))
        yield ", avant ses annexes", next(before, longueur.total)
    elif cle == PAGES_PAR_PARTIE:
        yield from _each(longueur, _ranks_of_parts(titres))
    elif cle == PAGES_PAR_FICHE:
        yield from _each(longueur, _ranks_of_fiches(titres, projet))


def _each(longueur: Longueur, rangs: Iterable[int]) -> Iterator[tuple[str, int]]:
    for rang in rangs:
        yield f", {longueur.titres[rang].titre}", longueur.pages_de(rang)


def _ranks_of_parts(titres: Sequence[TitrePose]) -> list[int]:
    return [
        rang for rang, titre in enumerate(titres) if titre.niveau == 1 and not _heads_annexes(titre)
    ]


def _ranks_of_fiches(titres: Sequence[TitrePose], projet: Projet) -> list[int]:
    codes = {fiche.cle for fiche in projet.fiches}
    return [rang for rang, titre in enumerate(titres) if titre.titre.split(" ")[0] in codes]


def _heads_annexes(titre: TitrePose) -> bool:
    return titre.niveau == 1 and titre.titre == ANNEXES
