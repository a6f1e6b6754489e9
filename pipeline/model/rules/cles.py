"""Clés et colonnes: names, types and values of what is typed."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "C001",
        ERREUR,
        "Les clés sont celles que le logiciel connaît.",
        remede="corrigez ce mot, ou effacez la ligne.",
        explication="""
        Recopiez les clés comme dans les guides : `membres`, et non `membre`. Le constat propose la plus proche.

        **Pourquoi.** Personne ne lirait ce qui suit une clé mal écrite. Ici, le groupe de travail manquerait dans la fiche imprimée.

        **Avant**

        ```
        membre: [petit]
        ```

        **Après**

        ```
        membres: [petit]
        ```
        """,
    ),
    Rule(
        "C002",
        ERREUR,
        "Les clés et les cases obligatoires sont remplies.",
        remede="remplissez cette ligne : le document en a besoin.",
        explication="""
        Certaines réponses ne peuvent pas manquer : le pilote d'une fiche, le nom d'une personne, la CPAM du projet.

        **Pourquoi.** L'ARS et la CPAM cherchent ces réponses, ou le logiciel en a besoin pour ranger le reste. Mieux vaut le voir maintenant que sur le document signé.

        **Avant**

        ```
        titre: Action alimentation
        pilote:
        ```

        **Après**

        ```
        titre: Action alimentation
        pilote: durand
        ```
        """,
    ),
    Rule(
        "C003",
        ERREUR,
        "Chaque valeur est du type attendu : date, nombre, liste, texte.",
        remede="corrigez la valeur.",
        explication="""
        Une date existe dans le calendrier, un nombre s'écrit en chiffres, et une clé qui attend un seul nom n'en reçoit pas plusieurs. Les dates de `projet.yaml` sont des jours précis.

        **Pourquoi.** Le logiciel compare les dates et additionne les nombres. Devant « 31 septembre » ou « deux », il ne devine pas, il vous pose la question.

        **Avant**

        ```
        pilote: [durand, petit]
        dates:
          demarrage: 31/09/2027
        ```

        **Après**

        ```
        pilote: durand
        dates:
          demarrage: 30/09/2027
        ```
        """,
    ),
    Rule(
        "C004",
        ERREUR,
        "Une valeur d'une liste fermée est l'une de cette liste.",
        explication="""
        Quelques réponses se choisissent dans une courte liste. Le type d'un indicateur est `suivi` ou `résultat`, une personne est `physique` ou `morale`.

        **Pourquoi.** Ce mot décide de la suite : par exemple, seul un indicateur de résultat doit dire d'où il part. Avec un autre mot, le logiciel ne saurait pas quoi en faire.

        **Avant**

        ```
        - type : quantitatif
        ```

        **Après**

        ```
        - type : résultat
        ```
        """,
    ),
    Rule(
        "C005",
        ERREUR,
        "Les colonnes sont celles que le logiciel connaît.",
        explication="""
        Gardez les titres de colonnes des listes CSV, sans en ajouter. Leur ordre est libre, et les autres façons courantes de les dire sont comprises (« habitants » pour `population`, « mail » pour `courriel`).

        **Pourquoi.** Rien ne lirait une colonne au titre inconnu. Un seul titre changé peut faire perdre la population de toutes les communes.

        **Avant**

        ```
        code;nom;effectif;annee;source
        ```

        **Après**

        ```
        code;nom;population;annee;source
        ```
        """,
    ),
    Rule(
        "C006",
        ERREUR,
        "Les colonnes obligatoires sont présentes.",
        explication="""
        Certaines colonnes sont toujours là, par exemple `cle`, `type` et `nom` dans `personnes.csv`.

        **Pourquoi.** Sans elles, les lignes ne peuvent pas être lues. Une fiche ne saurait plus désigner son pilote.

        **Avant**

        ```
        type;nom;prenom
        physique;Petit;Marc
        ```

        **Après**

        ```
        cle;type;nom;prenom
        petit;physique;Petit;Marc
        ```
        """,
    ),
    Rule(
        "C007",
        ERREUR,
        "Un chapitre commence par un titre, et un seul.",
        explication="""
        Ouvrez chaque chapitre par une ligne « # », suivie de son titre. Les titres suivants prennent deux ou trois dièses.

        **Pourquoi.** Ce titre donne sa place au chapitre dans le sommaire. Un second « # » y ferait croire à un autre chapitre.

        **Avant**

        ```
        # Le territoire

        # Les limites
        ```

        **Après**

        ```
        # Le territoire

        ## Les limites
        ```
        """,
    ),
    Rule(
        "C008",
        ERREUR,
        "Un nombre ne se lit que d'une façon.",
        explication="""
        Un nombre s'écrit avec une virgule pour les décimales et, si l'on veut, une espace pour les milliers.

        **Pourquoi.** « 1.500 » vaut mille cinq cents pour les uns, un et demi pour les autres. Le logiciel ne choisit pas à votre place.

        **Avant**

        ```text
        Âge;Habitants
        0 à 14 ans;1.500
        ```

        **Après**

        ```text
        Âge;Habitants
        0 à 14 ans;1500
        ```
        """,
    ),
    Rule(
        "C009",
        AVERTISSEMENT,
        "Une colonne de nombres ne contient que des nombres.",
        remede="remplissez la case, ou retirez la colonne du total.",
        explication="""
        Dans un fichier de données, une colonne qui contient des nombres ne contient que cela. Une case vide ou « n.d. » dit que le chiffre manque.

        **Pourquoi.** Un mot au milieu des nombres n'entre dans aucun total, et rien ne le montrerait sur la page.

        **Avant**

        ```text
        Âge;Habitants
        15 à 74 ans;environ 9 000
        ```

        **Après**

        ```text
        Âge;Habitants
        15 à 74 ans;9 000
        ```
        """,
    ),
)
