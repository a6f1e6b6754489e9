"""A YAML mapping is read by the forme that declares it, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.interpret.champs import Champs
from pipeline.model.finding import Finding
from pipeline.model.forme import (
    Champ,
    Forme,
    choix,
    echeance,
    entier,
    liste,
    montants,
    oui_non,
    table,
    texte,
    textes,
)
from pipeline.read.yaml import read_yaml

LIGNE = Forme("cette ligne", "Une ligne.", (texte("quoi", "Quoi."),))
CHAMPS = (
    texte("texte", "Un texte.", requis=True),
    entier("entier", "Un nombre."),
    echeance("echeance", "Une date."),
    choix("choix", "Un choix.", ("été", "hiver")),
    oui_non("oui_non", "Oui ou non."),
    textes("textes", "Des textes.", valeurs=("un", "deux")),
    montants("montants", "Des montants."),
    table("table", LIGNE),
    liste("liste", LIGNE),
)
READERS: dict[str, Callable[[Champs, str], object]] = {
    "texte": Champs.text,
    "entier": Champs.integer,
    "echeance": Champs.echeance,
    "choix": Champs.choice,
    "oui_non": Champs.yes_no,
    "textes": Champs.choices,
    "montants": Champs.texts,
    "table": Champs.table,
    "liste": Champs.records,
}


def champs(text: str, *declared: Champ, findings: list[Finding] | None = None) -> Champs:
    node = read_yaml("essai.yaml", text, [])
    assert node is not None
    return Champs(
        node, Forme("cet essai", "Un essai.", declared), [] if findings is None else findings
    )


@pytest.mark.parametrize("key", READERS)
def test_a_key_that_is_not_declared_cannot_be_read(key: str) -> None:
    with pytest.raises(AssertionError, match="déclarez-le"):
        READERS[key](champs(f"{key}: 1"), key)


@pytest.mark.parametrize("kind", READERS)
def test_a_key_is_read_as_its_own_kind_only(kind: str) -> None:
    for champ in CHAMPS:
        reading = champs("", *CHAMPS)
        shared = {"montants": ("textes", "montants"), "choix": ("choix", "oui_non")}.get(
            kind, (kind,)
        )
        if champ.cle in shared:
            READERS[kind](reading, champ.cle)
        else:
            with pytest.raises(AssertionError, match="est déclaré comme"):
                READERS[kind](reading, champ.cle)


def test_a_declared_key_that_nobody_reads_is_a_bug() -> None:
    reading = champs("texte: a", texte("texte", "Un texte."), texte("oublie", "Un autre."))
    reading.text("texte")
    with pytest.raises(AssertionError, match="oublie"):
        reading.finish()


def test_a_key_may_be_dispensed_with_by_a_yes() -> None:
    declared = (
        oui_non("preambule", "Le préambule."),
        entier("article", "Le numéro.", requis=True, sauf="preambule"),
    )
    findings: list[Finding] = []
    reading = champs("preambule: Oui\narticle: 3", *declared, findings=findings)
    assert reading.yes_no("preambule")
    reading.finish()
    assert [finding.code for finding in findings] == ["C001"]


def test_a_key_of_the_author_holds_a_simple_text() -> None:
    findings: list[Finding] = []
    node = read_yaml("essai.yaml", "quorum: la moitié\nvotes: [un, deux]\n", [])
    assert node is not None
    Champs(
        node, Forme("« conseil »", "Le conseil.", libre=texte("valeur", "Une valeur.")), findings
    ).finish()
    assert [(finding.code, finding.span.line) for finding in findings] == [("C001", 2)]
    assert findings[0].hints == (
        "ici, une clé de votre choix porte un texte simple, pas une liste.",
    )
