"""Rebuild ``communes.txt``, the communes of France, from the npm package ``@etalab/decoupage-administratif``.

Once a year, when a new version of the package is out::

    npm pack @etalab/decoupage-administratif
    python -m pipeline.reference.decoupage etalab-decoupage-administratif-6.0.0.tgz

The package (data under the Licence ouverte 2.0) brings together the code officiel géographique and the legal
populations of the Insee and the list of EPCI of the DGCL.  Which years a version holds is in its README only: add it
to ``MILLESIMES``.  Nothing of this is needed at run time, npm least of all.

The file is made to be looked up without being parsed: one line per code, in order of the codes, so that a search by
halves among its bytes finds a commune in some twenty comparisons.

- ``32013;Auch;22428;200066926``: a commune, its population, its EPCI (none on a few islands);
- ``75101;Paris 1er Arrondissement;15114;75056``: an arrondissement, and its city;
- ``32115;;;32083``: a code that is no commune's any more (commune déléguée, associée, absorbed or renumbered), and the
  commune that it is now part of.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.disk import PACKAGE, replace_all

FILE = "communes.txt"
ACTUELLE, ARRONDISSEMENT = "commune-actuelle", "arrondissement-municipal"
LEFT_OUT = ("984", "986", "987", "988", "989")
"""Territories that the accord does not cover and whose populations come from other counts."""


class Millesime(NamedTuple):
    """The years that a version of the package holds; ``ailleurs`` are départements counted in another year."""

    decoupage: str
    population: str
    ailleurs: Mapping[str, str]


MILLESIMES = {"6.0.0": Millesime("2026", "2023", {"976": "2017"})}


def rebuild(data: bytes) -> bytes:
    """The file from the package as npm downloads it."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:

        def read(name: str) -> Any:
            member = archive.extractfile(f"package/{name}")
            assert member is not None
            return json.loads(member.read())

        version = read("package.json")["version"]
        if version not in MILLESIMES:
            raise SystemExit(
                f"version {version} : ajoutez ses années à MILLESIMES, d'après son README."
            )
        tables = [read(f"data/{name}.json") for name in ("departements", "epci", "communes")]
    return compose(version, *tables)


def compose(
    version: str, departements: Iterable[Any], epci: Iterable[Any], communes: Iterable[Any]
) -> bytes:
    """Four blocks with an empty line between: years and source, départements, EPCI, communes, in order of codes."""
    years = MILLESIMES[version]
    head = [
        f"decoupage;{years.decoupage}",
        f"population;{years.population}",
        *(f"population {code};{year}" for code, year in sorted(years.ailleurs.items())),
        "source;Insee, populations légales",
        f"origine;@etalab/decoupage-administratif {version} (Insee, DGCL ; licence ouverte 2.0)",
    ]
    blocks = [
        head,
        sorted(f"{d['code']};{d['nom']};{d['region']}" for d in departements),
        sorted(f"{e['code']};{e['nom'].replace('Coeur', 'Cœur')}" for e in epci),
        _codes(communes, {member["code"]: e["code"] for e in epci for member in e["membres"]}),
    ]
    return "\n\n".join("\n".join(block) for block in blocks).encode() + b"\n"


def _codes(communes: Iterable[Any], epci: Mapping[str, str]) -> list[str]:
    """One line per code.  Of a code that occurs twice the commune is kept: the commune déléguée has no population."""
    lines: dict[str, str] = {}
    former: dict[str, str] = {}
    for entry in communes:
        code, kind = entry["code"], entry["type"]
        if entry["departement"] in LEFT_OUT:
            continue
        for old in entry.get("anciensCodes", ()):
            former[old] = f"{old};;;{code}"
        if kind == ACTUELLE:
            lines[code] = f"{code};{entry['nom']};{entry['population']};{epci.get(code, '')}"
        elif kind == ARRONDISSEMENT:
            lines[code] = f"{code};{entry['nom']};{entry['population']};{entry['commune']}"
        else:
            former[code] = f"{code};{entry['nom']};;{entry['chefLieu']}"
    return sorted({**former, **lines}.values())


if __name__ == "__main__":
    replace_all(PACKAGE / "reference", {FILE: rebuild(Path(sys.argv[1]).read_bytes())}, ".tmp-")
