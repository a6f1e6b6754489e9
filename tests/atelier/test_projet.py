"""A project kept warm gives what a cold one gives, whatever was edited before."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from pipeline.atelier.pages import Pages
from pipeline.atelier.projet import PANNE, ProjetVivant
from pipeline.atelier.travaux import Travaux
from pipeline.commands.calcul import examine_folder
from pipeline.disk import shell_of_pages
from pipeline.run import build
from pipeline.vues import complete, templates_of_pages
from tests.atelier.conftest import lay_down
from tests.projets import TODAY

EDITS = (
    "Un mot de plus.",
    "{{ fait.inconnu }}",
    "| a | b |",
    "[^1]",
    "# Titre",
    "> **Attention.** Là.",
)


def texts(root: Path) -> list[Path]:
    return sorted((root / "content").rglob("*.md"))


def warm(root: Path) -> tuple[ProjetVivant, Pages]:
    projet = ProjetVivant(root, lambda: TODAY)
    return projet, Pages(projet, Travaux(root, lambda: None), shell_of_pages())


def test_random_edits_give_the_same_findings_pages_and_bytes(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    dice = random.Random(24)
    before = {path: path.read_text(encoding="utf-8") for path in texts(root)}
    projet, _pages = warm(root)
    for turn in range(6):
        path = dice.choice(texts(root))
        if turn % 3 == 2:
            for one, text in before.items():
                one.write_text(text, encoding="utf-8")
        else:
            lines = path.read_text(encoding="utf-8").split("\n")
            lines.insert(dice.randrange(len(lines)), dice.choice(EDITS))
            path.write_text("\n".join(lines), encoding="utf-8")
        projet.refresh([path.relative_to(root).as_posix()])
        projet.rest()
    cold = examine_folder(root, TODAY, to_build=True)
    found = projet.examen
    assert found.findings == cold.findings
    assert found.projet == cold.projet
    assert projet.etat.vues.modeles == templates_of_pages(cold)
    assert complete(cold, templates_of_pages(cold)).findings == projet.etat.vues.findings
    warm_bytes = build(replace(found, sources=cold.sources), brouillon=True)
    assert warm_bytes == build(cold, brouillon=True)
    assert warm_bytes


def test_memory_holds_only_what_the_files_say_now(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, _pages = warm(root)
    projet.refresh()
    projet.rest()
    first = len(projet.lectures.trees)
    path = texts(root)[0]
    for turn in range(3):
        path.write_text(f"# Titre {turn}\n\nTexte.\n", encoding="utf-8")
        projet.refresh([path.relative_to(root).as_posix()])
        projet.rest()
    assert len(projet.lectures.trees) == first


def test_templates_that_change_are_inspected_again(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    assert projet.sound_templates
    template = root / "templates/docx/fiche-action.docx"
    kept = template.read_bytes()
    template.write_bytes(b"PK pas un document")
    projet.refresh(["templates/docx/fiche-action.docx"])
    assert [one.span.path for one in projet.etat.vues.findings if one.is_error]
    assert b"Grille" in (pages.html("texte", {}, 2) or b"")
    template.write_bytes(kept)
    projet.refresh(["templates/docx/fiche-action.docx"])
    assert not [one for one in projet.etat.vues.findings if one.is_error]


def test_a_source_that_breaks_is_told_and_the_pages_live_on(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    (root / "content/projet.yaml").write_bytes(b"\xff\xfe: [")
    (root / "content/fiches/zzz.md").write_text("x " * 3_000_000, encoding="utf-8")
    (root / "budgets/budget.xlsx").write_bytes(b"PK\x03\x04 rien")
    projet.refresh(["content/projet.yaml"])
    names = (
        "index",
        "texte",
        "constats",
        "budget",
        "calendrier",
        "indicateurs",
        "territoire",
        "grille",
        "textes",
    )
    for name in names:
        assert pages.html(name, {}, 2), name
    told = (pages.html("constats", {}, 2) or b"").decode()
    assert "content/projet.yaml" in told
    assert "nouveau depuis" in told


def test_a_bug_of_ours_leaves_the_pages_of_before(tmp_path: Path) -> None:
    projet, pages = warm(lay_down(tmp_path))
    projet.today = lambda: 1 / 0  # type: ignore[assignment, return-value]
    projet.refresh(["content/projet.yaml"])
    assert projet.etat.panne.startswith(PANNE[:20])
    assert PANNE[:20] in (pages.html("texte", {}, 2) or b"").decode().replace("&#39;", "'")
