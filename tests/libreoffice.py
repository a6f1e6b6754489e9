"""LibreOffice in a profile of its own: it converts files, and a Basic macro does what a hand does on a keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.programs import ends_well

PATIENCE = 600.0
"""Seconds given to one start, after which it hangs; it takes two or three."""

XLSX = "Calc MS Excel 2007 XML"

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>
"""
MACRO = """
Sub Principal()
  Dim cache(0) As New com.sun.star.beans.PropertyValue
  Dim livre
  On Error Goto Faute
  cache(0).Name = "Hidden"
  cache(0).Value = True
{lines}
  Noter "fini"
  StarDesktop.terminate()
  Exit Sub
Faute:
  Noter "erreur " & Err & ", ligne " & Erl & " : " & Error$
  StarDesktop.terminate()
End Sub

Sub Noter(mots As String)
  Dim f As Integer
  f = FreeFile
  Open "{log}" For Output As #f
  Print #f, mots
  Close #f
End Sub

Sub Garder(livre, cible As String, filtre As String)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "FilterName"
  options(0).Value = filtre
  livre.storeToURL(cible, options())
End Sub

Sub Proteger(livre, cible As String, filtre As String, mot As String)
  Dim options(1) As New com.sun.star.beans.PropertyValue
  Dim secret(1) As New com.sun.star.beans.NamedValue
  secret(0).Name = "OOXPassword"
  secret(0).Value = mot
  secret(1).Name = "CryptoType"
  secret(1).Value = "Standard"
  options(0).Name = "FilterName"
  options(0).Value = filtre
  options(1).Name = "EncryptionData"
  options(1).Value = CreateUnoValue("[]com.sun.star.beans.NamedValue", secret())
  livre.storeToURL(cible, options())
End Sub
"""
"""Without ``On Error`` a fault opens a box that nobody sees, and without ``terminate`` the office stays: both hang."""


class Bureau:
    """One profile for all tests: making it takes as long as converting a document."""

    def __init__(self, soffice: Path, folder: Path) -> None:
        self.folder = folder
        self.start = [
            str(soffice),
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
        ]

    def convert(self, kind: str, target: Path, *paths: Path) -> None:
        """Write each file in another format in a folder, with one start for all."""
        assert ends_well(
            [*self.start, "--convert-to", kind, "--outdir", str(target), *map(str, paths)], PATIENCE
        )

    def run(self, lines: Sequence[str]) -> None:
        """Run lines of Basic, where ``Garder`` and ``Proteger`` are known; its faults are ours."""
        log = self.folder / "journal.txt"
        log.unlink(missing_ok=True)
        text = MACRO.replace("{log}", str(log)).replace(
            "{lines}", "\n".join(f"  {line}" for line in lines)
        )
        module = self.folder / "profil/user/basic/Standard/Module1.xba"
        if not module.is_file():
            assert ends_well([*self.start, "--terminate_after_init"], PATIENCE)
        assert module.is_file(), "the profile has no library of macros"
        module.write_text(MODULE.format(escape(text)), encoding="utf-8")
        assert ends_well([*self.start, "macro:///Standard.Module1.Principal()"], PATIENCE)
        assert log.read_text(encoding="utf-8").strip() == "fini"


def cell(sheet: str, name: str) -> str:
    return f'livre.Sheets.getByName("{sheet}").getCellRangeByName("{name}")'


def row(sheet: str, number: int) -> str:
    return f'livre.Sheets.getByName("{sheet}").Rows.getByIndex({number - 1})'


def opened(path: Path) -> str:
    return f'livre = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, cache())'


def saved(path: Path, filter_name: str = XLSX) -> str:
    return f'Garder(livre, "{path.as_uri()}", "{filter_name}")'


def closed() -> str:
    return "livre.close(True)"
