"""Patterns compiled at their first use are patterns, and none is badly written."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from pipeline.model.motif import motif
from tests.projets import CHECKOUT


def test_a_motif_does_all_that_a_pattern_does() -> None:
    ours, true = motif(r"(?P<jour>[0-9]+) mai", re.IGNORECASE), re.compile(r"(?P<jour>\d+) mai", 2)
    said = "le 8 MAI, le 9 mai"
    assert ours.findall(said) == true.findall(said)
    assert ours.sub("X", said) == true.sub("X", said)
    found = ours.search(said, pos=5)
    assert found is not None
    assert found["jour"] == "9"
    assert (ours.groups, dict(ours.groupindex)) == (1, {"jour": 1})
    assert ours.flags == true.flags


def test_nothing_is_compiled_before_it_is_asked() -> None:
    broken = motif("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("")


EVERY = """
import gc, importlib, re
for module in {modules}:
    importlib.import_module(module)
from pipeline.model.motif import Motif
held = [one for one in gc.get_objects() if type(one) is Motif]
for one in held:
    re.compile(one.pattern, one._flags)
print(len(held))
"""


def test_every_pattern_of_every_module_can_be_compiled() -> None:
    names = [
        ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")
        for path in (CHECKOUT / "pipeline").rglob("*.py")
        if "reference" not in path.parts and path.name != "__main__.py"
    ]
    command = [sys.executable, "-c", EVERY.format(modules=names)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 400
