"""Small mistakes of a programmer, planted one at a time: a comparison turned round, a figure off by one, a line left out.

A mutation keeps the shape of what it changes: what a function takes and gives is the same, so that the code of a function
that is loaded already may be replaced by the code of its mutant.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mod,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
WORDLESS = (ast.Constant, ast.JoinedStr)

Change = Callable[[ast.AST], ast.AST | None]
"""What takes a node of a copy of the tree and gives what stands in its place; None, nothing does."""


@dataclass(frozen=True)
class Mutation:
    """One mistake in one module: ``rank`` is that of the node in the order of ``ast.walk``, ``way`` says which change."""

    rank: int
    way: str
    line: int
    statement: int
    """The line at which the statement that holds it begins: what is noted of a test may name that one alone."""

    function: str
    """The qualified name of the outermost function that holds it; empty for a statement of the module."""


def mutations(source: str) -> list[Mutation]:
    """Every mistake that can be planted in a module, in a fixed order."""
    tree = ast.parse(source)
    owners = dict(_owners(tree))
    statements = dict(_statements(tree, 0))
    return [
        Mutation(rank, way, _line(node), statements[node], owners[node])
        for rank, node in enumerate(ast.walk(tree))
        if node in owners
        for way in _ways(node)
    ]


def _line(node: ast.AST) -> int:
    placed = node.target if isinstance(node, ast.comprehension) else node
    return getattr(placed, "lineno", 0)


def _statements(node: ast.AST, line: int) -> Iterator[tuple[ast.AST, int]]:
    """Each node, and the line at which the statement that holds it begins."""
    line = node.lineno if isinstance(node, ast.stmt) else line
    yield node, line
    for child in ast.iter_child_nodes(node):
        yield from _statements(child, line)


def mutated(source: str, mutation: Mutation) -> tuple[ast.Module, str, str]:
    """The tree of the module with the mistake, and the passage before and after."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    node = nodes[mutation.rank]
    before = ast.unparse(node)
    after = WAYS[mutation.way](copy.deepcopy(node))
    _replace(tree, node, after if after is not None else ast.copy_location(ast.Pass(), node))
    ast.fix_missing_locations(tree)
    return tree, before, ast.unparse(after) if after is not None else "(rien)"


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(one is old for one in value):
                value[[one is old for one in value].index(True)] = new
                return
    raise AssertionError("ce nœud n'est pas dans l'arbre")


def _owners(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Each node that may be changed, and the function that it is in."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            yield from _inside(statement, statement.name)
        elif isinstance(statement, ast.ClassDef):
            for one in statement.body:
                if isinstance(one, ast.FunctionDef):
                    yield from _inside(one, f"{statement.name}.{one.name}")
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            yield from ((node, "") for node in _walk(statement.value))


def _inside(function: ast.FunctionDef, name: str) -> Iterator[tuple[ast.AST, str]]:
    yield from ((node, name) for statement in function.body for node in _walk(statement))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes under one, without annotations and without what only says that something cannot be."""
    if isinstance(node, ast.Assert | ast.Raise):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                yield from _walk(one)


def _ways(node: ast.AST) -> Iterator[str]:
    yield from (name for name, applies in APPLIES.items() if applies(node))


def _is_sum(node: ast.AST) -> bool:
    """An operation on values: one that joins words would only fail."""
    return (
        isinstance(node, ast.BinOp | ast.AugAssign)
        and type(node.op) in OPERATORS
        and not any(_is_text(one) for one in ast.iter_child_nodes(node))
    )


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_figure(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _is_call_alone(node: ast.AST) -> bool:
    """What is done and gives nothing: a call, a yield."""
    return isinstance(node, ast.Expr) and isinstance(
        node.value, ast.Call | ast.Yield | ast.YieldFrom
    )


def _gives_something(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Return)
        and node.value is not None
        and not (isinstance(node.value, ast.Constant) and node.value.value is None)
    )


APPLIES: dict[str, Callable[[ast.AST], bool]] = {
    "comparaison": lambda node: isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS,
    "et-ou": lambda node: isinstance(node, ast.BoolOp),
    "sans-non": lambda node: (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub)
    ),
    "opération": _is_sum,
    "un-de-plus": _is_figure,
    "vrai-faux": lambda node: isinstance(node, ast.Constant) and type(node.value) is bool,
    "condition": lambda node: isinstance(node, ast.If | ast.IfExp | ast.While),
    "filtre": lambda node: isinstance(node, ast.comprehension) and bool(node.ifs),
    "jumeau": lambda node: (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TWINS
    ),
    "rien-donné": _gives_something,
    "rien-fait": _is_call_alone,
    "sortie": lambda node: isinstance(node, ast.Continue | ast.Break),
}
"""Name of a way to go wrong → the nodes that it is for."""


def _comparison(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    node.ops[0] = COMPARISONS[type(node.ops[0])]()
    return node


def _and_or(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _without_sign(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.UnaryOp)
    return node.operand


def _operation(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp | ast.AugAssign)
    node.op = OPERATORS[type(node.op)]()
    return node


def _one_more(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return ast.copy_location(ast.Constant(node.value + 1), node)


def _true_false(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Constant)
    return ast.copy_location(ast.Constant(not node.value), node)


def _negated(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def _unfiltered(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.comprehension)
    node.ifs = []
    return node


def _twin(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func.id = TWINS[node.func.id]
    return node


def _gives_none(node: ast.AST) -> ast.AST:
    return ast.copy_location(ast.Return(ast.Constant(None)), node)


def _nothing(_: ast.AST) -> None:
    """The line is left out."""


def _exit(node: ast.AST) -> ast.AST:
    return ast.copy_location(
        ast.Break() if isinstance(node, ast.Continue) else ast.Continue(), node
    )


WAYS: dict[str, Change] = {
    "comparaison": _comparison,
    "et-ou": _and_or,
    "sans-non": _without_sign,
    "opération": _operation,
    "un-de-plus": _one_more,
    "vrai-faux": _true_false,
    "condition": _negated,
    "filtre": _unfiltered,
    "jumeau": _twin,
    "rien-donné": _gives_none,
    "rien-fait": _nothing,
    "sortie": _exit,
}
