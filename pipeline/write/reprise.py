"""A file brought in a second time: only what changed in its source comes, and nobody's edits are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.langue.mots import fold

SECTION = re.compile(r"^(?=## )", re.MULTILINE)
HEAD = ""
A_RANGER = "## À ranger"


def brought_again(base: str, new: str, current: str) -> tuple[str, tuple[str, ...]]:
    """The file after a change of its source, and the titles of what came.

    ``base`` is what the source gave the first time, ``new`` what it gives now, ``current`` the file as it is today.  A
    section that was edited since keeps its edits: what the source says now waits under « À ranger ».
    """
    before, now, kept = _sections(base), _sections(new), _sections(current)
    came: list[str] = []
    waiting: list[str] = []
    for title, text in now.items():
        if before.get(title) == text:
            continue
        came.append(title.removeprefix("## ") or "l'en-tête")
        if _same(kept.get(title, ""), before.get(title, "")):
            kept[title] = text
        elif not _same(kept.get(title, ""), text):
            waiting.append(f"**{came[-1]}** dit maintenant :\n\n{_body(text)}")
    if waiting:
        ranger = kept.pop(A_RANGER, f"{A_RANGER}\n").rstrip()
        kept[A_RANGER] = "\n\n".join([ranger, *waiting]) + "\n"
    return _joined(kept.values()), tuple(came)


def _sections(text: str) -> dict[str, str]:
    head, *rest = SECTION.split(text)
    found = {HEAD: head}
    for section in rest:
        found[section.split("\n", 1)[0].strip()] = section
    return found


def _joined(sections: Iterable[str]) -> str:
    return "\n\n".join(section.strip("\n") for section in sections if section.strip()) + "\n"


def _same(first: str, second: str) -> bool:
    return fold(first) == fold(second)


def _body(section: str) -> str:
    return (
        re.sub(r"\A(?:---\n.*?\n---|## [^\n]*)\n", "", section.strip(), flags=re.DOTALL).strip()
        or section.strip()
    )
