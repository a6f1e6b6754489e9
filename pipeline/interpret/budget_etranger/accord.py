"""What the treasurer said of the words of a foreign budget, found again once she corrected the zones around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.interpret.budget_etranger.postes import Postes
from pipeline.model.budget_etranger import AUCUN, LigneLue, Poste
from pipeline.model.valeur import dataclass

Dits = Mapping[str, Poste]
"""Key of words, « côté | bloc | mots », → what they are."""

SEPARATEUR = " | "


@dataclass(frozen=True, slots=True)
class Accord:
    """``postes`` by the keys that the lines have now; ``sans_ligne`` are the keys of no line, ``supposees`` the lines
    that no word of hers names."""

    postes: Dits
    sans_ligne: tuple[str, ...]
    supposees: tuple[LigneLue, ...]


def accorde(
    dits: Dits, lignes: Mapping[str, LigneLue], ecartees: Mapping[str, str], postes: Postes
) -> Accord:
    """The words of each line, whose zone may be given another block than the one beside which they were said.

    ``lignes`` and ``ecartees`` are the lines that would be taken, and left, if nothing were said of their words.
    """
    there = {*lignes, *ecartees}
    orphans = {key: poste for key, poste in dits.items() if key not in there}
    found = {key: poste for key, poste in dits.items() if key in there}
    used: set[str] = set()
    supposed: list[LigneLue] = []
    for key in dict.fromkeys((*lignes, *ecartees)):
        if key in found:
            continue
        said = list(_said_elsewhere(key, orphans))
        chosen = {orphans[one].poste for one in said}
        if len(chosen) == 1:
            used.update(said)
            found[key] = _here(key, said[0], orphans[said[0]], lignes.get(key), postes)
        elif key in lignes:
            supposed.append(lignes[key])
    rest = tuple(key for key in orphans if key not in used)
    return Accord(found, rest, tuple(supposed))


def _said_elsewhere(key: str, orphans: Dits) -> Iterator[str]:
    """The keys of the same words on the same side, of a block where no line has them any more."""
    cote, _bloc, words = key.split(SEPARATEUR, 2)
    for one in orphans:
        other, _of, said = one.split(SEPARATEUR, 2)
        if (other, said) == (cote, words):
            yield one


def _here(key: str, said_at: str, said: Poste, line: LigneLue | None, postes: Postes) -> Poste:
    """What was said, unless it is what the dictionary says of these words in that block: then what it says in this one.

    « ACI » of the fonctionnement, in a zone that is now that of a mission, is its « volet fixe ».
    """
    cote, bloc, words = said_at.split(SEPARATEUR, 2)
    if (
        line is None
        or said.poste == AUCUN
        or said.poste != postes.poste(cote, words, (), bloc).poste
    ):
        return said
    now = postes.poste(cote, words, (), key.split(SEPARATEUR, 2)[1])
    return replace(
        now,
        pourquoi=said.pourquoi,
        sur=said.sur,
        bloc=said.bloc,
        partage=said.partage,
        partager=said.partager,
    )
