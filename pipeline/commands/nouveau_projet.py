"""``nouveau-projet``: an empty project in a folder of its own, which builds as a brouillon at once."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from pipeline.assemble.classeur import nouveau
from pipeline.commands.environnement import CHECKOUT
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.commands.schemas import schemas
from pipeline.disk import PACKAGE, copy_tree, read_project, read_text, write_new
from pipeline.model.files import CONTENT
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
    templates = CHECKOUT / "templates/docx"
    if not templates.is_dir() or not EDITOR.is_dir():
        raise MauvaisUsage(
            "les modèles Word ou le dossier .vscode ne sont pas là : "
            "lancez cette commande depuis une copie complète du logiciel."
        )
    copy_tree(PACKAGE / "reference/nouveau-projet", folder)
    copy_tree(templates, folder / "templates/docx")
    copy_tree(PACKAGE / "reference/statuts/avecsante", folder / "content/statuts/avecsante")
    copy_tree(PACKAGE / "reference/statuts/reglement-interieur", folder / "content/reglement-interieur")
    write_new(folder / "budgets/budget.xlsx", empty_workbook(folder))
    for name, text in editor_files(folder).items():
        write_new(folder / ".vscode" / name, text.encode())
    write_new(folder / ".gitignore", b"build/\ncontent/prive/*\n!content/prive/contacts.exemple.csv\n.~lock.*\n~$*\n")
    print(f"Le projet est dans {folder}.")
    print("Commencez par content/projet.yaml : remplacez chaque XX.")
    print(f"Premier document : python3 -m pipeline -C {_quoted(folder)} build --brouillon")
    return 0


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
    return classeur(nouveau(examine(*read_project(folder), date.today()).projet, ANNEES, remplir=False))


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)
