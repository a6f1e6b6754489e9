"""The catalogue of rules: code, severity, what the rule wants, who asks for it.

*Erreur* is for law, arithmetic, contradiction, blanks left and what would be lost in silence; *avertissement* for a
departure from a guide or a model, and for what a true projet may legitimately do.  A severity is decided here and
nowhere else.
"""

from __future__ import annotations

from enum import Enum

from pipeline.model.valeur import dataclass


class Severity(Enum):
    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


ERREUR = Severity.ERREUR
AVERTISSEMENT = Severity.AVERTISSEMENT

URPS = "URPS Médecins libéraux d'Occitanie, Élaborer un projet de santé pour une CPTS, édition mai 2021"
AVECSANTE = "AVECsanté, Construire une CPTS, octobre 2019"
AGORA = "Agora Lib', Qu'est-ce qu'une CPTS ?, tableau des montants après l'avenant 2"
ACI_FONGIBLE = "Sénat, rapport d'information n° 32 (2025-2026) ; " + URPS + ", annexe 2"
COG = "Insee, code officiel géographique"
IGN = "IGN, Admin Express COG, édition 2018"
LEGALES = "Insee, populations légales"
D1434_44 = "code de la santé publique, D. 1434-44"
PAPS = "PAPS Hauts-de-France, CPTS, 2023"
FCPTS = "Fédération des CPTS, forum"
MAISON = "règle de ce logiciel"


@dataclass(frozen=True, slots=True)
class Rule:
    """``titre`` states what is wanted; ``source`` names the text that asks for it.

    ``contestable`` is for an error found by reading a sentence, which the CPTS may accept with its reason: a misread
    sentence must not stand in the way of a deposit.  ``nommement`` is for a rule whose findings are accepted one by
    one, by their own words: one acceptance must not cover what comes later.
    """

    code: str
    severity: Severity
    titre: str
    source: str = MAISON
    contestable: bool = False
    nommement: bool = False


_ALL = (
    # L: lecture, one file at a time
    Rule("L001", ERREUR, "Un fichier doit pouvoir être lu comme du texte."),
    Rule("L002", ERREUR, "Un en-tête et un fichier YAML sont bien écrits."),
    Rule("L003", ERREUR, "Une clé ne se donne qu'une fois."),
    Rule("L004", ERREUR, "L'en-tête d'un fichier s'ouvre à la première ligne et se referme."),
    Rule("L005", ERREUR, "Un texte ne contient pas de caractère invisible interdit."),
    Rule("L006", ERREUR, "Un fichier CSV a des lignes complètes et des guillemets refermés."),
    Rule("L007", ERREUR, "Le classeur doit pouvoir être ouvert sans risque."),
    Rule("L008", AVERTISSEMENT, "Les fichiers s'enregistrent en UTF-8."),
    Rule("L009", AVERTISSEMENT, "Un « # » dans une valeur YAML ne doit pas couper le texte."),
    Rule("L010", AVERTISSEMENT, "Le HTML n'est pas interprété."),
    Rule("L011", ERREUR, "Chaque ligne d'un tableau a autant de cases que son en-tête."),
    Rule("L012", AVERTISSEMENT, "Chaque fichier de content/ a une place connue."),
    Rule("L013", ERREUR, "Les sources sont des fichiers ordinaires, sans lien vers un autre endroit."),
    Rule("L014", ERREUR, "Une ligne qui commence par « | » est dans un tableau."),
    Rule("L015", ERREUR, "Un commentaire se referme."),
    Rule("L016", ERREUR, "Un texte n'est pas imbriqué plus profondément qu'une page ne peut le montrer."),
    Rule("L017", ERREUR, "Une ligne « [mot]: … » est la cible d'un lien."),
    Rule("L018", ERREUR, "Un titre a des mots."),
    Rule("L019", AVERTISSEMENT, "Une légende est à côté de son tableau ou de son image."),
    Rule("L020", AVERTISSEMENT, "Un nom de renvoi est un seul mot."),
    Rule("L030", AVERTISSEMENT, "Un classeur ouvert est enregistré et fermé avant de construire."),
    Rule("L040", ERREUR, "Une note appelée est écrite dans le même fichier."),
    Rule("L041", ERREUR, "Une note écrite est appelée dans le texte."),
    Rule("L042", ERREUR, "Un nom ne désigne qu'une note."),
    Rule("L043", ERREUR, "Une note s'appelle dans un texte, pas dans un titre ni dans une autre note."),
    Rule("L044", AVERTISSEMENT, "Un encadré s'ouvre par « > **Attention.** » ou « > **À retenir.** »."),
    Rule("L045", AVERTISSEMENT, "Un titre tient en une ou deux lignes."),
    Rule("L046", AVERTISSEMENT, "Les niveaux de titre se suivent sans saut.", "RGAA, critère 9.1"),
    Rule("L047", AVERTISSEMENT, "Une liste n'est pas imbriquée sur plus de quatre niveaux."),
    Rule("L048", AVERTISSEMENT, "Un tableau tient dans la largeur d'une page."),
    Rule("L049", AVERTISSEMENT, "Un titre commun à plusieurs colonnes s'écrit « 2027 >> Prévu »."),
    Rule("L060", AVERTISSEMENT, "Un gras ouvert par « ** » se referme par « ** », sans espace."),
    Rule("L061", AVERTISSEMENT, "Un lien ou une image s'écrit sans espace entre ses signes."),
    Rule("L062", ERREUR, "Un fichier ne contient qu'une version de chaque passage."),
    Rule("L063", AVERTISSEMENT, "Un texte commence au bord de la ligne."),
    Rule("L064", AVERTISSEMENT, "Une liste s'écrit avec des tirets."),
    Rule("L065", AVERTISSEMENT, "Ce qui est écrit est imprimé, et tel qu'il est écrit."),
    Rule("L066", AVERTISSEMENT, "Aucun signe caché ne change l'ordre dans lequel un texte se lit."),
    Rule("L075", AVERTISSEMENT, "Des lignes l'une sous l'autre sont une liste, ou ont une ligne vide entre elles."),
    Rule("L076", AVERTISSEMENT, "Un tableau a ses « | », pas des tabulations."),
    Rule("L077", AVERTISSEMENT, "Le numéro d'un tableau ou d'une figure ne se tape pas."),
    Rule("L078", AVERTISSEMENT, "Une ligne de tirets a une ligne vide au-dessus d'elle."),
    Rule("L080", AVERTISSEMENT, "Une fusion garde ce que chacun a changé dans le classeur.", nommement=True),
    # C: clés et colonnes
    Rule("C001", ERREUR, "Les clés sont celles que le logiciel connaît."),
    Rule("C002", ERREUR, "Les clés et les cases obligatoires sont remplies."),
    Rule("C003", ERREUR, "Chaque valeur est du type attendu : date, nombre, liste, texte."),
    Rule("C004", ERREUR, "Une valeur d'une liste fermée est l'une de cette liste."),
    Rule("C005", ERREUR, "Les colonnes sont celles que le logiciel connaît."),
    Rule("C006", ERREUR, "Les colonnes obligatoires sont présentes."),
    Rule("C007", ERREUR, "Un chapitre commence par un titre, et un seul."),
    Rule("C008", ERREUR, "Un nombre ne se lit que d'une façon."),
    Rule("C009", AVERTISSEMENT, "Une colonne de nombres ne contient que des nombres."),
    # P: le projet
    Rule("P001", ERREUR, "Une mission est l'une des six de l'ACI.", AGORA),
    Rule("P002", ERREUR, "Les fichiers indispensables sont présents."),
    Rule("P003", ERREUR, "Les quatre missions socles sont retenues (trois sous le barème 2019).", AGORA),
    Rule("P004", ERREUR, "Dépôt, validation, signature et effet se suivent.", URPS + ", partie 1"),
    Rule("P005", AVERTISSEMENT, "Chaque mission retenue est présentée par un chapitre.", URPS + ", structure générale"),
    Rule("P006", ERREUR, "Un chapitre de mission correspond à une mission retenue."),
    Rule("P007", ERREUR, "Les parties 1 et 3 ont au moins un chapitre.", URPS + ", structure générale"),
    Rule("P008", ERREUR, "Un tableau demandé par un chapitre l'est dans sa partie, et une seule fois."),
    # T: le territoire
    Rule("T001", ERREUR, "La taille déclarée est celle de la population.", URPS + ", annexe 1 ; " + AVECSANTE),
    Rule("T002", ERREUR, "Une commune n'est citée qu'une fois."),
    Rule("T003", ERREUR, "Une commune décrite dans communes.csv est dans la liste de projet.yaml."),
    Rule("T004", AVERTISSEMENT, "Une population a une année et une source.", URPS + ", annexe 9"),
    Rule("T005", AVERTISSEMENT, "La population est à plus de 2 % d'un seuil de taille."),
    Rule("T006", ERREUR, "Un code de commune a cinq caractères.", COG),
    Rule("T007", ERREUR, "Un code de commune est celui d'une commune d'aujourd'hui.", COG),
    Rule("T008", ERREUR, "Une population qui n'est pas la population légale a une source.", LEGALES),
    Rule("T009", AVERTISSEMENT, "Le nom d'une commune est celui de son code.", COG),
    Rule("T010", AVERTISSEMENT, "Un chiffre donné comme celui de l'Insee est celui de l'Insee.", LEGALES),
    Rule("T011", AVERTISSEMENT, "Une population n'est pas plus ancienne que la population légale.", LEGALES),
    Rule("T012", ERREUR, "Une ville ne se compte pas avec ses arrondissements.", COG),
    Rule("T013", AVERTISSEMENT, "Paris, Lyon et Marseille se citent par arrondissement.", COG),
    Rule("T014", AVERTISSEMENT, "Une commune décrite par la CPTS est connue du découpage.", COG),
    Rule("T015", AVERTISSEMENT, "Les communes d'une CPTS sont de la même région."),
    Rule("T016", AVERTISSEMENT, "Le territoire est d'un seul tenant.", IGN),
    Rule("T017", AVERTISSEMENT, "Le territoire n'a pas d'enclave.", IGN),
    Rule("T018", AVERTISSEMENT, "Une commune n'est pas loin de toutes les autres.", IGN),
    # N: besoins et pistes du diagnostic
    Rule("N001", ERREUR, "Un code ne désigne qu'un besoin."),
    Rule("N002", ERREUR, "Un besoin cité par une fiche est décrit dans besoins.csv.", URPS + ", annexe 9"),
    Rule("N003", AVERTISSEMENT, "Un besoin de priorité haute a une fiche action.", URPS + ", annexe 9"),
    Rule("N004", AVERTISSEMENT, "Une fiche action répond à un besoin du diagnostic.", URPS + ", annexe 9"),
    Rule("N005", AVERTISSEMENT, "Un besoin s'appuie sur un chiffre et sa source.", URPS + ", partie 1"),
    Rule("N006", AVERTISSEMENT, "Un besoin relève d'une mission retenue.", URPS + ", structure générale"),
    Rule("N007", ERREUR, "Un code de besoin s'écrit B1."),
    Rule("N010", ERREUR, "Chaque rubrique d'un chapitre en tableau a sa case, une seule fois."),
    Rule(
        "N011", AVERTISSEMENT, "Forces, faiblesses, opportunités et menaces sont toutes données.", URPS + ", partie 1"
    ),
    Rule("N012", AVERTISSEMENT, "Chaque mission retenue a sa piste stratégique.", URPS + ", partie 1"),
    Rule("N013", AVERTISSEMENT, "Une piste stratégique est celle d'une mission retenue.", URPS + ", partie 1"),
    # G: les personnes
    Rule("G001", ERREUR, "Une clé ne désigne qu'une personne."),
    Rule("G002", ERREUR, "Une personne citée est dans personnes.csv."),
    Rule("G003", AVERTISSEMENT, "Les coordonnées sont dans content/prive/contacts.csv."),
    Rule("G004", AVERTISSEMENT, "Un contact correspond à une personne."),
    Rule("G005", ERREUR, "Le collège d'une personne est l'un de ceux des statuts."),
    Rule("G006", AVERTISSEMENT, "Un pilote a une profession.", URPS + ", annexe 7"),
    Rule("G007", AVERTISSEMENT, "Un groupe de travail ne cite une personne qu'une fois."),
    Rule(
        "G010",
        AVERTISSEMENT,
        "Un professionnel a une profession.",
        AVECSANTE + ", statuts, art. 5" + " ; " + URPS + ", annexe 3",
    ),
    Rule("G011", AVERTISSEMENT, "Un membre a un mode d'exercice et un engagement.", AVECSANTE + ", contenu du dossier"),
    Rule("G012", AVERTISSEMENT, "Un membre engagé a une date d'adhésion.", AVECSANTE + ", contenu du dossier"),
    Rule(
        "G013",
        AVERTISSEMENT,
        "Une profession est l'une de celles de l'accord.",
        "accord conventionnel interprofessionnel du 20 juin 2019, liste relevée dans la presse",
    ),
    Rule(
        "G014",
        AVERTISSEMENT,
        "Un document public n'imprime pas de coordonnées privées.",
        "règlement (UE) 2016/679 sur la protection des données",
        nommement=True,
    ),
    Rule(
        "G015",
        ERREUR,
        "Un document public ne montre aucune des coordonnées de contacts.csv.",
        contestable=True,
        nommement=True,
    ),
    Rule("G016", ERREUR, "Rien de content/prive/ n'est montré, ni cité par un lien."),
    Rule("G017", ERREUR, "Un document public relu après construction ne montre les coordonnées de personne."),
    Rule("G018", AVERTISSEMENT, "Seule une structure a un représentant."),
    # F: les fiches action
    Rule("F001", ERREUR, "Un code de fiche s'écrit M3-01."),
    Rule("F002", ERREUR, "Les rubriques sont celles de la trame.", URPS + ", annexe 7"),
    Rule("F003", ERREUR, "Une rubrique n'apparaît qu'une fois.", URPS + ", annexe 7"),
    Rule("F004", ERREUR, "Tout texte d'une fiche est sous une rubrique."),
    Rule("F005", ERREUR, "Sous-actions et planning sont des tableaux.", URPS + ", annexe 7"),
    Rule("F006", ERREUR, "Les tableaux d'une fiche ont les colonnes prévues.", URPS + ", annexe 7"),
    Rule("F007", ERREUR, "Les rubriques obligatoires de la trame sont remplies.", URPS + ", annexes 7 et 9"),
    Rule("F008", ERREUR, "Un indicateur est une liste de lignes connues.", URPS + ", annexe 7"),
    Rule("F009", ERREUR, "Une fiche a au moins un indicateur.", URPS + ", annexe 9"),
    Rule("F010", ERREUR, "Un code ne désigne qu'une fiche."),
    Rule("F011", ERREUR, "Le code d'une fiche suit sa mission."),
    Rule("F012", ERREUR, "Les dates d'une fiche se suivent.", URPS + ", planifier le déploiement"),
    Rule("F013", AVERTISSEMENT, "Une action démarre après la signature du contrat.", URPS),
    Rule("F014", ERREUR, "La mission d'une fiche est retenue par le projet."),
    Rule("F015", ERREUR, "Chaque mission socle retenue a au moins une fiche.", URPS + ", annexe 9"),
    Rule("F016", ERREUR, "Une orientation citée est dans projet.yaml."),
    Rule("F017", AVERTISSEMENT, "Une mission complémentaire retenue a une fiche.", URPS + ", annexe 9"),
    Rule("F018", ERREUR, "Une date de planning est une date.", URPS + ", annexe 7"),
    Rule("F019", AVERTISSEMENT, "Le nom du fichier commence par le code de la fiche."),
    Rule("F020", AVERTISSEMENT, "Une rubrique s'écrit « ## » suivi de son titre."),
    Rule("F021", ERREUR, "Un indicateur a un type et une cible.", URPS + ", annexes 7 et 9"),
    Rule("F022", AVERTISSEMENT, "Les rubriques facultatives de la trame sont remplies.", URPS + ", annexe 7"),
    Rule("F023", AVERTISSEMENT, "Une problématique cite un chiffre ou un besoin du diagnostic.", URPS + ", annexe 9"),
    Rule("F024", ERREUR, "Une mission qui compte sur le volet variable a un indicateur qui le porte.", URPS),
    Rule("F025", AVERTISSEMENT, "Un indicateur de résultat a un sens, un départ et une source.", URPS),
    Rule("F026", AVERTISSEMENT, "Une cible fait mieux que le départ, dans le sens annoncé.", URPS),
    Rule("F027", AVERTISSEMENT, "Les cibles progressent d'une année à l'autre.", URPS),
    Rule("F028", ERREUR, "Les poids des indicateurs du volet variable d'une mission font 100 %."),
    Rule("F029", AVERTISSEMENT, "À partir de l'année 2, une fiche a un indicateur de résultat.", URPS),
    Rule(
        "F030", AVERTISSEMENT, "Une fiche garde peu d'indicateurs.", "URPS médecins Centre-Val de Loire, accord de 2019"
    ),
    Rule("F031", AVERTISSEMENT, "Une personne pilote peu d'actions à la fois."),
    Rule(
        "F032",
        AVERTISSEMENT,
        "Une fiche se rattache à une orientation du projet régional de santé.",
        URPS + ", annexe 9",
    ),
    Rule("F033", AVERTISSEMENT, "Chaque sous-action a un responsable.", URPS + ", annexe 7"),
    Rule("F034", ERREUR, "Les montants d'une fiche viennent du classeur.", contestable=True),
    Rule("F035", AVERTISSEMENT, "Une action tient dans les cinq années du contrat.", AVECSANTE),
    Rule("F036", AVERTISSEMENT, "Une mission socle prévoit deux réunions d'indicateurs ou bilans par an.", URPS),
    Rule("F037", AVERTISSEMENT, "Une fiche n'est plus un brouillon quand le projet part."),
    Rule("F050", ERREUR, "Un tableau de la trame est sous son titre.", URPS + ", annexe 7"),
    Rule("F051", AVERTISSEMENT, "Départ et cibles d'un indicateur ont la même unité."),
    Rule("F052", AVERTISSEMENT, "Le départ et les cibles d'un indicateur de résultat sont des nombres.", URPS),
    Rule("F053", AVERTISSEMENT, "Le planning dit les mêmes dates que l'en-tête.", URPS + ", annexe 7"),
    Rule("F054", AVERTISSEMENT, "Les étapes du planning se suivent.", URPS + ", annexe 7"),
    Rule("F055", AVERTISSEMENT, "Le planning tient entre la signature et la fin de l'action.", URPS),
    Rule("F056", AVERTISSEMENT, "Chaque indicateur d'une fiche a son nom."),
    Rule("F057", ERREUR, "Ce qui est sous « À ranger » trouve sa place ou s'efface."),
    # X: les textes
    Rule("X001", ERREUR, "Aucun blanc ne reste à remplir."),
    Rule("X002", ERREUR, "Un fait cité entre accolades existe."),
    Rule("X003", ERREUR, "Une image est un fichier PNG, JPEG ou SVG de content/."),
    Rule("X004", AVERTISSEMENT, "Une image a un texte qui la décrit.", "RGAA, critère 1.1"),
    Rule("X005", AVERTISSEMENT, "Un lien mène à une adresse http, https ou mailto."),
    Rule("X010", AVERTISSEMENT, "Un sigle est expliqué au moins une fois."),
    Rule("X011", ERREUR, "Un sigle n'a qu'une ligne dans sigles.csv."),
    Rule("X012", AVERTISSEMENT, "Un sigle qui a plusieurs sens est expliqué par le projet."),
    Rule("X013", AVERTISSEMENT, "Les termes sont ceux d'aujourd'hui."),
    Rule("X014", AVERTISSEMENT, "Le fonctionnement n'est pas celui d'un texte jamais signé.", AGORA),
    Rule("X015", AVERTISSEMENT, "Le projet n'exclut ni un établissement ni un statut de professionnel.", URPS),
    Rule(
        "X016",
        AVERTISSEMENT,
        "Le système d'information est décrit : sécurité, RGPD, traçabilité, interopérabilité, DMP et MSS.",
        URPS + ", structure générale",
    ),
    Rule("X017", AVERTISSEMENT, "La place des usagers est décrite.", URPS + ", structure générale"),
    Rule("X018", AVERTISSEMENT, "Un chiffre tapé dans un texte est celui du reste du projet.", URPS + ", annexe 9"),
    Rule("X040", ERREUR, "Un renvoi mène à quelque chose du projet."),
    Rule("X041", AVERTISSEMENT, "Un texte ne renvoie pas à lui-même."),
    Rule("X042", ERREUR, "Un tableau inséré a des lignes."),
    Rule("X043", ERREUR, "Deux choses ne portent pas le même nom de renvoi."),
    Rule("X044", ERREUR, "Une annexe citée est jointe.", URPS),
    Rule("X045", AVERTISSEMENT, "Une annexe jointe est citée.", URPS),
    Rule("X046", AVERTISSEMENT, "Un numéro qui peut changer ne se tape pas."),
    Rule("X047", AVERTISSEMENT, "Une fiche ou un besoin cité par son code existe."),
    Rule("X050", ERREUR, "Un dessin SVG peut être imprimé."),
    Rule("X051", AVERTISSEMENT, "Un dessin SVG ne fait que dessiner."),
    Rule("X053", ERREUR, "Une carte trouve la table et la colonne qu'elle montre."),
    Rule("X054", AVERTISSEMENT, "Chaque ligne d'une table montrée par une carte est sur la carte."),
    # B: le budget
    Rule("B001", ERREUR, "Chaque bloc a sa feuille dans le classeur.", URPS + ", annexe 2"),
    Rule("B002", ERREUR, "Chaque feuille a ses tableaux de dépenses et de ressources.", URPS + ", annexe 2"),
    Rule("B003", ERREUR, "Les colonnes du classeur sont celles que le logiciel connaît."),
    Rule("B004", ERREUR, "Un montant est un nombre."),
    Rule("B005", ERREUR, "Aucune cellule n'affiche d'erreur."),
    Rule("B006", ERREUR, "Les formules ont été calculées."),
    Rule("B007", ERREUR, "Une dépense est rattachée à une fiche qui existe."),
    Rule("B008", ERREUR, "Nature, origine et statut sont ceux de la liste.", URPS + ", annexe 2"),
    Rule("B009", ERREUR, "Un montant n'est pas négatif."),
    Rule("B010", ERREUR, "Dans chaque bloc, dépenses et ressources sont égales.", URPS + ", annexe 2"),
    Rule("B011", ERREUR, "Une ressource de l'ACI ne dépasse pas le barème.", URPS + ", annexe 1 ; " + AGORA),
    Rule("B012", ERREUR, "Une ressource de l'ACI existe dans le barème du projet.", URPS + ", annexe 1 ; " + AGORA),
    Rule("B013", ERREUR, "Première rédaction et mise à jour du plan de crise s'excluent.", AGORA),
    Rule("B014", ERREUR, "Un tableau n'a pas de cellules fusionnées."),
    Rule("B015", ERREUR, "Rien n'est écrit juste sous un tableau."),
    Rule("B016", AVERTISSEMENT, "Un montant est saisi comme un nombre, pas comme du texte."),
    Rule("B017", ERREUR, "Le classeur nommé par projet.yaml existe."),
    Rule("B018", ERREUR, "Le barème nommé par projet.yaml est connu."),
    Rule("B019", ERREUR, "Sous-totaux et totaux du barème sont justes.", URPS + ", annexe 1 ; " + AGORA),
    Rule("B020", ERREUR, "Un bloc correspond à une mission retenue."),
    Rule("B021", ERREUR, "La taille déclarée est de 1 à 4.", URPS + ", annexe 1"),
    Rule("B030", AVERTISSEMENT, "Une ligne du budget est dans son tableau, pas dessous."),
    Rule("B031", AVERTISSEMENT, "Un tableau du classeur garde son nom."),
    Rule("B032", AVERTISSEMENT, "Une feuille du budget n'est pas masquée."),
    Rule("B033", AVERTISSEMENT, "Aucune ligne comptée n'est masquée ou filtrée."),
    Rule("B034", ERREUR, "Aucune ligne de total n'est écrite parmi les lignes d'un tableau."),
    Rule("B035", ERREUR, "Un nom ne désigne qu'un tableau."),
    Rule("B036", ERREUR, "Aucune formule n'attend son propre résultat."),
    Rule("B037", AVERTISSEMENT, "Les formules ne lisent pas un autre classeur."),
    Rule("B038", AVERTISSEMENT, "Le classeur garde le résultat de ses formules."),
    Rule("B039", AVERTISSEMENT, "Quantité × coût unitaire donne le montant d'une année."),
    Rule("B041", AVERTISSEMENT, "Un virement entre blocs se discute avec la CPAM.", ACI_FONGIBLE),
    Rule("B042", ERREUR, "Un virement va d'un bloc du budget à un autre, une année du contrat."),
    Rule("B043", AVERTISSEMENT, "Le registre des indemnités tient dans les blocs."),
    Rule("B044", ERREUR, "Personne ne dépasse le plafond annuel de la Sécurité sociale.", D1434_44),
    Rule("B045", AVERTISSEMENT, "Le plafond annuel de l'année en cours est connu.", D1434_44),
    Rule("B046", AVERTISSEMENT, "Une indemnité repose sur des heures et un taux.", D1434_44),
    Rule("B047", AVERTISSEMENT, "Le taux d'une indemnité suit le revenu de chaque profession.", D1434_44),
    Rule("B048", AVERTISSEMENT, "L'ACI n'indemnise personne avant la validation du projet.", D1434_44),
    Rule("B049", AVERTISSEMENT, "Un salarié est payé avec l'accord de son employeur."),
    Rule("B050", AVERTISSEMENT, "Des salaires ont des charges sociales."),
    Rule(
        "B051", AVERTISSEMENT, "Au-delà de 153 000 €, un commissaire aux comptes.", "code de commerce, L612-4 et D612-5"
    ),
    Rule("B052", AVERTISSEMENT, "La formation n'est comptée que dans une nature.", URPS + ", annexe 2"),
    Rule("B053", AVERTISSEMENT, "Une aide a un financeur et un statut.", URPS + ", annexe 2"),
    Rule("B054", AVERTISSEMENT, "Les cotisations sont celles des membres.", AVECSANTE + ", statuts, art. 18"),
    Rule("B055", AVERTISSEMENT, "Une ressource sous le barème dit pourquoi.", URPS + ", annexe 1"),
    Rule("B056", AVERTISSEMENT, "Une crise ne se prévoit pas au budget.", AGORA),
    Rule("B058", AVERTISSEMENT, "Les dépenses d'une mission servent une fiche.", URPS + ", annexe 7"),
    Rule("B059", AVERTISSEMENT, "Une dépense est dans le bloc de la mission de sa fiche."),
    Rule("B060", ERREUR, "Une mission retenue a un budget.", URPS + ", annexe 2"),
    Rule("B061", AVERTISSEMENT, "Les dépenses tiennent dans l'argent certain.", FCPTS),
    Rule("B062", AVERTISSEMENT, "Le barème est celui du contrat."),
    Rule("B063", ERREUR, "Les totaux affichés par le classeur sont justes."),
    Rule("B064", ERREUR, "Le classeur est celui de ce projet."),
    Rule("B065", AVERTISSEMENT, "Le registre désigne chacun par sa clé ou par un numéro."),
    Rule("B066", AVERTISSEMENT, "Heures × taux donne le montant d'une ligne du registre."),
    Rule("B067", AVERTISSEMENT, "Une somme du registre se note une fois."),
    Rule("B068", AVERTISSEMENT, "Un mois du registre tombe dans une année du budget."),
    Rule("B069", AVERTISSEMENT, "Le registre et le réalisé disent les mêmes sommes."),
    Rule("B070", AVERTISSEMENT, "Personne ne dépasse le dernier plafond connu, pour une année à venir.", D1434_44),
    Rule("B080", ERREUR, "Une somme du réalisé tombe dans une année du budget."),
    Rule("B081", ERREUR, "Une crise payée est une crise déclarée.", AGORA),
    Rule("B082", AVERTISSEMENT, "Une somme du réalisé était prévue au budget."),
    Rule("B083", AVERTISSEMENT, "Un bloc ne dépense pas plus que son budget."),
    Rule("B084", AVERTISSEMENT, "Une année close est équilibrée, bloc par bloc.", URPS + ", annexe 2"),
    Rule("B085", AVERTISSEMENT, "Une somme comptée en moins dit pourquoi."),
    Rule("B086", AVERTISSEMENT, "Une dépense sert la fiche prévue."),
    Rule("B087", AVERTISSEMENT, "L'argent de l'ACI arrive dans son bloc, et dans son barème.", AGORA),
    Rule("B088", AVERTISSEMENT, "Le réalisé se note mois après mois."),
    Rule("B089", AVERTISSEMENT, "Une somme du réalisé se note une fois."),
    Rule("B090", ERREUR, "correspondance.yaml dit ce que devient chaque zone et chaque mot d'un classeur importé."),
    # R: droits, versements, trésorerie
    Rule("R001", ERREUR, "Une mission socle démarre dans le délai de l'accord.", URPS + ", calendrier ; " + PAPS),
    Rule("R002", ERREUR, "Une mission socle est déployée dans le délai de l'accord.", URPS + ", calendrier ; " + PAPS),
    Rule("R003", AVERTISSEMENT, "Le plan de crise est écrit la première année, puis mis à jour chaque année.", AGORA),
    Rule("R004", AVERTISSEMENT, "Une mission démarre avant la fin du contrat."),
    Rule("R005", ERREUR, "Un taux d'atteinte est entre 0 et 100 %.", URPS + ", annexe 1"),
    Rule(
        "R006", AVERTISSEMENT, "Une part fixe est comptée au prorata la première année.", "Contrat type ACI, art. 6.2"
    ),
    Rule("R008", AVERTISSEMENT, "La trésorerie reste au-dessus de zéro.", "Accord du 20 juin 2019, art. 9"),
    Rule("R012", ERREUR, "Les réglages du contrat vont avec le barème et les dates."),
    Rule("R015", AVERTISSEMENT, "Le total possible du barème est cité avec la crise qu'il suppose.", AGORA),
    Rule("R017", AVERTISSEMENT, "Deux mois après le dépôt, le projet est réputé validé.", URPS + ", partie 1"),
    # S: les statuts
    Rule("S001", ERREUR, "Les sièges des collèges font le total du conseil.", AVECSANTE + ", statuts, art. 9"),
    Rule("S002", ERREUR, "Les articles se suivent sans trou ni doublon."),
    Rule("S004", ERREUR, "Le modèle de statuts choisi est dans content/statuts/."),
    Rule("S005", ERREUR, "Une clé ne désigne qu'un collège."),
    Rule("S010", ERREUR, "La variante choisie est un dossier du modèle."),
    Rule("S011", AVERTISSEMENT, "Les collèges ont le même nombre de sièges.", AVECSANTE + ", statuts, art. 9"),
    Rule("S012", AVERTISSEMENT, "Aucun collège n'a plus de la moitié des sièges.", AVECSANTE + ", statuts, art. 9"),
    Rule(
        "S013",
        ERREUR,
        "Le bureau vient d'autant de collèges que les statuts le disent.",
        AVECSANTE + ", statuts, art. 15-1",
    ),
    Rule("S014", ERREUR, "Une personne n'occupe qu'un poste du bureau.", AVECSANTE + ", statuts, art. 15-1"),
    Rule("S015", AVERTISSEMENT, "Chaque poste du bureau a un titulaire.", AVECSANTE + ", statuts, art. 15-1"),
    Rule(
        "S016",
        ERREUR,
        "Le bureau a les postes que les statuts demandent.",
        AVECSANTE + ", statuts, art. 15-1" + " ; " + URPS + ", annexe 3",
    ),
    Rule("S017", ERREUR, "Les membres du bureau sont au conseil.", AVECSANTE + ", statuts, art. 15-1"),
    Rule("S018", ERREUR, "Le bureau a autant de membres que les statuts le disent.", URPS + ", annexe 3"),
    Rule("S019", ERREUR, "Le bureau réunit autant de professions que les statuts le disent.", URPS + ", annexe 3"),
    Rule("S020", ERREUR, "Le bureau a la part de médecins que les statuts disent.", URPS + ", annexe 3"),
    Rule(
        "S021",
        ERREUR,
        "Le président ou un vice-président est médecin quand les statuts le demandent.",
        URPS + ", annexe 3",
    ),
    Rule("S022", ERREUR, "Les membres du bureau sont des membres actifs.", URPS + ", annexe 3"),
    Rule(
        "S023",
        ERREUR,
        "Le bureau est élu d'une seule façon.",
        AVECSANTE + ", statuts, art. 15" + " ; " + URPS + ", annexe 3",
        contestable=True,
    ),
    Rule("S024", AVERTISSEMENT, "Les membres partenaires n'ont pas de voix.", URPS + ", annexe 3"),
    Rule(
        "S025",
        AVERTISSEMENT,
        "Un membre détient deux pouvoirs au plus.",
        AVECSANTE + ", statuts, art. 11 et 16-1" + " ; " + URPS + ", annexe 3",
    ),
    Rule("S026", AVERTISSEMENT, "Le nombre de pouvoirs est le même partout.", AVECSANTE + ", statuts, art. 11 et 16-1"),
    Rule(
        "S027",
        AVERTISSEMENT,
        "Un mandat dure trois ans, et neuf avec ses renouvellements.",
        AVECSANTE + ", statuts, art. 9 et 15-1" + " ; " + URPS + ", annexe 3",
    ),
    Rule(
        "S028",
        AVERTISSEMENT,
        "Quorum, majorité et délai de chaque instance sont écrits et imprimés.",
        AVECSANTE + ", statuts, art. 11 et 16",
    ),
    Rule("S029", AVERTISSEMENT, "Une part ou une majorité se calcule.", AVECSANTE + ", statuts, art. 16-3"),
    Rule(
        "S030",
        AVERTISSEMENT,
        "La seconde assemblée extraordinaire attend quinze jours.",
        AVECSANTE + ", statuts, art. 16-3",
    ),
    Rule(
        "S031", AVERTISSEMENT, "La cotisation est fixée d'une seule façon.", AVECSANTE + ", statuts, art. 5-1, 6 et 18"
    ),
    Rule(
        "S032",
        AVERTISSEMENT,
        "Le règlement intérieur est facultatif, ou ne l'est pas.",
        AVECSANTE + ", statuts, art. 9 et 21",
    ),
    Rule(
        "S033",
        AVERTISSEMENT,
        "Une structure est représentée d'une seule façon.",
        AVECSANTE + ", statuts, art. 5-1 et 10",
    ),
    Rule(
        "S034",
        AVERTISSEMENT,
        "Les rétributions suivent les règles propres aux CPTS.",
        "code de la santé publique, article D. 1434-44",
    ),
    Rule(
        "S035",
        AVERTISSEMENT,
        "L'objet cite les textes des CPTS et leurs six missions.",
        "code de la santé publique, articles L. 1434-12-1 et L. 1434-12-2",
    ),
    Rule(
        "S036",
        ERREUR,
        "Les statuts citent la loi du siège.",
        "code de la santé publique, article L. 1434-12-1",
        contestable=True,
    ),
    Rule(
        "S037",
        ERREUR,
        "Une CPTS est une association.",
        "code de la santé publique, article L. 1434-12-1",
        contestable=True,
    ),
    Rule("S038", AVERTISSEMENT, "L'assemblée générale vote le budget.", URPS + ", créer une association"),
    Rule("S039", AVERTISSEMENT, "L'adhésion est ouverte à tous les acteurs.", URPS + ", créer une association"),
    Rule(
        "S040",
        AVERTISSEMENT,
        "Les statuts rappellent la déclaration des changements.",
        "loi du 1er juillet 1901, article 5",
    ),
    Rule(
        "S041",
        ERREUR,
        "Un nombre de la gouvernance est le même dans les textes et dans les statuts.",
        URPS + ", organiser la gouvernance",
        contestable=True,
    ),
    Rule("S042", ERREUR, "Les fonctions de personnes.csv sont celles du bureau.", URPS + ", organiser la gouvernance"),
    Rule("S043", AVERTISSEMENT, "Chaque valeur est imprimée quelque part."),
    Rule("S044", ERREUR, "Un collège n'a pas plus d'administrateurs que de sièges.", AVECSANTE + ", statuts, art. 9"),
    Rule(
        "S045",
        AVERTISSEMENT,
        "Les règles du bureau suivent le modèle.",
        AVECSANTE + ", statuts, art. 15-1" + " ; " + URPS + ", annexe 3",
    ),
    Rule("S050", ERREUR, "Les trois parties se suivent dans l'ordre.", URPS + ", structure générale"),
    Rule("S051", ERREUR, "Le dossier à déposer est complet.", AVECSANTE + " ; " + URPS),
    Rule("S052", ERREUR, "Un acte cité par un livrable est écrit."),
    Rule("S053", AVERTISSEMENT, "Ce qui est écrit est dans un document au moins."),
    # D: les documents
    Rule("D001", ERREUR, "Le gabarit d'un livrable existe."),
    Rule("D002", ERREUR, "Un gabarit ne cite que des champs connus."),
    Rule("D003", ERREUR, "Un gabarit a les styles dont le texte a besoin."),
    Rule("D004", ERREUR, "Un gabarit est un document Word sans danger."),
    Rule("D005", ERREUR, "Un gabarit imprime le corps du document et la mention de chaque page."),
    Rule("D006", AVERTISSEMENT, "Un document produit ne se corrige pas dans Word."),
    Rule("D007", ERREUR, "Le gabarit des fiches imprime toutes les rubriques remplies."),
    Rule("D008", ERREUR, "Les annexes d'un livrable vont avec sa partie « annexes »."),
    Rule("D009", AVERTISSEMENT, "Le gabarit des fiches imprime tous les champs remplis."),
    # E, A: l'exemple et les constats acceptés
    Rule("E001", ERREUR, "Rien de l'exemple fourni ne reste dans un vrai projet."),
    Rule("A001", AVERTISSEMENT, "Un constat accepté correspond à un constat."),
    Rule("A002", ERREUR, "Une erreur ne s'accepte pas."),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
