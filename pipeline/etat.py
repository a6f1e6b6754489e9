"""What the last build read and wrote, so that a run with nothing to do does nothing and no hand-made change is lost.

Standard library only.  Everything is decided by content hashes, never by dates of files.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.disk import (
    FOLDERS,
    PACKAGE,
    Empechement,
    hash_of,
    hashes_under,
    is_followed,
    move,
    open_marks,
    read_text,
    remove,
    remove_matching,
    replace_all,
    write_text,
)
from pipeline.model.files import BUILD, CHARTE, SETS
from pipeline.programs import answer_of

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model.longueur import Longueur

STATE = ".etat.json"
LOCK = ".verrou"
TEMPORARY = ".tmp-"
SOUND_TEMPLATES = ".gabarits"
READINGS = ".lectures"
SAID = ".constats"
SILENCES = ".silences"
MOST_SILENCES = 20_000
PAGES = ".pages.json"
PICTURES = ".images"
LIVRABLES = "content/livrables.yaml"
PROJET = "content/projet.yaml"
SIGNED = "version_signee:"
MOST_PAGES = 100_000
INSPECTORS = ("read", "write", "model")
"""Our own code that decides whether a template can be used, and what a text says."""

LIBRARIES = "../requirements.lock"
PAINTERS = ("programs.py", "model/dessin.py", LIBRARIES)
"""What a picture depends on beside its drawing and the fonts: our code that paints, and the version of the painter."""


class Fresh(NamedTuple):
    """A build that needs nothing: the names of its documents, how many warnings it had, and whether it left contents
    without the page numbers that LibreOffice would have told."""

    documents: tuple[str, ...]
    warnings: int
    sans_pages: bool


def fingerprint(root: Path) -> str:
    """One hash of all that a document depends on: sources, templates, code, reference data and lock file."""
    digest = hashlib.sha256()
    for base, folder in [(root, folder) for folder in FOLDERS] + [(PACKAGE, "")]:
        for path, value in hashes_under(base, folder):
            digest.update(f"{path}\0{value}\n".encode(errors="surrogateescape"))
    digest.update(hash_of(PACKAGE.parent / "requirements.lock").encode())
    digest.update(_signed(root))
    return digest.hexdigest()


def _signed(root: Path) -> bytes:
    """The commit that the version signed names today, for a tag may move; empty for a project that names none."""
    line = next(
        (one for one in read_text(root / PROJET).splitlines() if one.startswith(SIGNED)), ""
    )
    version = line.removeprefix(SIGNED).partition("#")[0].strip(" \t\"'")
    if not version:
        return b""
    try:
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{version}^{{commit}}")
        return answer_of(["git", *words], folder=root)[1]
    except OSError:
        return b""


def remember_templates(root: Path, files: Mapping[str, bytes]) -> None:
    """These templates were just found sound: until they change, or our code does, a check need not inspect them."""
    write_text(root / BUILD / SOUND_TEMPLATES, _templates(files))


def knows_templates(root: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the last build found these very templates sound, for these very livrables, with this very code."""
    remembered = read_text(root / BUILD / SOUND_TEMPLATES)
    return bool(remembered) and remembered == _templates(files)


def _templates(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.startswith(SETS) or path in (LIVRABLES, CHARTE):
            digest.update(
                f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode(
                    errors="surrogateescape"
                )
            )
    digest.update(_readers().encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _readers() -> str:
    """One hash of our own code that reads, and of the versions of the libraries that it reads with."""
    digest = hashlib.sha256(hash_of(PACKAGE / LIBRARIES).encode())
    for folder in INSPECTORS:
        for path, value in hashes_under(PACKAGE, folder):
            if path.endswith(".py"):
                digest.update(f"{path}\0{value}\n".encode())
    return digest.hexdigest()


def readings(root: Path) -> tuple[str, str]:
    """The texts that earlier runs parsed, as they were kept, and what seals them."""
    return read_text(root / BUILD / READINGS), _seal(root, _readers())


def _seal(root: Path, code: str) -> str:
    """Words that are in no file: our code that makes what is kept, and this very folder on this very disk.

    What another machine made, or whoever sent the folder, cannot be sealed with them: it is read again.
    """
    try:
        folder = (root / BUILD).stat()
    except OSError:
        return ""
    return f"{code}\0{root.absolute()}\0{folder.st_dev}\0{folder.st_ino}"


def remember_readings(root: Path, to_text: Callable[[str], str]) -> None:
    """Keep the texts parsed, for the next run, where something was built before; a check leaves no other trace."""
    if (root / BUILD).is_dir():
        with contextlib.suppress(Empechement):
            write_text(root / BUILD / READINGS, to_text(_seal(root, _readers())))


def known_silences(root: Path) -> frozenset[str]:
    """The marks of the texts in which earlier runs found no private detail; none when they were changed in any way."""
    head, _, body = read_text(root / BUILD / SILENCES).partition("\n")
    if not head or head != _hash_with(_seal(root, _readers()), body):
        return frozenset()
    return frozenset(body.split())


def remember_silences(root: Path, known: Set[str], found: Set[str]) -> None:
    """Keep the marks of this run with those of before, as long as they are not too many; a check before any build
    leaves no trace."""
    if found <= known or not (root / BUILD).is_dir():
        return
    kept = known | found
    body = "\n".join(sorted(kept if len(kept) <= MOST_SILENCES else found))
    with contextlib.suppress(Empechement):
        sealed = _hash_with(_seal(root, _readers()), body)
        write_text(root / BUILD / SILENCES, f"{sealed}\n{body}")


# --- what was said ------------------------------------------------------------------------------------------------


def what_decides(root: Path, today: date) -> str:
    """One hash of all that the findings of a project depend on: what its documents do, the day, the workbooks held
    open, and what git keeps."""
    digest = hashlib.sha256(f"{fingerprint(root)}\n{today.isoformat()}\n".encode())
    for name, owner in open_marks(root):
        digest.update(f"{name}\0{owner!r}\n".encode(errors="surrogateescape"))
    digest.update(_kept_by_git(root))
    return digest.hexdigest()


def _kept_by_git(root: Path) -> bytes:
    """The present commit and the index: with the files of the folder, all that is asked of git."""
    if not is_followed(root):
        return b""
    try:
        words = ("git", "rev-parse", "--git-path", "index", "HEAD")
        told = answer_of(words, folder=root)[1]
    except OSError:
        return b""
    index = told.partition(b"\n")[0].decode(errors="surrogateescape")
    return told + hash_of(root / index).encode()


def known_findings(root: Path, decides: str) -> list[Any] | None:
    """What the last check said, as it was kept; None where anything that decides it has changed."""
    head, _, body = read_text(root / BUILD / SAID).partition("\n")
    if not head or head != _hash_with(_seal(root, decides), body):
        return None
    found: list[Any] = json.loads(body)
    return found


def remember_findings(root: Path, decides: str, findings: Sequence[Any]) -> None:
    """Keep what a check said, for the next one, where something was built before; a check leaves no other trace."""
    if (root / BUILD).is_dir():
        body = json.dumps(findings)
        with contextlib.suppress(Empechement):
            sealed = _hash_with(_seal(root, decides), body)
            write_text(root / BUILD / SAID, f"{sealed}\n{body}")


# --- pictures and pages -------------------------------------------------------------------------------------------


def known_pictures(root: Path) -> dict[str, bytes]:
    """What earlier builds painted, by the hash of the drawing; nothing when it was changed in any way."""
    head, _, body = read_text(root / BUILD / PICTURES).partition("\n")
    if not head or head != _hash_with(_seal(root, _painters()), body):
        return {}
    import base64  # not above: « nothing changed » must not wait for it

    return {key: base64.b64decode(png) for key, png in json.loads(body).items()}


def remember_pictures(root: Path, pictures: Mapping[str, bytes]) -> None:
    """Keep the pictures of this build for the next one."""
    import base64

    body = json.dumps({key: base64.b64encode(png).decode() for key, png in pictures.items()})
    with contextlib.suppress(Empechement):
        sealed = _hash_with(_seal(root, _painters()), body)
        write_text(root / BUILD / PICTURES, f"{sealed}\n{body}")


def _painters() -> str:
    """One hash of all that paints: our code, the fonts, and the versions of the libraries."""
    files = [(path, hash_of(PACKAGE / path)) for path in PAINTERS]
    fonts = hashes_under(PACKAGE, "reference/polices")
    return hashlib.sha256(repr([*files, *fonts]).encode()).hexdigest()


def _hash_with(seal: str, body: str) -> str:
    return hashlib.sha256(f"{seal}\n{body}".encode()).hexdigest()


class Pages(NamedTuple):
    """The pages that the lines of a document's contents lead to, the hash of the document that was laid out, and how
    long it came out."""

    document: str
    pages: Mapping[str, int]
    longueur: Longueur


def known_pages(root: Path) -> dict[str, Pages]:
    """What earlier layouts told, by document; what ``remember_pages`` would not have written is passed over."""
    try:
        kept = json.loads(read_text(root / BUILD / PAGES) or "{}")
    except (ValueError, RecursionError):
        return {}
    found = (
        {name: _pages(told) for name, told in kept.items() if _is_ours(name)}
        if isinstance(kept, dict)
        else {}
    )
    return {name: told for name, told in found.items() if told is not None}


def _pages(told: object) -> Pages | None:
    kept = told if isinstance(told, dict) else {}
    document, pages, longueur = (kept.get(key) for key in ("document", "pages", "longueur"))
    if not isinstance(document, str) or not isinstance(pages, dict):
        return None
    length = _length(longueur)
    if length is None or not all(map(_is_a_page, pages.values())):
        return None
    return Pages(document, pages, length)


def _length(kept: object) -> Longueur | None:
    from pipeline.model.longueur import (  # a build that does nothing needs neither
        Longueur,
        TitrePose,
    )

    if not isinstance(kept, list) or len(kept) != 2:
        return None
    total, titres = kept
    if not _is_a_page(total) or not isinstance(titres, list) or not all(map(_is_a_title, titres)):
        return None
    return Longueur(total, tuple(TitrePose(*one) for one in titres))


def _is_a_title(kept: object) -> bool:
    if not isinstance(kept, list) or len(kept) != 3:
        return False
    niveau, titre, page = kept
    return _is_a_page(niveau) and isinstance(titre, str) and _is_a_page(page)


def _is_a_page(value: object) -> bool:
    return type(value) is int and 0 <= value < MOST_PAGES


def remember_pages(root: Path, known: Mapping[str, Pages]) -> None:
    kept = {
        name: {
            "document": told.document,
            "pages": dict(told.pages),
            "longueur": told.longueur,
        }
        for name, told in known.items()
    }
    write_text(root / BUILD / PAGES, json.dumps(kept, indent=1, sort_keys=True))


def up_to_date(root: Path) -> Fresh | None:
    """The last build, if it was whole and neither its sources nor its documents changed since."""
    state = _load(root)
    names = state.get("attendus", [])
    written = state.get("livrables", {})
    if not names or not state.get("entrees") or set(names) != set(written):
        return None
    if any(hash_of(root / BUILD / name) != written[name] for name in names):
        return None
    if fingerprint(root) != state["entrees"]:
        return None
    return Fresh(tuple(names), int(state.get("avertissements", 0)), bool(state.get("sans_pages")))


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Alone in ``build/`` for the time of a build; a lock left by a dead process is taken over.

    The lock stays open: on Windows that is what holds it.
    """
    path = root / BUILD / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            from pipeline.systeme import is_held

            owner = read_text(path).strip()
            if is_held(path, owner):
                advice = "si ce n'est pas le cas, effacez build/.verrou"
                raise Empechement(
                    f"une autre construction est en cours (processus {owner}) ; {advice}."
                ) from None
            remove(path)
    else:
        raise Empechement("build/ est verrouillé par une autre construction : recommencez.")
    try:
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
        remove(path)


def publish(
    root: Path,
    outputs: Mapping[str, bytes],
    entrees: str,
    expected: Sequence[str],
    warnings: int,
    sans_pages: Collection[str] = (),
) -> list[tuple[str, str]]:
    """Write the documents as one set; answer with those that someone had edited, and the names they are kept under.

    ``entrees`` is the fingerprint of a sound build, empty for a brouillon; ``sans_pages`` are the documents that still
    lack page numbers.  Hashes of what is about to be written are
    noted first: after a crash in the middle, the next build still knows its own files from those edited by hand.
    """
    folder = root / BUILD
    remove_matching(folder, TEMPORARY)
    state = _load(root)
    new = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    _save(root, {**state, "en_cours": new})
    kept = _set_aside(folder, new, _known(state))
    replace_all(folder, outputs, TEMPORARY)
    written = {**state.get("livrables", {}), **new}
    _remove_unexpected(folder, written, expected)
    whole = set(expected) <= set(new)
    same = state.get("entrees") == entrees
    still_lacking = {*sans_pages, *(set(state.get("sans_pages", ())) - set(new))}
    _save(
        root,
        {
            "attendus": list(expected),
            "entrees": entrees if whole or same else "",
            "livrables": written,
            "avertissements": warnings,
            "sans_pages": sorted(still_lacking & set(written)),
        },
    )
    return kept


def _set_aside(
    folder: Path, new: Mapping[str, str], known: Mapping[str, Collection[str]]
) -> list[tuple[str, str]]:
    """Documents that someone edited since we wrote them: moved, each with the name it is kept under."""
    kept: list[tuple[str, str]] = []
    for name, value in new.items():
        present = hash_of(folder / name)
        if present and present != value and present not in known.get(name, ()):
            kept.append((name, move(folder / name, "modifié")))
    return kept


def _remove_unexpected(folder: Path, written: dict[str, str], expected: Collection[str]) -> None:
    """Forget the documents that are no longer asked for, and remove those that are still as we wrote them."""
    for name in [name for name in written if name not in expected]:
        if hash_of(folder / name) == written.pop(name):
            remove(folder / name)


def _known(state: Mapping[str, Any]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for part in ("livrables", "en_cours"):
        for name, value in state.get(part, {}).items():
            known.setdefault(name, set()).add(value)
    return known


def _load(root: Path) -> dict[str, Any]:
    """The state, with nothing in it but what ``_save`` may have written: plain file names and texts."""
    try:
        state = json.loads(read_text(root / BUILD / STATE) or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(state, dict):
        return {}
    entrees, warnings = state.get("entrees"), state.get("avertissements")
    return {
        "attendus": _names(state.get("attendus")),
        "entrees": entrees if isinstance(entrees, str) else "",
        "avertissements": warnings if isinstance(warnings, int) else 0,
        "sans_pages": _names(state.get("sans_pages")),
        "livrables": _hashes(state.get("livrables")),
        "en_cours": _hashes(state.get("en_cours")),
    }


def _names(stored: object) -> list[str]:
    """The plain names of our documents in a list read from the disk, which may be anything."""
    return [name for name in stored if _is_ours(name)] if isinstance(stored, list) else []


def _hashes(part: object) -> dict[str, str]:
    pairs = part.items() if isinstance(part, dict) else ()
    return {name: value for name, value in pairs if _is_ours(name) and isinstance(value, str)}


def _is_ours(name: object) -> bool:
    """Whether a name is that of a document in ``build/``, and of nothing elsewhere."""
    return isinstance(name, str) and re.fullmatch(r"[a-z0-9-]+\.(?:docx|ics)", name) is not None


def _save(root: Path, state: Mapping[str, Any]) -> None:
    write_text(
        root / BUILD / STATE, json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True)
    )
