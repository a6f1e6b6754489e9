"""The communes of France, looked up among the bytes of the reference file: only what is asked for is ever parsed.

``reference/decoupage.py`` writes that file and tells its form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import TypeVar

from pipeline.model.decoupage import CommuneLegale, Decoupage, name_key
from pipeline.model.motif import motif

T = TypeVar("T")
CODE = motif(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
ARRONDISSEMENT = 5
"""Length of the last field when it names the city of an arrondissement; an EPCI has nine figures."""

AT_MOST = 3


class _Fichier:
    """The four blocks of the file; the two long ones stay bytes."""

    def __init__(self, data: bytes) -> None:
        head, departements, self.epci, self.codes = data.split(b"\n\n")
        self.years = _fields(head)
        self.known: dict[str, str] = {}
        self.departements = {
            line.split(";")[0]: line.split(";")[1:] for line in departements.decode().split("\n")
        }

    def commune(self, code: str) -> CommuneLegale | None:
        """The commune or arrondissement of that code, None for a code that is no commune's."""
        line = _line(self.codes, code)
        if line is None:
            return None
        _, nom, population, parent = line
        if not population:
            return None
        ville = parent if len(parent) == ARRONDISSEMENT else ""
        if ville:
            parent = (_line(self.codes, ville) or ["", "", "", ""])[3]
        number = code[:3] if code.startswith("97") else code[:2]
        departement, region = self.departements.get(number, ("", number))
        annee = self.years.get(f"population {number}", self.years["population"])
        return CommuneLegale(
            code, nom, departement, region, self.name_of(parent), int(population), annee, ville
        )

    def name_of(self, epci: str) -> str:
        if epci not in self.known:
            self.known[epci] = (_line(self.epci, epci) or ["", ""])[1]
        return self.known[epci]

    def ancienne(self, code: str) -> tuple[str, CommuneLegale] | None:
        line = _line(self.codes, code)
        now = self.commune(line[3]) if line and not line[2] else None
        return (line[1], now) if line and now else None

    def names(self, start: str = "") -> Iterator[tuple[str, str]]:
        """Code and name of every commune whose code starts so."""
        first = 0 if not start else _first(self.codes, start.encode())
        for line in self.codes[first:].decode().split("\n"):
            if not line or not line.startswith(start):
                return
            code, nom, population, _ = line.split(";")
            if population:
                yield code, nom

    def of_address(self, address: str, near: Iterable[str]) -> CommuneLegale | None:
        """The commune that ends an address; of several of that name, the one of its postcode or of the territory."""
        found = ADRESSE.fullmatch(address.strip())
        if found is None:
            return None
        town = CEDEX.sub("", found[2] or found[3]).strip()
        codes = self._called(town) or self._local_ones_called(town)
        starts = (found[1],) if found[1] else tuple(near)
        likely = [code for code in codes if code.startswith(starts)] if starts else []
        kept = likely or codes
        return self.commune(kept[0]) if len(kept) == 1 else None

    def _local_ones_called(self, town: str) -> list[str]:
        """Codes in the départements whose communes are kept apart."""
        wanted = name_key(town)
        names = [named for start in LOCAUX for named in self.names(start)]
        return [code for code, nom in names if name_key(nom) == wanted]

    def _called(self, nom: str) -> list[str]:
        """The codes of the communes of exactly that name, found among the bytes."""
        wanted, found, start = f";{nom};".encode(), [], 0
        while nom and (start := self.codes.find(wanted, start)) >= 0:
            code = self.codes[self.codes.rfind(b"\n", 0, start) + 1 : start].decode()
            if ";" not in code and self.commune(code) is not None:
                found.append(code)
            start += len(wanted)
        return found

    def named(self, word: str, near: Iterable[str]) -> tuple[CommuneLegale, ...]:
        """The communes of that name; else, of the départements ``near``, those whose name looks like it."""
        starts, wanted = tuple(near), name_key(word)
        same = [code for code, nom in self.names() if name_key(nom) == wanted]
        same.sort(key=lambda code: not code.startswith(starts))
        if not same:
            known = {name_key(nom): code for start in starts for code, nom in self.names(start)}
            same = [
                known[name] for name in get_close_matches(wanted, known, n=AT_MOST, cutoff=0.75)
            ]
        found = [self.commune(code) for code in same[:AT_MOST]]
        return tuple(commune for commune in found if commune is not None)


ADRESSE = motif(r"(?:.*[\s,]|)([0-9]{2}) ?[0-9]{3}\s+(.+)|(?:.*,)?\s*(.+)", re.DOTALL)
"""The postcode, where there is one, then the town that ends an address."""

CEDEX = motif(r"\s+cedex\b.*", re.IGNORECASE)
LOCAUX = ("57", "67", "68")
"""The départements whose law of associations is their own: a name that is not found as typed is sought there again."""


def read_decoupage(
    data: bytes, asked: Iterable[str], entourees: Iterable[str] = (), siege: str = ""
) -> Decoupage:
    """What the file says of each code or word asked for; of ``entourees``, codes that nobody typed, the name only.

    ``siege`` is the address of the association.
    """
    fichier = _Fichier(data)
    words = tuple(dict.fromkeys(asked))
    codes = [word for word in words if CODE.fullmatch(word)]
    near = sorted({code[:2] for code in codes})
    others = [word for word in words if word not in codes and not word.isdecimal()]
    communes = _known(codes, fichier.commune)
    return Decoupage(
        fichier.years["decoupage"],
        fichier.years["population"],
        fichier.years["source"],
        communes,
        _known((code for code in codes if code not in communes), fichier.ancienne),
        _known(others, partial(fichier.named, near=near)),
        fichier.of_address(siege, near),
        {code: commune.nom for code in entourees if (commune := fichier.commune(code))},
    )


def _known(words: Iterable[str], answer: Callable[[str], T | None]) -> Mapping[str, T]:
    return {word: found for word in words if (found := answer(word))}


def _fields(block: bytes) -> dict[str, str]:
    return {
        name: value
        for name, _, value in (line.partition(";") for line in block.decode().split("\n"))
    }


def _line(block: bytes, code: str) -> list[str] | None:
    """The fields of the line that begins with this code."""
    wanted = code.encode() + b";"
    start = _first(block, wanted)
    if not code or not block.startswith(wanted, start):
        return None
    end = block.find(b"\n", start)
    return block[start : end if end >= 0 else len(block)].decode().split(";")


def _first(block: bytes, wanted: bytes) -> int:
    """Where the first line that is not before ``wanted`` begins, found by halves: the lines are in order."""
    low, high = 0, len(block)
    while low < high:
        middle = (low + high) // 2
        start = block.rfind(b"\n", 0, middle) + 1
        end = block.find(b"\n", start)
        if block[start : start + len(wanted)] < wanted:
            low = end + 1 if end >= 0 else len(block)
        else:
            high = start
    return low
