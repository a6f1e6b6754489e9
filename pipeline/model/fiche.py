"""The fiche action: the uniform sheet of annexe 7 of the URPS guide, plus what its worked examples add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from pipeline.model.echeance import Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Inline
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A heading of the trame.  ``alias`` are other wordings accepted, compared without accents and capitals.

    A heading added here is read, asked for, offered by ``make fiche`` and printed: nothing else needs a change.
    """

    cle: str
    titre: str
    alias: tuple[str, ...] = ()
    obligatoire: bool = False
    aide: str = ""
    """One line of guidance for whoever fills it."""
    champ: str = ""
    """The field of the template of fiches that prints its text; without one, the text is printed under its title, with
    the others of its kind, by the loop of the template on ``AUTRES_RUBRIQUES``."""
    cellule: bool = False
    """Whether the template prints it in a cell of a table."""


TRAME: tuple[Rubrique, ...] = (
    Rubrique(
        "problematiques",
        "Problématiques constatées",
        ("problématique", "problématiques", "constats", "contexte"),
        True,
        aide="Ce que le diagnostic a montré : un besoin (B1, B2…), un chiffre et sa source.",
        champ="problematiques",
    ),
    Rubrique(
        "objectifs",
        "Objectifs opérationnels",
        ("objectif", "objectifs", "objectif opérationnel", "objectif(s) opérationnel(s)"),
        True,
        aide="Ce qui aura changé pour les habitants ou les soignants, en une à trois phrases.",
        champ="objectifs",
    ),
    Rubrique(
        "public_cible",
        "Public cible",
        ("public", "publics cibles"),
        aide="Pour qui : âge, situation, nombre de personnes si vous le connaissez.",
        champ="public_cible",
        cellule=True,
    ),
    Rubrique(
        "acteurs",
        "Acteurs et partenaires",
        ("acteurs", "partenaires", "acteurs & partenaires"),
        aide="Les métiers, les structures, les communes qui y prennent part.",
        champ="acteurs",
        cellule=True,
    ),
    Rubrique(
        "sous_actions",
        "Sous-actions",
        ("sous-action", "sous actions", "sous-actions à mettre en œuvre"),
        True,
        aide="Une ligne par tâche : quoi, qui (une clé de personnes.csv ou un nom), pour quand, ce qui en sortira.",
        champ="sous_actions_texte",
    ),
    Rubrique(
        "indicateurs",
        "Indicateurs",
        ("indicateur", "indicateurs retenus", "indicateurs de suivi et de résultats"),
        True,
        aide="Peu, simples, dont la source est connue d'avance ; au moins un de résultat.",
        champ="indicateurs_texte",
    ),
    Rubrique(
        "planning",
        "Planning prévisionnel",
        ("planning", "calendrier", "planning prévisionnel de mise en œuvre"),
        True,
        aide="Le démarrage, deux réunions d'indicateurs par an, le déploiement, le bilan.",
        champ="planning_texte",
    ),
    Rubrique(
        "moyens_logistiques",
        "Moyens logistiques",
        ("logistiques",),
        aide="Salle, matériel, fournitures.",
        champ="moyens_logistiques",
        cellule=True,
    ),
    Rubrique(
        "moyens_numeriques",
        "Moyens numériques",
        ("moyens informatiques", "numériques"),
        aide="Messagerie, agenda, logiciel ; ce que l'on attend de chacun.",
        champ="moyens_numeriques",
        cellule=True,
    ),
    Rubrique(
        "moyens_humains",
        "Moyens humains",
        ("humains",),
        aide="Qui, combien de temps, avec quelle compétence.",
        champ="moyens_humains",
        cellule=True,
    ),
    Rubrique(
        "ressources",
        "Ressources disponibles",
        ("ressources déjà disponibles", "inventaire des ressources disponibles"),
        aide="Ce qui existe déjà : local prêté, outil, structure d'appui, documentation.",
        champ="ressources",
        cellule=True,
    ),
    Rubrique(
        "freins_leviers",
        "Freins et leviers",
        ("freins", "leviers", "freins & leviers"),
        aide="Ce qui peut gêner, et ce qui peut aider.",
        champ="freins_leviers",
        cellule=True,
    ),
    Rubrique(
        "budget",
        "Budget",
        (
            "estimation du budget",
            "financiers",
            "moyens financiers",
            "budget prévisionnel",
            "budget de l'action",
        ),
        aide="Un commentaire, sans montant : les montants viennent du classeur.",
        champ="budget_commentaire",
    ),
)
RUBRIQUES = {rubrique.cle: rubrique for rubrique in TRAME}
AUTRES_RUBRIQUES = "autres_rubriques"
MOYENS = ("moyens_logistiques", "moyens_numeriques", "moyens_humains")


@dataclass(frozen=True, slots=True)
class SousAction:
    """A line of the sub-actions; ``echeance`` is None when ``quand`` is a rhythm, or cannot be read as a date."""

    action: tuple[Inline, ...]
    qui: Placed[str]
    quand: Placed[str]
    livrable: tuple[Inline, ...]
    echeance: Echeance | None = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Etape:
    """A line of the planning; ``echeance`` is None when ``date`` cannot be read as one.

    ``par_an`` is how many times a year it comes back, when its words say so (« chaque trimestre »).
    """

    etape: tuple[Inline, ...]
    date: Placed[str]
    echeance: Echeance | None
    par_an: Decimal | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TableauEgare:
    """A table with the columns of a heading of the trame that the fiche has lost.

    ``echange``: or the heading ``cle`` stands above what that other one opens, and the other above its own.
    """

    cle: str
    colonnes: str
    span: Span = field(compare=False)
    echange: str = ""


@dataclass(frozen=True, slots=True)
class Egare:
    """A text without a place in the trame: the brouillon prints it framed, after the rubrique that it follows.

    ``titre`` is its own heading, when it has one; ``apres`` the key of the rubrique before it, if any.
    """

    apres: str
    titre: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Indicateur:
    """``cibles`` maps a contract year (from 1) to its target, as the author wrote it.

    ``dans_le_texte`` says that it is a line of the author's own list or table, which is printed as it stands.
    """

    nom: str
    type: str
    definition: str
    source: str
    frequence: str
    sens: str
    depart: str
    cibles: Mapping[int, Placed[str]]
    base_variable: bool
    poids: str
    span: Span = field(compare=False)
    dans_le_texte: bool = False
    en_tableau: bool = False
    """Whether it is a row of a table, where it can have no lines of its own."""
    signale: bool = False
    """Whether one of its lines was told to be wrong: what it seems to lack proves nothing."""
    sans_cible: Placed[str] | None = None
    """« aucune (l'outil ouvre en 2028) »: that it has no target, and why, as typed."""

    @property
    def cible_absente_dite(self) -> bool:
        """Whether its author says why it has no target."""
        return (
            self.sans_cible is not None
            and SANS_CIBLE.fullmatch(fold(self.sans_cible.value)) is None
        )

    @property
    def est_un_oui_ou_non(self) -> bool:
        """A thing that exists or does not, which goes neither up nor down."""
        told = [self.depart, *(placed.value for placed in self.cibles.values())]
        return any(told) and all(OUI_OU_NON.match(fold(text)) for text in told if text)


SANS_CIBLE = motif(r"(?:aucune|sans|sans cible|pas de cible|aucune cible|neant|non)[ .;:,()–-]*")
OUI_OU_NON = motif(r"(?:oui|non)\b")


@dataclass(frozen=True, slots=True)
class IndicateurUsuel:
    """An indicator that the guide names for a mission."""

    nom: str
    type: str
    sens: str


INDICATEURS_USUELS: Mapping[str, tuple[IndicateurUsuel, ...]] = {
    "acces_soins": (
        IndicateurUsuel("part des patients avec un médecin traitant", "résultat", "hausse"),
        IndicateurUsuel("passages aux urgences sans hospitalisation", "suivi", "baisse"),
        IndicateurUsuel("part des patients en ALD sans médecin traitant", "résultat", "baisse"),
        IndicateurUsuel("part des plus de 70 ans sans médecin traitant", "résultat", "baisse"),
        IndicateurUsuel(
            "part des bénéficiaires de la C2S sans médecin traitant", "résultat", "baisse"
        ),
        IndicateurUsuel("admissions directes demandées par la ville", "résultat", "hausse"),
        IndicateurUsuel(
            "consultations dans l'organisation des soins non programmés", "suivi", "hausse"
        ),
    ),
    "parcours": (
        IndicateurUsuel(
            "patients suivis dans le parcours, rapportés à ceux qui pourraient l'être",
            "résultat",
            "hausse",
        ),
    ),
    "prevention": (
        IndicateurUsuel(
            "personnes ayant bénéficié d'une action de prévention ou de dépistage",
            "résultat",
            "hausse",
        ),
        IndicateurUsuel("actions de prévention menées", "suivi", "hausse"),
        IndicateurUsuel("satisfaction des participants", "résultat", "hausse"),
    ),
    "crises": (
        IndicateurUsuel(
            "cabinets joints dans le délai prévu lors de l'exercice", "résultat", "hausse"
        ),
    ),
    "qualite": (
        IndicateurUsuel(
            "professionnels participant aux groupes d'analyse de pratiques", "résultat", "hausse"
        ),
        IndicateurUsuel("thèmes abordés", "suivi", "hausse"),
        IndicateurUsuel("plan d'action réalisé", "résultat", "hausse"),
    ),
    "accompagnement": (
        IndicateurUsuel("installations accompagnées", "résultat", "hausse"),
        IndicateurUsuel("maîtres de stage", "suivi", "hausse"),
        IndicateurUsuel("stagiaires accueillis", "suivi", "hausse"),
    ),
}
"""Kinds of measure named for each mission by the URPS guide (parts on the missions); for the crises, of our own.

A new fiche has the first two, and names the others in a comment: more would be asked to be filled.
"""

OFFERTS = 2

TYPES_INDICATEUR = ("suivi", "résultat")
SENS_INDICATEUR = ("hausse", "baisse")


STATUTS_FICHE = ("brouillon", "en relecture", "validée")


@dataclass(frozen=True, slots=True)
class DatesFiche:
    demarrage: Placed[Echeance] | None = None
    deploiement: Placed[Echeance] | None = None
    fin: Placed[Echeance] | None = None


@dataclass(frozen=True, slots=True)
class Fiche:
    """One action.  ``textes`` maps a key of the trame to its prose; ``span`` is the file's first line.

    A field that the file does not give, or gives wrongly, is None or empty: the finding was made when it was read.
    """

    path: str
    code: Placed[str] | None
    titre: Placed[str] | None
    mission: Placed[str] | None
    pilote: Placed[str] | None
    copilotes: tuple[Placed[str], ...]
    """Who leads the action with the pilot, or in her place."""
    membres: tuple[Placed[str], ...]
    besoins: tuple[Placed[str], ...]
    """Codes of the needs of the diagnostic that the action answers."""
    orientations_prs: tuple[Placed[str], ...]
    dates: DatesFiche
    statut: Placed[str] | None
    """One of ``STATUTS_FICHE``; None when the author does not say."""
    priorite: str
    cls: str
    """The part of the contrat local de santé that the action serves."""
    cts: str
    """The priority of the conseil territorial de santé that it serves."""
    cofinanceurs: tuple[Placed[str], ...]
    textes: Mapping[str, tuple[Block, ...]]
    rubriques: Mapping[str, Span]
    sous_actions: tuple[SousAction, ...]
    indicateurs: tuple[Indicateur, ...]
    planning: tuple[Etape, ...]
    en_prose: frozenset[str]
    """Keys of the trame whose lines stand in several tables, in lists or amid text: printed as they stand."""
    tableaux_egares: tuple[TableauEgare, ...]
    egares: tuple[Egare, ...]
    signalees: frozenset[str]
    """Keys of the trame of which something was said when the file was read; to call them empty would say it twice."""
    entete: Mapping[str, Span]
    """Where each key of the front matter stands, those left empty included."""
    span: Span = field(compare=False)

    @property
    def cle_mission(self) -> str:
        """The key of its mission; empty when none could be read."""
        return self.mission.value if self.mission else ""

    @property
    def est_brouillon(self) -> bool:
        return self.statut is not None and self.statut.value == STATUTS_FICHE[0]

    @property
    def cle(self) -> str:
        """The code, or the file name for a fiche that has none."""
        return self.code.value if self.code else self.path.rsplit("/", 1)[-1]
