"""Markdown that others thought of: the examples of the CommonMark specification and a list of naughty strings."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator

from pipeline.model.finding import Finding
from pipeline.model.prose import Block
from pipeline.read.markdown import read_markdown
from pipeline.read.text import FORBIDDEN, decode
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import Package, parse_strictly
from pipeline.write.word.prose import ProseWriter
from pipeline.write.word.template import ROOT, Gabarit, mend_master
from tests.projets import examen, petit_projet
from tests.write.word.test_prose import written

pytestmark = pytest.mark.lent

DATA = Path(__file__).parent.parent.parent / "donnees"
EXAMPLES: list[list[str]] = json.loads(
    (DATA / "commonmark-0.31.2.json").read_text(encoding="utf-8")
)
STRINGS: list[str] = json.loads((DATA / "blns-2.0.4.json").read_text(encoding="utf-8"))
WORD = re.compile(r"\w+")
REFERENCE = MarkdownIt("commonmark").enable("table")


@pytest.fixture(scope="module")
def gabarit() -> Gabarit:
    word = examen(petit_projet()).sources.word("templates/docx/projet-de-sante.docx")
    assert word is not None
    return mend_master(word.path, word.parts)


def blocks_of(text: str) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks of a text as a file holds it: under a first line of its own, so that no « --- » opens a header."""
    findings: list[Finding] = []
    decoded = decode("content/diagnostic/a.md", f"Avant.\n\n{text}\n".encode(), findings)
    found = (
        read_markdown("content/diagnostic/a.md", decoded, findings) if decoded is not None else None
    )
    return (found.blocks[1:] if found else ()), findings


def body_of(gabarit: Gabarit, blocks: tuple[Block, ...]) -> tuple[str, Package]:
    package = Package(gabarit.parts)
    return ProseWriter(gabarit.styles, package, {}, 100, gabarit.page.text_width).blocks(
        blocks
    ), package


def printed(gabarit: Gabarit, blocks: tuple[Block, ...]) -> str:
    """The text of the paragraphs, read again strictly, those of footnotes after the others."""
    body, package = body_of(gabarit, blocks)
    root = parse_strictly(ROOT.format(body + "".join(package.notes)))
    return "".join(
        node.text or "" if node.tag == f"{{{W}}}t" else "\n"
        for node in root.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}p")
    )


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def reference(rendered: str) -> Counter[str]:
    """The words that a reader of the HTML sees."""
    joined = re.sub(r"</?(?:em|strong|code|a)\b[^>]*>", "", rendered)
    text = html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", " ", joined, flags=re.DOTALL))
    return words(unicodedata.normalize("NFC", text))


def test_each_example_of_commonmark_prints_the_words_of_its_reference(gabarit: Gabarit) -> None:
    """No exception was needed: raw HTML, which the reference passes on, is printed as typed and only adds words."""
    lost: dict[int, list[str]] = {}
    added: dict[int, list[str]] = {}
    for number, (markdown, rendered) in enumerate(EXAMPLES, 1):
        blocks, findings = blocks_of(markdown)
        found, wanted = words(printed(gabarit, blocks)), reference(rendered)
        if missing := wanted - found:
            lost[number] = sorted(missing)
        raw = (
            any(finding.code in ("L010", "L015") for finding in findings)
            or "<img" in rendered
            or "<!--" in markdown
        )
        if not raw and (more := found - wanted):
            added[number] = sorted(more)
    assert (lost, added) == ({}, {})


def test_the_examples_of_commonmark_make_one_valid_document(
    gabarit: Gabarit, tmp_path: Path
) -> None:
    blocks = tuple(block for markdown, _ in EXAMPLES for block in blocks_of(markdown)[0])
    (tmp_path / "a.docx").write_bytes(written(gabarit, blocks))
    result = OpenXmlValidator().validate(str(tmp_path / "a.docx"))
    assert result.is_valid, [str(error) for error in result.errors][:5]


def in_every_place(text: str) -> str:
    """A string as a paragraph, a title, an item, a cell, a quote and some code."""
    line = " ".join(text.split())
    cell = line.replace("|", "\\|")
    return (
        f"mot {text}\n\n## mot {line}\n\n- mot {line}\n\n> mot {line}\n\n"
        f"| titre |\n|---|\n| mot {cell} |\n\n```\n{line}\n```\n\nfin\n"
    )


def test_naughty_strings_lose_no_word_wherever_they_stand(gabarit: Gabarit) -> None:
    lost: dict[str, list[str]] = {}
    for text in STRINGS:
        markdown = in_every_place(text)
        blocks, findings = blocks_of(markdown)
        typed = FORBIDDEN.sub("", unicodedata.normalize("NFC", markdown))
        wanted = reference(REFERENCE.render(typed))
        if missing := wanted - words(printed(gabarit, blocks)):
            lost[text] = sorted(missing)
        assert bool(FORBIDDEN.search(markdown)) == any(
            finding.code == "L005" for finding in findings
        ), text
    assert lost == {}


def test_naughty_strings_make_one_valid_document(gabarit: Gabarit, tmp_path: Path) -> None:
    blocks = tuple(block for text in STRINGS for block in blocks_of(in_every_place(text))[0])
    (tmp_path / "a.docx").write_bytes(written(gabarit, blocks))
    result = OpenXmlValidator().validate(str(tmp_path / "a.docx"))
    assert result.is_valid, [str(error) for error in result.errors][:5]
