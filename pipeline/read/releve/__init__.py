"""Statements of a bank and books of an accountant: CSV, OFX 1 and 2, FEC, each told by what it holds."""

from __future__ import annotations

from pipeline.model.langue.francais import nombre
from pipeline.model.motif import motif
from pipeline.model.releve import Refus, Releve
from pipeline.model.span import Span
from pipeline.read.releve.banque import read_banque
from pipeline.read.releve.fec import is_fec, read_fec
from pipeline.read.releve.ofx import is_ofx, read_ofx

MOST_BYTES = 20_000_000
MOST_LINES = 20_000
MOST_LINES_OF_FEC = 100_000
"""A year of a large association has a few thousands; each is read, matched and shown within seconds."""

CONTROLS = motif("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
OTHERS = (
    (b"PK", "c'est un classeur ou une archive", "enregistrez-le en CSV (séparateur « ; »)."),
    (b"%PDF", "c'est un PDF", "téléchargez le relevé de la banque en CSV ou en OFX."),
    (b"\xd0\xcf\x11\xe0", "c'est un ancien classeur Excel", "enregistrez-le en CSV."),
)


def read_releve(path: str, data: bytes, said: list[Refus]) -> Releve | None:
    """The entries of a file, or None; anything in ``said`` is a reason not to trust it."""
    text = _text(path, data, said)
    if text is None:
        return None
    if is_ofx(text):
        return read_ofx(path, text, said)
    if is_fec(text):
        return read_fec(path, text, said)
    return read_banque(path, text, said)


def _text(path: str, data: bytes, said: list[Refus]) -> str | None:
    for start, what, hint in OTHERS:
        if data.startswith(start):
            said.append(Refus(f"{what}, et non un relevé en texte.", Span(path), hint))
            return None
    if len(data) > MOST_BYTES:
        said.append(Refus("ce fichier pèse plus de 20 Mo.", Span(path), "coupez-le par mois."))
        return None
    text = _decoded(data)
    lines = max(text.count("\n"), text.count("\r"))
    if is_ofx(text):
        lines = max(lines, text.upper().count("<STMTTRN>"))
    most = MOST_LINES_OF_FEC if is_fec(text) else MOST_LINES
    if lines > most:
        what = f"ce fichier a {nombre(lines)} lignes, et la limite est de {nombre(most)}."
        said.append(Refus(what, Span(path), "demandez-le par année, ou coupez-le par mois."))
        return None
    if not text.strip():
        said.append(Refus("ce fichier est vide.", Span(path)))
        return None
    if CONTROLS.search(text):
        text = CONTROLS.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 where they are sound; else the code of Windows in the West, which also reads Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
