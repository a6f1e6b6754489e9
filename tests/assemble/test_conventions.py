"""A convention for each partner, from one model; none without partners."""

from __future__ import annotations

import io
import re

from docx import Document

from pipeline.model.files import Files
from pipeline.run import build
from tests.projets import constats, edited, examen, petit_projet

LIVRABLE = """content/livrables.yaml
+ conventions:
+   titre: Conventions
+   gabarit: acte.docx
+   parties: [conventions]
+   diffusion: publique
content/conventions/01-modele.md
créer
+ # Convention
+
+ Avec {{ partenaire.nom }}, {{ partenaire.represente }} : {{ partenaire.convention }}.
+
+ {{ partenaire.signatures }}
"""
PERSONNES = "content/personnes.csv"


def with_partners(*lines: str) -> Files:
    files = edited(petit_projet(), LIVRABLE)
    head, *people = files[PERSONNES].decode("utf-8-sig").splitlines()
    text = "\n".join([f"{head};convention", *(f"{line};" for line in people), *lines])
    return {**files, PERSONNES: text.encode()}


CLINIQUE = (
    "clinique;morale;Clinique de Test;;;;;Léa Bord;Auch;structures;engagé;;annonce des sorties"
)
FOYER = "foyer;morale;Foyer de Test;;;;;Jo Lac;Pavie;structures;à venir;;accueil des soignants"


def test_each_partner_has_its_own() -> None:
    files = with_partners(CLINIQUE, FOYER)
    assert constats(files) == []
    document = Document(
        io.BytesIO(build(examen(files), wanted=["conventions"])["conventions.docx"])
    )
    texts = [re.sub("[\u00a0\u202f]", " ", p.text) for p in document.paragraphs if p.text]
    assert texts == [
        "Convention : Clinique de Test",
        "Avec Clinique de Test, représentée par Léa Bord : annonce des sorties.",
        "Convention : Foyer de Test",
        "Avec Foyer de Test, représenté par Jo Lac : accueil des soignants.",
    ]
    signing = [table.rows[1].cells for table in document.tables]
    assert [[cell.text for cell in cells] for cells in signing] == [
        ["Anne Durand, présidente", "Léa Bord"],
        ["Anne Durand, présidente", "Jo Lac"],
    ]


def test_without_a_partner_it_is_set_aside_without_a_word() -> None:
    files = edited(petit_projet(), LIVRABLE)
    assert constats(files) == []
    assert "conventions.docx" not in build(examen(files))


def test_they_are_annexed_when_there_are_some() -> None:
    for files, expected in ((with_partners(CLINIQUE), True), (with_partners(), False)):
        livrables = files["content/livrables.yaml"].replace(
            b"chapitres]", b"chapitres, conventions]"
        )
        files = {**files, "content/livrables.yaml": livrables}
        made = build(examen(files), wanted=["projet-de-sante"])["projet-de-sante.docx"]
        texts = [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]
        assert any("Conventions de partenariat" in text for text in texts) is expected
        assert any("annonce des sorties" in text for text in texts) is expected


def test_an_open_representative_is_told_and_said() -> None:
    files = with_partners(CLINIQUE.replace("Léa Bord", ""))
    assert [line.split(": ")[1] for line in constats(files)] == ["avertissement G019"]
    made = build(examen(files), wanted=["conventions"])["conventions.docx"]
    texts = [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]
    assert any("dont le représentant reste à désigner" in text for text in texts)
