"""The fates of a run as JSON, for the next run to compare with, or for whoever gathers those of several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from pipeline.model.portefeuille import FORME, Sort


def as_json(sorts: Iterable[Sort], jour: str) -> str:
    """The same fates give the same text; ``jour`` is when they were told, written 2027-03-31."""
    kept = {"forme": FORME, "jour": jour, "projets": [_plain(one) for one in sorts]}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
