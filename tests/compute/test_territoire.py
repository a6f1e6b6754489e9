"""The communes of the territory and what the CPTS overrules."""

from __future__ import annotations

from tests.projets import edited, examen, petit_projet

CODES = "content/projet.yaml\n- communes: [32013, 32307]\n+ communes: "


def test_codes_alone_give_names_epci_and_legal_populations() -> None:
    comptes = examen(edited(petit_projet(), "content/communes.csv\neffacer\n")).comptes
    assert [(c.nom, c.population, c.annee, c.source) for c in comptes.communes] == [
        ("Auch", 22428, "2023", "Insee, populations légales"),
        ("Pavie", 2566, "2023", "Insee, populations légales"),
    ]
    assert (comptes.population, comptes.taille) == (24994, 1)


def test_a_line_of_communes_csv_overrules_name_and_population_and_keeps_the_rest() -> None:
    notation = (
        "content/communes.csv\n- 32307;Pavie;16247;2023;mairie\n+ 32307;Pavie-Ville;6300;2026;mairie\n"
        "content/communes.csv\n- 32013;Auch;32428;2023;mairie\n+ 32013;;;;\n"
    )
    auch, pavie = examen(edited(petit_projet(), notation)).comptes.communes
    assert (auch.nom, auch.population, auch.source) == ("Auch", 22428, "Insee, populations légales")
    assert (pavie.nom, pavie.population, pavie.annee) == ("Pavie-Ville", 6300, "2026")
    assert pavie.epci == "CA Grand Auch Cœur de Gascogne"


def test_the_communes_stand_in_the_order_of_projet_yaml_each_once() -> None:
    comptes = examen(edited(petit_projet(), CODES + "[32307, 32013, 32307]\n")).comptes
    assert [c.code for c in comptes.communes] == ["32307", "32013"]


def test_an_unknown_code_leaves_the_population_unknown() -> None:
    comptes = examen(edited(petit_projet(), CODES + "[32013, 32307, 32000]\n")).comptes
    assert comptes.population is None
    assert comptes.communes[2].nom == ""
