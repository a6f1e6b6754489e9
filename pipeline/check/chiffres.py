"""Rules on the figures typed in the texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.chiffre import Sorte
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet

FICHES = "content/fiches/"


@controle()
def figures_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A figure that is nearly a value of the project; an amount in a fiche is told by another rule (F034)."""
    if projet.incomplets:
        return
    for found in comptes.chiffres_proches:
        chiffre = found.chiffre
        if chiffre.sorte is Sorte.MONTANT and chiffre.span.path.startswith(FICHES):
            continue
        message = f"le texte dit « {chiffre.texte} », {found.dit} dit {found.valeur}."
        hint = f"écrivez {{{{ {found.fait} }}}} à la place du chiffre : il suivra."
        yield Finding("X018", message, chiffre.span, (hint,))
