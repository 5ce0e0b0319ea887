"""A table of a given schema as Alembic's operations.

Location: pactgen/views/migration/exact/tables.py. Used by `revision`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.ddl import tables as ddl
from pactgen.views.ddl.writer import Writer
from pactgen.views.layout import Code, call, laid_out, listing, mapping, prefixed
from pactgen.views.migration.exact.statements import STEP, execute, text
from pactgen.views.migration.exact.types import exact_type, verbatim
from pactgen.views.migration.operations import final_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Column, Dialect, ForeignKey, Index, IndexPart, Key, Name, Table

_SERIALS: Final = {"smallint": "SMALLSERIAL", "integer": "SERIAL", "bigint": "BIGSERIAL"}
_OPTION: Final = re.compile(
    r"(?:DEFAULT\s+)?([A-Z_]+(?:\s+SET)?)\s*=\s*('[^']*'|[\w.]+)\s*,?\s*", re.IGNORECASE
)
_IDENTITY_OPTION: Final = re.compile(
    r"(START|INCREMENT|MINVALUE|MAXVALUE|CACHE)(?:\s+(?:WITH|BY))?\s+(-?\d+)", re.IGNORECASE
)
_PARTITIONED: Final = re.compile(r"PARTITION BY (.+)", re.IGNORECASE | re.DOTALL)


def create_table(table: Table, dialect: Dialect, late: frozenset[Name]) -> str:
    """Return the operation; references to tables in `late` come when those are there."""
    options = _options(table, dialect)
    if table.partition_of is not None or options is None or _needs_sql(table):
        return execute(ddl.create_table(Writer(dialect), table, late=late, named=True))
    items: list[Code] = [_column(each, table, dialect) for each in table.columns]
    items += [_foreign_key(each) for each in table.foreign_keys if each.table not in late]
    if table.primary_key is not None:
        items.append(_key("sa.PrimaryKeyConstraint", table.primary_key, dialect))
    items += [_key("sa.UniqueConstraint", each, dialect) for each in table.uniques]
    items += [
        call(
            "sa.CheckConstraint",
            text(each.expression),
            *final_name(each.name or f"ck_{table.name.name}_{number}"),
        )
        for number, each in enumerate(table.checks, 1)
    ]
    if table.name.namespace is not None:
        items.append(f"schema={string(table.name.namespace)}")
    if table.comment is not None and dialect != "sqlite":
        items.append(f"comment={string(table.comment)}")
    return laid_out(call("op.create_table", string(table.name.name), *items, *options), indent=STEP)


def _needs_sql(table: Table) -> bool:
    """Tell whether the table has something that Alembic cannot say."""
    return bool(table.exclusions) or any(key.include for key in table.uniques)


def _options(table: Table, dialect: Dialect) -> list[str] | None:
    """Return what follows the columns as arguments; None when there are none for it."""
    options = []
    if dialect == "sqlite" and any(each.identity == "auto" for each in table.columns):
        options.append("sqlite_autoincrement=True")
    if table.options is None:
        return options
    if dialect == "postgresql":
        found = _PARTITIONED.fullmatch(table.options)
        return None if found is None else [f"postgresql_partition_by={string(found[1])}"]
    if dialect == "sqlite":
        words = {each.strip().upper() for each in table.options.split(",")}
        known = {"WITHOUT ROWID": "sqlite_with_rowid=False", "STRICT": "sqlite_strict=True"}
        return [*options, *(known[each] for each in sorted(words))] if words <= set(known) else None
    if _OPTION.sub("", table.options).strip():
        return None
    return [
        f"mysql_{found[1].lower().replace(' ', '_')}={string(found[2].strip(chr(39)))}"
        for found in _OPTION.finditer(table.options)
    ]


def _column(one: Column, table: Table, dialect: Dialect) -> Code:
    keys = () if table.primary_key is None else table.primary_key.columns
    arguments: list[Code] = [_type(one, keys, dialect)]
    if one.identity in {"always", "by default"}:
        arguments.append(_identity(one))
    if one.generated is not None:
        arguments.append(call("sa.Computed", text(one.generated), f"persisted={one.stored}"))
    arguments.append(f"nullable={one.nullable or one.null_by_domain}")
    default = _default(one)
    if default is not None:
        arguments.append(prefixed("server_default=", text(default)))
    if one.name in keys:
        counted = one.identity in {"serial", "auto"}
        if counted:
            arguments.append("autoincrement=True")
        elif dialect != "sqlite" and one.identity is None:
            arguments.append("autoincrement=False")
    if one.comment is not None and dialect != "sqlite":
        arguments.append(f"comment={string(one.comment)}")
    return call("sa.Column", string(one.name), *arguments)


def _default(one: Column) -> str | None:
    written = None if one.default is None else one.default.text
    if not one.on_update_now:
        return written
    return f"{written or 'NULL'} ON UPDATE CURRENT_TIMESTAMP"


def _identity(one: Column) -> str:
    always = ["always=True"] if one.identity == "always" else []
    options = [
        f"{found[1].lower()}={found[2]}"
        for found in _IDENTITY_OPTION.finditer(one.identity_options or "")
    ]
    return f"sa.Identity({', '.join([*always, *options])})"


def _type(one: Column, keys: tuple[str, ...], dialect: Dialect) -> Code:
    if one.identity == "serial" and one.name not in keys:
        return verbatim(_SERIALS.get(one.type.kind, "SERIAL"))
    return exact_type(one.type, dialect, one.collation)


def _key(function: str, one: Key, dialect: Dialect) -> Code:
    unnamed = dialect == "mysql" and function == "sa.PrimaryKeyConstraint"
    nulls = ("postgresql_nulls_not_distinct=True",) if one.nulls_not_distinct else ()
    return call(
        function,
        *(string(each) for each in one.columns),
        *(() if unnamed else _name(one.name)),
        *_deferral(one.deferrable, one.initially_deferred),
        *nulls,
    )


def _name(name: str | None) -> tuple[Code, ...]:
    return () if name is None else (prefixed("name=", string(name)),)


def _deferral(deferrable: bool, deferred: bool) -> tuple[str, ...]:  # noqa: FBT001  (of one rule)
    if not deferrable:
        return ()
    return ("deferrable=True", 'initially="DEFERRED"') if deferred else ("deferrable=True",)


def _foreign_key(one: ForeignKey) -> Code:
    return call(
        "sa.ForeignKeyConstraint",
        listing(*(string(each) for each in one.columns)),
        listing(*(string(f"{one.table}.{each}") for each in one.referred)),
        *_name(one.name),
        *_actions(one),
    )


def _actions(one: ForeignKey) -> tuple[str, ...]:
    chosen = (("ondelete", one.on_delete), ("onupdate", one.on_update))
    said = tuple(f"{name}={string(action)}" for name, action in chosen if action != "NO ACTION")
    return (*said, *_deferral(one.deferrable, one.initially_deferred))


def create_foreign_key(table: Name, one: ForeignKey) -> str:
    """Return the operation that closes a circle of references."""
    spaces = []
    if table.namespace is not None:
        spaces.append(f"source_schema={string(table.namespace)}")
    if one.table.namespace is not None:
        spaces.append(f"referent_schema={string(one.table.namespace)}")
    operation = call(
        "op.create_foreign_key",
        string(one.name) if one.name is not None else "None",
        string(table.name),
        string(one.table.name),
        listing(*(string(each) for each in one.columns)),
        listing(*(string(each) for each in one.referred)),
        *_actions(one),
        *spaces,
    )
    return laid_out(operation, indent=STEP)


def create_indexes(table: Table, dialect: Dialect) -> Iterator[str]:
    """Return the operations for the indexes of a table.

    MySQL names the index that it makes for a reference after the reference, if that has a name;
    in a revision it always has one.
    """
    named = {key.name for key in table.foreign_keys}
    for index in table.indexes:
        if not index.implicit or index.name not in named:
            yield create_index(table.name, index, dialect)


def create_index(table: Name, one: Index, dialect: Dialect) -> str:
    """Return the operation that makes an index."""
    operation = call(
        "op.create_index",
        string(one.name),
        string(table.name),
        listing(*(_part(part, dialect) for part in one.parts)),
        *(() if table.namespace is None else (f"schema={string(table.namespace)}",)),
        *(("unique=True",) if one.unique else ()),
        *_index_options(one, dialect),
    )
    return laid_out(operation, indent=STEP)


def _part(part: IndexPart, dialect: Dialect) -> Code:
    plain = (part.descending, part.nulls, part.operators, part.collation) == (False,) + (None,) * 3
    if part.column is not None and plain:
        return string(part.column)
    return text(ddl.index_part(Writer(dialect), part))


def _index_options(one: Index, dialect: Dialect) -> Iterator[Code]:
    if dialect == "mysql":
        lengths = [part for part in one.parts if part.length is not None and part.column]
        if one.method in {"fulltext", "spatial"}:
            yield f"mysql_prefix={string(one.method.upper())}"
        elif one.method is not None:
            yield f"mysql_using={string(one.method)}"
        if lengths:
            pairs = (f"{string(part.column or '')}: {part.length}" for part in lengths)
            yield prefixed("mysql_length=", mapping(*pairs))
        return
    if one.method is not None:
        yield f"postgresql_using={string(one.method)}"
    if one.include:
        yield prefixed("postgresql_include=", listing(*(string(each) for each in one.include)))
    if one.nulls_not_distinct:
        yield "postgresql_nulls_not_distinct=True"
    if one.where is not None:
        yield prefixed(f"{dialect}_where=", text(one.where))
