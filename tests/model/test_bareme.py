"""The amounts of the ACI, figure by figure, with the guide they come from."""

from __future__ import annotations

import pytest

from pipeline.model.bareme import Bareme
from pipeline.model.territoire import taille
from tests.projets import examen, petit_projet


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


@pytest.mark.parametrize(("cle", "table"), [("aci-2019", URPS_ANNEXE_1), ("aci-avenant-2", AGORA_AVENANT_2)])
def test_each_amount_is_that_of_its_source(cle: str, table: dict[tuple[str, str], tuple[int, ...]]) -> None:
    for (bloc, origine), amounts in table.items():
        assert tuple(bareme(cle).montant(bloc, origine, size) for size in (1, 2, 3, 4)) == amounts, (bloc, origine)


def test_the_totals_are_those_printed() -> None:
    assert [*map(int, bareme("aci-2019").total_possible)] == [185000, 242000, 315000, 380000]
    assert [*map(int, bareme("aci-avenant-2").total_possible)] == [287500, 382500, 487500, 580000]


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
