"""Le territoire: communes, populations, size."""

from __future__ import annotations

from pipeline.model.rules.rule import (
    AVECSANTE,
    AVERTISSEMENT,
    COG,
    ERREUR,
    IGN,
    LEGALES,
    URPS,
    Rule,
)

REGLES = (
    Rule(
        "T001",
        ERREUR,
        "La taille déclarée est celle de la population.",
        source=f"{URPS}, annexe 1 ; {AVECSANTE}",
        explication="""
        La taille suit le nombre d'habitants : 1 sous 40 000, 2 jusqu'à 80 000, 3 jusqu'à 175 000, 4 au-delà. Le logiciel additionne les communes et compare.

        **Pourquoi.** Les aides dépendent de la taille : voyez le guide « Élaborer un projet de santé pour une CPTS » (annexe 1) et « Construire une CPTS » d'AVECsanté. Avec une taille trop grande, vous compteriez sur un argent qui ne viendra pas.

        **Avant**

        ```
        48 675 habitants dans les communes citées
        projet.yaml : taille: 3
        ```

        **Après**

        ```
        48 675 habitants dans les communes citées
        projet.yaml : taille: 2
        ```
        """,
    ),
    Rule(
        "T002",
        ERREUR,
        "Une commune n'est citée qu'une fois.",
        remede="effacez l'une des deux lignes.",
        explication="""
        Gardez un seul code par commune dans `projet.yaml`, et une seule ligne dans `communes.csv`.

        **Pourquoi.** Comptés deux fois, ses habitants gonfleraient la population, puis la taille et les aides. Le total ne serait plus celui que la CPAM retrouvera.

        **Avant**

        ```
        communes: [32013, 32132, 32013]
        ```

        **Après**

        ```
        communes: [32013, 32132]
        ```
        """,
    ),
    Rule(
        "T003",
        ERREUR,
        "Une commune décrite dans communes.csv est dans la liste de projet.yaml.",
        remede="retirez sa ligne, ou ajoutez la commune à projet.yaml.",
        explication="""
        `communes.csv` ne sert qu'à corriger une commune de la liste de `projet.yaml`. Ajoutez son code à la liste, ou effacez la ligne.

        **Pourquoi.** La liste trace le territoire. Une ligne pour une commune qui n'y est pas serait ignorée : ses habitants manqueraient au total.

        **Avant**

        ```
        projet.yaml : communes: [32013, 32132]
        communes.csv : 32208;Lectoure;3700;2026;recensement de la mairie
        ```

        **Après**

        ```
        projet.yaml : communes: [32013, 32132, 32208]
        communes.csv : 32208;Lectoure;3700;2026;recensement de la mairie
        ```
        """,
    ),
    Rule(
        "T004",
        AVERTISSEMENT,
        "Une population a une année et une source.",
        source=f"{URPS}, annexe 9",
        remede="remplissez la colonne « annee » de cette commune.",
        explication="""
        Dans `communes.csv`, à côté du nombre d'habitants et de sa source, notez l'année du compte.

        **Pourquoi.** La grille de l'ARS relève ce nombre (« Élaborer un projet de santé pour une CPTS », annexe 9), et la CPAM peut le recompter. Avec l'année et la source, chacun retrouve le même chiffre.

        **Avant**

        ```
        32132;Fleurance;6300;;recensement de la mairie
        ```

        **Après**

        ```
        32132;Fleurance;6300;2026;recensement de la mairie
        ```
        """,
    ),
    Rule(
        "T005",
        AVERTISSEMENT,
        "La population est à plus de 2 % d'un seuil de taille.",
        explication="""
        Ce constat vous prévient : vos habitants sont tout près de 40 000, 80 000 ou 175 000. Vérifiez les chiffres, puis acceptez-le.

        **Pourquoi.** Quelques habitants de moins au prochain compte, et la CPTS change de taille. Les aides baisseraient, alors que le budget les attend.

        **Avant**

        ```
        projet.yaml : taille: 2   (pour 40 028 habitants)
        ```

        **Après**

        ```
        constats-acceptes.csv :
        T005;content/projet.yaml;40 028;chiffres vérifiés;Anne Durand;2026-11-20
        ```
        """,
    ),
    Rule(
        "T006",
        ERREUR,
        "Un code de commune a cinq caractères.",
        source=COG,
        explication="""
        Désignez chaque commune par son code Insee, zéro du début compris, et non par son nom ni par son code postal.

        **Pourquoi.** Ce code, donné par l'Insee dans son code officiel géographique, ne se confond avec aucun autre. Excel efface volontiers le premier zéro : mettez la colonne au format Texte.

        **Avant**

        ```
        communes: ["9122", "09225"]
        ```

        **Après**

        ```
        communes: [09122, 09225]
        ```
        """,
    ),
    Rule(
        "T007",
        ERREUR,
        "Un code de commune est celui d'une commune d'aujourd'hui.",
        source=COG,
        explication="""
        Un code est celui d'une commune d'aujourd'hui. Le code postal n'en est pas un, et une commune déléguée, associée ou absorbée laisse sa place à celle dont elle fait partie : le message la nomme.

        **Pourquoi.** Le nom, l'intercommunalité et la population viennent de ce code, d'après le code officiel géographique de l'Insee. Sans commune, le territoire perdrait des habitants.

        **Avant**

        ```
        communes: [32000, 32168]
        ```

        **Après**

        ```
        communes: [32013, 32079]
        ```
        """,
    ),
    Rule(
        "T008",
        ERREUR,
        "Une population qui n'est pas la population légale a une source.",
        source=LEGALES,
        explication="""
        La population de chaque commune est connue : laissez la case vide dans `communes.csv`. Si vous préférez un autre chiffre, donnez sa source et son année.

        **Pourquoi.** La CPAM part de la population légale de l'Insee. Un chiffre différent, sans explication, passe pour une erreur.

        **Avant**

        ```
        32132;Fleurance;6500;;
        ```

        **Après**

        ```
        32132;Fleurance;6500;2026;recensement de la mairie
        ```
        """,
    ),
    Rule(
        "T009",
        AVERTISSEMENT,
        "Le nom d'une commune est celui de son code.",
        source=COG,
        explication="""
        Comparez le code et le nom de la ligne : l'un des deux est celui d'une autre commune. Les accents, les tirets et « St » pour « Saint » ne comptent pas.

        **Pourquoi.** La population suit le code, le lecteur suit le nom. S'ils ne disent pas la même chose, le tableau des communes est faux sans en avoir l'air.

        **Avant**

        ```
        32132;Lectoure;;;
        ```

        **Après**

        ```
        32208;Lectoure;;;
        ```
        """,
    ),
    Rule(
        "T010",
        AVERTISSEMENT,
        "Un chiffre donné comme celui de l'Insee est celui de l'Insee.",
        source=LEGALES,
        explication="""
        Pour cette année-là, l'Insee compte un autre nombre d'habitants. Corrigez le chiffre, ou laissez la case vide : la population légale sera prise. Si c'est un autre compte de l'Insee, dites-le en acceptant ce constat.

        **Pourquoi.** Deux chiffres inversés ne se voient pas à la relecture. La CPAM, elle, a le bon.

        **Avant**

        ```
        32013;Auch;24228;2023;Insee
        ```

        **Après**

        ```
        32013;Auch;;;
        ```
        """,
    ),
    Rule(
        "T011",
        AVERTISSEMENT,
        "Une population n'est pas plus ancienne que la population légale.",
        source=LEGALES,
        explication="""
        Le logiciel connaît une population légale plus récente que la vôtre. Videz la case pour la prendre, ou donnez un compte plus récent.

        **Pourquoi.** Une population vieillie peut donner une autre taille, donc d'autres aides que celles que la CPAM calculera.

        **Avant**

        ```
        32132;Fleurance;6164;2021;Insee
        ```

        **Après**

        ```
        32132;Fleurance;;;
        ```
        """,
    ),
    Rule(
        "T012",
        ERREUR,
        "Une ville ne se compte pas avec ses arrondissements.",
        source=COG,
        explication="""
        Paris, Lyon et Marseille ont un code pour la ville et un code par arrondissement. Gardez ceux des arrondissements.

        **Pourquoi.** La ville contient ses arrondissements : ensemble, les mêmes habitants compteraient deux fois.

        **Avant**

        ```
        communes: [69123, 69381, 69382]
        ```

        **Après**

        ```
        communes: [69381, 69382]
        ```
        """,
    ),
    Rule(
        "T013",
        AVERTISSEMENT,
        "Paris, Lyon et Marseille se citent par arrondissement.",
        source=COG,
        explication="""
        Citez les arrondissements que la CPTS couvre. Si elle couvre vraiment toute la ville, acceptez ce constat.

        **Pourquoi.** À Paris, à Lyon et à Marseille, une CPTS couvre un ou quelques arrondissements. Le code de la ville lui donnerait des centaines de milliers d'habitants.

        **Avant**

        ```
        communes: [13055]
        ```

        **Après**

        ```
        communes: [13201, 13202]
        ```
        """,
    ),
    Rule(
        "T014",
        AVERTISSEMENT,
        "Une commune décrite par la CPTS est connue du découpage.",
        source=COG,
        explication="""
        Vérifiez ce code sur insee.fr. Si la commune est née après la liste livrée avec le logiciel, acceptez ce constat jusqu'à la prochaine version.

        **Pourquoi.** Une faute de frappe donne aussi un code que la liste ne connaît pas. Personne d'autre que vous ne peut faire la différence.

        **Avant**

        ```
        32031;Auch;22428;2023;Insee
        ```

        **Après**

        ```
        32013;Auch;22428;2023;Insee
        ```
        """,
    ),
    Rule(
        "T015",
        AVERTISSEMENT,
        "Les communes d'une CPTS sont de la même région.",
        explication="""
        Relisez les chiffres de ce code : la commune qu'il désigne est loin des autres. Si la CPTS est bien à cheval sur deux régions, acceptez ce constat.

        **Pourquoi.** Deux chiffres inversés donnent souvent le code d'une vraie commune, à l'autre bout du pays. Rien d'autre ne le montrerait.

        **Avant**

        ```
        communes: [32013, 23132]
        ```

        **Après**

        ```
        communes: [32013, 32132]
        ```
        """,
    ),
    Rule(
        "T016",
        AVERTISSEMENT,
        "Le territoire est d'un seul tenant.",
        source=IGN,
        explication="""
        Les communes d'une CPTS se touchent toutes, de proche en proche. Le logiciel le voit aux contours de l'IGN (édition 2018).

        **Pourquoi.** L'ARS juge d'abord si le territoire a un sens. Un morceau à l'écart est souvent un code faux, ou une commune oubliée entre deux autres. Si la CPTS l'a voulu ainsi, acceptez le constat et dites pourquoi.

        **Avant**

        ```
        communes: [32013, 32307, 32132]
        # Auch, Pavie, et Fleurance qui ne les touche pas
        ```

        **Après**

        ```
        communes: [32013, 32307, 32331]
        # Auch, Pavie, Preignan
        ```
        """,
    ),
    Rule(
        "T017",
        AVERTISSEMENT,
        "Le territoire n'a pas d'enclave.",
        source=IGN,
        explication="""
        Une commune que le territoire entoure de tous les côtés devrait en faire partie.

        **Pourquoi.** Ses habitants n'ont pas d'autre chemin que votre territoire. C'est souvent un oubli ; sinon, dites de quelle CPTS elle est.

        **Avant**

        ```
        communes: [32013, 32307, 32091]
        # Duran, entre Auch et Castin, n'y est pas
        ```

        **Après**

        ```
        communes: [32013, 32307, 32091, 32117]
        ```
        """,
    ),
    Rule(
        "T018",
        AVERTISSEMENT,
        "Une commune n'est pas loin de toutes les autres.",
        source=IGN,
        explication="""
        Une commune qui ne touche aucune autre, et qui est à plus de cinquante kilomètres de la plus proche, a sans doute un chiffre faux dans son code.

        **Pourquoi.** Deux chiffres inversés donnent une commune du département voisin, avec sa population.

        **Avant**

        ```
        communes: [32013, 31113]
        ```

        **Après**

        ```
        communes: [32013, 32113]
        ```
        """,
    ),
    Rule(
        "T019",
        AVERTISSEMENT,
        "Les membres exercent dans une commune du territoire.",
        source=f"{URPS}, partie 1",
        explication="""
        La colonne `commune` de `personnes.csv` nomme une commune que `projet.yaml` ne cite pas. Ajoutez la commune, corrigez la ligne, ou acceptez ce constat pour un partenaire d'ailleurs.

        **Pourquoi.** Quand une commune quitte le territoire, ses soignants restent dans les listes, pilotes et bureau compris, et les textes la nomment encore.

        **Avant**

        ```
        duconte;physique;Duconte;Marc;infirmier;libéral;;;Fleurance
        ```

        **Après**

        ```
        communes:
          - 32132  # Fleurance
        ```
        """,
    ),
    Rule(
        "T020",
        AVERTISSEMENT,
        "Un tableau de toutes les communes est celui du territoire.",
        source=f"{URPS}, annexe 9",
        explication="""
        Un tableau qui a une ligne par commune, dans un texte ou dans un fichier de données, a toutes celles de `projet.yaml` et leur population.

        **Pourquoi.** Quand le territoire change, un tableau recopié reste en arrière, et l'ARS compte les lignes.

        **Avant**

        ```
        | Commune | Habitants |
        |---|---|
        | Auch | 22 428 |
        ```

        **Après**

        ```
        {{ tableau.communes }}
        ```
        """,
    ),
)
