"""Rules on the resources: what is certain, who gives it, what the barème would allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.check.controle import controle
from pipeline.check.formes import tailles_possibles
from pipeline.model.bareme import VOLETS
from pipeline.model.budget import (
    ACQUIS,
    COTISATIONS,
    FEUILLES,
    ORIGINES_ACI,
    ORIGINES_TIERS,
    RESSOURCES,
    TOTAL,
    Ressource,
    TotalAffiche,
    en_annee,
)
from pipeline.model.comptes import Comptes, TotalBloc
from pipeline.model.droits import Contrat
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed, Span

YEARS_NAMED = motif(
    r"\b(?:annees?|ans?)\s+[1-5](?:\s*(?:,|et|a|-)\s*[1-5])*\b|\b[1-5](?:re|er|ere|e|eme)? annee\b"
)
START = motif(r"\b(?:demarr\w*|prorata|premiere annee|cours d'annee|lancement|signature)\b")
"""What a comment says of a first year, and which explains no other."""

SURVENUE = VOLETS["survenue"]
CRISES = "crises"
PERSONNES = "content/personnes.csv"
FERMES = tuple(origine for origine in ORIGINES_ACI if origine != VOLETS["variable"])
"""Money of the ACI that does not depend on results, which are weighed by B061."""


@controle()
def given_by_someone(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Money of the ARS, of the URPS or of a commune has a funder and a status."""
    for line in projet.budget.ressources:
        given = {"« Financeur »": line.financeur, "« Statut »": line.statut}
        missing = [column for column, value in given.items() if not value]
        if line.origine in ORIGINES_TIERS and line.chiffree and missing:
            message = f"« {line.origine} » ({line.libelle or 'sans libellé'}) n'a pas de {' ni '.join(missing)}."
            yield Finding(
                "B053", message, line.span, ("dites qui donne, et si c'est acquis ou demandé.",)
            )


@controle(Piece.ANNUAIRE)
def fees_of_the_members(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The first year's fees are those of the members listed, each at the fee of its collège."""
    lines = [line for line in projet.budget.ressources if line.origine == COTISATIONS]
    fees = _fees(projet)
    if not lines or fees is None:
        return
    planned, expected = en_annee(lines, 1), sum(fees, Decimal(0))
    if planned != expected:
        message = (
            f"les cotisations de l'année 1 sont de {euros(planned)} ; "
            f"celles des {len(fees)} membres, au tarif de leur collège, font {euros(expected)}."
        )
        hint = "corrigez, ou dites pourquoi en acceptant ce constat."
        yield Finding("B054", message, lines[0].cellules[0].span, (hint,))


def _fees(projet: Projet) -> list[Decimal] | None:
    """The fee of each member of a collège; None while one is unknown, or somebody may stand on two lines."""
    known = {
        c.cle: Decimal(c.cotisation)
        for c in projet.statuts.valeurs.colleges
        if c.cotisation.isdecimal()
    }
    cles = projet.annuaire.cles
    members = [person.college for person in projet.annuaire.presents if person.college]
    counted_once = PERSONNES not in projet.incomplets and len(set(cles)) == len(cles)
    if not known or not counted_once or not set(members) <= set(known):
        return None
    return [known[college] for college in members]


@controle(Piece.BAREME)
def below_the_bareme(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Less than the barème has a reason: a start during the year, results under 100 %."""
    sizes = tailles_possibles(projet, comptes)
    for bloc in projet.budget.blocs if sizes else ():
        for origine in FERMES if bloc.cle != CRISES else ():
            lines = bloc.d_origine(origine)
            ceiling = projet.bareme.montant(bloc.cle, origine, min(sizes))
            if ceiling is not None:
                yield from _below(origine, lines, ceiling, _due(comptes.contrat, bloc.cle, origine))


def _due(contrat: Contrat, bloc: str, origine: str) -> Mapping[int, Decimal]:
    """What each contract year gives, by the days of it that count; nothing known while the contract has no date."""
    rights = contrat.droits if contrat.annees else ()
    return {
        right.annee: right.montant
        for right in rights
        if (right.bloc, VOLETS[right.volet]) == (bloc, origine)
    }


def _below(
    origine: str, lines: Sequence[Ressource], ceiling: Decimal, due: Mapping[int, Decimal]
) -> Iterator[Finding]:
    """The years in which some money is counted, less than is due, and no comment says why: one finding for all."""
    sums = [sum(year, Decimal(0)) for year in zip(*(line.montants for line in lines), strict=True)]
    comments = fold(" ; ".join(line.commentaire for line in lines if line.commentaire))
    low = {
        year: min(ceiling, due.get(year, ceiling))
        for year, amount in enumerate(sums, 1)
        if 0 < amount <= min(ceiling, due.get(year, ceiling)) - 1 and not _explains(comments, year)
    }
    if not low:
        return
    told = " ; ".join(
        f"année {year} : {euros(sums[year - 1])}, "
        f"{'au prorata ' if expected < ceiling else ''}le barème prévoit {euros(expected)}"
        for year, expected in low.items()
    )
    first = min(low)
    hint = f"corrigez, ou dites pourquoi dans le commentaire (« année {first} : quatre mois sur douze »)."
    cells = [lines[0].cellules[year - 1].span for year in low]
    yield Finding("B055", f"« {origine} », {told}.", cells[0], (hint,), tuple(cells[1:]))


WAITS = motif(
    r"^(?:a |nous allons )?(?:voir|revoir|confirmer|verifier|discuter|demander)\b[^;]*$|\?$"
)
"""A comment that puts the question again."""


def _explains(comments: str, year: int) -> bool:
    """Whether a comment is about a contract year: the ones that it names, the first for a start, else every one."""
    named = [found[0] for found in YEARS_NAMED.finditer(comments)]
    if named:
        return any(year in _years(words) for words in named)
    return (
        bool(comments) and not WAITS.search(comments) and (year == 1 or not START.search(comments))
    )


def _years(words: str) -> set[int]:
    """« annees 2 a 4 » → 2, 3 and 4; « annees 1, 3 et 5 » → those three.

    >>> _years("annees 2 a 4"), _years("ans 1-2 et 4")
    ({2, 3, 4}, {1, 2, 4})
    """
    years = {int(digit) for digit in re.findall("[1-5]", words)}
    for first, last in re.findall(r"([1-5])\s*(?:a|-)\s*([1-5])", words):
        years.update(range(int(first), int(last) + 1))
    return years


@controle()
def no_planned_crisis(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    bloc = projet.budget.bloc(CRISES)
    for line in bloc.d_origine(SURVENUE) if bloc else ():
        if line.chiffree:
            cell = next(
                cell for cell, amount in zip(line.cellules, line.montants, strict=False) if amount
            )
            message = (
                "cette part n'est versée que si une crise grave survient : elle ne se prévoit pas."
            )
            yield Finding("B056", message, cell.span)


@controle(Piece.BAREME)
def bareme_of_the_time(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The barème is the last one signed before the contract."""
    identite, bareme = projet.identite, projet.bareme
    signature = identite.dates.get("signature")
    if identite.bareme is None or signature is None:
        return
    if incomplete(projet):
        return  # a day that could not be read compares with nothing
    day = f"{signature.value.debut:%Y-%m-%d}"
    if bareme.signe > day:
        message = f"le barème {bareme.cle} a été signé le {bareme.signe}, après le contrat ({day})."
        yield Finding("B062", message, identite.bareme.span)
    later = max(
        (b for b in projet.baremes.values() if bareme.signe < b.signe <= day),
        key=lambda b: b.signe,
        default=None,
    )
    if later is not None:
        message = f"le barème {bareme.cle} est plus ancien que {later.cle}, signé le {later.signe}, avant le contrat."
        yield Finding(
            "B062",
            message,
            identite.bareme.span,
            (f"écrivez « bareme: {later.cle} », ou dites pourquoi.",),
        )


def incomplete(projet: Projet) -> bool:
    return any(bareme.span.path in projet.doutes.fautes for bareme in projet.baremes.values())


@controle()
def shown_totals(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What the workbook shows as a total is what its lines make; one mistake is told once, not at each sum of it."""
    told: set[tuple[str, int]] = set()
    once: set[tuple[str, str, int]] = set()
    for shown in sorted(projet.budget.totaux_affiches, key=lambda one: one.bloc == TOTAL):
        key = shown.bloc, shown.cote, shown.annee
        if key in once or (shown.bloc == TOTAL and key[1:] in told):
            continue  # it adds up a cell that was told
        total = _sum_of_whole_lines(shown, projet, comptes)
        if total is None:
            continue
        ours = (total.ressources if shown.cote == RESSOURCES else total.depenses)[shown.annee - 1]
        if ours != shown.montant:
            once.add(key)
            told.add(key[1:])
            cells = _cells(projet, shown)
            message = (
                f"{shown.cote}, année {shown.annee} : cette cellule affiche {euros(shown.montant)}, "
                f"les lignes{_between(cells)} font {euros(ours)}."
            )
            hint = "rouvrez le classeur dans Excel et enregistrez-le ; si l'écart reste, corrigez la formule."
            yield Finding("B063", message, shown.span, (hint,), cells)


def _sum_of_whole_lines(shown: TotalAffiche, projet: Projet, comptes: Comptes) -> TotalBloc | None:
    """What a total shown is set against; None where one of the lines that it adds up could not be read."""
    if shown.bloc == TOTAL:
        return comptes.total if projet.budget.blocs_complets else None
    bloc = projet.budget.bloc(shown.bloc)
    return comptes.blocs.get(shown.bloc) if bloc is not None and bloc.complet else None


def _cells(projet: Projet, shown: TotalAffiche) -> tuple[Span, ...]:
    """The cells of the lines that the total is about; none for the whole."""
    bloc = projet.budget.bloc(shown.bloc)
    if bloc is None:
        return ()
    lines = bloc.ressources if shown.cote == RESSOURCES else bloc.depenses
    return tuple(line.cellules[shown.annee - 1].span for line in lines)


def _between(cells: tuple[Span, ...]) -> str:
    if not cells:
        return " de tous les blocs"
    first, last = cells[0], cells[-1]
    return f" de {first.sheet}!{first.cell}" + (
        f" à {last.cell}" if last.cell != first.cell else ""
    )


@controle()
def made_for_this_project(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The workbook was made for the size and the barème that projet.yaml names."""
    identite = projet.identite
    wanted: dict[str, Placed[Any] | None] = {"taille": identite.taille, "bareme": identite.bareme}
    wanted["effet"] = identite.dates.get("effet")
    yield from _missions_moved(projet)
    for key, mine in wanted.items():
        theirs = projet.budget.parametres.get(key)
        if mine is not None and theirs is not None and fold(str(mine.value)) != fold(theirs.value):
            message = f"ce classeur a été fait pour « {key}: {theirs.value} », projet.yaml dit « {key}: {mine.value} »."
            hint = "corrigez l'un des deux, ou refaites le classeur avec « make classeur ANNEE=… »."
            if key == "effet":
                hint = "relisez la première année (« make droits »), puis corrigez cette cellule, ou projet.yaml."
            yield Finding("B064", message, theirs.span, (hint,), (mine.span,))


def _missions_moved(projet: Projet) -> Iterator[Finding]:
    """The missions that the workbook was made for are those that projet.yaml keeps."""
    theirs = projet.budget.parametres.get("missions")
    if theirs is None or not projet.identite.missions_lues:
        return
    made, kept = set(theirs.value.split(", ")), {FEUILLES[cle] for cle in projet.identite.retenues}
    for names, what in (
        (made - kept, "que projet.yaml ne retient pas"),
        (kept - made, "que projet.yaml retient"),
    ):
        if names:
            with_, listed = ("sans" if names <= kept else "pour"), ", ".join(sorted(names))
            message = f"ce classeur a été fait {with_} la mission {listed}, {what}."
            hint = "corrigez « missions: » de projet.yaml, ou refaites le classeur avec « make classeur ANNEE=… »."
            yield Finding("B064", message, theirs.span, (hint,))


@controle()
def results_are_not_granted(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What depends on results, or on a crisis, is not granted before they are known."""
    for line in projet.budget.ressources:
        if (
            line.origine in (VOLETS["variable"], SURVENUE)
            and line.statut == ACQUIS
            and any(line.montants)
        ):
            message = f"« {line.origine} » est dit acquis : il dépend {_of_what(line.origine)}."
            yield Finding("B071", message, line.span, ("videz la case « Statut » de cette ligne.",))


def _of_what(origine: str) -> str:
    return "d'une crise grave" if origine == SURVENUE else "des résultats"
