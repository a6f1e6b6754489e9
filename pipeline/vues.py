"""The pages of a project, from an ``Examen``: which ones there are, and what of it each may show.

As ``run``, it opens no file and asks no date.  A published page goes by the rules of public documents, twice: what the
sources announce (G014, G015), and what the page holds once it is written (G017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from textwrap import dedent
from urllib.parse import quote

from markupsafe import Markup

from pipeline.assemble import apercu, apercus, assemble
from pipeline.assemble.pages import changements, vue
from pipeline.check import is_accepted
from pipeline.check.diffusion import public_documents
from pipeline.compute import compute, with_bordereaux, with_grille
from pipeline.compute.agenda import agenda
from pipeline.compute.pages import for_pages
from pipeline.compute.repertoire import annonces
from pipeline.draw.page import nuit, svg_of
from pipeline.model import page as pages_of
from pipeline.model.carte import Carte
from pipeline.model.changement import Resume
from pipeline.model.comptes import Comptes
from pipeline.model.document import GABARIT_APERCU, Document
from pipeline.model.fiche import Fiche
from pipeline.model.files import Files
from pipeline.model.finding import Finding, has_errors
from pipeline.model.frise import Frise
from pipeline.model.graphique import Graphique
from pipeline.model.livrable import ACTES, ANNEXES, BREF, GRILLE_ARS, PARTIES, Livrable
from pipeline.model.page import (
    CONSTATS,
    MENU,
    MON_TEXTE,
    TEXTES,
    TITRES,
    VUES,
    Page,
    Passage,
    adresse,
)
from pipeline.model.palette import Palette
from pipeline.model.parcours import inlines_of
from pipeline.model.personne import Annuaire
from pipeline.model.projet import Projet
from pipeline.model.prose import Heading, Inline, Variable, text_of
from pipeline.model.rules import RULES
from pipeline.model.source import MarkdownFile
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass
from pipeline.read.markdown import read_markdown
from pipeline.run import Examen, sheets
from pipeline.write.html.constats import Ouvre, count, frame, gathered, nowhere
from pipeline.write.html.dessins import couleurs_des_missions
from pipeline.write.html.documents import NO_FRAME, Corps, Modeles, modeles, write
from pipeline.write.html.images import FOLDER, Images
from pipeline.write.html.pages import Coquille, all_words_of, page_of, search_page
from pipeline.write.html.prose import ProseWriter

PRIVE = "content/prive/"
SITE = "site"
EXEMPLE = "DOCUMENT FICTIF"
PIED = "Page faite par projet-sante à partir des fichiers du projet."
SANS_GABARIT = "Cette page ne peut pas être montrée : son modèle Word manque ou a des erreurs."


Etats = Callable[[Finding], str]
"""What is said of a finding beside it: that it is new."""


def no_state(_finding: Finding) -> str:
    return ""


@dataclass(frozen=True)
class Vues:
    """What pages are made from: the project as its readers may see it, and the templates that dress its texts."""

    examen: Examen
    projet: Projet
    comptes: Comptes
    files: Files
    modeles: Modeles
    brouillon: bool = False
    montrees: tuple[str, ...] = tuple(cle for cle, _titre in MENU)
    """The entries of the menu that are shown."""
    mention: str = ""
    fiches_tues: frozenset[str] = frozenset()
    """The paths of the fiches that have no page of their own, nor a line in the pages by subject."""

    @property
    def fiches(self) -> tuple[Fiche, ...]:
        return tuple(one for one in self.projet.fiches if one.path not in self.fiches_tues)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.examen.findings

    @cached_property
    def des_documents(self) -> Comptes:
        """The accounts that documents print, their grid answered."""
        return with_bordereaux(self.projet, with_grille(self.projet, self.comptes))

    @cached_property
    def des_pages(self) -> tuple[Projet, Comptes]:
        """The project and the accounts of the pages by subject."""
        projet, comptes = for_pages(self.projet, self.comptes)
        return replace(projet, fiches=self.fiches), comptes


def templates_of_pages(examen: Examen) -> Modeles:
    """The templates of an examen that inspected them."""
    names = [livrable.gabarit.value for livrable in examen.projet.livrables]
    faulty = {finding.span.path for finding in examen.findings if finding.is_error}
    return modeles(examen.sources, examen.projet.charte, [GABARIT_APERCU, *names], faulty)


def complete(examen: Examen, modeles: Modeles, brouillon: bool = True) -> Vues:
    """The pages of whoever works on the project: nothing is left out."""
    return Vues(examen, examen.projet, examen.comptes, examen.sources.files, modeles, brouillon)


# --- what may be published ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a published folder by name; ``said`` is what stands in the way of publishing, with nothing then."""

    files: Mapping[str, bytes]
    said: tuple[Finding, ...]


def site(
    examen: Examen,
    today: date,
    shell: Mapping[str, str],
    resume: Resume | None,
    brouillon: bool = False,
    complet: bool = False,
) -> Site:
    """The whole folder; nothing while there are errors, save in a brouillon.

    It shows what the project says is public, and nothing of the rest: the documents « diffusion: publique », and the pages
    whose matter one of these prints.  With ``complet`` all is there but acts and ways to reach people, for readers who were
    chosen, and each page says so.
    """
    parts = frozenset(PARTIES) | frozenset(ANNEXES) if complet else printed(_public(examen.projet))
    if not parts:
        return Site({}, ())
    checked = replace(examen.projet, livrables=(_of_parts(parts),))
    comptes = compute(checked)
    accepted = examen.projet.acceptes
    found = public_documents(checked, comptes, today)
    told = tuple(one for one in found if not is_accepted(one, accepted))
    if has_errors(told) or not (examen.sound or brouillon):
        return Site({}, told)
    published = _published(examen, comptes, brouillon, complet)
    made = tuple(pages(published, shell, resume))
    leaks = tuple(_leaks(made, comptes, checked))
    if leaks:
        return Site({}, (*told, *leaks))
    return Site(_files(published, made, shell), told)


def _public(projet: Projet) -> tuple[Livrable, ...]:
    """The documents that the project says are for anyone; acts of the foundation, which name people at their homes, never are."""
    return tuple(one for one in projet.livrables if one.publique and not _is_act(one))


def _is_act(livrable: Livrable) -> bool:
    return not {placed.value for placed in livrable.parties}.isdisjoint(ACTES)


def printed(livrables: Iterable[Livrable]) -> frozenset[str]:
    """The parts and annexes of documents."""
    parts = {placed.value for one in livrables for placed in one.parties}
    of_annexes = (one for one in livrables if any(p.value == "annexes" for p in one.parties))
    return frozenset(parts | {placed.value for one in of_annexes for placed in one.annexes})


MATIERE: Mapping[str, frozenset[str]] = {
    pages_of.ACCUEIL: frozenset((BREF,)),
    pages_of.BUDGET: frozenset(("budget", "versements")),
    pages_of.CALENDRIER: frozenset(("missions", "versements")),
    pages_of.INDICATEURS: frozenset(("missions",)),
    pages_of.TERRITOIRE: frozenset(("diagnostic",)),
    pages_of.GRILLE: frozenset((GRILLE_ARS,)),
}
"""What a page by subject tells: it is public when public documents print all of that."""

TOUJOURS = (TEXTES, pages_of.RECHERCHE)
"""They list what is there; findings and changes quote every source, and are for the complete folder."""

A_NE_PAS_PUBLIER = "NE PAS PUBLIER"


def _entries(parts: frozenset[str]) -> tuple[str, ...]:
    """The entries of the menu of a public folder."""
    shown = {cle for cle, matter in MATIERE.items() if matter <= parts}
    return tuple(cle for cle, _titre in MENU if cle in shown or cle in TOUJOURS)


def _of_parts(parts: frozenset[str]) -> Livrable:
    """A public document of all that the site may show."""
    nowhere_ = Span("content/livrables.yaml")
    names = (*(name for name in PARTIES if name in parts and name not in ACTES),)
    parties = tuple(Placed(name, nowhere_) for name in names)
    annexes = tuple(Placed(name, nowhere_) for name in ANNEXES if name in parts)
    return Livrable(
        SITE, "Site", Placed("", nowhere_), parties, annexes, False, (), True, False, (), nowhere_
    )


def _published(examen: Examen, comptes: Comptes, brouillon: bool, complet: bool) -> Vues:
    before = examen.projet
    public = _public(before)
    every = tuple(replace(one, publique=True) for one in before.livrables if not _is_act(one))
    projet = replace(
        before,
        livrables=every if complet else public,
        annuaire=Annuaire(before.annuaire.personnes),
    )
    files = {
        path: data for path, data in examen.sources.files.items() if not path.startswith(PRIVE)
    }
    findings = tuple(one for one in examen.findings if not _is_private(one))
    seen = replace(examen, findings=findings)
    shown = Vues(seen, projet, comptes, files, templates_of_pages(examen), brouillon)
    if complet:
        return replace(shown, mention=A_NE_PAS_PUBLIER)
    left_out = _fiches_of_nobody(before, public)
    return replace(shown, montrees=_entries(printed(public)), fiches_tues=left_out)


def _fiches_of_nobody(projet: Projet, public: Iterable[Livrable]) -> frozenset[str]:
    """The fiches that no public document prints."""
    printing = [one for one in public if any(p.value == "missions" for p in one.parties)]
    drafts = any(not one.sans_brouillons for one in printing)
    return frozenset(
        one.path for one in projet.fiches if not printing or (one.est_brouillon and not drafts)
    )


def _is_private(finding: Finding) -> bool:
    return any(span.path.startswith(PRIVE) for span in (finding.span, *finding.related))


def _leaks(made: Iterable[Page], comptes: Comptes, projet: Projet) -> Iterator[Finding]:
    """Ways to reach a person that a page would show and that no reading of the sources announced."""
    told = {one.coordonnee.valeur for one in comptes.divulgations if not one.privee}
    is_announced = annonces(projet, projet.livrables, told)
    for page in made:
        for words in all_words_of(page.html):
            for found in comptes.repertoire.sensibles(words):
                if not is_announced(found):
                    message = f"« {found.texte} » serait montré par la page « {page.titre} » du site, qui est public."
                    where = "retirez-le des sources de cette page, ou du modèle Word qui l'habille."
                    leak = Finding("G017", message, Span("content/livrables.yaml"), (where,))
                    if not is_accepted(leak, projet.acceptes):
                        yield leak


# --- pages ----------------------------------------------------------------------------------------------------------


def pages(vues: Vues, shell: Mapping[str, str], resume: Resume | None) -> Iterator[Page]:
    """Every page of the folder, the search last: it looks into the others."""
    coquille = coquille_of(vues, shell)
    made = [
        *(page_of_vue(vues, cle) for cle in VUES if cle in vues.montrees),
        *(documents(vues) if vues.projet.livrables else ()),
        *fiches(vues),
    ]
    listed = page_of_texts(vues, coquille, made)
    made.append(listed)
    if pages_of.ACCUEIL not in vues.montrees:
        yield replace(listed, cle=pages_of.ACCUEIL)
    if CONSTATS in vues.montrees:
        made.append(page_of_findings(vues.findings, vues.projet, coquille))
    if pages_of.CHANGEMENTS in vues.montrees:
        made.append(page_of_changes(vues, resume))
    yield from made
    yield search_page(coquille, made)


def coquille_of(vues: Vues, shell: Mapping[str, str], **more: object) -> Coquille:
    identite = vues.projet.identite
    words = [EXEMPLE] if identite.exemple else []
    words += ["BROUILLON"] if vues.brouillon and not vues.examen.sound else []
    words += [vues.mention] if vues.mention else []
    told = {"nom": identite.nom or "Projet de santé", "mention": " — ".join(words), "pied": PIED}
    menu = [(cle, titre) for cle, titre in MENU if cle in vues.montrees]
    return Coquille(shell, {**told, "scripts": [], "entrees": menu, **more})


def page_of_vue(vues: Vues, cle: str) -> Page:
    projet, comptes = vues.des_pages
    events = agenda(projet, comptes.contrat)
    document = vue(cle, projet, comptes, events)
    return page_of(cle, TITRES[cle], cle, _body(vues, document, comptes))


def page_of_changes(vues: Vues, resume: Resume | None) -> Page:
    cle = pages_of.CHANGEMENTS
    if resume is None:
        html = "<p>Ce dossier n'est pas suivi par git : rien ne dit ce qui a changé.</p>"
        return Page(cle, TITRES[cle], html, cle)
    return page_of(cle, TITRES[cle], cle, _body(vues, changements(resume, vues.comptes)))


def documents(vues: Vues, wanted: Sequence[str] = ()) -> Iterator[Page]:
    """A page for each document, within what its template prints."""
    for one in assemble(vues.projet, vues.des_documents, vues.findings, vues.brouillon, wanted):
        yield page_of(f"document-{one.cle}", one.titre, TEXTES, _body(vues, one))


def fiches(vues: Vues, wanted: Sequence[str] = ()) -> Iterator[Page]:
    """A page for each fiche, or for those of these codes."""
    shown = [one for one in vues.fiches if not wanted or one.cle in wanted]
    told = vues.findings if vues.brouillon else ()
    laid_out = apercus(vues.projet, vues.comptes, told, (one.path for one in shown))
    for fiche, document in zip(shown, laid_out, strict=True):
        if document is not None:
            body = _body(vues, document, under=-2)
            yield page_of(adresse_de_fiche(fiche), nom_de_fiche(fiche), TEXTES, body)


def adresse_de_fiche(fiche: Fiche) -> str:
    return f"fiche-{fiche.cle.lower()}"


def nom_de_fiche(fiche: Fiche) -> str:
    return f"{fiche.cle} — {fiche.titre.value}" if fiche.titre else fiche.cle


def page_of_text(vues: Vues, path: str, opened: Ouvre, states: Etats) -> Page | None:
    """The page of one file with what is wrong in it at its place; None for what is not printed alone.

    What is wrong with the head of the file stands before all its text.
    """
    document = apercu(vues.projet, vues.comptes, (), path)
    if document is None:
        return None
    frames: dict[Span, list[str]] = {}
    text = vues.examen.sources.trees.get(path)
    fiche = any(one.path == path for one in vues.projet.fiches)
    for one in vues.findings:
        if one.span.path == path:
            framed = frame(one, explained, opened, states(one), chez_soi=True)
            place = _place_in(text, one.span, fiche) if isinstance(text, MarkdownFile) else one.span
            frames.setdefault(place, []).append(framed)
    shown = {place: gathered(framed, place) for place, framed in frames.items()}
    body = _body(vues, document, under=-1 if fiche else 1, frames=shown)
    return page_of(MON_TEXTE, "Mon texte", MON_TEXTE, body)


def passages_of_sources(vues: Vues) -> Iterator[Passage]:
    """What the Markdown files say themselves, each part under its title: for whoever cannot wait for their pages."""
    names = {one.path: nom_de_fiche(one) for one in vues.projet.fiches}
    for path, tree in vues.examen.sources.trees.items():
        if isinstance(tree, MarkdownFile):
            yield from _passages_of(tree, names.get(path, path))


def _passages_of(text: MarkdownFile, name: str) -> Iterator[Passage]:
    lien = f"{adresse(MON_TEXTE)}?fichier={quote(text.path)}"
    titre, said = name, [name]
    for block in text.blocks:
        if isinstance(block, Heading):
            yield Passage(titre, lien, " ".join(said))
            titre, said = f"{name} › {text_of(block.inlines)}", []
        said.extend(text_of(_typed(inlines)) for inlines in inlines_of(block))
    yield Passage(titre, lien, " ".join(said))


def _typed(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Without the names of facts, which nobody reads on a page."""
    return (node for node in inlines if not isinstance(node, Variable))


def _place_in(text: MarkdownFile, span: Span, fiche: bool) -> Span:
    """Where a finding is shown: before all the text when it is about its head.

    The titles of a fiche are printed by its template: what is said of one is shown under what its section begins with.
    """
    line = span.line or 0
    if line < text.body_line:
        return Span(span.path)
    titles = {block.span.line for block in text.blocks if fiche and isinstance(block, Heading)}
    under = (block.span.line for block in text.blocks if (block.span.line or 0) > line)
    first = next(under, None) if line in titles else None
    return Span(span.path, first) if first and first not in titles else span


def _body(
    vues: Vues,
    document: Document,
    comptes: Comptes | None = None,
    under: int = 1,
    frames: Mapping[Span, str] = NO_FRAME,
) -> Corps:
    seen = replace(vues.examen, projet=vues.projet, comptes=comptes or vues.comptes)
    pictures, drawn = seen.sources.dessins, _Plume(seen, vues.modeles.palette)
    body = write(
        document, vues.modeles, vues.files, pictures, under=under, dessine=drawn, frames=frames
    )
    return body or Corps(f"<p>{SANS_GABARIT}</p>", (), {})


class _Plume:
    """Draws on a page: charts, and the maps and calendars of an examen, made when the first is shown: most pages show none."""

    def __init__(self, examen: Examen, palette: Palette) -> None:
        self.examen = examen
        self.palette = palette

    @cached_property
    def sheets(self) -> Mapping[str, Carte | Frise]:
        return sheets(self.examen)

    def __call__(self, shown: Graphique | str, titre: str, cle: str) -> str:
        if shown in self.examen.sources.files:
            return ""
        one = self.sheets.get(shown) if isinstance(shown, str) else shown
        return svg_of(one, titre, cle, self.palette) if one else ""


def page_of_texts(vues: Vues, coquille: Coquille, made: Iterable[Page]) -> Page:
    """The list of documents, then of fiches."""
    listed = [
        (adresse(page.cle), page.titre, "") for page in made if page.cle.startswith("document-")
    ]
    fiches = [(adresse(page.cle), page.titre, "") for page in made if page.cle.startswith("fiche-")]
    groups = [("Documents", listed), ("Fiches action", fiches)]
    return Page(TEXTES, TITRES[TEXTES], coquille.part("textes.html", groupes=groups), TEXTES)


def page_of_findings(
    findings: Sequence[Finding],
    projet: Projet,
    coquille: Coquille,
    opened: Ouvre = nowhere,
    states: Etats = no_state,
    **more: object,
) -> Page:
    """Every finding under its file, with who is in charge of it."""

    def framed(one: Finding) -> Markup:
        return Markup(frame(one, explained, opened, states(one)))

    groups = [
        (path, in_charge(path, projet), [framed(one) for one in found])
        for path, found in by_file(findings).items()
    ]
    html = coquille.part("constats.html", compte=count(findings), groupes=groups, **more)
    return Page(CONSTATS, TITRES[CONSTATS], html, CONSTATS)


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.span.path, []).append(finding)
    return found


def in_charge(path: str, projet: Projet) -> str:
    """The pilote of a fiche; nobody is named for the other files."""
    fiche = next((one for one in projet.fiches if one.path == path), None)
    if fiche is None or fiche.pilote is None:
        return ""
    personne = projet.annuaire.trouver(fiche.pilote.value)
    return personne.nom_complet if personne else fiche.pilote.value


@lru_cache(maxsize=64)
def explained(code: str) -> str:
    """What a rule wants, as its entry says it."""
    rule = RULES[code]
    tree = read_markdown(f"{code}.md", dedent(rule.explication).strip(), [])
    writer = ProseWriter(Images({}, {}, ""), 2)
    body = writer.all(tree.blocks) if tree else ""
    return f"<p><strong>{rule.titre}</strong></p>{body}"


def style(shell: Mapping[str, str], palette: Palette) -> bytes:
    """The style of pages, with the colours of what they draw, by night too."""
    night = f"@media (prefers-color-scheme: dark) {{ {nuit(palette)} }}"
    return f"{shell['style.css']}{couleurs_des_missions(palette)}\n{night}\n".encode()


# --- files ----------------------------------------------------------------------------------------------------------


def _files(vues: Vues, made: Sequence[Page], shell: Mapping[str, str]) -> dict[str, bytes]:
    coquille = coquille_of(vues, shell)
    files = {
        "style.css": style(shell, vues.modeles.palette),
        "recherche.js": shell["recherche.js"].encode(),
        "icone.svg": shell["icone.svg"].encode(),
    }
    for page in made:
        scripts = ["recherche.js"] if page.cle == pages_of.RECHERCHE else []
        files[adresse(page.cle)] = coquille.page(page, scripts=scripts)
        files |= {f"{FOLDER}/{name}": data for name, data in page.images.items()}
    return files
