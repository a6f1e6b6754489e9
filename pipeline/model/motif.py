"""Patterns that modules hold: ``motif`` instead of ``re.compile``, so that each is compiled when it is first asked.

Compiling takes 0.2 to 2 ms a pattern; the modules that a check loads hold three hundred, of which a sound project asks
half.  What a program sees is the pattern of ``re``, and so does mypy.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def motif(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, compiled at its first use.

    Call its own methods: ``re.sub`` and its like want a true one, and so does whoever compares it to ``match.re``.
    """
    return cast("re.Pattern[AnyStr]", Motif(source, flags))


class Motif:
    """Stands for a pattern.  What is asked of it first is found nowhere, so the pattern is compiled and takes over."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for attribute in ATTRIBUTES:
            setattr(self, attribute, getattr(compiled, attribute))
        return getattr(compiled, name)


ATTRIBUTES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""All that a pattern can do, laid on its ``Motif`` so that the next use costs what it would without one."""
