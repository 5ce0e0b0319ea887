"""Whose members code asks for, where annotations say it: `books: BookService`, `self._books`.

Location: pactgen/merge/receivers.py. `self._books` is what `__init__` binds to an annotated
parameter, a local value is what a method answers (inferring.py); `Books` may be an
`Annotated[BookService, …]` of another module; `Book.title` is the member of the class itself. Used
by workspace/: dropped.py, given.py and members.py.
"""

from __future__ import annotations

import ast
from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.merge.inferring import Function, Scope, Value, returns_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NOTHING: Mapping[str, Mapping[str, Value]] = MappingProxyType({})


def asked_of(
    tree: ast.Module,
    aliases: Mapping[str, str],
    returns: Mapping[str, Mapping[str, Value]] = _NOTHING,
) -> Iterator[tuple[ast.Attribute, str]]:
    """Yield each member that is asked of a class or an annotated value, with the class's name.

    Args:
        tree: a module.
        aliases: classes by the names that stand for them (`aliases_of`).
        returns: what the methods of classes in other modules answer.
    """
    returns = {**returns, **returns_of([tree])}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node, node.value.id
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            fields = {**_fields(node, aliases), "self": Value(node.name)}
            for each in node.body:
                if isinstance(each, Function):
                    yield from _asked_in(each, Scope(fields, returns), aliases)
        elif isinstance(node, Function):
            yield from _asked_in(node, Scope({}, returns), aliases)


def with_members(
    text: str,
    members: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, str],
    everywhere: Mapping[str, str] = MappingProxyType({}),
    package: str = "",
    returns: Mapping[str, Mapping[str, Value]] = _NOTHING,
) -> str:
    """Return a module that asks for members by other names.

    Args:
        text: of the module; one that does not parse stays as it is.
        members: of each class, the new names by the old ones.
        aliases: classes by the names that stand for them.
        everywhere: new names of members that no class has by the old ones.
        package: of the project; values of others have members of their own.
        returns: what the methods of classes in other modules answer.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    lines = text.encode().splitlines(keepends=True)
    known = [(node, members.get(owner, {})) for node, owner in asked_of(tree, aliases, returns)]
    known += [(node, everywhere) for node in _of_nobody(tree, package)]
    places = {*_attributes(known), *_keywords(tree, members), *_columns(tree, members)}
    for line, start, old, new in sorted(places, reverse=True):
        end = start + len(old.encode())
        lines[line] = lines[line][:start] + new.encode() + lines[line][end:]
    return b"".join(lines).decode()


def _of_nobody(tree: ast.Module, package: str) -> Iterator[ast.Attribute]:
    """Yield the attributes that no other package is asked for."""
    foreign = strangers(tree, package)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and ast.unparse(node.value).partition(".")[0] not in foreign
        ):
            yield node


def _attributes(
    known: Iterable[tuple[ast.Attribute, Mapping[str, str]]],
) -> Iterator[tuple[int, int, str, str]]:
    """Yield where attributes stand that have another name: line, column, old and new name."""
    for node, names in known:
        if node.attr in names and node.end_lineno and node.end_col_offset:
            start = node.end_col_offset - len(node.attr.encode())
            yield node.end_lineno - 1, start, node.attr, names[node.attr]


def _keywords(
    tree: ast.Module, members: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield where constructors are given a field that has another name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = members.get(node.func.id, {})
            for each in node.keywords:
                if each.arg is not None and each.arg in names:
                    yield each.lineno - 1, each.col_offset, each.arg, names[each.arg]


def _columns(
    tree: ast.Module, members: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield where the indexes and rules of a table name a column that has another name."""
    for node in tree.body:
        names = members.get(node.name, {}) if isinstance(node, ast.ClassDef) else {}
        for each in ast.walk(node) if names else ():
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "__table_args__":
                for text in ast.walk(each.value):
                    match text:
                        case ast.Constant(value=str(column)) if column in names:
                            yield text.lineno - 1, text.col_offset + 1, column, names[column]


def aliases_of(tree: ast.Module) -> Mapping[str, str]:
    """Return the classes that `Name = Annotated[Class, …]` calls otherwise."""
    return {
        node.targets[0].id: value.owner
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Subscript) and (value := value_of(node.value)) is not None
        if not value.many
    }


def strangers(tree: ast.Module, package: str) -> frozenset[str]:
    """Return the names of what other packages made: `request: Request` of FastAPI."""
    nodes = list(ast.walk(tree))
    names = {
        alias.asname or alias.name.partition(".")[0]
        for node in nodes
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and not node.level and node.module)
        if _top(node) not in {package, "typing"}
        for alias in node.names
    }
    parameters = {
        node.arg
        for node in nodes
        if isinstance(node, ast.arg) and isinstance(node.annotation, ast.Name)
        if node.annotation.id in names
    }
    return frozenset(names | parameters)


def _top(node: ast.Import | ast.ImportFrom) -> str:
    module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
    return module.partition(".")[0]


def _fields(node: ast.ClassDef, aliases: Mapping[str, str]) -> Mapping[str, Value]:
    """Return the classes of `self.x` that `__init__` binds to a parameter."""
    made = next((each for each in node.body if getattr(each, "name", "") == "__init__"), None)
    if not isinstance(made, Function):
        return {}
    known = _parameters(made, aliases)
    return {
        ast.unparse(each.targets[0]): known[each.value.id]
        for each in made.body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Attribute)
        if isinstance(each.value, ast.Name) and each.value.id in known
    }


def _asked_in(
    function: Function, outside: Scope, aliases: Mapping[str, str]
) -> Iterator[tuple[ast.Attribute, str]]:
    known = {**outside.known, **_parameters(function, aliases)}
    scope = Scope(known, outside.returns).inside(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "self":
            value = scope.value(node.value)
            if value is not None and not value.many:
                yield node, value.owner


def _parameters(function: Function, aliases: Mapping[str, str]) -> Mapping[str, Value]:
    given = function.args
    named = {
        each.arg: value_of(each.annotation)
        for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)
        if each.annotation is not None
    }
    bound = {
        each.id
        for each in ast.walk(function)
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)
    }
    return {
        name: Value(aliases.get(value.owner, value.owner), value.many)
        for name, value in named.items()
        if value is not None and name not in bound
    }
