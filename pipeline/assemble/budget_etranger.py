"""The lines of a foreign budget in a workbook of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.classeur import nouveau
from pipeline.model import colonnes
from pipeline.model.budget import FEUILLES, Virement
from pipeline.model.budget_etranger import DEPENSES, LigneLue
from pipeline.model.classeur import Ligne, Modele, Valeur
from pipeline.model.projet import Projet

FINANCEURS: Mapping[str, str] = {"FIR": "ARS", "URPS": "URPS", "cotisations": "Membres"}
MOST_YEARS = 5


def importe(
    projet: Projet, lignes: Sequence[LigneLue], source: str, virements: Sequence[Virement] = ()
) -> tuple[Modele, tuple[LigneLue, ...]]:
    """The workbook with these lines and transfers alone, and the lines whose block the project does not have."""
    years = max((rank for line in lignes for rank in line.montants), default=1)
    modele = nouveau(projet, min(years, MOST_YEARS), remplir=False)
    tables: dict[str, list[Ligne]] = {
        f"{kind}_{bloc}": [] for bloc in modele.blocs for kind in ("ressources", "depenses")
    }
    lost = []
    for line in lignes:
        kind = "depenses" if line.cote == DEPENSES else "ressources"
        table = tables.get(f"{kind}_{line.bloc}")
        if table is None:
            lost.append(line)
        else:
            table.append(_line(line, modele, source))
    if virements:
        tables["virements"] = list(map(_virement, virements))
    return replace(modele, tables=tables), tuple(lost)


def _virement(virement: Virement) -> Ligne:
    return {
        colonnes.DE: FEUILLES[virement.de],
        colonnes.VERS: FEUILLES[virement.vers],
        colonnes.ANNEE: Decimal(virement.annee),
        colonnes.MONTANT: virement.montant,
        colonnes.MOTIF: virement.motif,
    }


def _detail(line: LigneLue) -> Ligne:
    """How many and at what price, of a line whose amount they make."""
    if line.quantite is None or line.cout_unitaire is None:
        return {}
    unit: Ligne = {colonnes.UNITE: line.unite} if line.unite else {}
    return {
        colonnes.QUANTITE: line.quantite,
        **unit,
        colonnes.COUT_UNITAIRE: line.cout_unitaire,
    }


def _line(line: LigneLue, modele: Modele, source: str) -> Ligne:
    amounts: dict[str, Valeur] = {
        title: line.montants.get(rank, Decimal(0))
        for rank, title in enumerate(modele.titres_annees, 1)
    }
    common: dict[str, Valeur] = {colonnes.LIBELLE: line.libelle, **amounts}
    if line.commentaire:
        common[colonnes.COMMENTAIRE] = line.commentaire
    if line.cote == DEPENSES:
        return {colonnes.NATURE: line.poste.poste, **common, **_detail(line)}
    financeur = FINANCEURS.get(
        line.poste.poste, "Assurance maladie" if line.poste.poste.startswith("ACI") else ""
    )
    return {
        colonnes.ORIGINE: line.poste.poste,
        colonnes.STATUT: "demandé",
        colonnes.FINANCEUR: financeur,
        **common,
    }
