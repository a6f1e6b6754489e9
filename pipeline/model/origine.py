"""The mark that each block of a built document bears of its source: where it comes from, and nothing that can be read.

A mark depends on the name of the file, on the headings (or the keys) above the block and on its rank under the last of
them: no line, no commit, no date.  So a change elsewhere changes no mark, and the same sources give the same marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

PREFIXE = "_ps"
"""Word does not list a bookmark whose name begins with ``_``; no other of ours begins so."""

LETTRES = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
"""Consonants: what a mark is made of is no word, no number and no name that anyone could take for one."""

MARQUE = motif(rf"({PREFIXE}[b-t]{{12}})([0-9]+)(?:_[0-9]+)?")
"""A mark: its section, its rank in there, then the copy where a document prints a source several times.

What programs put after a name to keep it the only one (« Copy 1 », « _2 ») is passed over.
"""

TITRE = motif(r"(#{1,6})\s+(.*?)\s*#*\s*$")
CLOTURE = motif(r"\s*(```|~~~)")
DEBUT = motif(r"\s*(?:[-*+] |[0-9]{1,9}[.)] |\||>|: |\[\^[^\]]*\]:)")
"""A line that begins a block even right under another: an item, a row, a definition, a note."""

CLE = motif(r"(\s*)(- )?([^\s#:'\"][^:]*):(?:\s|$)")


@lru_cache(maxsize=256)
def marques_de(path: str, text: str) -> Mapping[int, str]:
    """Line → the mark of the block that it belongs to, for each line that is not blank."""
    lines = text.splitlines()
    if path.endswith(".md"):
        body = _debut_du_corps(lines)
        places = [*_par_cle(lines[:body], 1), *_par_titre(lines[body:], body + 1)]
    elif path.endswith(".csv"):
        places = list(_par_premiere_case(lines))
    else:
        places = list(_par_cle(lines, 1))
    sections = {where: _empreinte(path, where) for _line, where, _rank in places}
    return {line: f"{sections[where]}{rank}" for line, where, rank in places}


def section_et_rang(name: str) -> tuple[str, int] | None:
    """The section and the rank that a bookmark tells of; None when it is not ours."""
    match = MARQUE.match(name)
    return (match[1], int(match[2])) if match else None


def _empreinte(path: str, where: tuple[str, ...]) -> str:
    told = "\0".join((path, *where)).encode()
    return PREFIXE + blake2b(told, digest_size=6).hexdigest().translate(LETTRES)


def _debut_du_corps(lines: Sequence[str]) -> int:
    """How many lines the front matter takes, its marks included."""
    if not lines or lines[0].strip() != "---":
        return 0
    ends = (rank for rank, line in enumerate(lines[1:], 2) if line.strip() == "---")
    return next(ends, 0)


Place = tuple[int, tuple[str, ...], int]
"""A line, what stands above it, and its rank in there."""


def _par_titre(lines: Sequence[str], first: int) -> Iterator[Place]:
    above: list[tuple[int, str]] = []
    met: dict[tuple[str, ...], int] = {}
    where: tuple[str, ...] = ()
    rank, fence, begins = 0, "", True
    for number, line in enumerate(lines, first):
        heading = TITRE.match(line) if line[:1] == "#" and not fence else None
        if heading is not None:
            level = len(heading[1])
            above = [*(one for one in above if one[0] < level), (level, fold(heading[2]))]
            where = _une_fois(tuple(words for _level, words in above), met)
            rank = 0
            yield number, where, 0
        elif line.strip():
            opens = not fence and (begins or DEBUT.match(line) is not None)
            rank += opens
            yield number, where, rank
        fence = _fence_after(line, fence)
        begins = heading is not None or not line.strip()


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open once the line is read, the same as ``fence`` where the line neither opens nor closes it."""
    mark = CLOTURE.match(line)
    if mark is None:
        return fence
    return "" if fence == mark[1] else fence or mark[1]


def _par_cle(lines: Sequence[str], first: int) -> Iterator[Place]:
    """Lines of YAML, each under the keys that hold it."""
    above: list[tuple[int, str]] = []
    met: dict[tuple[str, ...], int] = {}
    where: tuple[str, ...] = ()
    rank = 0
    for number, line in enumerate(lines, first):
        key = CLE.match(line)
        if key is not None:
            depth = len(key[1]) + len(key[2] or "")
            above = [*(one for one in above if one[0] < depth), (depth, key[3])]
            where = _une_fois(tuple(words for _depth, words in above), met)
            rank = 0
        elif line.strip():
            rank += 1
        if line.strip():
            yield number, where, rank


def _par_premiere_case(lines: Sequence[str]) -> Iterator[Place]:
    met: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _une_fois((line.split(";", 1)[0].strip(),), met), 0


def _une_fois(where: tuple[str, ...], met: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    """The same place, told apart from those of the same name before it."""
    met[where] = met.get(where, 0) + 1
    return where if met[where] == 1 else (*where, str(met[where]))
