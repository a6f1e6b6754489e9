"""Files for what was brought in: a fiche in the form that ``format`` keeps, with every word of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from pipeline.model.importation import FicheImportee
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, Paragraph, Strong, plain
from pipeline.write.markdown import Markdown

WORD = motif(r"\w+")
BARE = motif(r"[^\W\d_][\w'’ .,()/-]*")
IN_A_LIST = motif(r"[^\W\d_][\w'’ .-]*")
LISTS = ("copilotes", "membres", "besoins", "orientations_prs", "cofinanceurs")
SHORTEST_INSIDE = 4
"""Letters of a label that may be a part of a line: a number would be found anywhere."""

SHORTEST_PART = 8
"""Letters of a line that may be a part of a label, and not a short word that a label holds too."""

EMPTY = "Ce qui suit n'a pas trouvé sa place : déplacez chaque passage, ou effacez-le."


def words_in(text: str) -> Counter[str]:
    """How many times each word stands in a text, whatever its accents and capitals."""
    return Counter(WORD.findall(fold(text)))


def fiche_text(fiche: FicheImportee, lines: Sequence[str], elsewhere: str, source: str) -> str:
    """The text of the file.  ``lines`` are all the lines of the source, ``elsewhere`` what other files already hold."""
    body = _body(fiche, fiche.a_ranger)
    labels, lost = left_over(body + elsewhere, lines, fiche.libelles)
    if lost:
        body = _body(fiche, (*fiche.a_ranger, *(Paragraph(plain(line)) for line in lost)))
    return body + ("" if fiche.de_nous else comment(labels, source))


def left_over(
    written: str, lines: Sequence[str], labels: Iterable[str]
) -> tuple[list[str], list[str]]:
    """The lines of a source of which the files written lack a word: labels that ours replace, and the others."""
    return _lines_of(words_in("\n".join(lines)) - words_in(written), lines, labels)


def comment(labels: Sequence[str], source: str) -> str:
    """The labels of a source that ours replace: no document prints them."""
    if not labels:
        return ""
    quoted = "\n".join(f"- {line.replace('--', '- -')}" for line in labels)
    return f"\n<!--\nTitres et libellés de la source, {source}, que les nôtres remplacent :\n{quoted}\n-->\n"


def chapter_text(titre: str, mission: str, blocks: Iterable[Block]) -> str:
    head = f"---\nmission: {mission}\n---\n\n" if mission else ""
    return f"{head}# {' '.join(titre.split())}\n\n{Markdown().text(blocks)}\n"


def article_text(numero: int, titre: str, source: str, blocks: Iterable[Block]) -> str:
    """An article of statutes; 0 is the preamble."""
    which = f"article: {numero}" if numero else "preambule: oui"
    return f"---\n{which}\ntitre: {_yaml(titre)}\nsource: {_yaml(source)}\n---\n\n{Markdown().text(blocks)}\n"


def to_be_sorted(blocks: Sequence[Block], lines: Iterable[str]) -> str:
    """What found no place in any file, at the end of one."""
    left = _as_text((*blocks, *(Paragraph(plain(line)) for line in lines)))
    return f"\n## À ranger\n\n<!-- {EMPTY} -->\n\n{Markdown().text(left)}\n" if left else ""


def _as_text(blocks: Iterable[Block]) -> list[Block]:
    """Titles in bold: under « À ranger » none opens a heading of its own."""
    return [Paragraph((Strong(b.inlines),)) if isinstance(b, Heading) else b for b in blocks]


def _lines_of(
    missing: Counter[str], lines: Sequence[str], labels: Iterable[str]
) -> tuple[list[str], list[str]]:
    """The lines that hold the missing words, labels apart, in the order of the source.

    A word that a label and a sentence both have is missing from the label first; what no label accounts for is missing
    from the sentences first.
    """
    known = {fold(label): words_in(label) for label in labels if label.strip()}
    labels_known = _Labels(known)
    held = [labels_known.of(line) for line in lines]
    order = sorted(range(len(lines)), key=lambda at: (_rank(lines[at], held[at], known), at))
    replaced: list[int] = []
    lost: list[int] = []
    for at in order:
        gone = held[at] & words_in(lines[at]) & missing
        missing = missing - gone
        if gone:
            replaced.append(at)
    for at in sorted(order, key=lambda at: fold(lines[at]) in known):
        gone = words_in(lines[at]) & missing
        missing = missing - gone
        if gone:
            lost.append(at)
    kept = set(replaced) - set(lost)
    return [lines[at] for at in sorted(kept)], [lines[at] for at in sorted(lost)]


def _rank(line: str, labels: Counter[str], known: Container[str]) -> int:
    """A label first, then what holds none, then a sentence that holds one."""
    if fold(line) in known:
        return 0
    return 2 if labels else 1


class _Labels:
    """Labels by their letters: a line is asked about those that may stand in it, and not about each."""

    def __init__(self, known: Mapping[str, Counter[str]]) -> None:
        self.known = known
        self.sizes: dict[str, set[int]] = {}
        self.by_part: dict[str, list[str]] = {}
        for label in known:
            self.sizes.setdefault(label[:SHORTEST_INSIDE], set()).add(len(label))
            for part in _parts(label):
                self.by_part.setdefault(part, []).append(label)

    def of(self, line: str) -> Counter[str]:
        """The words of all the labels that stand in a line, and those of a line that is a part of one."""
        folded = fold(line)
        inside = self._inside(folded)
        found: Counter[str] = Counter()
        for label in inside:
            found += self.known[label]
        parts = _parts(folded)
        rarest = min((self.by_part.get(part, ()) for part in parts), key=len, default=())
        for label in rarest:
            if folded in label and label not in inside:
                found += words_in(line)  # a line of a label that its author cut in two
        return found

    def _inside(self, folded: str) -> set[str]:
        held = (
            folded[at : at + size]
            for at in range(len(folded) - SHORTEST_INSIDE + 1)
            for size in self.sizes.get(folded[at : at + SHORTEST_INSIDE], ())
        )
        begun = (folded[:size] for size in range(1, SHORTEST_INSIDE))
        return {label for label in (*held, *begun) if label in self.known}


def _parts(folded: str) -> set[str]:
    """Every row of letters that a part of a label begins with; none of a text too short to be one."""
    return {folded[at : at + SHORTEST_PART] for at in range(len(folded) - SHORTEST_PART + 1)}


def _body(fiche: FicheImportee, a_ranger: Sequence[Block]) -> str:
    writer = Markdown()
    parts = ["\n".join(_head(fiche, bool(a_ranger)))]
    for titre, blocks in fiche.sections:
        parts += [f"## {titre}", writer.text(blocks)]
    if a_ranger:
        parts += ["## À ranger", f"<!-- {EMPTY} -->", writer.text(_as_text(a_ranger))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(fiche: FicheImportee, unsorted: bool) -> Iterable[str]:
    yield "---"
    for key, value in fiche.entete.items():
        if key == "dates":
            yield "dates:"
            yield from (f"  {line}" for line in value)
        elif key in LISTS:
            yield f"{key}: [{', '.join(_yaml(str(one), IN_A_LIST) for one in value)}]"
        else:
            yield f"{key}: {_yaml(str(value))}"
    if unsorted or any(value == "XX" for value in fiche.entete.values()):
        yield "statut: brouillon"
    yield "---"


def _yaml(text: str, bare: re.Pattern[str] = BARE) -> str:
    """A YAML text: between quotes as soon as a sign in it could be read as something else."""
    text = " ".join(text.split())
    if bare.fullmatch(text) and fold(text) not in ("oui", "non", "null"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
