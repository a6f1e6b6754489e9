"""What goes with the projet: lists, and other parts lowered under numbered headings."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import Partie, alinea, tableau, titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.francais import nombre
from pipeline.model.personne import A_VENIR, ENGAGE, MORALE, Annuaire, Personne
from pipeline.model.projet import Projet
from pipeline.model.prose import Heading, shift

TITRES = {
    "budget": "Budget détaillé",
    "statuts": "Statuts de l'association",
    "reglement-interieur": "Règlement intérieur",
    "membres": "Liste des membres",
    "communes": "Liste des communes",
}


def annexes(
    projet: Projet, comptes: Comptes, constats: Constats, chosen: Sequence[tuple[str, Partie | None]]
) -> tuple[Contenu, ...]:
    """« Annexe 1 — … » for each part chosen; ``chapitres`` gives one annex per chapter of ``content/annexes/``."""
    parts: list[Contenu] = [titre(1, "Annexes")]
    rank = 0
    for name, partie in chosen:
        if partie is None:
            for chapter in projet.chapitres["annexes"]:
                rank += 1
                _heading, *blocks = chapitre(chapter, comptes, constats, 2)
                parts += [titre(2, f"Annexe {rank} — {chapter.titre}", new_page=rank > 1), *blocks]
            parts += illisibles(projet, "annexes", constats, 2)
        else:
            rank += 1
            parts.append(titre(2, f"Annexe {rank} — {TITRES[name]}", new_page=rank > 1))
            parts += _lowered(partie(projet, comptes, constats), name)
    return tuple(parts)


def _lowered(blocks: tuple[Contenu, ...], name: str) -> tuple[Contenu, ...]:
    """The same part two levels down; the heading that only repeats the annex's own title is left out."""
    lowered: list[Contenu] = []
    for block in blocks:
        if isinstance(block, Heading):
            lowered.extend(shift((block,), 2))
        else:
            lowered.append(block)
    first = blocks[0] if blocks else None
    own = isinstance(first, Heading) and first == titre(1, TITRES[name])
    return tuple(lowered[1:] if own else lowered)


def membres(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """Everyone with status and commitment, and the count of each; no contact details."""
    annuaire = projet.annuaire or Annuaire()
    colleges = {c.cle: c.nom for c in projet.statuts.valeurs.colleges} if projet.statuts.valeurs else {}
    header = ["Nom", "Profession ou représentant", "Exercice", "Commune", "Collège", "Engagement"]
    rows = [_member(personne, annuaire, colleges) for personne in annuaire.personnes]
    engaged = sum(p.engagement == ENGAGE for p in annuaire.personnes)
    coming = sum(p.engagement == A_VENIR for p in annuaire.personnes)
    count = f"{len(rows)} personnes et structures : {engaged} engagées, {coming} à venir."
    return (titre(1, TITRES["membres"]), alinea(count), tableau(header, rows, ["left"] * len(header)))


def _member(personne: Personne, annuaire: Annuaire, colleges: dict[str, str]) -> list[str]:
    what = personne.profession
    if personne.type == MORALE:
        what = f"représentant : {personne.representant}" if personne.representant else ""
    structure = annuaire.trouver(personne.structure) if personne.structure else None
    mode = personne.mode_exercice
    if structure is not None:
        mode = f"{mode}, {structure.nom_complet}" if mode else structure.nom_complet
    return [
        ", ".join((personne.nom_complet, *personne.fonctions)),
        what,
        mode or ("personne morale" if personne.type == MORALE else ""),
        personne.commune,
        colleges.get(personne.college, personne.college),
        personne.engagement,
    ]


def communes(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """Code, name, population and where it comes from, with the total."""
    rows = [
        [c.code, c.nom, "" if c.population is None else nombre(c.population), c.annee, c.source]
        for c in projet.communes or ()
    ]
    total = "" if comptes.population is None else nombre(comptes.population)
    rows.append(["Total", f"{len(rows)} communes", total, "", ""])
    header = ["Code", "Commune", "Population", "Année", "Source"]
    table = tableau(header, rows, ["left", "left", "right", "left", "left"], total_row=True)
    return (titre(1, TITRES["communes"]), table)
