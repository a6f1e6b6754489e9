"""The example of six fiches grown to any number of them, each with its own words, figures and budget lines."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

from pipeline.model.mission import PAR_RANG
from tests.classeurs import Feuille, Valeur, classeur
from tests.projets import AVANT, CHECKOUT

FIGURE = re.compile(
    r"(?<![\w/.,-])([1-9][0-9]{0,2})(?=(?:,[0-9]+)? (?:%|habitants|patients|enfants|heures|jours|fois))"
)
CODE = re.compile(r"M([1-6])-[0-9]{2}")
SETTINGS = "reglages:\n  actions_par_pilote: 1000\n"
MODELS = 6
LINES_PER_FICHE = 3


def agrandir(target: Path, fiches: int) -> Path:
    """A project folder with that many fiches; the other sources are those of the example of six."""
    shutil.copytree(AVANT / "content", target / "content")
    shutil.copytree(CHECKOUT / "templates", target / "templates")
    projet = target / "content/projet.yaml"
    projet.write_text(f"{projet.read_text(encoding='utf-8')}\n{SETTINGS}", encoding="utf-8")
    models = sorted((target / "content/fiches").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in models]
    for path in models:
        path.unlink()
    ranks: dict[str, int] = defaultdict(int)
    codes: list[str] = []
    for number in range(fiches):
        text = texts[number % len(texts)]
        found = CODE.search(text)
        assert found is not None, "a fiche of the example has no code"
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
    lines = [_varied_line(line, number, rank) for rank, line in enumerate(body.split("\n"))]
    return f"{head}\n---\n" + "\n".join(line for line in lines if line is not None)


def _varied_line(line: str, number: int, rank: int) -> str | None:
    """Facts of an indicator stay, but for its weight: those of the first fiches already make 100 % of each mission."""
    if line.startswith("- poids"):
        return line if number < MODELS else None
    if line.startswith("- base du volet variable") and number >= MODELS:
        return "- base du volet variable : non"
    if line.startswith(("- cible", "- départ")):
        return line
    line = FIGURE.sub(lambda m: str(1 + (int(m[1]) * 7 + number) % 99), line)
    return (
        f"{line} Secteur {number}, rang {(number * 31 + rank) % 997}." if _is_prose(line) else line
    )


def _is_prose(line: str) -> bool:
    return len(line) > 60 and line[0].isalpha() and line.endswith(".")


def _budget(codes: list[str]) -> bytes:
    by_bloc: dict[str, list[list[Valeur]]] = defaultdict(list)
    for number, code in enumerate(codes):
        bloc = PAR_RANG[int(code[1])].cle
        for rank in range(LINES_PER_FICHE):
            amount = 100 + (number * 37 + rank * 11) % 900
            by_bloc[bloc].append(
                ["indemnités", f"Poste {rank} de {code}", code, amount, amount + 5, ""]
            )
    sheets = {
        "fonctionnement": Feuille(
            [["salaires", "Coordinatrice", "", 100, 100, ""]], [_balance(100, 100)]
        )
    }
    for bloc, lines in by_bloc.items():
        totals = [sum(cell for line in lines if isinstance(cell := line[at], int)) for at in (3, 4)]
        sheets[bloc] = Feuille(lines, [_balance(*totals)])
    return classeur(2, sheets)


def _balance(*totals: int) -> list[Valeur]:
    return ["autre", "Équilibre", "acquis", "Essai", *totals, ""]
