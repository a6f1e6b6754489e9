"""``variables``: every fact that a text may cite between braces, with its present value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import Demande
from pipeline.model.fait import APPEL, Fait, Faits
from pipeline.model.langue.mots import fold

INTRODUCTION = "Dans un texte de content/, écrivez le nom entre doubles accolades : {{ territoire.population }}."
LONGEST_VALUE = 36


def execute(demande: Demande) -> int:
    faits = examine_folder(demande.root, date.today()).comptes.faits
    wanted = fold(" ".join(demande.values))
    lines = list(_lines(faits, wanted))
    if not lines:
        print(f"Aucun fait ne contient « {' '.join(demande.values)} ».")
        return 0
    print("\n".join((INTRODUCTION, "", *lines)))
    return 0


def _lines(faits: Faits, wanted: str) -> Iterator[str]:
    """Plain names first, then each kind of call: with a word to look for, all those that hold it."""
    calls: dict[str, list[tuple[str, Fait]]] = {}
    for name, fait in faits.items():
        call = APPEL.fullmatch(name)
        if call is not None:
            calls.setdefault(call.group(1), []).append((name, fait))
        elif wanted in fold(f"{name} {fait.sens}"):
            yield _line(name, fait)
    for function, found in calls.items():
        kept = (
            [(n, f) for n, f in found if wanted in fold(f"{n} {f.sens} {f.texte}")]
            if wanted
            else _first(found)
        )
        if kept:
            yield ""
            yield _heading(function, found)
            yield from (_line(name, fait) for name, fait in kept)


def _first(found: list[tuple[str, Fait]]) -> list[tuple[str, Fait]]:
    """The fields of the first thing only: the others have the same."""
    start = found[0][0].partition(")")[0]
    return [(name, fait) for name, fait in found if name.startswith(start)]


def _heading(function: str, found: list[tuple[str, Fait]]) -> str:
    arguments = list(dict.fromkeys(name.split('"')[1] for name, _ in found))
    shown = ", ".join(f'"{argument}"' for argument in arguments[:12])
    more = f" et {len(arguments) - 12} autres" if len(arguments) > 12 else ""
    return f"{function}(…), avec {shown}{more} ; par exemple :"


def _line(name: str, fait: Fait) -> str:
    value = fait.texte or ("(tableau)" if fait.valeur is None else "(liste)")
    short = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
    return f"  {name:<44} {short:<{LONGEST_VALUE}} {fait.sens}".rstrip()
