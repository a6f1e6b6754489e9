"""Rules on the register of indemnités: kept month by month, it blocks nothing, and its slips are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.check.indemnites import is_paid_by_the_fir
from pipeline.check.personnes import on_a_wrong_line
from pipeline.model.budget import (
    FEUILLES,
    INDEMNITES,
    REMUNERATIONS,
    Budget,
    Indemnite,
    Operation,
    contract_year,
)
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import months_later
from pipeline.model.droits import Contrat, total
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import OF_A_NAME, fold, nearest
from pipeline.model.personne import without_title
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Span

PAID = (INDEMNITES, REMUNERATIONS)
Key = tuple[int, str, str]
"""Contract year, block and nature."""

Sums = Mapping[Key, Decimal]


# --- sums ---------------------------------------------------------------------------------------------------------


@controle()
def register_adds_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The register stays within the blocks; once a year is closed, it says the same sums as they do."""
    budget, contrat = projet.budget, comptes.contrat
    if not contrat.annees or not budget.registre_complet or not budget.blocs_complets:
        return
    planned, registered, spent = (
        _planned(budget),
        _registered(budget, contrat),
        _spent(projet, comptes),
    )
    kept = {year for year, _bloc, _nature in registered}
    closed = _closed(projet, comptes, today)
    for key in sorted(planned.keys() | registered.keys(), key=_in_order):
        year, bloc, nature = key
        foreseen, written = planned.get(key, Decimal(0)), registered.get(key, Decimal(0))
        what = f"{nature}, bloc {FEUILLES[bloc]}, année {year}"
        sums = f"{euros(foreseen)} dans la feuille {FEUILLES[bloc]}, {euros(written)} dans le registre des indemnités"
        place, related = (
            _place(budget, bloc, nature),
            (budget.indemnites[0].span,) if budget.indemnites else (),
        )
        if written > foreseen:
            message = f"{what} : {sums}, soit {euros(written - foreseen)} de trop."
            hint = "corrigez le registre, augmentez la ligne du bloc, ou acceptez ce constat."
            yield Finding("B043", message, place, (hint,), related)
        elif written < foreseen and year in kept & closed and spent.get(key) != written:
            message = f"{what} close : {sums}."
            hint = "notez les lignes qui manquent au registre, ou acceptez ce constat si tout n'a pas été dépensé."
            yield Finding("B043", message, place, (hint,), related)


def _in_order(key: Key) -> tuple[int, int, str]:
    year, bloc, nature = key
    return year, list(FEUILLES).index(bloc), nature


def _planned(budget: Budget) -> Sums:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for bloc in budget.blocs:
        for line in (*bloc.de_nature(INDEMNITES), *bloc.de_nature(REMUNERATIONS)):
            for year, amount in enumerate(line.montants, 1):
                sums[year, bloc.cle, line.nature] += amount
    return sums


def _registered(budget: Budget, contrat: Contrat, until: Echeance | None = None) -> Sums:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for line in budget.indemnites:
        year = contract_year(line.mois.debut, contrat.annees[0].debut)
        if 1 <= year <= budget.annees and (until is None or line.mois.debut <= until.fin):
            sums[year, line.bloc, line.nature] += line.montant
    return sums


def _closed(projet: Projet, comptes: Comptes, today: date) -> set[int]:
    """The contract years whose balances are due, by the last month told or by today."""
    own = projet.identite.contrat.delai_soldes
    delay = projet.regles.delai_soldes if own is None else own
    by_now = {
        year.rang for year in comptes.contrat.annees if months_later(year.fin, delay) <= today
    }
    return by_now | set(comptes.realise.closes)


def _place(budget: Budget, cle: str, nature: str) -> Span:
    """The first line of that nature in the block, else its sheet, else the register."""
    bloc = budget.bloc(cle)
    if bloc is None:
        return next(line.span for line in budget.indemnites if line.bloc == cle)
    return next((line.span for line in bloc.depenses if line.nature == nature), bloc.span)


@controle()
def register_and_follow_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Where both are kept, the register and the sheet *Réalisé* say the same sums, up to the last month of both."""
    budget, contrat = projet.budget, comptes.contrat
    whole = budget.registre_complet and budget.realise_complet
    told = [operation for operation in budget.realise if operation.poste in PAID]
    if not whole or not contrat.annees or not budget.indemnites or not told:
        return
    until = min(_last_month(told), _last_month(budget.indemnites), key=_first_day)
    registered, spent = _registered(budget, contrat, until), _spent(projet, comptes, until)
    for key in sorted(registered.keys() & spent.keys(), key=_in_order):
        year, bloc, nature = key
        if registered[key] == spent[key]:
            continue
        message = (
            f"{nature}, bloc {FEUILLES[bloc]}, année {year}, jusqu'à {until} : {euros(spent[key])} dans le réalisé, "
            f"{euros(registered[key])} dans le registre des indemnités."
        )
        place = next(one.cellule for one in told if (one.bloc, one.poste) == (bloc, nature))
        hint = "une somme se note dans les deux, au mois où elle est payée."
        yield Finding("B069", message, place, (hint,))


def _last_month(lines: Iterable[Operation | Indemnite]) -> Echeance:
    return max((line.mois for line in lines), key=_first_day)


def _first_day(mois: Echeance) -> date:
    return mois.debut


def _spent(projet: Projet, comptes: Comptes, until: Echeance | None = None) -> Sums:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for operation in projet.budget.realise if comptes.contrat.annees else ():
        if operation.poste in PAID and (until is None or operation.mois.debut <= until.fin):
            sums[_year(operation, comptes.contrat), operation.bloc, operation.poste] += (
                operation.montant
            )
    return sums


def _year(operation: Operation, contrat: Contrat) -> int:
    return operation.annee or contract_year(operation.mois.debut, contrat.annees[0].debut)


# --- lines --------------------------------------------------------------------------------------------------------


@controle(Piece.ANNUAIRE)
def people_known(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whoever is paid is a key of personnes.csv or a number: a name typed otherwise would hide what it adds up to."""
    said: set[str] = set()
    for line in projet.budget.indemnites:
        typed = line.personne.value
        if fold(typed) in said or not projet.est_douteux(line):
            continue
        said.add(fold(typed))
        person = projet.annuaire.trouver(typed)
        if person is not None:
            message = f"« {typed} » est compté avec « {person.cle} », mais le cumul du classeur les sépare."
            hints: tuple[str, ...] = (f"écrivez « {person.cle} », sa clé dans personnes.csv.",)
        elif on_a_wrong_line(typed, projet):
            continue
        else:
            message = f"« {typed} » n'est ni dans personnes.csv ni un numéro : son plafond n'est pas vérifié."
            hints = _meant(projet, typed)
        yield Finding("B065", message, line.personne.span, hints)


def _meant(projet: Projet, typed: str) -> tuple[str, ...]:
    """The keys whose owner has a key, a name or a family name close to the words typed."""
    keys: dict[str, str] = {}
    for person in projet.annuaire.personnes:
        for words in (*person.appellations, person.nom):
            keys.setdefault(fold(words), person.cle)
    words = fold(without_title(typed))
    last = words.split(" ")[-1]
    found = nearest(words, keys, OF_A_NAME) or nearest(last, keys, OF_A_NAME)
    close = dict.fromkeys(keys[word] for word in found)
    if close:
        return ("vouliez-vous dire " + " ou ".join(f"« {cle} »" for cle in close) + " ?",)
    return ("écrivez une clé de personnes.csv, ou un numéro (« n° 4 ») pour qui n'y est pas.",)


@controle()
def hours_give_the_amount(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Hours × rate is the amount; instalments of the same hours may each be less, and not more in all."""
    by_work: dict[tuple[object, ...], list[Indemnite]] = defaultdict(list)
    for line in projet.budget.indemnites:
        worth = line.valeur
        if worth is None:
            continue
        if line.en_partie:
            by_work[projet.travail(line)].append(line)
        elif line.montant != worth:
            message = (
                f"heures × taux donne {euros(worth)}, le montant est de {euros(line.montant)}."
            )
            hint = "corrigez l'un des trois ; pour une partie de la somme, écrivez « acompte » ou « solde »."
            yield Finding("B066", message, line.span, (f"{hint[:-1]} en commentaire.",))
    for lines in by_work.values():
        first = lines[0]
        worth, paid = first.valeur or Decimal(0), total(o.montant for o in lines)
        if paid > worth:
            message = (
                f"heures × taux donne {euros(worth)}, les acomptes et le solde font {euros(paid)}."
            )
            related = tuple(line.span for line in lines[:-1])
            yield Finding("B066", message, lines[-1].span, ("corrigez l'un d'eux.",), related)


@controle()
def told_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two lines alike for one person and month are most often one, copied twice."""
    seen: dict[tuple[object, ...], Indemnite] = {}
    for line in projet.budget.indemnites:
        alike = (*projet.travail(line), line.mois, line.montant, fold(line.commentaire))
        first = seen.setdefault(alike, line)
        if first is not line and line.montant:
            message = f"cette ligne est la même que celle de la cellule {first.span.cell} : elle compte deux fois."
            hint = "effacez-la, ou distinguez-les en commentaire (« 1er versement », « 2e versement »)."
            yield Finding("B067", message, line.span, (hint,), (first.span,))


@controle()
def within_the_contract(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each month is in a contract year of the budget; what precedes the validation is told by B048."""
    budget, years = projet.budget, comptes.contrat.annees[: projet.budget.annees]
    if not years:
        return
    validation = projet.identite.dates.get("validation")
    first, last = _month(years[0].debut), _month(years[-1].fin - timedelta(1))
    for line in budget.indemnites:
        inside = 1 <= contract_year(line.mois.debut, years[0].debut) <= len(years)
        paid_by_the_fir = line.mois.fin < years[0].debut and is_paid_by_the_fir(line)
        before = validation is not None and line.mois.fin < validation.value.debut
        if not inside and not paid_by_the_fir and not before:
            message = f"{line.mois} est hors du budget ({first} à {last}) : cette somme n'est comparée à aucun bloc."
            hint = "corrigez le mois."
            if line.mois.fin < years[0].debut:
                hint = "corrigez le mois ; si le FIR paie cette somme, écrivez « FIR » dans le commentaire."
            yield Finding("B068", message, line.span, (hint,))


def _month(day: date) -> Echeance:
    return Echeance(day.replace(day=1), Precision.MOIS)
