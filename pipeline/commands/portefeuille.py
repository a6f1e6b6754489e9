"""``portefeuille``: many projects checked and built in one run, and the region that they make."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline import __version__
from pipeline.assemble.portefeuille import Vue, resume
from pipeline.commands.environnement import need
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.commands.poses import VERSION
from pipeline.disk import (
    PACKAGE,
    read_bytes,
    read_text,
    reference_data,
    replace_all,
    shell_of_pages,
    write_new,
)
from pipeline.model.bareme import Bareme
from pipeline.model.budget import Plafond
from pipeline.model.finding import Finding, has_errors
from pipeline.model.motif import motif
from pipeline.model.portefeuille import REFUSE, Dossier, Passage, Sort
from pipeline.portefeuille.dossiers import are_one, dossiers
from pipeline.portefeuille.ensemble import NAME, files, vue
from pipeline.portefeuille.equipe import Bornes, studied
from pipeline.portefeuille.essais import read_bareme, read_plafonds
from pipeline.portefeuille.etude import Commande, Etude
from pipeline.portefeuille.publication import published
from pipeline.read.portraits import read_passage
from pipeline.write.report import as_text as findings_as_text
from pipeline.write.terminal import as_text

FOLDER = "portefeuille"
GRAPPE = motif(r"dask://[^\s/:]+:[0-9]{1,5}")
GATHERED = ".json"
"""A value that ends so is what another run wrote, of projects that are elsewhere."""


def execute(demande: Demande) -> int:
    if "--recettes" in demande.options:
        return _lay_recipes()
    if not demande.values:
        raise MauvaisUsage(
            "donnez les dossiers des projets, le dossier qui les contient, ou une liste en CSV : "
            "make portefeuille DOSSIERS=mes-cpts"
        )
    today = date.today()
    folder = Path(demande.options.get("--sortie", FOLDER))
    if folder.exists() and not folder.is_dir():
        raise MauvaisUsage(f"« {folder} » est un fichier : « --sortie » attend un dossier.")
    essai, bareme, plafonds = _trial(demande)
    avant = _last(folder)
    gathered = tuple(_gathered(demande.values))
    asked = dossiers(value for value in demande.values if not value.endswith(GATHERED))
    asked = tuple(_still_to_study(asked, gathered)) if gathered else asked
    made = Commande("", "", today, "--sans-construire" not in demande.options, bareme, plafonds)
    fates = _fates(asked, made, _bornes(demande), demande.options.get("--sur", ""))
    sorts = [*gathered, *_followed(asked, fates)]
    reference = reference_data()
    seen = vue(sorts, reference, avant, essai)
    outputs = files(seen, reference, shell_of_pages(), today)
    try:
        replace_all(folder, outputs, ".tmp-")
    finally:
        _show(seen)  # a disk without room takes the files, not the answer
    print(f"\nÀ ouvrir : {folder / 'index.html'} (tableau et carte), {folder / NAME}.xlsx.")
    sound = all(sort.tient for sort in sorts) and not has_errors(seen.region.findings)
    return 0 if sound else ERREURS


RECIPES = {
    "github.yml": ".github/workflows/portefeuille.yml",
    "forgejo.yml": ".forgejo/workflows/portefeuille.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "projet.sh": "forge/projet.sh",
    "tableau.sh": "forge/tableau.sh",
    "LISEZ-MOI.md": "forge/LISEZ-MOI.md",
    "liste.csv": "liste.csv",
}
"""Name in ``reference/forge-region/`` → place in the repository of whoever follows several projects."""


def _lay_recipes() -> int:
    """What a forge runs to study each project on a machine of its own; nothing is written over."""
    there = [place for place in RECIPES.values() if Path(place).exists()]
    if there:
        raise MauvaisUsage(f"{there[0]} existe déjà : rien n'a été écrit.")
    for name, place in RECIPES.items():
        text = read_text(PACKAGE / "reference/forge-region" / name)
        write_new(Path(place), text.replace(VERSION, __version__).encode())
    print("Les recettes sont posées : lisez forge/LISEZ-MOI.md.")
    return 0


def _bornes(demande: Demande) -> Bornes:
    typed = demande.options.get("--delai", "")
    if not typed:
        return Bornes()
    if not typed.isdecimal() or not 0 < int(typed) < 100_000:
        raise MauvaisUsage(f"« --delai » attend des secondes, en chiffres : pas « {typed} ».")
    return Bornes(patience=float(typed))


def _trial(demande: Demande) -> tuple[str, Bareme | None, Mapping[int, Plafond]]:
    """What is tried in the place of today's, and how it is called."""
    said: list[Finding] = []
    names: list[str] = []
    bareme: Bareme | None = None
    plafonds: Mapping[int, Plafond] = {}
    if path := demande.options.get("--bareme"):
        bareme = read_bareme(path, read_bytes(Path(path)), said)
        names.append(f"barème « {bareme.cle} »" if bareme else "")
    if path := demande.options.get("--plafond"):
        plafonds = read_plafonds(path, read_bytes(Path(path)), said)
        names.append(f"plafonds de {path}")
    if has_errors(said):
        raise MauvaisUsage(f"{findings_as_text(said)}\nRien n'a été essayé.")
    return ", ".join(names), bareme, plafonds


def _last(folder: Path) -> Passage | None:
    """The run before, if there was one; one that cannot be read back is told, and left for ours to replace."""
    path = folder / f"{NAME}.json"
    if not path.is_file():
        return None
    found = read_passage(read_bytes(path))
    if found is None:
        print(f"{path} ne se relit pas : rien ne dira ce qui a changé.", file=sys.stderr)
    return found


def _gathered(values: Iterable[str]) -> Iterator[Sort]:
    """The fates that other runs told, to be put together; a later file stands for an earlier one."""
    found: dict[tuple[str, str], Sort] = {}
    for value in (value for value in values if value.endswith(GATHERED)):
        passage = read_passage(read_bytes(Path(value)))
        if passage is None:
            strange = "ce fichier ne vient pas d'un portefeuille de cette version"
            found[value, ""] = Sort(value, REFUSE, strange)
            continue
        for one in passage.sorts:
            found[one.dossier, one.portrait.nom if one.portrait else ""] = one
    yield from found.values()


def _still_to_study(asked: Iterable[Dossier], gathered: Iterable[Sort]) -> Iterator[Dossier]:
    """What nobody sent a portrait of; each portrait stands for one project that is elsewhere."""
    sent = [one.dossier for one in gathered]
    for one in asked:
        if not one.refus:
            yield one
            continue
        theirs = max((path for path in sent if are_one(one, path)), key=len, default=None)
        if theirs is None:
            yield replace(one, chemin=one.adresse or one.chemin, refus="aucun portrait reçu")
        else:
            sent.remove(theirs)


def _fates(asked: Iterable[Dossier], made: Commande, bornes: Bornes, sur: str) -> Iterator[Sort]:
    """What becomes of each project that may be one, as it is known, its documents written."""
    roots = {one.chemin: Path(one.chemin).resolve() for one in asked if not one.refus}
    commandes = [
        replace(made, chemin=chemin, racine=str(root), logiciel=__version__)
        for chemin, root in roots.items()
    ]
    for etude in _studied(sur, commandes, bornes):
        yield published(etude, roots[etude.sort.dossier])


def _studied(sur: str, commandes: Sequence[Commande], bornes: Bornes) -> Iterator[Etude]:
    """By the processes of this computer, or by those of a cluster."""
    if not sur or not commandes:
        return studied(commandes, bornes)
    if not GRAPPE.fullmatch(sur):
        raise MauvaisUsage(f"« --sur » attend dask://machine:port, pas « {sur} ».")
    need("region")
    from pipeline.portefeuille.grappe import studied_on

    return studied_on(sur, commandes, bornes)


def _followed(asked: tuple[Dossier, ...], fates: Iterable[Sort]) -> list[Sort]:
    """Every fate in the order in which projects were named, each told in a line as soon as it is known."""
    found = {one.chemin: Sort(one.chemin, REFUSE, one.refus) for one in asked if one.refus}
    for sort in found.values():
        _tell(sort, "")
    count = len(asked) - len(found)
    for rank, sort in enumerate(fates, 1):
        found[sort.dossier] = sort
        _tell(sort, f"[{rank}/{count}] ")
    return [found[one.chemin] for one in asked]


def _tell(sort: Sort, rank: str) -> None:
    one = sort.portrait
    parts = [sort.sort]
    if sort.documents:
        parts.append(f"{sort.documents} documents")
    if one:
        parts += [f"{count} {word}" for word, count in _counts(sort) if count]
    if sort.dit:
        parts.append(sort.dit)
    with contextlib.suppress(BrokenPipeError):  # whoever reads no more does not stop the work
        print(f"{rank}{sort.dossier} : {', '.join(parts)}", flush=True)


def _counts(sort: Sort) -> Iterator[tuple[str, int]]:
    for gravite in ("erreur", "avertissement"):
        count = sort.portrait.compte(gravite) if sort.portrait else 0
        yield f"{gravite}{'s' if count > 1 else ''}", count


def _show(seen: Vue) -> None:
    print()
    print(as_text(resume(seen)))
    if seen.region.findings:
        print("\n\nEntre les projets\n=================\n")
        print(findings_as_text(seen.region.findings))
