"""Rules on the bureau and the board: who holds which post, against what the statutes themselves say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.bureau import MEDECIN, Genre, genre_de_poste
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.fraction import fraction
from pipeline.model.langue.mots import is_blank
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.span import Placed, Span
from pipeline.model.statuts import Poste, Valeurs

REQUIRED = {
    "bureau.colleges_minimum": (Genre.PRESIDENT, Genre.VICE, Genre.SECRETAIRE, Genre.TRESORIER),
    "bureau.professions_minimum": (
        Genre.PRESIDENT,
        Genre.VICE,
        Genre.VICE,
        Genre.SECRETAIRE,
        Genre.TRESORIER,
        Genre.TRESORIER_ADJOINT,
    ),
}
"""The posts that the article printing each value asks for."""

ADVISED = (
    ("bureau.colleges_minimum", 2, None, "deux collèges au moins"),
    ("bureau.professions_minimum", 3, None, "trois professions au moins"),
    ("bureau.membres_minimum", 6, None, "six membres au moins"),
    ("bureau.membres_maximum", None, 9, "neuf membres au plus"),
)


@controle()
def posts_held(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each post has a holder, and a person one post only."""
    valeurs = projet.statuts.valeurs
    seen: dict[str, Poste] = {}
    for poste in valeurs.postes:
        if poste.titulaire is None:
            hint = "écrivez la clé d'une personne de content/personnes.csv, ou retirez ce poste."
            yield Finding("S015", f"le poste « {poste.poste} » n'a pas de titulaire.", poste.span, (hint,))
            continue
        found = projet.annuaire.trouver(poste.titulaire.value)
        cle = found.cle if found else poste.titulaire.value
        first = seen.setdefault(cle, poste)
        if first is not poste and not is_blank(cle):
            message = f"« {poste.titulaire.value} » occupe déjà le poste « {first.poste} »."
            yield Finding("S014", message, poste.titulaire.span, (), (first.span,))


@controle()
def posts_required(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The posts that the statutes say the bureau has at least."""
    valeurs = projet.statuts.valeurs
    if not valeurs.postes:
        return
    for name, wanted in REQUIRED.items():
        placed = valeurs.scalaires.get(name)
        there = Counter(genre_de_poste(poste.poste) for poste in valeurs.postes)
        missing = Counter(wanted) - there
        if placed is not None and missing:
            posts = ", ".join(
                f"{genre.value}{f' (il en faut {wanted.count(genre)})' if wanted.count(genre) > 1 else ''}"
                for genre in missing
            )
            message = f"les statuts demandent au bureau des postes qui ne sont pas là : {posts}."
            yield Finding("S016", message, valeurs.postes[0].span)


@controle()
def holders_of_the_board(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A bureau elected inside the board is made of its members, or of those who represent one."""
    valeurs = projet.statuts.valeurs
    if not valeurs.administrateurs:
        return
    board = [p for placed in valeurs.administrateurs if (p := projet.annuaire.trouver(placed.value))]
    if len(board) < len(valeurs.administrateurs):
        return  # G002 names who is not in the list of people
    sitting = {personne.cle for personne in board}
    represented = {personne.representant for personne in board if personne.representant}
    for poste, personne in _holders(projet, valeurs):
        inside = personne.cle in sitting or personne.structure in sitting or personne.nom_complet in represented
        if not inside:
            message = f"{personne.nom_complet} ({poste.poste}) n'est pas dans la liste des administrateurs."
            hint = "ajoutez sa clé, ou celle de la structure représentée, à « administrateurs »."
            yield Finding("S017", message, (poste.titulaire or Placed("", poste.span)).span, (hint,))


@controle()
def seats_of_the_board(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """No collège holds more seats than the statutes give it."""
    valeurs = projet.statuts.valeurs
    seats = {college.cle: college for college in valeurs.colleges if college.sieges is not None}
    counts = Counter(p.college for placed in valeurs.administrateurs if (p := projet.annuaire.trouver(placed.value)))
    for cle, count in counts.items():
        college = seats.get(cle)
        if college is not None and college.sieges is not None and count > college.sieges.value:
            message = f"« {college.nom} » a {college.sieges.value} sièges et {count} administrateurs."
            yield Finding("S044", message, valeurs.administrateurs[0].span, (), (college.span,))


@controle()
def composition(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Numbers that the statutes ask of the bureau: members, collèges, professions, doctors."""
    valeurs = projet.statuts.valeurs
    if not valeurs.postes:
        return
    holders = [personne for _, personne in _holders(projet, valeurs)]
    if len(holders) < len(valeurs.postes):
        return  # S015 or G002 asks for the others: nothing can be counted yet
    place = valeurs.postes[0].span
    yield from _size(valeurs, len(holders), place)
    colleges = {personne.college for personne in holders if personne.college}
    yield from _fewer(valeurs, "bureau.colleges_minimum", len(colleges), "S013", "collège", place)
    trades = {projet.profession(personne) for personne in holders if personne.profession}
    yield from _fewer(valeurs, "bureau.professions_minimum", len(trades), "S019", "profession", place)
    yield from _doctors(projet, valeurs, holders, place)


def _size(valeurs: Valeurs, count: int, place: Span) -> Iterator[Finding]:
    least, most = valeurs.entier("bureau.membres_minimum"), valeurs.entier("bureau.membres_maximum")
    if (least and count < least.value) or (most and count > most.value):
        bounds = (
            f"de {least.value if least else 1} à {most.value}" if most else f"au moins {least.value if least else 1}"
        )
        message = f"le bureau a {count} membre{'s' if count > 1 else ''} ; les statuts en demandent {bounds}."
        yield Finding("S018", message, place, (), tuple(p.span for p in (least, most) if p))


def _fewer(valeurs: Valeurs, name: str, count: int, code: str, word: str, place: Span) -> Iterator[Finding]:
    wanted = valeurs.entier(name)
    if wanted is not None and count < wanted.value:
        plural = "s" if count > 1 else ""
        told = f"les membres du bureau viennent de {count} {word}{plural}"
        message = f"{told} ; les statuts en demandent au moins {wanted.value}."
        yield Finding(code, message, place, (), (wanted.span,))


def _doctors(projet: Projet, valeurs: Valeurs, holders: list[Personne], place: Span) -> Iterator[Finding]:
    part = fraction(valeurs.texte("bureau.medecins_part"))
    if part is None:
        return
    doctors = sum(projet.profession(personne) == MEDECIN for personne in holders)
    wanted = part.sur(len(holders))
    if doctors < wanted:
        plural = "s" if doctors > 1 else ""
        told = f"le bureau a {doctors} médecin{plural} sur {len(holders)} membres"
        message = f"{told} ; les statuts en demandent au moins {wanted}."
        yield Finding("S020", message, place)
    heads = [
        p for poste, p in _holders(projet, valeurs) if genre_de_poste(poste.poste) in (Genre.PRESIDENT, Genre.VICE)
    ]
    if heads and not any(projet.profession(personne) == MEDECIN for personne in heads):
        message = "ni le président ni les vice-présidents ne sont médecins ; les statuts en demandent au moins un."
        yield Finding("S021", message, place)
    for poste, personne in _holders(projet, valeurs):
        if not projet.a_une_voix(personne) and poste.titulaire is not None:
            message = f"{personne.nom_complet} ({poste.poste}) n'est pas membre actif."
            yield Finding("S022", message, poste.titulaire.span)


@controle()
def within_the_model(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Values that a CPTS may choose, but that the models advise against."""
    valeurs = projet.statuts.valeurs
    for name, least, most, advice in ADVISED:
        placed = valeurs.entier(name)
        if placed and ((least and placed.value < least) or (most and placed.value > most)):
            yield Finding(
                "S045", f"« {name.partition('.')[2]} » vaut {placed.value} ; le modèle demande {advice}.", placed.span
            )
    part = valeurs.scalaires.get("bureau.medecins_part")
    share = fraction(part.value) if part else None
    if part and share and share.numerateur * 3 < share.denominateur:
        message = f"« medecins_part » vaut « {part.value} » ; le modèle demande un tiers de médecins au moins."
        yield Finding("S045", message, part.span)


def _holders(projet: Projet, valeurs: Valeurs) -> list[tuple[Poste, Personne]]:
    found = [(p, projet.annuaire.trouver(p.titulaire.value)) for p in valeurs.postes if p.titulaire]
    return [(poste, personne) for poste, personne in found if personne is not None]
