"""Rules on the bureau and the board: who holds which post, against what the statutes themselves say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from pipeline.check.controle import controle
from pipeline.check.formes import accord, doublons
from pipeline.model.bureau import MEDECIN, Genre, est_aux_deux_genres, genre_de_poste
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.fraction import fraction
from pipeline.model.langue.mots import fold, is_blank
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

HEADS = {Genre.PRESIDENT, Genre.VICE}
ADVISED = (
    ("bureau.colleges_minimum", (2, inf), "deux collèges au moins"),
    ("bureau.professions_minimum", (3, inf), "trois professions au moins"),
    ("bureau.membres_minimum", (6, inf), "six membres au moins"),
    ("bureau.membres_maximum", (0, 9), "neuf membres au plus"),
)


@controle(des=EtapeCPTS.PROJET)
def posts_held(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each post has a holder, and a person one post only."""
    postes = projet.statuts.valeurs.postes
    for poste in postes:
        if poste.titulaire is None:
            hint = "écrivez la clé d'une personne de content/personnes.csv, ou retirez ce poste."
            yield Finding(
                "S015", f"le poste « {poste.poste} » n'a pas de titulaire.", poste.span, (hint,)
            )

    def key(holder: tuple[Poste, Placed[str]]) -> str:
        found = projet.annuaire.trouver(holder[1].value)
        cle = found.cle if found else holder[1].value
        return "" if is_blank(cle) else cle

    held = [(poste, poste.titulaire) for poste in postes if poste.titulaire is not None]
    for (_poste, holder), (first, _holder) in doublons(held, key):
        message = f"« {holder.value} » occupe déjà le poste « {first.poste} »."
        yield Finding("S014", message, holder.span, (), (first.span,))


@controle()
def posts_named_for_who_holds_them(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """A post is printed as it is typed, in what its holder signs."""
    for poste in projet.statuts.valeurs.postes:
        words = fold(poste.poste).split()
        if "ou" in words[:1] + words[-1:]:
            message = f"« {poste.poste} » : il manque un nom d'un côté de « ou »."
            hint = "écrivez les deux, comme « Présidente ou président », ou un seul, sans « ou »."
            yield Finding("S065", message, poste.span, (hint,))
        holder = poste.titulaire and projet.annuaire.trouver(poste.titulaire.value)
        if not holder or not est_aux_deux_genres(poste.poste):
            continue
        first, second = re.split(r"\s+ou\s+", poste.poste, maxsplit=1, flags=re.IGNORECASE)
        message = f"« {poste.poste} » sera imprimé ainsi à côté de {holder.nom_complet}."
        hint = f"écrivez « poste: {first} » ou « poste: {second[:1].upper()}{second[1:]} »."
        yield Finding("S065", message, poste.span, (hint,))


@controle()
def posts_required(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The posts that the statutes say the bureau has at least."""
    valeurs = projet.statuts.valeurs
    there = Counter(genre_de_poste(poste.poste) for poste in valeurs.postes)
    for name, wanted in REQUIRED.items() if valeurs.postes else ():
        missing = Counter(wanted) - there
        if name in valeurs.scalaires and missing:
            posts = ", ".join(_wanted(genre, wanted.count(genre)) for genre in missing)
            message = f"les statuts demandent au bureau des postes qui ne sont pas là : {posts}."
            yield Finding("S016", message, valeurs.postes[0].span)


def _wanted(genre: Genre, count: int) -> str:
    return f"{genre.value} (il en faut {count})" if count > 1 else genre.value


@controle()
def holders_of_the_board(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A bureau elected inside the board is made of its members, or of those who represent one."""
    valeurs = projet.statuts.valeurs
    board = _board(projet)
    if not board or len(board) < len(valeurs.administrateurs):
        return  # G002 names who is not in the list of people
    sitting = {personne.cle for personne in board}
    represented = {personne.representant for personne in board if personne.representant}
    for holder, poste, personne in _holders(projet):
        inside = (
            personne.cle in sitting
            or personne.structure in sitting
            or personne.nom_complet in represented
        )
        if not inside:
            message = (
                f"{personne.nom_complet} ({poste}) n'est pas dans la liste des administrateurs."
            )
            hint = "ajoutez sa clé, ou celle de la structure représentée, à « administrateurs »."
            yield Finding("S017", message, holder.span, (hint,))


def _board(projet: Projet) -> list[Personne]:
    named = (
        projet.annuaire.trouver(placed.value) for placed in projet.statuts.valeurs.administrateurs
    )
    return [personne for personne in named if personne is not None]


@controle()
def seats_of_the_board(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """No collège holds more seats than the statutes give it."""
    valeurs = projet.statuts.valeurs
    sitting = [personne for personne in _board(projet) if not personne.est_partie]
    counts = Counter(personne.college for personne in sitting)
    for college in valeurs.colleges:
        count = counts[college.cle]
        if college.sieges is not None and count > college.sieges.value:
            message = (
                f"« {college.nom} » a {college.sieges.value} sièges et {count} administrateurs."
            )
            yield Finding("S044", message, valeurs.administrateurs[0].span, (), (college.span,))


@controle()
def composition(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Numbers that the statutes ask of the bureau: members, collèges, professions, doctors."""
    valeurs = projet.statuts.valeurs
    holders = _holders(projet)
    if not holders or len(holders) < len(valeurs.postes):
        return  # S015 or G002 asks for the others: nothing can be counted yet
    place = valeurs.postes[0].span
    people = [personne for _holder, _poste, personne in holders]
    yield from _size(valeurs, len(people), place)
    colleges = {personne.college for personne in people} - {""}
    yield from _fewer(valeurs, "bureau.colleges_minimum", len(colleges), "S013", "collège", place)
    trades = {projet.profession(personne) for personne in people} - {""}
    yield from _fewer(
        valeurs, "bureau.professions_minimum", len(trades), "S019", "profession", place
    )
    part = fraction(valeurs.texte("bureau.medecins_part"))
    if part is not None:
        yield from _doctors(projet, holders, part.sur(len(people)), place)
        yield from _without_a_voice(projet, holders)


def _size(valeurs: Valeurs, count: int, place: Span) -> Iterator[Finding]:
    least, most = valeurs.entier("bureau.membres_minimum"), valeurs.entier("bureau.membres_maximum")
    lowest, highest = least.value if least else 1, most.value if most else count
    if not lowest <= count <= highest:
        bounds = f"de {lowest} à {highest}" if most else f"au moins {lowest}"
        message = f"le bureau a {count} membre{accord(count)} ; les statuts en demandent {bounds}."
        yield Finding(
            "S018", message, place, (), tuple(placed.span for placed in (least, most) if placed)
        )


def _fewer(
    valeurs: Valeurs, name: str, count: int, code: str, word: str, place: Span
) -> Iterator[Finding]:
    wanted = valeurs.entier(name)
    if wanted is not None and count < wanted.value:
        told = f"les membres du bureau viennent de {count} {word}{accord(count)}"
        message = f"{told} ; les statuts en demandent au moins {wanted.value}."
        yield Finding(code, message, place, (), (wanted.span,))


Holder = tuple[Placed[str], str, Personne]
"""How a holder is named, in the values; the post; who that is."""


def _doctors(
    projet: Projet, holders: Sequence[Holder], wanted: int, place: Span
) -> Iterator[Finding]:
    posts = [
        genre_de_poste(poste)
        for _holder, poste, personne in holders
        if projet.profession(personne) == MEDECIN
    ]
    if len(posts) < wanted:
        told = f"le bureau a {len(posts)} médecin{accord(len(posts))} sur {len(holders)} membres"
        yield Finding("S020", f"{told} ; les statuts en demandent au moins {wanted}.", place)
    with_a_head = any(genre_de_poste(poste) in HEADS for _holder, poste, _personne in holders)
    if with_a_head and HEADS.isdisjoint(posts):
        message = "ni le président ni les vice-présidents ne sont médecins ; les statuts en demandent au moins un."
        yield Finding("S021", message, place)


def _without_a_voice(projet: Projet, holders: Sequence[Holder]) -> Iterator[Finding]:
    for holder, poste, personne in holders:
        if not projet.a_une_voix(personne):
            yield Finding(
                "S022", f"{personne.nom_complet} ({poste}) n'est pas membre actif.", holder.span
            )


@controle()
def within_the_model(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Values that a CPTS may choose, but that the models advise against."""
    valeurs = projet.statuts.valeurs
    for name, (least, most), advice in ADVISED:
        placed = valeurs.entier(name)
        if placed and not least <= placed.value <= most:
            message = (
                f"« {name.partition('.')[2]} » vaut {placed.value} ; le modèle demande {advice}."
            )
            yield Finding("S045", message, placed.span)
    part = valeurs.scalaires.get("bureau.medecins_part")
    share = fraction(part.value) if part else None
    if part and share and share.numerateur * 3 < share.denominateur:
        message = f"« medecins_part » vaut « {part.value} » ; le modèle demande un tiers de médecins au moins."
        yield Finding("S045", message, part.span)


def _holders(projet: Projet) -> list[Holder]:
    """The posts held by someone of the list of people who did not leave."""
    named = [
        (poste.titulaire, poste.poste) for poste in projet.statuts.valeurs.postes if poste.titulaire
    ]
    found = [
        (holder, poste, projet.annuaire.trouver_present(holder.value)) for holder, poste in named
    ]
    return [(holder, poste, personne) for holder, poste, personne in found if personne is not None]
