"""What careless or sly people of the field write of somebody, and the neighbour of each that is nobody's."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Repertoire


def found(words: str) -> list[str]:
    return [one.valeur for one in Repertoire().sensibles(words)]


@pytest.mark.parametrize(
    "words",
    [
        # a number within letters that look like figures
        "H07 57 12 88 30O",
        "0757128830l",
        "O0757128830",
        # days of birth
        "Nadia B. est née à Auch en mars 1961, le 12.",
        "Nadia B., née un dimanche de mai, le 3, en 1961.",
        "Nadia B., née en 1961, au mois de mai, le 3.",
        "Patient 12 : D.N. : 120361.",
        "DDN 120361",
        "Le 12 mars 1961 naissait Nadia B.",
        "Le 3 mai 1961 est née Nadia.",
        "Naiss. : 12 03 1961.",
        "Date de nais. 12/03/61",
        "Neé le 12 mars 1961",
        "Nadia B. (*12.03.1961)",
        "Nadia B. a eu 65 ans le 12 mars dernier.",
        "Nadia B., âgée de 65 ans depuis le 12 mars",
        "Née le premier avril 1961.",
        "L'infirmier du centre est né le 12 mars 1961.",
        "Le cabinet de Nadia Bertin, née le 12 mars 1961",
        "La présidente de l'hôpital, née le 12 mars 1961",
        # a number of the social security in words, or cut anyhow
        "N° de sécurité sociale de Mme B. : deux soixante et un zéro trois trente-deux zéro treize zéro quarante-deux.",
        "N° Sécu : 261 0332 0130 42",
        # homes of people who are in no list
        "Nadia Bertin, demeurant 14 chemin des Lilas, 32000 Auch.",
        "Nadia Bertin, domiciliée 14 chemin des Lilas à Auch.",
        "Domicile de Nadia : 14 chemin des Lilas, Auch.",
        "Adresse personnelle : lieu-dit Bordeneuve, 32190 Jegun.",
        "Elle habite au 14 bis, rue Basse",
        "M. T. habite 3 r. Haute",
        # patients
        "Mme D., 84 ans, de Mauvezin, atteinte de la maladie d'Alzheimer, a été réhospitalisée.",
        "Nous avons suivi J.-P. L. (57 ans, Lectoure) pour une cirrhose.",
        "M. R. (diabète de type 2, 62 ans, Pauilhac) n'avait plus de médecin traitant.",
        "La petite Léa M., 6 ans, de Jegun, suivie pour obésité.",
        # the line of a home, which begins as that of a body
        "Joindre Mme Léa Morel chez elle au 05 62 11 22 33",
        "Chez lui : 05.62.11.22.33",
        "- Léa Morel\n    - cabinet : 05 62 61 00 00\n    - domicile : 05 62 11 22 33",
        "Tél. perso : +33 5 62 11 22 33",
        "Fixe personnel 0562112233",
        "Léa Morel, 05 62 11 22 33 (domicile)",
        "| Nom | Tél. domicile |\n|---|---|\n| Léa Morel | 05 62 11 22 33 |",
        # homes in the name of a file
        "![Carte](../images/lea-morel-15-rue-basse-auch.png)",
        "plan_14_bis_avenue_de_la_gare.pdf",
        "photo-4-chemin-des-lilas.jpg",
        "| Mme D. | 84 ans | Mauvezin | Alzheimer |",
        "Nadia Bertin, 84 ans, souffre de BPCO.",
        "Mme Bertin, 84 ans, diabétique",
        "Mme D (84 ans – Mauvezin – diabète)",
        "Mme Bertin vit au 14 rue des Lilas",
        "Mme D., 84 ans, de Mauvezin, n'a plus de médecin pour son diabète",
    ],
)
def test_what_the_field_writes_of_somebody_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        # figures
        "Semaines 06 07 08 09 10 11.",
        "| S06 | S07 | S08 | S09 | S10 |",
        "Départements : 06, 07, 12, 30, 82.",
        "Doses : 6 57 12 88 30 12 45 78 96.",
        "Référence 06-5712-8830-A, réf. 0757128830B, article X0757128830.",
        "Version 6.57.12.88.30 du logiciel.",
        "Portable : 06 XX XX XX XX, jamais publié.",
        "06 xx xx xx 30",
        # bodies are born too
        "L'hôpital est né le 12 mars 1961 de la fusion de deux hospices.",
        "L'hôpital local, né le 12 mars 1961",
        "Le service d'urgences de Mirande est né le 3 mai 1988.",
        "On sait que la pharmacie est née le 4 juin 1970",
        "Le 12 mars 1961 naissait l'hôpital.",
        "Le groupe né en 2005 se réunit en mars, le 12.",
        "Les enfants nés en 2005 sont vus en mars, le 12",
        "Née en mars 1961, la mutuelle a le 12 % des parts",
        "Naissances : 12 en 2003, 14 en 2004",
        "Date de naissance : demandée en 2019",
        # lines of bodies, and files of theirs
        "Hospitalisation à domicile : 05 62 61 32 32",
        "De retour à la maison, appeler le 05 62 61 32 32",
        "Soins infirmiers à domicile, tél. 05 62 61 32 32",
        "Le secrétariat de la maison de santé : 05 62 61 32 32",
        "| Service | Téléphone |\n|---|---|\n| Aide à domicile | 05 62 61 32 32 |",
        "content/missions/03-chemin-de-soins.md",
        "content/organisation/02-place-des-usagers.md",
        "images/mairie-4-rue-basse.png",
        # assured people are counted
        "Assurés : 2 610 332 en 2019 et 2 710 448 en 2021",
        "N° de sécurité sociale : treize chiffres, demandés à l'accueil",
        # places
        "L'association des usagers, domiciliée 4 rue du Port, 32000 Auch.",
        "Association des usagers d'Exemple, domiciliée 4 rue du Port.",
        "La CPAM, domiciliée 1 place de la Patte d'Oie",
        "Soins à domicile : 14 rue du Port, Auch.",
        "Il habite une commune de 14 rues.",
        "Les habitants domiciliés dans les 12 rues",
        # illnesses
        "Les personnes de 84 ans et plus, à Mauvezin, sont souvent atteintes de la maladie d'Alzheimer.",
        "Une femme de 80 ans, de Mirande, atteinte d'Alzheimer",
        "Cas d'école : Mme X., 80 ans, vit seule à Auch, diabète",
        "M. Duconte, infirmier à Lectoure depuis 20 ans, suit le diabète de 62 patients.",
        "Dr P. Martin (Auch) suit 40 ans de diabète",
        "Mme Delafable, 52 ans, médecin, suit les patients diabétiques.",
        "Dr Marc Duconte, 45 ans, s'est installé à Auch : maladies chroniques.",
        "Marc Duconte, 45 ans, est infirmier à Auch auprès des malades d'Alzheimer.",
        "Pharmacie P. Martin, 20 ans, Auch, maladies",
        "On vit à 14 km de la rue longue",
        "Annexe B, 50 ans, de Mirande : dépistage du cancer",
        "Grippe A, 65 ans et plus, à Fleurance : hospitalisations",
        "Hépatite C chez les plus de 50 ans, à Auch",
        "Vitamine D, à 65 ans, à Auch : ostéoporose et fractures",
    ],
)
def test_its_neighbour_stays_silent(words: str) -> None:
    assert found(words) == []
