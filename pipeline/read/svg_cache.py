"""What a drawing holds and does not draw: hidden layers, words that no eye sees, which would leave with the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.model.motif import motif

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DECLARED = motif(r"(?:^|;)\s*(display|visibility|opacity)\s*:\s*([\w.%+-]+)", re.IGNORECASE)
SELECTOR = motif(r"([\w-]*)(?:([.#])([\w-]+))?")
NOTHING = {
    "display": motif(r"none", re.IGNORECASE),
    "visibility": motif(r"hidden|collapse", re.IGNORECASE),
    "opacity": motif(r"[+-]?0*(?:\.0*)?%?"),
}
"""A property → its values under which nothing is drawn."""

Sheet = Mapping[tuple[str, str, str], Mapping[str, str]]
"""Tag, « . » or « # », name → what a style sheet sets for them."""


def not_drawn(root: Element, rules: Iterable[tuple[str, str]], svg: str) -> frozenset[Element]:
    """The elements that draw nothing, whatever they hold, and that nothing else of the drawing uses.

    ``rules`` are those of its style sheets, selector and body; ``svg`` is what its tags begin with.
    """
    look = _Look(_sheet(rules), svg)
    named = names_used(root)
    used = _holding(root, lambda node: node.get("id") in named)
    shown = _holding(root, look.is_shown)
    found: set[Element] = set()
    waiting = list(root)
    while waiting:
        node = waiting.pop()
        if look.hides(node, node in shown) and node not in used:
            found.add(node)
        else:
            waiting += node
    return frozenset(found)


class _Look:
    """What is set for an element: by itself first, then by a style sheet, then by its attributes."""

    def __init__(self, sheet: Sheet, svg: str) -> None:
        self.sheet, self.svg = sheet, svg

    def value(self, node: Element, name: str) -> str:
        own = dict(_declared(node.get("style", "")))
        if name in own:
            return own[name]
        told = [given[name] for given in self._given(node) if name in given]
        return told[-1] if told else node.get(name, "").strip()

    def _given(self, node: Element) -> Iterator[Mapping[str, str]]:
        if not self.sheet:
            return
        tag = str(node.tag).removeprefix(self.svg)
        names = [("", ""), *((".", one) for one in node.get("class", "").split())]
        names += [("#", node.get("id", ""))]
        for kind, name in names:
            for element in ("", tag):
                yield self.sheet.get((element, kind, name), {})

    def hides(self, node: Element, holds_shown: bool) -> bool:
        """Whether nothing of the element is drawn: what is invisible may hold something that is shown again."""
        if self._is_nothing(node, "display") or self._is_nothing(node, "opacity"):
            return True
        return self._is_nothing(node, "visibility") and not holds_shown

    def is_shown(self, node: Element) -> bool:
        return self.value(node, "visibility").lower() == "visible"

    def _is_nothing(self, node: Element, name: str) -> bool:
        value = self.value(node, name)
        return bool(value) and NOTHING[name].fullmatch(value) is not None


def _declared(style: str) -> Iterator[tuple[str, str]]:
    return ((name.lower(), value) for name, value in DECLARED.findall(style) if value)


def _sheet(rules: Iterable[tuple[str, str]]) -> Sheet:
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for selectors, body in rules:
        given = dict(_declared(body))
        for selector in selectors.split(",") if given else ():
            match = SELECTOR.fullmatch(selector.strip())
            if match:
                tag, kind, name = (piece or "" for piece in match.groups())
                found.setdefault((tag, kind, name), {}).update(given)
    return found


def _holding(root: Element, asked: Callable[[Element], bool]) -> frozenset[Element]:
    """The elements that are what is asked or hold one that is, each looked at once."""
    found: set[Element] = set()
    for node in reversed(list(root.iter())):
        if asked(node) or any(child in found for child in node):
            found.add(node)
    return frozenset(found)


def names_used(root: Element) -> frozenset[str]:
    """The names of elements that others refer to: what is hidden there is drawn elsewhere."""
    values = (value for node in root.iter() for value in node.attrib.values() if "#" in value)
    sheets = (node.text or "" for node in root.iter() if "url(" in (node.text or ""))
    targets = (name for sheet in sheets for name in USED.findall(sheet))
    return frozenset((*re.findall(r"#([^\s'\"();,{}]+)", " ".join(values)), *targets))


USED = motif(r"url\(\s*['\"]?#([^'\"()\s]+)")
