"""A signed agreement, scanned: what keeps it from being sent with the projet."""

from __future__ import annotations

HEAVIEST = 20_000_000
HEAD = 1024
"""Bytes in which a PDF says that it is one."""


def fault_of(data: bytes) -> tuple[str, str] | None:
    """What is wrong with a PDF, and what to do; None for one that can be sent.

    >>> fault_of(b"%PDF-1.7 ..."), fault_of(b"PK")[0]
    (None, "ce fichier n'est pas un PDF")
    """
    if b"%PDF-" not in data[:HEAD]:
        return "ce fichier n'est pas un PDF", "numérisez l'accord de nouveau, en PDF."
    if b"/Encrypt" in data:
        return (
            "ce PDF est protégé par un mot de passe",
            "imprimez-le de nouveau en PDF, sans mot de passe.",
        )
    if len(data) > HEAVIEST:
        weight = len(data) // 1_000_000
        return (
            f"ce PDF pèse {weight} Mo, et 20 Mo au plus s'envoient",
            "numérisez-le en noir et blanc, à 200 points par pouce.",
        )
    return None
