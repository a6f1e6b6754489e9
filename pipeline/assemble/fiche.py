"""A fiche as the fields of its Word template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.fiche import CoutsDesFiches
from pipeline.assemble.indicateurs import tableau_indicateurs, variable
from pipeline.assemble.ligne_de_temps import ligne_de_temps
from pipeline.assemble.partie import inlines_with_faits, text_with_faits, with_faits
from pipeline.model.ancre import de_fiche
from pipeline.model.colonnes import QUI
from pipeline.model.comptes import Comptes
from pipeline.model.document import (
    TABLEAU_BUDGET,
    TABLEAU_INDICATEURS,
    Champ,
    Champs,
    FicheMiseEnPage,
    Riche,
)
from pipeline.model.fait import Fait
from pipeline.model.fiche import AUTRES_RUBRIQUES, TRAME, Egare, Etape, Fiche, Indicateur
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.mission import PAR_CLE
from pipeline.model.parcours import shift
from pipeline.model.personne import Annuaire
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    Block,
    Callout,
    Cell,
    Heading,
    Inline,
    LigneDeTemps,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.span import Placed, Span

CELL = "Tableau texte"
A_PLACER = "Attention"
"""The box around what the trame has no place for."""


def laid_out(
    fiches: Iterable[Fiche], projet: Projet, comptes: Comptes, constats: Constats
) -> Iterator[FicheMiseEnPage]:
    """Each fiche as its template prints it."""
    couts = CoutsDesFiches(projet.budget)
    return (_laid_out(fiche, projet, comptes, constats, couts) for fiche in fiches)


def _laid_out(
    fiche: Fiche, projet: Projet, comptes: Comptes, constats: Constats, couts: CoutsDesFiches
) -> FicheMiseEnPage:
    faits = comptes.faits
    annuaire = projet.annuaire
    prose = _Prose(fiche, annuaire, faits, constats.errors)
    titre = fiche.titre.value if fiche.titre else fiche.path
    champs: Champs = {
        "code": fiche.code.value if fiche.code else "",
        "titre": titre,
        "statut": _statut(fiche),
        "cls": fiche.cls,
        "cts": fiche.cts,
        "priorite": fiche.priorite,
        "cofinanceurs": [placed.value for placed in fiche.cofinanceurs],
        "mission": PAR_CLE[fiche.mission.value].titre if fiche.mission else "",
        "pilote": _pilots(fiche, annuaire),
        "pilote_contact": _contact(fiche.pilote, annuaire),
        "membres": [_person(placed, annuaire) for placed in fiche.membres],
        "besoins": [_besoin(placed.value, projet) for placed in fiche.besoins],
        "orientations": [_orientation(placed.value, projet) for placed in fiche.orientations_prs],
        "calendrier": _calendrier(fiche),
        "constats": Riche((*constats.of_file(fiche.path), *prose.without_a_place(""))),
        **_textes(prose),
        "sous_actions": _sous_actions(fiche, annuaire, faits),
        "indicateurs": [
            _indicateur(ind, faits) for ind in fiche.indicateurs if not ind.dans_le_texte
        ],
        TABLEAU_INDICATEURS: _tableau(fiche, faits),
        "planning": _planning(fiche, faits),
        **_couts(fiche, comptes),
        TABLEAU_BUDGET: _whole(couts.tableau(fiche.cle)),
    }
    line = ligne_de_temps(fiche, comptes.contrat)
    if line is not None:
        champs = {**champs, AU_PLANNING: _under(line, champs[AU_PLANNING])}
    ancre = de_fiche(fiche.code.value) if fiche.code else ""
    return FicheMiseEnPage(f"{fiche.cle} — {titre}", {"fiche": champs}, fiche.span, ancre)


AU_PLANNING = "planning_texte"
"""The field where the bar of the action stands, before what its author says of the planning."""


def _under(line: LigneDeTemps, text: Champ) -> Riche:
    return replace(text, blocs=(line, *text.blocs)) if isinstance(text, Riche) else Riche((line,))


def _planning(fiche: Fiche, faits: Mapping[str, Fait]) -> list[Champs]:
    """The steps, unless the author's own table of them is printed with the text."""
    return (
        [] if "planning" in fiche.en_prose else [_etape(etape, faits) for etape in fiche.planning]
    )


def _etape(etape: Etape, faits: Mapping[str, Fait]) -> Champs:
    date = str(etape.echeance) if etape.echeance else text_with_faits(etape.date.value, faits)
    return {"etape": _cell(etape.etape, faits, etape.span), "date": date}


def champs_remplis(projet: Projet, comptes: Comptes) -> dict[str, str]:
    """Each field of the template of fiches that is not empty everywhere → the first fiche that fills it."""
    filled: dict[str, str] = {}
    pages = laid_out(projet.fiches, projet, comptes, Constats(()))
    for fiche, page in zip(projet.fiches, pages, strict=True):
        for name in _filled(page.champs):
            filled.setdefault(name, fiche.cle)
    return filled


def _filled(champs: Champs, within: str = "") -> Iterator[str]:
    """The dotted names of what has something to print; all the lines of a list have the same."""
    for name, champ in champs.items():
        dotted = f"{within}{name}"
        values = [champ] if isinstance(champ, str | Riche | Mapping) else champ
        for value in values:
            if isinstance(value, Mapping):
                yield from _filled(value, f"{dotted}.")
            elif _of_its_author(value) if isinstance(value, Riche) else value:
                yield dotted


def _of_its_author(text: Riche) -> bool:
    """Whether it holds more than what we draw: a template may leave that out."""
    return any(not isinstance(block, LigneDeTemps) for block in text.blocs)


def _statut(fiche: Fiche) -> str:
    """Words on a fiche that is not yet agreed; none on one that is, or that does not say."""
    words = {"brouillon": "Fiche à l'état de brouillon", "en relecture": "Fiche en relecture"}
    return words.get(fiche.statut.value, "") if fiche.statut else ""


def _textes(prose: _Prose) -> Champs:
    """The text of each heading in the field that the trame gives it; without one, in a list of the others."""
    champs: dict[str, Champ] = {}
    others: list[Champs] = []
    for rubrique in TRAME:
        blocs = prose.of(rubrique.cle)
        if rubrique.champ:
            champs[rubrique.champ] = Riche(blocs, CELL) if rubrique.cellule else Riche(blocs)
        elif blocs:
            others.append({"titre": rubrique.titre, "texte": Riche(blocs)})
    return {**champs, AUTRES_RUBRIQUES: others}


class _Prose:
    """The text of each heading of the trame; the author's own headings stay below the title of the fiche.

    Where errors are shown, what has no place in the trame is framed after the rubrique that it follows.
    """

    def __init__(
        self, fiche: Fiche, annuaire: Annuaire, faits: Mapping[str, Fait], errors: Iterable[Finding]
    ) -> None:
        self.fiche = fiche
        self.annuaire = annuaire
        self.faits = faits
        self.shows_errors = any(finding.span.path == fiche.path for finding in errors)

    def of(self, cle: str) -> tuple[Block, ...]:
        blocks = self.fiche.textes.get(cle, ())
        if cle in self.fiche.en_prose:
            blocks = tuple(self.with_names(block) for block in blocks)
        return (*shift(with_faits(blocks, self.faits), 1), *self.without_a_place(cle))

    def without_a_place(self, apres: str) -> tuple[Block, ...]:
        if not self.shows_errors:
            return ()
        found = [egare for egare in self.fiche.egares if egare.apres == apres]
        return tuple(Callout(A_PLACER, self.framed(egare), egare.span) for egare in found)

    def framed(self, egare: Egare) -> tuple[Block, ...]:
        title = (Paragraph((Strong(egare.titre),), egare.span),) if egare.titre else ()
        return (*title, *with_faits(tuple(map(_as_text, egare.blocks)), self.faits))

    def with_names(self, block: Block) -> Block:
        """A table of the author's own, with the names of those whom it gives by their key."""
        titles = (
            [text_of(cell.inlines) for cell in block.header] if isinstance(block, Table) else []
        )
        if not isinstance(block, Table) or QUI not in titles:
            return block
        at = titles.index(QUI)
        rows = tuple((*row[:at], self.named(row[at]), *row[at + 1 :]) for row in block.rows)
        return replace(block, rows=rows)

    def named(self, cell: Cell) -> Cell:
        typed = text_of(cell.inlines).strip()
        personne = self.annuaire.trouver(typed) if typed else None
        return replace(cell, inlines=plain(personne.nom_complet)) if personne else cell


def _as_text(block: Block) -> Block:
    """A title inside a frame is a line in bold: the contents must not show it."""
    return Paragraph((Strong(block.inlines),), block.span) if isinstance(block, Heading) else block


def _person(placed: Placed[str] | None, annuaire: Annuaire) -> str:
    if placed is None:
        return ""
    personne = annuaire.trouver(placed.value)
    return personne.designation if personne else placed.value


def _pilots(fiche: Fiche, annuaire: Annuaire) -> str:
    """The pilot, then who leads with her."""
    with_her = ", ".join(_person(placed, annuaire) for placed in fiche.copilotes)
    return " ; copilote : ".join(filter(None, (_person(fiche.pilote, annuaire), with_her)))


def _contact(placed: Placed[str] | None, annuaire: Annuaire) -> str:
    personne = annuaire.trouver(placed.value) if placed else None
    contact = annuaire.contact(personne.cle) if personne else None
    if contact is None:
        return ""
    return ", ".join(
        part for part in (contact.telephone, contact.courriel, contact.adresse) if part
    )


def _besoin(code: str, projet: Projet) -> str:
    words = next((besoin.besoin for besoin in projet.besoins if besoin.code == code), "")
    return f"{code} : {words}" if words else code


def _orientation(code: str, projet: Projet) -> str:
    title = projet.identite.orientations_prs.get(code, "")
    return f"{code} : {title}" if title else code


def _calendrier(fiche: Fiche) -> str:
    dates = fiche.dates
    parts = (
        f"démarrage : {dates.demarrage.value}" if dates.demarrage else "",
        f"déploiement : {dates.deploiement.value}" if dates.deploiement else "",
        f"fin : {dates.fin.value}" if dates.fin else "",
    )
    return " ; ".join(part for part in parts if part)


def _cell(inlines: tuple[Inline, ...], faits: Mapping[str, Fait], span: Span) -> Riche:
    return Riche((Paragraph(inlines_with_faits(inlines, faits), span),) if inlines else (), CELL)


def _sous_actions(fiche: Fiche, annuaire: Annuaire, faits: Mapping[str, Fait]) -> list[Champs]:
    rows: list[Champs] = []
    for rank, line in enumerate(
        fiche.sous_actions if "sous_actions" not in fiche.en_prose else (), 1
    ):
        rows.append(
            {
                "rang": str(rank),
                "action": _cell(line.action, faits, line.span),
                "qui": text_with_faits(annuaire.en_clair(line.qui.value), faits),
                "quand": text_with_faits(line.quand.value, faits),
                "livrable": _cell(line.livrable, faits, line.span),
            }
        )
    return rows


def _indicateur(indicateur: Indicateur, faits: Mapping[str, Fait]) -> Champs:
    fields = {
        "nom": indicateur.nom,
        "type": indicateur.type,
        "definition": indicateur.definition,
        "source": indicateur.source,
        "frequence": indicateur.frequence,
        "sens": indicateur.sens,
        "depart": indicateur.depart,
        "variable": variable(indicateur),
    }
    targets = [
        f"année {year} : {placed.value}" for year, placed in sorted(indicateur.cibles.items())
    ]
    targets += [indicateur.sans_cible.value] if indicateur.sans_cible else []
    return {
        **{name: text_with_faits(text, faits) for name, text in fields.items()},
        "cibles": [text_with_faits(target, faits) for target in targets],
    }


def _tableau(fiche: Fiche, faits: Mapping[str, Fait]) -> Riche:
    listed = [one for one in fiche.indicateurs if not one.dans_le_texte]
    return _whole(tableau_indicateurs(listed, faits))


def _whole(table: Table | None) -> Riche:
    return Riche((table,) if table else ())


def _couts(fiche: Fiche, comptes: Comptes) -> Champs:
    """What the workbook ties to the fiche, in euros per contract year."""
    costs = comptes.couts_fiches.get(fiche.code.value) if fiche.code else None
    if costs is None:
        return {"couts": [], "cout_total": ""}
    rows: list[Champs] = [
        {"annee": f"Année {year}", "montant": euros(amount)} for year, amount in enumerate(costs, 1)
    ]
    return {"couts": rows, "cout_total": euros(sum(costs, Decimal(0)))}
