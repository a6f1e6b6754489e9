"""``calendrier.ics``: what any calendar can open, one event a date, the same bytes for the same sources."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.ligne import run_command
from pipeline.model.agenda import Evenement
from pipeline.model.echeance import Echeance, Precision
from pipeline.run import diary
from pipeline.write.ics import LONGEST, ics
from tests.projets import edited, examen, petit_projet


def unfolded(data: bytes) -> list[str]:
    """The lines of the file as a calendar reads them."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data: bytes, name: str) -> list[str]:
    found = [line.partition(":")[2] for line in unfolded(data) if line.startswith(name)]
    return [re.sub(r"\\(.)", r"\1", text) for text in found]


def calendrier(notation: str = "") -> bytes:
    return diary(examen(edited(petit_projet(), notation)))["calendrier.ics"]


def test_dates_of_the_contract_of_missions_payments_and_fiches_are_there() -> None:
    titles = values(calendrier(), "SUMMARY")
    for words in (
        "Signature du contrat",
        "Anniversaire du contrat : début de l'année 2",
        "Prévention : date limite de démarrage",
    ):
        assert words in titles
    assert any(title.startswith("Versement attendu : ") for title in titles)
    assert any(title.startswith("M3-01 Action alimentation") for title in titles)


def test_the_crisis_plan_the_assemblies_and_the_silent_approval_are_there() -> None:
    meeting = """content/statuts/valeurs.yaml
+ assemblee_ordinaire:
+   date: 2028-05-12
"""
    found = days(calendrier(meeting))
    assert found["Plan de crise : dernier jour pour remettre la première version"] == "20280331"
    assert (
        found["Plan de crise : dernier jour pour remettre la mise à jour de l'année 2"]
        == "20290331"
    )
    assert found["Fin du contrat"] == "20320331"
    assert found["Assemblée générale ordinaire"] == "20280512"
    assert found["Assemblée générale ordinaire : dernier jour pour convoquer"] < "20280512"
    later = "content/projet.yaml\n-   validation: 2027-03-15\n+   validation: 2027-03-20\n"
    assert "Projet réputé validé, sauf opposition de l'ARS" in days(calendrier(later))
    assert "Projet réputé validé, sauf opposition de l'ARS" not in found


def days(data: bytes) -> dict[str, str]:
    return dict(zip(values(data, "SUMMARY"), values(data, "DTSTART;VALUE=DATE"), strict=True))


def test_each_event_is_known_by_a_name_of_its_own_that_a_line_added_above_does_not_change() -> None:
    before = values(calendrier(), "UID")
    assert len(set(before)) == len(before)
    path = "content/fiches/M3-01-alimentation.md"
    line = re.search(
        r"(?m)^\| (?!Étape|-)[^|]+\| [^|]*20\d\d[^|]*\|$", petit_projet()[path].decode()
    )
    assert line
    added = f"{path}\n- {line[0]}\n+ | Une étape de plus | juin 2028 |\n+ {line[0]}"
    after = values(calendrier(added), "UID")
    assert set(before) < set(after)


def test_a_month_says_that_it_is_one() -> None:
    month = Evenement("a", Echeance(date(2028, 3, 1), Precision.MOIS), "Réunion ; ouverte, à tous")
    data = ics("CPTS d'Essai", [month])
    assert values(data, "SUMMARY") == ["Réunion ; ouverte, à tous (mars 2028)"]
    assert values(data, "DTSTART;VALUE=DATE") == ["20280301"]
    assert values(data, "DTEND;VALUE=DATE") == ["20280302"]


@given(st.lists(st.text(max_size=200), max_size=5))
def test_whatever_the_words_lines_are_short_and_events_whole(titles: list[str]) -> None:
    day = Echeance(date(2028, 3, 1))
    data = ics("CPTS", [Evenement(str(rank), day, title) for rank, title in enumerate(titles)])
    assert all(len(line) <= LONGEST for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert values(data, "SUMMARY") == [" ".join(title.split()) for title in titles]


def test_a_build_writes_it_beside_the_documents_and_a_brouillon_does_not(dossier: Path) -> None:
    assert run_command(["-C", str(dossier), "build", "--brouillon"]) == 0
    assert not (dossier / "build/calendrier.ics").exists()
    assert run_command(["-C", str(dossier), "build"]) == 0
    first = (dossier / "build/calendrier.ics").read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    assert first == calendrier()


def test_a_contract_that_begins_later_moves_its_events_and_makes_none() -> None:
    later = "content/projet.yaml\n-   effet: 2027-04-01\n+   effet: 2027-07-01"
    before, after = calendrier(), calendrier(later)
    assert values(before, "UID") != []
    assert set(values(after, "UID")) == set(values(before, "UID"))
    assert values(after, "DTSTART;VALUE=DATE") != values(before, "DTSTART;VALUE=DATE")


def test_a_step_that_moves_is_the_same_event() -> None:
    path = "content/fiches/M3-01-alimentation.md"
    found = re.search(
        r"(?m)^\| (?!Étape|-)[^|]+\| [^|]*20\d\d[^|]*\|$", petit_projet()[path].decode()
    )
    assert found
    line = found[0]

    def names(month: str) -> set[str]:
        step = f"{path}\n- {line}\n+ {line}\n+ | Une étape à elle | {month} 2028 |"
        return set(values(calendrier(step), "UID"))

    assert names("juin") == names("octobre")
