"""What a project should be checked for, planted in the small project in words that no case has."""

from __future__ import annotations

import pytest

from tests.projets import codes_par_fichier, constats, edited, petit_projet

VIE = "content/statuts/avecsante/03-vie.md"
GOUVERNANCE = "content/organisation/01-gouvernance.md"
TERRITOIRE = "content/diagnostic/01-territoire.md"


def said(path: str, sentence: str) -> set[str]:
    """The rules that speak of the small project once a paragraph is added to one of its texts."""
    files = edited(petit_projet(), f"{path}\n+\n+ {sentence}\n")
    return {code for _, code in codes_par_fichier(files)}


@pytest.mark.parametrize(
    ("path", "sentence", "code"),
    [
        (VIE, "Le conseil élit un bureau. Le bureau est élu par l'assemblée générale.", "S023"),
        (VIE, "Les membres partenaires prennent part aux votes avec voix délibérative.", "S024"),
        (VIE, "Le règlement intérieur peut préciser ces règles.", ""),
        (VIE, "Peuvent adhérer les médecins libéraux qui exercent sur le territoire.", "S039"),
        (VIE, "Peuvent adhérer les soignants libéraux ou salariés, et les usagers.", ""),
        (GOUVERNANCE, "L'association est dirigée par un directoire.", "S046"),
        (GOUVERNANCE, "Chaque professionnel verse 45 € de cotisation.", "S041"),
        (GOUVERNANCE, "Les professionnels salariés n'y sont pas admis.", "X015"),
        (GOUVERNANCE, "Les professionnels salariés sont admis comme les autres.", ""),
        (GOUVERNANCE, "Cinquante-deux professionnels de santé ont signé leur engagement.", "X018"),
        (GOUVERNANCE, "Plusieurs professionnels de santé ont signé leur engagement.", ""),
        (GOUVERNANCE, "La CPTS réunit 25 professionnels de santé.", "X018"),
        (GOUVERNANCE, "La CPTS réunit deux professionnels de santé.", ""),
        (GOUVERNANCE, "La CPTS réunit 25 professionnels libéraux de Pavie en été.", ""),
        (GOUVERNANCE, "Le projet compte douze fiches action, et un budget.", "X018"),
        (TERRITOIRE, "Les 25 communes de la CPTS rassemblent tous les soins.", "X018"),
        (TERRITOIRE, "Les 12 communes de la CPTS qui n'ont pas de médecin.", ""),
        (TERRITOIRE, "Auch, avec ses 25 000 habitants, est la ville-centre.", "X018"),
        (TERRITOIRE, "- ...", "X001"),
        (TERRITOIRE, "Des forces, des faiblesses...", ""),
        (TERRITOIRE, "Lorem ipsum dolor.", "X001"),
        (TERRITOIRE, "- À désigner", "X001"),
        (TERRITOIRE, "Un suppléant reste à désigner par le groupe.", ""),
    ],
)
def test_a_mistake_is_told_in_other_words_and_its_neighbour_is_not(
    path: str, sentence: str, code: str
) -> None:
    assert said(path, sentence) == ({code} if code else set())


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        (("La cotisation est arrêtée par le conseil.", "L'assemblée fixe la cotisation."), "S031"),
        (
            ("Le règlement intérieur peut préciser.", "Le règlement intérieur fixe la suite."),
            "S032",
        ),
        (
            (
                "Une structure est représentée au conseil par son directeur.",
                "Une structure l'est par son représentant légal ou toute autre personne habilitée.",
            ),
            "S033",
        ),
        (
            (
                "L'association est représentée par son président.",
                "Une structure l'est par son représentant légal ou toute autre personne habilitée.",
            ),
            "",
        ),
    ],
)
def test_articles_that_disagree_are_told(sentences: tuple[str, str], code: str) -> None:
    assert said(VIE, "\n+\n+ ".join(sentences)) == ({code} if code else set())


def test_partners_named_by_their_title_alone_do_not_vote() -> None:
    under = "### Membres partenaires\n+\n+ {}"
    assert said(VIE, under.format("Ils disposent chacun d'une voix.")) == {"S024"}
    assert said(VIE, under.format("Ils donnent leur avis, avec voix consultative.")) == set()


def test_a_chapter_that_has_the_assembly_elect_the_bureau_contradicts_the_articles() -> None:
    edits = f"""
{VIE}
+
+ Le conseil élit en son sein un bureau.
{GOUVERNANCE}
+
+ Le bureau est élu par l'assemblée générale.
"""
    assert (GOUVERNANCE, "S023") in codes_par_fichier(edited(petit_projet(), edits))


def test_an_empty_value_that_an_article_prints_is_a_blank() -> None:
    edits = """
content/statuts/valeurs.yaml
-   siege: Auch
+   siege:
"""
    (line,) = constats(edited(petit_projet(), edits))
    assert "X001: « association.siege » est vide" in line


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("taille: deux", {"C003"}),
        ("bareme: avenant-9", {"B018"}),
    ],
)
def test_what_a_wrong_value_leaves_empty_is_not_told_beside_it(typed: str, told: set[str]) -> None:
    key = typed.partition(":")[0]
    before = {"taille": "taille: 2", "bareme": "bareme: aci-avenant-2"}[key]
    edits = f"""
content/projet.yaml
- {before}
+ {typed}
{GOUVERNANCE}
+
+ {{{{ graphique.droits }}}}
+
+ {{{{ graphique.tresorerie }}}}
"""
    assert {code for _, code in codes_par_fichier(edited(petit_projet(), edits))} == told


def test_two_titles_exchanged_are_told_once() -> None:
    files = petit_projet()
    path = "content/fiches/M3-01-alimentation.md"
    text = files[path].decode()
    for one, other in (("Sous-actions", "Indicateurs"), ("Sous-actions", "Planning prévisionnel")):
        exchanged = (
            text.replace(f"## {one}\n", "## @\n")
            .replace(f"## {other}\n", f"## {one}\n")
            .replace("## @\n", f"## {other}\n")
        )
        (line,) = constats({**files, path: exchanged.encode()})
        assert f"F050: les titres « {one} » et « {other} » sont échangés" in line


def test_a_mission_that_is_not_read_makes_no_sum_of_weights_wrong() -> None:
    edits = """
content/fiches/M3-01-alimentation.md
copier: content/fiches/M3-02-sport.md
content/fiches/M3-02-sport.md
- code: M3-01
- titre: Action alimentation
- mission: prevention
+ code: M3-02
+ titre: Bouger
+ mission:
"""
    assert "F028" not in {code for _, code in codes_par_fichier(edited(petit_projet(), edits))}


def test_a_follow_up_names_the_years_of_its_contract_as_sources() -> None:
    edits = """
content/suivi/2027/M3-01.md
créer
+ ## Ce qui a été fait
+
+ Trente enfants sont venus (registre, 2028).
"""
    assert "X062" not in {code for _, code in codes_par_fichier(edited(petit_projet(), edits))}
