"""Rules on meetings: their days, who was convened in time, who came, what was counted, against the statutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.check.controle import controle
from pipeline.check.formes import accord, doublons
from pipeline.check.personnes import on_a_wrong_line
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold, is_blank
from pipeline.model.projet import Piece, Projet
from pipeline.model.seance import (
    ABSENT,
    ASSEMBLEES,
    CONSEIL,
    CONSTITUTION,
    PRESENT,
    REPRESENTE,
    SEANCES,
    Presence,
    Seance,
)
from pipeline.model.span import Placed, Span

SIGNATURE = "association.date_signature"
DAYS = ("convocation_le", "date", "premiere_reunion_le")
FOUNDING_PARTS = ("proces-verbal", "dirigeants")


@controle(Piece.STATUTS)
def days_are_read(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A day of a meeting is a day: it is compared with the others."""
    valeurs = projet.statuts.valeurs
    names = (SIGNATURE, *(f"{cle}.{day}" for cle in SEANCES for day in DAYS))
    for name in names:
        one = valeurs.scalaires.get(name)
        if one and one.value and not is_blank(one.value) and name not in valeurs.jours:
            message = f"« {one.value} » n'est pas un jour."
            yield Finding("S056", message, one.span, ("par exemple : 3 décembre 2026.",))


@controle(Piece.STATUTS)
def days_follow(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Convened, founded, the bureau elected, then the file deposited with the statutes that were signed."""
    valeurs = projet.statuts.valeurs
    steps = [
        ("la convocation", valeurs.scalaires.get("constitution.convocation_le")),
        ("l'assemblée constitutive", valeurs.scalaires.get(SIGNATURE)),
        ("le premier conseil", valeurs.scalaires.get(f"{CONSEIL}.date")),
    ]
    days = [
        (what, day, placed.span)
        for (what, placed), name in zip(
            steps, ("constitution.convocation_le", SIGNATURE, f"{CONSEIL}.date"), strict=True
        )
        if placed and (day := valeurs.jours.get(name))
    ]
    deposit = projet.identite.dates.get("depot")
    if deposit and projet.identite.etape >= EtapeCPTS.PROJET:
        days.append(("le dépôt du projet", deposit.value, deposit.span))
    yield from _in_order(days)
    declared = projet.identite.dates.get("declaration")
    if declared is not None:
        founded = [day for day in days if day[0] != "le dépôt du projet"][-1:]
        what = "la déclaration de l'association"
        yield from _in_order([*founded, (what, declared.value, declared.span)])


def _in_order(days: Iterable[tuple[str, Echeance, Span]]) -> Iterator[Finding]:
    last: tuple[str, Echeance, Span] | None = None
    for what, day, span in days:
        if last is not None and day.fin < last[1].debut:
            message = f"{last[0]} ({last[1]}) vient après {what} ({day})."
            yield Finding("S056", message, last[2], (), (span,))
        last = (what, day, span)


@controle(Piece.STATUTS, Piece.ANNUAIRE)
def founders_were_there(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A founder joined on the day of the foundation at the latest."""
    founded = projet.statuts.valeurs.jours.get(SIGNATURE)
    for personne in projet.annuaire.personnes if founded else ():
        joined = personne.adhesion
        if founded and personne.fondateur and joined and joined.debut > founded.fin:
            message = f"{personne.nom_complet} est parmi les fondateurs ({founded}) et n'a adhéré que le {joined}."
            hint = "corrigez l'une des deux dates, ou videz la case « fondateur »."
            yield Finding("S056", message, personne.span, (hint,))


@controle(Piece.STATUTS)
def convened_in_time(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The statutes give members a number of days; founders, bound by none yet, are better given as many."""
    valeurs = projet.statuts.valeurs
    asked = valeurs.entier("assemblees.convocation_jours")
    for cle in (CONSTITUTION, *ASSEMBLEES) if asked else ():
        seance = comptes.seances.get(cle)
        sent = valeurs.scalaires.get(f"{cle}.convocation_le")
        if seance is None or asked is None or not (seance.jour and seance.convocation and sent):
            continue
        given = (seance.jour.debut - seance.convocation.debut).days
        if given < asked.value and (given >= 0 or cle != CONSTITUTION):
            yield _too_late(seance, sent, given, asked)


def _too_late(seance: Seance, sent: Placed[str], given: int, asked: Placed[int]) -> Finding:
    assert seance.jour is not None
    last = Echeance(seance.jour.debut - timedelta(days=asked.value))
    hint = f"envoyez-la le {last} au plus tard, ou reculez la réunion."
    told = f"la convocation part {given} jour{accord(given)} avant la réunion"
    if given < 0:
        told = "la convocation part après la réunion"
    if seance.cle == CONSTITUTION:
        message = f"{told} ; les statuts proposés demanderont {asked.value} jours."
        return Finding("S058", message, sent.span, (hint,), (asked.span,))
    message = f"{told} ; les statuts demandent {asked.value} jours au moins."
    return Finding("S057", message, sent.span, (hint,), (asked.span,))


@controle(Piece.STATUTS)
def second_call_in_time(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A second assembly, which needs no quorum, waits as long as the statutes say."""
    valeurs = projet.statuts.valeurs
    asked = valeurs.entier("extraordinaire.seconde_convocation_jours")
    for cle in ASSEMBLEES[1:] if asked else ():
        first, second = valeurs.jours.get(f"{cle}.premiere_reunion_le"), valeurs.jour(cle)
        if asked is None or first is None or second is None:
            continue
        given = (second.debut - first.debut).days
        if given < asked.value:
            message = f"la seconde assemblée se tient {given} jours après la première ; les statuts en demandent {asked.value}."
            yield Finding("S057", message, comptes.seances[cle].span, (), (asked.span,))


@controle(Piece.STATUTS, Piece.ANNUAIRE, des=EtapeCPTS.PROJET)
def leaders_are_founders(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Those whom the founding acts name as elected were at the meeting that elects them."""
    founding = comptes.seances.get(CONSTITUTION)
    if founding is None or not founding.electeurs or not any(map(projet.imprime, FOUNDING_PARTS)):
        return
    valeurs = projet.statuts.valeurs
    held = [poste.titulaire for poste in valeurs.postes if poste.titulaire]
    told: set[str] = set()
    for placed in (*valeurs.administrateurs, *held):
        personne = projet.annuaire.trouver(placed.value)
        if personne and not personne.fondateur and personne.cle not in told:
            told.add(personne.cle)
            message = f"{personne.nom_complet} est parmi les premiers élus et n'est pas parmi les fondateurs."
            hint = f"écrivez « oui » dans la colonne « fondateur » de « {personne.cle} », ou retirez les actes de la fondation."
            yield Finding("S059", message, placed.span, (hint,), (personne.span,))


# --- what was noted after a meeting ---------------------------------------------------------------------------------


@controle(Piece.STATUTS, Piece.ANNUAIRE)
def presences_hold(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Who is said to have come is convened, once, and gives a power to someone who is there and votes."""
    known = [line for line in projet.presences if line.seance and line.seance in comptes.seances]
    yield from _not_planned(projet.presences, comptes)
    for line, first in doublons(known, lambda one: f"{one.seance} {_key(one, projet)}"):
        message = f"« {line.personne.value} » est déjà à la ligne {first.span.line}."
        yield Finding("S060", message, line.span, (), (first.span,))
    for line in known:
        yield from _of_someone_convened(line, comptes.seances[line.seance], projet)
        yield from _power(line, comptes.seances[line.seance], projet)
    yield from _too_many_powers(known, projet)


def _key(line: Presence, projet: Projet) -> str:
    found = projet.annuaire.trouver(line.personne.value)
    return found.cle if found else fold(line.personne.value)


def _not_planned(lines: Iterable[Presence], comptes: Comptes) -> Iterator[Finding]:
    for line in lines:
        if line.seance and line.seance not in comptes.seances:
            message = f"« {line.seance} » n'est pas prévue dans les valeurs des statuts."
            hint = f"remplissez la section « {line.seance} » de content/statuts/valeurs.yaml, ou effacez cette ligne."
            yield Finding("S060", message, line.span, (hint,))


def _of_someone_convened(line: Presence, seance: Seance, projet: Projet) -> Iterator[Finding]:
    personne = projet.annuaire.trouver(line.personne.value)
    if personne is None and on_a_wrong_line(line.personne.value, projet):
        return
    if personne is None:
        hints = did_you_mean(line.personne.value, projet.annuaire.cles)
        message = f"« {line.personne.value} » n'est pas dans content/personnes.csv."
        yield Finding("S060", message, line.personne.span, hints)
    elif personne not in (*seance.electeurs, *seance.autres):
        message = f"{personne.nom_complet} n'est pas convoqué à cette réunion ({seance.nom})."
        yield Finding("S060", message, line.personne.span)
    elif personne in seance.autres and line.etat == REPRESENTE:
        message = f"{personne.nom_complet} n'a pas le droit de vote : personne ne vote à sa place."
        yield Finding("S060", message, line.span, (f"écrivez « {ABSENT} ».",))


def _power(line: Presence, seance: Seance, projet: Projet) -> Iterator[Finding]:
    """A member represented names who votes for her; nobody else names anyone."""
    if line.etat != REPRESENTE:
        if line.pouvoir is not None:
            message = f"ce pouvoir ne sert à rien : la présence est « {line.etat} »."
            yield Finding("S060", message, line.pouvoir.span, (f"écrivez « {REPRESENTE} ».",))
        return
    if line.pouvoir is None:
        message = f"« {line.personne.value} » est représenté, et l'on ne dit pas par qui."
        yield Finding("S060", message, line.span, ("remplissez la colonne « pouvoir ».",))
        return
    holder = projet.annuaire.trouver(line.pouvoir.value)
    if holder is None or holder not in seance.presents:
        message = f"« {line.pouvoir.value} » reçoit ce pouvoir et n'est pas noté « {PRESENT} » parmi ceux qui votent."
        yield Finding("S060", message, line.pouvoir.span)


def _too_many_powers(lines: Iterable[Presence], projet: Projet) -> Iterator[Finding]:
    held: Counter[tuple[str, str]] = Counter()
    for line in lines:
        holder = projet.annuaire.trouver(line.pouvoir.value) if line.pouvoir else None
        if holder is None or line.pouvoir is None:
            continue
        held[line.seance, holder.cle] += 1
        most = projet.statuts.valeurs.entier(
            "conseil.procurations" if line.seance == CONSEIL else "assemblees.procurations"
        )
        if most and held[line.seance, holder.cle] == most.value + 1:
            message = f"{holder.nom_complet} reçoit trop de pouvoirs : les statuts en admettent {most.value} par personne."
            yield Finding("S060", message, line.pouvoir.span, (), (most.span,))


@controle(Piece.STATUTS, Piece.ANNUAIRE)
def quorum_is_reached(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for seance in comptes.seances.values():
        if seance.tenue and seance.quorum and seance.pour_le_quorum < seance.quorum:
            s = accord(seance.pour_le_quorum)
            those = f"présent{s} ou représenté{s}" if seance.compte_les_pouvoirs else f"présent{s}"
            message = (
                f"{seance.nom} : {seance.pour_le_quorum} membre{s} {those}, et les statuts en demandent "
                f"{seance.quorum} sur {len(seance.electeurs)}."
            )
            first = next(line for line in projet.presences if line.seance == seance.cle)
            hint = "rien n'a pu y être voté : convoquez une nouvelle réunion."
            yield Finding("S061", message, first.span, (hint,))


@controle(Piece.STATUTS, Piece.ANNUAIRE)
def votes_hold(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What was counted is about a resolution or a candidate, and no more than the voices there were."""
    for vote in projet.votes:
        seance = comptes.seances.get(vote.seance)
        if seance is None:
            if vote.seance:
                message = f"« {vote.seance} » n'est pas prévue dans les valeurs des statuts."
                yield Finding("S060", message, vote.span)
            continue
        names = [one.nom for one in seance.resolutions if not one.par_candidat]
        known = {fold(name) for name in names}
        if fold(vote.objet.value) not in known and not projet.annuaire.trouver(vote.objet.value):
            message = (
                f"« {vote.objet.value} » n'est ni une résolution du procès-verbal ni une personne."
            )
            yield Finding("S060", message, vote.objet.span, did_you_mean(vote.objet.value, names))
        elif seance.tenue and vote.voix > seance.voix:
            message = f"« {vote.objet.value} » : {vote.voix} voix comptées pour {seance.voix} présents ou représentés."
            yield Finding("S062", message, vote.span)


@controle(Piece.STATUTS)
def rejected_is_told(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The minutes say « adopte » under each heading: one that fell short is rewritten."""
    for seance in comptes.seances.values():
        for one in seance.resolutions:
            if one.adoptee is False and one.vote is not None:
                asked = (
                    f"{seance.majorite} voix" if seance.majorite else "plus de pour que de contre"
                )
                message = f"« {one.nom} » n'est pas adoptée : {one.vote.pour} pour, {one.vote.contre} contre ; il faut {asked}."
                hint = "dites-la rejetée dans le texte du procès-verbal."
                yield Finding("S063", message, one.span, (hint,), (one.vote.span,))
