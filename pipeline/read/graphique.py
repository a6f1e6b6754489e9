"""A fenced block « graphique »: its lines « clé : valeur », turned into the citation of a chart.

It is the long form of ``{{ graphique("ages", type="barres") }}``, and is the same node: whoever cites a chart need not
know how it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.model.graphique import BLOC, CLES_DU_BLOC, FICHIER, PROVENANCE
from pipeline.model.langue.mots import fold, nearest
from pipeline.model.motif import motif
from pipeline.model.prose import Paragraph, Variable
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

LINE = motif(r"\s*(?P<cle>[^\W\d][^:\n]{0,30}?)[ \u00a0\u202f]*:(?:\s+(?P<valeur>.*))?")
QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”"}


@dataclass(frozen=True, slots=True)
class Reglage:
    """A line of the block."""

    cle: str
    valeur: str
    typed: str
    span: Span


def read_chart(content: str, span: Span, findings: list[Finding]) -> Paragraph | None:
    """The paragraph that cites the chart; None when the block does not say which table it shows."""
    settings = list(_settings(content, span, findings))
    table = next((one for one in settings if one.cle == FICHIER), None)
    if table is None:
        table = _misspelt(settings)
        findings.append(_without_table(table, span))
    elif not table.valeur:
        findings.append(_without_table(None, table.span))
    if table is None or not table.valeur:
        return None
    options = [one for one in settings if one is not table]
    name = table.valeur.removesuffix(".csv").rpartition("/")[2]
    return Paragraph(
        (
            Variable(
                f'{BLOC}("{name}")',
                "",
                table.typed,
                table.span,
                tuple((_option(one.cle), one.valeur) for one in options),
                lignes=tuple(one.span.line or 0 for one in options),
            ),
        ),
        span,
    )


def _option(cle: str) -> str:
    """The name of a citation's option: there, « source » is whoever made the figures."""
    return FICHIER if cle == PROVENANCE else cle


def _settings(content: str, span: Span, findings: list[Finding]) -> Iterator[Reglage]:
    seen: set[str] = set()
    for rank, line in enumerate(content.split("\n"), 1):
        place = Span(span.path, (span.line or 0) + rank)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line)
        cle = fold(match["cle"]) if match else ""
        if match is None:
            message = f"« {line.strip()} » n'est pas une ligne « clé : valeur » d'un graphique."
            hint = f"une ligne par clé : {', '.join(CLES_DU_BLOC)}."
            findings.append(Finding("L079", message, place, (hint,)))
        elif cle in seen:
            message = f"« {match['cle']} » est déjà donné plus haut dans ce graphique."
            findings.append(Finding("L079", message, place, ("gardez l'une des deux lignes.",)))
        else:
            seen.add(cle)
            yield Reglage(cle, _bare(match["valeur"] or ""), line.strip(), place)


def _bare(typed: str) -> str:
    """A value without the quotes of a YAML file around it, and its list without brackets."""
    text = typed.strip()
    if text.startswith("[") and text.endswith("]"):
        items = re.split(";" if ";" in text else ",", text[1:-1])
        return " ; ".join(_bare(item) for item in items)
    if len(text) > 1 and QUOTES.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return text


def _misspelt(settings: list[Reglage]) -> Reglage | None:
    """The line that was meant to name the table, by a word that is nearly the right one."""
    others = {one.cle: one for one in settings if one.cle not in CLES_DU_BLOC}
    close = nearest(FICHIER, others)
    return others[close[0]] if close else None


def _without_table(misspelt: Reglage | None, span: Span) -> Finding:
    message = "ce graphique ne dit pas quel tableau il montre : il manque la ligne « source »."
    if misspelt is not None:
        return Finding(
            "L079", message, misspelt.span, (f"« {misspelt.cle} » doit être « {FICHIER} ».",)
        )
    hint = f"ajoutez « {FICHIER}: » et le nom d'un fichier de content/diagnostic/donnees/, sans « .csv »."
    return Finding("L079", message, span, (hint,))
