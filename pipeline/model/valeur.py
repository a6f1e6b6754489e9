"""How values are declared: ``dataclass``, which makes them frozen for whoever writes code and plain for those who wait.

``@dataclass(frozen=True, slots=True)`` costs 0.4 ms a class at import, and setting a field of a frozen instance is a
call; with some hundred and ninety classes and a hundred thousand instances that is a tenth of a build.  So mypy sees the
decorator of the standard library and refuses every assignment, while Python runs one without the locks, whose
``__init__`` is compiled when the first value is made: a run makes values of half of the classes that it loads.
``python -X dev`` puts the locks back: ``tests/model/test_valeur.py`` builds the same bytes both ways.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.flags.dev_mode:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    def dataclass(cls=None, /, *, frozen=False, **options):
        """``dataclasses.dataclass``: same fields, comparison and hash; ``frozen`` is left to the type checker."""
        if cls is None:
            return lambda kind: dataclass(kind, frozen=frozen, **options)
        if not frozen:
            return dataclasses.dataclass(cls, **options)
        if not cls.__doc__:
            cls.__doc__ = cls.__name__  # else the signature is worked out, for nobody
        cls.__repr__, cls.__eq__ = _shown, _equal
        if "__hash__" not in cls.__dict__:
            cls.__hash__ = _hashed
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, **options)
        made.__init__ = _init_at_first_call(made)
        return made

    def _init_at_first_call(cls):
        """An ``__init__`` that compiles the true one, leaves it in its place and hands its arguments on."""

        def __init__(self, *values, **named):
            cls.__init__ = _init(cls)
            cls.__init__(self, *values, **named)

        return __init__

    def _init(cls):
        """The ``__init__`` that ``dataclasses`` would write for plain fields, the only ones that values have."""
        known = {"_absent": object()}
        taken, lines = ["self"], ["pass"]
        for field in dataclasses.fields(cls):
            name = field.name
            value = name
            if field.default_factory is not dataclasses.MISSING:
                known[f"_{name}"] = field.default_factory
                taken.append(f"{name}=_absent")
                value = f"_{name}() if {name} is _absent else {name}"
            elif field.default is not dataclasses.MISSING:
                known[f"_{name}"] = field.default
                taken.append(f"{name}=_{name}")
            else:
                taken.append(name)
            lines.append(f"self.{name} = {value}")
        exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(lines), known)
        return known["__init__"]

    @cache
    def _compared(cls):
        names = [field.name for field in dataclasses.fields(cls) if field.compare]
        return attrgetter(*names) if names else lambda _: ()

    def _equal(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = _compared(self.__class__)
        return values(self) == values(other)

    def _hashed(self):
        return hash(_compared(self.__class__)(self))

    def _shown(self):
        fields = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__name__}({', '.join(fields)})"
