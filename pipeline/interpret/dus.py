"""Which documents are due at the stage of the project, and which texts wait for a document that is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.interpret.fiches import FICHES
from pipeline.interpret.statuts import REGLEMENT, STATUTS
from pipeline.model.budget import Budget
from pipeline.model.coordination import attend_la_coordination
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import Fiche
from pipeline.model.livrable import (
    ACTES,
    AVENANT,
    CONVENTIONS,
    DEMANDE_FIR,
    FICHE_DE_POSTE,
    SIGNATURES,
    TEXTES,
    Livrable,
)
from pipeline.model.personne import Annuaire
from pipeline.model.projet import DOSSIERS_CHAPITRES, Chapitre, Identite, nom_d_acte
from pipeline.model.seance import SEANCES
from pipeline.model.source import Sources
from pipeline.model.statuts import Statuts


@dataclass(frozen=True)
class Dus:
    """The documents that are due, those that are not yet, and the paths of the texts that wait with the latter."""

    livrables: tuple[Livrable, ...]
    ecartes: tuple[Livrable, ...]
    en_attente: frozenset[str]

    def waits(self, path: str) -> bool:
        return path in self.en_attente


def documents_due(
    livrables: Iterable[Livrable],
    etape: EtapeCPTS,
    statuts: Statuts,
    sans_matiere: frozenset[str],
    chapitres: Mapping[str, Sequence[Chapitre]],
    sources: Sources,
) -> Dus:
    """``livrables`` parted by the stage, the meetings planned and what there is to print.

    ``sans_matiere`` are the parts that would have nothing to say (``parts_without_matter``).
    """
    planned = frozenset(cle for cle in SEANCES if statuts.valeurs.prevoit(cle))
    held = [one for one in livrables if one.seance in planned]
    dus = tuple(one for one in held if _is_due(one, etape, sans_matiere))
    ecartes = tuple(one for one in livrables if one not in dus)
    en_attente = _waiting(chapitres[TEXTES], dus, ecartes)
    en_attente |= _acts_waiting(chapitres["actes"], dus, ecartes)
    en_attente |= _later_than_the_letter(sources, etape, dus)
    if CONVENTIONS in sans_matiere:
        en_attente |= {one.path for one in chapitres[CONVENTIONS]}
    return Dus(dus, ecartes, en_attente)


def parts_without_matter(
    identite: Identite | None, annuaire: Annuaire, budget: Budget | None, fiches: Sequence[Fiche]
) -> frozenset[str]:
    """The parts that would have nothing to say: a document made of nothing else is not due."""
    there = {
        CONVENTIONS: annuaire.partenaires,
        DEMANDE_FIR: budget is not None and budget.du_fir,
        AVENANT: identite is not None and identite.version_signee,
        FICHE_DE_POSTE: any(attend_la_coordination(one, annuaire) for one in fiches),
    }
    return frozenset(part for part, matter in there.items() if not matter)


def _is_due(livrable: Livrable, etape: EtapeCPTS, sans_matiere: frozenset[str]) -> bool:
    """Whether its stage has come, and there is something to put in it."""
    parts = {placed.value for placed in livrable.parties} - {SIGNATURES}
    return livrable.est_du(etape) and not (parts and parts <= sans_matiere)


def _later_than_the_letter(
    sources: Sources, etape: EtapeCPTS, dus: Iterable[Livrable]
) -> frozenset[str]:
    """What the letter does not print, while it is all that is due: a new projet has these texts still to write."""
    if etape is not EtapeCPTS.LETTRE:
        return frozenset()
    printed = {placed.value for one in dus for placed in (*one.parties, *one.annexes)}
    printed |= {"actes"} if printed.intersection(ACTES) else set()
    folders = {
        **DOSSIERS_CHAPITRES,
        "fiches": FICHES,
        "statuts": STATUTS,
        "reglement-interieur": REGLEMENT,
    }
    later = tuple(folder for part, folder in folders.items() if part not in {*printed, TEXTES})
    return frozenset(path for path in sources.texts if path.startswith(later))


def _waiting(
    textes: Iterable[Chapitre], dus: Iterable[Livrable], ecartes: Iterable[Livrable]
) -> frozenset[str]:
    """The texts of documents that are not due: a blank left in one is no fault yet."""
    printed = {one.cle for one in dus}
    later = {one.cle for one in ecartes} - printed
    return frozenset(
        text.path
        for text in textes
        if any(map(text.est_dans, later)) and not any(map(text.est_dans, printed))
    )


def _acts_waiting(
    actes: Iterable[Chapitre], dus: Iterable[Livrable], ecartes: Iterable[Livrable]
) -> frozenset[str]:
    """The acts of meetings that nobody has planned: what they cite is not there yet."""
    printed, later = (
        {placed.value for one in those for placed in one.parties} for those in (dus, ecartes)
    )
    return frozenset(one.path for one in actes if nom_d_acte(one) in later - printed)
