"""The only module that opens the files of a project, and the only one that writes any."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.model.files import BUDGETS, CONTENT, PIECES, REFERENCE, SETS, Files

PACKAGE = Path(__file__).resolve().parent
FOLDERS = (CONTENT, BUDGETS, SETS)
IGNORED_NAMES = {"Thumbs.db", "desktop.ini"}
NEVER_READ = {"__pycache__", "nouveau-projet", "bagages", "forge"}
"""Folders of the package that no document depends on."""

DATA = (
    "*.csv",
    "communes.txt",
    "contours-communes.zip",
    "vocabulaire.txt",
    "contrat.yaml",
    "baremes/*.yaml",
)
"""Reference data, in the folder of that name."""

IGNORED_STARTS = (".", "~$")
OPEN_MARKS = ("~$", ".~lock.")
"""First letters of the files that Excel and LibreOffice put beside a workbook that they hold open."""


def read_project(root: Path) -> tuple[Files, tuple[str, ...]]:
    """The sources of a project with the reference data, and the paths that are not ordinary files.

    Links, pipes and the like are named and not followed: a source may not point outside the project.
    """
    files: dict[str, bytes] = {}
    odd: list[str] = []
    for folder in FOLDERS:
        _walk(root, root / folder, files, odd)
    return {**files, **reference_data()}, tuple(odd)


def reference_data() -> dict[str, bytes]:
    """The dated data that come with the software and that documents depend on."""
    base = PACKAGE / "reference"
    paths = sorted(path for pattern in DATA for path in base.glob(pattern))
    return {REFERENCE + path.relative_to(base).as_posix(): path.read_bytes() for path in paths}


def carried(name: str) -> Path:
    """A folder or file of the top of the repository: there in a checkout, inside the package where a wheel was installed."""
    inside = PACKAGE / "bagages"
    return (inside if inside.is_dir() else PACKAGE.parent) / name


def specimen() -> str:
    """The text that ``essayage`` prints in every template."""
    return (PACKAGE / "reference/essayage.md").read_text(encoding="utf-8")


def shell_of_pages() -> dict[str, str]:
    """The templates, the style and the scripts of the pages that a browser shows, by name."""
    base = PACKAGE / "reference/site"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(base.iterdir())}


def models_of_statutes() -> dict[str, bytes]:
    """Path under ``reference/statuts/`` → text: what ``statuts`` copies and ``ecarts-statuts`` compares with."""
    return files_under(PACKAGE / "reference/statuts")


def files_under(folder: Path) -> dict[str, bytes]:
    """Path under a folder of ours → content, in order, without what an editor or a system left there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_ignored(path.name)
    }


def is_ignored(name: str) -> bool:
    """What an editor or a system leaves in a folder, never a source."""
    return name in IGNORED_NAMES or name.startswith(IGNORED_STARTS)


def _walk(root: Path, folder: Path, files: dict[str, bytes], odd: list[str]) -> None:
    if folder.is_symlink():
        odd.append(folder.relative_to(root).as_posix())
        return
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        path = Path(entry.path)
        name = path.relative_to(root).as_posix()
        is_file = entry.is_file(follow_symlinks=False)
        if is_file and folder == root / BUDGETS and entry.name.startswith(OPEN_MARKS):
            files[name] = _owner(path)
        elif is_ignored(entry.name):
            continue
        elif entry.is_dir(follow_symlinks=False):
            _walk(root, path, files, odd)
        elif not entry.name.isprintable():
            odd.append(ascii(name)[1:-1])
        elif is_file:
            files[name] = b"" if name.startswith(PIECES) else path.read_bytes()
        else:
            odd.append(name)


def open_marks(root: Path) -> Iterator[tuple[str, bytes]]:
    """The marks of workbooks that somebody holds open, each with what it says of who; no document depends on them."""
    folder = root / BUDGETS
    for name in names_in(folder):
        if name.startswith(OPEN_MARKS):
            yield name, _owner(folder / name)


def is_followed(root: Path) -> bool:
    """Whether git follows a folder, by itself or with one above it."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _owner(path: Path) -> bytes:
    """What such a file says of who holds the workbook; nothing where the system keeps it closed."""
    try:
        return path.read_bytes()[:1000]
    except OSError:
        return b""


# --- hashes -------------------------------------------------------------------------------------------------------


def hash_of(path: Path | str) -> str:
    """SHA-256 of a file in hexadecimal, ``""`` when there is none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""


def hashes_under(base: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Path and hash of every file that may change a document, in a fixed order; links count by where they point.

    « Nothing changed » waits for this: hence names as plain strings, and what the listing of a folder already tells.
    """
    folder = folder.rstrip("/")
    try:
        entries = sorted(os.scandir(base / folder), key=lambda entry: entry.name)
    except OSError:
        return
    inside = f"{folder}/" if folder else ""
    for entry in entries:
        name = entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder or name in IGNORED_NAMES or name.startswith(IGNORED_STARTS):
            continue
        yield inside + name, "" if inside.startswith(PIECES) else _hash_of_entry(entry)
    for entry in entries:
        ours_unread = base is PACKAGE and entry.name in NEVER_READ
        if entry.is_dir(follow_symlinks=False) and not ours_unread:
            yield from hashes_under(base, inside + entry.name)


def _hash_of_entry(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return f"-> {os.readlink(entry)}"
    return hash_of(entry.path) if entry.is_file() else "?"


# --- writing ------------------------------------------------------------------------------------------------------


class Empechement(Exception):
    """Something outside the sources stands in the way (disk, rights, missing program); the message is in French."""


MOST_BYTES = 100_000_000
"""Of a file named on the command line; each reader has its own limit, lower and told with what to do."""


def read_text(path: Path) -> str:
    """The text of a small file of ours, ``""`` when there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that was named on the command line; a French sentence when it cannot be read.

    A device or a pipe may never end, nor may what it gives fit in memory.
    """
    try:
        size = path.stat().st_size
        if not (path.is_file() or path.is_dir()):
            raise Empechement(f"« {path} » n'est pas un fichier ordinaire : il n'est pas lu.")
        if size > MOST_BYTES:
            raise Empechement(f"« {path} » pèse plus de 100 Mo : il n'est pas lu.")
        return path.read_bytes()
    except OSError as error:
        raise Empechement(f"« {path} » ne peut pas être lu : {reason(error)}.") from error


def read_source(root: Path, path: str) -> bytes | None:
    """One file of a project, as ``read_project`` reads it; None where it would not, through a link above all."""
    steps = itertools.accumulate(Path(path).parts, Path, initial=root)
    if any(step.is_symlink() for step in itertools.islice(steps, 1, None)):
        return None
    found = root / path
    return found.read_bytes() if found.is_file() else None


def names_in(folder: Path) -> list[str]:
    """The names of what is in a folder of ours, in order; none when there is no such folder."""
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


TEMPORARY = ".tmp-"
"""How the name of a file begins that is not whole yet; the number of the process that writes it follows."""


def write_text(path: Path, text: str) -> None:
    replace_all(path.parent, {path.name: text.encode()}, TEMPORARY)


def replace_all(folder: Path, outputs: Mapping[str, bytes], temporary: str) -> None:
    """Write every file whole under a temporary name, then put them in place; a failure leaves the earlier ones."""
    written: list[Path] = []
    final = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder, temporary)
        for name, data in outputs.items():
            final = folder / name
            if final.exists():
                with open(final, "r+b"):
                    pass  # a document open in Word cannot be replaced: better known before any is
            written.append(folder / f"{temporary}{os.getpid()}-{name}")
            _write_whole(written[-1], data)
        for path, name in zip(written, outputs, strict=True):
            final = folder / name
            os.replace(path, final)
    except OSError as error:
        for path in written:
            remove(path)
        raise Empechement(_cannot_write(error, final)) from error


def replace_folder(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """A folder of ours that holds these files and nothing else: written whole beside the one before, then put in its
    place; a failure leaves the earlier one."""
    import shutil  # not above: « nothing changed » must not wait for it

    new, old = (
        folder.with_name(f"{TEMPORARY}{os.getpid()}-{word}-{folder.name}")
        for word in ("neuf", "ancien")
    )
    try:
        _put_back(folder)
        _remove_leftovers(folder.parent, TEMPORARY)
        for name, data in outputs.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            os.replace(old, folder)
        raise Empechement(_cannot_write(error, folder)) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _put_back(folder: Path) -> None:
    """A folder whose replacement was killed between taking away the earlier one and putting the new one in place."""
    if not folder.exists():
        for kept in folder.parent.glob(f"{TEMPORARY}*-ancien-*"):
            if kept.name.endswith(f"-ancien-{folder.name}"):
                os.replace(kept, folder)
                return


def _remove_leftovers(folder: Path, temporary: str) -> None:
    """What commands that were killed left in a folder; what another one is writing now stays."""
    from pipeline.systeme import may_be_running  # which imports this module

    for path in folder.glob(f"{temporary}*-*"):
        pid = path.name.removeprefix(temporary).partition("-")[0]
        if pid.isdecimal() and not may_be_running(int(pid)):
            _remove_whole(path)


def _remove_whole(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil  # not above: « nothing changed » must not wait for it

        shutil.rmtree(path, ignore_errors=True)
    else:
        remove(path)


def _write_whole(path: Path, data: bytes) -> None:
    with open(path, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _cannot_write(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOSPC:
        return f"plus de place sur le disque pour écrire {path.name} ; la version précédente est intacte."
    if isinstance(error, PermissionError):
        return f"{path.name} ne peut pas être remplacé : est-il ouvert dans Word ? Fermez-le et recommencez."
    if isinstance(error, FileExistsError):
        return f"{path} existe déjà : rien n'y a été écrit."
    return (
        f"{path.name} n'a pas pu être écrit ({reason(error)}) ; la version précédente est intacte."
    )


HELD_BY_ANOTHER = (32, 33)
"""What Windows answers of a file, or of a part of it, that another program keeps for itself."""


def reason(error: OSError) -> str:
    """The cause of a system error, in French."""
    if getattr(error, "winerror", None) in HELD_BY_ANOTHER:
        return "il est ouvert dans un autre programme (Word, Excel…) ; fermez-le et recommencez"
    known = {
        errno.EACCES: "accès refusé",
        errno.EPERM: "accès refusé",
        errno.EROFS: "disque en lecture seule",
        errno.ENOSPC: "plus de place sur le disque",
        errno.EISDIR: "un dossier porte ce nom",
        errno.EEXIST: "un fichier porte déjà ce nom",
        errno.ENOTDIR: "un fichier se trouve à la place d'un dossier",
        errno.ENOENT: "introuvable",
        errno.ENAMETOOLONG: "nom trop long",
    }
    number = f" n° {error.errno}" if error.errno else ""
    return known.get(error.errno or 0, f"erreur{number} du système")


def move(path: Path, word: str) -> str:
    """Give a file a name beside its own: « statuts (modifié).docx », « statuts (modifié 2).docx »…"""
    for rank in itertools.count(1):
        name = f"{path.stem} ({word}{'' if rank == 1 else f' {rank}'}){path.suffix}"
        if not (path.parent / name).exists():
            break
    try:
        os.replace(path, path.parent / name)
    except OSError as error:
        raise Empechement(_cannot_write(error, path)) from error
    return name


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def remove_matching(folder: Path, start: str) -> None:
    """Leftovers of builds that were killed."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name.startswith(start):
                _remove_whole(path)


def write_all_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that do not exist yet, making the folders that are missing on the way."""
    for path, data in files.items():
        write_new(folder / path, data)


def let_run(path: Path) -> None:
    """Say that a script may be started by a double click, where the system keeps such a thing."""
    path.chmod(path.stat().st_mode | 0o111)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet: whole, or not at all."""
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path.parent, TEMPORARY)
        _refuse_over(path)
        _write_whole(temporary, data)
        _put_as_new(temporary, path)
    except FileExistsError as error:
        raise Empechement(f"{path} existe déjà : rien n'y a été écrit.") from error
    except OSError as error:
        raise Empechement(_cannot_write(error, path)) from error
    finally:
        with contextlib.suppress(OSError):
            remove(temporary)


def _refuse_over(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)


def _put_as_new(written: Path, path: Path) -> None:
    """Give a file its name unless another has it; a disk that knows no second name for a file leaves a moment between
    asking and giving."""
    try:
        os.link(written, path)
    except FileExistsError:
        raise
    except OSError:
        _refuse_over(path)
        os.replace(written, path)
