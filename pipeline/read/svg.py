"""SVG drawings: what a document may carry is kept and written anew, the rest is taken out and told.

A drawing is a web page: it can run a program, fetch a picture, lay out text that only a browser shows, or repeat itself
until memory ends.  Nothing of the file goes into a document as it was typed: elements and attributes are copied from a
list of those that only draw.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.model.dessin import FONTS, Dessin, fonts_of_drawings
from pipeline.model.motif import motif
from pipeline.read.lectures import Lectures
from pipeline.read.svg_cache import not_drawn

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.ImageFont import FreeTypeFont

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
MAX_DRAWN = 300_000
"""Elements once every repetition is unfolded: a few lines can ask for billions."""

MAX_LETTERS, LETTERS_OF_ONE = 20_000, 5_000
"""Letters of one text, and the square of those that cost as much as an element."""

MAX_PIXELS = 40_000_000
STAMP = 64
FULL_WIDTH = 960.0
"""Points of a drawing that gives no width: a screen would show it as wide as the page."""

KEPT = {
    *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "a", "image"),
    *(
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
    ),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"),
}
TOLD = {
    "script": "un programme",
    "foreignObject": "un texte de page web (foreignObject)",
    "flowRoot": "un texte qu'Inkscape est seul à montrer (flowRoot)",
    "filter": "un effet d'ombre ou de flou",
    **dict.fromkeys(("animate", "animateMotion", "animateTransform", "set"), "une animation"),
    **dict.fromkeys(("iframe", "audio", "video"), "un contenu du web"),
}
NOT_COPIED = ("data-", "content", "filter", "aria-", "role")
"""Attributes that draw nothing; diagrams.net keeps a whole file of its own in ``content``."""

SILENT = frozenset(
    ["metadata", "animateColor", "mpath", "view", "cursor", "font", "font-face", "color-profile"]
)
"""What draws nothing that is seen on paper."""

PROGRAM, LINK, OUTSIDE, BROKEN = (
    "un programme",
    "un lien",
    "une image ou un style pris ailleurs que dans le fichier",
    "une image abîmée ou démesurée",
)
TARGET = motif(r"url\(\s*['\"]?#([^'\"()\s]+)['\"]?\s*\)")
ADDRESS = motif(r"url\(|@import|expression\(|javascript:|\\", re.IGNORECASE)
EFFECT = motif(r"(?<![\w-])filter\s*:[^;}]*;?")
"""What asks for a filter that was taken out is not drawn at all: the asking goes too."""

PLAIN_NAME = motif(r"[A-Za-z_][\w.-]*")
LONGEST_NUMBER = 40
LENGTH = motif(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?)\s*(px|pt|pc|mm|cm|in|)\s*")
POINTS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
EMBEDDED = motif(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
LATIN = "\u024f"
"""Past it, a sign may be missing from a font."""


class Refused(Exception):
    """Why a drawing cannot be printed, as the end of a sentence."""


def read_svg(data: bytes, lectures: Lectures | None = None) -> Dessin:
    """The drawing made safe; or why it cannot be printed.  ``lectures`` know which ones earlier runs could paint."""
    try:
        root = _parsed(data)
        _within_reason(root)
        cleaner = _Cleaner(root)
        width, height = _size(root)
        svg = cleaner.document(width, height)
        (lectures or Lectures()).tried(svg, lambda: _tried(svg, width, height))
        told = [*cleaner.told, *_elsewhere(data), *_unseen(root)]
        return Dessin(svg.encode(), width, height, tuple(dict.fromkeys(told)))
    except Refused as reason:
        return Dessin(refus=str(reason))


def _parsed(data: bytes) -> Element:
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    if len(data) > MAX_BYTES:
        raise Refused("il pèse plus de 5 Mo")
    if data.startswith(b"\x1f\x8b"):
        raise Refused("il est compressé (SVGZ)")
    try:
        root: Element = fromstring(
            data, forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException:
        raise Refused(
            "il définit des abréviations (ENTITY) ou va chercher un autre fichier"
        ) from None
    except (ParseError, ValueError, LookupError):
        raise Refused("ce n'est pas un fichier SVG complet") from None
    if root.tag != SVG + "svg":
        raise Refused('il ne commence pas par « <svg xmlns="http://www.w3.org/2000/svg"> »')
    return root


# --- how much there is to draw -----------------------------------------------------------------------------------


def _within_reason(root: Element) -> None:
    """Refuse what is too deep, too long, or too much once every repetition is unfolded."""
    count = 0
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise Refused(f"ses éléments sont imbriqués sur plus de {MAX_DEPTH} niveaux")
        if count > MAX_ELEMENTS:
            raise Refused(f"il a plus de {MAX_ELEMENTS // 1000} 000 éléments")
        waiting += [(child, depth + 1) for child in node]
    _Weight(root).of(root, 0)


class _Weight:
    """How many elements are drawn for each, with what it refers to; a drawing that holds itself is refused."""

    def __init__(self, root: Element) -> None:
        self.by_id = {str(node.get("id")): node for node in root.iter() if node.get("id")}
        self.known: dict[Element, int] = {}
        self.open: set[Element] = set()
        self.styled = _targets_of_styles(root)

    def of(self, node: Element, depth: int) -> int:
        if node in self.known:
            return self.known[node]
        if node in self.open or depth > 2 * MAX_DEPTH:
            raise Refused("un de ses éléments se répète lui-même, ou trop de fois")
        self.open.add(node)
        total = 1 + _weight_of_letters(node) + sum(self.of(child, depth + 1) for child in node)
        for name, times in self.targets(node):
            target = self.by_id.get(name)
            if target is not None and target is not node:
                total += times * self.of(target, depth + 1)
        if total > MAX_DRAWN:
            raise Refused("ses répétitions en font un dessin sans fin")
        self.open.discard(node)
        self.known[node] = total
        return total

    def targets(self, node: Element) -> Iterator[tuple[str, int]]:
        """The names that an element refers to, and how many times each is drawn."""
        for name, value in node.attrib.items():
            if name in ("href", XLINK) and value.startswith("#") and node.tag != SVG + "a":
                yield value[1:], 1
            points = (
                len(node.get("d", "") or node.get("points", "")) // 4 + 1
                if "marker" in name + value
                else 1
            )
            for target in TARGET.findall(value) if "url(" in value else ():
                yield target, points
        for chosen in (*node.get("class", "").split(), ""):
            for target in self.styled.get(chosen, ()):
                yield target, 1


def _weight_of_letters(node: Element) -> int:
    """What the letters of a text cost beside those of other elements: each is placed after all that come before."""
    if node.tag != SVG + "text":
        return 0
    letters = sum(map(len, node.itertext()))
    if letters > MAX_LETTERS:
        raise Refused("un de ses textes a plus de 20 000 lettres")
    return letters * letters // LETTERS_OF_ONE


def _targets_of_styles(root: Element) -> Mapping[str, Sequence[str]]:
    """What the style sheets refer to, by class; under ``""`` what they give to other elements."""
    found: dict[str, list[str]] = {}
    for sheet in root.iter(SVG + "style"):
        for selector, body in rules(sheet.text or ""):
            for name in re.findall(r"\.([\w-]+)", selector) or [""]:
                found.setdefault(name, []).extend(TARGET.findall(body))
    return found


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet, each with its selector or its « @… » words, in one pass whatever they hold."""
    text = "".join(
        part.partition("*/")[2] if rank else part for rank, part in enumerate(sheet.split("/*"))
    )
    depth = start = 0
    selector, inside = "", 0
    for sign in re.finditer("[{};]", text):
        at = sign.start()
        if sign.group() == "{":
            if depth == 0:
                selector, inside = text[start:at], at + 1
            depth += 1
        elif sign.group() == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                yield selector.strip(), text[inside:at].strip()
                start = at + 1
        elif depth == 0:
            yield text[start:at].strip(), ""
            start = at + 1


# --- what is kept ------------------------------------------------------------------------------------------------


class _Cleaner:
    """Writes a drawing anew from what may be kept of it; ``told`` is what was taken out that a reader would miss."""

    def __init__(self, root: Element) -> None:
        self.root = root
        sheets = (node.text or "" for node in root.iter(SVG + "style"))
        self.unseen = not_drawn(root, (rule for sheet in sheets for rule in rules(sheet)), SVG)
        self.told: list[str] = []
        self.pixels = 0

    def document(self, width: float, height: float) -> str:
        given = {**self.attributes(self.root), "width": f"{width:g}", "height": f"{height:g}"}
        if _box(self.root) is None:
            given["viewBox"] = f"0 0 {width:g} {height:g}"
        return f"{OPENING}{_written(given)}>{self.inside(self.root)}</svg>"

    def inside(self, node: Element) -> str:
        parts = [escape(node.text or "", quote=False)]
        for child in node:
            parts += [self.element(child), escape(child.tail or "", quote=False)]
        return "".join(parts)

    def element(self, node: Element) -> str:
        if not isinstance(node.tag, str) or not node.tag.startswith(SVG) or node in self.unseen:
            return ""
        name = node.tag.removeprefix(SVG)
        return self.drawn(node, name) if name in KEPT else self.left_out(name)

    def left_out(self, name: str) -> str:
        if name not in SILENT:
            self.told.append(TOLD.get(name) or f"un élément « {name[:40]} »")
        return ""

    def drawn(self, node: Element, name: str) -> str:
        if name == "style":
            sheet = self.style_sheet(node.text or "")
            return f"<style>{escape(sheet, quote=False)}</style>" if sheet else ""
        if name == "image" and not self.has_picture(node):
            return ""
        if name == "a":
            self.told.append(LINK)
            name = "g"
        return f"<{name}{_written(self.attributes(node))}>{self.inside(node)}</{name}>"

    def attributes(self, node: Element) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in node.attrib.items():
            if name.lower().startswith("on"):
                self.told.append(PROGRAM)
            elif name in ("href", XLINK):
                kept.update(self.reference(node, value))
            elif name in (XML + "space", XML + "lang"):
                kept["xml:" + name.removeprefix(XML)] = value
            elif (
                PLAIN_NAME.fullmatch(name)
                and not name.startswith(NOT_COPIED)
                and self.is_inside(value)
            ):
                kept[name] = EFFECT.sub("", value) if name == "style" else value
        return kept

    def is_inside(self, value: str) -> bool:
        """Whether a value or a declaration leads nowhere but into the drawing."""
        outside = ADDRESS.search(TARGET.sub("", value)) is not None
        if outside:
            self.told.append(OUTSIDE)
        return not outside

    def reference(self, node: Element, value: str) -> dict[str, str]:
        if value.startswith("#"):
            return {"xlink:href": value}
        if node.tag == SVG + "image":
            return {"xlink:href": _without_owner(value)}
        if node.tag != SVG + "a":
            self.told.append(OUTSIDE)
        return {}

    def style_sheet(self, text: str) -> str:
        """The rules of a style sheet that lead nowhere else; those that import or wait for a screen are taken out."""
        kept: list[str] = []
        for selector, body in rules(text):
            if selector.startswith("@font-face"):
                self.told.append("une police de caractères")
            elif (
                self.is_inside(f"{selector}{{{body}}}")
                and not selector.startswith("@")
                and "{" not in body
            ):
                kept.append(f"{selector}{{{EFFECT.sub('', body)}}}")
        return "\n".join(kept)

    def has_picture(self, node: Element) -> bool:
        """Whether an image is one, inside the file and of a sane size."""
        value = node.get(XLINK) or node.get("href") or ""
        if not EMBEDDED.match(value):
            self.told.append("une image ni PNG ni JPEG" if value.startswith("data:") else OUTSIDE)
            return False
        self.pixels += _pixels(value)
        if self.pixels > MAX_PIXELS:
            self.told.append(BROKEN)
            return False
        return True


KEPT_SPACES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def quoted(value: str) -> str:
    """An attribute, between the quotes that it does not hold.  `xml.sax.saxutils` would bring in what asks the network."""
    told = escape(value, quote=False).translate(KEPT_SPACES)
    if '"' not in told:
        return f'"{told}"'
    return f"'{told}'" if "'" not in told else f'"{told.replace(chr(34), "&quot;")}"'


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoted(value)}" for name, value in attributes.items())


def _bytes_of(value: str) -> bytes:
    try:
        return base64.b64decode(value.partition(",")[2])
    except (binascii.Error, ValueError):
        return b""


def _pixels(value: str) -> int:
    """How many points a picture has; more than any limit when it cannot be opened."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(_bytes_of(value)), formats=("PNG", "JPEG")) as image:
            points = image.width * image.height
            if points <= MAX_PIXELS:
                image.load()
            return points
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return MAX_PIXELS + 1


def _without_owner(value: str) -> str:
    """The picture as points alone: where a photograph was taken, and by whom, stays out of the document."""
    from PIL import Image

    with Image.open(io.BytesIO(_bytes_of(value)), formats=("PNG", "JPEG")) as image:
        kind = "PNG" if image.format == "PNG" else "JPEG"
        plain = image.convert("RGB" if kind == "JPEG" else "RGBA")
        plain.info = {}
        buffer = io.BytesIO()
        plain.save(buffer, kind, quality=90)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(buffer.getvalue()).decode()}"


# --- its size, its picture ---------------------------------------------------------------------------------------


def _size(root: Element) -> tuple[float, float]:
    """Width and height in points of a screen, as a browser would have them: from its own, or from its box."""
    width, height = (_length(root.get(name, "")[:LONGEST_NUMBER]) for name in ("width", "height"))
    box = _box(root)
    if box is None and (width is None or height is None):
        raise Refused("il ne dit pas sa taille (width, height ou viewBox)")
    ratio = box[1] / box[0] if box else 1.0
    if width is None:
        width = height / ratio if height is not None else FULL_WIDTH
    if height is None:
        height = width * ratio
    if not (0.01 < width < 1e7 and 0.01 < height < 1e7):
        raise Refused("sa taille n'a pas de sens")
    return width, height


def _length(text: str) -> float | None:
    match = LENGTH.fullmatch(text)
    value = float(match[1]) * POINTS[match[2]] if match else 0.0
    return value if value > 0 else None


def _box(root: Element) -> tuple[float, float] | None:
    numbers = root.get("viewBox", "").replace(",", " ").split()
    try:
        _, _, width, height = map(float, numbers)
    except ValueError:
        return None
    return (width, height) if 0 < width < 1e9 and 0 < height < 1e9 else None


def _elsewhere(data: bytes) -> Iterator[str]:
    if b"<?xml-stylesheet" in data:
        yield OUTSIDE


def _unseen(root: Element) -> Iterator[str]:
    """The signs that no font of ours has: the picture of older Words would show a box."""
    words = "".join(text for node in root.iter(SVG + "text") for text in node.itertext())
    rare = sorted({sign for sign in words if sign > LATIN and sign.isprintable()})
    if not rare:
        return
    from PIL import ImageFont

    font = ImageFont.truetype(FONTS[-1], 40)
    box = _drawn(font, "\uffff")
    missing = [sign for sign in rare[:200] if _drawn(font, sign) == box]
    if missing:
        yield f"des signes que l'image des Word d'avant 2016 n'aura pas ({' '.join(missing[:10])})"


def _drawn(font: FreeTypeFont, sign: str) -> tuple[object, ...]:
    return bytes(font.getmask(sign)), font.getbbox(sign)


def _tried(svg: str, width: float, height: float) -> None:
    """Paint the drawing as small as a stamp: what cannot be painted at all is known before anything is built."""
    painted(svg, width, height, STAMP)


def painted(svg: str, width: float, height: float, longest: int) -> bytes:
    """The picture of a drawing, its longest side of so many points; raises ``Refused`` when it has none."""
    from resvg_py import svg_to_bytes

    scale = longest / max(width, height)
    size: dict[str, Any] = {
        "width": max(1, round(width * scale)),
        "height": max(1, round(height * scale)),
    }
    try:
        return bytes(
            svg_to_bytes(svg_string=svg, skip_system_fonts=True, **size, **fonts_of_drawings())
        )
    except Exception:
        raise Refused("il ne peut pas être dessiné") from None
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":
            raise Refused("il ne peut pas être dessiné") from None
        raise
