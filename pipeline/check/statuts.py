"""Rules on the statutes and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.check.articles import readable
from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.fraction import fraction
from pipeline.model.langue.mots import fold, is_blank
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable
from pipeline.model.span import Span
from pipeline.model.statuts import Article, College, Valeurs


@controle()
def colleges_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A member belongs to a collège by its key: two of them under one key could not be told apart."""
    seen: dict[str, College] = {}
    for college in projet.statuts.valeurs.colleges:
        first = seen.setdefault(college.cle, college)
        if first is not college and college.cle:
            message = f"la clé de collège « {college.cle} » est déjà à la ligne {first.span.line}."
            yield Finding("S005", message, college.span, (), (first.span,))


@controle()
def seats_add_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    if valeurs.sieges is None or not valeurs.colleges:
        return
    seats = [college.sieges.value for college in valeurs.colleges if college.sieges is not None]
    if len(seats) == len(valeurs.colleges) and sum(seats) != valeurs.sieges.value:
        total = " + ".join(map(str, seats))
        message = f"le conseil a {valeurs.sieges.value} sièges, mais ceux des collèges font {total} = {sum(seats)}."
        places = tuple(college.sieges.span for college in valeurs.colleges if college.sieges)
        yield Finding("S001", message, valeurs.sieges.span, (), places)


LARGEST_TERM = 9
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
DIRECTION = {"quorum": "le quorum", "majorite": "la majorité", "convocation_jours": "le délai de convocation"}
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
    seats = [c.sieges.value for c in valeurs.colleges if c.sieges is not None]
    if len(seats) < 2 or len(seats) < len(valeurs.colleges):
        return
    largest = max(valeurs.colleges, key=lambda college: college.sieges.value if college.sieges else 0)
    assert largest.sieges is not None, "every collège has its seats here"
    if largest.sieges.value * 2 > sum(seats):
        message = f"« {largest.nom} » a plus de la moitié des sièges ({largest.sieges.value} sur {sum(seats)})."
        yield Finding("S012", message, largest.sieges.span, ("ce collège pourrait décider seul.",))
    elif len(set(seats)) > 1:
        message = f"les collèges n'ont pas le même nombre de sièges : {', '.join(map(str, seats))}."
        yield Finding("S011", message, valeurs.colleges[0].span)


@controle()
def proxies(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    names = ("conseil.procurations", "bureau.procurations", "assemblees.procurations")
    found = [placed for name in names if (placed := valeurs.entier(name))]
    for placed in found:
        if placed.value > 2:
            yield Finding(
                "S025", f"un membre peut détenir {placed.value} pouvoirs ; le modèle en admet deux.", placed.span
            )
    if len({placed.value for placed in found}) > 1:
        values = " et ".join(str(placed.value) for placed in found)
        message = f"le nombre de pouvoirs n'est pas le même partout : {values}."
        yield Finding("S026", message, found[0].span, (), tuple(placed.span for placed in found[1:]))


@controle()
def terms(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    for section in ("conseil", "bureau"):
        years = valeurs.entier(f"{section}.mandat_ans")
        again = valeurs.entier(f"{section}.renouvellements")
        whole = years.value * (1 + again.value) if years and again else 0
        if years and years.value > 3:
            yield Finding("S027", f"le mandat dure {years.value} ans ; les modèles le limitent à trois.", years.span)
        elif again and whole > LARGEST_TERM:
            message = (
                f"avec ses renouvellements, un mandat peut durer {whole} ans ; le modèle s'arrête à {LARGEST_TERM}."
            )
            yield Finding("S027", message, again.span)


@controle()
def votes_are_ruled(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Quorum, majority and notice of each body are given, and printed by an article."""
    valeurs, articles = projet.statuts.valeurs, readable(projet)
    if not articles:
        return
    body = "conseil" if any(name.startswith("conseil.") for name in valeurs.scalaires) else "bureau"
    whose = {"conseil": "du conseil d'administration", "bureau": "du bureau"}[body]
    wanted = {f"{body}.{name}": f"{words} {whose}" for name, words in DIRECTION.items()} | ASSEMBLEES
    cited = cited_in(articles)
    for name, words in wanted.items():
        placed = valeurs.scalaires.get(name)
        if placed is None or not placed.value:
            section, _, key = name.partition(".")
            hint = f"écrivez « {key}: … » sous « {section} », et citez-le dans un article."
            yield Finding(
                "S028", f"les statuts ne donnent pas {words}.", placed.span if placed else valeurs.span, (hint,)
            )
        elif name not in cited:
            message = f"aucun article n'imprime {words} (« {{{{ {name} }}}} »)."
            yield Finding("S028", message, placed.span)


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
    valeurs = projet.statuts.valeurs
    for name in PARTS:
        placed = valeurs.scalaires.get(name)
        if placed and placed.value and not is_blank(placed.value) and fraction(placed.value) is None:
            hint = "écrivez par exemple « les deux tiers », « la moitié plus un » ou « 60 % »."
            yield Finding(
                "S029", f"« {placed.value} » n'est pas une part que l'on sache calculer.", placed.span, (hint,)
            )
    half = valeurs.scalaires.get("extraordinaire.moitie_impaire")
    if half and half.value and fold(half.value) not in ("inferieur", "superieur", "xx"):
        message = f"« moitie_impaire » vaut « inférieur » ou « supérieur », pas « {half.value} »."
        yield Finding("S029", message, half.span)


@controle()
def second_call(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    days = valeurs.entier("extraordinaire.seconde_convocation_jours")
    if days and days.value < FEWEST_DAYS:
        message = f"la seconde assemblée peut se tenir {days.value} jours après ; le modèle en demande {FEWEST_DAYS}."
        yield Finding("S030", message, days.span)


@controle()
def values_are_used(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value that no text prints changes nothing: its article was removed, or its name is misspelt."""
    valeurs = projet.statuts.valeurs
    if not readable(projet):
        return
    cited = {node.name for node in projet.citations if isinstance(node, Variable)}
    told = {f"{body}.{name}" for body in ("conseil", "bureau") for name in DIRECTION} | set(ASSEMBLEES)
    for name, placed in valeurs.scalaires.items():
        if "." in name and name not in cited and name not in told and placed.value:
            message = f"aucun texte n'imprime « {name} »."
            hint = f"citez « {{{{ {name} }}}} » dans un article, ou effacez cette ligne."
            yield Finding("S043", message, placed.span, (hint,))
    for what, span, names in _listed(valeurs):
        if not any(name in cited for name in names):
            message = f"aucun texte n'imprime {what}."
            hint = f"écrivez {{{{ {names[0]} }}}} sur une ligne à part d'un article ou d'un chapitre, ou effacez-les."
            yield Finding("S043", message, span, (hint,))


def _listed(valeurs: Valeurs) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    """What is typed as lists, where, and the facts that print it."""
    for college in valeurs.colleges:
        if college.description:
            yield f"la description du collège « {college.nom} »", college.span, ("liste.colleges",)
        if college.cotisation:
            yield f"la cotisation du collège « {college.nom} »", college.span, ("liste.cotisations", "tableau.colleges")
    for poste in valeurs.postes:
        yield f"le poste « {poste.poste} »", poste.span, ("liste.bureau", "tableau.bureau", "liste.dirigeants")
    for instance in valeurs.instances:
        described = instance.composition or instance.role or instance.decisions
        names = ("liste.instances",) if described else ("liste.instances", "liste.organigramme")
        yield f"l'instance « {instance.nom} »", instance.span, names
