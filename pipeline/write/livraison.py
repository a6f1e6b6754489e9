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
    return faults


def _reader(pdf: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        return reader if len(reader.pages) else None
    except (PyPdfError, ValueError, KeyError, OSError):
        return None


def delivery(pieces: Sequence[Piece], cpts: str, titre: str, nom: str) -> dict[str, bytes]:
    """Every file of ``build/livraison/``; ``nom`` begins the names of those made of several pieces."""
    files: dict[str, bytes] = {}
    for piece in pieces:
        if piece.docx:
            files[f"{piece.nom}.docx"] = piece.docx
        files[f"{piece.nom}.pdf"] = piece.pdf
    files[f"{nom}_dossier-complet.pdf"] = _merged(pieces, f"{titre} — {cpts}")
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


def _merged(pieces: Sequence[Piece], titre: str) -> bytes:
    """All the pieces one after the other, each under a bookmark of its title."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for piece in pieces:
        writer.append(PdfReader(io.BytesIO(piece.pdf)), outline_item=piece.titre)
    writer.add_metadata({"/Title": titre})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def names_listed(sums: str) -> list[str]:
    """The files of an earlier delivery, by its sums."""
    return [line.partition("  ")[2] for line in sums.splitlines() if "  " in line]
