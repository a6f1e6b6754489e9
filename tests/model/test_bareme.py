"""The amounts of the ACI, figure by figure, with the guide they come from."""

from __future__ import annotations

import pytest

from pipeline.model.bareme import Bareme
from pipeline.model.territoire import taille
from tests.projets import constats, examen, petit_projet


def bareme(cle: str) -> Bareme:
    return examen(petit_projet()).projet.baremes[cle]


URPS_ANNEXE_1 = {
    ("acces_soins", "ACI volet fixe"): (15000, 17500, 25000, 30000),
    ("acces_soins", "ACI volet variable"): (15000, 17500, 25000, 30000),
    ("acces_soins", "ACI compensation SNP"): (10000, 12000, 15000, 20000),
    ("acces_soins", "ACI SNP spécifique"): (35000, 45000, 55000, 70000),
    ("parcours", "ACI volet fixe"): (25000, 35000, 45000, 50000),
    ("parcours", "ACI volet variable"): (25000, 35000, 45000, 50000),
    ("prevention", "ACI volet fixe"): (10000, 15000, 17500, 20000),
    ("prevention", "ACI volet variable"): (10000, 15000, 17500, 20000),
    ("qualite", "ACI volet fixe"): (7500, 10000, 15000, 20000),
    ("qualite", "ACI volet variable"): (7500, 10000, 15000, 20000),
    ("accompagnement", "ACI volet fixe"): (5000, 7500, 10000, 15000),
    ("accompagnement", "ACI volet variable"): (5000, 7500, 10000, 15000),
    ("fonctionnement", "ACI fonctionnement"): (50000, 60000, 75000, 90000),
}
AGORA_AVENANT_2 = {
    ("acces_soins", "ACI volet fixe"): (55000, 70000, 90000, 110000),
    ("acces_soins", "ACI volet variable"): (25000, 30000, 35000, 45000),
    ("crises", "ACI crise première rédaction"): (25000, 35000, 45000, 50000),
    ("crises", "ACI crise mise à jour"): (12500, 17500, 22500, 25000),
    ("crises", "ACI crise survenue"): (37500, 52500, 67500, 75000),
    ("fonctionnement", "ACI fonctionnement"): (50000, 60000, 75000, 90000),
}


@pytest.mark.parametrize(
    ("cle", "table"), [("aci-2019", URPS_ANNEXE_1), ("aci-avenant-2", AGORA_AVENANT_2)]
)
def test_each_amount_is_that_of_its_source(
    cle: str, table: dict[tuple[str, str], tuple[int, ...]]
) -> None:
    for (bloc, origine), amounts in table.items():
        assert (
            tuple(bareme(cle).montant(bloc, origine, size) for size in (1, 2, 3, 4)) == amounts
        ), (bloc, origine)


def test_the_totals_are_those_printed() -> None:
    assert [*map(int, bareme("aci-2019").total_possible)] == [185000, 242000, 315000, 380000]
    assert [*map(int, bareme("aci-avenant-2").total_possible)] == [287500, 382500, 487500, 580000]


SOUS_TOTAUX = {
    "aci-2019": {
        "acces_soins": (40000, 47000, 65000, 80000),
        "parcours": (50000, 70000, 90000, 100000),
        "prevention": (20000, 30000, 35000, 40000),
        "qualite": (15000, 20000, 30000, 40000),
        "accompagnement": (10000, 15000, 20000, 30000),
    },
    "aci-avenant-2": {
        "acces_soins": (80000, 100000, 125000, 155000),
        "parcours": (50000, 70000, 90000, 100000),
        "prevention": (20000, 30000, 35000, 40000),
        "crises": (62500, 87500, 112500, 125000),
        "qualite": (15000, 20000, 30000, 40000),
        "accompagnement": (10000, 15000, 20000, 30000),
    },
}


@pytest.mark.parametrize("cle", sorted(SOUS_TOTAUX))
def test_each_sub_total_is_that_of_its_source_and_the_sum_of_its_lines(cle: str) -> None:
    table = bareme(cle)
    assert {
        mission.cle: tuple(map(int, mission.total)) for mission in table.missions
    } == SOUS_TOTAUX[cle]
    for mission in table.missions:
        parts = [mission.volets[name] for name in mission.total_de]
        assert [sum(size) for size in zip(*parts, strict=True)] == list(mission.total)
    whole = zip(table.fonctionnement, *(mission.total for mission in table.missions), strict=True)
    assert [sum(size) for size in whole] == list(table.total_possible)


def test_the_parts_that_did_not_change_are_the_same_in_both() -> None:
    for key, amounts in URPS_ANNEXE_1.items():
        if key[0] != "acces_soins":
            found = [bareme("aci-avenant-2").montant(*key, size) for size in (1, 2, 3, 4)]
            assert found == list(amounts), key


def test_the_crisis_total_leaves_the_update_out() -> None:
    mission = bareme("aci-avenant-2").mission("crises")
    assert mission is not None
    assert [*map(int, mission.total)] == [62500, 87500, 112500, 125000]


def test_lines_of_one_bareme_do_not_exist_in_the_other() -> None:
    assert bareme("aci-avenant-2").montant("acces_soins", "ACI compensation SNP", 2) is None
    assert bareme("aci-2019").montant("crises", "ACI crise survenue", 2) is None


def test_the_urps_illustration_comes_out() -> None:
    """Annexe 1 of the URPS guide: size 2, missions socles, 2019, with the specific SNP funding: 252 000 € a year."""
    table = bareme("aci-2019")
    lines = [("fonctionnement", "ACI fonctionnement")]
    lines += [key for key in URPS_ANNEXE_1 if key[0] in ("acces_soins", "parcours", "prevention")]
    assert sum(table.montant(bloc, origine, 2) or 0 for bloc, origine in lines) == 252_000


@pytest.mark.parametrize(
    ("population", "size"),
    [(0, 1), (39_999, 1), (40_000, 2), (80_000, 2), (80_001, 3), (175_000, 3), (175_001, 4)],
)
def test_the_bounds_of_the_sizes(population: int, size: int) -> None:
    assert taille(population) == size


def test_a_bareme_of_the_cpts_gives_the_days_of_its_accord() -> None:
    path = "pipeline/reference/baremes/aci-avenant-2.yaml"
    text = petit_projet()[path].decode().replace("signe: 2021-12-20", "signe: fin 2021")
    found = constats({**petit_projet(), "content/baremes/aci.yaml": text.encode()})
    assert [line.split(": ")[1] for line in found] == ["erreur C003"]
    assert "« signe » attend un jour, année-mois-jour : « fin 2021 » n'en est pas un." in found[0]
