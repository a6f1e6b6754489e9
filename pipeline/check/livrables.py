"""Rules on ``livrables.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.livrable import ACTES, Livrable
from pipeline.model.projet import DOSSIERS_CHAPITRES, Projet
from pipeline.model.prose import Link

TROIS_PARTIES = ("diagnostic", "missions", "organisation")
DOSSIER = {
    "diagnostic": "la partie 1 (diagnostic)",
    "missions": "la partie 2 (missions)",
    "organisation": "la partie 3 (organisation)",
    "statuts": "les statuts",
    "communes": "la liste des communes",
    "membres": "la liste des membres",
    "signatures": "la page des signatures",
}


@controle()
def annexes_have_a_part(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for livrable in projet.livrables:
        parts = [placed.value for placed in livrable.parties]
        if livrable.annexes and "annexes" not in parts:
            message = f"« {livrable.cle} » liste des annexes, mais « annexes » n'est pas dans ses parties."
            yield Finding("D008", message, livrable.annexes[0].span)
        if "annexes" in parts and not livrable.annexes:
            place = next(placed.span for placed in livrable.parties if placed.value == "annexes")
            message = f"« {livrable.cle} » a une partie « annexes » vide : dites lesquelles sous « annexes: »."
            yield Finding("D008", message, place)


@controle()
def three_parts_in_order(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Diagnostic, missions, organisation: whoever reads the projet finds them in this order."""
    for livrable in projet.livrables:
        there = [placed for placed in livrable.parties if placed.value in TROIS_PARTIES]
        wanted = sorted(there, key=lambda placed: TROIS_PARTIES.index(placed.value))
        wrong = next((a for a, b in zip(there, wanted, strict=True) if a != b), None)
        if wrong is not None:
            order = ", ".join(placed.value for placed in wanted)
            message = f"« {livrable.cle} » ne suit pas l'ordre des trois parties : {order}."
            yield Finding("S050", message, wrong.span)


@controle()
def file_is_complete(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A projet goes with its statutes, its territory, its members and the signatures, in one document or several."""
    whole = [livrable for livrable in projet.livrables if _parts(livrable) & set(TROIS_PARTIES)]
    if not whole or "content/livrables.yaml" in projet.incomplets:
        return
    if any(("annexes" in _parts(livrable)) != bool(livrable.annexes) for livrable in projet.livrables):
        return  # D008 asks for annexes that would count
    there = set().union(*(_parts(livrable) for livrable in projet.livrables))
    cited = {node.url for node in projet.citations if isinstance(node, Link)}  # X044 tells of an annex cited and absent
    missing = [w for part, w in DOSSIER.items() if part not in there and f"#annexe-{part}" not in cited]
    if missing:
        message = f"aucun livrable ne contient : {', '.join(missing)}."
        yield Finding("S051", message, whole[0].span, ("ajoutez ces parties ou ces annexes à un livrable.",))


def _parts(livrable: Livrable) -> set[str]:
    return {placed.value for placed in (*livrable.parties, *livrable.annexes)}


@controle()
def acts_are_written(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    folder = DOSSIERS_CHAPITRES["actes"]
    if any(path.startswith(folder) for path in projet.illisibles):
        return
    for livrable in projet.livrables:
        for placed in livrable.parties:
            if placed.value in ACTES and not projet.actes(placed.value):
                message = f"il n'y a pas de fichier {placed.value}.md dans {folder}."
                yield Finding("S052", message, placed.span)
