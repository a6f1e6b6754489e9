"""The whole project as its sources state it, before anything is computed or checked between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import TypeAlias

from pipeline.model.bareme import BAREME_INCONNU, SOCLE, Bareme
from pipeline.model.budget import Budget, Indemnite, Plafond
from pipeline.model.charte import Charte
from pipeline.model.contours import Contours
from pipeline.model.contrat import ReglagesContrat, ReglesContrat
from pipeline.model.courrier import Courrier
from pipeline.model.decoupage import Decoupage
from pipeline.model.dessin import Dessin
from pipeline.model.diagnostic import FORCES_FAIBLESSES, PISTES, Besoin
from pipeline.model.donnees import Donnees
from pipeline.model.doutes import Doutes
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.langue.lexique import Langue
from pipeline.model.langue.mots import fold
from pipeline.model.livrable import BREF, CONVENTIONS, GRILLE_ARS, TEXTES, Livrable
from pipeline.model.mesure import Mesures
from pipeline.model.motif import motif
from pipeline.model.personne import ACTIF, PARTENAIRE, PHYSIQUE, Annuaire, Personne
from pipeline.model.prose import Block, Image, Link, Variable
from pipeline.model.seance import Presence, Vote
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import Statuts
from pipeline.model.suivi import Suivi
from pipeline.model.territoire import TAILLES, LigneCommune
from pipeline.model.valeur import dataclass
from pipeline.model.version import Validation, Version
from pipeline.model.version_budget import VersionBudget

Citation: TypeAlias = Variable | Image | Link

STATUTS_PROJET = ("travail", "déposé", "validé")

ANNEES_CONTRAT = 5
DATES_PROJET = (
    *("lettre_intention", "lettre_acceptee", "declaration"),
    *("depot", "validation", "signature", "effet"),
)

STATUTS = "content/statuts/"
NUMERO = motif(r"(\D*)[0-9]+")
"""How the register names someone by a number: « 4 », « n° 4 », « PS4 », « infirmier 2 »."""

SPACES = motif(r"\s+")
SIGLE = 3
"""Letters at most that may touch a number."""

NUMBERED = motif(r"(?<=/)[0-9]+[-_ ]*")
"""The number that keeps files in order, in a path."""

DOSSIERS_CHAPITRES = {
    "diagnostic": "content/diagnostic/",
    "missions": "content/missions/",
    "organisation": "content/organisation/",
    "annexes": "content/annexes/",
    "actes": "content/actes/",
    CONVENTIONS: "content/conventions/",
    TEXTES: "content/textes/",
}


TABLEAUX_DE_CHAPITRE = {
    "budget": "organisation",
    FORCES_FAIBLESSES: "diagnostic",
    PISTES: "diagnostic",
}
"""What ``tableau:`` may ask of a chapter → the part where it belongs."""


class Piece(Enum):
    """What a projet may lack: files that are absent or could not be read, a barème that nothing names."""

    IDENTITE = auto()
    COMMUNES = auto()
    DECOUPAGE = auto()
    ANNUAIRE = auto()
    BESOINS = auto()
    BUDGET = auto()
    BAREME = auto()
    REGLES = auto()
    STATUTS = auto()


NOM_DE_FICHE = motif(r"M[1-9]-[0-9]{1,2}\b")
"""How the name of the file of a fiche begins: with its code."""


@dataclass(frozen=True, slots=True)
class Signataire:
    partie: str
    nom: str
    fonction: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ContactCPTS:
    """How to reach the CPTS itself; whoever reads a public document may.  Empty where nothing was given."""

    telephone: str = ""
    courriel: str = ""
    site: str = ""
    span: Span = field(compare=False, default=Span("content/projet.yaml"))


@dataclass(frozen=True, slots=True)
class Reglages:
    """Thresholds of some warnings, that a CPTS may set in ``projet.yaml``; ``poids_maximal`` is in megabytes."""

    indicateurs_par_fiche: int = 6
    actions_par_pilote: int = 5
    poids_maximal: int | None = None


@dataclass(frozen=True, slots=True)
class Identite:
    """``content/projet.yaml``.  ``missions`` keeps the order of the ACI; ``dates`` has the keys of ``DATES_PROJET``."""

    nom: str = ""
    exemple: bool = False
    etape: EtapeCPTS = EtapeCPTS.PROJET
    statut: str = ""
    version: str = ""
    departement: str = ""
    region: str = ""
    ars: str = ""
    cpam: str = ""
    delegation_ars: str = ""
    urps: str = ""
    elsm: str = ""
    msa: str = ""
    """Those whose opinions the ARS asks for, beside the CPAM; empty while they are not named."""

    taille: Placed[int] | None = None
    bareme: Placed[str] | None = None
    classeur: Placed[str] | None = None
    dates: Mapping[str, Placed[Echeance]] = field(default_factory=dict)
    communes: tuple[Placed[str], ...] = ()
    missions: tuple[Placed[str], ...] = ()
    missions_lues: bool = False
    """False when one of the missions named could not be understood: the list may then lack one."""
    orientations_prs: Mapping[str, str] = field(default_factory=dict)
    signataires: tuple[Signataire, ...] = ()
    pressentis: Mapping[str, Placed[int]] = field(default_factory=dict)
    """Profession → how many more are expected to join, nobody being named yet."""

    contact: ContactCPTS = ContactCPTS()
    version_signee: Placed[str] | None = None
    """The state of git that was signed with the ARS and the CPAM."""
    reglages: Reglages = Reglages()
    contrat: ReglagesContrat = ReglagesContrat()
    span: Span = field(compare=False, default=Span("content/projet.yaml"))

    @property
    def representant(self) -> str:
        """Who signs for the CPTS: « Claire Delafable, présidente »; empty while nobody is named."""
        first = next(iter(self.signataires), None)
        return ", ".join(filter(None, (first.nom, first.fonction))) if first else ""

    @property
    def retenues(self) -> frozenset[str]:
        """The keys of the missions kept."""
        return frozenset(placed.value for placed in self.missions)


@dataclass(frozen=True, slots=True)
class Chapitre:
    """A Markdown chapter.  Its front matter is empty where nothing was given.

    ``demarrage`` and ``deploiement`` are those of the mission that it presents.
    """

    path: str
    titre: str
    blocs: tuple[Block, ...]
    mission: Placed[str] | None
    tableau: str
    span: Span = field(compare=False)
    demarrage: Placed[Echeance] | None = None
    deploiement: Placed[Echeance] | None = None
    livrables: tuple[Placed[str], ...] = ()
    """The only documents that print it; all those that take its part when none is named."""

    reunions_par_an: Decimal = Decimal(0)
    """The meetings on indicators that its text announces."""

    courrier: Courrier | None = None
    """What makes it a letter."""

    pilote: Placed[str] | None = None
    """Who is in charge of the mission that it presents: a key or a name."""

    copilotes: tuple[Placed[str], ...] = ()
    referent: Placed[str] | None = None
    """Whom the partners of the mission ask for, when it is not the pilot."""

    def est_dans(self, livrable: str) -> bool:
        return not self.livrables or any(placed.value == livrable for placed in self.livrables)

    def presente(self, mission: str) -> bool:
        return self.mission is not None and self.mission.value == mission


CONSTATS_ACCEPTES = "content/constats-acceptes.csv"
"""What it names, files and words of findings, is printed nowhere."""


@dataclass(frozen=True, slots=True)
class ConstatAccepte:
    """A warning that the CPTS keeps on purpose, with who decided it, when and why."""

    code: str
    fichier: str
    texte: str
    raison: str
    par: str
    date: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TexteSource:
    """The lines of a file that an author typed, for rules that look at words rather than structure."""

    path: str
    lines: tuple[str, ...]
    body_line: int
    """First line after the front matter of a Markdown file."""

    def __hash__(self) -> int:
        """What is worked out of a text is kept by it (``model/texte.py``): hashing its lines would cost as much."""
        return hash((self.path, self.body_line, len(self.lines)))


@dataclass(frozen=True, slots=True)
class Projet:
    """Every piece is there: one that could not be read is empty, prints as blanks, and is named among ``trous``."""

    trous: frozenset[Piece]
    """The pieces that could not be read; a rule that needs one of them stays silent."""
    identite: Identite
    communes: tuple[LigneCommune, ...]
    """What ``content/communes.csv`` says."""
    decoupage: Decoupage
    """What the reference data say of the communes named."""
    contours: Contours
    """The ground of the communes of their départements, and of all that a map of them shows when one is cited."""
    annuaire: Annuaire
    contacts_presents: bool
    chapitres: Mapping[str, tuple[Chapitre, ...]]
    donnees: Mapping[str, Donnees]
    """Tables of ``content/diagnostic/donnees/`` by the name of their file."""
    besoins: tuple[Besoin, ...]
    """The needs of the diagnostic."""
    fiches: tuple[Fiche, ...]
    fiches_illisibles: tuple[str, ...]
    budget: Budget
    baremes: Mapping[str, Bareme]
    regles: ReglesContrat
    plafonds: Mapping[int, Plafond]
    """Civil year → plafond annuel de la Sécurité sociale, in euros, as far as it is known."""
    statuts: Statuts
    livrables: tuple[Livrable, ...]
    """The documents due at the stage of the CPTS."""
    livrables_ecartes: tuple[Livrable, ...]
    """Those of other stages, which are not built."""
    charte: Charte
    versions: tuple[Version, ...]
    validations: tuple[Validation, ...]
    acceptes: tuple[ConstatAccepte, ...]
    langue: Langue
    exemples: Mapping[str, str]
    """Words of the shipped example → what they are; they may not stay in a real project."""
    textes: tuple[TexteSource, ...]
    citations: tuple[Citation, ...]
    """Every ``{{ fact }}``, picture and link of the Markdown sources, in reading order."""
    professions: Mapping[str, str]
    """A profession as people type it, folded → its name in the agreement of 2019 on CPTS."""
    images: tuple[str, ...]
    """Paths of the PNG, JPEG and SVG files of ``content/``."""
    images_lisibles: frozenset[str]
    """Those of PNG and JPEG that can be opened."""
    poids_des_images: Mapping[str, int]
    """Path of a picture → its bytes."""
    dessins: Mapping[str, Dessin]
    classeur_present: bool
    classeurs: tuple[str, ...]
    """Paths of every workbook in ``budgets/``, whatever its format."""

    versions_budget: tuple[VersionBudget, ...]
    """The versions of the budget, in the order of ``budgets/versions.csv``."""

    classeurs_de_versions: frozenset[str]
    """Paths of the workbooks of versions that are there."""

    pieces: tuple[str, ...]
    """Names of the files of ``budgets/pieces/``."""

    mesures: Mesures
    """What was measured of the indicators, and the meetings where it was looked at."""

    presences: tuple[Presence, ...]
    """Who came to which meeting, as far as it was noted."""

    votes: tuple[Vote, ...]
    """What was counted there."""

    suivis: tuple[Suivi, ...]
    """What was done of each fiche, year by year."""

    illisibles: frozenset[str]
    doutes: Doutes = Doutes()
    annee_du_rapport: int = 0
    """The contract year that the document being put together asks for; 0 for the last that can be told."""

    @property
    def incomplets(self) -> frozenset[str]:
        """Paths of which more than a value could not be read: what they seem to lack proves nothing."""
        return frozenset(self.doutes.formes)

    def beneficiaire(self, ligne: Indemnite) -> str:
        """One name for one person of the register, whether the key or the name was typed; for sums, never printed."""
        typed = ligne.personne.value
        person = self.annuaire.trouver(typed)
        if person is not None:
            return person.cle
        return SPACES.sub("", fold(typed)) if NUMERO.fullmatch(typed.strip()) else fold(typed)

    def travail(self, ligne: Indemnite) -> tuple[object, ...]:
        """What instalments share: whose work it is, for what, and how much; the months of payment may differ."""
        fiche = ligne.fiche.value if ligne.fiche else ""
        worth = (ligne.heures, ligne.taux)
        return self.beneficiaire(ligne), fiche, ligne.bloc, ligne.nature, *worth

    def est_douteux(self, ligne: Indemnite) -> bool:
        """Whether a line of the register names its person by anything else than a key, a full name or a number."""
        typed = ligne.personne.value
        if any(fold(typed) in personne.appellations for personne in self.annuaire.personnes):
            return False
        numbered = NUMERO.fullmatch(typed.strip())
        words = numbered[1] if numbered else typed
        glued = len(words) > SIGLE and words[-1:].isalpha()
        return (
            numbered is None or glued or self.annuaire.trouver(f"Mme {words.strip()}") is not None
        )

    def est_inconnu(self, ligne: Indemnite) -> bool:
        """Whether nobody known answers to that name, which is no number either."""
        return self.est_douteux(ligne) and self.annuaire.trouver(ligne.personne.value) is None

    def retenue(self, mission: str) -> bool | None:
        """Whether a mission is kept; None when that cannot be told, or when its absence is already a finding (P003)."""
        if not self.identite.missions_lues:
            return None
        if mission in self.identite.retenues:
            return True
        line = self.bareme.mission(mission)
        return None if line is not None and line.statut == SOCLE else False

    def qualite(self, personne: Personne) -> str:
        """« actif », « partenaire » or « honneur »: as typed; else, where the model lists the professions of its active
        members, a partner is whoever practises none of them in person."""
        if personne.qualite or not self.statuts.valeurs.professions:
            return personne.qualite or ACTIF
        return ACTIF if personne.type == PHYSIQUE and personne.profession else PARTENAIRE

    def a_une_voix(self, personne: Personne) -> bool:
        return self.qualite(personne) == ACTIF

    @property
    def tous_les_livrables(self) -> tuple[Livrable, ...]:
        """The documents of every stage."""
        return (*self.livrables, *self.livrables_ecartes)

    def cite(self, fait: str) -> bool:
        """Whether a text that is due cites a fact, by its name."""
        return any(isinstance(node, Variable) and node.name == fait for node in self.citations)

    def fiches_de(self, mission: str) -> tuple[Fiche, ...]:
        """The fiches of a mission."""
        return tuple(fiche for fiche in self.fiches if fiche.cle_mission == mission)

    @property
    def codes_lus(self) -> bool:
        """Whether every fiche could be read and has its code: else, one that is cited may be the one that lacks it."""
        return not self.fiches_illisibles and all(fiche.code is not None for fiche in self.fiches)

    @property
    def codes_de_fiches(self) -> frozenset[str]:
        """The codes that may be cited: where a fiche repeats another's, the one that its file's name begins with too."""
        times = Counter(fiche.cle for fiche in self.fiches)
        twice = (fiche.path for fiche in self.fiches if times[fiche.cle] > 1)
        named = (NOM_DE_FICHE.match(path.rpartition("/")[2]) for path in twice)
        return frozenset((*times, *(match.group() for match in named if match)))

    @property
    def mal_lus(self) -> frozenset[str]:
        """Paths of which something, or everything, could not be read."""
        return self.illisibles | self.incomplets

    @property
    def ancres_incertaines(self) -> frozenset[str]:
        """Paths of which a heading, or another anchor, may not have been read."""
        return self.illisibles | self.doutes.titres.keys() | self.doutes.perdues

    def mal_lu(self, dossier: str) -> bool:
        """Whether something under a folder could not be read: what its files seem to lack proves nothing."""
        return any(path.startswith(dossier) for path in self.mal_lus)

    def illisible_dans(self, path: str, *cles: str) -> bool:
        """Whether a line told to be wrong in a file is that of one of these keys."""
        lines = self.doutes.fautes.get(path, ())
        texte = (
            next((texte for texte in self.textes if texte.path == path), None) if lines else None
        )
        typed = texte.lines if texte else ()
        return any(cle in typed[line - 1] for line in lines if line <= len(typed) for cle in cles)

    @property
    def indicateurs_nommes(self) -> Mapping[tuple[str, str], Indicateur]:
        """The indicators by the code of their fiche and their folded name, as a measure names them."""
        return {
            (fiche.cle, fold(one.nom)): one for fiche in self.fiches for one in fiche.indicateurs
        }

    def reponses(self, besoin: str) -> tuple[Fiche, ...]:
        """The fiches that answer the need of this code."""
        return tuple(
            fiche
            for fiche in self.fiches
            if any(placed.value == besoin for placed in fiche.besoins)
        )

    def d_un_autre_modele(self, path: str) -> bool:
        """Articles kept for a model or a variant that is not followed: what they cite is not read, so nothing can be said."""
        if not path.startswith(STATUTS):
            return False
        folder = self.statuts.dossier or STATUTS
        inner, slash, _name = path.removeprefix(folder).partition("/")
        valeurs = self.statuts.valeurs
        followed = {one.value for one in (valeurs.variante, valeurs.droit) if one}
        return not path.startswith(folder) or bool(
            slash and valeurs.modele and inner not in followed
        )

    def imprime(self, partie: str) -> bool:
        """Whether a document has this part."""
        return any(
            placed.value == partie for livrable in self.livrables for placed in livrable.parties
        )

    @property
    def montre_la_carte(self) -> bool:
        """Whether a part that shows the map of the territory is in a document."""
        return self.imprime(BREF) or self.imprime(GRILLE_ARS)

    def chapitres_de(self, livrable: Livrable) -> Mapping[str, tuple[Chapitre, ...]]:
        """The chapters that a document prints, those that belong to others left out."""
        kept = {
            partie: tuple(chapitre for chapitre in chapitres if chapitre.est_dans(livrable.cle))
            for partie, chapitres in self.chapitres.items()
        }
        acts = {placed.value for placed in livrable.parties}
        of_its_own = tuple(one for one in kept["actes"] if nom_d_acte(one) in acts)
        return {**kept, "actes": of_its_own}

    def actes(self, cle: str) -> tuple[Chapitre, ...]:
        """The texts of an act: the files of ``content/actes/`` named after it, whatever number comes first."""
        return tuple(c for c in self.chapitres["actes"] if nom_d_acte(c) == cle)

    def profession(self, personne: Personne) -> str:
        """The profession of the agreement that a person practises; as typed when it is none of them."""
        typed = fold(personne.profession)
        return self.professions.get(typed) or next(
            (name for form, name in self.professions.items() if typed.startswith(f"{form} ")),
            personne.profession,
        )

    @property
    def debut_contrat(self) -> date | None:
        """The first day of the contract, which is never before its signature; None while it is not known."""
        dates = self.identite.dates
        if "effet" not in dates:
            return None
        return max(dates[key].value.debut for key in ("signature", "effet") if key in dates)

    @property
    def bareme(self) -> Bareme:
        """The barème that the project names; one without any line while it names none that is known."""
        return bareme_nomme(self.identite, self.baremes) or BAREME_INCONNU

    @property
    def taille(self) -> int:
        """The size declared, 1 to 4; 0 while none of them is."""
        declared = self.identite.taille
        return declared.value if declared and declared.value in TAILLES else 0


def nom_d_acte(chapitre: Chapitre) -> str:
    """« content/actes/01-convocation.md » → « convocation »."""
    return NUMBERED.sub("", chapitre.path).rpartition("/")[2].removesuffix(".md")


def bareme_nomme(identite: Identite, baremes: Mapping[str, Bareme]) -> Bareme | None:
    return baremes.get(identite.bareme.value) if identite.bareme else None
