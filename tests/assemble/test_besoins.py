"""The tables of needs, and the list of communes."""

from __future__ import annotations

from pipeline.assemble.annexes import table_communes
from pipeline.assemble.besoins import table_besoins, table_reponses, tables_not_cited
from pipeline.assemble.brouillon import Constats
from pipeline.assemble.fiche import laid_out
from pipeline.model.prose import Block, Table, text_of
from tests.projets import edited, examen, petit_projet

BESOINS = "content/diagnostic/besoins.csv\n"
B2 = "+ B2;Enfance;Bien manger;12 % des enfants sont en surpoids;santé scolaire, 2025;basse;prevention, crises\n"


def lines(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[text_of(cell.inlines) for cell in row] for row in (block.header, *block.rows)]


def test_each_need_has_its_evidence_with_its_source() -> None:
    found = examen(petit_projet())
    assert lines(table_besoins(found.projet, found.comptes)) == [
        ["Code", "Thème", "Besoin", "Constat", "Priorité"],
        [
            "B1",
            "Médecin",
            "Trouver un médecin",
            "12 % des habitants n'en ont pas (enquête, 2026)",
            "Haute",
        ],
    ]


def test_the_theme_has_a_column_only_when_one_is_given() -> None:
    found = examen(edited(petit_projet(), BESOINS + "- B1;Médecin;\n+ B1;;\n"))
    assert lines(table_besoins(found.projet, found.comptes))[0] == [
        "Code",
        "Besoin",
        "Constat",
        "Priorité",
    ]


def test_the_matrix_names_the_fiches_of_each_mission_and_marks_what_waits() -> None:
    notation = (
        BESOINS
        + B2
        + "content/fiches/M3-01-alimentation.md\n- besoins: [B1]\n+ besoins: [B1, B2]\n"
    )
    found = examen(edited(petit_projet(), notation))
    table = table_reponses(found.projet, found.comptes)
    assert lines(table) == [
        ["Besoin", "Accès aux soins", "Parcours", "Prévention", "Crises sanitaires"],
        ["B1 : Trouver un médecin", "M1-01", "M2-01", "M3-01", "M4-01"],
        ["B2 : Bien manger", "", "", "M3-01", "—"],
    ]
    assert "pas encore de fiche action" in text_of(table.source)


def test_the_tables_of_needs_close_the_part_unless_a_text_inserts_them() -> None:
    here = "content/diagnostic/01-territoire.md\n+ \n+ {{ tableau.besoins }}\n"
    for notation, expected in (
        ("", ["Besoins retenus", "Besoins, missions et fiches action"]),
        (here, ["Besoins, missions et fiches action"]),
        (BESOINS + "effacer\n", []),
    ):
        found = examen(edited(petit_projet(), notation))
        left = tables_not_cited(found.projet, found.comptes)
        titles = [text_of(t.legende.inlines) for t in left if isinstance(t, Table) and t.legende]
        assert titles == expected


def test_a_fiche_prints_the_needs_it_answers_in_words() -> None:
    found = examen(petit_projet())
    (page,) = laid_out(found.projet.fiches[:1], found.projet, found.comptes, Constats(()))
    champs = page.champs["fiche"]
    assert isinstance(champs, dict)
    assert champs["besoins"] == ["B1 : Trouver un médecin"]


def test_the_communes_are_listed_with_their_total_and_the_exceptions_to_their_source() -> None:
    notation = (
        "content/communes.csv\n- 32013;Auch;32428;2023;mairie\n+ 32013;;;;\n"
        "content/projet.yaml\n- communes: [32013, 32307]\n+ communes: [32013, 32307, 31555, 32132]\n"
    )
    found = examen(edited(petit_projet(), notation))
    table = table_communes(found.projet, found.comptes)
    rows = [[text.replace("\u202f", " ") for text in row] for row in lines(table)]
    assert rows[0] == ["Code Insee", "Commune", "Département", "Intercommunalité", "Population"]
    assert rows[2] == ["32307", "Pavie", "Gers", "CA Grand Auch Cœur de Gascogne", "16 247"]
    assert rows[3][:3] == ["31555", "Toulouse", "Haute-Garonne"]
    assert rows[4][1:4:2] == ["Fleurance", "CC de la Lomagne Gersoise"]
    assert rows[5][:2] == ["Total", "4 communes"]
    assert text_of(table.source) == (
        "Source des populations : Insee, populations légales, 2023 ; sauf Pavie : mairie, 2023. "
        "Communes et intercommunalités : découpage de 2026. "
        "CC : communauté de communes ; CA : communauté d'agglomération."
    )
