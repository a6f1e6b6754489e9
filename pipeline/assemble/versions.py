"""*Suivi des versions*: when, what, and who decided."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, tableau, titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.livrable import TITRES_ANNEXES, VERSIONS
from pipeline.model.projet import Projet

VALIDES = ("Document", "Validé par", "Date")
HEAD = ("Date", "Version", "Objet", "Instance")


def versions(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The table of the versions, the oldest first as the CPTS wrote them."""
    heading = titre(1, TITRES_ANNEXES[VERSIONS])
    if not projet.versions:
        none = alinea("Aucune version n'a encore été adoptée.")
        return (heading, none, *_validations(projet))
    rows = [
        (str(one.date.value) if one.date else "", one.version, one.objet, one.instance)
        for one in projet.versions
    ]
    return (heading, tableau(HEAD, rows, ("left",) * len(HEAD)), *_validations(projet))


def _validations(projet: Projet) -> tuple[Contenu, ...]:
    """Which documents were approved, by whom and when."""
    if not projet.validations:
        return ()
    titles = {one.cle: one.titre for one in (*projet.livrables, *projet.livrables_ecartes)}
    rows = [
        (
            titles.get(one.piece.value, one.piece.value),
            one.par,
            str(one.date.value) if one.date else "",
        )
        for one in projet.validations
    ]
    return (titre(2, "Validations"), tableau(VALIDES, rows, ("left",) * len(VALIDES)))
