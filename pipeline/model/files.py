"""The files of a project, wherever they come from (a folder, later a git state)."""

from __future__ import annotations

from collections.abc import Mapping

Files = Mapping[str, bytes]
"""Relative path with ``/`` → content.  Reference data of the pipeline stands under ``pipeline/reference/``."""

CONTENT = "content/"
BUDGETS = "budgets/"
TEMPLATES = "templates/docx/"
REFERENCE = "pipeline/reference/"
DECOUPAGE = REFERENCE + "communes.txt"
VOCABULAIRE = REFERENCE + "vocabulaire.txt"
CONTOURS = REFERENCE + "contours-communes.zip"
CHARTE = CONTENT + "charte.yaml"
BUILD = "build/"
