"""The planning of a fiche against its own front matter, the contract, and the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Etape, Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.projet import Projet
from pipeline.model.prose import text_of
from pipeline.model.span import Placed

LEEWAY = timedelta(days=31)
"""« septembre » and the 1st of October say the same of a start."""


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
        if when.fin + LEEWAY < placed.value.debut or placed.value.fin + LEEWAY < when.debut:
            message = f"l'étape « {_name(step)} » est en {when}, mais l'en-tête dit « {key}: {placed.value} »."
            hint = "corrigez celle des deux dates qui est fausse."
            yield step, Finding("F053", message, step.date.span, (hint,), (placed.span,))


def _outside(
    fiche: Fiche, steps: list[tuple[Etape, Echeance]], signature: Placed[Echeance] | None
) -> Iterator[Finding]:
    start, end = fiche.dates.demarrage, fiche.dates.fin
    told = signature and start and start.value.fin < signature.value.debut
    if end and start and end.value.fin < start.value.debut:
        end = None
    for step, when in steps:
        if signature and not told and when.fin < signature.value.debut:
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
