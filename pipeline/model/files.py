"""The files of a project, wherever they come from (a folder, later a git state)."""

from __future__ import annotations

import re
from collections.abc import Mapping

Files = Mapping[str, bytes]
"""Relative path with ``/`` → content.  Reference data of the pipeline stands under ``pipeline/reference/``."""

CONTENT = "content/"
ACCORDS = "content/annexes/"
"""Where signed agreements are kept, as PDF, beside the texts of the annexes."""

BUDGETS = "budgets/"
PIECES = BUDGETS + "pieces/"
"""The proofs of what was spent: only their names are read, and git leaves them out."""

SETS = "templates/"
"""Each folder in it is a whole set of Word templates."""

TEMPLATES = SETS + "docx/"
"""The set that a project follows when its charte names no other."""
REFERENCE = "pipeline/reference/"
DECOUPAGE = REFERENCE + "communes.txt"
VOCABULAIRE = REFERENCE + "vocabulaire.txt"
CONTOURS = REFERENCE + "contours-communes.zip"
CHARTE = CONTENT + "charte.yaml"
BUILD = "build/"

SET_NAMED = re.compile(rb"^jeu[ \t]*:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)


def templates_of(files: Files) -> str:
    """The folder of the templates that a project follows: the set that its charte names, ours without it.

    It is asked before anything is interpreted: templates of other sets are not even read.
    """
    named = SET_NAMED.search(files.get(CHARTE, b""))
    return f"{SETS}{named[1].decode()}/" if named else TEMPLATES
