"""The rapport d'activité: each figure printed is one that a reader redoes; nothing private when it is for anyone."""

from __future__ import annotations

import io
from decimal import ROUND_HALF_UP, Decimal

import pytest
from docx import Document

from pipeline.assemble.budget.montants import to_the_euro
from pipeline.assemble.changements.phrases import en_mots
from pipeline.model.files import Files
from pipeline.run import build, changements
from tests.classeurs import with_table
from tests.projets import CLASSEUR, constats, edited, examen, petit_projet

RAPPORT = "rapport-activite.docx"
SUIVI = "content/suivi/2027/M3-01.md"
NOTATION = """content/projet.yaml
+ etape: bilan
content/livrables.yaml
+ rapport-activite:
+   titre: Rapport d'activité
+   gabarit: acte.docx
+   parties: [rapport-activite]
+   etapes: [bilan]
content/suivi/2027/M3-01.md
créer
+ ## Ce qui a été fait
+
+ Deux ateliers, pour {{ membres.nombre }} membres.
+
+ ## Écarts et raisons
+
+ La salle était en travaux.
+
+ ## Preuves
+
+ - Registre des ateliers
+ - Photos de juin
budgets/indicateurs.xlsx
créer
Sheet = Indicateurs
Indicateurs!A1 = Fiche
Indicateurs!B1 = Indicateur
Indicateurs!C1 = Année
Indicateurs!D1 = Valeur mesurée
Indicateurs!E1 = Mesurée le
Indicateurs!F1 = Justificatif
Indicateurs!A2 = M3-01
Indicateurs!B2 = personnes touchées
Indicateurs!C2 = 1
Indicateurs!D2 = 17
Indicateurs!E2 = 12 mars 2028
Indicateurs!F2 = Registre des ateliers
Indicateurs tableau indicateurs A1:F2
Réunions créer
Réunions!A1 = Date
Réunions!B1 = Décisions
Réunions!A2 = 15 novembre 2027
Réunions!B2 = La cible est gardée.
Réunions!A3 = 15 novembre 2028
Réunions!B3 = C'est une autre année.
Réunions tableau reunions A1:B3
"""
FONCTIONNEMENT = """content/suivi/2027/Fonctionnement.md
créer
+ ## Ce qui a été fait
+
+ Le conseil s'est réuni quatre fois.
+
+ ## Écarts et raisons
+
+ Un poste est resté vide.
+
+ ## Preuves
+
+ - Procès-verbaux
"""
ORDER = ("Le fonctionnement", "Mission 1")
REALISE = (
    ("Mois", "Bloc", "Nature ou origine", "Libellé", "Montant"),
    ("mai 2027", "Prévention", "indemnités", "Ateliers (heures)", 1234.56),
    ("juin 2027", "Prévention", "honoraires", "Formation", 2000.1),
    ("juin 2027", "Prévention", "ACI volet fixe", "Prévention", 9000),
    ("avril 2028", "Prévention", "honoraires", "Formation", 777),
    ("juin 2027", "Fonctionnement", "salaires", "Coordination", 2650),
)


@pytest.fixture(scope="module")
def lived() -> Files:
    files = edited(petit_projet(), NOTATION)
    return {**files, CLASSEUR: with_table(files[CLASSEUR], "Réalisé", "realise", REALISE)}


def words(files: Files) -> tuple[list[str], list[list[list[str]]]]:
    found = examen(files)
    assert [str(f.message) for f in found.findings if f.is_error] == []
    document = Document(io.BytesIO(build(found, wanted=["rapport-activite"])[RAPPORT]))
    texts = [plain(p.text) for p in document.paragraphs]
    tables = [[[plain(c.text) for c in row.cells] for row in t.rows] for t in document.tables]
    return texts, tables


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def row(tables: list[list[list[str]]], first: str, title: str) -> list[str]:
    table = next(one for one in tables if title in one[0])
    return next(line for line in table if line[0] == first)


def money(text: str) -> Decimal:
    return Decimal(text.removesuffix(" €").replace(" ", "").replace(",", ".").replace("−", "-"))


def test_each_figure_of_a_mission_is_redone(lived: Files) -> None:
    texts, tables = words(lived)
    found = examen(lived).comptes
    right = {
        droit.volet: droit.montant
        for droit in found.contrat.droits
        if (droit.bloc, droit.annee) == ("prevention", 1)
    }
    won = (right["variable"] * Decimal("0.7")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    line = row(tables, "Prévention", "Obtenu")
    assert line[1:3] == ["1 sur 1", "70 %"]
    assert list(map(money, line[3:])) == [right["variable"], won]
    sums = list(map(money, row(tables, "Prévention", "Reste")[1:]))
    spent = Decimal("1234.56") + Decimal("2000.10")
    exact = [Decimal(15_000), right["fixe"] + won, Decimal(9_000), spent, 9_000 - spent]
    assert sums == [to_the_euro(amount) for amount in exact]
    told = [line for table in tables for line in table if line[0] == "Personnes touchées"]
    start, target = "10 (2026, registre)", "20"
    assert [*told[2]] == ["Personnes touchées", start, target, "17 (12 mars 2028)", "70 %", "n° 1"]
    assert told[0][3:] == ["non mesuré", "—", "—"]
    sure = found.contrat.droits_de(1, found.contrat.scenarios[0])
    assert money(row(tables, "Résultats mesurés", "Scénario")[1]) == to_the_euro(sure + won)
    assert "Rapport d'activité, année 1" in texts


def test_the_words_of_the_pilot_and_the_proofs_numbered_once(lived: Files) -> None:
    texts, tables = words(lived)
    members = plain(str(examen(lived).comptes.faits["membres.nombre"].valeur))
    assert f"Deux ateliers, pour {members} membres." in texts
    assert "La salle était en travaux." in texts
    assert "Pièces : n° 1, n° 2." in texts
    assert texts[-2:] == ["Registre des ateliers", "Photos de juin"]
    meetings = next(table for table in tables if "Décisions" in table[0])
    assert [line[0] for line in meetings[1:]] == ["15 novembre 2027"]
    assert texts.count("Rien n'est noté pour cette année.") == 3


def test_what_no_fiche_does_is_told_before_the_missions(lived: Files) -> None:
    texts, _tables = words(edited(lived, FONCTIONNEMENT))
    before, after = (next(i for i, t in enumerate(texts) if t.startswith(w)) for w in ORDER)
    told = texts[before:after]
    assert told[1].startswith("Dépensé : 2 650 €")
    assert "Le conseil s'est réuni quatre fois." in told
    assert "Un poste est resté vide." in told
    assert "Pièces : n° 1." in told


def test_before_the_stage_of_the_bilan_it_is_set_aside_without_a_word(lived: Files) -> None:
    files = edited(lived, "content/projet.yaml\n- etape: bilan\n+ etape: contrat")
    assert RAPPORT not in build(examen(files))
    early = [line for line in constats(lived) if "P009" not in line]
    assert constats(files) == early


def test_nothing_told_yet_says_where_to_write() -> None:
    files = edited(petit_projet(), NOTATION[: NOTATION.index("content/suivi")])
    texts, _tables = words(files)
    assert any("content/suivi/" in text for text in texts)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (f"{SUIVI}\n- La salle était en travaux.\n+ Appelez le 05 36 49 00 01.", SUIVI),
        (
            "budgets/indicateurs.xlsx\nIndicateurs!F2 = Registre, 05 36 49 00 01",
            "budgets/indicateurs.xlsx:Indicateurs!",
        ),
        (
            "budgets/indicateurs.xlsx\nRéunions!B2 = Rappeler au 05 36 49 00 01",
            "budgets/indicateurs.xlsx:Réunions!",
        ),
    ],
)
def test_a_public_report_shows_nobody_s_number(lived: Files, edit: str, place: str) -> None:
    public = (
        "content/livrables.yaml\n-   etapes: [bilan]\n+   etapes: [bilan]\n+   diffusion: publique"
    )
    told = [
        line for line in constats(edited(lived, f"{public}\n{edit}")) if "05 36 49 00 01" in line
    ]
    assert told
    assert all(line.startswith(place) for line in told)


def test_what_changes_of_a_measure_a_meeting_and_a_text_is_told(lived: Files) -> None:
    after = edited(
        lived,
        f"{SUIVI}\n- La salle était en travaux.\n+ La salle a fermé.\nbudgets/indicateurs.xlsx\n"
        "Indicateurs!D2 = 18\nRéunions!B2 = La cible monte.",
    )
    found = changements(examen(lived), examen(after))
    said = [plain(en_mots(change)) for changes in found.directs.values() for change in changes]
    assert any("année 1 : mesure" in line and "18, 12 mars 2028" in line for line in said)
    assert any("Réunion sur les indicateurs, 15 novembre 2027" in line for line in said)
    assert "Suivi de M3-01 en 2027 : texte changé" in said


DIALOGUE = """content/livrables.yaml
+ dialogue-gestion:
+   titre: Dialogue de gestion
+   gabarit: acte.docx
+   parties: [dialogue-gestion]
+   etapes: [bilan]
content/versions.csv
créer
+ date;version;objet;instance
+ 2027-11-20;1.1;Pilote changé;Conseil d'administration
+ 2029-11-20;1.2;C'est une autre année;Conseil d'administration
"""
AVEC_PIECES = (
    ("Mois", "Bloc", "Nature ou origine", "Libellé", "Pièce", "Montant"),
    ("mai 2027", "Prévention", "indemnités", "Ateliers (heures)", "F-12", 1234.56),
    ("juin 2027", "Prévention", "honoraires", "Formation", "", 2000.1),
)


def note(notation: str = "") -> tuple[list[str], list[list[list[str]]]]:
    files = edited(petit_projet(), NOTATION + DIALOGUE + notation)
    files[CLASSEUR] = with_table(files[CLASSEUR], "Réalisé", "realise", AVEC_PIECES)
    found = examen(files)
    assert [str(f.message) for f in found.findings if f.is_error] == []
    document = Document(
        io.BytesIO(build(found, wanted=["dialogue-gestion"])["dialogue-gestion.docx"])
    )
    texts = [plain(p.text) for p in document.paragraphs]
    tables = [[[plain(c.text) for c in row.cells] for row in t.rows] for t in document.tables]
    return texts, tables


def test_the_note_for_the_review_tells_gaps_reasons_changes_and_proofs() -> None:
    texts, tables = note()
    assert "Dialogue de gestion, année 1" in texts
    gap = row(tables, "Prévention", "Budget de l'année")
    assert list(map(money, gap[1:4])) == [15_000, 3_235, -11_765]
    assert gap[4] == "22 %"
    assert row(tables, "M3-01", "Raison donnée par le pilote")[3] == "La salle était en travaux."
    adopted = next(table for table in tables if table[0][0] == "Date" and "Quoi" in table[0])
    assert [line[1:3] for line in adopted[1:]] == [["projet, version 1.1", "Pilote changé"]]
    assert row(tables, "Dépenses", "Avec pièce")[1:4] == ["1", "1 234,56", "1"]
    assert row(tables, "1", "Pièce")[-1] == "F-12"
    assert "Une seule réunion est notée ; il en est attendu deux par an." in texts


def test_reasons_typed_as_a_table_are_told_in_the_note() -> None:
    typed = """content/suivi/2027/M3-01.md
- La salle était en travaux.
+ | Écart | Raison |
+ |---|---|
+ | Deux ateliers sur trois | La salle était en travaux |
"""
    _texts, tables = note(typed)
    reason = row(tables, "M3-01", "Raison donnée par le pilote")[3]
    assert reason == "Écart Raison Deux ateliers sur trois La salle était en travaux"


def test_the_year_told_can_be_chosen() -> None:
    chosen = NOTATION.replace("+   etapes: [bilan]\n", "+   etapes: [bilan]\n+   annee: 2\n", 1)
    told, _tables = words(edited(petit_projet(), chosen))
    assert "Rapport d'activité, année 2" in told
    told = [line for line in constats(edited(petit_projet(), chosen)) if "P009" not in line]
    assert told == [
        "content/livrables.yaml:23: avertissement I011: "
        "« rapport-activite » raconte l'année 2, dont rien n'est noté."
    ]
