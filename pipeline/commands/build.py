"""``build``: check, then write the documents into ``build/``, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline import etat
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import phrases
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.span import Span
from pipeline.run import Examen, build
from pipeline.write.report import as_text, summary


def execute(demande: Demande) -> int:
    brouillon = "--brouillon" in demande.options
    said: list[Finding] = []
    with etat.locked(demande.root):
        fingerprint = etat.fingerprint(demande.root)
        examen = examine_folder(demande.root, date.today(), to_build=True)
        _known_names(demande, examen)
        outputs = build(examen, brouillon, demande.values, said)
        if not outputs or (said and not brouillon):
            return _nothing_written((*examen.findings, *said), brouillon)
        if examen.sound and not said and examen.gabarits_sans_reproche:
            etat.remember_templates(demande.root, examen.sources.files)
        moved = _published(demande.root, examen, outputs, "" if brouillon else fingerprint)
    findings = (*examen.findings, *said, *moved)
    print(as_text(findings) if findings else summary(()))
    _list_documents(outputs, brouillon, expected=[] if demande.values else _names(examen))
    return 0 if examen.sound and not said else ERREURS


def _list_documents(outputs: Mapping[str, bytes], brouillon: bool, expected: Sequence[str]) -> None:
    for name in outputs:
        print(f"build/{name}{' (brouillon)' if brouillon else ''}")
    for name in expected:
        if name not in outputs:
            print(f"build/{name} n'a pas été construit : son gabarit a des erreurs.")


def _nothing_written(findings: Sequence[Finding], brouillon: bool) -> int:
    print(as_text(findings))
    print("Aucun document n'a été écrit ; ceux de build/ sont restés tels quels.")
    if not brouillon:
        print("Pour un document provisoire malgré les erreurs : make build BROUILLON=oui")
    return ERREURS


def _published(root: Path, examen: Examen, outputs: Mapping[str, bytes], fingerprint: str) -> list[Finding]:
    """Put the documents in place of those before; told are those that someone had changed, kept beside."""
    warnings = sum(not finding.is_error for finding in examen.findings)
    kept = etat.publish(root, outputs, fingerprint, _names(examen), warnings)
    return [_moved(name, copy) for name, copy in kept]


def _names(examen: Examen) -> list[str]:
    return [f"{livrable.cle}.docx" for livrable in examen.projet.livrables]


def _known_names(demande: Demande, examen: Examen) -> None:
    known = [livrable.cle for livrable in examen.projet.livrables]
    for name in demande.values:
        if name not in known:
            hints = did_you_mean(name, known)
            raise MauvaisUsage(phrases(f"« {name} » n'est pas un livrable.", *hints))


def _moved(name: str, copy: str) -> Finding:
    message = f"ce document avait été modifié hors du projet : il est gardé sous le nom « {copy} »."
    hint = "reportez ses corrections dans les sources, sinon le prochain document ne les aura pas."
    return Finding("D006", message, Span(f"build/{name}"), (hint,))
