"""What changed in each project between two runs, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pipeline.model.budget import Annees
from pipeline.model.langue.francais import et, euros, nombre
from pipeline.model.mission import PAR_CLE
from pipeline.model.portefeuille import Evolution, Portrait, Sort, etiquetes
from pipeline.model.rules import Severity

DATES = {"depot": "dépôt", "validation": "validation", "signature": "signature", "effet": "effet"}
SHOWN = 8


def evolutions(avant: Iterable[Sort], apres: Iterable[Sort]) -> tuple[Evolution, ...]:
    """Projects are known again by their folder, else by their name; those without change are left out."""
    old, new = list(etiquetes(avant)), list(etiquetes(apres))
    by_folder = {one.dossier: one for one in old}
    by_name = {_name(one): one for one in old if _name(one)}
    found: list[Evolution] = []
    known: set[str] = set()
    for one in new:
        before = by_folder.get(one.dossier) or by_name.get(_name(one))
        if before is None:
            found.append(Evolution(one.etiquette, ("nouveau dans le portefeuille",)))
            continue
        known.add(before.dossier)
        told = tuple(_since(before, one))
        if told:
            found.append(Evolution(one.etiquette, told))
    gone = [one for one in old if one.dossier not in known]
    found += [Evolution(one.etiquette, ("n'est plus dans le portefeuille",)) for one in gone]
    return tuple(found)


def _name(sort: Sort) -> str:
    return sort.portrait.nom if sort.portrait else ""


def _since(before: Sort, after: Sort) -> Iterator[str]:
    if before.portrait is None or after.portrait is None:
        if before.portrait is not None or after.portrait is not None:
            yield "lu à nouveau" if after.portrait else f"n'a pas pu être lu : {after.dit}"
        return
    old, new = before.portrait, after.portrait
    yield from _words(old, new)
    yield from _territory(old, new)
    yield from _missions(old, new)
    yield from _sums("budget de l'année", old.depenses, new.depenses)
    yield from _sums("droits de l'année", old.tous_droits, new.tous_droits)
    for severity in Severity:
        yield from _told(severity.value, old, new)


def _told(gravite: str, old: Portrait, new: Portrait) -> Iterator[str]:
    """How many findings more or less, and of which rules: what a rule that is new touches."""
    was, now = (
        Counter({told.regle: told.nombre for told in one.constats if told.gravite == gravite})
        for one in (old, new)
    )
    changes = [f"{rule} {_how_many(times, 'de plus')}" for rule, times in (now - was).items()]
    changes += [f"{rule} {_how_many(times, 'de moins')}" for rule, times in (was - now).items()]
    if changes:
        others = f" et {len(changes) - SHOWN} autres règles" if len(changes) > SHOWN else ""
        which = f"{', '.join(changes[:SHOWN])}{others}"
        yield f"{gravite}s : {was.total()} → {now.total()} ({which})"


def _how_many(times: int, which: str) -> str:
    return which if times == 1 else f"{times} fois {which}"


def _words(old: Portrait, new: Portrait) -> Iterator[str]:
    pairs: Mapping[str, tuple[str, str]] = {
        "nom": (old.nom, new.nom),
        "étape": (old.etape, new.etape),
        "statut": (old.statut, new.statut),
        "barème": (old.bareme, new.bareme),
        "version du logiciel": (old.logiciel, new.logiciel),
        **{word: (old.dates.get(cle, ""), new.dates.get(cle, "")) for cle, word in DATES.items()},
    }
    for word, (was, now) in pairs.items():
        if was != now:
            yield f"{word} : {was or 'rien'} → {now or 'rien'}"


def _territory(old: Portrait, new: Portrait) -> Iterator[str]:
    gained = [code for code in new.communes if code not in old.communes]
    lost = [code for code in old.communes if code not in new.communes]
    if gained:
        yield f"communes ajoutées : {_codes(gained)}"
    if lost:
        yield f"communes retirées : {_codes(lost)}"
    if old.population != new.population:
        yield f"habitants : {nombre(old.population)} → {nombre(new.population)}"
    if old.taille != new.taille:
        yield f"taille : {old.taille or 'inconnue'} → {new.taille or 'inconnue'}"


def _codes(codes: list[str]) -> str:
    if len(codes) <= SHOWN:
        return et(codes)
    return f"{', '.join(codes[:SHOWN])} et {len(codes) - SHOWN} autres"


def _missions(old: Portrait, new: Portrait) -> Iterator[str]:
    for word, ours, theirs in (
        ("missions ajoutées", new.missions, old.missions),
        ("missions retirées", old.missions, new.missions),
    ):
        names = [
            PAR_CLE[cle].feuille if cle in PAR_CLE else cle for cle in ours if cle not in theirs
        ]
        if names:
            yield f"{word} : {et(names)}"
    was, now = sum(old.fiches.values()), sum(new.fiches.values())
    if was != now:
        yield f"fiches : {was} → {now}"


def _sums(word: str, old: Annees, new: Annees) -> Iterator[str]:
    for rank in range(max(len(old), len(new))):
        was = old[rank] if rank < len(old) else Decimal(0)
        now = new[rank] if rank < len(new) else Decimal(0)
        if was != now:
            sign = "+" if now > was else "−"
            yield f"{word} {rank + 1} : {euros(was)} → {euros(now)} ({sign}{euros(abs(now - was))})"
