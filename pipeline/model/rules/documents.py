"""Les documents and their templates."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "D001",
        ERREUR,
        "Le gabarit d'un livrable existe.",
        remede="« make mettre-a-jour » remet les modèles qui manquent.",
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
        remede="reprenez le style dans le modèle fourni, ou donnez son nom à un style du vôtre.",
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
        remede="donnez le style « Fiche titre » au paragraphe qui porte le titre de la fiche.",
        explication="""
        Gardez dans le modèle les balises du sommaire et du corps, celle du corps hors de tout tableau et de toute zone de texte, et `{{ mention }}` en tête ou en pied de chaque page, couverture comprise, hors de toute condition et de tout champ. Le titre d'une fiche garde le style « Fiche titre ». Rien n'est caché : ni texte masqué, ni blanc sur blanc, ni lettres de moins de trois points.

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
        remede="ajoutez « annexes » aux « parties » de ce livrable, ou retirez sa ligne « annexes ».",
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
    Rule(
        "D020",
        ERREUR,
        "Une couleur de la charte s'écrit en six signes.",
        explication="""
        Une couleur se donne par ses six signes, comme `0F4C5C`, sans `#` devant : après `#`, rien n'est lu. Dans Word, ils sont sous Couleur, Autres couleurs, Personnalisées, « Hexadécimal ».

        **Pourquoi.** « Bleu » n'est pas le même bleu pour tous. Six signes donnent la même couleur partout.

        **Avant**

        ```
        principale: bleu marine
        ```

        **Après**

        ```
        principale: 0F4C5C
        ```
        """,
    ),
    Rule(
        "D021",
        AVERTISSEMENT,
        "Les couleurs d'un texte se détachent de ce qui est derrière.",
        explication="""
        Prenez une couleur plus foncée pour les titres, le texte et les liens, ou un fond plus clair. Le contraste doit être d'au moins 4,5.

        **Pourquoi.** Un titre pâle ne se lit ni sur une photocopie, ni par qui voit mal.

        **Avant**

        ```
        principale: 8FC7D6
        ```

        **Après**

        ```
        principale: 1B6C80
        ```
        """,
        source="WCAG 2.1, critère 1.4.3",
    ),
    Rule(
        "D022",
        AVERTISSEMENT,
        "Les polices de la charte sont de celles qui viennent avec Word.",
        explication="""
        Donnez le nom d'une police que tout le monde a, comme Calibri, Georgia ou Verdana. Si la police de votre charte est à vous, envoyez des PDF (`make pdf`), puis acceptez ce constat.

        **Pourquoi.** Qui ne l'a pas voit une autre police : les lignes et les pages tombent ailleurs, et les numéros du sommaire ne sont plus justes.

        **Avant**

        ```
        texte: Marianne
        ```

        **Après**

        ```
        texte: Calibri
        ```
        """,
    ),
    Rule(
        "D023",
        ERREUR,
        "Un logo de la charte est une image entière, et pas trop lourde.",
        explication="""
        Déposez le logo dans `content/`, en PNG, JPEG ou SVG, en moins de 5 Mo. Renommer un fichier n'en change pas la sorte : exportez-le depuis un logiciel d'images.

        **Pourquoi.** Le logo est sur la couverture de chaque document. Absent, abîmé ou trop lourd, il gâte tout l'envoi.

        **Avant**

        ```
        logo: images/logo.pdf
        ```

        **Après**

        ```
        logo: images/logo.png
        ```
        """,
    ),
    Rule(
        "D024",
        AVERTISSEMENT,
        "Un gabarit avec une couverture imprime les logos de la charte.",
        explication="""
        Quand `charte.yaml` donne des logos, mettez la balise `{{p logos }}`, seule dans un paragraphe, là où ils doivent être.

        **Pourquoi.** Sans elle, vos logos ne sont pas sur ce document.

        **Avant**

        ```
        projet-de-sante.docx, couverture : pas de {{p logos }}
        ```

        **Après**

        ```
        projet-de-sante.docx, couverture : {{p logos }}
        ```
        """,
    ),
    Rule(
        "D025",
        AVERTISSEMENT,
        "La page d'un gabarit est en une colonne, assez large pour ses tableaux.",
        explication="""
        Laissez le texte du modèle en une colonne d'au moins huit centimètres. Un tableau se met en colonnes de lui-même, et une page tourne quand il est large.

        **Pourquoi.** Dans une colonne étroite, un budget devient illisible et une carte minuscule ; entre des marges trop larges, les tableaux sortent de la page.

        **Avant**

        ```
        projet-de-sante.docx : Mise en page, Colonnes, Deux
        ```

        **Après**

        ```
        projet-de-sante.docx : Mise en page, Colonnes, Une
        ```
        """,
    ),
    Rule(
        "D026",
        AVERTISSEMENT,
        "La version signée que l'avenant compare est connue de git.",
        explication="""
        Le jour de la signature, posez une étiquette (`git tag signe-2027`), et écrivez-la dans `projet.yaml` : `version_signee: signe-2027`. Le dossier doit être suivi par git, et cette version se lire en entier.

        **Pourquoi.** L'avenant dit ce qui a changé depuis la signature : sans elle, il n'a rien à comparer. Il est laissé de côté, et les autres documents se construisent.

        **Avant**

        ```
        version_signee: sign-2027
        ```

        **Après**

        ```
        version_signee: signe-2027
        ```
        """,
    ),
    Rule(
        "D027",
        AVERTISSEMENT,
        "Un document ne dépasse pas les pages qu'on lui a données.",
        explication="""
        Raccourcissez le texte nommé, mettez-en une part en annexe, ou changez la limite dans `livrables.yaml` : `pages_maximales` (le document entier), `pages_hors_annexes`, `pages_par_partie`, `pages_par_fiche`.

        **Pourquoi.** Un dossier trop long n'est pas lu, et certains dépôts le refusent. Les pages se comptent avec LibreOffice, par `make project`, `make pdf` et `make livraison` ; cette dernière attend que la limite soit tenue.

        **Avant**

        ```
        livrables.yaml : pages_hors_annexes: 40   (le document en a 52)
        ```

        **Après**

        ```
        livrables.yaml : pages_hors_annexes: 60
        ```
        """,
    ),
    Rule(
        "D028",
        AVERTISSEMENT,
        "Les mots d'un gabarit se voient.",
        nommement=True,
        citation="les mots",
        explication="""
        Ouvrez le gabarit dans Word, et cherchez les mots cités. S'ils se voient tous, c'est que la mise en page le veut (une adresse dans une zone de texte, un tableau flottant) : acceptez-les dans `constats-acceptes.csv`, tels qu'ils sont cités. Sinon, supprimez-les, ou mettez-les dans un paragraphe ordinaire.

        **Pourquoi.** Un gabarit reçu d'ailleurs peut porter des mots que personne ne voit et que chaque document emporte : une zone de texte trop petite, un cadre hors de la page, une ligne de hauteur nulle. Il y a trop de façons de cacher des mots pour les reconnaître toutes : le logiciel connaît celles de les montrer, et cite le reste.

        **Avant**

        ```
        lettre.docx : « Dossier suivi par Mme Lefort », dans une zone de texte de l'en-tête
        ```

        **Après**

        ```
        content/constats-acceptes.csv :
        code;fichier;texte;raison;par;date
        D028;templates/docx/lettre.docx;Dossier suivi par Mme Lefort;Zone de texte sous le logo, relue;Claire Delafable;2026-12-01
        ```
        """,
    ),
)
