"""Besoins et pistes du diagnostic."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "N001",
        ERREUR,
        "Un code ne désigne qu'un besoin.",
        remede="donnez un autre code à l'un des deux besoins.",
        explication="""
        Dans `content/diagnostic/besoins.csv`, donnez à chaque besoin un code qui n'est qu'à lui.

        **Pourquoi.** Les fiches citent un besoin par son code. S'il en désigne deux, le tableau des réponses mélange les fiches de l'un et de l'autre.

        **Avant**

        ```
        B1;Médecin traitant;Trouver un médecin traitant;…
        B1;Enfance;Repérer tôt le surpoids des enfants;…
        ```

        **Après**

        ```
        B1;Médecin traitant;Trouver un médecin traitant;…
        B2;Enfance;Repérer tôt le surpoids des enfants;…
        ```
        """,
    ),
    Rule(
        "N002",
        ERREUR,
        "Un besoin cité par une fiche est décrit dans besoins.csv.",
        source=f"{URPS}, annexe 9",
        explication="""
        Une fiche cite, après `besoins:`, des codes de `content/diagnostic/besoins.csv`. Corrigez le code, ou décrivez le besoin.

        **Pourquoi.** L'ARS vérifie que chaque action répond à un besoin du diagnostic (« Élaborer un projet de santé pour une CPTS », annexe 9). Un code qui ne mène nulle part ne le montre pas.

        **Avant**

        ```
        besoins: [B14]
        ```

        **Après**

        ```
        besoins: [B4]
        ```
        """,
    ),
    Rule(
        "N003",
        AVERTISSEMENT,
        "Un besoin de priorité haute a une fiche action.",
        source=f"{URPS}, annexe 9",
        explication="""
        Un besoin de priorité haute attend une action. Citez-le dans la fiche qui y répond, écrivez cette fiche, ou baissez la priorité. Si la réponse est remise à plus tard, acceptez ce constat en disant pourquoi.

        **Pourquoi.** Annoncer une priorité et n'en rien faire est la première chose que la grille de l'ARS fait apparaître (« Élaborer un projet de santé pour une CPTS », annexe 9).

        **Avant**

        ```
        besoins.csv : B5;Crises;Savoir qui fait quoi pendant une crise;…;haute;crises sanitaires
        M4-01-plan-crises-sanitaires.md : besoins: []
        ```

        **Après**

        ```
        besoins.csv : B5;Crises;Savoir qui fait quoi pendant une crise;…;haute;crises sanitaires
        M4-01-plan-crises-sanitaires.md : besoins: [B5]
        ```
        """,
    ),
    Rule(
        "N004",
        AVERTISSEMENT,
        "Une fiche action répond à un besoin du diagnostic.",
        source=f"{URPS}, annexe 9",
        explication="""
        Dans l'en-tête de la fiche, citez le ou les besoins auxquels l'action répond.

        **Pourquoi.** La grille de l'ARS demande si les actions découlent du diagnostic (« Élaborer un projet de santé pour une CPTS », annexe 9). Sans ce lien, l'action paraît venir d'ailleurs, et elle manque dans le tableau des réponses.

        **Avant**

        ```
        besoins: []
        ```

        **Après**

        ```
        besoins: [B4]
        ```
        """,
    ),
    Rule(
        "N005",
        AVERTISSEMENT,
        "Un besoin s'appuie sur un chiffre et sa source.",
        source=f"{URPS}, partie 1",
        remede="donnez dans la colonne « constat » un chiffre, et dans « source » qui l'a mesuré, et quand.",
        explication="""
        Dans `besoins.csv`, la colonne *constat* donne un chiffre et la colonne *source* dit qui l'a compté, et quand.

        **Pourquoi.** Un chiffre vérifiable convainc, et il servira de point de départ aux indicateurs. Le guide « Élaborer un projet de santé pour une CPTS » (partie 1) demande un diagnostic fondé sur des données.

        **Avant**

        ```
        B4;Enfance;Repérer tôt le surpoids des enfants;beaucoup d'enfants;;haute;prévention
        ```

        **Après**

        ```
        B4;Enfance;Repérer tôt le surpoids des enfants;12,6 % des enfants de 6 ans;santé scolaire, 2025;haute;prévention
        ```
        """,
    ),
    Rule(
        "N006",
        AVERTISSEMENT,
        "Un besoin relève d'une mission retenue.",
        source=f"{URPS}, structure générale",
        remede="retirez cette mission du besoin, ou ajoutez-la à « missions: » dans projet.yaml.",
        explication="""
        La colonne *missions* rattache le besoin à une ou plusieurs missions que le projet retient, séparées par des virgules.

        **Pourquoi.** Le diagnostic sert à choisir les actions de chaque mission : le guide « Élaborer un projet de santé pour une CPTS » le présente ainsi. Un besoin hors des missions n'aura ni action ni financement dans ce contrat.

        **Avant**

        ```
        B6;Pratiques;Parler des cas difficiles entre métiers;…;moyenne;
        ```

        **Après**

        ```
        B6;Pratiques;Parler des cas difficiles entre métiers;…;moyenne;qualité
        ```
        """,
    ),
    Rule(
        "N007",
        ERREUR,
        "Un code de besoin s'écrit B1.",
        explication="""
        Le code d'un besoin est un B majuscule suivi d'un numéro : B1, B2… B12.

        **Pourquoi.** Court et toujours écrit de la même façon, il se retrouve d'un coup d'œil dans les fiches et dans les tableaux.

        **Avant**

        ```
        Besoin 2;Enfance;…
        ```

        **Après**

        ```
        B2;Enfance;…
        ```
        """,
    ),
    Rule(
        "N010",
        ERREUR,
        "Chaque rubrique d'un chapitre en tableau a sa case, une seule fois.",
        explication="""
        Dans un chapitre qui devient un tableau, chaque titre `##` nomme une case : Forces, Faiblesses, Opportunités, Menaces, ou l'une des missions pour les pistes. Chacun une seule fois. Un autre texte va avant le premier titre ; sous les quatre cases, un autre titre `##` est imprimé après le tableau.

        **Pourquoi.** Ce qui suit un titre inconnu n'aurait pas de case, et deux titres semblables se disputeraient la même.

        **Avant**

        ```
        ## Forces
        ## Points forts
        ```

        **Après**

        ```
        ## Forces
        ## Faiblesses
        ```
        """,
    ),
    Rule(
        "N011",
        AVERTISSEMENT,
        "Forces, faiblesses, opportunités et menaces sont toutes données.",
        source=f"{URPS}, partie 1",
        remede="écrivez au moins une ligne sous ce titre.",
        explication="""
        Remplissez les quatre cases, même d'une seule ligne : ce qui aide et ce qui freine, dans le territoire puis autour de lui.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (partie 1) demande une synthèse équilibrée. Une case vide fait penser à un oubli.

        **Avant**

        ```
        ## Opportunités

        ## Menaces

        - Les départs en retraite.
        ```

        **Après**

        ```
        ## Opportunités

        - Le contrat local de santé est signé.

        ## Menaces

        - Les départs en retraite.
        ```
        """,
    ),
    Rule(
        "N012",
        AVERTISSEMENT,
        "Chaque mission retenue a sa piste stratégique.",
        source=f"{URPS}, partie 1",
        explication="""
        Dans le chapitre `tableau: pistes`, donnez au moins une piste à chaque mission retenue, sous un titre à son nom.

        **Pourquoi.** Les pistes font le pont entre les besoins et les fiches action (« Élaborer un projet de santé pour une CPTS », partie 1). Une mission sans piste paraît retenue sans raison.

        **Avant**

        ```
        missions: [acces_soins, parcours]

        ## Accès aux soins
        - Ouvrir un guichet unique.
        ```

        **Après**

        ```
        missions: [acces_soins, parcours]

        ## Accès aux soins
        - Ouvrir un guichet unique.

        ## Parcours
        - Préparer ensemble les sorties d'hôpital.
        ```
        """,
    ),
    Rule(
        "N013",
        AVERTISSEMENT,
        "Une piste stratégique est celle d'une mission retenue.",
        source=f"{URPS}, partie 1",
        remede="retirez cette piste, ou ajoutez la mission à « missions: » dans projet.yaml.",
        explication="""
        Cette mission n'est pas dans `projet.yaml`. Ajoutez-la, ou gardez sa piste pour le chapitre de ce que vous remettez à plus tard.

        **Pourquoi.** L'ARS et la CPAM lisent dans les pistes ce que la CPTS s'engage à faire. Une piste hors des missions ne sera ni suivie ni financée.

        **Avant**

        ```
        missions: [acces_soins, parcours, prevention, crises]

        ## Accompagnement
        - Accueillir des stagiaires.
        ```

        **Après**

        ```
        missions: [acces_soins, parcours, prevention, crises, accompagnement]

        ## Accompagnement
        - Accueillir des stagiaires.
        ```
        """,
    ),
)
