"""The guide that replaces the example, followed to the letter on a copy of it, by a CPTS with people of its own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.disk import read_project
from pipeline.model.files import BUDGETS, CONTENT
from pipeline.run import examine
from tests.projets import CHECKOUT, TODAY

GUIDE = CHECKOUT / "docs/remplacer-l-exemple.md"
PROJET, PERSONNES = "content/projet.yaml", "content/personnes.csv"
CLASSEUR, VOTEE = "budgets/budget.xlsx", "budgets/versions/2027-01-votee.xlsx"
"""The workbook of a treasurer whose register and actuals are not begun, and names nobody."""

TYPED = (".md", ".yaml", ".csv", ".svg")
NUMBER = "05 36 49 00 60"


def a_effacer() -> list[str]:
    """What the guide tells to erase: the lines of its first block."""
    block = re.search(r"^```\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    assert block is not None
    return block[1].split()


def a_remplir() -> list[str]:
    """What its tables tell to fill: their first column."""
    return re.findall(r"^\| `([^`]+)` \|", GUIDE.read_text(encoding="utf-8"), re.M)


def kept(files: Mapping[str, bytes]) -> dict[str, bytes]:
    gone = tuple(a_effacer())
    return {path: data for path, data in files.items() if not path.startswith(gone)}


def renamed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same texts with people, keys, structures, number and address of its own."""
    known = (CHECKOUT / "pipeline/reference/exemple.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(known), delimiter=";"))
    people = [row["texte"] for row in rows if row["nature"] == "personne"]
    keys = [line.split(";")[0] for line in files[PERSONNES].decode("utf-8-sig").splitlines()[1:]]
    return {
        path: _renamed(data, people, keys)
        if path.startswith(CONTENT) and path.endswith(TYPED)
        else data
        for path, data in files.items()
    }


def _renamed(data: bytes, people: list[str], keys: list[str]) -> bytes:
    text = data.decode("utf-8-sig")
    for name in sorted(people, key=len, reverse=True):
        text = text.replace(name, ";".join(word[::-1].title() for word in name.split(";")))
    for key in sorted(keys, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", key[::-1], text)
    for before, after in (
        ("Exemple", "Fontanel"),
        ("Fiction", "Halle"),
        (NUMBER, "05 62 00 11 22"),
    ):
        text = text.replace(before, after)
    return text.encode()


def with_line(files: Mapping[str, bytes], before: str, after: str) -> dict[str, bytes]:
    text = files[PROJET].decode()
    assert f"\n{before}\n" in text
    return {**files, PROJET: text.replace(f"\n{before}\n", f"\n{after}\n").encode()}


def errors(files: Mapping[str, bytes]) -> list[str]:
    found = examine(files, (), TODAY, gabarits_connus=True).findings
    return [f"{one.span.path} {one.code} {one.message}" for one in found if one.is_error]


def test_every_file_of_the_example_has_its_line_in_the_guide(exemple: Path) -> None:
    named = (*a_effacer(), *a_remplir())
    own = [path for path in read_project(exemple)[0] if path.startswith((CONTENT, BUDGETS))]
    assert [path for path in own if not path.startswith(named)] == []
    assert [path for path in named if not (exemple / path).exists()] == []


def test_followed_to_the_letter_it_stays_without_error_and_says_what_was_left(
    exemple: Path,
) -> None:
    files = read_project(exemple)[0]
    begun = with_line(kept(files), "etape: bilan", "etape: projet")
    assert errors(begun) == []
    left = errors(with_line(begun, "exemple: oui", "exemple: non"))
    assert left
    assert all(" E001 " in one for one in left)
    own = {**renamed(begun), CLASSEUR: files[VOTEE]}
    assert errors(with_line(own, "exemple: oui", "exemple: non")) == []
