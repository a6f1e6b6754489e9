"""The sheets that members sign: profession by profession, with what each takes on, and the day of who signed."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.signatures import FEUILLES, signatures
from pipeline.compute.engagements import ENGAGEMENT
from pipeline.model.prose import Block, Paragraph, Table, text_of
from tests.projets import edited, examen, petit_projet

PERSONNES = """content/personnes.csv
créer
+ cle;type;nom;prenom;profession;mode_exercice;structure;representant;commune;college;engagement;fonctions;signature
+ durand;physique;Durand;Anne;médecin généraliste;libéral;;;Auch;professionnels;engagé;présidente;2027-01-08
+ petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch;professionnels;engagé;;
+ leroy;physique;Leroy;Léa;infirmière;libéral;;;Auch;professionnels;engagé;;
+ tard;physique;Tard;Paul;infirmier;libéral;;;Auch;professionnels;à venir;;
+ maison;morale;Maison de santé de Test;;;;;Marc Petit;Auch;structures;engagé;;
content/missions/03-prevention.md
- mission: prevention
+ mission: prevention
+ pilote: petit
"""


def sheets() -> dict[str, dict[str, tuple[str, str]]]:
    """Profession → member → what the member commits to, and what stands where one signs."""
    comptes = examen(edited(petit_projet(), PERSONNES)).comptes
    blocks = comptes.faits["liste.engagements"].valeur
    assert isinstance(blocks, tuple)
    return {
        _label(label): _rows(table) for label, table in zip(blocks[::2], blocks[1::2], strict=True)
    }


def _label(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return text_of(block.inlines)


def _rows(block: Block) -> dict[str, tuple[str, str]]:
    assert isinstance(block, Table)
    texts = [[text_of(cell.inlines) for cell in row] for row in block.rows]
    return {who: (commits, signed) for who, commits, signed in texts}


def test_members_sign_by_profession_and_whoever_is_not_engaged_has_no_place() -> None:
    found = sheets()
    assert list(found) == ["Infirmier", "Médecin", "Structures"]
    assert list(found["Infirmier"]) == ["Marc Petit Auch", "Léa Leroy Auch"]


def test_a_body_signs_by_who_stands_for_it() -> None:
    (who,) = sheets()["Structures"]
    assert who == "Maison de santé de Test représentée par Marc Petit"


def test_each_has_what_the_sources_say_that_she_does() -> None:
    found = sheets()["Infirmier"]
    promised = found["Marc Petit Auch"][0]
    assert "Pilote de la mission « Développer des actions territoriales de prévention »" in promised
    assert "Groupe de travail de M1-01, M2-01, M3-01 et M4-01" in promised
    assert found["Léa Leroy Auch"][0] == ENGAGEMENT


def test_a_signature_given_is_printed_and_the_others_have_room() -> None:
    found = sheets()
    assert found["Médecin"]["Anne Durand Auch"][1] == "Signé le 8 janvier 2027"
    assert found["Infirmier"]["Marc Petit Auch"][1] == ""


def test_the_page_of_signatures_names_the_sheets_once_a_text_prints_them() -> None:
    printed = """content/livrables.yaml
+ engagements:
+   titre: Engagements
+   gabarit: acte.docx
+   parties: [textes]
content/textes/engagements.md
créer
+ # Engagements
+
+ {{ liste.engagements }}
"""
    assert FEUILLES not in signed_page("")
    assert FEUILLES in signed_page(printed)


def signed_page(notation: str) -> list[str]:
    found = examen(edited(petit_projet(), notation))
    page = signatures(found.projet, found.comptes, Constats(()))
    return [text_of(block.inlines) for block in page if isinstance(block, Paragraph)]
