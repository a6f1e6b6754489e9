"""The *rapport d'activité* of a contract year: what was done, measured, received and spent, a page per mission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.montants import rounded
from pipeline.assemble.budget.montants import tableau as tableau_d_euros
from pipeline.assemble.partie import alinea, etiquette, tableau, titre, with_faits
from pipeline.assemble.rapport_en_barres import sommes_en_barres, taux_en_barres
from pipeline.model.atteinte import Atteinte, AtteinteMission
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.droits import ZERO, AnneeContrat, total
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Fiche
from pipeline.model.langue.francais import euros, majuscule, nombre
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.parcours import shift
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, BulletList, OrderedList, Paragraph, plain, text_of
from pipeline.model.realise import Suivi as SuiviDuBudget
from pipeline.model.suivi import ECARTS, FAIT, PREUVES, SUIVI, TRAME_SUIVI, Suivi
from pipeline.model.valeur import dataclass

RIEN = (
    "Rien n'est encore noté : écrivez ce qui a été fait dans content/suivi/, "
    "et ce qui a été mesuré dans budgets/indicateurs.xlsx."
)
REGLE = (
    "Le taux d'un indicateur est le chemin parcouru de son départ à la cible de l'année, entre 0 et 100\u00a0% ; "
    "oui ou non vaut 100 ou 0\u00a0%. Le taux d'une mission est la moyenne de ses indicateurs du volet variable, "
    "chacun compté selon son poids ; celui qui n'a pas été mesuré compte pour 0\u00a0%, celui qui n'a pas de cible cette "
    "année-là est laissé de côté. Les taux sont arrondis au dixième, et le volet variable obtenu est le droit de l'année "
    "multiplié par ce taux. C'est une estimation : l'assurance maladie arrête les taux."
)
SOMMES = (
    "Attendu : les droits de l'année, parts fixes, avec le volet variable au taux mesuré, tant que l'assurance maladie "
    "ne l'a pas arrêté. Reçu et dépensé : ce que la trésorerie a noté. Reste : reçu moins dépensé, virements entre blocs compris."
)
HEAD_INDICATEURS = ("Indicateur", "Départ", "Cible", "Mesuré", "Atteint", "Preuve")
HEAD_ATTEINTES = ("Mission", "Mesurés", "Taux", "Volet variable à 100\u00a0%", "Obtenu")
HEAD_SOMMES = ("Bloc", "Budget", "Attendu", "Reçu", "Dépensé", "Reste")
HEAD_CHANGEMENTS = ("Date", "Quoi", "Objet", "Décidé par")
RIEN_DE_NEUF = "Aucune version du projet ni du budget n'a été adoptée dans l'année."
UNE_SEULE = "Une seule réunion est notée ; il en est attendu deux par an."
MEETINGS_A_YEAR = 2
HEAD_REUNIONS = ("Date", "Participants", "Décisions")
RIGHT, NONE = "right", "—"


@dataclass(frozen=True, slots=True)
class _Annee:
    """The contract year that is told."""

    contrat: AnneeContrat
    suivis: Sequence[Suivi]
    preuves: dict[str, int]
    """Each proof, numbered where it is first met."""

    def preuve(self, words: str) -> str:
        """« n° 3 »; the same piece has the same number everywhere."""
        if not words:
            return NONE
        return f"n°\u00a0{self.preuves.setdefault(words, len(self.preuves) + 1)}"


def rapport(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The year as a whole, then a page for each mission, and the proofs."""
    year = annee_racontee(projet, comptes)
    if year is None:
        return (titre(1, "Rapport d'activité"), alinea(RIEN), *_illisibles(projet, constats))
    told = _Annee(year, suivis_de(year, projet), {})
    last = Echeance(year.fin - timedelta(1))
    common = _fonctionnement(told, comptes, constats)
    missions = [
        block
        for mission in MISSIONS
        if mission.cle in projet.identite.retenues or projet.fiches_de(mission.cle)
        for block in _mission(mission, told, projet, comptes, constats)
    ]
    return (
        titre(1, f"Rapport d'activité, année {year.rang}"),
        alinea(f"Du {Echeance(year.debut)} au {last}."),
        *atteintes(year.rang, comptes),
        *sommes(year.rang, comptes),
        *changements(year, projet),
        *reunions(year, projet),
        *common,
        *missions,
        *_preuves(told),
        *_pieces_comptables(year.rang, comptes),
        *_illisibles(projet, constats),
    )


def annee_racontee(projet: Projet, comptes: Comptes) -> AnneeContrat | None:
    """The year asked for; else the last of which a text tells, else the last in which something was measured."""
    asked = projet.annee_du_rapport
    if asked:
        return next((year for year in comptes.contrat.annees if year.rang == asked), None)
    written = {suivi.annee.value for suivi in projet.suivis}
    years = comptes.contrat.annees
    told = [year for year in years if year.debut.year in written]
    measured = [year for year in years if year.rang in comptes.atteintes.annees()]
    return next(reversed(told or measured), None)


def suivis_de(year: AnneeContrat, projet: Projet) -> Sequence[Suivi]:
    """What the pilots wrote of a contract year."""
    return [one for one in projet.suivis if one.annee.value == year.debut.year]


# --- the whole year -----------------------------------------------------------------------------------------------


def resultats(comptes: Comptes) -> Sequence[Block]:
    """For the terminal: the rates of each year in which something was measured."""
    return tuple(
        block
        for year in comptes.atteintes.annees()
        for block in (alinea(f"Année de contrat {year}"), *_taux(year, comptes))
    )


def atteintes(year: int, comptes: Comptes) -> Sequence[Block]:
    """The rates of the missions and what they give, beside the scenarios of the contract."""
    if year not in comptes.atteintes.annees():
        return (titre(2, "Les résultats"), alinea("Aucun indicateur n'a été mesuré cette année."))
    return (
        titre(2, "Les résultats"),
        alinea(REGLE),
        *_taux(year, comptes),
        *taux_en_barres(year, comptes),
        *_scenarios(year, comptes),
    )


def _taux(year: int, comptes: Comptes) -> Sequence[Block]:
    found = [one for one in comptes.atteintes.missions if one.annee == year]
    rows = [
        (
            FEUILLES[one.mission],
            f"{one.mesures} sur {one.attendus}",
            percent(one.taux),
            euros(one.droit),
            NONE if one.obtenu is None else euros(one.obtenu),
        )
        for one in found
    ]
    whole = total(one.droit for one in found), total(one.obtenu or ZERO for one in found)
    rows.append(("Total", "", "", euros(whole[0]), euros(whole[1])))
    aligns = ("left", *(RIGHT,) * 4)
    return (
        etiquette("Le volet variable, selon les résultats mesurés"),
        tableau_d_euros(HEAD_ATTEINTES, rows, aligns, total_row=True),
    )


def _scenarios(year: int, comptes: Comptes) -> Sequence[Block]:
    """What the year is worth in each scenario, and with what was measured."""
    contrat = comptes.contrat
    obtenu = total(one.obtenu or ZERO for one in comptes.atteintes.missions if one.annee == year)
    sure = contrat.droits_de(year, contrat.scenarios[0])
    rows = [
        (majuscule(scenario.nom), rounded(contrat.droits_de(year, scenario)))
        for scenario in contrat.scenarios
    ]
    rows.append(("Résultats mesurés", rounded(sure + obtenu)))
    return (
        etiquette("Les droits de l'année, selon les scénarios et les résultats mesurés"),
        tableau_d_euros(("Scénario", "Droits de l'année"), rows, ("left", RIGHT), arrondis=True),
    )


def sommes(year: int, comptes: Comptes) -> Sequence[Block]:
    blocs = [line.cle for line in comptes.realise.depenses if line.annee == year]
    if not blocs:
        return (titre(2, "Les sommes"), alinea("La trésorerie n'a encore noté aucune somme."))
    found = [_somme(bloc, year, comptes) for bloc in blocs]
    whole = [total(column) for column in zip(*found, strict=True)]
    names = [*(FEUILLES[bloc] for bloc in blocs), "Total"]
    rows = [(name, *map(rounded, line)) for name, line in zip(names, [*found, whole], strict=True)]
    return (
        titre(2, f"Les sommes, à fin {comptes.realise.arrete}"),
        alinea(SOMMES),
        etiquette("Attendu, reçu, dépensé et reste de chaque bloc"),
        tableau_d_euros(HEAD_SOMMES, rows, ("left", *(RIGHT,) * 5), total_row=True, arrondis=True),
        sommes_en_barres(names[:-1], found),
    )


def _somme(bloc: str, year: int, comptes: Comptes) -> Sequence[Decimal]:
    """Budget, granted, received, spent, left."""
    spent, got = (
        _line(comptes.realise.depenses, bloc, year),
        _line(comptes.realise.ressources, bloc, year),
    )
    fait = spent.fait if spent else ZERO
    recu = got.fait if got else ZERO
    totals = comptes.blocs.get(bloc)
    moved = totals.recu[year - 1] - totals.verse[year - 1] if totals else ZERO
    return (
        spent.budget if spent else ZERO,
        _accorde(bloc, year, comptes),
        recu,
        fait,
        recu + moved - fait,
    )


def _accorde(bloc: str, year: int, comptes: Comptes) -> Decimal:
    """The fixed parts, and the variable one at the rate measured."""
    contrat = comptes.contrat
    mine = [right for right in contrat.droits if (right.bloc, right.annee) == (bloc, year)]
    fixed = total(right.montant for right in mine if not right.variable)
    won = _of_mission(bloc, year, comptes)
    return fixed + (won.obtenu or ZERO if won else ZERO)


def _line(lines: Iterable[SuiviDuBudget], cle: str, year: int) -> SuiviDuBudget | None:
    return next((line for line in lines if (line.cle, line.annee) == (cle, year)), None)


def _of_mission(mission: str, year: int, comptes: Comptes) -> AtteinteMission | None:
    return next(
        (one for one in comptes.atteintes.missions if (one.mission, one.annee) == (mission, year)),
        None,
    )


def reunions(year: AnneeContrat, projet: Projet) -> Sequence[Block]:
    rows = [
        (str(one.le.value), one.participants, one.decisions)
        for one in projet.mesures.reunions
        if one.le is not None and year.debut <= one.le.value.debut < year.fin
    ]
    head = titre(2, "Les réunions sur les indicateurs")
    if not rows:
        return (head, alinea("Aucune réunion n'est notée."))
    label = etiquette("Les réunions de l'année et leurs décisions")
    few = (alinea(UNE_SEULE),) if len(rows) < MEETINGS_A_YEAR else ()
    return (head, *few, label, tableau(HEAD_REUNIONS, rows, ("left",) * 3))


def changements(year: AnneeContrat, projet: Projet) -> Sequence[Block]:
    """What was adopted in the year: versions of the projet, then of the budget."""
    rows = [
        (str(one.date.value), f"projet, version {one.version}", one.objet, one.instance)
        for one in projet.versions
        if one.date is not None and year.debut <= one.date.value.debut < year.fin
    ]
    rows += [
        (str(one.date.value), f"budget, {one.nom}", one.objet, one.instance)
        for one in projet.versions_budget
        if one.date is not None and year.debut <= one.date.value.debut < year.fin
    ]
    head = titre(2, "Ce qui a changé dans l'année")
    if not rows:
        return (head, alinea(RIEN_DE_NEUF))
    label = etiquette("Les versions adoptées dans l'année")
    return (head, label, tableau(HEAD_CHANGEMENTS, rows, ("left",) * 4))


# --- the fonctionnement, and a mission ----------------------------------------------------------------------------


def _fonctionnement(told: _Annee, comptes: Comptes, constats: Constats) -> Sequence[Block]:
    """What no fiche does; silent while neither the texts nor the treasury tell anything of it."""
    suivi = _suivi(FONCTIONNEMENT, told)
    spent = _in_a_sentence(FONCTIONNEMENT, told.contrat.rang, comptes)
    if suivi is None and not spent:
        return ()
    words = _texte(suivi, FAIT, comptes, constats) if suivi else ()
    return (
        titre(2, "Le fonctionnement"),
        *spent,
        *words,
        *_texte(suivi, ECARTS, comptes, constats),
        *_pieces(suivi, told),
    )


def _suivi(cle: str, told: _Annee) -> Suivi | None:
    return next((one for one in told.suivis if one.fiche.value == cle), None)


def _mission(
    mission: Mission, told: _Annee, projet: Projet, comptes: Comptes, constats: Constats
) -> Sequence[Block]:
    year = told.contrat.rang
    fiches = sorted(projet.fiches_de(mission.cle), key=lambda fiche: fiche.cle)
    return (
        titre(2, f"Mission {mission.rang} — {mission.titre}"),
        *_in_a_sentence(mission.cle, year, comptes),
        *(block for one in fiches for block in _fiche(one, told, comptes, constats)),
    )


def _in_a_sentence(mission: str, year: int, comptes: Comptes) -> Sequence[Block]:
    said: list[str] = []
    won = _of_mission(mission, year, comptes)
    if won is not None and won.obtenu is not None:
        said.append(
            f"Objectifs atteints à {percent(won.taux)} : {euros(won.obtenu)} de volet variable sur "
            f"{euros(won.droit)}."
        )
    spent = _line(comptes.realise.depenses, mission, year)
    if spent is not None:
        said.append(f"Dépensé : {euros(spent.fait)}, pour un budget de {euros(spent.budget)}.")
    return (alinea(" ".join(said)),) if said else ()


def _fiche(fiche: Fiche, told: _Annee, comptes: Comptes, constats: Constats) -> Sequence[Block]:
    name = " — ".join(filter(None, (fiche.cle, fiche.titre.value if fiche.titre else "")))
    suivi = _suivi(fiche.cle, told)
    year = told.contrat.rang
    measured = [
        one for one in comptes.atteintes.indicateurs if (one.fiche, one.annee) == (fiche.cle, year)
    ]
    return (
        titre(3, name),
        *_texte(suivi, FAIT, comptes, constats),
        *_cost(fiche, year, comptes),
        *_indicateurs(measured, told),
        *_texte(suivi, ECARTS, comptes, constats),
        *_pieces(suivi, told),
    )


def _texte(suivi: Suivi | None, cle: str, comptes: Comptes, constats: Constats) -> Sequence[Block]:
    """What the pilot wrote, under its name; that nothing was written of what was done is said."""
    blocks = suivi.textes.get(cle, ()) if suivi else ()
    if not blocks or suivi is None:
        return (alinea("Rien n'est noté pour cette année."),) if cle == FAIT else ()
    marked = constats.among(blocks, suivi.path) if cle == FAIT else blocks
    return (etiquette(TRAME_SUIVI[cle][0]), *shift(with_faits(marked, comptes.faits), 1))


def _cost(fiche: Fiche, year: int, comptes: Comptes) -> Sequence[Block]:
    line = _line(comptes.realise.fiches, fiche.cle, year)
    if line is None:
        return ()
    return (alinea(f"Dépensé : {euros(line.fait)}, pour un budget de {euros(line.budget)}."),)


def _indicateurs(found: Sequence[Atteinte], told: _Annee) -> Sequence[Block]:
    if not found:
        return ()
    rows = [_row(one, told) for one in found]
    notes = [
        f"{majuscule(one.indicateur.nom)} : {one.mesure.commentaire}"
        for one in found
        if one.mesure is not None and one.mesure.commentaire
    ]
    table = tableau(HEAD_INDICATEURS, rows, ("left", "left", "left", "left", RIGHT, "left"))
    return (etiquette(f"Les indicateurs de {found[0].fiche}"), table, *map(alinea, notes))


def _row(one: Atteinte, told: _Annee) -> Sequence[str]:
    mesure, target = one.mesure, one.indicateur.cibles.get(one.annee)
    value = mesure.valeur.value if mesure and mesure.valeur else "non mesuré"
    day = f" ({mesure.le.value})" if mesure and mesure.valeur and mesure.le else ""
    proof = mesure.justificatif.value if mesure and mesure.justificatif else ""
    return (
        majuscule(one.indicateur.nom),
        majuscule(one.indicateur.depart) or NONE,
        target.value if target else NONE,
        f"{value}{day}",
        percent(one.taux),
        told.preuve(proof),
    )


def _pieces(suivi: Suivi | None, told: _Annee) -> Sequence[Block]:
    """The proofs of a text, by their numbers: each item of its list, or each paragraph, is one."""
    numbers = [
        told.preuve(words) for words in _items(suivi.textes.get(PREUVES, ()) if suivi else ())
    ]
    return (alinea(f"Pièces : {', '.join(numbers)}."),) if numbers else ()


def _items(blocks: Iterable[Block]) -> Sequence[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, BulletList | OrderedList):
            found += [" ".join(_items(item)) for item in block.items]
        elif isinstance(block, Paragraph):
            found.append(text_of(block.inlines).strip())
    return [words for words in found if words]


def _preuves(told: _Annee) -> Sequence[Block]:
    if not told.preuves:
        return ()
    items = tuple((Paragraph(plain(words)),) for words in told.preuves)
    return (titre(2, "Les preuves"), OrderedList(1, items))


def _pieces_comptables(year: int, comptes: Comptes) -> Sequence[Block]:
    """How much of what was spent has its proof, numbered in the bundle of the treasurer."""
    found = comptes.bordereaux.get(year)
    if found is None or not found.justifies:
        return ()
    proven = [one for each in found.justifies for one in each.operations if one.est_depense]
    lacking = [one for one in found.sans_piece if one.est_depense]
    spent = total(one.montant for one in (*proven, *lacking))
    said = (
        f"{euros(total(one.montant for one in proven))} de dépenses sur {euros(spent)} ont leur pièce comptable, "
        "sous le numéro du bordereau de l'année."
    )
    return (titre(2, "Les pièces comptables"), alinea(said))


def _illisibles(projet: Projet, constats: Constats) -> Sequence[Contenu]:
    """In a brouillon, the texts that could not be read."""
    found: list[Contenu] = []
    for path in sorted(path for path in projet.illisibles if path.startswith(SUIVI)):
        found += constats.of_file(path)
    return found


def percent(rate: Decimal | None) -> str:
    """« 73,7 % », « 100 % »."""
    if rate is None:
        return NONE
    shown = (rate * 100).quantize(Decimal("0.1"))
    whole = shown == shown.to_integral_value()
    return f"{nombre(shown.quantize(Decimal(1)) if whole else shown)}\u00a0%"
