"""Whole pages: the shell around a body, and what a search finds in it.

The shell is a Jinja template that escapes all it is given; bodies are HTML already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from pipeline.model.langue.mots import fold
from pipeline.model.page import MENU, RECHERCHE, Page, Passage, adresse
from pipeline.write.html.documents import Corps

TITLE = r'(?=<h[1-6] id="([^"]*)")'
HEAD = r"<h[1-6][^>]*>(.*?)</h[1-6]>"
TAG = r"<[^>]*>"
WHOLE = r'<span class="code">([^<]*)</span>'
"""A code that no line cuts: it parts no words."""
CELL = r"<t[dh][ >].*?</t[dh]>"
READ = r'\b(?:alt|aria-label|href|title|content)="([^"]*)"'
"""What a page tells beside its words."""

LONGEST_EXTRACT = 160
HALF = LONGEST_EXTRACT // 2


@lru_cache(maxsize=4)
def _environment(shell: tuple[tuple[str, str], ...]) -> Environment:
    return Environment(
        loader=DictLoader(dict(shell)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Coquille:
    """The shell of pages; ``files`` are its templates, ``told`` what all pages say: the name of the CPTS above all."""

    def __init__(self, files: Mapping[str, str], told: Mapping[str, Any]) -> None:
        self.environment = _environment(tuple(sorted(files.items())))
        menu = told.get("entrees", MENU)
        self.told = {**told, "menu": [(adresse(cle), cle, titre) for cle, titre in menu]}

    def page(self, page: Page, **more: Any) -> bytes:
        values = {**self.told, "page": page, "corps": Markup(page.html), **more}
        return self.environment.get_template("page.html").render(values).encode()

    def part(self, name: str, **values: Any) -> str:
        """A body that is no document: a list, a form."""
        return self.environment.get_template(name).render({**self.told, **values})


def page_of(cle: str, titre: str, onglet: str, corps: Corps) -> Page:
    """The page of a body, with what a search finds in it."""
    found = tuple(passages(adresse(cle), titre, corps.html))
    return Page(cle, titre, corps.html, onglet, found, corps.images, "<h1" in corps.html)


def passages(lien: str, titre: str, html: str) -> Iterator[Passage]:
    """Each part of a body under its title; what stands before the first is under that of the page."""
    first, *others = re.split(TITLE, html)
    if words_of(first):
        yield Passage(titre, lien, words_of(first))
    for mark, part in zip(others[::2], others[1::2], strict=True):
        head = re.search(HEAD, part, re.DOTALL)
        title = words_of(head[1]) if head else titre
        yield Passage(f"{titre} › {title}", f"{lien}#{mark}", words_of(part))


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(TAG, " ", re.sub(WHOLE, r"\1", html))).split())


def all_words_of(html: str) -> Iterator[str]:
    """Everything that anyone may read in a page, attributes too, a line of text at a time."""
    for part in re.split(
        r"</(?:p|li|td|th|h[1-6]|div|dt|dd|figcaption|caption|text|title)>|<br>", html
    ):
        text = " ".join(unescape(re.sub(TAG, "", part)).split())
        if text:
            yield text
    for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL):
        yield " | ".join(map(words_of, re.findall(CELL, row, re.DOTALL)))
    yield from (unescape(found) for found in dict.fromkeys(re.findall(READ, html)) if found)


def found_in(passages: Iterable[Passage], asked: str) -> Iterator[tuple[Passage, str]]:
    """The passages that hold every word that was asked, whatever its accents, with the words around the first."""
    wanted = fold(asked).split()
    for passage in passages if wanted else ():
        folded = fold(passage.mots)
        if all(word in folded for word in wanted):
            yield passage, _around(passage.mots, wanted[0])


def _around(text: str, word: str) -> str:
    """What stands around the first word that matches; the whole when it is short."""
    at = next((m.start() for m in re.finditer(r"\S+", text) if word in fold(m.group())), 0)
    start = text.find(" ", max(0, at - HALF), at) + 1 if at > HALF else 0
    cut = text[start : start + LONGEST_EXTRACT]
    if start + LONGEST_EXTRACT < len(text):
        cut = f"{cut.rpartition(' ')[0] or cut} …"
    return f"… {cut}" if start else cut


def search_page(shell: Coquille, pages: Iterable[Page]) -> Page:
    """Every title of every page as a link, with its words for the script that looks into them."""
    listed = [passage for page in pages for passage in page.passages]
    lines = [(one.titre, one.lien, " ".join(sorted(set(_folded(one.mots))))) for one in listed]
    html = shell.part("recherche.html", lignes=lines)
    return Page(RECHERCHE, "Recherche", html, RECHERCHE)


def _folded(text: str) -> list[str]:
    return re.findall(r"\w{3,}", fold(text))
