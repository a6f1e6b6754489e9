"""The facts that do not print the same in two states, each with the change that it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.changement import Cause
from pipeline.model.fait import FORMES, Fait
from pipeline.model.origine import marques_de, section_et_rang
from pipeline.model.prose import VARIABLE
from pipeline.model.valeur import dataclass

Faits = Mapping[str, Fait]


@dataclass(frozen=True, slots=True)
class Chiffre:
    """``avant`` and ``apres`` as printed; ``causes`` are the changes that, alone, would change it too."""

    nom: str
    sens: str
    avant: str
    apres: str
    causes: tuple[Cause, ...]


def chiffres(avant: Faits, apres: Faits, seuls: Sequence[tuple[Cause, Faits]]) -> Iterator[Chiffre]:
    """``seuls`` are the facts of the old state with one change alone."""
    for nom, fait in apres.items():
        old = avant.get(nom)
        if old is None or old.valeur == fait.valeur:
            continue
        causes = tuple(
            cause for cause, faits in seuls if nom in faits and faits[nom].valeur != old.valeur
        )
        for forme in ("", *FORMES):
            one, other = old.dans_la_forme(forme), fait.dans_la_forme(forme)
            if one and other and one != other:
                yield Chiffre(nom, fait.sens, one, other, causes)


def citees(textes: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Each fact → the sections of the texts that cite it; a text is its path and its words."""
    found: dict[str, set[str]] = {}
    for path, text in textes:
        if "{{" not in text:
            continue
        marks = marques_de(path, text)
        for number, line in enumerate(text.splitlines(), 1):
            told = section_et_rang(marks.get(number, ""))
            for cited in VARIABLE.finditer(line) if told else ():
                found.setdefault(cited[1].strip(), set()).add(told[0] if told else "")
    return found
