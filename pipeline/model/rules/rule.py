"""What a rule is, and the texts that ask for some."""

from __future__ import annotations

from enum import Enum

from pipeline.model.valeur import dataclass


class Severity(Enum):
    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


ERREUR = Severity.ERREUR
AVERTISSEMENT = Severity.AVERTISSEMENT

URPS = "URPS Médecins libéraux d'Occitanie, Élaborer un projet de santé pour une CPTS, édition mai 2021"
AVECSANTE = "AVECsanté, Construire une CPTS, octobre 2019"
AGORA = "Agora Lib', Qu'est-ce qu'une CPTS ?, tableau des montants après l'avenant 2"
ACI_FONGIBLE = f"Sénat, rapport d'information n° 32 (2025-2026) ; {URPS}, annexe 2"
COG = "Insee, code officiel géographique"
IGN = "IGN, Admin Express COG, édition 2018"
LEGALES = "Insee, populations légales"
D1434_44 = "code de la santé publique, D. 1434-44"
PAPS = "PAPS Hauts-de-France, CPTS, 2023"
FCPTS = "Fédération des CPTS, forum"
MAISON = "règle de ce logiciel"


@dataclass(frozen=True, slots=True)
class Rule:
    """``titre`` states what is wanted; ``source`` names the text that asks for it.

    ``explication`` is Markdown, indented as the code around it: what to do, why, an example before and after.

    ``contestable`` is for an error found by reading a sentence, which the CPTS may accept with its reason: a misread
    sentence must not stand in the way of a deposit.  ``nommement`` is for a rule whose findings are accepted one by
    one, by their own words: one acceptance must not cover what comes later.
    """

    code: str
    severity: Severity
    titre: str
    explication: str
    source: str = MAISON
    remede: str = ""
    """What to do of a finding that says no more of it, in the words of a hint."""
    contestable: bool = False
    nommement: bool = False
    citation: str = ""
    """What a finding quotes first and is accepted by, whole (« la somme »): « 600 € » is no part of « 3 600 € »."""
