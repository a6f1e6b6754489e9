"""What a template holds and no page shows: parts, notes and texts that nothing calls stay in it.

A header of the pages that a document does not have, a note without its number, a picture that nobody placed would
leave with each document, and only who opens the file with another program would read them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, MutableMapping

from lxml import etree

from pipeline.model.motif import motif
from pipeline.read.word.paquet import DOCUMENT, SETTINGS, Paquet
from pipeline.read.word.refus import Refus
from pipeline.read.word.xml import R, W, fresh_root, is_on, root_of, written

CALLED = ("header", "footer", "image", "hyperlink")
"""Kinds of relationships that serve only where something names them."""

REFERENCES = (f"{W}headerReference", f"{W}footerReference")
NOTES = {"footnotes": f"{W}footnoteReference", "endnotes": f"{W}endnoteReference"}
RELATED = etree.XPath(f"//@*[namespace-uri() = '{R[1:-1]}' or local-name() = 'relid']")
LETTERS = motif(r"[^\W\d_]{2,}")
SEPARATOR = Refus(
    "le trait qui sépare le texte des notes est remplacé par des mots.",
    "dans Word : Affichage, Brouillon ; Références, Afficher les notes, « Séparateur » : effacez-y les mots.",
)

TWICE = Refus(
    "deux de ses notes ont le même numéro : une seule serait imprimée.",
    "dans Word : supprimez les notes et leurs appels, puis refaites-les (Références, Insérer une note).",
)


def without_leftovers(paquet: Paquet, parts: MutableMapping[str, bytes]) -> Iterator[Refus]:
    """Take out of the parts, and of the relationships, what no page of a document can show; tell what cannot be."""
    if DOCUMENT not in parts:
        return
    _without_pages_that_are_not(parts)
    _without_parts_that_nothing_calls(paquet, parts)
    for genre, call in NOTES.items():
        for name in [one for one in parts if paquet.genres.get(one) == genre]:
            numbers = [note.get(f"{W}id") for note in root_of(parts[name])]
            if len(set(numbers)) < len(numbers):
                yield TWICE
            parts[name] = _with_called_notes(parts, name, call)
            if _has_words_between(root_of(parts[name])):
                yield SEPARATOR
    _without_words_of_levels(paquet, parts)
    _without_places_that_nothing_names(paquet, parts)


# --- places ----------------------------------------------------------------------------------------------------------


PLACE, ITS_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
NAMES = motif(r"[\w.-]+")
NAMING = etree.XPath(
    "//@*[local-name() = 'anchor' or local-name() = 'instr' or local-name() = 'href']"
)


def _without_places_that_nothing_names(paquet: Paquet, parts: MutableMapping[str, bytes]) -> None:
    """A bookmark serves what leads to it; alone, it is only a name."""
    marked = [name for name, part in parts.items() if b"bookmarkStart" in part]
    named = _names_of_places(paquet, parts) if marked else frozenset()
    for name in marked:
        if any(one.get(f"{W}name") not in named for one in root_of(parts[name]).iter(PLACE)):
            parts[name] = _without_places(parts[name], named)


def _without_places(part: bytes, named: Collection[str]) -> bytes:
    root = fresh_root(part)
    alone = [one for one in root.iter(PLACE) if one.get(f"{W}name") not in named]
    ids = {one.get(f"{W}id") for one in alone}
    ends = [one for one in root.iter(ITS_END) if one.get(f"{W}id") in ids]
    for one in (*alone, *ends):
        around = one.getparent()
        if around is not None:
            around.remove(one)
    return written(root)


def _names_of_places(paquet: Paquet, parts: Mapping[str, bytes]) -> frozenset[str]:
    """All the words in which a field or a link may name a place."""
    said = [lien.cible for liens in paquet.liens.values() for lien in liens if lien.dehors]
    for part in parts.values():
        if part.startswith(b"<"):
            root = root_of(part)
            said.append("".join(one.text or "" for one in root.iter(f"{W}instrText")))
            found = NAMING(root)
            assert isinstance(found, list)
            said.extend(map(str, found))
    return frozenset(NAMES.findall(" ".join(said)))


def _without_pages_that_are_not(parts: MutableMapping[str, bytes]) -> None:
    """No header of a first page where no section shows it, nor of even pages where they are as the odd."""
    settings = root_of(parts[SETTINGS]) if SETTINGS in parts else None
    evens = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
    if not _unshown(root_of(parts[DOCUMENT]), evens):
        return
    fresh = fresh_root(parts[DOCUMENT])
    for one in _unshown(fresh, evens):
        around = one.getparent()
        if around is not None:
            around.remove(one)
    parts[DOCUMENT] = written(fresh)


def _unshown(document: etree._Element, evens: bool) -> list[etree._Element]:
    """The headers and footers of pages that are not; a section without its own shows those of the section before."""
    unshown: dict[tuple[str, str], etree._Element] = {}
    replaced: list[etree._Element] = []
    for section in document.iter(f"{W}sectPr"):
        shown = {
            "default",
            *(["even"] if evens else []),
            *(["first"] if _has_a_first_page(section) else []),
        }
        for one in section.iterchildren(*REFERENCES):
            place = (str(one.tag), _kind(one))
            replaced += [unshown[place]] if place in unshown else []
            unshown[place] = one
        for place in [place for place in unshown if place[1] in shown]:
            del unshown[place]
    return [*replaced, *unshown.values()]


def _has_a_first_page(section: etree._Element) -> bool:
    return is_on(section.find(f"{W}titlePg"))


def _kind(reference: etree._Element) -> str:
    return str(reference.get(f"{W}type", "default"))


def _without_parts_that_nothing_calls(paquet: Paquet, parts: MutableMapping[str, bytes]) -> None:
    reached: set[str] = set()
    waiting = [DOCUMENT]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += (one for one in _called_by(paquet, name, parts[name]) if one in parts)
    for name in [one for one in parts if one not in reached]:
        del parts[name]
        paquet.genres.pop(name, None)
        paquet.liens.pop(name, None)


def _called_by(paquet: Paquet, name: str, part: bytes) -> list[str]:
    """The parts that one calls, its other relationships left out."""
    if name not in paquet.liens:
        return []
    ids = _ids(part)
    kept = [one for one in paquet.liens[name] if one.genre not in CALLED or one.id in ids]
    paquet.liens[name] = kept
    return [one.cible for one in kept if not one.dehors]


def _ids(part: bytes) -> frozenset[str]:
    """The relationships that a part names."""
    if not part.startswith(b"<"):
        return frozenset()
    found = RELATED(root_of(part))
    assert isinstance(found, list)
    return frozenset(map(str, found))


def _with_called_notes(parts: Mapping[str, bytes], name: str, call: str) -> bytes:
    called = {str(one.get(f"{W}id")) for one in root_of(parts[DOCUMENT]).iter(call)}
    if all(_stays(note, called) for note in root_of(parts[name])):
        return parts[name]
    root = fresh_root(parts[name])
    for note in [one for one in root if not _stays(one, called)]:
        root.remove(note)
    return written(root)


def _stays(note: etree._Element, called: set[str]) -> bool:
    return note.get(f"{W}type") not in (None, "normal") or note.get(f"{W}id") in called


def _has_words_between(notes: etree._Element) -> bool:
    """Whether what stands for the line above notes holds words, which only pages with notes show."""
    marks = (note for note in notes if note.get(f"{W}type") not in (None, "normal"))
    return any("".join(one.text or "" for one in note.iter(f"{W}t")).strip() for note in marks)


# --- numberings ------------------------------------------------------------------------------------------------------


def _without_words_of_levels(paquet: Paquet, parts: MutableMapping[str, bytes]) -> None:
    """« Article %1 » of a level that no paragraph and no style has becomes « %1 »."""
    for name in [one for one in parts if paquet.genres.get(one) == "numbering"]:
        ranks, numbers = _values(parts, "ilvl") | {"0"}, _values(parts, "numId")
        if next(_unheard(root_of(parts[name]), ranks, numbers), None) is None:
            continue
        root = fresh_root(parts[name])
        for text in list(_unheard(root, ranks, numbers)):
            text.set(f"{W}val", LETTERS.sub("", str(text.get(f"{W}val"))).strip())
        parts[name] = written(root)


def _values(parts: Mapping[str, bytes], name: str) -> set[str]:
    """What the parts say in the elements of that name: the levels and the lists that paragraphs and styles have."""
    return {
        str(one.get(f"{W}val"))
        for part in parts.values()
        if part.startswith(b"<") and name.encode() in part
        for one in root_of(part).iter(f"{W}{name}")
    }


def _unheard(
    numbering: etree._Element, ranks: Collection[str], numbers: Collection[str]
) -> Iterator[etree._Element]:
    """The texts of levels that hold words, and that nothing is numbered by."""
    lists = {
        _value(one, "abstractNumId")
        for one in numbering.iter(f"{W}num")
        if one.get(f"{W}numId") in numbers
    }
    for abstract in numbering.iter(f"{W}abstractNum"):
        texts = (one for one in abstract.iter(f"{W}lvlText") if LETTERS.search(_val(one)))
        is_used = abstract.get(f"{W}abstractNumId") in lists
        for text in texts:
            level = text.getparent()
            assert level is not None
            heard = is_used and (
                level.get(f"{W}ilvl") in ranks or level.find(f"{W}pStyle") is not None
            )
            if not heard:
                yield text


def _val(element: etree._Element) -> str:
    return str(element.get(f"{W}val"))


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val"))
