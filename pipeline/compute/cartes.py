"""The maps that texts cite: the territory by intercommunalité, or the figures of a table commune by commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.compute.lieux import lieux_de, together
from pipeline.model.carte import (
    CLASSES,
    LIEUX,
    TEINTES,
    TERRITOIRE,
    Carte,
    Cartes,
    Zone,
    cadre_visible,
    est_une_carte,
    resserrement,
    table_de_chiffres,
    table_de_lieux,
)
from pipeline.model.contours import PAS, SOURCE, Cadre, Contours, cadre_de, se_touchent
from pipeline.model.decoupage import name_key
from pipeline.model.defaut import Defaut
from pipeline.model.donnees import Case, Donnees
from pipeline.model.langue.francais import et, nombre
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable
from pipeline.model.territoire import Commune
from pipeline.model.valeur import dataclass

CODES = ("code", "code insee", "insee", "code commune", "commune", "communes", "nom de la commune")
"""Titles of the column that says which commune a line is about, by its code or its name."""

KM_PAR_DEGRE = 111.2
"""Kilometres of a degree of latitude."""


def cartes(projet: Projet, communes: Sequence[Commune]) -> Cartes:
    """Each map cited, without what is around it; none while no commune has a contour."""
    contours = projet.contours
    grounds = _zones(communes, contours)
    cadre = contours.cadre(zone.code for zone in grounds)
    if cadre is None:
        return {}
    base = Carte(grounds, (), cadre, (), False)
    found: dict[str, Carte] = {}
    for node in _cited(projet):
        if est_une_carte(node.name) and node.cle not in found:
            found[node.cle] = _carte(node, base, projet, communes)
    return found


def _cited(projet: Projet) -> Iterator[Variable]:
    """What texts cite, and the map of the page that sums up the project, and of the grid."""
    yield from (node for node in projet.citations if isinstance(node, Variable))
    if projet.montre_la_carte:
        yield Variable(TERRITOIRE, "", "")


def _carte(node: Variable, base: Carte, projet: Projet, communes: Sequence[Commune]) -> Carte:
    options = dict(node.options)
    if node.name == TERRITOIRE:
        carte = _by_epci(base, communes)
    else:
        donnees = projet.donnees.get(table_de_chiffres(node))
        carte = _by_figures(base, node, donnees, options.get("colonne", ""), communes)
    carte = _with_places(carte, node, options, projet, communes)
    missing = [commune.nom for commune in communes if commune.code not in projet.contours.polygones]
    remarks = [f"Contours : {SOURCE}."]
    if missing:
        remarks.insert(0, f"Sans contour connu : {et(missing)}.")
    return replace(carte, remarques=(*carte.remarques, *remarks))


def _zones(communes: Sequence[Commune], contours: Contours) -> tuple[Zone, ...]:
    return tuple(
        Zone(
            commune.code,
            commune.nom,
            contours.polygones[commune.code],
            None,
            commune.population or 0,
        )
        for commune in communes
        if commune.code in contours.polygones
    )


def with_surroundings(carte: Carte, contours: Contours) -> Carte:
    """The map with the grounds of the communes that are in sight, and not of the territory: a drawing alone needs them."""
    seen = cadre_visible(carte.cadre)
    own = {zone.code for zone in carte.zones}
    around = tuple(
        polygone
        for code, polygones in contours.polygones.items()
        if code not in own
        for polygone in polygones
        if se_touchent(cadre_de(polygone[0]), seen)
    )
    return replace(carte, autour=around)


# --- the territory ------------------------------------------------------------------------------------------------


def _by_epci(base: Carte, communes: Sequence[Commune]) -> Carte:
    epci = {commune.code: commune.epci or "sans intercommunalité connue" for commune in communes}
    counted = Counter(epci.values())
    names = [name for name, _count in counted.most_common()]
    shown = names if len(names) <= TEINTES else names[: TEINTES - 1]
    rest = {name: len(shown) for name in names[len(shown) :]}
    ranks = {name: rank for rank, name in enumerate(shown)} | rest
    zones = tuple(replace(zone, teinte=ranks[epci[zone.code]]) for zone in base.zones)
    lines = tuple(f"{name} ({_communes(counted[name])})" for name in shown)
    if rest:
        lines = (*lines, f"{len(rest)} autres ({_communes(sum(counted[name] for name in rest))})")
    alt = f"Carte du territoire : {_communes(len(communes))}, {_extent(base.cadre)}. Intercommunalités : {et(lines)}."
    return replace(base, zones=zones, teintes=lines, titre_des_teintes="Intercommunalités", alt=alt)


def _communes(count: int) -> str:
    return "1 commune" if count == 1 else f"{nombre(count)} communes"


def _extent(cadre: Cadre) -> str:
    west, south, east, north = cadre
    wide = (east - west) * PAS * KM_PAR_DEGRE * resserrement(cadre)
    high = (north - south) * PAS * KM_PAR_DEGRE
    return f"{high:.0f} km du nord au sud, {wide:.0f} km d'ouest en est"


# --- figures by commune -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Releve:
    """The figures of a column by commune, with their unit, and the lines about no commune of the territory."""

    chiffres: Mapping[str, Decimal]
    unite: str
    etrangeres: tuple[Defaut, ...]


def _by_figures(
    base: Carte, node: Variable, donnees: Donnees | None, colonne: str, communes: Sequence[Commune]
) -> Carte:
    """Each commune in the shade of its figure; the table, or its column, that cannot be found is a fault."""
    if donnees is None:
        return base  # the fact does not exist: told with the others
    where, faults = _code_column(donnees, node)
    what, more = _figure_column(donnees, colonne, node)
    if where is None or what is None:
        return replace(base, defauts=(*faults, *more))
    found = _releve(donnees, where, what, communes)
    if not found.chiffres:
        title = donnees.colonnes[what]
        message = f"la colonne « {title.value} » n'a de nombre pour aucune commune du territoire."
        return replace(base, defauts=(*found.etrangeres, Defaut(message, title.span, bloque=True)))
    return _shaded(base, donnees.colonnes[what].value, found, communes)


def _releve(donnees: Donnees, where: int, what: int, communes: Sequence[Commune]) -> _Releve:
    known = {commune.code: commune.code for commune in communes}
    known |= {name_key(commune.nom): commune.code for commune in communes}
    figures: dict[str, Decimal] = {}
    strangers: list[Defaut] = []
    unit = ""
    for row in donnees.lignes:
        code = known.get(row[where].texte.strip()) or known.get(name_key(row[where].texte))
        case = row[what]
        if code is None:
            strangers.extend(_not_of_the_territory(row[where], donnees))
        elif case.valeur is not None:
            figures[code] = case.valeur
            unit = unit or case.suffixe
    return _Releve(figures, unit, tuple(together(strangers, donnees, "lignes")))


def _shaded(base: Carte, title: str, found: _Releve, communes: Sequence[Commune]) -> Carte:
    classes = _classes(sorted(found.chiffres.values()))
    zones = tuple(
        replace(zone, teinte=_rank(found.chiffres.get(zone.code), classes)) for zone in base.zones
    )
    silent = [zone.nom for zone in zones if zone.teinte is None]
    extremes = _extremes(found.chiffres, communes, found.unite)
    return replace(
        base,
        zones=zones,
        teintes=tuple(_in_words(low, high, found.unite) for low, high in classes),
        ordonnee=True,
        titre_des_teintes=title,
        remarques=(f"Sans chiffre, en blanc : {et(silent)}.",) if silent else (),
        alt=f"Carte : {title}, pour {_communes(len(found.chiffres))}. {extremes}",
        defauts=found.etrangeres,
    )


def _code_column(donnees: Donnees, node: Variable) -> tuple[int | None, tuple[Defaut, ...]]:
    titles = [fold(column.value) for column in donnees.colonnes]
    rank = next((titles.index(name) for name in CODES if name in titles), None)
    if rank is not None:
        return rank, ()
    message = f"{donnees.span.path} n'a pas de colonne « code » : une carte a besoin du code Insee de chaque commune."
    return None, (
        Defaut(message, node.span, ("ajoutez une colonne « code » au fichier.",), bloque=True),
    )


def _figure_column(
    donnees: Donnees, colonne: str, node: Variable
) -> tuple[int | None, tuple[Defaut, ...]]:
    titles = [fold(column.value) for column in donnees.colonnes]
    numbers = [
        column.value
        for column, is_number in zip(donnees.colonnes, donnees.nombres, strict=True)
        if is_number
    ]
    if not colonne:
        message = f"« {node.raw} » ne dit pas quelle colonne montrer."
        hint = f'par exemple : carte("{donnees.nom}", colonne="{(numbers or ["Habitants"])[0]}").'
        return None, (Defaut(message, node.span, (hint,), bloque=True),)
    if fold(colonne) not in titles:
        message = f"« {node.raw} » : {donnees.span.path} n'a pas de colonne « {colonne} »."
        return None, (Defaut(message, node.span, did_you_mean(colonne, numbers), bloque=True),)
    rank = titles.index(fold(colonne))
    if not donnees.nombres[rank]:
        message = f"« {node.raw} » : la colonne « {colonne} » ne contient pas de nombres."
        return None, (Defaut(message, node.span, did_you_mean(colonne, numbers), bloque=True),)
    return rank, ()


def _not_of_the_territory(case: Case, donnees: Donnees) -> Iterator[Defaut]:
    if case.texte.strip() and not fold(case.texte).startswith(("total", "ensemble")):
        message = f"« {case.texte} » n'est pas une commune du territoire : la carte ne montrera pas cette ligne."
        yield Defaut(message, case.span, ("corrigez son code, ou retirez la ligne.",))


def _classes(values: Sequence[Decimal]) -> tuple[tuple[Decimal, Decimal], ...]:
    """At most ``CLASSES`` runs of values, of about as many communes each; equal values are in one."""
    distinct = sorted(set(values))
    if len(distinct) <= CLASSES:
        return tuple((value, value) for value in distinct)
    cuts = [values[len(values) * rank // CLASSES] for rank in range(CLASSES)]
    bounds = sorted(set(cuts))
    classes: list[tuple[Decimal, Decimal]] = []
    for low, after in zip(bounds, [*bounds[1:], None], strict=True):
        inside = [value for value in distinct if value >= low and (after is None or value < after)]
        classes.append((inside[0], inside[-1]))
    return tuple(classes)


def _rank(value: Decimal | None, classes: Sequence[tuple[Decimal, Decimal]]) -> int | None:
    if value is None:
        return None
    return next(rank for rank, (low, high) in enumerate(classes) if low <= value <= high)


def _in_words(low: Decimal, high: Decimal, unit: str) -> str:
    after = f"\u00a0{unit}" if unit else ""
    if low == high:
        return nombre(low) + after
    return f"de {nombre(low)} à {nombre(high)}{after}"


def _extremes(figures: Mapping[str, Decimal], communes: Iterable[Commune], unit: str) -> str:
    names = {commune.code: commune.nom for commune in communes}
    after = f"\u00a0{unit}" if unit else ""
    low, high = min(figures, key=figures.__getitem__), max(figures, key=figures.__getitem__)
    return (
        f"Le plus bas : {names[low]}, {nombre(figures[low])}{after} ; "
        f"le plus haut : {names[high]}, {nombre(figures[high])}{after}."
    )


# --- places -------------------------------------------------------------------------------------------------------


def _with_places(
    carte: Carte,
    node: Variable,
    options: Mapping[str, str],
    projet: Projet,
    communes: Sequence[Commune],
) -> Carte:
    """The map with the places of a table; the usual one is shown only when it is there."""
    name = table_de_lieux(node)
    if not name or (name == LIEUX and "lieux" not in options and name not in projet.donnees):
        return carte
    donnees = projet.donnees.get(name)
    if donnees is None:
        message = (
            f"« {node.raw} » : il n'y a pas de fichier {name}.csv dans content/diagnostic/donnees/."
        )
        fault = Defaut(message, node.span, did_you_mean(name, projet.donnees), bloque=True)
        return replace(carte, defauts=(*carte.defauts, fault))
    lieux, genres, faults = lieux_de(donnees, carte, communes)
    counted = Counter(genres[lieu.genre] for lieu in lieux)
    told = [f"{genre} ({count})" for genre, count in counted.items()]
    alt = f"{carte.alt} Lieux : {et(told)}." if told else carte.alt
    return replace(carte, lieux=lieux, genres=genres, alt=alt, defauts=(*carte.defauts, *faults))
