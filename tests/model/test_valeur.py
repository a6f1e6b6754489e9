"""Values are frozen for the type checker alone; with real locks, nothing changes."""

import shutil
import subprocess
import sys
from dataclasses import field, fields, replace
from pathlib import Path

import pytest

from pipeline.model.prose import Emphasis, Link, Text
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from tests.projets import CHECKOUT

pytestmark = pytest.mark.lent

ASSIGNS = (
    "from pipeline.model.span import Span\nfrom dataclasses import FrozenInstanceError\n"
    "try:\n    Span('a').path = 'b'\nexcept FrozenInstanceError:\n    print('verrou')\n"
)


def run(*words: str) -> str:
    return subprocess.run(
        [sys.executable, *words], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout


def test_the_example_builds_to_the_same_bytes_when_values_are_locked(tmp_path: Path) -> None:
    built = []
    for name, options in (("simple", ()), ("verrou", ("-X", "dev", "-W", "ignore"))):
        folder = tmp_path / name
        for source in ("content", "templates", "budgets"):
            shutil.copytree(CHECKOUT / source, folder / source)
        run(*options, "-m", "pipeline", "-C", str(folder), "build")
        built.append(
            {path.name: path.read_bytes() for path in sorted((folder / "build").glob("*.docx"))}
        )
    assert built[0]
    assert built[0] == built[1]


def test_development_mode_has_the_locks_and_a_user_does_not_pay_for_them() -> None:
    assert run("-X", "dev", "-c", ASSIGNS) == "verrou\n"
    assert run("-c", ASSIGNS) == ""


def test_values_compare_hash_and_print_by_their_fields() -> None:
    link = Link((Text("ARS"),), "https://ars.sante.fr", Span("a.md", 3))
    assert link == replace(link, span=Span("b.md"))
    assert hash(link) == hash(replace(link, span=Span("b.md")))
    assert link != replace(link, url="https://sante.fr")
    different: object = Emphasis(link.children)
    assert different != link
    assert repr(Text("x")) == "Text(text='x')"
    assert [field.name for field in fields(link)] == ["children", "url", "span", "title"]
    assert Link.__slots__ == ("children", "url", "span", "title")


@dataclass(frozen=True, slots=True)
class Essai:
    self_: int
    name: str = "rien"
    parts: list[int] = field(default_factory=list)


class Derive(Essai):
    """A class without fields of its own."""


def test_a_first_value_and_the_next_take_their_arguments_as_those_of_the_standard_library() -> None:
    for kind in (Derive, Essai):
        first, second = kind(1), kind(self_=2, parts=[3])
        assert (first.self_, first.name, first.parts) == (1, "rien", [])
        assert (second.self_, second.name, second.parts) == (2, "rien", [3])
        assert first.parts is not kind(1).parts
        assert kind(1, "a") == replace(first, name="a")
        with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument"):
            kind()  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="unexpected keyword argument 'rang'"):
            kind(1, rang=2)  # type: ignore[call-arg]
    match first:
        case Essai(1, name):
            assert name == "rien"
        case _:
            pytest.fail("no match")
