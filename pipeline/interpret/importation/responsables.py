"""Who does a task, as its own line says at its end: « convention : Élodie, mai 2027 », « Choix de l'outil (Dr Nguyen) »."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.interpret.lignes_de_fiche import LAST_BRACKETS, is_a_time
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.valeur import dataclass

TOGETHER = motif(r"\s*(?:\+|&|/|\bet\b)\s*")
LEADS_TO_A_TIME = motif(r"(?:à partir d[eu’']|dès|en|à compter d[eu’'])\s*(?:la |le |l['’])?")
BETWEEN = motif(r"(?P<task>[^()]+?)\s*\((?P<who>[^()]+)\)\s?:\s+(?P<when>[^():]+)")
"""« Choix de la solution (Karim Benali) : T3 2027 »."""

COLON = motif(r"\s?:\s+")
COMMA = motif(r"\s*[,;]\s+")
MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Charge:
    """A task without its end: who does it, by their keys, when, and what else was told."""

    tache: str
    qui: tuple[str, ...]
    quand: str
    fin: str
    """The end of the line, as it was typed."""


def charge_in(words: str, annuaire: Annuaire, moi: str = "") -> Charge | None:
    """The task, the people of the list whom its end names alone, and the time beside them; None where it names none.

    ``moi`` is the key of whom the author says that « moi » is.
    """
    told = words.strip(" .;")
    between = BETWEEN.fullmatch(told)
    if between is not None and _time(between["when"]):
        people = people_named(between["who"], annuaire, moi)
        end = told[len(between["task"]) :].strip()
        return (
            Charge(between["task"].strip(), people, _time(between["when"]), end) if people else None
        )
    colon = next(iter(COLON.finditer(told)), None)
    if colon is not None:
        found = _read(told[: colon.start()], told[colon.end() :], annuaire, moi)
        if found is not None:
            return found
    inside = LAST_BRACKETS.search(told)
    return _read(told[: inside.start()], inside[1], annuaire, moi) if inside else None


def _read(task: str, end: str, annuaire: Annuaire, moi: str) -> Charge | None:
    """What the end of a line says, when its first words name people, and nothing but them."""
    first, *others = [part for part in COMMA.split(end) if part]
    people = people_named(first, annuaire, moi)
    if not people:
        return None
    times = [part for part in others if _time(part)]
    left = [part for part in others if part not in times[:1]]
    more = f", {', '.join(left)}" if left else ""
    return Charge(f"{task.strip()}{more}", people, _time(times[0]) if times else "", end)


def _time(part: str) -> str:
    """A time as it is typed, or without the word that leads to it."""
    lead = LEADS_TO_A_TIME.match(part)
    bare = part[lead.end() :] if lead else part
    return next((said for said in (part, bare) if is_a_time(said)), "")


def people_named(words: str, annuaire: Annuaire, moi: str = "") -> tuple[str, ...]:
    """The keys of those whom the words name, one after another; nothing where one of them is unknown."""
    parts = [part for part in TOGETHER.split(words) if part]
    keys = [moi if fold(part) == "moi" and moi else part for part in parts]
    found = [known_person(key, annuaire) for key in keys]
    if not found or len(found) > MOST_TOGETHER or not all(found):
        return ()
    return tuple(one.cle for one in found if one is not None)


def known_person(words: str, annuaire: Annuaire) -> Personne | None:
    """Whom a name, a handle or a first name alone means, where one person of the list answers to it.

    « @esaintmartin » is the initial and the name of Élodie Saint-Martin.
    """
    typed = words.strip()
    if typed.startswith("@"):
        return _only(_by_handle(fold(typed[1:]), annuaire))
    known = annuaire.trouver(typed)
    if known is not None or " " in typed or not typed[:1].isupper():
        return known
    return _only(
        [one for one in annuaire.personnes if one.prenom and fold(one.prenom) == fold(typed)]
    )


def _by_handle(handle: str, annuaire: Annuaire) -> list[Personne]:
    found = []
    for one in annuaire.personnes:
        first, family = (_letters(name) for name in (one.prenom, one.nom))
        forms = {one.cle, family, first + family, family + first, first[:1] + family}
        if _letters(handle) in forms:
            found.append(one)
    return found


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


def _only(found: Sequence[Personne]) -> Personne | None:
    return found[0] if len(found) == 1 else None
