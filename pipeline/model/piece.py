"""The proofs of what was spent and received: numbers, or files of ``budgets/pieces/``."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.budget import Operation
from pipeline.model.langue.mots import fold
from pipeline.model.valeur import dataclass

FORMATS = (
    ".pdf",
    ".jpg",
    ".jpeg",
    ".png",
    ".heic",
    ".tif",
    ".tiff",
    ".odt",
    ".docx",
    ".xlsx",
    ".ods",
    ".eml",
    ".zip",
)
"""How the name of a scan, a photo or a mail ends."""


def est_un_fichier(piece: str) -> bool:
    """Whether a proof is named as a file is, and not by a number of its own.

    >>> est_un_fichier("facture-12.PDF"), est_un_fichier("F-2027-12")
    (True, False)
    """
    return piece.lower().endswith(FORMATS)


def fichier_de(piece: str, fichiers: Iterable[str]) -> str:
    """The file that a proof names: by its whole name, by its name without its end, or by the number it starts with;
    the folder that it is in may be left out.

    >>> fichier_de("12", ["120 loyer.pdf", "12 loyer.pdf"]), fichier_de("f-7.pdf", ["F-7.pdf"]), fichier_de("8", [])
    ('12 loyer.pdf', 'F-7.pdf', '')
    """
    wanted = fold(piece)
    known = {fold(name).rpartition("/")[2]: name for name in fichiers}
    known |= {fold(name): name for name in known.values()}
    stems = {name.rpartition(".")[0]: whole for name, whole in known.items()}
    if wanted in known or wanted in stems:
        return known.get(wanted) or stems[wanted]
    if est_un_fichier(piece):
        return ""
    starting = (
        name
        for folded, name in known.items()
        if folded.startswith(wanted) and not folded[len(wanted) :][:1].isalnum()
    )
    return next(starting, "")


@dataclass(frozen=True, slots=True)
class Justifie:
    """A proof, its rank in the bundle, what it proves, and its file in ``budgets/pieces/`` when it is there."""

    rang: int
    piece: str
    fichier: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Bordereau:
    """The proofs of a contract year in the order of their months; ``sans_piece`` are the sums that have none, and
    ``jamais_cites`` the files that no sum of any year names."""

    annee: int
    justifies: tuple[Justifie, ...] = ()
    sans_piece: tuple[Operation, ...] = ()
    jamais_cites: tuple[str, ...] = ()

    @property
    def absents(self) -> tuple[Justifie, ...]:
        """The proofs named as files that are not in the folder."""
        return tuple(one for one in self.justifies if est_un_fichier(one.piece) and not one.fichier)
