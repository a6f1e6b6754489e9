"""Trees to nouns, one file at a time: which keys, headings and columns we use, and what each one means.

A rule that compares two files is not here but in ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.interpret.acceptes import interpret_acceptes
from pipeline.interpret.baremes import interpret_baremes, interpret_plafonds
from pipeline.interpret.besoins import interpret_besoins
from pipeline.interpret.budget_etranger.postes import POSTES, Postes
from pipeline.interpret.chapitres import interpret_chapitres
from pipeline.interpret.charte import interpret_charte
from pipeline.interpret.classeur.budget import interpret_budget
from pipeline.interpret.classeur.mesures import interpret_mesures
from pipeline.interpret.classeur.tableaux import Dictionnaire
from pipeline.interpret.communes import communes_named, interpret_communes, seat_named
from pipeline.interpret.contrat import interpret_regles
from pipeline.interpret.donnees import interpret_donnees
from pipeline.interpret.fiches import FICHES, interpret_fiches
from pipeline.interpret.identite import PROJET, interpret_identite
from pipeline.interpret.langue import interpret_langue
from pipeline.interpret.livrables import interpret_livrables
from pipeline.interpret.personnes import CONTACTS, interpret_annuaire
from pipeline.interpret.presence import is_an_image, report_presence
from pipeline.interpret.seances import interpret_presences, interpret_votes
from pipeline.interpret.statuts import REGLEMENT, STATUTS, VALEURS, interpret_statuts
from pipeline.interpret.suivi import interpret_suivis
from pipeline.interpret.versions import interpret_validations, interpret_versions
from pipeline.interpret.versions_budget import interpret_versions_budget, workbooks_of_versions
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import Budget
from pipeline.model.contours import Contours
from pipeline.model.contrat import ReglesContrat
from pipeline.model.coordination import attend_la_coordination
from pipeline.model.decoupage import Decoupage
from pipeline.model.doutes import HORS_TEXTE, SEULE_VALEUR, Doutes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import Fiche
from pipeline.model.files import BUDGETS, CONTENT, PIECES, REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
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
from pipeline.model.mesure import INDICATEURS, Mesures
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.personne import Annuaire
from pipeline.model.projet import (
    DOSSIERS_CHAPITRES,
    Chapitre,
    Citation,
    Identite,
    Piece,
    Projet,
    TexteSource,
    bareme_nomme,
    nom_d_acte,
)
from pipeline.model.prose import Block
from pipeline.model.seance import SEANCES
from pipeline.model.source import MarkdownFile, Sources, Workbook, YamlScalar
from pipeline.model.version_budget import DOSSIER

CITED = motif(r"\{\{|\]|<")
"""Without any of these a text cites nothing."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers")
EXEMPLES = REFERENCE + "exemple.csv"
PROFESSIONS = REFERENCE + "professions.csv"

__all__ = [
    "citations_of",
    "communes_named",
    "first_year",
    "interpret",
    "path_of_workbook",
    "seat_named",
    "workbooks_of_versions",
]


def path_of_workbook(sources: Sources) -> str | None:
    """The workbook that ``projet.yaml`` names, before anything else is interpreted."""
    tree = sources.yaml(PROJET)
    node = tree.get("classeur") if tree else None
    return node.text.strip() if isinstance(node, YamlScalar) else None


def interpret(
    sources: Sources,
    workbook: Workbook | None,
    decoupage: Decoupage | None,
    contours: Contours,
    said: Iterable[Finding],
    indicateurs: Workbook | None = None,
    versions: Mapping[str, Workbook | None] | None = None,
) -> tuple[Projet, tuple[Finding, ...]]:
    """The project, with a hole wherever a file could not be read; ``said`` are the findings of the readers.

    ``indicateurs`` is the workbook of what was measured, None while there is none that can be read; ``versions`` are
    those that keep the versions of the budget, by their paths.
    """
    findings: list[Finding] = []
    identite = interpret_identite(sources, findings)
    etape = identite.etape if identite else EtapeCPTS.PROJET
    report_presence(sources, etape, findings)
    livrables = interpret_livrables(sources, findings)
    statuts = interpret_statuts(sources, findings)
    chapitres = interpret_chapitres(sources, findings)
    annuaire = interpret_annuaire(sources, findings)
    budget = _budget(workbook, identite, findings, lambda: Postes(sources.csv(POSTES)))
    fiches = interpret_fiches(sources, findings, first_year(identite))
    sans_matiere = _parts_without_matter(identite, annuaire or Annuaire(), _whole(budget), fiches)
    planned = frozenset(cle for cle in SEANCES if statuts.valeurs.prevoit(cle))
    dus = tuple(
        one for one in livrables if one.seance in planned and _is_due(one, etape, sans_matiere)
    )
    ecartes = tuple(one for one in livrables if one not in dus)
    en_attente = _waiting(chapitres[TEXTES], dus, ecartes)
    en_attente |= _acts_waiting(chapitres["actes"], dus, ecartes)
    en_attente |= _later_than_the_letter(sources, etape, dus)
    if CONVENTIONS in sans_matiere:
        en_attente |= {one.path for one in chapitres[CONVENTIONS]}
    communes = interpret_communes(sources, findings)
    besoins = interpret_besoins(sources, findings)
    baremes = interpret_baremes(sources, findings)
    regles = interpret_regles(sources, findings)
    read = {
        Piece.IDENTITE: identite,
        Piece.COMMUNES: communes,
        Piece.DECOUPAGE: decoupage,
        Piece.ANNUAIRE: annuaire,
        Piece.BESOINS: besoins,
        Piece.BUDGET: _whole(budget),
        Piece.BAREME: bareme_nomme(identite, baremes) if identite else None,
        Piece.REGLES: regles,
        Piece.STATUTS: sources.yaml(VALEURS),
    }
    projet = Projet(
        trous=frozenset(piece for piece, found in read.items() if found is None),
        identite=identite or Identite(),
        communes=communes or (),
        decoupage=decoupage or Decoupage(),
        contours=contours,
        annuaire=annuaire or Annuaire(),
        contacts_presents=CONTACTS in sources.files,
        besoins=besoins or (),
        chapitres=chapitres,
        donnees=interpret_donnees(sources, findings),
        fiches=fiches,
        fiches_illisibles=_fiches_illisibles(sources),
        budget=budget or Budget(),
        baremes=baremes,
        regles=regles or ReglesContrat(),
        plafonds=interpret_plafonds(sources, findings),
        statuts=statuts,
        livrables=dus,
        livrables_ecartes=ecartes,
        charte=interpret_charte(sources, findings),
        versions=interpret_versions(sources, findings),
        validations=interpret_validations(sources, findings),
        acceptes=interpret_acceptes(sources, findings),
        langue=interpret_langue(sources, findings),
        exemples=_exemples(sources),
        professions=_professions(sources),
        textes=tuple(texte for texte in _textes(sources) if texte.path not in en_attente),
        citations=tuple(node for node in citations_of(sources) if node.span.path not in en_attente),
        images=_images(sources),
        images_lisibles=sources.pictures,
        poids_des_images={path: len(sources.files[path]) for path in _images(sources)},
        dessins=sources.dessins,
        classeur_present=path_of_workbook(sources) in sources.files,
        classeurs=_classeurs(sources),
        pieces=_pieces(sources),
        classeurs_de_versions=frozenset(
            path
            for path in sources.files
            if path.startswith(DOSSIER) or path in workbooks_of_versions(sources)
        ),
        versions_budget=interpret_versions_budget(sources, versions or {}, findings),
        mesures=interpret_mesures(indicateurs, findings) if indicateurs else Mesures(),
        presences=interpret_presences(sources, findings),
        votes=interpret_votes(sources, findings),
        suivis=interpret_suivis(sources, findings),
        illisibles=sources.unreadable,
    )
    doutes = _doutes([f for f in (*said, *findings) if f.is_error], projet.textes)
    return replace(projet, doutes=doutes), tuple(findings)


def _parts_without_matter(
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


def _doutes(errors: Sequence[Finding], textes: Iterable[TexteSource]) -> Doutes:
    if not errors:
        return Doutes()
    return Doutes(
        _lines(errors),
        _lines([error for error in errors if error.code not in SEULE_VALEUR]),
        frozenset(
            e.span.path for e in errors if e.code in HORS_TEXTE and e.span.path.endswith(".md")
        ),
        {texte.path: texte.body_line for texte in textes},
    )


def _lines(errors: Iterable[Finding]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for error in errors:
        found.setdefault(error.span.path, set()).add(error.span.line or 1)
    return {path: frozenset(lines) for path, lines in found.items()}


def _fiches_illisibles(sources: Sources) -> tuple[str, ...]:
    return tuple(sorted(path for path in sources.unreadable if path.startswith(FICHES)))


def _budget(
    workbook: Workbook | None,
    identite: Identite | None,
    findings: list[Finding],
    postes: Dictionnaire,
) -> Budget | None:
    if workbook is None:
        return None
    missions = [placed.value for placed in identite.missions] if identite else []
    return interpret_budget(workbook, (FONCTIONNEMENT, *missions), findings, postes)


def _whole(budget: Budget | None) -> Budget | None:
    return budget if budget is not None and budget.entier else None


def first_year(identite: Identite | None) -> int:
    """The civil year in which the contract takes effect; 0 while nothing says it."""
    dates = identite.dates if identite else {}
    start = dates.get("effet") or dates.get("signature")
    return start.value.debut.year if start else 0


def _images(sources: Sources) -> tuple[str, ...]:
    return tuple(
        sorted(path for path in sources.files if path.startswith(CONTENT) and is_an_image(path))
    )


def _classeurs(sources: Sources) -> tuple[str, ...]:
    """Those that may be the budget: what was measured is in others, named after it."""
    mesures = INDICATEURS.removesuffix(".xlsx")
    in_budgets = [
        path
        for path in sorted(sources.files)
        if path.startswith(BUDGETS) and not path.startswith((mesures, PIECES, DOSSIER))
    ]
    versions = {
        path for path in workbooks_of_versions(sources) if path != path_of_workbook(sources)
    }
    return tuple(
        path for path in in_budgets if path.lower().endswith(SPREADSHEETS) and path not in versions
    )


def _pieces(sources: Sources) -> tuple[str, ...]:
    found = sorted(path for path in sources.files if path.startswith(PIECES))
    return tuple(path.removeprefix(PIECES) for path in found)


def _exemples(sources: Sources) -> dict[str, str]:
    csv = sources.csv(EXEMPLES)
    return {row[0].value: row[1].value for row in csv.rows} if csv else {}


def _professions(sources: Sources) -> dict[str, str]:
    csv = sources.csv(PROFESSIONS)
    return (
        {fold(form): row[0].value for row in csv.rows for form in row[1].value.split(",")}
        if csv
        else {}
    )


def _textes(sources: Sources) -> tuple[TexteSource, ...]:
    """What authors typed, line by line, in every file that could be read."""
    textes: list[TexteSource] = []
    for path, text in sources.texts.items():
        tree = sources.trees.get(path)
        if tree is not None and path.startswith(CONTENT):
            first = tree.body_line if isinstance(tree, MarkdownFile) else 1
            textes.append(TexteSource(path, tuple(text.split("\n")), first or 1))
    return tuple(textes)


def citations_of(sources: Sources) -> Iterator[Citation]:
    """What the texts cite, in their order."""
    for path, tree in sources.trees.items():
        if (
            isinstance(tree, MarkdownFile)
            and path.startswith(CONTENT)
            and CITED.search("\n".join(tree.lines))
        ):
            for block in tree.blocks:
                yield from _citations_of(block)


def _citations_of(block: Block) -> Iterator[Citation]:
    for inlines in inlines_of(block):
        for node in leaves(inlines):
            if isinstance(node, Citation):
                yield node
