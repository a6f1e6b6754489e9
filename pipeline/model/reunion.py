"""What is a meeting on the indicators of a mission, in the folded words of a planning or of a text."""

from __future__ import annotations

from pipeline.model.motif import motif

MEETING = motif(r"\b(?:reunion|comite|point|revue|echange|rencontre|dialogue|seance|conseil)")
SUBJECT = motif(
    r"\b(?:indicateur|suivi|resultat|etape|pilotage|ars\b|cpam\b|assurance maladie|gestion)"
)
CARE = (
    "partage|de (?:medication|sante|soins|prevention|competence)|visuel|sanguin|auditif|dietetique|nutritionnel|"
    "(?:geri|geron|ortho|podo|psycho|kine|clini|bucco|medic)|(?:du|des) (?:risque|besoin|pratique|patient)"
)
ALONE = motif(rf"\b(?:copil|bilans?|evaluations?)\b(?! (?:{CARE}))")
"""A review needs no other word, unless it is one of care (« bilan partagé de médication »)."""

INDICATORS = motif(r"\b(?:indicateurs?|cpam|assurance maladie)\b")


def is_meeting(words: str) -> bool:
    """Whether a stage of a planning is one."""
    return bool(ALONE.search(words) or (MEETING.search(words) and SUBJECT.search(words)))


def speaks_of_meetings(words: str) -> bool:
    """Whether a sentence of a chapter tells of such meetings: there, they are only those on indicators.

    >>> speaks_of_meetings("deux fois par an, une reunion examine les indicateurs")
    True
    """
    return bool(MEETING.search(words) and INDICATORS.search(words))
