"""What was ever laid in a project by a version of the software, so that what a CPTS changed is told from what she did not.

A file is compared in its plain form: ends of lines of any system, and in place of what each project has of its own (the
version, the way to the software, the address of its repository) the words that stand for it in ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.commands.poses import FORGE, VERSION, WAY
from pipeline.disk import read_text
from pipeline.model.motif import motif

KNOWN = FORGE / "deja-poses.txt"
"""A line per version of a file: its path in a project, and the SHA-256 of its plain form."""

ADDRESS = "XX"
OF_THE_RECIPES = (
    (motif(r"(LISEZ-MOI\.md : remplacez )(\S+)(\.\n)"), ADDRESS),
    (motif(r"(--branch v)(\S+)( \S+ \S*logiciel)"), VERSION),
    (motif(r"(--branch v\S+ )(\S+)( \S*logiciel)"), ADDRESS),
    (motif(r"(repository: (?!\$)\S+, ref: v)([^\s,]+)()"), VERSION),
    (motif(r"(repository: )((?!\$)[^\s,]+)(, ref: v)"), ADDRESS),
)
OWN = {
    "Makefile": (
        (motif(r"(?m)^(VERSION := )(.*)()$"), VERSION),
        (motif(r"(?m)^(LOGICIEL \?= )(.*)()$"), WAY),
    ),
    "README.md": ((motif(r"(à la version )(\S+)( de projet-sante)"), VERSION),),
    "make.cmd": ((motif(r'(set "LOGICIEL=)(.*)(")'), WAY),),
    "construire.command": ((motif(r"(?m)^(logiciel=')(.*)(')$"), WAY),),
    ".vscode/tasks.json": ((motif(r'("cwd": "\$\{workspaceFolder\}/)([^"]+)(")'), WAY),),
    ".github/workflows/projet-sante.yml": OF_THE_RECIPES,
    ".forgejo/workflows/projet-sante.yml": OF_THE_RECIPES,
    ".gitlab-ci.yml": OF_THE_RECIPES,
    ".devcontainer/devcontainer.json": OF_THE_RECIPES,
}
"""Path in a project → where it has something of its own: before it, it, after it; then the word that stands for it."""


def plain(path: str, data: bytes) -> bytes:
    """The file as any project of the same version of the software has it."""
    if path.endswith(".docx"):
        return data
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    for pattern, word in OWN.get(path, ()):
        text = pattern.sub(rf"\g<1>{word}\g<3>", text)
    return text.encode()


def hash_of_plain(path: str, data: bytes) -> str:
    return hashlib.sha256(plain(path, data)).hexdigest()


def with_its_own(path: str, new: bytes, old: bytes) -> bytes:
    """The new file with the address that the old one has: the version is ours, and the way is that of the folder."""
    text, before = new.decode("utf-8", "replace"), old.decode("utf-8", "replace")
    addresses = [pattern for pattern, word in OWN.get(path, ()) if word == ADDRESS]
    for pattern in addresses:
        found = pattern.search(before)
        if found:
            value = found[2].replace("\\", "\\\\")
            text = pattern.sub(rf"\g<1>{value}\g<3>", text)
    return text.encode() if addresses else new


def own_value(path: str, data: bytes, word: str) -> str | None:
    """What a project has in place of a word of ours (``VERSION``, ``WAY``); None where the file does not say."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found = (pattern.search(text) for pattern, one in OWN.get(path, ()) if one == word)
    return next((match[2].strip() for match in found if match), None)


def with_version(path: str, data: bytes, version: str) -> bytes:
    """A file that a CPTS changed, with nothing of it changed but the version that it tells."""
    text = data.decode("utf-8", "replace")
    for pattern, word in OWN.get(path, ()):
        if word == VERSION:
            text = pattern.sub(rf"\g<1>{version}\g<3>", text)
    return text.encode()


def known() -> Mapping[str, frozenset[str]]:
    """Path in a project → the hashes of all that was ever laid there."""
    found: dict[str, set[str]] = {}
    for line in read_text(KNOWN).splitlines():
        path, _, digest = line.rpartition(" ")
        found.setdefault(path, set()).add(digest)
    return {path: frozenset(digests) for path, digests in found.items()}
