"""WordprocessingML as strings: the handful of elements that the prose writer is made of."""

from __future__ import annotations

from pipeline.model.motif import motif

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BREAK = "<w:r><w:br/></w:r>"

LIGHTER = '<a:satMod val="60000"/><a:lumMod val="40000"/><a:lumOff val="60000"/>'
"""What DrawingML does to a colour to mix it with white: brightened alone, a dark blue would turn garish."""

SPACES = ("", " ", "\n", "\t")
"""At either end of a text, what Word would drop unless told not to."""

_SPECIAL = motif(r'[&<>"\n\t]')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\t": " "}


def escape(text: str) -> str:
    """Text for an element or an attribute.  Forbidden characters were refused when the file was read."""
    return _SPECIAL.sub(lambda m: _NAMED[m.group()], text) if _SPECIAL.search(text) else text


def run(text: str, style: str = "") -> str:
    """A run of text with a character style, given by its id."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    kept = (
        ' xml:space="preserve"' if text[:1] in SPACES or text[-1:] in SPACES or "  " in text else ""
    )
    return f"<w:r>{properties}<w:t{kept}>{escape(text)}</w:t></w:r>"


def marked(text: str, properties: str) -> str:
    """A run of text with properties of its own: a mark of change must not depend on what a template defines."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style, given by its id; ``properties`` is what follows the style in ``w:pPr``."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{content}</w:p>"


def bookmark(number: int, name: str, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def field(kind: str, instruction: str = "") -> str:
    """One of the three marks of a complex field; ``instruction`` goes with ``begin``."""
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    if instruction:
        mark += f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return mark
