"""What helps to write: new fiches and chapters, one page alone, a rule explained."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.expliquer import contents
from pipeline.commands.fiche import slug
from pipeline.model.fiche import TRAME
from pipeline.model.finding import Finding
from pipeline.model.mission import MISSIONS
from pipeline.model.rules import RULES
from pipeline.read.markdown import read_markdown
from pipeline.run import examine
from pipeline.write.modeles import fiche
from tests.projets import CHECKOUT, TODAY, examen, petit_projet
from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent


def test_a_new_fiche_takes_the_next_code_and_the_whole_trame(dossier: Path) -> None:
    done = projet_sante(dossier, "fiche", "prevention", "Bouger : c'est bon pour le cœur")
    assert done.returncode == 0, done.stderr
    path = dossier / "content/fiches/M3-02-bouger-c-est-bon-pour-le-coeur.md"
    text = path.read_text(encoding="utf-8")
    titles = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert titles == [rubrique.titre for rubrique in TRAME]
    assert text.count("<!-- ") == len(TRAME) + 1, (
        "a line for each heading, and the other indicators"
    )
    before = path.read_bytes()
    assert projet_sante(dossier, "fiche", "prevention", "Autre").returncode == 0
    assert (dossier / "content/fiches/M3-03-autre.md").exists()
    assert path.read_bytes() == before


def test_a_file_name_is_cut_between_two_words() -> None:
    assert slug("Repérer tôt le surpoids de l'enfant et proposer aux familles une aide simple") == (
        "reperer-tot-le-surpoids-de-l-enfant-et-proposer-aux-familles"
    )


def test_a_new_fiche_leaves_the_variable_part_to_those_that_share_it(dossier: Path) -> None:
    assert projet_sante(dossier, "fiche", "prevention", "Bouger").returncode == 0
    second = (dossier / "content/fiches/M3-02-bouger.md").read_text(encoding="utf-8")
    assert "- base du volet variable : oui" not in second
    assert projet_sante(dossier, "fiche", "crises", "Alerter").returncode == 0
    assert "- poids : XX" in fiche("M3-02", "Bouger", MISSIONS[2])


def test_a_mission_goes_by_its_rank_and_an_unknown_one_is_answered_with_all(dossier: Path) -> None:
    assert projet_sante(dossier, "fiche", "M3", "Bouger").returncode == 0
    assert (dossier / "content/fiches/M3-02-bouger.md").exists()
    assert "prevention (M3, Développer" in projet_sante(dossier, "fiche", "vaccin", "Bouger").stderr


def test_many_blanks_of_a_file_are_one_line_on_the_screen(dossier: Path) -> None:
    projet_sante(dossier, "fiche", "prevention", "Bouger")
    done = projet_sante(dossier, "check", "content/fiches/M3-02-bouger.md")
    told = [line for line in done.stdout.splitlines() if "erreur X001" in line]
    assert len(told) == 1
    assert "blancs restent à remplir, aux lignes 5, " in told[0]


def test_a_path_nearly_right_is_answered_with_the_right_one(dossier: Path) -> None:
    for typed in (
        "M3-01-alimentation.md",
        "fiches/M3-01-alimentatoin.md",
        "M3-01-alimentation.md.txt",
    ):
        done = projet_sante(dossier, "check", typed)
        assert done.returncode == 2
        assert "Vouliez-vous dire « content/fiches/M3-01-alimentation.md »" in done.stderr


def test_an_unknown_rule_says_where_codes_are() -> None:
    done = projet_sante(CHECKOUT, "expliquer", "Z999")
    assert done.returncode == 2
    assert "« make expliquer » tout court donne la liste" in done.stderr


def test_the_contents_name_every_rule_on_a_line() -> None:
    assert [line.split()[0] for line in contents().splitlines()[3:]] == list(RULES)


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.cle)
def test_a_new_fiche_asks_only_to_be_filled(mission: object) -> None:
    """Every error is a blank to fill; what remains are the warnings of a draft."""
    from pipeline.model.mission import Mission

    assert isinstance(mission, Mission)
    files = petit_projet()
    path = f"content/fiches/M{mission.rang}-09-essai.md"
    files[path] = fiche(f"M{mission.rang}-09", "Essai", mission).encode()
    errors = {f.code for f in examen(files).findings if f.span.path == path and f.is_error}
    assert errors <= {"X001", "F014"}


def test_no_guidance_reaches_word(dossier: Path) -> None:
    projet_sante(dossier, "fiche", "prevention", "Essai")
    done = projet_sante(dossier, "apercu", "content/fiches/M3-02-essai.md")
    assert done.returncode == 1
    document = Document(str(dossier / "build/apercu.docx"))
    text = "".join(
        node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t")
    )
    assert "M3-02 — Essai" in text
    assert "Fiche à l’état de brouillon" in text
    assert not [rubrique.aide for rubrique in TRAME if rubrique.aide in text]
    assert "X001 — content/fiches/M3-02-essai.md" in text
    assert "Une association ouverte à tous" not in text


@pytest.mark.parametrize(
    "path",
    [
        "content/organisation/01-gouvernance.md",
        "content/statuts/avecsante/01-nom.md",
        "content/reglement-interieur/01-votes.md",
    ],
)
def test_any_text_can_be_seen_alone(dossier: Path, path: str) -> None:
    done = projet_sante(dossier, "apercu", path)
    assert done.returncode == 0, done.stderr + done.stdout
    assert (dossier / "build/apercu.docx").read_bytes()[:2] == b"PK"


def test_what_is_not_printed_alone_is_told(dossier: Path) -> None:
    done = projet_sante(dossier, "apercu", "content/projet.yaml")
    assert done.returncode == 2
    assert "ne s'imprime pas seul" in done.stderr


def test_a_preview_shows_nobody_elses_mistakes(dossier: Path) -> None:
    (dossier / "content/livrables.yaml").write_text("x: [", encoding="utf-8")
    done = projet_sante(dossier, "apercu", "content/organisation/01-gouvernance.md")
    assert done.returncode == 0
    assert "Aucun constat." in done.stdout


def test_a_new_chapter_comes_last_in_its_part(dossier: Path) -> None:
    assert projet_sante(dossier, "chapitre", "diagnostic", "Les jeunes").returncode == 0
    assert projet_sante(dossier, "chapitre", "qualite", "La qualité").returncode == 0
    *_, last = sorted((dossier / "content/diagnostic").glob("*.md"))
    assert last.name.endswith("-les-jeunes.md")
    assert last.read_text(encoding="utf-8").startswith("# Les jeunes\n")
    assert "mission: qualite" in (dossier / "content/missions/05-la-qualite.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["fiche"],
        ["fiche", "prevention"],
        ["fiche", "jardinage", "x"],
        ["chapitre", "missions", "x"],
        ["chapitre", "z", "x"],
        ["expliquer", "Z999"],
    ],
)
def test_a_wrong_word_gets_a_sentence(dossier: Path, words: list[str]) -> None:
    done = projet_sante(dossier, *words)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_fiche_left_as_a_draft_can_be_left_out_of_a_document() -> None:
    from pipeline.run import build
    from tests.projets import edited

    notation = (
        "content/fiches/M3-01-alimentation.md\n- mission: prevention\n+ mission: prevention\n+ statut: brouillon\n"
        "content/livrables.yaml\n- gabarit: projet-de-sante.docx\n"
        "+ gabarit: projet-de-sante.docx\n+   sans_brouillons: oui\n"
    )
    data = build(examine(edited(petit_projet(), notation), (), TODAY))["projet-de-sante.docx"]
    text = "".join(
        n.text or ""
        for n in Document(io.BytesIO(data)).element.body.iter()
        if str(n.tag).endswith("}t")
    )
    assert "M3-01 — Action alimentation" not in text
    assert "M2-01 — Action parcours" in text


@given(st.text(max_size=80))
def test_any_title_makes_a_file_name_and_a_fiche_that_reads(title: str) -> None:
    name = slug(title)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    clean = " ".join("".join(c for c in title if c.isprintable()).split()) or "x"
    findings: list[Finding] = []
    found = read_markdown("content/fiches/M1-01-x.md", fiche("M1-01", clean, MISSIONS[0]), findings)
    assert found is not None
    assert [f for f in findings if f.code != "L009"] == []
