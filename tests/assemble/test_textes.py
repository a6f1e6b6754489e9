"""A document of the CPTS's own is a text and four lines: the guide is followed to the letter."""

from __future__ import annotations

import io
import re

from docx import Document

from pipeline.run import build
from tests.projets import CHECKOUT, edited, examen, petit_projet

GUIDE = (CHECKOUT / "docs/coordination.md").read_text(encoding="utf-8")
RECIPE = GUIDE[GUIDE.index("#### Un document à vous") : GUIDE.index("### Le suivi des versions")]


def rapport() -> dict[str, bytes]:
    """The small project after the steps of the guide."""
    files = petit_projet()
    lines = re.search(r"Ajoutez à la fin de `(.+?)` :\n\n```yaml\n(.+?)```", RECIPE, re.DOTALL)
    text = re.search(r"son texte dans `(.+?)` :\n\n```markdown\n(.+?)```", RECIPE, re.DOTALL)
    assert lines
    assert text
    files[lines[1]] += lines[2].encode()
    files[text[1]] = text[2].encode()
    return files


def printed(files: dict[str, bytes], name: str) -> str:
    document = Document(io.BytesIO(build(examen(files))[name]))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_guide_followed_to_the_letter_builds_the_report_with_its_facts() -> None:
    found = examen(rapport())
    assert found.findings == ()
    words = printed(rapport(), "rapport-moral.docx").replace("\u00a0", " ")
    assert re.search(r"L.association compte \d+ membres, et son territoire \d+ communes", words)


def test_two_files_of_one_name_follow_each_other_and_are_in_no_other_document() -> None:
    second = "content/textes/02-rapport-moral.md\ncréer\n+ # Les finances\n+\n+ Tout est payé."
    files = edited(rapport(), second)
    files["content/textes/01-rapport-moral.md"] = files.pop("content/textes/rapport-moral.md")
    words = printed(files, "rapport-moral.docx")
    assert (
        words.index("Rapport moral") < words.index("Les finances") < words.index("Tout est payé.")
    )
    assert "Tout est payé." not in printed(files, "projet-de-sante.docx")


def test_a_public_report_is_read_for_private_data() -> None:
    files = edited(
        rapport(),
        "content/livrables.yaml\n-   parties: [textes]\n+   parties: [textes]\n+   diffusion: publique\n"
        "content/textes/rapport-moral.md\n+\n+ Appelez Inès au 06 39 98 12 34.",
    )
    assert [finding.code for finding in examen(files).findings] == ["G014"]
