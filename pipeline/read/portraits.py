"""The fates of an earlier run, read back from JSON: each value of the type that its noun declares, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.model.portefeuille import FORME, Passage, Sort

DEEPEST = 20


class _Odd(Exception):
    """What is read is not what ``write.portraits`` writes."""


def read_passage(data: bytes) -> Passage | None:
    """An earlier run; None for anything that no run wrote."""
    try:
        kept = json.loads(data.decode("utf-8"))
        if not isinstance(kept, dict) or kept.get("forme") != FORME:
            return None
        return Passage(_of(str, kept.get("jour"), 0), _of(tuple[Sort, ...], kept.get("projets"), 0))
    except (ValueError, RecursionError, _Odd):
        return None


def _of(kind: Any, value: Any, depth: int) -> Any:
    """The value as an instance of the type; raises _Odd for one that cannot be."""
    if depth > DEEPEST:
        raise _Odd
    origin = get_origin(kind)
    if origin is UnionType:
        return _of_union(get_args(kind), value, depth)
    if origin is tuple:
        return _tuple(get_args(kind), value, depth)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], value, depth)
    if is_dataclass(kind):
        return _noun(kind, value, depth)
    return _scalar(kind, value)


def _of_union(kinds: tuple[Any, ...], value: Any, depth: int) -> Any:
    if value is None and NoneType in kinds:
        return None
    return _of(next(one for one in kinds if one is not NoneType), value, depth + 1)


def _mapping(kind: Any, value: Any, depth: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Odd
    return {key: _of(kind, one, depth + 1) for key, one in value.items()}


def _tuple(kinds: tuple[Any, ...], value: Any, depth: int) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _Odd
    if kinds[-1] is Ellipsis:
        return tuple(_of(kinds[0], one, depth + 1) for one in value)
    if len(kinds) != len(value):
        raise _Odd
    return tuple(_of(kind, one, depth + 1) for kind, one in zip(kinds, value, strict=True))


def _noun(kind: Any, value: Any, depth: int) -> Any:
    if not isinstance(value, dict):
        raise _Odd
    hints = _hints(kind)
    given = {name: one for name, one in value.items() if name in hints}
    lacking = [
        one.name
        for one in fields(kind)
        if one.name not in given and one.default is MISSING and one.default_factory is MISSING
    ]
    if lacking:
        raise _Odd
    return kind(**{name: _of(hints[name], one, depth + 1) for name, one in given.items()})


def _scalar(kind: Any, value: Any) -> Any:
    if kind is Decimal and isinstance(value, str):
        return _decimal(value)
    if type(value) is not kind:
        raise _Odd
    return value


def _decimal(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation as wrong:
        raise _Odd from wrong
    if not found.is_finite():
        raise _Odd
    return found


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
