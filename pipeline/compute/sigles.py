"""The sigles that the texts use, and what each one means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.langue.lexique import Lexique
from pipeline.model.langue.mots import fold
from pipeline.model.langue.sigle import Emploi, in_capitals, meaning_in, sigles_in
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.projet import Projet, TexteSource
from pipeline.model.territoire import Commune

ACCENTED = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}


@dataclass
class _Seen:
    """Where a sigle stands first, and how often it is used."""

    texte: TexteSource
    offset: int
    fois: int = 0


def lexique(projet: Projet, communes: Sequence[Commune]) -> Lexique:
    """The dictionary, then what the texts say themselves, for the sigles it lacks or gives several meanings."""
    known = projet.langue.sens
    seen = _seen(projet, frozenset(known))
    sens = {sigle: meanings[0] for sigle, meanings in known.items() if len(meanings) == 1}
    said = {sigle: _said(projet, sigle) for sigle in seen if sigle not in sens}
    names = _names(projet, communes)
    replaced = {old for terme in projet.langue.termes for old in terme.anciens}
    unknown = [s for s in said if not said[s] and s not in known and s not in replaced]
    unknown = [sigle for sigle in unknown if not _is_a_word(projet, sigle, names)]
    return Lexique(
        {**sens, **{sigle: meaning for sigle, meaning in said.items() if meaning}},
        tuple(_use(sigle, seen[sigle]) for sigle in unknown),
        tuple(_use(sigle, seen[sigle]) for sigle in said if not said[sigle] and sigle in known),
    )


def _use(sigle: str, seen: _Seen) -> Emploi:
    return Emploi(sigle, place(seen.texte, seen.offset), seen.fois)


def _seen(projet: Projet, known: frozenset[str]) -> dict[str, _Seen]:
    """Every sigle of the Markdown sources; a line typed in capitals holds the known ones only."""
    found: dict[str, _Seen] = {}
    for texte in markdown(projet.textes):
        text = prose(texte)
        for sigle, offset in sigles_in(text, known):
            if sigle not in known and in_capitals(text, offset, known):
                continue
            found.setdefault(sigle, _Seen(texte, offset)).fois += 1
    return found


def _said(projet: Projet, sigle: str) -> str:
    for texte in markdown(projet.textes):
        text = prose(texte)
        meaning = meaning_in(text, sigle) if sigle[:2] in text else ""
        if meaning:
            return meaning
    return ""


def _names(projet: Projet, communes: Sequence[Commune]) -> frozenset[str]:
    """Words of names of people, structures and communes, which some type in capitals."""
    names = [
        name for personne in projet.annuaire.personnes for name in (personne.nom, personne.prenom, personne.commune)
    ]
    names += [commune.nom for commune in communes]
    return frozenset(word for name in names for word in fold(name).replace("-", " ").split())


def _is_a_word(projet: Projet, sigle: str, names: frozenset[str]) -> bool:
    """Whether it is an ordinary word or a name in capitals: the texts have it in small letters too."""
    if fold(sigle) in names:
        return True
    first, *rest = (ACCENTED.get(letter, letter) for letter in fold(sigle))
    pattern = re.compile(rf"(?<!\w)[{first}{first.upper()}]" + "".join(f"[{letter}]" for letter in rest) + r"(?!\w)")
    return any(pattern.search(prose(texte)) for texte in markdown(projet.textes))
