"""The file of communes as the script makes it from the package."""

from __future__ import annotations

import io
import json
import tarfile
from typing import Any

import pytest

from pipeline.disk import PACKAGE
from pipeline.read.decoupage import read_decoupage
from pipeline.reference.decoupage import compose, rebuild

DATA = (PACKAGE / "reference/communes.txt").read_bytes()

DEPARTEMENTS = [
    {"code": "01", "nom": "Ain", "region": "84"},
    {"code": "75", "nom": "Paris", "region": "11"},
]
EPCI = [{"code": "200040350", "nom": "CC Bugey Sud", "membres": [{"code": "01015"}]}]
COMMUNES: list[dict[str, Any]] = [
    {
        "code": "75101",
        "nom": "Paris 1er Arrondissement",
        "type": "arrondissement-municipal",
        "commune": "75056",
    },
    {"code": "75056", "nom": "Paris", "type": "commune-actuelle"},
    {
        "code": "01015",
        "nom": "Arboys en Bugey",
        "type": "commune-actuelle",
        "anciensCodes": ["01340"],
    },
    {"code": "01015", "nom": "Arbignieu", "type": "commune-deleguee", "chefLieu": "01015"},
    {"code": "01340", "nom": "Saint-Bois", "type": "commune-deleguee", "chefLieu": "01015"},
    {"code": "98818", "nom": "Nouméa", "type": "commune-actuelle"},
]
for entry in COMMUNES:
    entry["departement"] = (
        entry["code"][:3] if entry["code"].startswith("98") else entry["code"][:2]
    )
    if entry["type"] in ("commune-actuelle", "arrondissement-municipal"):
        entry["population"] = 700


def package(version: str) -> bytes:
    tables = {"departements": DEPARTEMENTS, "epci": EPCI, "communes": COMMUNES}
    files = {
        "package.json": {"version": version},
        **{f"data/{name}.json": rows for name, rows in tables.items()},
    }
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, value in files.items():
            data = json.dumps(value).encode()
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def test_a_code_that_occurs_twice_is_the_communes() -> None:
    lines = compose("6.0.0", DEPARTEMENTS, EPCI, COMMUNES).decode().splitlines()
    assert "01015;Arboys en Bugey;700;200040350" in lines
    assert not any("Arbignieu" in line for line in lines)


def test_what_was_written_is_read_again() -> None:
    found = read_decoupage(rebuild(package("6.0.0")), ("01015", "01340", "75101", "98818"))
    assert found.communes["01015"].epci == "CC Bugey Sud"
    assert found.communes["75101"].ville == "75056"
    assert found.anciennes["01340"][0] == "Saint-Bois"
    assert found.anciennes["01340"][1].code == "01015"
    assert "98818" not in found.communes


def test_a_version_whose_years_are_not_known_is_refused() -> None:
    with pytest.raises(SystemExit, match="MILLESIMES"):
        rebuild(package("7.0.0"))


def shipped() -> list[list[str]]:
    """The fields of each line of the list of codes."""
    return [line.split(";") for line in DATA.decode().split("\n\n")[3].splitlines()]


def test_the_shipped_file_is_in_order_and_every_old_code_leads_to_a_commune() -> None:
    lines = shipped()
    codes = [code for code, *_ in lines]
    assert codes == sorted(set(codes)), "a search by halves needs them in order"
    assert len(codes) > 39_000
    population = {code: int(people) for code, _, people, _ in lines if people}
    assert all(now in population for _, _, people, now in lines if not people)
    arrondissements = {
        code: parent for code, _, people, parent in lines if people and len(parent) == 5
    }
    whole = population.keys() - arrondissements.keys()
    assert (
        len(whole) == 34_875 + 4
    )  # 34 871 communes in an EPCI, 4 islands, 4 of the overseas collectivités
    assert sum(population[code] for code in whole) > 68_000_000
    for city in set(arrondissements.values()):
        assert (
            sum(population[code] for code, parent in arrondissements.items() if parent == city)
            == population[city]
        )


def test_the_lines_of_the_shipped_file_are_found() -> None:
    """One in forty, both ends, and every arrondissement; the file is in order, so that one search is like another."""
    lines = shipped()
    asked = [*lines[::40], lines[-1], *(line for line in lines if len(line[3]) == 5 and line[2])]
    found = read_decoupage(DATA, [code for code, *_ in asked])
    for code, nom, people, parent in asked:
        if people:
            commune = found.communes[code]
            assert (commune.nom, commune.population) == (nom, int(people))
            assert commune.ville == (parent if len(parent) == 5 else "")
        else:
            assert found.anciennes[code][0] == nom
            assert found.anciennes[code][1].code == parent
