"""What goes with the projet: lists, and other parts lowered under numbered headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import Partie, alinea, etiquette, tableau, titre
from pipeline.model.ancre import de_annexe, mots
from pipeline.model.bureau import est_un_poste
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.langue.francais import majuscule, nombre
from pipeline.model.livrable import CONVENTIONS, TITRES_ANNEXES
from pipeline.model.motif import motif
from pipeline.model.parcours import shift
from pipeline.model.personne import A_VENIR, ENGAGE, HONNEUR, MORALE, Annuaire, Personne
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Heading, Table, plain


def annexes(
    projet: Projet,
    comptes: Comptes,
    constats: Constats,
    chosen: Sequence[tuple[str, Partie | None]],
) -> tuple[Contenu, ...]:
    """« Annexe 1 — … » for each part chosen; ``chapitres`` gives one annex per chapter of ``content/annexes/``."""
    parts: list[Contenu] = [titre(1, "Annexes")]
    rank = 0
    for name, partie in chosen:
        if partie is None:
            for chapter in projet.chapitres["annexes"]:
                rank += 1
                _heading, *blocks = chapitre(chapter, comptes, constats, 2)
                parts += [_titre(rank, chapter.titre, mots(chapter.path), False), *blocks]
            parts += illisibles(projet, "annexes", constats, 2)
        elif name != CONVENTIONS or projet.annuaire.partenaires:
            rank += 1
            parts.append(_titre(rank, TITRES_ANNEXES[name], name, name not in LISTS))
            parts += _lowered(partie(projet, comptes, constats), name)
    return tuple(parts)


LISTS = ("membres", "communes", "sigles")
"""Annexes that follow the one before on its page, as chapters do; the others are documents and begin a page."""


def _titre(rank: int, text: str, name: str, opens: bool) -> Heading:
    repere = f"Annexe {rank}"
    opens = opens and rank > 1
    return titre(2, f"{repere} — {text}", new_page=opens, ancre=de_annexe(name), repere=repere)


def _lowered(blocks: tuple[Contenu, ...], name: str) -> tuple[Contenu, ...]:
    """The same part two levels down; the heading that only repeats the annex's own title is left out."""
    first = blocks[0] if blocks else None
    own = isinstance(first, Heading) and first == titre(1, TITRES_ANNEXES[name])
    kept = blocks[1:] if own else blocks
    if name in LABELLED:
        return tuple(_of_one_rank(kept))
    return tuple(
        b
        for block in kept
        for b in (shift((block,), 2) if isinstance(block, Heading) else (block,))
    )


LABELLED = ("budget", "versements")
"""Parts whose tables have labels: their titles take one rank here, so that no title looks lesser than a label."""


def _of_one_rank(blocks: Sequence[Contenu]) -> Iterator[Contenu]:
    """Without the titles that only stand above others."""
    for block, after in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Heading):
            yield block
        elif not isinstance(after, Heading):
            yield replace(block, level=3)


def membres(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """Everyone with status and commitment, and the count of each; no contact details."""
    annuaire = projet.annuaire
    engaged = sum(p.engagement == ENGAGE for p in annuaire.presents)
    coming = sum(p.engagement == A_VENIR for p in annuaire.presents)
    count = (
        f"{len(annuaire.presents)} personnes et structures : "
        f"{engaged} {'engagées' if engaged > 1 else 'engagée'}, {coming} à venir."
    )
    counts = comptes.faits.get("liste.effectifs")
    by_profession = counts.valeur if counts is not None and isinstance(counts.valeur, tuple) else ()
    table = table_membres(projet, comptes)
    return (
        titre(1, TITRES_ANNEXES["membres"]),
        alinea(count),
        table,
        *_beside_the_members(projet),
        *_departures(annuaire),
        etiquette("Membres par profession"),
        *by_profession,
    )


def _beside_the_members(projet: Projet) -> tuple[Contenu, ...]:
    """Who works for the CPTS without being a member, and how many more are expected, in words."""
    said = []
    paid = [one.designation for one in projet.annuaire.salaries]
    if paid:
        said.append(alinea(f"Travaillent pour la CPTS sans en être membres : {' ; '.join(paid)}."))
    expected = [f"{one.value} ({nom})" for nom, one in projet.identite.pressentis.items()]
    if expected:
        total = sum(one.value for one in projet.identite.pressentis.values())
        who = "autre engagement est attendu" if total == 1 else "autres engagements sont attendus"
        said.append(alinea(f"{total} {who}, sans nom encore : {', '.join(expected)}."))
    return tuple(said)


def _departures(annuaire: Annuaire) -> tuple[Contenu, ...]:
    """Who left, and when: whoever holds the list of last year looks for them."""
    lines = [f"{one.designation} (départ : {one.parti_le})" for one in annuaire.partis]
    return (alinea(f"Ne sont plus membres : {' ; '.join(lines)}."),) if lines else ()


def table_membres(projet: Projet, comptes: Comptes) -> Table:
    annuaire = projet.annuaire
    colleges = {c.cle: c.nom for c in projet.statuts.valeurs.colleges}
    header = [
        "Nom",
        "Profession et exercice, ou représentant",
        "Commune",
        "Collège ou catégorie",
        "Engagement",
    ]
    rows = [_member(personne, projet, annuaire, colleges) for personne in annuaire.presents]
    return tableau(header, rows, ["left"] * len(header))


def _member(
    personne: Personne, projet: Projet, annuaire: Annuaire, colleges: dict[str, str]
) -> list[str]:
    structure = annuaire.trouver(personne.structure) if personne.structure else None
    mode = ", ".join(
        filter(None, (personne.mode_exercice, structure.nom_complet if structure else ""))
    )
    what = personne.profession
    if personne.type == MORALE:
        what = f"représentant : {personne.representant}" if personne.representant else ""
        mode = mode or "personne morale"
    founder = "fondateur" if personne.fondateur else ""
    return [
        ", ".join((personne.nom_complet, *functions(personne, projet))),
        ", ".join(filter(None, (what, mode))),
        personne.commune,
        ", ".join(filter(None, (_group(personne, projet, colleges), founder))),
        _engagement(personne),
    ]


def _engagement(personne: Personne) -> str:
    """Since when, which says that it is one, of a woman, a man or a body alike; what is to come is said so."""
    if personne.engagement != ENGAGE:
        return (
            f"{personne.engagement} ({personne.adhesion})"
            if personne.adhesion
            else personne.engagement
        )
    return str(personne.adhesion) if personne.adhesion else "oui"


def functions(personne: Personne, projet: Projet) -> tuple[str, ...]:
    """The posts of the bureau, which the statutes name, then what the list of people adds to them."""
    posts = projet.statuts.valeurs.postes
    annuaire = projet.annuaire
    held = [
        p.poste.lower()
        for p in posts
        if p.titulaire and annuaire.trouver(p.titulaire.value) == personne
    ]
    return (
        *held,
        *(fonction for fonction in personne.fonctions if not held or not est_un_poste(fonction)),
    )


def _group(personne: Personne, projet: Projet, colleges: dict[str, str]) -> str:
    """The collège, or the category of member in a model without collèges."""
    if colleges:
        named = COLLEGE.sub("", colleges.get(personne.college, personne.college))
        named = majuscule(named)
        return f"{named} (honneur)" if personne.qualite == HONNEUR else named
    return "" if Piece.STATUTS in projet.trous else f"membre {projet.qualite(personne)}"


COLLEGE = motif(r"^collège (?:de la |de l['’]|des? |du )", re.I)
"""What the head of the column says already."""

INTERCOMMUNALITES = {
    "CC": "communauté de communes",
    "CA": "communauté d'agglomération",
    "CU": "communauté urbaine",
}
"""How the names of EPCI begin in the list of the Insee."""


def communes(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    return (titre(1, TITRES_ANNEXES["communes"]), table_communes(projet, comptes))


def table_communes(projet: Projet, comptes: Comptes) -> Table:
    """Code, name, EPCI and population of each commune, with the total and where the populations come from.

    A column tells the département when there are several.
    """
    several = len({c.departement for c in comptes.communes if c.departement}) > 1
    header = [
        "Code Insee",
        "Commune",
        *(["Département"] if several else []),
        "Intercommunalité",
        "Population",
    ]
    rows = [
        [
            c.code,
            c.nom,
            *([c.departement] if several else []),
            c.epci,
            "" if c.population is None else nombre(c.population),
        ]
        for c in comptes.communes
    ]
    count = len(rows)
    total = "" if comptes.population is None else nombre(comptes.population)
    words = "1 commune" if count == 1 else f"{count} communes"
    rows.append(["Total", words, *([""] * (len(header) - 3)), total])
    table = tableau(header, rows, [*["left"] * (len(header) - 1), "right"], total_row=True)
    return replace(table, source=plain(" ".join(_sources(projet, comptes))))


def _sources(projet: Projet, comptes: Comptes) -> Iterator[str]:
    """The source of most populations, each commune counted otherwise, and what the kinds of EPCI stand for."""
    counted = [
        (c.nom, f"{c.source}, {c.annee}" if c.annee else c.source)
        for c in comptes.communes
        if c.source
    ]
    if counted:
        yield _source_of_populations(counted)
    if projet.decoupage.annee:
        yield f"Communes et intercommunalités : découpage de {projet.decoupage.annee}."
    kinds = {c.epci.split(" ")[0] for c in comptes.communes}
    explained = [
        f"{short} : {words}" for short, words in INTERCOMMUNALITES.items() if short in kinds
    ]
    if explained:
        yield " ; ".join(explained) + "."


def _source_of_populations(counted: Sequence[tuple[str, str]]) -> str:
    """``counted`` gives the name of each commune and its source."""
    usual = Counter(source for _nom, source in counted).most_common(1)[0][0]
    others = [f"{nom} : {source}" for nom, source in counted if source != usual]
    exceptions = f" ; sauf {', '.join(others)}" if others else ""
    return f"Source des populations : {usual}{exceptions}."
