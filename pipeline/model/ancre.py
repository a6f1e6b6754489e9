"""What a reference may point to, under the name that an author types: ``[](#fiche-M3-01)``."""

from __future__ import annotations

import posixpath
from dataclasses import field
from urllib.parse import unquote

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import NOWHERE, Legende
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

RANK = motif(r"^(?:M[1-6]-[0-9]+|[0-9]+)-")


@dataclass(frozen=True, slots=True)
class Ancre:
    """``texte`` are the words of a reference to what is not in the same document.

    ``path`` is the file that a link such as ``[](../fiches/M3-01-surpoids.md)`` may name instead.  ``complement`` is
    added for a reader outside ``dossier``: « article 15 des statuts ».
    """

    cle: str
    texte: str
    path: str = ""
    complement: str = ""
    dossier: str = ""
    span: Span = field(compare=False, default=NOWHERE)
    titre: str = ""
    """The title of what it names, where ``texte`` is a number that may change."""

    @property
    def lisible(self) -> str:
        """The words that a reader of the source sees, in a forge: « annexe « Budget détaillé » ».  They have no number,
        and a document prints its own in their place."""
        if not self.titre:
            return self.texte
        return f"{self.texte.split(' ')[0]} « {self.titre} »"

    def est_rappelee(self, words: str) -> bool:
        """Whether words typed in a reference only recall what it names: « annexe « … » », whatever stands inside.

        >>> [Ancre("a", "annexe « Budget »").est_rappelee(words) for words in ("annexe « Le budget »", "le budget")]
        [True, False]
        """
        head = fold(self.lisible).partition("«")[0]
        said = fold(words)
        return said.startswith(f"{head}«") and said.endswith("»")


def mots(path: str) -> str:
    """The words of a file's name, without its rank: ``15-bureau.md`` → ``bureau``."""
    return RANK.sub("", posixpath.basename(path).removesuffix(".md"))


def de_fiche(code: str) -> str:
    return f"fiche-{code}"


def de_mission(cle: str) -> str:
    return f"mission-{cle}"


def de_chapitre(path: str) -> str:
    return f"chapitre-{mots(path)}"


def de_annexe(nom: str) -> str:
    return f"annexe-{nom}"


def de_article(path: str) -> str:
    """Articles of the statutes and of the règlement are called by the words of their file, never by their number."""
    start = "reglement" if path.startswith("content/reglement-interieur/") else "article"
    return f"{start}-{mots(path)}"


def de_section(mot: str) -> str:
    return f"section-{mot.removeprefix('section-')}" if mot else ""


def de_legende(legende: Legende) -> str:
    """``tableau-ages`` for a caption that ends with ``{#ages}`` or ``{#tableau-ages}``; ``""`` for one without."""
    start = fold(legende.genre) + "-"
    return start + legende.ancre.removeprefix(start) if legende.ancre else ""


def cible(url: str, path: str) -> str | None:
    """What a link written in the file ``path`` points to inside the sources: ``#`` and an anchor, or a file.

    None for an address of the web or anything else.
    """
    if url.startswith("#"):
        return unquote(url)
    bare = unquote(url.partition("#")[0])
    if not bare.endswith(".md") or ":" in bare or bare.startswith("/") or "\\" in bare:
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
