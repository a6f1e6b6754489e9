"""The lists and tables that an act prints of its meeting: sheets to sign, candidates, voices, signatures.

Before the meeting they leave a line for all that only the evening knows: who joins that day, one more candidate, a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from pipeline.model.bureau import Genre as GenrePoste
from pipeline.model.bureau import genre_de_poste
from pipeline.model.fait import Fait, Genre
from pipeline.model.personne import MORALE, Personne, accorde
from pipeline.model.projet import Projet
from pipeline.model.prose import SIGNATURE, Block, Cell, OrderedList, Paragraph, Table, plain
from pipeline.model.seance import (
    ASSEMBLEES,
    CONSEIL,
    CONSTITUTION,
    Groupe,
    Resolution,
    Seance,
)
from pipeline.model.statuts import College, Poste, Valeurs

Named = Iterator[tuple[str, Fait]]

ARRIVES = 4
"""Lines for members who join on the day of the meeting."""

AUTRES_CANDIDATURES = 3
"""Lines for candidates beyond those that are known or the seats there are."""


def laid_out(seance: Seance, projet: Projet) -> Named:
    valeurs = projet.statuts.valeurs
    yield "ordre_du_jour", _list("résolutions mises au vote", seance.resolutions)
    yield "raison", fact("pourquoi l'assemblée est réunie", tuple(_reason(seance, valeurs)))
    yield "emargement", fact("feuille d'émargement", _sheet(seance, valeurs))
    yield "presences", fact("présents et représentés", (_presences(seance),))
    yield "resultats", fact("voix de chaque résolution", (_results(seance),))
    yield "candidats", fact("candidats et leurs voix", (_election(seance, projet),))
    yield "depouillement", fact("bulletins de chaque scrutin", (_ballots(seance, valeurs),))
    yield "cotisations", fact("cotisations en vigueur et votées", (_fees(valeurs),))
    yield "signatures", fact("signatures de la séance", (_signatures(seance, valeurs),))


def fact(sens: str, blocks: tuple[Block, ...]) -> Fait:
    return Fait(sens, Genre.LISTE, blocks)


def _list(sens: str, resolutions: Sequence[Resolution]) -> Fait:
    items = tuple((Paragraph(plain(one.nom)),) for one in resolutions)
    absent = "" if items else "le procès-verbal n'a pas de titre « Première résolution : … »"
    return Fait(sens, Genre.LISTE, (OrderedList(1, items),) if items else (), vide=absent)


def _reason(seance: Seance, valeurs: Valeurs) -> Iterator[Block]:
    """Why members are called, where the values say it: nothing for a yearly assembly."""
    told = valeurs.texte(f"{seance.cle}.objet")
    if told:
        yield Paragraph(plain(f"Pourquoi cette assemblée : {told}"))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    lines = tuple(tuple(Cell(plain(text)) for text in row) for row in rows)
    heads = tuple(Cell(plain(text)) for text in header)
    return Table(heads, lines, ("left",) * len(heads), style=SIGNATURE)


# --- who is there ------------------------------------------------------------------------------------------------


def _sheet(seance: Seance, valeurs: Valeurs) -> tuple[Block, ...]:
    """Those who vote, then those who attend: each signs, in two tables that cannot be mistaken."""
    header = ("Membre ayant le droit de vote", "Représenté par (pouvoir joint)", "Signature")
    rows = [
        (_with_group(personne, groupe, seance), "", "")
        for groupe in seance.groupes
        for personne in groupe.electeurs
    ]
    rows += [(_to_name(seance), "", "")] * _arrivals(seance, valeurs)
    voting = table(header, rows)
    if not seance.autres:
        return (voting,)
    others = [(named(one), "") for one in seance.autres]
    others += [] if seance.tenue else [("Nom :", "")] * (ARRIVES // 2)
    return (voting, table(("Membre sans droit de vote", "Signature"), others))


def _arrivals(seance: Seance, valeurs: Valeurs) -> int:
    """How many lines wait for a name: the seats of the first board that nobody holds yet, else a few."""
    if seance.tenue:
        return 0
    if seance.cle == CONSEIL and valeurs.sieges is not None:
        return max(0, valeurs.sieges.value - len(seance.electeurs))
    return ARRIVES


def _to_name(seance: Seance) -> str:
    return "Nom, collège :" if len(seance.groupes) > 1 else "Nom :"


def _with_group(personne: Personne, groupe: Groupe, seance: Seance) -> str:
    return f"{named(personne)} ({groupe.nom})" if len(seance.groupes) > 1 else named(personne)


def named(personne: Personne) -> str:
    """With whom acts for it when it is a body."""
    if personne.type == MORALE and personne.representant:
        return (
            f"{personne.nom_complet}, {accorde(personne.nom_complet)} par {personne.representant}"
        )
    return personne.designation


def _presences(seance: Seance) -> Table:
    """Before the meeting, with a column for those who join that day: the list that is printed does not count them."""
    added = () if seance.tenue else ("Ajoutés ce jour",)
    header = ("Qui vote", "Membres", *added, "Présents", "Représentés", "Voix")
    rows = [_presence(one.nom, one.electeurs, seance) for one in seance.groupes]
    if len(rows) > 1:
        rows.append(_presence("Total", seance.electeurs, seance))
    return table(header, rows)


def _presence(nom: str, voters: Sequence[Personne], seance: Seance) -> tuple[str, ...]:
    if not seance.tenue:
        return nom, str(len(voters)), "", "", "", ""
    here, represented = (
        sum(one in those for one in voters) for those in (seance.presents, seance.representes)
    )
    return nom, str(len(voters)), str(here), str(represented), str(here + represented)


# --- what is voted -----------------------------------------------------------------------------------------------


def _results(seance: Seance) -> Table:
    header = ("Résolution", "Pour", "Contre", "Abstentions", "Adoptée ou rejetée")
    return table(header, [_result(one) for one in seance.resolutions if not one.par_candidat])


def _result(resolution: Resolution) -> tuple[str, ...]:
    vote = resolution.vote
    if vote is None:
        return resolution.nom, "", "", "", ""
    told = {True: "Adoptée", False: "Rejetée", None: ""}[resolution.adoptee]
    return resolution.nom, str(vote.pour), str(vote.contre), str(vote.abstentions), told


def _by_seats(seance: Seance, valeurs: Valeurs) -> bool:
    """Whether an election fills the seats of each collège; it fills posts elsewhere."""
    return valeurs.sieges is not None and seance.cle != CONSEIL


def _election(seance: Seance, projet: Projet) -> Table:
    valeurs = projet.statuts.valeurs
    by_seats = _by_seats(seance, valeurs)
    what = "Collège" if by_seats else "Poste"
    if by_seats:
        rows = list(chain.from_iterable(_seats(one, seance, projet) for one in valeurs.colleges))
    else:
        rows = list(_posts(seance, projet))
    if not seance.candidats:
        rows += [_nobody(f"Autre candidature ({what.lower()}) :")] * AUTRES_CANDIDATURES
    return table((what, "Candidature", "Pour", "Contre", "Abstentions", "Élection"), rows)


def _nobody(what: str) -> tuple[str, ...]:
    return what, "", "", "", "", ""


def _posts(seance: Seance, projet: Projet) -> Iterator[tuple[str, ...]]:
    for poste in projet.statuts.valeurs.postes:
        holder = projet.annuaire.trouver(poste.titulaire.value) if poste.titulaire else None
        yield _candidate(poste.poste, holder, seance)


def _seats(college: College, seance: Seance, projet: Projet) -> Iterator[tuple[str, ...]]:
    """The candidates known of a collège, then a line for each seat that has none."""
    count = college.sieges.value if college.sieges else 0
    board = _known_board(seance, projet)
    candidates = [one for one in board if one.college == college.cle]
    named_ = f"{college.nom} ({count} siège{'s' if count > 1 else ''})"
    for personne in candidates:
        yield _candidate(named_, personne, seance)
    yield from repeat(_nobody(named_), max(0, count - len(candidates)))


def _known_board(seance: Seance, projet: Projet) -> Sequence[Personne]:
    """The founders elect those whom the values name; a later assembly, whom it will."""
    if seance.cle != CONSTITUTION:
        return ()
    found = (projet.annuaire.trouver(one.value) for one in projet.statuts.valeurs.administrateurs)
    return [personne for personne in found if personne]


def _candidate(what: str, personne: Personne | None, seance: Seance) -> tuple[str, ...]:
    if personne is None:
        return _nobody(what)
    vote = seance.candidats.get(personne.cle)
    if vote is None:
        return what, named(personne), "", "", "", ""
    voices = (vote.pour, vote.contre, vote.abstentions)
    return (
        what,
        named(personne),
        *map(str, voices),
        "oui" if vote.pour > vote.contre else "non",
    )


def _ballots(seance: Seance, valeurs: Valeurs) -> Table:
    """One count of ballots for each collège or post that is voted apart."""
    each = [one.nom for one in valeurs.colleges] if _by_seats(seance, valeurs) else _titles(valeurs)
    header = ("Scrutin", "Votants", "Bulletins trouvés", "Blancs ou nuls", "Exprimés")
    return table(header, [(name, "", "", "", "") for name in each or [""]])


def _titles(valeurs: Valeurs) -> list[str]:
    return [poste.poste for poste in valeurs.postes]


def _fees(valeurs: Valeurs) -> Table:
    """What each pays today, with room for what is voted."""
    known = [(one.nom, str(one.cotisation or "")) for one in valeurs.colleges] or [
        (f"Membres {name}", valeurs.texte(f"categories.cotisation_{name}"))
        for name in ("actifs", "partenaires")
    ]
    header = ("Cotisation annuelle", "En vigueur", "Votée")
    return table(header, [(who, f"{fee} €" if fee else "", "") for who, fee in known])


# --- who signs ---------------------------------------------------------------------------------------------------


def _signatures(seance: Seance, valeurs: Valeurs) -> Table:
    """Whoever chairs and whoever notes, by name where it is known; elsewhere the head says that a name is awaited.

    The statutes have the president and the secretary sign the minutes of the members, or whoever stood in for them.
    """
    names = tuple(
        valeurs.texte(f"{seance.cle}.{who}") for who in ("president_seance", "secretaire_seance")
    )
    awaited = _in_office(valeurs) if seance.cle in ASSEMBLEES else PRESIDING
    head = tuple(
        who if name else f"{other} : nom, puis signature"
        for who, other, name in zip(PRESIDING, awaited, names, strict=True)
    )
    return table(head, [names, DATED, UNSIGNED])


PRESIDING = ("Présidence de séance", "Secrétariat de séance")
DATED = ("Le", "Le")
"""Before the date that each writes beside the signature."""

UNSIGNED = ("", "")


def signed_table(names: tuple[str, str]) -> Table:
    """The place of whoever chaired and noted, by these names."""
    return table(PRESIDING, [names, DATED, UNSIGNED])


def _in_office(valeurs: Valeurs) -> tuple[str, ...]:
    """Who signs the minutes of the members: the president and the secretary of the association, or in their place."""
    posts = (
        (GenrePoste.PRESIDENT, "Présidence de l'association", "préside"),
        (GenrePoste.SECRETAIRE, "Secrétariat de l'association", "note"),
    )
    return tuple(
        f"{held.poste if (held := poste_de(genre, valeurs.postes)) else usual}, ou qui {does} à sa place"
        for genre, usual, does in posts
    )


def poste_de(genre: GenrePoste, postes: Iterable[Poste]) -> Poste | None:
    return next((one for one in postes if genre_de_poste(one.poste) is genre), None)
