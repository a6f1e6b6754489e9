"""Files that must be there, and files that nothing will read."""

from __future__ import annotations

from pipeline.interpret.baremes import PASS_PROPRE, PROPRES
from pipeline.interpret.communes import COMMUNES
from pipeline.interpret.fiches import FICHES
from pipeline.interpret.identite import PROJET
from pipeline.interpret.langue import SIGLES
from pipeline.interpret.livrables import LIVRABLES
from pipeline.interpret.personnes import CONTACTS, PERSONNES, PROPOSEES
from pipeline.interpret.statuts import REGLEMENT, STATUTS, VALEURS
from pipeline.model.diagnostic import BESOINS
from pipeline.model.donnees import DONNEES
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.files import ACCORDS, CHARTE, CONTENT
from pipeline.model.finding import Finding
from pipeline.model.projet import CONSTATS_ACCEPTES, DOSSIERS_CHAPITRES
from pipeline.model.seance import PRESENCES, VOTES
from pipeline.model.source import Sources
from pipeline.model.span import Span
from pipeline.model.suivi import CHEMIN
from pipeline.model.version import VALIDATIONS, VERSIONS

REQUIRED = (PROJET, LIVRABLES, PERSONNES, VALEURS)
REQUIRED_FOR_A_LETTER = (PROJET, LIVRABLES, PERSONNES)
PRIVES = ("content/prive/contacts-proposes.csv", "content/prive/contacts.exemple.csv")
OPTIONAL = (
    BESOINS,
    CHARTE,
    COMMUNES,
    CONTACTS,
    CONSTATS_ACCEPTES,
    SIGLES,
    VERSIONS,
    VALIDATIONS,
    PROPOSEES,
    PASS_PROPRE,
    PRESENCES,
    VOTES,
    *PRIVES,
)
FOLDERS = (FICHES, REGLEMENT, *DOSSIERS_CHAPITRES.values())
MODEL, VARIANT = 3, 4
"""Depth of the folder of a model of statutes, and of a variant inside it."""

DOUBLED = (".md.txt", ".csv.txt", ".yaml.txt")
"""What Notepad makes of a name, and Windows does not show."""

IMAGES = (".png", ".jpg", ".jpeg", ".svg")
"""A drawing may stand beside the PNG made from it."""


def report_presence(sources: Sources, etape: EtapeCPTS, findings: list[Finding]) -> None:
    for path in REQUIRED if etape >= EtapeCPTS.PROJET else REQUIRED_FOR_A_LETTER:
        if path not in sources.files:
            findings.append(Finding("P002", f"il manque le fichier {path}.", Span(path)))
    for path in sources.files:
        if path.startswith(CONTENT) and not _has_a_place(path):
            message = "ce fichier n'est pas à une place connue : il ne sera dans aucun document."
            findings.append(Finding("L012", message, Span(path), (_what_to_do(path),)))


def _what_to_do(path: str) -> str:
    if path.lower().endswith(DOUBLED):
        return f"ôtez « .txt » de son nom : {path.rpartition('/')[2][:-4]}."
    return "les dossiers connus de content/ sont décrits dans docs/coordination.md."


def is_an_image(path: str) -> bool:
    return path.lower().endswith(IMAGES)


def _has_a_place(path: str) -> bool:
    if path in REQUIRED or path in OPTIONAL or is_an_image(path) or CHEMIN.fullmatch(path):
        return True
    folder = path[: path.rfind("/") + 1]
    if path.lower().endswith(".md"):
        return folder in FOLDERS or _depth_in_statuts(folder) in (MODEL, VARIANT)
    if path.endswith(".yaml"):
        return folder == PROPRES or _is_values_of_a_model(path, folder)
    if path.lower().endswith(".pdf"):
        return folder == ACCORDS
    return folder == DONNEES and path.endswith(".csv")


def _is_values_of_a_model(path: str, folder: str) -> bool:
    return path.endswith("/valeurs.yaml") and _depth_in_statuts(folder) == MODEL


def _depth_in_statuts(folder: str) -> int:
    """How deep a folder of the statuts lies; 0 for any other."""
    return folder.count("/") if folder.startswith(STATUTS) else 0
