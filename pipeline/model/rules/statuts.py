"""Les statuts, the gouvernance, and what a dossier holds."""

from __future__ import annotations

from pipeline.model.rules.rule import AVECSANTE, AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "S001",
        ERREUR,
        "Les sièges des collèges font le total du conseil.",
        source=f"{AVECSANTE}, statuts, art. 9",
        remede="corrigez « conseil.sieges » ou les « sieges » d'un collège, dans valeurs.yaml.",
        explication="""
        Dans `valeurs.yaml`, le nombre de sièges du conseil est la somme de ceux que vous donnez à chaque collège.

        **Pourquoi.** Les statuts impriment ces nombres, comme le modèle de « Construire une CPTS » d'AVECsanté (article 9). S'ils se contredisent, on ne sait plus combien de personnes élire.

        **Avant**

        ```
        collèges : sieges: 3 et sieges: 2
        conseil : sieges: 6
        ```

        **Après**

        ```
        collèges : sieges: 3 et sieges: 2
        conseil : sieges: 5
        ```
        """,
    ),
    Rule(
        "S002",
        ERREUR,
        "Les articles se suivent sans trou ni doublon.",
        remede="corrigez « article: » dans l'en-tête, ou remettez l'article qui manque : les numéros se suivent.",
        explication="""
        Numérotez les articles à partir de 1, dans l'ordre des fichiers. Un article inséré décale les suivants.

        **Pourquoi.** On cite un article par son numéro, en assemblée comme à la préfecture. Deux articles 2, et plus personne ne sait lequel s'applique.

        **Avant**

        ```
        01-nom.md : article: 1
        02-siege.md : article: 2
        03-conseil.md : article: 2
        ```

        **Après**

        ```
        01-nom.md : article: 1
        02-siege.md : article: 2
        03-conseil.md : article: 3
        ```
        """,
    ),
    Rule(
        "S004",
        ERREUR,
        "Le modèle de statuts choisi est dans content/statuts/.",
        explication="""
        La ligne `modele` de `valeurs.yaml` reprend le nom exact d'un dossier de `content/statuts/`, sans majuscule ni accent en plus.

        **Pourquoi.** Le logiciel prend là les articles à imprimer. Sans ce dossier, les statuts sortiraient vides.

        **Avant**

        ```
        modele: AVECsanté
        ```

        **Après**

        ```
        modele: avecsante
        ```
        """,
    ),
    Rule(
        "S005",
        ERREUR,
        "Une clé ne désigne qu'un collège.",
        remede="donnez une autre clé à l'un des deux collèges.",
        explication="""
        Dans valeurs.yaml, chaque collège a une clé à lui.

        **Pourquoi.** Les membres sont rattachés à leur collège par cette clé : avec la même pour deux collèges, on ne saurait plus qui siège où.

        **Avant**

        ```
          - cle: professionnels
          - cle: professionnels
        ```

        **Après**

        ```
          - cle: professionnels
          - cle: structures
        ```
        """,
    ),
    Rule(
        "S010",
        ERREUR,
        "La variante choisie est un dossier du modèle.",
        explication="""
        La ligne `variante` de `valeurs.yaml` reste vide, ou nomme un sous-dossier du modèle : `2019` pour `avecsante`.

        **Pourquoi.** Les articles de la variante prennent la place de ceux du même numéro. Avec un nom mal écrit, vous feriez voter d'autres règles que celles que vous croyez.

        **Avant**

        ```
        variante: 2018
        ```

        **Après**

        ```
        variante: 2019
        ```
        """,
    ),
    Rule(
        "S011",
        AVERTISSEMENT,
        "Les collèges ont le même nombre de sièges.",
        source=f"{AVECSANTE}, statuts, art. 9",
        remede="donnez à chaque collège le même nombre de sièges, ou acceptez ce constat en disant pourquoi.",
        explication="""
        Donnez à chaque collège le même nombre de sièges, ou acceptez ce constat en disant pourquoi.

        **Pourquoi.** Le guide d'AVECsanté conseille l'égalité : avec un collège plus fort, les autres se sentent de trop ; avec une majorité dispersée, plus rien ne se décide.

        **Avant**

        ```
        - cle: professionnels
          sieges: 4
        - cle: equipes
          sieges: 3
        - cle: habitants
          sieges: 2
        ```

        **Après**

        ```
        - cle: professionnels
          sieges: 3
        - cle: equipes
          sieges: 3
        - cle: habitants
          sieges: 3
        ```
        """,
    ),
    Rule(
        "S012",
        AVERTISSEMENT,
        "Aucun collège n'a plus de la moitié des sièges.",
        source=f"{AVECSANTE}, statuts, art. 9",
        explication="""
        Aucun collège ne devrait avoir plus de la moitié des sièges du conseil.

        **Pourquoi.** Avec la moitié des sièges et un de plus, un collège décide sans les autres : la gouvernance n'est plus collégiale.

        **Avant**

        ```
        professionnels : 7 sièges sur 12
        ```

        **Après**

        ```
        professionnels : 3 sièges sur 12
        ```
        """,
    ),
    Rule(
        "S013",
        ERREUR,
        "Le bureau vient d'autant de collèges que les statuts le disent.",
        source=f"{AVECSANTE}, statuts, art. 15-1",
        remede="choisissez des titulaires d'autres collèges.",
        explication="""
        Parmi les titulaires des postes, comptez les collèges : il en faut au moins `colleges_minimum`.

        **Pourquoi.** L'article sur le bureau imprime ce nombre à côté de la liste des titulaires : s'ils viennent d'un seul collège, les statuts se contredisent.

        **Avant**

        ```
        colleges_minimum: 2
        titulaires : quatre membres du collège des professionnels
        ```

        **Après**

        ```
        colleges_minimum: 2
        titulaires : trois professionnels, un habitant
        ```
        """,
    ),
    Rule(
        "S014",
        ERREUR,
        "Une personne n'occupe qu'un poste du bureau.",
        source=f"{AVECSANTE}, statuts, art. 15-1",
        remede="choisissez un autre titulaire pour l'un des deux postes.",
        explication="""
        Chaque poste a un titulaire à lui.

        **Pourquoi.** Les deux modèles refusent le cumul : qui ordonne une dépense ne doit pas être seul à la payer.

        **Avant**

        ```
        - poste: Présidente
          titulaire: delafable
        - poste: Trésorière
          titulaire: delafable
        ```

        **Après**

        ```
        - poste: Présidente
          titulaire: delafable
        - poste: Trésorière
          titulaire: laroman
        ```
        """,
    ),
    Rule(
        "S015",
        AVERTISSEMENT,
        "Chaque poste du bureau a un titulaire.",
        source=f"{AVECSANTE}, statuts, art. 15-1",
        explication="""
        Sous chaque poste, écrivez la clé de la personne qui l'occupe.

        **Pourquoi.** La déclaration à la préfecture nomme les dirigeants. Un poste sans nom peut attendre une élection : c'est un avertissement.

        **Avant**

        ```
        - poste: Secrétaire
          titulaire:
        ```

        **Après**

        ```
        - poste: Secrétaire
          titulaire: prologue
        ```
        """,
    ),
    Rule(
        "S016",
        ERREUR,
        "Le bureau a les postes que les statuts demandent.",
        source=f"{AVECSANTE}, statuts, art. 15-1 ; {URPS}, annexe 3",
        remede="ajoutez ces postes sous « bureau: », « postes: », avec leur titulaire.",
        explication="""
        Le modèle AVECsanté demande une présidence, une vice-présidence, un secrétariat et une trésorerie ; le modèle URPS, une présidence, deux vice-présidences, un secrétariat général, une trésorerie et une trésorerie adjointe.

        **Pourquoi.** L'article énumère les postes « au moins », et imprime en dessous ceux que vous nommez : les deux listes doivent s'accorder.

        **Avant**

        ```
        postes : Présidente, Secrétaire
        ```

        **Après**

        ```
        postes : Présidente, Vice-président, Secrétaire, Trésorière
        ```
        """,
    ),
    Rule(
        "S017",
        ERREUR,
        "Les membres du bureau sont au conseil.",
        source=f"{AVECSANTE}, statuts, art. 15-1",
        explication="""
        Chaque titulaire d'un poste est dans `administrateurs`, en son nom ou pour la structure qu'il représente.

        **Pourquoi.** « Le conseil élit en son sein un bureau » : une personne qui ne siège pas au conseil ne peut pas y être élue.

        **Avant**

        ```
        administrateurs: [duconte]
        titulaire: delafable
        ```

        **Après**

        ```
        administrateurs: [duconte, delafable]
        titulaire: delafable
        ```
        """,
    ),
    Rule(
        "S018",
        ERREUR,
        "Le bureau a autant de membres que les statuts le disent.",
        source=f"{URPS}, annexe 3",
        remede="ajoutez ou retirez des postes sous « bureau: », « postes: ».",
        explication="""
        Le nombre de postes pourvus reste entre `membres_minimum` et `membres_maximum`.

        **Pourquoi.** Le modèle de l'URPS confie la direction à un bureau de six à neuf membres : trop petit, il ne représente plus les professions ; trop grand, il ne se réunit plus.

        **Avant**

        ```
        membres_minimum: 6
        bureau : cinq personnes
        ```

        **Après**

        ```
        membres_minimum: 6
        bureau : six personnes
        ```
        """,
    ),
    Rule(
        "S019",
        ERREUR,
        "Le bureau réunit autant de professions que les statuts le disent.",
        source=f"{URPS}, annexe 3",
        remede="choisissez des titulaires d'autres professions.",
        explication="""
        Comptez les professions des titulaires : `infirmier` et `infirmière` n'en font qu'une, deux spécialités médicales aussi.

        **Pourquoi.** Le modèle de l'URPS demande trois professions de santé au moins, pour que le bureau ne parle pas d'une seule voix.

        **Avant**

        ```
        bureau : trois médecins, trois infirmières
        ```

        **Après**

        ```
        bureau : deux médecins, deux infirmières, une pharmacienne, une sage-femme
        ```
        """,
    ),
    Rule(
        "S020",
        ERREUR,
        "Le bureau a la part de médecins que les statuts disent.",
        source=f"{URPS}, annexe 3",
        remede="choisissez d'autres médecins parmi les titulaires.",
        explication="""
        La part de médecins s'arrondit à l'entier supérieur : le tiers de sept membres, c'est trois.

        **Pourquoi.** Le modèle de l'URPS réserve aux médecins un tiers du bureau au moins.

        **Avant**

        ```
        medecins_part: le tiers
        bureau : un médecin sur six
        ```

        **Après**

        ```
        medecins_part: le tiers
        bureau : deux médecins sur six
        ```
        """,
    ),
    Rule(
        "S021",
        ERREUR,
        "Le président ou un vice-président est médecin quand les statuts le demandent.",
        source=f"{URPS}, annexe 3",
        remede="donnez la présidence, ou une vice-présidence, à un médecin.",
        explication="""
        Avec `medecins_part`, l'un au moins des postes de président et de vice-présidents revient à un médecin.

        **Pourquoi.** Le modèle de l'URPS l'écrit à côté de la part de médecins.

        **Avant**

        ```
        Présidente : pharmacienne ; vice-présidents : infirmier, kinésithérapeute
        ```

        **Après**

        ```
        Présidente : médecin ; vice-présidents : infirmier, pharmacienne
        ```
        """,
    ),
    Rule(
        "S022",
        ERREUR,
        "Les membres du bureau sont des membres actifs.",
        source=f"{URPS}, annexe 3",
        remede="choisissez un membre actif : un partenaire n'est pas élu au bureau.",
        explication="""
        Un titulaire est un professionnel de santé en son nom propre ; une structure ou un usager y est partenaire.

        **Pourquoi.** Dans le modèle de l'URPS, seuls les membres actifs votent et sont élus ; les partenaires n'ont pas de voix.

        **Avant**

        ```
        titulaire: msp-exemple
        ```

        **Après**

        ```
        titulaire: mirage
        ```
        """,
    ),
    Rule(
        "S023",
        ERREUR,
        "Le bureau est élu d'une seule façon.",
        source=f"{AVECSANTE}, statuts, art. 15 ; {URPS}, annexe 3",
        contestable=True,
        remede="gardez la phrase du modèle suivi, et effacez l'autre.",
        explication="""
        Gardez la phrase du modèle que vous suivez, et retirez celle de l'autre.

        **Pourquoi.** Le modèle AVECsanté fait élire le bureau par le conseil, celui de l'URPS par l'assemblée. Les deux à la fois, et la même élection peut avoir deux résultats.

        **Avant**

        ```
        Le conseil élit en son sein un bureau. […] L'assemblée générale élit les membres du bureau.
        ```

        **Après**

        ```
        Le conseil élit en son sein un bureau.
        ```
        """,
    ),
    Rule(
        "S024",
        AVERTISSEMENT,
        "Les membres partenaires n'ont pas de voix.",
        source=f"{URPS}, annexe 3",
        remede="écrivez « voix consultative », ou retirez la phrase.",
        explication="""
        Si vos partenaires votent, suivez plutôt le modèle à collèges, ou acceptez ce constat.

        **Pourquoi.** Dans le modèle de l'URPS, la qualité de membre partenaire ne donne pas le droit de vote.

        **Avant**

        ```
        Chaque membre partenaire dispose d'une voix.
        ```

        **Après**

        ```
        Les membres partenaires n'ont pas le droit de vote.
        ```
        """,
    ),
    Rule(
        "S025",
        AVERTISSEMENT,
        "Un membre détient deux pouvoirs au plus.",
        source=f"{AVECSANTE}, statuts, art. 11 et 16-1 ; {URPS}, annexe 3",
        remede="ramenez la valeur à 2, ou acceptez ce constat en disant pourquoi.",
        explication="""
        Écrivez 2, 1 ou 0.

        **Pourquoi.** Avec beaucoup de pouvoirs, quelques présents décident pour tous les absents.

        **Avant**

        ```
        procurations: 5
        ```

        **Après**

        ```
        procurations: 2
        ```
        """,
    ),
    Rule(
        "S026",
        AVERTISSEMENT,
        "Le nombre de pouvoirs est le même partout.",
        source=f"{AVECSANTE}, statuts, art. 11 et 16-1",
        remede="donnez la même valeur aux trois clés « procurations » de valeurs.yaml.",
        explication="""
        Le conseil, le bureau et l'assemblée admettent le même nombre de pouvoirs.

        **Pourquoi.** Le modèle donne le même nombre aux deux endroits ; un nombre différent est permis, mais on s'y trompe en séance.

        **Avant**

        ```
        conseil : procurations: 1
        assemblees : procurations: 2
        ```

        **Après**

        ```
        conseil : procurations: 2
        assemblees : procurations: 2
        ```
        """,
    ),
    Rule(
        "S027",
        AVERTISSEMENT,
        "Un mandat dure trois ans, et neuf avec ses renouvellements.",
        source=f"{AVECSANTE}, statuts, art. 9 et 15-1 ; {URPS}, annexe 3",
        remede="baissez « mandat_ans » ou « renouvellements » dans valeurs.yaml.",
        explication="""
        Le mandat dure trois ans au plus, et neuf ans au plus avec ses renouvellements.

        **Pourquoi.** Les deux modèles renouvellent les dirigeants tous les trois ans ; AVECsanté s'arrête à deux renouvellements.

        **Avant**

        ```
        mandat_ans: 4
        renouvellements: 3
        ```

        **Après**

        ```
        mandat_ans: 3
        renouvellements: 2
        ```
        """,
    ),
    Rule(
        "S028",
        AVERTISSEMENT,
        "Quorum, majorité et délai de chaque instance sont écrits et imprimés.",
        source=f"{AVECSANTE}, statuts, art. 11 et 16",
        remede="citez cette valeur dans l'article qui en parle.",
        explication="""
        Donnez chaque règle de vote dans `valeurs.yaml`, et citez-la dans un article.

        **Pourquoi.** Sans quorum ni majorité, personne ne sait si un vote est valable. Le modèle de 2019 oublie la majorité d'une fusion, le délai de convocation de l'assemblée et son quorum.

        **Avant**

        ```
        L'assemblée décide une fusion.
        ```

        **Après**

        ```
        L'assemblée décide une fusion à {{ extraordinaire.majorite_fusion }} des voix.
        ```
        """,
    ),
    Rule(
        "S029",
        AVERTISSEMENT,
        "Une part ou une majorité se calcule.",
        source=f"{AVECSANTE}, statuts, art. 16-3",
        explication="""
        Écrivez « la moitié », « les deux tiers », « la moitié plus un » ou « 60 % ».

        **Pourquoi.** Le soir du vote, il faut dire combien de voix il faut. Le logiciel le calcule d'avance pour vos membres d'aujourd'hui (`{{ liste.votes }}`).

        **Avant**

        ```
        quorum: la plupart
        ```

        **Après**

        ```
        quorum: la moitié plus un
        ```
        """,
    ),
    Rule(
        "S030",
        AVERTISSEMENT,
        "La seconde assemblée extraordinaire attend quinze jours.",
        source=f"{AVECSANTE}, statuts, art. 16-3",
        remede="tapez 15 ou plus pour « seconde_convocation_jours ».",
        explication="""
        Laissez quinze jours au moins avant la seconde assemblée.

        **Pourquoi.** Elle décide sans quorum : les absents de la première doivent avoir le temps de venir.

        **Avant**

        ```
        seconde_convocation_jours: 8
        ```

        **Après**

        ```
        seconde_convocation_jours: 15
        ```
        """,
    ),
    Rule(
        "S031",
        AVERTISSEMENT,
        "La cotisation est fixée d'une seule façon.",
        source=f"{AVECSANTE}, statuts, art. 5-1, 6 et 18",
        remede="gardez « collège » partout : c'est par collège que valeurs.yaml donne les montants.",
        explication="""
        Choisissez : par collège, ou par catégorie.

        **Pourquoi.** Le modèle de 2019 dit l'un à l'article 6 et l'autre aux articles 5-1 et 18.

        **Avant**

        ```
        La cotisation est due par catégorie. […] Son montant est fixé collège par collège.
        ```

        **Après**

        ```
        Son montant est fixé collège par collège.
        ```
        """,
    ),
    Rule(
        "S032",
        AVERTISSEMENT,
        "Le règlement intérieur est facultatif, ou ne l'est pas.",
        source=f"{AVECSANTE}, statuts, art. 9 et 21",
        remede="écrivez partout qu'il y a un règlement intérieur : le modèle en a besoin.",
        explication="""
        Si un article renvoie au règlement intérieur, un autre le rend obligatoire.

        **Pourquoi.** Le modèle de 2019 annonce ce règlement à l'article 9 et le dit facultatif à l'article 21.

        **Avant**

        ```
        Le règlement intérieur fixe les majorités. […] Le conseil peut établir un règlement intérieur.
        ```

        **Après**

        ```
        Le règlement intérieur fixe les majorités. […] Le conseil établit un règlement intérieur.
        ```
        """,
    ),
    Rule(
        "S033",
        AVERTISSEMENT,
        "Une structure est représentée d'une seule façon.",
        source=f"{AVECSANTE}, statuts, art. 5-1 et 10",
        remede="écrivez partout « son représentant légal ou toute autre personne qu'elle a dûment habilitée ».",
        explication="""
        Dites une fois qui représente une structure, et renvoyez-y.

        **Pourquoi.** Le modèle de 2019 admet toute personne habilitée à l'article 5-1, et le seul représentant légal à l'article 10.

        **Avant**

        ```
        … par son représentant légal ou toute autre personne habilitée. […] Au conseil, par son représentant légal.
        ```

        **Après**

        ```
        … par son représentant légal ou toute autre personne habilitée.
        ```
        """,
    ),
    Rule(
        "S034",
        AVERTISSEMENT,
        "Les rétributions suivent les règles propres aux CPTS.",
        source="code de la santé publique, article D. 1434-44",
        explication="""
        Remplacez la loi de finances pour 2002 par l'article D. 1434-44 du code de la santé publique.

        **Pourquoi.** Le régime de 2002 suppose plus de 200 000 euros de ressources privées par an : une CPTS vit d'argent public. Depuis 2022, indemnités et rémunérations ont leurs règles, avec un plafond par personne et par an.

        **Avant**

        ```
        … selon la loi de finances pour 2002.
        ```

        **Après**

        ```
        … dans les conditions de l'article D. 1434-44 du code de la santé publique.
        ```
        """,
    ),
    Rule(
        "S035",
        AVERTISSEMENT,
        "L'objet cite les textes des CPTS et leurs six missions.",
        source="code de la santé publique, articles L. 1434-12-1 et L. 1434-12-2",
        remede="nommez-les à l'article « Objet », ou reprenez celui du modèle.",
        explication="""
        L'article sur l'objet cite les articles L. 1434-12-1 et L. 1434-12-2, et nomme les six missions.

        **Pourquoi.** Une association n'agit que dans son objet. Des statuts de 2019 ignorent les missions de service public, et celle des crises.

        **Avant**

        ```
        … conformément à l'article L. 1434-12.
        ```

        **Après**

        ```
        … conformément aux articles L. 1434-12, L. 1434-12-1 et L. 1434-12-2.
        ```
        """,
    ),
    Rule(
        "S036",
        ERREUR,
        "Les statuts citent la loi du siège.",
        source="code de la santé publique, article L. 1434-12-1",
        contestable=True,
        explication="""
        Si le siège est dans le Bas-Rhin, le Haut-Rhin ou la Moselle, écrivez `droit: alsace-moselle` dans `valeurs.yaml`, et le tribunal qui tient le registre : les articles, les actes et la partie 3 citent alors le code civil local. Ailleurs, c'est la loi du 1er juillet 1901. La commune du siège se lit dans la liste de l'Insee, par son nom, avec ou sans code postal.

        **Pourquoi.** Ces trois départements ont gardé leur droit des associations : des statuts qui citent l'autre loi y sont refusés.

        **Avant**

        ```
        siege: 57000 Metz
        Article 1 : régie par la loi du 1er juillet 1901
        ```

        **Après**

        ```
        droit: alsace-moselle
        siege: 57000 Metz
        tribunal: tribunal judiciaire de Metz
        ```
        """,
    ),
    Rule(
        "S037",
        ERREUR,
        "Une CPTS est une association.",
        source="code de la santé publique, article L. 1434-12-1",
        contestable=True,
        remede="écrivez « association » : une CPTS qui perçoit ces aides n'a pas d'autre forme.",
        explication="""
        Les statuts fondent une association, pas une société ni un groupement.

        **Pourquoi.** Depuis l'ordonnance du 12 mai 2021, l'association est la seule forme d'une CPTS ; les autres avaient un an pour changer.

        **Avant**

        ```
        Il est constitué un groupement de coopération sanitaire.
        ```

        **Après**

        ```
        Il est fondé une association.
        ```
        """,
    ),
    Rule(
        "S038",
        AVERTISSEMENT,
        "L'assemblée générale vote le budget.",
        source=f"{URPS}, créer une association",
        remede="ajoutez « voter le budget de l'exercice suivant » à ce que fait l'assemblée ordinaire.",
        explication="""
        Un article fait voter le budget par l'assemblée générale.

        **Pourquoi.** Le guide de l'URPS demande trois choses aux statuts d'une CPTS : être ouverts, démocratiques, et soumettre le budget à l'assemblée.

        **Avant**

        ```
        L'assemblée générale se réunit une fois par an.
        ```

        **Après**

        ```
        L'assemblée générale vote chaque année le budget.
        ```
        """,
    ),
    Rule(
        "S039",
        AVERTISSEMENT,
        "L'adhésion est ouverte à tous les acteurs.",
        source=f"{URPS}, créer une association",
        remede="ajoutez « Peuvent adhérer toutes les personnes qui exercent ou résident sur le territoire » à l'article des adhésions.",
        explication="""
        Un article dit que l'adhésion est ouverte à tous les acteurs du territoire.

        **Pourquoi.** Une CPTS est ouverte à tous : c'est l'une des trois choses que le guide de l'URPS demande aux statuts.

        **Avant**

        ```
        Le conseil choisit les membres.
        ```

        **Après**

        ```
        L'adhésion est ouverte à tous les acteurs du territoire.
        ```
        """,
    ),
    Rule(
        "S040",
        AVERTISSEMENT,
        "Les statuts rappellent la déclaration des changements.",
        source="loi du 1er juillet 1901, article 5",
        remede="ajoutez à l'article des formalités : « dans un délai de trois mois », « signés par deux dirigeants ».",
        explication="""
        Un article rappelle les trois mois, et les deux dirigeants qui signent.

        **Pourquoi.** Tout changement de statuts ou de dirigeants se déclare dans les trois mois ; l'oubli est puni d'une amende.

        **Avant**

        ```
        Les changements sont déclarés.
        ```

        **Après**

        ```
        Tout changement est déclaré dans les trois mois ; les statuts modifiés sont signés par deux dirigeants.
        ```
        """,
    ),
    Rule(
        "S041",
        ERREUR,
        "Un nombre de la gouvernance est le même dans les textes et dans les statuts.",
        source=f"{URPS}, organiser la gouvernance",
        contestable=True,
        explication="""
        Dans les textes, citez la valeur entre accolades au lieu de taper le nombre.

        **Pourquoi.** Le chapitre de la gouvernance est lu à côté des statuts : douze sièges dans l'un et treize dans l'autre, et l'ARS demande lequel est vrai.

        **Avant**

        ```
        Le conseil a douze sièges.
        ```

        **Après**

        ```
        Le conseil a {{ conseil.sieges | lettres }} sièges.
        ```
        """,
    ),
    Rule(
        "S042",
        ERREUR,
        "Les fonctions de personnes.csv sont celles du bureau.",
        source=f"{URPS}, organiser la gouvernance",
        explication="""
        Laissez `fonctions` aux autres rôles : la liste des membres prend les postes dans le bureau.

        **Pourquoi.** Deux présidentes dans un même dossier, et l'on ne sait plus qui signe.

        **Avant**

        ```
        personnes.csv : Marc Duconte, président
        bureau : Claire Delafable, présidente
        ```

        **Après**

        ```
        personnes.csv : Marc Duconte
        bureau : Claire Delafable, présidente
        ```
        """,
    ),
    Rule(
        "S043",
        AVERTISSEMENT,
        "Chaque valeur est imprimée quelque part.",
        explication="""
        Citez la valeur dans un article, ou effacez sa ligne.

        **Pourquoi.** Une valeur que rien n'imprime fait croire qu'une règle existe. Le plus souvent, son article a été retiré, ou son nom est mal écrit.

        **Avant**

        ```
        conseil :
          reunion_par_an: 3
        ```

        **Après**

        ```
        conseil :
          reunions_par_an: 3
        ```
        """,
    ),
    Rule(
        "S044",
        ERREUR,
        "Un collège n'a pas plus d'administrateurs que de sièges.",
        source=f"{AVECSANTE}, statuts, art. 9",
        remede="retirez un administrateur, ou ajoutez un siège à ce collège.",
        explication="""
        Dans `administrateurs`, un collège n'a pas plus de noms qu'il n'a de sièges.

        **Pourquoi.** Les statuts donnent à chaque collège ses sièges : un élu de trop rend l'élection contestable.

        **Avant**

        ```
        professionnels : 3 sièges, 4 administrateurs
        ```

        **Après**

        ```
        professionnels : 3 sièges, 3 administrateurs
        ```
        """,
    ),
    Rule(
        "S045",
        AVERTISSEMENT,
        "Les règles du bureau suivent le modèle.",
        source=f"{AVECSANTE}, statuts, art. 15-1 ; {URPS}, annexe 3",
        remede="tapez 2 ou plus.",
        explication="""
        AVECsanté demande deux collèges au moins au bureau ; l'URPS, de six à neuf membres, trois professions et un tiers de médecins.

        **Pourquoi.** Ces nombres sont libres : la loi n'impose aucun organe. Mais chaque modèle tient par ses équilibres.

        **Avant**

        ```
        colleges_minimum: 1
        ```

        **Après**

        ```
        colleges_minimum: 2
        ```
        """,
    ),
    Rule(
        "S046",
        ERREUR,
        "Un texte ne parle que des instances du modèle de statuts suivi.",
        source=f"{URPS}, organiser la gouvernance",
        contestable=True,
        explication="""
        Le modèle choisi dans `valeurs.yaml` n'a pas cette instance : un modèle « urps » n'a ni collège ni conseil d'administration. Nommez la bonne, ou citez-la.

        **Pourquoi.** La partie 3 dirait une chose et les statuts joints une autre. L'ARS lit les deux.

        **Avant**

        ```
        modele: urps, et dans la gouvernance : Le conseil d'administration vote le budget.
        ```

        **Après**

        ```
        Le {{ gouvernance.direction }} vote le budget.
        ```
        """,
    ),
    Rule(
        "S047",
        ERREUR,
        "Un texte donne un poste à la personne que les statuts nomment.",
        source=f"{URPS}, organiser la gouvernance",
        contestable=True,
        explication="""
        Le texte nomme quelqu'un président, trésorier ou secrétaire de la CPTS ; `bureau: postes` nomme quelqu'un d'autre.

        **Pourquoi.** Deux présidentes dans un même dossier, et l'on ne sait plus qui signe.

        **Avant**

        ```
        Le trésorier, Marc Duconte, tient le classeur.
        ```

        **Après**

        ```
        La trésorière, Sophie Laroman, tient le classeur.
        ```
        """,
    ),
    Rule(
        "S050",
        ERREUR,
        "Les trois parties se suivent dans l'ordre.",
        source=f"{URPS}, structure générale",
        remede="rangez les « parties » de ce livrable dans l'ordre : diagnostic, missions, organisation.",
        explication="""
        Dans `parties`, gardez l'ordre : diagnostic, missions, organisation.

        **Pourquoi.** L'ARS relit le dossier avec sa grille, dans cet ordre : on décide des missions après avoir regardé le territoire.

        **Avant**

        ```
        parties: [missions, diagnostic, organisation]
        ```

        **Après**

        ```
        parties: [diagnostic, missions, organisation]
        ```
        """,
    ),
    Rule(
        "S051",
        ERREUR,
        "Le dossier à déposer est complet.",
        source=f"{AVECSANTE} ; {URPS}",
        explication="""
        Entre tous vos livrables, il faut les trois parties, les statuts, la liste des communes, celle des membres et la page des signatures.

        **Pourquoi.** L'ARS et la CPAM attendent ces pièces ensemble ; un dossier incomplet revient.

        **Avant**

        ```
        annexes: [budget, statuts, communes]
        ```

        **Après**

        ```
        annexes: [budget, statuts, membres, communes]
        ```
        """,
    ),
    Rule(
        "S052",
        ERREUR,
        "Un acte, ou un texte libre, qu'un livrable attend est écrit.",
        remede="reprenez-le de la dernière version enregistrée ou d'un projet neuf, ou retirez l'acte de livrables.yaml.",
        explication="""
        Créez le fichier dans `content/actes/`, par exemple `01-convocation.md`, ou retirez ce livrable. Pour la partie `textes`, le fichier porte le nom du livrable : `content/textes/rapport-moral.md`.

        **Pourquoi.** Sans ce fichier, le document sortirait vide.

        **Avant**

        ```
        parties: [convocation]
        content/actes/ : pas de convocation.md
        ```

        **Après**

        ```
        parties: [convocation]
        content/actes/01-convocation.md
        ```
        """,
    ),
    Rule(
        "S053",
        AVERTISSEMENT,
        "Ce qui est écrit est dans un document au moins.",
        explication="""
        Ajoutez la partie qui imprime ce texte à un document de `livrables.yaml`, citez le tableau ou l'orientation, ou effacez ce qui ne sert plus. Si vous le gardez pour plus tard, acceptez ce constat.

        **Pourquoi.** Quelqu'un l'a écrit et croit qu'on le lira. Aucun document ne le montre.

        **Avant**

        ```
        annexes: [budget, statuts]
        ```

        **Après**

        ```
        annexes: [budget, statuts, chapitres]
        ```
        """,
    ),
    Rule(
        "S054",
        ERREUR,
        "Une lettre dit à qui elle va, et s'imprime comme une lettre.",
        remede="déplacez ce texte, ou retirez « courrier » de son en-tête.",
        explication="""
        Le texte d'une lettre est dans `content/textes/`. Son en-tête, entre deux lignes `---`, a un bloc `courrier` : *destinataire*, et, au besoin, *signataire*, *lieu*, *date*, *pieces*. Son document, dans `livrables.yaml`, a la partie `lettre` et le gabarit `lettre.docx`. À *destinataire*, les mots `ars`, `cpam`, `msa`, `urps`, `elsm` et `delegation_ars` valent le nom que donne `projet.yaml`.

        **Pourquoi.** Sans destinataire, la lettre ne va à personne. Imprimé comme un texte ordinaire, ce que vous avez écrit sous `courrier` ne se lirait nulle part.

        **Avant**

        ```
        parties: [textes]
        content/textes/lettre-intention.md
        # Lettre d'intention
        ```

        **Après**

        ```
        parties: [lettre]
        content/textes/lettre-intention.md
        ---
        courrier:
          destinataire: ars
        ---
        # Lettre d'intention
        ```
        """,
    ),
    Rule(
        "S055",
        ERREUR,
        "Une lettre est signée.",
        explication="""
        Sous `courrier`, *signataire* est une clé ou un nom de `personnes.csv`. Sans cette ligne, c'est le premier signataire de `projet.yaml` qui signe.

        **Pourquoi.** Une lettre sans signature n'engage personne, et revient.

        **Avant**

        ```
        courrier:
          destinataire: ars
        projet.yaml : pas de signataires
        ```

        **Après**

        ```
        courrier:
          destinataire: ars
          signataire: delafable
        ```
        """,
    ),
    Rule(
        "S056",
        ERREUR,
        "Les jours de la fondation et des assemblées se suivent.",
        source="loi du 1er juillet 1901, article 5",
        remede="corrigez celle des deux dates qui est fausse.",
        explication="""
        Dans `valeurs.yaml`, écrivez chaque date en toutes lettres ou sous la forme 2026-12-03. La convocation précède l'assemblée constitutive, qui précède le premier conseil et le dépôt du projet. Un fondateur adhère ce jour-là au plus tard.

        **Pourquoi.** Les actes impriment ces dates l'une à côté de l'autre, et le dossier déposé contient les statuts signés : une date qui vient avant celle dont elle dépend rend l'acte faux.

        **Avant**

        ```
        date_signature: 3 mars 2027
        projet.yaml : depot: 2027-01-15
        ```

        **Après**

        ```
        date_signature: 3 décembre 2026
        projet.yaml : depot: 2027-01-15
        ```
        """,
    ),
    Rule(
        "S057",
        ERREUR,
        "Une assemblée est convoquée dans le délai des statuts.",
        source="statuts de l'association, article « Assemblées générales »",
        remede="reculez la seconde assemblée.",
        explication="""
        Entre `convocation_le` et `date`, laissez le nombre de jours de `assemblees.convocation_jours`. Une seconde assemblée attend en plus celui de `extraordinaire.seconde_convocation_jours`.

        **Pourquoi.** Un membre convoqué trop tard peut faire annuler ce qui a été voté.

        **Avant**

        ```
        convocation_jours: 15
        convocation_le: 5 juin 2028
        date: 15 juin 2028
        ```

        **Après**

        ```
        convocation_jours: 15
        convocation_le: 31 mai 2028
        date: 15 juin 2028
        ```
        """,
    ),
    Rule(
        "S058",
        AVERTISSEMENT,
        "Les fondateurs ont le temps de lire le projet de statuts.",
        explication="""
        Envoyez la convocation à l'assemblée constitutive autant de jours avant que les statuts proposés le demanderont aux suivantes.

        **Pourquoi.** Aucun délai ne lie encore les fondateurs. Mais deux jours ne suffisent pas pour lire vingt articles et trouver quelqu'un à qui donner pouvoir.

        **Avant**

        ```
        convocation_le: 1er décembre 2026
        date_signature: 3 décembre 2026
        ```

        **Après**

        ```
        convocation_le: 12 novembre 2026
        date_signature: 3 décembre 2026
        ```
        """,
    ),
    Rule(
        "S059",
        AVERTISSEMENT,
        "Les premiers élus sont parmi les fondateurs.",
        explication="""
        Tant qu'un document imprime le procès-verbal de la fondation ou la liste des premiers dirigeants, ceux que `valeurs.yaml` nomme au conseil et au bureau portent « oui » dans la colonne `fondateur`.

        **Pourquoi.** Ces actes disent qui a été élu ce soir-là, par qui était là. Quand le bureau change plus tard, retirez ces actes de `livrables.yaml` : ils sont signés.

        **Avant**

        ```
        titulaire: petit
        personnes.csv : petit, fondateur vide
        ```

        **Après**

        ```
        titulaire: petit
        personnes.csv : petit, fondateur oui
        ```
        """,
    ),
    Rule(
        "S060",
        ERREUR,
        "Ce qui est noté d'une réunion tient ensemble.",
        source="statuts de l'association, article « Assemblées générales »",
        remede="corrigez la liste de cette réunion, dans valeurs.yaml.",
        explication="""
        Dans `content/actes/presences.csv`, une ligne par membre convoqué : la réunion, sa clé, `présent`, `représenté` ou `absent`, et pour un représenté la clé de qui vote à sa place. Dans `votes.csv`, une ligne par résolution du procès-verbal, ou par candidat.

        **Pourquoi.** Le procès-verbal compte d'après ces lignes. Un pouvoir donné à un absent, ou un vote pour une résolution qui n'existe pas, fausserait le compte.

        **Avant**

        ```
        constitution;mirage;représenté;laroman
        constitution;laroman;absent;
        ```

        **Après**

        ```
        constitution;mirage;représenté;laroman
        constitution;laroman;présent;
        ```
        """,
    ),
    Rule(
        "S061",
        ERREUR,
        "Le quorum est atteint.",
        source="statuts de l'association, articles sur le conseil et les assemblées",
        explication="""
        Les présents, ou les présents et les représentés, sont assez nombreux pour les statuts. Sinon, convoquez une nouvelle réunion, et effacez les votes de celle-ci.

        **Pourquoi.** Ce qu'une assemblée vote sans son quorum est nul. Le nombre vient de `extraordinaire.quorum`, `assemblees.quorum_ordinaire` ou `conseil.quorum`, et des membres qui votent.

        **Avant**

        ```
        quorum: la moitié plus un, 10 membres : 5 présents
        ```

        **Après**

        ```
        quorum: la moitié plus un, 10 membres : 6 présents
        ```
        """,
    ),
    Rule(
        "S062",
        ERREUR,
        "On ne compte pas plus de voix que de présents et de représentés.",
        remede="recomptez les voix, ou les présents et les pouvoirs.",
        explication="""
        Additionnez les voix pour, les voix contre et les abstentions de chaque ligne de `votes.csv` : le total ne dépasse pas les présents et représentés de `presences.csv`.

        **Pourquoi.** Une voix de trop, et le résultat se conteste.

        **Avant**

        ```
        9 présents ou représentés
        votes.csv : Siège;9;1;0
        ```

        **Après**

        ```
        9 présents ou représentés
        votes.csv : Siège;8;1;0
        ```
        """,
    ),
    Rule(
        "S063",
        AVERTISSEMENT,
        "Une résolution rejetée n'est pas dite adoptée.",
        explication="""
        Quand les voix comptées ne font pas la majorité des statuts, récrivez la résolution dans le texte du procès-verbal : « L'assemblée rejette… ».

        **Pourquoi.** Le modèle écrit d'avance « L'assemblée adopte ». Le tableau des votes dirait le contraire, et la préfecture lirait les deux.

        **Avant**

        ```
        majorite_statuts: les deux tiers
        votes.csv : Modification des statuts;5;4;0
        ```

        **Après**

        ```
        majorite_statuts: les deux tiers
        votes.csv : Modification des statuts;6;3;0
        ```
        """,
    ),
    Rule(
        "S064",
        ERREUR,
        "En Alsace-Moselle, une association a sept fondateurs.",
        source="code civil local, articles 56 et 59",
        explication="""
        Avec `droit: alsace-moselle`, sept personnes au moins portent « oui » dans la colonne `fondateur` de `personnes.csv`. Elles signent les statuts.

        **Pourquoi.** Le tribunal n'inscrit pas une association de moins de sept membres, ni des statuts qui ont moins de sept signatures.

        **Avant**

        ```
        droit: alsace-moselle
        personnes.csv : 5 fondateurs
        ```

        **Après**

        ```
        droit: alsace-moselle
        personnes.csv : 7 fondateurs
        ```
        """,
    ),
    Rule(
        "S065",
        AVERTISSEMENT,
        "Un poste qui a une titulaire ou un titulaire porte son nom au féminin ou au masculin.",
        source="usage : les statuts, le procès-verbal et la liste des dirigeants nomment la personne qui signe",
        explication="""
        Tant que le poste n'est à personne, « Présidente ou président » est juste. Dès qu'il est tenu, il se dit de qui le tient. De part et d'autre de « ou », il y a toujours un nom.

        **Pourquoi.** Les statuts, le procès-verbal et la liste des dirigeants impriment le poste tel qu'il est écrit, à côté du nom de qui signe.

        **Avant**

        ```
        - poste: Présidente ou président
          titulaire: delafable
        ```

        **Après**

        ```
        - poste: Présidente
          titulaire: delafable
        ```
        """,
    ),
    Rule(
        "S066",
        AVERTISSEMENT,
        "Changer les statuts, fusionner ou dissoudre demande ce que demande le modèle.",
        source=f"{AVECSANTE}, statuts, art. 16-3",
        remede="reprenez la part du modèle, ou acceptez ce constat si les membres ont choisi la vôtre.",
        explication="""
        Le modèle réunit la moitié plus un des membres, et demande les deux tiers des voix. La loi laisse libre : une part plus petite se choisit, elle ne s'oublie pas.

        **Pourquoi.** Ce que quelques membres peuvent changer seuls engage tous les autres.

        **Avant**

        ```
        quorum: le tiers
        majorite_statuts: la moitié
        ```

        **Après**

        ```
        quorum: la moitié plus un
        majorite_statuts: les deux tiers
        ```
        """,
    ),
)
