"""What is a sigle in a text, what is not, and what the text says it means."""

from __future__ import annotations

import pytest

from pipeline.model.langue.sigle import in_capitals, meanings_in, sigles_in

KNOWN = frozenset(("ARS", "CMU-C", "DD-ARS", "CPTS", "C2S", "EHPAD", "ESP"))


def found(text: str) -> list[str]:
    return [
        sigle
        for sigle, offset in sigles_in(text, KNOWN)
        if not in_capitals(text, offset, KNOWN) or sigle in KNOWN
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'ARS, la C2S et la CMU-C (DD-ARS)", ["ARS", "C2S", "CMU-C", "DD-ARS"]),
        ("des EHPAD, deux ESPs et la C.P.T.S.", ["EHPAD", "ESP", "CPTS"]),
        ("un accord ACI-CPTS", ["ACI", "CPTS"]),
        ("ÉMS et ÉTP", ["ÉMS", "ÉTP"]),
        ("besoin B1, fiche M3-01, orientation PRS-1, COVID-19, taille T2", []),
        ("chapitre IV, Louis XIV, III", []),
        ("AVECsanté, LinkedIn, Rezone, a@B.FR, l'URL/ABC", []),
        ("un R&D à 12 KM", ["KM"]),
        ("## LE DIAGNOSTIC DU BASSIN", []),
        ("une VISION CLAIRE du territoire", []),
        ("un travail INDISPENSABLE pour la CDPX", ["CDPX"]),
    ],
)
def test_sigles_of_a_text(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "sigle", "meaning"),
    [
        (
            "la protection maternelle et infantile (PMI) et",
            "PMI",
            "protection maternelle et infantile",
        ),
        ("l'indice de masse corporelle (IMC, le poids…)", "IMC", "indice de masse corporelle"),
        (
            "deux *services de soins infirmiers à domicile* (SSIAD) ;",
            "SSIAD",
            "services de soins infirmiers à domicile",
        ),
        (
            "un comité de retour d'expérience (**CREX**) l'examine",
            "CREX",
            "comité de retour d'expérience",
        ),
        (
            "la complémentaire santé solidaire (dite C2S) aide",
            "C2S",
            "complémentaire santé solidaire",
        ),
        ("le CLS (contrat local de santé)", "CLS", "contrat local de santé"),
        ("l'ARS, agence régionale de santé, répond", "ARS", "agence régionale de santé"),
        (
            "MSP : maison de santé pluriprofessionnelle",
            "MSP",
            "maison de santé pluriprofessionnelle",
        ),
        (
            "la C.P.A.M. (caisse primaire d'assurance maladie)",
            "CPAM",
            "caisse primaire d'assurance maladie",
        ),
        ("les personnes suivies (ALD) sont nombreuses", "ALD", ""),
        ("une maladie. Après (ALD) rien", "ALD", ""),
        ("la MSP (deux salles, un jardin)", "MSP", ""),
        ("rien ici", "MSP", ""),
        ("Dit par l'ARS.MSP et la MSP-CDS (maison de santé)", "MSP", ""),
        (
            "les MSPs (maisons de santé pluriprofessionnelles)",
            "MSP",
            "maisons de santé pluriprofessionnelles",
        ),
    ],
)
def test_meaning_said_by_the_text(text: str, sigle: str, meaning: str) -> None:
    assert meanings_in(text, {sigle}) == ({sigle: meaning} if meaning else {})
