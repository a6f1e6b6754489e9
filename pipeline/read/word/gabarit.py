"""From the bytes of a ``.docx`` to the parts of a template, or to the reasons why it cannot be one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.model.source import WordFile
from pipeline.model.span import Span
from pipeline.read.archive import Refusal, open_archive
from pipeline.read.word.contenu import anonymous, inspected
from pipeline.read.word.paquet import DOCUMENT, SETTINGS, Paquet
from pipeline.read.word.refus import AS_PICTURE, Refus, short
from pipeline.read.word.restes import without_leftovers
from pipeline.read.word.xml import Unreadable, W, root_of, utf8

ROOTS = {"officeDocument": "document", "header": "hdr", "footer": "ftr", "fontTable": "fonts"}
"""Kind of a part → its root in Word's namespace, where the two names differ."""

FIRST_BYTES = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": (b"II*\x00", b"MM\x00*"),
    "tiff": (b"II*\x00", b"MM\x00*"),
}
OLD_FORMATS = frozenset(("gif", "bmp", "tif", "tiff"))
"""Drawn again from their points: remarks and other views stand anywhere in them."""

MOST_TOLD = 12
SMALLER = "dans Word : clic droit sur l'image, Enregistrer en tant qu'image ; réduisez-la, et mettez-la à sa place."


def read_word(path: str, data: bytes, findings: list[Finding]) -> WordFile | None:
    """The parts of a template; None with a finding for each thing that keeps it from being used."""
    archive = open_archive(data, "gabarit")
    if isinstance(archive, Refusal):
        findings.append(
            Finding("D004", archive.message, Span(path), (archive.hint,) if archive.hint else ())
        )
        return None
    paquet = Paquet(archive.parts)
    parts: dict[str, bytes] = {}
    told = [*paquet.refus, *_contents(paquet, parts)]
    if not told:
        told.extend(without_leftovers(paquet, parts))
    for refus in list(dict.fromkeys(told))[:MOST_TOLD]:
        message = f"ce gabarit ne peut pas servir : {refus.raison}"
        findings.append(Finding("D004", message, Span(path), (refus.remede,)))
    return None if told else WordFile(path, {**paquet.furniture(), **parts})


def _contents(paquet: Paquet, parts: dict[str, bytes]) -> Iterator[Refus]:
    """Put each part that may leave with a document in ``parts``, and tell what may not be in it."""
    for name, genre in paquet.genres.items():
        data = paquet.parts[name]
        if genre == "image":
            parts[name], told = _picture(name, data)
            yield from told
            continue
        try:
            text = utf8(data)
            yield from _root_of_its_kind(name, genre, text)
            liens = paquet.liens.get(name, ())
            outside = frozenset(lien.id for lien in liens if lien.dehors)
            inside = frozenset(lien.id for lien in liens if not lien.dehors)
            parts[name] = anonymous(text, name == SETTINGS)
            yield from inspected(parts[name], outside, inside)
        except Unreadable as problem:
            yield Refus(f"la partie {name} {problem}.")


def _root_of_its_kind(name: str, genre: str, text: bytes) -> Iterator[Refus]:
    root = root_of(text)
    if genre != "theme" and root.tag != f"{W}{ROOTS.get(genre, genre)}":
        yield Refus(f"la partie {name} n'est pas ce que son type annonce.")
    elif name == DOCUMENT and root.find(f"{W}body") is None:
        yield Refus("il n'a pas de corps.")


def _picture(name: str, data: bytes) -> tuple[bytes, list[Refus]]:
    """A picture as it may leave with a document: a drawing is written anew, without what only looks harmless."""
    extension = name.rpartition(".")[2].lower()
    if extension != "svg":
        from pipeline.read import picture  # templates seldom have one

        if not data.startswith(FIRST_BYTES[extension]):
            message = f"l'image {short(name)} n'est pas ce que son nom annonce."
            return data, [Refus(message, AS_PICTURE)]
        if picture.points_told(data) > picture.MAX_PIXELS:
            message = f"l'image {short(name)} a plus de {picture.MAX_PIXELS // 1_000_000} millions de points."
            return data, [Refus(message, SMALLER)]
        clean = picture.redrawn if extension in OLD_FORMATS else picture.plain_picture
        plain = clean(data)
        if plain is None:
            return data, [Refus(f"l'image {short(name)} ne peut pas être ouverte.", AS_PICTURE)]
        return plain, []
    from pipeline.read.svg_gabarit import drawing_of_a_template

    svg, reason = drawing_of_a_template(data)
    if not reason:
        return svg, []
    return data, [
        Refus(f"le dessin {short(name)} ne peut pas être imprimé : {reason}.", AS_PICTURE)
    ]
