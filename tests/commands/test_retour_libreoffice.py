"""Ten comments and ten edits made by LibreOffice in the built example come back to their twenty lines, and print as read."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.commands.ligne import run_command
from pipeline.model.retour import Passage
from pipeline.read.archive import Refusal
from pipeline.read.relu import read_relu
from tests.conftest import write_files
from tests.libreoffice import Bureau, closed, opened
from tests.projets import ancien_exemple, sans_pages

pytestmark = pytest.mark.lent

FOLDERS = ("content/diagnostic/", "content/fiches/", "content/missions/", "content/organisation/")
STATUTS = "content/statuts/"
PLAIN = re.compile(r"(?:[a-zéèêàâîôûç]+ ){4}[a-zéèêàâîôûç]+")
"""Five small words in a row: no sign that typography would turn."""

WORD = "MS Word 2007 XML"
DOCUMENT = "projet-de-sante"


def places(files: dict[str, bytes], printed: str) -> list[tuple[str, int, str]]:
    """Path, line and words of twenty places: paragraphs, items of lists, rows of tables, articles."""
    texts = {path: data.decode() for path, data in files.items() if path.endswith(".md")}
    everything = "\n".join(texts.values())
    found: list[tuple[str, int, str]] = []
    for path in sorted(texts):
        if not path.startswith((*FOLDERS, STATUTS)):
            continue
        most = 2 if path.startswith(FOLDERS) else 1
        kinds: set[str] = set()
        for number, words, kind in _in_text(texts[path]):
            alone = everything.count(words) == printed.count(words) == 1
            if alone and kind not in kinds and len(kinds) < most:
                kinds.add(kind)
                found.append((path, number, words))
    step = len(found) / 20
    return [found[int(rank * step)] for rank in range(20)]


def _in_text(text: str) -> Iterator[tuple[int, str, str]]:
    body = text.index("\n---", 3) if text.startswith("---") else 0
    first = text[:body].count("\n") + 2
    for number, line in enumerate(text.splitlines(), 1):
        match = PLAIN.search(line)
        if number > first and match and "{{" not in line and not line.startswith(("#", ">", "<")):
            yield number, match[0], line[:1] if line[:1] in "-|" else "texte"


def basic(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def commented(words: str, text: str) -> list[str]:
    return [
        *found(words),
        'note = livre.createInstance("com.sun.star.text.textfield.Annotation")',
        'note.Author = "Anne Ars"',
        f"note.Content = {basic(text)}",
        "lieu.Text.insertTextContent(lieu, note, True)",
    ]


def edited(words: str, new: str, tracked: bool) -> list[str]:
    return [f"livre.RecordChanges = {tracked}", *found(words), f"lieu.String = {basic(new)}"]


def found(words: str) -> list[str]:
    return [
        "cherche = livre.createSearchDescriptor()",
        f"cherche.SearchString = {basic(words)}",
        "lieu = livre.findFirst(cherche)",
    ]


def passages(path: Path) -> tuple[Passage, ...]:
    read = read_relu(path.read_bytes())
    assert not isinstance(read, Refusal)
    return read


def said_by(path: Path) -> Counter[str]:
    return Counter(one.apres.replace("’", "'") for one in passages(path))


def test_ten_comments_and_ten_edits_come_back(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ancien_exemple()
    root = write_files(tmp_path / "projet", sans_pages(files))
    assert run_command(["-C", str(root), "build", DOCUMENT]) == 0
    built = root / f"build/{DOCUMENT}.docx"
    printed = "\n".join(t.text or "" for t in Document(str(built)).element.iter(qn("w:t")))
    chosen = places(dict(files), printed)
    assert len({(path, line) for path, line, _words in chosen}) == 20
    comments, edits = chosen[::2], chosen[1::2]
    new = {
        words: words.rsplit(" ", 2)[0] + f" de manière tout autre numéro {n}"
        for n, (_path, _line, words) in enumerate(edits)
    }
    relu = tmp_path / f"{DOCUMENT} (relu).docx"
    lines = [opened(built).replace(", cache()", ", Array()")]  # hidden, it cannot hold a comment
    for rank, (_path, _line, words) in enumerate(comments):
        lines += commented(words, f"Remarque {rank}")
    for rank, (_path, _line, words) in enumerate(edits):
        lines += edited(words, new[words], rank % 2 == 0)
    bureau.run([*lines, f'Garder(livre, "{relu.as_uri()}", "{WORD}")', closed()])
    capsys.readouterr()

    assert run_command(["-C", str(root), "retour", str(relu)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{relu.name} : 10 commentaires, 10 modifications.\n")
    assert "Sans place trouvée" not in said
    blocks = [block.splitlines() for block in said.split("\n\n")]
    for rank, (path, line, _words) in enumerate(comments):
        (block,) = [one for one in blocks if f"    Remarque {rank}" in one]
        assert block[0].startswith(f"{path}:{line}")
    for path, line, words in edits:
        (block,) = [one for one in blocks if any(new[words] in text for text in one)]
        assert block[0].startswith(f"{path}:{line}")
        assert any(text.startswith("    + ") for text in block), block

    patch = root / f"build/retour/{DOCUMENT}.patch"
    subprocess.run(["git", "apply", str(patch)], cwd=root, check=True)
    assert run_command(["-C", str(root), "build", DOCUMENT]) == 0
    assert said_by(built) == said_by(relu)
