"""Long work, one at a time, in a process of its own: the pages go on while documents are built."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.commands.environnement import venv_python
from pipeline.programs import told_by

TRAVAUX = {
    "project": "Construire tous les documents",
    "build --brouillon": "Construire un brouillon, malgré les erreurs",
    "pdf": "Construire et mettre en PDF",
    "site": "Écrire le site public",
    "site --complet": "Écrire le site complet, à ne pas publier",
}
"""What is typed after the name of the program, and what the button says."""

MOST_LINES = 400


class Travaux:
    """``lignes`` are what the work said so far; ``moved`` is called each time that there is more."""

    def __init__(self, root: Path, moved: Callable[[], None]) -> None:
        self.root = root
        self.moved = moved
        self.lock = threading.Lock()
        self.titre = ""
        self.en_cours = False
        self.lignes: list[str] = []

    def start(self, name: str) -> bool:
        """Begin a work; False while another one is going on."""
        with self.lock:
            if self.en_cours or name not in TRAVAUX:
                return False
            self.en_cours, self.titre, self.lignes = True, TRAVAUX[name], []
        words = [_python(), "-m", "pipeline", "-C", str(self.root), *name.split()]
        threading.Thread(target=self._run, args=(words,), daemon=True).start()
        return True

    def _run(self, words: Sequence[str]) -> None:
        self.moved()
        status = told_by(words, self._say)
        self.lignes.append("C'est fait." if status == 0 else "Ce n'est pas fait : lisez ci-dessus.")
        self.en_cours = False
        self.moved()

    def _say(self, line: str) -> None:
        self.lignes = [*self.lignes, line][-MOST_LINES:]
        self.moved()


def _python() -> str:
    import sys

    return str(venv_python()) if venv_python().is_file() else sys.executable
