"""What is sent: names that travel, the list of the pieces with their sums, one zip per recipient, the PDF of them all."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.model.valeur import dataclass
from pipeline.write.word.package import archive

LISTE = "LISTE-DES-PIECES.txt"
SOMMES = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to send: ``nom`` is that of its files, without what follows the dot.

    ``docx`` is empty for a scan, such as a signed agreement.
    """

    titre: str
    nom: str
    docx: bytes
    pdf: bytes
    pages: int
    destinataires: tuple[str, ...] = ()


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has; none when it cannot be read."""
    reader = _reader(pdf)
    return len(reader.pages) if reader is not None else 0


def faults_of(pdf: bytes) -> list[str]:
    """What keeps a PDF from being sent or read aloud, each the end of « ce PDF … »."""
    reader = _reader(pdf)
    if reader is None or not reader.pages:
        return ["ne s'ouvre pas"]
    root: Any = reader.trailer["/Root"]
    faults = []
    if reader.is_encrypted:
        faults.append("est protégé par un mot de passe")
    if "/StructTreeRoot" not in root:
        faults.append("n'a pas les balises dont se sert un lecteur d'écran")
    if "/Lang" not in root:
        faults.append("ne dit pas sa langue")
    if not (reader.metadata and reader.metadata.title):
        faults.append("n'a pas de titre")
    if ARCHIVED not in _metadata(root):
        faults.append("n'est pas à la norme des archives (PDF/A)")
    return faults


ARCHIVED = b"<pdfaid:part>"
"""What a PDF says of itself when it is made to be kept (ISO 19005)."""


def _metadata(root: Any) -> bytes:
    kept = root.get("/Metadata")
    return kept.get_object().get_data() if kept is not None else b""


def _reader(pdf: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        return reader if len(reader.pages) else None
    except (PyPdfError, ValueError, KeyError, OSError):
        return None


def delivery(
    pieces: Sequence[Piece], cpts: str, titre: str, nom: str, poids_maximal: int | None = None
) -> dict[str, bytes]:
    """Every file of ``build/livraison/``; ``nom`` begins the names of those made of several pieces.

    ``poids_maximal``, in bytes, is what the PDF of all pieces may weigh: beyond, it is cut between pieces, and a piece
    that weighs more alone, between pages.  Raises ``TropLourd`` where one page does.
    """
    files: dict[str, bytes] = {}
    for piece in pieces:
        if piece.docx:
            files[f"{piece.nom}.docx"] = piece.docx
        files[f"{piece.nom}.pdf"] = piece.pdf
    files |= _whole(pieces, f"{titre} — {cpts}", f"{nom}_dossier-complet", poids_maximal)
    for recipient, taken in _by_recipient(pieces).items():
        inside = {f"{piece.nom}.pdf": piece.pdf for piece in taken}
        inside[LISTE] = _list(taken, cpts, titre).encode()
        inside[SOMMES] = _sums(inside).encode()
        files[f"{nom}_{recipient or 'dossier'}.zip"] = archive(inside)
    files[LISTE] = _list(pieces, cpts, titre).encode()
    files[SOMMES] = _sums(files).encode()
    return files


def _by_recipient(pieces: Iterable[Piece]) -> Mapping[str, list[Piece]]:
    """The pieces of each recipient; one that names nobody goes to all of them."""
    pieces = list(pieces)
    names = dict.fromkeys(name for piece in pieces for name in piece.destinataires) or {"": None}
    return {
        name: [one for one in pieces if not one.destinataires or name in one.destinataires]
        for name in names
    }


def _list(pieces: Sequence[Piece], cpts: str, titre: str) -> str:
    lines = [f"{cpts} : {titre}", "", "Pièces :"]
    for rank, piece in enumerate(pieces, 1):
        plural = "s" if piece.pages > 1 else ""
        lines.append(f"{rank}. {piece.titre} ({piece.pages} page{plural}) : {piece.nom}.pdf")
    lines += ["", f"Pour vérifier que rien n'a changé en chemin : sha256sum -c {SOMMES}", ""]
    return "\n".join(lines)


def _sums(files: Mapping[str, bytes]) -> str:
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())
    )


class TropLourd(Exception):
    """A page weighs more, alone, than a file may."""

    def __init__(self, titre: str, page: int, octets: int) -> None:
        super().__init__(titre)
        self.titre, self.page, self.octets = titre, page, octets


@dataclass(frozen=True, slots=True)
class Extrait:
    """Pages of a piece, from ``debut`` to ``fin`` excluded, from 0."""

    piece: Piece
    debut: int
    fin: int


def _whole(pieces: Sequence[Piece], titre: str, nom: str, most: int | None) -> Mapping[str, bytes]:
    """The PDF of all the pieces, or the several that none weighs more than ``most``."""
    extracts = [Extrait(piece, 0, piece.pages) for piece in pieces]
    whole = _merged(extracts, titre)
    if most is None or len(whole) <= most:
        return {f"{nom}.pdf": whole}
    cut = _cut(extracts, most)
    total = len(cut)
    return {
        f"{nom}_{rank}-sur-{total}.pdf": _merged(part, f"{titre} ({rank} sur {total})")
        for rank, part in enumerate(cut, 1)
    }


def _cut(extracts: Sequence[Extrait], most: int) -> list[list[Extrait]]:
    """The extracts in their order, as many together as weigh no more than ``most``."""
    parts: list[list[Extrait]] = []
    waiting = [*reversed(extracts)]
    while waiting:
        extract = waiting.pop()
        together = [*parts[-1], extract] if parts else [extract]
        if parts and _weight(together) <= most:
            parts[-1] = together
        elif _weight([extract]) <= most:
            parts.append([extract])
        else:
            waiting += reversed(_halves(extract))
    return parts


def _halves(extract: Extrait) -> tuple[Extrait, Extrait]:
    if extract.fin - extract.debut < 2:
        raise TropLourd(extract.piece.titre, extract.fin, _weight([extract]))
    middle = (extract.debut + extract.fin) // 2
    return (
        Extrait(extract.piece, extract.debut, middle),
        Extrait(extract.piece, middle, extract.fin),
    )


def _weight(extracts: Sequence[Extrait]) -> int:
    return len(_merged(extracts, "")) + ROOM_FOR_A_TITLE


ROOM_FOR_A_TITLE = 1_000
"""Bytes of a title, which is known once the parts are."""


def _merged(extracts: Sequence[Extrait], titre: str) -> bytes:
    """All the extracts one after the other, each under a bookmark of its title."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for extract in extracts:
        reader = PdfReader(io.BytesIO(extract.piece.pdf))
        pages = (extract.debut, extract.fin)
        writer.append(reader, outline_item=extract.piece.titre, pages=pages)
    writer.add_metadata({"/Title": titre})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def names_listed(sums: str) -> list[str]:
    """The files of an earlier delivery, by its sums."""
    return [line.partition("  ")[2] for line in sums.splitlines() if "  " in line]
