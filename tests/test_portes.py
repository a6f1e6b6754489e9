"""Every door by which a foreign file enters: what may hold macros stays outside, by name, and writes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from pipeline.disk import files_under
from tests.projets import CLASSEUR, constats, petit_projet

STATUTS = "templates/docx/statuts.docx"
Change = Callable[[dict[str, bytes]], None]


def repacked(data: bytes, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def typed(name: str, kind: str, part: bytes = b"x") -> Change:
    """A part of that type, whatever its name suggests."""

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = part
        said = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", said)

    return change


def related(owner: str, kind: str) -> Change:
    """A relationship to macros, of a part that is not typed as one."""

    def change(parts: dict[str, bytes]) -> None:
        parts["a.xml"] = b"<a/>"
        said = f'<Relationship Id="rIdZ" Type="{kind}" Target="/a.xml"/></Relationships>'.encode()
        parts[owner] = parts[owner].replace(b"</Relationships>", said)

    return change


def laid(name: str, part: bytes) -> Change:
    return lambda parts: parts.update({name: part})


VBA = "application/vnd.ms-office.vbaProject"
VBA_LINK = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
SHEET_LINK = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "_VBA_PROJECT".encode("utf-16-le")
MACROS: dict[str, Change] = {
    "a part of its usual name": laid("x/vbaProject.bin", OLE),
    "the same in capitals": laid("x/VBAPROJECT.BIN", b"x"),
    "a type on a picture": typed("x/media/a.png", VBA),
    "data of macros": typed("x/a.xml", "application/vnd.ms-word.vbaData+xml"),
    "a sheet of old macros": typed("x/b.xml", "application/vnd.ms-excel.macrosheet+xml"),
    "macros in what no type tells": laid("x/media/image9.png", OLE),
    "a main part with macros": typed(
        "x/c.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
}
OF_A_WORKBOOK = {
    "a relationship": related("xl/_rels/workbook.xml.rels", VBA_LINK),
    "a relationship to a sheet": related("xl/_rels/workbook.xml.rels", SHEET_LINK),
}
OF_A_TEXT = {"a relationship": related("word/_rels/document.xml.rels", VBA_LINK)}

DOORS = {
    ".xlsx": ("importer", "texte", "releve", "donnees"),
    ".docx": ("importer", "texte", "retour", "releve"),
}
NAMED_SO = {
    ".xlsm": ("importer", "texte", "releve", "donnees"),
    ".xltm": ("importer", "texte", "donnees"),
    ".xlsb": ("importer", "texte", "donnees"),
    ".docm": ("importer", "texte", "retour", "releve"),
    ".dotm": ("importer", "texte", "retour"),
}


@pytest.fixture
def refused(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, str, bytes], str]:
    """What a command says of a file that it must not open."""

    def run(command: str, name: str, data: bytes) -> str:
        given = tmp_path / name
        given.write_bytes(data)
        before = files_under(dossier)
        capsys.readouterr()
        assert run_command(["-C", str(dossier), command, str(given)]) in (1, 2)
        assert files_under(dossier) == before
        told = capsys.readouterr()
        return told.out + told.err

    return run


def says_so(command: str, told: str) -> bool:
    """A statement of a bank is no archive at all: that is what is said, of any."""
    return "macros" in told or (command == "releve" and "classeur ou une archive" in told)


@pytest.mark.parametrize("suffix", NAMED_SO)
def test_a_file_that_may_hold_macros_is_refused_by_its_name_at_every_door(
    suffix: str, refused: Callable[[str, str, bytes], str]
) -> None:
    data = petit_projet()[CLASSEUR if suffix.startswith(".x") else STATUTS]
    for command in NAMED_SO[suffix]:
        told = refused(command, f"a{suffix}", data)
        assert says_so(command, told), (command, told)


@pytest.mark.parametrize("way", [*MACROS, *OF_A_WORKBOOK])
def test_macros_in_a_workbook_are_refused_at_every_door(
    way: str, refused: Callable[[str, str, bytes], str]
) -> None:
    data = repacked(petit_projet()[CLASSEUR], {**MACROS, **OF_A_WORKBOOK}[way])
    for command in DOORS[".xlsx"]:
        told = refused(command, "a.xlsx", data)
        assert says_so(command, told), (command, told)
    said = [line for line in constats({**petit_projet(), CLASSEUR: data}) if "L007" in line]
    assert ["macros" in line for line in said] == [True]


@pytest.mark.parametrize("way", [*MACROS, *OF_A_TEXT])
def test_macros_in_a_word_file_are_refused_at_every_door(
    way: str, refused: Callable[[str, str, bytes], str]
) -> None:
    data = repacked(petit_projet()[STATUTS], {**MACROS, **OF_A_TEXT}[way])
    for command in DOORS[".docx"]:
        told = refused(command, "a.docx", data)
        assert says_so(command, told), (command, told)
    said = [line for line in constats({**petit_projet(), STATUTS: data}) if "D004" in line]
    assert ["macros" in line for line in said] == [True]
