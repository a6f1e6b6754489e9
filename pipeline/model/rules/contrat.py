"""Le contrat: droits, versements, trésorerie."""

from __future__ import annotations

from pipeline.model.rules.rule import AGORA, AVERTISSEMENT, ERREUR, PAPS, URPS, Rule

REGLES = (
    Rule(
        "R001",
        ERREUR,
        "Une mission socle démarre dans le délai de l'accord.",
        source=f"{URPS}, calendrier ; {PAPS}",
        explication="""
        L'accès aux soins et les crises sanitaires démarrent au plus tard six mois après la signature ; les parcours et la prévention, douze mois.

        **Pourquoi.** Le contrat de l'accord conventionnel fixe ces délais (guide « Élaborer un projet de santé pour une CPTS », calendrier du déploiement). Les dépasser met le financement en question. La date est la première de vos fiches, ou `demarrage:` dans l'en-tête du chapitre de la mission.

        **Avant**

        ```
        signature: 2027-04-01
        demarrage: 2027-11-15
        ```

        **Après**

        ```
        signature: 2027-04-01
        demarrage: 2027-09-15
        ```
        """,
    ),
    Rule(
        "R002",
        ERREUR,
        "Une mission socle est déployée dans le délai de l'accord.",
        source=f"{URPS}, calendrier ; {PAPS}",
        explication="""
        L'accès aux soins et les crises sanitaires sont déployés au plus tard dix-huit mois après la signature ; les parcours et la prévention, vingt-quatre mois.

        **Pourquoi.** C'est le second délai du contrat. La date est la dernière de vos fiches ; si une fiche vient en plus, plus tard, donnez celle de la mission : `deploiement:` dans l'en-tête de son chapitre.

        **Avant**

        ```
        signature: 2027-04-01
        deploiement: mai 2029
        ```

        **Après**

        ```
        signature: 2027-04-01
        deploiement: mars 2029
        ```
        """,
    ),
    Rule(
        "R003",
        AVERTISSEMENT,
        "Le plan de crise est écrit la première année, puis mis à jour chaque année.",
        source=AGORA,
        explication="""
        Une fiche de la mission *crises* prévoit la première version du plan dans la première année du contrat, puis sa mise à jour chaque année.

        **Pourquoi.** Le barème paie la première rédaction une seule fois, et la mise à jour ensuite. Sans plan remis, ni l'une ni l'autre n'est due.

        **Avant**

        ```
        | Démarrage | juin 2027 |
        | Bilan | juin 2028 |
        ```

        **Après**

        ```
        | Première version du plan | janvier 2028 |
        | Mise à jour annuelle du plan | janvier 2029 |
        ```
        """,
    ),
    Rule(
        "R004",
        AVERTISSEMENT,
        "Une mission démarre avant la fin du contrat.",
        remede="avancez le démarrage de la mission, ou retirez-la du projet.",
        explication="""
        Une mission retenue démarre avant la fin des cinq années du contrat.

        **Pourquoi.** Aucun versement n'est dû avant le démarrage. Une date après le contrat est le plus souvent une faute de frappe sur l'année.

        **Avant**

        ```
        effet: 2027-04-01
        demarrage: 2037-10-01
        ```

        **Après**

        ```
        effet: 2027-04-01
        demarrage: 2027-10-01
        ```
        """,
    ),
    Rule(
        "R005",
        ERREUR,
        "Un taux d'atteinte est entre 0 et 100 %.",
        source=f"{URPS}, annexe 1",
        remede="tapez un taux de 0 à 100 %.",
        explication="""
        Un taux d'atteinte s'écrit en pour cent, de 0 à 100.

        **Pourquoi.** Le barème donne le volet variable « tous résultats atteints », c'est-à-dire à 100 % (guide « Élaborer un projet de santé pour une CPTS », annexe 1). Aucun texte lu ne prévoit davantage : un taux plus fort compterait de l'argent qui n'existe pas.

        **Avant**

        ```
        contrat:
          scenarios:
            - nom: objectif dépassé
              taux: 120 %
        ```

        **Après**

        ```
        contrat:
          scenarios:
            - nom: tous les objectifs
              taux: 100 %
        ```
        """,
    ),
    Rule(
        "R006",
        AVERTISSEMENT,
        "Une part fixe est comptée au prorata la première année.",
        source="Contrat type ACI, art. 6.2",
        remede="comptez la somme au prorata, ou corrigez la date de démarrage de la mission.",
        explication="""
        La première année d'une mission, comptez sa part fixe au prorata des jours, de son démarrage à l'anniversaire du contrat.

        **Pourquoi.** C'est ainsi que le contrat type (article 6.2) la verse. Une année entière, inscrite au budget, ne sera pas reçue. « make droits » donne le montant au centime.

        **Avant**

        ```
        Prévention, démarrage le 1er octobre 2027   ACI volet fixe, année 1 : 15 000 €
        ```

        **Après**

        ```
        Prévention, démarrage le 1er octobre 2027   ACI volet fixe, année 1 : 7 500 €
        ```
        """,
    ),
    Rule(
        "R008",
        AVERTISSEMENT,
        "La trésorerie reste au-dessus de zéro.",
        source="Accord du 20 juin 2019, art. 9",
        explication="""
        Avec les seules parts fixes, aucun mois ne finit sous zéro.

        **Pourquoi.** L'Assurance maladie avance 75 % et paie le reste après l'année (accord du 20 juin 2019, article 9). Un budget équilibré peut donc manquer d'argent en hiver. Étalez des dépenses, décalez-en, ou prévoyez un solde d'ouverture.

        **Avant**

        ```
        contrat:
          solde_ouverture: 0 €
        ```

        **Après**

        ```
        contrat:
          solde_ouverture: 55 000 €
        ```
        """,
    ),
    Rule(
        "R012",
        ERREUR,
        "Les réglages du contrat vont avec le barème et les dates.",
        remede="corrigez la date : elle tombe dans le contrat.",
        explication="""
        Sous `contrat:`, un changement a une date du contrat, et une taille de 1 à 4 ou un barème connu ; le financement spécifique des soins non programmés ne va qu'avec le barème 2019.

        **Pourquoi.** Un réglage sans effet laisserait croire qu'il est compté.

        **Avant**

        ```
        changements:
          - date: 2039-04-01
            taille: 3
        ```

        **Après**

        ```
        changements:
          - date: 2029-04-01
            taille: 3
        ```
        """,
    ),
    Rule(
        "R015",
        AVERTISSEMENT,
        "Le total possible du barème est cité avec la crise qu'il suppose.",
        source=AGORA,
        explication="""
        Le total imprimé par le barème de l'avenant 2 ne se cite pas seul : dites dans la même phrase qu'il suppose une crise grave.

        **Pourquoi.** Ce total additionne la première rédaction du plan de crise et une crise grave la même année. Une année ordinaire vaut 50 000 à 100 000 € de moins.

        **Avant**

        ```
        La CPTS peut recevoir 382 500 € par an.
        ```

        **Après**

        ```
        La CPTS peut recevoir 382 500 € l'année où elle écrit son plan et où une crise grave est reconnue.
        ```
        """,
    ),
    Rule(
        "R017",
        AVERTISSEMENT,
        "Deux mois après le dépôt, le projet est réputé validé.",
        source=f"code de la santé publique, L. 1434-12 ; {URPS}, partie 1",
        explication="""
        Deux mois après le dépôt, sans opposition de l'ARS, le projet est validé : notez-le.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » rappelle ce délai. L'accord tacite ouvre la suite : signature du contrat, indemnités, versements.

        **Avant**

        ```
        statut: déposé
        dates:
          depot: 2027-01-15
        ```

        **Après**

        ```
        statut: validé
        dates:
          depot: 2027-01-15
          validation: 2027-03-15
        ```
        """,
    ),
    Rule(
        "R018",
        AVERTISSEMENT,
        "Une fiche est déployée avant la date que sa mission se donne.",
        source=URPS,
        explication="""
        Quand le chapitre d'une mission donne sa date de déploiement, ses fiches sont déployées ce jour-là au plus tard.

        **Pourquoi.** Les délais de l'accord sont comptés sur la mission. Une fiche qui la dépasse dit que la mission n'est pas encore déployée.

        **Avant**

        ```
        mission : deploiement: 2029-02-28
        fiche : deploiement: 2031-12-31
        ```

        **Après**

        ```
        fiche : deploiement: 2029-02-28
        ```
        """,
    ),
    Rule(
        "R019",
        ERREUR,
        "Chaque scénario a un nom à lui.",
        explication="""
        Deux scénarios de `contrat:` ne portent pas le même nom, et aucun ne s'appelle « parts fixes seulement », qui est toujours calculé.

        **Pourquoi.** Les tableaux mettent les scénarios côte à côte sous leur nom : sous un même nom, on lirait les chiffres de l'un pour ceux de l'autre.

        **Avant**

        ```
        - nom: prudent
          taux: 60 %
        - nom: prudent
          taux: 80 %
        ```

        **Après**

        ```
        - nom: prudent
          taux: 60 %
        - nom: attendu
          taux: 80 %
        ```
        """,
    ),
    Rule(
        "R020",
        AVERTISSEMENT,
        "Ce qu'un scénario suppose change un chiffre.",
        remede="reprenez mot pour mot le libellé d'une ressource du budget.",
        explication="""
        Les mots de `refus:` et de `reports:` désignent des lignes du classeur : leur libellé entier ou des mots de celui-ci, le financeur ou l'origine d'une ressource, le code de fiche d'une dépense. Une dépense est reportée plus tard que le budget ne la prévoit, une taille est autre que celle du contrat.

        **Pourquoi.** Un scénario qui ne change rien s'imprime à côté des autres avec les mêmes chiffres : on le croirait sans risque.

        **Avant**

        ```
        - nom: recrutement plus tard
          taux: 60 %
          reports:
            - lignes: [Coordinateur]
              date: septembre 2027
        ```

        **Après**

        ```
        - nom: recrutement plus tard
          taux: 60 %
          reports:
            - lignes: [Coordinatrice]
              date: septembre 2027
        ```
        """,
    ),
    Rule(
        "R021",
        AVERTISSEMENT,
        "Chaque mission dit quand elle est déployée.",
        source=f"{URPS}, calendrier du déploiement",
        explication="""
        Une fiche au moins de chaque mission donne `deploiement` sous `dates`, ou le chapitre de la mission le donne dans son en-tête.

        **Pourquoi.** L'accord laisse dix-huit ou vingt-quatre mois, selon la mission, pour déployer les actions. Sans date, le logiciel ne peut pas vérifier ce délai, et l'ARS la demande.

        **Avant**

        ```
        dates:
          demarrage: 2027-09-01
        ```

        **Après**

        ```
        dates:
          demarrage: 2027-09-01
          deploiement: 2028-06-30
        ```
        """,
    ),
    Rule(
        "R022",
        AVERTISSEMENT,
        "Un délai écrit dans un texte tient dans celui de l'accord.",
        source=f"{URPS}, calendrier du déploiement",
        explication="""
        Le chapitre d'une mission, ou une fiche, qui annonce un démarrage ou un déploiement « en trente mois » est comparé au délai que l'accord laisse à cette mission.

        **Pourquoi.** Les dates de l'en-tête sont vérifiées ; une phrase qui dit autre chose resterait dans le document.

        **Avant**

        ```
        Cette mission se déploie en trente mois.
        ```

        **Après**

        ```
        Cette mission se déploie en dix-huit mois.
        ```
        """,
    ),
)
