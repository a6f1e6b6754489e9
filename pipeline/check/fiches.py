"""Rules on the fiches action, between themselves and with the projet."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.preuves import rests_on_the_diagnostic
from pipeline.model.bareme import SOCLE
from pipeline.model.comptes import Comptes
from pipeline.model.echeance import Echeance, anniversary, exact_forms
from pipeline.model.fiche import MOYENS, RUBRIQUES, TRAME, Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold, is_pending, nearest
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.parcours import inlines_of, says_something
from pipeline.model.personne import PHYSIQUE
from pipeline.model.projet import ANNEES_CONTRAT, Piece, Projet
from pipeline.model.prose import text_of
from pipeline.model.span import Placed, Span

PROJET = "content/projet.yaml"
AMOUNT = re.compile(r"[0-9][0-9 \u00a0\u202f]*(?:,[0-9]+)? ?(?:k?€|euros?\b)")
ONCE = re.compile(r"(?:demarrage|deploiement|debut|lancement|fin)\b")
"""Steps that happen once: a rhythm is no date for them."""


@controle()
def required_sections(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The headings that the ARS and the CPAM need hold something; the cost may come from the workbook."""
    for fiche in projet.fiches:
        for rubrique in TRAME:
            if rubrique.obligatoire and rubrique.cle not in fiche.signalees and not _filled(fiche, rubrique.cle):
                yield _missing(fiche, rubrique.cle, rubrique.titre)
        if not any(_filled(fiche, cle) or cle in fiche.signalees for cle in MOYENS):
            message = "cette fiche ne dit rien de ses moyens : logistiques, numériques ou humains."
            yield Finding("F007", message, _place(fiche, *MOYENS), ("ajoutez « ## Moyens humains ».",))
        if not _has_budget(fiche, projet, comptes):
            message = (
                f"cette fiche n'a pas de budget : ni dépense rattachée à {fiche.cle} dans le classeur, ni commentaire."
            )
            yield Finding("F007", message, _place(fiche, "budget"))
        if "indicateurs" in fiche.rubriques and not fiche.indicateurs and "indicateurs" not in fiche.signalees:
            hint = "ajoutez « ### Indicateur : … » et ses lignes."
            yield Finding("F009", "cette fiche n'a aucun indicateur.", fiche.rubriques["indicateurs"], (hint,))


def _has_budget(fiche: Fiche, projet: Projet, comptes: Comptes) -> bool:
    """A cost in the workbook or a comment; yes as well while either cannot be known."""
    unknown = Piece.BUDGET in projet.trous or "budget" in fiche.signalees
    return unknown or _filled(fiche, "budget") or fiche.cle in comptes.couts_fiches


def _filled(fiche: Fiche, cle: str) -> bool:
    match cle:
        case "sous_actions":
            return bool(fiche.sous_actions)
        case "planning":
            return bool(fiche.planning)
        case "indicateurs":
            return cle in fiche.rubriques
        case _:
            return says_something(fiche.textes.get(cle, ()))


def _missing(fiche: Fiche, cle: str, titre: str) -> Finding:
    if cle in fiche.rubriques:
        return Finding("F007", f"la rubrique « {titre} » est vide.", fiche.rubriques[cle])
    return Finding("F007", f"il manque la rubrique « {titre} ».", fiche.span, (f"ajoutez une ligne « ## {titre} ».",))


def _place(fiche: Fiche, *cles: str) -> Span:
    return next((fiche.rubriques[cle] for cle in cles if cle in fiche.rubriques), fiche.span)


@controle()
def codes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A code names one fiche, follows its mission, and begins the file's name."""
    seen: dict[str, Fiche] = {}
    for fiche in projet.fiches:
        if fiche.code is None:
            continue
        code = fiche.code.value
        first = seen.setdefault(code, fiche)
        if first is not fiche:
            message = f"le code {code} est déjà celui de {first.path}."
            yield Finding("F010", message, fiche.code.span, (), (first.code.span,) if first.code else ())
        expected = PAR_RANG[int(code[1])].cle
        if fiche.mission is not None and fiche.mission.value != expected:
            message = f"le code {code} est celui d'une fiche « {expected} », or la fiche dit « {fiche.mission.value} »."
            rang = PAR_CLE[fiche.mission.value].rang
            yield Finding("F011", message, fiche.code.span, (f"écrivez M{rang}{code[2:]}, ou corrigez la mission.",))
        name = fiche.path.rsplit("/", 1)[-1]
        if first is fiche and not name.startswith((f"{code}-", f"{code}.")):
            yield Finding("F019", f"le nom du fichier devrait commencer par {code}.", fiche.code.span)


@controle()
def missions_have_fiches(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    kept = {placed.value: placed for placed in projet.identite.missions}
    for fiche in projet.fiches:
        if fiche.mission is not None and projet.retenue(fiche.mission.value) is False:
            message = f"la mission « {fiche.mission.value} » n'est pas retenue dans projet.yaml."
            yield Finding("F014", message, fiche.mission.span)
    if projet.fiches_illisibles or any(fiche.mission is None for fiche in projet.fiches):
        return
    told = {fiche.mission.value for fiche in projet.fiches if fiche.mission}
    told |= {PAR_RANG[int(fiche.code.value[1])].cle for fiche in projet.fiches if fiche.code}
    for cle, placed in kept.items():
        if cle not in told:
            mission = projet.bareme.mission(cle)
            socle = mission is not None and mission.statut == SOCLE
            message = f"la mission {'socle ' if socle else ''}« {PAR_CLE[cle].titre} » n'a aucune fiche action."
            hint = f"créez par exemple content/fiches/M{PAR_CLE[cle].rang}-01-….md."
            yield Finding("F015" if socle else "F017", message, placed.span, (hint,))


@controle()
def dates(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """signature ≤ démarrage ≤ déploiement ≤ fin; a start before signature is only a warning."""
    signature = projet.identite.dates.get("signature")
    for fiche in projet.fiches:
        given = [
            (name, placed)
            for name, placed in (
                ("le démarrage", fiche.dates.demarrage),
                ("le déploiement", fiche.dates.deploiement),
                ("la fin", fiche.dates.fin),
            )
            if placed is not None
        ]
        for (before, first), (after, second) in itertools.pairwise(given):
            if second.value.fin < first.value.debut:
                message = f"{after} ({second.value}) précède {before} ({first.value})."
                yield Finding("F012", message, second.span, (), (first.span,))
        start = fiche.dates.demarrage
        if signature and start and start.value.fin < signature.value.debut:
            message = f"le démarrage ({start.value}) précède la signature du contrat ({signature.value})."
            yield Finding("F013", message, start.span, (), (signature.span,))


@controle()
def planning_dates(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each stage has a date that can be read as one."""
    signature = projet.identite.dates.get("signature")
    for fiche in projet.fiches:
        for etape in fiche.planning:
            once = ONCE.match(fold(text_of(etape.etape)))
            if etape.echeance is None and (once or etape.par_an is None) and not is_pending(etape.date.value):
                typed = etape.date.value
                if not typed and fiche.path in projet.incomplets:
                    continue  # perhaps a row cut in two, which was told
                message = f"« {typed} » n'est pas une date." if typed else "cette étape n'a pas de date."
                hint = "écrivez par exemple « mars 2027 », « T2 2027 » ou « 15/03/2027 »"
                hint += "." if once else ", ou « chaque semestre » pour ce qui revient."
                forms = exact_forms(typed, signature.value.debut if signature else None)
                if forms:
                    hint = f"écrivez {' ou '.join(f'« {form} »' for form in forms)}."
                yield Finding("F018", message, etape.date.span, (hint,))


@controle()
def tables_without_heading(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The planning, or the sub-actions, under another heading: its own was deleted."""
    for fiche in projet.fiches:
        for egare in fiche.tableaux_egares:
            message = f"ce tableau « {egare.colonnes} » n'est pas sous son titre."
            hint = f"ajoutez au-dessus une ligne « ## {RUBRIQUES[egare.cle].titre} », puis une ligne vide."
            yield Finding("F050", message, egare.span, (hint,))


@controle(Piece.IDENTITE)
def orientations(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = projet.identite.orientations_prs
    if not known and PROJET in projet.incomplets:
        return
    for fiche in projet.fiches:
        for placed in fiche.orientations_prs:
            if placed.value not in known:
                message = f"l'orientation « {placed.value} » n'est pas dans orientations_prs de projet.yaml."
                yield Finding("F016", message, placed.span, _orientation(placed.value, known))


def _orientation(typed: str, known: Mapping[str, str]) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    if len(parts) > 1:
        return (f"plusieurs codes se mettent entre crochets : [{', '.join(parts)}].",)
    choices = tuple(f"{code} : {titre}" for code, titre in known.items())
    return did_you_mean(typed, known) if nearest(typed, known) else ("les codes connus :", *choices)


@controle()
def optional_sections(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The headings of the trame that no text imposes, told together for one fiche."""
    for fiche in projet.fiches:
        with_means = any(_filled(fiche, cle) for cle in MOYENS)
        empty = [
            f"« {rubrique.titre} »"
            for rubrique in TRAME
            if not rubrique.obligatoire
            and rubrique.cle != "budget"
            and rubrique.cle not in fiche.signalees
            and (rubrique.cle not in MOYENS or with_means)
            and not _filled(fiche, rubrique.cle)
        ]
        if empty and fiche.path not in projet.incomplets:
            yield Finding("F022", f"rubriques facultatives vides ou absentes : {', '.join(empty)}.", fiche.span)


@controle()
def problems_rest_on_the_diagnostic(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A figure, or the code of a need such as B4."""
    for fiche in projet.fiches:
        blocks = fiche.textes.get("problematiques", ())
        if says_something(blocks) and not rests_on_the_diagnostic(blocks, comptes.faits):
            message = "les problématiques ne citent ni chiffre ni besoin du diagnostic (B1, B2…)."
            yield Finding("F023", message, fiche.rubriques["problematiques"])


@controle()
def linked_to_the_prs(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Told at the empty line where there is one, with the codes that the project knows as choices."""
    if not projet.identite.orientations_prs:
        return
    codes = projet.identite.orientations_prs
    choices = tuple(f"{code} : {titre}" for code, titre in codes.items())
    for fiche in projet.fiches:
        if not fiche.orientations_prs and fiche.path not in projet.incomplets:
            place = fiche.entete.get("orientations_prs")
            do = "mettez entre ces crochets" if place else "ajoutez à l'en-tête « orientations_prs: [CODE] », avec"
            message = "cette fiche ne se rattache à aucune orientation du PRS."
            yield Finding("F032", message, place or fiche.span, (f"{do} le code de celle qu'elle sert :", *choices))


@controle()
def someone_does_it(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        for line in fiche.sous_actions:
            if not line.qui.value and fiche.path not in projet.incomplets:
                message = f"la sous-action « {text_of(line.action)} » n'a pas de responsable."
                yield Finding("F033", message, line.span)


@controle()
def no_amount_in_prose(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An amount typed under *Budget* would go stale beside the workbook's."""
    for fiche in projet.fiches:
        for block in fiche.textes.get("budget", ()):
            for inlines in inlines_of(block):
                match = AMOUNT.search(text_of(inlines))
                if match:
                    message = f"« {match.group()} » : un montant ne se tape pas dans une fiche, il vient du classeur."
                    hint = "inscrivez-le dans le classeur avec le code de la fiche, et effacez-le ici."
                    yield Finding("F034", message, block.span, (hint,))


@controle()
def within_the_contract(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Dates of an action between the effect of the contract and its fifth anniversary."""
    first = projet.debut_contrat
    if first is None:
        return
    last = anniversary(first, ANNEES_CONTRAT)
    for fiche in projet.fiches:
        for placed in (fiche.dates.deploiement, fiche.dates.fin):
            if placed is not None and placed.value.debut >= last:
                message = f"{placed.value} : le contrat, qui prend effet le {Echeance(first)}, dure cinq ans."
                yield Finding("F035", message, placed.span)


@controle()
def drafts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for fiche in projet.fiches:
        if fiche.est_brouillon and fiche.statut is not None:
            yield Finding("F037", "cette fiche est encore un brouillon.", fiche.statut.span)


@controle()
def pilots(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A pilot has a profession, and not too many actions."""
    limit = projet.identite.reglages.actions_par_pilote
    annuaire = projet.annuaire
    by_person: dict[str, list[Placed[str]]] = {}
    for fiche in projet.fiches:
        personne = annuaire.trouver(fiche.pilote.value) if fiche.pilote else None
        if personne is not None and fiche.pilote is not None:
            by_person.setdefault(personne.cle, []).append(fiche.pilote)
    for cle, placed in by_person.items():
        personne = annuaire.trouver(cle)
        if personne is not None and personne.type == PHYSIQUE and not personne.profession:
            yield Finding(
                "G006", f"{personne.nom_complet} pilote une action mais n'a pas de profession.", personne.span
            )
        if len(placed) > limit:
            message = f"« {cle} » pilote {len(placed)} actions ; au-delà de {limit}, pensez à partager."
            hint = "le seuil se règle dans projet.yaml : reglages, actions_par_pilote."
            yield Finding("F031", message, placed[-1].span, (hint,))
