"""An organisation chart as shapes that Word draws itself: boxes in rows, an arrow from each row to the next.

Dark lines on white, so that a photocopy loses nothing; the description stands for the drawing where none is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model.prose import Box, Diagram
from pipeline.model.valeur import dataclass
from pipeline.write.word.ooxml import escape, paragraph, run

EMU_PER_TWENTIETH = 635
GAP = 130_000
ARROW = 330_000
JOINED = 110_000
PADDING = 150_000
LINE = 152_000
PER_CHARACTER = 66_000
"""EMU (914 400 to the inch): between two boxes, between two rows, from a box to the bar that joins its row, inside a
box, a line of text, a character.
"""

WIDEST_ALONE = 0.62
"""Share of the page that a box alone in its row takes."""

NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
LINE_COLOUR = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
"""The dark colour of the template's theme."""

LINE_OF_A_BOX = f'<a:ln w="12700">{LINE_COLOUR}</a:ln>'


def drawing(
    diagram: Diagram, width: int, style: str, strong: str, next_id: Callable[[], int]
) -> str:
    """A run with the whole chart, in the line of the text; ``width`` is in twentieths of a point."""
    total = width * EMU_PER_TWENTIETH
    shapes: list[str] = []
    middles: list[int] = []
    top = 0
    for rank, row in enumerate(diagram.rows):
        if rank:
            shapes += [line.xml(next_id()) for line in _lines(middles, total // 2, top)]
            top += ARROW
        widths = _widths(row, total)
        height = max(_height(box, each) for box, each in zip(row, widths, strict=True))
        left = (total - sum(widths) - GAP * (len(row) - 1)) // 2
        middles = []
        for box, each in zip(row, widths, strict=True):
            shapes.append(_box(box, (left, top, each, height), style, strong, next_id()))
            middles.append(left + each // 2)
            left += each + GAP
        top += height
    return inline("".join(shapes), (total, top), "Organigramme", diagram.alt, next_id())


def _widths(row: Sequence[Box], total: int) -> list[int]:
    if len(row) == 1:
        return [int(total * WIDEST_ALONE)]
    return [(total - GAP * (len(row) - 1)) // len(row)] * len(row)


def _height(box: Box, width: int) -> int:
    room = max(1, (width - PADDING) // PER_CHARACTER)
    lines = sum(-(-len(text) // room) for text in (box.titre, box.texte) if text)
    return lines * LINE + PADDING


def _box(box: Box, place: tuple[int, int, int, int], style: str, strong: str, number: int) -> str:
    texts = paragraph(style, run(box.titre, strong))
    texts += paragraph(style, run(box.texte)) if box.texte else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{escape(box.titre)}"/><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr>{frame(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{LINE_OF_A_BOX}</wps:spPr>'
        f"<wps:txbx><w:txbxContent>{texts}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="36000" tIns="36000" rIns="36000" bIns="36000" anchor="ctr"/></wps:wsp>'
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: its left end, its top, how far it goes right and down, and whether it ends in an arrow."""

    left: int
    top: int
    across: int = 0
    down: int = 0
    arrow: bool = False

    def xml(self, number: int) -> str:
        end = '<a:tailEnd type="triangle"/>' if self.arrow else ""
        name = f"Flèche {number}" if self.arrow else f"Trait {number}"
        place = (self.left, self.top, self.across, self.down)
        return (
            f'<wps:wsp><wps:cNvPr id="{number}" name="{name}"/><wps:cNvCnPr/>'
            f'<wps:spPr>{frame(place)}<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
            f'<a:ln w="12700">{LINE_COLOUR}{end}</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        )


def _lines(middles: Sequence[int], middle: int, top: int) -> list[Line]:
    """What leads from a row to the next: an arrow, to which several boxes are joined by a bar."""
    if len(middles) == 1:
        return [Line(middle, top + 20_000, 0, ARROW - 40_000, arrow=True)]
    bar = top + JOINED
    return [
        *(Line(each, top, 0, JOINED) for each in middles),
        Line(middles[0], bar, middles[-1] - middles[0]),
        Line(middle, bar, 0, ARROW - JOINED - 20_000, arrow=True),
    ]


def frame(place: tuple[int, int, int, int]) -> str:
    left, top, width, height = place
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def inline(shapes: str, size: tuple[int, int], name: str, alt: str, number: int) -> str:
    """A run with a group of shapes; who cannot see it, or whose Word cannot draw it, reads ``alt``."""
    width, height = size
    whole = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
    )
    return (
        f'<w:r><mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{name} {number}" descr="{escape(alt)}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
        f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{whole}</wpg:grpSpPr>{shapes}</wpg:wgp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:t xml:space="preserve">{escape(alt)}</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    )
