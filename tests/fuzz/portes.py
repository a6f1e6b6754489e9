"""The doors by which something comes in from outside, each with the sources that are spoilt there."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.commands import importer
from pipeline.commands.ligne import understand
from pipeline.commands.texte import text_of_file
from pipeline.disk import Empechement
from pipeline.model.finding import Finding
from pipeline.model.releve import Refus
from pipeline.read.accord import fault_of
from pipeline.read.donnees_publiques import read_tables
from pipeline.read.phrase import without_comments
from pipeline.read.releve import read_releve
from pipeline.read.releve.fec import COLONNES
from pipeline.read.relu import read_relu
from pipeline.read.svg import read_svg
from pipeline.run import build, examine
from tests.conftest import write_files
from tests.importation.fabrique import (
    AVEUGLES,
    TERRAIN,
    chutes,
    in_a_grid,
    in_headings,
    in_html,
    in_markdown,
    in_text,
)
from tests.projets import CLASSEUR, TODAY, examen, petit_projet

MARK = re.compile(r"\bzqmot[0-9]+\b")
"""A word that nobody types: what was read must come out, or be told of."""

SHOWN = re.compile(rb"<(?:w:t|c:v|a:t)(?: [^>]*)?>([^<]*)<")


class Perte(Exception):
    """Words that were in a source, are in no document, and of which nothing is said."""


@dataclass(frozen=True)
class Source:
    """A file to spoil: where it stands, or its name, and what it holds."""

    chemin: str
    octets: bytes


@dataclass(frozen=True)
class Porte:
    """A door: ``ouvrir`` brings a source in, and raises whatever the software would."""

    nom: str
    sources: Callable[[], list[Source]]
    ouvrir: Callable[[Source], None]


# --- the project itself -------------------------------------------------------------------------------------------


def _of_project(*suffixes: str) -> list[Source]:
    return [
        Source(path, data)
        for path, data in sorted(petit_projet().items())
        if path.endswith(suffixes) and not path.startswith("pipeline/")
    ]


def into_project(source: Source) -> None:
    """Check and build the small project with one of its files in this state; a word of a text is printed, or told of."""
    files = {**petit_projet(), source.chemin: source.octets}
    found = examen(files) if source.chemin.endswith(".md") else examine(files, (), TODAY)
    said: list[Finding] = []
    outputs = build(found, brouillon=not found.sound, said=said)
    if source.chemin.endswith(".md"):
        told = any(one.span.path == source.chemin for one in (*found.findings, *said))
        _none_lost(source, outputs, told)


def _none_lost(source: Source, outputs: Mapping[str, bytes], told: bool) -> None:
    wanted = set() if told else marks_of(source.octets)
    lost = sorted(wanted - set(MARK.findall(" ".join(map(_shown, outputs.values())))))
    if lost:
        raise Perte(f"{', '.join(lost)} de {source.chemin}")


def marks_of(text: bytes) -> set[str]:
    """The marks of a text, but those of its comments, which are for whoever writes."""
    return set(MARK.findall(without_comments(text.decode("utf-8", "replace"))))


def _shown(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return " ".join(b"".join(SHOWN.findall(part)).decode("utf-8", "replace") for part in parts)


# --- what comes from elsewhere ------------------------------------------------------------------------------------


def _imports() -> list[Source]:
    """One fiche as each kind of file may bring it, and those written before the dictionary was."""
    parts = chutes(TERRAIN)
    made = {
        "fiche.docx": in_headings(parts),
        "grille.docx": in_a_grid(parts),
        "fiche.txt": in_text(parts, around=True),
        "fiche.md": in_markdown(parts),
        "fiche.html": in_html(parts),
    }
    found = [Source(path.name, path.read_bytes()) for path in sorted(AVEUGLES.iterdir())]
    return [*(Source(name, data) for name, data in made.items()), *found]


def imported(source: Source) -> None:
    """Bring a file into a project, and find again each mark that its reader saw."""
    lue = importer._read(source.chemin, Path(source.chemin).suffix, source.octets)
    with tempfile.TemporaryDirectory() as name:
        root = write_files(Path(name) / "projet", _project_to_fill())
        path = Path(name) / source.chemin
        path.write_bytes(source.octets)
        with contextlib.redirect_stdout(io.StringIO()) as told, contextlib.suppress(Empechement):
            importer.execute(understand(["-C", str(root), "importer", str(path)]))
        texts = [one.read_text(encoding="utf-8", errors="replace") for one in _written(root)]
    seen = set(MARK.findall(repr(lue)))
    lost = sorted(seen - set(MARK.findall(" ".join([*texts, told.getvalue()]))))
    if lost and texts:
        raise Perte(f"{', '.join(lost)} de {source.chemin}")


def _written(root: Path) -> Iterator[Path]:
    known = _project_to_fill()
    for path in sorted((root / "content").rglob("*")):
        if path.is_file() and ".importations" not in path.parts:
            name = path.relative_to(root).as_posix()
            if known.get(name) != path.read_bytes():
                yield path


@cache
def _project_to_fill() -> Mapping[str, bytes]:
    return {
        path: data
        for path, data in petit_projet().items()
        if path.startswith(("content/", "budgets/"))
    }


def as_text(source: Source) -> None:
    text_of_file(source.chemin, source.octets)


def read_again(source: Source) -> None:
    read_relu(source.octets)


def from_the_bank(source: Source) -> None:
    refusals: list[Refus] = []
    read_releve(source.chemin, source.octets, refusals)


def published(source: Source) -> None:
    for table in read_tables(source.chemin, source.octets, []):
        list(table.rows)


def drawn(source: Source) -> None:
    read_svg(source.octets)


def signed(source: Source) -> None:
    fault_of(source.octets)


def _texts() -> list[Source]:
    """The texts of the small project, and one that holds every construction of Markdown that we print."""
    every = (CONSTRUCTIONS).read_bytes()
    return [*_of_project(".md"), Source("content/diagnostic/01-territoire.md", every)]


def _word_files() -> list[Source]:
    found = examine(petit_projet(), (), TODAY)
    return [Source(f"build/{name}", data) for name, data in build(found).items()]


def _files_to_show() -> list[Source]:
    return [Source(CLASSEUR, petit_projet()[CLASSEUR]), *_word_files()]


def _statements() -> list[Source]:
    return [
        Source("releve.csv", "Date;Libellé;Débit;Crédit\n02/04/2027;VIR LOYER;350,00;\n".encode()),
        Source("releve.csv", b"date,libelle,montant\n2027-04-02,VIR,-1 234.56\nsolde,,12\n"),
        Source("releve.ofx", OFX.encode()),
        Source("fec.txt", f"{chr(9).join(COLONNES)}\n{chr(9).join(ECRITURE)}\n".encode()),
    ]


def _tables() -> list[Source]:
    lines = "COM;NCC;PMUN;PTOT\n32013;AUCH;22000;22500\n32107;CONDOM;6500;6700\n"
    return [
        Source("populations.csv", lines.encode()),
        Source("populations.csv", lines.encode("cp1252")),
        Source("populations.xlsx", petit_projet()[CLASSEUR]),
    ]


def _drawings() -> list[Source]:
    return [Source("dessin.svg", DESSIN.encode())]


def _agreements() -> list[Source]:
    return [Source("accord.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")]


CONSTRUCTIONS = Path(__file__).parents[1] / "donnees" / "toutes-les-constructions.md"
OFX = (
    "OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR\n"
    "<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20270402<TRNAMT>-350.00<FITID>1<NAME>LOYER</STMTTRN>"
    "</BANKTRANLIST><LEDGERBAL><BALAMT>1200.00<DTASOF>20270430</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)
ECRITURE = (
    "BQ", "Banque", "1", "20270402", "6132", "Loyer", "", "", "F12", "20270402",
    "Loyer avril", "350,00", "0,00", "", "", "20270402", "", "",
)  # fmt: skip
DESSIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40"><title>Un plan</title>'
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#005ea2"/></linearGradient></defs>'
    '<g transform="translate(2 2)"><rect width="30" height="20" fill="url(#g)"/><path d="M0 0L10 10Z" style="stroke:#000"/>'
    '<text x="4" y="12" font-size="6">Auch</text></g></svg>'
)

PORTES = (
    Porte("texte-du-projet", _texts, into_project),
    Porte("liste", lambda: _of_project(".csv", ".yaml"), into_project),
    Porte("classeur", lambda: [Source(CLASSEUR, petit_projet()[CLASSEUR])], into_project),
    Porte("gabarit", lambda: _of_project(".docx"), into_project),
    Porte("importer", _imports, imported),
    Porte("texte", _files_to_show, as_text),
    Porte("retour", _word_files, read_again),
    Porte("releve", _statements, from_the_bank),
    Porte("donnees", _tables, published),
    Porte("dessin", _drawings, drawn),
    Porte("accord", _agreements, signed),
)
PAR_NOM = {porte.nom: porte for porte in PORTES}
