"""What the software lays in a project, file by file: templates, guides, commands, recipes, settings of the editor.

The texts and the workbook of a CPTS are hers from the first day; these files follow the version of the software.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.commands.environnement import CHECKOUT, is_checkout
from pipeline.commands.schemas import schemas
from pipeline.disk import PACKAGE, carried, files_under, read_text
from pipeline.model.files import CONTENT, SETS

FORGE = PACKAGE / "reference/forge"
RECIPES = {
    "github.yml": ".github/workflows/projet-sante.yml",
    "forgejo.yml": ".forgejo/workflows/projet-sante.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "relecture.sh": "forge/relecture.sh",
    "livraison.sh": "forge/livraison.sh",
    "commentaire.sh": "forge/commentaire.sh",
    "LISEZ-MOI.md": "forge/LISEZ-MOI.md",
    "devcontainer.json": ".devcontainer/devcontainer.json",
}
"""What a forge runs on each contribution: name in ``reference/forge/`` → place in the project."""

ROOT = {
    "README.md": "README.md",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "makefile": "Makefile",
    "make.cmd": "make.cmd",
    "construire.cmd": "construire.cmd",
    "construire.command": "construire.command",
}
"""What makes a folder a project that colleagues share: how to begin, ends of lines, what git leaves out, commands."""

RUN_BY_A_DOUBLE_CLICK = ("construire.command",)
VERSION, WAY = "VERSION_DU_LOGICIEL", "CHEMIN_DU_LOGICIEL"
"""What stands in these files for the version of the software, and for the way to it from the project."""

LINKS = {
    "../pipeline/reference/forge/": "../forge/",
    "../README.md#ce-quil-faut-installer": "../README.md#sur-votre-ordinateur",
    "../CHANGELOG.md": "journal-des-versions.md",
}
"""Where a guide of ours leads → where the same guide leads in a project."""

EDITOR = ".vscode/"
SCHEMAS = EDITOR + "schemas/"
GUIDES = "docs/"
JOURNAL = GUIDES + "journal-des-versions.md"
HERE = "${workspaceFolder}"


def laid(folder: Path, way: str | None = None) -> dict[str, bytes]:
    """Path in the project → content, of all that the software of today lays in the project of that folder.

    ``way`` is the one that the project already has to a copy of the software, empty for none.
    """
    way = way_to_the_software(folder) if way is None else way
    return {
        **templates(),
        **{path: text.encode() for path, text in _texts(way).items()},
        **{EDITOR + name: text.encode() for name, text in editor_files(way).items()},
    }


def is_written_anew(path: str) -> bool:
    """What the software alone writes, in a project too: guides, schemas, the lists of ``make gabarits``."""
    return path.startswith((GUIDES, SCHEMAS)) or (
        path.startswith(SETS) and path.endswith("/LISEZMOI.md")
    )


def templates() -> dict[str, bytes]:
    """Every set of Word templates, as the software has them."""
    return {SETS + path: data for path, data in files_under(carried("templates")).items()}


def way_to_the_software(folder: Path) -> str:
    """The way from the project to the copy of the software that runs, the whole path from another drive; none when it
    was installed as a command."""
    if not is_checkout():
        return ""
    try:
        return Path(os.path.relpath(CHECKOUT, folder)).as_posix()
    except ValueError:
        return CHECKOUT.as_posix()


def _texts(way: str) -> dict[str, str]:
    found = {place: read_text(FORGE / name) for name, place in {**RECIPES, **ROOT}.items()}
    told = {place: _told(text, place, way) for place, text in found.items()}
    return {**told, **guides()}


def _told(text: str, place: str, way: str) -> str:
    """The text with the version and the way; the lines of a script of Windows end as Windows wants them."""
    text = text.replace(VERSION, __version__)
    if place == "Makefile":
        way = way.replace("$", "$$").replace("#", "\\#")
    if place.endswith(".command"):
        way = way.replace("'", "'\\''")
    if not place.endswith(".cmd"):
        return text.replace(WAY, way)
    return text.replace(WAY, way.replace("/", "\\").replace("%", "%%")).replace("\n", "\r\n")


def guides() -> dict[str, str]:
    """The guides, with the links that lead to where a project has the same file."""
    found = files_under(carried("docs"))
    texts = {
        GUIDES + path: _with_links_of_a_project(data.decode())
        for path, data in found.items()
        if path.endswith(".md")
    }
    return {**texts, JOURNAL: read_text(carried("CHANGELOG.md"))}


def _with_links_of_a_project(guide: str) -> str:
    for ours, theirs in LINKS.items():
        guide = guide.replace(f"({ours}", f"({theirs}")
    return guide


def editor_files(way: str) -> dict[str, str]:
    """What VS Code needs, by path under ``.vscode/``; the settings for its own folder only.

    The tasks run from the copy of the software, found from the project: a colleague who keeps the two side by side
    under the same names has nothing to change.  Without a copy they call the command installed.
    """
    found = files_under(carried(EDITOR))
    texts = {path: data.decode() for path, data in found.items() if "/" not in path}
    return {
        **texts,
        "settings.json": settings_of_a_project(texts["settings.json"]),
        "tasks.json": tasks_of_a_project(texts["tasks.json"], way),
        **{f"schemas/{name}": text for name, text in schemas().items()},
    }


def settings_of_a_project(ours: str) -> str:
    """The settings of the software's own folder, for the files that a project has."""
    settings = json.loads(ours)
    settings["yaml.schemas"] = {
        name: path for name, path in settings["yaml.schemas"].items() if path.startswith(CONTENT)
    }
    return _json(settings)


def tasks_of_a_project(ours: str, way: str) -> str:
    """The tasks of the software's own folder, for a project that has the software at the end of that way, or installed."""
    tasks = json.loads(ours)
    for task in tasks["tasks"]:
        if way:
            task["options"] = {"cwd": f"{HERE}/{way}"}
            task["args"][2:2] = ["-C", HERE]
        else:
            task["command"] = "projet-sante"
            task["args"] = task["args"][2:]
            task.pop("windows", None)
    return _json(tasks)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
