"""``build``: check, then write the documents into ``build/``, all or none."""

from __future__ import annotations

from datetime import date

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
    with etat.locked(demande.root):
        fingerprint = etat.fingerprint(demande.root)
        examen = examine_folder(demande.root, date.today(), to_build=True)
        _known_names(demande, examen)
        said: list[Finding] = []
        outputs = build(examen, brouillon, demande.values, said)
        if not outputs or (said and not brouillon):
            print(as_text([*examen.findings, *said]))
            print("Aucun document n'a été écrit ; ceux de build/ sont restés tels quels.")
            if not brouillon:
                print("Pour un document provisoire malgré les erreurs : make build BROUILLON=oui")
            return ERREURS
        warnings = sum(not finding.is_error for finding in examen.findings)
        names = [f"{livrable.cle}.docx" for livrable in examen.projet.livrables]
        left_out = [name for name in names if name not in outputs and not demande.values]
        if examen.sound and not said and examen.gabarits_sans_reproche:
            etat.remember_templates(demande.root, examen.sources.files)
        kept = etat.publish(demande.root, outputs, "" if brouillon else fingerprint, names, warnings)
    moved = tuple(_moved(name, copy) for name, copy in kept)
    findings = (*examen.findings, *said, *moved)
    if findings:
        print(as_text(findings))
    else:
        print(summary(()))
    for name in outputs:
        print(f"build/{name}{' (brouillon)' if brouillon else ''}")
    for name in left_out:
        print(f"build/{name} n'a pas été construit : son gabarit a des erreurs.")
    return 0 if examen.sound and not said else ERREURS


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
