"""The rules between things, one module per noun: every function under ``@controle`` is one of them.

Each takes the projet, its comptes and the day, and yields findings.  ``today`` may change a warning, never a document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from pipeline.check import (
    articles,
    besoins,
    budget,
    bureau,
    cartes,
    charte,
    chiffres,
    contrat,
    courriers,
    departs,
    depenses,
    diffusion,
    fiches,
    gouvernance,
    graphiques,
    indemnites,
    indicateurs,
    langue,
    livrables,
    mesures,
    montants,
    noms_propres,
    personnes,
    pieces,
    planning,
    projet,
    realise,
    registre,
    renvois,
    ressources,
    reunions,
    seances,
    sections,
    statuts,
    suivi,
    tableaux,
    territoire,
    textes,
    versions_budget,
)
from pipeline.check.controle import Controle
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.projet import ConstatAccepte, Projet
from pipeline.model.rules import RULES

MISREAD = "si la phrase est juste et que le logiciel l'a mal lue, acceptez ce constat dans constats-acceptes.csv."

MODULES = (
    articles,
    besoins,
    budget,
    bureau,
    cartes,
    charte,
    chiffres,
    contrat,
    courriers,
    departs,
    depenses,
    diffusion,
    fiches,
    gouvernance,
    graphiques,
    indemnites,
    indicateurs,
    langue,
    livrables,
    mesures,
    montants,
    noms_propres,
    personnes,
    pieces,
    planning,
    projet,
    realise,
    registre,
    renvois,
    ressources,
    reunions,
    seances,
    sections,
    statuts,
    suivi,
    tableaux,
    territoire,
    textes,
    versions_budget,
)

CONTROLES = tuple(
    controle
    for module in MODULES
    for controle in vars(module).values()
    if isinstance(controle, Controle)
)


def check(projet: Projet, comptes: Comptes, today: date) -> tuple[Finding, ...]:
    """Every finding of every rule."""
    return tuple(finding for controle in CONTROLES for finding in controle(projet, comptes, today))


def settle(findings: Iterable[Finding], acceptes: Iterable[ConstatAccepte]) -> tuple[Finding, ...]:
    """The findings left without those that the CPTS accepted; a line that accepts nothing is one more."""
    left = list(findings)
    unread = {finding.span.path for finding in left if finding.is_error and _stops_reading(finding)}
    for accepte in acceptes:
        if accepte.code in AT_BUILD and _names_one(accepte):
            continue
        kept = [finding for finding in left if not _fits(accepte, finding)]
        left = kept if len(kept) < len(left) else [*left, *_useless(accepte, unread)]
    return tuple(_with_a_way_out(_with_a_remedy(finding)) for finding in left)


def _useless(accepte: ConstatAccepte, unread: Collection[str]) -> Iterator[Finding]:
    """What to say of a line that accepts nothing."""
    if not _names_one(accepte):
        message = f"un constat {accepte.code} s'accepte un par un."
        what = RULES[accepte.code].citation or "le numéro ou l'adresse"
        hint = f"tapez dans la colonne « texte » {what}, comme le constat le donne."
        yield Finding("A001", message, accepte.span, (hint,))
    elif accepte.fichier not in unread and IDENTITE not in unread:
        words = f" ne contient « {accepte.texte} »" if accepte.texte else ""
        message = (
            f"aucun constat {accepte.code} {'de' if words else 'dans'} {accepte.fichier}{words}."
        )
        yield Finding("A001", message, accepte.span, ("effacez cette ligne.",))


def _stops_reading(finding: Finding) -> bool:
    """Whether it tells of a value, or of a file, that could not be read."""
    return finding.code[0] in "CL" or finding.code in ("B017", "B018", "P001")


def _with_a_remedy(finding: Finding) -> Finding:
    """Whoever reads a finding reads what to do of it: where it does not say so itself, its rule does."""
    remede = RULES[finding.code].remede
    if finding.hints or not remede:
        return finding
    return replace(finding, hints=(remede,))


def _with_a_way_out(finding: Finding) -> Finding:
    """An error that may come from a sentence misread says how to go on."""
    if not RULES[finding.code].contestable:
        return finding
    return replace(finding, hints=(*finding.hints, MISREAD))


def is_accepted(finding: Finding, acceptes: Iterable[ConstatAccepte]) -> bool:
    """Whether the CPTS accepted a finding that only a build could tell."""
    return any(_fits(accepte, finding) for accepte in acceptes)


IDENTITE = "content/projet.yaml"
"""What it says holds everywhere."""

AT_BUILD = ("G017",)
"""What is found in a document once it is built: no check can say that such an acceptance is out of date."""

SHORTEST = 8
"""Signs of a phone number, or of an address: fewer would accept any of them."""


def _names_one(accepte: ConstatAccepte) -> bool:
    """Whether a line says which finding it accepts, where its rule asks for it."""
    rule = RULES.get(accepte.code)
    if rule is None or not rule.nommement:
        return True
    return bool(accepte.texte) if rule.citation else len(accepte.texte) >= SHORTEST


def _fits(accepte: ConstatAccepte, finding: Finding) -> bool:
    return (
        finding.code == accepte.code
        and _names_one(accepte)
        and (not finding.is_error or RULES[finding.code].contestable)
        and finding.span.path == accepte.fichier
        and _says(accepte.texte, finding)
    )


def _says(texte: str, finding: Finding) -> bool:
    """Whether the words typed are of this finding; a sum, or a passage, is the one that it quotes, and no part of another."""
    if not RULES[finding.code].citation:
        return fold(texte) in fold(finding.message)
    quoted = fold(finding.message).partition(" »")[0].removeprefix("« ")
    return fold(texte).strip("«» €") == quoted.strip(" €")
