"""Places of care on a map, from a table of them: each by the code of its commune, or by its coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.model.carte import GENRES, INCONNUES, PLUS_DE_LIEUX, Carte, Lieu, Zone
from pipeline.model.contours import PAS, centre
from pipeline.model.decoupage import name_key
from pipeline.model.defaut import Defaut
from pipeline.model.donnees import Case, Donnees
from pipeline.model.langue.francais import nombre
from pipeline.model.langue.mots import fold
from pipeline.model.territoire import Commune

TITRES: Mapping[str, tuple[str, ...]] = {
    "nom": ("nom", "lieu", "structure", "etablissement"),
    "genre": ("genre", "type", "categorie", "nature"),
    "code": ("code", "code insee", "insee", "code commune", "commune"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
}
AUTRE = "autre lieu"

Ligne = Sequence[Case]
Trouves = tuple[tuple[Lieu, ...], tuple[str, ...], tuple[Defaut, ...]]


def lieux_de(donnees: Donnees, carte: Carte, communes: Sequence[Commune]) -> Trouves:
    """The places with the kinds that their ranks name, and what of the table cannot be shown."""
    columns = _columns(donnees)
    if "code" not in columns and not {"latitude", "longitude"} <= set(columns):
        message = f"{donnees.span.path} ne dit pas où sont les lieux."
        hint = "donnez-lui une colonne « code » (le code Insee de la commune), ou « latitude » et « longitude »."
        return (), (), (Defaut(message, donnees.span, (hint,), bloque=True),)
    kinds = _kinds(donnees, columns)
    grounds = {zone.code: zone for zone in carte.zones}
    known = {name_key(commune.nom): commune.code for commune in communes}
    found: list[Lieu] = []
    faults: list[Defaut] = []
    for row in donnees.lignes:
        where = _where(row, columns, grounds, known, carte)
        if isinstance(where, Defaut):
            faults.append(where)
            continue
        kind = kinds.index(_kind(row, columns, kinds))
        name = row[columns["nom"]].texte if "nom" in columns else ""
        found.append(Lieu(name, kind, *where))
    return tuple(found), kinds, (*together(faults, donnees, "lieux"), *_crowd(donnees, found))


def together(faults: Sequence[Defaut], donnees: Donnees, what: str) -> Sequence[Defaut]:
    """Those of a table told one by one, or as one when they are many: the file is about more than the territory."""
    if len(faults) <= INCONNUES:
        return faults
    first = faults[0]
    message = f"{nombre(len(faults))} {what} de {donnees.span.path} ne seront pas sur la carte ; par exemple : {first.message}"
    return (Defaut(message, first.span, ("ne gardez que les lignes du territoire.",)),)


def _crowd(donnees: Donnees, found: Sequence[Lieu]) -> Sequence[Defaut]:
    if len(found) <= PLUS_DE_LIEUX:
        return ()
    message = f"la carte montrerait {nombre(len(found))} lieux : au-delà de {PLUS_DE_LIEUX}, leurs signes se recouvrent."
    return (Defaut(message, donnees.span, ("ne gardez que ceux dont le texte parle.",)),)


def _columns(donnees: Donnees) -> dict[str, int]:
    titles = [fold(column.value) for column in donnees.colonnes]
    ranks = {
        key: next((titles.index(t) for t in known if t in titles), None)
        for key, known in TITRES.items()
    }
    return {key: rank for key, rank in ranks.items() if rank is not None}


def _kinds(donnees: Donnees, columns: Mapping[str, int]) -> tuple[str, ...]:
    """The kinds in the order of the table; those beyond the number of signs are one."""
    typed = (
        [row[columns["genre"]].texte.strip() for row in donnees.lignes]
        if "genre" in columns
        else []
    )
    kinds = tuple(dict.fromkeys(kind or AUTRE for kind in typed)) or (AUTRE,)
    return kinds if len(kinds) <= GENRES else (*kinds[: GENRES - 1], AUTRE)


def _kind(row: Ligne, columns: Mapping[str, int], kinds: Sequence[str]) -> str:
    typed = row[columns["genre"]].texte.strip() if "genre" in columns else ""
    return typed if typed in kinds else AUTRE if AUTRE in kinds else kinds[0]


def _where(
    row: Ligne,
    columns: Mapping[str, int],
    grounds: Mapping[str, Zone],
    known: Mapping[str, str],
    carte: Carte,
) -> tuple[float, float] | Defaut:
    """Longitude and latitude of a place in steps of ``PAS``, or why it is not on the map."""
    if {"latitude", "longitude"} <= set(columns):
        latitude, longitude = row[columns["latitude"]], row[columns["longitude"]]
        if latitude.texte.strip() or longitude.texte.strip():
            return _at(latitude, longitude, carte)
    if "code" not in columns:
        return Defaut("ce lieu n'a ni latitude ni longitude.", row[columns["latitude"]].span)
    case = row[columns["code"]]
    if not case.texte.strip():
        message = "ce lieu n'a ni code de commune ni coordonnées : il ne sera pas sur la carte."
        return Defaut(message, case.span, ("donnez-lui le code Insee de sa commune.",))
    zone = grounds.get(case.texte.strip()) or grounds.get(known.get(name_key(case.texte), ""))
    if zone is None:
        message = f"« {case.texte} » n'est pas une commune du territoire : ce lieu ne sera pas sur la carte."
        return Defaut(
            message, case.span, ("corrigez son code, ou donnez sa latitude et sa longitude.",)
        )
    return centre(max((polygone[0] for polygone in zone.polygones), key=len))


def _at(latitude: Case, longitude: Case, carte: Carte) -> tuple[float, float] | Defaut:
    north, east = _degrees(latitude), _degrees(longitude)
    if north is None or east is None:
        wrong = latitude if north is None else longitude
        return Defaut(
            f"« {wrong.texte} » n'est pas un nombre de degrés, comme 43,6465.", wrong.span
        )
    x, y = east / PAS, north / PAS
    west, south, far_east, far_north = carte.cadre
    margin = max(far_east - west, far_north - south) // 2
    if not (west - margin <= x <= far_east + margin and south - margin <= y <= far_north + margin):
        message = f"ce lieu ({latitude.texte} ; {longitude.texte}) est loin du territoire : il ne sera pas sur la carte."
        return Defaut(
            message,
            latitude.span,
            ("la latitude vient avant la longitude : 43,6465 et 0,5853 pour Auch.",),
        )
    return x, y


def _degrees(case: Case) -> float | None:
    """A latitude or longitude, typed with a comma or a point."""
    try:
        value = Decimal(case.texte.strip().replace(",", "."))
    except ArithmeticError:
        return None
    return float(value) if value.is_finite() and abs(value) <= 180 else None
