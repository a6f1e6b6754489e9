"""``make schemas``: what an editor needs to check YAML while it is typed, written from the formes of the readers."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.commands.ligne import Demande
from pipeline.disk import read_text, reference_data, replace_all
from pipeline.interpret.baremes import FORME_BAREME
from pipeline.interpret.chapitres import FORME_CHAPITRE
from pipeline.interpret.charte import FORME_CHARTE
from pipeline.interpret.contrat import FORME_REGLES
from pipeline.interpret.dates import IMPOSSIBLES, JOURS, PERIODES
from pipeline.interpret.fiches import FORME_FICHE
from pipeline.interpret.identite import FORME_PROJET
from pipeline.interpret.livrables import FORME_LIVRABLES
from pipeline.interpret.nombres import ENTIER, NOMBRE
from pipeline.interpret.statuts import FORME_ARTICLE, FORME_PROPRES, FORME_VALEURS
from pipeline.model.files import VOCABULAIRE
from pipeline.model.forme import Forme, Genre
from pipeline.model.vocabulaire import MISSION, entries
from pipeline.write.schemas import schema

FOLDER = ".vscode/schemas"
FORMES: Mapping[str, Forme] = {
    "projet": FORME_PROJET,
    "livrables": FORME_LIVRABLES,
    "charte": FORME_CHARTE,
    "valeurs": FORME_VALEURS,
    "valeurs-du-modele": FORME_PROPRES,
    "fiche": FORME_FICHE,
    "chapitre": FORME_CHAPITRE,
    "article": FORME_ARTICLE,
    "bareme": FORME_BAREME,
    "contrat": FORME_REGLES,
}
ECRITURES: Mapping[Genre, str] = {
    Genre.ENTIER: ENTIER,
    Genre.MONTANTS: NOMBRE,
    Genre.JOUR: "|".join(JOURS),
    Genre.ECHEANCE: "|".join((*JOURS, *PERIODES)),
}


def execute(demande: Demande) -> int:
    folder = demande.root / FOLDER
    changed = {name: text for name, text in schemas().items() if read_text(folder / name) != text}
    replace_all(folder, {name: text.encode() for name, text in changed.items()}, ".tmp-")
    for name in changed:
        print(f"{FOLDER}/{name}")
    plural = "s" if len(changed) > 1 else ""
    print(
        f"{len(changed)} schéma{plural} remis à jour."
        if changed
        else "Les schémas étaient déjà à jour."
    )
    return 0


def schemas() -> dict[str, str]:
    """Name of a file → its text."""
    words = reference_data()[VOCABULAIRE].decode()
    missions = [word for genre, _, word, _ in entries(words) if genre == MISSION]
    return {
        f"{name}.json": schema(forme, ECRITURES, missions, "|".join(IMPOSSIBLES))
        for name, forme in FORMES.items()
    }
