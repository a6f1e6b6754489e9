"""The stages of a CPTS: each builds its documents, and asks for nothing that comes later."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.model.files import Files
from pipeline.run import build
from tests.projets import CHECKOUT, constats, edited, examen, petit_projet

GUIDE = (CHECKOUT / "docs/coordination.md").read_text(encoding="utf-8")
RECIPE = GUIDE[GUIDE.index("### Les étapes") : GUIDE.index("### Le suivi des versions")]
LATER = ("taille", "bareme", "classeur", "statut")
"""Lines of ``projet.yaml`` that a letter does not need."""

KEPT = ("content/livrables.yaml", "content/personnes.csv", "content/communes.csv")


def lettre() -> dict[str, bytes]:
    """Identity, people and a first diagnostic, then the steps of the guide."""
    files = petit_projet()
    projet = files["content/projet.yaml"].decode()
    for key in LATER:
        projet = re.sub(rf"(?m)^{key}:.*\n", "", projet)
    projet = re.sub(r"(?m)^(dates|signataires|contrat):\n(?:[ -].*\n)+", "", projet)
    step = re.search(r"ajoutez `(etape: .+?)`", RECIPE)
    lines = re.search(r"ajoutez à la fin de `(.+?)` :\n\n```yaml\n(.+?)```", RECIPE, re.DOTALL)
    text = re.search(r"Écrivez `(.+?)`.+?```markdown\n(.+?)```", RECIPE, re.DOTALL)
    assert step
    assert lines
    assert text
    begun = {
        path: data
        for path, data in files.items()
        if path in KEPT or path.startswith(("templates/", "pipeline/", "content/prive/"))
    }
    begun["content/projet.yaml"] = f"{projet}\n{step[1]}\n".encode()
    begun["content/diagnostic/01-territoire.md"] = files["content/diagnostic/01-territoire.md"]
    begun[lines[1]] = begun[lines[1]] + b"\n" + lines[2].encode()
    begun[text[1]] = text[2].replace("delafable", "durand").encode()
    return begun


def documents(files: Files) -> list[str]:
    return sorted(build(examen(files)))


def test_a_letter_asks_for_nothing_that_comes_later() -> None:
    assert constats(lettre()) == []


def test_the_guide_followed_to_the_letter_builds_the_letter_alone() -> None:
    made = build(examen(lettre()))
    assert list(made) == ["lettre-intention.docx"]
    document = Document(io.BytesIO(made["lettre-intention.docx"]))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Nous sommes 3 professionnels et structures" in words.replace("\u00a0", " ")
    assert len(document.tables) == 2


def test_once_the_letter_is_sent_what_the_projet_lacks_is_asked() -> None:
    files = edited(lettre(), "content/projet.yaml\n- etape: lettre-intention\n+ etape: projet")
    codes = {line.split(": ")[1].split()[1] for line in constats(files)}
    assert codes >= {"C002", "P002", "P005", "P007", "F017"}


@pytest.mark.parametrize(
    ("etape", "expected"),
    [
        ("projet", {"tous.docx"}),
        ("contrat", {"tous.docx", "avenant.docx"}),
        ("bilan", {"tous.docx", "avenant.docx", "rapport.docx"}),
    ],
)
def test_stages_add_up_and_the_letter_stays_apart(etape: str, expected: set[str]) -> None:
    stages = {"lettre": "lettre-intention", "avenant": "contrat", "rapport": "bilan"}
    stages |= {"tous": "lettre-intention, projet"}
    notation = f"content/projet.yaml\n+ etape: {etape}\ncontent/livrables.yaml\n"
    for cle, etapes in stages.items():
        notation += (
            f"+ {cle}:\n+   titre: Un titre\n+   gabarit: statuts.docx\n"
            f"+   parties: [communes]\n+   etapes: [{etapes}]\n"
        )
    made = documents(edited(petit_projet(), notation))
    assert {name for name in made if name.removesuffix(".docx") in stages} == expected
    assert "projet-de-sante.docx" in made


def test_a_text_of_another_stage_is_no_text_without_a_document() -> None:
    files = edited(
        petit_projet(),
        "content/livrables.yaml\n+ lettre:\n+   titre: Lettre\n+   gabarit: acte.docx\n+   parties: [textes]\n"
        "+   etapes: [lettre-intention]\ncontent/textes/lettre.md\ncréer\n+ # Lettre\n+\n+ Bonjour.",
    )
    assert constats(files) == []
    assert "lettre.docx" not in documents(files)


def test_a_document_of_another_stage_asked_by_name_says_which(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (dossier / "content/livrables.yaml").open("a", encoding="utf-8") as livrables:
        livrables.write(
            "\nrapport:\n  titre: Rapport\n  gabarit: acte.docx\n  parties: [communes]\n  etapes: [bilan]\n"
        )
    assert run_command(["-C", str(dossier), "build", "rapport"]) == 2
    said = capsys.readouterr().err
    assert "« rapport » se construit à l'étape « bilan »" in said
    assert "« etape » dit « projet »" in said


def test_a_new_project_begins_with_its_letter_and_is_asked_for_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "ma-cpts"
    assert run_command(["nouveau-projet", str(folder)]) == 0
    projet = folder / "content/projet.yaml"
    projet.write_text(projet.read_text(encoding="utf-8") + "etape: lettre-intention\n", "utf-8")
    files, _ = read_project(folder)
    errors = {line.split(":")[0] for line in constats(files) if ": erreur " in line}
    assert errors == {"content/projet.yaml", "content/textes/lettre-intention.md"}
    warned = {line.split(":")[0] for line in constats(files) if ": avertissement " in line}
    assert warned == {"content/prive/contacts.csv"}
