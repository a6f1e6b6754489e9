"""Facts: how they print, and how a name typed in any habit finds them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.echeance import Echeance
from pipeline.model.fait import BLANK, Fait, Faits, Genre, nom_canonique


@pytest.mark.parametrize(
    ("fait", "texte"),
    [
        (Fait("", Genre.NOMBRE, 61322), "61\u202f322"),
        (Fait("", Genre.EUROS, Decimal("44500")), "44\u202f500\u00a0€"),
        (Fait("", Genre.EUROS, Decimal("0.5")), "0,50\u00a0€"),
        (Fait("", Genre.DATE, Echeance(date(2027, 4, 1))), "1er avril 2027"),
        (Fait("", Genre.TEXTE, "Gers"), "Gers"),
        (Fait("", Genre.TEXTE, ""), BLANK),
        (Fait("", Genre.NOMBRE), BLANK),
    ],
)
def test_a_fact_prints_as_french_writes_it(fait: Fait, texte: str) -> None:
    assert fait.texte == texte


def test_a_whole_number_has_words_and_an_amount_says_euros() -> None:
    assert Fait("", Genre.NOMBRE, 12).dans_la_forme("lettres") == "douze"
    assert Fait("", Genre.TEXTE, "21").dans_la_forme("lettres") == "vingt-et-un"
    assert Fait("", Genre.EUROS, Decimal("2000.00")).dans_la_forme("lettres") == "deux-mille euros"
    assert Fait("", Genre.EUROS, Decimal("2000.50")).dans_la_forme("lettres") is None
    assert Fait("", Genre.TEXTE, "Gers").dans_la_forme("lettres") is None
    assert Fait("", Genre.TEXTE, "9" * 40).dans_la_forme("lettres") is None


@pytest.mark.parametrize(
    "typed",
    [
        'fiche("M3-01").cout',
        "fiche(“M3-01”).cout",
        "fiche( « M3-01 » ).cout",
        "fiche('M3-01') . cout",
        ' Fiche ( "M3-01" ).Coût ',
    ],
)
def test_the_quotes_and_spaces_of_a_name_do_not_matter(typed: str) -> None:
    assert nom_canonique(typed) == ('fiche("M3-01").cout', ())


def test_the_options_of_a_table_are_kept_in_order() -> None:
    typed = 'donnees("ages", colonnes="Âge; Habitants", total = "Habitants")'
    assert nom_canonique(typed) == (
        'donnees("ages")',
        (("colonnes", "Âge; Habitants"), ("total", "Habitants")),
    )
    assert nom_canonique('donnees("l’âge", titre="L\'âge d\'après l\'Insee")') == (
        'donnees("l’âge")',
        (("titre", "L'âge d'après l'Insee"),),
    )
    assert nom_canonique('tableau.communes(titre="Nos communes")') == (
        "tableau.communes",
        (("titre", "Nos communes"),),
    )


@given(st.text(max_size=60))
def test_any_name_is_read_and_reading_it_again_changes_nothing(typed: str) -> None:
    name, _ = nom_canonique(typed)
    assert nom_canonique(name)[0] == name


def test_an_unknown_name_is_answered_at_the_part_that_is_wrong() -> None:
    faits = Faits(
        {f'fiche("M{m}-01").{c}': Fait("", Genre.TEXTE) for m in (1, 2) for c in ("cout", "titre")}
    )
    assert faits.proches('fiche("M1-02").cout') == ("vouliez-vous dire « M1-01 » ou « M2-01 » ?",)
    assert faits.proches('fiche("M1-01").couts') == ("vouliez-vous dire « cout » ?",)
    assert faits.proches('fich("M1-01").cout') == ("vouliez-vous dire « fiche(…) » ?",)
