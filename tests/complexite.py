"""How many decisions a function holds, counted as a reader meets them.

A decision is an ``if``, ``elif``, ``for``, ``while``, ``except``, ``case``, conditional expression, each further operand
of ``and`` and ``or``, and each ``for`` and ``if`` of a comprehension: ruff's C901 counts neither the operands nor the
comprehensions.  Complexity is one more than the decisions; inner functions are counted apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ONE = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def decisions(node: ast.AST) -> int:
    """Those of the node itself, without what it holds."""
    if isinstance(node, ONE):
        return 1
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return 0


def complexity(function: ast.AST) -> int:
    return 1 + _inside(function)


def _inside(node: ast.AST) -> int:
    held = (child for child in ast.iter_child_nodes(node) if not isinstance(child, FUNCTIONS))
    return sum(decisions(child) + _inside(child) for child in held)


def functions(root: Path) -> Iterator[tuple[str, int]]:
    """« read/html.py:block » and its complexity, for every function under ``root``."""
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS):
                yield f"{path.relative_to(root).as_posix()}:{node.name}", complexity(node)
