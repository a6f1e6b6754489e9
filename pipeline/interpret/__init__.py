"""Trees to nouns, one file at a time: which keys, headings and columns we use, and what each one means.

A rule that compares two files is not here but in ``check``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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
from pipeline.interpret.dus import documents_due, parts_without_matter
from pipeline.interpret.fiches import FICHES, interpret_fiches
from pipeline.interpret.identite import PROJET, interpret_identite
from pipeline.interpret.langue import interpret_langue
from pipeline.interpret.livrables import interpret_livrables
from pipeline.interpret.personnes import CONTACTS, interpret_annuaire
from pipeline.interpret.presence import is_an_image, report_presence
from pipeline.interpret.seances import interpret_presences, interpret_votes
from pipeline.interpret.statuts import VALEURS, interpret_statuts
from pipeline.interpret.suivi import interpret_suivis
from pipeline.interpret.versions import interpret_validations, interpret_versions
from pipeline.interpret.versions_budget import interpret_versions_budget, workbooks_of_versions
from pipeline.model.bareme import FONCTIONNEMENT, Bareme
from pipeline.model.budget import Budget
from pipeline.model.contours import Contours
from pipeline.model.contrat import ReglesContrat
from pipeline.model.decoupage import Decoupage
from pipeline.model.diagnostic import Besoin
from pipeline.model.doutes import (
    HORS_TEXTE,
    REMISE_EN_ORDRE,
    SEULE_VALEUR,
    SIGNE_INVISIBLE,
    SOUS_SON_TITRE,
    Doutes,
)
from pipeline.model.files import BUDGETS, CONTENT, PIECES, REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.mesure import INDICATEURS, Mesures
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.personne import Annuaire
from pipeline.model.projet import (
    Citation,
    Identite,
    Piece,
    Projet,
    TexteSource,
    bareme_nomme,
)
from pipeline.model.prose import Block
from pipeline.model.source import MarkdownFile, Sources, Workbook, YamlScalar
from pipeline.model.territoire import LigneCommune
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
    lues = _pieces_lues(sources, workbook, decoupage, findings)
    etape = lues.complete_identite.etape
    report_presence(sources, etape, findings)
    livrables = interpret_livrables(sources, findings)
    statuts = interpret_statuts(sources, findings)
    chapitres = interpret_chapitres(sources, findings)
    fiches = interpret_fiches(sources, findings, first_year(lues.identite))
    sans_matiere = parts_without_matter(
        lues.identite, lues.complete_annuaire, lues.budget_entier, fiches
    )
    dus = documents_due(livrables, etape, statuts, sans_matiere, chapitres, sources)
    images = _images(sources)
    projet = Projet(
        trous=lues.trous(sources),
        identite=lues.complete_identite,
        communes=lues.communes or (),
        decoupage=decoupage or Decoupage(),
        contours=contours,
        annuaire=lues.complete_annuaire,
        contacts_presents=CONTACTS in sources.files,
        besoins=lues.besoins or (),
        chapitres=chapitres,
        donnees=interpret_donnees(sources, findings),
        fiches=fiches,
        fiches_illisibles=_fiches_illisibles(sources),
        budget=lues.budget or Budget(),
        baremes=lues.baremes,
        regles=lues.regles or ReglesContrat(),
        plafonds=interpret_plafonds(sources, findings),
        statuts=statuts,
        livrables=dus.livrables,
        livrables_ecartes=dus.ecartes,
        charte=interpret_charte(sources, findings),
        versions=interpret_versions(sources, findings),
        validations=interpret_validations(sources, findings),
        acceptes=interpret_acceptes(sources, findings),
        langue=interpret_langue(sources, findings),
        exemples=_exemples(sources),
        professions=_professions(sources),
        textes=tuple(texte for texte in _textes(sources) if not dus.waits(texte.path)),
        citations=tuple(node for node in citations_of(sources) if not dus.waits(node.span.path)),
        images=images,
        images_lisibles=sources.pictures,
        poids_des_images={path: len(sources.files[path]) for path in images},
        dessins=sources.dessins,
        classeur_present=path_of_workbook(sources) in sources.files,
        classeurs=_classeurs(sources),
        pieces=_pieces(sources),
        classeurs_de_versions=_classeurs_de_versions(sources),
        versions_budget=interpret_versions_budget(sources, versions or {}, findings),
        mesures=_mesures(indicateurs, findings),
        presences=interpret_presences(sources, findings),
        votes=interpret_votes(sources, findings),
        suivis=interpret_suivis(sources, findings),
        illisibles=sources.unreadable,
    )
    doutes = _doutes((*said, *findings), projet.textes, sources.unreadable)
    return replace(projet, doutes=doutes), tuple(findings)


@dataclass(frozen=True)
class _Lues:
    """The pieces of the project that can be holes: None where the file is absent or cannot be read."""

    identite: Identite | None
    communes: tuple[LigneCommune, ...] | None
    decoupage: Decoupage | None
    annuaire: Annuaire | None
    besoins: tuple[Besoin, ...] | None
    budget: Budget | None
    baremes: Mapping[str, Bareme]
    regles: ReglesContrat | None

    @property
    def complete_identite(self) -> Identite:
        return self.identite or Identite()

    @property
    def complete_annuaire(self) -> Annuaire:
        return self.annuaire or Annuaire()

    @property
    def budget_entier(self) -> Budget | None:
        """The budget, where every table of it could be read."""
        return self.budget if self.budget and self.budget.entier else None

    def trous(self, sources: Sources) -> frozenset[Piece]:
        bareme = bareme_nomme(self.identite, self.baremes) if self.identite else None
        read = {
            Piece.IDENTITE: self.identite,
            Piece.COMMUNES: self.communes,
            Piece.DECOUPAGE: self.decoupage,
            Piece.ANNUAIRE: self.annuaire,
            Piece.BESOINS: self.besoins,
            Piece.BUDGET: self.budget_entier,
            Piece.BAREME: bareme,
            Piece.REGLES: self.regles,
            Piece.STATUTS: sources.yaml(VALEURS),
        }
        return frozenset(piece for piece, found in read.items() if found is None)


def _pieces_lues(
    sources: Sources,
    workbook: Workbook | None,
    decoupage: Decoupage | None,
    findings: list[Finding],
) -> _Lues:
    identite = interpret_identite(sources, findings)
    return _Lues(
        identite=identite,
        communes=interpret_communes(sources, findings),
        decoupage=decoupage,
        annuaire=interpret_annuaire(sources, findings),
        besoins=interpret_besoins(sources, findings),
        budget=_budget(workbook, identite, findings, lambda: Postes(sources.csv(POSTES))),
        baremes=interpret_baremes(sources, findings),
        regles=interpret_regles(sources, findings),
    )


def _mesures(indicateurs: Workbook | None, findings: list[Finding]) -> Mesures:
    return interpret_mesures(indicateurs, findings) if indicateurs else Mesures()


def _doutes(
    findings: Iterable[Finding], textes: Iterable[TexteSource], illisibles: Collection[str]
) -> Doutes:
    errors = [finding for finding in findings if finding.is_error]
    if not errors:
        return Doutes()
    formes = [error for error in errors if not _of_one_value(error, illisibles)]
    return Doutes(
        _lines(errors),
        _lines(formes),
        _lines([error for error in formes if error.code not in SOUS_SON_TITRE]),
        frozenset(
            e.span.path for e in errors if e.code in HORS_TEXTE and e.span.path.endswith(".md")
        ),
        {texte.path: texte.body_line for texte in textes},
    )


def _of_one_value(error: Finding, illisibles: Collection[str]) -> bool:
    """Whether all but a value of its file was read."""
    if error.code == REMISE_EN_ORDRE:
        return error.span.path not in illisibles
    if error.code == SIGNE_INVISIBLE and error.span.path.endswith(".csv"):
        return True
    return error.code in SEULE_VALEUR


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


def _classeurs_de_versions(sources: Sources) -> frozenset[str]:
    named = workbooks_of_versions(sources)
    return frozenset(path for path in sources.files if path.startswith(DOSSIER) or path in named)


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
