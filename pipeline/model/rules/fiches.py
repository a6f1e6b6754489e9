"""Les fiches action: trame, indicateurs, planning."""

from __future__ import annotations

from pipeline.model.rules.rule import AVECSANTE, AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "F001",
        ERREUR,
        "Un code de fiche s'écrit M3-01.",
        explication="""
        Le code est fait de la lettre M, du rang de la mission (1 à 6), d'un tiret et de deux chiffres.

        **Pourquoi.** Il relie la fiche à sa mission et aux dépenses du classeur. Écrit autrement, il ne serait reconnu nulle part.

        **Avant**

        ```
        code: M3-1
        ```

        **Après**

        ```
        code: M3-01
        ```
        """,
    ),
    Rule(
        "F002",
        ERREUR,
        "Les rubriques sont celles de la trame.",
        source=f"{URPS}, annexe 7",
        explication="""
        Reprenez les titres donnés dans le guide des fiches. Numéro, majuscules, accents et deux-points ne comptent pas, et les titres en usage sont compris : « 1. Contexte », « Population visée », « Échéancier ».

        **Pourquoi.** La trame vient du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) : toutes les fiches se lisent de la même façon. Un texte placé sous un autre titre ne serait pas imprimé ; le brouillon le montre dans un cadre.

        **Avant**

        ```
        ## Notre météo

        Les enfants de 3 à 12 ans.
        ```

        **Après**

        ```
        ## Public cible

        Les enfants de 3 à 12 ans.
        ```
        """,
    ),
    Rule(
        "F003",
        ERREUR,
        "Une rubrique n'apparaît qu'une fois.",
        source=f"{URPS}, annexe 7",
        remede="déplacez le texte de celle-ci sous la première, puis ôtez ce titre.",
        explication="""
        Si un titre revient plus bas dans la fiche, réunissez les deux textes sous le premier.

        **Pourquoi.** Dans la trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7), chaque sujet a une seule place. Le lecteur n'a pas à chercher la suite.

        **Avant**

        ```
        ## Moyens humains
        Une infirmière.
        ## Moyens humains
        Une diététicienne.
        ```

        **Après**

        ```
        ## Moyens humains
        Une infirmière et une diététicienne.
        ```
        """,
    ),
    Rule(
        "F004",
        ERREUR,
        "Tout texte d'une fiche est sous une rubrique.",
        explication="""
        Placez chaque phrase après un titre en « ## ». Une remarque pour vous s'écrit comme une note, jamais imprimée.

        **Pourquoi.** Ce qui précède le premier titre n'a pas de place dans la fiche imprimée. Vos phrases seraient perdues.

        **Avant**

        ```
        Cette fiche a été relue en bureau.

        ## Problématiques constatées
        ```

        **Après**

        ```
        <!-- Cette fiche a été relue en bureau. -->

        ## Problématiques constatées
        ```
        """,
    ),
    Rule(
        "F005",
        ERREUR,
        "Sous-actions et planning sont des tableaux.",
        source=f"{URPS}, annexe 7",
        explication="""
        Sous `## Sous-actions` et `## Planning prévisionnel`, remplissez un tableau, ou une liste d'une tâche ou d'une étape par ligne, plutôt que des phrases.

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) demande qui fait quoi, et à quelle date. Le logiciel le lit case par case.

        **Avant**

        ```
        ## Sous-actions
        Marc Petit formera les équipes en septembre 2027.
        ```

        **Après**

        ```
        ## Sous-actions
        | Sous-action | Qui | Quand | Livrable |
        |---|---|---|---|
        | Former les équipes | petit | septembre 2027 | Compte rendu |
        ```
        """,
    ),
    Rule(
        "F006",
        ERREUR,
        "Les tableaux d'une fiche ont les colonnes prévues.",
        source=f"{URPS}, annexe 7",
        remede="ajoutez cette colonne au tableau, avec son titre exact.",
        explication="""
        Le premier tableau a *Sous-action*, *Qui*, *Quand* et, si vous voulez, *Livrable*. Celui du planning a *Étape* et *Date*. D'autres façons courantes de les dire sont comprises (« Responsable », « Échéance », « Qui et quand »).

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) attend ces réponses. Une colonne au titre inconnu ne serait pas imprimée.

        **Avant**

        ```
        | Sous-action | Lieu | Quand | Livrable |
        ```

        **Après**

        ```
        | Sous-action | Qui | Quand | Livrable |
        ```
        """,
    ),
    Rule(
        "F007",
        ERREUR,
        "Les rubriques obligatoires de la trame sont remplies.",
        source=f"{URPS}, annexes 7 et 9",
        explication="""
        Dites toujours les problèmes constatés, les objectifs, les sous-actions, les indicateurs, le planning et au moins une sorte de moyens. Pour le budget, il faut une dépense dans le classeur ou une phrase de commentaire.

        **Pourquoi.** La trame et la grille de l'ARS (« Élaborer un projet de santé pour une CPTS », annexes 7 et 9) demandent quoi, comment et avec quel suivi. Un vide laisse l'une de ces questions sans réponse.

        **Avant**

        ```
        ## Objectifs opérationnels

        ## Public cible
        ```

        **Après**

        ```
        ## Objectifs opérationnels

        Tracer la courbe de corpulence au moins une fois par an.

        ## Public cible
        ```
        """,
    ),
    Rule(
        "F008",
        ERREUR,
        "Un indicateur est une liste de lignes connues.",
        source=f"{URPS}, annexe 7",
        remede="gardez une seule ligne « - clé : valeur » pour chaque chose.",
        explication="""
        Un indicateur s'ouvre par « ### Indicateur : » et son nom. Dessous, n'écrivez que les lignes « - clé : valeur » du guide des fiches, une fois chacune.

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) demande des indicateurs que l'on peut suivre. Le logiciel compare ces lignes entre elles ; il ne lit pas une phrase libre.

        **Avant**

        ```
        ### Indicateur : personnes touchées
        - fréquence annuelle
        - cible 2028 : 40
        ```

        **Après**

        ```
        ### Indicateur : personnes touchées
        - fréquence : annuelle
        - cible année 2 : 40
        ```
        """,
    ),
    Rule(
        "F009",
        ERREUR,
        "Une fiche a au moins un indicateur.",
        source=f"{URPS}, annexe 9",
        explication="""
        Choisissez une chose à compter et donnez-lui un titre « ### Indicateur : … » avec ses lignes. Une phrase ne suffit pas.

        **Pourquoi.** La grille de l'ARS le demande pour les actions (« Élaborer un projet de santé pour une CPTS », annexe 9). Sans rien à compter, personne ne verra que l'action avance.

        **Avant**

        ```
        ## Indicateurs
        Nous compterons les personnes vues dans l'année.
        ```

        **Après**

        ```
        ## Indicateurs
        ### Indicateur : personnes vues dans l'année
        - type : suivi
        - cible année 1 : 20
        ```
        """,
    ),
    Rule(
        "F010",
        ERREUR,
        "Un code ne désigne qu'une fiche.",
        remede="donnez à l'une des deux le numéro libre suivant de sa mission, dans son en-tête et dans son nom de fichier.",
        explication="""
        Quand vous recopiez une fiche pour en commencer une autre, changez aussitôt son code.

        **Pourquoi.** Le classeur rattache les dépenses à ce code. S'il sert deux fois, on ne sait plus ce que coûte chaque action.

        **Avant**

        ```
        M3-01-alimentation.md : code: M3-01
        M3-02-dents.md : code: M3-01
        ```

        **Après**

        ```
        M3-01-alimentation.md : code: M3-01
        M3-02-dents.md : code: M3-02
        ```
        """,
    ),
    Rule(
        "F011",
        ERREUR,
        "Le code d'une fiche suit sa mission.",
        explication="""
        Le chiffre après le M dit la mission : 1 accès aux soins, 2 parcours, 3 prévention, 4 crises, 5 qualité, 6 accompagnement. Corrigez le code ou la mission.

        **Pourquoi.** Si les deux se contredisent, le logiciel ne sait pas où ranger la fiche. Ses dépenses pourraient être lues sous une autre mission.

        **Avant**

        ```
        code: M2-02
        mission: prevention
        ```

        **Après**

        ```
        code: M3-02
        mission: prevention
        ```
        """,
    ),
    Rule(
        "F012",
        ERREUR,
        "Les dates d'une fiche se suivent.",
        source=f"{URPS}, planifier le déploiement",
        remede="corrigez celle des deux dates qui est fausse : démarrage, puis déploiement, puis fin.",
        explication="""
        Le démarrage vient en premier, puis le déploiement complet, puis la fin.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (planifier le déploiement) demande ce calendrier, que l'ARS et la CPAM suivent. Une année mal tapée ferait finir l'action avant son début.

        **Avant**

        ```
        dates:
          demarrage: 2027-10-01
          deploiement: 2028-10-01
          fin: 2023-03-31
        ```

        **Après**

        ```
        dates:
          demarrage: 2027-10-01
          deploiement: 2028-10-01
          fin: 2032-03-31
        ```
        """,
    ),
    Rule(
        "F013",
        AVERTISSEMENT,
        "Une action démarre après la signature du contrat.",
        source=URPS,
        remede="reculez le démarrage de l'action, ou corrigez « signature » dans projet.yaml ; ce qui se fait avant est un travail de préparation.",
        explication="""
        Prévoyez le démarrage au plus tôt le jour de la signature. Si l'action a vraiment commencé avant, gardez la date et acceptez ce constat.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » compte les délais des missions à partir de la signature. Avant elle, le contrat ne verse rien.

        **Avant**

        ```
        projet.yaml : signature: 2027-04-01
        fiche : demarrage: 2027-03-01
        ```

        **Après**

        ```
        projet.yaml : signature: 2027-04-01
        fiche : demarrage: 2027-10-01
        ```
        """,
    ),
    Rule(
        "F014",
        ERREUR,
        "La mission d'une fiche est retenue par le projet.",
        explication="""
        Une fiche sert une mission de la liste `missions` de `projet.yaml`. Ajoutez la mission à cette liste, ou retirez la fiche.

        **Pourquoi.** Sinon, l'action n'a pas de place dans le projet et son bloc de budget n'existe pas. Personne ne la financerait.

        **Avant**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises]
        M5-01-pairs.md : mission: qualite
        ```

        **Après**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises, qualite]
        M5-01-pairs.md : mission: qualite
        ```
        """,
    ),
    Rule(
        "F015",
        ERREUR,
        "Chaque mission socle retenue a au moins une fiche.",
        source=f"{URPS}, annexe 9",
        explication="""
        Pour chaque mission obligatoire, décrivez au moins une action.

        **Pourquoi.** La première question de la grille de l'ARS est là : les actions répondent-elles aux missions obligatoires, et comment (« Élaborer un projet de santé pour une CPTS », annexe 9) ? Une mission sans fiche n'y répond pas.

        **Avant**

        ```
        content/fiches/ : aucune fiche M3
        ```

        **Après**

        ```
        content/fiches/M3-01-alimentation.md
        ```
        """,
    ),
    Rule(
        "F016",
        ERREUR,
        "Une orientation citée est dans projet.yaml.",
        explication="""
        Dans la fiche, recopiez le code de l'orientation exactement comme dans `projet.yaml`.

        **Pourquoi.** C'est là que le logiciel trouve l'intitulé à imprimer. Avec un code inconnu, le lecteur ne saurait pas de quelle orientation régionale vous parlez.

        **Avant**

        ```
        orientations_prs: [PRS1]
        ```

        **Après**

        ```
        orientations_prs: [PRS-1]
        ```
        """,
    ),
    Rule(
        "F017",
        AVERTISSEMENT,
        "Une mission complémentaire retenue a une fiche.",
        source=f"{URPS}, annexe 9",
        explication="""
        Si vous ajoutez la qualité ou l'accompagnement aux missions obligatoires, prévoyez au moins une action. Sinon, retirez la mission de la liste pour l'instant.

        **Pourquoi.** La grille de l'ARS (« Élaborer un projet de santé pour une CPTS », annexe 9) regarde ce que vous ferez vraiment. Une mission sans action ressemble à un oubli.

        **Avant**

        ```
        content/fiches/ : aucune fiche M5, alors que « qualite » est dans la liste
        ```

        **Après**

        ```
        content/fiches/M5-01-pairs.md
        ```
        """,
    ),
    Rule(
        "F018",
        ERREUR,
        "Une date de planning est une date.",
        source=f"{URPS}, annexe 7",
        explication="""
        À chaque étape, mettez un jour, un mois, un trimestre, un semestre ou une année. Pour ce qui revient, dites combien de fois : « chaque trimestre », « deux fois par an ».

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) demande des dates précises. « Dès que possible » ne permet à personne de se préparer.

        **Avant**

        ```
        | Bilan | dès que possible |
        ```

        **Après**

        ```
        | Bilan | T2 2028 |
        ```
        """,
    ),
    Rule(
        "F019",
        AVERTISSEMENT,
        "Le nom du fichier commence par le code de la fiche.",
        remede="renommez le fichier, ou corrigez « code: » dans son en-tête.",
        explication="""
        Nommez chaque fichier de `content/fiches/` ainsi : le code écrit dans son en-tête, un tiret, puis quelques mots.

        **Pourquoi.** Les fiches se rangent alors dans l'ordre des missions. Vous retrouvez la bonne du premier coup d'œil.

        **Avant**

        ```
        content/fiches/alimentation.md
        ```

        **Après**

        ```
        content/fiches/M3-01-alimentation.md
        ```
        """,
    ),
    Rule(
        "F020",
        AVERTISSEMENT,
        "Une rubrique s'écrit « ## » suivi de son titre.",
        explication="""
        Laissez une espace après les deux dièses, et n'employez pas le gras à leur place.

        **Pourquoi.** Sans cela, votre titre devient une simple phrase de la rubrique d'avant. Tout le texte qui suit se range alors au mauvais endroit.

        **Avant**

        ```
        ##Public cible
        **Freins et leviers**
        ```

        **Après**

        ```
        ## Public cible
        ## Freins et leviers
        ```
        """,
    ),
    Rule(
        "F021",
        ERREUR,
        "Un indicateur a un type et une cible.",
        source=f"{URPS}, annexes 7 et 9",
        explication="""
        Pour chaque indicateur, dites s'il suit l'action ou mesure un résultat, et le chiffre visé pour au moins une année.
        Un indicateur de suivi peut se passer de cible, s'il dit pourquoi : `- cible : aucune (l'outil ouvre en 2028)`.

        **Pourquoi.** La trame et la grille de l'ARS (« Élaborer un projet de santé pour une CPTS », annexes 7 et 9) attendent les deux sortes. Sans chiffre visé, ni vous ni la CPAM ne saurez si le but est atteint.

        **Avant**

        ```
        ### Indicateur : personnes touchées
        - source : registre
        ```

        **Après**

        ```
        ### Indicateur : personnes touchées
        - type : résultat
        - source : registre
        - cible année 1 : 20
        ```
        """,
    ),
    Rule(
        "F022",
        AVERTISSEMENT,
        "Les rubriques facultatives de la trame sont remplies.",
        source=f"{URPS}, annexe 7",
        remede="écrivez celles qui servent ; pour une autre, une phrase suffit sous son titre, « Aucun à ce jour. »",
        explication="""
        Quelques lignes sur le public, les partenaires, chaque sorte de moyens, les ressources, les freins et leviers complètent bien une fiche. Un tiret ou un sous-titre sans texte laisse la rubrique vide.

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) les prévoit, sans les imposer. Elles montrent à l'ARS que l'action a été pensée avec le terrain.

        **Avant**

        ```
        ## Freins et leviers

        ## Budget
        ```

        **Après**

        ```
        ## Freins et leviers

        Le soir, peu de familles viennent. Les ateliers ont lieu le mercredi.

        ## Budget
        ```
        """,
    ),
    Rule(
        "F023",
        AVERTISSEMENT,
        "Une problématique cite un chiffre ou un besoin du diagnostic.",
        source=f"{URPS}, annexe 9",
        remede="citez un chiffre avec sa source, « 12 % des habitants (enquête, 2026) », ou le code d'un besoin du diagnostic.",
        explication="""
        Sous `## Problématiques constatées`, donnez un nombre, ou le numéro d'un besoin relevé (B1, B2…). Une date, une année ou un code tel que PRS-1 n'est pas un chiffre ; « un médecin sur trois » en est un, comme un fait chiffré entre accolades.

        **Pourquoi.** L'ARS regarde si chaque action répond à un besoin relevé (« Élaborer un projet de santé pour une CPTS », annexe 9). Un chiffre et sa source le montrent mieux qu'une impression.

        **Avant**

        ```
        Beaucoup d'enfants sont en surpoids.
        ```

        **Après**

        ```
        Besoin B4 : 12,6 % des enfants de 6 ans sont en surpoids (santé scolaire, 2025).
        ```
        """,
    ),
    Rule(
        "F024",
        ERREUR,
        "Une mission qui compte sur le volet variable a un indicateur qui le porte.",
        source=URPS,
        explication="""
        Si le budget compte sur « ACI volet variable » pour une mission, un indicateur de ses fiches porte la ligne « base du volet variable : oui ».

        **Pourquoi.** D'après le guide « Élaborer un projet de santé pour une CPTS », cette somme dépend des actions menées et de leurs résultats. Sans indicateur choisi, la CPAM n'a rien pour la calculer.

        **Avant**

        ```
        Prévention!A16 : ACI volet variable   (15 000 en année 1)
        - base du volet variable : non
        ```

        **Après**

        ```
        Prévention!A16 : ACI volet variable   (15 000 en année 1)
        - base du volet variable : oui
        - poids : 100 %
        ```
        """,
    ),
    Rule(
        "F025",
        AVERTISSEMENT,
        "Un indicateur de résultat a un sens, un départ et une source.",
        source=URPS,
        remede="ajoutez sous cet indicateur la ligne qui manque, comme « - départ : 10 % (2026, registre) ».",
        explication="""
        Pour un indicateur de type « résultat », dites si le chiffre doit monter ou baisser, d'où il part et où vous le relevez.
        Le sens n'est pas demandé quand le départ et les cibles le disent eux-mêmes, ni pour un « oui » ou un « non ».

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » veut que l'on sache d'avance comment mesurer. Sans point de départ, aucun progrès ne se voit.

        **Avant**

        ```
        - type : résultat
        - cible année 1 : 20
        ```

        **Après**

        ```
        - type : résultat
        - source : registre
        - sens : hausse
        - départ : 10 (2026, registre)
        - cible année 1 : 20
        ```
        """,
    ),
    Rule(
        "F026",
        AVERTISSEMENT,
        "Une cible fait mieux que le départ, dans le sens annoncé.",
        source=URPS,
        explication="""
        Si le sens est « hausse », la dernière cible est plus haute que le départ ; s'il est « baisse », plus basse.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » choisit des indicateurs qui peuvent progresser. Une cible du mauvais côté est souvent un sens inversé ou un chiffre mal tapé.

        **Avant**

        ```
        - sens : hausse
        - départ : 20
        - cible année 2 : 15
        ```

        **Après**

        ```
        - sens : hausse
        - départ : 20
        - cible année 2 : 40
        ```
        """,
    ),
    Rule(
        "F027",
        AVERTISSEMENT,
        "Les cibles progressent d'une année à l'autre.",
        source=URPS,
        remede="corrigez la cible, ou le sens de l'indicateur ; si ce recul est voulu, acceptez ce constat en disant pourquoi.",
        explication="""
        Dans le sens que vous avez choisi, une année ne vise jamais moins bien que la précédente.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » propose des objectifs annuels progressifs, pour valoriser les efforts de chaque année. Un recul surprendrait l'ARS et la CPAM à l'échange annuel.

        **Avant**

        ```
        - sens : hausse
        - cible année 1 : 40
        - cible année 2 : 20
        ```

        **Après**

        ```
        - sens : hausse
        - cible année 1 : 20
        - cible année 2 : 40
        ```
        """,
    ),
    Rule(
        "F028",
        ERREUR,
        "Les poids des indicateurs du volet variable d'une mission font 100 %.",
        explication="""
        Donnez un poids à chaque indicateur marqué « base du volet variable : oui ». Additionnez-les pour toutes les fiches de la mission : le total est 100.

        **Pourquoi.** Chaque indicateur décide d'une part de la somme versée par la CPAM. À 90 %, une part de cet argent ne dépendrait de rien.

        **Avant**

        ```
        ### Indicateur : enfants repérés
        - poids : 60 %
        ### Indicateur : enfants accompagnés
        - poids : 30 %
        ```

        **Après**

        ```
        ### Indicateur : enfants repérés
        - poids : 60 %
        ### Indicateur : enfants accompagnés
        - poids : 40 %
        ```
        """,
    ),
    Rule(
        "F029",
        AVERTISSEMENT,
        "À partir de l'année 2, une fiche a un indicateur de résultat.",
        source=URPS,
        remede="ajoutez « - cible année 2 : … » à un indicateur de type résultat.",
        explication="""
        Donnez à un indicateur de type « résultat » au moins une cible pour l'année 2 ou une année suivante.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » accepte que les moyens comptent d'abord, puis attend des résultats. L'ARS et la CPAM regarderont alors ce qui a changé pour les patients.

        **Avant**

        ```
        - type : résultat
        - cible année 1 : 20
        ```

        **Après**

        ```
        - type : résultat
        - cible année 1 : 20
        - cible année 2 : 40
        ```
        """,
    ),
    Rule(
        "F030",
        AVERTISSEMENT,
        "Une fiche garde peu d'indicateurs.",
        source="URPS médecins Centre-Val de Loire, accord de 2019",
        explication="""
        Au-delà de six indicateurs, gardez les plus utiles. Ce nombre se change dans `projet.yaml`, sous `reglages`, à la ligne `indicateurs_par_fiche`.

        **Pourquoi.** L'accord de 2019 de l'URPS médecins Centre-Val de Loire en veut peu par action. Chacun se relève chaque année, et ce temps est pris aux soignants.

        **Avant**

        ```
        M3-01 : 9 indicateurs
        ```

        **Après**

        ```
        M3-01 : 4 indicateurs, ceux que vous savez mesurer
        ```
        """,
    ),
    Rule(
        "F031",
        AVERTISSEMENT,
        "Une personne pilote peu d'actions à la fois.",
        explication="""
        Au-delà de cinq fiches pour la même personne, pensez à partager. Ce nombre se change dans `projet.yaml`, sous `reglages`, à la ligne `actions_par_pilote`.

        **Pourquoi.** Conduire une action prend du temps. Si cette personne s'absente, tout s'arrête à la fois.

        **Avant**

        ```
        6 fiches : pilote: durand
        ```

        **Après**

        ```
        3 fiches : pilote: durand
        3 fiches : pilote: petit
        ```
        """,
    ),
    Rule(
        "F032",
        AVERTISSEMENT,
        "Une fiche se rattache à une orientation du projet régional de santé.",
        source=f"{URPS}, annexe 9",
        explication="""
        `projet.yaml` donne la liste des orientations régionales que le projet sert, et chaque fiche en cite au moins une dans son en-tête.

        **Pourquoi.** Tout projet doit s'accorder avec le projet régional de santé, et la grille de l'ARS pose la question (« Élaborer un projet de santé pour une CPTS », annexe 9). Ce code y répond, action par action.

        **Avant**

        ```
        mission: prevention
        pilote: durand
        ```

        **Après**

        ```
        mission: prevention
        pilote: durand
        orientations_prs: [PRS-1]
        ```
        """,
    ),
    Rule(
        "F033",
        AVERTISSEMENT,
        "Chaque sous-action a un responsable.",
        source=f"{URPS}, annexe 7",
        explication="""
        Dans la colonne *Qui* du tableau, mettez la clé d'une personne ou quelques mots, comme « Diététiciennes partenaires ».

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) demande comment les tâches sont réparties. Ce que personne ne prend en charge se fait rarement.

        **Avant**

        ```
        | Former les équipes | | septembre 2027 | Compte rendu |
        ```

        **Après**

        ```
        | Former les équipes | petit | septembre 2027 | Compte rendu |
        ```
        """,
    ),
    Rule(
        "F034",
        ERREUR,
        "Les montants d'une fiche viennent du classeur.",
        contestable=True,
        nommement=True,
        citation="la somme",
        explication="""
        Sous `## Budget` et sous les moyens, dites à quoi sert l'argent, sans écrire de somme que le classeur n'a pas : chacune est dite, avec celles du classeur. Pour en garder une, acceptez-la dans `constats-acceptes.csv`, telle qu'elle est citée ; les autres restent dites. Seules ces rubriques sont relues : ailleurs, un prix peut faire partie d'un constat, comme un tarif ou un reste à charge.

        **Pourquoi.** Le coût de l'action s'imprime tout seul, d'après les lignes de la trésorière. Une somme recopiée finirait par dire autre chose que le budget.

        **Avant**

        ```
        ## Budget
        Deux ateliers, pour 5 000 €.
        ```

        **Après**

        ```
        ## Budget
        La dépense paie deux ateliers et du petit matériel.
        ```
        """,
    ),
    Rule(
        "F035",
        AVERTISSEMENT,
        "Une action tient dans les cinq années du contrat.",
        source=AVECSANTE,
        remede="ramenez la date dans les cinq années du contrat.",
        explication="""
        Le déploiement et la fin tombent avant le cinquième anniversaire de la prise d'effet.

        **Pourquoi.** AVECsanté le rappelle dans « Construire une CPTS » : le contrat est conclu pour cinq ans. Au-delà, rien n'assure le financement.

        **Avant**

        ```
        projet.yaml : effet: 2027-04-01
        fiche : fin: 2033-12-31
        ```

        **Après**

        ```
        projet.yaml : effet: 2027-04-01
        fiche : fin: 2032-03-31
        ```
        """,
    ),
    Rule(
        "F036",
        AVERTISSEMENT,
        "Une mission socle prévoit deux réunions d'indicateurs ou bilans par an.",
        source=URPS,
        explication="""
        Pour chaque mission obligatoire, les plannings de ses fiches prévoient au moins deux rencontres par année de contrat : réunion de suivi des indicateurs, réunion d'étape avec l'ARS ou la CPAM, comité de pilotage, bilan, évaluation. Datez chacune, ou dites d'un mot qu'elle revient : « chaque trimestre », « deux fois par an », « tous les six mois », « mensuelle ». Une année où l'action commence ou finit en compte une seule, ou aucune, selon le temps qui reste.
        Des réunions communes à toutes les missions se disent une fois, dans un chapitre de la partie 3 : « Une réunion sur les indicateurs se tient deux fois par an. » Celles d'une seule mission peuvent se dire dans son chapitre.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » demande une réunion de suivi des indicateurs deux fois par an, et des réunions d'étape avec l'assurance maladie. Une date prise d'avance évite de découvrir un retard à l'échange annuel.

        **Avant**

        ```
        | Démarrage | septembre 2027 |
        | Bilan | mars 2028 |
        ```

        **Après**

        ```
        | Démarrage | septembre 2027 |
        | Bilan | mars 2028 |
        | Réunion de suivi des indicateurs | deux fois par an |
        ```
        """,
    ),
    Rule(
        "F037",
        AVERTISSEMENT,
        "Une fiche n'est plus un brouillon quand le projet part.",
        remede="complétez la fiche, puis ôtez « statut: brouillon » de son en-tête.",
        explication="""
        Avant l'envoi du projet, relisez chaque fiche encore à l'essai, puis changez la ligne `statut` de son en-tête.

        **Pourquoi.** L'ARS lit chaque action comme un engagement. Une fiche inachevée jetterait un doute sur les autres.

        **Avant**

        ```
        statut: brouillon
        ```

        **Après**

        ```
        statut: validée
        ```
        """,
    ),
    Rule(
        "F050",
        ERREUR,
        "Un tableau de la trame est sous son titre.",
        source=f"{URPS}, annexe 7",
        explication="""
        Le tableau des sous-actions et celui du planning suivent chacun leur titre, comme dans la trame de l'annexe 7.

        **Pourquoi.** Un titre effacé par mégarde laisse son tableau sous un autre. Ni le planning ni les sous-actions ne seraient lus.

        **Avant**

        ```
        - poids : 100 %

        | Étape | Date |
        |---|---|
        | Démarrage | septembre 2027 |
        ```

        **Après**

        ```
        - poids : 100 %

        ## Planning prévisionnel

        | Étape | Date |
        |---|---|
        | Démarrage | septembre 2027 |
        ```
        """,
    ),
    Rule(
        "F051",
        AVERTISSEMENT,
        "Départ et cibles d'un indicateur ont la même unité.",
        explication="""
        Si le départ est en pour cent, les cibles le sont aussi. Un départ à zéro se passe d'unité.

        **Pourquoi.** « 11,2 % » puis « 15 » : quinze pour cent, ou quinze enfants ? Personne ne pourra dire si la cible est tenue.

        **Avant**

        ```
        - départ : 11,2 %
        - cible année 1 : 15
        ```

        **Après**

        ```
        - départ : 11,2 %
        - cible année 1 : 15 %
        ```
        """,
    ),
    Rule(
        "F052",
        AVERTISSEMENT,
        "Le départ et les cibles d'un indicateur de résultat sont des nombres.",
        source=URPS,
        explication="""
        Le départ et chaque cible d'un indicateur de résultat contiennent un nombre. Si vous ne l'avez pas encore, écrivez XX : le logiciel vous le rappellera.

        **Pourquoi.** Le volet variable se calcule sur l'écart entre le départ et la cible. « À définir » ne se compare à rien.

        **Avant**

        ```
        - cible année 2 : à définir
        ```

        **Après**

        ```
        - cible année 2 : 25 %
        ```
        """,
    ),
    Rule(
        "F053",
        AVERTISSEMENT,
        "Le planning et les sous-actions disent les mêmes dates que l'en-tête.",
        source=f"{URPS}, annexe 7",
        explication="""
        Les étapes « Démarrage » et « Déploiement » du planning disent la même chose que `demarrage` et `deploiement` de l'en-tête : le jour de l'un est dans le mois de l'autre.
        Aucune sous-action n'est finie avant le démarrage, à moins qu'elle ne prépare ou ne recrute, et aucune ne commence après la fin.

        **Pourquoi.** Les deux dates sont imprimées dans la même fiche. Si elles se contredisent, l'ARS ne sait pas laquelle croire.

        **Avant**

        ```
        demarrage: 2027-09-01
        | Démarrage | septembre 2028 |
        ```

        **Après**

        ```
        demarrage: 2027-09-01
        | Démarrage | septembre 2027 |
        ```
        """,
    ),
    Rule(
        "F054",
        AVERTISSEMENT,
        "Les étapes du planning se suivent.",
        source=f"{URPS}, annexe 7",
        explication="""
        Rangez les étapes de la plus proche à la plus lointaine. Celles qui reviennent (« chaque trimestre ») se placent où vous voulez.

        **Pourquoi.** Une étape qui remonte le temps est presque toujours une année mal tapée. Si c'est voulu, acceptez ce constat.

        **Avant**

        ```
        | Bilan | juin 2028 |
        | Deuxième réunion | janvier 2028 |
        ```

        **Après**

        ```
        | Deuxième réunion | janvier 2028 |
        | Bilan | juin 2028 |
        ```
        """,
    ),
    Rule(
        "F055",
        AVERTISSEMENT,
        "Le planning tient entre la signature et la fin de l'action.",
        source=URPS,
        explication="""
        Une étape ne précède pas la signature du contrat, et ne suit pas la fin de l'action.

        **Pourquoi.** Avant la signature, rien n'est encore financé ; après la fin, plus rien. L'année est le plus souvent mal tapée.

        **Avant**

        ```
        fin: 2032-03-31
        | Bilan | juin 2033 |
        ```

        **Après**

        ```
        fin: 2032-03-31
        | Bilan | juin 2031 |
        ```
        """,
    ),
    Rule(
        "F056",
        AVERTISSEMENT,
        "Chaque indicateur d'une fiche a son nom.",
        explication="""
        Donnez à chaque indicateur de la fiche un nom à lui.

        **Pourquoi.** Un indicateur recopié puis oublié compte deux fois dans le tableau de suivi, et son poids aussi.

        **Avant**

        ```
        ### Indicateur : patients suivis
        ### Indicateur : patients suivis
        ```

        **Après**

        ```
        ### Indicateur : patients suivis
        ### Indicateur : réunions tenues
        ```
        """,
    ),
    Rule(
        "F057",
        ERREUR,
        "Ce qui est sous « À ranger » trouve sa place ou s'efface.",
        explication="""
        Déplacez chaque passage sous la rubrique qu'il concerne, ou effacez-le, puis ôtez le titre « À ranger ».

        **Pourquoi.** « make importer » ne jette aucun mot : ce qu'il n'a pas su placer attend là. Le brouillon l'imprime dans un cadre ; le projet ne part pas avec.

        **Avant**

        ```
        ## À ranger
        Prochaine réunion le 3 décembre.
        ```

        **Après**

        ```
        ## Planning prévisionnel
        | Étape | Date |
        |---|---|
        | Réunion | 3 décembre 2027 |
        ```
        """,
    ),
    Rule(
        "F058",
        AVERTISSEMENT,
        "Un montant du classeur se cite, il ne se recopie pas.",
        explication="""
        La somme tapée sous `## Budget` est celle du classeur. Écrivez le fait entre accolades, comme `{{ fiche("M3-01").cout_annee_1 }}` : il suivra le classeur.

        **Pourquoi.** Juste aujourd'hui, une somme recopiée sera fausse le jour où la trésorière corrigera sa ligne.

        **Avant**

        ```
        ## Budget
        Deux ateliers, pour 5 000 €.
        ```

        **Après**

        ```
        ## Budget
        Deux ateliers, pour {{ fiche("M3-01").cout_annee_1 }}.
        ```
        """,
    ),
    Rule(
        "F059",
        ERREUR,
        "Une fiche ne dit pas qu'elle n'est pas chiffrée quand le classeur la chiffre.",
        contestable=True,
        explication="""
        La rubrique « Budget » dit que le coût n'est pas connu, et le classeur rattache des dépenses à la fiche. Corrigez la phrase, ou le classeur.

        **Pourquoi.** Le document imprime les deux, l'une sous l'autre : la phrase, puis le coût.

        **Avant**

        ```
        ## Budget
        Cette action n'est pas encore chiffrée.
        ```

        **Après**

        ```
        ## Budget
        La dépense paie deux ateliers et du petit matériel.
        ```
        """,
    ),
    Rule(
        "F060",
        AVERTISSEMENT,
        "Une fiche copiée d'une autre est réécrite.",
        explication="""
        Plus des deux tiers des lignes de la fiche sont celles d'une autre. Gardez le plan, et réécrivez ce qui lui est propre.

        **Pourquoi.** L'ARS lit les fiches l'une après l'autre : deux fois le même constat et les mêmes objectifs font douter des deux actions.

        **Avant**

        ```
        M3-02, copiée de M3-01 : Repérer tôt le surpoids de l'enfant
        ```

        **Après**

        ```
        M3-02 : Dépister les troubles de la vue chez l'enfant
        ```
        """,
    ),
    Rule(
        "F061",
        AVERTISSEMENT,
        "Dans un tableau de tâches, « Qui » nomme des personnes et « Quand » dit une date.",
        explication="""
        Mettez les personnes sous « Qui » et les dates sous « Quand ». Si toutes les lignes sont à l'envers, échangez les deux titres.

        **Pourquoi.** Le calendrier se tire de « Quand », la charge de chacun de « Qui » : deux cases échangées disparaissent des deux, sans que le tableau imprimé paraisse faux à qui l'a écrit.

        **Avant**

        ```
        | Sous-action | Qui | Quand |
        |---|---|---|
        | Former les équipes | septembre 2027 | les infirmières |
        ```

        **Après**

        ```
        | Sous-action | Qui | Quand |
        |---|---|---|
        | Former les équipes | les infirmières | septembre 2027 |
        ```
        """,
    ),
)
