"""``build``: check, then write the documents into ``build/``, all or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline import etat
from pipeline.commands.calcul import examine_folder, remember_silences
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.commands.longueurs import limited, too_long
from pipeline.commands.numeros import (
    Numerotes,
    with_pages,
    with_pages_in_the_grid,
    without_numbers,
)
from pipeline.disk import remove, write_text
from pipeline.model.etape_cpts import ETAPES, EtapeCPTS
from pipeline.model.files import BUILD
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import ou, phrases
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.livrable import Livrable
from pipeline.model.span import Span
from pipeline.programs import Peintures
from pipeline.run import Examen, build, diary
from pipeline.write.manifeste import MANIFESTE, manifest
from pipeline.write.report import as_text, summary


@dataclass(frozen=True, slots=True)
class Fait:
    """What a build came to: its exit status, and the documents that it wrote."""

    status: int
    outputs: Mapping[str, bytes]


def execute(demande: Demande) -> int:
    return make_documents(demande, numbered=False).status


def make_documents(demande: Demande, numbered: bool) -> Fait:
    """Check and write the documents; ``numbered``, their contents have the pages that LibreOffice tells."""
    brouillon = "--brouillon" in demande.options
    said: list[Finding] = []
    with etat.locked(demande.root):
        fingerprint = etat.fingerprint(demande.root)
        examen = examine_folder(demande.root, date.today(), to_build=True)
        _known_names(demande, examen)
        numerotes = made(demande.root, examen, brouillon, demande.values, said, numbered)
        if numerotes is None:
            return Fait(_nothing_written((*examen.findings, *said), brouillon), {})
        agenda = {} if brouillon else diary(examen)
        remove(demande.root / BUILD / MANIFESTE)  # it tells of the documents before these
        moved = _published(
            demande.root, examen, numerotes, "" if brouillon else fingerprint, agenda
        )
        if "--manifeste" in demande.options:
            sums = manifest({**numerotes.outputs, **agenda})
            write_text(demande.root / BUILD / MANIFESTE, sums)
    findings = (*examen.findings, *said, *moved, *too_long(examen.projet, numerotes.longueurs))
    print(as_text(findings) if findings else summary(()))
    _list_documents(
        {**numerotes.outputs, **agenda},
        brouillon,
        expected=[] if demande.values else names(examen),
    )
    if "--manifeste" in demande.options:
        print(f"build/{MANIFESTE}")
    for line in numerotes.said:
        print(line)
    return Fait(0 if examen.sound and not said else ERREURS, numerotes.outputs)


def made(
    root: Path,
    examen: Examen,
    brouillon: bool,
    wanted: Sequence[str],
    said: list[Finding],
    numbered: bool,
) -> Numerotes | None:
    """The documents wanted, in memory, with what the folder knows of pictures and pages; None when there are none.

    What is remembered for the next build is written, and no document is.
    """
    peintures = Peintures(etat.known_pictures(root))
    outputs = build(examen, brouillon, wanted, said, peintures)
    remember_silences(root, examen)
    if peintures.changed:
        etat.remember_pictures(root, peintures.used)
    if not outputs or (said and not brouillon):
        return None
    if examen.sound and not said and examen.gabarits_sans_reproche:
        etat.remember_templates(root, examen.sources.files)
    bornes = limited(examen.projet)
    numerotes = _with_or_without_pages(root, outputs, numbered, bornes)
    return with_pages_in_the_grid(examen, numerotes, brouillon, peintures)


def _with_or_without_pages(
    root: Path, outputs: Mapping[str, bytes], numbered: bool, bornes: Collection[str]
) -> Numerotes:
    if numbered:
        return with_pages(root, outputs, bornes)
    return Numerotes(outputs, without_numbers(outputs))


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


def _published(
    root: Path,
    examen: Examen,
    numerotes: Numerotes,
    fingerprint: str,
    agenda: Mapping[str, bytes],
) -> list[Finding]:
    """Put the documents in place of those before; told are those that someone had changed, kept beside."""
    warnings = sum(not finding.is_error for finding in examen.findings)
    outputs = {**numerotes.outputs, **agenda}
    expected = [*names(examen), *agenda]
    kept = etat.publish(root, outputs, fingerprint, expected, warnings, numerotes.lacking)
    return [_moved(name, copy) for name, copy in kept]


def names(examen: Examen) -> list[str]:
    return [f"{livrable.cle}.docx" for livrable in examen.projet.livrables]


def _known_names(demande: Demande, examen: Examen) -> None:
    known = [livrable.cle for livrable in examen.projet.livrables]
    others = {livrable.cle: livrable for livrable in examen.projet.livrables_ecartes}
    for name in demande.values:
        if name in others:
            raise MauvaisUsage(_of_another_stage(others[name], examen.projet.identite.etape))
        if name not in known:
            hints = did_you_mean(name, known)
            raise MauvaisUsage(phrases(f"« {name} » n'est pas un livrable.", *hints))


def _of_another_stage(livrable: Livrable, etape: EtapeCPTS) -> str:
    names = [cle for cle, one in ETAPES.items() if one in livrable.etapes] or ["projet"]
    now = next(cle for cle, one in ETAPES.items() if one is etape)
    due = f"« {livrable.cle} » se construit à l'étape {ou([f'« {name} »' for name in names])}"
    return f"{due} ; dans content/projet.yaml, « etape » dit « {now} »."


def _moved(name: str, copy: str) -> Finding:
    message = f"ce document avait été modifié hors du projet : il est gardé sous le nom « {copy} »."
    hint = "reportez ses corrections dans les sources, sinon le prochain document ne les aura pas."
    return Finding("D006", message, Span(f"build/{name}"), (hint,))
