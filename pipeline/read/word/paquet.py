"""Which parts a template is made of: those that its relationships reach, each of the content type that it should have.

The parts that only tell its history (comments, properties, building blocks…) are left behind; any other stops it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass
from pipeline.read.word.champs import leads_to_the_web
from pipeline.read.word.refus import AS_PICTURE, COPY, SAVE_AGAIN, UNLINK, Refus, short
from pipeline.read.word.xml import DECLARATION, Unreadable, root_of, utf8

TYPES = "[Content_Types].xml"
ROOT = "_rels/.rels"
DOCUMENT = "word/document.xml"
SETTINGS = "word/settings.xml"
NEEDED = (TYPES, ROOT, DOCUMENT, "word/styles.xml", "word/_rels/document.xml.rels")

TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
NAMED_BY = {"Default": "Extension", "Override": "PartName"}
"""Entry of the part of types → the attribute that says what it is about."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
MICROSOFT = motif(
    r"http://schemas\.microsoft\.com/office/20[0-9]{2}/(?:[0-9]{2}/)?relationships/(\w+)"
)
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

IDENTIFIER = motif(r"[A-Za-z_][\w.-]{0,39}", re.ASCII)
PLAIN = motif(r"[\w./ ()-]+", re.ASCII)
"""A target that names the same part for every program: no escape, no query, no drive."""


@dataclass(frozen=True, slots=True)
class Sorte:
    """What a kind of relationship leads to: its content types, and how the name of the part begins and ends.

    ``seule`` when a template has one at most; others have a number in between, or any name when they have a folder.
    """

    types: tuple[str, ...]
    debut: str
    fin: tuple[str, ...] = (".xml",)
    seule: bool = True

    def names(self, name: str) -> bool:
        if not name.startswith(self.debut) or not name.lower().endswith(self.fin):
            return False
        between = name.removeprefix(self.debut).rpartition(".")[0]
        if self.debut.endswith("/"):
            return "/" not in between
        return not between or (not self.seule and between.isdigit())


IMAGES = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "svg")
SORTES: Mapping[str, Sorte] = {
    "officeDocument": Sorte((f"{WORDML}document.main+xml",), "word/document"),
    **{
        name: Sorte((f"{WORDML}{name}+xml",), f"word/{name}")
        for name in ("styles", "numbering", "settings", "fontTable", "footnotes", "endnotes")
    },
    **{
        name: Sorte((f"{WORDML}{name}+xml",), f"word/{name}", seule=False)
        for name in ("header", "footer")
    },
    "theme": Sorte(
        ("application/vnd.openxmlformats-officedocument.theme+xml",), "word/theme/theme1"
    ),
    "image": Sorte(
        (*(f"image/{name}" for name in IMAGES), "image/svg+xml"),
        "word/media/",
        tuple(f".{name}" for name in IMAGES),
        seule=False,
    ),
}
STORIES = ("header", "footer", "footnotes", "endnotes")
LEADS_TO: Mapping[str, Sequence[str]] = {
    "": ("officeDocument",),
    "officeDocument": (
        *("styles", "numbering", "settings", "fontTable", "theme", "image", "hyperlink"),
        *STORIES,
    ),
    **dict.fromkeys(STORIES, ("image", "hyperlink")),
    **dict.fromkeys(("numbering", "theme"), ("image",)),
}
"""Kind of a part → kinds of relationships that it may have."""

LEFT_BEHIND = {
    *(f"{PACKAGE}{name}" for name in ("core-properties", "thumbnail")),
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
    *(
        f"{OFFICE}{name}"
        for name in (
            *(
                "extended-properties",
                "custom-properties",
                "customXml",
                "comments",
                "webSettings",
                "glossaryDocument",
            ),
            "printerSettings",
        )
    ),
}
LEFT_BEHIND_TOO = {
    *(
        "stylesWithEffects",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "documenttasks",
    ),
    "classificationlabels",
}
"""The same, of the relationships that Microsoft added year after year."""

OBJECT = "supprimez l'objet, ou remplacez-le par son image (Collage spécial, « Image (PNG) »)."
REMEDIES = {
    "attachedTemplate": "dans Word : Fichier, Options, Compléments, Gérer « Modèles », Atteindre ; mettez « Normal ».",
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), OBJECT),
    **dict.fromkeys(
        ("chart", "diagramData", "diagramLayout", "diagramColors", "diagramQuickStyle", "hdphoto"),
        AS_PICTURE,
    ),
    **dict.fromkeys(("aFChunk", "subDocument"), "collez le texte du document inséré à sa place."),
    "image": "supprimez cette image, puis Insertion, Images, « Cet appareil » ; choisissez un PNG ou un JPEG.",
    "hyperlink": UNLINK,
    "font": "dans Word : Fichier, Options, Enregistrement, décochez « Incorporer les polices dans le fichier ».",
    **dict.fromkeys(
        ("mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        "dans Word : Publipostage, Démarrer la fusion et le publipostage, « Document Word normal ».",
    ),
}
"""Last word of a relationship → what to do about it."""


@dataclass(frozen=True, slots=True)
class Lien:
    """A relationship: its id, the last word of its kind, and where it leads, ``dehors`` or to that part."""

    id: str
    type: str
    cible: str
    dehors: bool

    @property
    def genre(self) -> str:
        return self.type.removeprefix(OFFICE)

    @property
    def mot(self) -> str:
        return self.type.rpartition("/")[2]

    @property
    def laisse(self) -> bool:
        microsoft = MICROSOFT.fullmatch(self.type)
        return self.type in LEFT_BEHIND or (
            microsoft is not None and microsoft[1] in LEFT_BEHIND_TOO
        )


class Paquet:
    """The parts kept, with the kind of each and its relationships; ``refus`` is what stops the template."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.refus: list[Refus] = [
            Refus(f"il lui manque la partie {name}.") for name in NEEDED if name not in parts
        ]
        self.genres: dict[str, str] = {}
        self.liens: dict[str, list[Lien]] = {}
        self.types: dict[str, str] = {}
        self.overrides: list[str] = []
        self.defaults: list[tuple[str, str]] = []
        self.behind: set[str] = {TYPES}
        if not self.refus:
            self._read_types()
            self._follow("", "")
        if not self.refus:
            self._look_for_others()

    # --- content types ------------------------------------------------------------------------------------------

    def _read_types(self) -> None:
        root = self._root(TYPES)
        for entry in root if root is not None else ():
            local = str(entry.tag).removeprefix(TYPES_SPACE)
            name = str(entry.get(NAMED_BY[local], "")) if local in NAMED_BY else ""
            kind = str(entry.get("ContentType", ""))
            folded = f".{name}".casefold() if local == "Default" else name.casefold()
            if not name or folded in self.types:
                self.refus.append(
                    Refus(f"la partie {TYPES} est écrite d'une façon inhabituelle ({short(name)}).")
                )
            self.types[folded] = kind
            if local == "Default":
                self.defaults.append((name, kind))
            else:
                self.overrides.append(name)

    def _type_of(self, name: str) -> str:
        extension = name.rpartition(".")[2]
        return self.types.get(f"/{name}".casefold(), self.types.get(f".{extension}".casefold(), ""))

    # --- relationships ------------------------------------------------------------------------------------------

    def _follow(self, name: str, genre: str) -> None:
        """Read the relationships of a part, then those of the parts that they lead to."""
        rels = rels_of(name)
        if rels not in self.parts:
            return
        self.behind.add(rels)
        self.liens[name] = []
        for lien in self._relationships(rels, name):
            if lien.laisse:
                self._leave(lien)
            elif lien.genre not in LEADS_TO.get(genre, ()):
                what = f"il contient un élément interdit ({short(lien.mot)}) vers « {short(lien.cible)} »."
                self.refus.append(Refus(what, REMEDIES.get(lien.mot, COPY)))
            else:
                self._take(name, lien)

    def _take(self, name: str, lien: Lien) -> None:
        if lien.genre == "hyperlink" or lien.dehors:
            if lien.genre != "hyperlink" or not lien.dehors or not leads_to_the_web(lien.cible):
                reason = f"il va chercher « {short(lien.cible)} » hors du document."
                self.refus.append(Refus(reason, REMEDIES.get(lien.mot, SAVE_AGAIN)))
            self.liens[name].append(lien)
            return
        sorte = SORTES[lien.genre]
        fault = self._not_of_its_kind(name, lien, sorte)
        if fault:
            self.refus.append(fault)
            return
        self.liens[name].append(lien)
        if lien.cible not in self.genres:
            self.genres[lien.cible] = lien.genre
            self._follow(lien.cible, lien.genre)

    def _not_of_its_kind(self, name: str, lien: Lien, sorte: Sorte) -> Refus | None:
        quoted = short(lien.cible)
        if lien.cible not in self.parts:
            return Refus(f"il renvoie à une partie qui n'y est pas ({quoted}).")
        if sorte.seule and any(other.genre == lien.genre for other in self.liens[name]):
            return Refus(f"il a deux parties pour une ({lien.mot} : {quoted}).")
        if self._type_of(lien.cible) in sorte.types and sorte.names(lien.cible):
            return None
        if lien.genre == "image":
            return Refus(f"l'image {quoted} n'est ni un PNG ni un JPEG.", REMEDIES["image"])
        return Refus(f"la partie {quoted} n'a pas le nom ou le type attendu ({lien.mot}).")

    def _leave(self, lien: Lien) -> None:
        """Leave a part behind, with all that it alone leads to."""
        if lien.dehors or lien.cible in self.behind:
            return
        self.behind.add(lien.cible)
        rels = rels_of(lien.cible)
        if rels in self.parts:
            self.behind.add(rels)
            for inner in self._relationships(rels, lien.cible):
                if inner.mot == "frame":
                    self.refus.append(Refus("il est découpé en cadres (frame)."))
                self._leave(inner)

    def _relationships(self, rels: str, name: str) -> Iterator[Lien]:
        root = self._root(rels)
        if root is None:
            return
        folder = posixpath.dirname(name)
        seen: set[str] = set()
        for entry in root:
            lien = _lien(entry, folder)
            if lien is None or lien.id in seen:
                target = short(str(entry.get("Target", "")))
                self.refus.append(
                    Refus(f"la partie {rels} est écrite d'une façon inhabituelle ({target}).")
                )
                continue
            seen.add(lien.id)
            yield lien

    # --- the rest -----------------------------------------------------------------------------------------------

    def _look_for_others(self) -> None:
        for name in self.parts:
            owner = (
                name.replace("_rels/", "").removesuffix(".rels") if name.endswith(".rels") else ""
            )
            if name not in self.genres and name not in self.behind and owner not in self.behind:
                self.refus.append(Refus(f"sa partie {short(name)} n'est reliée à rien."))

    def _root(self, name: str) -> etree._Element | None:
        try:
            return root_of(utf8(self.parts[name]))
        except Unreadable as problem:
            self.refus.append(Refus(f"la partie {name} {problem}."))
            return None

    # --- written anew -------------------------------------------------------------------------------------------

    def furniture(self) -> dict[str, bytes]:
        """Content types and relationships written anew, with nothing else in them than what was understood.

        The two parts of properties are announced: whoever writes a document from this template fills them.
        """
        made = {rels_of(name): _rels(name, liens) for name, liens in self.liens.items() if name}
        return {TYPES: self._types(), ROOT: ROOT_WRITTEN.encode(), **made}

    def _types(self) -> bytes:
        written = [
            f"<Default Extension={_quoted(name)} ContentType={_quoted(kind)}/>"
            for name, kind in self._by_extension().items()
        ]
        written += [
            f"<Override PartName={_quoted(f'/{name}')} ContentType={_quoted(kind)}/>"
            for name, kind in {**self._by_name(), **PROPERTIES}.items()
        ]
        return (
            f'{DECLARATION}<Types xmlns="{TYPES_SPACE[1:-1]}">{"".join(written)}</Types>'.encode()
        )

    def _by_extension(self) -> dict[str, str]:
        pictures = {
            name.rpartition(".")[2].casefold()
            for name, genre in self.genres.items()
            if genre == "image"
        }
        known = {name: kind for name, kind in self.defaults if name.casefold() in pictures}
        return {"rels": RELS_TYPE, "xml": "application/xml", **known}

    def _by_name(self) -> dict[str, str]:
        """The parts kept, first those that the template itself types by name, in its order."""
        named = [name[1:] for name in self.overrides if name[1:] in self.genres]
        named += [name for name, genre in self.genres.items() if genre != "image"]
        return {name: self._type_of(name) for name in named}


PROPERTIES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
ROOT_WRITTEN = (
    f'{DECLARATION}<Relationships xmlns="{RELS_SPACE[1:-1]}">'
    f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="{DOCUMENT}"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}extended-properties" Target="docProps/app.xml"/></Relationships>'
)


def _lien(entry: etree._Element, folder: str) -> Lien | None:
    """A relationship as typed in the part of a folder; None when two programs might not read it alike."""
    if entry.tag != f"{RELS_SPACE}Relationship" or not set(entry.attrib) <= {
        "Id",
        "Type",
        "Target",
        "TargetMode",
    }:
        return None
    identifier, kind, target = (str(entry.get(key, "")) for key in ("Id", "Type", "Target"))
    mode = entry.get("TargetMode", "Internal")
    if not IDENTIFIER.fullmatch(identifier) or mode not in ("Internal", "External"):
        return None
    if mode == "External":
        return Lien(identifier, kind, target, dehors=True)
    if not PLAIN.fullmatch(target):
        return None
    inside = (
        target.lstrip("/")
        if target.startswith("/")
        else posixpath.normpath(posixpath.join(folder, target))
    )
    return Lien(identifier, kind, inside, dehors=False)


def _quoted(text: str) -> str:
    return '"' + text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'


def rels_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _rels(name: str, liens: Sequence[Lien]) -> bytes:
    folder = posixpath.dirname(name)
    entries = [
        f'<Relationship Id={_quoted(lien.id)} Type="{lien.type}" '
        + (
            f'Target={_quoted(lien.cible)} TargetMode="External"/>'
            if lien.dehors
            else f'Target="{posixpath.relpath(lien.cible, folder)}"/>'
        )
        for lien in liens
    ]
    return f'{DECLARATION}<Relationships xmlns="{RELS_SPACE[1:-1]}">{"".join(entries)}</Relationships>'.encode()
