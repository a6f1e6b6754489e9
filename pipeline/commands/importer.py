"""``make importer``: what a CPTS already has, as our files beside it; no word lost, nothing written over."""

from __future__ import annotations

import csv
import io
import itertools
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.commands.fiche import FOLDER, next_code, slug
from pipeline.commands.format import tidied
from pipeline.commands.importations import COLLE, Memoire
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import read_bytes, read_project, remove, replace_all, write_new
from pipeline.interpret import first_year
from pipeline.interpret.besoins import interpret_besoins
from pipeline.interpret.identite import interpret_identite
from pipeline.interpret.importation.compte_rendu import true_lines
from pipeline.interpret.importation.document import Contenu, contents, guessed_values
from pipeline.interpret.importation.fiche_lue import FicheLue
from pipeline.interpret.importation.indicateurs import BLANK
from pipeline.interpret.importation.lignes import all_lines
from pipeline.interpret.importation.membres import Liste, members, tables_of_people
from pipeline.interpret.importation.mise_en_forme import Contexte, in_our_terms
from pipeline.interpret.importation.personnes import proposed_key
from pipeline.interpret.personnes import CONTACTS as CONTACTS_LUS
from pipeline.interpret.personnes import PERSONNES, PROPOSEES, interpret_annuaire
from pipeline.interpret.statuts import STATUTS
from pipeline.interpret.vocabulaire import vocabulaire_of
from pipeline.model.colonnes import CLE, CONTACTS, NOM, PRENOM, EnTete
from pipeline.model.colonnes import PERSONNES as COLONNES
from pipeline.model.diagnostic import BESOINS
from pipeline.model.files import VOCABULAIRE, Files
from pipeline.model.finding import Finding
from pipeline.model.importation import (
    EN_ATTENTE,
    MOST_LETTERS,
    MOST_LINES,
    TOO_LONG,
    FicheImportee,
    Proposition,
    RefusDeSource,
    SourceLue,
)
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.personne import PHYSIQUE, Annuaire
from pipeline.model.projet import DOSSIERS_CHAPITRES, Identite
from pipeline.model.prose import Block, Table
from pipeline.programs import converted
from pipeline.read import read_sources
from pipeline.write.importation import (
    article_text,
    chapter_text,
    comment,
    fiche_text,
    left_over,
    to_be_sorted,
)
from pipeline.write.reprise import Reprise, brought_again

PROJET = "content/projet.yaml"
CONTACTS_PROPOSES = "content/prive/contacts-proposes.csv"
NO_CODE = BLANK
"""The code of a fiche whose mission is not known."""

CODE_IN_PATH = motif(r".*/(M[1-6]-[0-9]{2,3})")
MOST_NAMED = 3
BLANK_IN_HEADER = motif(rf"^ *([a-z]+): {BLANK}$", re.MULTILINE)
RANK = motif(r"[mM]?([1-6])")
MOST_BYTES = 20_000_000
MOST_MEMBERS = 5_000
MOST_CELLS_OF_A_LIST = 16 * MOST_MEMBERS
"""With something in them, in a list saved as text: each member in as many columns as there are for one."""

WITH_MACROS = {
    ".docm": "Document Word (.docx)",
    ".dotm": "Document Word (.docx)",
    ".xlsm": "Classeur Excel (.xlsx)",
    ".xltm": "Classeur Excel (.xlsx)",
    ".xlsb": "Classeur Excel (.xlsx)",
    ".xlam": "Classeur Excel (.xlsx)",
}
WORKBOOKS = (".xlsx", ".xls", ".ods")
TEXT_TABLES = (".csv", ".tsv")
USAGE = "donnez un fichier : make importer FICHIER=fiche.docx ; ou collez un texte : make importer < texte.txt"


def execute(demande: Demande) -> int:
    demande = _with_a_file(demande)
    name, data = _source(demande)
    suffix = Path(name).suffix.lower()
    if suffix in WORKBOOKS:
        from pipeline.commands.importer_classeur import import_budget, rows_of_text, sheets_of

        sheets = sheets_of(name, data)
        if sheets is None:
            return ERREURS
        people = tables_of_people(map(rows_of_text, sheets))
        if not people:
            return import_budget(demande.root, name, sheets)
        return _bring(demande, name, data, _list_of(people))
    if suffix in TEXT_TABLES:
        from pipeline.commands.importer_classeur import (
            MOST_CELLS,
            budget_of_text,
            import_budget,
            too_many_cells,
        )

        cells = _cells_of_text(data)
        filled = sum(map(len, cells))
        are_people = filled <= MOST_CELLS_OF_A_LIST and bool(tables_of_people([cells]))
        if filled > MOST_CELLS and not are_people:
            return _refused(name, too_many_cells(name, cells))
        budget = () if are_people else budget_of_text(name, cells)
        if budget and not _holds_a_fiche(demande.root, _read(name, suffix, data)):
            return import_budget(demande.root, name, budget)
    return _bring(demande, name, data, _read(name, suffix, data))


def _holds_a_fiche(root: Path, lue: SourceLue | RefusDeSource) -> bool:
    """Whether a table of text has the headings of a fiche: the page in columns of a mission, and no budget."""
    lue = _within_reason(lue)
    if isinstance(lue, RefusDeSource):
        return False
    contenu = contents(lue.blocks, _Projet.of(root, "").contexte.vocabulaire)
    return any(fiche.est_une_fiche for fiche in contenu.fiches)


def _refused(name: str, why: RefusDeSource) -> int:
    print(f"{name} : {why.message}\n{why.conseil}".rstrip())
    return ERREURS


def _bring(demande: Demande, name: str, data: bytes, lue: SourceLue | RefusDeSource) -> int:
    lue = _within_reason(lue)
    if isinstance(lue, RefusDeSource):
        return _refused(name, lue)
    mission = _mission(demande.values[1] if len(demande.values) > 1 else "")
    memory = Memoire(demande.root, name, data)
    project = _Projet.of(demande.root, mission)
    asks_more = memory.has_another_mission(mission) or memory.missing(project.files)
    if memory.knows(data) and not asks_more:
        print(_nothing_to_do(name, memory.autre_nom))
        return 0
    before = memory.takes_after(list(all_lines(lue.blocks)))
    reading = _Import(demande, name, lue, project, memory)
    if before:
        reading.rapport.append(
            f"{name} reprend « {before} », déjà importé : seul ce qui a changé vient"
        )
    return reading.write(data)


def _within_reason(lue: SourceLue | RefusDeSource) -> SourceLue | RefusDeSource:
    """The source, or why it is too long: what each line means is asked several times over."""
    if isinstance(lue, RefusDeSource):
        return lue
    lengths = map(len, itertools.islice(all_lines(lue.blocks), MOST_LINES + 1))
    letters = list(itertools.accumulate(lengths))
    fits = len(letters) <= MOST_LINES and letters[-1:] <= [MOST_LETTERS]
    return lue if fits else TOO_LONG


def _nothing_to_do(name: str, other_name: str) -> str:
    if other_name:
        return f"{name} est « {other_name} », déjà importé, sous un autre nom : rien à faire."
    return f"{name} n'a pas changé depuis son import : rien à faire."


def _with_a_file(demande: Demande) -> Demande:
    """« make importer MISSION=parcours < mail.txt »: the mission alone is given, the text stands on standard input."""
    values = demande.values
    is_alone = len(values) == 1 and (values[0] in PAR_CLE or RANK.fullmatch(values[0]))
    if not is_alone or demande.file(values[0]).exists():
        return demande
    return demande._replace(values=("-", *values))


def _source(demande: Demande) -> tuple[str, bytes]:
    values = demande.values
    if not values or values[0] == "-":
        data = sys.stdin.buffer.read()
        if not data.strip():
            raise MauvaisUsage(USAGE)
        return COLLE, data
    path = demande.file(values[0])
    return path.name, read_bytes(path)


def _mission(typed: str) -> str:
    rank = RANK.fullmatch(typed.strip())
    if rank:
        return PAR_RANG[int(rank[1])].cle
    if typed and typed not in PAR_CLE:
        raise MauvaisUsage(f"« {typed} » n'est pas une mission : {', '.join(PAR_CLE)}.")
    return typed


def _read(name: str, suffix: str, data: bytes) -> SourceLue | RefusDeSource:
    if suffix in WITH_MACROS:
        hint = f"ouvrez-le, puis Fichier, Enregistrer sous, « {WITH_MACROS[suffix]} », sans les macros."
        return RefusDeSource(f"ce fichier est dans un format à macros ({suffix}).", hint)
    if len(data) > MOST_BYTES:
        return RefusDeSource(
            "ce fichier pèse plus de 20 Mo.", "retirez-en les images les plus lourdes."
        )
    if suffix in (".odt", ".doc", ".rtf"):
        return _through_libreoffice(suffix, data)
    if suffix == ".docx":
        from pipeline.read.docx import read_docx

        return read_docx(data)
    if suffix in (".html", ".htm"):
        from pipeline.read.html import read_html

        return read_html(name, data)
    if suffix in TEXT_TABLES:
        people = tables_of_people([_cells_of_text(data)])
        if people:
            return _list_of(people)
    if suffix in (".pdf", ".pages", ".png", ".jpg", ".jpeg"):
        hint = "copiez-en le texte, et collez-le : make importer < texte.txt ; ou donnez le fichier Word d'origine."
        return RefusDeSource(f"un fichier {suffix} ne se lit pas.", hint)
    from pipeline.read.texte_colle import read_pasted

    return read_pasted(name, data)


def _list_of(people: tuple[Table, ...]) -> SourceLue | RefusDeSource:
    if sum(len(table.rows) for table in people) > MOST_MEMBERS:
        return RefusDeSource("cette liste a plus de 5 000 lignes.", "n'y laissez que vos membres.")
    return SourceLue(people)


def _cells_of_text(data: bytes) -> list[dict[int, str]]:
    """The filled cells of a list that a spreadsheet saved as text, in the alphabet of Windows where it is no UTF-8; none
    where quotes or ends of lines make no table of it.  It is read no further than what is too long to be one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    lines = text.splitlines()
    delimiter = max(";\t,", key=lambda mark: sum(mark in line for line in lines))
    found: list[dict[int, str]] = []
    filled = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=None), delimiter=delimiter):
            found.append({at: words for at, cell in enumerate(row, 1) if (words := cell.strip())})
            filled += len(found[-1])
            if filled > MOST_CELLS_OF_A_LIST:
                break
    except csv.Error:
        return []
    return found


def _through_libreoffice(suffix: str, data: bytes) -> SourceLue | RefusDeSource:
    from pipeline.read.docx import read_docx, refused_before_conversion

    refusal = refused_before_conversion(data, suffix)
    if refusal is not None:
        return refusal
    word = converted(data, suffix)
    if word is None:
        hint = "enregistrez-le en .docx : Fichier, Enregistrer sous, « Document Word (.docx) »."
        return RefusDeSource(
            f"ce fichier {suffix} n'a pas pu être ouvert par LibreOffice (est-il installé ?).", hint
        )
    return read_docx(word)


def _free(path: str, taken: Collection[str]) -> str:
    """The path of a text, or the first beside it that no other has: « -bis », then « -3 », « -4 »…"""
    stem = path.removesuffix(".md")
    beside = (f"{stem}-{rank}.md" for rank in itertools.count(3))
    names = itertools.chain((path, f"{stem}-bis.md"), beside)
    return next(name for name in names if name not in taken)


@dataclass
class _Projet:
    """What an import needs to know of the project: its files, its people, its codes."""

    files: Files
    contexte: Contexte

    @staticmethod
    def of(root: Path, mission: str) -> _Projet:
        files, _ = read_project(root)
        needed = {
            path: files[path] for path in (PROJET, PERSONNES, BESOINS, VOCABULAIRE) if path in files
        }
        said: list[Finding] = []
        sources, _ = read_sources(needed, with_templates=False)
        identite = interpret_identite(sources, said)
        besoins = interpret_besoins(sources, said) or ()
        contexte = Contexte(
            annuaire=interpret_annuaire(sources, said) or Annuaire(),
            vocabulaire=vocabulaire_of(sources),
            orientations=tuple(identite.orientations_prs) if identite else (),
            besoins=tuple(besoin.code for besoin in besoins),
            mission=mission,
            premiere_annee=first_year(identite),
            annees_civiles=_begins_with_the_year(identite),
        )
        return _Projet(files, contexte)


def _begins_with_the_year(identite: Identite | None) -> bool:
    effet = identite.dates.get("effet") if identite else None
    return effet is not None and (effet.value.debut.month, effet.value.debut.day) == (1, 1)


@dataclass
class _Import:
    demande: Demande
    name: str
    lue: SourceLue
    projet: _Projet
    memoire: Memoire
    rapport: list[str] = field(default_factory=list)
    said: dict[str, tuple[int, FicheImportee]] = field(default_factory=dict)
    """For each fiche, where what is said of it begins in the report."""
    moved: dict[str, str] = field(default_factory=dict)
    """For a fiche that takes another mission, its new path → the one that it had."""

    @property
    def root(self) -> Path:
        return self.demande.root

    def write(self, data: bytes) -> int:
        contenu = contents(self.lue.blocks, self.projet.contexte.vocabulaire)
        found = [fiche for fiche in contenu.fiches if fiche.est_une_fiche]
        texts = self.texts(contenu.fiches, found) if found and not contenu.chapitres else {}
        if contenu.chapitres or contenu.articles:
            texts = self.document(contenu)
        liste = members(self.lue.blocks, self.projet.contexte.annuaire) if not texts else None
        if not texts and liste is None:
            print(
                f"{self.name} : ce texte n'a ni les rubriques d'une fiche action, ni les titres d'un chapitre."
            )
            print("Donnez à chaque partie un titre sur sa ligne, puis recommencez.")
            for left in self.lue.non_repris:
                print(left)
            return ERREURS
        self.tell_the_truth(texts)
        self.put(texts)
        self.images(texts)
        self.people(liste)
        self.memoire.keep(data, texts)
        self.tell(texts)
        return 0

    # --- chapters, articles ------------------------------------------------------------------------------------------

    def document(self, contenu: Contenu) -> dict[str, str]:
        """Path → text of everything that a whole document holds; the last file takes what found no place."""
        texts: dict[str, str] = {}
        written = [chapter_text(c.titre, c.mission, c.blocks) for c in contenu.chapitres]
        known = self.known_chapters(contenu, written)
        for at, (chapter, text) in enumerate(zip(contenu.chapitres, written, strict=True)):
            folder = DOSSIERS_CHAPITRES[chapter.partie]
            path = known.get(at) or self.chapter_path(folder, chapter.titre, texts)
            texts[path] = text
            self.rapport.append(f"« {chapter.titre} » → {path}")
        texts |= self.articles(contenu) if contenu.articles else {}
        labels = [
            *contenu.libelles,
            *(f"Article {article.numero}" for article in contenu.articles),
            "Article 1er",
        ]
        formed = self.formed(contenu.fiches, texts)
        for path, fiche in formed.items():
            texts[path] = fiche_text(fiche, [], "", self.name)
            labels += fiche.libelles
        self.guess(contenu)
        lines = list(all_lines(self.lue.blocks))
        before = list(all_lines(contenu.avant))
        replaced, lost = left_over(
            " ".join([*texts.values(), *before, self.known_words()]), lines, labels
        )
        last = next(iter(texts))
        texts[last] += to_be_sorted(contenu.avant, lost) + comment(replaced, self.name)
        return {
            path: tidied(path, self.with_pictures(text, path).encode()).decode()
            for path, text in texts.items()
        }

    def articles(self, contenu: Contenu) -> dict[str, str]:
        """Path → text of each article; one that was there before keeps its file, whatever its number is now."""
        folder = self.folder_of_statutes()
        written = [
            article_text(article.numero, article.titre, self.name, article.blocks)
            for article in contenu.articles
        ]
        titles = [article.titre for article in contenu.articles]
        known = self.memoire.known_as(folder, list(zip(titles, written, strict=True)))
        texts: dict[str, str] = {}
        for article, text, before in zip(contenu.articles, written, known, strict=True):
            path = before or f"{folder}{article.numero:02d}-{slug(article.titre)}.md"
            taken = texts if before else {**texts, **self.memoire.texts}
            texts[_free(path, taken)] = text
        return texts

    def known_chapters(self, contenu: Contenu, written: Sequence[str]) -> dict[int, str]:
        """Rank of a chapter → the file that an earlier import gave it."""
        found: dict[int, str] = {}
        for folder in dict.fromkeys(DOSSIERS_CHAPITRES.values()):
            ranks = [
                at
                for at, chapter in enumerate(contenu.chapitres)
                if DOSSIERS_CHAPITRES[chapter.partie] == folder
            ]
            entries = [(contenu.chapitres[at].titre, written[at]) for at in ranks]
            found |= zip(ranks, self.memoire.known_as(folder, entries), strict=True)
        return {at: path for at, path in found.items() if path}

    def chapter_path(self, folder: str, titre: str, texts: Mapping[str, str]) -> str:
        """The next number of the folder."""
        paths = " ".join((*self.projet.files, *texts))
        ranks = [int(rank) for rank in re.findall(rf"(?<!\S){re.escape(folder)}([0-9]+)", paths)]
        return f"{folder}{max(ranks, default=0) + 1:02d}-{slug(titre)}.md"

    def folder_of_statutes(self) -> str:
        """A model of their own beside the others; ``modele: importes`` chooses it."""
        before = [
            path.rpartition("/")[0] + "/" for path in self.memoire.texts if path.startswith(STATUTS)
        ]
        if before:
            return before[0]
        taken = {
            path.removeprefix(STATUTS).partition("/")[0]
            for path in self.projet.files
            if path.startswith(STATUTS)
        }
        name = next(
            n
            for n in ("importes", *(f"importes-{rank}" for rank in range(2, 99)))
            if n not in taken
        )
        self.rapport.append(
            f"statuts → {STATUTS}{name}/ ; « modele: {name} » dans valeurs.yaml les choisit"
        )
        return f"{STATUTS}{name}/"

    def guess(self, contenu: Contenu) -> None:
        lines = [list(all_lines(article.blocks)) for article in contenu.articles]
        guesses = guessed_values(contenu.articles, lines)
        if guesses:
            self.rapport.append(
                "valeurs lues dans les articles, à reporter dans valeurs.yaml après vérification :"
            )
            self.rapport += [f"  {guess}" for guess in guesses]

    # --- fiches ------------------------------------------------------------------------------------------------------

    def texts(self, fiches: list[FicheLue], found: list[FicheLue]) -> dict[str, str]:
        """Path → text of each fiche; what stood around them goes with the first."""
        for other in fiches:
            if not other.est_une_fiche:
                found[0].a_ranger[:0] = _everything(other)
        formed = self.formed(found, ())
        return {path: self.text_of(path, formed) for path in formed}

    def formed(self, found: Iterable[FicheLue], others: Iterable[str]) -> dict[str, FicheImportee]:
        """Path → fiche in our terms, under the name that the same fiche had in an earlier import."""
        owns = [in_our_terms(fiche, self.projet.contexte) for fiche in found]
        entries = [(str(own.entete["titre"]), fiche_text(own, [], "", "")) for own in owns]
        known = self.memoire.known_as(FOLDER, entries)
        formed: dict[str, FicheImportee] = {}
        for own, before in zip(owns, known, strict=True):
            path, own = self.named(own, (*others, *formed), before)
            formed[path] = own
            self.rapport.append(f"{path} :")
            self.said[path] = (len(self.rapport), own)
            self.rapport += [f"  {line}" for line in own.rapport]
        return formed

    def tell_the_truth(self, texts: Mapping[str, str]) -> None:
        """Each line of the report on a title, held to the file: where its words are once all is in its place."""
        for path, (start, fiche) in reversed(self.said.items()):
            end = start + len(fiche.rapport)
            lines = true_lines(fiche.rapport, fiche.annonces, texts[path])
            self.rapport[start:end] = [f"  {line}" for line in lines]

    def text_of(self, path: str, formed: Mapping[str, FicheImportee]) -> str:
        """The file of a fiche; the first answers for the words of the source that the others do not hold."""
        is_first = path == next(iter(formed))
        raw = self.answering(formed) if is_first else fiche_text(formed[path], [], "", self.name)
        return tidied(path, self.with_pictures(raw, path).encode()).decode()

    def answering(self, formed: Mapping[str, FicheImportee]) -> str:
        """The text of the first fiche, with the words of the source that no file holds."""
        first, *others = formed.values()
        texts = [fiche_text(fiche, [], "", "") for fiche in others]
        labels = tuple(label for fiche in formed.values() for label in fiche.libelles)
        fiche = replace(first, libelles=labels)
        lines = list(all_lines(self.lue.blocks))
        return fiche_text(fiche, lines, " ".join([self.elsewhere(fiche), *texts]), self.name)

    def named(
        self, fiche: FicheImportee, others: Iterable[str], before: str
    ) -> tuple[str, FicheImportee]:
        """Where the fiche goes, and its code: the next one free where its own is taken."""
        mission = str(fiche.entete["mission"])
        if before and not self.takes_the_mission(before, mission):
            return before, self.as_before(fiche, before)
        paths = [*self.projet.files, *others]
        code = self.free_code(str(fiche.entete["code"]), mission, paths)
        start = code if code != NO_CODE else "a-classer"
        path = _free(f"{FOLDER}{start}-{slug(str(fiche.entete['titre']))}.md", set(paths))
        if before:
            self.moved[path] = before
        return path, _with(fiche, code=code)

    def as_before(self, fiche: FicheImportee, before: str) -> FicheImportee:
        """The fiche with the code of the file that an earlier import wrote, and its mission where the source has none."""
        mission = self.memoire.mission_of(before)
        if fiche.entete["mission"] == BLANK and mission:
            fiche = _with(fiche, mission=mission)
        known = CODE_IN_PATH.match(before)
        return _with(fiche, code=known[1] if known else str(fiche.entete["code"]))

    def with_a_mission(self) -> str:
        """The same import, told of a mission."""
        if self.name == COLLE:
            return "make importer MISSION=prevention < votre-texte.txt"
        return self.demande.make("importer", FICHIER=self.demande.values[0], MISSION="prevention")

    def free_code(self, code: str, mission: str, paths: list[str]) -> str:
        """The fiche's own code, or the next one free of its mission; ``NO_CODE`` where no mission is known."""
        if mission not in PAR_CLE:
            self.rapport.append(
                f"la mission n'a pas été reconnue ; recommencez ainsi : {self.with_a_mission()}"
            )
            return NO_CODE
        used = " ".join(path.rpartition("/")[2] for path in paths)
        if code != NO_CODE and not re.search(rf"\b{code}\b", used):
            return code
        free = next_code(paths, PAR_CLE[mission].rang, used)
        if code != NO_CODE:
            self.rapport.append(f"le code {code} est déjà pris : cette fiche reçoit {free}")
        return free

    def takes_the_mission(self, before: str, mission: str) -> bool:
        """Whether the fiche that came before takes now the mission that is given beside its source."""
        given = self.projet.contexte.mission
        if given and mission != given:
            self.rapport.append(
                f"{before} : la source dit sa mission ({mission}), MISSION={given} n'y change rien"
            )
        return bool(given) and mission == given and self.memoire.mission_of(before) != given

    def elsewhere(self, fiche: FicheImportee) -> str:
        """What other files already say: the list of people, those proposed, our own titles."""
        proposed = " ".join(
            f"{p.nom} {p.prenom} {p.profession} {p.structure} {p.commune}"
            for p in fiche.propositions
        )
        return f" {self.known_words()} {proposed}"

    def known_words(self) -> str:
        return self.projet.files.get(PERSONNES, b"").decode("utf-8", "replace")

    def with_pictures(self, text: str, path: str) -> str:
        """Pictures under the name of their fiche, with words to be given where the source had none."""
        stem = Path(path).stem
        for name in self.lue.images:
            text = text.replace(f"]({name})", f"](images/{stem}-{name.removeprefix(EN_ATTENTE)})")
        return re.sub(r"!\[\]\(", "![XX : dire en une phrase ce que l'image montre](", text)

    # --- files -------------------------------------------------------------------------------------------------------

    def put(self, texts: dict[str, str]) -> None:
        """Each file beside the others; one that this source gave before takes only what has changed."""
        for path, text in texts.items():
            if path in self.moved:
                self.put_under_its_mission(path, text)
            else:
                self.put_in_its_place(path, text)
        for path in self.memoire.texts:
            is_left = path not in texts and path not in self.moved.values()
            if is_left and path in self.projet.files:
                self.rapport.append(f"{path} n'est plus dans la source : il est gardé")

    def put_in_its_place(self, path: str, text: str) -> None:
        base = self.memoire.texts.get(path)
        current = self.projet.files.get(path, b"").decode("utf-8", "replace")
        elsewhere = self.memoire.renamed(path, self.projet.files)
        if elsewhere:
            self.rapport.append(f"{path} est aujourd'hui {elsewhere} : il est laissé")
        elif base is None or not current:
            write_new(self.root / path, text.encode())
        else:
            self.put_again(path, brought_again(base, text, current))

    def put_again(self, path: str, again: Reprise) -> None:
        """Into a file that is there, what the source says anew; what the source no longer says stays."""
        if again.venus:
            folder, _, name = path.rpartition("/")
            data = tidied(path, again.texte.encode())
            replace_all(self.root / folder, {name: data}, ".tmp-")
            came = ", ".join(again.venus)
            self.rapport.append(f"{path} : seul ce qui a changé est venu : {came}")
        for title in again.disparus:
            self.rapport.append(f"{path} : « {title} » n'est plus dans la source, il est gardé")

    def put_under_its_mission(self, path: str, text: str) -> None:
        """The fiche with all that was written in it since, under its new code; the file that it was goes."""
        old = self.moved[path]
        kept = self.projet.files.get(old, b"").decode("utf-8", "replace")
        if not kept:
            write_new(self.root / path, text.encode())
            return
        base, current = (_with_header_of(text, one) for one in (self.memoire.texts[old], kept))
        stems = (f"images/{Path(old).stem}-", f"images/{Path(path).stem}-")
        base, current = base.replace(*stems), current.replace(*stems)
        again = brought_again(base, text, current)
        write_new(self.root / path, tidied(path, again.texte.encode()))
        for name in self.lue.images:
            remove(self.root / f"{FOLDER}images/{Path(old).stem}-{name.removeprefix(EN_ATTENTE)}")
        remove(self.root / old)
        self.rapport.append(f"{old} est maintenant {path}, avec ce que vous y aviez écrit")

    def images(self, texts: Mapping[str, str]) -> None:
        for path, text in texts.items():
            for name, data in self.lue.images.items():
                target = f"{FOLDER}images/{Path(path).stem}-{name.removeprefix(EN_ATTENTE)}"
                if target.removeprefix(FOLDER) in text and target not in self.projet.files:
                    write_new(self.root / target, data)
                    self.rapport.append(f"image : {target}, à décrire en une phrase")

    def people(self, liste: Liste | None) -> None:
        """The people whom nobody knew, in a list of their own, and what may be said of nobody in another."""
        rows = [_person(proposed) for proposed in self.projet.contexte.propositions.values()]
        contacts: list[dict[str, str]] = []
        if liste is not None:
            rows += liste.personnes
            contacts += liste.contacts
        self.give_their_keys(rows, contacts)
        if liste is not None:
            self.rapport += [f"{name} est déjà dans personnes.csv" for name in liste.connus]
            if liste.autres:
                self.rapport.append(
                    "colonnes qu'aucune de nos listes n'a : " + ", ".join(liste.autres)
                )
            self.rapport.append(f"{len(liste.personnes)} personnes proposées dans {PROPOSEES}")
            self.add_lines(CONTACTS_PROPOSES, (CONTACTS_LUS, CONTACTS), contacts)
        self.add_lines(PROPOSEES, (PERSONNES, COLONNES), rows)

    def give_their_keys(
        self, rows: Iterable[dict[str, str]], contacts: Sequence[dict[str, str]]
    ) -> None:
        """Who was proposed before keeps her key; another of the same key takes a new one, her contact with it."""
        before = self.proposed_before()
        taken = {*before.values(), *self.projet.contexte.annuaire.cles}
        of_their_own: dict[str, str] = {}
        for row in rows:
            known = before.get(_full_name(row))
            if known is None and row[CLE] in taken:
                known = proposed_key(f"{row[PRENOM]} {row[NOM]}".strip(), taken)
            key = known or row[CLE]
            of_their_own[row[CLE]] = key
            taken.add(key)
            before[_full_name(row)] = key
            row[CLE] = key
        for contact in contacts:
            contact[CLE] = of_their_own.get(contact[CLE], contact[CLE])

    def proposed_before(self) -> dict[str, str]:
        """The whole name of each person of the list that waits → her key."""
        kept = self.projet.files.get(PROPOSEES, b"").decode("utf-8-sig", "replace")
        header = self.header_of(PROPOSEES)
        if header is None:
            return {}
        keys = [str(COLONNES.colonne(title) or title) for title in header[0]]
        rows = _rows(kept, header[1])[1:]
        people = [dict(zip(keys, row, strict=False)) for row in rows]
        return {_full_name(one): one[CLE] for one in people if one.get(CLE)}

    def add_lines(
        self, path: str, like: tuple[str, EnTete], rows: Sequence[Mapping[str, str]]
    ) -> None:
        """Lines that the file does not have yet, with the columns of the list that they will be copied to; one that it
        has is completed."""
        model, columns = like
        own = self.header_of(path)
        header, delimiter = own or self.header_of(model) or (_all_of(columns), ";")
        keys = [str(columns.colonne(title) or title) for title in header]
        over = _without_column(rows, keys)
        if over:
            self.tell_of_columns(path, model, over, rows)
        if not own:
            header, keys = [*header, *over], [*keys, *over]
        before = self.projet.files.get(path, b"").decode("utf-8-sig", "replace")
        kept = _completed(before, rows, keys, delimiter)
        new = _new_lines(kept, rows, keys, delimiter)
        if new or kept != before:
            self.write_list(path, (kept or _row(header, delimiter)) + new)

    def write_list(self, path: str, text: str) -> None:
        """With the mark by which a spreadsheet knows that letters are in UTF-8."""
        folder, _, name = path.rpartition("/")
        replace_all(self.root / folder, {name: ("\ufeff" + text).encode()}, ".tmp-")

    def tell_of_columns(
        self, path: str, liste: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
    ) -> None:
        """What the list of the project has no column for, with what it holds."""
        for column in columns:
            values = ", ".join(dict.fromkeys(row[column] for row in rows if row.get(column)))
            self.rapport.append(
                f"« {column} » ({values}) : {liste} n'a pas cette colonne ; ajoutez-la à la fin de sa première ligne "
                f"et « ; » à la fin des autres, avant d'y recopier celles de {path}"
            )

    def header_of(self, path: str) -> tuple[list[str], str] | None:
        """The titles of the columns of a list, and the sign between its cells; None where there is no such list."""
        first, *_ = self.projet.files.get(path, b"").decode(
            "utf-8-sig", "replace"
        ).splitlines() or [""]
        delimiter = max(";,\t", key=first.count)
        titles = next(csv.reader([first], delimiter=delimiter), [])
        return (titles, delimiter) if len(titles) > 1 else None

    # --- report ------------------------------------------------------------------------------------------------------

    def tell(self, texts: Mapping[str, str]) -> None:
        for line in self.rapport:
            print(line)
        for remark in self.lue.remarques:
            near = f", près de « {remark.pres_de.strip()} »" if remark.pres_de.strip() else ""
            print(f"{remark.genre} par {remark.auteur or 'quelqu’un'}{near} : « {remark.texte} »")
        for left in self.lue.non_repris:
            print(left)
        if self.lue.marges:
            print(
                "en-têtes, pieds de page et menus, laissés de côté : " + " | ".join(self.lue.marges)
            )
        for path, text in texts.items():
            left = _left_to_do(text)
            if left or len(texts) <= MOST_NAMED:
                print(
                    f"{path} : prêt{left} ; relisez, puis « {self.demande.make('apercu', CHEMIN=path)} »."
                )
        if len(texts) > MOST_NAMED:
            print(
                f"{len(texts)} fichiers sont prêts : relisez-les, puis « {self.demande.make('check')} »."
            )


def _left_to_do(text: str) -> str:
    """What waits in a file: words to be sorted, lines of the header that nobody knows."""
    waiting = " ; une partie attend sous « À ranger »" if "\n## À ranger" in text else ""
    blank = BLANK_IN_HEADER.findall(text.partition("\n---\n")[0])
    return waiting + (f" ; « XX » attend : {', '.join(blank)}" if blank else "")


def _with_header_of(new: str, text: str) -> str:
    """The text with the code and the mission of another state of it."""
    for key in ("code", "mission"):
        line = re.search(rf"^{key}: .*$", new, re.MULTILINE)
        if line:
            text = re.sub(rf"^{key}: .*$", line[0], text, count=1, flags=re.MULTILINE)
    return text


def _full_name(row: Mapping[str, str]) -> str:
    return fold(f"{row.get(PRENOM, '')} {row.get(NOM, '')}".strip())


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The lines of a list of the project; none where it is too broken to be read, and check says so."""
    try:
        return list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter))
    except csv.Error:
        return []


def _new_lines(
    kept: str, rows: Sequence[Mapping[str, str]], keys: Sequence[str], delimiter: str
) -> str:
    proposed = _keys_of(kept, keys, delimiter)
    lines = dict.fromkeys(
        _row(_in_order(row, keys), delimiter) for row in rows if row.get(CLE) not in proposed
    )
    return "".join(line for line in lines if line not in kept)


def _keys_of(kept: str, keys: Sequence[str], delimiter: str) -> set[str]:
    """The keys of those whom a list proposes already."""
    if CLE not in keys:
        return set()
    at = keys.index(CLE)
    return {row[at] for row in _rows(kept, delimiter)[1:] if len(row) > at}


def _completed(
    kept: str, rows: Sequence[Mapping[str, str]], keys: Sequence[str], delimiter: str
) -> str:
    """The same list, where a cell that was empty has what a second source says of that person."""
    if not kept or CLE not in keys:
        return kept
    told: dict[str, dict[str, str]] = {}
    for row in rows:
        told.setdefault(row.get(CLE, ""), {}).update({k: v for k, v in row.items() if v})
    head, *lines = _rows(kept, delimiter) or [[]]
    filled = [_filled(line, keys, told) for line in lines]
    if filled == lines:
        return kept
    return "".join(_row(line, delimiter) for line in (head, *filled))


def _filled(
    line: list[str], keys: Sequence[str], told: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """A line with what is told of its person in the cells that were empty; a line of another width as it is."""
    if len(line) != len(keys):
        return line
    own = told.get(line[keys.index(CLE)], {})
    return [cell or own.get(key, "") for key, cell in zip(keys, line, strict=True)]


def _all_of(columns: EnTete) -> list[str]:
    return [str(column) for column in columns.colonnes]


def _with(fiche: FicheImportee, **entete: str) -> FicheImportee:
    """The fiche with other values in its header."""
    return replace(fiche, entete={**fiche.entete, **entete})


def _without_column(rows: Iterable[Mapping[str, str]], keys: Collection[str]) -> list[str]:
    """The filled cells of rows, by their keys, that these columns do not hold."""
    over = (key for row in rows for key, value in row.items() if value and key not in keys)
    return list(dict.fromkeys(over))


def _in_order(row: Mapping[str, str], keys: Iterable[str]) -> list[str]:
    return [row.get(key, "") for key in keys]


def _row(values: Iterable[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(values)
    return out.getvalue()


def _person(person: Proposition) -> dict[str, str]:
    known = {"cle": person.cle, "type": PHYSIQUE, "nom": person.nom, "prenom": person.prenom}
    told = {"profession": person.profession, "structure": person.structure}
    return {**known, **told, "commune": person.commune}


def _everything(fiche: FicheLue) -> list[Block]:
    blocks = [*fiche.a_ranger]
    for pieces in fiche.sections.values():
        blocks += [block for piece in pieces for block in piece.blocks]
    return blocks
