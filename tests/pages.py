"""Pages as a browser and a screen reader take them: what tests of the site and of the atelier look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html

OUTSIDE = re.compile(r"(?:https?:)?//")


def tree(page: bytes | str) -> Any:
    text = page.decode() if isinstance(page, bytes) else page
    return html.fromstring(text)


def faults(name: str, page: bytes, names: set[str]) -> Iterator[str]:
    """Everything that whoever cannot see, has no script or no network would stumble over."""
    root = tree(page)
    yield from _landmarks(root)
    yield from _titles(root)
    yield from _names(root)
    yield from _links(name, root, names)
    yield from _scripts(root)


def _landmarks(root: Any) -> Iterator[str]:
    for tag in ("main", "header", "footer", "h1", "head/title"):
        if len(root.findall(f".//{tag}")) != 1:
            yield f"{len(root.findall(f'.//{tag}'))} <{tag}>"
    if root.get("lang") != "fr":
        yield "sans langue"
    first = root.find("body")[0]
    if first.get("href") != "#contenu" or root.find(".//main").get("id") != "contenu":
        yield "sans lien d'évitement"
    labels = [nav.get("aria-label") for nav in root.iter("nav")]
    if None in labels or len(set(labels)) < len(labels):
        yield f"nav sans nom propre : {labels}"


def _titles(root: Any) -> Iterator[str]:
    """Levels go down one at a time."""
    before = 0
    for title in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(title.tag[1])
        if level > before + 1:
            yield f"<{title.tag}> après <h{before}> : {title.text_content()[:40]}"
        if not title.text_content().strip():
            yield f"<{title.tag}> vide"
        before = level


def _names(root: Any) -> Iterator[str]:
    for image in root.iter("img"):
        if not image.get("alt"):
            yield f"image sans texte : {image.get('src')}"
    for drawing in root.iter("svg"):
        named = drawing.get("aria-label") or drawing.get("aria-labelledby")
        if drawing.get("role") != "img" or not named:
            yield "dessin sans nom"
    for table in root.iter("table"):
        if table.find("caption") is None and not table.get("aria-label"):
            yield "tableau sans nom"
        for cell in table.iter("th"):
            if not cell.get("scope") or not cell.text_content().strip():
                yield f"titre de colonne sans portée ou vide : {cell.text_content()[:30]!r}"
    yield from _marks(root)


def _marks(root: Any) -> Iterator[str]:
    for link in root.iter("a", "button"):
        if not link.text_content().strip() and not link.get("aria-label"):
            yield f"lien sans mots : {link.get('href')}"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    if len(ids) > len(set(ids)):
        yield f"identifiants en double : {[one for one in set(ids) if ids.count(one) > 1][:3]}"
    for field in root.iter("input", "select"):
        labelled = root.xpath(f"//label[@for='{field.get('id')}']")
        if field.get("type") != "hidden" and not labelled:
            yield f"champ sans libellé : {field.get('name')}"


def _links(name: str, root: Any, names: set[str]) -> Iterator[str]:
    """Every link inside leads somewhere, and nothing is fetched from outside."""
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    for node in root.xpath("//*[@src]|//link[@href]"):
        target = node.get("src") or node.get("href")
        if OUTSIDE.match(target) or target.startswith("data:") or target not in names:
            yield f"ressource {target}"
    for link in root.xpath("//a[@href]"):
        target = link.get("href")
        if target.startswith("#"):
            if target[1:] not in ids:
                yield f"lien vers {target}, qui n'y est pas"
        elif not _goes_out(target) and target.partition("#")[0] not in names:
            yield f"lien vers {target}, qui n'est pas une page"


def _goes_out(target: str) -> bool:
    return bool(OUTSIDE.search(target)) or target.startswith("mailto:")


def _scripts(root: Any) -> Iterator[str]:
    for node in root.iter():
        if isinstance(node.tag, str):
            handlers = [key for key in node.attrib if key.startswith("on") or key == "style"]
            if handlers or (node.tag in ("script", "style") and (node.text or "").strip()):
                yield f"script ou style dans la page : {node.tag} {handlers}"


def anchors(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    return {
        name: {node.get("id") for node in tree(data).iter() if node.get("id")}
        for name, data in files.items()
        if name.endswith(".html")
    }
