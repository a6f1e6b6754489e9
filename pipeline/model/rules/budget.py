"""Le budget: the workbook, its sums, what was spent."""

from __future__ import annotations

from pipeline.model.rules.rule import (
    ACI_FONGIBLE,
    AGORA,
    AVECSANTE,
    AVERTISSEMENT,
    D1434_44,
    ERREUR,
    FCPTS,
    URPS,
    Rule,
)

REGLES = (
    Rule(
        "B001",
        ERREUR,
        "Chaque bloc a sa feuille dans le classeur.",
        source=f"{URPS}, annexe 2",
        explication="""
        Le classeur garde une feuille pour le fonctionnement, et une pour chaque mission de `projet.yaml`.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (annexe 2) présente le budget bloc par bloc. S'il en manque un, le total ne veut plus rien dire.

        **Avant**

        ```
        budgets/budget.xlsx : pas de feuille « Prévention »
        ```

        **Après**

        ```
        budgets/budget.xlsx : une feuille « Prévention », avec ses deux tableaux
        ```
        """,
    ),
    Rule(
        "B002",
        ERREUR,
        "Chaque feuille a ses tableaux de dépenses et de ressources.",
        source=f"{URPS}, annexe 2",
        explication="""
        Le tableau a perdu à la fois son nom et les titres de ses colonnes. Rendez-lui l'un ou l'autre.

        **Pourquoi.** Un tableau se reconnaît à son nom, où qu'il soit ; sans nom, à sa feuille et à ses titres. Sans rien, ses montants seraient perdus.

        **Avant**

        ```
        feuille Prévention : ni depenses_prevention, ni colonne « Nature »
        ```

        **Après**

        ```
        onglet Création de tableau, Nom du tableau : depenses_prevention
        ```
        """,
    ),
    Rule(
        "B003",
        ERREUR,
        "Les colonnes du classeur sont celles que le logiciel connaît.",
        explication="""
        Gardez les titres prévus : Nature ou Origine, Libellé, Fiche, Année 1, Année 2… Vous pouvez en changer l'ordre. Les autres façons courantes de les dire sont comprises, comme « PU TTC » pour Coût unitaire ; deux colonnes qui disent la même chose sont une erreur.

        **Pourquoi.** Sous un autre titre, les montants ne sont pas lus. Une année renommée vaudrait zéro.

        **Avant**

        ```
        Prévention!E5 : 2028
        ```

        **Après**

        ```
        Prévention!E5 : Année 2
        ```
        """,
    ),
    Rule(
        "B004",
        ERREUR,
        "Un montant est un nombre.",
        remede="tapez un nombre seul, comme 12500 ; les mots vont dans la colonne « Commentaire ».",
        explication="""
        Dans une case de montant, ne tapez que des chiffres : le zéro n'est pas la lettre O. Les mots vont dans la colonne Commentaire.

        **Pourquoi.** Le logiciel n'invente jamais une somme. Une case douteuse empêche de vérifier tout le bloc.

        **Avant**

        ```
        Prévention!D6 : 1O 000   (lettre O)
        Prévention!D7 : devis demandé
        ```

        **Après**

        ```
        Prévention!D6 : 10000
        Prévention!D7 : 5000
        Prévention!F7 : devis demandé
        ```
        """,
    ),
    Rule(
        "B005",
        ERREUR,
        "Aucune cellule n'affiche d'erreur.",
        explication="""
        Quand une case du classeur affiche #REF!, #DIV/0! ou un mot semblable, refaites sa formule.

        **Pourquoi.** Excel ne sait plus calculer cette case. Aucun total qui la compte ne peut être juste.

        **Avant**

        ```
        Prévention!D6 : #REF!
        ```

        **Après**

        ```
        Prévention!D6 : =12*2650
        ```
        """,
    ),
    Rule(
        "B006",
        ERREUR,
        "Les formules ont été calculées.",
        explication="""
        Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le : les résultats s'y inscrivent.

        **Pourquoi.** Le logiciel lit ces résultats, il ne refait pas vos formules. Un classeur fabriqué par un autre outil peut ne pas en contenir.

        **Avant**

        ```
        Prévention!D6 : =5000+5000   (sans résultat enregistré)
        ```

        **Après**

        ```
        Prévention!D6 : =5000+5000   (résultat enregistré : 10000)
        ```
        """,
    ),
    Rule(
        "B007",
        ERREUR,
        "Une dépense est rattachée à une fiche qui existe.",
        explication="""
        Dans la colonne Fiche, choisissez dans la liste (« M3-01 — Repérer tôt… »), tapez le code seul, ou laissez la case vide. Le code décide : un titre qui a changé depuis ne gêne pas. Deux fiches demandent deux lignes. Dans le registre des indemnités, de même.

        **Pourquoi.** Le coût imprimé sous une fiche est la somme des lignes à son code. Avec un code qui n'existe pas, cette dépense n'apparaît sous aucune action.

        **Avant**

        ```
        Prévention!C7 : M3-02   (pas de fiche M3-02)
        ```

        **Après**

        ```
        Prévention!C7 : M3-01
        ```
        """,
    ),
    Rule(
        "B008",
        ERREUR,
        "Nature, origine et statut sont ceux de la liste.",
        source=f"{URPS}, annexe 2",
        explication="""
        Choisissez un mot prévu. Une dépense est en indemnités, rémunérations, salaires, charges sociales, honoraires ou moyens matériels ; l'origine et le statut d'une ressource ont aussi leurs mots.

        **Pourquoi.** Le guide « Élaborer un projet de santé pour une CPTS » (annexe 2) classe ainsi les lignes. L'origine dit aussi quel plafond de l'ACI s'applique.

        **Avant**

        ```
        Prévention!A7 : Formation
        Prévention!A15 : ACI fixe
        ```

        **Après**

        ```
        Prévention!A7 : Honoraires
        Prévention!A15 : ACI volet fixe
        ```
        """,
    ),
    Rule(
        "B009",
        ERREUR,
        "Un montant n'est pas négatif.",
        explication="""
        Chaque somme vaut zéro ou plus. Une remise se retire de la ligne qu'elle concerne.
        Une ressource « report ou fonds dédiés » peut être négative : c'est ce qui est mis de côté pour une autre année.

        **Pourquoi.** Un signe moins est le plus souvent une faute de frappe. Il ferait baisser un total sans que personne le voie.

        **Avant**

        ```
        Prévention!D6 : 20000
        Prévention!D7 : -5000
        ```

        **Après**

        ```
        Prévention!D6 : 15000
        Prévention!D7 : vide
        ```
        """,
    ),
    Rule(
        "B010",
        ERREUR,
        "Dans chaque bloc, dépenses et ressources sont égales.",
        source=f"{URPS}, annexe 2",
        explication="""
        Année par année, et au centime, ce que le bloc dépense est ce qu'il reçoit. Le constat dit ce qui manque ou ce qui reste.

        Ce qui reste peut attendre l'année suivante : une ressource « report ou fonds dédiés », négative l'année qui met de côté, positive l'année qui s'en sert. Ce qui manque peut venir de ce que l'association a déjà : la même origine, positive.

        **Pourquoi.** C'est la présentation du guide « Élaborer un projet de santé pour une CPTS » (annexe 2). L'ARS et la CPAM voient ainsi qui paie chaque mission.

        **Avant**

        ```
        Prévention, année 1 : dépenses 17 000, ressources 15 000
        ```

        **Après**

        ```
        Prévention, année 1 : dépenses 15 000, ressources 15 000
        ```
        """,
    ),
    Rule(
        "B011",
        ERREUR,
        "Une ressource de l'ACI ne dépasse pas le barème.",
        source=f"{URPS}, annexe 1 ; {AGORA}",
        remede="baissez la somme, ou corrigez la taille dans projet.yaml ; ce qui vient d'ailleurs a sa propre origine (FIR, collectivité…).",
        explication="""
        Pour votre taille, chaque aide de l'ACI a un montant maximal par an. Plusieurs lignes de même origine s'ajoutent avant la comparaison.

        **Pourquoi.** Ces maximums sont dans le guide « Élaborer un projet de santé pour une CPTS » (annexe 1) et dans « Qu'est-ce qu'une CPTS ? » d'Agora Lib'. La CPAM ne paierait pas le reste.

        **Avant**

        ```
        Prévention!E15 : ACI volet fixe, 17 500   (taille 2 : 15 000 au plus)
        ```

        **Après**

        ```
        Prévention!E15 : ACI volet fixe, 15 000
        ```
        """,
    ),
    Rule(
        "B012",
        ERREUR,
        "Une ressource de l'ACI existe dans le barème du projet.",
        source=f"{URPS}, annexe 1 ; {AGORA}",
        explication="""
        Choisissez une origine « ACI… » que le barème prévoit pour ce bloc. Sinon, changez l'origine, ou partagez la ligne entre les blocs que le constat nomme, avec ce que le barème donne à chacun.

        **Pourquoi.** D'un barème à l'autre, des aides disparaissent : comparez le guide « Élaborer un projet de santé pour une CPTS » (annexe 1) et « Qu'est-ce qu'une CPTS ? » d'Agora Lib'. La CPAM ne verse rien pour une aide qui n'existe plus.

        **Avant**

        ```
        Accès aux soins!A15 : ACI SNP spécifique   (barème aci-avenant-2)
        ```

        **Après**

        ```
        Accès aux soins!A15 : FIR   (si l'ARS l'accorde)
        ```
        """,
    ),
    Rule(
        "B013",
        ERREUR,
        "Première rédaction et mise à jour du plan de crise s'excluent.",
        source=AGORA,
        explication="""
        L'aide pour écrire le plan de crise se compte une seule fois. L'aide pour le mettre à jour vient les autres années.

        **Pourquoi.** Le tableau d'Agora Lib' (« Qu'est-ce qu'une CPTS ? ») donne l'une ou l'autre, jamais les deux la même année. La CPAM n'en paierait qu'une.

        **Avant**

        ```
        Année 1 : ACI crise première rédaction, 35 000
        Année 2 : ACI crise première rédaction, 35 000
        ```

        **Après**

        ```
        Année 1 : ACI crise première rédaction, 35 000
        Année 2 : ACI crise mise à jour, 17 500
        ```
        """,
    ),
    Rule(
        "B014",
        ERREUR,
        "Un tableau n'a pas de cellules fusionnées.",
        explication="""
        Remplissez chaque case d'un tableau, même si vous répétez le même mot. Ailleurs dans la feuille, la fusion reste permise.

        **Pourquoi.** Une fusion ne garde sa valeur que dans sa première case. Les lignes du dessous perdraient leur fiche ou leur montant.

        **Avant**

        ```
        Prévention!C6:C7 : M3-01   (cellules fusionnées)
        ```

        **Après**

        ```
        Prévention!C6 : M3-01
        Prévention!C7 : M3-01
        ```
        """,
    ),
    Rule(
        "B015",
        ERREUR,
        "Rien n'est écrit juste sous un tableau.",
        explication="""
        Une ligne à l'écart d'un tableau, ou mal tapée juste dessous, n'est pas lue. Faites-la entrer dans le tableau, ou effacez-la.

        **Pourquoi.** Le logiciel ne devine pas si c'est une dépense ou une note. Il préfère s'arrêter que perdre de l'argent.

        **Avant**

        ```
        Prévention!A11 : honoraire   (sous le tableau qui s'arrête à la ligne 10)
        ```

        **Après**

        ```
        Prévention!A10 : honoraires
        ```
        """,
    ),
    Rule(
        "B016",
        AVERTISSEMENT,
        "Un montant est saisi comme un nombre, pas comme du texte.",
        remede="retapez le nombre dans une case au format « Nombre » ou « Standard ».",
        explication="""
        Retapez la somme sans « € » ni espace. Le format de la case peut ajouter l'euro pour vous.

        **Pourquoi.** Ici, le montant a été compris. Mais Excel le prend pour un mot, et vos propres additions l'oublient.

        **Avant**

        ```
        Prévention!D6 : 10 000 €   (du texte)
        ```

        **Après**

        ```
        Prévention!D6 : 10000
        ```
        """,
    ),
    Rule(
        "B017",
        ERREUR,
        "Le classeur nommé par projet.yaml existe.",
        explication="""
        La ligne `classeur` de `projet.yaml` donne le dossier et le nom exact du fichier de la trésorière.

        **Pourquoi.** Tous les montants viennent de lui. Renommé ou déplacé, il laisse le projet sans budget.

        **Avant**

        ```
        classeur: budgets/budget.xlsx   (le fichier s'appelle « budget v2.xlsx »)
        ```

        **Après**

        ```
        classeur: budgets/budget v2.xlsx
        ```
        """,
    ),
    Rule(
        "B018",
        ERREUR,
        "Le barème nommé par projet.yaml est connu.",
        explication="""
        La ligne `bareme` de `projet.yaml` est `aci-avenant-2` ou `aci-2019`.

        **Pourquoi.** Le barème donne les plafonds des aides et les missions obligatoires. Sans lui, le logiciel ne peut comparer aucun montant de l'ACI.

        **Avant**

        ```
        bareme: avenant 2
        ```

        **Après**

        ```
        bareme: aci-avenant-2
        ```
        """,
    ),
    Rule(
        "B019",
        ERREUR,
        "Sous-totaux et totaux du barème sont justes.",
        source=f"{URPS}, annexe 1 ; {AGORA}",
        remede="corrigez le fichier du barème : chaque total est la somme de ses parts.",
        explication="""
        Ce constat porte sur les montants fournis avec le logiciel, pas sur votre travail. Prévenez la personne qui l'entretient.

        **Pourquoi.** Ces montants viennent du guide « Élaborer un projet de santé pour une CPTS » (annexe 1) et de « Qu'est-ce qu'une CPTS ? » d'Agora Lib'. Un chiffre mal recopié fausserait vos plafonds.

        **Avant**

        ```
        aci-avenant-2, accompagnement, taille 3 : 1 000 + 10 000, total 20 000
        ```

        **Après**

        ```
        aci-avenant-2, accompagnement, taille 3 : 10 000 + 10 000, total 20 000
        ```
        """,
    ),
    Rule(
        "B020",
        ERREUR,
        "Un bloc correspond à une mission retenue.",
        remede="ajoutez la mission à « missions: » dans projet.yaml, ou videz les tableaux de ce bloc.",
        explication="""
        Si la feuille d'une mission porte des montants, cette mission est dans la liste de `projet.yaml`. Ajoutez-la, ou videz la feuille.

        **Pourquoi.** Sinon, le budget finance ce que le projet ne présente pas. L'ARS et la CPAM verraient la contradiction.

        **Avant**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises]
        Qualité!D6 : 2000
        ```

        **Après**

        ```
        projet.yaml : missions: [acces_soins, parcours, prevention, crises]
        Qualité!D6 : vide
        ```
        """,
    ),
    Rule(
        "B021",
        ERREUR,
        "La taille déclarée est de 1 à 4.",
        source=f"{URPS}, annexe 1",
        remede="tapez 1, 2, 3 ou 4 : la population, elle, vient des communes.",
        explication="""
        La taille est un rang, pas un nombre d'habitants.

        **Pourquoi.** Le tableau des aides du guide « Élaborer un projet de santé pour une CPTS » (annexe 1) n'a que quatre colonnes. Un autre nombre n'y trouve aucun montant.

        **Avant**

        ```
        taille: 48675
        ```

        **Après**

        ```
        taille: 2
        ```
        """,
    ),
    Rule(
        "B030",
        AVERTISSEMENT,
        "Une ligne du budget est dans son tableau, pas dessous.",
        explication="""
        La ligne est juste sous le tableau, dans ses colonnes : elle compte. Étirez le coin du tableau pour l'y faire entrer.

        **Pourquoi.** Hors du tableau, elle n'a ni ses listes ni ses formules, et la ligne Total d'Excel l'oublie.

        **Avant**

        ```
        depenses_prevention s'arrête à la ligne 10 ; Prévention!A11 : honoraires
        ```

        **Après**

        ```
        depenses_prevention s'arrête à la ligne 11
        ```
        """,
    ),
    Rule(
        "B031",
        AVERTISSEMENT,
        "Un tableau du classeur garde son nom.",
        explication="""
        Le tableau a été converti en plage, ou le classeur est passé par un outil qui oublie les noms. Il a été retrouvé ; redonnez-lui son nom.

        **Pourquoi.** Sans son nom, il suffit de renommer une colonne ou la feuille pour le perdre.

        **Avant**

        ```
        Prévention!A5:F10 : une plage sans nom
        ```

        **Après**

        ```
        Prévention!A5:F10 : le tableau depenses_prevention
        ```
        """,
    ),
    Rule(
        "B032",
        AVERTISSEMENT,
        "Une feuille du budget n'est pas masquée.",
        explication="""
        Affichez la feuille : clic droit sur un onglet, Afficher.

        **Pourquoi.** Ses lignes comptent et s'impriment. Ce que le trésorier ne voit pas, il ne le relit pas.

        **Avant**

        ```
        feuille Prévention : masquée
        ```

        **Après**

        ```
        feuille Prévention : affichée
        ```
        """,
    ),
    Rule(
        "B033",
        AVERTISSEMENT,
        "Aucune ligne comptée n'est masquée ou filtrée.",
        explication="""
        Effacez le filtre ou affichez les lignes pour relire tout ce qui est compté.

        **Pourquoi.** Un filtre cache des lignes sans les retirer : le total du logiciel les compte, celui d'Excel parfois non.

        **Avant**

        ```
        Prévention : le filtre « honoraires » cache la ligne 6
        ```

        **Après**

        ```
        Prévention : aucun filtre
        ```
        """,
    ),
    Rule(
        "B034",
        ERREUR,
        "Aucune ligne de total n'est écrite parmi les lignes d'un tableau.",
        explication="""
        Une ligne « Total » tapée parmi les dépenses ou les ressources s'ajouterait à elles. Effacez-la.

        **Pourquoi.** Le logiciel refait les totaux. Excel sait aussi en montrer un sous le tableau, sans le compter : c'est la case « Ligne Total » de l'onglet Création de tableau.

        **Avant**

        ```
        Prévention!A8 : Total        Prévention!D8 : 15 000 €
        ```

        **Après**

        ```
        la ligne est effacée ; la case « Ligne Total » est cochée
        ```
        """,
    ),
    Rule(
        "B035",
        ERREUR,
        "Un nom ne désigne qu'un tableau.",
        explication="""
        Deux tableaux de même nom viennent souvent d'une feuille copiée hors d'Excel. Gardez-en un, renommez l'autre.

        **Pourquoi.** Rien ne dit lequel est le bon : les sommes de ce bloc ne prouvent plus rien.

        **Avant**

        ```
        Prévention!A5 et Brouillon!A1 : depenses_prevention
        ```

        **Après**

        ```
        Prévention!A5 : depenses_prevention   Brouillon!A1 : essai
        ```
        """,
    ),
    Rule(
        "B036",
        ERREUR,
        "Aucune formule n'attend son propre résultat.",
        explication="""
        Chaque formule de la chaîne attend le résultat d'une autre. Remplacez l'une d'elles par son montant.

        **Pourquoi.** Excel affiche alors zéro ou un reste de calcul ancien, et ce chiffre aurait l'air vrai.

        **Avant**

        ```
        Prévention!D6 : =D7   Prévention!D7 : =D6
        ```

        **Après**

        ```
        Prévention!D6 : 10000   Prévention!D7 : =D6/2
        ```
        """,
    ),
    Rule(
        "B037",
        AVERTISSEMENT,
        "Les formules ne lisent pas un autre classeur.",
        explication="""
        Recopiez le montant, ou le tableau entier, dans ce classeur.

        **Pourquoi.** L'autre classeur n'est pas dans le projet : le chiffre peut être ancien, et personne ne peut le vérifier.

        **Avant**

        ```
        Prévention!D6 : =[comptes.xlsx]2026!B4
        ```

        **Après**

        ```
        Prévention!D6 : 10000
        ```
        """,
    ),
    Rule(
        "B038",
        AVERTISSEMENT,
        "Le classeur garde le résultat de ses formules.",
        explication="""
        Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le. Ici, LibreOffice a calculé une copie, et les documents sont justes.

        **Pourquoi.** Un classeur écrit par un autre outil contient des formules sans résultats. Sur un ordinateur sans LibreOffice, ces montants manqueraient.

        **Avant**

        ```
        Prévention!D6 : =200*50   (aucun résultat enregistré)
        ```

        **Après**

        ```
        Prévention!D6 : =200*50   (10 000, enregistré par le tableur)
        ```
        """,
    ),
    Rule(
        "B039",
        AVERTISSEMENT,
        "Quantité × coût unitaire donne le montant d'une année.",
        remede="corrigez l'une des trois cases : quantité, coût unitaire ou année.",
        explication="""
        Quand une ligne donne une quantité et un coût unitaire, leur produit est le montant d'une des années. Quand elle dit ce qui change d'une année à l'autre (« Quantité année 2 », « Coût unitaire année 2 », « Hausse annuelle »), il est le montant de chacune, au centime.

        **Pourquoi.** La CPAM refait la multiplication. Un taux changé sans le montant, ou l'inverse, ne se voit pas autrement.

        **Avant**

        ```
        Quantité : 200   Coût unitaire : 45 €   Année 1 : 10 000 €
        ```

        **Après**

        ```
        Quantité : 200   Coût unitaire : 50 €   Année 1 : 10 000 €
        ```
        """,
    ),
    Rule(
        "B041",
        AVERTISSEMENT,
        "Un virement entre blocs se discute avec la CPAM.",
        source=ACI_FONGIBLE,
        remede="demandez l'accord de la CPAM, puis acceptez ce constat dans constats-acceptes.csv en le citant.",
        explication="""
        Le virement est compté : un bloc donne, l'autre reçoit, et le total ne change pas. Dites-en la raison, et parlez-en à la CPAM.

        **Pourquoi.** L'accord laisse la CPTS employer librement l'argent. Mais l'écart entre ce qui est versé pour une mission et ce qui y est dépensé est regardé au dialogue de gestion.

        **Avant**

        ```
        De : Prévention   Vers : Fonctionnement   Montant : 1 000 €   Motif : (vide)
        ```

        **Après**

        ```
        De : Prévention   Vers : Fonctionnement   Montant : 1 000 €   Motif : temps de coordination des ateliers
        ```
        """,
    ),
    Rule(
        "B042",
        ERREUR,
        "Un virement va d'un bloc du budget à un autre, une année du contrat.",
        remede="choisissez deux blocs différents, ou effacez la ligne.",
        explication="""
        Un virement part d'un bloc du budget, arrive dans un autre, et porte le numéro d'une année du contrat.

        **Pourquoi.** S'il lui manque un côté, la moitié de l'argent se perd et plus rien ne s'équilibre.

        **Avant**

        ```
        De : Prévention   Vers : Prévention   Année : 2028
        ```

        **Après**

        ```
        De : Prévention   Vers : Fonctionnement   Année : 2
        ```
        """,
    ),
    Rule(
        "B043",
        AVERTISSEMENT,
        "Le registre des indemnités tient dans les blocs.",
        explication="""
        Le registre se tient mois par mois : tant que l'année n'est pas close, il ne dépasse pas la ligne « indemnités » ou « rémunérations » du bloc. Une fois l'année close, il dit la même somme, ou celle du réalisé.

        **Pourquoi.** Le registre prouve ce qui est payé. S'il dépasse le budget, ou s'il lui manque des lignes à la clôture, la CPAM ne sait pas lequel croire.

        **Avant**

        ```
        Prévention, indemnités, année 1 : 10 000 €   registre : 12 000 €
        ```

        **Après**

        ```
        Prévention, indemnités, année 1 : 12 000 €   registre : 12 000 €
        ```
        """,
    ),
    Rule(
        "B044",
        ERREUR,
        "Personne ne dépasse le plafond annuel de la Sécurité sociale.",
        source=D1434_44,
        remede="réduisez ces sommes, ou partagez-les avec d'autres : le plafond vaut pour l'année civile, indemnités et rémunérations ensemble.",
        explication="""
        Par personne et par année civile, indemnités et rémunérations ensemble ne dépassent pas le plafond annuel de la Sécurité sociale de cette année.

        **Pourquoi.** L'article D. 1434-44 du code de la santé publique fixe ce maximum.

        **Avant**

        ```
        n° 1, 2026 : 30 000 € + 30 000 €
        ```

        **Après**

        ```
        n° 1, 2026 : 30 000 €   n° 2, 2026 : 30 000 €
        ```
        """,
    ),
    Rule(
        "B045",
        AVERTISSEMENT,
        "Le plafond annuel de l'année en cours est connu.",
        source=D1434_44,
        explication="""
        Mettez le logiciel à jour : le plafond de l'année, publié en décembre, lui manque.

        **Pourquoi.** En attendant, celui d'avant est pris ; il est un peu plus bas.

        **Avant**

        ```
        registre : mars 2027   dernier plafond connu : 2026
        ```

        **Après**

        ```
        registre : mars 2027   dernier plafond connu : 2027
        ```
        """,
    ),
    Rule(
        "B046",
        AVERTISSEMENT,
        "Une indemnité repose sur des heures et un taux.",
        source=D1434_44,
        explication="""
        Remplissez Quantité (les heures) et Coût unitaire (le taux), ou tenez le registre des indemnités.

        **Pourquoi.** Une indemnité compense un revenu perdu : un temps, et ce que vaut ce temps. Une somme ronde sans heures se conteste.

        **Avant**

        ```
        indemnités   Ateliers   10 000 €
        ```

        **Après**

        ```
        indemnités   Ateliers   200 heures × 50 €   10 000 €
        ```
        """,
    ),
    Rule(
        "B047",
        AVERTISSEMENT,
        "Le taux d'une indemnité suit le revenu de chaque profession.",
        source=D1434_44,
        explication="""
        Donnez à chaque profession son taux, voté par le conseil.

        **Pourquoi.** L'indemnité suit le revenu que chacun perd. Un taux unique pour toutes les professions n'en tient pas compte.

        **Avant**

        ```
        médecin : 50 €   infirmier : 50 €
        ```

        **Après**

        ```
        médecin : 75 €   infirmier : 45 €
        ```
        """,
    ),
    Rule(
        "B048",
        AVERTISSEMENT,
        "L'ACI n'indemnise personne avant la validation du projet.",
        source=D1434_44,
        explication="""
        Reportez ces paiements après la validation, ou écrivez « FIR » dans le commentaire s'il les finance.

        **Pourquoi.** L'argent de l'ACI n'arrive qu'avec un projet validé. Le fonds d'intervention régional peut payer le temps de l'écrire.

        **Avant**

        ```
        validation : 15 mars 2027   registre : janvier 2027
        ```

        **Après**

        ```
        registre : janvier 2027   commentaire : payé par le FIR
        ```
        """,
    ),
    Rule(
        "B049",
        AVERTISSEMENT,
        "Un salarié est payé avec l'accord de son employeur.",
        explication="""
        Écrivez « convention » ou « facture » dans le commentaire de la ligne, une fois l'accord obtenu.

        **Pourquoi.** Le temps d'un salarié est à son employeur : c'est lui qui facture, ou qui donne son accord.

        **Avant**

        ```
        infirmière salariée   Commentaire : (vide)
        ```

        **Après**

        ```
        infirmière salariée   Commentaire : convention avec le centre hospitalier
        ```
        """,
    ),
    Rule(
        "B050",
        AVERTISSEMENT,
        "Des salaires ont des charges sociales.",
        explication="""
        Ajoutez une ligne « charges sociales », ou écrivez « charges comprises » dans le libellé du salaire.

        **Pourquoi.** Les cotisations de l'employeur pèsent lourd. Oubliées, elles manquent dès le premier mois.

        **Avant**

        ```
        salaires   Coordinatrice   31 800 €
        ```

        **Après**

        ```
        salaires   Coordinatrice   31 800 €
        charges sociales   Cotisations de l'employeur   11 200 €
        ```
        """,
    ),
    Rule(
        "B051",
        AVERTISSEMENT,
        "Au-delà de 153 000 €, un commissaire aux comptes.",
        source="code de commerce, L612-4 et D612-5",
        explication="""
        Demandez à l'expert-comptable. Puis prévoyez une ligne, ou dites votre choix dans un chapitre : il suffit que « commissaire aux comptes » soit écrit.

        **Pourquoi.** Au-delà de 153 000 € de subventions publiques par an, une association nomme un commissaire aux comptes. Que l'argent de l'ACI soit une subvention est discuté : ce constat pose la question.

        **Avant**

        ```
        ressources publiques : 215 000 €   aucune mention
        ```

        **Après**

        ```
        honoraires   Commissaire aux comptes   4 000 €
        ```
        """,
    ),
    Rule(
        "B052",
        AVERTISSEMENT,
        "La formation n'est comptée que dans une nature.",
        source=f"{URPS}, annexe 2",
        explication="""
        Vérifiez que la même formation n'est pas comptée deux fois, puis rangez-la dans une seule nature.

        **Pourquoi.** Le modèle du guide la cite sous les honoraires et sous les moyens matériels.

        **Avant**

        ```
        honoraires   Formation   5 000 €      moyens matériels   Salle de formation   500 €
        ```

        **Après**

        ```
        honoraires   Formation, salle comprise   5 500 €
        ```
        """,
    ),
    Rule(
        "B053",
        AVERTISSEMENT,
        "Une aide a un financeur et un statut.",
        source=f"{URPS}, annexe 2",
        explication="""
        Remplissez Financeur et Statut (acquis ou demandé).

        **Pourquoi.** Une aide demandée n'est pas une aide reçue. L'ARS veut savoir de qui elle vient.

        **Avant**

        ```
        collectivité   Ateliers   Statut : demandé   Financeur : (vide)
        ```

        **Après**

        ```
        collectivité   Ateliers   Statut : demandé   Financeur : commune de Fleurance
        ```
        """,
    ),
    Rule(
        "B054",
        AVERTISSEMENT,
        "Les cotisations sont celles des membres.",
        source=f"{AVECSANTE}, statuts, art. 18",
        explication="""
        Le nombre de membres de chaque collège, multiplié par sa cotisation, donne le total de l'année 1.

        **Pourquoi.** La liste des membres, les statuts et le budget sont lus ensemble : ils disent la même chose.

        **Avant**

        ```
        2 membres à 20 €, 1 à 100 €   budget : 100 €
        ```

        **Après**

        ```
        2 membres à 20 €, 1 à 100 €   budget : 140 €
        ```
        """,
    ),
    Rule(
        "B055",
        AVERTISSEMENT,
        "Une ressource sous le barème dit pourquoi.",
        source=f"{URPS}, annexe 1",
        explication="""
        Une ressource de l'ACI inférieure à ce qui est dû dit pourquoi. Ce qui est dû tient compte du démarrage : le montant au prorata que donne `make droits` n'a rien à expliquer. Un commentaire qui parle d'une année, ou du démarrage, n'explique que celle-là.

        **Pourquoi.** Sans raison, c'est souvent une faute de frappe, ou une taille qui a changé.

        **Avant**

        ```
        ACI volet fixe, année 2 : 14 000 €   (barème : 15 000 €)
        ```

        **Après**

        ```
        ACI volet fixe, année 2 : 14 000 €   Commentaire : année 2, un poste supprimé
        ```
        """,
    ),
    Rule(
        "B056",
        AVERTISSEMENT,
        "Une crise ne se prévoit pas au budget.",
        source=AGORA,
        remede="effacez cette ressource : elle s'ajoutera au réalisé si une crise est déclarée.",
        explication="""
        Retirez cette ressource : elle s'ajoutera l'année où une crise est reconnue.

        **Pourquoi.** Elle n'est versée que si les autorités reconnaissent une crise grave. La compter, c'est dépenser un argent qui ne viendra sans doute pas.

        **Avant**

        ```
        ACI crise survenue   52 500 €
        ```

        **Après**

        ```
        ACI crise survenue   0 €
        ```
        """,
    ),
    Rule(
        "B058",
        AVERTISSEMENT,
        "Les dépenses d'une mission servent une fiche.",
        source=f"{URPS}, annexe 7",
        explication="""
        Donnez le code de la fiche que sert la dépense, ou dites dans le commentaire à quoi elle sert.

        **Pourquoi.** Chaque euro se rattache à une mission et à une action : c'est ce que la CPAM demande au dialogue de gestion.

        **Avant**

        ```
        honoraires   Formation   5 000 €   Fiche : (vide)
        ```

        **Après**

        ```
        honoraires   Formation   5 000 €   Fiche : M3-01
        ```
        """,
    ),
    Rule(
        "B059",
        AVERTISSEMENT,
        "Une dépense est dans le bloc de la mission de sa fiche.",
        remede="donnez à la ligne une fiche de ce bloc, ou déplacez-la dans le bloc de sa mission.",
        explication="""
        Déplacez la ligne dans le bloc de la mission de sa fiche, ou corrigez le code.

        **Pourquoi.** Le coût de la fiche et celui de la mission ne se recoupent plus.

        **Avant**

        ```
        feuille Prévention   Fiche : M2-01
        ```

        **Après**

        ```
        feuille Parcours   Fiche : M2-01
        ```
        """,
    ),
    Rule(
        "B060",
        ERREUR,
        "Une mission retenue a un budget.",
        source=f"{URPS}, annexe 2",
        explication="""
        Remplissez le bloc de cette mission.

        **Pourquoi.** Une mission retenue sans un euro, ni en dépense ni en ressource, est un oubli ou une mission sans moyens.

        **Avant**

        ```
        mission prévention retenue   feuille Prévention : vide
        ```

        **Après**

        ```
        feuille Prévention : ACI volet fixe 15 000 €, dépenses 15 000 €
        ```
        """,
    ),
    Rule(
        "B061",
        AVERTISSEMENT,
        "Les dépenses tiennent dans l'argent certain.",
        source=FCPTS,
        explication="""
        Dites dans le commentaire de la ressource à quel taux elle est comptée (« comptée à 60 % »), et que ses dépenses attendent qu'elle soit connue.

        **Pourquoi.** La part variable est versée l'année suivante, selon les résultats. Ce qui est dépensé avant n'est pas certain d'être payé.

        **Avant**

        ```
        ACI volet variable   9 000 €   Commentaire : selon les résultats
        ```

        **Après**

        ```
        ACI volet variable   9 000 €   Commentaire : comptée à 60 %, engagée une fois connue
        ```
        """,
    ),
    Rule(
        "B062",
        AVERTISSEMENT,
        "Le barème est celui du contrat.",
        explication="""
        Prenez dans `projet.yaml` le dernier barème signé avant le contrat, ou dites pourquoi un autre.

        **Pourquoi.** Les montants, et le nombre de missions socles, changent d'un texte à l'autre.

        **Avant**

        ```
        bareme: aci-2019   signature: 2027-04-01
        ```

        **Après**

        ```
        bareme: aci-avenant-2   signature: 2027-04-01
        ```
        """,
    ),
    Rule(
        "B063",
        ERREUR,
        "Les totaux affichés par le classeur sont justes.",
        explication="""
        Rouvrez le classeur dans Excel et enregistrez-le. Si l'écart reste, la formule de ce total oublie des lignes ou en compte deux fois.

        **Pourquoi.** Les documents impriment les totaux du logiciel. Si le classeur en montre d'autres, l'un des deux a tort.

        **Avant**

        ```
        Prévention!D11 : 14 000 €   lignes D6 à D10 : 15 000 €
        ```

        **Après**

        ```
        Prévention!D11 : =SOMME(D6:D10)
        ```
        """,
    ),
    Rule(
        "B064",
        ERREUR,
        "Le classeur est celui de ce projet.",
        explication="""
        Le classeur garde la taille, le barème, le début de contrat et les missions pour lesquels il a été fait. Accordez-le avec `projet.yaml`.

        **Pourquoi.** Une taille ou une date changée d'un seul côté change les montants permis, les années et les versements, sans que rien ne le montre.

        **Avant**

        ```
        Paramètres : Début du contrat, 1er avril 2027   projet.yaml : effet: 2027-07-01
        ```

        **Après**

        ```
        Paramètres : Début du contrat, 1er juillet 2027   projet.yaml : effet: 2027-07-01
        ```
        """,
    ),
    Rule(
        "B065",
        AVERTISSEMENT,
        "Le registre désigne chacun par sa clé ou par un numéro.",
        explication="""
        La colonne *Personne* du registre porte une clé de `content/personnes.csv`, ou un numéro (« 4 », « n° 4 »).

        **Pourquoi.** Un nom mal tapé, ou écrit de deux façons, fait deux personnes : ce que reçoit chacune semble sous le plafond.

        **Avant**

        ```
        laromann   10 000 €
        ```

        **Après**

        ```
        laroman    10 000 €
        ```
        """,
    ),
    Rule(
        "B066",
        AVERTISSEMENT,
        "Heures × taux donne le montant d'une ligne du registre.",
        explication="""
        Dans le registre, les heures multipliées par le taux donnent le montant, au centime. Une somme payée en plusieurs fois le dit en commentaire (« acompte », « 2e versement », « solde ») ; ensemble, ces lignes ne dépassent pas ce que donnent les heures.

        **Pourquoi.** Une indemnité repose sur un temps et un taux : si le produit n'est pas la somme payée, l'un des trois est faux.

        **Avant**

        ```
        100 h × 50 €   20 000 €
        ```

        **Après**

        ```
        100 h × 50 €    5 000 €
        ```
        """,
    ),
    Rule(
        "B067",
        AVERTISSEMENT,
        "Une somme du registre se note une fois.",
        explication="""
        Deux lignes du registre ne disent pas la même chose : même personne, même mois, même fiche, mêmes heures, même montant, même commentaire.

        **Pourquoi.** Une ligne recopiée compte deux fois, dans le bloc et dans le plafond de la personne.

        **Avant**

        ```
        duconte   septembre 2027   360 €
        duconte   septembre 2027   360 €
        ```

        **Après**

        ```
        duconte   septembre 2027   360 €   1er versement
        duconte   septembre 2027   360 €   2e versement
        ```
        """,
    ),
    Rule(
        "B068",
        AVERTISSEMENT,
        "Un mois du registre tombe dans une année du budget.",
        explication="""
        Chaque mois du registre est dans une année de contrat que le budget couvre.

        **Pourquoi.** Hors du contrat, la somme n'est comparée à rien. Avant lui, seul le FIR peut payer : dites-le en commentaire.

        **Avant**

        ```
        duconte   septembre 2072   360 €
        ```

        **Après**

        ```
        duconte   septembre 2027   360 €
        ```
        """,
    ),
    Rule(
        "B069",
        AVERTISSEMENT,
        "Le registre et le réalisé disent les mêmes sommes.",
        explication="""
        Quand le registre et la feuille *Réalisé* sont tenus tous les deux, ils disent les mêmes sommes, bloc par bloc et nature par nature, jusqu'au dernier mois noté dans les deux.

        **Pourquoi.** Ce sont les mêmes paiements, vus par personne et par poste. L'écart est un oubli, ou une somme notée à deux mois différents.

        **Avant**

        ```
        réalisé : 400 €   registre : 360 €
        ```

        **Après**

        ```
        réalisé : 360 €   registre : 360 €
        ```
        """,
    ),
    Rule(
        "B070",
        AVERTISSEMENT,
        "Personne ne dépasse le dernier plafond connu, pour une année à venir.",
        source=D1434_44,
        explication="""
        Une personne dépasse, pour une année dont le plafond n'est pas encore publié, le dernier plafond connu.

        **Pourquoi.** Le plafond monte presque chaque année : ce n'est qu'un doute. Quand l'arrêté paraît, ajoutez l'année à `content/baremes/pass.csv`, ou mettez le logiciel à jour.

        **Avant**

        ```
        n° 1, 2030 : 48 500 €   (plafond de 2026 : 48 060 €)
        ```

        **Après**

        ```
        n° 1, 2030 : 48 000 €
        ```
        """,
    ),
    Rule(
        "B071",
        AVERTISSEMENT,
        "Une part qui dépend des résultats n'est pas acquise.",
        explication="""
        Le statut d'un volet variable, ou d'une part versée en cas de crise, n'est pas *acquis*. Laissez la case vide.

        **Pourquoi.** Cette part dépend des résultats, connus l'année suivante : l'annexe ne peut pas la dire acquise.

        **Avant**

        ```
        ACI volet variable   acquis   9 000 €
        ```

        **Après**

        ```
        ACI volet variable            9 000 €
        ```
        """,
    ),
    Rule(
        "B072",
        AVERTISSEMENT,
        "On remplit la feuille du bloc, pas sa copie.",
        explication="""
        Une copie d'une feuille (« Parcours (2) ») n'est pas lue. Si vous y avez changé un montant, reportez-le dans la feuille d'origine, puis effacez la copie.

        **Pourquoi.** Excel donne à la copie des tableaux d'un autre nom : ce qu'on y tape n'est dans aucun document, et rien ne le montre à l'écran.

        **Avant**

        ```
        Parcours (2)   D6   36 000
        Parcours       D6   35 000
        ```

        **Après**

        ```
        Parcours       D6   36 000
        ```
        """,
    ),
    Rule(
        "B073",
        AVERTISSEMENT,
        "Une ligne du budget s'écrit une fois.",
        explication="""
        Effacez la ligne recopiée. Deux dépenses vraiment pareilles se distinguent par leur libellé.

        **Pourquoi.** Une ligne collée deux fois compte deux fois, et une ressource collée deux fois cache le trou qu'elle fait.

        **Avant**

        ```
        honoraires   Formation   5 000
        honoraires   Formation   5 000
        ```

        **Après**

        ```
        honoraires   Formation   5 000
        ```
        """,
    ),
    Rule(
        "B074",
        AVERTISSEMENT,
        "Une ligne du budget dit ce que c'est, et combien.",
        explication="""
        Donnez un libellé à chaque montant, un montant à chaque dépense, et effacez les zéros restés dans des lignes que rien d'autre ne remplit.

        **Pourquoi.** Un montant sans libellé s'imprime sans un mot. Une dépense sans montant est le plus souvent un chiffrage qui attend. Des zéros collés sur des lignes vides ne comptent pas, et cachent des lignes encore libres.

        **Avant**

        ```
        honoraires               5 000
        honoraires   Formation
        ```

        **Après**

        ```
        honoraires   Formation   5 000
        ```
        """,
    ),
    Rule(
        "B080",
        ERREUR,
        "Une somme du réalisé tombe dans une année du budget.",
        explication="""
        Le mois d'une somme tombe dans une des années que couvre le budget. Un solde reçu après l'anniversaire se note avec l'année qu'il paie, dans la colonne « Année ».

        **Pourquoi.** Le réalisé se compare au budget année de contrat par année de contrat. Une somme hors de ces années ne serait dans aucun tableau.

        **Avant**

        ```
        juin 2029   Prévention   ACI volet fixe   3 750   Année : (vide)
        ```

        **Après**

        ```
        juin 2029   Prévention   ACI volet fixe   3 750   Année : 2
        ```
        """,
    ),
    Rule(
        "B081",
        ERREUR,
        "Une crise payée est une crise déclarée.",
        source=AGORA,
        explication="""
        Si une crise grave a été reconnue, donnez sa date dans `projet.yaml` (`crises_graves`, sous `contrat`). Sinon, corrigez l'origine de la somme.

        **Pourquoi.** Ce financement n'est dû qu'avec une crise reconnue par les autorités. Prévu par erreur, il se corrige ; noté comme reçu, il fausserait les comptes.

        **Avant**

        ```
        mai 2028   Crises sanitaires   ACI crise survenue   20 000   crises_graves: (vide)
        ```

        **Après**

        ```
        mai 2028   Crises sanitaires   ACI crise survenue   20 000   crises_graves: [2028-02-10]
        ```
        """,
    ),
    Rule(
        "B082",
        AVERTISSEMENT,
        "Une somme du réalisé était prévue au budget.",
        remede="ajoutez la mission à projet.yaml et son bloc au budget, ou corrigez le bloc de cette ligne.",
        explication="""
        Reprenez le libellé de la ligne du budget. Une dépense vraiment imprévue se note aussi : acceptez alors ce constat en disant pourquoi.

        **Pourquoi.** C'est le libellé qui rattache une somme à sa ligne et à sa fiche. La deuxième année, la CPAM demande de justifier chaque écart.

        **Avant**

        ```
        budget : indemnités, « Réunions (heures) »   réalisé : indemnités, « Réunion »
        ```

        **Après**

        ```
        budget : indemnités, « Réunions (heures) »   réalisé : indemnités, « Réunions (heures) »
        ```
        """,
    ),
    Rule(
        "B083",
        AVERTISSEMENT,
        "Un bloc ne dépense pas plus que son budget.",
        explication="""
        Le bloc a dépensé plus que son budget de l'année : revoyez la suite, prévoyez un virement entre blocs, ou acceptez ce constat.

        **Pourquoi.** L'enveloppe d'une mission ne grandit pas en cours d'année. Mieux vaut le voir au mois du dépassement qu'au bilan.

        **Avant**

        ```
        Prévention, année 1 : budget 15 000 €, dépensé 15 500 €
        ```

        **Après**

        ```
        Prévention, année 1 : budget 15 500 €, dont 500 € venus du fonctionnement
        ```
        """,
    ),
    Rule(
        "B084",
        AVERTISSEMENT,
        "Une année close est équilibrée, bloc par bloc.",
        source=f"{URPS}, annexe 2",
        explication="""
        Quand une année est close et ses soldes attendus, chaque bloc a dépensé ce qu'il a reçu.

        **Pourquoi.** L'équilibre par bloc est le modèle de l'annexe 2 du guide « Élaborer un projet de santé pour une CPTS ». Dans la vraie vie il se négocie, d'où un simple avertissement : ce qui reste se reporte ou se rend, ce qui manque se finance.

        **Avant**

        ```
        Prévention, année 1 : dépensé 9 000 €, reçu 11 250 €
        ```

        **Après**

        ```
        Prévention, année 1 : dépensé 9 000 €, reçu 11 250 €, dont −2 250 € « report ou fonds dédiés »
        ```
        """,
    ),
    Rule(
        "B085",
        AVERTISSEMENT,
        "Une somme comptée en moins dit pourquoi.",
        explication="""
        Une somme négative est un avoir ou un remboursement : dites lequel en commentaire. Si c'est une faute de frappe, retirez le signe.

        **Pourquoi.** Un signe de trop retire deux fois la somme du total, et rien d'autre ne le montre.

        **Avant**

        ```
        mai 2027   indemnités   −200   Commentaire : (vide)
        ```

        **Après**

        ```
        mai 2027   indemnités   −200   Commentaire : deux heures payées deux fois, rendues
        ```
        """,
    ),
    Rule(
        "B086",
        AVERTISSEMENT,
        "Une dépense sert la fiche prévue.",
        explication="""
        La colonne « Fiche » peut rester vide : la fiche est celle de la ligne du budget. Si la dépense a vraiment servi une autre fiche, acceptez ce constat.

        **Pourquoi.** Le coût de chaque fiche, prévu puis réalisé, se compare. Une dépense qui change de fiche en chemin fausse les deux.

        **Avant**

        ```
        budget : « Réunions », fiche M1-01   réalisé : « Réunions », fiche M3-01
        ```

        **Après**

        ```
        budget : « Réunions », fiche M1-01   réalisé : « Réunions », fiche (vide)
        ```
        """,
    ),
    Rule(
        "B087",
        AVERTISSEMENT,
        "L'argent de l'ACI arrive dans son bloc, et dans son barème.",
        source=AGORA,
        explication="""
        Une somme de l'ACI se note dans le bloc à qui le barème la donne. Pour une année de contrat, le total ne dépasse pas le barème.

        **Pourquoi.** Le plus souvent, le bloc est mal choisi, un zéro est en trop, ou un solde n'a pas son année.

        **Avant**

        ```
        avril 2027   Prévention   ACI fonctionnement   45 000
        ```

        **Après**

        ```
        avril 2027   Fonctionnement   ACI fonctionnement   45 000
        ```
        """,
    ),
    Rule(
        "B088",
        AVERTISSEMENT,
        "Le réalisé se note mois après mois.",
        explication="""
        Quand rien n'est noté pendant plus de trois mois, vérifiez le dernier mois.

        **Pourquoi.** Les tableaux vont jusqu'au dernier mois noté : une année mal tapée fait croire que le contrat touche à sa fin.

        **Avant**

        ```
        juin 2028, puis mars 2029
        ```

        **Après**

        ```
        juin 2028, puis juillet 2028
        ```
        """,
    ),
    Rule(
        "B089",
        AVERTISSEMENT,
        "Une somme du réalisé se note une fois.",
        explication="""
        Effacez la ligne recopiée. Deux sommes vraiment pareilles se distinguent par leur commentaire.

        **Pourquoi.** Une ligne collée deux fois compte deux fois, et le solde réel ne tombe plus juste avec la banque.

        **Avant**

        ```
        mai 2027   indemnités   1 850
        mai 2027   indemnités   1 850
        ```

        **Après**

        ```
        mai 2027   indemnités   1 850   première quinzaine
        mai 2027   indemnités   1 850   seconde quinzaine
        ```
        """,
    ),
    Rule(
        "B090",
        ERREUR,
        "correspondance.yaml dit ce que devient chaque zone et chaque mot d'un classeur importé.",
        explication="""
        `budgets/correspondance.yaml` est écrit par `make importer FICHIER=…` pour un classeur d'une autre forme. Vous le corrigez : une zone a des lignes (`3-12`), un côté, un bloc, des colonnes ; un mot devient une nature de dépense ou une origine de ressource.

        **Pourquoi.** Le logiciel propose, la trésorière décide. Il ne devine jamais à la place d'une ligne qu'il ne comprend pas.

        **Avant**

        ```
        - {cote: dépenses, bloc: Prévention, texte: "Dépliants", poste: communication}
        ```

        **Après**

        ```
        - {cote: dépenses, bloc: Prévention, texte: "Dépliants", poste: moyens matériels}
        ```
        """,
    ),
    Rule(
        "B091",
        AVERTISSEMENT,
        "Le solde du réalisé est celui de la banque.",
        explication="""
        Une ligne « solde en banque » du réalisé dit ce qu'il y avait sur le compte à la fin de son mois. Le solde d'ouverture et toutes les sommes notées jusque-là doivent donner le même, au centime.

        **Pourquoi.** C'est la seule preuve que rien n'a été oublié ni noté deux fois.

        **Avant**

        ```
        juin 2027   solde en banque   45 210,33      (le réalisé fait 45 110,33)
        ```

        **Après**

        ```
        mai 2027    cotisations          100,00      (oubliée)
        juin 2027   solde en banque   45 210,33
        ```
        """,
    ),
    Rule(
        "B092",
        AVERTISSEMENT,
        "Un fichier nommé comme pièce est dans budgets/pieces/.",
        explication="""
        La colonne « Pièce » du réalisé donne un numéro, celui de votre classement, ou le nom d'un fichier de `budgets/pieces/`. Si ce dossier a des fichiers, celui que la ligne nomme doit en être ; sur un ordinateur où le dossier est vide, rien n'est dit.

        **Pourquoi.** Au dialogue de gestion, une somme sans sa pièce est une somme à justifier de mémoire.

        **Avant**

        ```
        mai 2027   honoraires   600   facture-0512.pdf      (le fichier s'appelle facture-0521.pdf)
        ```

        **Après**

        ```
        mai 2027   honoraires   600   facture-0521.pdf
        ```
        """,
    ),
    Rule(
        "B093",
        AVERTISSEMENT,
        "Une pièce ne sert qu'une fois pour la même dépense.",
        explication="""
        Deux lignes du même bloc, de la même nature et de la même fiche ne portent pas la même pièce, sauf si le commentaire de chacune dit pourquoi : « acompte » et « solde », « partagée », « 40 % ».

        **Pourquoi.** C'est le plus souvent un paiement noté deux fois, à un mois d'intervalle.

        **Avant**

        ```
        mai 2027    honoraires   600   F-0521
        juin 2027   honoraires   600   F-0521
        ```

        **Après**

        ```
        mai 2027    honoraires   240   F-0521   acompte
        juin 2027   honoraires   360   F-0521   solde
        ```
        """,
    ),
    Rule(
        "B094",
        AVERTISSEMENT,
        "Quand les pièces sont notées, chaque dépense a la sienne.",
        explication="""
        Dès qu'une ligne du réalisé a une pièce, celles qui n'en ont pas sont comptées, en un seul constat. « make pieces » les nomme toutes, et numérote les autres pour le dialogue de gestion.

        **Pourquoi.** La seconde année, l'Assurance maladie demande à voir les preuves. Les retrouver un an plus tard prend des jours.

        **Avant**

        ```
        mai 2027   honoraires        600   F-0521
        mai 2027   moyens matériels   84
        ```

        **Après**

        ```
        mai 2027   honoraires        600   F-0521
        mai 2027   moyens matériels   84   F-0522
        ```
        """,
    ),
    Rule(
        "B095",
        AVERTISSEMENT,
        "Chaque version du budget a son nom, son classeur et, votée, son instance.",
        explication="""
        `budgets/versions.csv` a une ligne par version du budget : son nom, le classeur qui la garde et, quand elle est votée, le jour et l'instance. Le classeur est dans `budgets/versions/` et se lit sans erreur.

        **Pourquoi.** L'annexe dit quelle version est en vigueur et ce qui a changé depuis la première : il faut pouvoir relire chacune.

        **Avant**

        ```
        version;date;instance;classeur
        initiale;2026-12-10;;versions/initial.xlsx
        ```

        **Après**

        ```
        version;date;instance;classeur
        initiale;2026-12-10;conseil d'administration;versions/initiale.xlsx
        ```
        """,
    ),
    Rule(
        "B096",
        AVERTISSEMENT,
        "Le budget présenté est la dernière version votée.",
        explication="""
        Les dépenses et les ressources de chaque bloc, et les dépenses de chaque nature, sont celles de la dernière version votée de `budgets/versions.csv`.

        **Pourquoi.** Un montant changé après le vote n'engage que celui qui l'a tapé : l'écart se vote, ou se défait.

        **Avant**

        ```
        modifiée;2027-09-20;conseil d'administration;versions/modifiee.xlsx     (Prévention : 15 000 €)
        budgets/budget.xlsx                                                    (Prévention : 16 500 €)
        ```

        **Après**

        ```
        seconde modification;2028-01-12;conseil d'administration;versions/seconde.xlsx     (Prévention : 16 500 €)
        budgets/budget.xlsx                                                                (Prévention : 16 500 €)
        ```
        """,
    ),
    Rule(
        "B097",
        AVERTISSEMENT,
        "Une case montre le montant qu'elle contient.",
        explication="""
        Le format d'une case ne change pas son montant : une case qui affiche « 10 k€ » peut contenir 10 euros, ou 10 000. Un montant ne s'affiche ni en milliers, ni en pour cent, ni comme une date. Le constat est donné une fois par tableau.

        **Pourquoi.** Ce qui compte est le nombre de la case, pas ce qu'on y voit : le budget serait mille fois trop petit sans que rien ne le montre.

        **Avant**

        ```
        10 k€        (la case contient 10)
        ```

        **Après**

        ```
        10 000,00 €  (la case contient 10000)
        ```
        """,
    ),
    Rule(
        "B098",
        AVERTISSEMENT,
        "Le registre ne paie personne après son départ.",
        explication="""
        Un mois du registre des indemnités suit le départ écrit dans `personnes.csv` : corrigez le mois ou la personne. Le solde d'un travail d'avant le départ se dit en commentaire (« solde »). Les mois d'avant restent comme ils sont.

        **Pourquoi.** Une indemnité répare un revenu perdu pour la CPTS : qui n'est plus membre n'en a plus. C'est souvent une ligne recopiée d'un mois à l'autre.

        **Avant**

        ```
        Mois : septembre 2027, Personne : duconte (depart : 2027-06-30)
        ```

        **Après**

        ```
        Mois : juin 2027, Personne : duconte
        ```
        """,
    ),
    Rule(
        "B099",
        AVERTISSEMENT,
        "La somme dite dans l'étalement fait le montant de l'année.",
        explication="""
        « 350 € par mois » est le montant de l'année divisé par ses mois, au centime (833,33 € pour 10 000 € en douze mois). Les mois sont ceux que dit l'étalement ; sans eux, ceux de l'année à partir du démarrage de la mission.

        **Pourquoi.** Le montant seul est compté : une mensualité qui ne le fait pas cache des mois en trop ou en moins.

        **Avant**

        ```
        Contrat d'avril 2027   Année 1 : 2 100 €   Étalement : 350 € par mois
        ```

        **Après**

        ```
        Contrat d'avril 2027   Année 1 : 2 100 €   Étalement : 350 € par mois à partir d'octobre
        ```
        """,
    ),
    Rule(
        "B100",
        ERREUR,
        "L'étalement nomme un mois de chaque année qui a un montant.",
        explication="""
        Un mois daté (« octobre 2027 », « à partir d'octobre 2028 ») est dans une année du contrat où la ligne a un montant, et chacune de ces années a un mois. Un mois sans date vaut pour toutes.

        **Pourquoi.** La trésorerie place chaque montant dans les mois que vous dites : un montant sans mois irait n'importe où.

        **Avant**

        ```
        Contrat d'avril 2027   Année 1 : 3 000 €   Année 2 : 3 000 €   Étalement : octobre 2027
        ```

        **Après**

        ```
        Contrat d'avril 2027   Année 1 : 3 000 €   Année 2 : 3 000 €   Étalement : octobre
        ```
        """,
    ),
)
