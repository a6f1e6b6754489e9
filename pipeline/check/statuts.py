"""Rules on the statutes and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from pipeline.check.articles import readable
from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.fraction import fraction
from pipeline.model.langue.mots import fold, is_blank
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable
from pipeline.model.seance import SEANCES
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import Article, College, Valeurs, est_un_compte


@controle()
def colleges_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A member belongs to a collège by its key: two of them under one key could not be told apart."""
    for college, first in doublons(projet.statuts.valeurs.colleges, lambda college: college.cle):
        message = f"la clé de collège « {college.cle} » est déjà à la ligne {first.span.line}."
        yield Finding("S005", message, college.span, (), (first.span,))


@controle()
def seats_add_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    board = projet.statuts.valeurs.sieges
    seats = _seats(projet.statuts.valeurs)
    counts = [placed.value for _college, placed in seats]
    if board is not None and counts and sum(counts) != board.value:
        total = " + ".join(map(str, counts))
        message = f"le conseil a {board.value} sièges, mais ceux des collèges font {total} = {sum(counts)}."
        yield Finding(
            "S001", message, board.span, (), tuple(placed.span for _college, placed in seats)
        )


def _known_seats(valeurs: Valeurs) -> list[tuple[College, Placed[int]]]:
    return [(college, college.sieges) for college in valeurs.colleges if college.sieges is not None]


def _seats(valeurs: Valeurs) -> list[tuple[College, Placed[int]]]:
    """Each collège with its seats; none while one of them does not say."""
    known = _known_seats(valeurs)
    return known if len(known) == len(valeurs.colleges) else []


LONGEST_TERM, LONGEST_IN_ALL = 3, 9
"""Years of a mandate, and with its renewals."""

MOST_PROXIES = 2
FEWEST_DAYS = 15
PARTS = (
    "conseil.demande_part",
    "conseil.quorum",
    "conseil.majorite_exclusion",
    "conseil.scrutin_secret_part",
    "bureau.demande_part",
    "bureau.quorum",
    "bureau.majorite_exclusion",
    "bureau.medecins_part",
    "assemblees.demande_part",
    "assemblees.scrutin_secret_part",
    "extraordinaire.quorum",
    "extraordinaire.majorite_statuts",
    "extraordinaire.majorite_fusion",
    "extraordinaire.majorite_dissolution",
)
OF_A_MEETING = (
    "convocation_le",
    "convocation_par",
    "date",
    "heure",
    "adresse",
    "president_seance",
    "secretaire_seance",
    "premiere_reunion_le",
    "objet",
)
"""What the facts ``seance.*`` of an act print of its meeting."""

DIRECTION = {
    "quorum": "le quorum",
    "majorite": "la majorité",
    "convocation_jours": "le délai de convocation",
}
ASSEMBLEES = {
    "assemblees.convocation_jours": "le délai de convocation de l'assemblée générale",
    "assemblees.quorum_ordinaire": "le quorum de l'assemblée ordinaire",
    "assemblees.majorite_ordinaire": "la majorité de l'assemblée ordinaire",
    "extraordinaire.quorum": "le quorum de l'assemblée extraordinaire",
    "extraordinaire.seconde_convocation_jours": "le délai avant la seconde assemblée extraordinaire",
    "extraordinaire.majorite_statuts": "la majorité qui modifie les statuts",
    "extraordinaire.majorite_fusion": "la majorité d'une fusion",
    "extraordinaire.majorite_dissolution": "la majorité d'une dissolution",
}


@controle()
def seats_in_balance(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The model gives every collège the same number of seats; no collège decides alone."""
    valeurs = projet.statuts.valeurs
    known, seats = _known_seats(valeurs), _seats(valeurs)
    counts = [placed.value for _college, placed in seats]
    total = sum(counts) or (valeurs.sieges.value if valeurs.sieges else 0)
    if not known or not total or len(valeurs.colleges) < 2:
        return
    largest, most = max(known, key=lambda pair: pair[1].value)
    if most.value * 2 > total:
        message = f"« {largest.nom} » a plus de la moitié des sièges ({most.value} sur {total})."
        yield Finding("S012", message, most.span, ("ce collège pourrait décider seul.",))
    elif len(set(counts)) > 1:
        message = (
            f"les collèges n'ont pas le même nombre de sièges : {', '.join(map(str, counts))}."
        )
        yield Finding("S011", message, seats[0][0].span)


@controle()
def proxies(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    entier = projet.statuts.valeurs.entier
    found = list(
        filter(
            None, (entier(f"{body}.procurations") for body in ("conseil", "bureau", "assemblees"))
        )
    )
    for placed in found:
        if placed.value > MOST_PROXIES:
            message = f"un membre peut détenir {placed.value} pouvoirs ; le modèle en admet deux."
            yield Finding("S025", message, placed.span)
    if len(set(found)) > 1:
        first, *others = found
        message = f"le nombre de pouvoirs n'est pas le même partout : {' et '.join(str(p.value) for p in found)}."
        yield Finding("S026", message, first.span, (), tuple(placed.span for placed in others))


@controle()
def terms(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    entier = projet.statuts.valeurs.entier
    for section in ("conseil", "bureau"):
        years, again = entier(f"{section}.mandat_ans"), entier(f"{section}.renouvellements")
        if years is None:
            continue
        if years.value > LONGEST_TERM:
            message = f"le mandat dure {years.value} ans ; les modèles le limitent à trois."
            yield Finding("S027", message, years.span)
        elif again and years.value * (1 + again.value) > LONGEST_IN_ALL:
            whole = years.value * (1 + again.value)
            message = f"avec ses renouvellements, un mandat peut durer {whole} ans ; le modèle s'arrête à {LONGEST_IN_ALL}."
            yield Finding("S027", message, again.span)


BY_HAND = frozenset(("association.lieu_signature", "association.date_signature"))
"""What may be written when the paper is signed."""
ON_THE_DAY = tuple(f"{seance}." for seance in SEANCES)


@controle()
def values_are_filled(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value of the statutes that some text prints, and that is empty: the paper would have a hole."""
    valeurs = projet.statuts.valeurs
    said = BY_HAND | _wanted(valeurs).keys()
    empty = {
        name: placed
        for name, placed in valeurs.scalaires.items()
        if not placed.value and name not in said and not name.startswith(ON_THE_DAY)
    }
    for name, placed in empty.items():
        cited = [
            node.span
            for node in projet.citations
            if isinstance(node, Variable)
            and node.name == name
            and not projet.d_un_autre_modele(node.span.path)
        ]
        if cited:
            message = f"« {name} » est vide, et {PurePosixPath(cited[0].path).name} l'imprime."
            hint = "écrivez la valeur à la suite des deux points."
            yield Finding("X001", message, placed.span, (hint,), tuple(cited))


@controle()
def votes_are_ruled(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Quorum, majority and notice of each body are given, and printed by an article."""
    valeurs, articles = projet.statuts.valeurs, readable(projet)
    cited = cited_in(articles)
    for name, words in _wanted(valeurs).items() if articles else ():
        placed = valeurs.scalaires.get(name)
        if placed is None or not placed.value:
            section, _, key = name.partition(".")
            hint = f"écrivez « {key}: … » sous « {section} », et citez-le dans un article."
            place = placed.span if placed else valeurs.span
            yield Finding("S028", f"les statuts ne donnent pas {words}.", place, (hint,))
        elif name not in cited:
            message = f"aucun article n'imprime {words} (« {{{{ {name} }}}} »)."
            yield Finding("S028", message, placed.span)


def _wanted(valeurs: Valeurs) -> dict[str, str]:
    """The rules of the body that leads, the board where there is one, and of the assemblies."""
    led_by_a_board = any(name.startswith("conseil.") for name in valeurs.scalaires)
    body, whose = (
        ("conseil", "du conseil d'administration") if led_by_a_board else ("bureau", "du bureau")
    )
    return {f"{body}.{name}": f"{words} {whose}" for name, words in DIRECTION.items()} | ASSEMBLEES


def cited_in(articles: Iterable[Article]) -> set[str]:
    """Names of the facts that some articles print."""
    return {
        node.name
        for article in articles
        for block in article.blocs
        for inlines in inlines_of(block)
        for node in leaves(inlines)
        if isinstance(node, Variable)
    }


@controle()
def shares_are_understood(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What is to be counted at a vote can be counted beforehand."""
    scalaires = projet.statuts.valeurs.scalaires
    for placed in (scalaires[name] for name in PARTS if name in scalaires):
        if placed.value and not is_blank(placed.value) and fraction(placed.value) is None:
            message = f"« {placed.value} » n'est pas une part que l'on sache calculer."
            hint = "écrivez par exemple « les deux tiers », « la moitié plus un » ou « 60 % »."
            yield Finding("S029", message, placed.span, (hint,))
    half = scalaires.get("extraordinaire.moitie_impaire")
    if half and half.value and fold(half.value) not in ("inferieur", "superieur", "xx"):
        message = f"« moitie_impaire » vaut « inférieur » ou « supérieur », pas « {half.value} »."
        yield Finding("S029", message, half.span)


@controle()
def counts_are_numbers(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value that is counted, or printed in words with its unit: « 15 jours » would be « 15 jours jours »."""
    for name, placed in projet.statuts.valeurs.scalaires.items():
        typed = est_un_compte(name) and placed.value and not is_blank(placed.value)
        if typed and projet.statuts.valeurs.entier(name) is None:
            key = name.rpartition(".")[2]
            message = f"« {key} » attend un nombre entier, pas « {placed.value} »."
            yield Finding("C003", message, placed.span, ("tapez-le en chiffres, sans son unité.",))


LEAST = {
    "extraordinaire.quorum": ("un quorum", "la moitié plus un"),
    "extraordinaire.majorite_statuts": ("une modification des statuts", "les deux tiers"),
    "extraordinaire.majorite_fusion": ("une fusion", "les deux tiers"),
    "extraordinaire.majorite_dissolution": ("la dissolution", "les deux tiers"),
}
"""What the model asks of an extraordinary assembly."""

MEMBERS = 300
"""A number on which shares are compared: thirds and halves are whole numbers of it."""


@controle()
def grave_decisions_ask_for_more(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """Changing the statutes, merging or dissolving takes what the model asks: a departure is a choice to see."""
    for name, (what, model) in LEAST.items():
        placed = projet.statuts.valeurs.scalaires.get(name)
        typed, asked = fraction(placed.value if placed else ""), fraction(model)
        if placed and typed and asked and typed.sur(MEMBERS) < asked.sur(MEMBERS):
            message = f"« {placed.value} » suffit pour {what} ; le modèle demande {model}."
            yield Finding("S066", message, placed.span)


@controle()
def second_call(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    days = valeurs.entier("extraordinaire.seconde_convocation_jours")
    if days and days.value < FEWEST_DAYS:
        message = f"la seconde assemblée peut se tenir {days.value} jours après ; le modèle en demande {FEWEST_DAYS}."
        yield Finding("S030", message, days.span)


USED_WITHOUT_A_TEXT = frozenset(
    (
        *(f"{body}.{name}" for body in ("conseil", "bureau") for name in DIRECTION),
        *ASSEMBLEES,
        *(f"{seance}.{key}" for seance in SEANCES for key in OF_A_MEETING),
        "association.tribunal",
        "association.date_signature",
        "comptes.premier_exercice",
    )
)
"""What the lists, the acts and the calendar say without a citation."""


@controle(des=EtapeCPTS.PROJET)
def values_are_used(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value that no text prints changes nothing: its article was removed, or its name is misspelt."""
    valeurs = projet.statuts.valeurs
    if not readable(projet):
        return
    cited = {node.name for node in projet.citations if isinstance(node, Variable)}
    of_use = cited | USED_WITHOUT_A_TEXT
    for name, placed in valeurs.scalaires.items():
        if placed.value and "." in name and name not in of_use:
            hint = f"citez « {{{{ {name} }}}} » dans un article, ou effacez cette ligne."
            yield Finding("S043", f"aucun texte n'imprime « {name} ».", placed.span, (hint,))
    for what, span, names in _listed(valeurs):
        if cited.isdisjoint(names):
            message = f"aucun texte n'imprime {what}."
            hint = f"écrivez {{{{ {names[0]} }}}} sur une ligne à part d'un article ou d'un chapitre, ou effacez-les."
            yield Finding("S043", message, span, (hint,))


def _listed(valeurs: Valeurs) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    """What is typed as lists, where, and the facts that print it."""
    for college in valeurs.colleges:
        if college.description:
            yield f"la description du collège « {college.nom} »", college.span, ("liste.colleges",)
        if college.cotisation:
            yield (
                f"la cotisation du collège « {college.nom} »",
                college.span,
                ("liste.cotisations", "tableau.colleges"),
            )
    for poste in valeurs.postes:
        yield (
            f"le poste « {poste.poste} »",
            poste.span,
            ("liste.bureau", "tableau.bureau", "liste.dirigeants"),
        )
    for instance in valeurs.instances:
        described = instance.composition or instance.role or instance.decisions
        names = ("liste.instances",) if described else ("liste.instances", "liste.organigramme")
        yield f"l'instance « {instance.nom} »", instance.span, names
