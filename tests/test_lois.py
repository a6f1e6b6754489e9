"""A sample of each law of ``make preuves``; and each law sees what breaks it."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.commands import preuves as command
from tests import preuves
from tests.lois import arbres, argent, memoires
from tests.lois.arbres import Ecrivain, lois, mots, tient
from tests.lois.argent import classeurs, desaccords, faux_totaux, inattendus, montant
from tests.projets import CLASSEUR, petit_projet
from tests.test_cases import CASES

GRAINE = 25
EXEMPLES = (6, 10, 1)
"""Texts, projects and works on a project, of those that ``make preuves`` tries by hundreds."""

CAS = sorted(argent.ADMIS) + CASES[::40]
"""The cases whose workbook two readers are asked for; ``make preuves`` asks them for all."""


@pytest.mark.lent
@pytest.mark.parametrize("rank", range(len(EXEMPLES)))
def test_what_nobody_thought_of_keeps_the_laws(rank: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbres, "PAS", 5)
    _, _, law = list(lois(GRAINE, EXEMPLES))[rank]
    law()


def test_a_text_that_loses_a_word_breaks_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    tree: list[tuple[str, object]] = [("liste", [("phrase", "{} *{}*")])]
    tient(tree)
    monkeypatch.setattr(arbres, "mots", lambda document: mots(document)[1:])
    with pytest.raises(AssertionError):
        tient(tree)


def test_every_word_of_a_tree_has_its_own_number() -> None:
    text = Ecrivain().text([("tableau", [["{}", "**{}** {}"]]), ("citation", [("code", "")])])
    words = arbres.MOT.findall(text)
    assert words == [f"zq{rank}q" for rank in range(1, len(words) + 1)]
    assert "> ```" in text


@pytest.mark.lent
def test_a_memory_that_was_changed_changes_no_document(tmp_path: Path) -> None:
    """One way for each; the folder of a build that forged its memory would give another document."""
    known, kept = memoires.bati(tmp_path / "projet")
    assert {".etat.json", ".lectures", ".images"} <= set(kept)
    draw = random.Random(GRAINE)
    for name in (".lectures", ".images"):
        spoilt = next(memoires.gates(draw, kept[name], b"{}"))
        assert memoires.changes(tmp_path / "projet", name, spoilt, known, kept) == []
    assert memoires.changes(tmp_path / "projet", ".lectures", b"", {**known, "x": b""}, kept) != []


def test_two_readers_of_workbooks_agree() -> None:
    seen = [(name, desaccords(data)[1]) for name, data in classeurs(CAS)]
    assert len(seen) > len(argent.ADMIS)
    assert inattendus(seen) == []


def test_a_cell_that_one_reader_sees_otherwise_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = petit_projet()[CLASSEUR]
    cells, odd = desaccords(data)
    assert cells > 50
    assert odd == []
    book = load_workbook(io.BytesIO(data))
    book["Prévention"]["D6"] = 1
    other = io.BytesIO()
    book.save(other)
    monkeypatch.setattr(
        argent,
        "load_workbook",
        lambda *_, **more: load_workbook(io.BytesIO(other.getvalue()), **more),
    )
    assert desaccords(data)[1] == ["Prévention!D6 : 1"]
    assert inattendus([("B035-deux-tableaux.txt", [])]) != []


@pytest.mark.lent
def test_any_budget_is_printed_to_the_cent_and_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert argent._printed(GRAINE, 4) == 0, capsys.readouterr().out


def test_a_total_that_is_not_the_sum_of_its_lines_is_seen() -> None:
    rows = [["a", "1,50\u00a0€"], ["Sous-total", "1,50\u00a0€"], ["b", "1\u202f000\u00a0€"]]
    assert faux_totaux([*rows, ["Total", "1\u202f001,50\u00a0€"]]) == []
    assert faux_totaux([*rows, ["Total", "1\u202f001,51\u00a0€"]]) != []
    assert montant("1\u202f234,50\u00a0€") == Decimal("1234.50")
    assert montant("12 %") is None


def test_each_law_is_asked_whatever_becomes_of_another(capsys: pytest.CaptureFixture[str]) -> None:
    def stops(seed: int, count: int) -> int:
        raise ValueError(f"{seed} {count}")

    def holds(seed: int, count: int) -> int:
        return 0

    def breaks(seed: int, count: int) -> int:
        return 1

    laws = {"a": stops, "b": holds, "c": breaks}
    assert preuves.main(7, 3, "", laws) == 1
    told = capsys.readouterr().out
    assert "ValueError: 7 3" in told
    assert told.count("ROMPUE") == 2
    assert told.count("tenue") == 1
    assert preuves.main(7, 3, "b", laws) == 0


def test_the_command_knows_the_laws_by_name() -> None:
    assert tuple(preuves.LOIS) == command.LOIS
