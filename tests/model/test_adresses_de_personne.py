"""A numbered address is somebody's home, unless its sentence, its cell or its row names a body closer than any person."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import SANS_TITRE, Repertoire
from pipeline.model.files import Files
from tests.projets import constats, edited, petit_projet


def found(words: str, titre: str = "") -> list[str]:
    return [one.valeur for one in Repertoire().sensibles(words, titre)]


def table(*rows: str) -> str:
    titles, *others = rows
    rule = "|".join("---" for _title in titles.split("|"))
    return "\n".join(f"| {row} |" for row in (titles, rule, *others))


@pytest.mark.parametrize(
    "words",
    [
        # no body at all
        "Les Martin, 4 impasse des Lilas",
        "la maison des Martin, 4 impasse des Lilas",
        "Foyer de Claire Martin : 4 impasse des Lilas",
        "Claire est au 4 impasse des Lilas",
        "habite 3e étage, 15 rue Basse",
        "On se retrouve 4 imp. des lilas",
        "Colis : 4, all. des Pins",
        "15 rue Basse, 32000 Auch",
        "Avenue Jean Jaurès, 15 rue Basse",
        "rue Basse, 15",
        "rue Basse au n° 15, Auch",
        "quatre impasse des Lilas",
        "au XV rue Basse",
        "4bis chemin de la borde",
        "(15) rue Basse",
        "4\nimpasse des Lilas",
        "12 route de toulouse",
        "![4 impasse des Lilas](photo.png)",
        "[plan](https://maps.example/4+impasse+des+Lilas)",
        "43.64581, 0.58612",
        "8FM22GRX+4V",
        "///lilas.chemin.maison",
        "Claire, employée de l'EHPAD, 31 rue des Forges",
        "La famille Roux, aidée par le CCAS, 31 rue des Forges",
        "Elle est soignée par l'HAD au 31 rue des Forges",
        "Le fils de la pharmacienne, 31 rue des Forges",
        "5, Grande Rue",
        "5  rue  Neuve",
        "6 résidence les mimosas",
        "Mme Petit, vue par l'infirmière, est rentrée au 5 rue Neuve",
        # a body, and somebody closer
        "La pharmacie livre Claire Martin, 4 impasse des Lilas",
        "Claire Martin, trésorière de l'association, 4 impasse des Lilas",
        "Mme Martin, membre du bureau, 4 impasse des Lilas",
        "Siège : Mme Martin, 4 impasse des Lilas",
        # a body that does not hide a home
        "Mme Martin, logée par la mairie au 4 rue Basse",
        "La mairie loge Mme Martin au 4 rue Basse",
        "Claire Martin, infirmière au cabinet du Port, habite 4 rue Basse",
        "L'infirmière Claire Martin habite 4 rue Basse",
        "La CPTS sait que Mme Martin réside 4 rue Basse",
        "L'association, 4 rue Basse, chez Claire",
        "Dr Martin, adresse personnelle : 4 rue Basse",
        # rows
        table("Qui | Où", "Claire Martin | 4 rue Basse"),
        table("a | b", "x | 4 rue Basse"),
        table("Lieu de vote | Domicile", "mairie | 4 rue Basse"),
        table(
            "Nom | Adresse | Ville", "Léa Morel | Résidence les Tilleuls, appt 12, bât. B | Auch"
        ),
        table("Où joindre les aidants", "15 rue Basse, Auch", "4 impasse des Lilas, Pavie"),
        table("Bénévoles", "15 rue Basse, Auch"),
    ],
)
def test_an_address_without_a_body_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Pharmacie du Port (Mme Bertin), 4 rue Basse",
        "La réunion se tient 4 rue Basse",
        "Le cabinet est ouvert au 4 rue Basse",
        "L'ADMR, 4 rue Basse",
        "La MSP est au 4 place de la Mairie",
        "4 rue Basse, à la maison des associations",
        "## Maison de santé de Test\n\n4 rue Basse, 32000 Auch",
        "Les pharmacies de garde :\n\n- 4 rue Basse\n- 6 rue Haute",
        "**Mairie**\n4 rue Basse\n32000 Auch",
        "Crèche, 4 rue Basse",
        "Résidence autonomie, 4 rue Basse",
        "Foyer rural, 4 rue Basse",
        "Salle Claire Martin, 4 rue Basse",
        "Association des patients d'Auch, domiciliée 4 rue Basse",
        "Église Saint-Pierre, 5 rue Neuve",
        "Le repas se tient au Restaurant Chez Paul, 12 rue de Lorraine",
        "Auberge « Chez Nadia », 12 rue de Lorraine",
        "pizzeria Chez Marco (12 rue de Lorraine)",
        "Résidence universitaire, 24 rue d'Embaquès",
        "Point de vaccination : 5 rue Neuve",
        # no address at all
        "Le 5 place aux jeunes est un slogan",
        "Un chemin vers la guérison, un boulevard pour tous",
        "En 2027, rue Basse, on plante",
        "12 places de crèche, 3 cours de yoga, 30 pl. de jour",
        "L'an 52 av. J.-C.",
        "à 18 h 30, rue Basse, la mairie ouvre",
        "La rue Basse, 15 places de stationnement",
        "Rue Basse, 2027",
        "Route D930, sortie Jegun",
        "1 route à suivre",
        "la note passe de 43.6 à 0.5",
        # rows
        table("Structure | Adresse", "Lilas | 4 rue Basse"),
        table("Structure | Adresse | Ville", "Léa Morel | Résidence les Tilleuls | Auch"),
        table("Nom | Adresse", "Ehpad Léa Morel | Résidence les Tilleuls"),
        table("Lieux de vaccination", "15 rue Basse, Auch", "4 impasse des Lilas, Pavie"),
        table("Pharmacie | Adresse", "Petit | 5 rue Neuve"),
        table("Nom | Adresse", "Pharmacie du Port | 4 rue Basse"),
        table("Où | Quand", "Mairie, 4 rue Basse | 12 mars"),
    ],
)
def test_the_address_of_a_body_stays_silent(words: str) -> None:
    assert found(words) == []


def test_a_field_alone_is_judged_in_its_row() -> None:
    assert found("4 rue Basse", SANS_TITRE) == []
    assert found("Mairie | 4 rue Basse") == []
    assert found("x | 4 rue Basse")


PUBLIC = """\
content/livrables.yaml
-   parties: [reglement-interieur]
+   parties: [reglement-interieur]
+   diffusion: publique
content/reglement-interieur/01-votes.md
- On vote à main levée.
+ On vote à main levée. {}
"""


def codes(files: Files) -> list[str]:
    return [line.split(": ")[1].split()[-1] for line in constats(files)]


@pytest.mark.parametrize(
    "remedy",
    [
        "content/personnes.csv\n- Maison de santé de Test\n+ Maison de santé de Test (20 allée des Mirages)\n",
        "content/prive/contacts.csv\n+ maison;;;20 allée des Mirages, 32500 Fleurance\n",
        "content/constats-acceptes.csv\n+ G014;content/reglement-interieur/01-votes.md;20 allée des Mirages;"
        "la place du marché;Marie Test;2026-11-20\n",
    ],
)
def test_each_remedy_that_the_message_tells_silences_it(remedy: str) -> None:
    told = PUBLIC.format("On vote au 20, allée des Mirages.").replace("20, a", "20 a")
    assert codes(edited(petit_projet(), told)) == ["G014"]
    assert codes(edited(petit_projet(), told + remedy)) == []


def test_the_same_sentence_that_names_the_body_is_silent() -> None:
    told = PUBLIC.format("On vote à la maison de santé, 20 allée des Mirages.")
    assert codes(edited(petit_projet(), told)) == []
