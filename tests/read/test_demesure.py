"""What costs more than it shows: refused with the limit that it passes, or read in a time that grows with its size."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from itertools import islice, product
from string import ascii_uppercase

import pytest

from pipeline.check.textes import BLANKS
from pipeline.model.finding import Finding
from pipeline.model.langue.sigle import in_capitals, meanings_in, sigles_in
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import text_of
from pipeline.model.releve import Refus
from pipeline.read import read_sources
from pipeline.read.cells import LONGEST_FORMULA, MOST_LETTERS, MOST_SIGNS
from pipeline.read.donnees_publiques import read_tables
from pipeline.read.markdown import read_markdown
from tests.duree import in_proportion, promptly
from tests.read.test_archive import partie, parts_of, zipped
from tests.read.test_workbook import SHEET, read

pytestmark = pytest.mark.lent

FIRST, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"


@pytest.fixture(autouse=True)
def not_told_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What repeats itself is refused before it is read; a patient hand would vary it."""
    monkeypatch.setattr("pipeline.read.archive.MAX_RATIO", 10**9)


def workbook(rows: str, table: str = "", shared: str = "") -> bytes:
    """A workbook with that first sheet, a first table that covers that area, and those texts that cells share."""
    parts = [part for part in parts_of("classeur") if part.name != FIRST]
    if shared:
        parts = [part for part in parts if part.name != SHARED]
        parts.append(partie(SHARED, SHARED_TEXTS.format(shared).encode()))
    if table:
        xml = f'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="t" ref="{table}"/>'
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../t.xml"/>'
            "</Relationships>"
        )
        own = "xl/worksheets/_rels/sheet1.xml.rels"
        parts = [part for part in parts if part.name != own]
        parts += [partie("xl/t.xml", xml.encode()), partie(own, rels.encode())]
    return zipped([*parts, partie(FIRST, SHEET.format(f"<sheetData>{rows}</sheetData>").encode())])


SHARED = "xl/sharedStrings.xml"
SHARED_TEXTS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'
A_LONG_TEXT = f"<si><t>{'soins et aide ' * 2_286}</t></si>"


def shared_by(count: int) -> str:
    """As many rows, whose one cell holds the first of the shared texts."""
    return '<row><c t="s"><v>0</v></c></row>' * count


def formula(text: str) -> str:
    return f"<row><c><f>{text}</f><v>1</v></c></row>"


FOLLOWER = '<row><c><f t="shared" si="0"/><v>1</v></c></row>'
LONG = "A1+" * (LONGEST_FORMULA // 3 - 1) + "1"


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (workbook(f'<row><c r="{"A" * 250_000}1"><v>1</v></c></row>'), "une colonne"),
        (workbook('<row r="1048577"><c><v>1</v></c></row>'), "une ligne"),
        (workbook('<row r="0"><c><v>1</v></c></row>'), "une ligne"),
        (workbook(formula("A1+" * 3_000 + "1")), "8 192 signes"),
        (
            workbook(
                f'<row><c><f t="shared" si="0">{LONG}</f><v>1</v></c></row>' + FOLLOWER * 1_000
            ),
            "5 millions",
        ),
        (workbook(formula(LONG) * (MOST_SIGNS // len(LONG) + 1)), "5 millions"),
        (
            workbook(f'<row><c t="inlineStr"><is><t>{"a " * 20_000}</t></is></c></row>'),
            "32 767 signes",
        ),
        (
            workbook(shared_by(MOST_LETTERS // 32_000 + 1), shared=A_LONG_TEXT),
            "3 millions de lettres",
        ),
        (workbook('<row r="1048576"><c><v>1</v></c></row>', "A1:ALL1048576"), "2 000 000 cases"),
    ],
    ids=[
        *("colonne", "ligne", "ligne zéro", "formule", "recopiée", "formules", "texte"),
        *("texte partagé", "tableau"),
    ],
)
def test_what_no_spreadsheet_writes_is_refused_by_the_limit_it_passes(
    data: bytes, limit: str
) -> None:
    with promptly(10):
        book, findings = read(data)
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]
    assert limit in findings[0].message


def with_more(name: str, mark: bytes, more: str) -> bytes:
    """The workbook with something more before that mark, in the part of that name."""
    parts = []
    for part in parts_of("classeur"):
        text = zlib.decompress(part.packed, -15)
        parts.append(
            partie(part.name, text.replace(mark, more.encode() + mark))
            if part.name == name
            else part
        )
    return zipped(parts)


@pytest.mark.parametrize(
    ("names", "said"),
    [(400, "la feuille « s0 » tient dans la même partie"), (9_000, "plus de 500 feuilles")],
)
def test_one_sheet_under_many_names_is_refused_before_it_is_read_again(
    names: int, said: str
) -> None:
    more = "".join(
        f'<sheet name="s{rank}" sheetId="{rank + 50}" r:id="rId1"/>' for rank in range(names)
    )
    data = with_more("xl/workbook.xml", b"</sheets>", more)
    with promptly(1):
        book, findings = read(data)
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]
    assert said in findings[0].message
    refus: list[Refus] = []
    with promptly(2):
        for table in read_tables("a.xlsx", data, refus):
            assert list(table.rows)
    assert said.removesuffix("s") in refus[0].message


@pytest.mark.parametrize(
    ("part", "xml", "said"),
    [
        (
            TABLE,
            '<x:tableColumn id="9" name="c"/>' * 17_000 + "</x:tableColumns>",
            "16 384 colonnes",
        ),
        (
            "xl/workbook.xml",
            '<definedName name="n">A1</definedName>' * 21_000 + "</definedNames>",
            "noms",
        ),
        (
            FIRST,
            '<conditionalFormatting sqref="A1"></conditionalFormatting>' * 21_000,
            "20 000 mises",
        ),
    ],
    ids=["columns", "names", "formats"],
)
def test_more_of_an_element_than_any_budget_has_is_refused_before_it_is_read(
    part: str, xml: str, said: str
) -> None:
    data = zipped(
        [*(one for one in parts_of("classeur") if one.name != part), partie(part, xml.encode())]
    )
    with promptly(1):
        book, findings = read(data)
    assert book is None
    assert said in findings[0].message


def test_one_table_under_many_names_is_too() -> None:
    table = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"'
    more = "".join(f'<Relationship Id="z{rank}" {table}/>' for rank in range(9_000))
    with promptly(1):
        book, findings = read(
            with_more("xl/worksheets/_rels/sheet1.xml.rels", b"</Relationships>", more)
        )
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]


def test_a_text_is_never_taken_from_the_end_of_the_list() -> None:
    book, findings = read(workbook('<row><c t="s"><v>-1</v></c></row>'))
    assert book is None
    assert [finding.code for finding in findings] == ["L007"]


def test_a_cell_that_hides_a_change_of_direction_is_told_by_its_place() -> None:
    _book, findings = read(
        workbook('<row><c/><c t="inlineStr"><is><t>Loyer\u202e0021</t></is></c></row>')
    )
    assert [(f.code, f.span.cell) for f in findings] == [("L066", "B1")]


@pytest.mark.parametrize(
    "number", ["1e999999999", "-1e999999", "1e-999999999", "1" * 70, "1e309", "NaN", "Infinity"]
)
def test_a_number_beyond_any_spreadsheet_is_the_text_that_was_stored(number: str) -> None:
    book, findings = read(workbook(f"<row><c><v>{number}</v></c></row>"))
    assert findings == []
    assert book is not None
    assert book.sheets[0].cell(1, 1).value == number


COSTLY: Mapping[str, Callable[[int], str]] = {
    "lignes entières": lambda n: "".join(formula(f"SUM(A1:XFD1)+{i}") for i in range(n)),
    "colonnes entières": lambda n: "".join(formula(f"SUM(A:XFD)+{i}") for i in range(n)),
    "crochets": lambda n: "".join(formula(f"{i}" + "a[" * 500) for i in range(n // 20)),
    "apostrophes": lambda n: "".join(formula(f"{i}" + "'a!" * 300) for i in range(n // 20)),
    "un long mot": lambda n: "".join(formula(f"{i}+" + "a" * 900) for i in range(n // 20)),
    "un long nom de feuille": lambda n: "".join(
        formula(f"{i}+" + "a." * 450) for i in range(n // 20)
    ),
    "cellules nues": lambda n: "<row>" + "<c/>" * n + "</row>",
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_sheet_costs_by_its_size(kind: str) -> None:
    in_proportion(lambda size: read(workbook(COSTLY[kind](size))), 1_000)


# --- texts ---------------------------------------------------------------------------------------------------------

TEXTS: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "crochets": ("md", lambda n: "[" * n),
    "crochets refermés": ("md", lambda n: "[" * (n // 2) + "]" * (n // 2)),
    "crochets et une fin": ("md", lambda n: "[" * n + "](b)"),
    "images": ("md", lambda n: "![" * (n // 2)),
    "notes ouvertes": ("md", lambda n: "[^a]: x\n\n" + "[^" * (n // 2)),
    "références ouvertes": ("md", lambda n: "[a\n" * (n // 3)),
    "commentaires": ("md", lambda n: "<!--\n\n" * (n // 6)),
    "commentaires dans un texte": ("md", lambda n: "a <!--" * (n // 6)),
    "cdata": ("md", lambda n: "a <![CDATA[" * (n // 11)),
    "emphases": ("md", lambda n: "*a _a " * (n // 6)),
    "emphases refermées": ("md", lambda n: "_" * (n // 2) + "a" + "_" * (n // 2)),
    "accents graves": ("md", lambda n: "".join("e" + "`" * i for i in range(int((2 * n) ** 0.5)))),
    "faits ouverts": ("md", lambda n: ("{{" + " " * 200) * (n // 200)),
    "accolades": ("md", lambda n: "{{" * (n // 2)),
    "barres": ("md", lambda n: "|a" * (n // 4) + "\n" + "|-" * (n // 4) + "\n"),
    "entités": ("md", lambda n: "&amp;" * (n // 5)),
    "liste": ("md", lambda n: "1. a\n9. b\n" * (n // 10)),
    "définitions": ("md", lambda n: "a\n" + ": b\n" * (n // 4)),
    "notes": ("md", lambda n: "".join(f"[^{i}]\n\n[^{i}]: x\n\n" for i in range(n // 20))),
    "renvoi mal écrit": ("md", lambda n: "# a" + " " * n + "{#"),
    "renvois mal écrits": ("md", lambda n: "# a " + "{#b" * (n // 3) + "} x"),
    "en-tête": ("md", lambda n: "---\n" + "a: b\n" * (n // 5) + "---\n\n# T\n"),
    "clés en double": ("yaml", lambda n: "a: b\n" * (n // 5)),
    "clés en double dessous": ("yaml", lambda n: "x:\n" + "  a: b\n" * (n // 7)),
    "liste en ligne": ("yaml", lambda n: "a: [" + "b, " * (n // 3) + "]"),
    "lignes inégales": ("csv", lambda n: "a;b;c\n" + "1\n" * (n // 2)),
    "lignes coupées": ("csv", lambda n: "a;b;c;d;e;f\n" + "1;2\n" * (n // 4)),
    "lignes égales": ("csv", lambda n: "a;b\n" + "1;2\n" * (n // 4)),
    "colonnes en double": ("csv", lambda n: "a;" * (n // 2)),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_costs_by_its_length(kind: str) -> None:
    suffix, text = TEXTS[kind]
    in_proportion(lambda size: read_sources({f"content/x/a.{suffix}": text(size).encode()}), 4_000)


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 300 + "x" + "*" * 300,
        "_" * 900 + "x" + "_" * 900,
        "**[_" * 100 + "x" + "_](b)**" * 100,
        "- " * 80 + "*a " * 300 + "x" + "*" * 300,
        "> " * 60 + "- " * 30 + "_" * 400 + "x" + "_" * 400,
    ],
)
def test_a_text_nested_without_end_keeps_its_words_and_is_told(text: str) -> None:
    findings: list[Finding] = []
    tree = read_markdown("content/x/a.md", text, findings)
    assert tree is not None
    assert "L016" in {finding.code for finding in findings}
    assert "x" in "".join(
        text_of(inlines) for block in tree.blocks for inlines in inlines_of(block)
    )


def test_emphasis_that_never_closes_is_words_and_signs() -> None:
    findings: list[Finding] = []
    tree = read_markdown("content/x/a.md", "*a _a " * 10_000, findings)
    assert tree is not None
    assert text_of(next(inlines_of(tree.blocks[0]))).count("a") == 20_000


@pytest.mark.parametrize(
    ("path", "data", "limit"),
    [
        ("content/x/a.md", b"a b " * 125_001, "500 ko"),
        ("content/x/a.md", b"a\n" * 20_001, "20000"),
        ("content/x/a.csv", b"a;b\n" + b"1;2\n" * 20_001, "20000"),
        ("content/x/a.csv", b"a" * 2_000_001, "2 Mo"),
    ],
)
def test_a_text_too_long_is_refused_by_the_limit_it_passes(
    path: str, data: bytes, limit: str
) -> None:
    _sources, findings = read_sources({path: data})
    assert [finding.code for finding in findings] == ["L001"]
    assert limit in findings[0].message


def test_a_comment_left_out_costs_as_many_spaces_as_it_is_long() -> None:
    in_proportion(lambda size: list(BLANKS.finditer(f"{' ' * size}\n{' ' * size}|")), 500)


@pytest.mark.parametrize("unit", ["QZX ", "(QZX) ", "QZX, a ", "ARS ", "a b (QZX) "])
def test_a_sigle_costs_as_often_as_it_is_used(unit: str) -> None:
    def looked_for(times: int) -> None:
        text = unit * times
        for _sigle, offset in sigles_in(text, frozenset(["ARS"])):
            in_capitals(text, offset, frozenset(["ARS"]))
        meanings_in(text, {"QZX"})

    in_proportion(looked_for, 300)


def test_sigles_that_are_never_the_same_cost_as_many_as_they_are() -> None:
    def looked_for(times: int) -> None:
        names = ["".join(letters) for letters in islice(product(ascii_uppercase, repeat=4), times)]
        text = "".join(f"On cite {name} ({name}).\n\n" for name in names)
        assert meanings_in(text, frozenset(names)) == {}

    in_proportion(looked_for, 300)
