"""People come and go: who left is out of today's counts, and stays in what is dated."""

from __future__ import annotations

from pipeline.compare.causes import causes
from pipeline.model.charge import charges_de
from pipeline.model.fait import Faits
from pipeline.model.files import Files
from tests.projets import edited, examen, petit_projet

ENTETE = "cle;type;nom;prenom;profession;mode_exercice;structure;representant;commune;college;engagement;fonctions"
DURAND = "durand;physique;Durand;Anne;médecin généraliste;libéral;;;Auch;professionnels;engagé;présidente"
PETIT = "petit;physique;Petit;Marc;infirmier;libéral;maison;;Auch;professionnels;à venir;"
MAISON = "maison;morale;Maison de santé de Test;;;;;Marc Petit;Auch;structures;engagé;"


def after_leaving(durand: str = "", petit: str = "") -> Files:
    """The small project, with the date of departure of two of its people."""
    rows = ((ENTETE, "depart"), (DURAND, durand), (PETIT, petit), (MAISON, ""))
    edits = "".join(f"- {line}\n+ {line};{cell}\n" for line, cell in rows)
    return edited(petit_projet(), f"content/personnes.csv\n{edits}")


def faits(files: Files) -> Faits:
    return examen(files).comptes.faits


def test_who_left_is_out_of_the_counts_and_of_the_quorum() -> None:
    names = ("membres.nombre", "membres.engages", "votes.membres", "votes.quorum")
    before, after = faits(petit_projet()), faits(after_leaving(durand="2026-10-01"))
    assert [before[name].valeur for name in names] == [3, 2, 2, 2]
    assert [after[name].valeur for name in names] == [2, 1, 1, 1]


def test_who_left_keeps_her_name_where_a_text_cites_her() -> None:
    assert (
        faits(after_leaving(durand="2026-10-01"))['personne("durand").nom'].valeur == "Anne Durand"
    )


def test_a_date_that_is_none_takes_nobody_away() -> None:
    said = examen(after_leaving(petit="un jour"))
    assert [f.code for f in said.findings] == ["C003"]
    assert said.comptes.faits["membres.nombre"].valeur == 3


def test_a_departure_is_a_movement_and_no_change_of_a_person() -> None:
    old, new = (
        examen(files).projet for files in (petit_projet(), after_leaving(petit="2026-10-01"))
    )
    assert [(cause.sujet, cause.noms) for cause, _ in causes(old, new)] == [
        ("mouvements", ("-Marc Petit",))
    ]
    assert [(cause.sujet, cause.noms) for cause, _ in causes(new, old)] == [
        ("mouvements", ("+Marc Petit",))
    ]


def test_what_a_person_holds_is_found_by_whatever_words_name_her() -> None:
    projet = examen(petit_projet()).projet
    anne = projet.annuaire.trouver("durand")
    assert anne is not None
    held = {(charge.role, charge.objet) for charge in charges_de(anne, projet)}
    assert {("pilote", "M1-01"), ("poste", "Présidente"), ("signataire", "CPTS de Test")} <= held
