"""Slips, words glued together, signs told apart, pairs over a grid: what a hand leaves in a text, and its neighbours."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Domicile, Repertoire
from pipeline.model.coordonnees.adresses import voie

HOMES = (
    Domicile("12 rue Charles-de-Gaulle, 32000 Auch", "Muller", "Paul"),
    Domicile("7 chemin de la Bourdette, 32000 Auch", "Petit", "Marc"),
    Domicile("3 rue du Conte, 32000 Auch", "Durand", "Anne"),
    Domicile("Résidence Les Tilleuls, 32000 Auch", "Legrand", "Claire"),
    Domicile("Lieu-dit Peyrehitte, 32350 Barran", "Dubosc", "Marie-Ange"),
)
KNOWN = Repertoire(
    prives={
        "paul.muller@orange.fr": "paul.muller@orange.fr",
        **{" ".join(voie(home.adresse)): home.adresse for home in HOMES},
    },
    domiciles=HOMES,
)


def told(words: str, titre: str = "") -> bool:
    return any(KNOWN.sensibles(words, titre))


@pytest.mark.parametrize(
    "words",
    [
        # a sign glued, or told apart
        "paul.mullerATorange.fr",
        "jean.dupontATfree.fr",
        "jean.dupontarobasefree.fr",
        "paul.muller / orange.fr (arobase entre les deux)",
        "jean.dupont / free.fr (arobase entre les deux)",
        "avec une arobase : jean.dupont puis free.fr",
        "paul.muller puis orange.fr, arobase entre",
        # a slip
        "12 rue Charles-de-Gaule",
        "12 rue Charle-de-Gaulle",
        "12 rue Charles-de-Gaullle",
        "12 rue Chalres-de-Gaulle",
        "7 chemin de la Bourdete",
        "7 chemni de la Bourdette",
        "Marc Petit, 7 chemin de la Bourdatte",
        "Claire Legrand, Les Tileuls",
        # glued
        "12ruecharlesdegaulle",
        "12ruecharlesdegaulle32000auch",
        "#12RueCharlesDeGaulle",
        "12rue Charles de Gaulle",
        "#7CheminDeLaBourdette",
        "3RueDuConte",
        # known by the end of its name
        "12 rue de Gaulle",
        "12, r. De Gaulle",
        # a first name and a home
        "Claire L., Les Tilleuls",
        "Claire habite Les Tilleuls",
        "Marie-Ange D., Peyrehitte",
        # down and across
        "| le 06 |\n| puis 99 |\n| puis 12 |\n| puis 34 |\n| et 56 |",
        "| 06 | 11 |\n| 22 | 33 |\n| 44 | |",
        "| 06 11 | 22 |\n| 33 | 44 |",
        "| nom | a | b |\n|---|---|---|\n| Jean | 06 99 | 12 |\n| | 34 | 56 |",
    ],
)
def test_what_a_hand_leaves_is_found(words: str) -> None:
    assert told(words)


@pytest.mark.parametrize(
    "words",
    [
        "La rue Charles-de-Gaulle est en travaux.",
        "la mairie, 12 rue Charles-Péguy",
        "la mairie, 12 rue Charles-de-Foucauld",
        "la mairie, 14 rue de Gaulle",
        "la mairie, 3 rue du Comte",
        "la mairie, 3 rue du Centre",
        "7 chemins de randonnée",
        "la mairie, 7 chemin de la Borde",
        "La salle Les Tilleuls accueille Claire Martin.",
        "Claire Martin, Les Tilleuls",
        "L'EHPAD Les Tilleuls",
        "Les tilleuls fleurissent quand Claire parle.",
        "docteur.ATOUT.fr",
        "paul.mullerRATatouille",
        "infoATouts",
        "orange.fr / free.fr, deux sites",
        "Le signe arobase sépare le nom de sante.fr",
        "et/ou orange.fr (arobase)",
        "#12RuesAuch",
        "| Mois | Visites |\n|---|---|\n| 06 | 11 |\n| 07 | 12 |\n| 08 | 14 |",
        "| Dép | n |\n|---|---|\n| 06 | 11 |\n| 22 | 33 |\n| 44 | 10 |",
        "| Département | n |\n|---|---|\n| 06 | 11 |\n| 22 | 33 |\n| 44 | |",
        "| Auch | 12 |\n| Mirande | 33 |",
        "| 06 | 11 |\n| 12 | 13 |",
        "| 2026 | 2027 |\n| 06 | 07 |\n| 44 | 55 |",
        "| le 06 | x |\n| puis 11 | y |",
    ],
)
def test_its_neighbours_stay_silent(words: str) -> None:
    assert not told(words)
