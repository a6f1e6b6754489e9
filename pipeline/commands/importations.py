"""What each source gave, kept beside the project: it tells, the next time, what has changed in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.commands.fiche import slug
from pipeline.disk import names_in, read_text, replace_all
from pipeline.model.files import Files
from pipeline.model.langue.mots import fold
from pipeline.write.reprise import ALIKE, alike

MEMOIRE = "content/.importations/"
COLLE = "texte-colle.txt"
"""The name of what is pasted: many texts have it, so each is remembered by what it says."""

MISSION = r"^mission: *(.+)$"
TITLE = r"^(?:titre: *|# +)(.+)$"


class Memoire:
    """What a source gave before, under a name that no document reads.

    ``autre_nom`` is the name that the very same bytes had when they came in.
    """

    def __init__(self, root: Path, name: str, data: bytes) -> None:
        self.folder = root / MEMOIRE
        self.source = name
        mark = hashlib.sha256(data).hexdigest()
        own = f"{slug(name)}-{mark[:8]}" if name == COLLE else slug(name)
        self.name = f"{own}.json"
        self.kept = _as_object(read_text(self.folder / self.name))
        self.autre_nom = ""
        if not self.kept:
            same = ((nom, kept) for nom, kept in self._others() if kept.get("empreinte") == mark)
            self.autre_nom, self.kept = next(same, ("", {}))

    def knows(self, data: bytes) -> bool:
        return self.kept.get("empreinte") == hashlib.sha256(data).hexdigest()

    def missing(self, files: Files) -> list[str]:
        """What it gave, that the project holds no more under any name."""
        return [path for path in self.texts if path not in files and not self.renamed(path, files)]

    def renamed(self, path: str, files: Files) -> str:
        """The file of the same folder that holds now what this source gave under ``path``."""
        text = self.texts.get(path, "")
        folder = path.rpartition("/")[0]
        for other, data in files.items() if text and path not in files else ():
            beside = other.rpartition("/")[0] == folder and other not in self.texts
            if beside and alike(text, data.decode("utf-8", "replace")) >= ALIKE:
                return other
        return ""

    def mission_of(self, path: str) -> str:
        """The mission that the fiche had when it came, « XX » where nobody had told it."""
        found = re.search(MISSION, self.texts.get(path, ""), re.MULTILINE)
        return found[1] if found else ""

    def has_another_mission(self, mission: str) -> bool:
        """Whether a fiche came without the mission that is asked for now."""
        return bool(mission) and any(
            self.mission_of(path) not in ("", mission) for path in self.texts
        )

    @property
    def texts(self) -> dict[str, str]:
        return _texts(self.kept)

    def takes_after(self, lines: Sequence[str]) -> str:
        """The name of the source that this one is a new state of, under another name: one title and most words are its."""
        if self.kept:
            return ""
        said = " ".join(lines)
        folded = fold(said)
        scores: dict[str, tuple[float, Mapping[str, object]]] = {}
        for name, kept in self._others():
            before = "\n".join(_texts(kept).values())
            if any(fold(title) in folded for title in _titles(before)):
                scores[name] = alike(before, said), kept
        best = max(scores, key=lambda name: scores[name][0], default="")
        if not best or scores[best][0] < ALIKE:
            return ""
        self.kept = dict(scores[best][1])
        return best

    def _others(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Each other source that came in, by the name that it had."""
        for file in names_in(self.folder):
            if file.endswith(".json") and file != self.name:
                kept = _as_object(read_text(self.folder / file))
                yield str(kept.get("source", file.removesuffix(".json"))), kept

    def known_as(self, folder: str, entries: Sequence[tuple[str, str]]) -> list[str]:
        """For each title and text of now, the file that held it before: by its title, then by its words."""
        before = {path: text for path, text in self.texts.items() if path.startswith(folder)}
        found = [""] * len(entries)
        for at, (titre, _) in enumerate(entries):
            end = f"-{slug(titre)}.md"
            path = next((path for path in before if path.endswith(end)), "")
            before.pop(path, None)
            found[at] = path
        for at, (_, text) in enumerate(entries):
            scores = (
                {path: alike(old, text) for path, old in before.items()} if not found[at] else {}
            )
            path = max(scores, key=lambda path: scores[path], default="")
            if path and scores[path] >= ALIKE:
                found[at] = path
                del before[path]
        return found

    def keep(self, data: bytes, texts: Mapping[str, str]) -> None:
        mark = hashlib.sha256(data).hexdigest()
        kept = {"source": self.source, "empreinte": mark, "fichiers": dict(texts)}
        text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
        replace_all(self.folder, {self.name: text.encode()}, ".tmp-")


def _texts(kept: Mapping[str, object]) -> dict[str, str]:
    texts = kept.get("fichiers")
    return {str(k): str(v) for k, v in texts.items()} if isinstance(texts, dict) else {}


def _titles(text: str) -> list[str]:
    found = re.findall(TITLE, text, re.MULTILINE)
    return [title.strip(' "') for title in found if title.strip(' "X')]


def _as_object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
