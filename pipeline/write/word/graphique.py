"""Charts as Word makes them itself: a DrawingML part that draws, and the workbook behind « Modifier les données ».

Colours and fonts are those of the theme of the template.  Every series has a shade, a pattern or a dash of its own, so
that a page printed in grey tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from pipeline.model.graphique import Forme, Graphique, Serie
from pipeline.model.palette import CIBLE, NEUTRE, TEINTES, TRAITS, Teinte, teinte
from pipeline.model.source import column_letters
from pipeline.write.word.classeur_de_graphique import FEUILLE, left_column
from pipeline.write.word.ooxml import LIGHTER, R, escape

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CATEGORY_AXIS, VALUE_AXIS = 111_111_111, 222_222_222
"""Ids of the two axes, which only this part knows.  Word refuses a negative one."""

EMU_PER_CM = 360_000
"""English Metric Units, in which DrawingML counts lengths."""

MOST_TICKS = 9
"""Labels under curves, beyond which only one out of some is printed: every bar keeps its own."""

SMALL, NORMAL = 800, 900
"""Sizes of letters, in hundredths of a point."""

HIGH, LOW, FEW = 6.8, 5.6, 3
"""Centimetres of a chart that stands, and of one with ``FEW`` labels at most and fewer series."""

AROUND = 2.2
"""Centimetres that axes, titles and legend take above and under the bars."""

RULE = (
    '<a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"><a:lumMod val="25000"/><a:lumOff val="75000"/>'
    "</a:schemeClr></a:solidFill></a:ln>"
)
"""The lines behind the bars, as light as they can be."""

UNITS_OF_NUMBERS = ("%", "€")
"""Units printed with every number; the others are the title of the axis."""

FRENCH = "[$-40C]"
"""What has LibreOffice print French separators; Word takes those of the reader's computer."""


def height(graphique: Graphique) -> int:
    """In English Metric Units: bars that lie ask for a line each, the others for as much as a third of a page."""
    if graphique.forme is Forme.PYRAMIDE:
        return round(max(6.0, AROUND + 0.44 * len(graphique.libelles)) * EMU_PER_CM)
    if graphique.forme is Forme.HORIZONTALES:
        bars = 1 if graphique.empile else len(graphique.series)
        each = 0.36 + 0.32 * bars
        return round(min(20.0, max(4.5, AROUND + each * len(graphique.libelles))) * EMU_PER_CM)
    few = len(graphique.libelles) <= FEW and len(graphique.series) < FEW
    return round((LOW if few else HIGH) * EMU_PER_CM)


def part_of(graphique: Graphique, workbook: str) -> bytes:
    """The chart; ``workbook`` is the relationship that leads to its numbers."""
    plot = _pie(graphique) if graphique.forme is Forme.SECTEURS else _with_axes(graphique)
    legend = ""
    if len(graphique.series) > 1 and graphique.forme is not Forme.SECTEURS:
        legend = (
            f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters(NORMAL)}</c:legend>'
        )
    return (
        f'{XML}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        '<c:lang val="fr-FR"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_letters(NORMAL)}<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


# --- what is drawn ------------------------------------------------------------------------------------------------


def _with_axes(graphique: Graphique) -> str:
    measured = [(rank, s) for rank, s in enumerate(graphique.series) if not s.cible]
    targets = [(rank, s) for rank, s in enumerate(graphique.series) if s.cible]
    if graphique.forme is Forme.COURBES:
        plot = _lines(graphique, [*measured, *targets])
    else:
        plot = _bars(graphique, measured) + (_lines(graphique, targets) if targets else "")
    return plot + _category_axis(graphique) + _value_axis(graphique)


def _bars(graphique: Graphique, series: Sequence[tuple[int, Serie]]) -> str:
    direction = "bar" if graphique.horizontal else "col"
    piled = graphique.empile
    grouping = "stacked" if piled else "clustered"
    over = 100 if piled or graphique.forme is Forme.PYRAMIDE else -5
    gap = 15 if graphique.forme is Forme.PYRAMIDE else 60
    drawn = "".join(_bar_serie(graphique, rank, serie) for rank, serie in series)
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{drawn}<c:gapWidth val="{gap}"/><c:overlap val="{over}"/>{_AXES}</c:barChart>'
    )


def _bar_serie(graphique: Graphique, rank: int, serie: Serie) -> str:
    labels = _labels(graphique, rank, "ctr" if graphique.empile else "outEnd")
    looks = _shape(teinte(graphique, rank)), _coloured(graphique, rank)
    return (
        f"<c:ser>{_name(graphique, rank)}{looks[0]}"
        f'<c:invertIfNegative val="0"/>{looks[1]}{labels}{_categories(graphique)}{_values(graphique, rank)}</c:ser>'
    )


def _coloured(graphique: Graphique, rank: int) -> str:
    """Each bar in the colour of its mission, where labels are missions."""
    if graphique.missions is None:
        return ""
    return "".join(
        f'<c:dPt><c:idx val="{label}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_shape(teinte(graphique, rank, label))}</c:dPt>"
        for label in range(len(graphique.libelles))
    )


def _lines(graphique: Graphique, series: Sequence[tuple[int, Serie]]) -> str:
    drawn = "".join(
        (_target_serie if serie.cible else _line_serie)(graphique, rank, serie)
        for rank, serie in series
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}'
        f'<c:marker val="1"/>{_AXES}</c:lineChart>'
    )


def _line_serie(graphique: Graphique, rank: int, serie: Serie) -> str:
    look = TRAITS[rank % len(TRAITS)]
    colour = _accent(look.accent)
    shown = look.marque if len(graphique.libelles) <= 2 * MOST_TICKS else "none"
    return (
        f"<c:ser>{_name(graphique, rank)}<c:spPr>{_line(colour, 22_225, look.tirets)}</c:spPr>"
        f"{_marker(shown, 6, colour)}{_marked_points(serie, shown, colour)}{_labels(graphique, rank, 't')}"
        f'{_categories(graphique)}{_values(graphique, rank)}<c:smooth val="0"/></c:ser>'
    )


def _target_serie(graphique: Graphique, rank: int, serie: Serie) -> str:
    """A mark where the target is, and no line: between two labels there is nothing to aim at.

    Its number is beside the mark; over it where the mark stands between two bars, whose numbers are on both sides.
    """
    place = "t" if _stands_between_bars(graphique) else "r"
    return (
        f'<c:ser>{_name(graphique, rank)}<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>'
        f"{_marker(CIBLE.marque, 9, _accent(CIBLE.accent))}{_labels(graphique, rank, place)}"
        f'{_categories(graphique)}{_values(graphique, rank)}<c:smooth val="0"/></c:ser>'
    )


def _stands_between_bars(graphique: Graphique) -> bool:
    measured = [serie for serie in graphique.series if not serie.cible]
    return graphique.forme is not Forme.COURBES and not graphique.empile and len(measured) % 2 == 0


def _pie(graphique: Graphique) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{rank}"/><c:bubble3D val="0"/>{_shape(TEINTES[rank % len(TEINTES)])}</c:dPt>'
        for rank in range(len(graphique.libelles))
    )
    labels = (
        f"<c:dLbls>{_format(graphique)}<c:spPr>{_PAPER}</c:spPr>{_letters(NORMAL)}"
        '<c:dLblPos val="bestFit"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="1"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        '<c:separator> : </c:separator><c:showLeaderLines val="1"/></c:dLbls>'
    )
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{_name(graphique, 0)}{points}{labels}'
        f'{_categories(graphique)}{_values(graphique, 0)}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _marked_points(serie: Serie, shown: str, colour: str) -> str:
    """A mark on the points that are told, where the others have none."""
    if shown != "none":
        return ""
    return "".join(
        f'<c:dPt><c:idx val="{rank}"/>{_marker("circle", 8, colour)}<c:bubble3D val="0"/></c:dPt>'
        for rank in sorted(serie.reperes)
    )


def _labels(graphique: Graphique, rank: int, place: str) -> str:
    """The values printed on the chart: all, those that are told, or none."""
    if graphique.a_des_reperes:
        told = "".join(_label(graphique, label) for label in sorted(graphique.series[rank].reperes))
        return f"<c:dLbls>{told}{_SHOWN.format(0)}</c:dLbls>"
    if not graphique.porte_ses_nombres:
        return f"<c:dLbls>{_SHOWN.format(0)}</c:dLbls>"
    piled = place == "ctr"
    small = "".join(_without_label(label) for label in _too_small(graphique, rank)) if piled else ""
    over_bars = graphique.series[rank].cible and place == "t"
    ground = _PAPER if piled or over_bars else "<a:noFill/>"
    return (
        f"<c:dLbls>{small}{_format(graphique)}<c:spPr>{ground}</c:spPr>{_letters(SMALL)}"
        f'<c:dLblPos val="{place}"/>{_SHOWN.format(1)}</c:dLbls>'
    )


def _too_small(graphique: Graphique, rank: int) -> list[int]:
    """The labels whose piece, in the series of that rank, has no room for its number."""
    return [
        label
        for label, value in enumerate(graphique.series[rank].valeurs)
        if value is not None and not graphique.a_la_place(rank, label)
    ]


def _without_label(rank: int) -> str:
    return f'<c:dLbl><c:idx val="{rank}"/><c:delete val="1"/></c:dLbl>'


def _label(graphique: Graphique, rank: int) -> str:
    return (
        f'<c:dLbl><c:idx val="{rank}"/>{_format(graphique)}<c:spPr><a:noFill/></c:spPr>'
        f'{_letters(NORMAL, bold=True)}<c:dLblPos val="b"/>{_SHOWN.format(1)}</c:dLbl>'
    )


_PAPER = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
"""Behind the numbers that stand on a shade: they stay legible."""

_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_AXES = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'


# --- axes ---------------------------------------------------------------------------------------------------------


def _category_axis(graphique: Graphique) -> str:
    """Labels stay at the edge where numbers go under zero; bars that lie are read from the top, ages from the foot."""
    lying = graphique.horizontal
    turned = graphique.forme is Forme.HORIZONTALES
    curves = graphique.forme is Forme.COURBES
    skip = ceil(len(graphique.libelles) / MOST_TICKS) if curves else 1
    every = f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>' if skip > 1 else ""
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if turned else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>{_title(graphique.axe, lying)}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_line("tx1", 12_700)}</c:spPr>{_letters(NORMAL)}'
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{every}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(graphique: Graphique) -> str:
    lying = graphique.horizontal
    turned = graphique.forme is Forme.HORIZONTALES
    unit = "" if graphique.unite in UNITS_OF_NUMBERS else graphique.unite
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{_ends(graphique)}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if lying else "l"}"/>'
        f"<c:majorGridlines><c:spPr>{RULE}</c:spPr></c:majorGridlines>{_title(unit, not lying)}"
        f'{_format(graphique, axis=True)}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(SMALL)}'
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="{"max" if turned else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _ends(graphique: Graphique) -> str:
    """Where an axis ends and begins: no share goes over the whole; bars, compared by their lengths, start from zero."""
    if graphique.forme is Forme.PYRAMIDE or min(graphique.valeurs, default=Decimal(0)) < 0:
        return ""
    top = '<c:max val="100"/>' if graphique.parts_d_un_tout else ""
    return f'{top}<c:min val="0"/>'


def _title(text: str, standing: bool) -> str:
    if not text:
        return ""
    turn = ' rot="-5400000" vert="horz"' if standing else ""
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:p><a:pPr><a:defRPr sz="{NORMAL}" b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="fr-FR" sz="{NORMAL}" b="0"/><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _format(graphique: Graphique, axis: bool = False) -> str:
    """Word prints the separators of the reader's own language.  A pyramid grows on both sides: its numbers have no sign."""
    decimals = 0 if axis else graphique.decimales
    digits = FRENCH + "#,##0" + ("." + "0" * decimals if decimals else "")
    unit = f'"\u00a0{graphique.unite}"' if graphique.unite in UNITS_OF_NUMBERS else ""
    plain = digits + unit
    code = f"{plain};{plain}" if graphique.forme is Forme.PYRAMIDE else plain
    return f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>'


# --- where numbers are --------------------------------------------------------------------------------------------


def _name(graphique: Graphique, rank: int) -> str:
    place = f"{FEUILLE}!${column_letters(rank + 2)}$1"
    return (
        f'<c:idx val="{rank}"/><c:order val="{rank}"/><c:tx><c:strRef><c:f>{place}</c:f>'
        f"{_strings([graphique.series[rank].nom])}</c:strRef></c:tx>"
    )


def _categories(graphique: Graphique) -> str:
    area = _area(1, len(graphique.libelles))
    return f"<c:cat><c:strRef><c:f>{area}</c:f>{_strings(graphique.libelles)}</c:strRef></c:cat>"


def _values(graphique: Graphique, rank: int) -> str:
    """The numbers of a series; on the left of a pyramid, those that the workbook works out with a minus sign."""
    values = graphique.series[rank].valeurs
    column = rank + 2
    if graphique.forme is Forme.PYRAMIDE and rank == 0:
        column = left_column(graphique)
        values = tuple(None if value is None else -value for value in values)
    points = "".join(_point(index, value) for index, value in enumerate(values))
    return (
        f"<c:val><c:numRef><c:f>{_area(column, len(values))}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        "</c:numCache></c:numRef></c:val>"
    )


def _point(index: int, value: Decimal | None) -> str:
    return "" if value is None else f'<c:pt idx="{index}"><c:v>{value:f}</c:v></c:pt>'


def _strings(texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{rank}"><c:v>{escape(text)}</c:v></c:pt>' for rank, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _area(column: int, lines: int) -> str:
    letters = column_letters(column)
    return f"{FEUILLE}!${letters}$2:${letters}${lines + 1}"


# --- colours and letters ------------------------------------------------------------------------------------------


def _accent(rank: int) -> str:
    return "tx1" if rank == NEUTRE else f"accent{rank}"


def _shape(teinte: Teinte) -> str:
    """A filled shape with an edge of the full colour: a light one stays visible on white paper."""
    return f"<c:spPr>{_fill(teinte)}{_line(_accent(teinte.accent), 6_350)}</c:spPr>"


def _fill(teinte: Teinte) -> str:
    colour = _accent(teinte.accent)
    if teinte.motif:
        return (
            f'<a:pattFill prst="{teinte.motif}"><a:fgClr>{_colour(colour)}</a:fgClr>'
            f"<a:bgClr>{_colour('bg1')}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{_colour(colour, teinte.claire)}</a:solidFill>"


def _colour(name: str, light: bool = False) -> str:
    if light:
        return f'<a:schemeClr val="{name}">{LIGHTER}</a:schemeClr>'
    return f'<a:schemeClr val="{name}"/>'


def _line(colour: str, width: int, dash: str = "solid") -> str:
    return f'<a:ln w="{width}"><a:solidFill>{_colour(colour)}</a:solidFill><a:prstDash val="{dash}"/></a:ln>'


def _marker(symbol: str, size: int, colour: str) -> str:
    if symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = f"<a:solidFill>{_colour(colour)}</a:solidFill>"
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{fill}{_line(colour, 6_350)}</c:spPr></c:marker>'


def _letters(size: int, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill>{_colour("tx1")}</a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    )
