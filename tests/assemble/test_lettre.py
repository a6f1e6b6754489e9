"""A letter looks like one: sender, recipient, place and date, object, body, signature; no contact when it is public."""

from __future__ import annotations

import io

import pytest
from docx import Document

from pipeline.run import build
from tests.projets import constats, edited, examen, petit_projet

LIVRABLE = """content/livrables.yaml
+ lettre:
+   titre: Lettre
+   gabarit: lettre.docx
+   parties: [lettre]
"""
TEXTE = """content/textes/lettre.md
créer
+ ---
+ courrier:
+   destinataire: [À l'attention de Mme Dupré, ars]
+   lieu: Mirande
+   date: 2026-06-15
+   signataire: petit
+   pieces: [Statuts, Liste des membres]
+ ---
+
+ # Naissance d'une communauté
+
+ Madame,
+
+ Nous sommes {{ membres.nombre }}.
+
+ ## Le territoire
+
+ Il est vaste.
"""
CONTACTS = """content/prive/contacts.csv
créer
+ cle;telephone;courriel;adresse
+ petit;05 36 49 00 71;petit@example.org;
"""


def lines(notation: str) -> list[str]:
    found = examen(edited(petit_projet(), notation))
    assert [str(f.message) for f in found.findings if f.is_error] == []
    document = Document(io.BytesIO(build(found, wanted=["lettre"])["lettre.docx"]))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return [text.replace("\u00a0", " ").replace("’", "'") for text in texts if text]


def test_it_is_read_from_the_sender_to_the_signature() -> None:
    assert lines(LIVRABLE + TEXTE) == [
        "CPTS de Test",
        "Auch",
        "À l'attention de Mme Dupré\nARS de Test",
        "À Mirande, le 15 juin 2026",
        "Objet : Naissance d'une communauté",
        "Madame,",
        "Nous sommes 3.",
        "Le territoire",
        "Il est vaste.",
        "Marc Petit\ninfirmier",
        "Pièces jointes :",
        "Statuts\nListe des membres",
    ]


@pytest.mark.parametrize(
    ("cle", "nom"), [("msa", "MSA de Test"), ("elsm", "ELSM de Test"), ("urps", "URPS de Test")]
)
def test_an_institution_named_once_in_the_projet_is_written_to(cle: str, nom: str) -> None:
    named = f"content/projet.yaml\n+ {cle}: {nom}\n"
    letter = TEXTE.replace("[À l'attention de Mme Dupré, ars]", cle)
    assert lines(LIVRABLE + letter + named)[2] == nom


def test_what_is_not_said_comes_from_the_projet_or_is_left_to_the_hand() -> None:
    bare = TEXTE.replace("+   lieu: Mirande\n+   date: 2026-06-15\n+   signataire: petit\n", "")
    bare = bare.replace("+   pieces: [Statuts, Liste des membres]\n", "")
    told = lines(LIVRABLE + bare)
    assert told[3] == "À Auch, le"
    assert told[-1] == "Anne Durand\nprésidente"
    assert "Pièces jointes :" not in told


@pytest.mark.parametrize("publique", [False, True])
def test_the_signatory_is_reached_unless_anyone_may_read(publique: bool) -> None:
    circulation = "+   diffusion: publique\n" if publique else ""
    told = "\n".join(lines(LIVRABLE + circulation + TEXTE + CONTACTS))
    assert ("petit@example.org" in told) is not publique
    assert ("05 36 49 00 71" in told) is not publique


CONTACT = """content/projet.yaml
< exemple
+ contact:
+   telephone: 05 36 49 00 60
+   site: https://cpts.example
"""


@pytest.mark.parametrize("publique", [False, True])
def test_the_cpts_is_reached_before_its_signatory(publique: bool) -> None:
    circulation = "+   diffusion: publique\n" if publique else ""
    told = lines(LIVRABLE + circulation + TEXTE + CONTACTS + CONTACT)[1]
    own = [] if publique else ["petit@example.org"]
    assert told.split("\n") == ["Auch", "05 36 49 00 60", *own, "https://cpts.example"]


def test_a_signatory_unknown_is_told_at_its_line() -> None:
    files = edited(petit_projet(), LIVRABLE + TEXTE.replace(": petit", ": dupont"))
    assert constats(files) == [
        "content/textes/lettre.md:6: erreur G002: « dupont » n'est pas dans content/personnes.csv."
    ]


def test_a_day_that_does_not_exist_is_told() -> None:
    files = edited(petit_projet(), LIVRABLE + TEXTE.replace("2026-06-15", "2026-06-31"))
    assert constats(files) == [
        "content/textes/lettre.md:5: erreur C003: "
        "« date » attend une date : « 2026-06-31 » n'en est pas une."
    ]


def test_a_template_without_the_slots_of_a_letter_is_told() -> None:
    files = edited(petit_projet(), LIVRABLE.replace("lettre.docx", "acte.docx") + TEXTE)
    told = constats(files)
    assert len(told) == 3
    assert all("acte.docx: erreur D005: ce gabarit n'a pas de balise {{ lettre." in o for o in told)


def test_blanks_of_a_letter_that_is_not_due_are_no_fault() -> None:
    notation = LIVRABLE + "+   etapes: [lettre-intention]\n" + TEXTE + "+\n+ XX\n"
    files = edited(petit_projet(), notation)
    assert constats(files) == []
    assert "lettre.docx" not in build(examen(files))
