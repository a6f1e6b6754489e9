"""``content/sigles.csv``, and the words shipped with the software."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.interpret.colonnes_csv import lignes
from pipeline.model.files import REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.langue.lexique import Langue, MontantAbandonne, TermeAncien
from pipeline.model.langue.sigle import Sigle
from pipeline.model.source import Sources

SIGLES = "content/sigles.csv"
DICTIONNAIRE = REFERENCE + "sigles.csv"
TERMES = REFERENCE + "termes-anciens.csv"
MONTANTS = REFERENCE + "montants-jamais-signes.csv"
COLONNES = ("sigle", "sens")


def interpret_langue(sources: Sources, findings: list[Finding]) -> Langue:
    return Langue(
        tuple(_sigles(sources, DICTIONNAIRE, findings)),
        tuple(_own(sources, findings)),
        tuple(_termes(sources, findings)),
        tuple(_montants(sources, findings)),
    )


def _sigles(sources: Sources, path: str, findings: list[Finding]) -> Iterator[Sigle]:
    csv = sources.csv(path)
    for ligne in lignes(csv, COLONNES, COLONNES, findings) if csv else ():
        yield Sigle(ligne["sigle"].replace(".", ""), ligne["sens"], ligne.span)


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
            findings.append(Finding("X011", message, entry.span, ("gardez une seule des deux lignes.",), (first.span,)))
        else:
            yield entry


def _termes(sources: Sources, findings: list[Finding]) -> Iterator[TermeAncien]:
    csv = sources.csv(TERMES)
    columns = ("ancien", "actuel", "avec", "sauf", "sauf_bareme", "depuis", "source")
    for ligne in lignes(csv, columns, columns, findings) if csv else ():
        yield TermeAncien(
            _several(ligne["ancien"]),
            ligne["actuel"],
            _several(ligne["avec"]),
            _several(ligne["sauf"]),
            ligne["sauf_bareme"],
            ligne["depuis"],
            ligne["source"],
        )


def _montants(sources: Sources, findings: list[Finding]) -> Iterator[MontantAbandonne]:
    csv = sources.csv(MONTANTS)
    columns = ("montant", "taille", "source")
    for ligne in lignes(csv, columns, columns, findings) if csv else ():
        yield MontantAbandonne(ligne["montant"], int(ligne["taille"]), ligne["source"])


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("/") if part.strip())
