"""``mettre-a-jour``: bring a project to the version of the software, and leave what a CPTS changed as she changed it.

A file that was laid by any version and not changed since is replaced; one that was changed stays, and the new one is laid
beside it.  Texts, statutes, workbook and data are hers: they are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline import __version__
from pipeline.assemble.changements.phrases import en_mots
from pipeline.commands.empreintes import (
    hash_of_plain,
    known,
    own_value,
    with_its_own,
    with_version,
)
from pipeline.commands.environnement import CHECKOUT, is_checkout
from pipeline.commands.ligne import Demande
from pipeline.commands.poses import (
    JOURNAL,
    RECIPES,
    ROOT,
    RUN_BY_A_DOUBLE_CLICK,
    VERSION,
    WAY,
    is_written_anew,
    laid,
)
from pipeline.compare.documents import of_template
from pipeline.depot import kept_by_git
from pipeline.disk import Empechement, let_run, move, read_source, remove, replace_all
from pipeline.model.changement import ALLURE
from pipeline.model.files import SETS
from pipeline.model.motif import motif
from pipeline.read.archive import Refusal
from pipeline.read.contenu_word import read_contenu

MAKEFILE, README = "Makefile", "README.md"
NUMBER = motif(r"\d+(?:\.\d+)*")
SHOWN = 12
"""How many lines of the journal of one version are printed, the rest is in the journal itself; and how many settings of
styles of a template."""


class Sort(Enum):
    """What becomes of a file, in the order and the words in which it is told."""

    REMPLACE = "Remplacés, car vous ne les aviez pas changés"
    AJOUTE = "Ajoutés"
    RETIRE = "Retirés, car le logiciel ne s'en sert plus"
    A_COTE = "Laissés, car vous les avez changés ; le nouveau est à côté"
    RANGE = "Retirés, car votre fichier est maintenant le même"
    ATTEND = "Attendent à côté des vôtres, comme la dernière fois"


class Geste(NamedTuple):
    """``path`` is that of the file of the project, ``data`` what is written there, or beside it."""

    sort: Sort
    path: str
    data: bytes = b""
    avant: bytes = b""


def execute(demande: Demande) -> int:
    root = demande.root
    if is_checkout() and root.resolve() == CHECKOUT.resolve():
        raise Empechement(
            "ce dossier est celui du logiciel lui-même : « git pull » le met à jour. "
            "Pour un projet rangé ailleurs : make mettre-a-jour PROJET=../ma-cpts"
        )
    version = version_of(root)
    _refuse_a_newer(version)
    new = laid(root, _own(root, MAKEFILE, WAY))
    gestes = list(_gestes(root, new, version))
    for geste in sorted(gestes, key=lambda one: one.path == MAKEFILE):
        _do(root, geste)  # the Makefile last: until then, the version noted is the old one
    print("\n".join(_told(gestes, version)))
    return 0


def version_of(root: Path) -> str:
    """The version that the project says it is at, empty where it does not say."""
    return _own(root, MAKEFILE, VERSION) or _own(root, README, VERSION) or ""


def _own(root: Path, path: str, word: str) -> str | None:
    data = read_source(root, path)
    return own_value(path, data, word) if data is not None else None


def _refuse_a_newer(version: str) -> None:
    if rank(version) > rank(__version__):
        raise Empechement(
            f"ce projet est à la version {version} de projet-sante, et ce logiciel à la version {__version__}, plus ancienne : "
            "mettez d'abord le logiciel à jour (pipx upgrade projet-sante, ou git pull dans son dossier). "
            "Rien n'a été changé."
        )


def rank(version: str) -> tuple[int, ...]:
    """A version in its order among others; before all others, what is no version.

    >>> rank("0.9.1") < rank("0.10"), rank("") < rank("0.0.1")
    (True, True)
    """
    return tuple(map(int, version.split("."))) if NUMBER.fullmatch(version) else ()


# --- what becomes of each file ------------------------------------------------------------------------------------------


def _gestes(root: Path, new: Mapping[str, bytes], version: str) -> Iterator[Geste]:
    laid_before, kept = known(), kept_by_git(root)
    for path, data in new.items():
        old = read_source(root, path)
        if old is None:
            if _is_to_add(root, path):
                yield Geste(Sort.AJOUTE, path, data)
            continue
        ours = with_its_own(path, data, old)
        replaceable = hash_of_plain(path, old) in laid_before.get(path, ()) or (
            is_written_anew(path) and path in kept
        )
        yield from _of_one(root, path, old, ours, replaceable)
    for path in laid_before.keys() - new.keys():
        old = read_source(root, path)
        if old is not None and hash_of_plain(path, old) in laid_before[path]:
            yield Geste(Sort.RETIRE, path)


def _is_to_add(root: Path, path: str) -> bool:
    """A recipe, a set of templates or the settings of an editor that are not there were taken away."""
    if (root / path).is_symlink() or path in RECIPES.values():
        return False
    return path in ROOT.values() or (root / path).parent.is_dir() or path.startswith("docs/")


def _of_one(root: Path, path: str, old: bytes, new: bytes, replaceable: bool) -> Iterator[Geste]:
    waiting = read_source(root, beside(path))
    if _same(old, new):
        if waiting is not None and (waiting == new or replaceable):
            yield Geste(Sort.RANGE, beside(path))
    elif replaceable:
        yield Geste(Sort.REMPLACE, path, new, old)
    elif waiting == new:
        yield Geste(Sort.ATTEND, path)
    else:
        yield Geste(Sort.A_COTE, path, new, old)


def _same(old: bytes, new: bytes) -> bool:
    return old == new or old.replace(b"\r\n", b"\n") == new.replace(b"\r\n", b"\n")


def beside(path: str) -> str:
    """Where the new file waits: under a name that Word opens, and that neither make nor a forge takes for its own.

    >>> beside("templates/docx/acte.docx"), beside(".github/workflows/projet-sante.yml")
    ('templates/docx/acte.nouveau.docx', '.github/workflows/projet-sante.yml.nouveau')
    """
    if path.endswith(".docx"):
        return f"{path.removesuffix('.docx')}.nouveau.docx"
    return f"{path}.nouveau"


def _do(root: Path, geste: Geste) -> None:
    path = root / geste.path
    if geste.sort in (Sort.REMPLACE, Sort.AJOUTE):
        _write(path, geste.data)
    elif geste.sort in (Sort.RETIRE, Sort.RANGE):
        remove(path)
    elif geste.sort is Sort.A_COTE:
        new = root / beside(geste.path)
        if new.exists() and geste.path.endswith(".docx"):
            move(new, "ancien")  # someone may have begun to work on it
        _write(new, geste.data)
        kept = with_version(geste.path, geste.avant, __version__)
        if geste.path in (MAKEFILE, README) and kept != geste.avant:
            _write(path, kept)


def _write(path: Path, data: bytes) -> None:
    replace_all(path.parent, {path.name: data}, ".tmp-")
    if path.name in RUN_BY_A_DOUBLE_CLICK:
        let_run(path)


# --- what is said ---------------------------------------------------------------------------------------------------------


def _told(gestes: list[Geste], version: str) -> Iterator[str]:
    done = [geste for geste in gestes if geste.sort is not Sort.ATTEND]
    yield _summary(bool(done), version)
    for sort in Sort:
        of_this_sort = [geste for geste in gestes if geste.sort is sort]
        if of_this_sort:
            yield f"\n{sort.value} :"
            for geste in of_this_sort:
                yield from _line(geste)
    if done:
        yield from _what_follows(version, any(one.sort is Sort.A_COTE for one in done))


def _summary(done: bool, version: str) -> str:
    if not done:
        return f"Rien à faire : le projet est à la version {__version__}."
    if rank(version) == rank(__version__):
        return f"Le projet est à la version {__version__}, et a maintenant tout ce qu'elle apporte."
    before = version or "d'avant (elle n'était pas notée)"
    return f"Le projet passe de la version {before} à la version {__version__}."


def _line(geste: Geste) -> Iterator[str]:
    if geste.sort in (Sort.A_COTE, Sort.ATTEND):
        yield f"  {geste.path} ({PurePosixPath(beside(geste.path)).name})"
    else:
        yield f"  {geste.path}"
    if geste.path.startswith(SETS) and geste.path.endswith(".docx") and geste.avant:
        yield from (f"    {said}" for said in _in_words(geste))


def _in_words(geste: Geste) -> Iterator[str]:
    """What the new template has that the one of the project has not, and the contrary.

    Settings of styles are counted where ours replaced ours: a version may touch forty of them in each template.  Where
    she must choose, she reads the first ones.
    """
    old, new = read_contenu(geste.avant), read_contenu(geste.data)
    if isinstance(old, Refusal) or isinstance(new, Refusal):
        yield "le vôtre ne peut pas être lu"
        return
    name = geste.path.removeprefix(SETS)
    changes = list(of_template(name, old, new, ()))
    looks = [change for change in changes if change.sujet == ALLURE]
    shown = looks[:SHOWN] if geste.sort is Sort.A_COTE else []
    for change in (*(one for one in changes if one.sujet != ALLURE), *shown):
        yield en_mots(change).removeprefix(f"Gabarit {name} : ")
    if looks[len(shown) :]:
        yield _settings(len(looks) - len(shown), bool(shown))


def _settings(count: int, others: bool) -> str:
    """How many settings of styles are not told one by one.

    >>> _settings(1, False), _settings(28, True)
    ("1 réglage d'allure (tailles, espaces, couleurs)", "28 autres réglages d'allure (tailles, espaces, couleurs)")
    """
    noun = "réglages" if count > 1 else "réglage"
    other = ("autres " if count > 1 else "autre ") if others else ""
    return f"{count} {other}{noun} d'allure (tailles, espaces, couleurs)"


def _what_follows(version: str, some_beside: bool) -> Iterator[str]:
    yield from _journal(version)
    yield ""
    if some_beside:
        yield "Pour prendre un nouveau fichier, mettez-le à la place du vôtre ; sinon effacez-le, il ne sert à rien d'autre."
    yield "Les textes, les statuts et le classeur ne sont jamais touchés ; « make ecarts-statuts » compare les statuts au modèle."
    yield 'Vérifiez (make check), relisez (git diff), puis gardez l\'état : git add -A, git commit -m "Mise à jour".'


def _journal(version: str) -> Iterator[str]:
    """The lines of the journal for the versions that come after that of the project."""
    from pipeline.commands.poses import guides

    for part in guides()[JOURNAL].split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        number = title.partition(" ")[0]
        if not rank(version) or not rank(version) < rank(number) <= rank(__version__):
            continue
        lines = [line for line in body.splitlines() if line.startswith("- ")]
        yield f"\nCe que la version {title} apporte :"
        yield from (f"  {line}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  … et {len(lines) - SHOWN} autres lignes dans {JOURNAL}"
