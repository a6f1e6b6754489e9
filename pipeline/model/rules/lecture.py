"""Lecture: what one file may be, and how Markdown, YAML and CSV are written."""

from __future__ import annotations

from pipeline.model.rules.rule import AVERTISSEMENT, ERREUR, Rule

REGLES = (
    Rule(
        "L001",
        ERREUR,
        "Un fichier doit pouvoir être lu comme du texte.",
        remede="ouvrez-le dans le logiciel qui l'a fait, et enregistrez-le en texte, ou ôtez-le du dossier.",
        explication="""
        Un fichier `.md`, `.csv` ou `.yaml` contient vraiment du texte, enregistré avec le codage UTF-8, et un fichier `.md` n'est pas vide.

        **Pourquoi.** Le logiciel ne peut rien tirer d'une image renommée ou d'un fichier « Unicode » du Bloc-notes. Ce que vous y avez écrit manquerait dans tous les documents.

        **Avant**

        ```
        content/communes.csv : enregistré avec le codage « Unicode » (UTF-16)
        ```

        **Après**

        ```
        content/communes.csv : enregistré avec le codage « UTF-8 »
        ```
        """,
    ),
    Rule(
        "L002",
        ERREUR,
        "Un en-tête et un fichier YAML sont bien écrits.",
        remede="corrigez la ligne : une clé, deux-points, une espace, sa valeur.",
        explication="""
        Les lignes « clé: valeur » ont une écriture précise : une espace après les deux-points, le même retrait pour les lignes d'un même groupe, un crochet fermé pour chaque crochet ouvert. Un texte qui contient « : » se met entre guillemets droits : ni « », ni “ ”.

        **Pourquoi.** Une seule ligne mal écrite empêche de lire tout l'en-tête, parfois tout le fichier. Le constat vous donne la ligne, ce qui la gêne et, presque toujours, la ligne à taper : le logiciel l'a essayée.

        **Avant**

        ```
        titre: Alimentation : bien manger
        membres: [petit, durand
        ```

        **Après**

        ```
        titre: "Alimentation : bien manger"
        membres: [petit, durand]
        ```
        """,
    ),
    Rule(
        "L003",
        ERREUR,
        "Une clé ne se donne qu'une fois.",
        explication="""
        Dans un même en-tête ou un même réglage, écrivez chaque clé sur une seule ligne.

        **Pourquoi.** Entre deux réponses, le logiciel ne devine pas laquelle est la bonne. Il vous le demande, plutôt que d'en perdre une.

        **Avant**

        ```
        pilote: durand
        pilote: petit
        ```

        **Après**

        ```
        pilote: durand
        membres: [petit]
        ```
        """,
    ),
    Rule(
        "L004",
        ERREUR,
        "L'en-tête d'un fichier s'ouvre à la première ligne et se referme.",
        explication="""
        Les lignes « clé: valeur » se placent entre deux lignes `---`, de trois traits d'union. Rien ne précède la première, pas même une ligne vide. Word change parfois ces traits en un trait long : retapez-les.

        **Pourquoi.** Le logiciel y lit le code et la mission d'une fiche, ou le numéro d'un article. Sans ces deux lignes, il prendrait vos réglages pour du texte à imprimer.

        **Avant**

        ```
        mission: prevention
        ---

        # La prévention
        ```

        **Après**

        ```
        ---
        mission: prevention
        ---

        # La prévention
        ```
        """,
    ),
    Rule(
        "L005",
        ERREUR,
        "Un texte ne contient pas de caractère invisible interdit.",
        explication="""
        Un copier-coller apporte parfois un signe que l'on ne voit pas. Effacez-le, puis retapez le mot.

        **Pourquoi.** Word ne sait pas écrire ces signes, ou les montre comme de petits carrés. Le constat vous donne leur place exacte.

        **Avant**

        ```
        Une infir▯mière.   (▯ : le signe invisible)
        ```

        **Après**

        ```
        Une infirmière.
        ```
        """,
    ),
    Rule(
        "L006",
        ERREUR,
        "Un fichier CSV a des lignes complètes et des guillemets refermés.",
        explication="""
        Dans une liste CSV, chaque ligne a autant de cases que la ligne de titres, et deux colonnes n'ont pas le même nom. Un texte qui contient un point-virgule se met entre guillemets droits.

        **Pourquoi.** Le point-virgule sépare les cases. S'il en manque un, tout ce qui suit se décale, et l'année se retrouve à la place de la source.

        **Avant**

        ```
        code;nom;population;annee;source
        32132;Fleurance;6247;2023
        ```

        **Après**

        ```
        code;nom;population;annee;source
        32132;Fleurance;6247;2023;Insee
        ```
        """,
    ),
    Rule(
        "L007",
        ERREUR,
        "Le classeur doit pouvoir être ouvert sans risque.",
        explication="""
        Le classeur du budget est un vrai fichier Excel (`.xlsx`), entier, sans mot de passe et sans macros.

        **Pourquoi.** Le logiciel n'ouvre pas un fichier abîmé, verrouillé ou capable de lancer un programme. Sans classeur, aucun montant n'est lu ni imprimé.

        **Avant**

        ```
        budgets/budget.xlsx : protégé par un mot de passe
        ```

        **Après**

        ```
        budgets/budget.xlsx : enregistré sans mot de passe, « Classeur Excel (.xlsx) »
        ```
        """,
    ),
    Rule(
        "L008",
        AVERTISSEMENT,
        "Les fichiers s'enregistrent en UTF-8.",
        explication="""
        Choisissez le codage UTF-8 quand vous enregistrez un texte ou une liste. Dans Excel, c'est le format « CSV UTF-8 ».

        **Pourquoi.** Un ancien Excel emploie un autre codage. Votre fichier a été compris ici, mais d'autres outils abîmeront les accents des noms.

        **Avant**

        ```
        content/personnes.csv : enregistré par Excel en « CSV »
        ```

        **Après**

        ```
        content/personnes.csv : enregistré par Excel en « CSV UTF-8 »
        ```
        """,
    ),
    Rule(
        "L009",
        AVERTISSEMENT,
        "Un « # » dans une valeur YAML ne doit pas couper le texte.",
        explication="""
        Dans un en-tête ou un réglage, mettez entre guillemets droits un texte qui contient « # ».

        **Pourquoi.** Après une espace, ce signe ouvre une note qui n'est jamais imprimée. La fin de votre titre disparaîtrait sans bruit.

        **Avant**

        ```
        titre: Alimentation, le défi #zérosucre
        ```

        **Après**

        ```
        titre: "Alimentation, le défi #zérosucre"
        ```
        """,
    ),
    Rule(
        "L010",
        AVERTISSEMENT,
        "Le HTML n'est pas interprété.",
        explication="""
        La mise en page s'écrit avec les signes du guide des fiches (listes, gras, tableaux), sans les balises des pages web. Une seule est comprise, `<br>`, qui ouvre une ligne dans une case de tableau.

        **Pourquoi.** Ces balises seraient imprimées telles quelles. Le lecteur de l'ARS les verrait au milieu de votre phrase.

        **Avant**

        ```
        | Former <u>les équipes</u> | petit | septembre 2027 | |
        ```

        **Après**

        ```
        | Former **les équipes** | petit | septembre 2027 | |
        ```
        """,
    ),
    Rule(
        "L011",
        ERREUR,
        "Chaque ligne d'un tableau a autant de cases que son en-tête.",
        explication=r"""
        Comptez autant de cases sur chaque ligne d'un tableau, même si certaines sont vides. Un trait « | » à garder dans un texte s'écrit `\|`.

        **Pourquoi.** Une case de trop ne serait pas imprimée. Une case en moins ferait glisser les autres sous le mauvais titre.

        **Avant**

        ```
        | Étape | Date |
        |---|---|
        | Bilan | avec la CPAM | T2 2028 |
        ```

        **Après**

        ```
        | Étape | Date |
        |---|---|
        | Bilan avec la CPAM | T2 2028 |
        ```
        """,
    ),
    Rule(
        "L012",
        AVERTISSEMENT,
        "Chaque fichier de content/ a une place connue.",
        explication="""
        Rangez vos textes, en `.md`, dans les dossiers que le logiciel lit : `diagnostic/`, `missions/`, `organisation/`, `fiches/`, `annexes/`…

        **Pourquoi.** Un fichier posé ailleurs, ou un document Word, n'est imprimé nulle part. Mieux vaut le savoir avant l'envoi du projet.

        **Avant**

        ```
        content/annexe/02-lettres.md
        content/diagnostic/02-offre-de-soins.docx
        ```

        **Après**

        ```
        content/annexes/02-lettres.md
        content/diagnostic/02-offre-de-soins.md   (le texte, recopié)
        ```
        """,
    ),
    Rule(
        "L013",
        ERREUR,
        "Les sources sont des fichiers ordinaires, sans lien vers un autre endroit.",
        explication="""
        Le dossier du projet contient les fichiers eux-mêmes. Un lien (lien symbolique) vers un autre endroit de l'ordinateur n'est pas lu.

        **Pourquoi.** Ce lien ne mènerait à rien chez vos collègues. Il pourrait aussi faire entrer dans le projet un fichier privé.

        **Avant**

        ```
        content/diagnostic/02-offre.md : lien vers un fichier d'un autre dossier
        ```

        **Après**

        ```
        content/diagnostic/02-offre.md : le fichier lui-même, recopié ici
        ```
        """,
    ),
    Rule(
        "L014",
        ERREUR,
        "Une ligne qui commence par « | » est dans un tableau.",
        explication="""
        Ne laissez pas de ligne vide au milieu d'un tableau, et gardez sous ses titres une ligne de tirets qui a autant de cases qu'eux.

        **Pourquoi.** Après une ligne vide, la suite n'appartient plus au tableau. Elle serait imprimée avec ses traits, et l'étape manquerait au planning.

        **Avant**

        ```
        | Démarrage | septembre 2027 |

        | Bilan | T2 2028 |
        ```

        **Après**

        ```
        | Démarrage | septembre 2027 |
        | Bilan | T2 2028 |
        ```
        """,
    ),
    Rule(
        "L015",
        ERREUR,
        "Un commentaire se referme.",
        explication="""
        Une note que vous gardez pour vous a un début et une fin. Pensez aux signes de la fin, comme ci-dessous.

        **Pourquoi.** Sans eux, tout ce qui suit fait partie de la note. Le reste du chapitre ne serait pas imprimé.

        **Avant**

        ```
        <!-- à revoir avec Paul

        Une association ouverte à tous.
        ```

        **Après**

        ```
        <!-- à revoir avec Paul -->

        Une association ouverte à tous.
        ```
        """,
    ),
    Rule(
        "L016",
        ERREUR,
        "Un texte n'est pas imbriqué plus profondément qu'une page ne peut le montrer.",
        explication="""
        Une liste dans une liste dans une liste reste lisible jusqu'à trois ou quatre niveaux ; une citation aussi.

        **Pourquoi.** Word n'a que neuf niveaux de liste, et passé une certaine profondeur le texte serait perdu.

        **Avant**

        ```
        > > > > > > > > > > (et ainsi de suite, plus de trente fois)
        ```

        **Après**

        ```
        > Une citation.
        ```
        """,
    ),
    Rule(
        "L017",
        ERREUR,
        "Une ligne « [mot]: … » est la cible d'un lien.",
        remede="ajoutez un renvoi vers elle, ou écrivez ces mots dans une phrase.",
        explication="""
        Une ligne « [mot]: … » donne l'adresse d'un lien écrit ailleurs dans le même fichier ; elle n'imprime rien elle-même.

        **Pourquoi.** Si rien ne renvoie à cette ligne, ce que vous y avez écrit disparaît du document. Une note de bas de page s'écrit avec un accent circonflexe : [^1].

        **Avant**

        ```
        [Attention]: bénévoles
        ```

        **Après**

        ```
        **Attention** : bénévoles
        ```
        """,
    ),
    Rule(
        "L018",
        ERREUR,
        "Un titre a des mots.",
        explication="""
        Des « # » en début de ligne sont toujours suivis d'un titre.

        **Pourquoi.** Un titre vide laisse une ligne blanche dans le sommaire, et le lecteur cherche ce qui manque.

        **Avant**

        ```
        ##
        ```

        **Après**

        ```
        ## Les usagers
        ```
        """,
    ),
    Rule(
        "L019",
        AVERTISSEMENT,
        "Une légende est à côté de son tableau ou de son image.",
        explication="""
        Une ligne qui commence par « Tableau : » ou « Figure : » donne son titre au tableau ou à l'image qu'elle touche. Une ligne vide les sépare, et rien d'autre.

        **Pourquoi.** Le titre est imprimé avec un numéro, et un renvoi peut le citer. Seule au milieu du texte, la ligne ne serait qu'un paragraphe de plus.

        **Avant**

        ```text
        Tableau : Les âges

        Voici les chiffres de l'Insee.

        | Âge | Habitants |
        ```

        **Après**

        ```text
        Voici les chiffres de l'Insee.

        Tableau : Les âges

        | Âge | Habitants |
        ```
        """,
    ),
    Rule(
        "L020",
        AVERTISSEMENT,
        "Un nom de renvoi est un seul mot.",
        explication="""
        Le nom que l'on donne entre accolades à un titre ou à une légende est un seul mot : des lettres, des chiffres et des tirets.

        **Pourquoi.** Avec une espace ou rien du tout, ce n'est plus un nom : aucun renvoi ne le trouve, et les accolades sont imprimées dans le titre.

        **Avant**

        ```text
        Tableau : Les âges sur le territoire {#les ages}
        ```

        **Après**

        ```text
        Tableau : Les âges sur le territoire {#les-ages}
        ```
        """,
    ),
    Rule(
        "L030",
        AVERTISSEMENT,
        "Un classeur ouvert est enregistré et fermé avant de construire.",
        explication="""
        Enregistrez et fermez le classeur, puis relancez la commande.

        **Pourquoi.** Le logiciel lit le fichier du disque : ce qui vient d'être tapé et n'est pas enregistré n'y est pas encore.

        **Avant**

        ```
        budgets/budget.xlsx est ouvert dans Excel
        ```

        **Après**

        ```
        budgets/budget.xlsx est enregistré et fermé
        ```
        """,
    ),
    Rule(
        "L040",
        ERREUR,
        "Une note appelée est écrite dans le même fichier.",
        explication="""
        Une note de bas de page s'appelle par `[^nom]` là où le lecteur en a besoin, et s'écrit plus bas dans le même fichier, sur une ligne qui commence par `[^nom]:`.

        **Pourquoi.** Sans le texte de la note, le lecteur trouverait des crochets au milieu de la phrase, ou un renvoi qui ne mène à rien.

        **Avant**

        ```
        La population vieillit[^insee].

        [^inse]: Insee, recensement 2023.
        ```

        **Après**

        ```
        La population vieillit[^insee].

        [^insee]: Insee, recensement 2023.
        ```
        """,
    ),
    Rule(
        "L041",
        ERREUR,
        "Une note écrite est appelée dans le texte.",
        explication="""
        Chaque note écrite est appelée au moins une fois, par son nom entre crochets.

        **Pourquoi.** Une note que rien n'appelle n'aurait ni numéro ni page : elle disparaîtrait du document.

        **Avant**

        ```
        La population vieillit.

        [^insee]: Insee, recensement 2023.
        ```

        **Après**

        ```
        La population vieillit[^insee].

        [^insee]: Insee, recensement 2023.
        ```
        """,
    ),
    Rule(
        "L042",
        ERREUR,
        "Un nom ne désigne qu'une note.",
        explication="""
        Deux notes d'un même fichier portent deux noms. Pour renvoyer deux fois à la même note, on l'écrit une fois et on l'appelle deux fois.

        **Pourquoi.** Sous un seul nom, un seul des deux textes serait imprimé.

        **Avant**

        ```
        [^source]: Insee, recensement 2023.

        [^source]: Rezone CPTS, 2026.
        ```

        **Après**

        ```
        [^insee]: Insee, recensement 2023.

        [^rezone]: Rezone CPTS, 2026.
        ```
        """,
    ),
    Rule(
        "L043",
        ERREUR,
        "Une note s'appelle dans un texte, pas dans un titre ni dans une autre note.",
        explication="""
        Une note s'appelle dans un paragraphe, une liste ou la case d'un tableau : pas dans un titre, ni dans une autre note, ni dans une ligne d'indicateur ou les colonnes « Qui », « Quand » et « Date » d'une fiche.

        **Pourquoi.** Un titre est recopié dans le sommaire, où le numéro de la note n'a pas de sens ; et Word ne connaît pas de note dans une note.

        **Avant**

        ```
        ## Une population âgée[^insee]
        ```

        **Après**

        ```
        ## Une population âgée

        Un habitant sur sept a plus de 75 ans[^insee].
        ```
        """,
    ),
    Rule(
        "L044",
        AVERTISSEMENT,
        "Un encadré s'ouvre par « > **Attention.** » ou « > **À retenir.** ».",
        explication="""
        Un encadré est une citation qui commence par **Attention**, **À retenir**, **Conseil**, **Exemple** ou **Important**, en gras. Il se lit aussi bien dans le fichier que dans Word.

        **Pourquoi.** Les signes `[!NOTE]` ou `[!WARNING]` d'autres logiciels seraient imprimés tels quels.

        **Avant**

        ```
        > [!WARNING]
        > Le plan ne remplace pas celui de l'hôpital.
        ```

        **Après**

        ```
        > **Attention.** Le plan ne remplace pas celui de l'hôpital.
        ```
        """,
    ),
    Rule(
        "L045",
        AVERTISSEMENT,
        "Un titre tient en une ou deux lignes.",
        explication="""
        Un titre annonce ce qui suit en quelques mots.

        **Pourquoi.** Il est recopié dans le sommaire et dans le volet de navigation de Word, où un titre de trois lignes ne se lit plus.

        **Avant**

        ```
        ## Nous avons réuni les soignants, les établissements, les élus et les habitants (et ainsi de suite)
        ```

        **Après**

        ```
        ## La concertation

        Nous avons réuni les soignants, les établissements, les élus et les habitants.
        ```
        """,
    ),
    Rule(
        "L046",
        AVERTISSEMENT,
        "Les niveaux de titre se suivent sans saut.",
        source="RGAA, critère 9.1",
        explication="""
        Sous un titre « ## » vient un titre « ### », jamais « #### » tout de suite.

        **Pourquoi.** Un lecteur d'écran et le sommaire s'appuient sur ces niveaux : un niveau sauté fait croire qu'il manque un titre.

        **Avant**

        ```
        ## Les usagers

        #### Leur place au conseil
        ```

        **Après**

        ```
        ## Les usagers

        ### Leur place au conseil
        ```
        """,
    ),
    Rule(
        "L047",
        AVERTISSEMENT,
        "Une liste n'est pas imbriquée sur plus de quatre niveaux.",
        explication="""
        Une liste dans une liste dans une liste se suit encore ; au cinquième niveau, on ne sait plus de quoi l'on parle.

        **Pourquoi.** Chaque niveau recule le texte, et Word n'en distingue que neuf : plus loin, un point ressemblerait à celui qui le contient.

        **Avant**

        ```
        - Territoire
          - Nord
            - Fleurance
              - Médecins
                - Cabinet du centre
        ```

        **Après**

        ```
        ### Nord

        - Fleurance
          - Médecins : cabinet du centre
        ```
        """,
    ),
    Rule(
        "L048",
        AVERTISSEMENT,
        "Un tableau tient dans la largeur d'une page.",
        explication="""
        Un tableau large tourne sa page en paysage de lui-même. S'il n'y tient pas, il est imprimé en plusieurs morceaux, l'un sous l'autre, sa première colonne et son titre répétés.

        **Pourquoi.** Rien n'est perdu, mais le lecteur ne voit plus une ligne d'un seul regard. Au-delà de vingt colonnes, échanger lignes et colonnes se lit presque toujours mieux.

        **Avant**

        ```
        | Mois 1 | Mois 2 | Mois 3 | … jusqu'à Mois 60 |
        ```

        **Après**

        ```
        | Année | Premier semestre | Second semestre |
        ```
        """,
    ),
    Rule(
        "L049",
        AVERTISSEMENT,
        "Un titre commun à plusieurs colonnes s'écrit « 2027 >> Prévu ».",
        explication="""
        Un titre commun à plusieurs colonnes s'écrit avant celui de chacune, avec « >> » entre les deux : il est imprimé une fois, au-dessus d'elles.

        **Pourquoi.** Sans l'un des deux titres, les signes « >> » sont imprimés tels quels.

        **Avant**

        ```
        | Action | 2027 >> | 2027 >> Réalisé |
        ```

        **Après**

        ```
        | Action | 2027 >> Prévu | 2027 >> Réalisé |
        ```
        """,
    ),
    Rule(
        "L060",
        AVERTISSEMENT,
        "Un gras ouvert par « ** » se referme par « ** », sans espace.",
        explication="""
        Deux étoiles ouvrent le gras, deux étoiles le ferment, collées aux mots.

        **Pourquoi.** Sinon les étoiles sont imprimées au milieu de la phrase, et rien n'est en gras.

        **Avant**

        ```
        ** Attention ** : le local ferme à 18 h.
        ```

        **Après**

        ```
        **Attention** : le local ferme à 18 h.
        ```
        """,
    ),
    Rule(
        "L061",
        AVERTISSEMENT,
        "Un lien ou une image s'écrit sans espace entre ses signes.",
        explication="""
        Un lien s'écrit `[texte](adresse)`, une image `![ce qu'elle montre](fichier.png)`. Aucune espace ne sépare les crochets des parenthèses. Si le nom du fichier en contient une, mettez-le entre `<` et `>`. Les cases à cocher et le surligné d'autres logiciels n'existent pas ici.

        **Pourquoi.** Avec cette espace, les crochets et l'adresse sont imprimés tels quels, et l'image n'apparaît pas.

        **Avant**

        ```
        Voir [ameli] (https://www.ameli.fr).
        ```

        **Après**

        ```
        Voir [ameli](https://www.ameli.fr).
        ```
        """,
    ),
    Rule(
        "L062",
        ERREUR,
        "Un fichier ne contient qu'une version de chaque passage.",
        explication="""
        Quand deux personnes ont changé la même ligne, Git garde les deux et les sépare par des signes. Choisissez, puis effacez ces signes. Un classeur ou un modèle Word ne peut pas porter ces signes : git y laisse votre copie, et attend. « make fusionner-classeur » réunit les deux classeurs.

        **Pourquoi.** Le fichier dit deux choses à la fois. Imprimé ainsi, il montrerait au lecteur vos deux brouillons.

        **Avant**

        ```text
        Une salle prêtée par Auch.
        ```

        **Après**

        ```text
        Une salle prêtée par Mirande.
        ```
        """,
    ),
    Rule(
        "L063",
        AVERTISSEMENT,
        "Un texte commence au bord de la ligne.",
        explication="""
        Un texte, ou le premier tiret d'une liste, commence au bord gauche. Seule une liste dans une liste prend deux ou trois espaces.

        **Pourquoi.** Une tabulation, ou quatre espaces, annonce le code d'un programme : le texte sortirait dans une autre police, tirets compris.

        **Avant**

        ```text
            - une chute
        ```

        **Après**

        ```text
        - une chute
        ```
        """,
    ),
    Rule(
        "L064",
        AVERTISSEMENT,
        "Une liste s'écrit avec des tirets.",
        explication="""
        Commencez chaque ligne d'une liste par un tiret et une espace, ou par « 1. » et une espace. Les puces de Word, les flèches, « a) », « 1° » et le tiret collé au mot n'en font pas une liste ici.

        **Pourquoi.** Collées telles quelles, les lignes se suivraient dans un seul paragraphe, avec leurs puces au milieu.

        **Avant**

        ```
        • une chute
        • un oubli
        ```

        **Après**

        ```
        - une chute
        - un oubli
        ```
        """,
    ),
    Rule(
        "L065",
        AVERTISSEMENT,
        "Ce qui est écrit est imprimé, et tel qu'il est écrit.",
        explication="""
        Mettez dans le texte ce que le lecteur doit lire : à côté des signes d'un bloc de code, dans le titre d'un lien ou d'une image, ce ne serait pas imprimé. Une liste compte toujours à partir de son premier numéro.

        **Pourquoi.** Ces mots disparaîtraient du document, ou seraient imprimés autrement, sans que rien ne le montre.

        **Avant**

        ```
        Voir [le guide](https://example.org "édition de mai 2021").
        ```

        **Après**

        ```
        Voir [le guide](https://example.org), édition de mai 2021.
        ```
        """,
    ),
    Rule(
        "L066",
        AVERTISSEMENT,
        "Aucun signe caché ne change l'ordre dans lequel un texte se lit.",
        explication="""
        Effacez ce signe et retapez le mot : il ne se voit pas, et vient le plus souvent d'une page recopiée.

        **Pourquoi.** Il fait lire un texte dans un autre ordre que celui où il est écrit : un nom ou un montant peut en montrer un autre.

        **Avant**

        ```
        La CPTS paie (signe caché U+202E) 0021 euros.
        ```

        **Après**

        ```
        La CPTS paie 1200 euros.
        ```
        """,
    ),
    Rule(
        "L067",
        AVERTISSEMENT,
        "Les signes d'un autre logiciel ne s'impriment pas dans un document.",
        explication="""
        Ce logiciel comprend les titres, les listes, les tableaux, le gras, l'italique, les mots barrés (`~~ainsi~~`), les chiffres en exposant ou en indice (`m^2^`, `CO~2~`), les liens, les notes et les encadrés. Formules, blocs `:::`, attributs entre accolades et liens doubles crochets lui sont étrangers, comme ce qui vient d'un wiki, d'un forum, d'un outil de tickets ou d'un autre éditeur (`h2. Titre`, `== Titre ==`, `''ainsi''`, `{color:red}`, `[NOTE]`, `.. note::`) et les accents perdus en route (`Ã©tÃ©`). Un signe que vous voulez imprimer tel quel prend une barre oblique devant : `\\$`.

        **Pourquoi.** Ces signes seraient imprimés tels quels au milieu de votre phrase.

        **Avant**

        ```
        #Nos priorités
        Un besoin repéré[[diagnostic]] {.important}
        ```

        **Après**

        ```
        # Nos priorités
        Un besoin repéré ([le diagnostic](#diagnostic))
        ```
        """,
    ),
    Rule(
        "L075",
        AVERTISSEMENT,
        "Des lignes l'une sous l'autre sont une liste, ou ont une ligne vide entre elles.",
        explication="""
        Mettez un tiret devant chaque ligne, ou une ligne vide entre elles.

        **Pourquoi.** Deux lignes qui se suivent ne font qu'un paragraphe : vos lignes courtes seraient imprimées l'une au bout de l'autre.

        **Avant**

        ```
        Médecins
        Infirmiers
        Mairies
        ```

        **Après**

        ```
        - Médecins
        - Infirmiers
        - Mairies
        ```
        """,
    ),
    Rule(
        "L076",
        AVERTISSEMENT,
        "Un tableau a ses « | », pas des tabulations.",
        explication="""
        Un tableau copié d'un tableur arrive avec des tabulations. Séparez les colonnes par des « | », avec une ligne de tirets sous les titres.

        **Pourquoi.** Sans ces traits, ce n'est pas un tableau : tout serait imprimé sur une ligne.

        **Avant**

        ```
        Âge	Nombre
        75 à 80 ans	1 200
        ```

        **Après**

        ```
        | Âge | Nombre |
        |---|---|
        | 75 à 80 ans | 1 200 |
        ```
        """,
    ),
    Rule(
        "L077",
        AVERTISSEMENT,
        "Le numéro d'un tableau ou d'une figure ne se tape pas.",
        explication="""
        Écrivez « Tableau : » ou « Figure : », sans numéro. Le document compte pour vous.

        **Pourquoi.** Un tableau ajouté avant décale tous les autres : un numéro tapé deviendrait faux. Pour y renvoyer, donnez un mot : `{#ages}`, puis `[](#tableau-ages)`.

        **Avant**

        ```
        Tableau 1 : Les âges {#ages}
        ```

        **Après**

        ```
        Tableau : Les âges {#ages}
        ```
        """,
    ),
    Rule(
        "L078",
        AVERTISSEMENT,
        "Une ligne de tirets a une ligne vide au-dessus d'elle.",
        explication="""
        Laissez une ligne vide au-dessus d'une ligne de tirets, ou effacez-la. Un titre s'écrit avec « ## ».

        **Pourquoi.** Des tirets juste sous un texte en font un titre : votre phrase irait dans le sommaire.

        **Avant**

        ```
        Le groupe se réunit chaque mois.
        ---
        ```

        **Après**

        ```
        Le groupe se réunit chaque mois.

        ---
        ```
        """,
    ),
    Rule(
        "L079",
        ERREUR,
        "Un bloc « graphique » est fait de lignes « clé : valeur ».",
        explication="""
        Chaque ligne d'un bloc « graphique » donne une clé, deux points et une valeur, une fois. La ligne « source » nomme le tableau de `content/diagnostic/donnees/` que le graphique montre.

        **Pourquoi.** Une ligne mal écrite ne changerait rien au graphique, et personne ne le verrait.

        **Avant**

        ````
        ```graphique
        type barres
        source: soignants-de-ville
        ```
        ````

        **Après**

        ````
        ```graphique
        type: barres
        source: soignants-de-ville
        ```
        ````
        """,
    ),
    Rule(
        "L080",
        AVERTISSEMENT,
        "Une fusion garde ce que chacun a changé dans le classeur.",
        nommement=True,
        explication="""
        Quand deux personnes ont changé le classeur chacune de son côté, git ne sait pas le fusionner : il garde l'un des deux, entier. Ce que l'autre avait changé n'y est plus.

        **Pourquoi.** Rien ne le montre dans le fichier. Un montant voté, une ligne ajoutée peuvent manquer sans que personne le voie.

        **Avant**

        ```text
        budgets/budget.xlsx : le classeur de Claire, sans la ligne que Marc avait ajoutée
        ```

        **Après**

        ```text
        budgets/budget.xlsx : les deux, réunis par « make fusionner-classeur »
        ```
        """,
    ),
    Rule(
        "L081",
        ERREUR,
        "Un accord signé peut être joint à la livraison.",
        explication="""
        Les accords signés se rangent, en PDF, dans `content/annexes/` : `make livraison` les joint au dossier et compte leurs pages. Chacun s'ouvre sans mot de passe et pèse 20 Mo au plus.

        **Pourquoi.** L'ARS et la CPAM n'ouvriraient pas un fichier protégé, et leur messagerie refuserait un fichier trop lourd.

        **Avant**

        ```
        content/annexes/convention-hopital.pdf : 38 Mo, protégé
        ```

        **Après**

        ```
        content/annexes/convention-hopital.pdf : 1 Mo, sans mot de passe
        ```
        """,
    ),
    Rule(
        "L082",
        AVERTISSEMENT,
        "Un texte ne disparaît pas sans que quelqu'un l'ait voulu.",
        explication="""
        Un texte, une fiche ou un tableau de chiffres était dans la dernière version enregistrée par git, et n'est plus dans le dossier. Un fichier renommé, déplacé ou renuméroté n'est pas dit.
        Si c'est voulu, enregistrez cette version : le constat s'éteint. Sinon, git le remet tel qu'il était.

        **Pourquoi.** Un chapitre effacé par mégarde ne laisse pas de trou dans le document : personne ne voit qu'il manque.

        **Avant**

        ```text
        content/diagnostic/ : 04-besoins.md, 05-pistes.md
        ```

        **Après**

        ```text
        content/diagnostic/ : 04-besoins.md, 05-pistes.md, 06-plus-tard.md
        ```
        """,
    ),
)
