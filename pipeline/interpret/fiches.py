"""The fiche action: a short YAML front matter, then the headings of the trame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.interpret.champs import Champs
from pipeline.interpret.dates import parse_echeance, parse_frequence
from pipeline.interpret.identite import AUTRES_NOMS, MISSIONS_ACI, resolve_mission
from pipeline.model.fiche import (
    RUBRIQUES,
    SENS_INDICATEUR,
    STATUTS_FICHE,
    TRAME,
    TYPES_INDICATEUR,
    DatesFiche,
    Etape,
    Fiche,
    Indicateur,
    SousAction,
    TableauEgare,
)
from pipeline.model.finding import Finding
from pipeline.model.forme import Forme, choix, echeance, table, texte, textes
from pipeline.model.langue.mots import did_you_mean, fold, nearest
from pipeline.model.parcours import leaves
from pipeline.model.prose import Block, BulletList, Cell, CodeBlock, Heading, Inline, Note, Paragraph, Table, text_of
from pipeline.model.source import MarkdownFile, Sources, YamlMap
from pipeline.model.span import Placed, Span

FICHES = "content/fiches/"
TITLES = {fold(rubrique.titre): rubrique.titre for rubrique in TRAME}
T = TypeVar("T")
CODE = re.compile(r"M[1-6]-[0-9]{2,3}")
INDICATEUR = re.compile(r"\s*indicateur\s*:\s*(.+)", re.IGNORECASE)
UNNAMED = re.compile(r"\s*(?:indicateurs?\b(?:\s*n?°?\s*[0-9]+)?)?[\s:.–—-]*", re.IGNORECASE)
"""How a title of indicator begins, before its name."""

GLUED = re.compile(r"#*\s*indicateur\s*:\s*(.+)", re.IGNORECASE)
"""The title of an indicator without the space after its signs, in bold, or bare."""

FORME_DATES = Forme(
    "« dates »",
    "Les dates de l'action, comme 2027-09-01, « mars 2027 » ou « T2 2027 ».",
    (
        echeance("demarrage", "Le début de l'action.", requis=True),
        echeance("deploiement", "Le jour où l'action tourne pour tout le monde."),
        echeance("fin", "La fin prévue de l'action."),
    ),
)
FORME_FICHE = Forme(
    "l'en-tête de la fiche",
    "L'en-tête d'une fiche action.",
    (
        texte(
            "code",
            "M, le rang de la mission, un tiret, deux chiffres : M3-01. Le nom du fichier commence par ce code.",
            requis=True,
            motif=CODE.pattern,
        ),
        texte("titre", "Le titre de l'action, en quelques mots.", requis=True),
        texte(
            "mission", "La mission de l'ACI que l'action sert.", requis=True, valeurs=MISSIONS_ACI, aussi=AUTRES_NOMS
        ),
        texte(
            "pilote", "Qui conduit l'action : une clé de content/personnes.csv, ou un prénom et un nom.", requis=True
        ),
        textes("membres", "Les autres personnes et structures du groupe, par leur clé."),
        textes(
            "besoins", "Les codes des besoins auxquels l'action répond, donnés dans content/diagnostic/besoins.csv."
        ),
        textes("orientations_prs", "Les codes des orientations du PRS, donnés dans projet.yaml."),
        table("dates", FORME_DATES, requis=True),
        choix("statut", "Où en est la fiche ; un brouillon est marqué dans le document.", STATUTS_FICHE),
        texte("priorite", "La priorité de l'action, en un mot ou un rang."),
        texte("cls", "L'action du contrat local de santé à laquelle celle-ci contribue."),
        textes("cofinanceurs", "Qui d'autre finance l'action."),
    ),
)
BY_HEADING = {fold(name): r.cle for r in TRAME for name in (r.titre, r.cle.replace("_", " "), *r.alias)}


def interpret_fiches(sources: Sources, findings: list[Finding]) -> tuple[Fiche, ...]:
    """Every readable fiche, in natural order of the file names."""
    return tuple(_fiche(markdown, findings) for markdown in sources.markdown_under(FICHES))


def _fiche(markdown: MarkdownFile, findings: list[Finding]) -> Fiche:
    start = Span(markdown.path, 1)
    if markdown.front is None:
        hint = "commencez le fichier par « --- », les lignes code, titre, mission, pilote, puis « --- »."
        findings.append(Finding("L004", "cette fiche n'a pas d'en-tête entre « --- ».", start, (hint,)))
    unsaid: list[Finding] = []
    champs = Champs(markdown.front or YamlMap((), start), FORME_FICHE, findings if markdown.front else unsaid, start)
    sections = _Sections(markdown, findings)
    fiche = Fiche(
        path=markdown.path,
        code=_code(champs),
        titre=champs.scalar("titre"),
        mission=resolve_mission(champs.scalar("mission"), findings),
        pilote=champs.scalar("pilote"),
        membres=champs.texts("membres"),
        besoins=champs.texts("besoins"),
        orientations_prs=champs.texts("orientations_prs"),
        dates=_dates(champs),
        statut=champs.choice("statut"),
        priorite=champs.text("priorite"),
        cls=champs.text("cls"),
        cofinanceurs=champs.texts("cofinanceurs"),
        textes=sections.textes,
        rubriques=sections.places,
        sous_actions=sections.sous_actions,
        indicateurs=sections.indicateurs,
        planning=sections.planning,
        tableaux_egares=tuple(sections.stray),
        signalees=frozenset(sections.told),
        entete={key.value: key.span for key, _ in markdown.front.entries} if markdown.front else {},
        span=start,
    )
    champs.finish()
    return fiche


def _code(champs: Champs) -> Placed[str] | None:
    code = champs.scalar("code")
    if code is not None and not CODE.fullmatch(code.value):
        message = (
            f"« {code.value} » n'est pas un code de fiche : M, le rang de la mission (1 à 6), un tiret, deux chiffres."
        )
        champs.say("F001", message, code.span, ("par exemple M3-01.",))
        return None
    return code


def _dates(champs: Champs) -> DatesFiche:
    dates = champs.table("dates")
    if dates is None:
        return DatesFiche()
    found = DatesFiche(dates.echeance("demarrage"), dates.echeance("deploiement"), dates.echeance("fin"))
    dates.finish()
    return found


@dataclass
class _Section:
    """What stands under one heading of the trame."""

    span: Span
    blocks: list[Block] = field(default_factory=list)


class _Sections:
    """Sorts the blocks of a fiche under the trame, then reads its tables and its indicators."""

    def __init__(self, markdown: MarkdownFile, findings: list[Finding]) -> None:
        self.findings = findings
        self.told: set[str] = set()
        self.stray: list[TableauEgare] = []
        sections = self.split(markdown.blocks)
        if any(_is_cut(block) for section in sections.values() for block in section.blocks):
            self.told.update(RUBRIQUES)
        self.set_aside_strays(sections)
        self.places: Mapping[str, Span] = {key: section.span for key, section in sections.items()}
        self.sous_actions = tuple(self.take_table(sections, "sous_actions", SOUS_ACTIONS, _sous_action))
        self.planning = tuple(self.take_table(sections, "planning", PLANNING, _etape))
        self.indicateurs = self.take_indicators(sections)
        self.textes: Mapping[str, tuple[Block, ...]] = {key: tuple(section.blocks) for key, section in sections.items()}

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def split(self, blocks: Iterable[Block]) -> dict[str, _Section]:
        sections: dict[str, _Section] = {}
        current: _Section | None = None
        orphan = False
        for block in blocks:
            if isinstance(block, Heading) and block.level <= 2:
                current = self.section(block, sections)
            elif current is not None:
                self.warn_of_lost_heading(block)
                current.blocks.append(block)
            elif not orphan:
                orphan = True
                self.say("F004", "ce texte est placé avant la première rubrique de la fiche.", block.span)
        return sections

    def warn_of_lost_heading(self, block: Block) -> None:
        """A title of the trame typed as bold, or without a space after its signs, falls under the heading before it."""
        if isinstance(block, Heading | Paragraph):
            typed = text_of(block.inlines).strip()
            title = TITLES.get(fold(typed.lstrip("#").rstrip(" :")))
            if title:
                message = f"« {typed} » ressemble à une rubrique de la trame, mais n'en ouvre pas."
                self.say("F020", message, block.span, (f"écrivez « ## {title} » sur une ligne à part.",))
                self.told.add(BY_HEADING[fold(title)])

    def section(self, heading: Heading, sections: dict[str, _Section]) -> _Section:
        title = text_of(heading.inlines)
        key = BY_HEADING.get(fold(title))
        if key is None:
            message = f"la rubrique « {title} » n'est pas dans la trame de la fiche action."
            hints = did_you_mean(title, (r.titre for r in TRAME))
            if INDICATEUR.fullmatch(title):
                hints = (f"un indicateur prend trois dièses : « ### {title} ».",)
                self.told.add("indicateurs")
            self.say("F002", message, heading.span, hints)
            self.told.update(BY_HEADING[fold(close)] for close in nearest(title, (r.titre for r in TRAME)))
            return _Section(heading.span)
        if heading.level == 1:
            hint = f"écrivez « ## {title} », avec deux dièses."
            self.say("F020", f"« # {title} » n'a qu'un dièse : une rubrique en a deux.", heading.span, (hint,))
        if key in sections:
            first = sections[key].span
            message = f"la rubrique « {title} » est déjà à la ligne {first.line} : réunissez les deux."
            self.say("F003", message, heading.span)
            return sections[key]
        sections[key] = _Section(heading.span)
        return sections[key]

    def set_aside_strays(self, sections: Mapping[str, _Section]) -> None:
        """Take out the tables whose own heading is missing, so that only this is told of them."""
        for key, columns in (("sous_actions", SOUS_ACTIONS), ("planning", PLANNING)):
            if key in sections:
                continue
            for section in sections.values():
                for block in [b for b in section.blocks if isinstance(b, Table) and _has_columns(b, columns)]:
                    section.blocks.remove(block)
                    shown = " | ".join(name for name, required in columns if required)
                    self.stray.append(TableauEgare(key, shown, block.span))
                    self.told.add(key)

    # --- tables with fixed columns -------------------------------------------------------------------------------

    def take_table(
        self,
        sections: Mapping[str, _Section],
        key: str,
        columns: Sequence[tuple[str, bool]],
        build: Callable[[Mapping[str, Cell], Span], T],
    ) -> list[T]:
        """The rows of the first table of a section, which leaves the section's prose."""
        section = sections.get(key)
        table = next((b for b in section.blocks if isinstance(b, Table)), None) if section else None
        if section is None or table is None:
            if section is not None:
                wanted = " | ".join(name for name, _ in columns)
                message = f"la rubrique « {RUBRIQUES[key].titre} » attend un tableau « {wanted} »."
                if section.blocks:
                    if not any(_is_lost_table(block) for block in section.blocks):
                        rule = "|---" * len(columns) + "|"
                        hint = f"écrivez « | {wanted} | », dessous « {rule} », puis une ligne « | … | » par étape."
                        self.say("F005", message, section.span, (hint,))
                    self.told.add(key)
            return []
        section.blocks.remove(table)
        names = self.columns(table, columns)
        if names is None:
            self.told.add(key)
            return []
        rows: list[T] = []
        for row in table.rows:
            cells = {name: cell for name, cell in zip(names, row, strict=True) if name}
            if any(text_of(cell.inlines).strip() for cell in cells.values()):
                for name in PLAIN_COLUMNS & cells.keys():
                    self.refuse_notes(cells[name].inlines, f"la colonne « {name} » ne garde que ses mots")
                rows.append(build(cells, row[0].span))
        return rows

    def columns(self, table: Table, columns: Sequence[tuple[str, bool]]) -> list[str] | None:
        """The known name of each column, ``""`` for one reported; None when a required one is missing.

        A missing column is not told beside an unknown one: it is most often that one, renamed.
        """
        known = {fold(name): name for name, _ in columns}
        names: list[str] = []
        for cell in table.header:
            title = text_of(cell.inlines).strip()
            name = known.get(fold(title), "")
            if not name:
                message = f"la colonne « {title} » n'est pas attendue dans ce tableau."
                self.say("F006", message, table.span, did_you_mean(title, (n for n, _ in columns)))
            elif name in names:
                self.say("F006", f"deux colonnes s'appellent « {title} ».", table.span)
                name = ""
            names.append(name)
        missing = [name for name, required in columns if required and name not in names]
        if missing and "" not in names:
            listed = " et ".join(f"« {name} »" for name in missing)
            self.say("F006", f"il manque dans ce tableau la colonne {listed}.", table.span)
        return None if missing else names

    # --- indicators ----------------------------------------------------------------------------------------------

    def take_indicators(self, sections: Mapping[str, _Section]) -> tuple[Indicateur, ...]:
        """One indicator per ``### Indicateur : …`` heading; the text before the first one stays prose."""
        section = sections.get("indicateurs")
        if section is None:
            return ()
        prose: list[Block] = []
        groups: list[tuple[Heading, str, list[Block]]] = []
        for block in section.blocks:
            title = text_of(block.inlines) if isinstance(block, Heading) else ""
            match = INDICATEUR.fullmatch(title)
            glued = GLUED.fullmatch(text_of(block.inlines).strip()) if isinstance(block, Paragraph) else None
            if isinstance(block, Paragraph) and glued is not None:
                name = glued[1].strip()
                message = f"« {text_of(block.inlines).strip()} » n'ouvre pas d'indicateur."
                hint = f"écrivez « ### Indicateur : {name} » : trois dièses, une espace, et une ligne vide au-dessus."
                self.say("F008", message, block.span, (hint,))
                groups.append((Heading(3, block.inlines, block.span), name, []))
            elif isinstance(block, Heading):
                if match is None:
                    name = title.partition(":")[2].strip() or UNNAMED.sub("", title).strip() or "…"
                    message = f"le titre « {title} » n'ouvre pas d'indicateur."
                    if name == "…":
                        message = "cet indicateur n'a pas de nom."
                    self.say("F008", message, block.span, (f"écrivez « ### Indicateur : {name} ».",))
                groups.append((block, match.group(1).strip() if match else title, []))
            elif groups:
                groups[-1][2].append(block)
            else:
                prose.append(block)
        section.blocks[:] = prose
        return tuple(self.indicator(heading, name, blocks) for heading, name, blocks in groups)

    def indicator(self, heading: Heading, nom: str, blocks: Iterable[Block]) -> Indicateur:
        facts: dict[str, Placed[str]] = {}
        cibles: dict[int, Placed[str]] = {}
        for block in blocks:
            if isinstance(block, BulletList):
                for item in block.items:
                    self.fact(item, facts, cibles)
            else:
                message = f"sous l'indicateur « {nom} », seule une liste de lignes « - clé : valeur » est lue."
                self.say("F008", message, block.span, _as_a_line(block))

        def text(key: str) -> str:
            return facts[key].value if key in facts else ""

        return Indicateur(
            nom=nom,
            type=self.one_of(facts, "type", TYPES_INDICATEUR),
            definition=text("définition"),
            source=text("source"),
            frequence=text("fréquence"),
            sens=self.one_of(facts, "sens", SENS_INDICATEUR),
            depart=text("départ"),
            cibles=cibles,
            base_variable=self.one_of(facts, "base du volet variable", ("oui", "non")) == "oui",
            poids=text("poids"),
            span=heading.span,
        )

    def fact(self, item: Sequence[Block], facts: dict[str, Placed[str]], cibles: dict[int, Placed[str]]) -> None:
        """Read one « - clé : valeur » line into its place."""
        first = item[0] if item else None
        if not isinstance(first, Paragraph):
            if first is not None:
                self.say("F008", "une ligne d'indicateur s'écrit « - clé : valeur », sans autre signe.", first.span)
            return
        self.refuse_notes(first.inlines, "une ligne d'indicateur ne garde que ses mots")
        text = text_of(first.inlines)
        key, colon, value = text.partition(":")
        name = BY_FACT.get(fold(key))
        year = CIBLE.fullmatch(fold(key))
        placed = Placed(value.strip(), first.span)
        hints: tuple[str, ...] = ()
        if len(item) > 1 or not colon:
            message = f"« {text} » : une ligne d'indicateur s'écrit « - clé : valeur »."
            if len(item) > 1:
                hints = ("ôtez les espaces ou la tabulation au début des lignes qui la suivent.",)
            self.say("F008", message, first.span, hints)
        elif (name in facts) if name else (year is not None and int(year[1]) in cibles):
            self.say("F008", f"« {key.strip()} » est donné deux fois pour cet indicateur.", first.span)
        elif name:
            facts[name] = placed
        elif year:
            cibles[int(year[1])] = placed
        else:
            known = (*FAITS, "cible année 1")
            message = f"« {key.strip()} » n'est pas une ligne d'indicateur connue."
            hints = did_you_mean(key, known)
            if fold(key).startswith("cible"):
                hints = ("une cible dit l'année du contrat, de 1 à 5 : « - cible année 2 : … ».",)
            self.say("F008", message, first.span, hints)

    def refuse_notes(self, inlines: tuple[Inline, ...], why: str) -> None:
        for node in leaves(inlines):
            if isinstance(node, Note):
                message = f"une note ne peut pas être appelée ici : {why}."
                self.say("L043", message, node.span, ("appelez-la dans un paragraphe.",))

    def one_of(self, facts: Mapping[str, Placed[str]], key: str, values: Sequence[str]) -> str:
        placed = facts.get(key)
        if placed is None or not placed.value:
            return ""
        for value in values:
            if fold(value) == fold(placed.value):
                return value
        message = f"« {placed.value} » n'est pas une valeur de « {key} »."
        self.say("C004", message, placed.span, did_you_mean(placed.value, values))
        return ""


SOUS_ACTIONS = (("Sous-action", True), ("Qui", True), ("Quand", True), ("Livrable", False))
PLAIN_COLUMNS = {"Qui", "Quand", "Date"}
PLANNING = (("Étape", True), ("Date", True))
FAITS = ("type", "définition", "source", "fréquence", "sens", "départ", "base du volet variable", "poids")
BY_FACT = {fold(name): name for name in FAITS}
CIBLE = re.compile(r"cible (?:de l')?(?:annee|an) ?([1-5])")
LOST_DASHES = re.compile(r"[-\u2010-\u2015] ?\| ?[-\u2010-\u2015]")
EMPTY = Cell(())


def _has_columns(table: Table, columns: Sequence[tuple[str, bool]]) -> bool:
    titles = {fold(text_of(cell.inlines)) for cell in table.header}
    return all(fold(name) in titles for name, required in columns if required)


def _as_a_line(block: Block) -> tuple[str, ...]:
    """What to do with something that stands among the lines of an indicator."""
    if isinstance(block, CodeBlock) and block.text.lstrip().startswith("-"):
        return ("ôtez la tabulation ou les espaces au début de ces lignes.",)
    if isinstance(block, Paragraph) and ":" in text_of(block.inlines):
        return ("commencez chaque ligne par un tiret et une espace : « - ».",)
    return ("déplacez ce texte au-dessus du premier indicateur.",)


def _is_cut(block: Block) -> bool:
    """A comment that never ends holds the rest of the fiche: what is in it cannot be said to be missing."""
    text = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    return "<!--" in text and "-->" not in text


def _is_lost_table(block: Block) -> bool:
    """Rows that the reader printed as they are, and told of."""
    text = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    return text.startswith("|") or LOST_DASHES.search(text) is not None


def _placed(cells: Mapping[str, Cell], column: str, span: Span) -> Placed[str]:
    return Placed(text_of(cells.get(column, EMPTY).inlines).strip(), span)


def _inlines(cells: Mapping[str, Cell], column: str) -> tuple[Inline, ...]:
    return cells.get(column, EMPTY).inlines


def _sous_action(cells: Mapping[str, Cell], span: Span) -> SousAction:
    return SousAction(
        _inlines(cells, "Sous-action"),
        _placed(cells, "Qui", span),
        _placed(cells, "Quand", span),
        _inlines(cells, "Livrable"),
        span,
    )


def _etape(cells: Mapping[str, Cell], span: Span) -> Etape:
    date = _placed(cells, "Date", span)
    stage = _inlines(cells, "Étape")
    echeance, often = parse_echeance(date.value), parse_frequence(date.value)
    if often is None and (echeance is not None or not date.value):
        often = parse_frequence(text_of(stage))
    return Etape(stage, date, echeance, often, span)
