"""``a-faire``: what waits for one person, a Word page to be handed to her.

It bears a name: it goes to ``build/``, which git leaves out.
"""

from __future__ import annotations

from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.fiche import slug
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import replace_all
from pipeline.model.files import BUILD
from pipeline.model.langue.mots import nearest
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.projet import Piece
from pipeline.run import page_of_tasks

FOLDER = "a-faire/"
USAGE = "donnez une personne, par sa clé ou son nom : make a-faire PERSONNE=durand"
NOT_READ = "content/personnes.csv ne peut pas être lu : make check dit pourquoi."
NOT_WRITTEN = (
    "La page n'a pas été écrite : son gabarit, apercu.docx, a des erreurs (make gabarits)."
)


def execute(demande: Demande) -> int:
    typed = " ".join(demande.values)
    if not typed:
        raise MauvaisUsage(USAGE)
    examen = examine_folder(demande.root, date.today(), to_build=True)
    projet = examen.projet
    if Piece.ANNUAIRE in projet.trous:
        print(NOT_READ)
        return ERREURS
    personne = _named(typed, projet.annuaire)
    name = f"a-faire-{slug(personne.cle)}"
    outputs = page_of_tasks(examen, personne, name)
    if not outputs:
        print(NOT_WRITTEN)
        return ERREURS
    replace_all(demande.root / BUILD / FOLDER, outputs, ".tmp-")
    print(f"{BUILD}{FOLDER}{name}.docx : ce qui attend {personne.nom_complet}.")
    print("Cette page porte un nom : git l'ignore, et elle n'est que pour la personne nommée.")
    return 0


def _named(typed: str, annuaire: Annuaire) -> Personne:
    found = annuaire.trouver(typed)
    if found is not None:
        return found
    names = {
        name: one for one in annuaire.personnes for name in (one.cle, one.nom, one.nom_complet)
    }
    close = list(dict.fromkeys(names[name].cle for name in nearest(typed, names)))
    hint = f" Vouliez-vous dire {' ou '.join(f'« {cle} »' for cle in close)} ?" if close else ""
    raise MauvaisUsage(f"« {typed} » n'est pas dans content/personnes.csv.{hint}")
