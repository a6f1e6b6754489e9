"""The workbook of two states: sums, lines whatever their order, virements, what was spent and received."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal

from pipeline.compare.fiches import couts
from pipeline.compare.rapprochement import either, in_turn, paired, sides
from pipeline.model.budget import (
    SOLDE_EN_BANQUE,
    Bloc,
    Budget,
    Depense,
    Operation,
    Ressource,
    Virement,
)
from pipeline.model.changement import Change
from pipeline.model.comptes import Comptes, TotalBloc
from pipeline.model.langue.mots import fold
from pipeline.model.span import Placed

Ligne = Depense | Ressource
Placee = tuple[str, Ligne]
"""A line and the block where it stands."""

Key = Callable[[Placee], Hashable]
CHAMPS = (
    "fiche",
    "nature",
    "origine",
    "sous_mission",
    "statut",
    "financeur",
    "etalement",
    "commentaire",
)
WHY = ("quantite", "unite", "cout_unitaire", "quantites", "couts", "hausse")


def budget(
    avant: Budget, apres: Budget, comptes: tuple[Comptes, Comptes], codes: Mapping[str, str]
) -> Iterator[Change]:
    """``codes`` gives the new number of each fiche that has another one: its lines go with it."""
    if avant.annees != apres.annees:
        yield Change("années du budget", (), avant.annees, apres.annees)
    yield from _sums(comptes[0].total, comptes[1].total, "")
    for cle in dict.fromkeys([*comptes[0].blocs, *comptes[1].blocs]):
        yield from _sums(comptes[0].blocs.get(cle), comptes[1].blocs.get(cle), cle)
    yield from couts(*(_by_new_code(side.couts_fiches, codes) for side in comptes))
    yield from _lines(avant.blocs, apres.blocs, codes)
    yield from _parametres(avant, apres)
    yield from _virements(avant.virements, apres.virements)
    before, after = comptes[0].registre.annees, comptes[1].registre.annees
    if before != after:
        yield Change("registre", (), before, after)
    else:
        yield from _register(avant, apres)


def _register(avant: Budget, apres: Budget) -> Iterator[Change]:
    """How many lines of the register say something else for the same sums: which ones is private."""
    left, come = (Counter(map(repr, _bare(side))) for side in (avant, apres))
    moved = max((left - come).total(), (come - left).total())
    if moved:
        yield Change("lignes du registre", (), apres=moved)


def _bare(budget: Budget) -> Iterator[Hashable]:
    """Every line of the register without its place."""
    for line in budget.indemnites:
        names = (one.name for one in fields(line) if one.compare)
        yield tuple(
            value.value if isinstance(value := getattr(line, name), Placed) else value
            for name in names
        )


def _sums(old: TotalBloc | None, new: TotalBloc | None, cle: str) -> Iterator[Change]:
    for side in ("depenses", "ressources"):
        before, after = getattr(old, side, ()), getattr(new, side, ())
        if _significant(before) != _significant(after):
            yield Change("somme", (cle, side), before, after)


def _significant(amounts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The amounts up to the last that is not zero: a block without a line and no block at all are the same."""
    kept = list(amounts)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _by_new_code(
    couts: Mapping[str, tuple[Decimal, ...]], codes: Mapping[str, str]
) -> Mapping[str, tuple[Decimal, ...]]:
    return {codes.get(code, code): amounts for code, amounts in couts.items()}


def _lines(
    avant: Iterable[Bloc], apres: Iterable[Bloc], codes: Mapping[str, str]
) -> Iterator[Change]:
    """Lines beside themselves: the same in all, then by their words, then by words and amounts in other blocks."""
    left = [pair for bloc in avant for pair in _of(bloc, codes)]
    right = [pair for bloc in apres for pair in _of(bloc, codes)]
    found = in_turn(left, right, PAR_RESSEMBLANCE)
    for old, new in found.stayed:
        yield from _line(old, new)
    for bloc, line in found.gone:
        yield Change("ligne", _named(bloc, line), avant=line.montants)
    for bloc, line in found.come:
        yield Change("ligne", _named(bloc, line), apres=line.montants)


def _named(bloc: str, line: Ligne) -> tuple[str, ...]:
    return bloc, _side(line), line.libelle, _kind(line), _fiche(line)


def _of(bloc: Bloc, codes: Mapping[str, str]) -> Iterator[Placee]:
    lines: tuple[Ligne, ...] = (*bloc.ressources, *bloc.depenses)
    for line in lines:
        yield bloc.cle, _renumbered(line, codes)


def _renumbered(line: Ligne, codes: Mapping[str, str]) -> Ligne:
    if not codes or not isinstance(line, Depense) or line.fiche is None:
        return line
    code = codes.get(line.fiche.value, line.fiche.value)
    return replace(line, fiche=replace(line.fiche, value=code))


def _whole(line: Ligne) -> Hashable:
    """All that a line says, as one value: lines hold no text that can be changed."""
    champs = ("libelle", "montants", *CHAMPS, *WHY)
    return (_fiche(line), *(getattr(line, champ, None) for champ in champs if champ != "fiche"))


def _side(line: Ligne) -> str:
    return "dépense" if isinstance(line, Depense) else "ressource"


def _kind(line: Ligne) -> str:
    return line.nature if isinstance(line, Depense) else line.origine


def _fiche(line: Ligne) -> str:
    return line.fiche.value if isinstance(line, Depense) and line.fiche else ""


def _words(placee: Placee) -> tuple[str, str]:
    """A side, and what a line of it is called, whatever its spelling."""
    _bloc, line = placee
    return _side(line), fold(line.libelle)


PAR_RESSEMBLANCE: tuple[Key, ...] = (
    lambda one: (one[0], _side(one[1]), _whole(one[1])),
    lambda one: (one[0], _words(one), _kind(one[1]), _fiche(one[1])),
    lambda one: (one[0], _words(one), _kind(one[1])),
    lambda one: (one[0], _words(one)),
    lambda one: (_words(one), one[1].montants),
    lambda one: (one[0], _side(one[1]), _kind(one[1]), one[1].montants, _fiche(one[1])),
)
"""What two lines must share to be the same one, asked in turn: all they say; their block, words, kind and fiche; less and
less of these; in another block, words and amounts; under other words, kind, amounts and fiche."""


def _line(old: tuple[str, Ligne], new: tuple[str, Ligne]) -> Iterator[Change]:
    (bloc, before), (other, after) = old, new
    place = (other, _side(after), after.libelle)
    if bloc != other:
        yield Change("bloc de ligne", place, bloc, other)
    if before.libelle != after.libelle:
        yield Change("champ de ligne", (*place, "libellé"), before.libelle, after.libelle)
    if _significant(before.montants) != _significant(after.montants):
        yield Change("montants de ligne", place, before.montants, after.montants)
    for champ in CHAMPS:
        one, two = _said(before, champ), _said(after, champ)
        if one != two:
            yield Change("champ de ligne", (*place, champ), one, two)
    if [getattr(before, champ, None) for champ in WHY] != [
        getattr(after, champ, None) for champ in WHY
    ]:
        yield Change("calcul de ligne", place, _why(before), _why(after))


def _said(line: Ligne, champ: str) -> str:
    if champ == "fiche":
        return _fiche(line)
    if champ == "etalement":
        return str(line.etalement)
    return str(getattr(line, champ, ""))


def _why(line: Ligne) -> tuple[str, ...]:
    """Quantity, unit and unit cost, as far as they are given, then what they become."""
    if not isinstance(line, Depense):
        return ()
    given = (line.quantite, line.unite, line.cout_unitaire)
    first = ("" if value is None else str(value) for value in given)
    return (*first, ", ".join(line.ensuite))


def _parametres(avant: Budget, apres: Budget) -> Iterator[Change]:
    """What the sheet *Paramètres* says, but for what changes with the lines themselves."""
    old, new = avant.parametres, apres.parametres
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Change("paramètre", (name,), *sides(before, after, lambda side: side.value))


def _virements(avant: Iterable[Virement], apres: Iterable[Virement]) -> Iterator[Change]:
    def key(virement: Virement) -> Hashable:
        return virement.de, virement.vers, virement.annee, fold(virement.motif)

    for old, new in paired(avant, apres, key):
        one = either(old, new)
        if old is None or new is None or old.montant != new.montant:
            nom = (one.de, one.vers, str(one.annee), one.motif)
            yield Change("virement", nom, *sides(old, new, lambda side: side.montant))


def realise(avant: Budget, apres: Budget) -> Iterator[Change]:
    """Lines added and taken away, the proof and the comment of those that stayed, then the balances of the bank."""
    found = in_turn(avant.realise, apres.realise, (_as_told, _counted))
    for old, new in found.stayed:
        yield from _beside(old, new)
    for one in found.gone:
        yield Change(_sujet(one), _place(one), avant=one.montant)
    for one in found.come:
        yield Change(_sujet(one), _place(one), apres=one.montant)
    for was, now in paired(avant.soldes, apres.soldes, lambda one: str(one.mois)):
        if was is None or now is None or was.montant != now.montant:
            month = str(either(was, now).mois)
            yield Change(SOLDE_EN_BANQUE, (month,), *sides(was, now, lambda side: side.montant))


def _counted(operation: Operation) -> Hashable:
    """What makes two lines one: the sum, and all that says where it counts."""
    fiche = operation.fiche.value if operation.fiche else ""
    return (*_place(operation), fiche, operation.annee, operation.montant)


def _as_told(operation: Operation) -> Hashable:
    return _counted(operation), _piece(operation), operation.commentaire


def _beside(old: Operation, new: Operation) -> Iterator[Change]:
    """What two lines of the same sum say of it."""
    if _piece(old) != _piece(new):
        yield Change("pièce du réalisé", _place(new), _piece(old), _piece(new))
    if old.commentaire != new.commentaire:
        yield Change("commentaire du réalisé", _place(new), old.commentaire, new.commentaire)


def _piece(operation: Operation) -> str:
    return operation.piece.value if operation.piece else ""


def _sujet(operation: Operation) -> str:
    return "dépense réalisée" if operation.est_depense else "recette réalisée"


def _place(operation: Operation) -> tuple[str, str, str, str]:
    return operation.bloc, operation.poste, operation.libelle, str(operation.mois)


def sommes_realisees(avant: Comptes, apres: Comptes) -> Iterator[Change]:
    for side, name in (("depenses", "dépensé"), ("ressources", "reçu")):
        before, after = _done(avant, side), _done(apres, side)
        for year in sorted({*before, *after}):
            one, two = before.get(year, Decimal(0)), after.get(year, Decimal(0))
            if one != two:
                yield Change("somme réalisée", (name, str(year)), one, two)


def _done(comptes: Comptes, side: str) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for suivi in getattr(comptes.realise, side, ()):
        sums[suivi.annee] = sums.get(suivi.annee, Decimal(0)) + suivi.fait
    return sums
