"""Indicateurs mesurés et suivi des actions."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "I001",
        ERREUR,
        "Une mesure est celle d'un indicateur d'une fiche.",
        explication="""
        Dans `budgets/indicateurs.xlsx`, une ligne nomme une fiche et un de ses indicateurs, comme la fiche les écrit. Si vous avez renommé l'indicateur, renommez-le aussi ici ; « make indicateurs » écrit à côté un classeur à jour, où vos mesures sont gardées.

        **Pourquoi.** La valeur se compare à la cible de la fiche. Sans le bon nom, elle ne compte nulle part, et le rapport d'activité dirait que rien n'a été mesuré.

        **Avant**

        ```
        M3-01   part des enfants vus        1   15,3 %
        ```

        **Après**

        ```
        M3-01   part des enfants repérés    1   15,3 %
        ```
        """,
    ),
    Rule(
        "I002",
        ERREUR,
        "Une mesure est celle d'une année du contrat.",
        explication="""
        La colonne « Année » porte le rang de l'année de contrat, de 1 à 5.

        **Pourquoi.** Une année de contrat va d'un anniversaire au suivant : 2028 tombe dans deux d'entre elles.

        **Avant**

        ```
        2028
        ```

        **Après**

        ```
        1
        ```
        """,
    ),
    Rule(
        "I003",
        ERREUR,
        "Un indicateur se mesure une fois par année.",
        explication="""
        Gardez une seule valeur par indicateur et par année de contrat. L'autre peut aller dans le commentaire.

        **Pourquoi.** Le taux atteint, et l'argent qui en dépend, se calculent sur une valeur. Le logiciel ne choisit pas entre deux.

        **Avant**

        ```
        part des enfants repérés   1   15,3 %
        part des enfants repérés   1   16 %
        ```

        **Après**

        ```
        part des enfants repérés   1   16 %   relevé provisoire de décembre : 15,3 %
        ```
        """,
    ),
    Rule(
        "I004",
        ERREUR,
        "Une valeur mesurée est un nombre dans l'unité de sa cible, ou oui ou non.",
        explication="""
        Écrivez un seul nombre, en % si la cible est en %, entre 0 et 100 % alors ; ou « oui » ou « non », si la cible est ainsi.

        **Pourquoi.** Le chemin parcouru se compte du départ à la cible. « 12 sur 48 » ou « 0,25 » là où la cible est « 25 % » peuvent se lire de deux façons.

        **Avant**

        ```
        Cible 25 %   Valeur mesurée 0,25
        ```

        **Après**

        ```
        Cible 25 %   Valeur mesurée 25 %
        ```
        """,
    ),
    Rule(
        "I005",
        AVERTISSEMENT,
        "Une valeur mesurée a son justificatif.",
        explication="""
        Dites d'où vient la valeur : un relevé daté, un export, des feuilles de présence. Une date ou un justificatif sans valeur attend la sienne.

        **Pourquoi.** L'assurance maladie paie le volet variable sur des résultats justifiés. Le rapport d'activité numérote ces pièces.

        **Avant**

        ```
        Valeur mesurée 15,3 %   Justificatif
        ```

        **Après**

        ```
        Valeur mesurée 15,3 %   Justificatif  Relevé Rezone CPTS, mars 2028
        ```
        """,
    ),
    Rule(
        "I006",
        ERREUR,
        "Une mesure ou une réunion a une date qui existe.",
        explication="""
        Écrivez un jour ou un mois que le calendrier connaît.

        **Pourquoi.** La date dit de quelle année de contrat est la mesure.

        **Avant**

        ```
        31 février 2028
        ```

        **Après**

        ```
        29 février 2028
        ```
        """,
    ),
    Rule(
        "I007",
        AVERTISSEMENT,
        "Une mesure est datée de son année de contrat.",
        explication="""
        Corrigez la date, ou l'année. Une valeur de l'année peut se relever jusqu'au terme du versement des soldes, deux mois après l'anniversaire.

        **Pourquoi.** Une valeur d'une autre année, recopiée par mégarde, paierait ou priverait à tort.

        **Avant**

        ```
        Année 1   Mesurée le 12 mars 2029
        ```

        **Après**

        ```
        Année 1   Mesurée le 12 mars 2028
        ```
        """,
    ),
    Rule(
        "I008",
        AVERTISSEMENT,
        "Deux réunions par an examinent les indicateurs ; leur date et leurs décisions sont notées.",
        source=URPS,
        remede="écrivez sous ce titre ce qui s'est dit ou décidé, ou ôtez la réunion.",
        explication="""
        Dans la feuille « Réunions », notez la date, les participants et les décisions de chaque réunion avec l'ARS et la CPAM.

        **Pourquoi.** Le guide demande deux réunions de suivi par an. Le rapport d'activité les rend avec leurs décisions.

        **Avant**

        ```
        15 novembre 2027   ARS, CPAM
        ```

        **Après**

        ```
        15 novembre 2027   ARS, CPAM   La cible de l'année 2 passe à 30 %.
        ```
        """,
    ),
    Rule(
        "I009",
        ERREUR,
        "Le suivi d'une fiche tient sous ses trois rubriques.",
        remede="écrivez-y ce qui a été fait, en deux ou trois phrases.",
        explication="""
        `content/suivi/2027/M3-01.md` a trois rubriques : « Ce qui a été fait », « Écarts et raisons », « Preuves ». La première a toujours un texte.

        **Pourquoi.** Le rapport d'activité range ces textes mission par mission. Sous un autre titre, le vôtre n'y serait pas.

        **Avant**

        ```
        ## Bilan de l'atelier
        ```

        **Après**

        ```
        ## Ce qui a été fait
        ```
        """,
    ),
    Rule(
        "I010",
        ERREUR,
        "Un suivi est celui d'une fiche, dans une année du contrat.",
        explication="""
        Le dossier porte l'année civile où commence l'année de contrat, le fichier le code de la fiche : `content/suivi/2027/M3-01.md`. Une fiche a un suivi par année. `fonctionnement.md`, à côté, raconte ce qu'aucune fiche ne fait.

        **Pourquoi.** C'est par là que le texte trouve sa mission, ses indicateurs et son budget dans le rapport d'activité.

        **Avant**

        ```
        content/suivi/2026/M3-1.md
        ```

        **Après**

        ```
        content/suivi/2027/M3-01.md
        ```
        """,
    ),
    Rule(
        "I011",
        AVERTISSEMENT,
        "Un rapport raconte une année du contrat dont quelque chose est noté.",
        remede="corrigez l'année : le contrat en a cinq, la première commence à sa date d'effet.",
        explication="""
        Sous un livrable, `annee: 2` choisit l'année de contrat que son rapport d'activité ou sa note de dialogue de gestion raconte. Sans cette ligne, c'est la dernière dont quelque chose est noté : il en faut une, dès que le contrat a commencé.

        **Pourquoi.** D'une année sans suivi, sans mesure et sans somme, le rapport ne dirait rien.

        **Avant**

        ```
        rapport-activite:
          parties: [rapport-activite]
          annee: 7
        ```

        **Après**

        ```
        rapport-activite:
          parties: [rapport-activite]
          annee: 1
        ```
        """,
    ),
)
