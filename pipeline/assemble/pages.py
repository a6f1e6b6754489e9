"""Pages made of the project itself: what parts of documents say, gathered by subject, with the drawings of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.assemble.annexes import communes
from pipeline.assemble.besoins import table_besoins, table_reponses
from pipeline.assemble.bref import bref
from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.cases import cases, leading_to_blocs, leading_to_cells
from pipeline.assemble.budget.detaille import budget_detaille
from pipeline.assemble.budget.versements import versements
from pipeline.assemble.changements.blocs import en_blocs
from pipeline.assemble.dessins import with_drawings
from pipeline.assemble.grille import grille
from pipeline.assemble.indicateurs import tableau_indicateurs
from pipeline.assemble.legendes import with_legendes
from pipeline.assemble.partie import Partie, alinea, etiquette, tableau, titre
from pipeline.assemble.rapport import resultats
from pipeline.assemble.renvois import with_renvois
from pipeline.assemble.tableaux import with_tableaux
from pipeline.assemble.typographie import typeset
from pipeline.model import page
from pipeline.model.agenda import Evenement
from pipeline.model.carte import TERRITOIRE
from pipeline.model.changement import Resume
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu, Document
from pipeline.model.fait import Fait
from pipeline.model.frise import ACTIONS
from pipeline.model.graphique import PROFESSIONS
from pipeline.model.mission import MISSIONS
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Figure, Heading

RIEN_DE_DATE = "Rien n'a encore de date : donnez celles du contrat dans content/projet.yaml, et celles des fiches."
REPEATED = (page.ACCUEIL, page.GRILLE)
"""Pages whose title their first part says again."""

SANS_FICHE = "Aucune fiche n'a encore d'indicateur."


def vue(cle: str, projet: Projet, comptes: Comptes, evenements: Sequence[Evenement]) -> Document:
    """The page of a subject; ``evenements`` are the dates of the calendar."""
    comptes = with_drawings(projet, with_tableaux(projet, comptes))
    corps = PARTIES[cle](projet, comptes, Constats(()))
    if cle == page.CALENDRIER:
        corps = (*corps, *_dates(evenements))
    return _page(cle, _without_its_title(corps) if cle in REPEATED else corps, comptes)


def changements(resume: Resume, comptes: Comptes) -> Document:
    return _page(page.CHANGEMENTS, en_blocs(resume), comptes)


def _page(cle: str, corps: Sequence[Contenu], comptes: Comptes) -> Document:
    """A document that no Word template dresses."""
    whole = with_renvois(with_legendes(corps), comptes)
    return typeset(Document(cle, page.TITRES[cle], "", {}, whole, "", ""))


def _without_its_title(corps: Sequence[Contenu]) -> Sequence[Contenu]:
    """The page has that title already: those under it rise by one."""
    first = corps[0] if corps else None
    if not isinstance(first, Heading) or first.level > 1:
        return corps
    return tuple(
        replace(block, level=block.level - 1) if isinstance(block, Heading) else block
        for block in corps[1:]
    )


def _budget(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """The balance, the costs, then what arrives and when, each with its chart first; at last, the cells of the workbook."""
    budget = projet.budget
    first, *others = leading_to_cells(budget_detaille(projet, comptes, constats), budget)
    return (
        first,
        *_drawn(comptes, "graphique.budget", "graphique.natures"),
        *others,
        *_drawn(comptes, "graphique.droits", "graphique.tresorerie"),
        *leading_to_blocs(versements(projet, comptes, constats), budget),
        *cases(budget),
    )


def _calendrier(_projet: Projet, comptes: Comptes, _constats: Constats) -> tuple[Contenu, ...]:
    return _drawn(comptes, ACTIONS)


def _dates(evenements: Sequence[Evenement]) -> tuple[Block, ...]:
    if not evenements:
        return (alinea(RIEN_DE_DATE),)
    rows = [(str(one.quand), one.titre, one.precision) for one in evenements]
    return (
        titre(1, "Les dates"),
        etiquette("Dates du contrat, des versements et des fiches"),
        tableau(("Date", "Quoi", "Précision"), rows, ("left",) * 3),
    )


def _indicateurs(projet: Projet, comptes: Comptes, _constats: Constats) -> tuple[Contenu, ...]:
    """What is reached, then what each fiche aims at, mission by mission."""
    measured = tuple(resultats(comptes))
    reached = (titre(1, "Ce qui est atteint"), *measured) if measured else ()
    aimed = tuple(_aims(projet, comptes))
    return (*reached, *(aimed or (alinea(SANS_FICHE),)))


def _aims(projet: Projet, comptes: Comptes) -> Iterator[Contenu]:
    for mission in MISSIONS:
        fiches = [fiche for fiche in projet.fiches_de(mission.cle) if fiche.indicateurs]
        if fiches:
            yield titre(1, mission.titre)
        for fiche in fiches:
            table = tableau_indicateurs(fiche.indicateurs, comptes.faits)
            name = fiche.titre.value if fiche.titre else fiche.path
            yield titre(2, f"{fiche.cle} — {name}")
            if table is not None:
                yield table
            start = f'fiche("{fiche.cle}").indicateur_'
            yield from _drawn(comptes, *(fact for fact in comptes.faits if fact.startswith(start)))


def _territoire(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    needs: tuple[Contenu, ...] = ()
    if projet.besoins:
        needs = (
            titre(1, "Les besoins et ce qui y répond"),
            etiquette("Besoins du diagnostic"),
            table_besoins(projet, comptes),
            etiquette("Réponses aux besoins"),
            table_reponses(projet, comptes),
        )
    return (
        *_drawn(comptes, TERRITOIRE),
        titre(1, "Les communes"),
        *_without_its_title(communes(projet, comptes, constats)),
        *_drawn(comptes, PROFESSIONS),
        *needs,
        *_drawn(comptes, "graphique.besoins"),
    )


PARTIES: Mapping[str, Partie] = {
    page.ACCUEIL: bref,
    page.BUDGET: _budget,
    page.CALENDRIER: _calendrier,
    page.INDICATEURS: _indicateurs,
    page.TERRITOIRE: _territoire,
    page.GRILLE: grille,
}


def _drawn(comptes: Comptes, *names: str) -> tuple[Contenu, ...]:
    """The figures of drawings, those that have something to show."""
    return tuple(_figures(comptes.faits[name] for name in names if name in comptes.faits))


def _figures(faits: Iterable[Fait]) -> Iterator[Figure]:
    for fait in faits:
        value = fait.valeur if isinstance(fait.valeur, tuple) else ()
        yield from (block for block in value if isinstance(block, Figure))
