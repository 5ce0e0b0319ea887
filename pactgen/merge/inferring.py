"""Of which class the values of a function are, as far as the annotations of what made them say.

Location: pactgen/merge/inferring.py. `book = await self._books.get(key)` is what `get` answers, and
`each` of `for each in found.items` is one of a `Slice[Book]`. A name that is bound to anything else
as well is nobody's. Used by receivers.py.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Function = ast.FunctionDef | ast.AsyncFunctionDef

_MANY: Final = frozenset({"Slice", "Sequence", "list", "tuple", "Iterable"})
_ROUNDS: Final = 4
"""Names that come from one another, at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value, or several."""

    owner: str
    """Its class."""
    many: bool = False


Returns = dict[str, dict[str, Value]]
"""What the methods of each class answer."""


def returns_of(trees: Iterable[ast.Module]) -> Returns:
    """Return what the methods of the classes in some modules answer."""
    return {
        node.name: {
            each.name: value
            for each in node.body
            if isinstance(each, Function) and (value := value_of(each.returns)) is not None
        }
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def value_of(annotation: ast.expr | None) -> Value | None:
    """Return what an annotation stands for, None where it names several classes or none."""
    match annotation:
        case ast.Name(id=name):
            return Value(name)
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return value_of(left)
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return value_of(first)
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=[first, *_]) | first):
            one = value_of(first) if name in _MANY else None
            return replace(one, many=True) if one is not None and not one.many else None
    return None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known where an expression stands."""

    known: Mapping[str, Value]
    """Names and attributes of `self`, as they are written."""
    returns: Mapping[str, Mapping[str, Value]]

    def value(self, node: ast.expr) -> Value | None:
        """Return what an expression gives, None where nothing says it."""
        match node:
            case ast.Await(value=inner) | ast.NamedExpr(value=inner):
                return self.value(inner)
            case ast.Call(func=ast.Attribute(value=inner, attr=name)):
                owner = self.value(inner)
                return self._answer(owner, name)
            case ast.Call(func=ast.Name(id=name)) if name in self.returns:
                return Value(name)
            case ast.Subscript(value=inner, slice=ast.Constant() | ast.UnaryOp()):
                return _one(self.value(inner))
            case ast.Attribute(value=inner, attr="items") if _is_many(self.value(inner)):
                return self.value(inner)
            case ast.Name() | ast.Attribute():
                return self.known.get(ast.unparse(node))
        return None

    def inside(self, function: Function) -> Scope:
        """Return what is known in a function, with the names that it binds."""
        bound: defaultdict[str, list[tuple[ast.expr | None, bool]]] = defaultdict(list)
        for name, source, each in _bindings(function):
            bound[name].append((source, each))
        scope = self
        for _ in range(_ROUNDS):
            found = dict(self.known)
            for name, sources in bound.items():
                values = {scope._bound(source, each=each) for source, each in sources}
                value = values.pop() if len(values) == 1 else None
                if value is not None:
                    found[name] = value
            scope = replace(scope, known=found)
        return scope

    def _bound(self, source: ast.expr | None, *, each: bool) -> Value | None:
        value = None if source is None else self.value(source)
        return _one(value) if each else value

    def _answer(self, owner: Value | None, name: str) -> Value | None:
        if owner is None or owner.many:
            return None
        return self.returns.get(owner.owner, {}).get(name)


def _is_many(value: Value | None) -> bool:
    return value is not None and value.many


def _one(value: Value | None) -> Value | None:
    return replace(value, many=False) if value is not None and value.many else None


def _bindings(function: Function) -> Iterator[tuple[str, ast.expr | None, bool]]:
    """Yield each name that a function binds, to what, and whether to each of several.

    What says nothing about the class of the name is None.
    """
    said: set[ast.expr] = set()
    for node in ast.walk(function):
        target, source, each = _bound_by(node)
        if isinstance(target, ast.Name):
            said.add(target)
            yield target.id, source, each
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node not in said and not isinstance(node.ctx, ast.Load):
            yield node.id, None, False


def _bound_by(node: ast.AST) -> tuple[ast.expr | None, ast.expr | None, bool]:
    match node:
        case ast.Assign(targets=[target], value=value) | ast.NamedExpr(target=target, value=value):
            return target, value, False
        case (
            ast.For(target=target, iter=source)
            | ast.AsyncFor(target=target, iter=source)
            | ast.comprehension(target=target, iter=source)
        ):
            return target, source, True
    return None, None, False
