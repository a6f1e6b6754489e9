"""``correspondance.yaml`` as a treasurer reads it: each zone and each line in words, what is not sure said so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pipeline.model.budget import FEUILLES, NATURES, ORIGINES
from pipeline.model.budget_etranger import COTE, COTES, UNITE, UNITES, Correspondance, Poste, Zone
from pipeline.model.langue.francais import ou
from pipeline.model.source import column_letters

HEAD = """\
# Ce que le logiciel a compris de vos classeurs, un bloc par fichier. Relisez, corrigez, puis relancez la même commande.
#   zones : un morceau de feuille est un côté (dépenses ou ressources) d'un bloc du budget.
#           bloc : {blocs} ; « aucun » laisse la zone de côté.
#           libelles et annees disent les colonnes : {{1: C, 2: D}} met la colonne C en année 1, la D en année 2.
#           unite : euros, ou milliers d'euros ; au-dessus des zones, elle est celle de toutes.
#   mots :  ce que devient chaque ligne.
#           « vers » dit un autre bloc que celui de la zone ; « puis », ce que la ligne devient après sa première année.
#           dépenses : {natures}
#           ressources : {origines}
#           aucun : ce n'est pas une ligne, mais la somme ou une part d'autres lignes.
#           partager : « oui » divise une somme de l'ACI notée sur une seule ligne. Le fonctionnement et les parts fixes
#           d'abord, dans la proportion de vos droits (« make droits »), puis les volets variables ; des virements
#           équilibrent ensuite les blocs.
#   repartir : « oui » partage des années civiles entre les années de contrat, mois par mois ; inutile quand le contrat
#           commence un 1er janvier.
# Les lignes marquées « à vérifier » sont des suppositions.
# Une valeur qui finit par « ? » est une question : gardez une des deux réponses. Rien n'est écrit avant.
"""


def head() -> str:
    """The lines that open the file, once for all sources."""
    return HEAD.format(
        blocs=ou(FEUILLES.values()), natures=", ".join(NATURES), origines=", ".join(ORIGINES)
    )


def as_yaml(correspondance: Correspondance, civiles: Sequence[str] = ()) -> str:
    """The block of one source; ``civiles`` says what its civil years are for the contract, nothing where they are the same."""
    lines = [f"{_quoted(correspondance.source)}:"]
    if civiles:
        lines.extend(f"  # {said}" for said in civiles)
        lines.append(f"  repartir: {'oui' if correspondance.repartir else 'non'}")
    of_all = all(UNITE in zone.questions for zone in correspondance.zones)
    if of_all:
        lines.append(f"  unite: {' ou '.join(UNITES)} ?")
    lines.append("  zones:")
    for zone in correspondance.zones:
        lines.extend(_zone(zone, says_its_unit=not of_all))
    lines.append("  mots:")
    for key, poste in correspondance.postes.items():
        lines.append(_mot(key, poste))
    return "\n".join(lines) + "\n"


def _zone(zone: Zone, *, says_its_unit: bool) -> Iterator[str]:
    doubt = "" if zone.sur else "à vérifier : "
    yield f"    # {doubt}{zone.pourquoi}"
    yield f"    - feuille: {_quoted(zone.feuille)}"
    yield f"      lignes: {zone.premiere}-{zone.derniere}"
    yield f"      cote: {zone.cote if COTE not in zone.questions else ' ou '.join(COTES) + ' ?'}"
    yield f"      bloc: {FEUILLES[zone.bloc]}"
    yield f"      libelles: {', '.join(map(column_letters, zone.libelles))}"
    columns = {year.rang: ", ".join(map(column_letters, year.colonnes)) for year in zone.annees}
    yield f"      annees: {{{', '.join(f'{rank}: {_column(text)}' for rank, text in columns.items())}}}"
    civil = {year.rang: year.civile for year in zone.annees if year.civile}
    if civil:
        yield f"      civiles: {{{', '.join(f'{rank}: {year}' for rank, year in civil.items())}}}"
    unit = UNITES[zone.facteur != 1]
    if says_its_unit:
        yield f"      unite: {unit if UNITE not in zone.questions else ' ou '.join(UNITES) + ' ?'}"


def _column(text: str) -> str:
    return f'"{text}"' if "," in text else text


def _mot(key: str, poste: Poste) -> str:
    cote, bloc, words = key.split(" | ", 2)
    doubt = "" if poste.sur else "à vérifier : "
    what = f"cote: {cote}, bloc: {FEUILLES[bloc]}, texte: {_quoted(words)}, poste: {poste.poste}"
    if poste.puis:
        what += f", puis: {poste.puis}"
    if poste.bloc:
        what += f", vers: {FEUILLES[poste.bloc]}"
    if poste.partage:
        what += f", partager: {'oui' if poste.partager else 'non'}"
    return f"    - {{{what}}}  # {doubt}{' '.join(poste.pourquoi.split())}"


def _quoted(text: str) -> str:
    """Between straight quotes, so that nothing in it is read as YAML."""
    return json.dumps(text, ensure_ascii=False)
