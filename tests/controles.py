"""What a program that checks a projet de santé is expected to see: ninety-four things, and the rules that see them.

Each line: its number, what is looked for, the rules.  ``test_controles.py`` holds that every rule of the table has its
mistake planted in ``cases/``, or in the test that ``test_cases.ELSEWHERE`` names, and is told there.
"""

from __future__ import annotations

TABLE = """
1 barème connu à la date du contrat | B018 B062
2 taille d'après la population | T001
3 population près d'un seuil | T005
4 population sans année ni source | T004 T008
5 sous-totaux du barème | B019
6 ressource au-dessus du barème | B011
7 ressource sous le barème sans raison | B055
8 ligne d'un autre barème | B012
9 plan de crise compté deux fois | B013
10 crise comptée sans crise déclarée | B081 B056
11 total possible sans dire la crise | R015
12 montants d'un texte jamais signé | X014
13 mission socle absente | P003
14 démarrage trop tardif | R001
15 déploiement trop tardif | R002 R018
16 dates qui ne se suivent pas | P004 F012 F013 F054
17 dates hors des cinq années | F035 F055 R004
18 planning avec des blancs | F018 X001
19 plan de crise jamais mis à jour | R003
20 réunions d'indicateurs | F036
21 rubriques obligatoires vides | F007 F009 C002
22 rubriques facultatives vides | F022
23 mission inconnue | P001
24 blancs à remplir | X001
25 problématique sans chiffre ni besoin | F023
26 besoin prioritaire sans fiche | N003
27 mission sans fiche, code deux fois | F015 F017 F010
28 aucun indicateur | F009
29 volet variable sans indicateur | F024
30 indicateur sans départ, cible, source, sens | F021 F025
31 cible sans progrès | F026
32 cibles en dents de scie | F027
33 poids qui ne font pas 100 % | F028
34 résultat dès l'année 2 | F029
35 trop d'indicateurs | F030
36 pilote inconnu, sans profession ni contact | G002 G006 G003
37 pilote de trop d'actions | F031
38 aucun lien avec le PRS | F032
39 sous-action sans responsable | F033
40 rubrique inconnue ou répétée | F002 F003
41 coordonnées privées d'un document public | G014 G015 G016 G017
42 bloc en déséquilibre | B010 B084
43 total qui n'est pas la somme | B063
44 fiches contre bloc de leur mission | B058 B059
45 coût d'une fiche contre le classeur | F034 F058 F059
46 mission sans budget, ou l'inverse | B060 B020
47 1A et 1B dans une enveloppe | B011
48 dépenses au-delà de l'argent certain | B061
49 caisse sous zéro | R008
50 part fixe sans prorata | R006
51 plafond d'une personne | B044
52 plafond de l'année inconnu | B045 B070
53 un taux pour toutes les professions | B047
54 indemnité sans heures ni taux | B046
55 indemnité avant la validation | B048
56 salarié sans accord de l'employeur | B049
57 salaires sans charges | B050
58 commissaire aux comptes | B051
59 formation en deux lignes | B052
60 case illisible, masquée, fusionnée | B004 B005 B006 B009 B014 B016 B032 B033
61 aide sans financeur ni statut | B053
62 cotisations contre membres | B054
63 trois parties et leurs sections | P007 P011 P012 S050
64 grille de l'ARS | P011 P012
65 chiffres d'un texte contre les listes | X018 T020
66 commune deux fois, code inconnu | T002 T006 T007
67 système d'information | X016
68 place des usagers | X017
69 phrase qui exclut | X015
70 annexes citées et jointes | X044 X045 X046
71 dossier complet | S051 G024
72 membre sans statut, profession, date | G010 G011 G012 G024
73 termes d'autrefois | X013
74 sigle jamais expliqué | X010
75 renvois et noms | X040 X043
76 accord tacite | R017
77 blancs des statuts | X001
78 sièges des collèges | S001
79 collège trop grand | S011 S012
80 bureau d'AVECsanté | S013 S014 S015 S017
81 bureau des URPS | S016 S018 S019 S020 S021 S022
82 deux modèles mêlés | S023 S024
83 pouvoirs | S025 S026
84 mandats | S027
85 quorum, majorité, délai | S028
86 parts qui se calculent, seconde assemblée | S029 S030 S061
87 cotisation, règlement, représentation | S031 S032 S033
88 loi de finances de 2002 | S034
89 objet et textes | S035
90 loi du siège | S036
91 autre forme qu'une association | S037
92 vote du budget, ouverture à tous | S038 S039
93 rappel de la déclaration | S040
94 gouvernance contre statuts | S041 S042 S046 S047
"""


def controles() -> dict[int, tuple[str, tuple[str, ...]]]:
    """Number → what is looked for, and the codes of the rules that see it."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    for line in TABLE.strip().splitlines():
        number, rest = line.split(" ", 1)
        what, codes = rest.split(" | ")
        found[int(number)] = (what, tuple(codes.split()))
    return found
