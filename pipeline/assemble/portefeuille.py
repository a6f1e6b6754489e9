"""The table of a region: for a terminal, for a page, for a workbook.  No person is in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipeline.assemble.partie import alinea, tableau, titre
from pipeline.model.budget import FEUILLES, Annees
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros, nombre
from pipeline.model.lecture import FeuilleDeLecture, Valeur
from pipeline.model.mission import MISSIONS, PAR_CLE
from pipeline.model.portefeuille import (
    Comparaisons,
    Evolution,
    Portrait,
    Region,
    Sort,
    total_des_droits,
)
from pipeline.model.prose import Block
from pipeline.model.rules import RULES, Severity
from pipeline.model.valeur import dataclass

ERREUR, AVERTISSEMENT = Severity.ERREUR.value, Severity.AVERTISSEMENT.value
SHOWN = 15
"""Lines of what comes next, and of the rules told most, on the terminal and the page: the workbook has them all."""

TARGETS = 4
LONGEST_RULES = 24
"""Signs of the rules named beside how many times they were told."""

NONE = "—"


@dataclass(frozen=True, slots=True)
class Vue:
    """All that a run has to say; ``depuis`` is the day of the one that it is compared with, empty without one."""

    region: Region
    comparaisons: Comparaisons
    evolutions: tuple[Evolution, ...] = ()
    depuis: str = ""
    essai: str = ""
    """What was tried in the place of today's: the name of a barème, of plafonds."""


# --- blocks -------------------------------------------------------------------------------------------------------


def resume(vue: Vue) -> tuple[Block, ...]:
    """For a terminal, a hundred columns wide."""
    return (
        titre(1, "Les projets"),
        _short_table(vue.region.sorts),
        *_since(vue),
        *_trial(vue),
    )


def page(vue: Vue) -> tuple[Block, ...]:
    """For a page, which has room for every column; the map stands above it."""
    return (
        titre(2, "Les projets"),
        *_long_table(vue.region.sorts),
        *_between(vue.region.findings),
        *_since(vue),
        *_trial(vue),
        *_next_dates(vue.region),
        *_money(vue.region),
        *_coverage(vue.region),
        *_costs(vue.comparaisons),
        *_indicators(vue.comparaisons),
        *_rules(vue.region),
        *_models(vue.region),
    )


SHORT = (
    *("CPTS", "Étape", "Taille", "Fiches", "Erreurs", "Avert."),
    *("Budget an 1", "Droits an 1", "Échéance"),
)


def _short_table(sorts: Sequence[Sort]) -> Block:
    rows = [
        (one.etiquette, *(_short(one.portrait) if one.portrait else (one.sort, *("",) * 7)))
        for one in sorts
    ]
    aligns = ("left", "left", *("right",) * 6, "left")
    return tableau(SHORT, rows, aligns)


def _short(one: Portrait) -> tuple[str, ...]:
    return (
        one.etape,
        str(one.taille or NONE),
        str(sum(one.fiches.values())),
        str(one.compte(ERREUR)),
        str(one.compte(AVERTISSEMENT)),
        _first(one.depenses),
        _first(one.tous_droits),
        one.rendezvous[0].jour if one.rendezvous else "",
    )


def _first(amounts: Annees) -> str:
    return euros(amounts[0].quantize(Decimal(1))) if amounts else NONE


LONG = (
    *("CPTS", "Étape", "Sort", "Taille", "Habitants", "Missions", "Fiches"),
    *("Erreurs", "Avert.", "Budget an 1", "Droits an 1", "Dépôt"),
)


def _long_table(sorts: Sequence[Sort]) -> Iterator[Block]:
    rows = [_long(one) for one in sorts]
    known = [one.portrait for one in sorts if one.portrait]
    total = (
        "1 projet" if len(sorts) == 1 else f"{len(sorts)} projets",
        *("", "", ""),
        nombre(sum(one.population for one in known)),
        "",
        nombre(sum(sum(one.fiches.values()) for one in known)),
        nombre(sum(one.compte(ERREUR) for one in known)),
        nombre(sum(one.compte(AVERTISSEMENT) for one in known)),
        euros(_sum(one.depenses[:1] for one in known).quantize(Decimal(1))),
        euros(_sum(one.tous_droits[:1] for one in known).quantize(Decimal(1))),
        "",
    )
    aligns = ("left", "left", "left", "right", "right", "left", *("right",) * 5, "left")
    yield tableau(LONG, [*rows, total], aligns, total_row=True)
    named = et([f"{mission.rang} {mission.feuille}" for mission in MISSIONS])
    yield alinea(f"Missions : {named}. Budget : les dépenses de la première année de contrat.")


def _sum(amounts: Iterable[Annees]) -> Decimal:
    return sum((sum(years, Decimal(0)) for years in amounts), Decimal(0))


def _long(sort: Sort) -> tuple[str, ...]:
    fate = f"{sort.sort} ({sort.dit})" if sort.dit else sort.sort
    one = sort.portrait
    if one is None:
        return (sort.etiquette, "", fate, *("",) * 9)
    return (
        sort.etiquette,
        one.etape,
        fate,
        str(one.taille or NONE),
        nombre(one.population),
        " ".join(str(PAR_CLE[cle].rang) for cle in one.missions if cle in PAR_CLE),
        str(sum(one.fiches.values())),
        _told(one, ERREUR),
        _told(one, AVERTISSEMENT),
        _first(one.depenses),
        _first(one.tous_droits),
        one.dates.get("depot", "").replace(" ", "\u00a0"),
    )


def _told(one: Portrait, gravite: str) -> str:
    count, rules = one.compte(gravite), one.regles(gravite)
    short = rules if len(rules) <= LONGEST_RULES else f"{rules[:LONGEST_RULES].rpartition(',')[0]}…"
    return f"{count} ({short})" if count else "0"


def _mission(cle: str) -> str:
    return PAR_CLE[cle].feuille if cle in PAR_CLE else cle


def _between(findings: Sequence[Finding]) -> Iterator[Block]:
    if findings:
        yield titre(2, "Entre les projets")
        rows = [
            (one.code, one.severity.value, one.message, " ".join(one.hints)) for one in findings
        ]
        yield tableau(("Règle", "Gravité", "Constat", "Que faire"), rows, ("left",) * 4)


def _since(vue: Vue) -> Iterator[Block]:
    if vue.depuis:
        yield titre(2, f"Ce qui a changé depuis le {vue.depuis}")
        rows = [(one.etiquette, " ; ".join(one.phrases)) for one in vue.evolutions]
        yield tableau(("CPTS", "Changements"), rows, ("left", "left")) if rows else alinea("Rien.")


def _trial(vue: Vue) -> Iterator[Block]:
    if not vue.essai:
        return
    yield titre(2, f"Essai : {vue.essai}")
    rows = [row for row in _trials(vue.region) if row.touched]
    silent = [name for name, one in vue.region.portraits if one.essai and one.essai.sans_objet]
    if rows:
        yield _trial_table(rows)
        yield alinea("Écarts en droits, résultats pleinement atteints, par année de contrat.")
    else:
        yield alinea("Aucun projet n'est touché.")
    if silent:
        yield alinea(f"Sans barème ou sans taille, l'essai ne dit rien de : {et(silent)}.")


@dataclass(frozen=True, slots=True)
class _Trial:
    etiquette: str
    avant: Annees
    apres: Annees
    above: tuple[Decimal, Decimal]

    @property
    def gain(self) -> Decimal:
        return sum(self.apres, Decimal(0)) - sum(self.avant, Decimal(0))

    @property
    def years(self) -> Annees:
        return tuple(after - before for before, after in zip(self.avant, self.apres, strict=False))

    @property
    def touched(self) -> bool:
        return any(self.years) or self.above[0] != self.above[1]


def _trials(region: Region) -> Iterator[_Trial]:
    for name, one in region.portraits:
        if one.essai is not None and not one.essai.sans_objet:
            after = total_des_droits(one.essai.droits)
            yield _Trial(name, one.tous_droits, after, one.essai.depassements)


def _trial_table(rows: Sequence[_Trial]) -> Block:
    years = max(len(row.years) for row in rows)
    head = ("CPTS", "Écart", *(f"An {rank}" for rank in range(1, years + 1)), "Au-dessus du PASS")
    told = [_trial_row(row, years) for row in rows]
    count = "1 projet touché" if len(rows) == 1 else f"{len(rows)} projets touchés"
    gains = [row.gain for row in rows]
    total = (count, _signed(sum(gains, Decimal(0))), *("",) * years, "")
    return tableau(head, [*told, total], ("left", *("right",) * (years + 2)), total_row=True)


def _trial_row(row: _Trial, years: int) -> tuple[str, ...]:
    before, after = row.above
    above = NONE if before == after else f"{euros(before)} → {euros(after)}"
    told = [_signed(amount) for amount in row.years]
    return (row.etiquette, _signed(row.gain), *told, *("",) * (years - len(told)), above)


def _signed(amount: Decimal) -> str:
    return f"+{euros(amount)}" if amount > 0 else euros(amount)


def _next_dates(region: Region) -> Iterator[Block]:
    dates = sorted(
        (day.jour, name, day.titre) for name, one in region.portraits for day in one.rendezvous
    )
    if dates:
        yield titre(2, "Les échéances qui viennent")
        rows = [(_in_words(day), name, what) for day, name, what in dates[:SHOWN]]
        yield tableau(("Jour", "CPTS", "Échéance"), rows, ("left",) * 3)
        if len(dates) > SHOWN:
            yield alinea(f"Les {len(dates) - SHOWN} suivantes sont dans le classeur.")


def _in_words(text: str) -> str:
    day = _day(text)
    return str(Echeance(day)) if isinstance(day, date) else text


def _money(region: Region) -> Iterator[Block]:
    """What each block spends and may claim in the first contract year."""
    for word, what in (("Budget", "depenses"), ("Droits", "droits")):
        rows = [(name, *_by_block(one, what)) for name, one in region.portraits]
        if any(any(cell != NONE for cell in row[1:]) for row in rows):
            yield titre(2, f"{word} par bloc, année 1")
            yield tableau(("CPTS", *FEUILLES.values()), rows, ("left", *("right",) * len(FEUILLES)))


def _by_block(one: Portrait, what: str) -> Iterator[str]:
    amounts = (
        {bloc.cle: bloc.depenses for bloc in one.blocs}
        if what == "depenses"
        else {right.cle: right.montants for right in one.droits}
    )
    for cle in FEUILLES:
        yield _first(amounts.get(cle, ()))


def _coverage(region: Region) -> Iterator[Block]:
    if region.couverts:
        yield titre(2, "Les communes couvertes")
        head = ("Département", "Communes", "dans une CPTS", "Habitants", "dans une CPTS", "Part")
        rows = [
            (
                one.departement,
                nombre(one.communes),
                nombre(one.couvertes),
                nombre(one.habitants),
                nombre(one.habitants_couverts),
                f"{round(100 * one.habitants_couverts / one.habitants) if one.habitants else 0}\u00a0%",
            )
            for one in region.couverts
        ]
        yield tableau(head, rows, ("left", *("right",) * 5))


def _costs(found: Comparaisons) -> Iterator[Block]:
    if found.couts:
        yield titre(2, "Ce que coûte une mission")
        yield alinea("En euros par habitant et par année de contrat, en moyenne sur le budget.")
        head = ("Mission", "Projets", "Le moins", "Médiane", "Le plus")
        rows = [
            (
                _mission(one.mission),
                str(one.projets),
                *map(euros, (one.mini, one.mediane, one.maxi)),
            )
            for one in found.couts
        ]
        yield tableau(head, rows, ("left", *("right",) * 4))


def _indicators(found: Comparaisons) -> Iterator[Block]:
    if found.indicateurs:
        yield titre(2, "Les indicateurs les plus choisis")
        rows = [
            (_mission(one.mission), one.nom, str(one.projets), " ; ".join(one.cibles[:TARGETS]))
            for one in sorted(found.indicateurs, key=lambda one: -one.projets)[:SHOWN]
        ]
        head = ("Mission", "Indicateur", "Projets", "Dernières cibles")
        yield tableau(head, rows, ("left", "left", "right", "left"))


def _rules(region: Region) -> Iterator[Block]:
    projects, times = Counter[str](), Counter[str]()
    for _, one in region.portraits:
        for told in one.constats:
            projects[told.regle] += 1
            times[told.regle] += told.nombre
    if projects:
        yield titre(2, "Les règles les plus souvent dites")
        rows = [
            (
                code,
                RULES[code].severity.value if code in _known() else "",
                _title(code),
                str(count),
                str(times[code]),
            )
            for code, count in projects.most_common(SHOWN)
        ]
        head = ("Règle", "Gravité", "Ce qu'elle demande", "Projets", "Fois")
        yield tableau(head, rows, ("left", "left", "left", "right", "right"))


def _known() -> frozenset[str]:
    return frozenset(RULES)


def _title(code: str) -> str:
    """That of a rule; none for one of another version of the program."""
    return RULES[code].titre if code in _known() else ""


def _models(region: Region) -> Iterator[Block]:
    rows = list(_by_model(region))
    if rows:
        yield titre(2, "Les statuts")
        head = ("Modèle", "Projets", "Tels que le modèle", "Articles changés, en moyenne")
        yield tableau(head, [tuple(map(str, row)) for row in rows], ("left", *("right",) * 3))


def _by_model(region: Region) -> Iterator[tuple[str, int, int, int]]:
    changed: dict[str, list[int]] = defaultdict(list)
    for _, one in region.portraits:
        if one.modele:
            changed[one.modele].append(sum(not article.conforme for article in one.articles))
    for model, counts in sorted(changed.items()):
        yield model, len(counts), counts.count(0), round(sum(counts) / len(counts))


# --- sheets -------------------------------------------------------------------------------------------------------

Ligne = tuple[Valeur, ...]


def feuilles(vue: Vue) -> tuple[FeuilleDeLecture, ...]:
    """One sheet for each thing to sort and filter; those without a line are left out."""
    region = vue.region
    sheets = (
        ("Projets", PROJETS, map(_project, region.sorts)),
        ("Budget par bloc", MONTANTS, _budget_lines(region)),
        ("Droits par bloc", MONTANTS[:2] + MONTANTS[3:], _rights_lines(region)),
        ("Constats", CONSTATS, _rules_told(region)),
        ("Entre les projets", ENTRE, map(_finding, region.findings)),
        ("Échéances", ("CPTS", "Jour", "Échéance"), _dates(region)),
        (
            "Indicateurs",
            ("CPTS", "Mission", "Indicateur", "Type", "Dernière cible"),
            _chosen(region),
        ),
        ("Coûts par habitant", COUTS, _cost_lines(vue.comparaisons)),
        ("Couverture", COUVERTURE, _coverage_lines(region)),
        ("Statuts", ("CPTS", "Modèle", "Articles", "Articles changés"), _articles(region)),
        ("Changements", ("CPTS", "Changement"), _changes(vue)),
        ("Essai", ESSAI, _trial_lines(vue)),
    )
    made = [FeuilleDeLecture(name, (), head, tuple(lines)) for name, head, lines in sheets]
    return tuple(sheet for sheet in made if sheet.lignes)


PROJETS = (
    *("CPTS", "Dossier", "Sort", "Remarque", "Étape", "Statut", "Version", "Version du logiciel"),
    *(
        "Département",
        "Région",
        "Taille",
        "Habitants",
        "Communes",
        "Missions",
        "Fiches",
        "Documents",
    ),
    *("Erreurs", "Règles en erreur", "Avertissements", "Règles en avertissement", "Barème"),
    *("Années du budget", "Dépenses", "Ressources", "Droits du contrat"),
    *("Dépôt", "Validation", "Signature", "Effet", "Prochaine échéance", "Ce qui échoit"),
)
MONTANTS = ("CPTS", "Bloc", "Sens", "Année de contrat", "Montant")
CONSTATS = ("CPTS", "Gravité", "Règle", "Ce qu'elle demande", "Fois")
ENTRE = ("Règle", "Gravité", "Lieu", "Constat", "Que faire")
COUTS = ("Mission", "Projets", "Le moins", "Médiane", "Le plus")
COUVERTURE = (
    "Département",
    "Communes",
    "Communes dans une CPTS",
    "Habitants",
    "Habitants dans une CPTS",
)
ESSAI = (
    *("CPTS", "Année de contrat", "Droits", "Droits à l'essai", "Écart"),
    *("Au-dessus du PASS", "Au-dessus du PASS à l'essai", "Remarque"),
)


def _project(sort: Sort) -> Ligne:
    fate: Ligne = (sort.etiquette, sort.dossier, sort.sort, sort.dit)
    one = sort.portrait
    if one is None:
        return fate
    following = one.rendezvous[:1]
    return (
        *fate,
        *(one.etape, one.statut, one.version, one.logiciel, one.departement, one.region),
        *(one.taille or "", one.population or "", len(one.communes)),
        ", ".join(_mission(cle) for cle in one.missions),
        sum(one.fiches.values()),
        sort.documents,
        *(one.compte(ERREUR), one.regles(ERREUR)),
        *(one.compte(AVERTISSEMENT), one.regles(AVERTISSEMENT)),
        *(one.bareme, one.annees),
        *(sum(years, Decimal(0)) for years in (one.depenses, one.ressources, one.tous_droits)),
        *(_date(one, cle) for cle in ("depot", "validation", "signature", "effet")),
        *([_day(day.jour) for day in following] or [""]),
        "".join(day.titre for day in following),
    )


def _budget_lines(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        for bloc in one.blocs:
            for side, amounts in (("dépense", bloc.depenses), ("ressource", bloc.ressources)):
                for rank, amount in enumerate(amounts, 1):
                    yield name, FEUILLES.get(bloc.cle, bloc.cle), side, rank, amount


def _rights_lines(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        for right in one.droits:
            for rank, amount in enumerate(right.montants, 1):
                yield name, FEUILLES.get(right.cle, right.cle), rank, amount


def _rules_told(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        for told in one.constats:
            yield name, told.gravite, told.regle, _title(told.regle), told.nombre


def _finding(one: Finding) -> Ligne:
    return one.code, one.severity.value, str(one.span), one.message, " ".join(one.hints)


def _dates(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        for day in one.rendezvous:
            yield name, _day(day.jour), day.titre


def _date(one: Portrait, cle: str) -> Valeur:
    """A date of the contract, to be sorted when it is one day; « 1er trimestre 2027 » stays words."""
    return _day(one.jours[cle]) if cle in one.jours else one.dates.get(cle, "")


def _day(text: str) -> Valeur:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _chosen(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        for chosen in one.indicateurs:
            yield name, _mission(chosen.mission), chosen.nom, chosen.type, chosen.cible


def _cost_lines(found: Comparaisons) -> Iterator[Ligne]:
    for one in found.couts:
        yield _mission(one.mission), one.projets, one.mini, one.mediane, one.maxi


def _coverage_lines(region: Region) -> Iterator[Ligne]:
    for one in region.couverts:
        yield one.departement, one.communes, one.couvertes, one.habitants, one.habitants_couverts


def _articles(region: Region) -> Iterator[Ligne]:
    for name, one in region.portraits:
        if one.modele:
            changed = sum(not article.conforme for article in one.articles)
            yield name, one.modele, len(one.articles), changed


def _changes(vue: Vue) -> Iterator[Ligne]:
    for one in vue.evolutions:
        for sentence in one.phrases:
            yield one.etiquette, sentence


def _trial_lines(vue: Vue) -> Iterator[Ligne]:
    for row in _trials(vue.region):
        for rank, (was, now) in enumerate(zip(row.avant, row.apres, strict=False), 1):
            yield row.etiquette, rank, was, now, now - was, *row.above
    for name, one in vue.region.portraits:
        if one.essai is not None and one.essai.sans_objet:
            yield (name, *("",) * 6, one.essai.sans_objet)
