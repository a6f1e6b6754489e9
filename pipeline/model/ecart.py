"""What changed between two versions of the statutes, ready to be laid out in two columns."""

from __future__ import annotations

from pipeline.model.prose import Block
from pipeline.model.statuts import ArticleImprime
from pipeline.model.valeur import dataclass

INCHANGE = "sans changement"
MODIFIE = "modifié"
AJOUTE = "ajouté"
SUPPRIME = "supprimé"


@dataclass(frozen=True, slots=True)
class Morceau:
    """A few words; ``change`` when the other version does not have them."""

    texte: str
    change: bool


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph as it was and as it is; one side is empty when it was added or removed."""

    ancien: tuple[Morceau, ...]
    nouveau: tuple[Morceau, ...]

    @property
    def change(self) -> bool:
        return any(morceau.change for morceau in (*self.ancien, *self.nouveau))


@dataclass(frozen=True, slots=True)
class Ecart:
    """One article.  ``nature`` is one of the four words above; without change ``alineas`` is empty."""

    nature: str
    ancien: ArticleImprime | None
    nouveau: ArticleImprime | None
    alineas: tuple[Alinea, ...]

    @property
    def renumerote(self) -> bool:
        return (
            self.ancien is not None
            and self.nouveau is not None
            and self.ancien.numero != self.nouveau.numero
        )

    @property
    def designation(self) -> str:
        """« Article 9 — Conseil d'administration (ancien article 8) », by its new number where there is one."""
        article = self.nouveau or self.ancien
        assert article is not None, "an écart has an article on one side at least"
        name = article.designation
        if self.renumerote and self.ancien is not None:
            name += f" (ancien article {self.ancien.numero})"
        return name


@dataclass(frozen=True, slots=True)
class Comparaison:
    """What a document of comparison is called, the heads of its two columns, and what closes it."""

    cle: str
    titre: str
    gauche: str
    droite: str
    suite: tuple[Block, ...] = ()
