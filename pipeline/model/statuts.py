"""Articles of association and of the règlement intérieur, and the values that they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.prose import Block
from pipeline.model.span import Placed, Span


@dataclass(frozen=True, slots=True)
class Article:
    """``numero`` is 0 for the preamble; ``ouvre_titre`` names the Titre that begins with this article."""

    numero: int
    titre: str
    ouvre_titre: str
    blocs: tuple[Block, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class College:
    cle: str
    nom: str
    description: str
    sieges: Placed[int] | None
    cotisation: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Poste:
    poste: str
    titulaire: Placed[str] | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Valeurs:
    """``content/statuts/valeurs.yaml``: ``scalaires`` maps each path (``conseil.sieges``) to the text typed."""

    modele: Placed[str] | None
    colleges: tuple[College, ...]
    sieges: Placed[int] | None
    postes: tuple[Poste, ...]
    scalaires: Mapping[str, str]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Statuts:
    valeurs: Valeurs | None
    articles: tuple[Article, ...]
    reglement: tuple[Article, ...]
