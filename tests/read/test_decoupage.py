"""Communes looked up among the bytes of the shipped file."""

from __future__ import annotations

import pytest

from pipeline.disk import PACKAGE
from pipeline.model.decoupage import Decoupage
from pipeline.read.decoupage import read_decoupage

DATA = (PACKAGE / "reference/communes.txt").read_bytes()


def asked(*words: str) -> Decoupage:
    return read_decoupage(DATA, words)


def test_a_commune_has_its_name_its_departement_its_epci_and_its_legal_population() -> None:
    auch = asked("32013").communes["32013"]
    assert (auch.nom, auch.departement, auch.population, auch.annee) == (
        "Auch",
        "Gers",
        22428,
        "2023",
    )
    assert auch.epci == "CA Grand Auch Cœur de Gascogne"


@pytest.mark.parametrize("code", ["01001", "95690", "2A004", "97101", "97617", "97801"])
def test_the_ends_of_the_file_corsica_and_overseas_are_found(code: str) -> None:
    assert code in asked(code).communes


def test_mayotte_was_counted_in_another_year() -> None:
    assert asked("97611").communes["97611"].annee == "2017"


def test_an_island_without_intercommunalite_is_a_commune_all_the_same() -> None:
    assert asked("29155").communes["29155"].epci == ""


def test_an_arrondissement_has_the_epci_of_its_city() -> None:
    paris = asked("75101").communes["75101"]
    assert (paris.ville, paris.epci) == ("75056", "Métropole du Grand Paris")


@pytest.mark.parametrize(
    "word", ["", "0", "00000", "99999", "3201", "32013;", "32000", "\n", "Zzzz", "984"]
)
def test_what_is_not_there_is_not_found(word: str) -> None:
    found = asked(word)
    assert (dict(found.communes), dict(found.anciennes), dict(found.proches)) == ({}, {}, {})


def test_an_old_code_leads_to_the_commune_of_today() -> None:
    nom, now = asked("32168").anciennes["32168"]
    assert (nom, now.code) == ("Labarrère", "32079")


def test_a_name_gives_its_commune_spelt_otherwise_or_nearly_so() -> None:
    for word in ("Auch", "auch", "Aucch"):
        assert [c.code for c in asked("32132", word).proches[word]][:1] == ["32013"]
    assert [c.code for c in asked("St Clar", "32013").proches["St Clar"]] == ["32370"]


def test_of_many_homonyms_those_nearby_come_first() -> None:
    first = asked("11001", "Sainte-Colombe").proches["Sainte-Colombe"]
    assert len(first) == 3
    assert first[0].departement != ""
    assert asked("38001", "Saint-Sauveur").proches["Saint-Sauveur"][0].code.startswith("38")
