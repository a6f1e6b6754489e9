"""The front matter of a Markdown file: where it opens, where it closes, and which line is at fault when it does not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

FENCE = "---"
CLOSING = (FENCE, "...")
SPOILED = motif(r" ?(?:[-\u2010-\u2015\u2212]{2,}|[\u2010-\u2015\u2212]|_{3,}|={3,}|\*{3,})\s*")
"""A fence as Word, or a finger, may leave it: « ——— », « -- », « ---- », an em dash alone, a space before."""

KEY_LINE = motif(r"[a-z_]+ ?:(?: |$)|  +\S|#|- |\s*$")
KEY = motif(r"[a-z_]+ ?:(?: |$)")
TITLE = motif(r"##+ ?\S")
BLANK = " \t\xa0\ufeff"
FAR = 10
"""Lines after which a fence is no longer taken for that of a front matter."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a front matter stands, in indexes of lines: its keys from ``first`` to ``last``, then the text from ``body``.

    A badly marked one is read where it seems to be; its fault was told.  ``above`` says that words precede it.
    """

    first: int = 0
    last: int = 0
    body: int = 0
    above: bool = False


def find_zone(path: str, lines: Sequence[str], findings: list[Finding]) -> Zone:
    """The front matter of a text, an empty zone where it has none."""
    if lines[0].rstrip() != FENCE:
        return _opened_elsewhere(path, lines, findings)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in CLOSING), None)
    spoiled = next((i for i, line in enumerate(lines[1:end], 1) if SPOILED.fullmatch(line)), None)
    if spoiled is not None:
        findings.append(_spoiled(path, lines, spoiled, "referme"))
        return Zone(1, spoiled, spoiled + 1)
    if end is None:
        findings.append(never_closed(path, lines))
        return unclosed(lines)
    return Zone(1, end, end + 1)


def unclosed(lines: Sequence[str]) -> Zone:
    """The lines that look like those of a front matter; the first that does not begins the text."""
    run = next((i for i in range(1, len(lines)) if _is_text(lines, i)), len(lines))
    return Zone(1, run, run)


def never_closed(path: str, lines: Sequence[str]) -> Finding:
    """Told at the last line that still looks like one of the front matter."""
    run = next((i for i in range(1, len(lines)) if _is_text(lines, i)), len(lines))
    last = next((i for i in range(run - 1, 0, -1) if lines[i].strip()), 0)
    message = "l'en-tête n'est jamais refermé : il manque une ligne « --- »."
    hint = f"ajoutez-la après la ligne {last + 1} (« {lines[last].strip()} »)."
    return Finding("L004", message, Span(path, last + 1), (hint,))


def _is_text(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    title = TITLE.match(line) or (line.startswith("#") and not lines[index - 1].strip())
    return bool(title) or not KEY_LINE.match(line)


def reads_into_the_text(lines: Sequence[str], body: int) -> bool:
    """Whether the fence found is in fact a rule of the text further down: titles stand before it."""
    return any(TITLE.match(line) for line in lines[1 : body - 1])


def _opened_elsewhere(path: str, lines: Sequence[str], findings: list[Finding]) -> Zone:
    """A front matter that stands lower than the first line, or has lost or spoiled its own first line."""
    first = next((i for i, line in enumerate(lines) if line.strip(BLANK)), 0)
    if KEY.match(lines[first]) and _closes(lines, first):
        message = f"il manque la ligne « --- » au-dessus de « {lines[first].strip()} »."
        hint = f"ajoutez-la en ligne {first + 1} ; n'effacez rien."
        findings.append(Finding("L004", message, Span(path, first + 1), (hint,)))
        return _closed(lines, first)
    fence = next((i for i, line in enumerate(lines[:FAR]) if _is_fence(line)), None)
    if fence is None or not _opens_a_front_matter(lines, fence):
        return Zone()
    if lines[fence].strip(BLANK) != FENCE:
        findings.append(_spoiled(path, lines, fence, "ouvre"))
    else:
        message = "l'en-tête entre « --- » doit commencer à la toute première ligne du fichier."
        hint = _out_of_the_way(lines, fence)
        findings.append(Finding("L004", message, Span(path, 1), (hint,)))
    return _closed(lines, fence + 1)


def _closed(lines: Sequence[str], first: int) -> Zone:
    end = next(i for i, line in enumerate(lines[first:], first) if _is_fence(line))
    above = any(line.strip(BLANK) and not _is_fence(line) for line in lines[:first])
    return Zone(first, end, end + 1, above)


def _opens_a_front_matter(lines: Sequence[str], fence: int) -> bool:
    """Whether a line of dashes has keys and a closing line under it."""
    under = lines[fence + 1 :][:FAR]
    return _closes(lines, fence + 1) and any(KEY.match(line) for line in under)


def _out_of_the_way(lines: Sequence[str], fence: int) -> str:
    """What to do with what stands before the first line of a front matter."""
    above = [line.strip(BLANK) for line in lines[:fence]]
    if any(above):
        return f"déplacez sous l'en-tête ce qui le précède (« {next(filter(None, above))} »)."
    if fence:
        return "effacez la ligne vide qui le précède."
    return "effacez l'espace qui précède ses tirets."


def _is_fence(line: str) -> bool:
    return line.strip(BLANK) == FENCE or SPOILED.fullmatch(line) is not None


def _closes(lines: Sequence[str], start: int) -> bool:
    """Whether lines « clé: valeur » follow each other up to a fence, sound or spoiled."""
    for line in lines[start:]:
        if _is_fence(line):
            return True
        if not KEY_LINE.match(line) or TITLE.match(line):
            return False
    return False


def _spoiled(path: str, lines: Sequence[str], index: int, verb: str) -> Finding:
    message = f"la ligne qui {verb} l'en-tête est « {lines[index].rstrip()} » au lieu de « --- »."
    hint = f"remplacez la ligne {index + 1} par trois traits d'union, sans espace : ---"
    return Finding("L004", message, Span(path, index + 1), (hint,))
