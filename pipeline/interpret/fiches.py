"""The fiche action: a short YAML front matter, then the headings of the trame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.interpret.champs import Champs
from pipeline.interpret.dates import parse_echeance, parse_frequence
from pipeline.interpret.identite import AUTRES_NOMS, MISSIONS_ACI, resolve_mission
from pipeline.model.colonnes import (
    DATE_ETAPE,
    ETAPE,
    LIVRABLE,
    QUAND,
    QUI,
    SOUS_ACTION,
    TABLEAUX_FICHE,
    Colonne,
    EnTete,
)
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
from pipeline.model.langue.mots import among, did_you_mean, fold, nearest
from pipeline.model.parcours import leaves
from pipeline.model.prose import Block, BulletList, Cell, CodeBlock, Heading, Inline, Note, Paragraph, Table, text_of
from pipeline.model.source import MarkdownFile, Sources, YamlMap
from pipeline.model.span import Placed, Span

FICHES = "content/fiches/"
TITLES = {fold(rubrique.titre): rubrique.titre for rubrique in TRAME}
T = TypeVar("T")
K = TypeVar("K", str, int)
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


@dataclass
class _Groupe:
    """An indicator: its name, and the blocks that stand under its title."""

    nom: str
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
        self.sous_actions = tuple(self.take_table(sections, "sous_actions", _sous_action))
        self.planning = tuple(self.take_table(sections, "planning", _etape))
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
        for key, en_tete in TABLEAUX_FICHE.items():
            if key in sections:
                continue
            for section in sections.values():
                for stray in [block for block in section.blocks if _is_a_table_of(block, en_tete)]:
                    section.blocks.remove(stray)
                    self.stray.append(TableauEgare(key, " | ".join(en_tete.requises), stray.span))
                    self.told.add(key)

    # --- tables with fixed columns -------------------------------------------------------------------------------

    def take_table(
        self, sections: Mapping[str, _Section], key: str, build: Callable[[Mapping[Colonne, Cell], Span], T]
    ) -> list[T]:
        """The rows of the first table of a section, which leaves the section's prose."""
        section = sections.get(key)
        if section is None:
            return []
        table = next((block for block in section.blocks if isinstance(block, Table)), None)
        if table is None:
            self.say_no_table(key, section)
            return []
        section.blocks.remove(table)
        columns = self.columns(table, TABLEAUX_FICHE[key])
        if columns is None:
            self.told.add(key)
            return []
        rows: list[T] = []
        for row in table.rows:
            cells = {column: row[index] for column, index in columns.items()}
            if any(text_of(cell.inlines).strip() for cell in cells.values()):
                self.refuse_notes_in(cells)
                rows.append(build(cells, row[0].span))
        return rows

    def say_no_table(self, key: str, section: _Section) -> None:
        """An empty section is told of elsewhere, and so are rows that the reader could not make a table of."""
        if not section.blocks:
            return
        self.told.add(key)
        if any(_is_lost_table(block) for block in section.blocks):
            return
        columns = TABLEAUX_FICHE[key].colonnes
        wanted, rule = " | ".join(columns), "|---" * len(columns) + "|"
        message = f"la rubrique « {RUBRIQUES[key].titre} » attend un tableau « {wanted} »."
        hint = f"écrivez « | {wanted} | », dessous « {rule} », puis une ligne « | … | » par étape."
        self.say("F005", message, section.span, (hint,))

    def columns(self, table: Table, en_tete: EnTete) -> dict[Colonne, int] | None:
        """Where each known column stands; None when a required one is missing.

        A missing column is not told beside an unknown one: it is most often that one, renamed.
        """
        found: dict[Colonne, int] = {}
        for index, cell in enumerate(table.header):
            title = text_of(cell.inlines).strip()
            column = en_tete.colonne(title)
            if column is None:
                message = f"la colonne « {title} » n'est pas attendue dans ce tableau."
                self.say("F006", message, table.span, did_you_mean(title, en_tete.colonnes))
            elif column in found:
                first = text_of(table.header[found[column]].inlines).strip()
                self.say("F006", _said_twice(first, title), table.span)
            else:
                found[column] = index
        missing = [column for column in en_tete.requises if column not in found]
        if missing and len(found) == len(table.header):
            listed = " et ".join(f"« {column} »" for column in missing)
            self.say("F006", f"il manque dans ce tableau la colonne {listed}.", table.span)
        return None if missing else found

    def refuse_notes_in(self, cells: Mapping[Colonne, Cell]) -> None:
        for column in PLAIN_COLUMNS & cells.keys():
            self.refuse_notes(cells[column].inlines, f"la colonne « {column} » ne garde que ses mots")

    # --- indicators ----------------------------------------------------------------------------------------------

    def take_indicators(self, sections: Mapping[str, _Section]) -> tuple[Indicateur, ...]:
        """One indicator per ``### Indicateur : …`` heading; the text before the first one stays prose."""
        section = sections.get("indicateurs")
        if section is None:
            return ()
        prose: list[Block] = []
        groups: list[_Groupe] = []
        for block in section.blocks:
            opened = self.opened_by(block)
            if opened is not None:
                groups.append(opened)
            elif groups:
                groups[-1].blocks.append(block)
            else:
                prose.append(block)
        section.blocks[:] = prose
        return tuple(self.indicator(group) for group in groups)

    def opened_by(self, block: Block) -> _Groupe | None:
        """The indicator that a block opens, if it does: a heading, even a wrong one, or a line meant as its title."""
        if isinstance(block, Heading):
            return self.opened_by_heading(block)
        typed = text_of(block.inlines).strip() if isinstance(block, Paragraph) else ""
        glued = GLUED.fullmatch(typed)
        if glued is None:
            return None
        nom = glued[1].strip()
        hint = f"écrivez « ### Indicateur : {nom} » : trois dièses, une espace, et une ligne vide au-dessus."
        self.say("F008", f"« {typed} » n'ouvre pas d'indicateur.", block.span, (hint,))
        return _Groupe(nom, block.span)

    def opened_by_heading(self, heading: Heading) -> _Groupe:
        title = text_of(heading.inlines)
        match = INDICATEUR.fullmatch(title)
        if match is not None:
            return _Groupe(match[1].strip(), heading.span)
        nom = title.partition(":")[2].strip() or UNNAMED.sub("", title).strip()
        message = f"le titre « {title} » n'ouvre pas d'indicateur." if nom else "cet indicateur n'a pas de nom."
        self.say("F008", message, heading.span, (f"écrivez « ### Indicateur : {nom or '…'} ».",))
        return _Groupe(title, heading.span)

    def indicator(self, group: _Groupe) -> Indicateur:
        facts: dict[str, Placed[str]] = {}
        cibles: dict[int, Placed[str]] = {}
        for block in group.blocks:
            if isinstance(block, BulletList):
                for item in block.items:
                    self.fact(item, facts, cibles)
            else:
                message = f"sous l'indicateur « {group.nom} », seule une liste de lignes « - clé : valeur » est lue."
                self.say("F008", message, block.span, _as_a_line(block))

        def text(key: str) -> str:
            return facts[key].value if key in facts else ""

        return Indicateur(
            nom=group.nom,
            type=self.one_of(facts, "type", TYPES_INDICATEUR),
            definition=text("définition"),
            source=text("source"),
            frequence=text("fréquence"),
            sens=self.one_of(facts, "sens", SENS_INDICATEUR),
            depart=text("départ"),
            cibles=cibles,
            base_variable=self.one_of(facts, "base du volet variable", ("oui", "non")) == "oui",
            poids=text("poids"),
            span=group.span,
        )

    def fact(self, item: Sequence[Block], facts: dict[str, Placed[str]], cibles: dict[int, Placed[str]]) -> None:
        """Read one « - clé : valeur » line into its place."""
        first = item[0] if item else None
        if first is None:
            return
        if not isinstance(first, Paragraph):
            self.say("F008", "une ligne d'indicateur s'écrit « - clé : valeur », sans autre signe.", first.span)
            return
        self.refuse_notes(first.inlines, "une ligne d'indicateur ne garde que ses mots")
        text = text_of(first.inlines)
        key, colon, value = text.partition(":")
        if len(item) > 1 or not colon:
            message = f"« {text} » : une ligne d'indicateur s'écrit « - clé : valeur »."
            hint = "ôtez les espaces ou la tabulation au début des lignes qui la suivent."
            self.say("F008", message, first.span, (hint,) if len(item) > 1 else ())
            return
        placed = Placed(value.strip(), first.span)
        name, year = BY_FACT.get(fold(key)), CIBLE.fullmatch(fold(key))
        if name is not None:
            self.keep_once(facts, name, placed, key)
        elif year is not None:
            self.keep_once(cibles, int(year[1]), placed, key)
        else:
            self.say_unknown_fact(key, first.span)

    def keep_once(self, kept: dict[K, Placed[str]], name: K, placed: Placed[str], key: str) -> None:
        if name in kept:
            self.say("F008", f"« {key.strip()} » est donné deux fois pour cet indicateur.", placed.span)
        else:
            kept[name] = placed

    def say_unknown_fact(self, key: str, span: Span) -> None:
        hints = did_you_mean(key, (*FAITS, "cible année 1"))
        if fold(key).startswith("cible"):
            hints = ("une cible dit l'année du contrat, de 1 à 5 : « - cible année 2 : … ».",)
        self.say("F008", f"« {key.strip()} » n'est pas une ligne d'indicateur connue.", span, hints)

    def refuse_notes(self, inlines: tuple[Inline, ...], why: str) -> None:
        for node in leaves(inlines):
            if isinstance(node, Note):
                message = f"une note ne peut pas être appelée ici : {why}."
                self.say("L043", message, node.span, ("appelez-la dans un paragraphe.",))

    def one_of(self, facts: Mapping[str, Placed[str]], key: str, values: Sequence[str]) -> str:
        placed = facts.get(key)
        if placed is None or not placed.value:
            return ""
        found = among(placed.value, values)
        if not found:
            message = f"« {placed.value} » n'est pas une valeur de « {key} »."
            self.say("C004", message, placed.span, did_you_mean(placed.value, values))
        return found


PLAIN_COLUMNS = {QUI, QUAND, DATE_ETAPE}
FAITS = ("type", "définition", "source", "fréquence", "sens", "départ", "base du volet variable", "poids")
BY_FACT = {fold(name): name for name in FAITS}
CIBLE = re.compile(r"cible (?:de l')?(?:annee|an) ?([1-5])")
LOST_DASHES = re.compile(r"[-\u2010-\u2015] ?\| ?[-\u2010-\u2015]")
EMPTY = Cell(())


def _is_a_table_of(block: Block, en_tete: EnTete) -> bool:
    if not isinstance(block, Table):
        return False
    columns = {en_tete.colonne(text_of(cell.inlines).strip()) for cell in block.header}
    return columns.issuperset(en_tete.requises)


def _said_twice(first: str, second: str) -> str:
    if fold(first) == fold(second):
        return f"deux colonnes s'appellent « {second} »."
    return f"les colonnes « {first} » et « {second} » disent la même chose."


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


def _placed(cells: Mapping[Colonne, Cell], column: Colonne, span: Span) -> Placed[str]:
    return Placed(text_of(cells.get(column, EMPTY).inlines).strip(), span)


def _inlines(cells: Mapping[Colonne, Cell], column: Colonne) -> tuple[Inline, ...]:
    return cells.get(column, EMPTY).inlines


def _sous_action(cells: Mapping[Colonne, Cell], span: Span) -> SousAction:
    return SousAction(
        _inlines(cells, SOUS_ACTION),
        _placed(cells, QUI, span),
        _placed(cells, QUAND, span),
        _inlines(cells, LIVRABLE),
        span,
    )


def _etape(cells: Mapping[Colonne, Cell], span: Span) -> Etape:
    date = _placed(cells, DATE_ETAPE, span)
    stage = _inlines(cells, ETAPE)
    echeance, often = parse_echeance(date.value), parse_frequence(date.value)
    if often is None and (echeance is not None or not date.value):
        often = parse_frequence(text_of(stage))
    return Etape(stage, date, echeance, often, span)
