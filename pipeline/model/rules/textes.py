"""Les textes: facts and references cited, words, pictures, maps."""

from __future__ import annotations

from pipeline.model.rules.rule import AGORA, AVERTISSEMENT, ERREUR, URPS, Rule

REGLES = (
    Rule(
        "X001",
        ERREUR,
        "Aucun blanc ne reste à remplir.",
        remede="écrivez à sa place ce qui manque, ou retirez la phrase s'il n'y a rien à dire.",
        explication="""
        Remplacez chaque « XX », chaque ligne de pointillés et chaque « à compléter », dans les textes comme dans le classeur. Seule une note jamais imprimée peut en garder.

        **Pourquoi.** Ce qui reste en blanc partirait tel quel à l'ARS, dans un document que vous signez.

        **Avant**

        ```
        Nombre de pharmacies : à compléter.
        - cible année 2 : XX %
        ```

        **Après**

        ```
        Nombre de pharmacies : 7.
        - cible année 2 : 40 %
        ```
        """,
    ),
    Rule(
        "X002",
        ERREUR,
        "Un fait cité entre accolades existe.",
        remede="corrigez la citation : « make variables » donne les faits qui existent.",
        explication="""
        Reprenez les noms du guide des fiches, avec deux accolades de chaque côté, dans le texte et jamais dans l'en-tête. Un fait qui est une liste reste seul dans son paragraphe. Dans un CSV, un fichier YAML ou le classeur, tapez la valeur elle-même. Une balise comme `{% if … %}` ne vaut que dans un modèle Word ; pour la montrer dans un texte, mettez-la entre accents graves.

        **Pourquoi.** Le logiciel met à leur place la valeur du jour. Un nom mal écrit serait imprimé avec ses accolades.

        **Avant**

        ```
        Le territoire compte {{ territoire.populations }} habitants.
        ```

        **Après**

        ```
        Le territoire compte {{ territoire.population }} habitants.
        ```
        """,
    ),
    Rule(
        "X003",
        ERREUR,
        "Une image est un fichier PNG, JPEG ou SVG de content/.",
        remede="enregistrez l'image en PNG ou en JPEG, à une taille ordinaire.",
        explication="""
        Posez l'image dans `content/`, vérifiez qu'elle s'ouvre, et écrivez son chemin exact.

        **Pourquoi.** Une photo de téléphone dont on change seulement le nom reste illisible pour Word. Le lecteur trouverait un vide à la place de la carte.

        **Avant**

        ```
        ![La maison de santé](images/maison.heic)
        ```

        **Après**

        ```
        ![La maison de santé](images/maison.jpg)   (photo enregistrée en JPEG)
        ```
        """,
    ),
    Rule(
        "X004",
        AVERTISSEMENT,
        "Une image a un texte qui la décrit.",
        source="RGAA, critère 1.1",
        explication="""
        Entre les crochets de l'image, dites en quelques mots ce que l'on voit.

        **Pourquoi.** Une personne aveugle entend ces mots à la place de l'image. Le RGAA, référentiel français d'accessibilité, le demande (critère 1.1).

        **Avant**

        ```
        ![](carte.png)
        ```

        **Après**

        ```
        ![Carte des deux communes](carte.png)
        ```
        """,
    ),
    Rule(
        "X005",
        AVERTISSEMENT,
        "Un lien mène à une adresse http, https ou mailto.",
        remede="écrivez l'adresse entière, avec https://.",
        explication="""
        Écrivez l'adresse en entier, depuis `https://`. Pour un courriel, commencez par `mailto:`.

        **Pourquoi.** Un chemin vers un autre fichier du projet ne mène nulle part chez le lecteur. Le texte serait imprimé sans lien.

        **Avant**

        ```
        Voir [notre site](www.cpts-test.fr).
        ```

        **Après**

        ```
        Voir [notre site](https://www.cpts-test.fr).
        ```
        """,
    ),
    Rule(
        "X010",
        AVERTISSEMENT,
        "Un sigle est expliqué au moins une fois.",
        explication="""
        Un sigle que personne n'a expliqué arrête le lecteur. Écrivez-le une fois en toutes lettres, suivi du sigle entre parenthèses, n'importe où dans les textes.
        Vous pouvez aussi donner son sens dans `content/sigles.csv` : deux colonnes, `sigle` et `sens`.
        Les sigles courants (ARS, CPAM, MSP…) sont déjà connus du logiciel.

        **Pourquoi.** Des habitants, des élus et l'ARS lisent le projet. La partie `sigles` d'un document en imprime la liste, avec leur sens.

        **Avant**

        ```
        La CDPX suit les sorties d'hôpital.
        ```

        **Après**

        ```
        La cellule départementale des parcours (CDP) suit les sorties d'hôpital.
        ```
        """,
    ),
    Rule(
        "X011",
        ERREUR,
        "Un sigle n'a qu'une ligne dans sigles.csv.",
        explication="""
        Dans `content/sigles.csv`, gardez une seule ligne par sigle.

        **Pourquoi.** La liste des sigles n'imprime qu'un sens : le logiciel ne peut pas choisir à votre place.

        **Avant**

        ```
        sigle;sens
        CDP;cellule départementale des parcours
        CDP;comité de pilotage
        ```

        **Après**

        ```
        sigle;sens
        CDP;cellule départementale des parcours
        ```
        """,
    ),
    Rule(
        "X012",
        AVERTISSEMENT,
        "Un sigle qui a plusieurs sens est expliqué par le projet.",
        explication="""
        Quelques sigles ont deux sens dans le monde de la santé. Dites le vôtre, une fois, dans un texte ou dans `content/sigles.csv`.

        **Pourquoi.** « PASS » peut être une permanence d'accès aux soins ou le plafond de la sécurité sociale ; « ETP », un temps de travail ou un programme d'éducation.

        **Avant**

        ```
        Une PASS ouvre à l'hôpital.
        ```

        **Après**

        ```
        Une permanence d'accès aux soins de santé (PASS) ouvre à l'hôpital.
        ```
        """,
    ),
    Rule(
        "X013",
        AVERTISSEMENT,
        "Les termes sont ceux d'aujourd'hui.",
        remede="remplacez le terme.",
        explication="""
        Le terme a été remplacé par une loi ou par un accord : écrivez celui d'aujourd'hui.
        Une phrase qui raconte le passé (« ex-PTA », « le DAC a remplacé la PTA ») peut garder l'ancien, comme un terme cité entre guillemets « ».
        Un nom propre qui contient l'ancien terme s'accepte dans `constats-acceptes.csv`.

        **Pourquoi.** Beaucoup de modèles de projet datent d'avant 2022. Un terme périmé fait douter du reste.

        **Avant**

        ```
        Les patients à la CMU-C sont prioritaires.
        ```

        **Après**

        ```
        Les bénéficiaires de la complémentaire santé solidaire (C2S) sont prioritaires.
        ```
        """,
    ),
    Rule(
        "X014",
        AVERTISSEMENT,
        "Le fonctionnement n'est pas celui d'un texte jamais signé.",
        source=AGORA,
        remede="écrivez le montant du barème pour votre taille, ou celui du classeur.",
        explication="""
        87 500, 105 000, 131 250 et 157 500 € ont été proposés pour le fonctionnement pendant une négociation, et n'ont jamais été signés. Reprenez le montant du barème, ou citez le fait qui le donne.

        **Pourquoi.** Ces montants circulent encore dans des présentations et des modèles de budget. Le contrat, lui, suit le barème.

        **Avant**

        ```
        Le fonctionnement est financé à hauteur de 105 000 € par an.
        ```

        **Après**

        ```
        Le fonctionnement est financé à hauteur de 60 000 € par an (barème de l'avenant 2).
        ```
        """,
    ),
    Rule(
        "X015",
        AVERTISSEMENT,
        "Le projet n'exclut ni un établissement ni un statut de professionnel.",
        source=URPS,
        explication="""
        La phrase semble fermer la CPTS à des établissements, ou à des professionnels selon leur statut. Tournez-la autrement, ou acceptez le constat si elle dit autre chose.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » demande un projet ouvert : il n'exclut d'avance ni un établissement ni un statut.

        **Avant**

        ```
        L'association est réservée aux professionnels libéraux.
        ```

        **Après**

        ```
        L'association est ouverte à tous les professionnels, libéraux ou salariés.
        ```
        """,
    ),
    Rule(
        "X016",
        AVERTISSEMENT,
        "Le système d'information est décrit : sécurité, RGPD, traçabilité, interopérabilité, DMP et MSS.",
        source=f"{URPS}, structure générale",
        remede="ajoutez une phrase sur chacun.",
        explication="""
        Le chapitre de la partie 3 sur le système d'information aborde cinq points : la sécurité, les données personnelles (RGPD), la traçabilité, l'interopérabilité, et les outils nationaux (DMP, MSS).
        Une phrase sur chacun suffit.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » les demande, et l'ARS les cherche.

        **Avant**

        ```
        # Les systèmes d'information

        Nous utiliserons une messagerie sécurisée (MSS).
        ```

        **Après**

        ```
        # Les systèmes d'information

        Nous utiliserons une messagerie sécurisée (MSS), interopérable avec le DMP.
        Les accès sont tracés, et un délégué veille à la sécurité et aux données personnelles (RGPD).
        ```
        """,
    ),
    Rule(
        "X017",
        AVERTISSEMENT,
        "La place des usagers est décrite.",
        source=f"{URPS}, structure générale",
        explication="""
        Un chapitre de la partie 3 dit comment les usagers, ou les habitants, prennent part au projet : un collège, des sièges, des relectures, des enquêtes.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » demande leur place dans la gouvernance, et pas seulement un projet écrit pour eux.

        **Avant**

        ```
        Le conseil réunit des professionnels du territoire.
        ```

        **Après**

        ```
        Le conseil réunit des professionnels du territoire et trois représentants des usagers, qui votent comme les autres.
        ```
        """,
    ),
    Rule(
        "X018",
        AVERTISSEMENT,
        "Un chiffre tapé dans un texte est celui du reste du projet.",
        source=f"{URPS}, annexe 9",
        explication="""
        Le chiffre est presque une valeur connue du projet : un montant du classeur ou du barème, une population, un nombre de communes, de membres ou de fiches. L'un des deux est faux, ou périmé.
        Le mieux est de citer le fait entre accolades : il suivra. « Environ » ou « près de » devant le chiffre, un arrondi en k€, ou une autre source entre parenthèses disent que l'écart est voulu.
        `make nombres` montre tous les chiffres tapés, et ceux qui n'ont pas de source.

        **Pourquoi.** Un chiffre recopié vieillit seul. L'ARS compare le texte, les listes et le budget (grille du guide « Élaborer un projet de santé pour une CPTS », annexe 9).

        **Avant**

        ```
        Le budget s'élève à 216 000 € la première année.
        ```

        **Après**

        ```
        Le budget s'élève à {{ budget.total_annee_1 }} la première année.
        ```
        """,
    ),
    Rule(
        "X040",
        ERREUR,
        "Un renvoi mène à quelque chose du projet.",
        explication="""
        Un renvoi est un lien vers quelque chose du projet : une fiche, un chapitre, une mission, une annexe, un article, un tableau, une figure. Son nom existe.

        **Pourquoi.** Le lecteur chercherait une page qui n'est pas là. Le logiciel propose les noms les plus proches ; docs/fiches.md donne la liste des sortes de renvois.

        **Avant**

        ```text
        Voir la [](#fiche-M3-12).
        ```

        **Après**

        ```text
        Voir la [](#fiche-M3-01).
        ```
        """,
    ),
    Rule(
        "X041",
        AVERTISSEMENT,
        "Un texte ne renvoie pas à lui-même.",
        remede="retirez ce renvoi : le lecteur y est déjà.",
        explication="""
        Un chapitre ou une fiche renvoie ailleurs qu'à lui-même.

        **Pourquoi.** « Voir le chapitre Le territoire », écrit dans ce chapitre, ne mène personne nulle part : c'est souvent un nom copié d'un autre texte.

        **Avant**

        ```text
        01-territoire.md : Voir le [](#chapitre-territoire).
        ```

        **Après**

        ```text
        01-territoire.md : Voir le [](#chapitre-population-et-offre-de-soins).
        ```
        """,
    ),
    Rule(
        "X042",
        ERREUR,
        "Un tableau inséré a des lignes ; un contact de la CPTS cité est donné.",
        remede="remplissez ce qu'il montre, ou retirez cette ligne.",
        explication="""
        Un tableau inséré par son nom a au moins une ligne.

        **Pourquoi.** Un titre suivi d'un tableau vide laisse croire qu'un oubli a échappé à tout le monde. Remplissez la source, ou ôtez le tableau.

        **Avant**

        ```text
        {{ donnees("ages") }} alors que ages.csv n'a que sa ligne de titres
        ```

        **Après**

        ```text
        {{ donnees("ages") }} avec au moins une ligne dans ages.csv
        ```
        """,
    ),
    Rule(
        "X043",
        ERREUR,
        "Deux choses ne portent pas le même nom de renvoi.",
        explication="""
        Chaque chose qu'un renvoi peut citer a un nom à elle. Pour un tableau, une figure ou un titre, c'est le mot entre accolades ; pour un chapitre, celui de son fichier.

        **Pourquoi.** Avec deux tableaux du même nom, le renvoi mènerait toujours au premier.

        **Avant**

        ```text
        Tableau : Les âges {#ages}
        Tableau : Les âges en 2040 {#ages}
        ```

        **Après**

        ```text
        Tableau : Les âges {#ages}
        Tableau : Les âges en 2040 {#ages-2040}
        ```
        """,
    ),
    Rule(
        "X044",
        ERREUR,
        "Une annexe citée est jointe.",
        source=URPS,
        explication="""
        Une annexe que le texte cite est jointe à un document, dans livrables.yaml.

        **Pourquoi.** L'ARS et la CPAM lisent le projet avec ses pièces : une annexe annoncée et absente fait revenir le dossier.

        **Avant**

        ```text
        annexes: [budget, statuts]
        La liste des communes figure à l'[](#annexe-communes).
        ```

        **Après**

        ```text
        annexes: [budget, statuts, communes]
        La liste des communes figure à l'[](#annexe-communes).
        ```
        """,
    ),
    Rule(
        "X045",
        AVERTISSEMENT,
        "Une annexe jointe est citée.",
        source=URPS,
        explication="""
        Chaque annexe jointe est citée au moins une fois par le texte.

        **Pourquoi.** Une annexe dont rien ne parle n'est pas lue. Le renvoi donne son numéro et le tient à jour.

        **Avant**

        ```text
        Les statuts sont joints.
        ```

        **Après**

        ```text
        Les statuts figurent à l'[](#annexe-statuts).
        ```
        """,
    ),
    Rule(
        "X046",
        AVERTISSEMENT,
        "Un numéro qui peut changer ne se tape pas.",
        explication="""
        Le numéro d'une annexe, d'un tableau, d'une figure, d'une fiche, ou d'un article de vos statuts, n'est pas tapé : un renvoi l'écrit.

        **Pourquoi.** Une annexe ou un article ajouté avant les autres décale tous les numéros, et le texte envoie alors à la mauvaise page. « L'annexe 7 du guide », « l'article 5 de la loi » ne bougent pas : ils sont acceptés.

        **Avant**

        ```text
        Voir l'annexe 5.
        ```

        **Après**

        ```text
        Voir l'[](#annexe-communes).
        ```
        """,
    ),
    Rule(
        "X047",
        AVERTISSEMENT,
        "Une fiche ou un besoin cité par son code existe.",
        explication="""
        Le code d'une fiche ou d'un besoin, dans un texte, est l'un de ceux du projet.

        **Pourquoi.** Une fiche renumérotée ou abandonnée laisse son ancien code dans les textes : le lecteur la cherche. Un renvoi, `[](#fiche-M3-01)`, suivrait.

        **Avant**

        ```
        (voir la fiche M4-02)
        ```

        **Après**

        ```
        (voir la fiche M4-01)
        ```
        """,
    ),
    Rule(
        "X050",
        ERREUR,
        "Un dessin SVG peut être imprimé.",
        explication="""
        Un dessin SVG (une carte, un logo, un schéma) se cite comme une autre image. Il doit dire sa taille, ne rien aller chercher hors du fichier, et rester d'une taille raisonnable : 5 Mo, 50 000 éléments, 20 000 lettres par texte.

        **Pourquoi.** Un SVG est une page du web : quelques lignes suffisent à lui faire lire un fichier de votre ordinateur ou à le rendre sans fin. Word 2016 et les suivants montrent le dessin, net à toute taille ; les Word plus anciens, une image faite du dessin à la construction.

        **Avant**

        ```
        <!DOCTYPE svg [<!ENTITY nom "…">]>
        <svg xmlns="http://www.w3.org/2000/svg">
        ```

        **Après**

        ```
        <svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="90mm" viewBox="0 0 160 90">
        ```
        """,
    ),
    Rule(
        "X051",
        AVERTISSEMENT,
        "Un dessin SVG ne fait que dessiner.",
        explication="""
        Un dessin SVG ne contient que des traits, des surfaces, des textes et des images PNG ou JPEG. Le reste est retiré du document, et vous est dit.

        **Pourquoi.** Un programme, un lien ou une image prise sur le web n'ont rien à faire dans un document que l'ARS ouvre. Une ombre, une animation ou un texte de page web (diagrams.net en fait) ne seraient pas montrés par Word : exportez alors le dessin en PNG, ou sans ces effets.

        **Avant**

        ```
        <svg …><script>…</script><image href="https://exemple.fr/logo.png"/></svg>
        ```

        **Après**

        ```
        <svg …><image href="data:image/png;base64,…"/></svg>
        ```
        """,
    ),
    Rule(
        "X053",
        ERREUR,
        "Une carte trouve la table et la colonne qu'elle montre.",
        explication="""
        Une carte cite une table de `content/diagnostic/donnees/`, une colonne de nombres, et, pour chaque ligne, le code Insee ou le nom d'une commune.

        **Pourquoi.** Sans cela, la carte serait blanche. Une colonne renommée dans le CSV se renomme aussi dans le texte.

        **Avant**

        ```
        {{ carte("habitants", colonne="Habitant") }}
        ```

        **Après**

        ```
        {{ carte("habitants", colonne="Habitants") }}
        ```
        """,
    ),
    Rule(
        "X054",
        AVERTISSEMENT,
        "Chaque ligne d'une table montrée par une carte est sur la carte.",
        explication="""
        Une ligne de la table parle d'une commune qui n'est pas du territoire, ou d'un lieu qui en est loin : la carte ne la montre pas.

        **Pourquoi.** Un code faux ferait croire qu'il n'y a rien là où il y a quelque chose. Latitude et longitude s'inversent facilement : en France, la latitude est entre 41 et 51.

        **Avant**

        ```
        lieux.csv : Pharmacie;0,5853;43,6465
        ```

        **Après**

        ```
        lieux.csv : Pharmacie;43,6465;0,5853
        ```
        """,
    ),
    Rule(
        "X055",
        ERREUR,
        "Un graphique trouve ses chiffres, et peut les montrer.",
        explication="""
        Un graphique montre les colonnes de nombres d'un fichier de `content/diagnostic/donnees/`, dans la même unité. Des secteurs et une pyramide des âges n'ont pas de nombre négatif. Un graphique a 60 lignes au plus, des courbes 240.

        **Pourquoi.** Sans cela, le graphique serait vide, faux ou illisible. Une colonne renommée dans le CSV se renomme aussi dans le texte.

        **Avant**

        ````
        ```graphique
        type: bares
        source: soignants-de-ville
        colonnes: Profession ; Nombres
        ```
        ````

        **Après**

        ````
        ```graphique
        type: barres
        source: soignants-de-ville
        colonnes: Profession ; Nombre
        ```
        ````
        """,
    ),
    Rule(
        "X056",
        AVERTISSEMENT,
        "Un graphique se lit d'un coup d'œil, même en gris.",
        explication="""
        Ses libellés ont 60 caractères au plus, et il en a trente au plus, sauf des courbes. Il compare huit colonnes au plus, et des secteurs ont huit parts au plus, qui font un tout.

        **Pourquoi.** Le lecteur de l'ARS regarde avant de lire, souvent sur une page imprimée en gris. Des libellés trop longs prennent la place des barres ; des parts qui font 87 % trompent sur chacune.

        **Avant**

        ```csv
        Motif;Part
        Consultations de médecine générale pour un renouvellement d'ordonnance;45 %
        ```

        **Après**

        ```csv
        Motif;Part
        Renouvellement d'ordonnance;45 %
        ```
        """,
    ),
    Rule(
        "X060",
        AVERTISSEMENT,
        "Le total d'un tableau est la somme de ses lignes.",
        explication="""
        La ligne « Total » dit autre chose que la somme des lignes qui la précèdent. Corrigez l'une ou l'autre.

        **Pourquoi.** Un lecteur qui refait l'addition doute ensuite de tous les chiffres.

        **Avant**

        ```
        | Médecins | 10 |
        | Infirmiers | 20 |
        | Total | 45 |
        ```

        **Après**

        ```
        | Total | 30 |
        ```
        """,
    ),
    Rule(
        "X061",
        AVERTISSEMENT,
        "Le nom d'une commune ou d'une personne s'écrit partout de même.",
        explication="""
        Un mot de vos textes est à une lettre près le nom d'une commune du territoire ou, après un prénom ou un titre, celui d'une personne de `personnes.csv`. Corrigez-le. Si c'est bien un autre nom, une rivière ou un lieu-dit, acceptez ce constat dans `constats-acceptes.csv`.

        **Pourquoi.** Celui dont le nom est écorché le voit le premier, et le maire d'une commune aussi.

        **Avant**

        ```
        La maison de santé de Fleurence est ouverte le samedi.
        ```

        **Après**

        ```
        La maison de santé de Fleurance est ouverte le samedi.
        ```
        """,
    ),
    Rule(
        "X062",
        AVERTISSEMENT,
        "Une source n'est pas d'une année à venir.",
        explication="""
        L'année d'une source, entre parenthèses, sous un tableau ou un graphique, ou dans `besoins.csv`, n'est pas encore venue. Pendant le contrat, ses cinq années sont admises. Une projection, un objectif ou une cible n'est pas une source.

        **Pourquoi.** Deux chiffres échangés font douter de la mesure elle-même.

        **Avant**

        ```
        12,6 % des enfants de 6 ans sont en surpoids (santé scolaire, 2052).
        ```

        **Après**

        ```
        12,6 % des enfants de 6 ans sont en surpoids (santé scolaire, 2025).
        ```
        """,
    ),
)
