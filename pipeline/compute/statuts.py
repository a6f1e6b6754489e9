"""Facts of the statutes: their values, and the lists, tables and counts made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.citation import ORGANIGRAMME
from pipeline.model.fait import Fait, Genre
from pipeline.model.langue.fraction import fraction
from pipeline.model.langue.francais import lettres
from pipeline.model.personne import ENGAGE, Annuaire
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Box, BulletList, Cell, Diagram, Paragraph, Table, plain
from pipeline.model.statuts import Instance, Valeurs

Named = Iterator[tuple[str, Fait]]
LARGEST_IN_WORDS = 20


def of_statutes(projet: Projet) -> Named:
    if Piece.STATUTS in projet.trous:
        return
    valeurs = projet.statuts.valeurs
    for name, placed in valeurs.scalaires.items():
        yield name, Fait("valeur des statuts", Genre.TEXTE, placed.value)
    annuaire = projet.annuaire
    yield from _lists(valeurs, annuaire)
    yield from _votes(valeurs, projet, annuaire)
    yield (
        ORGANIGRAMME,
        Fait("Organigramme de la gouvernance", Genre.DESSIN, (_diagram(valeurs),)),
    )
    yield (
        "liste.instances",
        Fait("instances de la gouvernance", Genre.LISTE, (_instances(valeurs),)),
    )


def _lists(valeurs: Valeurs, annuaire: Annuaire) -> Named:
    colleges = valeurs.colleges
    seats = [f"{c.nom} : {_seats(c.sieges.value)}" for c in colleges if c.sieges is not None]
    posts = [
        _post(p.poste, p.titulaire.value if p.titulaire else "", annuaire) for p in valeurs.postes
    ]
    described = [f"{c.nom} : {c.description}" if c.description else c.nom for c in colleges]
    yield "liste.colleges", puces("collèges et leurs membres", described)
    yield "liste.sieges", puces("sièges de chaque collège", seats)
    fees = [f"{c.nom} : {c.cotisation} €" for c in colleges if c.cotisation]
    yield "liste.cotisations", puces("cotisation de chaque collège", fees)
    yield "liste.bureau", puces("postes du bureau et leurs titulaires", posts)
    yield (
        "liste.professions",
        puces("professions des membres actifs", [p.value for p in valeurs.professions]),
    )


def _seats(count: int) -> str:
    return f"{count} siège" if count == 1 else f"{count} sièges"


def _post(poste: str, titulaire: str, annuaire: Annuaire) -> str:
    personne = annuaire.trouver_present(titulaire) if titulaire else None
    return f"{poste} : {personne.designation}" if personne else poste


def puces(sens: str, lines: Iterable[str]) -> Fait:
    """A list by name, its items ended as French wants it: « ; » after each, a full stop after the last."""
    items = [line.rstrip(" .;") for line in lines]
    ended = [*(f"{item} ;" for item in items[:-1]), *(f"{item}." for item in items[-1:])]
    return Fait(
        sens, Genre.LISTE, (BulletList(tuple((Paragraph(plain(item)),) for item in ended)),)
    )


# --- votes --------------------------------------------------------------------------------------------------------

VOTES = {
    "quorum": (
        "extraordinaire.quorum",
        "présents ou représentés pour délibérer en assemblée extraordinaire",
    ),
    "statuts": (
        "extraordinaire.majorite_statuts",
        "voix pour modifier les statuts, si tous votent",
    ),
    "fusion": ("extraordinaire.majorite_fusion", "voix pour une fusion, si tous votent"),
    "dissolution": (
        "extraordinaire.majorite_dissolution",
        "voix pour la dissolution, si tous votent",
    ),
    "demande": ("assemblees.demande_part", "membres pour exiger une assemblée"),
}


def _votes(valeurs: Valeurs, projet: Projet, annuaire: Annuaire) -> Named:
    """What the shares of the statutes come to for the members of today: engaged, and with a vote."""
    voters = sum(p.engagement == ENGAGE and projet.a_une_voix(p) for p in annuaire.presents)
    yield (
        "votes.membres",
        Fait("membres engagés qui ont le droit de vote", Genre.NOMBRE, voters, "membres"),
    )
    upper = valeurs.texte("extraordinaire.moitie_impaire").startswith("sup")
    lines = []
    for name, (path, sens) in VOTES.items():
        share = fraction(valeurs.texte(path))
        needed = share.sur(voters, upper) if share else None
        yield f"votes.{name}", Fait(sens, Genre.NOMBRE, needed)
        if needed is not None:
            lines.append(f"{needed} {sens} ({valeurs.texte(path)})")
    yield (
        "liste.votes",
        puces("ce que font les quorums et majorités pour les membres d'aujourd'hui", lines),
    )


CHAIN = ("assemblee", "conseil", "bureau")

# --- governance ---------------------------------------------------------------------------------------------------


def _instances(valeurs: Valeurs) -> Table:
    header = ("Instance", "Composition", "Rôle", "Réunions et décisions")
    rows = tuple(
        tuple(
            Cell(plain(text))
            for text in (i.nom, composition(i, valeurs), i.role, decisions(i, valeurs))
        )
        for i in valeurs.instances
    )
    return Table(tuple(Cell(plain(text)) for text in header), rows, ("left",) * len(header))


def composition(instance: Instance, valeurs: Valeurs) -> str:
    """As typed; else what the values say of one of the three bodies that they know."""
    if instance.composition:
        return instance.composition
    if instance.cle == "assemblee":
        if valeurs.colleges:
            return f"tous les membres, répartis en {_words(len(valeurs.colleges))} collèges"
        return (
            "tous les membres ; les membres actifs votent"
            if valeurs.professions
            else "tous les membres"
        )
    if instance.cle == "conseil" and valeurs.sieges is not None:
        return f"{_words(valeurs.sieges.value)} sièges{_shared(valeurs)}"
    if instance.cle == "bureau":
        return ", ".join(poste.poste for poste in valeurs.postes)
    return ""


def _shared(valeurs: Valeurs) -> str:
    counts = {c.sieges.value for c in valeurs.colleges if c.sieges is not None}
    if not counts:
        return ""
    if len(counts) == 1:
        return f" : {_words(counts.pop())} par collège"
    return " : " + ", ".join(
        f"{c.nom} {c.sieges.value}" for c in valeurs.colleges if c.sieges is not None
    )


def decisions(instance: Instance, valeurs: Valeurs) -> str:
    """How often a body meets, its quorum and its majority, in a line."""
    if instance.decisions:
        return instance.decisions
    if instance.cle == "assemblee":
        shares = (("modification des statuts", "extraordinaire.majorite_statuts"),)
        parts = ["une fois par an au moins", _convened(valeurs, "assemblees.convocation_jours")]
        parts.append(_told("décisions à {}", valeurs.texte("assemblees.majorite_ordinaire")))
        parts += [_told(f"{what} : {{}} des voix", valeurs.texte(path)) for what, path in shares]
    elif instance.cle in ("conseil", "bureau"):
        meetings = valeurs.texte(f"{instance.cle}.reunions_par_an")
        parts = [
            _told("{} réunions par an au moins", meetings),
            _convened(valeurs, f"{instance.cle}.convocation_jours"),
            _told("quorum : {}", valeurs.texte(f"{instance.cle}.quorum")),
            _told("décisions à {}", valeurs.texte(f"{instance.cle}.majorite")),
        ]
    else:
        parts = []
    mandate = valeurs.texte(f"{instance.cle}.mandat_ans")
    return " ; ".join(part for part in (*parts, _told("mandat de {} ans", mandate)) if part)


def _convened(valeurs: Valeurs, path: str) -> str:
    return _told("convocation {} jours avant", valeurs.texte(path))


def _told(wording: str, value: str) -> str:
    return wording.format(value) if value else ""


def _words(count: int) -> str:
    return lettres(count) if 0 <= count <= LARGEST_IN_WORDS else str(count)


def _diagram(valeurs: Valeurs) -> Diagram:
    """The members above, then the assembly, the bodies that lead, and the others side by side."""
    chain = [instance for instance in valeurs.instances if instance.cle in CHAIN]
    others = tuple(
        _box(instance, valeurs) for instance in valeurs.instances if instance.cle not in CHAIN
    )
    rows = [_members(valeurs), *((_box(instance, valeurs),) for instance in chain), others]
    kept = tuple(row for row in rows if row)
    words = " ; puis ".join(", ".join(map(_said, row)) for row in kept)
    return Diagram(kept, f"Organigramme, de haut en bas : {words}.")


def _members(valeurs: Valeurs) -> tuple[Box, ...]:
    """A box per college; without any, one for those who vote and one for the others."""
    if valeurs.colleges:
        return tuple(
            Box(c.nom, f"{_seats(c.sieges.value)} au conseil" if c.sieges else "")
            for c in valeurs.colleges
        )
    if valeurs.professions:
        return (
            Box("Membres actifs", "une voix chacun"),
            Box("Membres partenaires", "sans droit de vote"),
        )
    return ()


def _box(instance: Instance, valeurs: Valeurs) -> Box:
    return Box(instance.nom, composition(instance, valeurs))


def _said(box: Box) -> str:
    return f"{box.titre} ({box.texte})" if box.texte else box.titre
