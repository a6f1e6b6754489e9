"""``nouveau-projet``: an empty project in a folder of its own, which builds as a brouillon at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline import __version__
from pipeline.assemble.classeur import nouveau
from pipeline.commands.environnement import program
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.commands.pilotes_git import wire
from pipeline.commands.poses import RUN_BY_A_DOUBLE_CLICK, laid
from pipeline.disk import PACKAGE, files_under, let_run, read_project, write_all_new, write_new
from pipeline.programs import answer_of
from pipeline.run import examine
from pipeline.systeme import quoted
from pipeline.write.classeur import classeur

ANNEES = 5
MODELS = {
    "nouveau-projet": "",
    "statuts/avecsante": "content/statuts/avecsante/",
    "statuts/reglement-interieur": "content/reglement-interieur/",
}
"""Folder of the reference data → where a new project has what it holds."""


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage("donnez le dossier à créer : make nouveau-projet DOSSIER=ma-cpts")
    folder = Path(demande.values[0]).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MauvaisUsage(f"« {folder} » existe déjà et n'est pas vide : rien n'a été écrit.")
    for model, place in MODELS.items():
        found = files_under(PACKAGE / "reference" / model)
        write_all_new(folder, {place + path: data for path, data in found.items()})
    write_all_new(folder, laid(folder))
    for name in RUN_BY_A_DOUBLE_CLICK:
        let_run(folder / name)
    write_new(folder / "budgets/budget.xlsx", empty_workbook(folder))
    print(begin_repository(folder), end="")
    print(f"Le projet est dans {folder} (projet-sante {__version__}).")
    print("Commencez par content/projet.yaml : remplacez chaque XX.")
    print(f"Premier document : {program()} -C {quoted(str(folder))} build --brouillon")
    return 0


ONLY_KNOWN = ("-c", "user.useConfigOnly=true")
"""Git would make up a name from those of the session and of the computer."""


def begin_repository(folder: Path) -> str:
    """Let git follow the folder and keep its first state; a line that says so, none where git is not there.

    A repository that already holds the folder is left to whoever keeps it.
    """
    try:
        inside = _git(folder, "rev-parse", "--git-dir")
        made = not inside and _git(folder, "init", "-q", "-b", "main")
    except OSError:
        return ""
    wire(folder)
    if not made:
        return ""
    kept = (
        _git(folder, "add", "-A")
        and _git(folder, "update-index", "--chmod=+x", *RUN_BY_A_DOUBLE_CLICK)
        and _git(
            folder, *ONLY_KNOWN, "commit", "-q", "-m", f"Projet créé par projet-sante {__version__}"
        )
    )
    if kept:
        return "git suit ce dossier, et en garde le premier état.\n"
    return (
        "git suit ce dossier, et ne sait pas encore qui vous êtes : "
        'git config --global user.name "Votre nom", git config --global user.email votre@adresse, '
        'puis git commit -m "Premier état".\n'
    )


def _git(folder: Path, *words: str) -> bool:
    return answer_of(["git", *words], folder=folder)[0] == 0


def empty_workbook(folder: Path) -> bytes:
    """A workbook for the project as it stands, its resources of the ACI named and no amount written."""
    return classeur(
        nouveau(examine(*read_project(folder), date.today()).projet, ANNEES, remplir=False)
    )
