"""What is known of the language of a projet de santé: its sigles, its terms of other days, amounts never in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.langue.sigle import Emploi, Sigle
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class TermeAncien:
    """``anciens`` are the ways of writing it; those in capitals are looked for as such.

    ``avec`` are words of which one must be in the sentence, ``sauf`` words of which none may be; ``sauf_bareme`` is
    the barème under which the term is right.
    """

    anciens: tuple[str, ...]
    actuel: str
    avec: tuple[str, ...]
    sauf: tuple[str, ...]
    sauf_bareme: str
    depuis: str
    source: str


@dataclass(frozen=True, slots=True)
class MontantAbandonne:
    """An amount of the *fonctionnement* that was talked of and never signed, for a size from 1 to 4."""

    montant: str
    taille: int
    source: str


@dataclass(frozen=True, slots=True)
class Langue:
    """``dictionnaire`` comes with the software, ``propres`` are the CPTS's own and overrule it."""

    dictionnaire: tuple[Sigle, ...] = ()
    propres: tuple[Sigle, ...] = ()
    termes: tuple[TermeAncien, ...] = ()
    montants: tuple[MontantAbandonne, ...] = ()

    @property
    def sens(self) -> Mapping[str, tuple[str, ...]]:
        """Every meaning of each sigle; one alone when the CPTS says which."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.dictionnaire:
            found[entry.sigle] = (*found.get(entry.sigle, ()), entry.sens)
        return {**found, **{entry.sigle: (entry.sens,) for entry in self.propres}}


@dataclass(frozen=True, slots=True)
class Lexique:
    """What the texts use: the meaning of each sigle, those without any, those with several."""

    sens: Mapping[str, str] = field(default_factory=dict)
    inexpliques: tuple[Emploi, ...] = ()
    ambigus: tuple[Emploi, ...] = ()
