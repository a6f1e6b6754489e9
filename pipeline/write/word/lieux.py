"""Where a paragraph of a template stands, in the words of whoever looks for it in Word."""

from __future__ import annotations

from lxml import etree

from pipeline.write.word.ooxml import W

MARGINS = {f"{{{W}}}hdr": "dans l'en-tête", f"{{{W}}}ftr": "dans le pied de page"}
CAUGHT = {f"{{{W}}}txbxContent": "dans une zone de texte", f"{{{W}}}sdtContent": "dans un contrôle"}
LONGEST = 60


def where(paragraph: etree._Element) -> str:
    """« où : tableau 2, ligne 3, colonne 1, sous « Sommaire ». »"""
    root = paragraph.getroottree().getroot()
    words = [MARGINS.get(str(root.tag), "")]
    words += [CAUGHT[str(holder.tag)] for holder in list(paragraph.iterancestors(*CAUGHT))[:1]]
    words.append(_cell(paragraph, root))
    above = _above(paragraph)
    words.append(f"sous « {above} »" if above else "")
    told = ", ".join(filter(None, words))
    return f"où : {told or 'au début'}."


def _cell(paragraph: etree._Element, root: etree._Element) -> str:
    """The table, the row and the column of a paragraph, each counted from one."""
    cell = next(paragraph.iterancestors(f"{{{W}}}tc"), None)
    row = cell.getparent() if cell is not None else None
    table = row.getparent() if row is not None else None
    if cell is None or row is None or table is None:
        return ""
    rank = next(rank for rank, one in enumerate(root.iter(f"{{{W}}}tbl"), 1) if one is table)
    line = _rank(row, f"{{{W}}}tr")
    return f"tableau {rank}, ligne {line}, colonne {_rank(cell, f'{{{W}}}tc')}"


def _rank(element: etree._Element, tag: str) -> int:
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=True))


def _above(paragraph: etree._Element) -> str:
    """The words of the nearest paragraph of the page before this one, or before its table."""
    node: etree._Element = paragraph
    for holder in paragraph.iterancestors(f"{{{W}}}tbl"):
        node = holder
    for before in node.itersiblings(f"{{{W}}}p", preceding=True):
        text = "".join(part.text or "" for part in before.iter(f"{{{W}}}t")).strip()
        if text:
            return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return ""
