"""The communes: the codes of ``content/projet.yaml``, and what ``content/communes.csv`` says of some of them."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import Ligne, lignes
from pipeline.interpret.identite import PROJET
from pipeline.interpret.nombres import parse_entier
from pipeline.model import colonnes
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import is_blank
from pipeline.model.source import Sources, YamlList, YamlMap, YamlScalar
from pipeline.model.territoire import LigneCommune

COMMUNES = "content/communes.csv"
VALEURS = "content/statuts/valeurs.yaml"


def communes_named(sources: Sources) -> tuple[str, ...]:
    """All that stands where a code of commune is wanted, before anything else is interpreted.

    A code of four figures is also looked for with the zero that a spreadsheet takes away.
    """
    words = [*_of_the_projet(sources), *_of_the_file(sources)]
    return (*words, *(f"0{word}" for word in words if len(word) == 4 and word.isdecimal()))


def seat_named(sources: Sources) -> str:
    """The address of the seat of the association, as typed; nothing while it is blank."""
    tree = sources.yaml(VALEURS)
    section = tree.get("association") if tree else None
    node = section.get("siege") if isinstance(section, YamlMap) else None
    typed = node.text.strip() if isinstance(node, YamlScalar) else ""
    return "" if is_blank(typed) else typed


def _of_the_projet(sources: Sources) -> list[str]:
    tree = sources.yaml(PROJET)
    node = tree.get("communes") if tree else None
    items = node.items if isinstance(node, YamlList) else (node,)
    return [item.text.strip() for item in items if isinstance(item, YamlScalar)]


def _of_the_file(sources: Sources) -> list[str]:
    csv = sources.csv(COMMUNES)
    if csv is None:
        return []
    named = [colonnes.COMMUNES.colonne(cell.value) for cell in csv.header]
    ranks = [rank for rank, column in enumerate(named) if column == colonnes.CODE_COMMUNE]
    return [row[rank].value for rank in ranks for row in csv.rows]


def interpret_communes(
    sources: Sources, findings: list[Finding]
) -> tuple[LigneCommune, ...] | None:
    """The lines in the order of the file; None when there is no file or it could not be read."""
    csv = sources.csv(COMMUNES)
    if csv is None:
        return None
    return tuple(_commune(ligne, findings) for ligne in lignes(csv, colonnes.COMMUNES, findings))


def _commune(ligne: Ligne, findings: list[Finding]) -> LigneCommune:
    code, nom = ligne[colonnes.CODE_COMMUNE], ligne[colonnes.NOM_COMMUNE]
    typed = ligne[colonnes.POPULATION]
    population = parse_entier(typed) if typed else None
    if typed and (population is None or population < 0):
        message = (
            f"la population de {nom or code} n'est pas un nombre entier d'habitants : « {typed} »."
        )
        findings.append(Finding("C003", message, ligne.place(colonnes.POPULATION)))
        population = None
    return LigneCommune(
        code, nom, population, ligne[colonnes.ANNEE_CIVILE], ligne[colonnes.SOURCE], ligne.span
    )
