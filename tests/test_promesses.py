"""What was found of the libraries and in trials, each answered by the name of the tests that hold it.

A test that is renamed or taken away is told here: a fault without a test comes back.
"""

from __future__ import annotations

import ast
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest
from docx import Document as WordDocument
from lxml import etree

from pipeline.model.finding import Finding
from pipeline.run import Examen, build
from pipeline.write.word.relire import words_of
from tests.projets import CHECKOUT, LIVRABLES, edited, examen, petit_projet
from tests.test_portes import repacked
from tests.test_rien_de_perdu import filled

LIBRAIRIES: Mapping[str, tuple[str, ...]] = {
    "text is lost where a library mends what it rendered": (
        "write/word/test_corpus.py: test_naughty_strings_lose_no_word_wherever_they_stand",
        "write/word/test_prose.py: test_any_text_in_any_place_is_printed_whole",
        "test_documents.py: test_no_word_of_the_sources_is_lost",
    ),
    "footnotes are written unchecked": (
        "write/word/test_prose.py: test_footnotes_are_real_ones_and_a_second_call_repeats_the_number",
        "write/word/test_corpus.py: test_naughty_strings_make_one_valid_document",
        "write/word/test_prose.py: test_a_part_that_is_not_xml_is_refused",
    ),
    "an import spoils the namespaces of properties": (
        "test_promesses.py: test_each_property_is_in_its_own_namespace_and_there_once",
        "test_documents.py: test_the_language_title_and_author_are_set",
    ),
    "paragraphs that end and begin with braces become one": (
        "test_promesses.py: test_braces_at_the_end_of_a_paragraph_join_nothing",
        "read/test_markdown.py: test_braces_in_code_escaped_or_of_a_template_are_text",
    ),
    "a template is a program": (
        "write/word/test_template.py: test_anything_else_stops",
        "write/word/test_template.py: test_an_attack_in_the_body_is_a_finding_and_does_nothing",
        "write/word/test_template.py: test_code_in_the_properties_of_a_template_is_never_run",
    ),
    "content becomes code": ("write/word/test_template.py: test_content_is_never_code",),
    "tiny workbooks take all memory": (
        "read/test_workbook.py: test_a_cell_at_the_other_end_costs_nothing",
        "read/test_demesure.py: test_what_no_spreadsheet_writes_is_refused_by_the_limit_it_passes",
        "read/test_demesure.py: test_one_sheet_under_many_names_is_refused_before_it_is_read_again",
        "read/test_classeur_libre.py: test_what_openpyxl_would_take_minutes_over_is_told",
    ),
    "a workbook saved as Strict has no sheet": (
        "read/test_workbook.py: test_a_foreign_or_hostile_file_gets_a_sentence_and_no_library",
    ),
    "the size that a sheet announces is believed": (
        "commands/test_donnees.py: test_the_size_that_a_sheet_announces_hides_no_row",
    ),
    "errors in cells become empty cells": (
        "read/test_workbook.py: test_an_error_cell_is_kept_as_an_error",
        "read/test_workbook.py: test_a_formula_never_calculated_is_named_by_cell",
    ),
    "deep lists and surplus cells are dropped": (
        "read/test_markdown.py: test_deep_nesting_loses_nothing",
        "read/test_markdown.py: test_no_word_of_any_text_is_lost",
        "read/test_perdus.py: test_every_word_is_in_the_tree_or_told_on_its_line",
    ),
    "a file half written takes the place of a good one": (
        "test_pannes.py: test_a_command_that_is_stopped_leaves_whole_files_and_does_its_work_the_next_time",
        "test_disk.py: test_a_failed_write_leaves_the_earlier_files",
    ),
    "no checker of documents is enough alone": (
        "test_documents.py: test_openxml_audit_finds_nothing",
        "test_documents.py: test_ooxml_integrity_finds_nothing",
        "test_validite.py: test_a_broken_document_is_caught",
    ),
    "two runs give other bytes": (
        "write/test_manifeste.py: test_the_same_sources_give_the_same_bytes_anywhere",
        "test_documents.py: test_another_day_changes_no_document",
    ),
}
"""What the libraries do that this program must not."""

ESSAIS: Mapping[str, tuple[str, ...]] = {
    "private details in a public document": (
        "check/test_diffusion.py: test_what_contacts_hold_is_an_error_however_it_is_typed",
        "check/test_diffusion.py: test_any_mobile_number_and_any_mail_is_told",
        "check/test_diffusion.py: test_each_number_printed_in_a_public_document_was_told_at_its_place",
        "check/test_diffusion.py: test_nine_public_documents_show_no_detail_of_anybody_in_any_writing",
        "model/test_coordonnees.py: test_what_is_one_person_s_alone_is_found",
        "test_promesses.py: test_a_number_in_any_place_that_is_printed_is_told",
    ),
    "their neighbours stay silent": (
        "check/test_diffusion.py: test_other_numbers_stay_silent",
        "model/test_coordonnees.py: test_what_only_looks_like_one_is_left_alone",
        "model/test_coordonnees.py: test_numbers_that_belong_to_nobody_are_left_alone",
    ),
    "a picture of the private folder": (
        "check/test_diffusion.py: test_a_picture_of_the_private_folder_is_refused_in_any_document",
        "check/test_diffusion.py: test_no_text_names_a_file_of_the_private_folder",
    ),
    "the wall around templates": (
        "read/test_word.py: test_a_package_that_is_not_what_it_seems_is_refused",
        "read/test_word.py: test_what_fetches_runs_or_tells_is_refused_in_the_body_and_in_a_header",
        "read/test_word.py: test_no_document_built_holds_a_field_that_a_template_could_not",
        "read/test_word.py: test_an_honest_template_passes",
        "test_portes.py: test_macros_in_a_word_file_are_refused_at_every_door",
    ),
    "comments, variables and marks of a template leave with a document": (
        "read/test_word.py: test_nothing_that_tells_who_made_a_template_leaves_with_a_document",
    ),
    "archives that lie about their size, or pack otherwise": (
        "read/test_archive.py: test_a_part_that_gives_more_than_it_announces_is_refused_before_it_is_held",
        "read/test_archive.py: test_what_office_never_packs_with_is_not_unpacked",
        "read/test_archive.py: test_two_parts_may_not_share_their_bytes",
        "read/test_archive.py: test_a_damaged_file_is_read_or_told",
    ),
    "macros": (
        "test_portes.py: test_a_file_that_may_hold_macros_is_refused_by_its_name_at_every_door",
        "test_portes.py: test_macros_in_a_workbook_are_refused_at_every_door",
    ),
    "words lost in silence": (
        "read/test_perdus.py: test_what_would_not_be_printed_as_typed_is_told_once",
        "read/test_perdus.py: test_a_line_that_nothing_points_to_is_told",
        "test_rien_de_perdu.py: test_every_place_is_printed_or_has_a_reason_not_to_be",
        "test_rien_de_perdu.py: test_what_is_typed_there_is_in_a_document",
    ),
    "signs that turn the reading": (
        "read/test_perdus.py: test_a_sign_that_turns_the_reading_is_told_with_its_place",
        "read/test_demesure.py: test_a_cell_that_hides_a_change_of_direction_is_told_by_its_place",
    ),
    "a drawing of too many letters": (
        "read/test_svg.py: test_a_text_of_too_many_letters_is_refused_before_it_is_tried",
        "read/test_svg.py: test_no_style_takes_more_than_a_moment",
    ),
    "numbers that no spreadsheet holds": (
        "read/test_demesure.py: test_a_number_beyond_any_spreadsheet_is_the_text_that_was_stored",
    ),
    "emphasis without end": (
        "read/test_demesure.py: test_a_text_nested_without_end_keeps_its_words_and_is_told",
        "read/test_demesure.py: test_emphasis_that_never_closes_is_words_and_signs",
    ),
    "cost that grows faster than the text": (
        "read/test_demesure.py: test_a_text_costs_by_its_length",
        "read/test_demesure.py: test_a_sheet_costs_by_its_size",
        "read/test_demesure.py: test_a_sigle_costs_as_often_as_it_is_used",
        "read/test_demesure.py: test_a_text_too_long_is_refused_by_the_limit_it_passes",
        "model/test_coordonnees.py: test_a_text_twice_as_long_costs_twice",
        "commands/test_texte.py: test_a_table_inside_another_is_told_once",
        "commands/test_texte.py: test_styles_that_lean_on_one_another_without_end_are_told",
    ),
    "arguments in another coding, of thousands of figures": (
        "commands/test_arguments.py: test_a_word_that_makes_no_sense_is_told",
        "commands/test_arguments.py: test_so_is_one_that_make_hands_on",
    ),
    "a memory of a true hash and false content": (
        "read/test_lectures.py: test_a_word_changed_with_its_plain_hash_made_anew_is_not_believed",
        "read/test_lectures.py: test_what_another_folder_kept_is_not_believed",
        "read/test_lectures.py: test_one_bit_flipped_or_an_end_lost_makes_all_be_read_again",
    ),
}
"""What trials of this program got through."""

NAMED = [
    (fault, name) for known in (LIBRAIRIES, ESSAIS) for fault in known for name in known[fault]
]


def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((CHECKOUT / "tests" / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_each_fault_is_answered_by_tests_that_are_there() -> None:
    assert len(LIBRAIRIES) == 14
    missing = []
    for fault, name in NAMED:
        path, _colon, test = name.partition(": ")
        if test not in names_in(path):
            missing.append(f"{fault} : {name}")
    assert missing == []


# --- those that no other module holds -----------------------------------------------------------------------------------

REGLEMENT = "reglement-interieur"
SPACES = {
    "title": "http://purl.org/dc/elements/1.1/",
    "creator": "http://purl.org/dc/elements/1.1/",
    "keywords": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "created": "http://purl.org/dc/terms/",
}


def paragraphs_of(files: dict[str, bytes]) -> list[str]:
    found = examen(files)
    assert found.sound, [str(finding) for finding in found.findings]
    document = build(found, wanted=[REGLEMENT])[f"{REGLEMENT}.docx"]
    return [
        paragraph.text.strip().replace("\u00a0", " ").replace("\u202f", " ")
        for paragraph in WordDocument(io.BytesIO(document)).paragraphs
    ]


@pytest.mark.parametrize(
    ("end", "begin"), [("}", "}"), ("%", "}"), ("#", "}"), ("{", "{"), ("{", "%")]
)
def test_braces_at_the_end_of_a_paragraph_join_nothing(end: str, begin: str) -> None:
    typed = f"On vote à main levée. Fin {end}\n+ \n+ {begin} commence ici."
    texts = paragraphs_of(
        edited(
            petit_projet(),
            f"content/reglement-interieur/01-votes.md\n- On vote à main levée.\n+ {typed}",
        )
    )
    assert f"On vote à main levée. Fin {end}" in texts
    assert f"{begin} commence ici." in texts


def test_each_property_is_in_its_own_namespace_and_there_once() -> None:
    import docxtpl  # noqa: F401 - it brings what would spoil them

    document = build(examen(petit_projet()), wanted=[REGLEMENT])[f"{REGLEMENT}.docx"]
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("docProps/core.xml"))
    names = [etree.QName(node) for node in root]
    assert len({name.text for name in names}) == len(names)
    wrong = [n.text for n in names if n.namespace != SPACES.get(n.localname, n.namespace)]
    assert wrong == []
    assert {"title", "creator"} <= {name.localname for name in names}


# --- every place that is printed ----------------------------------------------------------------------------------------

WORD = re.compile(r"\b[Zz]a[a-zà-ÿ]{3,}\b")
KEYS = re.compile(
    r"^(?:courriel|site|cle|code|mission|livrables|modele|tableau|pilote|membres|titulaire): "
)
"""Lines that name something by its key: a number there names nothing any more."""

SHEETS = re.compile(r"xl/(?:sharedStrings|worksheets/sheet[0-9]+)[.]xml")


class Semis:
    """A mobile number of its own after every word made for a place, in every file but those of private details."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def of(self, path: str, data: bytes) -> bytes:
        if path.endswith(".xlsx"):
            return repacked(data, lambda parts: self._in_strings(path, parts))
        if path.endswith((".md", ".yaml", ".csv")) and "prive/" not in path:
            lines = data.decode("utf-8-sig").split("\n")
            return "\n".join(self._line(path, line) for line in lines).encode()
        return data

    def _in_strings(self, path: str, parts: dict[str, bytes]) -> None:
        for name in filter(SHEETS.match, list(parts)):
            parts[name] = self._line(path, parts[name].decode()).encode()

    def _line(self, path: str, line: str) -> str:
        if KEYS.match(line.strip(" -")):
            return line
        return WORD.sub(lambda match: self._numbered(path, match.group()), line)

    def _numbered(self, path: str, word: str) -> str:
        number = f"6{10_000_000 + 7 * len(self.planted)}"
        self.planted[number] = f"{path} : {word}"
        return f"{word} 0{number}"


OF_A_BODY = {"Zastructure", "zaconvention"}
"""What the line of a body says of itself is open."""


@pytest.fixture(scope="module")
def planted() -> tuple[Semis, Examen]:
    """The project of every place, all its documents public, with a number in each."""
    semis = Semis()
    files = {
        path: data if path.startswith("templates/") else semis.of(path, data)
        for path, data in filled().items()
        if path != LIVRABLES
    }
    asked = re.sub(rb"(?m)^(  parties:.*)$", rb"\1\n  diffusion: publique", filled()[LIVRABLES])
    return semis, examen({**files, LIVRABLES: asked})


def test_a_number_in_any_place_that_is_printed_is_told(
    planted: tuple[Semis, Examen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is told of the sources, with its place: the net on built documents has nothing to catch."""
    semis, found = planted
    monkeypatch.setattr("pipeline.run._without_leaks", lambda outputs, *_rest: outputs)
    printed = {
        number
        for document in build(found, brouillon=True).values()
        for words in words_of(document)
        for number in re.findall(r"0(6[0-9]{8})\b", words)
    }
    assert len(printed) > 90
    told = {one.coordonnee.valeur for one in found.comptes.divulgations}
    missed = [semis.planted[number] for number in printed - told if number in semis.planted]
    assert [place for place in missed if place.rpartition(" ")[2] not in OF_A_BODY] == []
    assert all(one.span.path for one in found.comptes.divulgations)


def test_the_net_on_built_documents_catches_what_no_list_told(
    planted: tuple[Semis, Examen],
) -> None:
    _semis, found = planted
    comptes = replace(found.comptes, divulgations=())
    said: list[Finding] = []
    assert build(replace(found, comptes=comptes), brouillon=True, said=said) == {}
    assert {finding.code for finding in said} >= {"G017"}
