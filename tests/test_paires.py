"""One mistake never hides another: forty pairs drawn here, all of them in ``make preuves``."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.model.prose import text_of
from pipeline.run import examine
from tests.groupes import ecarts_de, lignes
from tests.paires import RAISONS, Ecart, Raison, ecart, ecarts, raison, tirees
from tests.projets import TODAY, codes_par_fichier, edited, petit_projet
from tests.test_cases import read_case

SEED, COUNT = 2026, 40


@pytest.mark.lent  # eighty checks of the small project
def test_two_mistakes_say_what_each_says() -> None:
    odd = [found for found in ecarts(tirees(SEED, COUNT)) if found.tus or found.nouveaux]
    assert len(odd) <= 2, list(map(str, odd))  # a pair in a hundred may, and forty are few
    assert [str(found) for found in odd if raison(found) is None] == []


@pytest.mark.lent
@pytest.mark.parametrize("une", RAISONS, ids=lambda one: one.exemple[0])
def test_each_reason_has_a_pair_that_needs_it(une: Raison) -> None:
    found = ecart(*une.exemple)
    assert found is not None
    assert found.tus or found.nouveaux
    assert une.vaut(found)


def test_a_bad_date_hides_nothing_of_its_fiche() -> None:
    for other in ("F021-indicateur-nu.txt", "F025-sans-depart.txt", "F036-sans-reunion.txt"):
        assert ecart("C003-29-fevrier.txt", other) == Ecart(
            ("C003-29-fevrier.txt", other), frozenset(), frozenset()
        )


def test_a_size_hides_no_line_of_the_budget() -> None:
    found = ecart("T001-taille-trop-grande.txt", "B012-ligne-hors-bareme.txt")
    assert found is not None
    assert not found.tus
    assert not found.nouveaux


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("B017-classeur-renomme.txt", "X002-sans-guillemets.txt"),
        ("L006-guillemet-ouvert.txt", "G013-profession.txt"),
        ("L006-barres.txt", "T002-ligne-en-double.txt"),
        ("F058-montant-du-classeur.txt", "L002-accolades.txt"),
        ("F058-montant-du-classeur.txt", "L002-ligne-coupee.txt"),
        ("B003-annee.txt", "B091-solde-en-banque.txt"),
        ("B008-nature-vide.txt", "B092-piece-absente.txt"),
        ("B008-nature.txt", "B039-heures-par-taux.txt"),
        ("B003-colonne-inconnue.txt", "B061-part-variable.txt"),
        ("F004-texte-avant.txt", "N004-fiche-sans-besoin.txt"),
        ("S002-premier-article.txt", "S037-autre-forme.txt"),
        ("S002-article-insere.txt", "S038-budget.txt"),
        ("S002-premier-article.txt", "S041-cotisation.txt"),
        ("L006-case-en-moins.txt", "T014-commune-nouvelle.txt"),
        ("F017-mission-complementaire.txt", "R006-annee-entiere.txt"),
        ("F028-poids.txt", "L015-commentaire-ouvert-dans-une-fiche.txt"),
        ("F036-une-par-an.txt", "L015-commentaire-ouvert-dans-une-fiche.txt"),
        ("F022-rien-d-ecrit.txt", "L014-sans-tirets.txt"),
        ("F022-rubrique-facultative.txt", "L005-tiret-conditionnel.txt"),
        ("F002-indicateur.txt", "X002-fait-d-une-fiche-inconnue.txt"),
        ("L002-guillemet.txt", "S038-budget.txt"),
        ("L002-esperluette.txt", "S053-annexes-et-reglement.txt"),
        ("L043-note-dans-un-titre.txt", "P008-pistes-ailleurs.txt"),
        ("C005-colonne-obligatoire-renommee.txt", "T019-hors-du-territoire.txt"),
        ("F032-aucun-prs.txt", "R005-taux-au-dessus-de-cent.txt"),
        ("A002-erreur-acceptee.txt", "F050-planning-sans-titre.txt"),
        ("C007-second-titre.txt", "P012-section-mince.txt"),
        ("L005-saut-de-ligne-word.txt", "X018-engages.txt"),
        ("C003-nombre.txt", "S012-majorite.txt"),
        ("B004-a-voir.txt", "B058-sans-fiche.txt"),
        ("B021-taille.txt", "T005-pres-du-seuil.txt"),
        ("C008-nombre-ambigu.txt", "P012-section-mince.txt"),
        ("F013-demarrage-avant-signature.txt", "F055-etape-qui-revient.txt"),
        ("L042-note-ecrite-deux-fois.txt", "P011-section-absente.txt"),
        ("L079-ligne-sans-cle.txt", "P012-section-mince.txt"),
    ],
)
def test_what_does_not_need_the_wrong_value_is_told(une: str, autre: str) -> None:
    assert ecart(une, autre) == Ecart((une, autre), frozenset(), frozenset())


def test_a_commune_that_a_column_not_read_may_name_is_not_told() -> None:
    """The name that the CPTS gives to Pavie stands under a title that is not known."""
    edits = """
content/communes.csv
- nom
+ appellation
- Pavie
+ Pavie-la-Neuve
content/personnes.csv
- petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch
+ petit;physique;Petit;Marc;infirmier;libéral;maison;;{}
"""
    there, elsewhere = (
        codes_par_fichier(edited(petit_projet(), edits.format(commune)))
        for commune in ("Pavie-la-Neuve", "Fleurance")
    )
    assert ("content/personnes.csv", "T019") not in there
    assert ("content/personnes.csv", "T019") in elsewhere


def test_a_list_without_its_keys_makes_nobody_of_the_register_unknown() -> None:
    """The rate alone waits: « durand » may well be in the list."""
    found = ecart("B047-meme-taux.txt", "C006-colonne-absente.txt")
    assert found is not None
    assert found.tus == {("budgets/budget.xlsx", "B047")}
    assert not found.nouveaux


def test_a_list_without_its_keys_makes_nobody_of_a_meeting_unknown() -> None:
    """Whether the quorum is reached waits: nobody can be counted."""
    found = ecart("C006-colonne-absente.txt", "S061-quorum-ordinaire.txt")
    assert found is not None
    assert "S060" not in found.nouveaux


def test_a_section_under_a_title_of_chapter_is_not_told_absent() -> None:
    edits = """
content/diagnostic/02-etat-des-lieux.md
- ## La population
+ # La population
"""
    assert {code for _, code in codes_par_fichier(edited(petit_projet(), edits))} == {"C007"}


def test_a_planning_without_its_title_is_read_and_printed_once() -> None:
    files = edited(petit_projet(), read_case("F050-planning-sans-titre.txt").bad)
    (fiche,) = (one for one in examine(files, (), TODAY).projet.fiches if one.tableaux_egares)
    assert [text_of(etape.etape) for etape in fiche.planning] == [
        "Réunion de suivi des indicateurs",
        "Bilan",
    ]
    assert "planning" in fiche.en_prose


def test_a_wrong_amount_hides_no_total_of_another_block() -> None:
    edits = """
budgets/budget.xlsx
Crises sanitaires!D6 = devis demandé
Prévention!A11 = Total
Prévention!D11 = 14000
"""
    told = codes_par_fichier(edited(petit_projet(), edits))
    assert {code for _, code in told} == {"B004", "B063"}


def test_what_is_hidden_is_seen() -> None:
    """The law would see it: a barème that is not known cannot say which missions are due."""
    found = ecart("B018-bareme-inconnu.txt", "P003-mission-socle.txt")
    assert found is not None
    assert found.tus == {("content/projet.yaml", "P003")}


@pytest.mark.lent
def test_a_group_tells_the_pairs_that_hide_among_its_mistakes() -> None:
    """Planted together, they are as many as the pairs tried one by one: what a group clears hides nothing."""
    groupe = (
        "B004-millier-ou-decimale.txt",
        "F025-sans-depart.txt",
        "R008-caisse-vide.txt",
        "S038-budget.txt",
        "S004-modele.txt",
        "X013-terme-ancien.txt",
    )
    one_by_one = [found for found in ecarts(combinations(groupe, 2)) if found.tus or found.nouveaux]
    assert [found.fautes for found in ecarts_de(groupe)[0]] == [
        tuple(sorted(found.fautes))
        for found in sorted(one_by_one, key=lambda one: sorted(one.fautes))
    ]
    assert len(one_by_one) == 2


def test_nine_by_nine_each_two_mistakes_are_on_one_line() -> None:
    held = [pair for line in lignes(729) for pair in combinations(line, 2)]
    assert len(held) == len(set(held)) == 729 * 728 // 2


def test_two_edits_of_one_place_are_no_pair() -> None:
    assert ecart("B004-montant.txt", "B005-erreur.txt") is None


def test_a_fault_in_what_was_measured_hides_no_figure_of_the_budget() -> None:
    found = ecart("I002-sixieme.txt", "X018-budget-perime.txt")
    assert found is not None
    assert not found.tus
