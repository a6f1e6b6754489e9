"""``nouveau-projet``: an empty project in a folder of its own, which builds as a brouillon at once."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from pipeline.assemble.classeur import nouveau
from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.commands.pilotes_git import wire
from pipeline.commands.schemas import schemas
from pipeline.disk import PACKAGE, copy_tree, read_project, read_text, write_new
from pipeline.model.files import CONTENT
from pipeline.programs import answer_of
from pipeline.run import examine
from pipeline.write.classeur import classeur

ANNEES = 5
EDITOR = CHECKOUT / ".vscode"


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage("donnez le dossier à créer : make nouveau-projet DOSSIER=ma-cpts")
    folder = Path(demande.values[0]).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MauvaisUsage(f"« {folder} » existe déjà et n'est pas vide : rien n'a été écrit.")
    templates = CHECKOUT / "templates"
    if not templates.is_dir() or not EDITOR.is_dir():
        raise MauvaisUsage(
            "les modèles Word ou le dossier .vscode ne sont pas là : "
            "lancez cette commande depuis une copie complète du logiciel."
        )
    copy_tree(PACKAGE / "reference/nouveau-projet", folder)
    copy_tree(templates, folder / "templates")
    copy_tree(PACKAGE / "reference/statuts/avecsante", folder / "content/statuts/avecsante")
    copy_tree(
        PACKAGE / "reference/statuts/reglement-interieur", folder / "content/reglement-interieur"
    )
    write_new(folder / "budgets/budget.xlsx", empty_workbook(folder))
    for name, text in editor_files(folder).items():
        write_new(folder / ".vscode" / name, text.encode())
    for name, text in repository_files(folder).items():
        write_new(folder / name, text.encode())
    if begin_repository(folder):
        print("git suit ce dossier : « git add -A », puis « git commit » gardent un premier état.")
    print(f"Le projet est dans {folder}.")
    print("Commencez par content/projet.yaml : remplacez chaque XX.")
    print(f"Premier document : python3 -m pipeline -C {_quoted(folder)} build --brouillon")
    return 0


IGNORED = (
    "build/\nbudgets/pieces/\ncontent/prive/*\n!content/prive/contacts.exemple.csv\n.~lock.*\n~$*\n"
)
RECIPES = {
    "github.yml": ".github/workflows/projet-sante.yml",
    "forgejo.yml": ".forgejo/workflows/projet-sante.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "relecture.sh": "forge/relecture.sh",
    "livraison.sh": "forge/livraison.sh",
    "commentaire.sh": "forge/commentaire.sh",
    "LISEZ-MOI.md": "forge/LISEZ-MOI.md",
}
"""What a forge runs on each contribution: name in ``reference/forge/`` → place in the project."""


def repository_files(folder: Path) -> dict[str, str]:
    """What makes a folder a project that colleagues share: ends of lines, what git leaves out, commands, recipes."""
    recipes = {
        place: read_text(PACKAGE / "reference/forge" / name) for name, place in RECIPES.items()
    }
    return {
        ".gitattributes": read_text(PACKAGE / "reference/forge/gitattributes"),
        ".gitignore": IGNORED,
        "Makefile": read_text(PACKAGE / "reference/forge/makefile").replace(
            "CHEMIN_DU_LOGICIEL", _way(folder)
        ),
        **recipes,
    }


def begin_repository(folder: Path) -> bool:
    """Let git follow the folder, unless a repository already holds it or git is not there."""
    try:
        inside = answer_of(["git", "rev-parse", "--git-dir"], folder=folder)[0] == 0
        made = not inside and answer_of(["git", "init", "-q", "-b", "main"], folder=folder)[0] == 0
    except OSError:
        return False
    wire(folder)
    return made


def editor_files(folder: Path) -> dict[str, str]:
    """What VS Code needs, by path under ``.vscode/``; the settings for its own folder only.

    The tasks run from the copy of the software, found from the project: a colleague who keeps the two side by side
    under the same names has nothing to change.
    """
    texts = {path.name: read_text(path) for path in sorted(EDITOR.iterdir()) if path.is_file()}
    settings = json.loads(texts["settings.json"])
    settings["yaml.schemas"] = {
        name: path for name, path in settings["yaml.schemas"].items() if path.startswith(CONTENT)
    }
    tasks = json.loads(texts["tasks.json"])
    for task in tasks["tasks"]:
        task["options"] = {"cwd": f"${{workspaceFolder}}/{_way(folder)}"}
        task["args"][2:2] = ["-C", "${workspaceFolder}"]
    return {
        **texts,
        "settings.json": _json(settings),
        "tasks.json": _json(tasks),
        **{f"schemas/{name}": text for name, text in schemas().items()},
    }


def _way(folder: Path) -> str:
    """The way from the new project to the software; the whole path from another drive."""
    try:
        return Path(os.path.relpath(CHECKOUT, folder)).as_posix()
    except ValueError:
        return CHECKOUT.as_posix()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def empty_workbook(folder: Path) -> bytes:
    """A workbook for the project as it stands, its resources of the ACI named and no amount written."""
    return classeur(
        nouveau(examine(*read_project(folder), date.today()).projet, ANNEES, remplir=False)
    )


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)
