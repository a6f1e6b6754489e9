"""The lines of a fiche that authors lay out as they like: tables under other titles, lists, sentences with a date.

Each function reads one block and says what its lines are; nothing is taken away here, nor told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.interpret.dates import parse_etape, parse_frequence
from pipeline.model.colonnes import DATE_ETAPE, ETAPE, QUAND, QUI, SOUS_ACTION, TABLEAUX_FICHE
from pipeline.model.echeance import exact_forms
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Inline,
    OrderedList,
    Paragraph,
    Table,
    plain,
    text_of,
)
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.model.vocabulaire import Vocabulaire

NUMERO = "N°"
QUI_ET_QUAND = "Qui et quand"
YEAR_OF_CONTRACT = motif(
    r"(?:(?:cible|objectif|valeur|attendu|resultat)s? ?(?:cible|visee?)? ?(?:de |a |en )?)?"
    r"(?:l')?(?:annee|an|a|n ?\+) ?([1-5])(?: ?ans?)?"
)
LAST_BRACKETS = motif(r"\s*\(([^()]+(?:\([^()]*\)[^()]*)*)\)\s*[.;]?$")
"""What ends a line in brackets, which may hold others: « (Hélène Vidal (ADMR), mars 2028) »."""

SEPARATORS = motif(r"\s*[,;/]\s*|\s+[\u2010-\u2015-]\s+")
SENTENCES = motif(r"(?<=[^\W\d_.]{3})[.;]\s+|(?<=[0-9])\.\s+|\s*;\s*|\.$")
YEAR = motif(r"\b20[0-9]{2}\b")
WORDS_OF_A_MEASURE = motif(
    r"(?:nombre|nbre?|nb|taux|part|proportion|pourcentage|%|delai|score|indice|evolution|satisfaction|volume|duree|"
    r"frequence|quantite|file active|existence|presence|realisation)\b|%"
)
LONGEST_TIME = 6
"""Words of the longest time that may end a line: « du 1er mars au 30 juin »."""

DASHES = motif(r"\s+[\u2010-\u2015-]\s+")
SAID_OF_A_TASK = motif(
    r"(?:^|[.;,(]\s*|\s[\u2010-\u2015-]\s+|(?<=\S )(?=[A-ZÀ-Ý]))(?P<label>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3}?\.?)\s?:\s*(?=\S)"
)
"""« Responsable : », among the words of a task."""

RESPONSIBLE = ("resp", "resp.", "pil", "ref")
END_OF_VALUE = motif(r";|\)|\s[\u2010-\u2015-]\s|(?<=[^\W\d_]{3})\.(?:\s|$)|(?<=[0-9])\.(?:\s|$)")
A_NAME = r"[A-ZÀ-Ý][\w'’.-]*"
PERSON = motif(
    rf"(?:(?:Dr|Mme|M\.|Mlle|Pr|Docteur|Madame|Monsieur)\.?\s+)?{A_NAME}(?:\s+(?:de\s+|du\s+)?{A_NAME}){{1,3}}"
)
DOES = (
    r"organis|rédig|anim|pilot|form|suit|suivent|prépar|assur|coordonn|contact|recrut|met|fait|font|tien|accompagn|relanc|écri|cré|"
    r"mont|lanc|gèr|s'occup|propos|réalis|recens|construi|négoci|intervien|évalu|présent|diffus|appell|form|dépist|reçoi"
)
SUBJECT = motif(
    rf"(?:Le |La )?(?P<who>(?:(?:Dr|Mme|M\.|Pr)\s+{A_NAME}(?:\s+{A_NAME})?|{A_NAME}\s+[A-ZÀ-Ý][a-zà-ÿ][\w'’-]*)"
    rf"(?:\s+et\s+{A_NAME}\s+{A_NAME})?)\s+(?:{DOES})[a-zà-ÿ]*\b"
)
"""« Le Dr Hébrard rédige… », « Nora Slimani et Delphine Maurel animent… »."""

NAME_AT_MOST = 5
"""Words of what may be a person, a trade or a group in brackets after a task."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line: its cells by the name of our column, as inlines."""

    cells: Mapping[str, tuple[Inline, ...]]
    span: Span


# --- columns -------------------------------------------------------------------------------------------------------


def column_names(table: Table, key: str, vocabulaire: Vocabulaire) -> list[str]:
    """Our name for each column of a table, ``""`` where there is none or where a first one has it already."""
    names: list[str] = []
    for cell in table.header:
        title = text_of(cell.inlines).strip()
        ours = TABLEAUX_FICHE[key].colonne(title.rstrip(" :?\u00a0\u202f"))
        name = ours or vocabulaire.colonne(key, title) or (NUMERO if title == "#" else "")
        names.append("" if name in names else name)
    return names


def rows_of(table: Table, names: Sequence[str]) -> Iterator[Ligne]:
    """The rows that say something; « Qui et quand » gives both."""
    for row in table.rows:
        cells = {name: _inlines(cell) for name, cell in zip(names, row, strict=True) if name}
        if not any(text_of(inlines).strip() for inlines in cells.values()):
            continue
        if QUI_ET_QUAND in cells:
            who, when = who_and_when(text_of(cells.pop(QUI_ET_QUAND)))
            cells = {**cells, QUI: plain(who), QUAND: plain(when)}
        yield Ligne(cells, row[0].span)


def _inlines(cell: Cell) -> tuple[Inline, ...]:
    if not cell.blocs:
        return cell.inlines
    return plain(" ".join(text_of(inlines) for block in cell.blocs for inlines in _of_block(block)))


def _of_block(block: Block) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, Paragraph):
        yield block.inlines
    elif isinstance(block, BulletList | OrderedList):
        for item in block.items:
            for held in item:
                yield from _of_block(held)


def who_and_when(text: str) -> tuple[str, str]:
    """« Marc Duconte, mars 2028 » → the person and the date; all of it is a person when no part is a date."""
    parts = [part for part in SEPARATORS.split(text.strip()) if part]
    dates = [part for part in parts if is_a_time(part)]
    others = [part for part in parts if part not in dates]
    return ", ".join(others), ", ".join(dates)


def is_a_time(text: str) -> bool:
    """A date, a time, a habit, or a date that leaves room: « automne 2027 »."""
    known = parse_etape(text) or parse_frequence(text) or exact_forms(text, None)
    return bool(known)


# --- sub-actions and stages ------------------------------------------------------------------------------------------


def sub_actions_of(block: Block, vocabulaire: Vocabulaire) -> Iterator[Ligne]:
    """Each item of a list is a task; its words, and those set in under it, may say who does it, and when."""
    if not isinstance(block, BulletList | OrderedList):
        return
    for item in block.items:
        first = item[0] if item else None
        if isinstance(first, Paragraph):
            under = " ; ".join(text_of(words) for held in item[1:] for words in _of_block(held))
            who, when = who_does_it(
                f"{text_of(first.inlines)} ; {under}" if under else text_of(first.inlines),
                vocabulaire,
            )
            yield Ligne(
                {SOUS_ACTION: first.inlines, QUI: plain(who), QUAND: plain(when)}, first.span
            )


def who_does_it(text: str, vocabulaire: Vocabulaire) -> tuple[str, str]:
    """Who does a task, and when, as its line says: by labels, in brackets, after dashes, or as its subject.

    >>> who_does_it("Former 8 kinés – resp. : Bruno Teisseire – quand : mai 2027", Vocabulaire())
    ('Bruno Teisseire', 'mai 2027')
    >>> who_does_it("Audit croisé — Léa Combes — avril 2027", Vocabulaire()), who_does_it("Former", Vocabulaire())
    (('Léa Combes', 'avril 2027'), ('', ''))
    >>> who_does_it("Ouvrir un créneau : Maison sport-santé, mai 2027", Vocabulaire())
    ('Maison sport-santé', 'mai 2027')
    """
    said = [
        _by_labels(text, vocabulaire),
        _in_brackets(text),
        _after_dashes(text),
        _after_a_colon(text),
        (_subject(text), ""),
    ]
    who = next((who for who, _ in said if who), "")
    when = next((when for _, when in said if when), "")
    return who, when


def _by_labels(text: str, vocabulaire: Vocabulaire) -> tuple[str, str]:
    """« Former les IDE. Qui : Mme Roux. Quand : dès mars 2028 »."""
    found = {QUI: "", QUAND: ""}
    labels = list(SAID_OF_A_TASK.finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        column = _column_said(label["label"], vocabulaire)
        value = END_OF_VALUE.split(text[label.end() : end])[0].strip(" .,;)")
        if column == QUI:
            who, when = who_and_when(value)
            found[QUI] = found[QUI] or who
            found[QUAND] = found[QUAND] or when
        elif column == QUAND:
            found[QUAND] = found[QUAND] or value
    return found[QUI], found[QUAND]


def _column_said(label: str, vocabulaire: Vocabulaire) -> str:
    """The column that a label means, whole, or from one of its capitals on: « infirmières Qui »."""
    words = label.split()
    for at, first in enumerate(words):
        said = " ".join(words[at:]).strip(" .")
        if at and not first[:1].isupper():
            continue
        if fold(said) in RESPONSIBLE:
            return QUI
        found = TABLEAUX_FICHE["sous_actions"].colonne(said) or vocabulaire.colonne(
            "sous_actions", said
        )
        if found:
            return found
    return ""


def _in_brackets(text: str) -> tuple[str, str]:
    match = LAST_BRACKETS.search(text)
    if match is None:
        return "", ""
    who, when = who_and_when(match[1])
    return (who if _names_someone(who) else ""), when


def _after_dashes(text: str) -> tuple[str, str]:
    """« Audit croisé — Léa Combes — avril 2027 »: a person, a time, or both, after the task."""
    task, *others = DASHES.split(text.strip(" .;"))
    last = others[-2:]
    when = next((part for part in last if is_a_time(part)), "")
    named = [part for part in last if part != when and _names_someone(part)]
    is_a_person = bool(named) and (bool(when) or PERSON.fullmatch(named[-1]) is not None)
    return (named[-1] if task and is_a_person else ""), when if task else ""


def _after_a_colon(text: str) -> tuple[str, str]:
    """« Ouvrir un créneau : Maison sport-santé, septembre 2027 »: who, then when, and nothing else."""
    task, colon, said = text.strip(" .;").rpartition(" : ")
    who, when = who_and_when(said) if colon else ("", "")
    return (who, when) if task and when and _names_someone(who) else ("", "")


def _subject(text: str) -> str:
    """« Delphine Maurel organise en mars 2027… »: who does it begins the sentence."""
    match = SUBJECT.match(text)
    return match["who"] if match else ""


def _names_someone(who: str) -> bool:
    return who[:1].isupper() and len(who.split()) <= NAME_AT_MOST and not re.search("[0-9]", who)


def stages_of(block: Block) -> Iterator[Ligne]:
    """Stages in a list or in sentences: « Démarrage : mars 2028 », « Mars 2028 : démarrage », « bilan (mai 2029) »."""
    if isinstance(block, BulletList | OrderedList):
        for item in block.items:
            if item and isinstance(item[0], Paragraph):
                yield _stage(text_of(item[0].inlines), item[0].span)
    elif isinstance(block, Paragraph):
        found = [_stage(words, block.span) for words in stages_in(text_of(block.inlines))]
        if any(text_of(ligne.cells[DATE_ETAPE]) for ligne in found):
            yield from found


def stages_in(text: str) -> list[str]:
    """The stages that a line tells one after another: sentences, or parts between commas when each has its year."""
    found: list[str] = []
    for sentence in SENTENCES.split(text):
        parts = sentence.split(", ")
        dashed = DASHES.split(sentence)
        if len(dashed) > 1 and all(_split_at_a_time(part)[1] for part in dashed):
            found.extend(dashed)
        else:
            found.extend(parts if all(YEAR.search(part) for part in parts) else [sentence])
    return [part.strip() for part in found if part.strip()]


def _stage(words: str, span: Span) -> Ligne:
    words = words.strip().rstrip(".;")
    if parse_etape(words) is not None:
        return Ligne({ETAPE: (), DATE_ETAPE: plain(words)}, span)  # a date that nothing is said of
    what, when = _split_at_a_time(words)
    return Ligne({ETAPE: plain(what), DATE_ETAPE: plain(when)}, span)


def _split_at_a_time(words: str) -> tuple[str, str]:
    before, colon, after = words.partition(":")
    if colon and is_a_time(before.strip()):
        return after.strip(), before.strip()
    if colon and is_a_time(after.strip()):
        return before.strip(), after.strip()
    match = LAST_BRACKETS.search(words)
    if match and is_a_time(match[1]):
        return words[: match.start()], match[1]
    if len(YEAR.findall(words)) > 1 and parse_etape(words) is None:
        return words, ""
    return _split_at_last_words(words) or (words, words if parse_frequence(words) else "")


def _split_at_last_words(words: str) -> tuple[str, str] | None:
    """An action, and the time that its last words say."""
    split = words.split()
    for at in range(max(1, len(split) - LONGEST_TIME), len(split)):
        tail = " ".join(split[at:])
        for preposition in ("en ", "dès ", "à partir de "):
            tail = tail.removeprefix(preposition)
        if parse_etape(tail) is not None or exact_forms(tail, None):
            return " ".join(split[:at]).rstrip(" ,:"), tail
    return None


# --- indicators ----------------------------------------------------------------------------------------------------


def fact_columns(table: Table, vocabulaire: Vocabulaire) -> list[str]:
    """For each column of a table of indicators: « nom », a line of an indicator, « cible 2 », or ``""``."""
    titles = [text_of(cell.inlines).strip() for cell in table.header]
    starts_at_n = any(fold(title).strip(" :") in ("n", "annee n") for title in titles)
    names: list[str] = []
    for title in titles:
        name = vocabulaire.colonne("indicateurs", title) or vocabulaire.fait(title)
        year = contract_year(title)
        if not name and year and not (starts_at_n and "+" in title):
            name = f"cible {year}"
        names.append("" if name in names else name)
    return names


def contract_year(title: str) -> int:
    """« Cible année 2 », « Objectif N+2 », « An 2 » → 2; 0 for anything else, a civil year included."""
    match = YEAR_OF_CONTRACT.fullmatch(fold(title).strip(" :"))
    return int(match[1]) if match else 0


def indicator_lines(block: Block) -> Iterator[tuple[str, Span]]:
    """The items of a list, or the parts of a sentence that begins with a word of measure."""
    if isinstance(block, BulletList | OrderedList):
        for item in block.items:
            if item and isinstance(item[0], Paragraph):
                yield text_of(item[0].inlines).strip(" ;."), item[0].span
    elif isinstance(block, Paragraph):
        parts = [part.strip(" .") for part in text_of(block.inlines).split(";")]
        said = [part for part in parts if part]
        if all(WORDS_OF_A_MEASURE.match(fold(part)) for part in said):
            yield from ((part, block.span) for part in said)


def facts_in(line: str, vocabulaire: Vocabulaire) -> dict[str, str]:
    """What a line of the author's own tells of an indicator, in brackets or between semicolons: « (source : …) »."""
    found: dict[str, str] = {}
    for part in re.split(r"[();]|\s[\u2013\u2014]\s", line):
        key, colon, value = part.partition(":")
        name = vocabulaire.fait(key) if colon else ""
        if name and value.strip():
            found.setdefault(name, value.strip(" ."))
    return found
