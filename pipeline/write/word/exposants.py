"""« 1er », « 2e »: the letters of an ordinal raised, as Word does when they are typed in it.

The letters are noted where a text is written, and raised once the run that holds them is there, template's or ours:
raising needs a run of its own, with the properties of the one that it cuts.
"""

from __future__ import annotations

import re

from pipeline.model.motif import motif

NOTED = "\x1c"
"""Before letters to raise; no source may hold it."""

ORDINAL = motif(
    r"(?<![\w/.,'’-])(?:[0-9]{1,4}|[IVX]+(?=e siècle))(?=(?:ers?|res?|es?)(?![\w/@'’-]))"
)
MAY_BE = motif("[0-9IVX][er]")
LETTERS = motif(f"{NOTED}([er]+s?)")
RUN = motif(r"<w:r(?: [^>]*)?>(?:<w:rPr>(?P<properties>(?:(?!</w:rPr>).)*)</w:rPr>)?", re.DOTALL)
EMPTY = motif(
    r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve"></w:t></w:r>', re.DOTALL
)
AFTER = motif(r"<w:(?:rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b")
"""What the schema puts after the position of the letters."""

RAISED = '<w:vertAlign w:val="superscript"/>'


def noted(text: str) -> str:
    """The text with a mark before the letters of each ordinal.

    >>> noted("le 1er avril, la 2e année, B1e").replace(NOTED, "^")
    'le 1^er avril, la 2^e année, B1e'
    """
    return ORDINAL.sub(lambda match: match.group() + NOTED, text) if MAY_BE.search(text) else text


def raised(xml: str) -> str:
    """The runs that hold marks cut around the letters to raise."""
    if NOTED not in xml:
        return xml
    parts: list[str] = []
    at = 0
    for match in LETTERS.finditer(xml):
        if not xml.startswith(("<w:t>", "<w:t "), xml.rfind("<", 0, match.start())):
            continue  # a template may print a text in an attribute or in the words of a field: no run to cut there
        properties = _properties(xml, match.start())
        plain = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        parts += [
            xml[at : match.start()],
            f"</w:t></w:r><w:r><w:rPr>{_with_position(properties)}</w:rPr><w:t>{match[1]}</w:t></w:r>",
            f'<w:r>{plain}<w:t xml:space="preserve">',
        ]
        at = match.end()
    return EMPTY.sub("", "".join([*parts, xml[at:]])).replace(NOTED, "")


def _properties(xml: str, at: int) -> str:
    """Those of the run that is open there."""
    start = max(xml.rfind("<w:r>", 0, at), xml.rfind("<w:r ", 0, at))
    match = RUN.match(xml, start)
    return (match["properties"] or "") if match else ""


def _with_position(properties: str) -> str:
    match = AFTER.search(properties)
    end = match.start() if match else len(properties)
    return properties[:end] + RAISED + properties[end:]
