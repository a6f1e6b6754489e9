"""How far targets are reached, each rate redone by hand, and the variable part to the cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from pipeline.compute.atteintes import way_done
from pipeline.interpret.classeur.mesures import measured
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Indicateur
from pipeline.model.files import Files
from pipeline.model.mesure import Mesure
from pipeline.model.span import Placed, Span
from tests.projets import edited, examen, petit_projet

HERE = Span("")


def indicateur(depart: str, cible: str, sens: str = "") -> Indicateur:
    cibles = {1: Placed(cible, HERE)} if cible else {}
    return Indicateur("i", "résultat", "", "", "", sens, depart, cibles, True, "100 %", HERE)


def mesure(valeur: str) -> Mesure:
    when: Placed[Echeance] | None = None
    name = Placed("M1-01", HERE), Placed("i", HERE), Placed(1, HERE)
    return Mesure(*name, Placed(valeur, HERE), measured(valeur), when, None, "", HERE)


@pytest.mark.parametrize(
    ("depart", "cible", "sens", "valeur", "attendu"),
    [
        ("10", "20", "hausse", "15", "0.5"),
        ("10", "20", "hausse", "9", "0"),
        ("10", "20", "hausse", "25", "1"),
        ("11,2 % (2026)", "15 %", "hausse", "14 %", "0.737"),
        ("78,4 %", "77 %", "baisse", "77,9 %", "0.357"),
        ("78,4 %", "77 %", "baisse", "80 %", "0"),
        ("78,4 %", "77 %", "", "77 %", "1"),
        ("20", "20", "hausse", "20", "1"),
        ("20", "20", "hausse", "19", "0"),
        ("20", "20", "baisse", "19", "1"),
        ("non", "oui", "", "oui", "1"),
        ("non", "oui", "", "non", "0"),
        ("10", "", "hausse", "15", None),
        ("XX", "20", "hausse", "15", None),
        ("10", "20", "hausse", "beaucoup", None),
    ],
)
def test_the_way_done_goes_from_the_start_to_the_target(
    depart: str, cible: str, sens: str, valeur: str, attendu: str | None
) -> None:
    found = way_done(indicateur(depart, cible, sens), 1, mesure(valeur))
    assert found == (None if attendu is None else Decimal(attendu))


SECOND = """content/fiches/M3-01-alimentation.md
- - poids : 100 %
+ - poids : 60 %
+
+ ### Indicateur : ateliers
+
+ - type : résultat
+ - définition : ateliers tenus
+ - source : registre
+ - fréquence : annuelle
+ - sens : hausse
+ - départ : 0
+ - cible année 1 : 7
+ - cible année 2 : 9
+ - base du volet variable : oui
+ - poids : 40 %
"""


def with_measures(*rows: tuple[str, str, int, str]) -> Files:
    lines = ["budgets/indicateurs.xlsx", "créer", "Sheet = Indicateurs"]
    titles = ("Fiche", "Indicateur", "Année", "Valeur mesurée", "Justificatif")
    for number, row in enumerate((titles, *((*row, "Registre") for row in rows)), 1):
        lines += [
            f"Indicateurs!{letter}{number} = {value}"
            for letter, value in zip("ABCDE", row, strict=True)
        ]
    lines.append(f"Indicateurs tableau indicateurs A1:E{len(rows) + 1}")
    return edited(edited(petit_projet(), SECOND), "\n".join(lines))


def test_a_mission_is_the_weighted_mean_of_what_is_measured_and_zero_for_the_rest() -> None:
    comptes = examen(
        with_measures(
            ("M3-01", "personnes touchées", 1, "17"),
            ("M3-01", "ateliers", 1, "5"),
            ("M3-01", "personnes touchées", 2, "25"),
        )
    ).comptes
    found = {(one.mission, one.annee): one for one in comptes.atteintes.missions}
    first, second = found["prevention", 1], found["prevention", 2]
    ateliers = Fraction(714, 1000)  # 5 of 7, to a tenth of a percent
    assert first.taux == tenth(Fraction(60, 100) * Fraction(7, 10) + Fraction(40, 100) * ateliers)
    assert (first.mesures, first.attendus) == (2, 2)
    assert second.taux == tenth(Fraction(60, 100) * Fraction(15, 30))
    assert (second.mesures, second.attendus) == (1, 2)
    for one in (first, second):
        rights = [
            right.montant
            for right in comptes.contrat.droits
            if (right.bloc, right.volet, right.annee) == ("prevention", "variable", one.annee)
        ]
        assert rights
        assert one.droit == sum(rights)
        assert one.taux is not None
        assert one.obtenu == (one.droit * one.taux).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found["parcours", 1].taux is None
    assert found["parcours", 1].obtenu is None


def tenth(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(Decimal("0.001"), ROUND_HALF_UP)


def test_without_measures_there_is_nothing_to_say() -> None:
    assert examen(petit_projet()).comptes.atteintes.missions == []
