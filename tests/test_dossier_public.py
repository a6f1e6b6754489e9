"""No document of the file sent, made for anyone to read, shows how to reach a person of ``contacts.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline.run import build, with_avenant
from pipeline.write.word.relire import words_of
from tests.assemble.test_coordination import TACHE
from tests.assemble.test_fir import SOMME
from tests.assemble.test_rapport import REALISE
from tests.classeurs import with_table
from tests.projets import CLASSEUR, LIVRABLES, edited, examen
from tests.test_cinq_etapes import CHANGED, LIVED, SIGNED, projet
from tests.test_etapes import lettre

CONTACTS = """content/prive/contacts.csv
créer
+ cle;telephone;courriel;adresse
+ durand;06 39 98 00 71;anne.durand@example.org;7 rue des Lilas, 32000 Auch
+ petit;06 39 98 00 72;marc.petit@example.org;9 rue des Roses, 32000 Auch
"""
DEPENSE = """budgets/budget.xlsx
Prévention!D6 = 14000
Prévention!E6 = 11500
"""
"""What the sum asked of the FIR pays."""

SECRETS = ("39 98 00 7", "39980071", "@example.org", "rue des Lilas", "rue des Roses")
DOCUMENTS = (
    *("projet-de-sante", "annexe-budget", "statuts", "reglement-interieur"),
    *("lettre-ars", "lettre-cpam", "lettre-elus", "conventions", "grille-ars"),
    *("contours", "liste-des-membres", "engagements", "fiche-de-poste", "demande-fir"),
    *("rapport-activite", "dialogue-gestion"),
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    files = edited(projet("bilan", LIVED), CONTACTS + SOMME + DEPENSE + TACHE)
    files[CLASSEUR] = with_table(files[CLASSEUR], "Réalisé", "realise", REALISE)
    found = examen(public(files))
    assert [str(f.message) for f in found.findings if f.is_error] == []
    assert {one.cle for one in found.projet.livrables} == set(DOCUMENTS)
    return build(found, wanted=DOCUMENTS)


def public(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same project, every document of it for anyone to read."""
    decided = re.sub(rb"(?m)^  diffusion: .*\n", b"", files[LIVRABLES])
    told = re.sub(rb"(?m)^  titre: .*$", rb"\g<0>\n  diffusion: publique", decided)
    return {**files, LIVRABLES: told}


@pytest.mark.parametrize("cle", DOCUMENTS)
def test_it_is_built_and_reaches_nobody(made: dict[str, bytes], cle: str) -> None:
    assert_reaches_nobody(made[f"{cle}.docx"])


def assert_reaches_nobody(docx: bytes) -> None:
    said = " ".join(words_of(docx)).replace("\u00a0", " ").replace("\u202f", " ")
    assert said
    assert [secret for secret in SECRETS if secret in said] == []


def test_nor_do_the_letter_of_the_first_stage_and_an_avenant() -> None:
    files = edited(projet("bilan", LIVED + SIGNED), CONTACTS)
    before, after = examen(public(files)), examen(public(edited(files, CHANGED)))
    assert_reaches_nobody(build(with_avenant(after, before, "signe-2027"))["avenant.docx"])
    begun = edited(public(lettre()), CONTACTS)
    assert_reaches_nobody(build(examen(begun))["lettre-intention.docx"])
