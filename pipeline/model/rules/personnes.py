"""Les personnes, and what is private about them."""

from __future__ import annotations

from pipeline.model.rules.rule import AVECSANTE, AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "G001",
        ERREUR,
        "Une clé ne désigne qu'une personne.",
        remede="donnez une autre clé à l'une des deux lignes, ou effacez celle qui est en trop.",
        explication="""
        Dans `personnes.csv`, donnez à chaque ligne un mot court qui n'est qu'à elle, même pour deux personnes du même nom.

        **Pourquoi.** Les fiches citent leur pilote par ce mot. S'il désigne deux personnes, le logiciel ne sait pas laquelle imprimer.

        **Avant**

        ```
        petit;physique;Petit;Marc;…
        petit;physique;Petit;Julie;…
        ```

        **Après**

        ```
        petit;physique;Petit;Marc;…
        petit-julie;physique;Petit;Julie;…
        ```
        """,
    ),
    Rule(
        "G002",
        ERREUR,
        "Une personne citée est dans personnes.csv.",
        explication="""
        Citez le pilote, les membres d'une fiche et ceux du bureau par leur clé, ou par leur prénom et leur nom. Une structure se cite de la même façon.

        **Pourquoi.** Le logiciel prend dans cette liste le nom et la profession qu'il imprime. Une lettre de travers, et la fiche n'a plus de pilote connu.

        **Avant**

        ```
        pilote: durant
        ```

        **Après**

        ```
        pilote: durand
        ```
        """,
    ),
    Rule(
        "G003",
        AVERTISSEMENT,
        "Les coordonnées sont dans content/prive/contacts.csv.",
        explication="""
        Notez les téléphones, les courriels et les adresses dans une copie de `contacts.exemple.csv`, nommée `contacts.csv`. Les pilotes de fiches qui n'y ont ni téléphone ni courriel sont nommés.

        **Pourquoi.** Ce fichier reste sur votre ordinateur, pour que ces données ne circulent pas par erreur. Sans lui, les fiches s'impriment sans le moyen de joindre leur pilote.

        **Avant**

        ```
        content/prive/contacts.csv : ce fichier n'existe pas
        ```

        **Après**

        ```
        content/prive/contacts.csv :
        cle;telephone;courriel;adresse
        durand;05 36 49 00 01;anne.durand@example.org;1 rue du Test
        ```
        """,
    ),
    Rule(
        "G004",
        AVERTISSEMENT,
        "Un contact correspond à une personne.",
        explication="""
        Chaque ligne de `contacts.csv` commence par une clé de `personnes.csv`.

        **Pourquoi.** C'est elle qui relie un numéro à quelqu'un. Sans cela, ce téléphone ne serait imprimé sur aucune fiche.

        **Avant**

        ```
        Anne Durand;05 36 49 00 01;anne.durand@example.org;1 rue du Test
        ```

        **Après**

        ```
        durand;05 36 49 00 01;anne.durand@example.org;1 rue du Test
        ```
        """,
    ),
    Rule(
        "G005",
        ERREUR,
        "Le collège d'une personne est l'un de ceux des statuts.",
        explication="""
        Dans `personnes.csv`, la colonne `college` reprend l'une des clés écrites dans `content/statuts/valeurs.yaml`.

        **Pourquoi.** Le collège dit avec qui cette personne vote. Avec un autre mot, la liste des membres contredirait les statuts.

        **Avant**

        ```
        maison;morale;Maison de santé de Test;;;;;;Auch;structure;engagé;
        ```

        **Après**

        ```
        maison;morale;Maison de santé de Test;;;;;;Auch;structures;engagé;
        ```
        """,
    ),
    Rule(
        "G006",
        AVERTISSEMENT,
        "Un pilote a une profession.",
        source=f"{URPS}, annexe 7",
        remede="remplissez la colonne « profession » de sa ligne.",
        explication="""
        Remplissez la colonne `profession` pour chaque personne qui conduit une action.

        **Pourquoi.** La trame du guide « Élaborer un projet de santé pour une CPTS » (annexe 7) la demande. L'ARS et la CPAM voient ainsi quels métiers s'engagent.

        **Avant**

        ```
        durand;physique;Durand;Anne;;libéral;…
        ```

        **Après**

        ```
        durand;physique;Durand;Anne;médecin généraliste;libéral;…
        ```
        """,
    ),
    Rule(
        "G007",
        AVERTISSEMENT,
        "Un groupe de travail ne cite une personne qu'une fois.",
        remede="effacez la seconde mention.",
        explication="""
        Dans « membres », chaque personne figure une seule fois, par sa clé ou par son nom.

        **Pourquoi.** Le document imprimerait son nom deux fois dans le groupe de travail.

        **Avant**

        ```
        membres: [petit, Marc Petit]
        ```

        **Après**

        ```
        membres: [petit]
        ```
        """,
    ),
    Rule(
        "G010",
        AVERTISSEMENT,
        "Un professionnel a une profession.",
        source=f"{AVECSANTE}, statuts, art. 5 ; {URPS}, annexe 3",
        remede="remplissez la colonne « profession » de sa ligne.",
        explication="""
        Qui a un mode d'exercice a aussi une profession ; un usager ou un habitant n'a ni l'un ni l'autre. Dans un collège où tous les autres, deux au moins, ont une profession, qui n'a ni l'une ni l'autre est dit.

        **Pourquoi.** La liste remise à la CPAM compte les membres par profession.

        **Avant**

        ```
        duconte;physique;Duconte;Marc;;libéral
        ```

        **Après**

        ```
        duconte;physique;Duconte;Marc;infirmier;libéral
        ```
        """,
    ),
    Rule(
        "G011",
        AVERTISSEMENT,
        "Un membre a un mode d'exercice et un engagement.",
        source=f"{AVECSANTE}, contenu du dossier",
        remede="tapez « engagé » ou « à venir » dans la colonne « engagement ».",
        explication="""
        Remplissez `engagement` pour tous, et `mode_exercice` pour les professionnels.

        **Pourquoi.** La liste des membres va à la CPAM avec leur statut, et distingue les engagés de ceux à venir.

        **Avant**

        ```
        duconte;…;professionnels;;
        ```

        **Après**

        ```
        duconte;…;professionnels;engagé;
        ```
        """,
    ),
    Rule(
        "G012",
        AVERTISSEMENT,
        "Un membre engagé a une date d'adhésion.",
        source=f"{AVECSANTE}, contenu du dossier",
        remede="remplissez la colonne « adhesion », sous la forme 2026-12-03.",
        explication="""
        Dans la colonne `adhesion`, écrivez le jour où chacun a rejoint l'association (`2026-12-03`).

        **Pourquoi.** La CPAM distingue les membres qui ont adhéré de ceux qui l'annoncent. Tant que le projet est un document de travail, une liste sans aucune date ne dit rien.

        **Avant**

        ```
        delafable;…;engagé;;
        ```

        **Après**

        ```
        delafable;…;engagé;;2026-12-03
        ```
        """,
    ),
    Rule(
        "G013",
        AVERTISSEMENT,
        "Une profession est l'une de celles de l'accord.",
        source="accord conventionnel interprofessionnel du 20 juin 2019, liste relevée dans la presse",
        explication="""
        Vérifiez la profession, ou acceptez ce constat : la liste du logiciel n'est pas entièrement établie.

        **Pourquoi.** L'accord sur les CPTS a ses professions signataires ; diététiciens, psychologues et ergothérapeutes y participent plutôt comme partenaires.

        **Avant**

        ```
        infirmer
        ```

        **Après**

        ```
        infirmier
        ```
        """,
    ),
    Rule(
        "G014",
        AVERTISSEMENT,
        "Un document public n'imprime pas de coordonnées privées.",
        source="règlement (UE) 2016/679 sur la protection des données",
        nommement=True,
        explication="""
        Avec `diffusion: publique`, un document ne montre ni portable ni adresse électronique, sauf ceux d'un organisme : une ligne « morale » de `personnes.csv` ou de `contacts.csv`, ou le `contact` de la CPTS dans `projet.yaml`. Un numéro court (15, 3114) et la ligne fixe d'un établissement passent, mais non celle que l'on dit d'un domicile (« chez elle au 05… »). Un numéro de sécurité sociale, un compte bancaire (IBAN, RIB) et le jour de naissance d'une personne sont signalés aussi, à qui qu'ils soient. De même toute adresse qui a son numéro, « 4 rue Basse », sauf celle d'une structure : une ligne « morale » avec son adresse, le siège de l'association, ou une phrase, une case ou une ligne de tableau qui nomme la structure (pharmacie, mairie, salle, cabinet, réunion…) plus près qu'une personne. Un lieu sans numéro est signalé quand la phrase ou le titre de la colonne dit que quelqu'un y vit (« demeurant », « chez Nadia », « Domicile »). Est signalé aussi un patient que l'on peut reconnaître : ses initiales, son âge, sa commune et sa maladie, ou son nom, son âge et sa maladie, dans une phrase ou sur une ligne d'un tableau.

        **Pourquoi.** Un document mis en ligne se copie : un portable ou une adresse privée n'en revient pas. Le logiciel compare les chiffres, quelle que soit la façon de les taper, dans tout ce qui peut s'imprimer, d'une cellule ou d'un paragraphe à l'autre aussi : textes, tableaux CSV, YAML, cellules du classeur. Pour garder un numéro voulu, acceptez ce constat-là dans `constats-acceptes.csv`, avec sa raison.

        **Avant**

        ```
        Contact : 06 12 34 56 78.
        ```

        **Après**

        ```
        Contact : {{ cpts.telephone }}.
        ```

        avec, dans `projet.yaml` :

        ```
        contact:
          telephone: 05 36 49 00 60
        ```
        """,
    ),
    Rule(
        "G015",
        ERREUR,
        "Un document public ne montre aucune des coordonnées de contacts.csv.",
        contestable=True,
        nommement=True,
        explication="""
        Les coordonnées qu'une personne a données pour `content/prive/contacts.csv` ne s'impriment dans aucun document public, même tapées autrement : points, espaces, « +33 », virgule dans une adresse. Une adresse qui commence par le nom d'une structure de `personnes.csv` ou par « cabinet », « pharmacie », « maison de santé », « centre de santé »…, puis une virgule, est celle du lieu de travail : elle peut s'imprimer.

        **Pourquoi.** Elles ont été confiées pour travailler, pas pour être publiées. Si la personne est d'accord, par exemple pour un siège d'association à son domicile, acceptez ce constat avec sa raison.

        **Avant**

        ```
        Renseignements : 05.36.49.00.01
        ```

        **Après**

        ```
        Renseignements : auprès de la coordination.
        ```
        """,
    ),
    Rule(
        "G016",
        ERREUR,
        "Rien de content/prive/ n'est montré, ni cité par un lien ou par son chemin.",
        explication="""
        Une image ou un fichier de `content/prive/` n'est ni montré, ni cité par un lien, ni nommé par son chemin, dans aucun document.

        **Pourquoi.** Ce dossier est fait pour ce qui reste entre vous : ordonnances, listes, coordonnées. Ce qui doit être montré se range à côté du texte qui le montre.

        **Avant**

        ```
        ![Plan d'accès](../prive/plan.png)
        ```

        **Après**

        ```
        ![Plan d'accès](plan.png)
        ```
        """,
    ),
    Rule(
        "G017",
        ERREUR,
        "Un document public relu après construction ne montre les coordonnées de personne.",
        contestable=True,
        nommement=True,
        explication="""
        Chaque document public est relu mot à mot une fois construit, gabarit, en-têtes et propriétés compris. Ce qui y reste d'un portable, d'une adresse électronique ou des coordonnées de `contacts.csv` l'empêche d'être écrit.

        **Pourquoi.** C'est un filet : les autres règles lisent les sources, celle-ci lit ce qui partirait vraiment. Pour garder un numéro voulu, par exemple celui d'une permanence au pied du gabarit, acceptez ce constat-là dans `constats-acceptes.csv`, avec sa raison : le fichier est `content/livrables.yaml`, le texte est le numéro.

        **Avant**

        ```
        pied de page du gabarit : « Contact : 06 12 34 56 78 »
        ```

        **Après**

        ```
        pied de page du gabarit : « {{ cpts.nom }} »
        ```
        """,
    ),
    Rule(
        "G018",
        AVERTISSEMENT,
        "Seule une structure a un représentant.",
        explication="""
        Videz la case « representant » de cette ligne, ou corrigez son type si c'est une structure.

        **Pourquoi.** La liste des membres imprime le représentant d'une maison de santé ou d'un établissement. Une personne se représente elle-même : ce nom ne serait lu nulle part.

        **Avant**

        ```
        delafable;physique;Delafable;Claire;médecin généraliste;libéral;;Paul Mirage;Auch
        ```

        **Après**

        ```
        delafable;physique;Delafable;Claire;médecin généraliste;libéral;;;Auch
        ```
        """,
    ),
    Rule(
        "G019",
        AVERTISSEMENT,
        "Une convention a, en face, une structure et quelqu'un pour signer.",
        explication="""
        Une case « convention » remplie dans `personnes.csv` annonce une convention avec cette structure : donnez aussi le nom de son représentant.

        **Pourquoi.** Sans lui, la convention imprimée dirait que le signataire reste à désigner.

        **Avant**

        ```
        ch-exemple;morale;Centre hospitalier d'Exemple;;;;;;Auch;…;annonce des sorties
        ```

        **Après**

        ```
        ch-exemple;morale;Centre hospitalier d'Exemple;;;;;Léon Parabole;Auch;…;annonce des sorties
        ```
        """,
    ),
    Rule(
        "G020",
        ERREUR,
        "Les faits d'un partenaire ne se citent que dans une convention.",
        explication="""
        `{{ partenaire.nom }}` et les autres changent à chaque convention : ils ne se citent que dans `content/conventions/`. Ailleurs, nommez le partenaire par sa clé : `{{ personne("ch-exemple").nom }}`.

        **Pourquoi.** Hors d'une convention, rien ne dit de quel partenaire vous parlez.

        **Avant**

        ```
        content/organisation/01-gouvernance.md : {{ partenaire.nom }} participe au conseil.
        ```

        **Après**

        ```
        content/organisation/01-gouvernance.md : {{ personne("ch-exemple").nom }} participe au conseil.
        ```
        """,
    ),
    Rule(
        "G021",
        AVERTISSEMENT,
        "Ce que tenait quelqu'un qui est parti est repris.",
        explication="""
        Une date dans la colonne `depart` de `personnes.csv` veut dire que la personne n'est plus membre. Ce qui porte encore son nom est signalé, une chose à la fois : fiche, mission, sous-action, poste, siège, lettre, signature, fonction. Écrivez qui prend la suite.

        **Pourquoi.** Une fiche sans pilote n'avance plus, et un document signé par quelqu'un qui n'est plus là se conteste. Ce qui est daté (registre, procès-verbal, rapport) garde son nom.

        **Avant**

        ```
        pilote: duconte
        ```

        **Après**

        ```
        pilote: laroman
        ```
        """,
    ),
    Rule(
        "G022",
        ERREUR,
        "Un départ suit l'adhésion.",
        explication="""
        Dans `personnes.csv`, la date de la colonne `depart` n'est pas avant celle de la colonne `adhesion`.

        **Pourquoi.** Personne ne part avant d'être arrivé : l'une des deux dates est fausse. Si la personne est revenue, effacez la date de départ.

        **Avant**

        ```
        adhesion : 2026-12-03, depart : 2025-06-30
        ```

        **Après**

        ```
        adhesion : 2026-12-03, depart : 2027-06-30
        ```
        """,
    ),
    Rule(
        "G023",
        AVERTISSEMENT,
        "Un départ s'écrit quand il a eu lieu.",
        explication="""
        Dès qu'une date est dans la colonne `depart`, la personne sort des listes, des effectifs et des quorums de tous les documents construits ensuite. Une date plus lointaine que le dépôt et que la dernière version du projet est donc signalée.

        **Pourquoi.** Le logiciel ne regarde pas l'horloge pour construire : les mêmes fichiers donnent toujours les mêmes documents. Un départ annoncé trop tôt ôterait à tort un membre de la liste d'aujourd'hui.

        **Avant**

        ```
        depart : 2031-12-31, pour une retraite annoncée
        ```

        **Après**

        ```
        la case « depart » reste vide jusqu'à cette date
        ```
        """,
    ),
    Rule(
        "G024",
        AVERTISSEMENT,
        "Chaque membre engagé a signé le projet de santé.",
        source=f"{URPS}, structure générale du projet de santé",
        explication="""
        `build/engagements.docx` imprime les feuilles à signer, profession par profession. Le jour où chacun a signé s'écrit dans la colonne `signature` de `personnes.csv`. Dès qu'un nom a une date, ou que le projet est déposé, ceux qui n'en ont pas sont nommés. Un jour de signature qui précède celui de l'adhésion l'est aussi.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » fait signer le projet par tous ses acteurs. L'ARS compte les professionnels engagés : un nom sans signature ne l'est que sur le papier.

        **Avant**

        ```
        nom;engagement;signature
        Delafable;engagé;2027-01-11
        Duconte;engagé;
        ```

        **Après**

        ```
        nom;engagement;signature
        Delafable;engagé;2027-01-11
        Duconte;engagé;2027-01-12
        ```
        """,
    ),
    Rule(
        "G025",
        AVERTISSEMENT,
        "Qui a signé le projet de santé est engagé.",
        explication="""
        Une date dans la colonne `signature` de `personnes.csv` va avec `engagé` dans la colonne `engagement`.

        **Pourquoi.** Un membre « à venir » n'est pas sur les feuilles à signer, et l'ARS ne le compte pas parmi les engagés : l'une des deux cases n'est plus à jour.

        **Avant**

        ```
        nom;engagement;signature
        Delalégende;à venir;2027-01-12
        ```

        **Après**

        ```
        nom;engagement;signature
        Delalégende;engagé;2027-01-12
        ```
        """,
    ),
    Rule(
        "G026",
        AVERTISSEMENT,
        "Un copilote est quelqu'un d'autre que le pilote.",
        explication="""
        Dans l'en-tête d'une fiche ou d'un chapitre de mission, `copilotes` nomme qui conduit l'action avec le pilote, ou le supplée. Le pilote n'y est pas une seconde fois, ni personne deux fois.

        **Pourquoi.** L'ARS lit ces noms pour savoir qui prend la suite si le pilote est absent. Un même nom aux deux places dit que personne ne le ferait.

        **Avant**

        ```
        pilote: duconte
        copilotes: [duconte]
        ```

        **Après**

        ```
        pilote: duconte
        copilotes: [laroman]
        ```
        """,
    ),
    Rule(
        "G027",
        AVERTISSEMENT,
        "Un salarié qui n'est pas membre n'a ni collège ni engagement.",
        explication="""
        Dans `personnes.csv`, la qualité « salarié » est celle de qui travaille pour la CPTS sans en être membre : les colonnes `college`, `engagement`, `fondateur` et `adhesion` restent vides. Un salarié qui adhère est « actif ».

        **Pourquoi.** Un salarié n'est compté ni dans les membres, ni dans les voix, ni dans les engagements que lit l'ARS. Ces colonnes diraient le contraire.

        **Avant**

        ```
        corinne;physique;Corinne;Anna;coordinatrice;;;;Auch;professionnels;engagé;;salarié
        ```

        **Après**

        ```
        corinne;physique;Corinne;Anna;coordinatrice;;;;Auch;;;;salarié
        ```
        """,
    ),
)
