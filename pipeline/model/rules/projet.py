"""Le projet: its files, its missions, its dates."""

from __future__ import annotations

from pipeline.model.rules.rule import AGORA, AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "P001",
        ERREUR,
        "Une mission est l'une des six de l'ACI.",
        source=AGORA,
        explication="""
        Nommez la mission par l'un de ces mots : `acces_soins`, `parcours`, `prevention`, `crises`, `qualite` ou `accompagnement`.

        **Pourquoi.** L'ACI, l'accord qui finance les CPTS, verse ses aides par mission : le guide « Élaborer un projet de santé pour une CPTS » (annexe 1) en donne le tableau. Les fiches et le budget se rangent donc de la même façon.

        **Avant**

        ```
        mission: dépistage
        ```

        **Après**

        ```
        mission: prevention
        ```
        """,
    ),
    Rule(
        "P002",
        ERREUR,
        "Les fichiers indispensables sont présents.",
        remede="reprenez-le de la dernière version enregistrée, ou d'un projet neuf (« make nouveau-projet »).",
        explication="""
        Quatre fichiers de `content/` sont toujours là : `projet.yaml`, `livrables.yaml`, `personnes.csv` et `statuts/valeurs.yaml`.

        **Pourquoi.** Le logiciel les cherche sous ce nom exact. Une copie nommée « personnes (1).csv » ne les remplace pas.

        **Avant**

        ```
        content/personnes (1).csv
        ```

        **Après**

        ```
        content/personnes.csv
        ```
        """,
    ),
    Rule(
        "P003",
        ERREUR,
        "Les quatre missions socles sont retenues (trois sous le barème 2019).",
        source=AGORA,
        explication="""
        Toute CPTS s'engage sur l'accès aux soins, les parcours, la prévention et les crises sanitaires. Avec le barème de 2019, les trois premières suffisent.

        **Pourquoi.** Ces missions sont obligatoires dans le contrat avec l'ARS et la CPAM. Agora Lib' les présente dans « Qu'est-ce qu'une CPTS ? ».

        **Avant**

        ```
        missions: [acces_soins, parcours, crises]
        ```

        **Après**

        ```
        missions: [acces_soins, parcours, prevention, crises]
        ```
        """,
    ),
    Rule(
        "P004",
        ERREUR,
        "Dépôt, validation, signature et effet se suivent.",
        source=f"{URPS}, partie 1",
        remede="corrigez celle des deux dates qui est fausse : dépôt, puis validation, puis signature, puis effet.",
        explication="""
        Dans `projet.yaml`, rangez les dates dans cet ordre, au besoin le même jour. Une date encore inconnue reste vide.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (partie 1) décrit ces étapes. L'ARS compte deux mois à partir du dépôt, et les missions comptent leurs délais à partir de la signature : une année mal tapée fausse tout.

        **Avant**

        ```
        dates:
          depot: 2028-01-15
          validation: 2027-03-15
        ```

        **Après**

        ```
        dates:
          depot: 2027-01-15
          validation: 2027-03-15
        ```
        """,
    ),
    Rule(
        "P005",
        AVERTISSEMENT,
        "Chaque mission retenue est présentée par un chapitre.",
        source=f"{URPS}, structure générale",
        remede="« make chapitre », avec la clé de la mission comme PARTIE et un TITRE, prépare ce chapitre.",
        explication="""
        Pour chaque mission de `projet.yaml`, écrivez un texte dans `content/missions/`, même court.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (structure générale) demande de dire ce que la mission veut dire chez vous. Sans ce texte, le lecteur tombe sur des fiches sans explication.

        **Avant**

        ```
        content/missions/ : aucun fichier pour la prévention
        ```

        **Après**

        ```
        content/missions/03-prevention.md :
        ---
        mission: prevention
        ---
        # La prévention
        ```
        """,
    ),
    Rule(
        "P006",
        ERREUR,
        "Un chapitre de mission correspond à une mission retenue.",
        remede="ajoutez la mission à « missions: » dans projet.yaml, ou retirez ce texte.",
        explication="""
        L'en-tête d'un fichier de `content/missions/` dit sa mission, et cette mission est dans la liste de `projet.yaml`.

        **Pourquoi.** Sinon ce texte n'a pas de place dans le document. L'ARS ne doit pas lire une promesse que le projet n'a pas retenue.

        **Avant**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises]
        missions/05-qualite.md : mission: qualite
        ```

        **Après**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises, qualite]
        missions/05-qualite.md : mission: qualite
        ```
        """,
    ),
    Rule(
        "P007",
        ERREUR,
        "Les parties 1 et 3 ont au moins un chapitre.",
        source=f"{URPS}, structure générale",
        remede="« make chapitre », avec cette PARTIE et un TITRE, en prépare un.",
        explication="""
        Le projet décrit le territoire (`diagnostic/`), les missions (`missions/`), puis la façon de s'organiser (`organisation/`). Aucun de ces dossiers ne reste vide.

        **Pourquoi.** Cet ordre est celui du guide « Élaborer un projet de santé pour une CPTS » (structure générale), que l'ARS connaît. Une partie vide arrêterait sa lecture.

        **Avant**

        ```
        content/diagnostic/ : aucun fichier
        ```

        **Après**

        ```
        content/diagnostic/01-territoire.md
        ```
        """,
    ),
    Rule(
        "P008",
        ERREUR,
        "Un tableau demandé par un chapitre l'est dans sa partie, et une seule fois.",
        remede="retirez cette ligne, ou déplacez le chapitre dans ce dossier.",
        explication="""
        Chaque tableau a sa partie : `tableau: budget` va dans l'en-tête d'un chapitre de `content/organisation/`, `tableau: forces-faiblesses` et `tableau: pistes` dans celui d'un chapitre de `content/diagnostic/`. Demandez chacun une seule fois.

        **Pourquoi.** Cette ligne dit où imprimer le tableau. Le lecteur le trouve une fois, dans la partie qui en parle.

        **Avant**

        ```
        content/missions/01-acces.md :
        ---
        mission: acces_soins
        tableau: budget
        ---
        ```

        **Après**

        ```
        content/organisation/02-budget.md :
        ---
        tableau: budget
        ---
        ```
        """,
    ),
    Rule(
        "P009",
        AVERTISSEMENT,
        "Une étape ne vient pas avant ses dates.",
        explication="""
        À l'étape `contrat`, le contrat a une date d'effet. À l'étape `bilan`, ce jour est passé. À chaque étape, un document au moins est à construire.

        **Pourquoi.** Un rapport raconte une année de contrat : sans premier jour, ou avant lui, il n'y en a pas.

        **Avant**

        ```
        etape: bilan
        dates:
          effet:
        ```

        **Après**

        ```
        etape: contrat
        dates:
          effet: 2027-04-01
        ```
        """,
    ),
    Rule(
        "P010",
        AVERTISSEMENT,
        "Chaque mission a un pilote.",
        source=f"{URPS}, structure générale",
        explication="""
        En tête de chaque chapitre de `content/missions/`, nommez qui conduit la mission, par sa clé ou son nom. Quand toutes ses fiches ont le même pilote, c'est lui, et rien n'est demandé.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » demande un pilote par mission : c'est la personne que l'ARS et la CPAM appellent quand une mission prend du retard.

        **Avant**

        ```
        mission: prevention
        ```

        **Après**

        ```
        mission: prevention
        pilote: duconte
        ```
        """,
    ),
    Rule(
        "P011",
        AVERTISSEMENT,
        "Chaque section attendue d'un projet de santé est là.",
        source=f"{URPS}, structure générale",
        explication="""
        Le guide donne la liste de ce que disent la première et la troisième partie : territoire, population, offre, recours, besoins ; association, gouvernance, coordination, communication, outils, télésanté, budget, évaluation. `make chapitre PARTIE=… TITRE="…"` prépare la section qui manque, avec une ligne pour chaque chose à dire et les tableaux à remplir. À l'étape `lettre-intention`, rien de cela n'est demandé.

        **Pourquoi.** L'ARS lit le projet avec une grille : une section absente est une question posée, et un délai de plus. Si votre CPTS a choisi de ne pas en parler, acceptez ce constat avec sa raison.

        **Avant**

        ```
        content/organisation/ : aucun texte sur la communication
        ```

        **Après**

        ```
        content/organisation/05-communication.md :
        # La communication

        Une lettre d'information part chaque mois vers les adhérents et les soignants du territoire.
        ```
        """,
    ),
    Rule(
        "P012",
        AVERTISSEMENT,
        "Une section attendue dit ce qu'un lecteur y cherche.",
        source=f"{URPS}, structure générale",
        explication="""
        Complétez la section avec ce que le constat nomme. Le logiciel reconnaît des mots, pas des idées : si c'est dit autrement, acceptez ce constat avec sa raison.

        **Pourquoi.** Une section de deux lignes répond à son titre, pas à son lecteur. `make couverture` montre l'ensemble.

        **Avant**

        ```
        ## La population

        Le territoire compte 61 332 habitants.
        ```

        **Après**

        ```
        ## La population

        Un habitant sur quatre a plus de 65 ans.
        Les patients en affection de longue durée (ALD) sont 13 600.
        Un habitant sur dix a droit à la complémentaire santé solidaire (C2S).
        ```
        """,
    ),
    Rule(
        "P013",
        AVERTISSEMENT,
        "Une lettre d'intention est envoyée, puis acceptée.",
        source=URPS,
        explication="""
        Sous `dates`, `lettre_acceptee` est le jour où l'ARS a dit oui à la lettre d'intention. Elle vient après `lettre_intention`, le jour de l'envoi, et n'est pas dans l'avenir.

        **Pourquoi.** L'accord de l'ARS ouvre l'écriture du projet, et parfois une aide au démarrage. La grille imprime ces deux jours.

        **Avant**

        ```
        dates:
          lettre_acceptee: 2026-11-02
        ```

        **Après**

        ```
        dates:
          lettre_intention: 2026-09-15
          lettre_acceptee: 2026-11-02
        ```
        """,
    ),
    Rule(
        "P014",
        AVERTISSEMENT,
        "Les textes sur lesquels reposent les règles sont relus chaque année.",
        explication="""
        Le barème, les règles de versement et les règles de droit de ce logiciel portent le jour où leur texte a été relu. Un an après, le constat les nomme. Mettez le logiciel à jour ; à défaut, relisez ces textes sur Légifrance ou auprès de la CPAM, puis acceptez ce constat en disant quel jour. Pour un barème de votre dossier `content/baremes/`, changez son `verifie_le`.

        **Pourquoi.** La loi et l'accord changent, le logiciel ne le sait pas. Un contrôle juste l'an dernier peut être faux aujourd'hui.

        **Avant**

        ```
        verifie_le: 2025-09-01
        ```

        **Après**

        ```
        verifie_le: 2026-11-22
        ```
        """,
    ),
)
