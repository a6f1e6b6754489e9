"""Rules on the figures typed in the texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.chiffre import Sorte
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.mesure import INDICATEURS
from pipeline.model.motif import motif
from pipeline.model.personne import ENGAGE, PHYSIQUE
from pipeline.model.projet import Piece, Projet

FICHES = "content/fiches/"
PERSONNES = "content/personnes.csv"
SOURCES = {
    PERSONNES: "membres.",
    "content/communes.csv": "territoire.",
    "content/fiches/": "fiches.",
    "content/baremes/": "mission(",
    "budgets/": "budget.",
}
"""A place that could not be read whole → how the facts that it gives begin."""


@controle()
def figures_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A figure that is nearly a value of the project; an amount in a fiche is told by another rule (F034)."""
    unsure = _unsure(projet)
    for found in comptes.chiffres_proches:
        if found.fait.startswith(unsure):
            continue
        chiffre = found.chiffre
        if chiffre.sorte is Sorte.MONTANT and chiffre.span.path.startswith(FICHES):
            continue
        message = f"le texte dit « {chiffre.texte} », {found.dit} dit {found.valeur}."
        hint = f"écrivez {{{{ {found.fait} }}}} à la place du chiffre : il suivra."
        yield Finding("X018", message, chiffre.span, (hint,))


def _unsure(projet: Projet) -> tuple[str, ...]:
    """How the facts begin that a fault, told elsewhere, makes doubtful; what was measured of indicators gives none."""
    faulty = projet.mal_lus - {INDICATEURS}
    return tuple(
        name for source, name in SOURCES.items() if any(path.startswith(source) for path in faulty)
    )


ENGAGED = motif(
    r"(?i)\b(professionnels|membres|adhérents) engagés?(?: à ce jour)?\s*:\s*([0-9]{1,4})\b(?! ?%)"
    r"|\b([0-9]{1,4}) (professionnels|membres|adhérents) (?:sont |se sont )?(?:déjà )?engagés?\b"
)


@controle(Piece.ANNUAIRE)
def engaged_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """How many are engaged, as the grid of the ARS asks, is what the list of people says."""
    engaged = [p for p in projet.annuaire.presents if p.engagement == ENGAGE]
    counts = {"professionnels": sum(p.type == PHYSIQUE and bool(p.profession) for p in engaged)}
    for texte in markdown(projet.textes) if not projet.mal_lu(PERSONNES) else ():
        text = prose(texte)
        for match in ENGAGED.finditer(text) if "ngagé" in text else ():
            what, typed = (match[1] or match[4]).lower(), int(match[2] or match[3])
            right = counts.get(what, len(engaged))
            if typed != right:
                message = f"le texte dit « {' '.join(match.group().split())} », la liste des personnes en a {right}."
                hint = "écrivez {{ membres.engages }} pour tous les membres engagés : il suivra."
                yield Finding("X018", message, place(texte, match.start()), (hint,))
