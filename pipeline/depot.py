"""The sources of a project as git keeps them, through the same type as those of a folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.disk import FOLDERS, Empechement, is_ignored, reference_data
from pipeline.model.files import Files
from pipeline.model.langue.mots import did_you_mean
from pipeline.programs import answer_of

ORDINARY = (b"100644", b"100755")


def read_state(root: Path, ref: str) -> tuple[Files, tuple[str, ...]]:
    """What ``disk.read_project`` answers, for a commit, branch or tag: the files, and the paths that are links.

    The working folder is not touched.  Reference data are those of the software that runs.
    """
    commit = _commit(root, ref)
    prefix = _asked(root, "rev-parse", "--show-prefix").rstrip(b"\n").decode("utf-8", "surrogateescape")
    found, odd = _listed(root, commit, prefix)
    contents = _contents(root, list(found.values()))
    return {**dict(zip(found, contents, strict=True)), **reference_data()}, tuple(odd)


def _commit(root: Path, ref: str) -> str:
    if not _is_followed(root):
        raise Empechement(
            f"« {root} » n'est pas suivi par git, ou git refuse de le lire : il n'a pas d'état antérieur."
        )
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    status, told = _git(root, *words) if ref and "\0" not in ref else (1, b"")
    if status:
        names = _asked(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
        hints = " ".join(did_you_mean(ref, names.decode("utf-8", "replace").split()))
        raise Empechement(f"git ne connaît pas l'état « {ref} ». {hints}".strip())
    return told.decode().strip()


def _is_followed(root: Path) -> bool:
    return _git(root, "rev-parse", "--git-dir")[0] == 0


def _listed(root: Path, commit: str, prefix: str) -> tuple[dict[str, bytes], list[str]]:
    """Path from the project folder → object, for the folders of a project; then what is no ordinary file."""
    found: dict[str, bytes] = {}
    odd: list[str] = []
    wanted = [prefix + folder for folder in FOLDERS]
    for line in _asked(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted).split(b"\0"):
        head, tab, name = line.partition(b"\t")
        if not tab:
            continue
        path = name.decode("utf-8", "replace").removeprefix(prefix)
        if any(is_ignored(part) for part in path.split("/")):
            continue
        mode, _, identifier = head.split()
        if mode in ORDINARY and path.isprintable():
            found[path] = identifier
        else:
            odd.append(ascii(path)[1:-1] if not path.isprintable() else path)
    return found, odd


def _contents(root: Path, identifiers: list[bytes]) -> list[bytes]:
    """The bytes of each object, in one question to git."""
    told = _asked(root, "cat-file", "--batch", told=b"".join(i + b"\n" for i in identifiers))
    contents: list[bytes] = []
    at = 0
    for _ in identifiers:
        end = told.index(b"\n", at)
        head = told[at:end].split()
        if len(head) != 3:
            raise Empechement(
                "cet état n'est pas entier dans cette copie du dépôt : complétez-la (git fetch --unshallow)."
            )
        size = int(head[2])
        contents.append(told[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


def _asked(root: Path, *words: str, told: bytes = b"") -> bytes:
    status, answer = _git(root, *words, told=told)
    if status:
        raise Empechement(f"git n'a pas pu lire le dépôt (git {words[0]}).")
    return answer


def _git(root: Path, *words: str, told: bytes = b"") -> tuple[int, bytes]:
    try:
        return answer_of(["git", *words], told, root)
    except FileNotFoundError as error:
        raise Empechement("git n'est pas installé : installez-le (paquet Debian git).") from error
