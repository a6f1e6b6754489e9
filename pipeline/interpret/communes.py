"""The communes: the codes of ``content/projet.yaml``, and what ``content/communes.csv`` says of some of them."""

from __future__ import annotations

from pipeline.interpret.colonnes_csv import lignes
from pipeline.interpret.identite import PROJET
from pipeline.interpret.nombres import parse_entier
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.source import Sources, YamlList, YamlScalar
from pipeline.model.territoire import LigneCommune

COMMUNES = "content/communes.csv"
COLONNES = ("code", "nom", "population", "annee", "source")


def communes_named(sources: Sources) -> tuple[str, ...]:
    """All that stands where a code of commune is wanted, before anything else is interpreted.

    A code of four figures is also looked for with the zero that a spreadsheet takes away.
    """
    tree = sources.yaml(PROJET)
    node = tree.get("communes") if tree else None
    items = node.items if isinstance(node, YamlList) else (node,)
    words = [item.text.strip() for item in items if isinstance(item, YamlScalar)]
    csv = sources.csv(COMMUNES)
    for rank, cell in enumerate(csv.header if csv else ()):
        if csv is not None and fold(cell.value) == "code":
            words += [row[rank].value for row in csv.rows]
    return (*words, *(f"0{word}" for word in words if len(word) == 4 and word.isdecimal()))


def interpret_communes(sources: Sources, findings: list[Finding]) -> tuple[LigneCommune, ...] | None:
    """The lines in the order of the file; None when there is no file or it could not be read."""
    csv = sources.csv(COMMUNES)
    if csv is None:
        return None
    communes: list[LigneCommune] = []
    for ligne in lignes(csv, COLONNES, ("code",), findings):
        typed = ligne["population"]
        population = parse_entier(typed) if typed else None
        if typed and (population is None or population < 0):
            message = f"la population de {ligne['nom'] or ligne['code']} n'est pas un nombre entier d'habitants"
            findings.append(Finding("C003", f"{message} : « {typed} ».", ligne.place("population")))
            population = None
        communes.append(
            LigneCommune(ligne["code"], ligne["nom"], population, ligne["annee"], ligne["source"], ligne.span)
        )
    return tuple(communes)
