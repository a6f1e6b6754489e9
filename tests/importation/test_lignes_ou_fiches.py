"""Rows of a page in landscape: fiches, or the tasks of one; sums that are neither; indicators that sentences tell."""

from __future__ import annotations

import pytest

from pipeline.interpret.importation.fiche import read_fiches
from pipeline.interpret.importation.indicateurs import target_of
from pipeline.interpret.importation.mesures import measure_in, measures_and_rest
from pipeline.interpret.importation.totaux import is_total
from tests.importation.test_voisins_des_manieres import MOTS, blocks_of, sections, table

TITRES = "Objectif | Actions | Responsable | Indicateur | Cible | Coût"
LIGNES = (
    "Mieux sortir de l'hôpital | Rédiger une fiche de liaison | Claire Fontaine | Fiches reçues | 200 | 1 200 €",
    " | Former les secrétaires | Paul Mirage | Secrétaires formées | 15 | 800 €",
    "Éviter les retours | Appeler à J+2 | Marc Duconte | Part des patients appelés | 80 % | 4 500 €",
)
TOTAL = "TOTAL | | | | | 6 500 €"


def page(*rows: str, above: str = "## Lien ville-hôpital") -> str:
    """A table of Markdown under what stands above it."""
    cells = [f"| {row} |" for row in rows]
    return "\n".join((above, "", cells[0], "|" + "---|" * (rows[0].count("|") + 1), *cells[1:], ""))


@pytest.mark.parametrize("above", ["## Lien ville-hôpital", "**Fiche action n° 3 : Lien**", ""])
def test_rows_of_objectives_actions_and_measures_are_the_tasks_of_one_fiche(above: str) -> None:
    text = page(TITRES, *LIGNES, TOTAL, above=above)
    assert len(read_fiches(blocks_of(text), MOTS)) == 1
    found = sections(text)
    assert "Former les secrétaires" in found["Sous-actions"]
    assert "- cible : 80 %" in found["Indicateurs"]
    assert "Total : 6 500 €" in found["Budget"]
    assert "otal" not in found["Sous-actions"] + found["Indicateurs"] + found["À ranger"]
    assert "Public cible" not in found


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (
            "Action | Constat | Objectifs | Pilote | Indicateurs",
            (
                "Vaccination | 38 % | Vacciner | Claire | Doses",
                "Chutes | 900 | Repérer | Paul | Tests",
            ),
        ),
        (
            "Titre de la fiche | Objectif | Actions | Responsable | Coût",
            ("Liaison | Sortir | Écrire | Claire | 3 €", "Accueil | Venir | Loger | Paul | 4 €"),
        ),
        (
            "Action | Objectifs | Public visé | Porteur | Indicateurs",
            (
                "Vaccin | Vacciner | Élèves | Claire | Doses",
                "Chutes | Repérer | Aînés | Paul | Tests",
            ),
        ),
    ],
)
def test_rows_that_have_what_a_fiche_has_are_fiches_and_their_sum_is_none(
    titles: str, rows: tuple[str, ...]
) -> None:
    total = "Total" + " |" * (titles.count("|") - 1) + " | 7 000 €"
    fiches = read_fiches(blocks_of(page(titles, *rows, total)), MOTS)
    assert len(fiches) == 2
    assert any("une fiche" in line for line in fiches[0].rapport)


def test_what_the_report_proposes_makes_fiches_of_rows_and_rows_of_fiches() -> None:
    """Both readings can be had, in the words that the report gives."""
    titled = page(
        f"Titre de la fiche | {TITRES}", *(f"N{at} | {row}" for at, row in enumerate(LIGNES))
    )
    assert len(read_fiches(blocks_of(titled), MOTS)) == len(LIGNES)
    rows = (
        "Vaccination | 38 % | Vacciner | Claire | Doses",
        "Chutes | 900 | Repérer | Paul | Tests",
    )
    text = page(
        "Action | Constat | Objectifs | Pilote | Indicateurs",
        *rows,
        above="**Fiche action n° 1 – Prévenir**",
    )
    assert len(read_fiches(blocks_of(text), MOTS)) == 1


def test_a_row_of_a_fiche_keeps_the_target_beside_its_indicator() -> None:
    titled = page(
        f"Titre de la fiche | {TITRES}", *(f"N{at} | {row}" for at, row in enumerate(LIGNES))
    )
    found = sections(titled)
    assert found["Indicateurs"] == "### Indicateur : Fiches reçues\n\n- cible : 200"
    assert "Rédiger une fiche de liaison" in found["Sous-actions"]


def test_each_kind_of_indicator_keeps_its_own_target() -> None:
    found = sections(
        page(
            "Objectif | Action | Indicateur de suivi | Indicateur de résultat | Valeur cible",
            "Répondre | Ouvrir des créneaux | Créneaux ouverts | Demandes honorées | 90 %",
            "Répondre | Former | Secrétaires formées | | ",
        )
    )
    assert (
        "### Indicateur : Demandes honorées\n\n- type : résultat\n- cible : 90 %"
        in found["Indicateurs"]
    )
    assert "### Indicateur : Créneaux ouverts\n\n- type : suivi\n" in found["Indicateurs"]


@pytest.mark.parametrize(
    "row",
    [
        "TOTAL | | 6 500 €",
        " | Total général : | 12",
        "Sous-total | | 4 k€",
        "Ensemble | | | 3 fiches",
    ],
)
def test_a_row_that_sums_up_is_known(row: str) -> None:
    assert is_total(table(row).header)


@pytest.mark.parametrize(
    "row",
    [
        "Ensemble contre les chutes | Claire | 3",
        "Total | Claire Fontaine | mars 2028",
        "Somme toute, former | | 4",
        "Former | | 4 500 €",
    ],
)
def test_a_task_whose_words_look_like_a_sum_is_a_task(row: str) -> None:
    assert not is_total(table(row).header)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Cible", "cible"),
        ("Cibles", "cible"),
        ("Valeur attendue", "cible"),
        ("Résultat attendu", "cible"),
        ("Cible fin 2028", "cible 2028"),
        ("Objectif", ""),
        ("Résultat", ""),
        ("Public visé", ""),
    ],
)
def test_a_column_of_targets_is_known_by_its_words(title: str, wanted: str) -> None:
    assert target_of(title) == wanted


# --- indicators in sentences ---------------------------------------------------------------------------------------


FICHE = "## Constat\n\nTrop d'attente.\n\n## Indicateurs\n\n{}\n\n## Budget\n\n3 000 €\n"


@pytest.mark.parametrize(
    ("line", "nom", "facts"),
    [
        ("Nombre d'internes : 4 en 2026, cible 10", "Nombre d'internes", {"départ": "4 (2026)", "cible": "10"}),
        ("Le taux d'accès passera de 40 % à 80 % d'ici 2029", "Le taux d'accès", {"départ": "40 %", "cible 2029": "80 %"}),
        ("nombre de réunions (cible : 4 par an)", "nombre de réunions", {"cible": "4 par an"}),
        ("Enfin, satisfaction des internes", "satisfaction des internes", {}),
        ("La satisfaction des internes sera mesurée par un questionnaire", "satisfaction des internes", {}),
        ("Nombre d'appels : 100 puis 250", "Nombre d'appels : 100 puis 250", {}),
        ("Part des patients vus (objectif de la région)", "Part des patients vus (objectif de la région)", {}),
    ],
)  # fmt: skip
def test_a_sentence_gives_its_name_and_its_target(
    line: str, nom: str, facts: dict[str, str]
) -> None:
    found = measure_in(line, 2027)
    assert (found.nom, dict(found.faits)) == (nom, facts)


def test_sentences_that_measure_are_read_though_others_do_not() -> None:
    found = sections(
        FICHE.format(
            "Nous compterons le nombre d'internes accueillis. L'évaluation sera conduite par le comité. "
            "Nous regarderons aussi combien s'installent ensuite."
        )
    )
    assert found["Indicateurs"].startswith("L'évaluation sera conduite par le comité.")
    assert "### Indicateur : nombre d'internes accueillis" in found["Indicateurs"]
    assert found["À ranger"] == "Nous regarderons aussi combien s'installent ensuite."


def test_two_measures_of_one_sentence_are_two_indicators() -> None:
    measured, rest = measures_and_rest("Nombre de lits loués et délai d'attente. Le bilan suit.")
    assert (measured, rest) == (["Nombre de lits loués", "délai d'attente"], ["Le bilan suit"])
    assert measures_and_rest("Nombre et part des patients vus.")[0] == [
        "Nombre et part des patients vus"
    ]


@pytest.mark.parametrize(
    "line", ["Indicateur de résultat : part des appels", "Critère de résultat : part des appels"]
)
def test_a_label_before_an_indicator_says_its_kind(line: str) -> None:
    found = sections(FICHE.format(f"{line}. Départ : 4. Cible : 10."))
    assert (
        "### Indicateur : part des appels\n\n- type : résultat\n- départ : 4\n- cible : 10"
        in found["Indicateurs"]
    )


def test_a_target_below_its_indicator_is_its_own_and_opens_no_public() -> None:
    found = sections(FICHE.format("Part des internes installés\n\nCible : 20 %"))
    assert "- cible : 20 %" in found["Indicateurs"]
    assert "Public cible" not in found
