"""``make chapitre``: a new chapter at the end of a part."""

from __future__ import annotations

import re

from pipeline.commands.fiche import slug
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import read_project, write_new
from pipeline.model.couverture import ATTENDUS, Attendu, Modele
from pipeline.model.donnees import DONNEES
from pipeline.model.files import Files
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import DOSSIERS_CHAPITRES
from pipeline.write.modeles import chapitre, donnees

USAGE = 'donnez une partie et un titre : make chapitre PARTIE=diagnostic TITRE="La population"'


def execute(demande: Demande) -> int:
    if len(demande.values) != 2 or not all(demande.values):
        raise MauvaisUsage(USAGE)
    partie, titre = demande.values
    if partie not in (*DOSSIERS_CHAPITRES, *PAR_CLE):
        hints = " ".join(did_you_mean(partie, DOSSIERS_CHAPITRES))
        raise MauvaisUsage(f"« {partie} » n'est pas une partie. {hints}")
    mission = PAR_CLE.get(partie)
    if partie == "missions":
        raise MauvaisUsage(f"nommez la mission au lieu de « missions » : {', '.join(PAR_CLE)}.")
    folder = DOSSIERS_CHAPITRES["missions" if mission else partie]
    files, _ = read_project(demande.root)
    ranks = [int(n) for path in files for n in re.findall(rf"^{re.escape(folder)}([0-9]+)", path)]
    path = f"{folder}{max(ranks, default=0) + 1:02d}-{slug(titre)}.md"
    attendu = _expected(partie, titre)
    text = chapitre(" ".join(titre.split()), mission, attendu)
    write_new(demande.root / path, text.encode())
    print(f"{path} est prêt : remplacez XX par votre texte.")
    for table in attendu.tableaux if attendu else ():
        _write_table(demande, table, files)
    return 0


def _expected(partie: str, titre: str) -> Attendu | None:
    """The section of the guide that bears this very title, else the one that it announces."""
    mine = [attendu for attendu in ATTENDUS if attendu.partie == partie]
    exact = (one for one in mine if fold(one.rubrique) == fold(titre))
    return next(exact, next((one for one in mine if one.est_annonce(titre)), None))


def _write_table(demande: Demande, table: Modele, files: Files) -> None:
    path = f"{DONNEES}{table.nom}.csv"
    if path in files:
        print(f"{path} est déjà là : il n'est pas touché.")
    else:
        write_new(demande.root / path, donnees(table).encode())
        print(f"{path} est à remplir : une case vide par chiffre.")
