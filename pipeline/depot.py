"""The sources of a project as git keeps them, through the same type as those of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.disk import FOLDERS, Empechement, is_ignored, reference_data
from pipeline.model.files import PIECES, REFERENCE, Files
from pipeline.model.langue.francais import phrases
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.revision import Signature
from pipeline.programs import answer_of

ORDINARY = (b"100644", b"100755")


def read_state(root: Path, ref: str, references: bool = False) -> tuple[Files, tuple[str, ...]]:
    """What ``disk.read_project`` answers, for a commit, branch or tag: the files, and the paths that are links.

    The working folder is not touched.  Reference data are those of the software that runs; with ``references``, those
    that the state holds itself take their place, so that an amount of the law is seen to change.
    """
    commit = commit_of(root, ref)
    prefix = prefix_of(root)
    known = reference_data()
    found, odd = _listed(root, commit, prefix, FOLDERS)
    if references:
        dated, _links = _listed(root, commit, prefix, (REFERENCE,))
        found.update({path: identifier for path, identifier in dated.items() if path in known})
    contents = _contents(root, list(found.values()))
    return {**known, **dict(zip(found, contents, strict=True))}, tuple(odd)


def default_ref(root: Path) -> str:
    """The last tag before the present state, else the last commit: what a summary starts from when nothing is said."""
    commit_of(root, "HEAD")
    status, told = git(root, "describe", "--tags", "--abbrev=0")
    return told.decode("utf-8", "replace").strip() if not status else "HEAD"


def changed_beside(root: Path, ref: str, other: str | None) -> tuple[str, ...]:
    """The files that differ between a state and another, or the working folder, and are no source of the project.

    Paths are those of the repository, which may hold more than the project.
    """
    commit = commit_of(root, ref)
    prefix = prefix_of(root)
    states = [commit, *([commit_of(root, other)] if other else [])]
    told = ask(
        root, "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z", *states, "--", ":/"
    )
    if other is None:
        told += ask(
            root, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"
        )
    names = sorted({name.decode("utf-8", "replace") for name in told.split(b"\0") if name})
    sources = tuple(prefix + folder for folder in FOLDERS)
    return tuple(
        name if name.isprintable() else ascii(name)[1:-1]
        for name in names
        if not name.startswith(sources)
    )


def commit_of(root: Path, ref: str) -> str:
    if not _is_followed(root):
        raise Empechement(
            f"« {root} » n'est pas suivi par git, ou git refuse de le lire : il n'a pas d'état antérieur."
        )
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if ref == "HEAD" and git(root, *words)[0]:
        raise Empechement("ce dépôt n'a encore aucun commit : il n'a pas d'état antérieur.")
    status, told = git(root, *words) if ref and "\0" not in ref else (1, b"")
    if status:
        names = ask(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
        hints = did_you_mean(ref, names.decode("utf-8", "replace").split())
        raise Empechement(
            f"git ne connaît pas l'état « {ref} ». {phrases(*hints, _partial(root))}".strip()
        )
    return told.decode().strip()


def kept_by_git(root: Path) -> frozenset[str]:
    """The files of a project, by their path in it, that git keeps exactly as they are: none without git."""
    try:
        status, listed = git(root, "ls-files", "-z")
        changed = ask(root, "ls-files", "-z", "--modified") if not status else b""
        staged = git(root, "diff", "--cached", "--name-only", "--relative", "-z")[1]
    except Empechement:
        return frozenset()
    apart = {*changed.split(b"\0"), *staged.split(b"\0")}
    return frozenset(
        one.decode("utf-8", "replace") for one in listed.split(b"\0") if one not in apart
    )


def _partial(root: Path) -> str:
    """What to do where the copy of the repository was cut short: the state may be in the whole one."""
    status, told = git(root, "rev-parse", "--is-shallow-repository")
    if status or told.strip() != b"true":
        return ""
    return "cette copie du dépôt ne va pas jusqu'au début : complétez-la (git fetch --unshallow --tags)."


def _is_followed(root: Path) -> bool:
    return git(root, "rev-parse", "--git-dir")[0] == 0


def _listed(
    root: Path, commit: str, prefix: str, folders: Sequence[str]
) -> tuple[dict[str, bytes], list[str]]:
    """Path from the project folder → object, for some of its folders; then what is no ordinary file."""
    found: dict[str, bytes] = {}
    odd: list[str] = []
    wanted = [prefix + folder for folder in folders]
    for line in ask(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted).split(b"\0"):
        head, tab, name = line.partition(b"\t")
        if not tab:
            continue
        path = name.decode("utf-8", "replace").removeprefix(prefix)
        if path.startswith(PIECES) or any(is_ignored(part) for part in path.split("/")):
            continue
        mode, _, identifier = head.split()
        if mode in ORDINARY and path.isprintable():
            found[path] = identifier
        else:
            odd.append(ascii(path)[1:-1] if not path.isprintable() else path)
    return found, odd


def _contents(root: Path, identifiers: list[bytes]) -> list[bytes]:
    """The bytes of each object, in one question to git."""
    told = ask(root, "cat-file", "--batch", told=b"".join(i + b"\n" for i in identifiers))
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


def prefix_of(root: Path) -> str:
    """The way from the top of the repository to the project, with its final ``/``; empty where they are one."""
    return ask(root, "rev-parse", "--show-prefix").rstrip(b"\n").decode("utf-8", "surrogateescape")


def ask(root: Path, *words: str, told: bytes = b"") -> bytes:
    status, answer = git(root, *words, told=told)
    if status:
        raise Empechement(f"git n'a pas pu lire le dépôt (git {words[0]}).")
    return answer


def git(root: Path, *words: str, told: bytes = b"") -> tuple[int, bytes]:
    try:
        return answer_of(["git", "--no-optional-locks", *words], told, root)
    except FileNotFoundError as error:
        from pipeline.systeme import GIT, pour_installer

        raise Empechement(f"git n'est pas installé : {pour_installer(GIT)}.") from error


def signatures(root: Path, ref: str, other: str | None) -> tuple[dict[str, Signature], Signature]:
    """Who changed each file last between two states, then who did last of all.

    What is in the folder and in no commit is signed by whoever works there, at the time of the last commit: a clock
    would make two redlines of the same states differ.
    """
    commit_of(root, ref)
    head = commit_of(root, other or "HEAD")
    here = git(root, "show", "--no-patch", "--format=%aI", head)[1].decode().strip()
    last = ask(root, "show", "--no-patch", "--format=%an", head).decode("utf-8", "replace").strip()
    by_path: dict[str, Signature] = {}
    latest = Signature(last, _of_word(here))
    told = ask(
        root,
        "-c",
        "core.quotePath=off",
        "log",
        "--format=%x1e%an%x1f%aI",
        "--name-only",
        "--relative",
        f"{ref}..{head}",
    ).decode("utf-8", "replace")
    for commit in told.split("\x1e")[1:]:
        author, *names = commit.splitlines()
        who, _, when = author.partition("\x1f")
        for name in filter(None, names):
            by_path.setdefault(_unquoted(name), Signature(who, _of_word(when)))
    if other is None:
        owner = git(root, "config", "user.name")[1].decode("utf-8", "replace").strip()
        mine = Signature(owner or last, latest.jour)
        changed = ask(root, "diff", "--name-only", "--relative", "-z", "HEAD")
        changed += ask(root, "ls-files", "--others", "--exclude-standard", "-z")
        names = [name.decode("utf-8", "replace") for name in changed.split(b"\0") if name]
        by_path.update(dict.fromkeys(names, mine))
        latest = mine if names else latest
    return by_path, latest


def _of_word(iso: str) -> str:
    """A date of git as Word keeps it: the hour of the author, whatever the zone."""
    return f"{iso[:19]}Z"


def _unquoted(name: str) -> str:
    return name.strip('"')
