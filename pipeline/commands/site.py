"""``site``: the project as pages that anyone may read, in ``build/site/``, without what is private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from pipeline.commands.changements import summary_since
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.disk import Empechement, replace_folder, shell_of_pages
from pipeline.model.changement import Resume
from pipeline.model.files import BUILD
from pipeline.model.finding import Finding, has_errors
from pipeline.run import Examen
from pipeline.vues import site
from pipeline.write.report import as_text, summary

FOLDER = "site"
RIEN_DE_PUBLIC = """Le site n'a pas été écrit : aucun document du projet n'est public.
Dans content/livrables.yaml, mettez « diffusion: publique » sous ceux que tout le monde peut lire ;
ou, pour des lecteurs que vous choisissez, montrez tout : make site COMPLET=oui"""
A_PUBLIER = "à ouvrir dans un navigateur ou à publier telles quelles"
A_GARDER = "à ouvrir dans un navigateur ; elles montrent aussi ce qui n'est pas public : ne les publiez pas"


def execute(demande: Demande) -> int:
    brouillon = "--brouillon" in demande.options
    complet = "--complet" in demande.options
    today = date.today()
    examen = examine_folder(demande.root, today, to_build=True)
    resume = changes_of(demande.root, publique=True) if complet else None
    made = site(examen, today, shell_of_pages(), resume, brouillon, complet)
    if not made.files:
        _tell_why_not(examen, made.said, brouillon)
        return ERREURS
    replace_folder(demande.root / BUILD / FOLDER, made.files)
    findings = (*examen.findings, *made.said)
    print(as_text(findings) if findings else summary(()))
    count = sum(name.endswith(".html") for name in made.files)
    print(f"build/site/index.html : {count} pages, {A_GARDER if complet else A_PUBLIER}.")
    return 0 if examen.sound else ERREURS


def _tell_why_not(examen: Examen, said: Sequence[Finding], brouillon: bool) -> None:
    stopped = has_errors(said)
    if not stopped and (examen.sound or brouillon):
        print(RIEN_DE_PUBLIC)
        return
    print(as_text((*examen.findings, *said)))
    print("Le site n'a pas été écrit ; celui de build/site/ est resté tel quel.")
    if not stopped:
        print("Pour un site provisoire malgré les erreurs : make site BROUILLON=oui")


def changes_of(root: Path, publique: bool = False) -> Resume | None:
    """What changed since the last version; None where git cannot tell."""
    try:
        return summary_since(root, publique)
    except Empechement:
        return None
