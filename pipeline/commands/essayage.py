"""``essayage``: a specimen of each template, with every style of the documents in it, in ``build/essayage/``."""

from __future__ import annotations

from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import replace_all, specimen
from pipeline.model.document import GABARIT_FICHE
from pipeline.model.files import BUILD, SETS
from pipeline.model.finding import Finding, has_errors
from pipeline.model.langue.francais import phrases
from pipeline.model.langue.mots import did_you_mean
from pipeline.run import Examen, specimens
from pipeline.write.report import as_text

FOLDER = "essayage/"


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today(), to_build=True)
    known = _templates(examen)
    wanted = [_named(value, known) for value in demande.values] or known
    said: list[Finding] = []
    outputs = specimens(examen, specimen(), wanted, said)
    replace_all(demande.root / BUILD / FOLDER, outputs, ".tmp-")
    findings = [f for f in examen.findings if f.span.path.startswith(SETS)] + said
    if findings:
        print(as_text(findings))
    for name in outputs:
        print(f"{BUILD}{FOLDER}{name}")
    for name in wanted:
        if name not in outputs:
            print(f"{examen.sources.gabarits}{name} a des erreurs : pas d'essayage.")
    return ERREURS if has_errors(findings) else 0


def _templates(examen: Examen) -> list[str]:
    """The templates that a document is made from; that of fiches is shown in each."""
    folder = examen.sources.gabarits
    paths = [path for path in examen.sources.files if path.startswith(folder)]
    names = sorted(path.removeprefix(folder) for path in paths if path.endswith(".docx"))
    return [name for name in names if name != GABARIT_FICHE]


def _named(typed: str, known: list[str]) -> str:
    name = typed.rpartition("/")[2].removesuffix(".docx") + ".docx"
    if name not in known:
        hints = did_you_mean(name, known)
        raise MauvaisUsage(phrases(f"« {typed} » n'est pas un gabarit.", *hints))
    return name
