"""``content/livrables.yaml``: each document, its template, its parts."""

from __future__ import annotations

import re

from pipeline.interpret.champs import Champs
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.livrable import ANNEXES, PARTIES, Livrable
from pipeline.model.source import Sources, YamlMap
from pipeline.model.span import Placed

LIVRABLES = "content/livrables.yaml"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def interpret_livrables(sources: Sources, findings: list[Finding]) -> tuple[Livrable, ...]:
    node = sources.yaml(LIVRABLES)
    if node is None:
        return ()
    livrables: list[Livrable] = []
    if not node.entries:
        findings.append(Finding("C002", f"{LIVRABLES} ne décrit aucun document.", node.span))
    for key, value in node.entries:
        if not NAME.fullmatch(key.value):
            message = (
                f"« {key.value} » deviendra un nom de fichier : "
                "lettres minuscules sans accent, chiffres et tirets seulement."
            )
            findings.append(Finding("C003", message, key.span))
        elif isinstance(value, YamlMap):
            livrables.append(_livrable(key, Champs(value, f"le livrable « {key.value} »", findings, key.span)))
        else:
            message = f"le livrable « {key.value} » attend « titre », « gabarit » et « parties » en retrait."
            findings.append(Finding("C003", message, key.span))
    return tuple(livrables)


def _livrable(key: Placed[str], champs: Champs) -> Livrable:
    livrable = Livrable(
        key.value,
        champs.text("titre", required=True),
        champs.scalar("gabarit", required=True) or Placed("", key.span),
        _known(champs, "parties", PARTIES, required=True),
        _known(champs, "annexes", ANNEXES),
        champs.yes_no("sans_brouillons"),
        key.span,
    )
    champs.finish()
    return livrable


def _known(champs: Champs, key: str, values: tuple[str, ...], required: bool = False) -> tuple[Placed[str], ...]:
    kept: list[Placed[str]] = []
    for placed in champs.texts(key, required):
        if placed.value in values:
            kept.append(placed)
        else:
            message = f"« {placed.value} » n'est pas une valeur de « {key} »."
            champs.say("C004", message, placed.span, did_you_mean(placed.value, values))
    return tuple(kept)
