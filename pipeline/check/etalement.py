"""When the money of a line goes out, or comes in, against its amounts; read when some line says more than a month."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.model.budget import (
    ORIGINES_ACI,
    Bloc,
    Budget,
    Depense,
    Ressource,
    cents,
    premiere_annee,
)
from pipeline.model.droits import AnneeContrat, Contrat
from pipeline.model.etalement import (
    EGAL,
    MONTHS,
    PAR,
    Etalement,
    MoisCivil,
    d_un_mois,
    month_said,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.span import Span

Ligne = Depense | Ressource
PLURIELS = {"mois": "mois", "trimestre": "trimestres", "semestre": "semestres"}


def _spread(budget: Budget) -> Iterator[tuple[Bloc, Ligne, Span]]:
    """The lines whose months are said; the payments of the ACI have a calendar of their own."""
    for bloc in budget.blocs:
        for line in bloc.lignes:
            aci = isinstance(line, Ressource) and line.origine in ORIGINES_ACI
            if line.dit_quand is not None and line.etalement.precis and not aci:
                yield bloc, line, line.dit_quand


def _paid(line: Ligne, contrat: Contrat) -> Iterator[tuple[AnneeContrat, Decimal]]:
    for year, amount in zip(contrat.annees, line.montants, strict=False):
        if amount:
            yield year, amount


def months_are_those_of_amounts(budget: Budget, contrat: Contrat) -> Iterator[Finding]:
    """Each year that has an amount has a month for it, and each dated month an amount."""
    for _bloc, line, span in _spread(budget):
        first = premiere_annee(line)
        for year, amount in _paid(line, contrat):
            if not year.mois_nommes(line.etalement, first, None):
                yield _no_month(line, year, amount, span)
        for month in line.etalement.mois if contrat.annees else ():
            if month.annee and not _has_an_amount(line, month, contrat):
                yield _no_amount(month, contrat, span)


def _no_month(line: Ligne, year: AnneeContrat, amount: Decimal, span: Span) -> Finding:
    within = _within(year)
    message = (
        f"« {line.etalement} » ne donne aucun mois de l'année {year.rang} du contrat ({within}), "
        f"qui porte {euros(amount)}."
    )
    hints = (f"ajoutez un mois {within}, ou changez ce montant d'année.",)
    return Finding("B100", message, span, hints)


def _within(year: AnneeContrat) -> str:
    """« d'avril 2027 à mars 2028 »."""
    first = year.premier_mois
    return f"{d_un_mois(month_said(first))} à {month_said(first + MONTHS - 1)}"


def _has_an_amount(line: Ligne, month: MoisCivil, contrat: Contrat) -> bool:
    return any(
        year.premier_mois <= month.rang < year.premier_mois + MONTHS
        for year, _amount in _paid(line, contrat)
    )


def _no_amount(month: MoisCivil, contrat: Contrat, span: Span) -> Finding:
    rank = (month.rang - contrat.annees[0].premier_mois) // MONTHS + 1
    if 1 <= rank <= len(contrat.annees):
        message = f"{month} est de l'année {rank} du contrat, où cette ligne n'a pas de montant."
        hint = f"corrigez ce mois, ou donnez un montant à l'année {rank}."
    else:
        message = f"{month} est hors du contrat, qui commence en {month_said(contrat.annees[0].premier_mois)}."
        hint = "corrigez ce mois, ou effacez-le."
    return Finding("B100", message, span, (hint,))


def said_sums_make_the_amount(budget: Budget, contrat: Contrat) -> Iterator[Finding]:
    """« 350 € par mois » is the amount of each year cut in its months, to the cent."""
    for bloc, line, _span in _spread(budget):
        if line.etalement.somme is None:
            continue
        start = contrat.demarrages.get(bloc.cle) if isinstance(line, Depense) else None
        for year, amount in _paid(line, contrat):
            months = year.mois_nommes(line.etalement, premiere_annee(line), start)
            count = 1 if line.etalement.par_an else len(months)
            if months and cents(amount / count) != line.etalement.somme:
                yield _other_sum(line, year, amount, count, year.mois_avant(start))


def _other_sum(
    line: Ligne, year: AnneeContrat, amount: Decimal, count: int, waited: int
) -> Finding:
    etalement, somme = line.etalement, line.etalement.somme or Decimal(0)
    total, par = cents(somme * count), PAR[etalement.par]
    each = f"{euros(somme)} par {'an' if etalement.par_an else par}"
    times = "" if etalement.par_an else f" pendant {count} {PLURIELS[par] if count > 1 else par}"
    late = waited and not etalement.borne and not etalement.par_an
    why = f", la mission démarrant en {month_said(year.premier_mois + waited)}" if late else ""
    message = (
        f"{each}{times}{why}, c'est {euros(total)} ; l'année {year.rang} porte {euros(amount)}."
    )
    hints = (
        _since(line, year, amount, somme),
        f"écrivez {euros(total)} en année {year.rang}, ou corrigez l'étalement.",
    )
    return Finding("B099", message, line.cellules[year.rang - 1].span, tuple(filter(None, hints)))


def _since(line: Ligne, year: AnneeContrat, amount: Decimal, somme: Decimal) -> str:
    """The month from which a first year would have so many of its parts, said as it would be typed."""
    etalement = line.etalement
    count, left = divmod(amount, somme)
    known = etalement.borne or etalement.par_an or etalement.rythme != EGAL
    if known or left or not 0 < count < MONTHS or year.rang != premiere_annee(line):
        return ""
    since = MoisCivil((year.premier_mois + MONTHS - int(count)) % MONTHS + 1)
    typed = Etalement(depuis=since, somme=somme)
    return f"{euros(amount)} font {count} mois : si c'est à partir {d_un_mois(str(since))}, écrivez « {typed} »."
