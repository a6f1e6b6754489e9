"""The meetings that the values of the statutes plan: who votes, who came, what each resolution obtained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.echeance import Echeance
from pipeline.model.langue.fraction import Fraction, fraction
from pipeline.model.langue.mots import fold
from pipeline.model.livrable import ACTES
from pipeline.model.personne import ENGAGE, SALARIE, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Heading, text_of
from pipeline.model.seance import (
    CONSEIL,
    CONSTITUTION,
    DISSOLUTION,
    EXTRAORDINAIRES,
    ORDINAIRE,
    PRESENT,
    REPRESENTE,
    SEANCES,
    Groupe,
    Presence,
    Resolution,
    Seance,
    Vote,
)
from pipeline.model.span import Span
from pipeline.model.statuts import Valeurs

SIMPLE = 0
"""A majority that asks for more voices for than against."""

MAJORITES = {
    CONSEIL: ("conseil.majorite",),
    ORDINAIRE: ("assemblees.majorite_ordinaire",),
    DISSOLUTION: ("extraordinaire.majorite_dissolution",),
}
STATUTS = "extraordinaire.majorite_statuts"


def seances(projet: Projet) -> dict[str, Seance]:
    """Every meeting of which the values of the statutes say something, by the name of its section."""
    if Piece.STATUTS in projet.trous:
        return {}
    return {cle: _seance(cle, projet) for cle in SEANCES if projet.statuts.valeurs.prevoit(cle)}


def _seance(cle: str, projet: Projet) -> Seance:
    valeurs = projet.statuts.valeurs
    everyone = _convened(cle, projet)
    voters = tuple(personne for personne in everyone if projet.a_une_voix(personne))
    lines = [line for line in projet.presences if line.seance == cle]
    presents = _in_state(PRESENT, lines, voters, projet)
    represented = _in_state(REPRESENTE, lines, voters, projet)
    votes = [vote for vote in projet.votes if vote.seance == cle]
    majority = _majority(cle, valeurs, len(presents) + len(represented))
    return Seance(
        cle,
        valeurs.jour(cle),
        valeurs.jours.get(f"{cle}.convocation_le"),
        _groups(voters, valeurs),
        tuple(personne for personne in everyone if personne not in voters),
        presents,
        represented,
        bool(lines),
        _quorum(cle, valeurs, len(voters)),
        cle != CONSEIL,
        majority,
        tuple(_resolutions(cle, projet, votes, majority)),
        _candidates(votes, projet),
        _place(cle, valeurs),
    )


def _place(cle: str, valeurs: Valeurs) -> Span:
    placed = valeurs.scalaires.get(f"{cle}.date") or next(
        (one for name, one in valeurs.scalaires.items() if name.startswith(f"{cle}.")), None
    )
    return placed.span if placed else valeurs.span


def _convened(cle: str, projet: Projet) -> Sequence[Personne]:
    people = [one for one in projet.annuaire.personnes if one.qualite != SALARIE]
    if cle == CONSTITUTION:
        return [personne for personne in people if personne.fondateur]
    if cle == CONSEIL:
        named = (placed.value for placed in projet.statuts.valeurs.administrateurs)
        return list(filter(None, map(projet.annuaire.trouver, named)))
    day = projet.statuts.valeurs.jour(cle)
    return [one for one in people if one.engagement == ENGAGE and _is_a_member(one, day)]


def _is_a_member(personne: Personne, day: Echeance | None) -> bool:
    """Whether a person is still there on the day of a meeting; today where no day is set."""
    left = personne.parti_le
    return left is None or (day is not None and left.debut > day.debut)


def _groups(voters: Sequence[Personne], valeurs: Valeurs) -> tuple[Groupe, ...]:
    """By collège, those of no known one last; all together in a model that has none."""
    if not valeurs.colleges:
        return (Groupe("Membres ayant le droit de vote", tuple(voters)),)
    named = {college.cle: college.nom for college in valeurs.colleges}
    groups = [
        Groupe(nom, tuple(one for one in voters if one.college == cle))
        for cle, nom in named.items()
    ]
    others = tuple(one for one in voters if one.college not in named)
    return (*groups, *([Groupe("Sans collège", others)] if others else []))


def _in_state(
    etat: str, lines: Iterable[Presence], voters: Sequence[Personne], projet: Projet
) -> tuple[Personne, ...]:
    named = [projet.annuaire.trouver(line.personne.value) for line in lines if line.etat == etat]
    return tuple(one for one in voters if one in named)


# --- what the statutes ask ----------------------------------------------------------------------------------------

SHARE = r"(?:la moitié(?: plus une?)?|le quart|le tiers|les deux tiers|les trois quarts|le cinquième|le dixième|[0-9]{1,3} ?%)"
"""The shares that a sentence on a quorum names."""


def _quorum(cle: str, valeurs: Valeurs, voters: int) -> int | None:
    """0 where none is asked: the founders, an ordinary assembly without any, a second call."""
    if cle == CONSTITUTION or valeurs.texte(f"{cle}.premiere_reunion_le"):
        return 0
    if cle == CONSEIL:
        return _count(fraction(valeurs.texte("conseil.quorum")), voters, False)
    if cle in EXTRAORDINAIRES:
        upper = fold(valeurs.texte("extraordinaire.moitie_impaire")).startswith("sup")
        return _count(fraction(valeurs.texte("extraordinaire.quorum")), voters, upper)
    sentence = valeurs.texte("assemblees.quorum_ordinaire")
    found = re.search(SHARE, sentence)
    if found is None:
        return 0 if fold(sentence).startswith("quel que soit") else None
    return _count(fraction(found[0]), voters, False)


def _count(share: Fraction | None, of: int, upper: bool) -> int | None:
    return share.sur(of, upper) if share else None


def _majority(cle: str, valeurs: Valeurs, voices: int) -> int | None:
    """The voices that a resolution needs of those present and represented; ``SIMPLE`` for a simple majority."""
    if cle == CONSTITUTION:
        return SIMPLE
    (name,) = MAJORITES.get(cle, (STATUTS,))
    typed = valeurs.texte(name)
    if "simple" in fold(typed):
        return SIMPLE
    return _count(fraction(typed), voices, False)


# --- resolutions ---------------------------------------------------------------------------------------------------


def _resolutions(
    cle: str, projet: Projet, votes: Sequence[Vote], majority: int | None
) -> Iterator[Resolution]:
    counted: Mapping[str, Vote] = {fold(vote.objet.value): vote for vote in votes}
    for heading in _headings(cle, projet):
        nom = resolution_of(text_of(heading.inlines))
        if nom:
            vote = counted.get(fold(nom))
            yield Resolution(nom, vote, _adopted(vote, majority), heading.span)


def _headings(cle: str, projet: Projet) -> Iterator[Heading]:
    """The headings of the acts about a meeting."""
    parts = {
        placed.value: None
        for livrable in projet.tous_les_livrables
        if livrable.seance == cle
        for placed in livrable.parties
        if placed.value in ACTES
    }
    for part in parts:
        for chapter in projet.actes(part):
            yield from (block for block in chapter.blocs if isinstance(block, Heading))


def resolution_of(titre: str) -> str:
    """What a heading of the minutes puts to the vote; « » for another heading.

    >>> resolution_of("Première résolution : statuts"), resolution_of("Résultat des votes")
    ('Statuts', '')
    """
    before, colon, nom = titre.partition(":")
    if not colon or "resolution" not in fold(before).split():
        return ""
    nom = nom.strip()
    return nom[:1].upper() + nom[1:]


def _adopted(vote: Vote | None, majority: int | None) -> bool | None:
    if vote is None or majority is None:
        return None
    return vote.pour > vote.contre if majority == SIMPLE else vote.pour >= majority


def _candidates(votes: Iterable[Vote], projet: Projet) -> dict[str, Vote]:
    found: dict[str, Vote] = {}
    for vote in votes:
        personne = projet.annuaire.trouver(vote.objet.value)
        if personne is not None:
            found.setdefault(personne.cle, vote)
    return found
