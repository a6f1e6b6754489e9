"""What a region keeps of a project: figures, dates, rules told; no person, no address, no text of its chapters."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.compute import amounts
from pipeline.compute.agenda import agenda
from pipeline.model.bareme import Bareme
from pipeline.model.budget import BLOCS, Plafond, plafond_de
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import Changement
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import ETAPES
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.personne import PHYSIQUE, Personne
from pipeline.model.portefeuille import (
    ArticleSuivi,
    BlocChiffre,
    Constate,
    Droits,
    Essai,
    IndicateurChoisi,
    Mandat,
    Portrait,
    Rendezvous,
)
from pipeline.model.projet import DATES_PROJET, Identite, Piece, Projet
from pipeline.model.span import Placed, Span

AHEAD = timedelta(days=730)
"""How far dates ahead are kept: those of a plan for the year and the next."""

OF_A_REGION = ("contrat-", "mission-", "versement-", "crises-")
"""Beginnings of the keys of the dates that an URPS follows; those of the fiches are their pilotes'."""

SHORTEST = 3
"""Letters of a family name that is looked for alone."""

SOMEBODY = "[une personne]"
WITHHELD = "[texte gardé dans le projet : il dit comment joindre quelqu'un]"

SHORT = 16
"""Signs of a digest that tell a text from all others."""


def portrait(
    projet: Projet,
    comptes: Comptes,
    findings: Iterable[Finding],
    textes: Mapping[str, str],
    modeles: Mapping[str, bytes],
    today: date,
) -> Portrait:
    """``textes`` are the sources by path, ``modeles`` the statutes shipped, by path under their folder."""
    identite = projet.identite
    anonyme = _Anonyme(projet, comptes)
    return Portrait(
        nom=identite.nom,
        departement=identite.departement,
        region=identite.region,
        etape=_stage(projet),
        statut=identite.statut,
        version=identite.version,
        bareme=identite.bareme.value if identite.bareme else "",
        taille=projet.taille or comptes.taille or 0,
        population=comptes.population or 0,
        communes=tuple(commune.code for commune in comptes.communes),
        missions=tuple(placed.value for placed in identite.missions),
        fiches=Counter(fiche.cle_mission for fiche in projet.fiches if fiche.cle_mission),
        annees=projet.budget.annees,
        blocs=tuple(
            BlocChiffre(cle, total.depenses, total.ressources)
            for cle, total in comptes.blocs.items()
        ),
        droits=_rights(comptes.contrat),
        dates=_dates(identite),
        jours=_days(identite),
        rendezvous=tuple(_ahead(projet, comptes, today)),
        constats=_told(findings),
        bureau=tuple(_bureau(projet, anonyme)),
        modele=projet.statuts.dossier.rstrip("/").rpartition("/")[2],
        articles=tuple(_articles(projet, textes, modeles)),
        indicateurs=tuple(_indicators(projet, anonyme)),
    )


def _stage(projet: Projet) -> str:
    """The key of the stage, empty while ``projet.yaml`` cannot be read."""
    if Piece.IDENTITE in projet.trous:
        return ""
    return next(cle for cle, one in ETAPES.items() if one is projet.identite.etape)


def _dates(identite: Identite) -> dict[str, str]:
    return {cle: str(identite.dates[cle].value) for cle in DATES_PROJET if cle in identite.dates}


def _days(identite: Identite) -> dict[str, str]:
    known = ((cle, identite.dates[cle].value) for cle in DATES_PROJET if cle in identite.dates)
    return {cle: day.debut.isoformat() for cle, day in known if day.debut == day.fin}


def _rights(contrat: Contrat) -> tuple[Droits, ...]:
    found: dict[str, list[Decimal]] = {}
    for droit in contrat.droits:
        years = found.setdefault(droit.bloc, [Decimal(0)] * contrat.duree)
        years[droit.annee - 1] += droit.montant
    return tuple(Droits(cle, tuple(found[cle])) for cle in BLOCS if cle in found)


def _ahead(projet: Projet, comptes: Comptes, today: date) -> Iterator[Rendezvous]:
    for event in agenda(projet, comptes.contrat):
        near = today <= event.quand.fin and event.quand.debut <= today + AHEAD
        if near and event.cle.startswith(OF_A_REGION):
            yield Rendezvous(event.quand.debut.isoformat(), event.titre)


def _told(findings: Iterable[Finding]) -> tuple[Constate, ...]:
    counted = Counter((one.severity.value, one.code) for one in findings)
    return tuple(Constate(code, gravite, times) for (gravite, code), times in counted.items())


class _Anonyme:
    """Words that a CPTS typed, as a region may read them: without the people of its list, nor a way to reach anybody."""

    def __init__(self, projet: Projet, comptes: Comptes) -> None:
        people = [one for one in projet.annuaire.personnes if one.type == PHYSIQUE]
        places = {fold(commune.nom) for commune in comptes.communes}
        known = [*_whole_names(people), *_family_names(people, places)]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)") if known else None
        self._repertoire = comptes.repertoire

    def __call__(self, text: str) -> str:
        """The text, or what stands for it."""
        if self._repertoire.sensibles(text):
            return WITHHELD
        return self._names.sub(SOMEBODY, text) if self._names else text


def _whole_names(people: Iterable[Personne]) -> Iterator[str]:
    """Patterns of names in both orders, whatever their capitals."""
    for one in people:
        if one.prenom and one.nom:
            first, last = re.escape(one.prenom), re.escape(one.nom)
            yield f"(?i:{first} {last}|{last} {first})"


def _family_names(people: Iterable[Personne], places: Set[str]) -> Iterator[str]:
    """Patterns of family names as they are typed, or in capitals; « Auch » is the town before it is somebody."""
    for one in people:
        if len(one.nom) >= SHORTEST and fold(one.nom) not in places:
            yield f"{re.escape(one.nom)}|{re.escape(one.nom.upper())}"


def _bureau(projet: Projet, anonyme: _Anonyme) -> Iterator[Mandat]:
    """The posts held by somebody known; a name goes out as a digest, whatever its accents and capitals."""
    for poste in projet.statuts.valeurs.postes:
        held = poste.titulaire
        personne = projet.annuaire.trouver_present(held.value) if held else None
        if personne is not None:
            yield Mandat(anonyme(poste.poste), _digest(fold(personne.nom_complet)))


def _articles(
    projet: Projet, textes: Mapping[str, str], modeles: Mapping[str, bytes]
) -> Iterator[ArticleSuivi]:
    folder = projet.statuts.dossier
    name = folder.rstrip("/").rpartition("/")[2]
    shipped = {
        _digest(_body(data.decode()))
        for path, data in modeles.items()
        if path.startswith(f"{name}/") and path.endswith(".md")
    }
    for article in projet.statuts.articles:
        mark = _digest(_body(textes.get(article.span.path, "")))
        yield ArticleSuivi(article.numero, article.titre, mark, mark in shipped)


def _body(text: str) -> str:
    """The words of an article, whatever its front matter and the lines that it is cut in."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") and "\n---\n" in text else text
    return " ".join(body.split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def _indicators(projet: Projet, anonyme: _Anonyme) -> Iterator[IndicateurChoisi]:
    for fiche in projet.fiches:
        for one in fiche.indicateurs:
            last = one.cibles[max(one.cibles)].value if one.cibles else ""
            yield IndicateurChoisi(fiche.cle_mission, anonyme(one.nom), one.type, anonyme(last))


# --- a trial ------------------------------------------------------------------------------------------------------


def essai(
    projet: Projet, comptes: Comptes, bareme: Bareme | None, plafonds: Mapping[int, Plafond]
) -> Essai:
    """What another barème, or other plafonds, would change: rights in euros, and sums above the plafond."""
    before, after = (_above(comptes, known) for known in (projet.plafonds, plafonds))
    above = (before, after if plafonds else before)
    if bareme is None:
        return Essai(_rights(comptes.contrat), above)
    if Piece.BAREME in projet.trous or not projet.taille:
        lacking = "sa taille" if Piece.BAREME not in projet.trous else "son barème"
        return Essai((), above, f"{lacking} n'est pas connu{'e' if lacking == 'sa taille' else ''}")
    return Essai(_rights(amounts(_under(projet, bareme)).contrat), above)


def _under(projet: Projet, bareme: Bareme) -> Projet:
    """The project under another barème: from its first day when it tells one, else from the start of the contract."""
    identite = projet.identite
    known = {**projet.baremes, bareme.cle: bareme}
    start = _day(bareme.debut)
    if start is None:
        chosen = Placed(bareme.cle, identite.span)
        contrat = replace(
            identite.contrat,
            changements=tuple(replace(one, bareme=None) for one in identite.contrat.changements),
        )
        return replace(
            projet, baremes=known, identite=replace(identite, bareme=chosen, contrat=contrat)
        )
    change = Changement(
        Placed(Echeance(start), identite.span), None, Placed(bareme.cle, identite.span), Span("")
    )
    kept = tuple(_without_later(identite.contrat.changements, start))
    contrat = replace(identite.contrat, changements=(*kept, change))
    return replace(projet, baremes=known, identite=replace(identite, contrat=contrat))


def _without_later(changes: Iterable[Changement], start: date) -> Iterator[Changement]:
    """The changes of the contract, without a barème that would come after the one tried."""
    for one in changes:
        later = one.bareme is not None and one.date.value.debut >= start
        yield replace(one, bareme=None) if later else one


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _above(comptes: Comptes, plafonds: Mapping[int, Plafond]) -> Decimal:
    """Euros by which the sums of the register pass the plafond of their civil year."""
    found = Decimal(0)
    for year, sums in comptes.registre.personnes.items():
        known = plafond_de(plafonds, year)
        if known is not None:
            found += sum((max(paid - known.montant, Decimal(0)) for paid in sums), Decimal(0))
    return found
