"""A document of the project's own is lines of YAML and a template: the guide is followed to the letter."""

from __future__ import annotations

import io
import re

from docx import Document

from pipeline.run import build
from tests.projets import CHECKOUT, edited, examen, petit_projet

GUIDE = (CHECKOUT / "docs/coordination.md").read_text(encoding="utf-8")
RECIPE = GUIDE[GUIDE.index("#### Un document de plus") : GUIDE.index("### Les sigles")]


def livret() -> dict[str, bytes]:
    """The small project after the steps of the guide."""
    files = petit_projet()
    copied = re.search(r"Recopiez `(.+?)` sous le nom `(.+?)`", RECIPE)
    lines = re.search(r"Ajoutez à la fin de `(.+?)` :\n\n```yaml\n(.+?)```", RECIPE, re.DOTALL)
    chapter = re.search(r"ici `(.+?)` :\n\n```markdown\n(.+?)```", RECIPE, re.DOTALL)
    assert copied
    assert lines
    assert chapter
    files[copied[2]] = files[copied[1]]
    files[lines[1]] += lines[2].encode()
    files[chapter[1]] = chapter[2].encode()
    return files


def printed(docx: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph."""
    document = Document(io.BytesIO(docx))
    return [(p.style.name if p.style else "", p.text) for p in document.paragraphs]


def test_the_guide_followed_to_the_letter_builds_the_livret() -> None:
    found = examen(livret())
    assert found.findings == ()
    made = printed(build(found)["livret-des-maires.docx"])
    assert [text for style, text in made if style == "Heading 2"] == [
        "Aux maires",
        "Le territoire",
        "L’état des lieux",
        "Besoins et réponses",
        "Améliorer l’accès aux soins",
        "Organiser des parcours pluriprofessionnels autour du patient",
        "Développer des actions territoriales de prévention",
        "Répondre aux crises sanitaires graves",
    ]
    listed = [text for style, text in made if style == "List Bullet"]
    assert [text for text in listed if text.startswith("Action ")] == [
        "Action medecin (M1-01)",
        "Action parcours (M2-01)",
        "Action alimentation (M3-01)",
        "Action crise (M4-01)",
    ]


def test_a_chapter_of_one_document_is_in_no_other() -> None:
    made = build(examen(livret()))
    of_the_livret = {
        name for name, data in made.items() if ("Heading 2", "Aux maires") in printed(data)
    }
    assert of_the_livret == {"livret-des-maires.docx"}


def test_a_chapter_may_be_kept_out_of_the_livret() -> None:
    head = "+ ---\n+ livrables: projet-de-sante\n+ ---\n+\n"
    kept = f"content/diagnostic/01-territoire.md\n- # Le territoire\n{head}+ # Le territoire"
    made = build(examen(edited(livret(), kept)))
    holders = {
        name for name, data in made.items() if ("Heading 2", "Le territoire") in printed(data)
    }
    assert holders == {"projet-de-sante.docx"}


def test_fiches_in_draft_are_left_out_of_the_titles_where_drafts_are() -> None:
    draft = """
content/fiches/M1-01-medecin.md
- pilote: durand
+ pilote: durand
+ statut: brouillon
content/livrables.yaml
-   parties: [diagnostic, titres-des-fiches]
+   parties: [diagnostic, titres-des-fiches]
+   sans_brouillons: oui
"""
    texts = [
        text
        for _style, text in printed(
            build(examen(edited(livret(), draft)))["livret-des-maires.docx"]
        )
    ]
    assert "Action parcours (M2-01)" in texts
    assert "Action medecin (M1-01)" not in texts
