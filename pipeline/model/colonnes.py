"""The columns of the workbook, of the CSV files and of a fiche's tables: the title that we print, and its aliases.

A column is renamed, and another wording accepted, here and nowhere else: readers, writers, checks and messages take
their titles from these constants.  Other wordings for the tables of a fiche are words of the field
(``reference/vocabulaire.txt``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass


class Colonne(str):
    """The title of a column as we print it, a text like any other; ``alias`` are wordings that are read as it is.

    An alias must say this column and no other of the same table: « Financement » may be an origin or a funder,
    « PU HT » is another price.  What would be printed without being meant for it (« Notes ») is left out too.
    """

    alias: tuple[str, ...]

    def __new__(cls, titre: str, *alias: str) -> Colonne:
        colonne = super().__new__(cls, titre)
        colonne.alias = alias
        return colonne


UNIT = motif(r"\s*(?:\((?:en )?(?:€|euros?|ttc)\)|en euros?|€)$")
MARKS = motif(r"[\s_./:*-]+")


@lru_cache(maxsize=4096)
def lisse(titre: str) -> str:
    """A title as titles are compared: folded, without its unit in euros, its stops, its dashes.

    >>> lisse("Coût unitaire (€)"), lisse("Tél. :"), lisse("mode_exercice"), lisse("Montant en euros")
    ('cout unitaire', 'tel', 'mode exercice', 'montant')
    """
    bare = UNIT.sub("", fold(titre)).replace("n° ", "n°")
    return MARKS.sub(" ", bare).strip()


MOST_YEARS = 5


def _annee(rang: int) -> Colonne:
    ordinals = ("1re", "1ère", "première") if rang == 1 else (f"{rang}e", f"{rang}ème")
    alias = (f"An {rang}", f"Année n° {rang}", f"Montant année {rang}")
    return Colonne(f"Année {rang}", *alias, *(f"{ordinal} année" for ordinal in ordinals))


ANNEES = tuple(_annee(rang) for rang in range(1, MOST_YEARS + 1))
"""Contract years, from the first."""


@dataclass(frozen=True, slots=True)
class EnTete:
    """The columns of a table, in any order; those not ``requises`` may be absent.

    A table that is ``annuelle`` has « Année 1 » too, and may have the years after it.
    """

    requises: tuple[Colonne, ...]
    facultatives: tuple[Colonne, ...] = ()
    annuelle: bool = False

    @property
    def colonnes(self) -> tuple[Colonne, ...]:
        return (*self.requises, *self.facultatives, *(ANNEES if self.annuelle else ()))

    @property
    def indispensables(self) -> tuple[Colonne, ...]:
        return (*self.requises, *(ANNEES[:1] if self.annuelle else ()))

    def colonne(self, titre: str) -> Colonne | None:
        """The column that a title names, by its own words or by an alias."""
        return _par_titre(self).get(lisse(titre))


@lru_cache(maxsize=64)
def _par_titre(en_tete: EnTete) -> Mapping[str, Colonne]:
    return {
        lisse(titre): colonne for colonne in en_tete.colonnes for titre in (colonne, *colonne.alias)
    }


# --- the workbook ------------------------------------------------------------------------------------------------

NATURE = Colonne(
    "Nature", "Nature de la dépense", "Type de dépense", "Catégorie", "Catégorie de dépense"
)
ORIGINE = Colonne(
    "Origine",
    "Origine de la ressource",
    "Origine des fonds",
    "Type de ressource",
    "Nature de la ressource",
)
LIBELLE = Colonne("Libellé", "Libellés", "Désignation", "Intitulé", "Objet")
FICHE = Colonne("Fiche", "Fiche action", "Code fiche", "Code de la fiche", "N° de fiche")
SOUS_MISSION = Colonne("Sous-mission", "Sous-missions")
QUANTITE = Colonne("Quantité", "Quantités", "Qté", "Nombre", "Nb", "Nbre", "Nombre d'unités")
UNITE = Colonne("Unité", "Unité de mesure", "Unité de compte")
COUT_UNITAIRE = Colonne(
    "Coût unitaire",
    "Coût unitaire TTC",
    "Coût à l'unité",
    "Prix unitaire",
    "Prix unitaire TTC",
    "Prix à l'unité",
    "Montant unitaire",
    "Montant unitaire TTC",
    "Tarif unitaire",
    "PU",
    "P.U.",
    "PU TTC",
    "P.U. TTC",
)


def _d_une_annee(colonne: Colonne, rang: int, *courts: str) -> Colonne:
    """« Quantité année 2 »: what differs from the first contract year."""
    alias = (
        f"{court} {mot}{rang}" for court in (colonne, *courts) for mot in ("année ", "an ", "")
    )
    return Colonne(f"{colonne} année {rang}", *list(alias)[1:])


LATER = range(2, MOST_YEARS + 1)
QUANTITES = tuple(_d_une_annee(QUANTITE, rang, "Qté") for rang in LATER)
COUTS_UNITAIRES = tuple(
    _d_une_annee(COUT_UNITAIRE, rang, "Prix unitaire", "PU", "PU TTC") for rang in LATER
)
"""Contract years from the second."""

HAUSSE = Colonne(
    "Hausse annuelle",
    "Hausse par an",
    "Hausse",
    "Augmentation annuelle",
    "Augmentation",
    "Évolution annuelle",
    "Revalorisation",
    "Revalorisation annuelle",
    "Indexation",
)
ETALEMENT = Colonne("Étalement", "Échéancier", "Périodicité", "Rythme")
COMMENTAIRE = Colonne(
    "Commentaire", "Commentaires", "Remarque", "Remarques", "Observation", "Observations"
)
STATUT = Colonne("Statut", "Statut de la ressource", "État", "État de la demande")
FINANCEUR = Colonne("Financeur", "Financeurs", "Financé par", "Organisme financeur")
PERSONNE = Colonne(
    "Personne", "Bénéficiaire", "Professionnel", "Professionnel de santé", "Intervenant", "Nom"
)
MOIS = Colonne(
    "Mois", "Mois concerné", "Mois du paiement", "Mois de paiement", "Date", "Date du paiement"
)
BLOC = Colonne("Bloc", "Bloc du budget", "Mission", "Mission ou bloc")
TYPE = Colonne("Type", "Type de versement", "Nature", "Nature du versement")
HEURES = Colonne("Heures", "Nombre d'heures", "Nb d'heures", "Nb heures", "Nbre d'heures")
TAUX_HORAIRE = Colonne(
    "Taux horaire",
    "Tarif horaire",
    "Coût horaire",
    "Montant horaire",
    "Prix horaire",
    "Prix de l'heure",
)
MONTANT = Colonne(
    "Montant", "Montant TTC", "Montant payé", "Montant versé", "Montant réglé", "Somme"
)
CUMUL = Colonne("Cumul de l'année", "Cumul", "Cumul annuel", "Cumul de l'année civile")
POSTE = Colonne(
    "Nature ou origine", "Nature / origine", "Nature et origine", "Poste", "Poste budgétaire"
)
ANNEE = Colonne("Année", "An", "Année du contrat", "Année de contrat")
PIECE_COMPTABLE = Colonne(
    "Pièce",
    "Pièces",
    "Pièce comptable",
    "Pièce justificative",
    "N° de pièce",
    "Numéro de pièce",
    "Justificatif",
    "Facture",
    "N° de facture",
)
DE = Colonne("De", "Du bloc", "Depuis", "Bloc d'origine", "Bloc qui donne")
VERS = Colonne(
    "Vers", "Vers le bloc", "Au bloc", "Destination", "Bloc de destination", "Bloc qui reçoit"
)
MOTIF = Colonne("Motif", "Raison", "Objet", "Justification", "Commentaire")

INDICATEUR = Colonne("Indicateur", "Nom de l'indicateur", "Intitulé de l'indicateur")
SOURCE_DE_MESURE = Colonne("Source", "Source de la donnée", "Source de la mesure")
DEPART = Colonne("Départ", "Valeur de départ", "Valeur initiale", "Situation de départ")
CIBLE = Colonne("Cible", "Valeur cible", "Cible de l'année", "Valeur visée")
VALEUR_MESUREE = Colonne(
    "Valeur mesurée", "Valeur", "Mesure", "Valeur atteinte", "Valeur obtenue", "Résultat"
)
MESUREE_LE = Colonne("Mesurée le", "Mesuré le", "Date", "Date de mesure", "Date de la mesure")
JUSTIFICATIF = Colonne("Justificatif", "Justificatifs", "Preuve", "Preuves", "Pièce justificative")
JOUR_DE_REUNION = Colonne("Date", "Date de la réunion", "Jour", "Réunion du")
PARTICIPANTS = Colonne("Participants", "Présents", "Avec", "Qui")
DECISIONS = Colonne("Décisions", "Décision", "Conclusions", "Relevé de décisions")

DEPENSES = EnTete(
    (NATURE,),
    (
        *(
            LIBELLE,
            FICHE,
            SOUS_MISSION,
            QUANTITE,
            UNITE,
            COUT_UNITAIRE,
            HAUSSE,
            ETALEMENT,
            COMMENTAIRE,
        ),
        *(*QUANTITES, *COUTS_UNITAIRES),
    ),
    annuelle=True,
)
RESSOURCES = EnTete(
    (ORIGINE,), (LIBELLE, SOUS_MISSION, STATUT, FINANCEUR, ETALEMENT, COMMENTAIRE), annuelle=True
)
INDEMNITES = EnTete(
    (PERSONNE, MOIS, TYPE, MONTANT), (FICHE, BLOC, HEURES, TAUX_HORAIRE, CUMUL, COMMENTAIRE)
)
REALISE = EnTete(
    (MOIS, BLOC, POSTE, MONTANT), (LIBELLE, FICHE, ANNEE, PIECE_COMPTABLE, COMMENTAIRE)
)
VIREMENTS = EnTete((DE, VERS, ANNEE, MONTANT), (MOTIF,))
MESURES = EnTete(
    (FICHE, INDICATEUR, ANNEE, VALEUR_MESUREE),
    (SOURCE_DE_MESURE, DEPART, CIBLE, MESUREE_LE, JUSTIFICATIF, COMMENTAIRE),
)
REUNIONS = EnTete((JOUR_DE_REUNION, DECISIONS), (PARTICIPANTS, JUSTIFICATIF))

CLASSEUR: Mapping[str, EnTete] = {
    "depenses": DEPENSES,
    "ressources": RESSOURCES,
    "indemnites": INDEMNITES,
    "realise": REALISE,
    "virements": VIREMENTS,
    "indicateurs": MESURES,
    "reunions": REUNIONS,
}
"""Table of the workbooks, those of a block by their kind → its columns; the last two are those of the indicators."""

TITRES = frozenset(titre for en_tete in CLASSEUR.values() for titre in _par_titre(en_tete))
"""All titles of the workbook as they are compared."""


def en_tete_du_tableau(nom: str) -> EnTete:
    """« depenses_prevention » → DEPENSES."""
    return CLASSEUR[nom.partition("_")[0]]


# --- content/*.csv -----------------------------------------------------------------------------------------------

CLE = Colonne("cle", "identifiant", "id")
TYPE_PERSONNE = Colonne(
    "type", "type de personne", "personne physique ou morale", "physique ou morale"
)
NOM = Colonne(
    "nom",
    "nom de famille",
    "nom d'usage",
    "nom ou raison sociale",
    "raison sociale",
    "dénomination",
)
PRENOM = Colonne("prenom", "prénoms")
PROFESSION = Colonne("profession", "métier", "professions")
MODE_EXERCICE = Colonne("mode_exercice", "mode d'exercice", "mode d'activité")
STRUCTURE = Colonne(
    "structure", "structure d'exercice", "structure de rattachement", "établissement", "employeur"
)
REPRESENTANT = Colonne(
    "representant", "représentant légal", "représentante", "représenté par", "représentée par"
)
COMMUNE = Colonne("commune", "ville", "localité", "commune d'exercice")
COLLEGE = Colonne("college", "collège électoral", "collège de l'association")
ENGAGEMENT = Colonne("engagement", "état de l'engagement", "statut de l'engagement")
FONCTIONS = Colonne("fonctions", "fonction au bureau", "fonctions au bureau", "poste au bureau")
QUALITE = Colonne("qualite", "qualité de membre", "catégorie de membre")
FONDATEUR = Colonne("fondateur", "membre fondateur", "fondatrice", "fondateur ou fondatrice")
ADHESION = Colonne(
    "adhesion", "date d'adhésion", "adhésion le", "adhérent depuis", "adhérente depuis"
)
SIGNATURE = Colonne(
    "signature", "signature du projet", "projet signé le", "date de signature du projet"
)
DEPART = Colonne("depart", "date de départ", "parti le", "partie le", "départ le", "sortie le")
CONVENTION = Colonne(
    "convention", "objet de la convention", "convention de partenariat", "partenariat"
)
TELEPHONE = Colonne(
    "telephone",
    "tél",
    "téléphone portable",
    "portable",
    "mobile",
    "numéro de téléphone",
    "n° de téléphone",
)
COURRIEL = Colonne(
    "courriel",
    "e-mail",
    "email",
    "mail",
    "mél",
    "adresse mail",
    "adresse e-mail",
    "adresse électronique",
)
ADRESSE = Colonne("adresse", "adresse postale", "adresse complète")
CODE_COMMUNE = Colonne(
    "code", "code insee", "insee", "code commune", "code de la commune", "n° insee"
)
NOM_COMMUNE = Colonne("nom", "commune", "ville", "nom de la commune")
POPULATION = Colonne(
    "population", "population municipale", "habitants", "nombre d'habitants", "nb d'habitants"
)
ANNEE_CIVILE = Colonne("annee", "millésime", "année du recensement")
SOURCE = Colonne("source", "sources")
CODE_BESOIN = Colonne("code", "code du besoin", "n°", "numéro")
THEME = Colonne("theme", "thématique", "thèmes")
BESOIN = Colonne("besoin", "besoins", "besoin identifié", "besoin repéré")
CONSTAT = Colonne("constat", "constats", "constat du diagnostic")
PRIORITE = Colonne("priorite", "niveau de priorité", "degré de priorité")
MISSIONS = Colonne("missions", "mission", "missions de l'aci", "mission de l'aci")
CODE_REGLE = Colonne("code", "règle", "code de la règle")
FICHIER = Colonne("fichier", "nom du fichier", "chemin")
TEXTE = Colonne("texte", "phrase", "extrait", "passage")
RAISON = Colonne("raison", "motif", "justification", "pourquoi")
PAR = Colonne("par", "accepté par", "qui")
DATE = Colonne("date", "date d'acceptation", "accepté le")
ANNEE_PLAFOND = Colonne("annee", "année civile")
MONTANT_PLAFOND = Colonne("montant", "plafond", "pass")
VERIFIE_LE = Colonne("verifie_le", "vérifié le", "relu le")
SIGLE = Colonne("sigle", "sigles", "acronyme", "abréviation")
SENS = Colonne("sens", "signification", "définition", "développé", "en toutes lettres")
DATE_VERSION = Colonne("date", "jour", "date de la version", "adoptée le")
VERSION = Colonne("version", "numéro", "numéro de version", "n°")
OBJET = Colonne(
    "objet", "modification", "modifications", "changements", "nature de la modification"
)
INSTANCE = Colonne("instance", "adoptée par", "votée par", "décision de")
VOTEE_LE = Colonne("date", "jour", "votée le", "adoptée le", "date du vote")
CLASSEUR_DE_VERSION = Colonne("classeur", "fichier", "chemin")
PIECE = Colonne("piece", "document", "livrable")
VALIDE_PAR = Colonne("par", "validé par", "instance", "personne")
DATE_VALIDATION = Colonne("date", "validé le", "jour")
ETAT_VALIDE = Colonne("etat", "état", "étiquette", "version de git")
SEANCE = Colonne("seance", "réunion", "assemblée")
MEMBRE = Colonne("personne", "membre", "nom", "cle")
PRESENCE = Colonne("presence", "présent ou représenté", "état")
POUVOIR = Colonne("pouvoir", "pouvoir donné à", "représenté par", "mandataire")
RESOLUTION = Colonne("resolution", "résolution ou candidat", "candidat")
POUR = Colonne("pour", "voix pour", "voix")
CONTRE = Colonne("contre", "voix contre")
ABSTENTIONS = Colonne("abstentions", "abstention", "blancs")

PERSONNES = EnTete(
    (CLE, TYPE_PERSONNE, NOM),
    (
        PRENOM,
        PROFESSION,
        MODE_EXERCICE,
        STRUCTURE,
        REPRESENTANT,
        COMMUNE,
        COLLEGE,
        ENGAGEMENT,
        FONCTIONS,
        QUALITE,
        FONDATEUR,
        ADHESION,
        SIGNATURE,
        DEPART,
        CONVENTION,
    ),
)
CONTACTS = EnTete((CLE,), (TELEPHONE, COURRIEL, ADRESSE))
COMMUNES = EnTete((CODE_COMMUNE,), (NOM_COMMUNE, POPULATION, ANNEE_CIVILE, SOURCE))
BESOINS = EnTete((CODE_BESOIN, BESOIN, PRIORITE), (THEME, CONSTAT, SOURCE, MISSIONS))
ACCEPTES = EnTete((CODE_REGLE, FICHIER, TEXTE, RAISON, PAR, DATE))
SIGLES = EnTete((SIGLE, SENS))
PLAFONDS = EnTete((ANNEE_PLAFOND, MONTANT_PLAFOND), (SOURCE, VERIFIE_LE))

VERSIONS = EnTete((DATE_VERSION, VERSION, OBJET), (INSTANCE,))

VERSIONS_BUDGET = EnTete((VERSION, CLASSEUR_DE_VERSION), (VOTEE_LE, INSTANCE, OBJET))

VALIDATIONS = EnTete((PIECE, VALIDE_PAR, DATE_VALIDATION), (ETAT_VALIDE,))

PRESENCES = EnTete((SEANCE, MEMBRE, PRESENCE), (POUVOIR,))
VOTES = EnTete((SEANCE, RESOLUTION, POUR), (CONTRE, ABSTENTIONS))

CSV: Mapping[str, EnTete] = {
    "budgets/versions.csv": VERSIONS_BUDGET,
    "content/personnes.csv": PERSONNES,
    "content/prive/contacts.csv": CONTACTS,
    "content/communes.csv": COMMUNES,
    "content/diagnostic/besoins.csv": BESOINS,
    "content/constats-acceptes.csv": ACCEPTES,
    "content/sigles.csv": SIGLES,
    "content/versions.csv": VERSIONS,
    "content/validations.csv": VALIDATIONS,
    "content/baremes/pass.csv": PLAFONDS,
    "content/actes/presences.csv": PRESENCES,
    "content/actes/votes.csv": VOTES,
}
"""File → its columns."""

# --- what comes from a bank, and the table that says what it is for --------------------------------------------------

JOUR = Colonne(
    "Date",
    "Date opération",
    "Date de l'opération",
    "Date d'opération",
    "Date comptable",
    "Date de comptabilisation",
    "Date compta",
    "Date du mouvement",
    "Date écriture",
)
LIBELLE_BANQUE = Colonne(
    "Libellé",
    "Libellés",
    "Libellé opération",
    "Libellé de l'opération",
    "Libellé simplifié",
    "Libellé complet",
    "Désignation",
    "Détail",
    "Opération",
    "Nature de l'opération",
    "Description",
)
MONTANT_BANQUE = Colonne(
    "Montant", "Montant EUR", "Montant de l'opération", "Montant opération", "Somme", "Valeur"
)
DEBIT = Colonne("Débit", "Débits", "Débit EUR", "Débit euros", "Montant débit", "Sortie")
CREDIT = Colonne("Crédit", "Crédits", "Crédit EUR", "Crédit euros", "Montant crédit", "Entrée")
SOLDE = Colonne("Solde", "Solde EUR", "Solde euros", "Solde après opération", "Solde progressif")
COMPTE = Colonne("Compte", "N° de compte", "Numéro de compte", "Compte n°", "Num compte")
DEVISE = Colonne("Devise", "Monnaie", "Devise de l'opération")
RELEVE = EnTete((JOUR, LIBELLE_BANQUE), (MONTANT_BANQUE, DEBIT, CREDIT, SOLDE, COMPTE, DEVISE))

COMPTE_AFFECTE = Colonne("compte", "n° de compte", "numéro de compte")
MOTS = Colonne("mots", "mot", "mots du libellé", "libellé")
BLOC_AFFECTE = Colonne("bloc", "mission", "bloc du budget")
NATURE_AFFECTEE = Colonne("nature", "nature ou origine", "poste", "origine")
FICHE_AFFECTEE = Colonne("fiche", "fiche action", "code fiche")
AFFECTATIONS = EnTete((COMPTE_AFFECTE, MOTS, BLOC_AFFECTE, NATURE_AFFECTEE, FICHE_AFFECTEE))

# --- the tables of a fiche ---------------------------------------------------------------------------------------

SOUS_ACTION = Colonne("Sous-action")
QUI = Colonne("Qui")
QUAND = Colonne("Quand")
LIVRABLE = Colonne("Livrable")
ETAPE = Colonne("Étape")
DATE_ETAPE = Colonne("Date")
"""Their other wordings are words of the field: they are in ``reference/vocabulaire.txt``."""

TABLEAUX_FICHE: Mapping[str, EnTete] = {
    "sous_actions": EnTete((SOUS_ACTION, QUI, QUAND), (LIVRABLE,)),
    "planning": EnTete((ETAPE, DATE_ETAPE)),
}
"""Key of the trame → the columns of its table."""
