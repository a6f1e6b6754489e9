"""Who may import whom, and which modules may touch the world; each guard is tried on a guilty line."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.complexite import complexity, functions
from tests.projets import CHECKOUT

PIPELINE = CHECKOUT / "pipeline"
VERBS = ("read", "interpret", "compute", "check", "assemble", "draw", "write", "compare")
SLOW_TO_LOAD = ("base64", "dataclasses", "difflib", "inspect", "shlex", "subprocess")
"""What « nothing changed » must not wait for: a fifth of it, together."""

BEFORE_ANYTHING = (
    "__main__.py",
    "disk.py",
    "programs.py",
    "etat.py",
    "systeme.py",
    "model/longueur.py",
    "commands/ligne.py",
    "commands/aide.py",
    "commands/environnement.py",
    "commands/installation.py",
    "commands/pilotes_git.py",
    "commands/project.py",
    "commands/setup.py",
)
OPENERS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "scandir",
    "walk",
    "rglob",
}
STARTERS = {"subprocess", "os.system", "os.execv", "os.execve", "os.popen", "multiprocessing"}


def imports(tree: ast.AST, inside_functions: bool = True) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif inside_functions or not isinstance(node, ast.FunctionDef):
            yield from imports(node, inside_functions)


def guilty_imports(name: str, source: str) -> list[str]:
    """Imports that a module of ``pipeline/`` may not have."""
    owner = name.split("/")[0].removesuffix(".py")
    found: list[str] = []
    for module in imports(ast.parse(source)):
        parts = module.split(".")
        if parts[0] != "pipeline":
            if parts[0] in ("subprocess", "multiprocessing") and name != "programs.py":
                found.append(module)
            if owner == "model" and parts[0] not in sys.stdlib_module_names:
                found.append(module)
            continue
        other = parts[1] if len(parts) > 1 else ""
        if owner in VERBS and other not in (owner, "model"):
            found.append(module)
        if owner == "model" and other != "model":
            found.append(module)
    return found


def guilty_calls(source: str) -> list[str]:
    """Calls that open files or ask what day it is."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            word = (
                called.id
                if isinstance(called, ast.Name)
                else called.attr
                if isinstance(called, ast.Attribute)
                else ""
            )
            owner = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
            if word in OPENERS and not owner.endswith("Image") and owner not in ("ast", "tree"):
                found.append(f"{owner}.{word}")
            if word in ("today", "now", "utcnow"):
                found.append(f"{owner}.{word}")
    return found


def guilty_patterns(source: str) -> list[str]:
    """Patterns compiled as their module is imported, by all commands, whether they use them or not."""
    found: list[str] = []
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            found.append(ast.unparse(node))
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def modules() -> list[str]:
    return sorted(
        path.relative_to(PIPELINE).as_posix()
        for path in PIPELINE.rglob("*.py")
        if "reference" not in path.parts
    )


@pytest.mark.parametrize("name", modules())
def test_a_verb_imports_nouns_only(name: str) -> None:
    assert guilty_imports(name, (PIPELINE / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name", [n for n in modules() if n.split("/")[0] in (*VERBS, "model", "run.py")]
)
def test_only_disk_opens_files_and_nothing_asks_the_date(name: str) -> None:
    assert guilty_calls((PIPELINE / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name", [n for n in modules() if n not in (*BEFORE_ANYTHING, "model/files.py")]
)
def test_a_pattern_is_compiled_when_it_is_first_asked(name: str) -> None:
    source = (PIPELINE / name).read_text(encoding="utf-8")
    assert guilty_patterns(source) == [], "write motif(…) of pipeline/model/motif.py"


@pytest.mark.parametrize("name", BEFORE_ANYTHING)
def test_the_first_run_needs_the_standard_library_only(name: str) -> None:
    source = (PIPELINE / name).read_text(encoding="utf-8")
    outside = [
        m
        for m in imports(ast.parse(source), inside_functions=False)
        if m.split(".")[0] not in sys.stdlib_module_names
    ]
    assert [m for m in outside if not m.startswith("pipeline")] == []
    reached = {
        m.replace(".", "/").removeprefix("pipeline/") + ".py"
        for m in outside
        if m.startswith("pipeline.")
    }
    assert reached <= {*BEFORE_ANYTHING, "model/files.py"}


def test_nothing_changed_does_not_wait_for_what_it_has_no_use_of() -> None:
    seen = "import sys, pipeline.commands.project; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", seen],
        cwd=PIPELINE.parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "json" in loaded
    assert set(SLOW_TO_LOAD) & set(loaded) == set()


OF_PAGES = ("pipeline.vues", "pipeline.write.html", "pipeline.atelier", "starlette", "uvicorn")


def test_a_check_waits_for_nothing_that_only_pages_need() -> None:
    seen = (
        "import sys; from pipeline.commands.ligne import run_command; "
        "run_command(['-C', 'tests/petit-projet', 'check']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen], cwd=PIPELINE.parent, capture_output=True, text=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert "pipeline.run" in loaded
    assert [name for name in loaded if name.startswith((*OF_PAGES, "watchfiles"))] == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("read/yaml.py", "from pipeline.check import fiches"),
        ("check/fiches.py", "from pipeline.read.yaml import compose"),
        ("check/fiches.py", "import subprocess"),
        ("model/fiche.py", "from pipeline.interpret import dates"),
        ("model/fiche.py", "import lxml.etree"),
        ("write/prose.py", "from pipeline.disk import read_project"),
    ],
)
def test_the_guard_on_imports_bites(name: str, line: str) -> None:
    assert guilty_imports(name, line)


@pytest.mark.parametrize(
    "line", ["open('x')", "Path('x').read_text()", "date.today()", "Path('x').rglob('*')"]
)
def test_the_guard_on_calls_bites(line: str) -> None:
    assert guilty_calls(line)


@pytest.mark.parametrize(
    "line",
    [
        'CODE = re.compile("x")',
        'PAIRS = (("a", re.compile("x")),)',
        'class A:\n B = re.compile("x")',
    ],
)
def test_the_guard_on_patterns_bites(line: str) -> None:
    assert guilty_patterns(line)
    assert not guilty_patterns(f"def late():\n {line.replace(chr(10), chr(10) + ' ')}")


def hidden_names(package: str, source: str, beside: set[str]) -> list[str]:
    """Names that a package imports, and that a module of its own hides as soon as somebody imports that module."""
    return [
        alias.asname or alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (alias.asname or alias.name) in beside
        and node.module != f"{package}.{alias.asname or alias.name}"
        and node.module != package
    ]


def test_no_name_of_a_package_is_hidden_by_one_of_its_modules() -> None:
    found = {}
    for path in PIPELINE.rglob("__init__.py"):
        package = ".".join(path.parent.relative_to(PIPELINE.parent).parts)
        beside = {one.stem for one in path.parent.iterdir()} - {"__init__", "__pycache__"}
        found[package] = hidden_names(package, path.read_text(encoding="utf-8"), beside)
    assert {package: names for package, names in found.items() if names} == {}


def test_the_guard_on_hidden_names_bites() -> None:
    assert hidden_names("a", "from a.pieces import pages", {"pages", "pieces"}) == ["pages"]
    assert hidden_names("a", "from a.pages import pages", {"pages", "pieces"}) == []


def test_nothing_reads_the_folder_that_only_this_workplace_has() -> None:
    words = ("../shared", "S000", "S003")
    for path in (Path(CHECKOUT) / "pipeline").rglob("*"):
        if path.suffix in (".py", ".yaml", ".md", ".csv"):
            text = path.read_text(encoding="utf-8")
            assert not [word for word in words if word in text], path


MOST_DECISIONS = 12


def test_no_function_holds_more_than_twelve_decisions() -> None:
    """A function above is two thoughts: name each."""
    above = {name for name, count in functions(PIPELINE) if count > MOST_DECISIONS}
    assert above == set()


def test_the_guard_on_decisions_counts_what_a_reader_meets() -> None:
    tree = ast.parse("def f(a):\n    return [x for x in a if x and x > 1 or x < 0] if a else []\n")
    assert complexity(tree.body[0]) == 6
