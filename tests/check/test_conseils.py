"""What a finding tells to type, where one word too many, or one sign too few, is the usual mistake."""

from __future__ import annotations

import pytest

from tests.projets import edited, examen, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md\n"
PROJET = "content/projet.yaml\n"
PILOTE, MEMBRES, BESOINS = (
    "- pilote: durand\n+ pilote: ",
    "- membres: [petit]\n+ membres: ",
    "- besoins: [B1]\n+ besoins: ",
)
COMMUNES = "- communes: [32013, 32307]\n+ communes: "
MISSIONS = "- missions: [acces_soins, parcours, prevention, crises]\n+ missions: "
CHAPITRE = "content/diagnostic/01-constats.md\ncréer\n+ "


def conseils(notation: str, code: str) -> str:
    """The hints of the first finding of a rule."""
    found = examen(edited(petit_projet(), notation)).findings
    return " ".join(next(finding.hints for finding in found if finding.code == code))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (f"{PILOTE}durand (à confirmer)", "gardez la clé seule : durand."),
        (f"{PILOTE}durand (06 12 34 56 78)", "gardez la clé seule : durand."),
        (f"{PILOTE}durand, 06 12 34 56 78", "gardez la clé seule : durand."),
        (f"{PILOTE}(durand)", "gardez la clé seule : durand."),
        (f"{PILOTE}Dr Zoé Inconnue (Auch)", "demandez à la coordination"),
        (f"{PILOTE}durand et petit", "une seule personne ici : « durand »"),
        (f"{PILOTE}Zoé Inconnue", "demandez à la coordination"),
        (f"{PILOTE}durant (à confirmer)", "vouliez-vous dire « durand »"),
        (f"{MEMBRES}(petit, durand)", ": [petit, durand]."),
        (f"{MEMBRES}petit durand", ": [petit, durand]."),
        (f"{MEMBRES}petit et durand (médecin)", ": [petit, durand]."),
        (f"{MEMBRES}[petit (infirmier), durand]", "gardez la clé seule : petit."),
    ],
)
def test_a_person_is_cited_by_the_key_alone(typed: str, wanted: str) -> None:
    assert wanted in conseils(FICHE + typed, "G002")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("B1 et B2", ": [B1, B2]."),
        ("(B1, B2)", ": [B1, B2]."),
        ("[B1 (médecin)]", "gardez le code seul : B1."),
        ("B9", "valeurs connues : B1."),
    ],
)
def test_a_need_is_cited_by_its_code_alone(typed: str, wanted: str) -> None:
    assert wanted in conseils(FICHE + BESOINS + typed, "N002")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (
            "[32013 Auch, 32307]",
            "écrivez 32013 seul ; après un tiret, le nom peut suivre un « # » : - 32013  # Auch",
        ),
        ("[Auch (32013), 32307]", "- 32013  # Auch"),
        ("32013 32307", ": [32013, 32307]."),
        ("[2A004 Ajaccio, 32307]", "- 2A004  # Ajaccio"),
        ("[XYZW, 32307]", "cherchez sur insee.fr"),
    ],
)
def test_a_commune_is_cited_by_its_code_alone(typed: str, wanted: str) -> None:
    assert wanted in conseils(PROJET + COMMUNES + typed, "T006")


def test_two_missions_in_one_text_are_set_apart() -> None:
    typed = "[accès aux soins et parcours, prevention, crises]"
    assert "missions: [acces_soins, parcours]" in conseils(PROJET + MISSIONS + typed, "P001")
    typed = FICHE + "- mission: prevention\n+ mission: prévention et parcours"
    assert "une seule mission ici, par exemple prevention." in conseils(typed, "P001")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("60.000 €", "solde_ouverture: 60 000 €"),
        ("60,000.50", "solde_ouverture: 60 000,50 €"),
        ("1.260.000,5", "solde_ouverture: 1 260 000,5 €"),
        ("beaucoup", "solde_ouverture: 12 500 €"),
    ],
)
def test_a_sum_is_shown_as_it_is_written_in_french(typed: str, wanted: str) -> None:
    notation = f"{PROJET}-   solde_ouverture: 60 000 €\n+   solde_ouverture: {typed}"
    assert wanted in conseils(notation, "C003")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("## Le territoire\n+ \n+ Du texte.", "écrivez : # Le territoire ; sinon, ajoutez"),
        ("Le territoire\n+ \n+ Du texte.", "écrivez : # Le territoire ; sinon, ajoutez"),
        ("Tout un paragraphe de texte.", "ajoutez au-dessus"),
    ],
)
def test_a_chapter_without_title_is_shown_where_it_goes(typed: str, wanted: str) -> None:
    assert wanted in conseils(CHAPITRE + typed, "C007")


def test_a_picture_of_a_disk_is_named_as_it_was_typed() -> None:
    notation = (
        f"{FICHE}- ## Public cible\n+ ![plan](C:\\Users\\Zoé\\plan.png)\n+ \n+ ## Public cible"
    )
    found = [
        finding
        for finding in examen(edited(petit_projet(), notation)).findings
        if finding.code == "X003"
    ]
    assert [finding.message for finding in found] == [
        "l'image « C:\\Users\\Zoé\\plan.png » n'est pas dans le dossier content/ du projet."
    ]
    assert "![…](plan.png)" in found[0].hints[0]


TABLE = "|---|---|\n+ | 1 | 2 |"


@pytest.mark.parametrize(
    ("lines", "code", "wanted"),
    [
        ("-\u00a0un point\n+ -\u00a0un autre", "L064", "est insécable : retapez-la"),
        (
            "Un texte[^b].\n+ \n+ [^b]: Libéraux.\n+ | a | b |\n+ " + TABLE,
            "L014",
            "laissez une ligne vide entre la ligne 5 et la ligne 6.",
        ),
        (
            f"| a | b |\n+ {TABLE}\n+ \n+ | 2027 || 2028 ||\n+ | P | R |\n+ {TABLE}",
            "L014",
            "2027 >> Prévu",
        ),
        ("I.\tPLAN BLANC\n+ I.1\tObjectif", "L076", "pour un titre, écrivez « ## PLAN BLANC »"),
        (
            f"| a | b |\n+ {TABLE}\n+ Source : Insee, 2022.",
            "L011",
            "laissez une ligne vide au-dessus",
        ),
        ("Contexte\n+ Le territoire compte beaucoup d'aînés.", "L075", "écrivez « ## Contexte »"),
        (f"| a | b |\n+ {TABLE}\n+ | ^^ | 3 |", "L067", "répétez-y ce qu'elle dit"),
    ],
)
def test_what_is_pasted_from_elsewhere_is_told_with_what_to_type(
    lines: str, code: str, wanted: str
) -> None:
    assert wanted in conseils(f"{CHAPITRE}# Constats\n+ \n+ {lines}", code)


def test_lines_drawn_by_pandoc_are_no_highlighted_words() -> None:
    grid = "+---+---+\n+ | a | b |\n+ +===+===+\n+ | 1 | 2 |\n+ +---+---+"
    found = examen(edited(petit_projet(), f"{CHAPITRE}# Constats\n+ \n+ {grid}")).findings
    assert "L061" not in [one.code for one in found]
    assert "L067" in [one.code for one in found]


def test_nobody_is_proposed_for_somebody_else() -> None:
    edits = f'{CHAPITRE}# Constats\n+ \n+ Selon {{{{ personne("rande").nom }}}}, c\'est peu.'
    assert "n'est pas une clé de content/personnes.csv" in conseils(edits, "X002")
