"""The titles of a foreign budget: sides, blocks, years, months, and columns that hold no amount of the budget."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import DEPENSES, RESSOURCES
from pipeline.model.langue.mots import fold
from pipeline.model.mission import MISSIONS, PAR_RANG
from pipeline.model.motif import motif

COTES = {
    DEPENSES: (
        *("depenses", "depense", "charges", "charge", "emplois", "couts"),
        *("decaissements", "decaissement", "sorties", "depensons"),
    ),
    RESSOURCES: (
        "recettes",
        "recette",
        "produits",
        "produit",
        "ressources",
        "ressource",
        "financement",
        "financements",
        "financeurs",
        "encaissements",
        "encaissement",
        "entrees",
        "recevons",
        "percevons",
    ),
}
AUCUN_COTE = motif(
    r"\bressources (?:humaines|materielles|numeriques|documentaires)\b"
    r"|\bproduits? (?:d'entretien|d'hygiene|pharmaceutiques?|alimentaires?|de sante|menagers?)\b"
    r"|\bemplois? (?:aides?|francs?|d'avenir)\b"
    r"|\bsorties? (?:d'|de |scolaires?\b)|\bentrees? (?:en|dans|d'|de)\b"
)
"""Words that name a side elsewhere, and here what is bought or who is paid."""

DES_FONDS = motif(r"\b(?:origines?|provenances?) des (?:fonds|sommes)\b")
"""What comes in, in words of which none says so alone."""

COMME_UNE_RESSOURCE = motif(
    r"\W*(?:[67][0-9]*\W+)?(?:aci|cpam|fir|subventions?|dotations?|assurance maladie|urps|"
    r"cotisations? (?:des?|annuelles?)\b(?! (?:patron|social)))\b"
)
"""How a line begins that names who pays: among the expenses, it is to be asked."""

TYPES_DE_LIGNE = {
    DEPENSES: ("depense", "depenses", "charge", "charges", "d", "decaissement", "sortie"),
    RESSOURCES: (
        *("recette", "recettes", "produit", "produits", "ressource", "ressources", "r"),
        *("encaissement", "entree", "financement"),
    ),
}
"""What a cell says where a column tells of each line whether it is spent or received."""
DU_BLOC = {
    FONCTIONNEMENT: (
        "fonctionnement",
        "fonct",
        "structure",
        "frais generaux",
        "administration",
        "siege",
        "vie associative",
    ),
    "acces_soins": ("acces aux soins", "medecin traitant", "soins non programmes", "snp", "acces"),
    "parcours": ("parcours",),
    "prevention": ("prevention", "preventions", "depistage"),
    "crises": ("crise", "crises"),
    "qualite": ("qualite", "pertinence"),
    "accompagnement": ("accompagnement", "attractivite", "attractivites"),
}
MISSION = motif(r"\bm(?:ission)?\s*(?:n ?°? ?)?([1-6])\b")
COLONNES_DE_BLOC = (
    *("mission", "missions", "bloc", "axe", "axes", "volet aci", "poste aci"),
    *("section", "sections", "section analytique", "analytique"),
)
MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
COURTS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
TROIS_LETTRES = (
    *("jan", "fev", "mar", "avr", "mai", "jun"),
    *("jul", "aou", "sep", "oct", "nov", "dec"),
)
TRIMESTRE = motif(r"\b(?:t\s?[1-4]|[1-4](?:er?|e|eme)? ?trim(?:estre)?|trim(?:estre)? ?[1-4])\b")
SEMESTRE = motif(r"\b(?:s\s?[12]|[12](?:er|e|eme|nd)? ?sem(?:estre)?|sem(?:estre)? ?[12])\b")
SANS_MONTANT = motif(
    r"\b(?:combien|fois|tarifs?|quantites?|qte|nb|nombre|heures?|taux|pu|prix unitaire|cout unitaire|unitaire|"
    r"realise|realisations?|reel|ecart|"
    r"n-1|compte|"
    r"pourcentage|part|cumul|commentaires?|observations?|obs|remarques?|reste|rappel|anterieur|codes?)\b|%|"
    r"\bn ?[°º]"
)
HORS_TAXES = motif(r"\b(?:ht|h\.t|hors taxes?|tva|t\.v\.a)\b")
TOUTES_TAXES = motif(r"\b(?:ttc|t\.t\.c|toutes taxes)\b")
DE_L_ARGENT = motif(
    r"\b(?:realises?|realisations?|reels?|n-1|anterieurs?|rappel|reste|cumul|depense a ce jour)\b"
)
"""Amounts, which are not those of the budget."""

REMARQUES = motif(
    r"\b(?:modes? de calcul|calculs?|hypotheses?)\b|"
    r"\b(?:commentaires?|comm|observations?|obs|remarques?|rq|rmq|notes?|precisions?|explications?|justifications?)\b"
)
TOTAL = motif(r"\b(?:sous[- ]?)?tota(?:l|ux)\b|^s/?t\b")
SOLDE = motif(r"\W*(?:soldes?|resultats?|equilibre|ecarts?|deficits?|excedents?|insuffisances?)\b")
AUTOUR_D_UN_SOLDE = frozenset(
    (
        *("solde", "soldes", "resultat", "resultats", "equilibre", "ecart", "ecarts"),
        *("insuffisance", "insuffisances", "benefice", "perte", "previsionnelle", "prevu"),
        *("deficit", "deficits", "excedent", "excedents", "net", "brut", "de", "du", "des", "d"),
        *("l", "la", "le", "les", "a", "au", "en", "et", "ou", "fin", "annee", "annuel"),
        *("exercice", "previsionnel", "budget", "budgetaire", "tresorerie", "financier"),
        *("recettes", "depenses", "produits", "charges", "ressources", "emplois"),
    )
)
"""What a balance is named with: « Solde de l'exercice » is one, « Atelier équilibre » and « Équilibre alimentaire » are not."""

EN_NATURE = motif(
    r"\b(?:benevolat|contributions? volontaires?|en nature|mise a disposition gratuite)\b|^\s*8[67]"
)
CIVILE = motif(r"\b(20[2-4][0-9])\b")
RANG = motif(
    r"\b(?:annee|an|a|exercice)\s*([1-5])\b|\bn\s*\+\s*([0-4])\b"
    r"|^([1-5])(?:ere?|e|eme|re|nde?)? (?:annee|exercice|an)\b"
)
EN_LETTRES = motif(
    r"\b(premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme) (?:annee|exercice|an)\b"
)
RANGS_EN_LETTRES = {"pr": 1, "de": 2, "se": 2, "tr": 3, "qu": 4, "ci": 5}
COURTE = motif(r"\b(?:bp|budget|exercice|annee)\s*'?(2[4-9]|3[0-9])\b")
"""« BP 27 »."""

TITRE_D_UNE_ANNEE = motif(
    r"\W*(?:(?:l')?(?:exercice|annee|an|budget|bp|previsionnel|previsions?)\b.*|20[2-4][0-9]\W*)"
)
"""What stands over the tables of a year, when each year has its own under the other."""

DEUX_CIVILES = motif(r"\b20[2-4][0-9] ?[-/\u2010-\u2015] ?20[2-4][0-9]\b")
"""« 2027-2028 », one year of the contract."""

DEUX_MONTANTS = motif(r"[0-9][0-9 .,\u00a0\u202f]*(?:€|k€)?\s*(?:/|;|\bpuis\b|\bet\b)\s*[0-9]")
DATE = motif(r"\b[0-3]?[0-9][/.-][01]?[0-9][/.-](?:20)?[0-9]{2}\b")
RELEVE = motif(r"\b(?:debits?|credits?|solde)\b")
"""What titles the columns of a bank record, beside that of its dates."""

MONTANT_D_UNE_ANNEE = motif(r"\b(20[2-4][0-9])\s*[:=]\s*([^/;|\n]+)")
"""« 2028 : 6 000 / 2029 : 6 200 », two years in one cell that says which is which."""

D_UNE_ACTION = motif(
    r"\W*(?:(?:fiche|sous)?[- ]?actions?|fiche|projet|operation|m[1-6] ?[-.] ?[0-9]{1,2})\b"
)
"""How the title of an action begins, above its lines or over the column that names it."""

N_SEUL = motif(r"\bn\b(?!\s*[-+°º])")
MONTANT = motif(
    r"\b(?:montants?|budget|budgets|bp|prevu|prevus|previsionnel|prevision|previsions|cout|total|euros|eur|somme)\b|€"
)
COMPTE = motif(r"\b(?:n ?° ?)?(?:de )?(?:comptes?|cptes?|cpts?|pcg|imputation)\.?$")
"""What titles a column of account numbers."""

DES_MOTS = motif(
    r"\b(?:quoi|elements?|besoins?|prestations?|mesures?|libelles?|intitules?|designations?|natures?|postes?|objets?|details?|descriptions?|lignes?|rubriques?|"
    r"depenses?|charges?|recettes?|produits?|ressources?|origines?|financeurs?|comptes?|cptes?|cpts?|pcg|imputation|actions?|categories?|types?)\b"
)
"""What titles a column that says what a line is."""

REMEMBERED = 16_384
"""Texts of cells: each is asked what it may be many times over."""


@lru_cache(maxsize=REMEMBERED)
def cote_nommee(texte: str) -> str:
    """« dépenses » or « ressources » when a title says so; both words in one title say nothing."""
    words = set(re.findall(r"[a-z]+", AUCUN_COTE.sub(" ", fold(texte))))
    found = [cote for cote, known in COTES.items() if words & set(known)]
    if not found and DES_FONDS.search(fold(texte)):
        return RESSOURCES
    return found[0] if len(found) == 1 else ""


def type_de_ligne(texte: str) -> str:
    """The side that a cell of one word gives to its line.

    >>> type_de_ligne("Recette"), type_de_ligne("D"), type_de_ligne("Formation")
    ('ressources', 'dépenses', '')
    """
    words = fold(texte).strip(" .:")
    return next((cote for cote, known in TYPES_DE_LIGNE.items() if words in known), "")


def est_un_solde(texte: str) -> bool:
    """Whether words name a balance, and nothing else.

    >>> est_un_solde("Résultat de l'exercice 2028"), est_un_solde("Équilibre alimentaire")
    (True, False)
    """
    words = fold(texte)
    return bool(SOLDE.match(words)) and set(re.findall(r"[a-z]+", words)) <= AUTOUR_D_UN_SOLDE


@lru_cache(maxsize=4096)
def est_une_somme(texte: str) -> bool:
    """Whether words name a total or a balance: what our workbook computes itself.

    >>> est_une_somme("Total des charges"), est_une_somme("Résultat"), est_une_somme("Loyer")
    (True, True, False)
    """
    return TOTAL.search(fold(texte)) is not None or est_un_solde(texte)


@lru_cache(maxsize=4096)
def bloc_nomme(texte: str) -> str:
    """The block that a title names: a mission by its name, number or usual words, or the fonctionnement."""
    words = fold(texte).replace("_", " ")
    match = MISSION.search(words)
    if match:
        return PAR_RANG[int(match[1])].cle
    for mission in MISSIONS:
        if any(fold(name) in words for name in mission.noms):
            return mission.cle
    found = [
        bloc
        for bloc, known in DU_BLOC.items()
        if any(re.search(rf"\b{word}\b", words) for word in known)
    ]
    return found[0] if len(found) == 1 else ""


def mois_nomme(texte: str) -> int:
    """1 to 12 for the name of a month, 0 for anything else."""
    first = re.match(r"[a-z]+", fold(texte))
    word = first[0] if first else ""
    for names in (MOIS, COURTS, TROIS_LETTRES):
        if word in names:
            return names.index(word) + 1
    return 0


@lru_cache(maxsize=REMEMBERED)
def annee_nommee(texte: str) -> tuple[int, int]:
    """Contract year (from 1) and civil year that a title names, each 0 when it does not.

    >>> annee_nommee("Année 2"), annee_nommee("BP 2027"), annee_nommee("N+1"), annee_nommee("Montant")
    ((2, 0), (0, 2027), (2, 0), (0, 0))
    >>> annee_nommee("N"), annee_nommee("N°"), annee_nommee("N-1")
    ((1, 0), (0, 0), (0, 0))
    """
    words = fold(texte)
    civile = CIVILE.search(words)
    rang = RANG.search(words)
    if rang:
        number = rang[1] or rang[3]
        return (int(number) if number else int(rang[2]) + 1), int(civile[1]) if civile else 0
    ordinal = EN_LETTRES.search(words)
    if ordinal:
        return RANGS_EN_LETTRES[ordinal[1][:2]], int(civile[1]) if civile else 0
    if civile:
        return 0, int(civile[1])
    courte = COURTE.search(words)
    if courte:
        return 0, 2000 + int(courte[1])
    return (1, 0) if N_SEUL.search(words) else (0, 0)


def deux_montants(texte: str) -> bool:
    """Whether a cell holds two amounts; a date is none.

    >>> deux_montants("12 000 / 13 000"), deux_montants("31/01/2027")
    (True, False)
    """
    return DEUX_MONTANTS.search(texte) is not None and DATE.search(texte) is None


def deux_annees(texte: str) -> bool:
    """Whether a title names two years at once, « 2027 / 2028 »: « 2027-2028 » is one contract year, as is
    « Exercice 1 (04/2027-03/2028) », whose rank says which.

    >>> deux_annees("2027 / 2028"), deux_annees("2027-2028"), deux_annees("Exercice 1 (04/2027-03/2028)")
    (True, False, False)
    """
    years = {int(year) for year in CIVILE.findall(texte)}
    if len(years) < 2 or re.search(r"20[2-4][0-9] ?[-–] ?20[2-4][0-9]", texte):
        return False
    is_one_by_its_rank = RANG.search(fold(texte)) is not None and max(years) - min(years) == 1
    return not is_one_by_its_rank
