"""Trees to nouns, one file at a time: which keys, headings and columns we use, and what each one means.

A rule that compares two files is not here but in ``check``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.interpret.acceptes import ACCEPTES, interpret_acceptes
from pipeline.interpret.baremes import PROPRES, interpret_baremes, interpret_plafonds
from pipeline.interpret.besoins import interpret_besoins
from pipeline.interpret.chapitres import interpret_chapitres
from pipeline.interpret.classeur.budget import interpret_budget
from pipeline.interpret.communes import COMMUNES, communes_named, interpret_communes
from pipeline.interpret.contrat import interpret_regles
from pipeline.interpret.donnees import DONNEES, interpret_donnees
from pipeline.interpret.fiches import FICHES, interpret_fiches
from pipeline.interpret.identite import PROJET, interpret_identite
from pipeline.interpret.langue import SIGLES, interpret_langue
from pipeline.interpret.livrables import LIVRABLES, interpret_livrables
from pipeline.interpret.personnes import CONTACTS, PERSONNES, interpret_annuaire
from pipeline.interpret.statuts import REGLEMENT, STATUTS, VALEURS, interpret_statuts
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import Budget
from pipeline.model.contrat import ReglesContrat
from pipeline.model.decoupage import Decoupage
from pipeline.model.diagnostic import BESOINS
from pipeline.model.files import BUDGETS, CONTENT, REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.personne import Annuaire
from pipeline.model.projet import (
    DOSSIERS_CHAPITRES,
    Citation,
    Identite,
    Piece,
    Projet,
    TexteSource,
    bareme_nomme,
)
from pipeline.model.source import MarkdownFile, Sources, Workbook, YamlScalar
from pipeline.model.span import Span

REQUIRED = (PROJET, LIVRABLES, PERSONNES, VALEURS)
OPTIONAL = (COMMUNES, CONTACTS, ACCEPTES, SIGLES, "content/prive/contacts.exemple.csv")
FOLDERS = (FICHES, REGLEMENT, *DOSSIERS_CHAPITRES.values())
CITED = re.compile(r"\{\{|\]|<")
"""Without any of these a text cites nothing."""

DOUBLED = (".md.txt", ".csv.txt", ".yaml.txt")
"""What Notepad makes of a name, and Windows does not show."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers")
PICTURES = (".png", ".jpg", ".jpeg")
DRAWING = ".svg"
"""A drawing may stand beside the PNG made from it."""

EXEMPLES = REFERENCE + "exemple.csv"
PROFESSIONS = REFERENCE + "professions.csv"

__all__ = ["communes_named", "interpret", "path_of_workbook"]


def path_of_workbook(sources: Sources) -> str | None:
    """The workbook that ``projet.yaml`` names, before anything else is interpreted."""
    tree = sources.yaml(PROJET)
    node = tree.get("classeur") if tree else None
    return node.text.strip() if isinstance(node, YamlScalar) else None


def interpret(
    sources: Sources, workbook: Workbook | None, decoupage: Decoupage | None, said: Iterable[Finding]
) -> tuple[Projet, tuple[Finding, ...]]:
    """The project, with a hole wherever a file could not be read; ``said`` are the findings of the readers."""
    findings: list[Finding] = []
    _presence(sources, findings)
    identite = interpret_identite(sources, findings)
    communes = interpret_communes(sources, findings)
    annuaire = interpret_annuaire(sources, findings)
    besoins = interpret_besoins(sources, findings)
    budget = _budget(workbook, identite, findings)
    baremes = interpret_baremes(sources, findings)
    regles = interpret_regles(sources, findings)
    statuts = interpret_statuts(sources, findings)
    read = {
        Piece.IDENTITE: identite,
        Piece.COMMUNES: communes,
        Piece.DECOUPAGE: decoupage,
        Piece.ANNUAIRE: annuaire,
        Piece.BESOINS: besoins,
        Piece.BUDGET: budget,
        Piece.BAREME: bareme_nomme(identite, baremes) if identite else None,
        Piece.REGLES: regles,
        Piece.STATUTS: sources.yaml(VALEURS),
    }
    projet = Projet(
        trous=frozenset(piece for piece, found in read.items() if found is None),
        identite=identite or Identite(),
        communes=communes or (),
        decoupage=decoupage or Decoupage(),
        annuaire=annuaire or Annuaire(),
        contacts_presents=CONTACTS in sources.files,
        besoins=besoins or (),
        chapitres=interpret_chapitres(sources, findings),
        donnees=interpret_donnees(sources, findings),
        fiches=interpret_fiches(sources, findings),
        fiches_illisibles=tuple(sorted(p for p in sources.unreadable if p.startswith(FICHES))),
        budget=budget or Budget(),
        baremes=baremes,
        regles=regles or ReglesContrat(),
        plafonds=interpret_plafonds(sources),
        statuts=statuts,
        livrables=interpret_livrables(sources, findings),
        acceptes=interpret_acceptes(sources, findings),
        langue=interpret_langue(sources, findings),
        exemples=_exemples(sources),
        professions=_professions(sources),
        textes=_textes(sources),
        citations=tuple(_citations(sources)),
        images=tuple(
            sorted(p for p in sources.files if p.startswith(CONTENT) and p.lower().endswith((*PICTURES, DRAWING)))
        ),
        images_lisibles=sources.pictures,
        dessins=sources.dessins,
        classeur_present=path_of_workbook(sources) in sources.files,
        classeurs=tuple(p for p in sorted(sources.files) if p.startswith(BUDGETS) and p.lower().endswith(SPREADSHEETS)),
        illisibles=sources.unreadable,
        incomplets=frozenset(),
    )
    faulty = frozenset(finding.span.path for finding in (*said, *findings) if finding.is_error)
    return replace(projet, incomplets=faulty), tuple(findings)


def _budget(workbook: Workbook | None, identite: Identite | None, findings: list[Finding]) -> Budget | None:
    if workbook is None:
        return None
    missions = [placed.value for placed in identite.missions] if identite else []
    return interpret_budget(workbook, (FONCTIONNEMENT, *missions), findings)


def _presence(sources: Sources, findings: list[Finding]) -> None:
    """Files that must be there, and files that nothing will read."""
    for path in REQUIRED:
        if path not in sources.files:
            findings.append(Finding("P002", f"il manque le fichier {path}.", Span(path)))
    for path in sources.files:
        if path.startswith(CONTENT) and not _has_a_place(path):
            message = "ce fichier n'est pas à une place connue : il ne sera dans aucun document."
            hint = "les dossiers connus de content/ sont décrits dans docs/coordination.md."
            if path.lower().endswith(DOUBLED):
                hint = f"ôtez « .txt » de son nom : {path.rpartition('/')[2][:-4]}."
            findings.append(Finding("L012", message, Span(path), (hint,)))


def _has_a_place(path: str) -> bool:
    if path in REQUIRED or path in OPTIONAL or path.lower().endswith((*PICTURES, DRAWING)):
        return True
    folder = path[: path.rfind("/") + 1]
    if folder == PROPRES and path.endswith(".yaml"):
        return True
    if path == BESOINS or (folder == DONNEES and path.endswith(".csv")):
        return True
    of_a_model = folder.startswith(STATUTS) and folder.count("/") in (3, 4)
    if not path.lower().endswith(".md"):
        return of_a_model and folder.count("/") == 3 and path.endswith("/valeurs.yaml")
    return folder in FOLDERS or of_a_model


def _exemples(sources: Sources) -> dict[str, str]:
    csv = sources.csv(EXEMPLES)
    return {row[0].value: row[1].value for row in csv.rows} if csv else {}


def _professions(sources: Sources) -> dict[str, str]:
    csv = sources.csv(PROFESSIONS)
    return {fold(form): row[0].value for row in csv.rows for form in row[1].value.split(",")} if csv else {}


def _textes(sources: Sources) -> tuple[TexteSource, ...]:
    """What authors typed, line by line, in every file that could be read."""
    return tuple(
        TexteSource(
            path,
            tuple(text.split("\n")),
            (isinstance(tree := sources.trees[path], MarkdownFile) and tree.body_line) or 1,
        )
        for path, text in sources.texts.items()
        if path.startswith(CONTENT) and path in sources.trees
    )


def _citations(sources: Sources) -> Iterator[Citation]:
    for path, tree in sources.trees.items():
        if isinstance(tree, MarkdownFile) and path.startswith(CONTENT) and CITED.search("\n".join(tree.lines)):
            for block in tree.blocks:
                for inlines in inlines_of(block):
                    yield from (node for node in leaves(inlines) if isinstance(node, Citation))
