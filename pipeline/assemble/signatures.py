"""The page that all the parties sign."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.langue.francais import lettres
from pipeline.model.personne import FEUILLES_A_SIGNER
from pipeline.model.projet import Projet
from pipeline.model.prose import SIGNATURE, Cell, Inline, LineBreak, Strong, Table, Text, plain

ROOM = 4
"""Empty lines left to sign."""

FEUILLES = (
    "Chaque membre signe ses engagements sur la feuille de sa profession, remise avec le projet."
)


def signatures(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    header = ("Partie", "Nom et fonction", "Lieu, date et signature")
    rows = tuple(
        (
            Cell((Strong(plain(signataire.partie)),)),
            Cell(_who(signataire.nom, signataire.fonction)),
            Cell(
                (
                    Text("À "),
                    *([LineBreak()] * 1),
                    Text("Le "),
                    *([LineBreak()] * ROOM),
                    Text("\u00a0"),
                )
            ),
        )
        for signataire in projet.identite.signataires
    )
    table = Table(
        tuple(Cell(plain(text)) for text in header), rows, ("left", "left", "left"), style=SIGNATURE
    )
    sheets = [alinea(FEUILLES)] if projet.cite(FEUILLES_A_SIGNER) else []
    return (titre(1, "Signatures"), alinea(_intro(len(rows))), table, *sheets)


def _intro(parties: int) -> str:
    """What the parties declare, and how many originals they sign."""
    declared = "Les parties déclarent avoir pris connaissance du présent document et l'approuver."
    if parties < 2:
        return declared
    return f"{declared} Il est signé en {lettres(parties)} exemplaires, un pour chacune."


def _who(nom: str, fonction: str) -> tuple[Inline, ...]:
    if nom and fonction:
        return (Text(nom), LineBreak(), Text(fonction))
    return plain(nom or fonction)
