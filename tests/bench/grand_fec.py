"""A FEC of twenty thousand lines, as an accountant gives it for a year: no chance in it, each entry balanced."""

from __future__ import annotations

LIGNES = 20_000
COLONNES = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
]
COMPTES = (
    ("622600", "Honoraires"),
    ("641100", "Salaires"),
    ("645000", "Cotisations sociales"),
    ("606400", "Fournitures"),
    ("756000", "Adhésions"),
)
AFFECTATIONS = """compte;mots;bloc;nature;fiche
6226;;Prévention;honoraires;
641;;Fonctionnement;salaires;
645;;Fonctionnement;charges sociales;
606;;Fonctionnement;moyens matériels;
756;;Fonctionnement;cotisations;
"""


def grand_fec() -> str:
    lines = ["\t".join(COLONNES)]
    for rank in range(1, LIGNES // 2 + 1):
        compte, nom = COMPTES[rank % len(COMPTES)]
        jour = f"{2027 + rank % 2}{1 + rank % 3:02}{1 + rank % 28:02}"
        montant = f"{100 + rank * 37 % 90_000},{rank % 100:02}"
        spent = compte.startswith("6")
        for numero, intitule, debit in ((compte, nom, spent), ("512000", "Banque", not spent)):
            sides = (montant, "0,00") if debit else ("0,00", montant)
            lines.append(_line(rank, jour, numero, intitule, f"{nom} {rank}", sides))
    return "\n".join(lines) + "\n"


def _line(
    rank: int, jour: str, compte: str, intitule: str, words: str, sides: tuple[str, str]
) -> str:
    entry = ("BQ", "Banque", str(rank), jour, compte, intitule, "", "", f"F{rank}", jour, words)
    return "\t".join((*entry, *sides, "", "", jour, "", ""))
