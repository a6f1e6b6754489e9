"""What the covers say: the statutes and the règlement have a state of their own, that of the projet is another."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.assemble.page_de_garde import Etat, etat_du_document
from pipeline.model.echeance import Echeance
from pipeline.run import Examen
from tests.projets import edited, examen, petit_projet

VALEURS = "content/statuts/valeurs.yaml"
SIGNED = f"{VALEURS}\n-   siege: Auch\n+   siege: Auch\n+   date_signature: 3 décembre 2026\n"
VOTED = "content/actes/votes.csv\ncréer\n+ seance;resolution;pour;contre;abstentions\n+ constitution;Statuts;{}\n"
APPROVED = (
    "content/validations.csv\ncréer\n+ piece;par;date;etat\n+ {};assemblée générale;2027-06-11;\n"
)


def state_of(key: str, state: Examen) -> Etat:
    (livrable,) = (one for one in state.projet.livrables if one.cle == key)
    return etat_du_document(livrable, state.projet)


@pytest.mark.parametrize(
    ("edits", "state"),
    [
        ("", Etat("projet de texte", "")),
        (
            SIGNED,
            Etat("projet soumis au vote", "assemblée générale constitutive du 3 décembre 2026"),
        ),
        (
            SIGNED + VOTED.format("3;0;0"),
            Etat("texte adopté", "assemblée générale constitutive du 3 décembre 2026"),
        ),
        (
            SIGNED + VOTED.format("1;2;0"),
            Etat("projet soumis au vote", "assemblée générale constitutive du 3 décembre 2026"),
        ),
        (APPROVED.format("statuts"), Etat("texte adopté", "assemblée générale, le 11 juin 2027")),
    ],
)
def test_statutes_say_where_their_vote_stands(edits: str, state: Etat) -> None:
    files = edited(petit_projet(), edits) if edits else petit_projet()
    assert state_of("statuts", examen(files)) == state


def test_the_reglement_waits_for_its_assembly_and_the_projet_keeps_its_own_state() -> None:
    files = edited(petit_projet(), SIGNED + APPROVED.format("projet-de-sante"))
    state = examen(files)
    assert state_of("reglement-interieur", state) == Etat(
        "projet de texte", "à présenter à l'assemblée générale"
    )
    assert state_of("projet-de-sante", state).statut == "document de travail"


def test_what_prints_the_actuals_says_their_month_beside_the_date_of_the_projet() -> None:
    state = examen(petit_projet())
    last = Echeance(date(2028, 3, 31))
    for livrable in state.projet.livrables:
        etat = etat_du_document(livrable, state.projet, last)
        tells = "budget" in {placed.value for placed in livrable.parties}
        assert etat.date.endswith(f"réalisé à fin {last}") is tells
    assert any(one.cle == "annexe-budget" for one in state.projet.livrables)
