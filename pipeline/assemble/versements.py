"""What the CPTS will receive, and when: rights, scenarios, payments, cash, each with its hypotheses in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.montants import capital, in_euros, tableau, together, with_total
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.ancre import de_annexe
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import EGAL, FEUILLES, ORIGINES_ACI, TRIMESTRIEL, UN_MOIS, Budget, Depense, Ressource
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import (
    ANNEE_BISSEXTILE,
    AVANT_LE_CONTRAT,
    CHANGEMENT,
    CRISES,
    DATE_SANS_JOUR,
    PRUDENT,
    RESULTATS,
    SANS_DATE_DE_DEMARRAGE,
    SNP,
    Changement,
    ReglagesContrat,
    ReglesContrat,
    Scenario,
)
from pipeline.model.document import Contenu
from pipeline.model.droits import ZERO, Contrat, Droit, MoisTresorerie, Tresorerie, Versement, total
from pipeline.model.echeance import MOIS, Echeance, Precision
from pipeline.model.francais import euros, lettres
from pipeline.model.projet import Projet
from pipeline.model.prose import SOUS, Block, BulletList, Link, Paragraph, Strong, Table, Text, plain
from pipeline.model.span import Placed, Span

INCONNU = "Les droits ne peuvent pas être calculés : il manque le barème ou la taille de la CPTS."
SANS_DATE = (
    "Le contrat n'a pas encore de date de signature : les droits sont ceux d'années entières, "
    "et les versements ne peuvent pas être datés."
)
NONE = "—"
SEUIL = Scenario("toutes les missions à 80\u00a0%", Decimal("0.8"))
"""What readers ask for, whatever scenarios a project has chosen."""

RIGHT = "right"


def versements(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The whole part: hypotheses, rights, scenarios, payments on both axes, cash, rules and their sources."""
    contrat = comptes.contrat
    if contrat is None or not contrat.droits:
        return (titre(1, "Ce que la CPTS recevra"), alinea(INCONNU))
    return (*droits_et_scenarios(projet, comptes), *calendrier_et_tresorerie(projet, comptes), *_rules(projet, contrat))


def droits_et_scenarios(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    contrat = comptes.contrat
    if contrat is None or not contrat.droits:
        return (alinea(INCONNU),)
    return (
        titre(1, "Ce que la CPTS recevra"),
        titre(2, "Les hypothèses"),
        *_hypotheses(projet, contrat),
        *_deployment(projet, contrat),
        titre(2, "Les droits de chaque année de contrat"),
        *_rights(projet, contrat),
        titre(2, "Selon les résultats"),
        *_scenarios(projet, contrat),
    )


def resume(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """For part 3: what each contract year is worth, and what arrives in each civil year."""
    contrat = comptes.contrat
    if contrat is None or not contrat.versements:
        return ()
    prudent, full = contrat.scenarios[0], Scenario("", Decimal(1))
    rows = []
    for year in contrat.annees:
        got = total(v.montant for v in contrat.versements if not v.variable and year.debut <= v.jour < year.fin)
        sure, best = contrat.droits_de(year.rang, prudent), contrat.droits_de(year.rang, full)
        rows.append([f"Année\u00a0{year.rang}", euros(sure), euros(best - sure), euros(got)])
    header = [
        "Année de contrat",
        "Fonctionnement et parts fixes",
        "Volet variable à 100\u00a0%",
        "Reçu dans l'année, parts fixes",
    ]
    return (
        etiquette("Ce qui est dû, et ce qui arrive dans l'année"),
        Paragraph(
            (
                Text(
                    "L'Assurance maladie avance une part et paie le reste après l'anniversaire du contrat. Le détail "
                    "est donné à l'"
                ),
                Link((), f"#{de_annexe('versements')}", Span("")),
                Text("."),
            )
        ),
        with_total(header, rows, 1, total_row=False),
    )


def calendrier_et_tresorerie(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    contrat = comptes.contrat
    if contrat is None or not contrat.droits:
        return (alinea(INCONNU),)
    if not contrat.versements:
        return (titre(1, "Quand l'argent arrive"), alinea(SANS_DATE))
    return (
        titre(1, "Quand l'argent arrive"),
        titre(2, "Le calendrier des versements"),
        *_payments(contrat),
        titre(2, "De l'année de contrat à l'année civile"),
        *_civil_years(contrat),
        titre(1, "La trésorerie mois par mois"),
        *_cash(projet, contrat),
    )


# --- hypotheses ---------------------------------------------------------------------------------------------------


def _hypotheses(projet: Projet, contrat: Contrat) -> list[Block]:
    identite, bareme = projet.identite, projet.bareme
    assert identite is not None, "there are no rights without an identity"
    assert bareme is not None, "there are no rights without a barème"
    size = identite.taille.value if identite.taille else 0
    items = [
        ("Durée", _duration(contrat)),
        ("Barème", f"{bareme.intitule}, CPTS de taille {size}. Source : {bareme.source}."),
        ("Démarrage des missions", _starts(contrat)),
        *((("Changement", _change(change))) for change in identite.contrat.changements),
    ]
    if any(droit.bloc == "crises" for droit in contrat.droits):
        items.append(("Crises sanitaires", _crises(contrat, identite.contrat)))
    items.append(("Volet variable de la première année d'une mission", _variable(identite.contrat)))
    return [_bullets(items)]


def _duration(contrat: Contrat) -> str:
    if not contrat.annees:
        return SANS_DATE
    first, last = contrat.annees[0].debut, contrat.annees[-1].fin - timedelta(1)
    years = lettres(contrat.duree)
    return (
        f"{years} années, du {Echeance(first)} au {Echeance(last)}. "
        "Une année de contrat va d'un anniversaire au suivant : ce n'est pas l'année civile."
    )


def _starts(contrat: Contrat) -> str:
    known = [f"{FEUILLES[m.cle]}, {m.demarrage.value}" for m in contrat.missions if m.demarrage is not None]
    unknown = [FEUILLES[m.cle] for m in contrat.missions if m.demarrage is None]
    text = " ; ".join(known) + "." if known else ""
    if unknown:
        text += f" Sans date de démarrage, donc comptée pour zéro : {', '.join(unknown)}."
    return text.strip()


def _change(change: Changement) -> str:
    what = [f"taille {change.taille.value}" if change.taille else "", change.bareme.value if change.bareme else ""]
    return f"{' et '.join(filter(None, what))} à compter du {change.date.value}."


def _crises(contrat: Contrat, reglages: ReglagesContrat) -> str:
    first = next((d.annee for d in contrat.droits if d.volet == "premiere_redaction"), 0)
    plan = (
        f"la première rédaction du plan compte en année {first}, sa mise à jour chaque année suivante ; "
        "les deux ne s'ajoutent jamais. "
        if first
        else ""
    )
    days = ", ".join(str(placed.value) for placed in reglages.crises_graves)
    crisis = f"Crise grave reconnue par les autorités : {days}." if days else "Aucune crise grave n'est comptée."
    return plan + crisis


A_CONFIRMER = "Les textes ne le précisent pas : à confirmer avec la CPAM."


def _variable(reglages: ReglagesContrat) -> str:
    if reglages.variable_prorata:
        return f"compté au prorata des jours, comme la part fixe. {A_CONFIRMER}"
    return f"compté en entier. {A_CONFIRMER}"


# --- calendar of the contract -------------------------------------------------------------------------------------


def _deployment(projet: Projet, contrat: Contrat) -> list[Block]:
    """When each mission starts and is deployed, against the delays of the accord; the days that count in a contract."""
    if not contrat.annees or projet.regles is None:
        return []
    rows = [
        [
            FEUILLES[m.cle],
            _planned(m.demarrage),
            _limit(m.limite_demarrage),
            _planned(m.deploiement),
            _limit(m.limite_deploiement),
        ]
        for m in contrat.missions
    ]
    header = [
        "Mission",
        *(f"{what} {SOUS} {when}" for what in ("Démarrage", "Déploiement") for when in ("Prévu", "Au plus tard")),
    ]
    return [
        titre(2, "Le calendrier du contrat"),
        tableau(header, rows, ["left"] * len(header)),
        alinea(f"Délais comptés à partir de la signature. Source : {projet.regles.source_delais}."),
        etiquette("Les dates qui reviennent"),
        _bullets(_milestones(projet, contrat, projet.regles)),
    ]


def _planned(placed: Placed[Echeance] | None) -> str:
    return together(str(placed.value)) if placed else "à fixer"


def _limit(day: date | None) -> str:
    return together(str(Echeance(day))) if day else "libre"


def _milestones(projet: Projet, contrat: Contrat, regles: ReglesContrat) -> list[tuple[str, str]]:
    dates = projet.identite.dates if projet.identite else {}
    items: list[tuple[str, str]] = []
    if contrat.accord_tacite is not None and "depot" in dates:
        items.append(
            (
                "Accord de l'ARS",
                f"réputé donné le {Echeance(contrat.accord_tacite)}, deux mois après le dépôt, sauf opposition."
                if regles.accord_tacite == 2
                else f"réputé donné le {Echeance(contrat.accord_tacite)}, sauf opposition.",
            )
        )
    starts = [str(Echeance(year.debut)) for year in contrat.annees[1:]]
    items.append(("Anniversaires du contrat", f"{', '.join(starts)}."))
    if any(mission.cle == "crises" for mission in contrat.missions):
        first = Echeance(contrat.annees[0].fin - timedelta(1))
        items.append(
            (
                "Plan de crise",
                f"première version remise au plus tard le {first}, puis une mise à jour par année de contrat.",
            )
        )
    count = lettres(regles.reunions)
    items.append(("Réunions d'indicateurs", f"{count} par année de contrat, avec l'ARS et l'Assurance maladie."))
    items.append(("Fin du contrat", f"{Echeance(contrat.annees[-1].fin - timedelta(1))}."))
    return items


# --- rights and scenarios -----------------------------------------------------------------------------------------


def _rights(projet: Projet, contrat: Contrat) -> list[Block]:
    intro = "Montants en euros. Une mission qui démarre en cours d'année compte à partir de ce jour-là."
    blocks: list[Block] = [alinea(intro), etiquette("Fonctionnement et parts fixes")]
    blocks.append(_rights_table(contrat, [d for d in contrat.droits if not d.variable]))
    variable = [droit for droit in contrat.droits if droit.variable]
    if variable:
        blocks += [etiquette("Volet variable, tous les résultats étant atteints"), _rights_table(contrat, variable)]
    return [*blocks, *(alinea(text) for text in _about_the_total(projet, contrat))]


def _rights_table(contrat: Contrat, droits: Sequence[Droit]) -> Table:
    amounts = {(d.bloc, d.volet, d.annee): d.montant for d in droits}
    years = range(1, contrat.duree + 1)
    rows = [
        [_line(bloc, volet), *(_or_none(amounts.get((bloc, volet, year))) for year in years)]
        for bloc, volet in dict.fromkeys((d.bloc, d.volet) for d in sorted(droits, key=_in_order))
    ]
    rows.append(["Total", *(euros(total(d.montant for d in droits if d.annee == year)) for year in years)])
    return with_total(["", *(f"Année {year}" for year in years)], rows, 1)


def _in_order(droit: Droit) -> tuple[int, int]:
    return list(FEUILLES).index(droit.bloc), list(VOLETS).index(droit.volet)


def _line(bloc: str, volet: str) -> str:
    if bloc == FONCTIONNEMENT:
        return FEUILLES[bloc]
    return f"{FEUILLES[bloc]}, {VOLETS[volet].removeprefix('ACI ').removeprefix('volet ').removeprefix('crise ')}"


def _about_the_total(projet: Projet, contrat: Contrat) -> list[str]:
    """What the printed total of the barème supposes, beside what this CPTS may expect."""
    bareme = projet.bareme
    size = projet.identite.taille.value if projet.identite and projet.identite.taille else 0
    if bareme is None or size not in (1, 2, 3, 4):
        return []
    printed = euros(bareme.total_possible[size - 1])
    best = max(total(d.montant for d in contrat.droits if d.annee == y) for y in range(1, contrat.duree + 1))
    if bareme.mission("crises") is None:
        return [
            f"Pour une CPTS de taille {size}, le barème va jusqu'à {printed} par an, toutes missions comprises et tous "
            "résultats atteints."
        ]
    return [
        f"Pour une CPTS de taille {size}, le barème va jusqu'à {printed} par an. Ce maximum suppose toutes "
        "les missions, tous les résultats atteints et, la même année, la première rédaction du plan de crise et une "
        "crise sanitaire grave. "
        f"La meilleure année de ce contrat vaut {euros(best)}."
    ]


def _scenarios(projet: Projet, contrat: Contrat) -> list[Block]:
    years = range(1, contrat.duree + 1)
    found = [(s, [contrat.droits_de(year, s) for year in years]) for s in _with_threshold(contrat)]
    money = in_euros(amount for _scenario, amounts in found for amount in amounts)
    rows = [[capital(scenario.nom), *map(money, amounts), money(total(amounts))] for scenario, amounts in found]
    intro = (
        "Montants en euros. Le volet variable dépend des résultats. La première ligne, la plus prudente, ne compte "
        "que le fonctionnement "
        "et les parts fixes : c'est sur elle que les dépenses s'engagent sans compter sur les résultats. Ce sont des "
        "droits : une partie n'arrive que l'année suivante."
    )
    blocks: list[Block] = [
        alinea(intro),
        with_total(["Scénario", *(f"Année {year}" for year in years), "Total"], rows, 1, total_row=False),
    ]
    details = [
        f"{capital(s.nom)} : {', '.join(f'{FEUILLES[m]} {_percent(r)}' for m, r in s.missions.items())}."
        for s in contrat.scenarios
        if s.missions and not all(FEUILLES[m].lower() in s.nom.lower() for m in s.missions)
    ]
    return [*blocks, *(alinea(text) for text in details), *_uncovered(projet.budget, contrat)]


def _with_threshold(contrat: Contrat) -> list[Scenario]:
    """The scenarios of the project, and every mission at 80 % when none of them says it, in the order of the sums."""
    if any(not s.missions and s.taux == SEUIL.taux and not s.prudent for s in contrat.scenarios):
        return list(contrat.scenarios)
    if not any(droit.volet == "variable" for droit in contrat.droits):
        return list(contrat.scenarios)
    worth = {s.nom: total(droit.selon(s) for droit in contrat.droits) for s in (*contrat.scenarios, SEUIL)}
    rank = next((r for r, s in enumerate(contrat.scenarios) if worth[s.nom] > worth[SEUIL.nom]), len(worth))
    return [*contrat.scenarios[:rank], SEUIL, *contrat.scenarios[rank:]]


def _uncovered(budget: Budget | None, contrat: Contrat) -> list[Block]:
    if budget is None:
        return []
    names = [scenario.nom for scenario in contrat.scenarios]
    rows = [
        [
            f"{FEUILLES[m.bloc]}, année\u00a0{m.annee}",
            *(euros(m.manques[n]) if m.manques[n] else "couvert" for n in names),
        ]
        for m in contrat.manques
        if any(m.manques.values())
    ]
    if not rows:
        return [alinea("Dans chaque scénario, les dépenses de chaque bloc du budget sont couvertes.")]
    label = etiquette("Ce qui manquerait à chaque bloc du budget")
    intro = "Dépenses du budget, moins les droits du scénario et les autres ressources du bloc."
    return [label, alinea(intro), with_total(["Bloc", *map(capital, names)], rows, 1, total_row=False)]


# --- payments -----------------------------------------------------------------------------------------------------


def _payments(contrat: Contrat) -> list[Block]:
    intro = (
        "Les soldes sont placés au dernier jour prévu après l'anniversaire du contrat. Le volet variable est donné "
        "à 100 % : "
        "selon les résultats, il en arrive une partie seulement."
    )
    rows: list[list[str]] = []
    for _, group in groupby(contrat.versements, key=lambda v: (v.jour, v.annee, v.motif)):
        rows.append(_payment_row(list(group), contrat))
    fixed = total(v.montant for v in contrat.versements if not v.variable)
    variable = total(v.montant for v in contrat.versements if v.variable)
    rows.append(["Total", "", "", euros(fixed), euros(variable)])
    header = ["Date", "Versement", "Année de contrat", "Fonctionnement et parts fixes", "Volet variable à 100\u00a0%"]
    return [alinea(intro), with_total(header, rows, 3)]


def _payment_row(group: Sequence[Versement], contrat: Contrat) -> list[str]:
    first = group[0]
    what = f"{capital(first.motif)} : {_blocks(group, contrat)}"
    if first.motif == "avance":
        what += _days(group, contrat)
    amount = euros(total(v.montant for v in group))
    amounts = [NONE, amount] if first.variable else [amount, NONE]
    return [together(str(Echeance(first.jour))), what, str(first.annee), *amounts]


def _blocks(group: Sequence[Versement], contrat: Contrat) -> str:
    """The names of the blocks paid; « toutes les missions » when none that is due that year is left out."""
    mine = dict.fromkeys(v.bloc for v in group if v.bloc != FONCTIONNEMENT)
    due = {d.bloc for d in contrat.droits if d.annee == group[0].annee and d.variable == group[0].variable}
    names = [FEUILLES[bloc].lower() for bloc in mine]
    with_fonctionnement = any(v.bloc == FONCTIONNEMENT for v in group)
    if len(mine) > 2 and set(mine) == due - {FONCTIONNEMENT} == {m.cle for m in contrat.missions}:
        return "fonctionnement et missions" if with_fonctionnement else "toutes les missions"
    if with_fonctionnement:
        names.insert(0, FEUILLES[FONCTIONNEMENT].lower())
    return ", ".join(names)


def _days(group: Sequence[Versement], contrat: Contrat) -> str:
    """« (336 jours sur 366) » when the year is not whole for the missions of the group."""
    mine = {(v.bloc, v.volet, v.annee) for v in group}
    shares = {(d.jours, d.sur) for d in contrat.droits if (d.bloc, d.volet, d.annee) in mine}
    (days, of), *others = shares
    return f" ({days} jours sur {of})" if not others and days < of else ""


def _civil_years(contrat: Contrat) -> list[Block]:
    intro = (
        "Montants en euros. Chaque ligne est une année de contrat ; chaque colonne, l'année civile où l'argent arrive."
    )
    blocks: list[Block] = [alinea(intro)]
    fixed = [v for v in contrat.versements if not v.variable]
    variable = [v for v in contrat.versements if v.variable]
    blocks += [etiquette("Fonctionnement et parts fixes"), _matrix(contrat, fixed)]
    if variable:
        blocks += [etiquette("Volet variable à 100 %"), _matrix(contrat, variable)]
    return blocks


def _matrix(contrat: Contrat, payments: Sequence[Versement]) -> Table:
    civil = sorted({v.jour.year for v in contrat.versements})

    money = in_euros(v.montant for v in payments)

    def row(name: str, chosen: Iterable[Versement]) -> list[str]:
        mine = list(chosen)
        amounts = [total(v.montant for v in mine if v.jour.year == year) for year in civil]
        return [name, *(money(amount) if amount else NONE for amount in amounts), money(total(amounts))]

    rows = [row(f"Année\u00a0{rank}", (v for v in payments if v.annee == rank)) for rank in range(1, contrat.duree + 1)]
    rows.append(row("Total", payments))
    return with_total(["", *map(str, civil), "Total"], rows, 1)


# --- cash ---------------------------------------------------------------------------------------------------------


def _cash(projet: Projet, contrat: Contrat) -> list[Block]:
    if not contrat.tresoreries:
        return [alinea("Le budget n'a pas pu être lu : la trésorerie ne peut pas être calculée.")]
    prudent = contrat.tresoreries[0]
    return [
        _bullets(_cash_hypotheses(projet, contrat)),
        etiquette("Le mois le plus bas de chaque scénario"),
        _lowest(contrat.tresoreries),
        etiquette(f"Année civile par année civile, {PRUDENT.nom}"),
        _by_civil_year(prudent),
        etiquette(f"Mois par mois, {PRUDENT.nom}"),
        _by_month(prudent),
    ]


def _cash_hypotheses(projet: Projet, contrat: Contrat) -> list[tuple[str, str]]:
    budget, identite = projet.budget, projet.identite
    assert budget is not None, "there is no cash plan without a budget"
    assert identite is not None, "there is no cash plan without an identity"
    opening = identite.contrat.solde_ouverture
    years = f"les {lettres(budget.annees)} années" if budget.annees > 1 else "l'année"
    asked = total(
        total(line.montants)
        for bloc in budget.blocs
        for line in bloc.ressources
        if line.origine not in ORIGINES_ACI and line.statut == "demandé"
    )
    items = [
        ("Période", f"{years} de contrat que couvre le budget ; ce qui arrive ensuite est donné en reste à recevoir."),
        (
            "Solde d'ouverture",
            "non renseigné, compté pour zéro." if opening is None else f"{euros(opening)} au premier jour.",
        ),
        (
            "Dépenses et autres ressources",
            _rhythm(budget),
        ),
        ("Versements de l'ACI", "au mois où le calendrier les place ; les soldes, à leur dernier jour prévu."),
    ]
    if any(plan.sous_zero for plan in contrat.tresoreries):
        items.append(
            (
                "Ce qui manque",
                "compté en mois de dépenses : le solde le plus bas divisé par la dépense moyenne d'un mois, arrondi au "
                "dixième supérieur.",
            )
        )
    if asked:
        items.append(("Ressources seulement demandées", f"{euros(asked)}, comptés comme s'ils étaient accordés."))
    return items


def _rhythm(budget: Budget) -> str:
    """How the lines of this budget, other than those of the ACI, fall in the year."""
    lines: list[Depense | Ressource] = [line for bloc in budget.blocs for line in bloc.depenses]
    lines += [line for bloc in budget.blocs for line in bloc.ressources if line.origine not in ORIGINES_ACI]
    used = {line.etalement.rythme for line in lines if any(line.montants)}
    words = {
        EGAL: "un douzième chaque mois de l'année de contrat",
        TRIMESTRIEL: "un quart à la fin de chaque trimestre",
        UN_MOIS: "en une fois, le mois prévu",
    }
    told = [said for rythme, said in words.items() if rythme in used]
    return "selon la ligne du budget, " + " ; ".join(told) + "." if len(told) > 1 else f"{''.join(told)}."


def _lowest(plans: Sequence[Tresorerie]) -> Table:
    """What is missing has its columns only where some month ends below zero."""
    below = any(plan.sous_zero for plan in plans)
    rows: list[list[str]] = []
    for plan in plans:
        low = plan.plus_bas
        advance = f"{_decimal(plan.mois_avances)} mois de dépenses" if low.solde < 0 else NONE
        rows.append(
            [
                capital(plan.scenario.nom),
                euros(low.solde),
                _month(low),
                *([str(len(plan.sous_zero)), advance] if below else []),
                euros(plan.a_recevoir),
            ]
        )
    missing = ["Mois sous zéro", "Ce qui manque alors"] if below else []
    header = ["Scénario", "Solde le plus bas", "À la fin de", *missing, "Reste à recevoir"]
    aligns = ["left", RIGHT, "left", *([RIGHT, "left"] if below else []), RIGHT]
    return tableau(header, rows, aligns)


def _by_civil_year(plan: Tresorerie) -> Table:
    rows: list[list[str]] = []
    for year, group in groupby(plan.mois, key=lambda m: m.annee):
        months = list(group)
        rows.append(
            [
                _span_of(year, months),
                euros(total(m.aci for m in months)),
                euros(total(m.autres for m in months)),
                euros(total(m.depenses for m in months)),
                euros(months[-1].solde),
            ]
        )
    header = ["Année civile", "Reçu de l'ACI", "Autres ressources", "Dépenses", "Solde à la fin"]
    return with_total(header, rows, 1, total_row=False)


def _span_of(year: int, months: Sequence[MoisTresorerie]) -> str:
    if len(months) == 12:
        return str(year)
    return f"{year} ({MOIS[months[0].mois - 1]} à {MOIS[months[-1].mois - 1]})"


def _by_month(plan: Tresorerie) -> Table:
    rows = [["Ouverture", "", "", "", euros(plan.ouverture)]]
    rows += [[_month(m), _or_none(m.aci), _or_none(m.autres), _or_none(m.depenses), euros(m.solde)] for m in plan.mois]
    header = ["Mois", "Reçu de l'ACI", "Autres ressources", "Dépenses", "Solde en fin de mois"]
    return with_total(header, rows, 1, total_row=False)


def _month(month: MoisTresorerie) -> str:
    return together(f"{MOIS[month.mois - 1]} {month.annee}")


# --- rules --------------------------------------------------------------------------------------------------------


def _rules(projet: Projet, contrat: Contrat) -> list[Block]:
    regles = projet.regles
    if regles is None:
        return []
    known = [[regle.regle, regle.source] for regle in regles.regles if regle.etabli]
    applies = _situations(projet, contrat)
    unknown = [("", r.regle) for r in regles.regles if not r.etabli and (not r.si or r.si in applies)]
    intro = f"Règles vérifiées le {_day(regles.verifie_le)}."
    return [
        titre(1, "Les règles de versement"),
        alinea(intro),
        tableau(["Règle", "Source"], known, ["left", "left"]),
        etiquette("Ce que les textes ne précisent pas, et la lecture retenue"),
        _bullets(unknown),
    ]


def _situations(projet: Projet, contrat: Contrat) -> set[str]:
    """What this contract is in, among ``SITUATIONS``: a rule for another one would only puzzle its reader."""
    start = contrat.annees[0].debut if contrat.annees else None
    days = [m.demarrage.value for m in contrat.missions if m.demarrage is not None]
    reglages = projet.identite.contrat if projet.identite else ReglagesContrat()
    found = {
        DATE_SANS_JOUR: any(day.precision is not Precision.JOUR for day in days),
        SANS_DATE_DE_DEMARRAGE: len(days) < len(contrat.missions),
        AVANT_LE_CONTRAT: any(start is not None and day.debut < start for day in days),
        CRISES: any(mission.cle == "crises" for mission in contrat.missions),
        SNP: any(droit.volet in ("compensation_snp", "snp_specifique") for droit in contrat.droits),
        CHANGEMENT: bool(reglages.changements),
        RESULTATS: any(droit.variable for droit in contrat.droits),
        ANNEE_BISSEXTILE: start is not None and (start.month, start.day) == (2, 29),
    }
    return {name for name, is_so in found.items() if is_so}


def _day(iso: str) -> str:
    try:
        return str(Echeance(date.fromisoformat(iso)))
    except ValueError:
        return iso


# --- words --------------------------------------------------------------------------------------------------------


def _bullets(items: Iterable[tuple[str, str]]) -> BulletList:
    return BulletList(
        tuple((Paragraph((Strong(plain(name)), Text(f" : {text}")) if name else plain(text)),) for name, text in items)
    )


def _or_none(amount: Decimal | None) -> str:
    return euros(amount) if amount else NONE


def _percent(share: Decimal) -> str:
    return f"{_decimal(share * 100)}\u00a0%"


def _decimal(value: Decimal) -> str:
    return format(value.normalize() + ZERO, "f").replace(".", ",")
