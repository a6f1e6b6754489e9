"""La région: what many projects say together."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "V001",
        AVERTISSEMENT,
        "Deux projets d'un portefeuille ne portent pas le même nom.",
        explication="""
        Cette règle et les suivantes ne sont demandées que par `make portefeuille`, qui regarde plusieurs projets à la fois.

        **Pourquoi.** Deux dossiers du même nom sont le plus souvent deux copies d'un même projet : ses communes et son budget compteraient deux fois dans les totaux de la région.

        **Avant**

        ```
        cpts-nord/content/projet.yaml : nom: CPTS du Nord
        copie/content/projet.yaml : nom: CPTS du Nord
        ```

        **Après**

        ```
        cpts-nord/content/projet.yaml : nom: CPTS du Nord
        ```
        """,
    ),
    Rule(
        "V002",
        ERREUR,
        "Une commune n'est demandée que par une CPTS.",
        explication="""
        Les listes de communes de tous les projets sont comparées.

        **Pourquoi.** Les habitants d'une commune citée par deux CPTS compteraient dans la taille de chacune, donc dans les aides des deux. L'ARS et la CPAM ne valideront qu'un des deux territoires.

        **Avant**

        ```
        cpts-nord/content/projet.yaml : communes: [32013, 32132]
        cpts-sud/content/projet.yaml : communes: [32132, 32208]
        ```

        **Après**

        ```
        cpts-nord/content/projet.yaml : communes: [32013, 32132]
        cpts-sud/content/projet.yaml : communes: [32208]
        ```
        """,
    ),
    Rule(
        "V003",
        AVERTISSEMENT,
        "Aucune commune n'est laissée entre des CPTS qui l'entourent.",
        explication="""
        Sont montrées les communes que nul projet ne cite, et d'où l'on ne sort pas sans traverser une CPTS, par groupes de soixante au plus. Une commune entourée par une seule CPTS est déjà dite par T017 dans son projet. Le reste du département, que rien n'entoure, est compté dans le tableau des communes couvertes.

        **Pourquoi.** Deux CPTS voisines croient souvent, chacune, que l'autre a pris la commune qui les sépare. Ses habitants n'ont alors ni l'une ni l'autre.

        **Avant**

        ```
        cpts-nord : toutes les communes au nord de Pavie
        cpts-sud : toutes les communes au sud de Pavie
        ```

        **Après**

        ```
        cpts-nord : toutes les communes au nord de Pavie, et Pavie
        cpts-sud : toutes les communes au sud de Pavie
        ```
        """,
    ),
    Rule(
        "V004",
        AVERTISSEMENT,
        "Une même personne ne tient pas un poste du bureau de deux CPTS.",
        explication="""
        Les noms des titulaires des postes sont comparés sans être gardés ni montrés : le constat dit les postes et les projets. Deux personnes peuvent porter le même nom.

        **Pourquoi.** Rien ne l'interdit en général, mais des statuts peuvent le faire ; et qui signe des deux côtés d'une convention entre ces CPTS doit le dire.

        **Avant**

        ```
        cpts-nord : présidente, Claire Delafable
        cpts-sud : trésorière, Claire Delafable
        ```

        **Après**

        ```
        cpts-nord : présidente, Claire Delafable
        cpts-sud : trésorier, Paul Duparc
        ```
        """,
    ),
    Rule(
        "V005",
        AVERTISSEMENT,
        "Les projets d'une région suivent la même version d'un modèle de statuts.",
        explication="""
        Un article que plusieurs projets ont mot pour mot, et qui n'est pas celui du modèle livré avec le logiciel, vient d'une version plus ancienne du modèle, ou d'un texte que ces CPTS ont choisi ensemble.

        **Pourquoi.** Quand un modèle est corrigé, les statuts déjà copiés restent tels quels, comme il se doit après un vote. Qui accompagne ces CPTS veut savoir lesquelles ont encore l'ancien texte.

        **Avant**

        ```
        cpts-nord, article 9 : « … par lettre recommandée … »
        cpts-sud, article 9 : « … par lettre recommandée … »
        modèle, article 9 : « … par courriel ou par lettre … »
        ```

        **Après**

        ```
        cpts-nord, article 9 : « … par courriel ou par lettre … »
        cpts-sud, article 9 : « … par courriel ou par lettre … »
        ```
        """,
    ),
)
