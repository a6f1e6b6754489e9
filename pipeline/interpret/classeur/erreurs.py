"""What a cell that gives no number shows, and what may have happened to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pipeline.model.motif import motif

ERREURS: Mapping[str, tuple[str, str]] = {
    "#REF!": ("#REF!", "lit une case, une ligne ou une feuille qui a été effacée"),
    "#DIV/0!": ("#DIV/0!", "divise par zéro, ou par une case vide"),
    "#NAME?": (
        "#NOM?",
        "emploie un nom que le tableur ne connaît pas : une fonction ou un tableau mal écrit",
    ),
    "#VALUE!": ("#VALEUR!", "calcule avec un texte là où il faut un nombre"),
    "#N/A": ("#N/A", "cherche une valeur qu'elle ne trouve pas"),
    "#NUM!": ("#NOMBRE!", "donne un nombre impossible"),
    "#NULL!": ("#NUL!", "croise deux plages qui ne se touchent pas"),
}
"""Error as files store it → as a French spreadsheet shows it, and what its formula does."""

THOUSANDS = r"([0-9]{1,3})[.,]([0-9]{3})\D*"
SLIPS: Mapping[str, str] = {
    r"[0-9 ]*[oO][0-9oO ]*": " (lettre O au lieu du chiffre 0 ?)",
    r"[0-9 ]*[lI][0-9lI ]*": " (lettre l ou I au lieu du chiffre 1 ?)",
    r"[0-9]+\.[0-9]+.*": " (le point peut se lire de deux façons : utilisez la virgule)",
}
"""Pattern, used when something is wrong and not before → what may have happened."""


ONE_NUMBER = motif(r"[^0-9]*([0-9][0-9 \u00a0\u202f]*(?:,[0-9]{1,2})?)[^0-9]*")
ENGLISH = motif(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
SUM = motif(r"[0-9][0-9,. ]*(?:[-+*/][0-9][0-9,. ]*)+")
FOREIGN = motif(r"[$£¥]|\b(?:usd|chf|gbp)\b", re.IGNORECASE)


def what_to_type(value: object) -> tuple[str, ...]:
    """How to put right a cell that gives no amount, when what was meant can be told."""
    if isinstance(value, date):
        return ("donnez à la case le format « Nombre », puis retapez le montant.",)
    typed = str(value).strip()
    if ENGLISH.fullmatch(typed):
        return (f"tapez « {typed.replace(',', '').replace('.', ',')} ».",)
    if SUM.fullmatch(typed):
        return (f"une formule commence par le signe égal : « ={typed} ».",)
    if FOREIGN.search(typed):
        return ("tapez le montant en euros, sans sa monnaie.",)
    found = ONE_NUMBER.fullmatch(typed)
    if found is None or typed[:1] in "-\u2212(":
        return ()
    number = re.sub(r"[ \u00a0\u202f]", "", found[1])
    return (f"tapez le nombre seul, « {number} » ; le reste va dans le commentaire.",)


def why_no_number(typed: str) -> str:
    """What may have happened; for « 1.200 », the two numbers that it may be, as they are to be typed."""
    found = re.fullmatch(THOUSANDS, typed.strip())
    if found:
        decimals = found[2].rstrip("0")
        small = f"{found[1]},{decimals}" if decimals else found[1]
        return f" (mille ou virgule ? tapez « {found[1]}{found[2]} » ou « {small} »)"
    return next(
        (hint for pattern, hint in SLIPS.items() if re.fullmatch(pattern, typed.strip())), ""
    )
