"""``content/sigles.csv``, and the words shipped with the software."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.interpret.colonnes_csv import lignes
from pipeline.model import colonnes
from pipeline.model.colonnes import Colonne, EnTete
from pipeline.model.files import REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.langue.lexique import Langue, MontantAbandonne, TermeAncien
from pipeline.model.langue.sigle import Sigle
from pipeline.model.source import Sources

SIGLES = "content/sigles.csv"
DICTIONNAIRE = REFERENCE + "sigles.csv"
TERMES = REFERENCE + "termes-anciens.csv"
MONTANTS = REFERENCE + "montants-jamais-signes.csv"
ANCIEN, ACTUEL, AVEC, SAUF, SAUF_BAREME, DEPUIS, SOURCE, MONTANT, TAILLE = map(
    Colonne,
    ("ancien", "actuel", "avec", "sauf", "sauf_bareme", "depuis", "source", "montant", "taille"),
)
"""Columns of the files shipped with the software: they have no other name."""


def interpret_langue(sources: Sources, findings: list[Finding]) -> Langue:
    return Langue(
        tuple(_sigles(sources, DICTIONNAIRE, findings)),
        tuple(_own(sources, findings)),
        tuple(_termes(sources, findings)),
        tuple(_montants(sources, findings)),
    )


def _sigles(sources: Sources, path: str, findings: list[Finding]) -> Iterator[Sigle]:
    csv = sources.csv(path)
    for ligne in lignes(csv, colonnes.SIGLES, findings) if csv else ():
        yield Sigle(ligne[colonnes.SIGLE].replace(".", ""), ligne[colonnes.SENS], ligne.span)


def _own(sources: Sources, findings: list[Finding]) -> Iterator[Sigle]:
    """The CPTS's own, each once and with a meaning."""
    seen: dict[str, Sigle] = {}
    for entry in _sigles(sources, SIGLES, findings):
        first = seen.setdefault(entry.sigle, entry)
        if not entry.sigle or not entry.sens:
            what = f"le sens de « {entry.sigle} »" if entry.sigle else "le sigle de cette ligne"
            findings.append(Finding("C002", f"il manque {what}.", entry.span))
        elif first is not entry:
            message = f"le sigle « {entry.sigle} » est déjà à la ligne {first.span.line}."
            findings.append(
                Finding(
                    "X011",
                    message,
                    entry.span,
                    ("gardez une seule des deux lignes.",),
                    (first.span,),
                )
            )
        else:
            yield entry


def _termes(sources: Sources, findings: list[Finding]) -> Iterator[TermeAncien]:
    csv = sources.csv(TERMES)
    columns = EnTete((ANCIEN, ACTUEL, AVEC, SAUF, SAUF_BAREME, DEPUIS, SOURCE))
    for ligne in lignes(csv, columns, findings) if csv else ():
        yield TermeAncien(
            _several(ligne[ANCIEN]),
            ligne[ACTUEL],
            _several(ligne[AVEC]),
            _several(ligne[SAUF]),
            ligne[SAUF_BAREME],
            ligne[DEPUIS],
            ligne[SOURCE],
        )


def _montants(sources: Sources, findings: list[Finding]) -> Iterator[MontantAbandonne]:
    csv = sources.csv(MONTANTS)
    columns = EnTete((MONTANT, TAILLE, SOURCE))
    for ligne in lignes(csv, columns, findings) if csv else ():
        yield MontantAbandonne(ligne[MONTANT], int(ligne[TAILLE]), ligne[SOURCE])


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("/") if part.strip())
