"""``apercu``: one fiche, chapter or article as Word will show it, and nobody else's mistakes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.check import relative_path
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import replace_all
from pipeline.model.files import BUILD, TEMPLATES
from pipeline.model.finding import has_errors
from pipeline.run import preview
from pipeline.write.report import as_text

TEMPLATE = f"{TEMPLATES}apercu.docx"


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage("donnez un seul fichier : make apercu CHEMIN=content/fiches/M3-01-….md")
    path = relative_path(demande.values[0], demande.root)
    examen = examine_folder(demande.root, date.today(), to_build=True)
    outputs = preview(examen, path)
    if not outputs:
        raise MauvaisUsage(_why_not(demande, path, examen.projet.illisibles))
    replace_all(demande.root / BUILD, outputs, ".tmp-")
    findings = [finding for finding in examen.findings if finding.span.path == path]
    print(as_text(findings))
    count = sum(finding.is_error for finding in findings)
    framed = (
        f", {count} erreur{'s y sont encadrées' if count > 1 else ' y est encadrée'}"
        if count
        else ""
    )
    print(f"build/apercu.docx est écrit{framed}.")
    return ERREURS if has_errors(findings) else 0


def _why_not(demande: Demande, path: str, unreadable: Collection[str]) -> str:
    if not path.endswith(".md"):
        return f"« {path} » ne s'imprime pas seul : donnez une fiche, un chapitre ou un article, un fichier en .md."
    if path in unreadable:
        return f"« {path} » ne peut pas être lu : « {demande.make('check', CHEMIN=path)} » dit pourquoi."
    if not (demande.root / TEMPLATE).exists():
        return f"il manque le gabarit {TEMPLATE}."
    return f"« {path} » n'est imprimé dans aucun document : docs/coordination.md dit quels dossiers le sont."
