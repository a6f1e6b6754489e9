"""Body text in Word: whatever the author typed, a valid part with every word in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from pipeline.assemble.partie import tableau
from pipeline.model.finding import Finding
from pipeline.model.prose import (
    SIGNATURE,
    Block,
    Box,
    BulletList,
    Callout,
    Cell,
    Diagram,
    Paragraph,
    Quote,
    Table,
    plain,
    text_of,
)
from pipeline.read.markdown import read_markdown
from pipeline.run import build
from pipeline.write.word.images import prepare
from pipeline.write.word.ooxml import run
from pipeline.write.word.organigramme import drawing
from pipeline.write.word.package import DOCUMENT, Package, check_well_formed
from pipeline.write.word.prose import ProseWriter
from pipeline.write.word.tableau import (
    DIGIT,
    MARK,
    column_widths,
    indents_of_decimals,
    side_by_side,
)
from pipeline.write.word.template import Gabarit, mend_master
from tests.projets import edited, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def gabarit() -> Gabarit:
    word = examen(petit_projet()).sources.word("templates/docx/projet-de-sante.docx")
    assert word is not None
    return mend_master(word.path, word.parts)


def written(
    gabarit: Gabarit, blocks: tuple[Block, ...], files: Mapping[str, bytes] | None = None
) -> bytes:
    package = Package(gabarit.parts)
    writer = ProseWriter(gabarit.styles, package, files or {}, 100, gabarit.page.text_width)
    body = writer.blocks(blocks)
    document = gabarit.parts[DOCUMENT].decode()
    end = document.rindex("<w:sectPr")
    return package.finish((document[:end] + body + document[end:]).encode(), "t", "a", "s")


def shown(data: bytes) -> str:
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in Document(io.BytesIO(data)).element.body.iter(f"{W}p")
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    findings: list[Finding] = []
    found = read_markdown("content/diagnostic/a.md", text, findings)
    return found.blocks if found else ()


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60
)


@settings(max_examples=60)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_text_in_any_place_is_printed_whole(gabarit: Gabarit, texts: list[str]) -> None:
    plain = [re.sub(r"[\\`*_\[\]<>&!{}|~#]", "", " ".join(text.split())) for text in texts]
    plain = [f"mot {text}".strip() for text in plain]
    source = "\n\n".join(
        [f"## {plain[0]}", *plain, *(f"- {t}\n  - {t}" for t in plain), "| a |\n|---|", *[]]
    )
    source += "\n" + "\n".join(f"| {t} |" for t in plain) + "\n\n> " + plain[-1]
    result = shown(written(gabarit, blocks_of(source)))
    for text in plain:
        assert "".join(text.split()) in "".join(result.split())


def test_ordered_lists_restart_and_start_where_they_say(gabarit: Gabarit) -> None:
    package = Package(gabarit.parts)
    writer = ProseWriter(gabarit.styles, package, {}, 100, gabarit.page.text_width)
    body = writer.blocks(blocks_of("1. a\n2. b\n\nTexte.\n\n1. c\n\nTexte.\n\n7. d\n   1. e\n"))
    assert re.findall(r'w:numId w:val="([0-9]+)"', body) == ["100", "100", "101", "102", "103"]
    starts = [
        re.findall(r'w:ilvl="([0-9])"><w:startOverride w:val="([0-9]+)"', number)
        for number in package.numbers
    ]
    assert starts == [[("0", "1")], [("0", "1")], [("0", "7")], [("1", "1")]]


def numbers_of(gabarit: Gabarit, text: str) -> list[str]:
    body = ProseWriter(
        gabarit.styles, Package(gabarit.parts), {}, 100, gabarit.page.text_width
    ).blocks(blocks_of(text))
    return re.findall(r'w:numId w:val="([0-9]+)"', body)


def test_a_list_goes_on_where_its_first_number_follows_the_last_one(gabarit: Gabarit) -> None:
    assert numbers_of(gabarit, "1. a\n2. b\n\nTexte.\n\n3. c\n\nTexte.\n\n4. d\n") == ["100"] * 4
    assert numbers_of(gabarit, "1. a\n\nTexte.\n\n3. c\n\n## T\n\n1. d") == ["100", "101", "102"]
    assert numbers_of(gabarit, "1. a\n   1. b\n\n   Texte.\n\n   2. c\n2. d\n") == [
        "100",
        "101",
        "101",
        "100",
    ]
    inside = numbers_of(gabarit, "- a\n\n  1. b\n- c\n\n  2. d\n- e\n\n  1. f\n")
    assert [number for number in inside if number != inside[0]] == ["100", "101", "102"], (
        "each item has its own"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("- a\n- b\n- c\n- d\n- e\n", [True, False, False, True, False]),
        ("1. a\n2. b\n", [True, False]),
        ("- " + "long " * 60 + "\n- b\n- c\n- " + "long " * 60 + "\n", [False] * 4),
        ("- seul\n\nTexte.\n", [False, False]),
        ("- a\n\n  - b\n  - c\n  - d\n- e\n- f\n", [False] * 4 + [True, False]),
    ],
)
def test_no_page_begins_or_ends_with_one_line_of_a_list(
    gabarit: Gabarit, text: str, kept: list[bool]
) -> None:
    body = ProseWriter(
        gabarit.styles, Package(gabarit.parts), {}, 100, gabarit.page.text_width
    ).blocks(blocks_of(text))
    assert ["<w:keepNext/>" in one for one in body.split("</w:p>")[:-1]] == kept


NOTED = """Une phrase[^a], puis une autre[^b] et encore[^a].

| Titre |
|---|
| case[^c] |

[^c]: Dans une case.
[^a]: Voir [la loi](https://www.legifrance.gouv.fr "Légifrance").

    - premier point
[^b]: Une autre note.
"""


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if not name.endswith((".jpeg", ".png"))
        }


def test_footnotes_are_real_ones_and_a_second_call_repeats_the_number(
    gabarit: Gabarit, tmp_path: Path
) -> None:
    data = written(gabarit, blocks_of(NOTED))
    parts = parts_of(data)
    assert re.findall(r'<w:footnoteReference w:id="([0-9]+)"', parts["word/document.xml"]) == [
        "1",
        "2",
        "3",
    ]
    assert re.findall(r"NOTEREF (_RefNote[0-9])", parts["word/document.xml"]) == ["_RefNote1"]
    assert 'w:name="_RefNote1"' in parts["word/document.xml"]
    notes = parts["word/footnotes.xml"]
    assert re.findall(r'<w:footnote (?:w:type="[a-zA-Z]+" )?w:id="(-?[0-9]+)"', notes) == [
        "-1",
        "0",
        "1",
        "2",
        "3",
    ]
    assert (
        notes.index("la loi")
        < notes.index("premier point")
        < notes.index("Une autre note")
        < notes.index("case")
    )
    assert 'w:tooltip="Légifrance"' in notes
    assert "legifrance" in parts["word/_rels/footnotes.xml.rels"]
    assert "legifrance" not in parts["word/_rels/document.xml.rels"]
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid


def test_a_document_without_notes_has_no_part_for_them(gabarit: Gabarit) -> None:
    assert "word/footnotes.xml" not in parts_of(written(gabarit, blocks_of("Une phrase.")))


def test_boxes_and_definitions_keep_every_word_in_order(gabarit: Gabarit) -> None:
    text = "> **À retenir :** un\n>\n> - deux\n\nMot\n: trois\n\n    quatre\n: cinq\n\n> **Attention**\n> six\n"
    assert shown(written(gabarit, blocks_of(text))).split()[-10:] == [
        *("À", "retenir", "un", "deux", "Mot", "trois", "quatre", "cinq", "Attention", "six")
    ]


def test_a_quote_that_only_begins_in_bold_stays_a_quote() -> None:
    (quote,) = blocks_of("> **Attention** au départ : un car.\n")
    assert isinstance(quote, Callout)
    (quote,) = blocks_of("> **Attention, travaux.** Un car.\n")
    assert isinstance(quote, Quote)


def bars_of(data: bytes) -> list[tuple[str, int]]:
    """The words of each paragraph that begins after the margin, and where its bar is drawn, in twips from the margin.

    What a paragraph does not say, its style does: Word adds the border and each indent one by one.
    """
    found: list[tuple[str, int]] = []
    for one in Document(io.BytesIO(data)).paragraphs:
        said = [one._p.pPr] if one.style is None else [one._p.pPr, one.style.element.pPr]
        borders = [
            node for part in said if part is not None for node in part.iterfind(f"{W}pBdr/{W}left")
        ]
        if not borders:
            continue
        indents = [node for part in said if part is not None for node in part.iterfind(f"{W}ind")]
        left, hanging = (str(indents[0].get(f"{W}{name}", "0")) for name in ("left", "hanging"))
        space = str(borders[0].get(f"{W}space"))
        found.append((one.text, int(left) - int(hanging) - 20 * int(space)))
    return found


def test_one_bar_runs_along_all_that_a_quote_holds(gabarit: Gabarit, tmp_path: Path) -> None:
    text = "> un\n>\n> - deux\n>   - trois\n>\n>   quatre\n>\n> 1. cinq\n>\n> six\n"
    data = written(gabarit, blocks_of(text))
    bars = bars_of(data)
    assert [words for words, _place in bars] == ["un", "deux", "trois", "quatre", "cinq", "six"]
    first = bars[0][1]
    assert all(abs(place - first) < 20 for _words, place in bars), bars
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid


def test_a_quote_in_a_quote_stands_further_and_one_in_a_list_under_its_item(
    gabarit: Gabarit,
) -> None:
    inner, outer = "> un\n>\n> > deux\n", "- trois\n\n  > quatre\n"
    bars = dict(bars_of(written(gabarit, blocks_of(inner + "\n" + outer))))
    assert bars["deux"] > bars["un"]
    assert bars["quatre"] > bars["un"]
    assert "trois" not in bars


def test_a_cell_can_hold_a_list(gabarit: Gabarit) -> None:
    items = blocks_of("- un\n- deux\n  - trois\n")
    table = Table(
        (Cell(plain("a")), Cell(plain("b"))), ((Cell((), blocs=items), Cell(plain("c"))),), ("", "")
    )
    data = written(gabarit, (table,))
    assert shown(data).split()[-6:] == ["a", "b", "un", "deux", "trois", "c"]
    names = {gabarit.styles[name] for name in ("Tableau puces",)}
    assert names <= set(
        re.findall(r'w:pStyle w:val="([^"]+)"', parts_of(data)["word/document.xml"])
    )


def rows_of(gabarit: Gabarit, table: Table) -> list[str]:
    body = ProseWriter(
        gabarit.styles, Package(gabarit.parts), {}, 100, gabarit.page.text_width
    ).blocks((table,))
    return body.split("<w:tr>")[1:]


def test_commas_of_a_column_of_numbers_fall_one_under_the_other() -> None:
    (table,) = blocks_of("| a |\n|---:|\n| 12,5 % |\n| 7 % |\n| 1 234,75 % |\n| non connu |\n")
    assert isinstance(table, Table)
    assert indents_of_decimals(table) == ((DIGIT,), (2 * DIGIT + MARK,), (0,), (0,))
    (table,) = blocks_of("| a |\n|---:|\n| 12,5 % |\n| 7 € |\n")
    assert isinstance(table, Table)
    assert indents_of_decimals(table) == ((0,), (0,)), "two units: nothing to align"


def test_a_row_breaks_over_two_pages_only_when_no_page_holds_it(gabarit: Gabarit) -> None:
    words = " ".join(["mot"] * 5_000)
    (table,) = blocks_of(f"| a | b |\n|---|---|\n| court | {words} |\n| deux | trois |\n")
    assert isinstance(table, Table)
    assert ["<w:cantSplit/>" in row for row in rows_of(gabarit, table)] == [True, False, True]
    assert shown(written(gabarit, (table,))).count("mot") == 5_000


def header_of(row: str) -> list[tuple[str, str, str]]:
    """The words of each cell, the columns it covers and how it goes down."""
    return [
        (
            "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", cell)),
            _given("gridSpan", cell),
            _given("vMerge", cell),
        )
        for cell in row.split("<w:tc>")[1:]
    ]


def _given(name: str, cell: str) -> str:
    found = re.search(rf'<w:{name} w:val="([^"]*)"/>', cell)
    return found[1] if found else ""


def test_a_title_shared_by_columns_has_one_cell_over_them(gabarit: Gabarit, tmp_path: Path) -> None:
    (table,) = blocks_of(
        "| a | 2027 >> b | 2027 >> c | b | 2027 >> d |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n"
    )
    assert isinstance(table, Table)
    first, second, third = rows_of(gabarit, table)
    assert header_of(first) == [
        ("a", "", "restart"),
        ("2027", "2", ""),
        ("b", "", "restart"),
        ("2027", "", ""),
    ]
    assert header_of(second) == [
        ("", "", "continue"),
        ("b", "", ""),
        ("c", "", ""),
        ("", "", "continue"),
        ("d", "", ""),
    ]
    assert ["<w:tblHeader/>" in row for row in (first, second, third)] == [True, True, False]
    (tmp_path / "a.docx").write_bytes(written(gabarit, (table,)))
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid
    assert len(Document(io.BytesIO(written(gabarit, (table,)))).tables[-1].columns) == 5


def test_titles_nest_as_deep_as_typed_and_wider_than_their_columns(gabarit: Gabarit) -> None:
    head = "| a | Anticonstitutionnellement >> b >> c | Anticonstitutionnellement >> b >> d |"
    (table,) = blocks_of(f"{head}\n|---|---|---|\n| 1 | 2 | 3 |\n")
    assert isinstance(table, Table)
    first, second, third, _ = rows_of(gabarit, table)
    assert header_of(first)[1:] == [("Anticonstitutionnellement", "2", "")]
    assert header_of(second) == [("", "", "continue"), ("b", "2", "")]
    assert header_of(third) == [("", "", "continue"), ("c", "", ""), ("d", "", "")]
    assert sum(column_widths(table, 9_000)[1:]) > 22 * 105, (
        "the columns make room for the title over them"
    )


def test_a_word_of_wide_letters_is_not_cut_either() -> None:
    """« Communes », in bold, takes 1 104 twips with its margins: more than eight mean letters."""
    long = "Un texte assez long pour prendre toute la place qui reste sur la ligne du tableau"
    (table,) = blocks_of(f"| a | Communes | b |\n|---|--:|---|\n| {long} | 6 | {long} |\n")
    assert isinstance(table, Table)
    assert column_widths(table, 9_000)[1] >= 1_104


def test_signs_that_head_no_column_are_printed_as_typed(gabarit: Gabarit) -> None:
    typed = ("2027 >>", ">> b", "**a >> b**", "`a >> b`", "a > b", "")
    (table,) = blocks_of(
        f"| {' | '.join(typed)} |\n{'|---' * len(typed)}|\n{'| x ' * len(typed)}|\n"
    )
    assert isinstance(table, Table)
    first, second = rows_of(gabarit, table)
    words = [name.replace("&gt;", ">") for name, _, _ in header_of(first)]
    assert words == [name.strip("*`") for name in typed]
    assert header_of(second)[0] == ("x", "", "")


def test_titles_that_differ_by_a_footnote_are_both_printed(gabarit: Gabarit) -> None:
    text = "| 2027[^a] >> b | 2027 >> c |\n|---|---|\n| 1 | 2 |\n\n[^a]: Une note.\n"
    table = blocks_of(text)[0]
    assert isinstance(table, Table)
    assert [name for name, _, _ in header_of(rows_of(gabarit, table)[0])] == ["2027", "2027"]


def wide(columns: int, rows: int = 1, width: int = 6) -> Table:
    head = "".join(f"| T{column} " for column in range(columns))
    body = "".join(
        f"{''.join(f'| {column:0{width}} ' for column in range(columns))}|\n" for _ in range(rows)
    )
    text = f"Tableau : Large {{#large}}\n\n{head}|\n{'|---' * columns}|\n{body}\nSource : Insee.\n"
    (table,) = blocks_of(text)
    assert isinstance(table, Table)
    return table


@settings(max_examples=40)
@given(st.integers(1, 60), st.integers(1, 22), st.integers(3_000, 15_000))
def test_a_table_of_any_width_keeps_every_column_once_and_the_first_on_each_part(
    columns: int, length: int, width: int
) -> None:
    table = wide(columns, width=length)
    parts = side_by_side(table, width)
    assert [cell for part in parts for cell in part.header[1:]] == list(table.header[1:])
    assert [cell for part in parts for cell in part.rows[0][1:]] == list(table.rows[0][1:])
    assert {part.header[0] for part in parts} == {table.header[0]}
    assert [bool(part.source) for part in parts] == [False] * (len(parts) - 1) + [True]
    sizes = [len(part.header) for part in parts]
    assert max(sizes) - min(sizes[:-1] or sizes) == 0, "as many columns on each part but the last"


def test_the_rest_of_a_table_repeats_its_number_by_a_field(
    gabarit: Gabarit, tmp_path: Path
) -> None:
    data = written(gabarit, (wide(60), wide(3)))
    xml = parts_of(data)["word/document.xml"]
    assert xml.count("(suite)") > 1
    assert xml.count("SEQ Tableau") == 2, "what follows is not counted as another table"
    assert xml.count("REF _Ref_") == xml.count("(suite)")
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid


def test_a_note_called_in_a_column_that_is_repeated_is_there_once(gabarit: Gabarit) -> None:
    cells = "".join(f"| {column:06} " for column in range(40))
    text = f"| Commune {'| t ' * 40}|\n{'|---' * 41}|\n| Auch[^a] {cells}|\n\n[^a]: Une note.\n"
    data = written(gabarit, blocks_of(text))
    xml = parts_of(data)["word/document.xml"]
    assert xml.count("<w:footnoteReference ") == 1
    assert xml.count("Suite du tableau") == xml.count("NOTEREF") > 0


def test_the_source_of_a_table_goes_with_it(gabarit: Gabarit) -> None:
    table, after = blocks_of("| a |\n|---|\n| b |\n\nSource : Insee.\n\nNote : un.\n\nTexte.\n")
    assert isinstance(table, Table)
    assert [text_of(table.source), *(text_of(note.inlines) for note in table.notes)] == [
        "Source : Insee.",
        "Note : un.",
    ]
    assert isinstance(after, Paragraph)
    assert "<w:keepNext/>" in rows_of(gabarit, table)[-1]


@pytest.mark.parametrize(("words", "kept"), [("court", [True] * 5), ("long " * 60, None)])
def test_six_rows_stay_on_one_page_unless_they_take_over_a_third_of_it(
    gabarit: Gabarit, words: str, kept: list[bool] | None
) -> None:
    text = "| a | b |\n|---|---|\n" + f"| titre | {words} |\n" * 6
    (table,) = blocks_of(text)
    assert isinstance(table, Table)
    held = ["<w:keepNext/>" in row for row in rows_of(gabarit, table)[1:]]
    assert held[-1] is False
    assert held[:-1] == (kept or [False, False, False, False, True])


def test_a_drawing_stands_in_the_document_with_a_picture_of_it(tmp_path: Path) -> None:
    """Word 2016 shows the drawing, older ones the picture; both come from one place however often it is cited."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><script>x</script><circle r="9"/></svg>'
    cited = "![La carte](carte.svg)\n\nFigure : Une carte {#carte}\n\n![La même](carte.svg)\n"
    files = edited(petit_projet(), "content/organisation/01-gouvernance.md\neffacer")
    files["content/organisation/01-gouvernance.md"] = f"# La gouvernance\n\n{cited}".encode()
    files["content/organisation/carte.svg"] = drawing.encode()
    said: list[Finding] = []
    built = build(examen(files), wanted=("projet-de-sante",), said=said)
    data = built["projet-de-sante.docx"]
    assert said == []
    assert data == build(examen(files), wanted=("projet-de-sante",))["projet-de-sante.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/cpts")]
        assert sorted(name.rpartition(".")[2] for name in names) == ["png", "svg"]
        svg = archive.read(next(name for name in names if name.endswith(".svg"))).decode()
        xml = archive.read(DOCUMENT).decode()
        assert (
            'Extension="svg" ContentType="image/svg+xml"'
            in archive.read("[Content_Types].xml").decode()
        )
    assert "<circle" in svg
    assert "script" not in svg
    pairs = re.findall(
        r'<a:blip [^>]*r:embed="(\w+)"><a:extLst>.*?<asvg:svgBlip [^>]*r:embed="(\w+)"/>', xml
    )
    assert len(pairs) == 2
    assert len(set(pairs)) == 1
    sizes = [
        tuple(map(int, found))
        for found in re.findall(r'<wp:extent cx="([0-9]+)" cy="([0-9]+)"/>', xml)
    ]
    assert sizes[-1][0] == 2 * sizes[-1][1] <= 9_412 * 635
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).is_valid


def test_nothing_is_formatted_but_by_styles(gabarit: Gabarit) -> None:
    package = Package(gabarit.parts)
    writer = ProseWriter(gabarit.styles, package, {}, 100, gabarit.page.text_width)
    body = writer.blocks(
        blocks_of(
            "# T\n\n**gras** *ital* `code` [lien](https://example.org)\n\n"
            "> cité\n\n- a\n\n| a | b |\n|--|-:|\n| 1 | 2 |\n"
        )
    )
    for direct in ("<w:b/>", "<w:i/>", "<w:jc ", "<w:ind ", "<w:color", "<w:sz ", "<w:u "):
        assert direct not in body
    for style in (
        "heading 1",
        "Strong",
        "Emphasis",
        "Code caractère",
        "Hyperlink",
        "Quote",
        "List Bullet",
        "Tableau CPTS",
        "Tableau nombre",
    ):
        assert f'w:val="{gabarit.styles[style]}"' in body, style


def test_room_goes_to_the_columns_that_make_rows_tall(gabarit: Gabarit) -> None:
    """The members of an association: two short columns on one line, the others on as few as the page lets them."""
    rows = "".join(
        f"| Personne {rank} | masseur-kinésithérapeute | engagé (3 décembre 2026) |\n"
        for rank in range(9)
    )
    odd = "| Association des usagers de la maison de santé | infirmier | à venir |\n"
    (table,) = blocks_of(f"| Nom | Profession | Engagement |\n|---|---|---|\n{rows}{odd}")
    assert isinstance(table, Table)
    name, job, date = column_widths(table, 7_500)
    assert date > len("engagé (3 décembre 2026)") * MARK + 500
    assert job >= len("masseur-kinésithérapeute") * DIGIT
    assert name < 46 * DIGIT, "the one long name takes two lines"


def test_a_name_is_not_cut_where_texts_have_room_to_give(gabarit: Gabarit) -> None:
    rows = "".join(
        f"| M1-0{rank} | {action} | Organiser des parcours autour du patient | Claire Delafable |\n"
        for rank, action in enumerate(("Répondre aux demandes du jour", "Voir un spécialiste " * 3))
    )
    (table,) = blocks_of(f"| Fiche | Action | Mission | Pilote |\n|---|---|---|---|\n{rows}")
    assert isinstance(table, Table)
    widths = column_widths(table, 9_400)
    assert widths[3] >= len("Claire Delafable") * DIGIT, "« Claire Delafable » on one line"
    assert sum(widths) == 9_400


def test_in_a_table_to_sign_words_take_what_hands_do_not_need() -> None:
    names = [
        ["Claire Delafable, médecin généraliste (Collège des professionnels)", "", ""],
        ["Jean Prologue", "", ""],
    ]
    header = ["Membre ayant le droit de vote", "Représenté par", "Signature"]
    table = replace(tableau(header, names, ["left"] * 3), style=SIGNATURE)
    name, proxy, signature = column_widths(table, 9_000)
    assert name > 3_000 > proxy >= 2_250 <= signature
    assert name + proxy + signature == 9_000
    many = ["Collège", "Candidature", "Pour", "Contre", "Abstentions", "Élection"]
    long = "Collège des équipes de soins primaires (3 sièges)"
    seats = [[long, "Maison de santé pluriprofessionnelle d'Exemple", "", "", "", ""]] * 2
    widths = column_widths(replace(tableau(many, seats, ["left"] * 6), style=SIGNATURE), 9_412)
    assert widths[4] >= 1_280, "« Abstentions », in bold, is not cut for columns where hands write"
    assert sum(widths) == 9_412
    two = replace(
        tableau(["Présidente", "Trésorière"], [["A", "B"]], ["left"] * 2), style=SIGNATURE
    )
    assert column_widths(two, 9_000) == [4_500, 4_500]


def test_a_long_word_where_hands_write_is_not_cut() -> None:
    """Cells to sign have wider margins: 142 twentieths of a point on each side, in both sets of templates."""
    header = ("Poste", "Candidature", "Pour", "Contre", "Abstentions", "Élection")
    rows = [
        ("Secrétaire générale ou général", "Yann Fablier, masseur-kinésithérapeute", "", "", "", "")
    ]
    table = replace(tableau(header, rows, ["left"] * 6), style=SIGNATURE)
    longest = 1_304  # « kinésithérapeute » in Carlito at 9.5 points
    assert column_widths(table, 9_412)[1] - 2 * 142 >= longest


def test_a_line_ended_by_hand_is_a_line() -> None:
    """The column takes the room of the longest of them, and not that of all on end."""
    lines = ["Pilote de M1-01", "Groupe de travail de M1-02", "Trésorière", "Vic-Fezensac"]
    words = "Une remarque qui prend toute la place que les autres colonnes lui laissent. " * 3

    def width(cell: str) -> int:
        (table,) = blocks_of(
            f"| Qui | Engagement | Remarque |\n|---|---|---|\n| A | {cell} | {words} |\n"
        )
        assert isinstance(table, Table)
        return column_widths(table, 9_000)[1]

    longest = max(map(len, lines)) * DIGIT
    assert width("<br>".join(lines)) < longest + 600
    assert width(" ".join(lines)) > longest + 600


def test_a_row_of_more_lines_than_a_page_may_break(gabarit: Gabarit) -> None:
    """However short they are, ended by hand or items of a list."""
    for end, begin in (("<br>", ""), ("<br>- ", "- ")):
        for count, whole in ((30, True), (60, False)):
            cell = begin + end.join(["mot"] * count)
            (table,) = blocks_of(f"| a | b |\n|---|---|\n| court | {cell} |\n| c | d |\n")
            assert isinstance(table, Table)
            assert ("<w:cantSplit/>" in rows_of(gabarit, table)[1]) == whole, (end, count)


def test_a_long_title_does_not_widen_a_column_of_short_numbers() -> None:
    words = "Une remarque assez longue pour tenir sur deux lignes de sa case."
    (table,) = blocks_of(
        f"| A | Nombre de professionnels installés | Année 1 |\n|---|---:|---:|\n| {words} | 12 | 3 |\n"
    )
    assert isinstance(table, Table)
    text, number, year = column_widths(table, 6_000)
    assert text > number > year
    assert year >= len("Année 1") * DIGIT, "a short title stays on one line"


@settings(max_examples=80)
@given(st.integers(1, 40), st.integers(1, 5), st.data())
def test_column_widths_always_fill_the_page_exactly(
    columns: int, rows: int, data: st.DataObject
) -> None:
    cell = st.text("abc déf", max_size=30).map(lambda t: t.replace("|", "") or "x")
    lines = [data.draw(st.lists(cell, min_size=columns, max_size=columns)) for _ in range(rows)]
    source = (
        "|"
        + "|".join("t" * columns)
        + "|\n|"
        + "---|" * columns
        + "\n"
        + "\n".join("|" + "|".join(r) + "|" for r in lines)
    )
    (table,) = blocks_of(source)
    widths = column_widths(table, 9000)  # type: ignore[arg-type]
    assert sum(widths) == 9000
    assert all(width > 0 for width in widths)


def picture(kind: str, size: tuple[int, int] = (40, 20), exif: bool = False) -> bytes:
    buffer = io.BytesIO()
    image = Image.new("RGB", size, "white")
    data = Image.Exif()
    if exif:
        data[0x0112] = 6
        data[0x010F] = "Appareil de la secretaire"
    image.save(buffer, kind, exif=data)
    return buffer.getvalue()


def test_a_picture_is_fitted_to_the_page_and_loses_what_the_camera_said() -> None:
    wide = prepare(picture("PNG", (4000, 100)), 9000)
    assert wide is not None
    assert wide.width <= 9000 * 635
    turned = prepare(picture("JPEG", exif=True), 9000)
    assert turned is not None
    assert turned.width < turned.height
    assert b"secretaire" not in turned.data


def test_what_an_editor_wrote_into_a_picture_is_removed() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20)).save(
        buffer, "JPEG", comment=b"secretaire", xmp=b"<x>Auch, 12 rue X</x>"
    )
    found = prepare(buffer.getvalue(), 9000)
    assert found is not None
    assert b"secretaire" not in found.data
    assert b"Auch" not in found.data


def test_a_jpeg_named_png_goes_in_as_the_jpeg_it_is(gabarit: Gabarit) -> None:
    parts = written(
        gabarit, blocks_of("![a](a.png)"), {"content/diagnostic/a.png": picture("JPEG")}
    )
    with zipfile.ZipFile(io.BytesIO(parts)) as archive:
        assert "word/media/cpts1.jpeg" in archive.namelist()
        assert b'Extension="jpeg" ContentType="image/jpeg"' in archive.read("[Content_Types].xml")


def test_pictures_that_follow_each_other_stand_side_by_side(gabarit: Gabarit) -> None:
    files = {"content/diagnostic/a.png": picture("PNG", (2000, 1000))}
    body = parts_of(written(gabarit, blocks_of("![a](a.png) ![b](a.png)\n\n![c](a.png)"), files))[
        "word/document.xml"
    ]
    two, other, alone = [int(width) for width in re.findall(r'<wp:extent cx="([0-9]+)"', body)]
    assert two == other
    assert two + other < gabarit.page.text_width * 635
    assert abs(alone - gabarit.page.text_width * 635) < 2


def test_a_picture_in_a_cell_is_as_wide_as_the_cell(gabarit: Gabarit) -> None:
    files = {"content/diagnostic/a.png": picture("PNG", (2000, 1000))}
    body = parts_of(
        written(gabarit, blocks_of("| a | b |\n|---|---|\n| ![a](a.png) | un texte |\n"), files)
    )
    (width,) = re.findall(r'<wp:extent cx="([0-9]+)"', body["word/document.xml"])
    assert int(width) < gabarit.page.text_width * 635 // 2


@pytest.mark.parametrize(
    "data", [b"", b"pas une image", b"\x89PNG\r\n\x1a\n" + b"0" * 50, picture("PNG")[:40]]
)
def test_a_picture_that_lies_is_refused(data: bytes) -> None:
    assert prepare(data, 9000) is None


def test_a_part_that_is_not_xml_is_refused() -> None:
    for part in (b"<a>", b"<a>&x;</a>", b"<x:a/>", b"<a/><b/>"):
        with pytest.raises(Exception, match=r".+"):
            check_well_formed(part)


def test_an_amount_set_off_from_the_edge_by_the_cents_of_others_keeps_its_room() -> None:
    """« −29 675 € », in bold, was cut before its sign: the commas of the column above pushed it to the left."""
    aligns = ["left", *["right"] * 4]
    words = "un titre de fiche assez long pour tenir deux lignes à lui seul, et même trois"
    row = [words, "25 070 €", "6 267,50 €", "11 640 €", "−6 267,50 €"]
    total = ["Total", "209 460 €", "48 615 €", "18 940 €", "−29 675 €"]
    nbsp = [
        [cell.replace(" ", "\u00a0") if at else cell for at, cell in enumerate(cells)]
        for cells in (row, total)
    ]
    header = ["Fiche", "Budget", "Prévu", "Dépensé", "Écart"]
    table = tableau(header, nbsp, aligns, total_row=True)
    whole = tableau(header, [[*nbsp[0][:4], "−6\u00a0267\u00a0€"], nbsp[1]], aligns, total_row=True)
    narrow = 6_500
    indent = indents_of_decimals(table)[1][4]
    assert indent > 0
    assert column_widths(table, narrow)[4] >= column_widths(whole, narrow)[4] + indent


def test_a_list_has_room_under_it_and_none_between_its_items(gabarit: Gabarit) -> None:
    def gaps(*blocks: Block) -> list[str]:
        body = ProseWriter(
            gabarit.styles, Package(gabarit.parts), {}, 100, gabarit.page.text_width
        ).blocks(blocks)
        spaced = [xml for xml in body.split("<w:p>") if 'w:spacing w:after="' in xml]
        return [" ".join(re.findall(r"<w:t[^>]*>([^<]*)", xml)) for xml in spaced]

    def item(text: str, *inside: Block) -> tuple[Block, ...]:
        return (Paragraph(plain(text)), *inside)

    flat = BulletList((item("un"), item("deux")))
    assert gaps(flat, Paragraph(plain("après"))) == ["deux"]
    assert gaps(BulletList((item("un"), item("deux", flat))), Paragraph(plain("après"))) == ["deux"]
    cell = Cell(plain("x"), blocs=(flat,))
    assert gaps(Table((Cell(plain("t")),), ((cell,),), ("left",))) == []


def test_each_box_of_a_row_is_joined_to_the_arrow_that_leaves_it() -> None:
    rows = (tuple(Box(name, "") for name in "abc"), (Box("d", ""),), (Box("e", ""),))
    xml = drawing(Diagram(rows, "alt"), 9_000, "s", "t", iter(range(1, 99)).__next__)
    assert xml.count("Flèche") == 2
    assert xml.count('name="Trait') == 4, "one down from each of the three boxes, and the bar"


def test_rows_to_sign_have_a_height_instead_of_empty_lines(gabarit: Gabarit) -> None:
    empty = Cell(())
    rows = ((Cell(plain("Claire")), empty), (empty, empty), (Cell(plain("a")), Cell(plain("b"))))
    table = Table(
        (Cell(plain("x")), Cell(plain("y"))), rows, ("left", "left"), style="Tableau signature"
    )
    body = ProseWriter(
        gabarit.styles, Package(gabarit.parts), {}, 100, gabarit.page.text_width
    ).blocks((table,))
    heights = [re.findall(r'<w:trHeight w:val="([0-9]+)"', row) for row in body.split("<w:tr>")[2:]]
    assert heights == [["700"], ["1000"], []]
    assert "<w:br/>" not in body


@pytest.mark.parametrize(
    ("text", "kept"), [("a b", False), (" a", True), ("a ", True), ("a  b", True), ("", True)]
)
def test_only_spaces_that_word_would_drop_are_marked(text: str, kept: bool) -> None:
    assert ('xml:space="preserve"' in run(text)) is kept
