"""Every figure of the year done again from what happened, by the rules of the contract and nothing of the software.

Nothing is imported from it: sums are in ``Decimal``, the rounding to the cent is that of a pocket calculator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tests.vecu.faits import (
    CLOTURE,
    MOIS_DE_CLOTURE,
    OUVERTURE,
    REPORT,
    Ligne,
    banque,
    mois,
    registre,
)

ZERO = Decimal(0)


def au_centime(montant: Decimal) -> Decimal:
    return montant.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


Fait = tuple[int, int, str, str, str, Decimal, bool]
"""Rank of the month, contract year, block, nature or origin, fiche, amount, whether it is spent."""


def faits(dernier: int) -> list[Fait]:
    """What was paid and received up to a month, the closing lines included."""
    found: list[Fait] = []
    for rang in range(min(dernier, 11) + 1):
        for one in banque(rang):
            spent = one.montant < 0
            found.append((rang, 1, one.bloc, one.poste, one.fiche, abs(one.montant), spent))
    if dernier >= MOIS_DE_CLOTURE:
        found += [
            (MOIS_DE_CLOTURE, one.annee, one.bloc, one.poste, "", one.montant, False)
            for one in CLOTURE
        ]
    return found


def depense(dernier: int, annee: int) -> Mapping[str, Decimal]:
    return _par((f[2], f[5]) for f in faits(dernier) if f[6] and f[1] == annee)


def recu(dernier: int, annee: int) -> Mapping[str, Decimal]:
    return _par((f[2], f[5]) for f in faits(dernier) if not f[6] and f[1] == annee)


def depense_par_fiche(dernier: int, annee: int) -> Mapping[str, Decimal]:
    return _par((f[4], f[5]) for f in faits(dernier) if f[6] and f[1] == annee)


def _par(pairs: Iterable[tuple[str, Decimal]]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for key, amount in pairs:
        sums[key] += amount
    return dict(sums)


def budget(
    lignes: Sequence[Ligne], annee: int, par: str, depense: bool = True
) -> Mapping[str, Decimal]:
    return _par(
        (getattr(one, par), one.montants[annee - 1]) for one in lignes if one.depense is depense
    )


def prevu(lignes: Sequence[Ligne], dernier: int, annee: int, par: str) -> Mapping[str, Decimal]:
    """What equal months place up to a month, each line to the cent."""
    months = max(0, min(12, dernier + 1 - 12 * (annee - 1)))
    return _par(
        (getattr(one, par), au_centime(one.montants[annee - 1] * months / 12))
        for one in lignes
        if one.depense
    )


def soldes(dernier: int) -> list[tuple[tuple[int, int], Decimal, Decimal, Decimal]]:
    """Each month with what it received, spent and left."""
    left, rows = OUVERTURE, []
    for rang in range(dernier + 1):
        got = sum((f[5] for f in faits(dernier) if f[0] == rang and not f[6]), ZERO)
        out = sum((f[5] for f in faits(dernier) if f[0] == rang and f[6]), ZERO)
        left += got - out
        rows.append((mois(rang), got, out, left))
    return rows


FIXE = {"Accès aux soins": 70_000, "Parcours": 35_000, "Prévention": 15_000}
"""Euros a year of the fixed part for a CPTS of size 2, avenant 2; its fonctionnement is 60 000."""

PLAN, MISE_A_JOUR = 35_000, 17_500


def versements_des_deux_annees() -> Mapping[int, Decimal]:
    """Rank of the month → what the Assurance maladie pays, fixed parts only, every mission having started on day one.

    The whole fonctionnement at signature, then 75 % of it at the anniversary; 75 % of the fixed parts at the start of
    each year, and what is left two months after its end.
    """
    first = Decimal(sum(FIXE.values()) + PLAN)
    second = Decimal(60_000 + sum(FIXE.values()) + MISE_A_JOUR)
    return {
        0: Decimal(60_000) + first * 75 / 100,
        12: second * 75 / 100,
        14: first * 25 / 100,
        26: second * 25 / 100,
    }


def tresorerie(lignes: Sequence[Ligne]) -> list[Decimal]:
    """What is left at the end of each of the 24 months of the plan: expenses in equal months, to the cent."""
    paid = versements_des_deux_annees()
    left, rows = OUVERTURE, []
    for rang in range(24):
        year, month = divmod(rang, 12)
        out = ZERO
        for bloc in dict.fromkeys(one.bloc for one in lignes):
            whole = sum((o.montants[year] for o in lignes if o.depense and o.bloc == bloc), ZERO)
            out += au_centime(whole * (month + 1) / 12) - au_centime(whole * month / 12)
        left += paid.get(rang, ZERO) - out
        rows.append(left)
    return rows


def par_personne(jusqu_a: int) -> Mapping[int, list[Decimal]]:
    """Civil year → what each person of the register was paid, the least first."""
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in registre(jusqu_a):
        sums[mois(one.rang)[0]][one.personne] += one.montant
    return {year: sorted(people.values()) for year, people in sums.items()}


COMPTES = {
    "salaires": "641",
    "indemnités": "65",
    "honoraires": "622",
    "ACI fonctionnement": "73",
    "ACI volet fixe": "73",
    "ACI crise première rédaction": "73",
    "ACI crise mise à jour": "73",
}


def resultat_realise(dernier: int) -> Mapping[tuple[int, str], Decimal]:
    """Civil year and account: what is put aside is a charge (689), what is used of it a resource (789)."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for rang, _annee, _bloc, poste, _fiche, montant, _spent in faits(dernier):
        compte = COMPTES.get(poste) or ("689" if montant < 0 else "789")
        assert poste in COMPTES or poste == REPORT
        sums[mois(rang)[0], compte] += abs(montant)
    return dict(sums)


def resultat_prevu(lignes: Sequence[Ligne]) -> Mapping[tuple[int, str], Decimal]:
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for one in lignes:
        for year, whole in enumerate(one.montants):
            for month in range(12):
                part = au_centime(whole * (month + 1) / 12) - au_centime(whole * month / 12)
                if part:
                    sums[mois(12 * year + month)[0], COMPTES[one.poste]] += part
    return dict(sums)
