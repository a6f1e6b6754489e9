"""Markdown to blocks: CommonMark, pipe tables, footnotes and definition lists by markdown-it-py and its plugins, an
optional YAML block at the top, ``{{ facts }}``, and quotes that open with « À retenir » or « Attention » as boxes.

Raw HTML is not passed on: a comment is the author's own and disappears, anything else is printed as typed with a
warning.  Nothing is dropped in silence, markdown-it's nesting limit included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from pipeline.model.finding import Finding
from pipeline.model.graphique import annonce_un_graphique
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.parcours import leaves
from pipeline.model.prose import (
    CALLOUTS,
    SOUS,
    Block,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    LineBreak,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Variable,
    text_of,
    titles_of,
)
from pipeline.model.source import MarkdownFile, YamlMap
from pipeline.model.span import Span
from pipeline.read.dialectes import DESSINS
from pipeline.read.en_tete import Zone, find_zone, never_closed, reads_into_the_text, unclosed
from pipeline.read.grammaire import PARSER, TANGLED
from pipeline.read.legendes import SOURCE, anchored, check_anchor, is_note_of_table, with_captions
from pipeline.read.marques import drawn_elsewhere, foreign_marks, honoured
from pipeline.read.perdus import lost_words, tangled
from pipeline.read.phrase import Phrase, without_comments
from pipeline.read.signes import by_accident, lost_list, raw_signs
from pipeline.read.tableaux import cells_in, lost_table
from pipeline.read.yaml import compose

DEEPEST = 60
MAX_LINES = 20_000
LONG_QUOTED = 60
SENTENCE_ENDS = (".", "!", "?", "…", ";", ",", ":")
MAX_COLUMNS = 20
READABLE_DEPTH = 4
LONG_TITLE = 200
CALLOUT = {fold(name): name for name in CALLOUTS}
FORGE_ALERT = motif(r"\[!(\w+)\]")
UNREAD = "le reste du fichier sera vérifié ensuite."


def read_markdown(path: str, text: str, findings: list[Finding]) -> MarkdownFile | None:
    """The tree of a Markdown file; None when it is empty or its front matter cannot be read."""
    if not text.strip():
        findings.append(Finding("L001", "ce fichier est vide.", Span(path, 1)))
        return None
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        message = f"ce fichier a {len(lines)} lignes : la limite est de {MAX_LINES}."
        findings.append(Finding("L001", message, Span(path), ("coupez-le en plusieurs fichiers.",)))
        return None
    zone = find_zone(path, lines, findings)
    if zone.last and reads_into_the_text(lines, zone.last + 1):
        findings.append(never_closed(path, lines))
        zone = unclosed(lines)
    front = _front(path, lines, zone, findings) if zone.body else None
    if zone.body and front is None:
        findings[-1] = replace(findings[-1], hints=(*findings[-1].hints, UNREAD))
        return None
    first, shown = (1, _without_front(lines, zone)) if zone.above else (zone.body + 1, lines)
    cited: dict[str, Any] = {}
    tokens = PARSER.parse("\n".join(shown[first - 1 :]), cited)
    _report_depth(path, first, tokens, findings)
    _report_lists(path, first, tokens, findings)
    findings.extend(lost_words(path, first, tokens, cited))
    notes = _Notes(tokens)
    blocks = _Tree(path, shown, first, notes.body, findings, notes).document()
    notes.report(path, first, findings)
    return MarkdownFile(path, front, blocks, tuple(lines), zone.body + 1)


def _front(path: str, lines: list[str], zone: Zone, findings: list[Finding]) -> YamlMap | None:
    return compose(path, "\n".join(lines[zone.first : zone.last]), zone.first + 1, findings)


def _without_front(lines: list[str], zone: Zone) -> list[str]:
    """The words above a front matter with those below it, each on its own line still."""
    blank = [""] * (zone.body - zone.first + 1)
    return [*lines[: zone.first - 1], *blank, *lines[zone.body :]]


def _report_depth(
    path: str, body_line: int, tokens: Sequence[Token], findings: list[Finding]
) -> None:
    """Past a depth that no page can show, markdown-it drops text: the author is told long before."""
    deep = next((token for token in tokens if token.level > DEEPEST and token.map), None)
    if deep is not None and deep.map:
        message = (
            f"ce texte est imbriqué sur plus de {DEEPEST // 2} niveaux de listes ou de citations."
        )
        findings.append(
            Finding("L016", message, Span(path, body_line + deep.map[0]), ("mettez-le à plat.",))
        )


def _report_lists(
    path: str, body_line: int, tokens: Sequence[Token], findings: list[Finding]
) -> None:
    """Word shows nine levels and a reader follows four; past nine, an item would look like its parent."""
    depth = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth == READABLE_DEPTH + 1 and token.map:
                message = f"cette liste est imbriquée sur plus de {READABLE_DEPTH} niveaux : le lecteur s'y perdra."
                hint = ("donnez un titre à une partie de ces points, ou faites-en un tableau.",)
                findings.append(
                    Finding("L047", message, Span(path, body_line + token.map[0]), hint)
                )
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1


class _Notes:
    """The footnotes of a file, taken out of its tokens; each is read where it is first called."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.body: list[Token] = []
        self.tokens: dict[str, list[Token]] = {}
        self.lines: dict[str, int] = {}
        self.twice: list[tuple[str, int]] = []
        self.called: dict[str, tuple[Block, ...]] = {}
        open_at: list[list[Token]] = [self.body]
        for token in tokens:
            if token.type == "footnote_reference_open":
                open_at.append(self._opened(token.meta["label"], token.map[0] if token.map else 0))
            elif token.type == "footnote_reference_close":
                open_at.pop()
            else:
                open_at[-1].append(token)

    def _opened(self, label: str, line: int) -> list[Token]:
        if label in self.tokens:
            self.twice.append((label, line))
            return []
        self.lines[label] = line
        return self.tokens.setdefault(label, [])

    def report(self, path: str, body_line: int, findings: list[Finding]) -> None:
        for label, line in self.twice:
            first = body_line + self.lines[label]
            message = f"la note « [^{label}] » est déjà écrite à la ligne {first} : une seule serait imprimée."
            findings.append(
                Finding("L042", message, Span(path, body_line + line), ("donnez-leur deux noms.",))
            )
        for label, line in self.lines.items():
            if label not in self.called:
                message = f"la note « [^{label}] » n'est appelée nulle part : elle ne serait pas imprimée."
                hint = f"écrivez [^{label}] dans le texte, là où le lecteur en a besoin."
                findings.append(Finding("L041", message, Span(path, body_line + line), (hint,)))


class _Tree:
    """Walks markdown-it's flat list of tokens once, by recursion on what opens and closes."""

    def __init__(
        self,
        path: str,
        lines: list[str],
        body_line: int,
        tokens: list[Token],
        findings: list[Finding],
        notes: _Notes,
        without_notes: str = "",
    ) -> None:
        self.path = path
        self.lines = lines
        self.body_line = body_line
        self.tokens = tokens
        self.findings = findings
        self.notes = notes
        self.without_notes = without_notes
        """Why no footnote can be called from here; empty where it can."""
        self.in_a_cell = False
        self.level = 0
        """That of the last heading."""
        self.at = 0

    def document(self) -> tuple[Block, ...]:
        return tuple([_alone(block) for block in self.until("")])

    def until(self, closing: str) -> tuple[Block, ...]:
        """Blocks up to the token that closes the present container, which is passed over."""
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                break
            block = self.block(token)
            if block is not None and not is_note_of_table(block, blocks):
                blocks.append(block)
        return with_captions(blocks, self.findings)

    def block(self, token: Token) -> Block | None:
        return BLOCKS[token.type](self, token, self.span(token))

    def heading(self, token: Token, span: Span) -> Heading:
        self.say_underlined(token, span)
        level = int(token.tag[1:])
        inlines, anchor = anchored(self.inlines_without_notes(span))
        title = text_of(inlines)
        if not title.strip():
            message = "ce titre est vide : il laisserait une ligne sans mots dans le sommaire."
            self.findings.append(
                Finding("L018", message, span, ("complétez-le, ou effacez ses « # ».",))
            )
        self.check_heading(level, title, span)
        check_anchor(inlines, span, self.findings)
        return Heading(level, inlines, span, ancre=anchor)

    def bullet_list(self, _token: Token, span: Span) -> BulletList:
        return BulletList(self.items("bullet_list_close"), span)

    def ordered_list(self, token: Token, span: Span) -> OrderedList:
        return OrderedList(int(token.attrs.get("start", 1)), self.items("ordered_list_close"), span)

    def definition_list(self, _token: Token, span: Span) -> DefinitionList:
        return DefinitionList(self.definitions(), span)

    def code(self, token: Token, span: Span) -> Block:
        if token.type == "code_block":
            self.findings.append(by_accident(token.content, span))
        elif token.info and annonce_un_graphique(token.info):
            from pipeline.read.graphique import read_chart

            chart = read_chart(token.content, span, self.findings)
            if chart is not None:
                return chart
        elif token.info.split(" ", 1)[0].strip("{}").lower() in DESSINS:
            self.findings.append(drawn_elsewhere(token.info, span))
        return CodeBlock(token.content.rstrip("\n"), span)

    def rule(self, _token: Token, span: Span) -> Rule:
        return Rule(span)

    def span(self, token: Token) -> Span:
        return Span(self.path, self.body_line + token.map[0]) if token.map else Span(self.path)

    def paragraph(self, token: Token, span: Span) -> Paragraph | None:
        inlines = self.inlines_and_close(span)
        start, after = token.map or (0, 1)
        first = (span.line or 1) - 1
        end = first + after - start
        self.findings.extend(lost_table(self.path, self.lines, first, end))
        self.findings.extend(lost_list(self.path, self.lines, first, end))
        return Paragraph(inlines, span) if inlines else None

    def say_underlined(self, token: Token, span: Span) -> None:
        """A title made by the line of dashes under it, which its author meant for a rule, or for nothing."""
        if token.markup not in ("-", "=") or token.map is None:
            return
        under = self.body_line + token.map[1] - 1
        typed = self.tokens[self.at].content.replace("\n", " ")
        if len(typed) < LONG_QUOTED and not typed.endswith(SENTENCE_ENDS):
            return  # a title, written as some do
        shown = typed if len(typed) < LONG_QUOTED else f"{typed[:LONG_QUOTED].rsplit(' ', 1)[0]}…"
        message = (
            f"la ligne {under} souligne le texte au-dessus : elle fait un titre de « {shown} »."
        )
        hint = f"effacez-la, ou laissez une ligne vide au-dessus ; un titre s'écrit « {'#' * 2} {shown} »."
        self.findings.append(Finding("L078", message, Span(self.path, under), (hint,)))

    def check_heading(self, level: int, text: str, span: Span) -> None:
        """A title that a contents can show, one level below the one that holds it."""
        if len(text) > LONG_TITLE:
            message = f"ce titre a {len(text)} caractères : dans le sommaire, il prendrait plusieurs lignes."
            self.findings.append(
                Finding(
                    "L045", message, span, ("raccourcissez-le, et ouvrez un paragraphe dessous.",)
                )
            )
        if self.level and level > self.level + 1:
            wanted, typed = "#" * (self.level + 1), "#" * level
            message = f"ce titre saute un niveau : « {typed} » suit « {'#' * self.level} »."
            self.findings.append(Finding("L046", message, span, (f"écrivez « {wanted} ».",)))
        self.level = level

    def inlines_without_notes(self, span: Span) -> tuple[Inline, ...]:
        before, self.without_notes = self.without_notes, "un titre se retrouve dans le sommaire"
        inlines = self.inlines_and_close(span)
        self.without_notes = before
        return inlines

    def quote(self, _token: Token, span: Span) -> Block:
        """A quote, or the box that its first words in bold announce."""
        blocks = self.until("blockquote_close")
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph):
            return Quote(blocks, span)
        match = FORGE_ALERT.match(text_of(first.inlines))
        if match:
            message = f"« {match.group()} » serait imprimé tel quel : ce n'est pas ainsi que s'ouvre un encadré."
            hints = (
                "écrivez « > **Attention.** » ou « > **À retenir.** » au début de la citation.",
            )
            self.findings.append(Finding("L044", message, span, hints))
        head = first.inlines[0]
        kind = (
            CALLOUT.get(fold(text_of(head.children)).strip(" .:!"))
            if isinstance(head, Strong)
            else None
        )
        if kind is None:
            return Quote(blocks, span)
        rest = _without_lead(first.inlines[1:])
        return Callout(kind, (*([Paragraph(rest, first.span)] if rest else []), *blocks[1:]), span)

    def definitions(self) -> tuple[Definition, ...]:
        found: list[tuple[tuple[Inline, ...], list[Block]]] = []
        while True:
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case "dl_close":
                    return tuple(Definition(term, tuple(blocks)) for term, blocks in found)
                case "dt_open":
                    found.append((self.inlines_and_close(self.span(token)), []))
                case "dd_open":
                    found[-1][1].extend(self.until("dd_close"))

    def note(self, label: str, span: Span) -> Inline:
        """The call of a footnote, or its own signs where it can be no footnote."""
        typed = Text(f"[^{label}]")
        if label not in self.notes.tokens:
            message = (
                f"« [^{label}] » appelle une note qui n'est écrite nulle part dans ce fichier."
            )
            hints = did_you_mean(label, self.notes.tokens) or (
                f"ajoutez une ligne « [^{label}]: » suivie du texte de la note, sans espace avant les deux-points.",
            )
            self.findings.append(Finding("L040", message, span, hints))
            return typed
        if self.without_notes:
            self.notes.called.setdefault(label, ())
            message = f"la note « [^{label}] » ne peut pas être appelée ici : {self.without_notes}."
            self.findings.append(
                Finding("L043", message, span, ("appelez-la dans un paragraphe.",))
            )
            return typed
        if label not in self.notes.called:
            inside = _Tree(
                self.path,
                self.lines,
                self.body_line,
                self.notes.tokens[label],
                self.findings,
                self.notes,
                "une note n'en appelle pas une autre",
            )
            self.notes.called[label] = ()
            self.notes.called[label] = inside.document()
        return Note(f"{self.path}#{label}", self.notes.called[label], span)

    def items(self, closing: str) -> tuple[tuple[Block, ...], ...]:
        items: list[tuple[Block, ...]] = []
        while self.tokens[self.at].type != closing:
            self.at += 1
            items.append(self.until("list_item_close"))
        self.at += 1
        return tuple(items)

    def html_block(self, token: Token, span: Span) -> Block | None:
        rest = without_comments(token.content).strip()
        if not rest:
            return None
        if "<!--" in rest:
            message = "ce commentaire n'est jamais refermé : la suite du texte serait perdue."
            self.findings.append(Finding("L015", message, span, ("ajoutez « --> » à sa fin.",)))
            return Paragraph((Text(rest),), span)
        self.say_html(span)
        return Paragraph((Text(rest),), span)

    def say_html(self, span: Span) -> None:
        message = "le HTML n'est pas interprété : il sera imprimé tel quel."
        self.findings.append(Finding("L010", message, span, ("écrivez-le en Markdown.",)))

    # --- tables --------------------------------------------------------------------------------------------------

    def table(self, _token: Token, span: Span) -> Table:
        rows: list[tuple[Cell, ...]] = []
        aligns: list[str] = []
        current: list[Cell] = []
        row_span = span
        while True:
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    current, row_span = [], self.span(token)
                case "th_open" | "td_open":
                    if token.type == "th_open":
                        aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                    self.in_a_cell = True
                    current.append(Cell(self.inlines_and_close(row_span), row_span))
                    self.in_a_cell = False
                case "tr_close":
                    rows.append(tuple(current))
                    self.check_width(row_span, len(aligns))
        self.check_titles(rows[0], span)
        return Table(rows[0], tuple(rows[1:]), tuple(aligns), span)

    def check_titles(self, titles: Sequence[Cell], span: Span) -> None:
        """A title above others has one beside it; and there are not more titles than a page can show."""
        for cell in titles:
            shown = "".join(node.text for node in leaves(cell.inlines) if isinstance(node, Text))
            if SOUS in shown and len(titles_of(cell)) == 1:
                title = text_of(cell.inlines)
                message = f"« {title} » serait imprimé tel quel : il manque un titre à côté de « {SOUS} »."
                hint = f"écrivez « 2027 {SOUS} Prévu » : le titre commun, puis celui de la colonne, sans gras autour."
                self.findings.append(Finding("L049", message, cell.span, (hint,)))
        if len(titles) > MAX_COLUMNS:
            message = f"ce tableau a {len(titles)} colonnes : s'il est trop large, il sera imprimé en plusieurs morceaux."
            hint = "échangez ses lignes et ses colonnes, ou coupez-le en plusieurs tableaux."
            self.findings.append(Finding("L048", message, span, (hint,)))

    def check_width(self, span: Span, columns: int) -> None:
        """markdown-it drops the cells of a row that are past the header's last one; the author must know."""
        found = cells_in(self.lines[(span.line or 1) - 1])
        if found != columns:
            message = f"cette ligne du tableau a {found} case{'s' if found > 1 else ''} au lieu de {columns}."
            line = self.lines[(span.line or 1) - 1].strip()
            if "\t" in line:
                cells = " | ".join(cell.strip() for cell in re.split(r"\t+", line.strip("| ")))
                hint = f"séparez les cases par des « | » : « | {cells} | »."
            elif SOURCE.match(line):
                hint = "laissez une ligne vide au-dessus : la source se lit alors sous le tableau."
            elif found < columns:
                hint = (
                    "si cette ligne continue celle du dessus, remettez les deux sur une seule ; sinon, ajoutez la case "
                    "qui manque, même vide, avec un « | » de plus."
                )
            else:
                hint = "ôtez le « | » de trop, ou écrivez « \\| » s'il fait partie du texte."
            self.findings.append(Finding("L011", message, span, (hint,)))

    # --- inside a line -------------------------------------------------------------------------------------------

    def inlines_and_close(self, span: Span) -> tuple[Inline, ...]:
        """The inlines of the token here, then past the token that closes the block."""
        token = self.tokens[self.at]
        self.at += 2
        children = token.children or []
        self.findings.extend(raw_signs(token, span))
        self.findings.extend(foreign_marks(_shown(children), token.content, span))
        if TANGLED in token.meta:
            self.findings.append(tangled(span))
        if len(children) == 1 and children[0].type == "text":
            return tuple(honoured(children[0].content, span, in_a_link=False))
        return Phrase(self, span, children).inlines()


def _shown(children: Sequence[Token]) -> str:
    """The words of a block that are neither code, nor escaped, nor those of a fact; each on the line it was typed on."""
    return "".join(
        child.content if child.type == "text" else "\n" * child.type.endswith("break")
        for child in children
    )


def _alone(block: Block) -> Block:
    """A paragraph that is one fact says so: only there, outside lists and quotes, may that fact be a table."""
    if (
        isinstance(block, Paragraph)
        and len(block.inlines) == 1
        and isinstance(block.inlines[0], Variable)
    ):
        return replace(block, inlines=(replace(block.inlines[0], seul=True),))
    return block


def _without_lead(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What follows the bold words of a box, without the sign or the line end between them."""
    rest = list(inlines)
    while rest:
        first = rest[0]
        if isinstance(first, LineBreak):
            del rest[0]
        elif isinstance(first, Text):
            words = first.text.lstrip(" .:\u00a0\u202f")
            rest[:1] = [Text(words)] if words else []
            if words:
                break
        else:
            break
    return tuple(rest)


BLOCKS: Mapping[str, Callable[[_Tree, Token, Span], Block | None]] = {
    "paragraph_open": _Tree.paragraph,
    "heading_open": _Tree.heading,
    "bullet_list_open": _Tree.bullet_list,
    "ordered_list_open": _Tree.ordered_list,
    "blockquote_open": _Tree.quote,
    "dl_open": _Tree.definition_list,
    "fence": _Tree.code,
    "code_block": _Tree.code,
    "hr": _Tree.rule,
    "table_open": _Tree.table,
    "html_block": _Tree.html_block,
}
"""Type of the token that opens a block → what makes the block."""
