"""The path: read → interpret → compute → check → assemble → write.

Nothing here opens a file or asks what day it is; the same files give the same answer everywhere.  What only a build
needs (docxtpl above all), or only new templates, is imported there: a check must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pipeline.compute import amounts, compute, with_bordereaux, with_grille
from pipeline.interpret import (
    communes_named,
    interpret,
    path_of_workbook,
    seat_named,
    workbooks_of_versions,
)
from pipeline.model.carte import TERRITOIRE, Carte, Cartes
from pipeline.model.comptes import Comptes
from pipeline.model.contours import Contours
from pipeline.model.coordonnees import Coordonnee
from pipeline.model.dessin import Dessin, fonts_of_drawings
from pipeline.model.document import GABARIT_FICHE
from pipeline.model.files import CONTOURS, DECOUPAGE, SETS, Files
from pipeline.model.finding import Finding, has_errors, in_reading_order
from pipeline.model.frise import Frise, nom_de_feuille
from pipeline.model.grille import Pages
from pipeline.model.livrable import Livrable
from pipeline.model.mesure import INDICATEURS
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Image, Variable
from pipeline.model.source import Sources
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.programs import Peintures
from pipeline.read import (
    Lectures,
    read_contours,
    read_decoupage,
    read_sources,
    read_text_alone,
    read_workbook,
)

if TYPE_CHECKING:
    from pipeline.model.changement import Cause, Changements, Etat, Hypothese, Resume
    from pipeline.model.droits import AnneeContrat
    from pipeline.model.ecart import Comparaison, Ecart
    from pipeline.model.palette import Palette
    from pipeline.model.personne import Personne
    from pipeline.model.piece import Bordereau
    from pipeline.model.recapitulatif import Recapitulatif
    from pipeline.model.revision import Origine, Redline, Signature


@dataclass(frozen=True, slots=True)
class Lu:
    """A project that was read and understood, and not checked."""

    sources: Sources
    projet: Projet
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Examen:
    """A project that was read and checked.  ``findings`` are in reading order, the accepted ones taken out."""

    sources: Sources
    projet: Projet
    comptes: Comptes
    findings: tuple[Finding, ...]
    gabarits_sans_reproche: bool = False
    """Whether the templates were inspected and nothing can be said of them, whatever the fiches come to hold."""

    @property
    def sound(self) -> bool:
        return not has_errors(self.findings)


def examine(
    files: Files,
    odd: Iterable[str],
    today: date,
    gabarits_connus: bool = False,
    lectures: Lectures | None = None,
    dits: Iterable[Finding] = (),
) -> Examen:
    """Read everything and say what is wrong with it, the findings of all stages together.

    ``odd`` are the paths that were found to be links or pipes instead of ordinary files.  With ``gabarits_connus`` the
    Word templates are not read: these very ones were found sound before, and nothing will be built from this examen.
    ``lectures`` are the texts parsed by earlier runs; the answer is the same without them.  ``dits`` is what was found
    before anything was read, by git.
    """
    from pipeline.check import check, settle  # a command that only reads has no rule to wait for

    lectures = lectures or Lectures()
    lu = interpreted(files, odd, lectures, gabarits_connus, dits)
    sources, projet, said = lu.sources, lu.projet, list(lu.findings)
    comptes = compute(projet, lectures.silences)
    said.extend(check(projet, comptes, today))
    sans_reproche = (
        False if gabarits_connus else _templates_without_reproach(sources, projet, comptes, said)
    )
    findings = in_reading_order(settle(said, projet.acceptes))
    return Examen(sources, projet, comptes, findings, sans_reproche)


def interpreted(
    files: Files,
    odd: Iterable[str],
    lectures: Lectures,
    gabarits_connus: bool,
    dits: Iterable[Finding] = (),
) -> Lu:
    """The first half of an examen: for a command that only asks what the project holds, and waits for no rule."""
    message = "ce n'est pas un fichier ordinaire (lien ou tube) : il n'est pas lu."
    said = [*dits, *(Finding("L013", message, Span(path)) for path in odd)]
    sources, findings = read_sources(files, not gabarits_connus, lectures)
    said.extend(findings)
    workbook, measured = (
        lectures.shared(path, files[path], said, read_workbook) if path in files else None
        for path in (path_of_workbook(sources) or "", INDICATEURS)
    )
    codes = communes_named(sources)
    contours = read_contours(files[CONTOURS], codes) if CONTOURS in files else Contours()
    entourees = [code for enclave in contours.enclaves(codes) for code in enclave]
    decoupage = (
        read_decoupage(files[DECOUPAGE], codes, entourees, seat_named(sources))
        if DECOUPAGE in files
        else None
    )
    versions = {
        path: lectures.shared(path, files[path], [], read_workbook)
        for path in workbooks_of_versions(sources)
        if path in files
    }
    projet, findings = interpret(sources, workbook, decoupage, contours, said, measured, versions)
    return Lu(sources, projet, (*said, *findings))


def with_text(examen: Examen, path: str, data: bytes, lectures: Lectures) -> Examen | None:
    """The same examen with one text as it is now; what follows from it elsewhere, findings too, is that of before.

    For whoever waits for that text alone: None where only a whole examen can tell.
    """
    from pipeline.compute import with_drawings
    from pipeline.interpret.un_texte import is_printed, with_text

    if not is_printed(path) or path not in examen.sources.trees:
        return None
    tree = read_text_alone(path, data, lectures)
    if tree is None:
        return None
    projet = with_text(examen.projet, examen.sources, tree)
    comptes = examen.comptes
    if projet.citations != examen.projet.citations:
        comptes = with_drawings(projet, comptes, ())
    files = {**examen.sources.files, path: data}
    return replace(
        examen, sources=replace(examen.sources, files=files), projet=projet, comptes=comptes
    )


def _templates_without_reproach(
    sources: Sources, projet: Projet, comptes: Comptes, said: list[Finding]
) -> bool:
    """Say what is wrong with the templates, and what the fiches hold that theirs would not print."""
    from pipeline.write.word.gabarits import inspect, not_printed

    inspection = inspect(sources, projet.livrables, bool(projet.charte.logos))
    said.extend(inspection.findings)
    if inspection.muets:
        from pipeline.assemble.fiche import champs_remplis

        said.extend(
            not_printed(
                sources.gabarits + GABARIT_FICHE, inspection.muets, champs_remplis(projet, comptes)
            )
        )
    return inspection.sans_reproche


def preview(examen: Examen, path: str) -> dict[str, bytes]:
    """``apercu.docx`` with one file of the sources alone; nothing when that file is not printed by itself."""
    from pipeline.assemble import apercu
    from pipeline.write.word.documents import write

    document = apercu(examen.projet, examen.comptes, examen.findings, path)
    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    return (
        write([document], _painted(examen, []), examen.projet.charte, faulty, [])
        if document
        else {}
    )


def compare_statutes(
    ancien: Examen, nouveau: Examen, textes: Comparaison
) -> tuple[tuple[Ecart, ...], dict[str, bytes]]:
    """What changed in the statutes between two states, and the Word file which shows it in two columns.

    The template is the one that prints the statutes; no document when it cannot be filled.
    """
    from pipeline.assemble import document_of_comparison
    from pipeline.assemble.comparaison import imprimes
    from pipeline.compare.statuts import compare
    from pipeline.write.word.documents import write

    before, after = (
        imprimes(state.projet.statuts.articles, state.comptes) for state in (ancien, nouveau)
    )
    ecarts = compare(before, after)
    document = document_of_comparison(nouveau.projet, ecarts, textes)
    faulty = {finding.span.path for finding in nouveau.findings if finding.is_error}
    return ecarts, write([document], _painted(nouveau, []), nouveau.projet.charte, faulty, [])


def changements(avant: Examen, apres: Examen) -> Changements:
    """Everything that changed between two states, and what follows from each change alone."""
    from pipeline.compare.causes import causes
    from pipeline.compare.changements import compare

    avant, apres = _with_results(avant, apres), _with_results(apres, avant)
    states = _etat(avant, apres), _etat(apres, avant)
    found = causes(avant.projet, apres.projet)
    alone = len(found) == 1 and avant.projet.trous == apres.projet.trous
    if alone:
        found = ((found[0][0], apres.projet),)
    return compare(
        *states, [_supposed(cause, projet, apres if alone else None) for cause, projet in found]
    )


def with_avenant(examen: Examen, signee: Examen, version: str) -> Examen:
    """The same examen, with what changed since the version that was signed."""
    from pipeline.compare.changements import compare
    from pipeline.model.avenant import Avenant

    avant = _with_results(signee, examen)
    found = compare(_etat(avant, examen), _etat(examen, avant), ())
    avenant = Avenant(version, found.directs, avant.comptes.blocs)
    return replace(examen, comptes=replace(examen.comptes, avenant=avenant))


def redlines(
    avant: Examen, apres: Examen, signataire: Callable[[str], Signature], peintures: Peintures
) -> dict[str, Redline]:
    """Each document that both states build, with Word's tracked changes from the one to the other."""
    from pipeline.write.word.redline.document import redline

    why = _origins(avant, apres)
    brouillon = not (avant.sound and apres.sound)
    old = build(avant, brouillon, peintures=peintures)
    again = Peintures({**peintures.kept, **peintures.used})
    new = build(apres, brouillon, peintures=again)
    peintures.used.update(again.used)
    return {name: redline(old[name], new[name], signataire, why) for name in new if name in old}


def _origins(avant: Examen, apres: Examen) -> dict[tuple[str, str], Origine]:
    """The figures that changed, as printed → what each follows from."""
    from pipeline.assemble.changements.effets import chiffre_en_mots
    from pipeline.compare.causes import causes
    from pipeline.compare.chiffres import chiffres, citees
    from pipeline.model.revision import Origine

    alone = [(cause, amounts(p).faits) for cause, p in causes(avant.projet, apres.projet)]
    where = citees(apres.sources.texts.items())
    return {
        (one.avant, one.apres): Origine(
            one.nom,
            chiffre_en_mots(f"{one.sens} ({one.nom})", one.avant, one.apres, one.causes),
            frozenset(where.get(one.nom, ())),
        )
        for one in chiffres(avant.comptes.faits, apres.comptes.faits, alone)
    }


def _with_results(examen: Examen, other: Examen) -> Examen:
    """A workbook whose formulas were never computed, with the results that the other state has; else without budget."""
    from pipeline.compare.resultats import completed, rows_without_results

    missing = rows_without_results(examen.findings)
    if not missing:
        return examen
    old = examen.projet
    budget = completed(old.budget, other.projet.budget, missing)
    lost = old.trous if budget else old.trous | {Piece.BUDGET}
    projet = replace(old, budget=budget or old.budget, trous=lost)
    kept = tuple(
        finding
        for finding in examen.findings
        if finding.code == "B006" or (finding.span.sheet, finding.span.line) not in missing
    )
    return replace(examen, projet=projet, comptes=amounts(projet), findings=kept)


def _supposed(cause: Cause, projet: Projet, known: Examen | None) -> Hypothese:
    """One change alone and its accounts: those of the new state where nothing else changed."""
    from pipeline.model.changement import Hypothese

    comptes = known.comptes if known else amounts(projet)
    return Hypothese(
        cause,
        projet,
        comptes,
        _of_real_size(projet, comptes) if cause.sujet == "communes" else None,
    )


def document_of(examen: Examen, resume: Resume) -> dict[str, bytes]:
    """``changements.docx``; nothing when its template is missing or cannot be filled."""
    from pipeline.assemble import document_of_changes
    from pipeline.write.word.documents import write

    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    return write(
        [document_of_changes(examen.projet, resume)],
        _painted(examen, []),
        examen.projet.charte,
        faulty,
        [],
    )


def sheets_of_indemnites(
    examen: Examen, recapitulatifs: Mapping[str, Recapitulatif]
) -> dict[str, bytes]:
    """The yearly sheet of each person, by the name of its file; nothing when the template cannot be filled."""
    from pipeline.assemble import document_of_indemnites
    from pipeline.write.word.documents import write

    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    documents = [
        document_of_indemnites(examen.projet, one, cle) for cle, one in recapitulatifs.items()
    ]
    return write(documents, examen.sources, examen.projet.charte, faulty, [])


def page_of_tasks(examen: Examen, personne: Personne, cle: str) -> dict[str, bytes]:
    """What one person has to do, by the name of its file; nothing when the template cannot be filled."""
    from pipeline.assemble import document_a_faire
    from pipeline.interpret.dates import parse_echeance
    from pipeline.write.word.documents import write

    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    document = document_a_faire(examen.projet, personne, examen.findings, parse_echeance, cle)
    return write([document], examen.sources, examen.projet.charte, faulty, [])


def bundle_of_pieces(examen: Examen, bordereau: Bordereau, annee: AnneeContrat) -> dict[str, bytes]:
    """The numbered list of proofs of a contract year; nothing when the template cannot be filled."""
    from pipeline.assemble import document_of_pieces
    from pipeline.write.word.documents import write

    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    document = document_of_pieces(examen.projet, bordereau, annee)
    return write([document], examen.sources, examen.projet.charte, faulty, [])


def _of_real_size(projet: Projet, comptes: Comptes) -> Comptes | None:
    """The accounts for the size that the inhabitants give; None where it is the one declared."""
    identite, size = projet.identite, comptes.taille
    if identite.taille is None or size is None or identite.taille.value == size:
        return None
    declared = replace(identite, taille=replace(identite.taille, value=size))
    return amounts(replace(projet, identite=declared))


def _etat(examen: Examen, autre: Examen) -> Etat:
    """A state, with the content of the templates that are not the same in the other."""
    from pipeline.model.changement import Etat
    from pipeline.read.archive import Refusal
    from pipeline.read.contenu_word import read_contenu

    files = examen.sources.files
    differ = [
        p for p, data in files.items() if p.startswith(SETS) and data != autre.sources.files.get(p)
    ]
    contents = {path: read_contenu(files[path]) for path in differ if path.endswith(".docx")}
    gabarits = {
        path: None if isinstance(found, Refusal) else found for path, found in contents.items()
    }
    return Etat(files, examen.projet, examen.comptes, examen.findings, gabarits)


def _painted(examen: Examen, said: list[Finding], peintures: Peintures | None = None) -> Sources:
    """The sources with a picture of each drawing that a text shows; one that cannot be painted in time is told."""
    peintures = peintures or Peintures()
    return _with_pictures(examen, _begun(examen, peintures), said, peintures)


def _begun(examen: Examen, peintures: Peintures) -> dict[str, Dessin]:
    """Every drawing there is, those that a text shows being painted meanwhile."""
    dessins = drawings(examen)
    for path, _ in _shown(examen.projet, examen.comptes) if dessins else ():
        if path in dessins and _is_to_paint(dessins[path]):
            peintures.begin(dessins[path].svg, _options(dessins[path]))
    return dessins


def _with_pictures(
    examen: Examen, dessins: dict[str, Dessin], said: list[Finding], peintures: Peintures
) -> Sources:
    for path, span in _shown(examen.projet, examen.comptes) if dessins else ():
        dessin = dessins.get(path)
        if dessin is None or not _is_to_paint(dessin):
            continue
        png = peintures.paint(dessin.svg, _options(dessin))
        if png is None:
            reason = "il demande trop de temps ou de mémoire"
            message = f"le dessin « {path} » ne peut pas être imprimé : {reason}."
            said.append(Finding("X050", message, span, ("exportez-le en PNG et citez le PNG.",)))
        dessins[path] = replace(dessin, png=png or b"", refus="" if png else "trop long")
    return replace(examen.sources, dessins=dessins) if dessins else examen.sources


def _is_to_paint(dessin: Dessin) -> bool:
    return not dessin.refus and not dessin.png


def _options(dessin: Dessin) -> dict[str, object]:
    width, height = dessin.points
    return {"width": width, "height": height, **fonts_of_drawings()}


def _shown(projet: Projet, comptes: Comptes) -> Iterator[tuple[str, Span]]:
    """The pictures, maps and calendars that a text or the cover shows, each with where it is asked for."""
    for node in projet.citations:
        if isinstance(node, Image | Variable):
            yield node.path if isinstance(node, Image) else node.cle, node.span
    for cle, shown in comptes.frises.items():
        for rang in range(1, len(shown.suites) + 1):
            yield nom_de_feuille(cle, rang), Span("")
    for logo in projet.charte.logos:
        yield logo.value, logo.span
    if projet.montre_la_carte:
        yield TERRITOIRE, Span("")


def _drawn(examen: Examen) -> dict[str, Dessin]:
    """Each map and each calendar cited, under the name that its figure calls it by.

    What is around the territory is read here: a check has no need of it.
    """
    shown = sheets(examen)
    if not shown:
        return {}
    from pipeline.draw import carte, frise

    palette = _palette(examen)
    return {
        name: carte.draw(one) if isinstance(one, Carte) else frise.draw(one, palette)
        for name, one in shown.items()
    }


def sheets(examen: Examen) -> dict[str, Carte | Frise]:
    """Each map and each sheet of a calendar, under the name that its figure calls it by: a page draws it itself."""
    comptes = examen.comptes
    calendars = {
        nom_de_feuille(cle, rang): replace(sheet, suites=())
        for cle, first in comptes.frises.items()
        for rang, sheet in enumerate((first, *first.suites))
    }
    return {**_on_their_ground(examen, comptes), **calendars}


def drawings(examen: Examen) -> dict[str, Dessin]:
    """Every drawing that a document may show."""
    return {**examen.sources.dessins, **_drawn(examen)}


def _palette(examen: Examen) -> Palette:
    """The colours of the charte, else of the theme of the template that prints the fiches."""
    from pipeline.write.word.charte import palette_of

    word = examen.sources.word(examen.sources.gabarits + GABARIT_FICHE)
    return palette_of(word.parts if word else {}, examen.projet.charte)


def _on_their_ground(examen: Examen, comptes: Comptes) -> Cartes:
    """The maps with the communes around the territory."""
    if not comptes.cartes:
        return {}
    from pipeline.compute.cartes import with_surroundings

    codes = [commune.code for commune in comptes.communes]
    data = examen.sources.files.get(CONTOURS)
    ground = read_contours(data, codes, alentour=True) if data else Contours()
    return {cle: with_surroundings(shown, ground) for cle, shown in comptes.cartes.items()}


def specimens(
    examen: Examen, texte: str, gabarits: Iterable[str], said: list[Finding]
) -> dict[str, bytes]:
    """Each template that can be filled, with every style in it; ``texte`` is what of it is plain Markdown."""
    from pipeline.assemble import champs_d_essai
    from pipeline.assemble.essayage import essayage
    from pipeline.read.markdown import read_markdown
    from pipeline.write.word.documents import write

    tree = read_markdown("essayage.md", texte, said)
    blocks = tree.blocks if tree else ()
    champs = champs_d_essai(examen.projet)
    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    documents = [essayage(name, champs, blocks, examen.comptes) for name in gabarits]
    return write(documents, _painted(examen, said), examen.projet.charte, faulty, said)


def build(
    examen: Examen,
    brouillon: bool = False,
    wanted: Iterable[str] = (),
    said: list[Finding] | None = None,
    peintures: Peintures | None = None,
    pages: Pages | None = None,
) -> dict[str, bytes]:
    """The Word files wanted (all by default), by name; nothing while there are errors, save in a brouillon.

    What only writing can find out about a template is added to ``said``.  ``peintures`` are the drawings painted by
    earlier builds; the answer is the same without them.  ``pages`` are those of the headings of the projet, which its grid
    tells.
    """
    if not examen.sound and not brouillon:
        return {}
    from pipeline.assemble import assemble
    from pipeline.write.word.documents import write

    comptes = with_bordereaux(examen.projet, with_grille(examen.projet, examen.comptes, pages))
    told = [] if said is None else said
    peintures = peintures or Peintures()
    dessins = _begun(examen, peintures)  # painted while the documents are assembled
    documents = assemble(examen.projet, comptes, examen.findings, brouillon, wanted)
    sources = _with_pictures(examen, dessins, told, peintures)
    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    outputs = write(documents, sources, examen.projet.charte, faulty, told)
    return _without_leaks(outputs, examen, told)


def diary(examen: Examen) -> dict[str, bytes]:
    """``calendrier.ics``, with the dates of a sound project; nothing while the contract has none."""
    from pipeline.compute.agenda import agenda
    from pipeline.write.ics import ics

    events = agenda(examen.projet, examen.comptes.contrat)
    return {"calendrier.ics": ics(examen.projet.identite.nom, events)} if events else {}


def _without_leaks(
    outputs: dict[str, bytes], examen: Examen, said: list[Finding]
) -> dict[str, bytes]:
    """The same files, but for a public one that shows what no reading of the sources announced: that is told.

    Template, properties and headers are read again with the rest.  Details that the checks told, and that were accepted
    one by one, may pass; those of ``contacts.csv`` only when the project is sound.
    """
    kept = dict(outputs)
    for livrable in examen.projet.livrables:
        name = f"{livrable.cle}.docx"
        leak = _first_leak(livrable, outputs.get(name), examen)
        if leak is not None:
            del kept[name]
            said.append(leak)
    return kept


def _first_leak(livrable: Livrable, document: bytes | None, examen: Examen) -> Finding | None:
    """What a public document shows, and that was neither told of its sources nor accepted."""
    from pipeline.check import is_accepted
    from pipeline.compute.repertoire import annonces
    from pipeline.write.word.relire import passages_of

    if document is None or not livrable.publique:
        return None
    comptes = examen.comptes
    told = {d.coordonnee.valeur for d in comptes.divulgations if examen.sound or not d.privee}
    is_announced = annonces(examen.projet, (livrable,), told)
    leaks = (
        _leak(livrable, found)
        for words in passages_of(document)
        for found in comptes.repertoire.sensibles(words)
        if not is_announced(found)
    )
    return next((one for one in leaks if not is_accepted(one, examen.projet.acceptes)), None)


def _leak(livrable: Livrable, found: Coordonnee) -> Finding:
    message = f"« {found.texte} » serait imprimé dans « {livrable.cle} », qui est public."
    where = f"cherchez-le dans le gabarit {livrable.gabarit.value} et dans les sources, puis retirez-le."
    return Finding("G017", message, livrable.span, (where, KEEP))


KEEP = "s'il doit y rester, acceptez ce constat-là dans constats-acceptes.csv, avec sa raison."
