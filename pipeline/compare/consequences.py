"""What follows from each change, traced to its end: sums, dates, people left out, sentences that are no longer true."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.compare.effets import argent, faits, solde_realise
from pipeline.compare.fiches import pairs_of_fiches
from pipeline.compare.mentions import counting, dating, naming, of_sheet, sharing, values_naming
from pipeline.compare.rapprochement import sorted_out
from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.changement import Cause, Change, Etat, Hypothese, Mention, Suite
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Fiche
from pipeline.model.langue.mots import fold
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed

UNIT = Decimal(1)
"""A treasurer types whole euros where a right has cents."""

OF_MONEY = {"droit", "caisse", "manque", "versements"}
MINIMUMS = ("bureau.membres_minimum", "bureau.colleges_minimum", "bureau.professions_minimum")


def suites(
    avant: Etat, apres: Etat, hypotheses: Sequence[Hypothese], directs: Sequence[Change]
) -> tuple[Suite, ...]:
    """One by cause that has effects; when several touch money, one more for what they do together."""
    found = [Suite(one.cause, tuple(_effects(avant, apres, one))) for one in hypotheses]
    paid = [suite for suite in found if any(effet.sujet in OF_MONEY for effet in suite.effets)]
    if len(paid) > 1:
        found.append(
            Suite(Cause("ensemble"), tuple(argent(avant.comptes.contrat, apres.comptes.contrat)))
        )
    found += _of_fiches(apres, directs)
    found += _of_statutes(apres, directs)
    return tuple(suite for suite in found if suite.effets)


def _effects(avant: Etat, apres: Etat, hypothese: Hypothese) -> Iterator[Change]:
    comptes = hypothese.corriges or hypothese.comptes
    special = SPECIAL.get(hypothese.cause.sujet)
    changed = list(faits(avant.comptes, hypothese.comptes))
    if hypothese.cause.sujet == "réalisé":
        yield from solde_realise(avant.comptes, hypothese.comptes)
        return
    if hypothese.cause.sujet in ("mouvements", "personnes"):
        yield from special(avant, apres, hypothese.cause) if special else ()
        yield from changed
    else:
        yield from changed
        yield from _size(avant, hypothese)
        yield from argent(avant.comptes.contrat, comptes.contrat)
        yield from _still_written(avant, apres, hypothese)
        yield from special(avant, apres, hypothese.cause) if special else ()
    for one in changed:
        if isinstance(one.avant, int):
            yield from _mentions(
                "chiffre", f"{one.avant}", counting(apres.projet, one.avant, one.nom[1] or "?")
            )


def _size(avant: Etat, hypothese: Hypothese) -> Iterator[Change]:
    """The size that inhabitants give, and whether the rights told are those of a size not yet declared."""
    before, after = avant.comptes.taille, hypothese.comptes.taille
    if before is None or after is None or before == after:
        return
    declared = hypothese.projet.identite.taille
    yield Change(
        "taille calculée",
        (str(declared.value),) if declared and hypothese.corriges else (),
        before,
        after,
    )


def _still_written(avant: Etat, apres: Etat, hypothese: Hypothese) -> Iterator[Change]:
    """Resources of the ACI that were the right of before and are now under it."""
    old, new = _rights(avant), _rights_of(hypothese)
    for bloc in apres.projet.budget.blocs:
        for line in bloc.ressources:
            for year, amount in enumerate(line.montants, 1):
                before = old.get((bloc.cle, line.origine, year))
                after = new.get((bloc.cle, line.origine, year))
                if before is None or after is None or after <= before or not before:
                    continue
                if abs(amount - before) < UNIT:
                    yield Change("inscrit", (bloc.cle, line.origine, str(year)), amount, after)


def _rights(etat: Etat) -> Mapping[tuple[str, str, int], Decimal]:
    contrat = etat.comptes.contrat
    return {(d.bloc, _origin(d.bloc, d.volet), d.annee): d.montant for d in contrat.droits}


def _rights_of(hypothese: Hypothese) -> Mapping[tuple[str, str, int], Decimal]:
    contrat = (hypothese.corriges or hypothese.comptes).contrat
    return {(d.bloc, _origin(d.bloc, d.volet), d.annee): d.montant for d in contrat.droits}


def _origin(bloc: str, volet: str) -> str:
    return ORIGINE_FONCTIONNEMENT if bloc == FONCTIONNEMENT else VOLETS[volet]


def _mentions(sujet: str, nom: str, mentions: Iterator[Mention]) -> Iterator[Change]:
    found = tuple(mentions)
    if found:
        yield Change("mentions", (sujet, nom), apres=found)


# --- communes -------------------------------------------------------------------------------------------------------


def _communes(avant: Etat, apres: Etat, _cause: Cause) -> Iterator[Change]:
    """Who and what is left outside of the territory."""
    kept = {commune.code for commune in apres.comptes.communes}
    gone = [one.nom for one in avant.comptes.communes if one.code not in kept and one.nom]
    left = {fold(nom) for nom in gone} - {fold(one.nom) for one in apres.comptes.communes}
    yield from _people_outside(apres.projet, left)
    for nom in gone:
        yield from _mentions("nom", nom, naming(apres.projet, nom))
        paths = values_naming(apres.projet, nom)
        if paths:
            yield Change("valeurs citant", (nom,), apres=tuple(paths))
    if kept != {commune.code for commune in avant.comptes.communes}:
        yield from _mentions("part", "", sharing(apres.projet))


def _people_outside(projet: Projet, left: Container[str]) -> Iterator[Change]:
    """The people of the communes that left, and what they have in hand."""
    people = projet.annuaire.presents
    outside = [one for one in people if fold(one.commune) in left]
    if outside:
        names = tuple(one.nom_complet for one in outside)
        yield Change("membres dehors", (str(len(people)),), apres=names)
        yield from _leading(projet, outside)
        yield from _bureau(projet, outside)
        yield from _conseil(projet, outside)


def _leading(projet: Projet, outside: Sequence[Personne]) -> Iterator[Change]:
    led = [
        (one, [f.cle for f in projet.fiches if f.pilote and _is(one, f.pilote.value)])
        for one in outside
    ]
    names = tuple(f"{one.nom_complet} ({', '.join(codes)})" for one, codes in led if codes)
    if names:
        yield Change("pilotes dehors", (), apres=names)


def _is(person: Personne, typed: str) -> bool:
    return fold(typed) in person.appellations


def _bureau(projet: Projet, outside: Sequence[Personne]) -> Iterator[Change]:
    """The posts held from outside, and the minimum that those who stay no longer reach."""
    held = {p.poste: p.titulaire.value for p in projet.statuts.valeurs.postes if p.titulaire}
    out = [poste for poste, key in held.items() if any(_is(one, key) for one in outside)]
    if not out:
        return
    stay = [projet.annuaire.trouver(key) for poste, key in held.items() if poste not in out]
    below = _below_minimum(projet, [one for one in stay if one is not None])
    yield Change("bureau dehors", (str(len(held)), *below), apres=tuple(out))


def _below_minimum(projet: Projet, stay: Sequence[Personne]) -> Iterator[str]:
    """« nom=reste/minimum » for each minimum of the statutes that is no longer reached."""
    left = _counted(projet, stay)
    for name in MINIMUMS:
        least = projet.statuts.valeurs.entier(name)
        if least is not None and left[name] < least.value:
            yield f"{name}={left[name]}/{least.value}"


def _counted(projet: Projet, people: Sequence[Personne]) -> Mapping[str, int]:
    """What the minimums of the bureau count among these people."""
    colleges = {one.college for one in people if one.college}
    professions = {projet.profession(one) for one in people if one.profession}
    return {
        "bureau.membres_minimum": len(people),
        "bureau.colleges_minimum": len(colleges),
        "bureau.professions_minimum": len(professions),
    }


def _conseil(projet: Projet, outside: Sequence[Personne]) -> Iterator[Change]:
    valeurs = projet.statuts.valeurs
    keys = [placed.value for placed in valeurs.administrateurs]
    out = tuple(key for key in keys if any(_is(one, key) for one in outside))
    if out:
        yield Change("conseil dehors", (str(len(keys)),), apres=out)


# --- dates, people, missions ----------------------------------------------------------------------------------------


def _dates(avant: Etat, apres: Etat, _cause: Cause) -> Iterator[Change]:
    old, new = avant.projet.identite, apres.projet.identite
    before = dict.fromkeys(placed.value for placed in old.dates.values())
    for day in before:
        if day not in [placed.value for placed in new.dates.values()]:
            yield from _mentions("date", str(day), dating(apres.projet, day))


def _calendar(avant: Etat, apres: Etat, _cause: Cause) -> Iterator[Change]:
    """Days that a fiche no longer has, where its mission is spoken of."""
    places: dict[Echeance, set[str]] = {}
    for old, new in sorted_out(pairs_of_fiches(avant.projet, apres.projet)).stayed:
        for day in _days(old) - _of_mission(apres.projet, new.cle_mission):
            places.setdefault(day, set()).update(_places(apres.projet, new))
    for day, where in places.items():
        mentions = (one for one in dating(apres.projet, day) if one.lieu in where)
        yield from _mentions("date", str(day), mentions)


def _days(fiche: Fiche) -> set[Echeance]:
    held = (fiche.dates.demarrage, fiche.dates.deploiement, fiche.dates.fin)
    return {placed.value for placed in held if placed}


def _of_mission(projet: Projet, cle: str) -> set[Echeance]:
    """The days of every fiche of a mission: what still holds one of them is still true."""
    return {day for fiche in projet.fiches if fiche.cle_mission == cle for day in _days(fiche)}


def _places(projet: Projet, fiche: Fiche) -> Iterator[str]:
    yield fiche.path
    yield from (
        chapitre.path
        for chapitre in projet.chapitres.get("missions", ())
        if chapitre.presente(fiche.cle_mission)
    )
    yield of_sheet(projet, fiche.cle_mission)


def _departures(avant: Etat, apres: Etat, cause: Cause) -> Iterator[Change]:
    """What still names those who left."""
    gone = [one for one in avant.projet.annuaire.personnes if f"-{one.nom_complet}" in cause.noms]
    for one in gone:
        yield from _still_named(apres.projet, one, one.nom_complet if len(cause.noms) > 1 else "")


def _still_named(projet: Projet, person: Personne, nom: str) -> Iterator[Change]:
    for role, places in _roles(projet, person).items():
        if places:
            yield Change("encore", (role, nom), apres=tuple(places))
    yield from _mentions("nom", person.nom_complet, naming(projet, person.nom_complet))


def _charged(fiche: Fiche, annuaire: Annuaire) -> Iterator[Placed[str]]:
    for action in fiche.sous_actions:
        for words in annuaire.designations(action.qui.value):
            yield Placed(words, action.qui.span)


def _roles(projet: Projet, person: Personne) -> Mapping[str, list[str]]:
    """Role → the fiches and the posts where the person has it."""

    def among(*placed: Placed[str] | None) -> bool:
        return any(one is not None and _is(person, one.value) for one in placed)

    def fiches(of: Callable[[Fiche], Iterable[Placed[str] | None]]) -> list[str]:
        return [fiche.cle for fiche in projet.fiches if among(*of(fiche))]

    valeurs = projet.statuts.valeurs
    return {
        "pilote": fiches(lambda fiche: (fiche.pilote,)),
        "copilote": fiches(lambda fiche: fiche.copilotes),
        "membre": fiches(lambda fiche: fiche.membres),
        "chargé": fiches(lambda fiche: _charged(fiche, projet.annuaire)),
        "poste": [p.poste for p in valeurs.postes if among(p.titulaire)],
        "conseil": ["oui"] if among(*valeurs.administrateurs) else [],
    }


def _missions(avant: Etat, apres: Etat, _cause: Cause) -> Iterator[Change]:
    old, new = avant.projet.identite, apres.projet.identite
    kept = {placed.value for placed in new.missions}
    dropped = {placed.value for placed in old.missions} - kept
    codes = tuple(f.cle for f in apres.projet.fiches if f.mission and f.mission.value in dropped)
    if codes:
        yield Change("fiches rattachées", (), apres=codes)
    alone = tuple(
        m
        for m in sorted(kept - {placed.value for placed in old.missions})
        if not _has_fiche(apres, m)
    )
    if alone:
        yield Change("missions sans fiche", (), apres=alone)


def _has_fiche(etat: Etat, mission: str) -> bool:
    return any(fiche.mission and fiche.mission.value == mission for fiche in etat.projet.fiches)


SPECIAL: Mapping[str, Callable[[Etat, Etat, Cause], Iterator[Change]]] = {
    "communes": _communes,
    "dates": _dates,
    "calendrier": _calendar,
    "mouvements": _departures,
    "missions": _missions,
}
"""Cause → what follows from it beside sums and counts."""


# --- fiches, statutes -----------------------------------------------------------------------------------------------


LOST_CODES = ("code de fiche",)
ADDED, REMOVED = (
    ("fiche ajoutée", "fiche scindée", "fiche copiée"),
    ("fiche retirée", "fiche fondue"),
)


def _of_fiches(apres: Etat, directs: Sequence[Change]) -> Iterator[Suite]:
    couts = apres.comptes.couts_fiches
    if Piece.BUDGET in apres.projet.trous:
        return
    for one in directs:
        code = str(one.apres if one.apres is not None else one.avant)
        paid = any(couts.get(code, ()))
        if one.sujet in LOST_CODES:
            old = str(one.avant)
            cited = tuple(_mentions("nom", old, naming(apres.projet, old)))
            yield Suite(Cause("fiche renumérotée", (old, str(one.apres))), cited)
        if one.sujet in ADDED and not paid:
            yield Suite(Cause("fiche ajoutée", (code,)), (Change("sans budget"),))
        if one.sujet in REMOVED and paid:
            yield Suite(
                Cause("fiche retirée", (code,)), (Change("budget orphelin", (), apres=couts[code]),)
            )


def _of_statutes(apres: Etat, directs: Sequence[Change]) -> Iterator[Suite]:
    """The articles that cite a value, then what any change of the statutes asks for."""
    effects = [
        Change("articles citant", one.nom, apres=found)
        for one in directs
        if one.sujet == "valeur des statuts" and (found := _citing(apres.projet, one.nom[0]))
    ]
    touched = [one for one in directs if one.sujet in ARTICLES and one.nom[0] == "Statuts"]
    if touched or any(effet.apres for effet in effects):
        yield Suite(Cause("statuts"), (*effects, Change("vote des statuts")))


ARTICLES = ("article", "article modifié", "numéro d'article")


def _citing(projet: Projet, path: str) -> tuple[str, ...]:
    """« 11 », « 16 »: the articles that print a value."""
    texts = {texte.path: "\n".join(texte.lines) for texte in projet.textes}
    signs = (f"{{{{ {path} ", f"{{{{{path}}}}}")
    cite = [
        a
        for a in projet.statuts.articles
        if any(sign in texts.get(a.span.path, "") for sign in signs)
    ]
    return tuple(str(article.numero) if article.numero else article.titre for article in cite)
