"""``livraison``: everything checked, built, laid out and put in PDF, ready to be sent, in ``build/livraison/``.

Nothing is written as long as something is missing: what is sent is whole, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

from pipeline.commands.calcul import examine_computed
from pipeline.commands.fiche import slug
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.commands.longueurs import limited, too_long
from pipeline.commands.numeros import (
    PAQUET,
    Numerotes,
    put_in_pdf,
    with_pages,
    with_pages_in_the_grid,
)
from pipeline.commands.pdf import lost_in
from pipeline.commands.signee import with_signed
from pipeline.depot import read_state
from pipeline.disk import Empechement, read_project, read_text, remove, replace_all
from pipeline.fusions import findings_of_git
from pipeline.model.files import ACCORDS, BUILD, Files
from pipeline.model.finding import Finding
from pipeline.model.livrable import Livrable
from pipeline.model.motif import motif
from pipeline.model.version import VALIDATIONS, Validation
from pipeline.programs import office
from pipeline.run import Examen, build
from pipeline.write.livraison import (
    SOMMES,
    Piece,
    TropLourd,
    delivery,
    faults_of,
    names_listed,
    pages_of,
)
from pipeline.write.report import as_text
from pipeline.write.word.relire import words_of

FOLDER = "livraison/"
CONTACTS = "content/prive/contacts.csv"
FICTIFS = "content/prive/contacts.exemple.csv"
PROJET = "content/projet.yaml"
NUMBER = motif(r"^[0-9]+[-_ ]*")
UNSAFE = motif(r"[^0-9A-Za-z.]+")
"""What the name of a file that travels does not hold."""

MEGA = 1_000_000
"""Bytes of a megabyte, as upload forms count them at their strictest."""

SHOWN = 12
"""Lines of what changed since a document was approved."""

NOTHING = "Rien n'a été livré."


def execute(demande: Demande) -> int:
    if office() is None:
        raise Empechement(f"une livraison a besoin des PDF, que fait LibreOffice : {PAQUET}.")
    examen = _examined(demande.root)
    if examen.findings:
        print(as_text(examen.findings))
        print(
            f"Une livraison se fait sans constat : corrigez-les, ou acceptez les avertissements. {NOTHING}"
        )
        return ERREURS
    said: list[Finding] = []
    outputs = build(examen, said=said)
    missing = [*_missing(examen, outputs), *_not_approved(demande.root, examen, outputs)]
    if said or missing:
        print(as_text(said))
        return _refused(missing)
    numbered = with_pages(demande.root, outputs, limited(examen.projet))
    for line in numbered.said:
        print(line)
    if numbered.lacking:
        return _refused([f"les numéros de page de {name}" for name in numbered.lacking])
    over = tuple(too_long(examen.projet, numbered.longueurs))
    if over:
        print(as_text(over))
        print(NOTHING)
        return ERREURS
    return _laid_out(demande.root, examen, numbered)


def _laid_out(root: Path, examen: Examen, numbered: Numerotes) -> int:
    """The PDF of every document, then the folder, once all of them are sound."""
    numbered = with_pages_in_the_grid(examen, numbered, brouillon=False)
    outputs = numbered.outputs
    pdfs = put_in_pdf(outputs)
    wrong = [f"le PDF de {name}" for name in outputs if name not in pdfs]
    wrong += _faulty(pdfs)
    lost = list(lost_in(outputs, pdfs))
    for sentence in lost:
        print(sentence)
    wrong += ["un PDF qui ait tout ce que dit son document"] if lost else []
    wrong += [f"un PDF lisible de {p}" for p, data in _agreements(examen) if not pages_of(data)]
    if wrong:
        return _refused(wrong)
    try:
        _written(root, examen, outputs, pdfs)
    except TropLourd as error:
        weight = -(-error.octets // MEGA)
        print(
            f"« {error.titre} », page {error.page}, pèse {weight} Mo à elle seule, plus que « poids_maximal » "
            f"ne permet (content/projet.yaml, reglages). Allégez ses images. {NOTHING}"
        )
        return ERREURS
    return 0


def _faulty(pdfs: Mapping[str, bytes]) -> list[str]:
    """Each fault of the PDF files, as what is missing from the delivery."""
    return [
        f"un PDF juste de {name} : il {fault}"
        for name, pdf in pdfs.items()
        for fault in faults_of(pdf)
    ]


def _examined(root: Path) -> Examen:
    """The project of the folder; that the contacts of an example were missing may have been accepted, and is no more."""
    found, odd = read_project(root)
    files, _ = _with_contacts(found)
    examen = examine_computed(files, odd, date.today(), dits=_of_git(root, files))
    if CONTACTS not in found:
        kept = tuple(one for one in examen.findings if not _is_of_their_absence(one))
        examen = replace(examen, findings=kept)
    return with_signed(root, examen, date.today(), to_build=True)


def _is_of_their_absence(finding: Finding) -> bool:
    return finding.code == "A001" and CONTACTS in str(finding.message)


def _of_git(root: Path, files: Files) -> tuple[Finding, ...]:
    return tuple(findings_of_git(root, files))


def _not_approved(root: Path, examen: Examen, outputs: Mapping[str, bytes]) -> list[str]:
    """The documents that must be approved and are not, or changed since; what changed is listed."""
    told: list[str] = []
    for livrable in examen.projet.livrables:
        found = [one for one in examen.projet.validations if one.piece.value == livrable.cle]
        if not found and livrable.validation_exigee:
            told.append(
                f"la validation de « {livrable.titre} » : "
                f"aucune ligne pour « {livrable.cle} » dans {VALIDATIONS}"
            )
        changed = _changed_since(root, found[-1], outputs) if found else []
        if changed:
            print(f"« {livrable.titre} » a changé depuis sa validation par {found[-1].par} :")
            for line in changed[:SHOWN]:
                print(f"    {line}")
            if livrable.validation_exigee:
                told.append(f"une nouvelle validation de « {livrable.titre} »")
    return told


def _changed_since(root: Path, approved: Validation, outputs: Mapping[str, bytes]) -> list[str]:
    """The words of a document that came (+) or left (-) since the state that was approved."""
    if approved.etat is None:
        return []
    files, odd = read_state(root, approved.etat.value)
    files = {**files, **_contacts(root)}
    then = examine_computed(files, odd, date.today())
    name = f"{approved.piece.value}.docx"
    before = build(then, wanted=[approved.piece.value]).get(name)
    now = outputs.get(name)
    if before is None or now is None:
        return [f"l'état « {approved.etat.value} » ne peut plus être construit : rien à comparer."]
    old, new = list(words_of(before)), list(words_of(now))
    compared = list(unified_diff(old, new, lineterm="", n=0))[2:]
    return [line for line in compared if not line.startswith("@@")]


def _contacts(root: Path) -> Files:
    """The private contacts of the folder, or the fictional ones: no state of git has them."""
    files, _ = read_project(root)
    return _with_contacts(files)[1]


def _with_contacts(files: Files) -> tuple[Files, Files]:
    """The files of a project with its contacts, and these alone; an example's are fictional, and at hand."""
    found = files.get(CONTACTS)
    if found is None and b"exemple: oui" in files.get(PROJET, b""):
        found = files.get(FICTIFS)
    contacts = {} if found is None else {CONTACTS: found}
    return {**files, **contacts}, contacts


def _missing(examen: Examen, outputs: Mapping[str, bytes]) -> list[str]:
    return [
        f"« {livrable.titre} » ({livrable.cle}.docx)"
        for livrable in examen.projet.livrables
        if f"{livrable.cle}.docx" not in outputs
    ]


def _refused(missing: list[str]) -> int:
    for what in missing:
        print(f"Il manque {what}.")
    print(NOTHING)
    return ERREURS


def _written(
    root: Path, examen: Examen, outputs: Mapping[str, bytes], pdfs: Mapping[str, bytes]
) -> None:
    identite = examen.projet.identite
    nom = slug(identite.nom) or "cpts"
    version, titre = "", "projet de santé"
    if identite.version:
        version = f"_v{UNSAFE.sub('-', identite.version)}"
        titre = f"projet de santé, version {identite.version}"
    pieces = [
        _piece(livrable, f"{nom}_{livrable.cle}{version}", outputs, pdfs)
        for livrable in examen.projet.livrables
        if f"{livrable.cle}.docx" in outputs
    ]
    pieces += [_agreement(path, data, f"{nom}_annexe") for path, data in _agreements(examen)]
    most = identite.reglages.poids_maximal
    poids = None if most is None else most * MEGA
    files = delivery(pieces, identite.nom, titre, f"{nom}{version}", poids)
    _replaced(root / BUILD / FOLDER, files)
    for name in files:
        print(f"{BUILD}{FOLDER}{name}")
    pages = sum(piece.pages for piece in pieces)
    print(f"{len(pieces)} pièces, {pages} pages : tout est vérifié, complet et prêt à partir.")


def _replaced(folder: Path, files: Mapping[str, bytes]) -> None:
    """The files of the delivery before this one leave, whatever else stands in the folder stays."""
    before = names_listed(read_text(folder / SOMMES))
    replace_all(folder, files, ".tmp-")
    for name in before:
        if name not in files and "/" not in name:
            remove(folder / name)


def _agreements(examen: Examen) -> list[tuple[str, bytes]]:
    """The signed agreements of ``content/annexes/``, in the order of their names."""
    files = examen.sources.files
    return [(p, files[p]) for p in sorted(files) if p.startswith(ACCORDS) and is_pdf(p)]


def is_pdf(path: str) -> bool:
    return path.lower().endswith(".pdf")


def _agreement(path: str, data: bytes, nom: str) -> Piece:
    stem = path.removeprefix(ACCORDS)[: -len(".pdf")]
    words = NUMBER.sub("", stem).replace("-", " ").replace("_", " ").strip()
    titre = f"Accord signé : {words}"
    return Piece(titre, f"{nom}_{slug(stem) or 'accord'}", b"", data, pages_of(data))


def _piece(
    livrable: Livrable, nom: str, outputs: Mapping[str, bytes], pdfs: Mapping[str, bytes]
) -> Piece:
    file = f"{livrable.cle}.docx"
    recipients = tuple(slug(placed.value) for placed in livrable.destinataires)
    return Piece(livrable.titre, nom, outputs[file], pdfs[file], pages_of(pdfs[file]), recipients)
