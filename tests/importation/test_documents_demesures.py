"""A very long document enters in proportion to its lines, or is refused with what to do."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.commands.importer import execute
from pipeline.commands.ligne import understand
from pipeline.disk import reference_data
from pipeline.interpret.importation.libelles import each_label
from pipeline.model.files import VOCABULAIRE
from pipeline.model.importation import MOST_LINES
from pipeline.model.langue.mots import fold
from pipeline.model.prose import Emphasis, Image, Inline, Note, Paragraph, Strong, plain, text_of
from pipeline.model.vocabulaire import Vocabulaire
from pipeline.write.importation import SHORTEST_INSIDE, SHORTEST_PART, _Labels, words_in
from pipeline.write.mise_au_propre import sentences_of
from tests.conftest import write_files
from tests.duree import in_proportion
from tests.projets import petit_projet

MOTS = Vocabulaire(reference_data()[VOCABULAIRE].decode())
WORDS = ["pilote", "objectif", "médecin", "Auch", "réunion", "publics", "mairie", "trimestre"]


def bring(
    folder: Path, lines: Sequence[str], capsys: pytest.CaptureFixture[str], name: str = "long.txt"
) -> tuple[int, str]:
    root = write_files(folder, petit_projet())
    source = folder / name
    source.write_text("\n".join(lines), encoding="utf-8")
    status = execute(understand(["-C", str(root), "importer", str(source)]))
    return status, capsys.readouterr().out


def test_a_text_of_too_many_lines_is_refused_with_what_to_do_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = bring(tmp_path, ["- Un mot"] * (MOST_LINES + 1), capsys)
    assert (status, "plus de 8 000 lignes" in said) == (1, True), said[:300]
    assert "Coupez-le en plusieurs documents" in said
    assert not list((tmp_path / "content/fiches").glob("*un-mot*"))


def test_a_text_of_too_many_letters_is_refused_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = bring(tmp_path, ["- Vacciner " * 400] * 115, capsys)
    assert (status, "de 500 000 lettres" in said) == (1, True), said[:300]


@pytest.mark.parametrize(("lines", "width"), [(60, 1_500), (30_000, 4)], ids=["columns", "lines"])
def test_a_list_of_too_many_cells_is_refused_before_what_it_holds_is_sought(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    lines: int,
    width: int,
) -> None:
    monkeypatch.setattr("pipeline.commands.importer_classeur.zones_of", None)
    rows = [";".join(f"Budget {row} {column}" for column in range(width)) for row in range(lines)]
    status, said = bring(tmp_path, rows, capsys, "liste.csv")
    assert (status, "trop de cases remplies" in said) == (1, True), said[:300]
    assert "Gardez, dans une copie" in said


def test_a_long_record_of_a_bank_is_sent_to_where_it_enters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{day % 28 + 1:02d}/03/2027;Loyer {day};12,50;;1000,00" for day in range(3_200)]
    status, said = bring(tmp_path, ["Date;Libellé;Débit;Crédit;Solde", *rows], capsys, "banque.csv")
    assert (status, "make releve FICHIER=banque.csv" in said) == (1, True), said[:300]


def test_fiches_of_one_title_each_have_their_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fiche = ["# Fiche action 1", "", "Pilote : Dr Roux", "", "## Objectifs", "", "- vacciner", ""]
    fiche += ["## Calendrier", "", "- mars 2027 : début", ""]
    status, said = bring(tmp_path, fiche * 4, capsys, "long.md")
    assert status == 0, said
    names = sorted(path.stem for path in (tmp_path / "content/fiches").glob("a-classer*"))
    assert [name.removeprefix(names[0]) for name in names] == ["", "-3", "-4", "-bis"]


def test_a_short_one_enters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["# Vacciner à temps", "", "## Problématiques constatées", "", "Peu de vaccins.", ""]
    lines += ["## Objectifs opérationnels", "", "1. Vacciner à temps", ""]
    status, said = bring(tmp_path, lines, capsys)
    assert (status, "8 000" in said) == (0, False), said[:300]


def labels(count: int) -> dict[str, Counter[str]]:
    chance = random.Random(7)
    told = (" ".join(chance.choices(WORDS, k=4)) for _one in range(count))
    return {fold(f"{words} {rank}"): words_in(words) for rank, words in enumerate(told)}


@pytest.mark.parametrize(
    "line",
    ["Objectif 12 du pilote", "ob", "a", "médecin auch", "", "Lieu : Auch", "en deux morceaux"],
)
def test_the_labels_of_a_line_are_those_that_reading_each_of_them_gives(line: str) -> None:
    known = {
        **{
            fold(label): words_in(label)
            for label in ("Objectif", "o", "Ob", "Lieu :", "Pilote", "pilo")
        },
        "un libelle en deux morceaux": words_in("un libellé en deux morceaux"),
        **labels(40),
    }
    folded, expected = fold(line), Counter[str]()
    for label, words in known.items():
        if (len(label) >= SHORTEST_INSIDE and label in folded) or folded.startswith(label):
            expected += words
        elif len(folded) >= SHORTEST_PART and folded in label:
            expected += words_in(line)
    assert _Labels(known).of(line) == expected


def test_lines_and_labels_cost_in_proportion() -> None:
    def work(size: int) -> None:
        known = labels(size)
        asked = _Labels(known)
        for label in known:
            asked.of(f"{label} et la suite")

    in_proportion(work, 1_000)


CUT: dict[str, list[Inline]] = {
    "letters in bold, then in italics": [Strong(plain("a")), Emphasis(plain("b"))],
    "dashes in bold, then in italics": [Strong(plain("-")), Emphasis(plain("-"))],
    "labels": [Strong(plain("Pilote :")), *plain(" Anne Roux ")],
    "words between bold": [Strong(plain("mot")), *plain(" : ")],
}


@pytest.mark.parametrize("kind", CUT)
def test_the_labels_of_a_line_are_sought_in_proportion_to_its_pieces(kind: str) -> None:
    in_proportion(lambda size: each_label(Paragraph(tuple(CUT[kind] * size)), MOTS), 200)


def test_a_note_or_a_picture_at_either_end_of_a_label_stays_beside_it() -> None:
    note, picture = Note("1", (Paragraph(plain("En 2025.")),)), Image("a.png", "")
    line = [*plain("Pilote : Anne Roux "), picture, *plain("; "), Strong(plain("Public : tous"))]
    found = each_label(Paragraph((*line, note)), MOTS)
    assert [text_of(one.inlines) for one in found if isinstance(one, Paragraph)] == [
        "Pilote : Anne Roux ",
        "Public : tous",
    ]
    assert [one.inlines[-1] for one in found if isinstance(one, Paragraph)] == [picture, note]


@pytest.mark.parametrize("said", ["Un mot a. ", "Un mot. ", "M. ", "**Un mot.** *Un autre.* "])
def test_a_paragraph_is_cut_in_sentences_in_proportion_to_its_words(said: str) -> None:
    in_proportion(lambda size: sentences_of(said * size), 1_000)
