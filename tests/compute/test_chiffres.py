"""Figures typed in the texts: what they are, what they repeat, what they nearly repeat, where they come from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.compute.chiffres import compare
from pipeline.model.chiffre import Rapprochement, Sorte, Verdict
from tests.projets import edited, examen, petit_projet

DIAGNOSTIC = "content/diagnostic/01-territoire.md"


def judged(
    words: str, path: str = DIAGNOSTIC, old: str = "Deux communes, dont Auch."
) -> list[Rapprochement]:
    """What is said of the figures of some lines put in the place of one."""
    added = "".join(f"+ {line}\n" if line else "+\n" for line in words.split("\n"))
    found = examen(edited(petit_projet(), f"{path}\n- {old}\n{added}"))
    everything = compare(found.projet, found.comptes.communes, found.comptes.faits)
    return [r for r in everything if r.chiffre.span.path == path]


@pytest.mark.parametrize(
    ("words", "valeur", "sorte", "unite"),
    [
        ("Un loyer de 45 000 € par an.", "45000", Sorte.MONTANT, "€"),
        ("Un loyer de 1 500,50 euros.", "1500.50", Sorte.MONTANT, "€"),
        ("Un loyer de 45 k€.", "45000", Sorte.MONTANT, "€"),
        ("Un coût de 1,5 million d'euros.", "1500000", Sorte.MONTANT, "€"),
        ("Il y a 14,3 % de malades.", "14.3", Sorte.POURCENTAGE, "%"),
        ("Il y a 12 pour cent de malades.", "12", Sorte.POURCENTAGE, "%"),
        ("Les 27 400 passages de l'année.", "27400", Sorte.EFFECTIF, "passages"),
        ("Avec 47 médecins.", "47", Sorte.EFFECTIF, "médecins"),
    ],
)
def test_amounts_percentages_and_head_counts_are_read(
    words: str, valeur: str, sorte: Sorte, unite: str
) -> None:
    (found,) = judged(words)
    assert (found.chiffre.valeur, found.chiffre.sorte, found.chiffre.unite) == (
        Decimal(valeur),
        sorte,
        unite,
    )
    assert found.verdict is Verdict.ORPHELIN


@pytest.mark.parametrize(
    "words",
    [
        "De 8 à 12 personnes par groupe.",
        "En 2025, à 12 h 30, pendant 3 mois, page 12.",
        "La fiche M3-01, le besoin B1, l'article L. 1434-12.",
        "Les plus de 75 ans, les 3 ans.",
        "Du code `45 000 €` et <!-- 12 % -->.",
        "Un fait : {{ territoire.population }} habitants.",
        "Vers https://a.fr/12%20personnes.",
    ],
)
def test_ages_dates_codes_ranges_and_facts_are_no_figures(words: str) -> None:
    assert judged(words) == []


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("12 % des élèves (Insee, 2022) sont là.", "Insee, 2022"),
        ("Selon l'enquête de juin, 12 % des élèves sont là.", "Selon l'enquête de juin"),
        ("12 % des élèves sont là. <!-- source : registre de l'école -->", "registre de l'école"),
        ("12 % des élèves[^1] sont là.\n\n[^1]: Registre.", "[^1]"),
        (
            "| Profession | Nombre |\n|---|---:|\n| Médecins | 47 |\n\nSource : Rezone.",
            "Source : Rezone.",
        ),
        (
            "| Profession | Nombre | Source |\n|---|---:|---|\n| Médecins | 47 | Rezone |",
            "colonne du tableau",
        ),
        (
            "Les soignants (Rezone, 2026) :\n\n| Profession | Nombre |\n|---|---:|\n| Médecins | 47 |",
            "phrase au-dessus",
        ),
        ("Une prise en charge à 100 %.", "tout ou rien"),
    ],
)
def test_a_source_or_a_reason_is_found(words: str, source: str) -> None:
    (found,) = judged(words)
    assert found.verdict is Verdict.SOURCE
    assert source in found.raison


def test_a_figure_sourced_once_is_sourced_everywhere() -> None:
    found = judged("12,5 % des élèves sont là (Insee, 2022).\nEncore 12,5 % et 13 %.")
    assert [r.verdict for r in found] == [Verdict.SOURCE, Verdict.SOURCE, Verdict.ORPHELIN]
    assert found[1].raison == f"comme dans {DIAGNOSTIC}:7:1"


@pytest.mark.parametrize(
    ("words", "fait"),
    [
        ("Le territoire a 48 675 habitants.", "territoire.population"),
        ("Auch a 32 428 habitants.", 'commune("32013").population'),
        ("Le projet regroupe 3 membres.", "membres.nombre"),
        ("La fiche M3-01 coûte 30 000 €.", 'fiche("M3-01").cout'),
        ("La fiche M3-01 coûte 15 000 € la première année.", 'fiche("M3-01").cout_annee_1'),
        (
            "Le volet variable de la mission Parcours est de 35 000 €.",
            'mission("parcours").variable',
        ),
        ("Le budget est de 412 500 €.", "budget.total"),
    ],
)
def test_a_figure_already_written_elsewhere_names_its_fact(words: str, fait: str) -> None:
    (found,) = judged(words)
    assert (found.verdict, found.fait) == (Verdict.ECRIT_AILLEURS, fait)


@pytest.mark.parametrize(
    ("words", "fait"),
    [
        ("Le territoire a 48 657 habitants.", "territoire.population"),
        ("Le territoire a 48 000 habitants.", "territoire.population"),
        ("Auch a 3 242 habitants, ou 33 428 habitants.", 'commune("32013").population'),
        ("Le territoire couvre 3 communes.", "territoire.nombre_communes"),
        ("La fiche M3-01 coûte 30 500 €.", 'fiche("M3-01").cout'),
        ("Le budget est de 4 125 000 €.", "budget.total"),
    ],
)
def test_a_near_miss_is_found(words: str, fait: str) -> None:
    assert [r.fait for r in judged(words) if r.verdict is Verdict.PROCHE] == [fait]


@pytest.mark.parametrize(
    "words",
    [
        "Le territoire a environ 48 000 habitants.",
        "Près de 49 000 habitants vivent sur le territoire.",
        "Le budget est de 0,41 M€.",
        "Le territoire avait 47 900 habitants (Insee, 2012).",
        "Une association de 48 900 habitants d'ailleurs.",
        "Le loyer est de 30 500 €.",
        "Le volet fixe de la mission Prévention va de 10 000 à 14 800 €, soit 15 000 € ici.",
        "Le volet fixe de la mission Prévention est de 16 000 €.",
        "Le territoire compte 1 communes de montagne.",
        "Il comprend 12 fiches de lecture.",
    ],
)
def test_what_is_rounded_older_or_something_else_is_no_near_miss(words: str) -> None:
    assert [r for r in judged(words) if r.verdict is Verdict.PROCHE] == []


def test_a_check_and_the_whole_list_agree_on_the_near_misses() -> None:
    words = "Le budget est de 413 000 €, ou 12 %, pour 48 600 habitants du territoire, soit 500 € et 48 700 habitants."
    found = examen(
        edited(petit_projet(), f"{DIAGNOSTIC}\n- Deux communes, dont Auch.\n+ {words}\n")
    )
    everything = compare(found.projet, found.comptes.communes, found.comptes.faits)
    near = tuple(r for r in everything if r.verdict is Verdict.PROCHE)
    assert len(near) == 3
    assert near == found.comptes.chiffres_proches


def test_a_precise_figure_that_only_one_fact_has_is_that_fact_whatever_its_sentence_says() -> None:
    (found,) = judged("On dénombre ici 32 428 habitants.")
    assert (found.verdict, found.fait) == (Verdict.ECRIT_AILLEURS, 'commune("32013").population')


@pytest.mark.parametrize(
    ("change", "words", "verdict"),
    [
        ("", "On dénombre ici 32 428 habitants (mairie, 2023).", Verdict.SOURCE),
        ("16247|32428", "On dénombre ici 32 428 habitants.", Verdict.ORPHELIN),
        ("32428|32000", "On dénombre ici 32 000 habitants.", Verdict.ORPHELIN),
    ],
    ids=[
        "la source est dite",
        "deux communes en ont autant",
        "un nombre rond ressemble à d'autres par hasard",
    ],
)
def test_a_figure_may_equal_a_fact_by_chance(change: str, words: str, verdict: Verdict) -> None:
    files = edited(petit_projet(), f"{DIAGNOSTIC}\n- Deux communes, dont Auch.\n+ {words}\n")
    old, _, new = change.partition("|")
    files["content/communes.csv"] = files["content/communes.csv"].replace(
        old.encode(), new.encode()
    )
    found = examen(files)
    everything = compare(found.projet, found.comptes.communes, found.comptes.faits)
    assert [r.verdict for r in everything if r.chiffre.span.path == DIAGNOSTIC] == [verdict]
