"""The planning of a fiche, and its sub-actions, against its own front matter, the contract, and the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Etape, Fiche, SousAction
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.prose import text_of
from pipeline.model.span import Placed

PREPARES = motif(r"\bprepar|\brecrut")
"""What a sub-action says that may well come before the start."""


@controle()
def planning(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """At most one finding of each kind per planning; a step told once is left out of what follows."""
    signature = projet.identite.dates.get("signature")
    for fiche in projet.fiches:
        dated = [(step, step.echeance) for step in fiche.planning if step.echeance is not None]
        against = dict(
            _against_header(fiche, [(step, when) for step, when in dated if step.par_an is None])
        )
        yield from against.values()
        left = [(step, when) for step, when in dated if step not in against]
        yield from _outside(fiche, left, signature)
        yield from _out_of_order([(step, when) for step, when in left if step.par_an is None])


def _against_header(
    fiche: Fiche, steps: list[tuple[Etape, Echeance]]
) -> Iterator[tuple[Etape, Finding]]:
    for key, placed in (
        ("demarrage", fiche.dates.demarrage),
        ("deploiement", fiche.dates.deploiement),
    ):
        named = [(step, when) for step, when in steps if fold(text_of(step.etape)).startswith(key)]
        if placed is None or len(named) != 1:
            continue
        step, when = named[0]
        if when.fin < placed.value.debut or placed.value.fin < when.debut:
            message = f"l'étape « {_name(step)} » est en {when}, mais l'en-tête dit « {key}: {placed.value} »."
            hint = "corrigez celle des deux dates qui est fausse."
            yield step, Finding("F053", message, step.date.span, (hint,), (placed.span,))


@controle()
def sub_actions_within_their_fiche(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """No sub-action is over before its fiche starts, nor begins after its end: the first of each is told."""
    for fiche in projet.fiches:
        start, end = fiche.dates.demarrage, fiche.dates.fin
        if start and end and end.value.fin < start.value.debut:
            continue
        dated = [(line, line.echeance) for line in fiche.sous_actions if line.echeance is not None]
        if start:
            first = start.value.debut
            before = (one for one in dated if one[1].fin < first and not _prepares(one[0]))
            yield from _beyond(before, "précède le démarrage de la fiche", "demarrage", start)
        if end:
            yield from _beyond(
                _after(dated, end.value.fin), "vient après la fin de la fiche", "fin", end
            )


Datees = Iterable[tuple[SousAction, Echeance]]


def _after(dated: Datees, last: date) -> Iterator[tuple[SousAction, Echeance]]:
    return (one for one in dated if one[1].debut > last)


def _beyond(
    lines: Iterator[tuple[SousAction, Echeance]], what: str, key: str, bound: Placed[Echeance]
) -> Iterator[Finding]:
    first = next(lines, None)
    if first is None:
        return
    line, when = first
    message = f"la sous-action « {text_of(line.action).strip()} » ({when}) {what} ({bound.value})."
    hint = f"corrigez la date de la sous-action, ou « {key}: » dans l'en-tête."
    yield Finding("F053", message, line.quand.span, (hint,), (bound.span,))


def _prepares(line: SousAction) -> bool:
    return PREPARES.search(fold(text_of(line.action))) is not None


def _first_day(start: Placed[Echeance] | None, signature: Placed[Echeance] | None) -> date | None:
    """The signature; or the start of an action that begins before it, which is told of the start itself."""
    if signature is None:
        return None
    early = start is not None and start.value.fin < signature.value.debut
    return start.value.debut if start and early else signature.value.debut


def _outside(
    fiche: Fiche, steps: list[tuple[Etape, Echeance]], signature: Placed[Echeance] | None
) -> Iterator[Finding]:
    start, end = fiche.dates.demarrage, fiche.dates.fin
    first = _first_day(start, signature)
    if end and start and end.value.fin < start.value.debut:
        end = None
    for step, when in steps:
        if first and signature and when.fin < first:
            message = f"l'étape « {_name(step)} » ({when}) précède la signature du contrat ({signature.value})."
            yield Finding(
                "F055", message, step.date.span, ("vérifiez l'année.",), (signature.span,)
            )
            return
        if end and when.debut > end.value.fin:
            message = (
                f"l'étape « {_name(step)} » ({when}) vient après la fin de l'action ({end.value})."
            )
            yield Finding(
                "F055",
                message,
                step.date.span,
                ("vérifiez l'année, ou la fin dans l'en-tête.",),
                (end.span,),
            )
            return


def _out_of_order(steps: list[tuple[Etape, Echeance]]) -> Iterator[Finding]:
    for (before, first), (after, second) in pairwise(steps):
        if second.fin < first.debut:
            message = f"l'étape « {_name(after)} » ({second}) est écrite après « {_name(before)} » ({first})."
            hint = "mettez les étapes dans l'ordre du temps, ou vérifiez l'année."
            yield Finding("F054", message, after.date.span, (hint,))
            return


def _name(step: Etape) -> str:
    return text_of(step.etape).strip()
