"""Writings of phone numbers, e-mail addresses and streets that a reader of the rules invented, and their neighbours."""

from __future__ import annotations

import sys

import pytest

from pipeline.model.coordonnees import Domicile, Repertoire
from pipeline.model.coordonnees.adresses import voie
from pipeline.model.coordonnees.lecture import lu
from pipeline.model.coordonnees.telephones import in_digits

DURAND = Repertoire(
    prives={
        "536490001": "05 36 49 00 01",
        "anne.durand@example.org": "anne.durand@example.org",
        " ".join(voie("1 rue du Test")): "1 rue du Test",
    },
    domiciles=(Domicile("1 rue du Test", "Durand"),),
)


def found(words: str, titre: str = "") -> list[str]:
    return [one.valeur for one in DURAND.sensibles(f"Voir {words} svp.", titre)]


@pytest.mark.parametrize(
    "words",
    [
        # letters for digits
        "O6 ll 22 33 44",
        "OO 33 6 ll 22 33 44",
        "o6.II.22.33.44",
        "06 i1 22 33 44",
        # glued to words
        "tel0611223344",
        "portable0611223344pour tous",
        "tel611223344",
        "06 11 22 33 44h",
        # bare, without its zero
        "611223344",
        "(611) 22 33 44",
        "611-223-344",
        "portable : 611 223 344",
        "tél. 6 11 22 33 44",
        "tél. 0.6.1.1.2.2.3.3.4.4",
        # a sign or a word of one's own
        "06h11h22h33h44",
        "06x11x22x33x44",
        "06€11€22€33€44",
        "06 ; 11 ; 22 ; 33 ; 44",
        "06 11 22 puis 33 44",
        "06 11 22 et 33 44",
        "zéro six… onze… vingt-deux… trente-trois… quarante-quatre",
        "zéro-six, onze, vingt-deux, trente-trois, quarante-quatre",
        "(0)6 11 22 33 44",
        "0.611.22.33.44",
        "061 122 3344",
        "061122 33 44",
        "0611223 344",
        "⑥⑪㉒㉝㊹",
        # signs of Markdown, notes and links between the digits
        "06 11<br>22 33 44",
        "06~~11~~22 33 44",
        "**06** **11** **22** **33** **44**",
        r"06\.11\.22\.33\.44",
        "06 11[^1] 22 33 44",
        "[06 11](https://a.fr) 22 33 44",
        # cells
        "| 06 11 22 | 33 44 |",
        "| 0611 | 223344 |",
        "| 06 | 11 22 33 44 |",
        "06 11 22 33 | 44",
        # from row to row, from item to item, and in words
        "\n| Rang | Paire |\n|---|---|\n| a | 06 |\n| b | 99 |\n| c | 12 |\n| d | 33 |\n| e | 47 |\n",
        "\n| Paire |\n|---|\n| +33 |\n| 6 99 |\n| 12 33 |\n| 47 |\n",
        "\n| 06 | un |\n|---|---|\n| 99 | deux |\n| 12 33 | trois |\n| 47 | quatre |\n",
        "\n| N |\n|---|\n" + "".join(f"| {figure} |\n" for figure in "0699123347"),
        "\n| Code téléphone |\n|---|\n| 0699 |\n| 123347 |\n",
        "\n- 06\n- 99\n- 12\n- 33\n- 47",
        "\n1. 06\n2. 99\n3. 12\n4. 33\n5. 47",
        "\n- [ ] 06\n- [x] 99\n- [ ] 12\n- [ ] 33\n- [ ] 47",
        "06 99\n\n12 33 47",
        "06, ensuite 99, puis ensuite 12, ensuite 33 et enfin 47",
        "zéro-six, soixante-et-onze, vingt-et-un, douze, quatre-vingt-dix-neuf",
        "\n| Lieu | FINESS |\n|---|---|\n| a | 06 99 12 33 47 |\n",
        "\n| SIREN | Portable |\n|---|---|\n| 612345678 | 0699123347 |\n",
        "2019 : 0699123347",
        "n° 0699123347",
        # beside other numbers
        "2027 06 11 22 33 44",
        "SIREN 611 223 344 00012, portable 612345678",
        "RPPS 10001234567, 06 11 22 33 44",
    ],
)
def test_a_mobile_number_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "jean.petit chez exemple point fr",
        "jean point petit chez gmail point com",
        "jean.petit (chez) gmail.com",
        "jean.petit à gmail.com",
        "jean.petit, chez gmail.com",
        "jpetit chez orange.fr",
        "jean.petit arobase gmail com",
        "jean.petit a commercial gmail.com",
        "jean.petit arrobase gmail.com",
        "jean.petit_arobase_gmail_point_com",
        "jean.petit *at* gmail.com",
        "jean.petit/at/gmail.com",
        "jean.petit « at » gmail.com",
        "jean.petit -at- gmail -dot- com",
        "jean.petit ＠ gmail ． com",
        r"jean.petit\@gmail.com",
        "jean.petit@@gmail.com",
        "**jean.petit**@gmail.com",
        "[jean.petit](https://a.fr)@gmail.com",
        "jean.petitⒶgmail.com",
        "jean.petit&commat;gmail.com",
        "jean2 chez exemple.fr",
        "\n| jean.petit | @orange.fr |\n",
        "\n| petit@ | orange.fr |\n",
        "j e a n . p e t i t @ o r a n g e . f r",
        "jean.petit@domicile",
        "jean@gmail",
        "jean@ici,fr",
    ],
)
def test_a_mail_is_found_however_it_is_told(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "https://doi.org/10.1016/j.jval.2020.06.112233",
        "doi:10.1000/0611223344",
        "le 06/11/22 33 44",
        "06/11/22 11 h 30",
        "06-11-22 07-12-23",
        "06.11.2022 14.30",
        "65-74 75-84 85-94",
        "06-11 12-22 23-33",
        "0-6 7-11 12-22 23-33 34-44",
        "33 611 223 344 €",
        "Rémunérations 18 075 31 770 31 770 81 615",
        "18\u202f075 31\u202f770 31\u202f770",
        "2\u202f060 75\u202f380 91",
        "0 611 223 344 €",
        "611 223 344 habitants",
        "611223344 €",
        "SIRET 611 223 344 00012",
        "SIREN 611 223 344",
        "SIREN : 611223344",
        "FINESS géographique 690781810",
        "FINESS 060611223",
        "RPPS 06112233445",
        "ADELI 061122334",
        "les communes 32013 32001 32004",
        "FR76 0611 2233 4455 6677 8899 001",
        "2024 2025 2026 2027",
        "06 2024 07 2025",
        "08 06 11 22 33",
        "0,611223344",
        "0.0611223344",
        "la latitude 43.611223344",
        "les départements 06, 11, 13, 30 et 84",
        "les départements 06, 07, 08, 09, 10",
        "06112, 23344",
        "n° 2022-0611-223344",
        "W621006123",
        "https://www.ameli.fr/article/611223344",
        "art. L. 6112-2, L. 6223-3 et L. 6344-4",
        "6, 11, 22, 33 et 44 ans",
        "Version 0.6.1.1.2.2.3.3.4.4",
        "8h30-12h06 13h07-19h00",
        "rendez-vous à sante.fr",
        "rendez-vous chez doctolib.fr",
        "de cpts32.fr à cpts-gers.fr",
        "un atelier at home",
        "chez Jean Petit, Auch",
        "M.Petit à Auch.Le médecin",
        "@cpts_gers",
        "la rue du Test, en travaux",
        "Mme Durand et la mairie, au 12, rue du Test",
        # figures that begin with a zero
        "\n| Lieu | FINESS |\n|---|---|\n| a | 0612345678 |\n| b | 0745678911 |\n",
        "\n| SIREN | NIC |\n|---|---|\n| 0612 | 345678 |\n",
        "\n| Lieu | Code |\n|---|---|\n| a | 06 |\n| b | 72 |\n| c | 82 |\n| d | 93 |\n| e | 04 |\n",
        "\n| Lieu | Département |\n|---|---|\n| a | 06 |\n| b | 11 |\n| c | 13 |\n| d | 30 |\n| e | 84 |\n",
        "\n| Mois 1 | Mois 2 | Mois 3 | Mois 4 | Mois 5 |\n|---|---|---|---|---|\n| 06 | 72 | 82 | 93 | 04 |\n",
        "\n| Ligne |\n|---|\n| 06 |\n| 07 |\n| 08 |\n| 09 |\n| 10 |\n",
        "\n| Ligne |\n|---|\n| 06 |\n| 72 |\n| 82 |\n| 93 |\n| 04 |\n| 12 |\n",
        "FINESS 0612345678",
        "SIREN n° 0712345678",
        "le récépissé n° 2019-0612345678",
        "la décision 2021/0712345678",
        # « @ » without a domain
        "médecins@domicile",
        "IDE@maison, santé@Auch",
        "\n| Réseau | Compte |\n|---|---|\n| Ameli | @ameli.fr |\n| Twitter | @cpts_gers |\n",
        "le sigle C P T S A, puis a b c d e f",
        "\n1. 06 réunions\n2. 12 ateliers\n3. 33 visites\n4. 44 appels",
    ],
)
def test_what_only_looks_like_one_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_the_column_tells_what_a_number_is() -> None:
    assert found("690781810")
    assert found("690781810", titre="FINESS") == []
    assert (
        found("\n| Maison | SIREN |\n|---|---|\n| Auch | 690781810 |\n| Condom | 611223344 |") == []
    )


@pytest.mark.parametrize(
    "words", ["Anne Durand, rue du Test", "Durand (r. du Test, 32000 Auch)", "rue du Test : Durand"]
)
def test_a_street_without_number_is_somebody_s_beside_their_name(words: str) -> None:
    assert found(words) == ["1 rue test"]


VOISINS = Repertoire(
    prives={
        " ".join(voie(typed)): typed
        for typed in (
            "Lieu-dit La Bourdette, 32500 Fleurance",
            "Chemin de Ronde, 32300 Mirande",
            "Résidence Les Tilleuls, bât. B, appt 12, 3 impasse du Songe, 32000 Auch",
            "12 avenue du Général-Leclerc, 32000 Auch",
            "Auch",
            "12 rue Charles-de-Gaulle, 32000 Auch",
            "71 bis avenue du Général-Leclerc, 32550 Pavie",
            "Résidence Les Érables, 32000 Auch",
        )
    }
    | {"marc.duconte@gmail.com": "", "paul.mirage@orange.fr": ""},
    domiciles=(
        Domicile("Lieu-dit La Bourdette, 32500 Fleurance", "Mirage"),
        Domicile("Chemin de Ronde, 32300 Mirande", "Delalégende"),
        Domicile(
            "Résidence Les Tilleuls, bât. B, appt 12, 3 impasse du Songe, 32000 Auch", "Chimère"
        ),
        Domicile("12 avenue du Général-Leclerc, 32000 Auch", "Roman"),
        Domicile("Maison de santé d'Exemple, 20 allée des Pins, 32500 Fleurance", "Mirage"),
        Domicile("Auch", "Delafable"),
        Domicile("12 rue Charles-de-Gaulle, 32000 Auch", "Petit", "Marc"),
        Domicile("71 bis avenue du Général-Leclerc, 32550 Pavie", "Dupuy", "Jean-Paul"),
        Domicile("Résidence Les Érables, 32000 Auch", "Leroy", "Claire"),
    ),
)


@pytest.mark.parametrize(
    "words",
    [
        "Paul Mirage habite La Bourdette, à Fleurance",
        "Nora Delalégende, ch. de Ronde, Mirande",
        "Mme Chimère, résidence les Tilleuls",
        "au 3 imp. du Songe",
        "au 12 av. du Gal Leclerc",
        "au 12 avenue du Gén. Leclerc",
        "marc.duconte, sur gmail",
        "Marc Duconte, adresse gmail",
        "| marc.duconte | @gmail.com |",
        "marc.duconte, domaine gmail.com",
        # the street without the word that begins it, or cut short
        "au 12 Charles-de-Gaulle",
        "au 12, Charles de Gaulle à Auch",
        "au 12 rue Ch. de Gaulle",
        "au 12 rue C. de Gaulle",
        "rue Charles-de-Gaulle, n° 12",
        "rue Charles de Gaulle, au numéro 12",
        "douze rue Charles-de-Gaulle",
        "soixante et onze bis, avenue du Général-Leclerc",
        "au 71 av. Leclerc",
        "\n| Champ | Valeur |\n|---|---|\n| numéro | 12 |\n| voie | rue Charles-de-Gaulle |\n",
        # a home beside a first name, or named by its name alone
        "Claire vit à la résidence des Érables",
        "rés. Érables : Claire L.",
        "Mme Leroy (Érables, Auch)",
        "\n- Claire Leroy\n- Les Érables",
    ],
)
def test_a_home_without_number_and_a_box_named_apart_are_found(words: str) -> None:
    assert list(VOISINS.sensibles(f"Voir {words}."))


@pytest.mark.parametrize(
    "words",
    [
        "La Bourdette accueille l'assemblée",
        "le chemin de Ronde est fermé",
        "la résidence les Tilleuls, un EHPAD",
        "Paul Mirage exerce à la maison de santé d'Exemple, à Fleurance",
        "Claire Delafable, médecin à Auch",
        "la mairie, au 13 av. du Gal Leclerc",
        "la mairie, au 12 impasse du Songe",
        "Marc Duconte présente Gmail aux usagers",
        "Paul Mirage, Orange",
        "les communes 06088 et 07019",
        "au bout, l'avenue",
        "au 14 Charles-de-Gaulle, à la mairie, au 13 rue Charles-de-Gaulle",
        "douze soignants, rue Charles-de-Gaulle, tiennent douze ateliers",
        "les 71 magasins Leclerc",
        "la résidence des Érables accueille douze personnes, par un temps claire comme l'eau",
        "à la résidence des Érables, Claire Martin tient l'accueil",
        "Mme Leroy plante des érables",
    ],
)
def test_what_is_near_a_home_or_a_box_is_left_alone(words: str) -> None:
    assert list(VOISINS.sensibles(f"Voir {words}")) == []


def steps_of(homes: int, words: str, times: int) -> int:
    """How many calls it takes to read so many words, with so many homes known."""
    letters = "abcdefghij"
    names = [one + two + three for one in letters for two in letters for three in letters][:homes]
    known = Repertoire(
        domiciles=tuple(
            Domicile(f"{rank} rue du Conte, 32000 Auch", f"Nom{name}")
            for rank, name in enumerate(names, start=500)
        )
    )
    list(known.sensibles("Voir."))  # what is known is put in order once
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        list(known.sensibles(words * times))
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("words", ["rue ", "rue du Conte ", "12 rue du Conte, ", "une cellule "])
def test_a_text_costs_as_much_whatever_the_number_of_homes(words: str) -> None:
    assert steps_of(300, words, 200) < 1.2 * steps_of(1, words, 200)


NIR = "1 75 03 32 013 001 15"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@pytest.mark.parametrize(
    "words",
    [
        # the number of the social security, with its key
        NIR,
        NIR.replace(" ", ""),
        NIR.replace(" ", "."),
        NIR.replace(" ", "-"),
        NIR.replace(" ", "\u00a0"),
        "1750332013001 15",
        "**1 75 03** 32 013 001 `15`",
        "| 1 75 03 | 32 013 001 15 |",
        "2 69 05 49 588 157 80",
        "1 75 03 2A 004 001 54",
        # announced: with a key that is wrong, or without any
        "NIR : 1 75 03 32 013 001 42",
        "numéro de sécurité sociale 1750332013001",
        # accounts
        IBAN,
        IBAN.replace(" ", ""),
        IBAN.lower().replace(" ", "-"),
        IBAN.replace(" ", "."),
        "BE68 5390 0754 7034",
        "DE89 3704 0044 0532 0130 00",
        "30006 00001 12345678901 89",
        "| 30006 | 00001 | 12345678901 | 89 |",
        # births
        "né le 12 mars 1975",
        "née le 12/03/1975",
        "né(e) le 1er février 1980",
        "date de naissance : 12.03.2015",
        "Date de naissance 12 mars 75",
    ],
)
def test_what_is_one_person_s_alone_is_found(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "1 75 03 32 013 001 16",
        "SIRET 123 456 789 00012",
        "12345678900012",
        "FINESS 320780117",
        "RPPS 10003456789",
        "RNA W321001234",
        "FR76 3000 6000 0112 3456 7890 188",
        "FR32 0130 1475 1623",
        "ISBN 978-2-1234-5680-3",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "175 033 201 300 115 000 €",
        "00000 00000 00000000000 97",
        "| 645 | Charges de sécurité sociale | 10 327 | 9 914 | 15 565 | 3 936 |",
        "| 10 327 | 9 914 | 15 565 | 3 | 12 | 45 | 60 | 75 | 80 |",
        "12 345 678 901 234,50 €",
        *(f"de {rank} personnes agees de plus de soixante ans" for rank in range(10, 99)),
        *(f"se {rank} fois par semaine pendant une annee" for rank in range(10, 99)),
        "l'association, née le 3 décembre 2026",
        "les enfants nés le 1er janvier 2027 ou après",
        "les personnes nées avant 1950",
        "né en 1975",
        "la date de naissance des patients",
        "code postal 32000, commune 32013, 41 234 habitants",
    ],
)
def test_numbers_that_belong_to_nobody_are_left_alone(words: str) -> None:
    assert not found(words)


@pytest.mark.parametrize(
    "words",
    [
        # a bar of the text itself, letters of other alphabets, other words of the language
        r"05\|36\|49\|00\|01",
        "О5 36 49 ОО О1",
        "05 Зб 49 00 01",
        "05 36 49 double zéro 01",
        "05 36 49 deux zéros 01",
        "06 septante-cinq 22 33 nonante",
        "zéro six, huitante-deux, nonante-trois, onze, douze",
        "anne.durand, example.org",
        "anne.durand sur example.org",
        "аnnе.durand@example.org",
        "1 ruе du Tеst",
        "rue du Test, au n. 1",
        "marc.petit@cabinet\u2011petit.fr",
    ],
)
def test_signs_and_words_of_elsewhere_hide_nothing(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    ["Anne Durand, example.org", "Voir Anne. Durand sur example.org", "deux zéros", "№ 3 б"],
)
def test_a_name_beside_the_domain_is_no_address(words: str) -> None:
    assert not found(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "rue ",
            "rue du Conte ",
            "06 12 ",
            "marc at ",
            "a@",
            "1 75 03 ",
            "FR76 3",
            "né le 1 ",
            "0000",
        ),
        *("chez Léa ", "Léa, 15 rue Basse ", "Mme D., 84 ans ", "les 50 ans de Léa ", "06 41 ou "),
    ],
)
def test_a_text_twice_as_long_costs_twice(words: str) -> None:
    steps_of(50, words, 1)  # what is compiled once is not counted
    assert steps_of(50, words, 800) < 2.3 * steps_of(50, words, 400)


CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
BLACK = "⓿❶❷❸❹❺❻❼❽❾"
ARABIC, PERSIAN, INDIAN = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"
RAISED, LOWERED, WIDE = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "０１２３４５６７８９"


@pytest.mark.parametrize(
    "words",
    [
        # in figures of Rome, whole or half
        "VI 11 22 33 44",
        "0 VI 11 22 33 44",
        "vi-11-22-33-44",
        "VI XI XXII XXXIII XLIV",
        "06 XI 22 XXXIII 44",
        "Ⅵ 11 22 33 44",
        "06 Ⅺ 22 33 44",
        # in figures of other peoples, circled, raised, lowered, wide
        *(
            "06 12 34 56 78".translate(str.maketrans("0123456789", figures))
            for figures in (CIRCLED, BLACK, ARABIC, PERSIAN, INDIAN, RAISED, LOWERED, WIDE)
        ),
        "06 ⓫ 22 33 44",
        "〇六 12 34 56 78",
        # words and figures, letters drawn like figures
        "zéro six 12 34 56 78",
        "0six 12 34 56 78",
        "zero six douze34cinquante-six78",
        "06 trente-deux zéro un 22 33",
        "O6 l2 34 56 78",
        "06 12 E4 56 78",
        "0G 12 34 S6 7B",
        "06 1I 2Z 33 44",
        "06 11 22 ЗЗ ЧЧ",
        # signs told in words, words between
        "06 tiret 11 tiret 22 tiret 33 tiret 44",
        "06 trait d'union 11 trait d'union 22 trait d'union 33 trait d'union 44",
        "zéro six point onze point vingt-deux point trente-trois point quarante-quatre",
        "06 11 (puis 22) 33 44",
        "06 11 22 33 et pour finir 44",
        "06 11, suivi de 22 33 44",
        "le zéro six, puis le onze, le vingt-deux, le trente-trois et le quarante-quatre",
        # coded, more than once; signs of which nothing is drawn
        "%30%36%31%31%32%32%33%33%34%34",
        "%2530611223344",
        "&amp;#48;611223344",
        "06\u3164112\u3164233\u316444",
        "06\u280011\u280022\u280033\u280044",
        # shown from right to left
        "\u202e44 33 22 11 60\u202c",
        "\u202e06 11 22 33 44",
        # of other countries
        "+212 6 61 23 45 67",
        "00213 551 23 45 67",
        "+40 721 234 567",
        "+351 912 345 678",
        "+1 514 555 0199",
        # known, from its end
        "10 00 94 63 50",
        "05 3b 49 00 01",
    ],
)
def test_a_number_is_found_whatever_stands_for_its_figures(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "les siècles VI VII VIII IX X",
        "l'article VI, 11 22 33 44 lettres",
        "chapitres VI à XI",
        "VI. Les votes",
        "vitamines B12 B6 B9 B1 B2 B3",
        "semestres S1 S2 S3 S4 S5 S6 S7 S8 S9",
        "codes E11 E14 I10 I20 G30 B18",
        "ECG 12 dérivations, 06 12 E4",
        "le 06, le 11, le 22, le 23 et le 24 mars",
        "les 06, 11, 22, 23, 24 mars 2027",
        "réunions des 06/11/2026, 07/12/2026 et 12/01/2027",
        "12 point 5 tiret 3, 06 point 11",
        "le 15, le 112 et le 3114",
        "l'hôpital : 05 62 61 32 32",
        "la commune 32013",
        "un total de 1 234 567,80 €",
        "18 075 31 770",
        "SIRET 612 345 678 00012",
        "2,5 12,75 6,12 0,61122334",
        "une hausse de +20 123 456 €, puis de +40 712 345 €",
        "une hausse de +1 250 000 €",
        "à 50 % & 06 11",
    ],
)
def test_figures_of_rome_letters_and_signs_in_words_are_no_number_by_themselves(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "x@[192.0.2.1]",
        "jean.petit@192.0.2.1",
        "jean.petit (at) [192.0.2.1]",
        "jean@[IPv6:2001:db8::1]",
        "jean trait d'union petit arobase gmail point com",
        "jean-petit arobase mon trait d'union cabinet point fr",
        "jean point petit arobase cabinet tiret petit point fr",
        "jean arobase cabinet petit point fr",
        "jean tiret du bas petit arobase orange point fr",
        "jeanATgmailDOTcom",
        "jean%40gmail%2Ecom",
        "jean%2540gmail.com",
        "jean&#64;gmail&#46;com",
        "jean&amp;#64;gmail.com",
        "jean.petit@\ngmail.com",
        "jean.petit\n@gmail.com",
        "| jean.petit | @ | gmail.com |",
        "| jean.petit | gmail.com |",
        "| jean.petit@ | gmail.com |",
        "jean.petit sur gmail.com",
        "jean.petit, dans gmail.com",
        "jean.petit#gmail.com",
        "jean.petit arobaze gmail.com",
        "jean.petit (a rond) gmail.com",
        "jean.petit @robase gmail.com",
        "jean.petit suivi d'un arobase puis gmail.com",
        "\u202emoc.liamg@titep.naej\u202c",
    ],
)
def test_a_mail_is_found_whatever_stands_for_its_signs(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "le serveur 192.0.2.1",
        "la machine @[192]",
        "un point à l'ordre du jour, arobase non compris",
        "le tiret et le point de l'article 3",
        "un point dit at home, point final",
        "le site cpts-gers.fr, hébergé chez free.fr",
        "ameli.fr, sur orange.fr",
        "la version v1.2 sur free.fr",
        "les boîtes gmail.com ne conviennent pas : prenez orange.fr",
        "M. Petit n'a pas de boîte gmail.com",
        "| Boîte | Domaine |\n|---|---|\n| la nôtre | orange.fr |",
    ],
)
def test_signs_in_words_and_letter_boxes_are_no_mail_by_themselves(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "words",
    [
        *(
            NIR.replace(" ", sign)
            for sign in ("/", " - ", "–", ",", ", ", ":", ";", "·", "\n", "+")
        ),
        "1 75 03 32 013 001 (clé 15)",
        "1 75 03 32 013 001, clef : 15",
        "l 75 O3 32 Ol3 OOl l5",
        "1 7 5 0 3 3 2 0 1 3 0 0 1 1 5",
        "175 033 201 300 115",
        "un soixante-quinze zéro trois trente-deux zéro treize zéro zéro un quinze",
        "N.I.R. 1 75 03 32 013 001",
        "sécu 1750332013001",
        *(IBAN.replace(" ", sign) for sign in ("/", " – ", ",", ";", "·", "\n", "=", "…", "_")),
        "FR76(3000)(6000)(0112)(3456)(7890)(189)",
        "IBANFR7630006000011234567890189",
        "F R 7 6 " + " ".join("30006000011234567890189"),
        "FR76 3OOO 6OOO O112 3456 789O I89",
        "DK50 0040 0440 1162 43",
        "AT61 1904 3002 3457 3201",
        "GR16 0110 1250 0000 0001 2300 695",
        "banque 30006, guichet 00001, compte 12345678901, clé 89",
        "30006;00001;12345678901;89",
    ],
)
def test_a_number_with_its_key_is_found_however_it_is_cut(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "1, 75, 03, 32, 013, 001, 16",
        "175 233 201 300 115",
        "175 033 201 300 116",
        "FR76/3000/6000/0112/3456/7890/188",
        "les lots 30006, 00001 et 12345",
        "se 45 500 000 000 583 982 574",
    ],
)
def test_a_number_whose_key_is_wrong_is_left_alone(words: str) -> None:
    assert not found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Anne Durand, ° 12 mars 1975",
        "Anne Durand (° 12.03.1975)",
        "Anne Durand, * 12 mars 1975",
        "née le douze mars 1975",
        "né le douze mars mil neuf cent soixante-quinze",
        "née à Auch le 12 mars 1975",
        "née Petit, à Mirande (32), le 12 mars 1975",
        "née le jeudi 12 mars 1975",
        "née le 1975-03-12",
        "née le 12 03 1975",
        "née le 12.III.1975",
        "née le 12 mars\n1975",
        "né le 12 mars 75",
        "né-e le 12 mars 1975",
        "naissance : 12 mars 2015",
        "naissance le 12/03/75",
        "DDN 12/03/1975",
        "date de naiss. : 12/03/1975",
        "12 mars 1975 (naissance)",
        "anniversaire : 12 mars 1975",
        "\n| Né le | 12/03/1975 |\n",
        "\n| Nom | Né(e) le |\n|---|---|\n| Durand | 12/03/2015 |\n",
        "\n| Nom | Date de naissance |\n|---|---|\n| Durand | 12/03/75 |\n",
    ],
)
def test_a_day_of_birth_is_found(words: str) -> None:
    assert found(words)


def test_a_cell_under_a_title_of_births_is_found() -> None:
    assert found("12/03/1975", titre="Né(e) le")
    assert found("12/03/1975", titre="Réunion du") == []


@pytest.mark.parametrize(
    "words",
    [
        "le 12 mars 1975",
        "n° 12 du 12 mars 1975",
        "n° 12/03/1975",
        "20 ° 12 mars 1975",
        "l'article 3 ° 12 mars 1975",
        "\n* 12 mars 1975 : décret\n* 13 mars 1976 : arrêté",
        "a *12 mars 1975* b, **13 mars 1976**",
        "l'obligation née de la loi HPST du 21 juillet 2009",
        "un dispositif né d'une idée le 12 mars 1999",
        "Pasteur, né le 27 décembre 1822",
        "la naissance de l'association, le 12 mars 2015",
        "le congé de naissance : 25 jours",
        "100 naissances en 2019",
        "\n| Naissances | 2019 |\n|---|---|\n| Auch | 1 203 |\n",
        "\n| Réunion | Votée le |\n|---|---|\n| bureau | 12/03/1975 |\n",
        "l'anniversaire du contrat : 1er janvier 2027",
        "réunions les 06/11/2026 et 07/12/2026",
    ],
)
def test_other_days_are_left_alone(words: str) -> None:
    assert not found(words)


@pytest.mark.parametrize(
    "words",
    [
        "12 bis av. du Gl Leclerc",
        "12bis aven. Général-Leclerc",
        "12 B, av du gal leclerc 32000 auch",
        "12 (bis) avenue du Général Leclerc",
        "12 quater avenue Leclerc",
        "12%20bis%20avenue%20du%20G%C3%A9n%C3%A9ral-Leclerc",
        "| 12 bis | avenue du Général-Leclerc |",
    ],
)
def test_an_address_is_found_with_its_bis_its_short_words_and_no_comma(words: str) -> None:
    assert list(VOISINS.sensibles(f"au {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "Paul Tropique (anniv. : 14/07/61)",
        "Paul fête son anniversaire le 12 mars 1961",
        "l'anniversaire de Paul : 12 mars 1961",
        "Paul, 🎂 14/07/1961",
        "Inès, nat. 14/07/1961",
        "natif du 14 mars 1961",
        "Inès, native d'Auch le 14 mars 1961",
        "venues au monde le 14 juillet 1961",
        "née un 14 juillet 1961",
        "né le 3 avril 1961",
        "classe 1961, né un 14 mars",
        "née, en 1961, un 14 mars",
        "né le 14 mars, en 1961",
        "qui aura 65 ans le 14 juillet 2026",
        "âgé de 65 ans depuis le 14 mars 2026",
        "âgée de soixante-cinq ans depuis le 14 mars 2026",
        "elle fêtera ses 65 ans le 14 mars 2026",
        "Inès (65 ans au 14/03/2026)",
    ],
)
def test_a_day_of_birth_is_found_by_the_feast_the_age_or_the_year_apart(words: str) -> None:
    assert any(one.startswith("ne-") for one in found(words)), words


@pytest.mark.parametrize(
    "words",
    [
        "l'anniversaire de l'association le 3 mai 2027",
        "l'anniversaire de la loi du 4 mars 2002",
        "L'association fête son anniversaire le 3 mai 2027",
        "le dispositif aura 5 ans le 1er janvier 2028",
        "l'association aura 20 ans le 3 mai 2027",
        "l'hôpital, qui aura 90 ans le 14 juillet 2026",
        "réunion du 14 juillet",
        "un projet né le 14 juillet",
        "tout patient âgé de 65 ans au 14 mars 2026",
        "les patients qui auront 65 ans le 14 mars 2028",
        "la femme de 50 ans le 14 mars 2028",
        "population âgée de 75 ans au 1er janvier 2021",
        "natif de la région, élu le 14 juillet 2005",
        "un contrat de 20 ans, le 14 mars 2026",
        "classe 1961 du barème, réunie un 14 mars",
        "né en ville, l'hôpital y reste",
    ],
)
def test_the_age_of_a_thing_or_of_anybody_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_the_letters_of_a_word_are_no_digits() -> None:
    """« juillet » and « avril » end or go on with letters drawn like a one."""
    told = "le 14 juillet, en avril, la ville, 06 ll 22"
    assert in_digits(lu(told)).texte == "le 14 juillet, en avril, la ville, 06 11 22"


@pytest.mark.parametrize(
    "words",
    [
        "36 49 00 01 (05 devant)",
        "numéro qui finit par 49 00 01, précédé de 05 36",
        "49 00 01, avec 05 36 devant",
        "00 01 à la fin, et 05 36 49 d'abord",
        "05 (Orange) 36 49 00 01",
    ],
)
def test_a_known_number_is_found_when_its_beginning_is_told_last(words: str) -> None:
    assert found(words) == ["536490001"]


@pytest.mark.parametrize(
    "words",
    [
        "0,0536490001 % des actes",
        "12,536490001 % des actes",
        "soit 0,536490001",
        "0,0611223344 % des actes",
        "36 49 00 01 et 06 devant",
        "\n| Médecins | Actes par an | Passages |\n|---|---|---|\n| 06 41 | 52 63 | 74 85 |\n",
    ],
)
def test_decimals_and_counts_are_no_number(words: str) -> None:
    assert found(words) == []


def test_a_number_cut_over_cells_that_count_nothing_is_found() -> None:
    table = "| Nom | Début | Suite |\n|---|---|---|\n| Anne | 06 41 | 52 63 74 |\n"
    assert "641526374" in found(f"\n{table}")


@pytest.mark.parametrize(
    "words",
    [
        "06 (Orange) 41 52 63 74",
        "06 41 52, suite : 63 74",
        "06 41 52 poste 63 74",
        "06.41 [pro] 52.63.74",
        "07 41 52 63 - fin : 74",
    ],
)
def test_a_mobile_cut_by_a_word_is_found(words: str) -> None:
    assert [one[1:] for one in found(words)] == ["41526374"]


@pytest.mark.parametrize(
    "words",
    [
        "le 06 mars 20 26 18 30",
        "06 11 12 13 mars 14",
        "départements 06 07 31 Gers 32 33",
        "codes 06 41 52, suite : 63 74",
        "06 07 puis-je 08 09 10",
        "le 06, 41 lits, 52 places, 63 actes, 74 visites",
        "de 06 h 30 à 12 h 45 18 20",
        "06 41 52 pour 63 74",
        "page 06 12 (annexe) 18 24 30",
    ],
)
def test_pairs_among_words_are_no_mobile_by_themselves(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "valeur"),
    [
        ("paul.tropique sur gmail", "paul.tropique@gmail"),
        ("paul.tropique, messagerie laposte", "paul.tropique@laposte"),
        ("paul-henri.tropique, boîte mail Orange", "paul-henri.tropique@orange"),
        ("paul point tropique a-rond-a free fr", "paul.tropique@free.fr"),
        ("anne.durand, chez le fournisseur Example, en org", "anne.durand@example.org"),
        ("anne.durand ou paul.tropique, suivi de @example.org", "anne.durand@example.org"),
    ],
)
def test_a_mail_is_found_by_the_name_of_its_box_or_with_its_domain_apart(
    words: str, valeur: str
) -> None:
    assert valeur in found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Paul Tropique, messagerie Orange",
        "les réunions sur Zoho",
        "le site cpts.fr sur Free",
        "la v1.2 sur laposte",
        "Anne Durand, par example lundi",
        "Paul Mirage, compte Orange de la CPTS",
        "hébergé chez OVH, puis sur free",
    ],
)
def test_the_name_of_a_box_is_no_mail_by_itself(words: str) -> None:
    assert found(words) == []
