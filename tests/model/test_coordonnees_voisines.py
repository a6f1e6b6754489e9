"""Known details told in pieces: a house number after its street, an address without its sign; and what is none of them."""

from __future__ import annotations

import pytest

from pipeline.model.coordonnees import Domicile, Repertoire
from pipeline.model.coordonnees.adresses import voie
from pipeline.model.coordonnees.romains import roman

HOMES = {
    "12 rue Charles-de-Gaulle, 32000 Auch": "Duconte",
    "Lieu-dit La Bourdette, 32500 Fleurance": "Mirage",
    "4 place de la Légende, 32000 Auch": "Legende",
    "23 rue du Conte, 32000 Auch": "Laroman",
    "5 rue de l'Église, 32000 Auch": "Chimere",
}
KNOWN = Repertoire(
    prives={
        "639981002": "06 39 98 10 02",
        "536491001": "05 36 49 10 01",
        "marc.duconte@gmail.com": "marc.duconte@gmail.com",
        "jean.petit@free.fr": "jean.petit@free.fr",
        "nora@legende-famille.fr": "nora@legende-famille.fr",
        **{" ".join(voie(home)): home for home in HOMES},
    },
    domiciles=tuple(Domicile(home, name) for home, name in HOMES.items()),
)


@pytest.mark.parametrize(
    "words",
    [
        "rue Charles-de-Gaulle (douze)",
        "Charles de Gaulle, porte du 12",
        "rue Ch.-de-Gaulle, au numéro XII",
        "avenue Charles-de-Gaulle au 12",
        "au XXIII de la rue du Conte",
        "la rue du Conte, maison portant le vingt-trois",
        "habite rue du Conte ; le 23 a des volets verts",
        "place de la Légende : le quatre",
        "la place de la Légende abrite au n° 4 son cabinet",
        "7 la Bourdette",
        "mailto jean petit free fr",
        "courriel : nora legende-famille fr",
        "écrire à marc puis duconte puis gmail com",
        "VI XXXIX XCVIII X II",
        "O VI XXXIX XCVIII X II",
        "V XXXVI XLIX X I",
        "le 06 (comme le Var), puis le 39, ensuite 98 comme la coupe du monde, 10 le meneur de jeu, et pour finir 02",
    ],
)
def test_a_known_detail_is_found_in_pieces(words: str) -> None:
    assert list(KNOWN.sensibles(f"Pour nous joindre : {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "Le 12 mars, réunion au 14 rue Charles-de-Gaulle",
        "Réunion rue du Conte le 23 mars à 20 h",
        "le conte est bon pour les 23 enfants",
        "La Bourdette est un hameau de Fleurance. 7 familles y vivent.",
        "Le 4 octobre, place de la Légende",
        "Il y a 4 h de consultation place de la Légende",
        "Place de la Légende. Quatre médecins y sont installés.",
        "Charles de Gaulle a 12 rues à son nom",
        "la rue du Conte et ses vingt-trois commerces",
        "la mairie, 3 rue du Conte",
        "cinq réunions près de l'église",
        "Un contact par jour : jean et petit-déjeuner",
        "articles V, VI, IX et X de la loi",
        "Projet de santé de la CPTS du Conte | travail | 23",
        "La CPTS du Conte, page 23",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words: str) -> None:
    assert not list(KNOWN.sensibles(words))


@pytest.mark.parametrize("number", [*range(1, 60), 89, 94, 99, 140, 399])
def test_numbers_of_rome_are_read(number: int) -> None:
    written, left = "", number
    for capitals, value in (
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ):
        count, left = divmod(left, value)
        written += capitals * count
    assert roman(written) == number
