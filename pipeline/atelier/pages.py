"""The pages of the atelier at a moment: those of the site, and what only the one who writes has use of."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from markupsafe import Markup

from pipeline.atelier.editeur import TEXTS
from pipeline.atelier.memoire import give_back
from pipeline.atelier.projet import Etat, ProjetVivant
from pipeline.atelier.travaux import TRAVAUX, Travaux
from pipeline.commands.site import changes_of
from pipeline.disk import names_in
from pipeline.interpret.fiches import FICHES
from pipeline.model.files import BUILD
from pipeline.model.finding import Finding
from pipeline.model.page import (
    BUDGET,
    CHANGEMENTS,
    CONSTATS,
    DOCUMENTS,
    MENU_ATELIER,
    MON_TEXTE,
    RECHERCHE,
    TEXTES,
    VUES,
    Page,
    Passage,
)
from pipeline.model.span import Span
from pipeline.vues import (
    Vues,
    adresse_de_fiche,
    by_file,
    coquille_of,
    documents,
    explained,
    fiches,
    in_charge,
    nom_de_fiche,
    page_of_changes,
    page_of_findings,
    page_of_text,
    page_of_texts,
    page_of_vue,
    passages_of_sources,
)
from pipeline.write.html.constats import count, frame
from pipeline.write.html.pages import Coquille, found_in
from pipeline.write.html.signes import safe

PIED = (
    "Ces pages ne sortent pas de cet ordinateur. Elles suivent les fichiers que vous enregistrez."
)
NOUVEAU = "nouveau depuis l'ouverture"
SEUL = "Ce fichier ne s'imprime pas seul : ses effets se voient dans les autres pages."
VIDE = "Rien ne peut encore être montré de ce fichier : il est vide, ou ne peut pas être lu."
POUR_COMMENCER = (
    "Pour commencer une fiche, copiez-y le contenu d'une fiche qui existe et changez-en le code et le titre, ou demandez à qui "
    "tient le dossier une fiche neuve, avec un conseil sous chaque rubrique : make fiche MISSION=… TITRE=…"
)
ATTENTE = "Vérification en cours…"
PRINTED = (".docx", ".pdf", ".ics", ".html")
MOST_FOUND = 100


EN_PREPARATION = (
    "Les pages se préparent : voici ce que disent les fichiers eux-mêmes. "
    "La liste complète, avec les documents, les remplacera d'elle-même dans un instant."
)


class Tours(NamedTuple):
    """How often what pages show has moved: the whole project, the text that one writes, the work in a child, the search."""

    version: int = 1
    texte: int = 0
    travaux: int = 0
    recherche: int = 0


@dataclass
class Index:
    """What a search looks into, for a version of the project; ``entier`` once all its pages were made."""

    version: int
    passages: list[Passage] = field(default_factory=list)
    entier: bool = False


class Pages:
    """Every page by its address; what does not change between two saves is made once."""

    def __init__(self, projet: ProjetVivant, travaux: Travaux, shell: Mapping[str, str]) -> None:
        self.projet = projet
        self.travaux = travaux
        self.shell = shell
        self.kept: tuple[int, dict[str, Page | None]] = (0, {})
        self.making = threading.Lock()
        """Held for one page: two large ones made together would need the memory of both."""
        self.index = Index(0)
        self.written: tuple[Etat, dict[str, Page | None]] = (projet.etat, {})
        self.images: dict[str, bytes] = {}
        self.images_of_before: dict[str, bytes] = {}

    def html(self, cle: str, asked: Mapping[str, str], tours: Tours) -> bytes | None:
        """The page of an address with what was asked of it; None when there is no such page."""
        if cle != MON_TEXTE:
            self.projet.entier.wait()
        etat = self.projet.etat
        coquille = coquille_of(etat.vues, self.shell, entrees=MENU_ATELIER, serveur=True, pied=PIED)
        page = self.page(cle, asked, coquille)
        if page is None:
            return None
        self.images |= page.images
        return coquille.page(page, scripts=["atelier.js"], suivi=tours, etat=etat.panne)

    def page(self, cle: str, asked: Mapping[str, str], coquille: Coquille) -> Page | None:
        etat = self.projet.etat
        vues = etat.vues
        if cle == MON_TEXTE:
            return self.my_text(etat, asked.get("fichier", ""), coquille)
        if cle == CONSTATS:
            return self.findings(vues, asked, coquille)
        if cle == DOCUMENTS:
            return self.documents(coquille)
        if cle == RECHERCHE:
            return self.search(etat, asked.get("mots", ""), coquille)
        return self.known(vues, cle, coquille)

    def known(self, vues: Vues, cle: str, coquille: Coquille) -> Page | None:
        """One of those that only a save changes."""
        kept = self.kept_at(self.projet.etat.version)
        if cle not in kept:
            with self.making:
                kept[cle] = self.made(vues, cle, coquille)
        return kept[cle]

    def kept_at(self, version: int) -> dict[str, Page | None]:
        """The pages made since the last save; None for a text that has none."""
        if self.kept[0] != version:
            self.kept = version, {}
        return self.kept[1]

    def image(self, name: str) -> bytes | None:
        """A picture that a page shows, or showed before the last save: a browser asks for it after the page."""
        return self.images.get(name) or self.images_of_before.get(name)

    def refresh(self, saved: Sequence[str]) -> None:
        """Read the project again, without the pages that this makes old: memory need not hold both."""
        self.kept, self.index = (-1, {}), Index(-1)
        self.images, self.images_of_before = {}, self.images
        etat = self.projet.refresh(saved)
        if self.written[0] is not etat:
            self.written = etat, {}

    def prepare(self) -> bool:
        """Make what a search looks into, page by page, until something is saved; False then.

        Of each page only the words are kept: whoever opens one has it made again.
        """
        etat = self.projet.etat
        index = self.index = Index(etat.version)
        made = _of_texts(etat.vues, [*(one.cle for one in self.texts(etat.vues)), *VUES])
        while self.projet.etat is etat:
            with self.making:
                page = next(made, None)
            if page is None:
                index.entier = True
                give_back()
                return True
            index.passages.extend(page.passages)
        return False

    def made(self, vues: Vues, cle: str, coquille: Coquille) -> Page | None:
        if cle in VUES:
            page = page_of_vue(vues, cle)
            opened = self.opened(vues.projet.budget.span) if cle == BUDGET else ""
            return replace(page, html=f"{opened}{page.html}")
        if cle == CHANGEMENTS:
            return page_of_changes(vues, changes_of(self.projet.root))
        if cle == TEXTES:
            return page_of_texts(vues, coquille, self.texts(vues))
        if cle.startswith("document-"):
            name = cle.removeprefix("document-")
            wanted = [one.cle for one in vues.projet.livrables if one.cle == name]
            return next(documents(vues, wanted), None) if wanted else None
        code = next((one.cle for one in vues.projet.fiches if cle == adresse_de_fiche(one)), "")
        return next(fiches(vues, [code]), None) if code else None

    def texts(self, vues: Vues) -> list[Page]:
        """The titles of what may be read, without writing it."""
        return [
            *(Page(f"document-{one.cle}", one.titre, "", TEXTES) for one in vues.projet.livrables),
            *(
                Page(adresse_de_fiche(one), nom_de_fiche(one), "", TEXTES)
                for one in vues.projet.fiches
            ),
        ]

    # --- what one writes -------------------------------------------------------------------------------------------

    def written_text(self, etat: Etat, path: str) -> Page | None:
        """The page of one file, made once; None for what is not printed alone."""
        kept = self.written
        if kept[0] is not etat:
            kept = self.written = etat, {}
        if path not in kept[1]:
            kept[1][path] = page_of_text(etat.texte, path, self.opened, self.state)
        return kept[1][path]

    def write_ahead(self) -> None:
        """Make the page of the file that was just saved before anyone asks for it."""
        self.written_text(self.projet.etat, self.projet.etat.dernier)

    def my_text(self, etat: Etat, chosen: str, coquille: Coquille) -> Page:
        """The file that was saved last, or the one that was chosen, with what is wrong in it at its place."""
        vues = etat.texte
        shown = self.to_show(etat, chosen)
        page = self.written_text(etat, shown) if shown else None
        found = [one for one in vues.findings if one.span.path == shown]
        html = coquille.part(
            "texte.html",
            fichiers=_choices(vues),
            choisi=chosen,
            chemin_montre=shown,
            compte=count(found) if etat.version else ATTENTE,
            ouvre=Markup(self.opened(Span(shown)) if shown else ""),
            cadres=Markup("" if page else self.frames(found)),
            corps=Markup(page.html if page else _nothing_in(shown, vues)),
            en_cours=etat.avance is not None,
        )
        images = page.images if page else {}
        return Page(MON_TEXTE, "Mon texte", html, MON_TEXTE, images=images)

    def to_show(self, etat: Etat, chosen: str) -> str:
        """The file chosen, else the last one saved, else the first fiche; "" where there is none."""
        for path in (chosen, etat.dernier):
            if self.projet.has(path):
                return path
        fiches = etat.texte.projet.fiches
        return fiches[0].path if fiches else ""

    def frames(self, found: Iterable[Finding]) -> str:
        """What is wrong in a file that cannot be shown, above it."""
        return "".join(
            frame(one, explained, self.opened, self.state(one), chez_soi=True) for one in found
        )

    def opened(self, span: Span) -> str:
        """The button that opens a place; none for what is no file of the project."""
        if not self.projet.has(span.path):
            return ""
        where = f", ligne {span.line}" if span.line else ""
        fields = f'<input type="hidden" name="fichier" value="{safe(span.path)}">'
        fields += f'<input type="hidden" name="ligne" value="{span.line or 1}">'
        words = (
            f"Ouvrir dans l'éditeur{where}" if span.path.endswith(TEXTS) else "Ouvrir le classeur"
        )
        name = f"{words} : {span.path}"
        button = f'<button aria-label="{safe(name)}">{safe(words)}</button>'
        return f'<form class="ouvrir" method="post" action="/ouvrir">{fields}{button}</form>'

    def state(self, finding: Finding) -> str:
        return NOUVEAU if self.projet.is_new(finding) else ""

    def findings(self, vues: Vues, asked: Mapping[str, str], coquille: Coquille) -> Page:
        """All of them, or those of a file, a person, a severity; then what was solved."""
        wanted = {name: asked.get(name, "") for name in ("fichier", "qui", "gravite")}
        kept = [one for one in vues.findings if _is_wanted(one, wanted, vues)]
        people = (in_charge(path, vues.projet) for path in by_file(vues.findings))
        choices: list[tuple[str, str, Sequence[str], str]] = [
            ("fichier", "Fichier", sorted(by_file(vues.findings)), wanted["fichier"]),
            ("qui", "Personne en charge", sorted(set(filter(None, people))), wanted["qui"]),
            ("gravite", "Gravité", ["erreur", "avertissement"], wanted["gravite"]),
        ]
        more: dict[str, Any] = {
            "filtres": choices,
            "resolus": [f"{code} — {path} : {said}" for code, path, said in self.projet.resolus],
        }
        return page_of_findings(kept, vues.projet, coquille, self.opened, self.state, **more)

    # --- the rest ----------------------------------------------------------------------------------------------------

    def built(self) -> list[str]:
        """The documents of ``build/``, which may be opened."""
        root = self.projet.root
        folders = [BUILD, f"{BUILD}pdf/", f"{BUILD}site/"]
        found = [folder + name for folder in folders for name in names_in(root / folder)]
        shown = [path for path in found if path.endswith(PRINTED)]
        return [path for path in shown if "/site/" not in path or path.endswith("/index.html")]

    def documents(self, coquille: Coquille) -> Page:
        work = self.travaux
        html = coquille.part(
            "documents.html",
            travaux=list(TRAVAUX.items()),
            en_cours=work.en_cours,
            titre_en_cours=work.titre,
            lignes=work.lignes,
            faits=self.built(),
        )
        return Page(DOCUMENTS, "Documents", html, DOCUMENTS)

    def search(self, etat: Etat, words: str, coquille: Coquille) -> Page:
        """What holds the words, in every text: as pages print them, or as files say them while pages are being made."""
        index = self.index
        ready = index.entier and index.version == etat.version
        looked_into = index.passages if ready else passages_of_sources(etat.texte)
        found = list(islice(found_in(looked_into, words), MOST_FOUND)) if words else []
        lines = [(passage.titre, passage.lien, extract) for passage, extract in found]
        html = coquille.part(
            "recherche.html",
            lignes=lines,
            mots=words,
            compte=_how_many(len(found)) if words else "",
            avis=EN_PREPARATION if words and not ready else "",
        )
        return Page(RECHERCHE, "Recherche", html, RECHERCHE)


def _how_many(found: int) -> str:
    if found == MOST_FOUND:
        return f"Les {MOST_FOUND} premiers passages. Ajoutez un mot pour en voir moins."
    return f"{found} passage{'s' if found > 1 else ''}" if found else "Aucun passage."


def _nothing_in(path: str, vues: Vues) -> str:
    """Why a file is not shown as it prints; "" where there is no file."""
    if not path:
        return ""
    if path in vues.examen.sources.trees:
        return f"<p>{SEUL}</p>"
    return f"<p>{VIDE} {POUR_COMMENCER}</p>" if path.startswith(FICHES) else f"<p>{VIDE}</p>"


def _choices(vues: Vues) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be shown, with the name that it is known by: fiches by their titles, then other texts by their files."""
    fiches = [(one.path, nom_de_fiche(one)) for one in vues.projet.fiches]
    known = {path for path, _name in fiches}
    others = sorted(path for path in vues.files if path.endswith(".md") and path not in known)
    return [("Fiches action", fiches), ("Autres textes", [(path, path) for path in others])]


def _of_texts(vues: Vues, cles: Sequence[str]) -> Iterator[Page]:
    """Those of these addresses: pages by subject, documents, fiches."""
    names = [one.cle for one in vues.projet.livrables if f"document-{one.cle}" in cles]
    codes = [one.cle for one in vues.projet.fiches if adresse_de_fiche(one) in cles]
    for cle in VUES:
        if cle in cles:
            yield page_of_vue(vues, cle)
    if names:
        yield from documents(vues, names)
    if codes:
        yield from fiches(vues, codes)


def _is_wanted(finding: Finding, wanted: Mapping[str, str], vues: Vues) -> bool:
    seen = {
        "fichier": finding.span.path,
        "qui": in_charge(finding.span.path, vues.projet) if wanted["qui"] else "",
        "gravite": finding.severity.value,
    }
    return all(not value or seen[name] == value for name, value in wanted.items())
