"""References that a schema document does not declare: `student_id` of a team without foreign keys.

Location: pactgen/passes/reconcile/name_references.py. Used by design_backend. A column that is
called after one other table, or after the key of one, and has the type of that key, names a row of
it. The database does not check that, so no constraint is made and the row may be gone. What refers
to a row of links by several columns (`season_id` and `team_id` of `entries`) refers to the rows
that are linked as well, and those are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import binding
from pactgen.ir.schema import ForeignKey
from pactgen.ir.translation import runnable
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.tables_of import Catalog, is_unique, primary_key
from pactgen.passes.reconcile.tell_epochs import with_epochs
from pactgen.passes.reconcile.tell_truths import with_truths
from pactgen.passes.reconcile.wording import (
    KEY_WORDS,
    PEOPLE,
    Words,
    bare_of,
    ends_with,
    essence,
    same,
)
from pactgen.passes.words import vocabulary
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.config import Config
    from pactgen.decisions import Decision
    from pactgen.ir.schema import Column, Schema, Table

_PARENT: Final = ("parent",)
_ROLES: Final = frozenset(vocabulary.MAKERS) | {
    "actor", "approver", "assignee", "editor", "inviter", "moderator", "recipient", "reporter",
    "requester", "reviewer", "sender", "submitter", "uploader",
}  # fmt: skip
"""What those are called after what they do to a row."""
_TELLING: Final = frozenset({"code", "guid", "no", "number", "slug", "uuid"})
"""Last words of a unique column by which rows of other tables refer: `category_code`."""
_SHARED: Final = 2
"""Tables that begin with a word which says nothing about their rows: `sys_user`, `sys_role`."""


def catalog_of(schema: Schema, config: Config) -> tuple[Catalog, tuple[Decision, ...]]:
    """Index a schema document, with the references that only names tell, and say which.

    Args:
        schema: the database engineer's document.
        config: whose `relations` state or deny a reference.
    """
    plain = Catalog(schema=with_epochs(with_truths(runnable(schema))))
    tables, decisions = [], []
    for table in plain.schema.tables:
        found = tuple(_found(plain, config, table))
        leading = tuple(_leading_on(plain, table))
        tables.append(replace(table, foreign_keys=(*table.foreign_keys, *found, *leading)))
        decisions += [
            binding.named_reference(
                str(table.name),
                key.columns[0],
                str(key.table),
                key.referred[0],
                (key.origin, plain.tables[str(key.table)].origin),
            )
            for key in found
        ]
    named = replace(plain.schema, tables=tuple(tables))
    return Catalog(schema=named), tuple(decisions)


def _found(catalog: Catalog, config: Config, table: Table) -> Iterator[ForeignKey]:
    declared = {name for key in table.foreign_keys for name in key.columns}
    for column in table.columns:
        if column.name in declared or column.generated is not None:
            continue
        stated = config.relations.get(f"{table.name}.{column.name}")
        named = _stated(catalog, stated) if stated else _named(catalog, table, column)
        if stated is False or named is None:
            continue
        target, referred = named
        yield ForeignKey(
            columns=(column.name,),
            table=target.name,
            referred=(referred,),
            origin=column.origin,
            implied=True,
        )


def _leading_on(catalog: Catalog, table: Table) -> Iterator[ForeignKey]:
    """Yield what each column of a longer reference refers to by way of the rows in between."""
    alone = {key.columns[0] for key in table.foreign_keys if len(key.columns) == 1}
    for key in table.foreign_keys:
        between = catalog.tables.get(str(key.table))
        if between is None or len(key.columns) == 1:
            continue
        ways = {up.columns[0]: up for up in between.foreign_keys if len(up.columns) == 1}
        for own, referred in zip(key.columns, key.referred, strict=True):
            up = ways.get(referred)
            if up is None or own in alone:
                continue
            alone.add(own)
            yield replace(up, columns=(own,), origin=key.origin, implied=True, checked=True)


def _stated(catalog: Catalog, name: str) -> tuple[Table, str] | None:
    target = catalog.tables.get(name)
    return None if target is None else _by_key(target)


def _named(catalog: Catalog, table: Table, column: Column) -> tuple[Table, str] | None:
    """Return the table that a column is called after, and the column of it that it repeats."""
    spoken = essence(column.name)
    rows = bare_of(spoken, KEY_WORDS)
    alone = primary_key(table) == (column.name,)
    found = None
    if rows == _PARENT and spoken != rows:
        found = _by_key(table)
    elif rows != spoken:
        target = _called(catalog, table, rows) or _person(catalog, rows)
        found = None if target is None else _by_key(target)
    elif spoken[-1:] == ("by",):
        target = _person(catalog, spoken)
        found = None if target is None else _by_key(target)
    elif len(spoken) > 1 and spoken[-1] in _TELLING:
        found = _by_code(catalog, table, spoken)
    if found is None and not alone:
        found = _repeated(catalog, table, column)
    if found is None or (found[0] is table and found[1] == column.name):
        return None
    return found if _alike(column, found[0].column(found[1])) else None


def _by_key(target: Table) -> tuple[Table, str] | None:
    key = primary_key(target)
    return (target, key[0]) if len(key) == 1 and not target.is_view else None


def _called(catalog: Catalog, table: Table, rows: Words) -> Table | None:
    """Return the only table that is called so, that these words end with, or that ends so."""
    others = [one for one in catalog.schema.tables if one is not table and one.partition_of is None]
    spoken = {str(one.name): catalog.words[str(one.name)] for one in others}
    exact = [one for one in others if same(spoken[str(one.name)], rows)]
    if exact:
        return exact[0] if len(exact) == 1 else None
    if same(catalog.words[str(table.name)], rows):
        return None
    ending = [one for one in others if ends_with(rows, spoken[str(one.name)])]
    ending += [
        one
        for one in others
        if ends_with(spoken[str(one.name)], rows)
        and _says_nothing(catalog, spoken[str(one.name)][: -len(rows)])
    ]
    return ending[0] if len(ending) == 1 else None


def _says_nothing(catalog: Catalog, first: Words) -> bool:
    """Whether several tables begin so, and none of them is called so."""
    every = list(catalog.words.values())
    sharing = [one for one in every if one[: len(first)] == first]
    return len(sharing) >= _SHARED and first not in every


def _person(catalog: Catalog, rows: Words) -> Table | None:
    """Return the table of the people, of what is called after who does something."""
    if rows[-1] != "by" and not (len(rows) == 1 and rows[0] in _ROLES):
        return None
    people = [one for one in catalog.schema.tables if catalog.words[str(one.name)][-1] in PEOPLE]
    return people[0] if len(people) == 1 else None


def _by_code(catalog: Catalog, table: Table, spoken: Words) -> tuple[Table, str] | None:
    """`category_code` is the `code` of a category, if that is unique."""
    target = _called(catalog, table, spoken[:-1])
    if target is None or target.is_view:
        return None
    told = [one.name for one in target.columns if essence(one.name) in (spoken[-1:], spoken)]
    return (target, told[0]) if len(told) == 1 and is_unique(target, told[0]) else None


def _repeated(catalog: Catalog, table: Table, column: Column) -> tuple[Table, str] | None:
    """Return the one table whose key has the same name: `emp_no`."""
    if len(essence(column.name)) == 1:
        return None
    found = [
        one
        for one in catalog.schema.tables
        if one is not table and primary_key(one) == (column.name,)
    ]
    return (found[0], column.name) if len(found) == 1 else None


def _alike(column: Column, key: Column) -> bool:
    """Whether the values of both can be the same."""
    whole = {"integer", "bigint"}
    kinds = {natural_kind(column.type), natural_kind(key.type)}
    return len(kinds) == 1 or kinds == whole
