"""Sources written before the dictionary was looked at: no word lost, none in the wrong place, a doubt is asked.

Before the repair of the kinds that they showed, 97 of their 192 words and values were right, 65 asked or refused with
their file, 30 wrong; one fiche in fifteen passed ``check`` with true holes only.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.disk import read_project
from pipeline.run import examine
from pipeline.write.importation import words_in
from tests.importation.entrees import bring, source_words
from tests.importation.quinze_fiches import AR, FICHES, Source
from tests.importation.test_fiches import TRUE_HOLES
from tests.projets import TODAY

SOURCES = {source.nom: source for source in FICHES}


def flat(text: str) -> str:
    """As words are compared: whatever the apostrophes, the blanks and the signs of Markdown."""
    plain = text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[\s*_\\]+", " ", plain).lower()


def misplaced(source: Source, text: str) -> list[str]:
    """The words that stand under another heading, the values of the header that are others."""
    shown = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    sections = re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", shown, re.MULTILINE | re.DOTALL)
    head = flat(text.split("---")[1])
    found = [f"{key} : {value}" for key, value in source.entete.items() if flat(value) not in head]
    for words, places in source.attendu.items():
        places_found = [title for title, body in sections if flat(words) in flat(body)]
        if not set(places_found) & set(places):
            found.append(f"{words} : {places_found}")
    for words in source.ecartes:
        places_found = [title for title, body in sections if flat(words) in flat(body)]
        if places_found not in ([], [AR]):
            found.append(f"{words} : {places_found}")
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_of_a_manner_unknown_comes_in_whole_and_in_place(name: str, projet: Path) -> None:
    source = SOURCES[name]
    data = source.octets()
    status, paths = bring(projet, name, data)
    assert status == 0
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.suffix == ".md")
    kept = "\n".join(path.read_text(encoding="utf-8-sig") for path in paths)
    kept += (projet / "content/personnes.csv").read_text(encoding="utf-8-sig")
    assert words_in(source_words(name, data)) - words_in(kept) == {}
    assert misplaced(source, text) == []
    own = {path.relative_to(projet).as_posix() for path in paths}
    files, _ = read_project(projet)
    errors = [
        f for f in examine(files, (), TODAY, True).findings if f.is_error and f.span.path in own
    ]
    asked = [f.message for f in errors if f.code not in TRUE_HOLES]
    assert [message for message in asked if "Cible 20" not in message] == []
