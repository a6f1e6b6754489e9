"""What a process that lives all day gives back to the machine: the C library keeps what each thread freed, for that thread.

Only the one of GNU has these two calls; elsewhere nothing is done, and nothing is lost but that memory.
"""

from __future__ import annotations

import ctypes
import gc
from typing import Any

ARENA_MAX = -8
"""Its name among the settings of ``mallopt``."""


def share_one_heap() -> None:
    """Let all threads take memory from one heap: one each made an atelier half as large again."""
    setting = _call("mallopt")
    if setting is not None:
        setting(ARENA_MAX, 1)


def give_back() -> None:
    """Free what nothing leads to any more, and hand its pages to the machine."""
    gc.collect()
    trim = _call("malloc_trim")
    if trim is not None:
        trim(0)


def _call(name: str) -> Any:
    """None where there is no such function."""
    try:
        return getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
