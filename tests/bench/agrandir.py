"""The sources of the checkout grown to any number of fiches, each with its own words, figures and budget lines."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

from pipeline.model.mission import PAR_RANG
from pipeline.write.classeur import Feuille, Valeur, classeur
from tests.projets import CHECKOUT

FIGURE = re.compile(
    r"(?<![\w/.,-])([1-9][0-9]{0,2})(?=(?:,[0-9]+)? (?:%|habitants|patients|enfants|heures|jours|fois))"
)
CODE = re.compile(r"M([1-6])-[0-9]{2}")
LINES_PER_FICHE = 3


def agrandir(target: Path, fiches: int) -> Path:
    """A project folder with that many fiches; the other sources are those of the checkout."""
    for folder in ("content", "templates"):
        shutil.copytree(CHECKOUT / folder, target / folder)
    models = sorted((target / "content/fiches").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in models]
    for path in models:
        path.unlink()
    ranks: dict[str, int] = defaultdict(int)
    codes: list[str] = []
    for number in range(fiches):
        text = texts[number % len(texts)]
        found = CODE.search(text)
        assert found is not None, "a fiche of the checkout has no code"
        ranks[found[1]] += 1
        code = f"M{found[1]}-{ranks[found[1]]:02d}"
        codes.append(code)
        grown = _varied(text.replace(found[0], code), number)
        (target / f"content/fiches/{code}-action-{number}.md").write_text(grown, encoding="utf-8")
    (target / "budgets").mkdir()
    (target / "budgets/budget.xlsx").write_bytes(_budget(codes))
    return target


def markdown(project: Path) -> str:
    """All the Markdown of a project in one text, without the front matters, as another converter would take it."""
    parts: list[str] = []
    for path in sorted((project / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        parts.append(text.split("\n---\n", 1)[1] if text.startswith("---\n") else text)
    return "\n\n".join(parts)


def _varied(text: str, number: int) -> str:
    """The same fiche with other figures, and a word of its own in the title and in each long line of prose."""
    head, _, body = text.partition("\n---\n")
    head = re.sub(r"^(titre: .*)$", rf"\1 (secteur {number})", head, flags=re.MULTILINE)
    body = FIGURE.sub(lambda m: str(1 + (int(m[1]) * 7 + number) % 99), body)
    lines = [
        f"{line} Secteur {number}, rang {(number * 31 + rank) % 997}." if _is_prose(line) else line
        for rank, line in enumerate(body.split("\n"))
    ]
    return f"{head}\n---\n" + "\n".join(lines)


def _is_prose(line: str) -> bool:
    return len(line) > 60 and line[0].isalpha() and line.endswith(".")


def _budget(codes: list[str]) -> bytes:
    by_bloc: dict[str, list[list[Valeur]]] = defaultdict(list)
    for number, code in enumerate(codes):
        bloc = PAR_RANG[int(code[1])].cle
        for rank in range(LINES_PER_FICHE):
            amount = 100 + (number * 37 + rank * 11) % 900
            by_bloc[bloc].append(["indemnités", f"Poste {rank} de {code}", code, amount, amount + 5, ""])
    sheets = {"fonctionnement": Feuille([["salaires", "Coordinatrice", "", 100, 100, ""]], [_balance(100, 100)])}
    for bloc, lines in by_bloc.items():
        totals = [sum(line[column] for line in lines if isinstance(line[column], int)) for column in (3, 4)]  # type: ignore[misc]
        sheets[bloc] = Feuille(lines, [_balance(*totals)])
    return classeur(2, sheets)


def _balance(*totals: int) -> list[Valeur]:
    return ["autre", "Équilibre", "acquis", "Essai", *totals, ""]
