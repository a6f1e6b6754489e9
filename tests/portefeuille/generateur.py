"""A region of projects that all differ: territory, size, fiches, budget, statutes, posts; some with mistakes."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

from pipeline.disk import reference_data
from pipeline.model.contours import Contours
from pipeline.model.files import CONTOURS, DECOUPAGE
from pipeline.model.territoire import taille
from pipeline.read import read_contours, read_decoupage
from tests.classeurs import Feuille, Valeur, classeur
from tests.projets import CHECKOUT, CLASSEUR, TESTS

ACI = {
    "fonctionnement": (50_000, 60_000, 75_000, 90_000),
    "acces_soins": (55_000, 70_000, 90_000, 110_000),
    "parcours": (25_000, 35_000, 45_000, 50_000),
    "prevention": (10_000, 15_000, 17_500, 20_000),
    "crises": (25_000, 35_000, 45_000, 50_000),
    "mise_a_jour": (12_500, 17_500, 22_500, 25_000),
}
"""Fixed parts of the barème in force, in euros, sizes 1 to 4."""

MISSIONS = {1: "acces_soins", 2: "parcours", 3: "prevention", 4: "crises"}
SMALLEST, LARGEST = 12_000, 190_000
"""Inhabitants of a territory."""

PRENOMS = (
    "Anne",
    "Béatrice",
    "Chloé",
    "Denise",
    "Élise",
    "Fanny",
    "Gaëlle",
    "Hélène",
    "Inès",
    "Jeanne",
)
NOMS = (
    "Arnal",
    "Bousquet",
    "Castan",
    "Delmas",
    "Escande",
    "Fabre",
    "Gayral",
    "Jalbert",
    "Lacaze",
    "Marty",
)
PAROLES = (
    "Les soignants du secteur se retrouvent chaque mois et disent ce qui a changé depuis la dernière réunion.",
    "Une consultation avancée se tient dans les locaux prêtés par la mairie, sur rendez-vous ou sans rendez-vous.",
    "Le suivi passe par la messagerie sécurisée, et chaque appel est rendu dans la journée.",
    "La pharmacie repère les ruptures de traitement, et prévient le cabinet infirmier le plus proche.",
    "Le premier bilan sera fait avec les patients, puis présenté aux élus et aux soignants.",
)


@dataclass(frozen=True)
class Territoire:
    codes: tuple[str, ...]
    bourg: str
    population: int


def generer(
    dossier: Path, rang: int, territoire: Territoire, faute: str = "", fiches: int = 0
) -> Path:
    """A project folder of its own; the same rank and territory give the same bytes.

    ``faute`` is one of ``FAUTES``; without one the project is sound.
    """
    alea = Random(rang)
    size = taille(territoire.population)
    codes = list(_codes(fiches or alea.randint(4, 24)))
    texts = _texts(rang, territoire, size, codes, alea)
    texts.update(FAUTES[faute](texts) if faute else {})
    for path, text in texts.items():
        target = dossier / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    shutil.copytree(CHECKOUT / "templates", dossier / "templates", dirs_exist_ok=True)
    (dossier / "budgets").mkdir(exist_ok=True)
    (dossier / CLASSEUR).write_bytes(_budget(size, codes, alea))
    return dossier


def region(dossier: Path, nombre: int, departements: Sequence[str], fautes: int = 10) -> list[Path]:
    """So many projects in folders of ``dossier``, side by side as long as there is ground; one in ``fautes`` has a mistake."""
    grounds = list(territoires(nombre, departements))
    made: list[Path] = []
    for rang in range(nombre):
        ground = grounds[rang % len(grounds)]
        kinds = tuple(FAUTES)
        faute = kinds[rang // fautes % len(kinds)] if rang % fautes == fautes - 1 else ""
        made.append(generer(dossier / f"cpts-{rang:03d}", rang, ground, faute))
    return made


def territoires(nombre: int, departements: Sequence[str]) -> Iterator[Territoire]:
    """Grounds in one piece, of all sizes, that do not overlap; fewer where the départements have no more."""
    contours, people, names = _ground(tuple(departements))
    free = {code for code in contours.polygones if code in people}
    alea = Random(len(departements))
    given = 0
    while free and given < nombre:
        start = min(free)
        wanted = alea.randint(SMALLEST, LARGEST)
        codes = _grown(start, wanted, free, contours, people)
        free -= set(codes)
        main = max(codes, key=lambda code: people[code])
        inhabitants = sum(people[code] for code in codes)
        if inhabitants >= SMALLEST:
            given += 1
            yield Territoire(tuple(codes), names[main], inhabitants)


def _grown(
    start: str, wanted: int, free: set[str], contours: Contours, people: Mapping[str, int]
) -> list[str]:
    found, total, near = [], 0, deque([start])
    seen = {start}
    while near and total < wanted:
        code = near.popleft()
        found.append(code)
        total += people[code]
        for other in sorted(contours.voisins.get(code, frozenset()) & free - seen):
            seen.add(other)
            near.append(other)
    return found


@lru_cache(maxsize=4)
def _ground(departements: tuple[str, ...]) -> tuple[Contours, Mapping[str, int], Mapping[str, str]]:
    data = reference_data()
    contours = read_contours(data[CONTOURS], [f"{number}001" for number in departements])
    known = read_decoupage(data[DECOUPAGE], list(contours.polygones)).communes
    return (
        contours,
        {code: one.population for code, one in known.items()},
        {code: one.nom for code, one in known.items()},
    )


# --- texts --------------------------------------------------------------------------------------------------------


def _codes(fiches: int) -> Iterator[str]:
    ranks = dict.fromkeys(MISSIONS, 0)
    for number in range(max(4, fiches)):
        mission = number % 4 + 1
        ranks[mission] += 1
        yield f"M{mission}-{ranks[mission]:02d}"


def _texts(
    rang: int, territoire: Territoire, size: int, codes: Sequence[str], alea: Random
) -> dict[str, str]:
    base = TESTS / "petit-projet"
    texts = {
        path.relative_to(base).as_posix(): path.read_text(encoding="utf-8-sig")
        for path in sorted(base.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".yaml", ".csv")
    }
    models = {
        path.rpartition("/")[2][:2]: texts.pop(path)
        for path in list(texts)
        if path.startswith("content/fiches/")
    }
    for number, code in enumerate(codes):
        texts[f"content/fiches/{code}-action.md"] = _fiche(models[code[:2]], code, number, rang)
    nom, who = (
        f"CPTS {territoire.bourg} {rang}",
        f"{alea.choice(PRENOMS)} {alea.choice(NOMS)}-{rang}",
    )
    for path, text in texts.items():
        changed = text.replace("CPTS de Test", nom).replace("Auch", territoire.bourg)
        texts[path] = changed.replace("Anne Durand", who)
    first, last = who.split(" ", 1)
    people = texts["content/personnes.csv"]
    texts["content/personnes.csv"] = people.replace(";Durand;Anne;", f";{last};{first};")
    texts["content/communes.csv"] = "code;nom;population;annee;source\n"
    texts["content/projet.yaml"] = _projet(texts["content/projet.yaml"], territoire, size, alea)
    texts["content/diagnostic/01-territoire.md"] = texts[
        "content/diagnostic/01-territoire.md"
    ].replace("Deux communes, dont", "Des communes, dont")
    return texts


def _projet(text: str, territoire: Territoire, size: int, alea: Random) -> str:
    text = re.sub(
        r"^communes: .*$", f"communes: [{', '.join(territoire.codes)}]", text, flags=re.MULTILINE
    )
    text = re.sub(r"^taille: .*$", f"taille: {size}", text, flags=re.MULTILINE)
    text = re.sub(
        r"^(  depot: )2027-01-15$",
        rf"\g<1>2027-{alea.randint(1, 2):02d}-{alea.randint(10, 28)}",
        text,
        flags=re.MULTILINE,
    )
    return (
        text
        + f"\nreglages:\n  actions_par_pilote: 1000\netape: {alea.choice(('projet', 'contrat'))}\n"
    )


def _fiche(model: str, code: str, number: int, rang: int) -> str:
    text = re.sub(r"^code: .*$", f"code: {code}", model, flags=re.MULTILINE)
    text = re.sub(r"^(titre: .*)$", rf"\1 ({code}, secteur {rang})", text, flags=re.MULTILINE)
    words = "\n\n".join(
        f"{PAROLES[(number + step + rang) % len(PAROLES)]} Secteur {rang}, étape {step + 1}."
        for step in range(6)
    )
    text = text.replace("12 % des habitants.", f"12 % des habitants.\n\n{words}")
    if number >= len(MISSIONS):
        text = re.sub(r"^- poids.*\n", "", text, flags=re.MULTILINE)
        text = text.replace("- base du volet variable : oui", "- base du volet variable : non")
    return text


# --- budget -------------------------------------------------------------------------------------------------------


def _budget(size: int, codes: Sequence[str], alea: Random) -> bytes:
    """Every fixed part spent to the euro, shared among the fiches of its mission."""
    base = ACI["fonctionnement"][size - 1]
    sheets = {
        "fonctionnement": Feuille(
            [
                [
                    "salaires",
                    "Coordinatrice",
                    "",
                    base,
                    base,
                    "Charges comprises ; commissaire aux comptes bénévole.",
                ]
            ],
            [_aci("ACI fonctionnement", base, base)],
        )
    }
    for mission, cle in MISSIONS.items():
        mine = [code for code in codes if code.startswith(f"M{mission}-")]
        first, second = ACI[cle][size - 1], ACI["mise_a_jour" if cle == "crises" else cle][size - 1]
        shares = zip(_shared(first, len(mine), alea), _shared(second, len(mine), alea), strict=True)
        lines: list[list[Valeur]] = [
            ["indemnités", f"Réunions de {code} (heures)", code, *amounts, "À l'heure."]
            for code, amounts in zip(mine, shares, strict=True)
        ]
        if cle == "crises":
            money = [
                _aci("ACI crise première rédaction", first, 0),
                _aci("ACI crise mise à jour", 0, second),
            ]
        else:
            money = [_aci("ACI volet fixe", first, second)]
        sheets[cle] = Feuille(lines, money)
    return classeur(2, sheets)


def _aci(origine: str, *amounts: int) -> list[Valeur]:
    return [origine, "Enveloppe", "acquis", "Assurance maladie", *amounts, "Entière."]


def _shared(amount: int, count: int, alea: Random) -> list[int]:
    cuts = sorted(alea.sample(range(1, amount // 50), count - 1))
    bounds = [0, *(cut * 50 for cut in cuts), amount]
    return [after - before for before, after in pairwise(bounds)]


# --- mistakes -----------------------------------------------------------------------------------------------------

PROJET, PREMIERE = "content/projet.yaml", "content/fiches/M1-01-action.md"
Textes = dict[str, str]


def _autre_taille(texts: Textes) -> Textes:
    found = re.search(r"^taille: ([0-9])", texts[PROJET], flags=re.MULTILINE)
    assert found is not None
    return {PROJET: texts[PROJET].replace(found[0], f"taille: {int(found[1]) % 4 + 1}")}


def _yaml_faux(texts: Textes) -> Textes:
    return {PROJET: texts[PROJET].replace("nom: ", "nom ", 1)}


def _pilote_inconnu(texts: Textes) -> Textes:
    return {PREMIERE: texts[PREMIERE].replace("pilote: durand", "pilote: personne")}


def _bareme_inconnu(texts: Textes) -> Textes:
    return {PROJET: texts[PROJET].replace("aci-avenant-2", "aci-avenant-9")}


FAUTES: Mapping[str, Callable[[Textes], Textes]] = {
    "taille": _autre_taille,
    "yaml": _yaml_faux,
    "pilote": _pilote_inconnu,
    "barème": _bareme_inconnu,
}
"""What is wrong → the texts that it changes."""
