"""The actions over the contract, as they are to be drawn: when each begins, is deployed and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from pipeline.model.droits import AnneeContrat
from pipeline.model.valeur import dataclass

ACTIONS = "frise.actions"
OPTIONS_FRISE = ("titre", "source")


@dataclass(frozen=True, slots=True)
class Barre:
    """A fiche, from its start to its end; ``deploiement`` is the day from which it works everywhere, None if unsaid."""

    code: str
    titre: str
    debut: date
    deploiement: date | None
    fin: date


@dataclass(frozen=True, slots=True)
class Groupe:
    """A mission: its rank, its fiches, and the latest days that the accord allows for its start and its deployment."""

    mission: int
    titre: str
    barres: tuple[Barre, ...]
    limite_demarrage: date | None
    limite_deploiement: date | None


@dataclass(frozen=True, slots=True)
class Frise:
    """``sans_date`` are the codes of the fiches whose start is not known, ``hors`` those of the fiches that are over before
    they begin or before the contract does, or begin after it: they are named under the drawing.

    One too long for a page goes on in ``suites``, which all begin on the day ``depuis``.
    """

    annees: tuple[AnneeContrat, ...]
    groupes: tuple[Groupe, ...]
    sans_date: tuple[str, ...] = ()
    alt: str = ""
    depuis: date | None = None
    suites: tuple[Frise, ...] = ()
    hors: tuple[str, ...] = ()

    @property
    def debut(self) -> date:
        if self.depuis is not None:
            return self.depuis
        first = min(
            (barre.debut for groupe in self.groupes for barre in groupe.barres),
            default=self.annees[0].debut,
        )
        return min(first, self.annees[0].debut)

    @property
    def fin(self) -> date:
        return self.annees[-1].fin


PAGE = 700
"""The height of a sheet, in the unit of its drawing, heads and legend aside."""

MISSION, FICHE, LIGNE = 20, 6, 15
"""What the name of a mission, the room under a fiche and each line of its title take of it."""

PAR_LIGNE = 46
"""Letters of a title on a line."""


def en_feuilles(groupes: Iterable[Groupe]) -> tuple[tuple[Groupe, ...], ...]:
    """The missions sheet by sheet, cut between two of them; one longer than a sheet is cut between two fiches."""
    sheets: list[list[Groupe]] = [[]]
    left = PAGE
    for groupe in (part for whole in groupes for part in _coupe(whole)):
        if sheets[-1] and _hauteur(groupe) > left:
            sheets.append([])
            left = PAGE
        sheets[-1].append(groupe)
        left -= _hauteur(groupe)
    return tuple(map(tuple, sheets))


def _coupe(groupe: Groupe) -> Iterator[Groupe]:
    """A mission in parts that fit a sheet each."""
    kept: list[Barre] = []
    named = groupe
    for barre in groupe.barres:
        if kept and _hauteur(replace(groupe, barres=(*kept, barre))) > PAGE:
            yield replace(named, barres=tuple(kept))
            named, kept = replace(groupe, titre=f"{groupe.titre} (suite)"), []
        kept.append(barre)
    yield replace(named, barres=tuple(kept))


def _hauteur(groupe: Groupe) -> int:
    titles = (len(f"{barre.code}  {barre.titre}") for barre in groupe.barres)
    return MISSION + sum(FICHE + LIGNE * -(-letters // PAR_LIGNE) for letters in titles)


def en_un(frise: Frise) -> Frise:
    """A calendar whose sheets were cut for paper, in one piece; a mission that was cut has its fiches together again."""
    sheets = (frise, *frise.suites)
    whole: dict[int, Groupe] = {}
    for groupe in (part for sheet in sheets for part in sheet.groupes):
        first = whole.get(groupe.mission)
        whole[groupe.mission] = (
            replace(first, barres=(*first.barres, *groupe.barres)) if first else groupe
        )
    return replace(
        frise,
        groupes=tuple(whole.values()),
        sans_date=sheets[-1].sans_date,
        hors=sheets[-1].hors,
        alt=" ".join(sheet.alt for sheet in sheets),
        suites=(),
    )


def nom_de_feuille(cle: str, rang: int) -> str:
    """How the sheet of that rank (from 0) is called among the drawings: the first by the citation itself."""
    return f"{cle} feuille={rang + 1}" if rang else cle


Frises = Mapping[str, Frise]
"""What each citation of the actions draws, by the citation as it is kept (``Variable.cle``)."""


def est_une_frise(nom: str) -> bool:
    return nom == ACTIONS or (nom.startswith('mission("') and nom.endswith('").frise'))


def cle_de_frise(nom: str) -> str:
    """The word that references use.

    >>> cle_de_frise(ACTIONS), cle_de_frise('mission("prevention").frise')
    ('frise-actions', 'frise-prevention')
    """
    return "frise-actions" if nom == ACTIONS else f"frise-{nom.split(chr(34))[1]}"
