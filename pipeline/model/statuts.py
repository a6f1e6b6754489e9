"""Articles of association and of the règlement intérieur, and the values that they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.echeance import Echeance
from pipeline.model.prose import Block
from pipeline.model.seance import CONSEIL, CONSTITUTION
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

LONGEST_NUMBER = 6


SIEGE = "association.siege"
"""The path of the address of its seat."""


@dataclass(frozen=True, slots=True)
class Evolution:
    """A point on which an article leaves the published model, with the reason and where it comes from."""

    changement: str
    raison: str
    origine: str


@dataclass(frozen=True, slots=True)
class Article:
    """``numero`` is 0 for the preamble; ``ouvre_titre`` names the Titre that begins with this article.

    ``source``, ``complement`` (why the published model did not have it) and ``evolutions`` are never printed.
    """

    numero: int
    titre: str
    ouvre_titre: str
    blocs: tuple[Block, ...]
    source: str
    complement: str
    evolutions: tuple[Evolution, ...]
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
class Instance:
    """A body of the association, for the table and the chart of the governance.

    ``assemblee``, ``conseil`` and ``bureau`` get their composition and rules from the values when none is typed.
    """

    cle: str
    nom: str
    composition: str
    role: str
    decisions: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Valeurs:
    """The values of the model chosen: ``content/statuts/valeurs.yaml``, and over it the sections of the model's own.

    ``scalaires`` maps each path (``conseil.sieges``) to the text typed, with its place.
    """

    modele: Placed[str] | None = None
    variante: Placed[str] | None = None
    droit: Placed[str] | None = None
    colleges: tuple[College, ...] = ()
    sieges: Placed[int] | None = None
    administrateurs: tuple[Placed[str], ...] = ()
    professions: tuple[Placed[str], ...] = ()
    postes: tuple[Poste, ...] = ()
    instances: tuple[Instance, ...] = ()
    scalaires: Mapping[str, Placed[str]] = field(default_factory=dict)
    jours: Mapping[str, Echeance] = field(default_factory=dict)
    """Those of the scalars that are days, by their path."""
    span: Span = field(compare=False, default=Span("content/statuts/valeurs.yaml"))

    def texte(self, nom: str) -> str:
        placed = self.scalaires.get(nom)
        return placed.value if placed else ""

    def prevoit(self, seance: str) -> bool:
        """Whether a meeting is planned: its section holds something, and the body that meets is in the model."""
        if seance == CONSTITUTION:
            return True
        if seance == CONSEIL:
            return self.sieges is not None
        return any(name.startswith(f"{seance}.") for name in self.scalaires)

    def jour(self, seance: str) -> Echeance | None:
        """The day of a meeting: that of the signature for the founders, and for the first board unless it has its own."""
        of_founders = self.jours.get("association.date_signature")
        if seance == CONSTITUTION:
            return of_founders
        return self.jours.get(f"{seance}.date") or (of_founders if seance == CONSEIL else None)

    def entier(self, nom: str) -> Placed[int] | None:
        """A value that is a whole number; None for one that is absent or is not."""
        placed = self.scalaires.get(nom)
        if placed is None or not placed.value.isdecimal() or len(placed.value) > LONGEST_NUMBER:
            return None
        return Placed(int(placed.value), placed.span)


@dataclass(frozen=True, slots=True)
class Statuts:
    """``dossier`` is the folder of the model chosen, with its final ``/``; empty when none is."""

    valeurs: Valeurs
    articles: tuple[Article, ...]
    reglement: tuple[Article, ...]
    dossier: str


@dataclass(frozen=True, slots=True)
class ArticleImprime:
    """An article as its document prints it, one text per paragraph, heading or line of a list.

    ``cle`` is the name of its file without the number, which stays when articles are renumbered.
    """

    cle: str
    numero: int
    titre: str
    ouvre_titre: str
    alineas: tuple[str, ...]

    @property
    def designation(self) -> str:
        return f"Article {self.numero} — {self.titre}" if self.numero else self.titre


COMPTES = (
    *("_jours", "_ans", "_par_an", "_minimum", "_maximum", "_pourcent"),
    *("delai_mois", "reserve_mois", ".procurations", ".renouvellements", ".absences"),
)
"""How the values end that are counted, or printed in words with their unit."""


def est_un_compte(nom: str) -> bool:
    """Whether a value of the statutes is a whole number.

    >>> est_un_compte("assemblees.convocation_jours"), est_un_compte("comptes.cotisation_mois")
    (True, False)
    """
    return nom.endswith(COMPTES)


# --- the law that an association is under, by where its seat is ---

LOCAL = "alsace-moselle"
"""What ``droit`` says in the values of the statutes; the law of 1901 where it says nothing."""

TRIBUNAL = "association.tribunal"


@dataclass(frozen=True, slots=True)
class Droit:
    loi: str
    formalites: str
    """What is asked for the association to exist in law, after « pour »."""
    registre: str
    """Where its changes are declared, as a verb of declaring wants it."""
    dirigeants: str
    """The text by which those who lead are listed."""
    liquidation: str
    """What whoever liquidates does first, as a sentence."""
    fondateurs: int
    """The fewest founders."""


LOI_1901 = Droit(
    "la loi du 1er juillet 1901",
    "déclarer l'association à la préfecture ou à la sous-préfecture de son siège, et faire publier sa création au "
    "Journal officiel des associations et fondations d'entreprise",
    "à la préfecture ou à la sous-préfecture du siège",
    "loi du 1er juillet 1901, article 5",
    "Avant de remettre l'actif, il paie les dettes, recouvre les créances et met fin aux contrats en cours.",
    2,
)


def droit_local(tribunal: str) -> Droit:
    """The local civil code, with the tribunal that keeps the register."""
    registre = f"registre des associations du {tribunal or 'tribunal judiciaire'}"
    return Droit(
        "les articles 21 à 79-3 du code civil local, applicable dans le Bas-Rhin, le Haut-Rhin et la Moselle",
        f"demander l'inscription de l'association au {registre}",
        f"au {registre}",
        "code civil local, article 59",
        "Avant de remettre l'actif, il publie la dissolution, y appelle les créanciers et les paie ; l'actif se remet un an "
        "après cette publication au plus tôt (articles 49 à 51 du code civil local).",
        7,
    )
