"""What the accounts of two states differ by: facts, dates and sums of the contract, cash, members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from pipeline.model.changement import Caisse, Change, Versements
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import PRUDENT
from pipeline.model.droits import Contrat, Versement
from pipeline.model.echeance import Echeance, anniversary

FAITS = ("territoire.nombre_communes", "territoire.population")
FAITS_MEMBRES = ("membres.", "votes.")
MOTIFS = ("versement entier", "avance", "solde", "volet variable")
ZERO = Decimal(0)


def faits(avant: Comptes, apres: Comptes) -> Iterator[Change]:
    """The facts that follow from lists: inhabitants, members, voices."""
    names = [name for name in apres.faits if name in FAITS or name.startswith(FAITS_MEMBRES)]
    for name in sorted(names, key=lambda name: FAITS.index(name) if name in FAITS else len(FAITS)):
        before, after = avant.faits.get(name), apres.faits[name]
        if before is not None and before.valeur != after.valeur and isinstance(after.valeur, int):
            value = before.valeur if isinstance(before.valeur, int) else None
            yield Change("fait", (after.sens, after.unite), value, after.valeur)


def argent(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    """The contract, in the order in which one lives it: its years, its delays, its payments, its rights, its cash."""
    yield from _periode(avant, apres)
    yield from _delais(avant, apres)
    yield from _versements(avant, apres)
    yield from _droits(avant, apres)
    yield from _scenarios(avant, apres)
    yield from _manques(avant, apres)


def _periode(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    if not avant.annees or not apres.annees:
        if avant.annees or apres.annees:
            yield Change("période", (), _days(avant), _days(apres))
    elif _days(avant) != _days(apres):
        yield Change("période", (), _days(avant), _days(apres))


def _days(contrat: Contrat) -> tuple[Echeance, ...] | None:
    if not contrat.annees:
        return None
    return Echeance(contrat.annees[0].debut), Echeance(contrat.annees[-1].fin - timedelta(days=1))


def _delais(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    before = {mission.cle: mission for mission in avant.missions}
    for mission in apres.missions:
        old = before.get(mission.cle)
        moved = [
            (champ, Echeance(one), Echeance(two))
            for champ in ("demarrage", "deploiement")
            if (one := getattr(old, f"limite_{champ}", None))
            != (two := getattr(mission, f"limite_{champ}"))
            and one is not None
            and two is not None
        ]
        if moved:
            champs, left, come = zip(*moved, strict=True)
            yield Change("délai", (mission.cle, *champs), tuple(left), tuple(come))


def _versements(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    """Payments that come on another day, one line for the years on which they move alike."""
    before, after = _groups(avant.versements), _groups(apres.versements)
    moved = [
        key for key in sorted(after) if key in before and _when(before[key]) != _when(after[key])
    ]
    run: list[tuple[int, int]] = []
    for key in moved:
        if run and not _alike(run[-1], key, before, after):
            yield _moved(run, before, after)
            run = []
        run.append(key)
    if run:
        yield _moved(run, before, after)


Groups = dict[tuple[int, int], Versements]
"""Rank of a kind of payment and contract year → what is paid."""


def _groups(payments: Sequence[Versement]) -> Groups:
    found: Groups = {}
    for payment in payments:
        key, day = (MOTIFS.index(payment.motif), payment.annee), Echeance(payment.jour)
        known = found.get(key, Versements(day, day, ZERO))
        first, last = min(known.debut.debut, payment.jour), max(known.fin.debut, payment.jour)
        found[key] = Versements(Echeance(first), Echeance(last), known.montant + payment.montant)
    return found


def _when(group: Versements) -> tuple[Echeance, Echeance]:
    return group.debut, group.fin


def _alike(one: tuple[int, int], other: tuple[int, int], before: Groups, after: Groups) -> bool:
    """Whether two years follow each other, with the same sums a year later, before as after."""
    if (
        one[0] != other[0]
        or other[1] != one[1] + 1
        or before[other].montant != after[other].montant
    ):
        return False
    return all(
        side[one].montant == side[other].montant
        and side[one].debut == side[one].fin
        and anniversary(side[one].debut.debut, 1) == side[other].debut.debut
        and side[other].debut == side[other].fin
        for side in (before, after)
    )


def _moved(run: Sequence[tuple[int, int]], before: Groups, after: Groups) -> Change:
    nom = (MOTIFS[run[0][0]], str(run[0][1]), str(run[-1][1]))
    return Change("versements", nom, before[run[0]], after[run[0]])


def _droits(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    before, after = _rights(avant), _rights(apres)
    years = max(avant.duree, apres.duree)
    keys = {
        key[:2]: None for key in [*sorted(before, key=_by_block), *sorted(after, key=_by_block)]
    }
    for bloc, volet in sorted(keys, key=lambda key: _by_block((*key, 0))):
        old = tuple(before.get((bloc, volet, year), ZERO) for year in range(1, years + 1))
        new = tuple(after.get((bloc, volet, year), ZERO) for year in range(1, years + 1))
        if old != new:
            yield Change("droit", (bloc, volet), old, new)


Rights = dict[tuple[str, str, int], Decimal]


def _rights(contrat: Contrat) -> Rights:
    return {(droit.bloc, droit.volet, droit.annee): droit.montant for droit in contrat.droits}


def _by_block(key: tuple[str, str, int]) -> tuple[int, int]:
    from pipeline.model.bareme import VOLETS
    from pipeline.model.budget import BLOCS

    return BLOCS.index(key[0]), list(VOLETS).index(key[1])


def _scenarios(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    before, after = _caisses(avant), _caisses(apres)
    for nom, caisse in after.items():
        old = before.get(nom)
        lower = caisse.plus_bas is not None and (old is None or old.plus_bas != caisse.plus_bas)
        if lower or old is None or old.droits != caisse.droits:
            yield Change("caisse", (nom,), old, caisse)


def _caisses(contrat: Contrat) -> dict[str, Caisse]:
    lowest = {plan.scenario.nom: plan.plus_bas for plan in contrat.tresoreries}
    years = range(1, contrat.duree + 1)
    return {
        one.nom: Caisse(tuple(contrat.droits_de(year, one) for year in years), lowest.get(one.nom))
        for one in contrat.scenarios
    }


def _manques(avant: Contrat, apres: Contrat) -> Iterator[Change]:
    """What each block lacks when no result is reached, block after block."""
    before, after = _lacks(avant), _lacks(apres)
    changed = {
        bloc: amounts
        for bloc, amounts in after.items()
        if amounts != before.get(bloc) and any(amounts)
    }
    for bloc, amounts in changed.items():
        yield Change("manque", (bloc,), before.get(bloc), amounts)


def _lacks(contrat: Contrat) -> dict[str, tuple[Decimal, ...]]:
    found: dict[str, dict[int, Decimal]] = {}
    for one in contrat.manques:
        found.setdefault(one.bloc, {})[one.annee] = one.manques.get(PRUDENT.nom, ZERO)
    return {
        bloc: tuple(years.get(year, ZERO) for year in range(1, max(years) + 1))
        for bloc, years in found.items()
    }


def solde_realise(avant: Comptes, apres: Comptes) -> Iterator[Change]:
    """What is left at the end of the last month told, beside what the plan expected."""
    if not apres.realise.mois:
        return
    last = apres.realise.mois[-1]
    old = avant.realise.mois[-1] if avant.realise.mois else None
    if old is None or (old.annee, old.mois, old.solde) != (last.annee, last.mois, last.solde):
        yield Change(
            "solde constaté", (str(last.annee), str(last.mois)), last.solde_prevu, last.solde
        )
