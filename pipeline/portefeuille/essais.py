"""A barème or plafonds from a file, to be tried over all projects before anybody adopts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.interpret.baremes import BAREMES, PASS_PROPRE, interpret_baremes, interpret_plafonds
from pipeline.model.bareme import Bareme
from pipeline.model.budget import Plafond
from pipeline.model.finding import Finding
from pipeline.model.source import Sources
from pipeline.read import read_sources


def read_bareme(path: str, data: bytes, said: list[Finding]) -> Bareme | None:
    """The barème that a file gives; what is wrong with it is added to ``said``, at its place in that very file."""
    found = interpret_baremes(_alone(f"{BAREMES}essai.yaml", data, said), said)
    _at(path, f"{BAREMES}essai.yaml", said)
    return next(iter(found.values()), None)


def read_plafonds(path: str, data: bytes, said: list[Finding]) -> Mapping[int, Plafond]:
    """The plafonds that a file gives, by civil year, with the columns of ours."""
    found = interpret_plafonds(_alone(PASS_PROPRE, data, said), said)
    _at(path, PASS_PROPRE, said)
    return found


def _alone(name: str, data: bytes, said: list[Finding]) -> Sources:
    sources, findings = read_sources({name: data}, with_templates=False)
    said.extend(findings)
    return sources


def _at(path: str, name: str, said: list[Finding]) -> None:
    """Findings name the file that was given, and not the place that stands for it."""
    said[:] = [
        replace(
            one,
            span=replace(one.span, path=path),
            message=one.message.replace(name, path),
            hints=tuple(hint.replace(name, path) for hint in one.hints),
        )
        if one.span.path == name
        else one
        for one in said
    ]
