"""What tells of somebody who is in no list: where they live, when they were born, what ails them, their number cut as no
list cuts one; and beside each kind, what is nobody's."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Repertoire


def found(words: str, titre: str = "") -> list[str]:
    return [one.valeur for one in Repertoire().sensibles(words, titre)]


def table(*rows: str) -> str:
    titles, *others = rows
    rule = "|".join("---" for _title in titles.split("|"))
    return "\n".join(f"| {row} |" for row in (titles, rule, *others))


HOMES = [
    # a verb, a word or a label says that somebody lives there
    "Nadia vit 27 chemin des Lilas.",
    "Nadia loge au 15 rue Basse",
    "Nadia a emménagé au 15 rue Basse",
    "Elle habite désormais, depuis son divorce, au 15 rue Basse",
    "Nous habitons 15 rue Basse",
    "Nadia habite quinze, rue Basse",
    "Nadia habite rue Basse, au numéro 15",
    "Nadia habite rue Basse à Auch",
    "Nadia habite\n15 rue Basse",
    "Nadia habite Bordeneuve, 32190 Jegun",
    "Nadia habite résidence des Lilas, appartement 12",
    "Mme Bertin réside résidence Les Pins bâtiment B",
    "Nadia loue un appartement 15 rue Basse",
    "La maison de Nadia est au 15 rue Basse",
    "Courrier chez Claire, 18 rue Basse",
    "Siège : chez Mme Bertin, 18 rue Basse",
    "c/o Bertin, 15 rue Basse",
    "Courrier personnel de la présidente : au 15 rue Basse",
    "Courrier à l'attention de Nadia Bertin, 15 rue Basse",
    "Dom. : 15 rue Basse, Auch",
    "adresse (perso) : 15 rue Basse",
    "Mon adresse : 15 rue Basse",
    "L'adresse de la trésorière est 15 rue Basse",
    "Le domicile de la présidente est au 15 rue Basse",
    "Le patient du 15 rue Basse",
    "Au 15 rue Basse vit Nadia",
    "15 rue Basse (adresse personnelle)",
    "Siège : 15 rue Basse, chez Nadia",
    "[chez Nadia](https://maps.example/15+rue+Basse)",
    # somebody is named beside it
    "Nadia Bertin, 15 rue Basse",
    "Claire, résidence les Mimosas bâtiment B, 32000 Auch",
    "Nadia Bertin, présidente, 15 rue Basse",
    "BERTIN Nadia – 15 rue Basse",
    "M. et Mme Bertin, 15 rue Basse",
    "N. Bertin, 15 rue Basse",
    "**Nadia Bertin**\n15 rue Basse\n32000 Auch",
    "15 rue Basse, Auch – Nadia Bertin",
    "- Nom : Bertin\n- Prénom : Nadia\n- Adresse : 15 rue Basse",
    "Contact Claire Martin, 4 impasse des Vignes, 32100 Condom",
    "Claire Martin, « La Plagne », 32100 Condom",
    "Claire Martin, née Dupont, 4 impasse des Vignes",
    "Famille Martin, 4 impasse des Vignes",
    "Lieu-dit « La Plagne », chez Claire Martin",
    "au 4 de l'impasse des Vignes, chez Claire",
    # tables
    table("Nom | Domicile", "Bertin | 15 rue Basse, 32000 Auch"),
    table("Nom | Adresse personnelle", "Bertin | Bordeneuve, 32190 Jegun"),
    table("Nom | Prénom | Adresse", "Bertin | Nadia | 15 rue Basse"),
    table("Nom | Numéro | Rue", "Nadia Bertin | 15 | rue Basse"),
    table("Membre | Rue", "Nadia Bertin | 15 rue Basse"),
]
HOMES_OF_NOBODY = [
    "Dr Nadia Bertin, 15 rue Basse",
    "Nadia Bertin, infirmière, 15 rue Basse",
    "Pharmacie Nadia Bertin, 15 rue Basse",
    "Maison de santé Simone Veil, 15 rue Basse",
    "Centre Simone Veil (15 rue Basse)",
    "Foyer Jean Moulin, 12 rue Basse",
    "École Marie Curie, 15 rue Basse, Auch",
    "Contact mairie, 15 rue Basse",
    "Résidence « Les Pins », 32000 Auch",
    "Le groupe 32, gmail.com et orange.fr",
    "Maison de Santé de Fleurance, 15 rue Basse",
    "EHPAD résidence les Pins bâtiment B, 32000 Auch",
    "Adresse de l'hôpital : 15 rue Basse",
    "Courrier à adresser au siège, 15 rue Basse",
    "Le siège est au 15 rue Basse, à la maison de santé",
    "L'association a déménagé au 15 rue Basse",
    "La CPTS loge 15 rue Basse",
    "Hospitalisation à domicile (HAD), 15 rue Basse",
    "Le service de soins à domicile, 15 rue Basse, est ouvert",
    "40 % des habitants vivent rue Basse",
    "La ville d'Auch (32000) loge le service",
    "Mme Bertin a suivi 15 cours de yoga",
    "Mme Bertin, 15 places en crèche",
    "Marie Durand s'est installée 15 rue Basse comme infirmière",
    "Nadia Bertin anime l'atelier au 15 rue Basse",
    table("Structure | Adresse", "Pharmacie du Port | 15 rue Basse"),
    table("Nom | Adresse du cabinet", "Nadia Bertin | 15 rue Basse"),
    table("Nom | Prénom | Profession | Adresse", "Bertin | Nadia | infirmière | 15 rue Basse"),
    table("Lieu de soins | Domicile", "part | 45 %"),
]
BIRTHS = [
    "On fête les 50 ans de Claire le 12 mars.",
    "Le 12 mars, on fête les cinquante ans de Claire.",
    "Les 50 ans de Mme Bertin, le 12 mars",
    "Pot pour les 50 ans de la présidente le 12 mars",
    "Claire fête son anniversaire le 12 mars",
    "Le 12 mars, c'est l'anniversaire de Claire",
    "Claire est née le jour de Noël 1976.",
    "née le soir de Noël 1976",
    "née en 1976, le lundi de Pâques",
    "née à la Saint-Jean 1976",
    "Claire est née le premier de l'an 1976",
    "née le jour de l'an 1976",
    "née le deuxième dimanche de mai 1976",
    "Claire Bertin, née le 12 mars",
    "Claire a soufflé ses 65 bougies le 12 mars",
    "Claire a soufflé ses quarante bougies le 14 mars 2026",
    "C'est le 12 mars 1961 que Claire est née",
    "Claire est du 12 mars 1961",
    "née un 12 mars, année 1975",
    table("Nom | Anniversaire", "Nadia | 12 mars"),
    table("Qui | Anniv.", "Bertin | 12/03/1975"),
]
BIRTHS_OF_NOBODY = [
    "On fête les 50 ans de la loi le 12 mars.",
    "Les 50 ans de l'hôpital, le 12 mars",
    "On fête les 10 ans de la CPTS le 12 mars.",
    "La loi, née le jour de Noël 1976",
    "Rendez-vous le jour de Noël 1976",
    "Anniversaire de la signature : 12 mars",
    "L'équipe de Claire est née le 12 mars",
    "C'est le 12 mars 1961 que la CPTS est née",
    "La loi est du 12 mars 1961",
    "Née à Saint-Jean, l'équipe y travaille depuis 1976",
    table("Contrat | Anniversaire", "ACI | 12 mars"),
]
PATIENTS = [
    "Mme D., octogénaire de Mauvezin, atteinte d'Alzheimer",
    "Une octogénaire, Mme D., de Mauvezin, atteinte d'Alzheimer",
    "Mme Durand, octogénaire, souffre de la maladie d'Alzheimer",
    "Léa M., six ans, de Jegun, obèse",
    "Le petit Léo M., 6 ans,\nde Jegun, obèse",
    "Emma T., 6 ans et demi, leucémique, reprend l'école à Gimont",
    "J. D., 34 ans, Auch, sous méthadone",
    "J. D., 34 ans, de Lectoure, séropositif",
    "J. D., trente-quatre ans, de Lectoure, suivi en psychiatrie",
    "Mme D., 84 ans, de Lectoure, en soins palliatifs",
    "Monsieur Durand, né en 1941, diabétique",
    "Mme D., née en 1941, habitant Lectoure, Alzheimer",
    table("Patient | Âge | Commune | Motif", "J. D. | 34 | Lectoure | toxicomanie"),
    table("Patient | Âge | Commune | Motif", "Mme D. | 84 ans | Mauvezin | à domicile"),
    table("Nom | Né en | Pathologie", "Nadia Bertin | 1941 | BPCO"),
]
PATIENTS_OF_NOBODY = [
    "Mme Delafable, 58 ans, cardiologue à Auch, suit l'insuffisance cardiaque",
    "Mme Delafable, diététicienne, 58 ans, suit les diabétiques",
    "M. D., 58 ans, interne à Auch, en psychiatrie",
    "Une femme octogénaire de Mauvezin, atteinte d'Alzheimer",
    "Enfants de six ans à Jegun, dépistage de l'obésité",
    "Mme X, née en 1941, diabétique (cas d'école)",
    table("Patients | Âge | Commune | Motif", "12 | 34 | Lectoure | toxicomanie"),
    table("Patient | Âge | Motif", "Cas A | 84 ans | chute"),
    table(
        "Ce qui est dit | Au plus tard | Qui", "surpoids à 4 et à 6 ans | mai 2028 | Marc Duconte"
    ),
]
NUMBERS = [
    "sans le zéro : 641 526 374",
    "641 526 374 (ajouter un zéro devant)",
    "Claire : 6 12 34 56 78",
    "06 41 ou 42 52 63 74",
    "06 41 52 / 53 63 74",
    "41 52 63 74 (06)",
    "41.52.63.74 avec 06 devant",
    "préfixe 06, numéro 41526374",
    "mon 06 : 41 52 63 74",
    "zéro six, 41, 52, 63, 74",
    "06 41 - 52 63 - 74",
    "0,6,4,1,5,2,6,3,7,4",
    "06 41 5 2 6 3 7 4",
    "zéro six - quatre un - cinq deux - six trois - sept quatre",
    table("Nom | Portable", "Nadia | 7 12 34 56 78"),
    table("Nom | a | b | c", "Claire | 06 41 52 | 63 74 | 12"),
    table("Nom | a | b | c", "Claire | 06 41 | 52 63 74 | 2026"),
    table("Nom | a | b", "Claire | 0641526 | 374"),
    "07 12 34 56 7/8",
    "07 12 34 56 7 ou 8",
    "06h41 52 63 74",
    "06 41 h 52 63 74",
    # social security, its pieces parted by words: the key is right
    "2 76 12 32 013 042 puis clé 19",
    "2 76 12 32 (Gers) 013 042 19",
    "2 76 12 32 suivi de 013 042 19",
    "sexe 2, année 76, mois 12, département 32, commune 013, ordre 042, clé 19",
    # mails
    "nadia.bertin (gmail)",
    "nadia.bertin sur la messagerie gmail",
    "@orange.fr précédé de nadia.bertin",
    "nadia.bertin*orange.fr",
    "adresse mail nadia32, gmail.com",
    "mail : nadia.bertin chez l'opérateur orange",
]
NUMBERS_OF_NOBODY = [
    "06h10 25 40 55",
    "Page 4/5 de 2027",
    "facture 0641526374-B",
    "Devis n° 0641526374",
    "bon de commande 0641526374",
    "dossier 0641526374/2",
    "Facture 2026-0641526374",
    "641 526 374 habitants, 641 526 374 €",
    "SIRET 641 526 374 00012",
    "Les départements 06, 41 ou 42",
    "06 41 ou 42 lits",
    "Semaines 06 07 ou 08 09 10 11",
    "Âges : 6 12 34 56 78 91",
    "De 06-11 12-22 23-35 ans",
    "Le 15, le 3114, le 116 117",
    "2 76 12 32 (Gers) 013 042 20",
    table("Lits | a | b | c | d", "7 | 06 | 41 | 52 | 63"),
    table("Nom | Code | Lits", "A | 0641526 | 374"),
    table("Matin | Midi | Après-midi", "07 30 | 12 30 | 13 30"),
    "Titre {#contact-arobase}\n\nwww.example.org",
    "La loi et l'idée : il le dit le 12.",
]


@pytest.mark.parametrize("words", [*HOMES, *BIRTHS, *PATIENTS, *NUMBERS])
def test_what_tells_of_somebody_unknown_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words", [*HOMES_OF_NOBODY, *BIRTHS_OF_NOBODY, *PATIENTS_OF_NOBODY, *NUMBERS_OF_NOBODY]
)
def test_what_stands_beside_it_and_is_nobody_s_stays_silent(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("titre", "cell", "told"),
    [
        ("Domicile", "15 rue Basse, 32000 Auch", True),
        ("Adresse personnelle", "Bordeneuve, 32190 Jegun", True),
        ("Nom | Prénom | Adresse", "Bertin | Nadia | 15 rue Basse", True),
        ("Nom | Âge | Commune | Motif", "J. D. | 34 | Lectoure | toxicomanie", True),
        ("Qui | Anniversaire", "Claire | 12 mars", True),
        ("Anniversaire", "12/03/1975", True),
        ("Anniversaire", "12 mars", False),
        ("Domicile", "45 %", False),
        ("Adresse", "15 rue Basse, 32000 Auch", False),
        ("Séjours", "612345678", False),
        ("Numéros", "612345678", True),
        ("Portables", "612345678", True),
        ("Structure | Adresse", "Nadia | 15 rue Basse", False),
    ],
)
def test_a_cell_of_a_list_is_read_with_its_titles(titre: str, cell: str, told: bool) -> None:
    assert bool(found(cell, titre)) is told
