"""What a convention says of each partner, under the names that its model cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.fait import Fait, Faits, Genre
from pipeline.model.personne import Personne, accorde
from pipeline.model.projet import Projet
from pipeline.model.prose import SIGNATURE, Cell, Table, plain

OPEN = "dont le représentant reste à désigner"


def facts_of_partners(projet: Projet) -> Mapping[str, Faits]:
    """Key of each body with which a convention is to be signed → the facts of its convention."""
    return {one.cle: Faits(dict(facts_of(one, projet))) for one in projet.annuaire.partenaires}


def facts_of(personne: Personne, projet: Projet) -> Iterator[tuple[str, Fait]]:
    who = personne.representant
    represente = f"{accorde(personne.nom_complet)} par {who}" if who else OPEN
    texts = {
        "nom": ("nom du partenaire", personne.nom_complet),
        "commune": ("commune du partenaire", personne.commune),
        "represente": ("par qui le partenaire est représenté", represente),
        "convention": ("objet de la convention", personne.convention),
    }
    for name, (sens, value) in texts.items():
        yield f"partenaire.{name}", Fait(sens, Genre.TEXTE, value)
    table = Fait("signatures de la convention", Genre.LISTE, (_signatures(personne, projet),))
    yield "partenaire.signatures", table


def _signatures(personne: Personne, projet: Projet) -> Table:
    """A column for each side: who signs, then room for it."""
    head = (f"Pour la {projet.identite.nom}", f"Pour le partenaire, {personne.nom_complet}")
    rows = (projet.identite.representant, personne.representant), ("", "")
    cells = tuple(tuple(Cell(plain(text)) for text in row) for row in rows)
    return Table(tuple(Cell(plain(text)) for text in head), cells, ("left",) * 2, style=SIGNATURE)
