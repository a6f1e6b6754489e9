"""What follows from a change, in one line each, and the cause above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from pipeline.assemble.changements.mots import (
    annees,
    bloc,
    droit,
    liste,
    mois,
    montants,
    mot,
    passage,
)
from pipeline.model.changement import Caisse, Cause, Change, Ligne, Mention, Versements
from pipeline.model.langue.francais import euros, nombre

MOVES = {
    "communes": (
        ("-", "sort du territoire", "sortent du territoire"),
        ("+", "entre dans le territoire", "entrent dans le territoire"),
    ),
    "mouvements": (
        ("-", "ne figure plus dans la liste", "ne figurent plus dans la liste"),
        ("+", "entre dans la liste", "entrent dans la liste"),
    ),
    "personnes": (("", "change", "changent"),),
}
"""Kind of cause → the sign before a name, and what is said of one name or of several."""
CAUSES = {
    "taille": "La taille déclarée change",
    "barème": "Le barème change",
    "dates": "Les dates du contrat changent",
    "missions": "Les missions retenues changent",
    "scénarios": "Les scénarios changent",
    "réglages": "Les réglages du contrat changent",
    "valeurs légales": "Les valeurs légales changent",
    "budget": "Le budget change",
    "réalisé": "Le réalisé change",
    "calendrier": "Les dates des missions ou des fiches changent",
    "valeurs des statuts": "Les valeurs des statuts changent",
    "statuts": "Les statuts changent",
    "ensemble": "Ces changements pris ensemble",
}
MANY_NAMES = 6
MOTIFS = {"avance": "avances", "solde": "soldes", "volet variable": "volets variables"}
IN_WORDS = {0: "d'aucun", 1: "d'un", 2: "de deux", 3: "de trois"}
LARGE = 1000
SHOWN = 40
"""Sentences shown one by one; the others are counted."""


def cause_en_mots(cause: Cause) -> str:
    match cause.sujet:
        case "communes" | "mouvements" | "personnes":
            return _moves(cause) or "Les populations des communes changent"
        case "fiche ajoutée":
            return f"{cause.noms[0]} est nouvelle"
        case "fiche renumérotée":
            return "{} devient {}".format(*cause.noms)
        case "fiche retirée":
            return f"{cause.noms[0]} est retirée"
        case _:
            return CAUSES[cause.sujet]


def chiffre_en_mots(sens: str, avant: str, apres: str, causes: Sequence[Cause]) -> str:
    """Why a figure of a document is no longer the same, for a remark beside it."""
    said = f"{sens[:1].upper()}{sens[1:]} : {avant} devient {apres}."
    told = " ; ".join(dict.fromkeys(map(cause_en_mots, causes)))
    return f"{said} Cause : {told[:1].lower()}{told[1:]}." if told else said


def _names(noms: Sequence[str]) -> str:
    if len(noms) <= MANY_NAMES:
        return liste(noms)
    return f"{', '.join(noms[:MANY_NAMES])} et {len(noms) - MANY_NAMES} autres"


def _moves(cause: Cause) -> str:
    """« Auch sort du territoire, Pavie et Preignan entrent dans le territoire »."""
    said = []
    for sign, one, many in MOVES[cause.sujet]:
        names = [nom.removeprefix(sign) for nom in cause.noms if nom.startswith(sign)]
        if names:
            said.append(f"{_names(names)} {one if len(names) == 1 else many}")
    return ", ".join(said)


def effet_en_mots(effets: Sequence[Change]) -> Ligne:
    """One effect, or several of one kind told together."""
    first = effets[0]
    if first.sujet == "mentions":
        return _mentions(first)
    if first.sujet in TOGETHER:
        return Ligne(TOGETHER[first.sujet](effets))
    return Ligne(EFFETS[first.sujet](first))


def _amounts(value: object) -> tuple[Decimal, ...]:
    return value if isinstance(value, tuple) else ()


def _fait(change: Change) -> str:
    gap = ""
    if isinstance(change.avant, int) and isinstance(change.apres, int) and change.avant >= LARGE:
        moved = change.apres - change.avant
        gap = f" ({'+' if moved > 0 else ''}{nombre(moved)})"
    return f"{change.nom[0]} : {passage(change.avant, change.apres)}{gap}"


def _taille(change: Change) -> str:
    said = f"taille que donne la population : {change.avant} → {change.apres}"
    if not change.nom:
        return said
    return (
        f"{said}, alors que projet.yaml déclare {change.nom[0]} ; les droits ci-dessous sont ceux de la taille "
        f"{change.apres}"
    )


def _periode(change: Change) -> str:
    return f"le contrat court {_days(change.avant)} → {_days(change.apres)}"


def _days(value: object) -> str:
    return "du {} au {}".format(*value) if isinstance(value, tuple) else "sans date"


def _delai(change: Change) -> str:
    mission, *champs = change.nom
    words = {"demarrage": "démarrage", "deploiement": "déploiement"}
    days = zip(champs, _strings(change.avant), _strings(change.apres), strict=True)
    said = [f"{words[champ]} au plus tard le {passage(one, two)}" for champ, one, two in days]
    return f"{bloc(mission)} : {' ; '.join(said)}"


def _versements(change: Change) -> str:
    motif, first, last = change.nom
    old, new = change.avant, change.apres
    if not isinstance(old, Versements) or not isinstance(new, Versements):
        return f"{motif} : {passage(None, None)}"
    if first == last:
        head = f"{MOTIFS.get(motif, motif)} de l'année {first}"
        return f"{head} : {euros(old.montant)}, {_when(old)} → {euros(new.montant)}, {_when(new)}"
    head = f"{MOTIFS.get(motif, motif)} des années {first} à {last}"
    return f"{head} : {euros(new.montant)} par an, le {passage(old.debut, new.debut)}, puis chaque année"


def _when(payment: Versements) -> str:
    if payment.debut == payment.fin:
        return f"le {payment.debut}"
    return f"du {payment.debut} au {payment.fin}"


def _droit(change: Change) -> str:
    return f"{droit(*change.nom)} : {annees(_amounts(change.avant), _amounts(change.apres))}"


def _caisse(change: Change) -> str:
    old, new = change.avant, change.apres
    assert isinstance(new, Caisse), "a scenario that is gone has no effect"
    parts = []
    if not isinstance(old, Caisse):
        parts.append(f"droits, {montants(new.droits, ' ; ')}")
    elif old.droits != new.droits:
        parts.append(f"droits, {annees(old.droits, new.droits)}")
    before = old.plus_bas if isinstance(old, Caisse) else None
    if new.plus_bas is not None and new.plus_bas != before:
        after = _low(new)
        parts.append(
            f"caisse au plus bas, {f'{_low(old)} → {after}' if isinstance(old, Caisse) and before else after}"
        )
    return f"scénario « {change.nom[0]} » : {' ; '.join(parts)}"


def _low(caisse: Caisse) -> str:
    month = caisse.plus_bas
    assert month is not None, "asked of a plan only"
    return f"{euros(month.solde)} fin {mois(month.annee, month.mois)}"


def _manques(changes: Sequence[Change]) -> str:
    said = " ; ".join(f"{bloc(one.nom[0])}, {montants(_amounts(one.apres))}" for one in changes)
    return f"parts fixes seulement, il manque au budget : {said}"


def _inscrits(changes: Sequence[Change]) -> str:
    said = [
        f"{bloc(cle)}, « {origine} », année {year}, {mot_euros(one.avant)} au lieu de {mot_euros(one.apres)}"
        for one in changes
        for cle, origine, year in [one.nom]
    ]
    return f"le budget inscrit encore l'ancien droit : {' ; '.join(said)}"


def mot_euros(value: object) -> str:
    return euros(value) if isinstance(value, Decimal) else mot(value)


def _solde(change: Change) -> str:
    year, month = change.nom
    expected = (
        f" ; le plan de trésorerie en prévoyait {mot_euros(change.avant)}"
        if change.avant is not None
        else ""
    )
    return f"il reste {mot_euros(change.apres)} fin {mois(int(year), int(month))}{expected}"


def _membres(change: Change) -> str:
    names = _strings(change.apres)
    many = "membre" if len(names) == 1 else "membres"
    verb = "est désormais" if len(names) == 1 else "sont désormais"
    return f"{len(names)} {many} sur {change.nom[0]} {verb} hors du territoire : {liste(names)}"


def _strings(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _pilotes(change: Change) -> str:
    names = _strings(change.apres)
    return f"{'pilote' if len(names) == 1 else 'pilotes'} hors du territoire : {liste(names)}"


def _bureau(change: Change) -> str:
    held, *below = change.nom
    posts = _strings(change.apres)
    holders = "titulaire" if len(posts) == 1 else "titulaires"
    head = f"bureau : {len(posts)} {holders} sur {held} hors du territoire ({', '.join(posts)})"
    return " ; ".join([head, *map(_minimum, below)])


def _minimum(one: str) -> str:
    """« bureau.colleges_minimum=1/2 » → « les autres ne sont que d'un collège, les statuts en demandent 2 »."""
    name, _, counts = one.partition("=")
    left, least = counts.split("/")
    if name == "bureau.membres_minimum":
        return f"il n'en reste que {left}, les statuts en demandent {least}"
    thing = "collège" if name == "bureau.colleges_minimum" else "profession"
    plural = "s" if int(left) > 1 else ""
    few = IN_WORDS.get(int(left), f"de {left}")
    few = few.replace("un", "une") if thing == "profession" and int(left) < 2 else few
    return f"les autres ne sont que {few} {thing}{plural}, les statuts en demandent {least}"


def _conseil(change: Change) -> str:
    count = len(_strings(change.apres))
    many = "administrateur" if count == 1 else "administrateurs"
    return f"conseil d'administration : {count} {many} sur {change.nom[0]} hors du territoire"


def _valeurs(change: Change) -> str:
    return f"les statuts nomment encore {change.nom[0]} : {', '.join(_strings(change.apres))}"


def _mentions(change: Change) -> Ligne:
    kind, name = change.nom
    sides = change.apres if isinstance(change.apres, tuple) else ()
    found = [one for one in sides if isinstance(one, Mention)]
    many = len(found) > 1
    what = "phrases ou lignes de tableau" if many else "phrase ou ligne de tableau"
    verb = MENTIONNENT[kind] if many else MENTIONNENT[kind].removesuffix("nt")
    return Ligne(f"{len(found)} {what} {verb} {_mentioned(kind, name)}", _places(found))


MENTIONNENT = {"part": "donnent", "nom": "nomment", "date": "citent", "chiffre": "écrivent"}
"""What texts do with a thing that changed, by the kind of the thing."""


def _mentioned(kind: str, name: str) -> str:
    match kind:
        case "part":
            return "une part de la population, à vérifier avec ce territoire"
        case "date":
            return f"encore le {name}"
        case "chiffre":
            return f"encore {nombre(int(name))}"
        case _:
            return f"encore {name}"


def _places(found: Sequence[Mention]) -> tuple[Ligne, ...]:
    """The first of them, then how many others there are."""
    under = tuple(Ligne(f"{one.lieu} : « {one.phrase} »") for one in found[:SHOWN])
    others = found[SHOWN:]
    if not others:
        return under
    files = len({one.lieu for one in others})
    where = "le même fichier" if files == 1 else f"{files} fichiers"
    return (*under, Ligne(f"et {len(others)} autres, dans {where}"))


def _encore(change: Change) -> str:
    role, name = change.nom
    who = f"{name}, " if name else ""
    codes = liste(_strings(change.apres))
    words = {
        "pilote": f"encore pilote de {codes}",
        "copilote": f"encore copilote de {codes}",
        "membre": f"encore membre de {codes}",
        "chargé": f"encore chargé d'une sous-action de {codes}",
        "poste": f"encore au bureau ({codes})",
        "conseil": "encore au conseil d'administration",
    }
    return who + words[role]


def _rattachees(change: Change) -> str:
    codes = _strings(change.apres)
    head = "fiche encore rattachée" if len(codes) == 1 else "fiches encore rattachées"
    return f"{head} à cette mission : {liste(codes)}"


def _sans_fiche(change: Change) -> str:
    return f"aucune fiche ne la sert : {liste([bloc(cle) for cle in _strings(change.apres)])}"


def _orphelin(change: Change) -> str:
    return f"le budget la finance encore : {montants(_amounts(change.apres))}"


def _citant(change: Change) -> str:
    articles = _strings(change.apres)
    by = "par l'article" if len(articles) == 1 else "par les articles"
    return f"{change.nom[0]} est imprimé {by} {liste(articles)}"


VOTE = (
    "si l'association est déjà déclarée, l'assemblée extraordinaire vote ce changement, puis il se déclare dans les "
    "trois mois (« make comparer-statuts » en fait le tableau)"
)

TOGETHER: Mapping[str, Callable[[Sequence[Change]], str]] = {
    "manque": _manques,
    "inscrit": _inscrits,
}
EFFETS: Mapping[str, Callable[[Change], str]] = {
    "fait": _fait,
    "taille calculée": _taille,
    "période": _periode,
    "délai": _delai,
    "versements": _versements,
    "droit": _droit,
    "caisse": _caisse,
    "solde constaté": _solde,
    "membres dehors": _membres,
    "pilotes dehors": _pilotes,
    "bureau dehors": _bureau,
    "conseil dehors": _conseil,
    "valeurs citant": _valeurs,
    "encore": _encore,
    "fiches rattachées": _rattachees,
    "missions sans fiche": _sans_fiche,
    "sans budget": lambda _change: "aucune ligne du budget ne la finance",
    "budget orphelin": _orphelin,
    "articles citant": _citant,
    "vote des statuts": lambda _change: VOTE,
}
"""Kind of effect → how it is said."""
