"""``projet.yaml``, the communes and the people of two states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from pipeline.compare.rapprochement import either, paired, readable, sides
from pipeline.model.bareme import Bareme
from pipeline.model.changement import Change, Valeur
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import ReglagesContrat, Scenario
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import ETAPES
from pipeline.model.personne import Personne
from pipeline.model.projet import DATES_PROJET, Identite, Piece, Projet
from pipeline.model.span import Placed
from pipeline.model.territoire import Commune

NOMS = (
    *(
        "nom",
        "version",
        "statut",
        "exemple",
        "departement",
        "region",
        "ars",
        "cpam",
    ),
    *("delegation_ars", "urps", "elsm", "msa"),
    "classeur",
)
CONTACT = ("telephone", "courriel", "site")
STEPS = {step: word for word, step in ETAPES.items()}
REGLAGES = (
    "variable_prorata",
    "delai_avances",
    "delai_soldes",
    "solde_ouverture",
    "snp_specifique",
)
DE_PERSONNE = (
    *(
        "type",
        "nom_complet",
        "profession",
        "mode_exercice",
        "structure",
        "representant",
        "commune",
        "college",
    ),
    *("engagement", "fonctions", "qualite", "fondateur", "adhesion", "signature"),
    *("parti_le", "convention"),
)


def le_projet(avant: Identite, apres: Identite) -> Iterator[Change]:
    for champ in NOMS:
        was, now = getattr(avant, champ), getattr(apres, champ)
        if was != now:
            yield Change("champ du projet", (champ,), _bare(was), _bare(now))
    yield from _of_fields("champ du projet", CONTACT, avant.contact, apres.contact)
    if avant.etape != apres.etape:
        yield Change("champ du projet", ("etape",), STEPS[avant.etape], STEPS[apres.etape])
    limits = [one.name for one in fields(avant.reglages)]
    yield from _of_fields("seuil", limits, avant.reglages, apres.reglages)
    before, after = _signataires(avant), _signataires(apres)
    if before != after:
        yield Change("signataires", (), before, after)
    yield from _expected(avant, apres)
    old, new = avant.orientations_prs, apres.orientations_prs
    for code in dict.fromkeys([*old, *new]):
        if old.get(code) != new.get(code):
            yield Change("orientation", (code,), old.get(code), new.get(code))


def _of_fields(sort: str, names: Iterable[str], avant: object, apres: object) -> Iterator[Change]:
    for name in names:
        was, now = getattr(avant, name), getattr(apres, name)
        if was != now:
            yield Change(sort, (name,), was, now)


def _signataires(identite: Identite) -> tuple[str, ...]:
    return tuple(f"{one.partie} : {one.nom} {one.fonction}".strip() for one in identite.signataires)


def _expected(avant: Identite, apres: Identite) -> Iterator[Change]:
    """How many are expected to join, profession by profession."""
    for profession in dict.fromkeys([*avant.pressentis, *apres.pressentis]):
        was_expected, expected = (one.pressentis.get(profession) for one in (avant, apres))
        if was_expected != expected:
            yield Change(
                "pressentis", (profession,), *sides(was_expected, expected, lambda one: one.value)
            )


def _bare(value: Placed[str] | str | bool | None) -> Valeur:
    return value.value if isinstance(value, Placed) else value


def contrat(avant: Identite, apres: Identite) -> Iterator[Change]:
    if _value(avant.bareme) != _value(apres.bareme):
        yield Change("barème", (), _value(avant.bareme), _value(apres.bareme))
    if avant.taille != apres.taille:
        yield Change("taille", (), *sides(avant.taille, apres.taille, lambda side: side.value))
    yield from _missions(avant, apres)
    for key in DATES_PROJET:
        before, after = avant.dates.get(key), apres.dates.get(key)
        if before != after:
            yield Change("date du contrat", (key,), *sides(before, after, lambda side: side.value))
    yield from _reglages(avant.contrat, apres.contrat)


def _missions(avant: Identite, apres: Identite) -> Iterator[Change]:
    """Missions left, then missions taken, where both lists could be read."""
    if not avant.missions_lues or not apres.missions_lues:
        return
    old = [placed.value for placed in avant.missions]
    new = [placed.value for placed in apres.missions]
    yield from (Change("mission", (cle,), avant=cle) for cle in old if cle not in new)
    yield from (Change("mission", (cle,), apres=cle) for cle in new if cle not in old)


def _value(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def _reglages(avant: ReglagesContrat, apres: ReglagesContrat) -> Iterator[Change]:
    for champ in REGLAGES:
        before, after = getattr(avant, champ), getattr(apres, champ)
        if before != after:
            yield Change("réglage", (champ,), _bare(before), _bare(after))
    if avant.crises_graves != apres.crises_graves:
        yield Change("crises graves", (), *sides(avant, apres, _days_of_crises))
    if avant.changements != apres.changements:
        yield Change("changements annoncés", (), len(avant.changements), len(apres.changements))
    for was, now in paired(avant.benevolat, apres.benevolat, lambda one: (one.annee, one.objet)):
        if was != now:
            one = either(was, now)
            hours = sides(was, now, lambda side: (side.heures, side.taux))
            yield Change("bénévolat", (str(one.annee), one.objet), *hours)
    for old, new in paired(avant.scenarios, apres.scenarios, lambda scenario: scenario.nom):
        if old != new:
            yield Change("scénario", (either(old, new).nom,), *sides(old, new, _shares))


def _days_of_crises(reglages: ReglagesContrat) -> tuple[Echeance, ...]:
    return tuple(placed.value for placed in reglages.crises_graves)


def _shares(scenario: Scenario) -> tuple[str, ...]:
    """The shares that a scenario counts on: its own, then those of missions apart."""
    apart = (f"{mission}={share}" for mission, share in sorted(scenario.missions.items()))
    return (str(scenario.taux), *apart, *_supposed(scenario))


def _supposed(scenario: Scenario) -> Iterator[str]:
    """What it supposes beyond results, as « what=words »."""
    for word in scenario.refus:
        yield f"refus={word.value}"
    for report in scenario.reports:
        for word in report.lignes:
            yield f"report={word.value}, {report.date.value}"
    if scenario.taille is not None:
        since = f", {scenario.taille_des.value}" if scenario.taille_des else ""
        yield f"taille={scenario.taille.value}{since}"
    if scenario.demandees:
        yield "demandees=oui"


def sources(avant: Projet, apres: Projet) -> Iterator[Change]:
    """Where the figures of ``communes.csv`` come from."""
    for old, new in paired(avant.communes, apres.communes, lambda line: line.code):
        if old is None or new is None:
            continue
        for champ in ("annee", "source"):
            before, after = getattr(old, champ), getattr(new, champ)
            if before != after:
                yield Change("champ de commune", (new.nom or new.code, champ), before, after)


def territoire(avant: Comptes, apres: Comptes) -> Iterator[Change]:
    for old, new in paired(avant.communes, apres.communes, lambda commune: commune.code):
        one = either(old, new)
        nom = (one.nom or one.code,)
        if old is None or new is None:
            yield Change("commune", nom, *sides(old, new, _inhabitants))
            continue
        for champ in ("nom", "population", "epci"):
            if getattr(old, champ) != getattr(new, champ):
                yield Change(
                    "champ de commune", (*nom, champ), getattr(old, champ), getattr(new, champ)
                )


def _inhabitants(commune: Commune) -> int | str:
    return "?" if commune.population is None else commune.population


def personnes(avant: Projet, apres: Projet) -> Iterator[Change]:
    """People come, gone and changed; nothing of what is kept private."""
    if not readable(Piece.ANNUAIRE, avant, apres):
        return
    for old, new in paired(
        avant.annuaire.personnes, apres.annuaire.personnes, lambda one: one.cle or one.nom_complet
    ):
        if old is None or new is None:
            one = either(old, new)
            nom = (one.designation,)
            yield Change("personne", nom, *sides(old, new, lambda side: side.cle))
        elif old != new:
            yield from _of_person(old, new)


def _of_person(old: Personne, new: Personne) -> Iterator[Change]:
    for champ in DE_PERSONNE:
        before, after = getattr(old, champ), getattr(new, champ)
        if before != after:
            yield Change("champ de personne", (new.nom_complet, champ), before, after)


def legales(avant: Projet, apres: Projet) -> Iterator[Change]:
    """The dated data: amounts of each barème, plafonds, rules of the contract."""
    for cle in dict.fromkeys([*avant.baremes, *apres.baremes]):
        yield from _bareme(cle, avant.baremes.get(cle), apres.baremes.get(cle))
    for year in sorted({*avant.plafonds, *apres.plafonds}):
        before, after = avant.plafonds.get(year), apres.plafonds.get(year)
        if before != after:
            yield Change("plafond", (str(year),), *sides(before, after, lambda side: side.montant))
    if readable(Piece.REGLES, avant, apres):
        for one in fields(avant.regles):
            if one.name not in ("verifie_le", "regles", "source_delais", "delais"):
                before, after = getattr(avant.regles, one.name), getattr(apres.regles, one.name)
                if before != after:
                    yield Change("règle du contrat", (one.name,), before, after)
        if avant.regles.delais != apres.regles.delais:
            yield Change("délais des missions", ())


def _bareme(cle: str, avant: Bareme | None, apres: Bareme | None) -> Iterator[Change]:
    if avant is None or apres is None:
        yield Change("barème connu", (cle,), *sides(avant, apres, lambda side: side.intitule))
        return
    before, after = _amounts(avant), _amounts(apres)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield Change("montants du barème", (cle, *name), before.get(name), after.get(name))


def _amounts(bareme: Bareme) -> Mapping[tuple[str, str], Valeur]:
    """Block and part → one amount per size."""
    found: dict[tuple[str, str], Valeur] = {("fonctionnement", "fixe"): bareme.fonctionnement}
    for mission in bareme.missions:
        lines: Iterable[tuple[str, Valeur]] = (*mission.volets.items(), *mission.hors_total.items())
        found.update({(mission.cle, volet): amounts for volet, amounts in lines})
    return found
