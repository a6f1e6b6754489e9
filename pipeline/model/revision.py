"""A change that Word tracks: who signs it and when, and what a figure that changed follows from."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """Who signs a change, and when, as git tells it; ``jour`` is « 2026-11-12T10:00:00Z »."""

    auteur: str
    jour: str


class Origine(NamedTuple):
    """Why a figure is no longer the same, and the sections of the sources that cite it.

    A section is the beginning of a mark (``model/origine.py``).
    """

    fait: str
    raison: str
    sections: frozenset[str]


class Redline(NamedTuple):
    """``changements`` counts what a reader accepts or not: none when both states of the document say the same."""

    docx: bytes
    changements: int
