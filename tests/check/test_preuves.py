"""A problématique rests on a need, a figure or a fact; a date, a year or a code shows nothing."""

from __future__ import annotations

import pytest

from pipeline.check.preuves import has_figure, rests_on_the_diagnostic
from pipeline.model.fait import Fait, Faits, Genre
from pipeline.read.markdown import read_markdown


@pytest.mark.parametrize(
    "text",
    [
        "12,6 % des enfants de 6 ans sont en surpoids.",
        "Un médecin généraliste sur trois a 60 ans ou plus.",
        "La moitié des patients n'a pas de médecin traitant.",
        "Les familles attendent quatre mois.",
        "En 2025, 340 patients sont venus.",
        "1 200 passages par an.",
        "Les urgences sont à 40 minutes.",
        "Depuis le 12 mars 2025, 8 cabinets ont fermé.",
    ],
)
def test_a_figure_is_evidence(text: str) -> None:
    assert has_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "Beaucoup d'enfants sont en surpoids.",
        "Depuis 2019, tout va mal.",
        "De 2024-2025 à 2026, rien n'a changé.",
        "Depuis le 1er mars 2025, rien ne va.",
        "Depuis le 12/03/2025, ou le 2025-03-12, rien ne va.",
        "Cette action répond à PRS-1 et à l'axe 2 du contrat local.",
        "Voir la fiche M3-01 et l'annexe 7.",
        "La Covid-19 a tout compliqué au 2e trimestre 2020.",
        "Après 17 h 30, personne ne répond.",
        "L'article L. 1434-12 le demande.",
        "Les deux hôpitaux sont loin.",
    ],
)
def test_a_date_a_code_or_a_word_is_none(text: str) -> None:
    assert not has_figure(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nous sommes {{ territoire.population }} habitants.", True),
        ("La **{{ cpts.nom }}** s'en inquiète.", False),
        ('À **{{ commune("32013").nom }}**, tout manque.', False),
        ("Cette fiche répond au besoin **B4**.", True),
        ("Cette fiche répond à la vitamine B.", False),
    ],
)
def test_a_need_or_a_fact_that_is_a_number_is_evidence(text: str, expected: bool) -> None:
    faits = Faits(
        {
            "territoire.population": Fait("habitants", Genre.NOMBRE, 61_322),
            "cpts.nom": Fait("nom", Genre.TEXTE, "CPTS"),
            'commune("32013").nom': Fait("nom", Genre.TEXTE, "Auch"),
        }
    )
    markdown = read_markdown("content/x.md", text, [])
    assert markdown is not None
    assert rests_on_the_diagnostic(markdown.blocks, faits) is expected
