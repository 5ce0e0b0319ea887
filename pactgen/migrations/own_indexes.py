"""Indexes that people made in revisions of their own: each goes with a column that it is over.

Location: pactgen/migrations/own_indexes.py. PostgreSQL drops them with the column; SQLite copies
the table, and stops at an index over a column that is no longer there. The files are read, never
run. Used by plan.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pactgen.ir.schema import Index, IndexPart, Name
from pactgen.migrations import changes as c
from pactgen.source import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.migrations.renames import Renames
    from pactgen.migrations.revisions import Revision

_Indexes = dict[str, c.DropIndex]
"""What drops an index, by its name."""


def with_own_indexes(
    changes: tuple[c.Change, ...], own: Iterable[Revision], renames: Renames
) -> tuple[c.Change, ...]:
    """Return the changes, with own indexes dropped before the first of their columns.

    Args:
        changes: in their order.
        own: the revisions of people, in the order of their files.
        renames: what has another name once the changes are carried out.
    """
    gone = {
        (change.table, change.column.name) for change in changes if isinstance(change, c.DropColumn)
    }
    waiting = [_renamed(each, renames) for each in _made_in(own).values()] if gone else []
    found: list[c.Change] = []
    for change in changes:
        if isinstance(change, c.DropColumn):
            here = [each for each in waiting if _is_over(each, change)]
            found += here
            waiting = [each for each in waiting if each not in here]
        found.append(change)
    return tuple(found)


def _is_over(index: c.DropIndex, change: c.DropColumn) -> bool:
    columns = {part.column for part in index.index.parts}
    return index.table == change.table and change.column.name in columns


def _renamed(index: c.DropIndex, renames: Renames) -> c.DropIndex:
    table = dict(renames.tables).get(index.table, index.table)
    names = {was: name for place, was, name in renames.columns if place == table}
    columns = [part.column or "" for part in index.index.parts]
    return _index(index.index.name, table, [names.get(each, each) for each in columns], index.index)


def _made_in(revisions: Iterable[Revision]) -> _Indexes:
    """Return the indexes that the revisions leave."""
    found: _Indexes = {}
    for revision in revisions:
        for node in ast.parse(revision.text).body:
            if isinstance(node, ast.FunctionDef) and node.name == "upgrade":
                batches = dict(_batches(node))
                for call in _calls(node):
                    _follow(call, batches, revision.path, found)
    return found


def _batches(upgrade: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Yield the table of each `with op.batch_alter_table("books") as batch`, by that name."""
    for node in ast.walk(upgrade):
        match node:
            case ast.withitem(
                context_expr=ast.Call(
                    func=ast.Attribute(attr="batch_alter_table"),
                    args=[ast.Constant(value=str(table)), *_],
                ),
                optional_vars=ast.Name(id=name),
            ):
                yield name, table


def _calls(upgrade: ast.FunctionDef) -> list[ast.Call]:
    found = [node for node in ast.walk(upgrade) if isinstance(node, ast.Call)]
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def _follow(call: ast.Call, batches: Mapping[str, str], path: str, found: _Indexes) -> None:
    """Note what one call makes or takes back."""
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=verb), args=[first, *more]):
            name = _text(first)
        case _:
            return
    if name is None:
        return
    if verb == "drop_index":
        found.pop(name, None)
    elif verb == "create_index":
        table = batches.get(owner) or (_text(more.pop(0)) if more else None)
        match more:
            case [ast.List(elts=elements) | ast.Tuple(elts=elements), *_] if table is not None:
                columns = [column for each in elements if (column := _text(each)) is not None]
                made = Index(
                    name=name,
                    parts=(),
                    origin=Origin(path),
                    unique=any(
                        each.arg == "unique" and ast.unparse(each.value) == "True"
                        for each in call.keywords
                    ),
                )
                found[name] = _index(name, Name(name=table), columns, made)
            case _:
                return


def _index(name: str, table: Name, columns: Iterable[str], like: Index) -> c.DropIndex:
    parts = tuple(IndexPart(column=each) for each in columns)
    index = Index(name=name, parts=parts, origin=like.origin, unique=like.unique)
    return c.DropIndex(table=table, index=index)


def _text(node: ast.expr) -> str | None:
    """Return a literal text, also of `op.f("ix_books_title")`."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Call(func=ast.Attribute(attr="f"), args=[ast.Constant(value=str(text))]):
            return text
        case _:
            return None
