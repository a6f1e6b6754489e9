"""The rules between things: plain functions in a hand-written tuple, one module per noun.

Each takes the projet, its comptes and the day, and yields findings.  ``today`` may change a warning, never a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from pipeline.check import (
    articles,
    besoins,
    budget,
    bureau,
    chiffres,
    contrat,
    depenses,
    diffusion,
    fiches,
    gouvernance,
    indemnites,
    indicateurs,
    langue,
    livrables,
    personnes,
    planning,
    projet,
    realise,
    renvois,
    ressources,
    reunions,
    statuts,
    territoire,
    textes,
)
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.projet import ConstatAccepte, Projet
from pipeline.model.rules import RULES

MISREAD = "si la phrase est juste et que le logiciel l'a mal lue, acceptez ce constat dans constats-acceptes.csv."

Check = Callable[[Projet, Comptes, date], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    projet.missions_socles,
    projet.dates_in_order,
    projet.chapters_of_missions,
    projet.three_parts,
    projet.tables_in_their_part,
    territoire.size_follows_population,
    territoire.communes_once,
    territoire.communes_listed,
    territoire.codes_of_communes,
    territoire.codes_known,
    territoire.cities_or_arrondissements,
    territoire.one_region,
    territoire.populations_sourced,
    territoire.names_of_communes,
    personnes.keys_once,
    personnes.cited_people_exist,
    personnes.members_once,
    personnes.contacts,
    personnes.colleges_exist,
    fiches.required_sections,
    fiches.optional_sections,
    fiches.problems_rest_on_the_diagnostic,
    fiches.linked_to_the_prs,
    fiches.someone_does_it,
    fiches.no_amount_in_prose,
    fiches.within_the_contract,
    reunions.meetings_are_planned,
    fiches.drafts,
    fiches.pilots,
    indicateurs.complete,
    indicateurs.progress,
    indicateurs.measured,
    indicateurs.names_once,
    indicateurs.variable_part,
    indicateurs.results_from_year_two,
    indicateurs.few,
    fiches.codes,
    fiches.missions_have_fiches,
    fiches.dates,
    fiches.planning_dates,
    fiches.tables_without_heading,
    planning.planning,
    fiches.orientations,
    besoins.codes_once,
    besoins.cited_exist,
    besoins.priorities_answered,
    besoins.fiches_answer,
    besoins.evidence,
    besoins.missions_kept,
    besoins.leads_by_mission,
    budget.workbook_exists,
    budget.bareme_known,
    budget.baremes_add_up,
    budget.blocks_balance,
    budget.within_bareme,
    budget.crisis_plan_once,
    budget.fiches_exist,
    budget.blocks_of_missions,
    budget.virements_are_discussed,
    budget.virements_between_blocks,
    personnes.members_described,
    personnes.members_signed,
    personnes.professions_known,
    depenses.amounts_explained,
    depenses.charges_on_salaries,
    depenses.auditor,
    depenses.training_once,
    depenses.tied_to_a_fiche,
    depenses.fiche_of_the_mission,
    depenses.missions_have_money,
    depenses.certain_money,
    ressources.given_by_someone,
    ressources.fees_of_the_members,
    ressources.below_the_bareme,
    ressources.no_planned_crisis,
    ressources.bareme_of_the_time,
    ressources.shown_totals,
    ressources.made_for_this_project,
    indemnites.register_adds_up,
    indemnites.within_the_ceiling,
    indemnites.ceiling_of_the_year,
    indemnites.hours_and_rates,
    indemnites.rates_differ,
    indemnites.after_validation,
    indemnites.salaried_people,
    realise.counted_in_a_year,
    realise.crises_declared,
    realise.foreseen,
    realise.fiche_of_the_line,
    realise.given_back,
    realise.within_the_budget,
    realise.closed_years_balance,
    realise.in_its_block,
    realise.months_follow,
    realise.told_once,
    contrat.within_the_delays,
    contrat.starts_within_the_contract,
    contrat.crisis_plan,
    contrat.silent_approval,
    contrat.settings_fit,
    contrat.first_year_prorated,
    contrat.cash_above_zero,
    contrat.amounts_in_texts,
    statuts.colleges_once,
    statuts.seats_add_up,
    statuts.seats_in_balance,
    statuts.proxies,
    statuts.terms,
    statuts.votes_are_ruled,
    statuts.shares_are_understood,
    statuts.second_call,
    statuts.values_are_used,
    bureau.posts_held,
    bureau.posts_required,
    bureau.holders_of_the_board,
    bureau.seats_of_the_board,
    bureau.composition,
    bureau.within_the_model,
    articles.one_way_to_elect,
    articles.partners_do_not_vote,
    articles.one_fee,
    articles.one_reglement,
    articles.one_representation,
    articles.pay_clause,
    articles.missions_named,
    articles.law_of_the_seat,
    articles.legal_form,
    articles.democracy,
    gouvernance.numbers_agree,
    gouvernance.functions_agree,
    livrables.annexes_have_a_part,
    livrables.three_parts_in_order,
    livrables.file_is_complete,
    livrables.acts_are_written,
    diffusion.public_documents,
    diffusion.private_files,
    textes.blanks,
    textes.blanks_in_budget,
    textes.facts_exist,
    textes.braces,
    textes.pictures,
    textes.links,
    textes.leftovers_of_example,
    renvois.references_lead_somewhere,
    renvois.anchors_once,
    renvois.annexes_cited,
    renvois.numbers_follow,
    renvois.codes_exist,
    renvois.tables_have_rows,
    chiffres.figures_agree,
    langue.sigles_explained,
    langue.sigles_with_one_meaning,
    langue.present_terms,
    langue.abandoned_amounts,
    langue.nobody_left_out,
    langue.information_system,
    langue.users_take_part,
)


def check(projet: Projet, comptes: Comptes, today: date) -> tuple[Finding, ...]:
    """Every finding of every rule."""
    return tuple(finding for rule in CHECKS for finding in rule(projet, comptes, today))


def settle(findings: Iterable[Finding], acceptes: Iterable[ConstatAccepte]) -> tuple[Finding, ...]:
    """The findings left without those that the CPTS accepted; a line that accepts nothing is one more."""
    left = list(findings)
    for accepte in acceptes:
        kept = [finding for finding in left if not _fits(accepte, finding)]
        if len(kept) == len(left):
            if not _names_one(accepte):
                message = f"un constat {accepte.code} s'accepte un par un."
                hint = "tapez dans la colonne « texte » le numéro ou l'adresse, comme le constat le donne."
                left.append(Finding("A001", message, accepte.span, (hint,)))
                continue
            words = f" ne contient « {accepte.texte} »" if accepte.texte else ""
            message = f"aucun constat {accepte.code} {'de' if words else 'dans'} {accepte.fichier}{words}."
            left.append(Finding("A001", message, accepte.span, ("effacez cette ligne.",)))
        else:
            left = kept
    return tuple(_with_a_way_out(finding) for finding in left)


def _with_a_way_out(finding: Finding) -> Finding:
    """An error that may come from a sentence misread says how to go on."""
    if not RULES[finding.code].contestable:
        return finding
    return replace(finding, hints=(*finding.hints, MISREAD))


SHORTEST = 8
"""Signs of a phone number, or of an address: fewer would accept any of them."""


def _names_one(accepte: ConstatAccepte) -> bool:
    """Whether a line says which finding it accepts, where its rule asks for it."""
    rule = RULES.get(accepte.code)
    return rule is None or not rule.nommement or len(accepte.texte) >= SHORTEST


def _fits(accepte: ConstatAccepte, finding: Finding) -> bool:
    return (
        finding.code == accepte.code
        and _names_one(accepte)
        and (not finding.is_error or RULES[finding.code].contestable)
        and finding.span.path == accepte.fichier
        and fold(accepte.texte) in fold(finding.message)
    )
