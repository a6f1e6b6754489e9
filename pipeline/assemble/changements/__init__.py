"""What changed, in French: one line a change, one section a part, then what follows from them and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.assemble.changements.effets import TOGETHER, cause_en_mots, effet_en_mots
from pipeline.assemble.changements.phrases import de_la_meme_ligne, en_mots
from pipeline.model.changement import (
    ALLURE,
    ALLURE_COMMUNE,
    Change,
    Changements,
    Comparees,
    Ligne,
    Resume,
    Section,
    Suite,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et

AUCUN = "Aucun changement."
SOURCES = "content/, budgets/ et templates/"
NAMED = 5
"""Files named one by one; the others are counted."""


def resume(
    changements: Changements, comparees: Comparees, details: bool = False, suite: str = ""
) -> Resume:
    """The summary; with ``details``, the sentences that left and came under each text that changed; ``suite`` is what
    to do next."""
    sections = [
        Section(partie.value, tuple(_lines(changes, details)))
        for partie, changes in changements.directs.items()
    ]
    if changements.suites:
        sections.append(Section("Ce qui en découle", tuple(map(_suite, changements.suites))))
    found = [*_findings("Apparu", changements.apparus), *_findings("Résolu", changements.resolus)]
    if found:
        sections.append(Section("Constats", tuple(found)))
    if suite:
        sections.append(Section("Suivi des versions", (Ligne(suite),)))
    notes = list(_holes(changements, comparees))
    if changements.aucun:
        notes.append(AUCUN)
    return Resume(_head(comparees), tuple(notes), tuple(sections))


def _head(comparees: Comparees) -> str:
    states = f"De {comparees.avant} à {comparees.apres}".replace(" à le ", " au ")
    if comparees.dehors is None:
        return f"{states} : ce qui change hors de {SOURCES} ne peut pas être connu."
    if not comparees.dehors:
        return f"{states} : rien n'a changé hors de {SOURCES}."
    count = len(comparees.dehors)
    named = ", ".join(comparees.dehors[:NAMED])
    others = f" et {count - NAMED} autres" if count > NAMED else ""
    many = f"{count} fichiers ont changé" if count > 1 else "un fichier a changé"
    return (
        f"{states} : attention, {many} hors de {SOURCES} ({named}{others}). "
        "Un tel changement peut exécuter du code : relisez-le d'abord."
    )


def _lines(changes: Sequence[Change], details: bool) -> Iterator[Ligne]:
    """One line a change; what changed of one line of the workbook stands in one sentence."""
    groups: list[list[Change]] = []
    for change in changes:
        if groups and de_la_meme_ligne(groups[-1][0], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    for first, *others in groups:
        said = [en_mots(first), *(de_la_meme_ligne(first, one) for one in others)]
        under = (
            tuple(_sentences(first))
            if details and first.sujet not in (ALLURE, ALLURE_COMMUNE)
            else ()
        )
        yield Ligne(f"{' ; '.join(said)}.", under)


def _sentences(change: Change) -> Iterator[Ligne]:
    for old, new in change.phrases:
        if old:
            yield Ligne(f"avant : {old}")
        if new:
            yield Ligne(f"après : {new}" if old else f"ajouté : {new}")


def _suite(suite: Suite) -> Ligne:
    """A cause, and its effects one under the other, closed by a full stop."""
    under = list(_effects(suite.effets))
    return Ligne(f"{cause_en_mots(suite.cause)} :", _closed(under))


def _effects(effets: Sequence[Change]) -> Iterator[Ligne]:
    """Effects of one kind that are told in one sentence are put together first."""
    done: set[str] = set()
    for effet in effets:
        if effet.sujet in done:
            continue
        if effet.sujet not in TOGETHER:
            yield effet_en_mots([effet])
            continue
        done.add(effet.sujet)
        yield effet_en_mots([one for one in effets if one.sujet == effet.sujet])


def _closed(lines: Sequence[Ligne]) -> tuple[Ligne, ...]:
    """Items of a list: each ends with a semicolon, the last with a full stop."""
    closed: list[Ligne] = []
    for rank, line in enumerate(lines):
        last = rank == len(lines) - 1
        if line.sous:
            closed.append(Ligne(f"{line.texte} :", _closed_under(line.sous, last)))
        else:
            closed.append(Ligne(line.texte + ("." if last else " ;")))
    return tuple(closed)


def _closed_under(lines: Sequence[Ligne], last: bool) -> tuple[Ligne, ...]:
    *others, end = lines
    return (
        *(Ligne(f"{one.texte} ;") for one in others),
        Ligne(end.texte + ("." if last else " ;")),
    )


def _findings(verb: str, findings: Iterable[Finding]) -> Iterator[Ligne]:
    """Errors first; the same sentence in several files is told once."""
    places: dict[tuple[bool, str, str, str], list[str]] = {}
    for finding in findings:
        key = (not finding.is_error, finding.severity.value, finding.code, finding.message)
        sheet = f":{finding.span.sheet}" if finding.span.sheet else ""
        places.setdefault(key, []).append(finding.span.path + sheet)
    for key in sorted(places, key=lambda key: key[0]):
        _warning, severity, code, message = key
        where = " ; ".join(dict.fromkeys(places[key]))
        yield Ligne(f"{verb}, {severity} {code} : {message.rstrip('.')} ({where}).")


def _holes(changements: Changements, comparees: Comparees) -> Iterator[str]:
    for state, paths in zip((comparees.avant, comparees.apres), changements.trous, strict=True):
        if paths:
            shown = et([f"« {path} »" for path in paths[:NAMED]])
            others = f" et {len(paths) - NAMED} autres" if len(paths) > NAMED else ""
            yield (
                f"Attention : dans {state}, {shown}{others} ne peut pas être lu en entier ; "
                "ce qui en dépend n'est pas comparé."
            )
