"""Facts of the founding acts and of the list of members: the tables that meetings sign and that the CPAM receives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.compute.actes_de_seance import by_hand, of_law, of_meeting
from pipeline.compute.formalites import of_declaration
from pipeline.compute.seances import seances
from pipeline.compute.statuts import puces
from pipeline.compute.tables_de_seance import named as _named
from pipeline.compute.tables_de_seance import poste_de, signed_table
from pipeline.model.bureau import Genre
from pipeline.model.fait import Fait
from pipeline.model.fait import Genre as GenreDeFait
from pipeline.model.personne import ENGAGE, MORALE, Annuaire, Contact, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import SIGNATURE, Block, Cell, Table, plain
from pipeline.model.seance import CONSTITUTION
from pipeline.model.statuts import LOCAL, Poste, Valeurs

Named = Iterator[tuple[str, Fait]]
SIGNING = ("Présidente ou président", "Vice-présidente ou vice-président")
OTHERS, STRUCTURES = LAST = ("autres membres", "structures")
"""What stands under the professions."""

SANS_FONDATEUR = "personne n'a « oui » dans la colonne « fondateur » de content/personnes.csv"
USUAL = "Tableau CPTS"


def of_acts(projet: Projet) -> Named:
    """« dirigeants » is without what is private: ``private_facts`` has the whole."""
    valeurs = projet.statuts.valeurs
    annuaire = projet.annuaire
    founders = [personne for personne in annuaire.personnes if personne.fondateur]
    vide = "" if founders else SANS_FONDATEUR
    for name, sens, rows, style in (
        ("emargement", "feuille d'émargement des fondateurs", _emargement(founders), SIGNATURE),
        ("signatures_fondateurs", "signatures des fondateurs", _founders_sign(founders), SIGNATURE),
        ("fondateurs", "membres fondateurs", _fondateurs(founders, projet), USUAL),
    ):
        yield f"liste.{name}", replace(_table(sens, rows, style), vide=vide)
    counts = _table("membres par profession, engagés et à venir", _effectifs(projet, annuaire))
    yield (
        "liste.effectifs",
        replace(counts, valeur=tuple(_counted(block) for block in _blocks(counts))),
    )
    if Piece.STATUTS in projet.trous:
        return
    yield from of_law(valeurs)
    yield from of_declaration(valeurs, annuaire)
    yield from by_hand()
    founding = seances(projet).get(CONSTITUTION)
    if founding is not None:
        told = of_meeting(founding, projet)
        yield from told.items()
        yield "liste.resultats", told["seance.resultats"]
    yield "liste.elus", _elus(valeurs, annuaire)
    yield (
        "liste.signatures_seance",
        Fait("signatures de la séance", GenreDeFait.LISTE, (_signatures(valeurs),)),
    )
    yield (
        "liste.signatures",
        _table("signatures des statuts", _leaders_sign(valeurs, annuaire), SIGNATURE),
    )
    leaders = list(_dirigeants(valeurs, annuaire))
    yield "liste.dirigeants", _table("premiers dirigeants", _leaders(leaders))


def private_facts(projet: Projet) -> Named:
    """The facts that a document of public circulation prints without the homes of people."""
    if Piece.STATUTS not in projet.trous:
        valeurs = projet.statuts.valeurs
        leaders = list(_dirigeants(valeurs, projet.annuaire))
        rows = _leaders_at_home(leaders, projet.annuaire, valeurs.texte("droit") == LOCAL)
        yield "liste.dirigeants", _table("premiers dirigeants et leur domicile", rows, SIGNATURE)


Rows = tuple[Sequence[str], Iterable[Sequence[str]]]


def _table(sens: str, rows: Rows, style: str = USUAL) -> Fait:
    header, lines = rows
    cells = tuple(tuple(Cell(plain(text)) for text in line) for line in lines)
    heads = tuple(Cell(plain(text)) for text in header)
    return Fait(
        sens, GenreDeFait.LISTE, (Table(heads, cells, ("left",) * len(heads), style=style),)
    )


def _blocks(fait: Fait) -> tuple[Block, ...]:
    return fait.valeur if isinstance(fait.valeur, tuple) else ()


def _counted(block: Block) -> Block:
    """A table of counts: numbers to the right, the last row a total."""
    if not isinstance(block, Table):
        return block
    return replace(block, aligns=("left", *("right",) * (len(block.aligns) - 1)), total_row=True)


def _emargement(founders: Iterable[Personne]) -> Rows:
    header = ("Membre fondateur", "Représenté par (pouvoir joint)", "Signature")
    return header, [(_named(personne), "", "") for personne in founders]


def _founders_sign(founders: Iterable[Personne]) -> Rows:
    return ("Membre fondateur", "Signature"), [(_named(personne), "") for personne in founders]


def _fondateurs(founders: Iterable[Personne], projet: Projet) -> Rows:
    colleges = {college.cle: college.nom for college in projet.statuts.valeurs.colleges}
    if colleges:
        header = ("Membre fondateur", "Commune", "Collège")
        return header, [
            (_named(p), p.commune, colleges.get(p.college, p.college)) for p in founders
        ]
    header = ("Membre fondateur", "Commune", "Catégorie")
    return header, [(_named(p), p.commune, f"membre {projet.qualite(p)}") for p in founders]


def _effectifs(projet: Projet, annuaire: Annuaire) -> Rows:
    """Natural persons by profession, then bodies, each counted once."""
    engaged: Counter[str] = Counter()
    everyone: Counter[str] = Counter()
    for personne in annuaire.presents:
        kind = _kind(personne, projet)
        everyone[kind] += 1
        engaged[kind] += personne.engagement == ENGAGE
    trades = sorted(kind for kind in everyone if kind not in LAST)
    others = [kind for kind in LAST if kind in everyone]
    rows = [_counts(kind, engaged[kind], everyone[kind]) for kind in (*trades, *others)]
    rows.append(_counts("Total", sum(engaged.values()), sum(everyone.values())))
    return ("Profession", "Engagés", "À venir", "Total"), rows


def _kind(personne: Personne, projet: Projet) -> str:
    if personne.type == MORALE:
        return STRUCTURES
    return projet.profession(personne) or OTHERS


def _counts(kind: str, engaged: int, everyone: int) -> tuple[str, str, str, str]:
    return kind, str(engaged), str(everyone - engaged), str(everyone)


def _dirigeants(valeurs: Valeurs, annuaire: Annuaire) -> Iterator[tuple[str, Personne]]:
    """The posts first, then the other members of the board."""
    seen: set[str] = set()
    for poste in valeurs.postes:
        personne = _holder(poste, annuaire)
        if personne is not None:
            seen.add(personne.cle)
            yield poste.poste, personne
    for placed in valeurs.administrateurs:
        personne = annuaire.trouver(placed.value)
        if personne is not None and personne.cle not in seen:
            yield "Membre du conseil", personne


def _holder(poste: Poste | None, annuaire: Annuaire) -> Personne | None:
    return annuaire.trouver(poste.titulaire.value) if poste and poste.titulaire else None


def _elus(valeurs: Valeurs, annuaire: Annuaire) -> Fait:
    board = [annuaire.trouver(placed.value) for placed in valeurs.administrateurs]
    found = [p for p in board if p] or [personne for _, personne in _dirigeants(valeurs, annuaire)]
    return puces("premiers élus", map(_named, found))


def _leaders(leaders: Iterable[tuple[str, Personne]]) -> Rows:
    header = ("Fonction", "Nom et prénom", "Profession")
    return header, [(function, _who(one), one.profession) for function, one in leaders]


def _leaders_at_home(
    leaders: Iterable[tuple[str, Personne]], annuaire: Annuaire, local: bool
) -> Rows:
    """With what is asked of each and written in by hand: nationality, and birth under the local law."""
    header = ("Fonction", "Nom et prénom", "Profession", "Nationalité", "Domicile ou siège")
    if local:
        header = (*header[:3], "Nationalité, date et lieu de naissance", header[4])
    rows = [
        (function, _who(one), *_job_and_birth(one, local), _home(annuaire.contact(one.cle), one))
        for function, one in leaders
    ]
    return header, rows


def _job_and_birth(personne: Personne, local: bool) -> tuple[str, str]:
    """A structure has no profession and is asked no nationality: a blank would wait for one."""
    if personne.type != MORALE:
        return personne.profession, ""
    return SANS_OBJET, "" if local else SANS_OBJET


SANS_OBJET = "sans objet"


def _who(personne: Personne) -> str:
    return _named(personne) if personne.type == MORALE else personne.nom_complet


def _home(contact: Contact | None, personne: Personne) -> str:
    """Where a person lives is left to write in: the commune of the list is where she works."""
    known = contact.adresse if contact else ""
    return known or (personne.commune if personne.type == MORALE else "")


def _signatures(valeurs: Valeurs) -> Table:
    names = (
        valeurs.texte("constitution.president_seance"),
        valeurs.texte("constitution.secretaire_seance"),
    )
    return signed_table(names)


def _leaders_sign(valeurs: Valeurs, annuaire: Annuaire) -> Rows:
    """The president and the first vice-president, with room to sign; empty names where nobody is chosen yet."""
    signing = [poste_de(genre, valeurs.postes) for genre in (Genre.PRESIDENT, Genre.VICE)]
    header = [
        poste.poste if poste else usual for poste, usual in zip(signing, SIGNING, strict=True)
    ]
    holders = [_holder(poste, annuaire) for poste in signing]
    return header, [[personne.nom_complet if personne else "" for personne in holders], ["", ""]]
