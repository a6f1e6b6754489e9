"""The changes from which others follow, each with the old project as it would be if nothing else had changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.compare.rapprochement import paired, readable, sorted_out
from pipeline.model.budget import Budget
from pipeline.model.changement import Cause
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.projet import Identite, Piece, Projet

Hypothese = tuple[Cause, Projet]
"""A cause, and the old project with that change alone."""


def causes(avant: Projet, apres: Projet) -> tuple[Hypothese, ...]:
    """Every cause of one thing that can be told from the others."""
    return tuple(
        one
        for find in (_of_identity, _of_money, _of_people, _of_texts)
        for one in find(avant, apres)
    )


def _of_identity(avant: Projet, apres: Projet) -> Iterator[Hypothese]:
    if not readable(Piece.IDENTITE, avant, apres):
        return
    yield from _of_territory(avant, apres)
    old, new = avant.identite, apres.identite

    def with_identity(identite: Identite) -> Projet:
        return replace(avant, identite=identite)

    if old.bareme != new.bareme:
        yield Cause("barème"), with_identity(replace(old, bareme=new.bareme))
    if old.dates != new.dates:
        yield Cause("dates"), with_identity(replace(old, dates=new.dates))
    if {placed.value for placed in old.missions} != {placed.value for placed in new.missions}:
        yield Cause("missions"), with_identity(replace(old, missions=new.missions))
    if old.contrat.scenarios != new.contrat.scenarios:
        contrat = replace(old.contrat, scenarios=new.contrat.scenarios)
        yield Cause("scénarios"), with_identity(replace(old, contrat=contrat))
    contrat = replace(new.contrat, scenarios=old.contrat.scenarios)
    if old.contrat != contrat:
        yield Cause("réglages"), with_identity(replace(old, contrat=contrat))


def _of_territory(avant: Projet, apres: Projet) -> Iterator[Hypothese]:
    """The communes with the size that they give; the size alone when they are the same."""
    old, new = avant.identite, apres.identite
    before, after = _codes_of_communes(avant), _codes_of_communes(apres)
    if set(before) != set(after) or avant.communes != apres.communes:
        left = tuple(f"-{_commune(avant, code)}" for code in before if code not in after)
        come = tuple(f"+{_commune(apres, code)}" for code in after if code not in before)
        identite = replace(old, communes=new.communes, taille=new.taille)
        projet = replace(
            avant, identite=identite, communes=apres.communes, decoupage=apres.decoupage
        )
        yield Cause("communes", (*left, *come)), projet
    elif old.taille != new.taille:
        yield Cause("taille"), replace(avant, identite=replace(old, taille=new.taille))


def _codes_of_communes(projet: Projet) -> list[str]:
    """As the identity lists them; those of the diagnostic when it lists none."""
    listed = [placed.value for placed in projet.identite.communes]
    return listed or [line.code for line in projet.communes or ()]


def _commune(projet: Projet, code: str) -> str:
    """The name of a commune, as the CPTS or the law gives it; its code while none is known."""
    typed = next((line.nom for line in projet.communes or () if line.code == code), "")
    legal = projet.decoupage.communes.get(code)
    return typed or (legal.nom if legal else code)


def _of_money(avant: Projet, apres: Projet) -> Iterator[Hypothese]:
    legal = (avant.baremes, avant.regles, avant.plafonds) != (
        apres.baremes,
        apres.regles,
        apres.plafonds,
    )
    if legal:
        data = replace(avant, baremes=apres.baremes, regles=apres.regles, plafonds=apres.plafonds)
        yield Cause("valeurs légales"), data
    old, new = avant.budget, apres.budget
    if not readable(Piece.BUDGET, avant, apres):
        return
    if _but_for_realise(old) != _but_for_realise(new):
        budget = replace(new, realise=old.realise, realise_complet=old.realise_complet)
        yield Cause("budget"), replace(avant, budget=budget)
    if sorted(map(str, old.realise)) != sorted(map(str, new.realise)):
        budget = replace(old, realise=new.realise, realise_complet=new.realise_complet)
        yield Cause("réalisé"), replace(avant, budget=budget)


def _but_for_realise(budget: Budget) -> Budget:
    return replace(budget, realise=(), totaux_affiches=())


def _of_people(avant: Projet, apres: Projet) -> Iterator[Hypothese]:
    """Those who left and those who came, told together for one may replace the other; those of whom something is no
    longer the same."""
    if not readable(Piece.ANNUAIRE, avant, apres):
        return
    moves = _movements(avant.annuaire, apres.annuaire)
    if moves.gone or moves.come:
        left = [f"-{nom}" for nom in _names(moves.gone)]
        came = [f"+{nom}" for nom in _names(moves.come)]
        yield Cause("mouvements", (*left, *came)), _with_people(avant, moves.after_moves)
    if moves.changed:
        new = {one.cle: one for one in moves.changed}
        people = [new.get(one.cle, one) for one in avant.annuaire.personnes]
        yield Cause("personnes", _names(moves.changed)), _with_people(avant, people)


@dataclass(frozen=True)
class _Movements:
    """``changed`` stay, as they are now; ``after_moves`` are all who would be there if nothing but moves had happened."""

    gone: list[Personne]
    come: list[Personne]
    changed: list[Personne]
    after_moves: list[Personne]


def _movements(avant: Annuaire, apres: Annuaire) -> _Movements:
    pairs = paired(avant.personnes, apres.personnes, _key)
    people = sorted_out(pairs)
    left_now = [new for old, new in people.stayed if _leaves(old, new)]
    back = [new for old, new in people.stayed if _leaves(new, old)]
    moved = {one.cle for one in (*left_now, *back)}
    stayed = [(old, new) for old, new in people.stayed if old.cle not in moved]
    gone, come = [*people.gone, *left_now], [*people.come, *back]
    changed = [new for old, new in stayed if old != new]
    as_before = [old for old, _ in stayed]
    return _Movements(gone, come, changed, [*as_before, *left_now, *come])


def _leaves(before: Personne, after: Personne) -> bool:
    return after.est_partie and not before.est_partie


def _with_people(projet: Projet, people: Iterable[Personne]) -> Projet:
    return replace(projet, annuaire=Annuaire(tuple(people), projet.annuaire.contacts))


def _key(person: Personne) -> str:
    return person.cle or person.nom_complet


def _names(people: list[Personne]) -> tuple[str, ...]:
    return tuple(one.nom_complet for one in people)


def _of_texts(avant: Projet, apres: Projet) -> Iterator[Hypothese]:
    if _calendar(avant) != _calendar(apres):
        chapitres = {**avant.chapitres, "missions": apres.chapitres.get("missions", ())}
        yield Cause("calendrier"), replace(avant, chapitres=chapitres, fiches=apres.fiches)
    if avant.statuts.valeurs != apres.statuts.valeurs and readable(Piece.STATUTS, avant, apres):
        statuts = replace(avant.statuts, valeurs=apres.statuts.valeurs)
        yield Cause("valeurs des statuts"), replace(avant, statuts=statuts)


def _calendar(projet: Projet) -> object:
    """When missions and fiches start and are deployed: what payments depend on."""
    missions = [
        (one.mission, one.demarrage, one.deploiement)
        for one in projet.chapitres.get("missions", ())
    ]
    return missions, {
        one.cle: (one.mission, one.dates) for one in projet.fiches if one.dates.demarrage
    }
