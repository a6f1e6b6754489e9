"""Findings as a page shows them: what is wrong, what to do, why, and the way to the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.model.finding import Finding
from pipeline.model.span import Span
from pipeline.write.html.signes import safe, tag, words

Explique = Callable[[str], str]
"""The HTML that explains a rule, by its code."""

Ouvre = Callable[[Span], str]
"""The HTML that opens a place in an editor; nothing on a page that is published."""


MOST_SHOWN = 3
WHOLE_FILE = "Constats sur tout le fichier : les lire"


def nowhere(_span: Span) -> str:
    return ""


def frame(
    finding: Finding,
    explained: Explique,
    opened: Ouvre = nowhere,
    state: str = "",
    chez_soi: bool = False,
) -> str:
    """One finding in its frame; ``state`` says that it is new, where that is known.

    With ``chez_soi`` it stands in the page of its own file, whose name need not be said again.
    """
    kind = finding.severity.value
    title = f"{kind.capitalize()} {finding.code}"
    new = tag("span", safe(state), "nouveau") if state else ""
    head = tag(
        "p",
        f"{tag('strong', safe(title))} {tag('span', safe(_place(finding.span, chez_soi)), 'lieu')} {new}",
    )
    said = tag("p", words(_sentence(finding.message)))
    hints = "".join(tag("li", words(_sentence(hint))) for hint in finding.hints)
    remedy = tag("div", tag("p", "À faire") + tag("ul", hints), "remede") if hints else ""
    why = tag(
        "details", tag("summary", f"Pourquoi&nbsp;? {safe(finding.code)}") + explained(finding.code)
    )
    look = f"constat {kind}"
    return tag(
        "div",
        head + said + remedy + opened(finding.span) + why,
        look,
        role="note",
        aria_label=title,
    )


def gathered(frames: Sequence[str], place: Span) -> str:
    """The frames of one place; many about a whole file are folded, or its text would be out of sight under them.

    The words to unfold them are always the same: a page that follows keeps open what has the same name.
    """
    shown = "".join(frames)
    if place.line not in (None, 1) or len(frames) <= MOST_SHOWN:
        return shown
    return tag("details", tag("summary", WHOLE_FILE) + shown, "tete")


def _place(span: Span, chez_soi: bool) -> str:
    if not chez_soi:
        return str(span)
    return f"ligne {span.line}" if span.line else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def count(findings: Iterable[Finding]) -> str:
    """« 2 erreurs, 1 avertissement. »"""
    found = list(findings)
    errors = sum(finding.is_error for finding in found)
    if not found:
        return "Aucun constat : tout est en ordre."
    said = (_number(errors, "erreur"), _number(len(found) - errors, "avertissement"))
    return f"{', '.join(filter(None, said))}."


def _number(many: int, word: str) -> str:
    return f"{many} {word}{'s' if many > 1 else ''}" if many else ""
