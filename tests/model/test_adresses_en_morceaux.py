"""A home told in pieces: the number in one cell, row or item, the way in another; and who has a line, or a number, that is
nobody's home."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Repertoire


def found(words: str) -> list[str]:
    return [one.texte for one in Repertoire().sensibles(words)]


def table(*rows: str) -> str:
    titles, *others = rows
    rule = "|".join("---" for _title in titles.split("|"))
    return "\n".join(f"| {row} |" for row in (titles, rule, *others))


@pytest.mark.parametrize(
    "words",
    [
        table("N° | Voie | Ville", "12 | rue Basse | Auch"),
        table("N° | Voie | Ville", "12 | rue Basse | Auch", "7 | rue Haute | Auch"),
        table("Numéro | Rue", "12 bis | rue Basse"),
        table("N° | Nom | Voie", "12 | Nadia Bertin | rue Basse"),
        table("Voie | Nom | N°", "rue Basse | Nadia Bertin | 12"),
        table("Nom | N° | Rue", "N. Bertin | 12 | rue Basse"),
        table("Bénéficiaire | N° | Rue", "Bertin | 12 | Basse"),
        table("Nom | Adresse", "Nadia Bertin | 12", " | rue Basse"),
        table("Nadia Bertin", "12", "rue Basse"),
        table("Nadia Bertin", "rue Basse", "12"),
        table("Champ | Valeur", "Nom | Nadia Bertin", "Numéro | 12", "Rue | rue Basse"),
        table("Champ | Valeur", "Nom | Nadia Bertin", "N° | 12", "Voie | Basse"),
        table("Qui | Où", "Nadia Bertin, 12 | rue Basse"),
        "- Nadia Bertin\n- 12\n- rue Basse",
        "1. Nadia Bertin\n2. n° 12\n3. rue Basse",
        "- Nom : Nadia Bertin\n- Numéro : 12\n- Rue : rue Basse",
        "- Nom : Nadia Bertin\n- Numéro : 12\n- Voie : Basse",
        "- Nadia Bertin, 12\n- rue Basse",
        "- Mme Bertin\n- rue Basse\n- 12",
        "Nadia Bertin\n\n12\n\nrue Basse",
        "## Nadia Bertin\n\n### 12\n\n### rue Basse",
        "Nadia Bertin, 12<br>rue Basse",
        "Nadia Bertin, 12  \nrue Basse",
        "Chez Mme Bertin, 12 rue Basse",
        "Chez Mme Bertin, 12 Le Bourg, 32350 Barran",
        "Chez Mme Bertin : 12 Lasserre",
        "c/o Nadia Bertin, 12 Le Bourg",
        "L'infirmière Nadia Bertin, maman de deux enfants, 12 rue Basse",
        "Chez Nadia, près de l'arrêt du bus 12 rue Basse",
    ],
)
def test_a_home_told_in_pieces_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        # nobody there
        table("N° | Rue | Travaux", "1 | rue Basse | avril", "2 | rue Haute | mai"),
        table("N° | Voie", "1 | rue Basse"),
        table("N° | Nom | Voie", "12 | Pharmacie du Port | rue Basse"),
        table("Structure | N° | Voie", "Bertin | 12 | rue Basse"),
        table("Nom | Profession | N° | Voie", "Nadia Bertin | médecin | 12 | rue Basse"),
        table("Nom | Adresse", "Mairie d'Auch | 12", " | rue Basse"),
        table("Champ | Valeur", "Nom | Pharmacie du Port", "Numéro | 12", "Rue | rue Basse"),
        table("Lieu | Places", "rue Basse | 12", "rue Haute | 30"),
        table("Ligne | Arrêt", "12 | avenue de la Gare"),
        "- Mairie d'Auch\n- 12\n- rue Basse",
        "- 12\n- rue Basse",
        "Les travaux :\n\n- rue Basse\n- 12 places\n- rue Haute",
        "Nadia Bertin a 12 rendez-vous.\n\nLa rue Basse est fermée.",
        "Nombre de visites : 12\n\nRue Basse, la mairie ouvre à 9 h.",
        "Restaurant Chez Paul, 12 Le Bourg",
        "Rendez-vous chez Mme Bertin, 12 Mars",
        # a line, and no house
        "Le bus 12 avenue de la Gare passe toutes les heures",
        "Le tram 2 quai Lices, la navette n° 4 place de la Mairie, l'arrêt 12 avenue de la Gare",
        # the line of a body that goes to homes
        "HAD (domicile) : 05 62 61 00 00",
        "SSIAD, domicile : 05 62 61 00 00",
        "Service de soins (domicile) : 05 62 61 00 00",
        "Équipe mobile - domicile : 05 62 61 00 00",
    ],
)
def test_what_is_nobody_s_home_stays_silent(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Mme Bertin (domicile) : 05 62 61 00 00",
        "Cabinet Bertin, domicile : 05 62 61 00 00",
        "Soignée par l'HAD, Mme Bertin, domicile : 05 62 61 00 00",
        "Domicile : 05 62 61 00 00",
        # numbers whose pieces stand further than they did
        "Nadia.[^n]\n\n[^n]: Au 06 41 52\n    63 74.",
        "Nadia : 06 (espace) 41 (espace) 52 (espace) 63 (espace) 74",
        "## Nadia 06 41 52\n\n## 63 74",
        "Nadia : six, quarante-et-un, cinquante-deux, soixante-trois, soixante-quatorze",
    ],
)
def test_a_number_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Bilan à six, quarante, cinquante-deux, soixante-trois et soixante-quatorze semaines",
        "Visites : six, douze, vingt-quatre, trente-six, quarante-huit",
        "## 06\n\n## 12",
        "    06 12\n    24 36",
    ],
)
def test_counts_in_words_or_under_each_other_stay_silent(words: str) -> None:
    assert found(words) == []
