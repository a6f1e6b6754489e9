"""The sigles that the texts use, and what each one means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.langue.lexique import Lexique
from pipeline.model.langue.mots import fold
from pipeline.model.langue.sigle import Emploi, counted, in_capitals, meanings_in, sigles_in
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.motif import motif
from pipeline.model.projet import Projet, TexteSource
from pipeline.model.territoire import Commune

WORD = motif(r"\w+")


@dataclass
class _Seen:
    """Where a sigle stands first, and how often it is used."""

    texte: TexteSource
    offset: int
    fois: int = 0
    compte: str = ""
    """What the number before it says that it means, each time that it stands."""


def lexique(projet: Projet, communes: Sequence[Commune]) -> Lexique:
    """The dictionary, then what the texts say themselves, for the sigles it lacks or gives several meanings."""
    known = projet.langue.sens
    seen = _seen(projet, frozenset(known))
    certain = {sigle: meanings[0] for sigle, meanings in known.items() if len(meanings) == 1}
    asked = [sigle for sigle in seen if sigle not in certain]
    told = _counted(seen) | _told(projet, asked)
    untold = [sigle for sigle in asked if sigle not in told]
    several = [sigle for sigle in untold if sigle in known]
    unknown = _without_words([sigle for sigle in untold if sigle not in known], projet, communes)
    return Lexique(certain | told, _uses(unknown, seen), _uses(several, seen))


def _counted(seen: Mapping[str, _Seen]) -> dict[str, str]:
    return {sigle: at.compte for sigle, at in seen.items() if at.compte}


def _told(projet: Projet, sigles: Iterable[str]) -> dict[str, str]:
    """What the texts themselves say that these mean: the first that says it."""
    wanted = set(sigles)
    told: dict[str, str] = {}
    for texte in markdown(projet.textes):
        if wanted:
            told |= meanings_in(prose(texte), wanted)
            wanted -= told.keys()
    return told


def _without_words(sigles: Iterable[str], projet: Projet, communes: Sequence[Commune]) -> list[str]:
    """Those that are no term replaced since, which another rule tells, and no ordinary word or name in capitals."""
    asked = list(sigles)
    if not asked:
        return []
    replaced = {old for terme in projet.langue.termes for old in terme.anciens}
    words = _names(projet, communes) | _words(projet)
    return [sigle for sigle in asked if sigle not in replaced and fold(sigle) not in words]


def _uses(sigles: Iterable[str], seen: Mapping[str, _Seen]) -> tuple[Emploi, ...]:
    """Where each stands first, and how often it is used."""
    first = [(sigle, seen[sigle]) for sigle in sigles]
    return tuple(Emploi(sigle, place(at.texte, at.offset), at.fois) for sigle, at in first)


def _seen(projet: Projet, known: frozenset[str]) -> dict[str, _Seen]:
    """Every sigle of the Markdown sources; a line typed in capitals holds the known ones only."""
    found: dict[str, _Seen] = {}
    for texte in markdown(projet.textes):
        text = prose(texte)
        for sigle, offset in sigles_in(text, known):
            if sigle not in known and in_capitals(text, offset, known):
                continue
            meaning = counted(text, offset, sigle)
            at = found.setdefault(sigle, _Seen(texte, offset, compte=meaning))
            at.fois += 1
            if not meaning and at.compte:
                at.texte, at.offset, at.compte = texte, offset, ""
    return found


def _names(projet: Projet, communes: Sequence[Commune]) -> frozenset[str]:
    """Words of names of people, structures and communes, which some type in capitals."""
    names = [
        name
        for personne in projet.annuaire.personnes
        for name in (personne.nom, personne.prenom, personne.commune)
    ]
    names += [commune.nom for commune in communes]
    return frozenset(word for name in names for word in fold(name).replace("-", " ").split())


def _words(projet: Projet) -> frozenset[str]:
    """The words of the texts in small letters, but for their first: an ordinary word or a name typed in capitals is one."""
    typed = {word for texte in markdown(projet.textes) for word in WORD.findall(prose(texte))}
    return frozenset(fold(word) for word in typed if word[1:] == word[1:].lower())
