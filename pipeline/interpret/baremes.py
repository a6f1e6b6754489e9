"""The barèmes of the ACI, shipped as YAML under ``pipeline/reference/baremes/``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from pipeline.interpret.champs import Champs
from pipeline.interpret.nombres import parse_nombre
from pipeline.model.bareme import COMPLEMENTAIRE, SOCLE, VOLETS, Bareme, MissionBareme, Montants
from pipeline.model.files import REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.mission import PAR_CLE
from pipeline.model.source import Sources, YamlMap
from pipeline.model.span import Placed

BAREMES = REFERENCE + "baremes/"
ZERO: Montants = (Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def interpret_baremes(sources: Sources, findings: list[Finding]) -> dict[str, Bareme]:
    """Every barème by its key."""
    baremes = (
        _bareme(Champs(tree, path, findings))
        for path, tree in sources.trees.items()
        if path.startswith(BAREMES) and isinstance(tree, YamlMap)
    )
    return {bareme.cle: bareme for bareme in baremes}


def _bareme(champs: Champs) -> Bareme:
    missions = champs.mapping("missions", required=True)
    bareme = Bareme(
        cle=champs.text("cle", required=True),
        intitule=champs.text("intitule", required=True),
        signe=champs.text("signe", required=True),
        debut=champs.text("debut"),
        source=champs.text("source", required=True),
        verifie_le=champs.text("verifie_le", required=True),
        remarques=tuple(placed.value for placed in champs.texts("remarques")),
        fonctionnement=_montants(champs, "fonctionnement"),
        missions=tuple(_mission(key, node, champs) for key, node in (missions.entries if missions else ())),
        total_possible=_montants(champs, "total_possible"),
        span=champs.span,
    )
    champs.finish()
    return bareme


def _mission(key: Placed[str], node: object, parent: Champs) -> MissionBareme:
    if not isinstance(node, YamlMap) or key.value not in PAR_CLE:
        parent.say("C001", f"« {key.value} » n'est pas une mission du barème.", key.span)
        return MissionBareme(key.value, SOCLE, {}, (), ZERO, {}, key.span)
    champs = Champs(node, f"la mission « {key.value} » du barème", parent.findings, key.span)
    statut = champs.choice("statut", (SOCLE, COMPLEMENTAIRE), required=True)
    volets = _volets(champs, "volets")
    mission = MissionBareme(
        key.value,
        statut.value if statut else SOCLE,
        volets,
        tuple(placed.value for placed in champs.texts("total_de")) or tuple(volets),
        _montants(champs, "total"),
        _volets(champs, "hors_total"),
        key.span,
    )
    champs.finish()
    return mission


def _volets(champs: Champs, key: str) -> Mapping[str, Montants]:
    node = champs.mapping(key, required=key == "volets")
    if node is None:
        return {}
    inner = Champs(node, f"« {key} »", champs.findings)
    volets = {name: _montants(inner, name) for name in VOLETS if node.get(name) is not None}
    inner.finish()
    return volets


def _montants(champs: Champs, key: str) -> Montants:
    """Four amounts in euros per contract year, sizes 1 to 4."""
    typed = champs.texts(key, required=True)
    amounts = [parse_nombre(placed.value) for placed in typed]
    if len(amounts) == 4 and None not in amounts:
        return cast(Montants, tuple(amounts))
    if typed:
        message = f"« {key} » attend quatre montants, un par taille."
        champs.say("C003", message, typed[0].span)
    return ZERO
