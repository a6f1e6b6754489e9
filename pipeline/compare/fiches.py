"""The fiches of two states: added, removed, split, numbered anew, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from pipeline.compare.rapprochement import (
    Pair,
    in_common,
    in_turn,
    joined,
    paired,
    rewritten,
    sentences,
    sides,
    sorted_out,
)
from pipeline.model.changement import Change
from pipeline.model.fiche import RUBRIQUES, DatesFiche, Etape, Fiche, Indicateur, SousAction
from pipeline.model.langue.mots import fold
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Inline, text_of
from pipeline.model.span import Placed

T = TypeVar("T")
SAME_FICHE = 0.6
"""How much of a fiche that lost its code must be in one that has a new one to call them the same."""

TAKEN_FROM = 0.5
"""How much of a new fiche must come from one that stays to say that it was taken from it."""

DATES = {"demarrage": "démarrage", "deploiement": "déploiement", "fin": "fin"}
APART = ("indicateurs",)
"""Headings whose changes are told elsewhere."""


def pairs_of_fiches(avant: Projet, apres: Projet) -> list[Pair[Fiche]]:
    """Each fiche beside itself: by its code, then by its file, then by what it says."""
    by_code = paired(avant.fiches, apres.fiches, _key)
    by_file = joined(by_code, lambda old, new: old.path == new.path)
    return joined(by_file, lambda old, new: in_common(_words(old), _words(new)) >= SAME_FICHE)


def renumbered(avant: Projet, apres: Projet) -> Mapping[str, str]:
    """Old code of a fiche that has another one → the new code; a code given to another fiche names that one."""
    taken = {fiche.cle for fiche in apres.fiches}
    stayed = sorted_out(pairs_of_fiches(avant, apres)).stayed
    return {old.cle: new.cle for old, new in stayed if old.cle != new.cle and old.cle not in taken}


def _key(fiche: Fiche) -> str:
    return fiche.cle


def fiches(avant: Projet, apres: Projet) -> Iterator[Change]:
    pairs = pairs_of_fiches(avant, apres)
    stayed = sorted_out(pairs).stayed
    for old, new in pairs:
        if new is not None and old is None:
            yield _new(new, apres, stayed)
        elif old is not None and new is None and old.path not in apres.fiches_illisibles:
            yield _gone(old, stayed)
    for old, new in stayed:
        if old != new:
            yield from _changes(old, new, avant, apres)


def _new(fiche: Fiche, projet: Projet, stayed: Iterable[tuple[Fiche, Fiche]]) -> Change:
    """A new fiche, with the one that it was taken from: split off when that one gave something up."""
    words = set(_words(fiche))
    for old, left in stayed:
        if in_common(words, _words(old)) >= TAKEN_FROM:
            given = (set(_words(old)) - set(_words(left))) & words
            sujet = "fiche scindée" if given else "fiche copiée"
            return Change(sujet, (old.cle, *_card(fiche, projet)), apres=fiche.cle)
    return Change("fiche ajoutée", _card(fiche, projet), apres=fiche.cle)


def _card(fiche: Fiche, projet: Projet) -> tuple[str, str, str, str]:
    mission = fiche.mission.value if fiche.mission else ""
    return (fiche.cle, fiche.titre.value if fiche.titre else "", mission, nom(projet, fiche.pilote))


def _gone(fiche: Fiche, stayed: Iterable[tuple[Fiche, Fiche]]) -> Change:
    """A fiche that is gone, with the one that took its text in."""
    words = set(_words(fiche))
    titre = fiche.titre.value if fiche.titre else ""
    for old, new in stayed:
        taken = (set(_words(new)) - set(_words(old))) & words
        if words and len(taken) / len(words) >= TAKEN_FROM:
            return Change("fiche fondue", (fiche.cle, titre, new.cle), avant=fiche.cle)
    return Change("fiche retirée", (fiche.cle, titre), avant=fiche.cle)


def _changes(old: Fiche, new: Fiche, avant: Projet, apres: Projet) -> Iterator[Change]:
    if old.cle != new.cle:
        yield Change("code de fiche", (new.titre.value if new.titre else "",), old.cle, new.cle)
    yield from _champs(old, new, avant, apres)
    yield from _listes(old, new, avant, apres)
    yield from _dates(new.cle, old.dates, new.dates)
    yield from _sous_actions(old, new, (avant, apres))
    yield from _planning(old, new)
    yield from _rubriques(old, new)


PLACES, TEXTES = ("titre", "mission", "statut"), ("priorite", "cls", "cts")
"""Keys of one value: those that keep their place in the file, then those that are bare texts."""

GENS, AUTRES_LISTES = ("copilotes", "membres"), ("besoins", "orientations_prs", "cofinanceurs")
"""Keys of several values: people, told by their names, then all others."""


def _champs(old: Fiche, new: Fiche, avant: Projet, apres: Projet) -> Iterator[Change]:
    for champ in PLACES:
        before, after = _text(getattr(old, champ)), _text(getattr(new, champ))
        if before != after:
            yield Change("champ de fiche", (new.cle, champ), before, after)
    if _text(old.pilote) != _text(new.pilote):
        pilotes = nom(avant, old.pilote), nom(apres, new.pilote)
        yield Change("champ de fiche", (new.cle, "pilote"), *pilotes)
    for champ in TEXTES:
        before, after = getattr(old, champ), getattr(new, champ)
        if before != after:
            yield Change("champ de fiche", (new.cle, champ), before, after)


def _listes(old: Fiche, new: Fiche, avant: Projet, apres: Projet) -> Iterator[Change]:
    moved = {c: _moved(getattr(old, c), getattr(new, c)) for c in (*GENS, *AUTRES_LISTES)}
    for champ in GENS:
        left, come = moved[champ]
        moved[champ] = _named(left, avant), _named(come, apres)
    for champ, (left, come) in moved.items():
        if left or come:
            yield Change("liste de fiche", (new.cle, champ), left, come)


def _dates(cle: str, old: DatesFiche, new: DatesFiche) -> Iterator[Change]:
    for champ, name in DATES.items():
        before, after = getattr(old, champ), getattr(new, champ)
        if before != after:
            yield Change(
                "date de fiche", (cle, name), *sides(before, after, lambda side: side.value)
            )


def _sous_actions(old: Fiche, new: Fiche, projets: tuple[Projet, Projet]) -> Iterator[Change]:
    """Who does each thing that both states have, and when."""
    for before, after in _alike(old.sous_actions, new.sous_actions, lambda one: one.action):
        place = (new.cle, text_of(after.action))
        was, now = (projet.annuaire for projet in projets)
        who = was.en_clair(before.qui.value), now.en_clair(after.qui.value)
        if who[0] != who[1]:
            yield Change("sous-action", (*place, "qui"), *who)
        if before.quand != after.quand:
            yield Change("sous-action", (*place, "quand"), before.quand.value, after.quand.value)


def _planning(old: Fiche, new: Fiche) -> Iterator[Change]:
    """When each step that both states have takes place."""
    for before, after in _alike(old.planning, new.planning, lambda one: one.etape):
        if before.date != after.date:
            place = (new.cle, text_of(after.etape))
            yield Change("étape", place, before.date.value, after.date.value)


def _alike(
    old: Iterable[T], new: Iterable[T], words: Callable[[T], Iterable[Inline]]
) -> list[tuple[T, T]]:
    """The rows of two tables that say the same thing, whatever their order."""

    def said(row: T) -> str:
        return fold(text_of(words(row)))

    return in_turn(old, new, (said,)).stayed


def _rubriques(old: Fiche, new: Fiche) -> Iterator[Change]:
    """The headings whose text, table or planning is no longer the same."""
    before, after = _contents(old), _contents(new)
    for cle, left, right in ((cle, before[cle], after[cle]) for cle in TABLES):
        if _but_for_cells(left) == _but_for_cells(right):
            before, after = ({**side, cle: ()} for side in (before, after))
    changed = [cle for cle in RUBRIQUES if cle not in APART and before.get(cle) != after.get(cle)]
    if changed:
        phrases = tuple(
            pair
            for cle in changed
            for pair in rewritten(_said(before.get(cle, ())), _said(after.get(cle, ())))
        )
        titles = tuple(RUBRIQUES[cle].titre for cle in changed)
        yield Change("rubriques", (new.cle,), apres=titles, phrases=phrases)


Contenu = tuple[Block | SousAction | Etape, ...]


def _contents(fiche: Fiche) -> Mapping[str, Contenu]:
    """Heading → what stands under it."""
    return {**fiche.textes, "sous_actions": fiche.sous_actions, "planning": fiche.planning}


TABLES = ("sous_actions", "planning")
"""Headings whose rows are compared cell by cell."""


def _but_for_cells(contents: Contenu) -> object:
    """What is left to tell of a table whose names and dates are told row by row; steps follow their dates."""
    steps = [text_of(thing.etape) for thing in contents if isinstance(thing, Etape)]
    actions = [
        (thing.action, thing.livrable) for thing in contents if isinstance(thing, SousAction)
    ]
    return sorted(steps), actions


def _said(contents: Contenu) -> tuple[str, ...]:
    """The sentences of a heading, or the rows of its table."""
    said: list[str] = []
    for thing in contents:
        if isinstance(thing, SousAction):
            cells = (
                text_of(thing.action),
                thing.qui.value,
                thing.quand.value,
                text_of(thing.livrable),
            )
            said.append(" | ".join(cells))
        elif isinstance(thing, Etape):
            said.append(f"{text_of(thing.etape)} | {thing.date.value}")
        else:
            said.extend(sentences((thing,)))
    return tuple(said)


def _words(fiche: Fiche) -> tuple[str, ...]:
    """All that a fiche says, indicators by their names."""
    texts = tuple(line for contents in _contents(fiche).values() for line in _said(contents))
    return (*texts, *(indicateur.nom for indicateur in fiche.indicateurs))


def _moved(
    old: Iterable[Placed[str]], new: Iterable[Placed[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = [placed.value for placed in old], [placed.value for placed in new]
    left = tuple(value for value in before if value not in after)
    return left, tuple(value for value in after if value not in before)


def _named(keys: Iterable[str], projet: Projet) -> tuple[str, ...]:
    return tuple(nom_de(projet, key) for key in keys)


def _text(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def nom(projet: Projet, placed: Placed[str] | None) -> str:
    """The full name of whoever a key or a name designates; as typed when nobody is known by it."""
    return nom_de(projet, placed.value) if placed else ""


def nom_de(projet: Projet, key: str) -> str:
    person = projet.annuaire.trouver(key)
    return person.nom_complet if person else key


# --- indicators -----------------------------------------------------------------------------------------------------

CHAMPS = ("type", "definition", "source", "frequence", "sens", "depart", "poids", "base_variable")


class _Place(NamedTuple):
    """An indicator that is on one side only, and the fiche where it stands."""

    fiche: str
    indicateur: Indicateur
    avec_sa_fiche: bool
    """Whether the whole fiche is on that side only."""


def indicateurs(avant: Projet, apres: Projet) -> Iterator[Change]:
    """Those of fiches that stay, and those that pass from one fiche to another; a new fiche brings its own unsaid."""
    gone: list[_Place] = []
    come: list[_Place] = []
    for old, new in pairs_of_fiches(avant, apres):
        indicators = sorted_out(
            _same_indicators(old.indicateurs if old else (), new.indicateurs if new else ())
        )
        if old:
            gone += (_Place(old.cle, one, new is None) for one in indicators.gone)
        if new:
            come += (_Place(new.cle, one, old is None) for one in indicators.come)
            for one, other in indicators.stayed:
                yield from _indicator_changes(new.cle, one, other)
    yield from _left_and_come(gone, come)


def _left_and_come(gone: list[_Place], come: list[_Place]) -> Iterator[Change]:
    """The indicators of one side only: moved when the other side has the name, else added or removed."""
    left = list(gone)
    for cle, indicateur, in_new_fiche in come:
        twin = next((one for one in left if _title(one.indicateur) == _title(indicateur)), None)
        if twin:
            left.remove(twin)
            yield Change("indicateur déplacé", (indicateur.nom,), twin.fiche, cle)
            yield from _indicator_changes(cle, twin.indicateur, indicateur)
        elif not in_new_fiche:
            yield Change("indicateur", (cle, indicateur.nom), apres=_card_of_indicator(indicateur))
    for cle, indicateur, in_removed_fiche in left:
        if not in_removed_fiche:
            yield Change("indicateur", (cle, indicateur.nom), avant=_card_of_indicator(indicateur))


def _same_indicators(
    old: Iterable[Indicateur], new: Iterable[Indicateur]
) -> list[Pair[Indicateur]]:
    """By their names, then by what they measure: a name may be corrected."""
    by_name = paired(old, new, _title)
    return joined(by_name, _measure_the_same)


def _measure_the_same(one: Indicateur, other: Indicateur) -> bool:
    return bool(one.definition) and one.definition == other.definition


def _title(indicateur: Indicateur) -> str:
    return fold(indicateur.nom)


def _card_of_indicator(indicateur: Indicateur) -> tuple[str, ...]:
    targets = (f"{year}={placed.value}" for year, placed in sorted(indicateur.cibles.items()))
    return (indicateur.type, indicateur.sens, *targets)


def _indicator_changes(cle: str, old: Indicateur, new: Indicateur) -> Iterator[Change]:
    if old.nom != new.nom:
        yield Change("nom d'indicateur", (cle,), old.nom, new.nom)
    for year in sorted({*old.cibles, *new.cibles}):
        before, after = _text(old.cibles.get(year)), _text(new.cibles.get(year))
        if before != after:
            yield Change("cible", (cle, new.nom, str(year)), before, after)
    without = _text(old.sans_cible), _text(new.sans_cible)
    if without[0] != without[1]:
        yield Change("champ d'indicateur", (cle, new.nom, "sans_cible"), *without)
    for champ in CHAMPS:
        if getattr(old, champ) != getattr(new, champ):
            yield Change(
                "champ d'indicateur",
                (cle, new.nom, champ),
                getattr(old, champ),
                getattr(new, champ),
            )


def couts(
    avant: Mapping[str, tuple[Decimal, ...]], apres: Mapping[str, tuple[Decimal, ...]]
) -> Iterator[Change]:
    """What each fiche costs."""
    for code in sorted({*avant, *apres}):
        if avant.get(code) != apres.get(code):
            yield Change("coût de fiche", (code,), avant.get(code), apres.get(code))
