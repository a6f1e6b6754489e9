"""Les documents and their templates."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "D001",
        ERREUR,
        "Le gabarit d'un livrable existe.",
        explication="""
        Le modèle Word nommé dans `livrables.yaml` est dans `templates/docx/`. Celui des fiches, `fiche-action.docx`, y reste aussi.

        **Pourquoi.** Le logiciel remplit ce modèle pour faire votre document. Sans lui, il n'a rien à remplir.

        **Avant**

        ```
        gabarit: statut.docx
        ```

        **Après**

        ```
        gabarit: statuts.docx
        ```
        """,
    ),
    Rule(
        "D002",
        ERREUR,
        "Un gabarit ne cite que des champs connus.",
        explication="""
        Dans un modèle Word, gardez les mots entre accolades tels quels, bien refermés. Ceux qui impriment plusieurs paragraphes, comme `{{p corps }}`, restent seuls sur leur ligne.

        **Pourquoi.** Le logiciel les remplace par vos textes. Une accolade perdue donnerait un trou, ou un document que Word n'ouvre pas.

        **Avant**

        ```
        statuts.docx : {{ cpts.département } – {{ cpts.region }}
        ```

        **Après**

        ```
        statuts.docx : {{ cpts.departement }} – {{ cpts.region }}
        ```
        """,
    ),
    Rule(
        "D003",
        ERREUR,
        "Un gabarit a les styles dont le texte a besoin.",
        explication="""
        Dans un modèle Word, changez l'aspect d'un style si vous voulez, mais ne le supprimez pas et ne le renommez pas. Un style recréé garde sa sorte : paragraphe, caractère ou tableau.

        **Pourquoi.** Titres, listes et tableaux s'habillent avec ces styles. S'il en manque un, le logiciel ne sait plus présenter le texte.

        **Avant**

        ```
        statuts.docx : style renommé « Tableau montant »
        ```

        **Après**

        ```
        statuts.docx : style « Tableau nombre »
        ```
        """,
    ),
    Rule(
        "D004",
        ERREUR,
        "Un gabarit est un document Word sans danger.",
        explication="""
        Enregistrez le modèle en `.docx`, sans macros, sans mot de passe et sans rien qui se prenne hors de lui : image d'Internet, objet, publipostage, modèle attaché. Ses images sont des PNG ou des JPEG ; ses liens mènent au web, à une adresse électronique ou à un endroit du document. Ses champs Word sont ceux de la page, du sommaire et des renvois (PAGE, NUMPAGES, TOC, REF, SEQ…) ; Alt+F9 les montre, Ctrl+Maj+F9 en fait du texte. Celui des fiches ne contient que du texte et des tableaux.

        Les commentaires, les propriétés et les autres traces de ceux qui ont fait le modèle n'en sortent pas : les documents ne les reprennent jamais.

        **Pourquoi.** Une macro, un champ ou une image lointaine peut agir chez ceux qui ouvrent le document. Votre dossier ne doit inquiéter ni l'ARS ni la CPAM.

        **Avant**

        ```
        statuts.docx : logo pris à l'adresse https://www.cpts-test.fr/logo.png
        ```

        **Après**

        ```
        statuts.docx : logo collé dans le document
        ```
        """,
    ),
    Rule(
        "D005",
        ERREUR,
        "Un gabarit imprime le corps du document et la mention de chaque page.",
        explication="""
        Gardez dans le modèle les balises du sommaire et du corps, celle du corps hors de tout tableau et de toute zone de texte, et `{{ mention }}` en tête ou en pied de chaque page, couverture comprise. Le titre d'une fiche garde le style « Fiche titre ».

        **Pourquoi.** Sans elles, le document sort sans texte ou sans sommaire. La mention évite qu'un brouillon passe pour le vrai projet.

        **Avant**

        ```
        statuts.docx : pas de {{p sommaire }}
        statuts.docx : pied de la couverture vide
        ```

        **Après**

        ```
        statuts.docx : {{p sommaire }} seul sur sa ligne
        statuts.docx : {{ mention }} au pied de la couverture
        ```
        """,
    ),
    Rule(
        "D006",
        AVERTISSEMENT,
        "Un document produit ne se corrige pas dans Word.",
        explication="""
        Portez la correction dans les textes, les listes ou le classeur, puis refaites le document.

        **Pourquoi.** Le prochain document repart de là et n'aurait pas votre correction. Elle n'est pas perdue : votre version est gardée à côté, sous le nom « statuts (modifié).docx ».

        **Avant**

        ```
        build/statuts.docx : une faute corrigée dans l'article 3
        ```

        **Après**

        ```
        content/statuts/avecsante/03-siege.md : la même faute corrigée
        ```
        """,
    ),
    Rule(
        "D007",
        ERREUR,
        "Le gabarit des fiches imprime toutes les rubriques remplies.",
        explication="""
        Une rubrique que des fiches remplissent a sa place dans leur modèle. Ajoutez les paragraphes que le message donne, là où vous voulez la lire. Une rubrique que personne ne remplit peut manquer au modèle.

        **Pourquoi.** Son texte ne serait dans aucun document, même bien écrit. L'ARS croirait que vous n'y avez pas pensé.

        **Avant**

        ```
        fiche-action.docx, sous le titre « Objectifs opérationnels » : (rien)
        ```

        **Après**

        ```
        fiche-action.docx, sous le titre « Objectifs opérationnels » : {{p fiche.objectifs }}
        ```
        """,
    ),
    Rule(
        "D008",
        ERREUR,
        "Les annexes d'un livrable vont avec sa partie « annexes ».",
        explication="""
        Dans `livrables.yaml`, la partie « annexes » dit où les imprimer, la ligne `annexes` dit lesquelles. Mettez les deux, ou aucune.

        **Pourquoi.** L'une sans l'autre, le budget et les statuts manqueraient au dossier, ou un titre resterait sans suite.

        **Avant**

        ```
        parties: [diagnostic, missions, organisation, signatures]
        annexes: [budget, statuts]
        ```

        **Après**

        ```
        parties: [diagnostic, missions, organisation, signatures, annexes]
        annexes: [budget, statuts]
        ```
        """,
    ),
    Rule(
        "D009",
        AVERTISSEMENT,
        "Le gabarit des fiches imprime tous les champs remplis.",
        explication="""
        Le modèle des fiches montre le pilote, les dates, les colonnes des tableaux et le reste. Si vous en retirez un exprès, acceptez ce constat.

        **Pourquoi.** Ce qu'il n'affiche pas est perdu pour le lecteur, alors que quelqu'un l'a tapé.

        **Avant**

        ```
        fiche-action.docx : Pilote : voir l'annuaire
        ```

        **Après**

        ```
        fiche-action.docx : Pilote : {{ fiche.pilote }}
        ```
        """,
    ),
)
