"""The first revision of a given schema, in the order in which a database can follow it.

Location: pactgen/views/migration/exact/revision.py. Used by plan.py; printed by
0001_schema.py.jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, neutral, string
from pactgen.ir.translation import RUNS_ON, TITLES, translated, translated_views
from pactgen.values import dataclass, replace
from pactgen.views.ddl import objects
from pactgen.views.ddl.order import in_creation_order, late_references
from pactgen.views.ddl.writer import Writer
from pactgen.views.layout import Code, call, laid_out, pack, prefixed
from pactgen.views.migration.exact.statements import STEP, execute
from pactgen.views.migration.exact.tables import (
    create_foreign_key,
    create_index,
    create_indexes,
    create_table,
)
from pactgen.views.migration.exact.types import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Dialect, Key, Schema, Skipped, Table

_ROUTINE: Final = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(FUNCTION|PROCEDURE|TYPE)\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactMigrationView:
    """Everything that the revision prints."""

    imports: tuple[Emitted, ...]
    has_verbatim_types: bool
    upgrade: tuple[Emitted, ...]
    """On the schema's own database."""
    downgrade: tuple[Emitted, ...]
    tables: Emitted
    """The constant that lists them: a database that has all of them was filled before."""
    has_namespaces: bool
    """Each of them stands there with its namespace."""
    dialect: Emitted
    """What SQLAlchemy calls the schema's own database."""
    elsewhere: tuple[Elsewhere, ...]
    """On the databases that the backend runs on and the schema is not written for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The same tables on another database."""

    dialect: Emitted
    """What SQLAlchemy calls it."""
    suffix: Emitted
    title: Emitted
    upgrade: tuple[Emitted, ...]
    downgrade: tuple[Emitted, ...]


def exact_migration_view(schema: Schema) -> ExactMigrationView:
    """Prepare migrations/versions/0001_initial.py of a given schema."""
    dialect = schema.dialect or "postgresql"
    own = translated(schema, dialect)
    others = [(name, _elsewhere(own, name)) for name in RUNS_ON if name != dialect]
    upgrade = tuple(_upgrade(own, dialect))
    with neutral():  # so that no text of the document is taken for code
        shape = "\n".join(_upgrade(own, dialect))
        shape += "".join("\n".join(_upgrade(other, name)) for name, other in others)
    return ExactMigrationView(
        imports=tuple(code(line) for line in _imports(shape)),
        has_verbatim_types=f"{VERBATIM}(" in shape,
        upgrade=tuple(code(each) for each in upgrade),
        downgrade=tuple(code(each) for each in _downgrade(own, dialect)),
        tables=code(laid_out(prefixed("TABLES = ", pack(*_listed(own))))),
        has_namespaces=_has_namespaces(own),
        dialect=code(string(dialect)),
        elsewhere=tuple(
            Elsewhere(
                dialect=code(string(name)),
                suffix=code(name),
                title=code(TITLES[name]),
                upgrade=tuple(code(each) for each in _upgrade(other, name)),
                downgrade=tuple(code(each) for each in _downgrade(other, name)),
            )
            for name, other in others
        ),
    )


def _elsewhere(own: Schema, dialect: Dialect) -> Schema:
    """Return the schema for another database; what has no name keeps to the naming convention."""
    base = own if own.dialect in RUNS_ON else translated(own, RUNS_ON[0])
    other = translated(base, dialect)
    given = (table for table in base.tables if table.partition_of is None)
    pairs = zip(other.tables, given, strict=True)
    return replace(
        other,
        tables=tuple(_as_named(table, before) for table, before in pairs),
        views=translated_views(own, dialect),
    )


def _as_named(table: Table, given: Table) -> Table:
    def unnamed(keys: tuple[Key, ...], before: tuple[Key, ...]) -> tuple[Key, ...]:
        pairs = zip(keys, before, strict=True)
        return tuple(key if one.name else replace(key, name=None) for key, one in pairs)

    key, before = table.primary_key, given.primary_key
    nameless = key is not None and before is not None and before.name is None
    references = zip(table.foreign_keys, given.foreign_keys, strict=True)
    return replace(
        table,
        primary_key=replace(key, name=None) if key is not None and nameless else key,
        uniques=unnamed(table.uniques, given.uniques),
        foreign_keys=tuple(
            each if one.name else replace(each, name=None) for each, one in references
        ),
    )


def _has_namespaces(schema: Schema) -> bool:
    return any(table.name.namespace is not None for table in schema.tables)


def _listed(schema: Schema) -> Iterator[Code]:
    for table in schema.tables:
        name, space = string(table.name.name), table.name.namespace
        spelled = "None" if space is None else string(space)
        yield f"({name}, {spelled})" if _has_namespaces(schema) else name


def _imports(shape: str) -> Iterator[str]:
    yield "import sqlalchemy as sa"
    yield "from alembic import op"
    for dialect in ("mysql", "postgresql"):
        if f"{dialect}." in shape:
            yield f"from sqlalchemy.dialects import {dialect}"


def _upgrade(schema: Schema, dialect: Dialect) -> Iterator[str]:
    writer = Writer(dialect)
    early, behind = _routines(schema)
    yield from (_statement(sql) for sql in objects.before_tables(writer, schema))
    if early and dialect == "postgresql":
        yield _statement("SET LOCAL check_function_bodies = false")
    yield from (_statement(each.sql or "") for each in early)
    yield from _tables(schema, dialect)
    for view in schema.views:
        yield _statement(objects.create_view(writer, view))
        yield from (create_index(view.name, index, dialect) for index in view.indexes)
    yield from (_statement(each.sql or "") for each in behind)
    if dialect == "postgresql":
        yield from (_statement(sql) for sql in objects.comments_besides_tables(writer, schema))


def _tables(schema: Schema, dialect: Dialect) -> Iterator[str]:
    tables = in_creation_order(schema.tables)
    late = {} if dialect == "sqlite" else late_references(tables)
    for table in tables:
        left = frozenset(each.table for each in late.get(table.name, ()))
        yield _indented(create_table(table, dialect, left))
        yield from create_indexes(table, dialect)
    for name, references in late.items():
        yield from (create_foreign_key(name, each) for each in references)


def _routines(schema: Schema) -> tuple[list[Skipped], list[Skipped]]:
    """Split what is repeated word for word: what stands before the first table, and the rest."""
    repeated = [each for each in schema.skipped if each.sql is not None]
    start = schema.tables[0].origin.place if schema.tables else None
    before = []
    for each in repeated:
        place = each.origin.place
        early = start is not None and place is not None and place < start
        if early and "TRIGGER" not in each.kind:
            before.append(each)
    return before, [each for each in repeated if each not in before]


def _statement(sql: str) -> str:
    return _indented(execute(sql))


def _indented(text: str) -> str:
    return text if text.startswith(" " * STEP) else " " * STEP + text


def _downgrade(schema: Schema, dialect: Dialect) -> Iterator[str]:
    writer = Writer(dialect)
    tables = in_creation_order(schema.tables)
    for view in reversed(schema.views):
        kind = "MATERIALIZED VIEW" if view.materialized else "VIEW"
        yield _statement(f"DROP {kind} {writer.full(view.name)}")
    late = {} if dialect == "sqlite" else late_references(tables)
    for name, references in late.items():
        for each in references:
            space = () if name.namespace is None else (f"schema={string(name.namespace)}",)
            names = (string(each.name or ""), string(name.name), 'type_="foreignkey"')
            yield laid_out(call("op.drop_constraint", *names, *space), indent=STEP)
    yield from (_drop_table(table) for table in reversed(tables))
    for skipped in reversed(schema.skipped):
        if skipped.sql is not None and (found := _ROUTINE.match(skipped.sql)):
            yield _statement(f"DROP {found[1].upper()} IF EXISTS {found[2]}")
    for sequence in schema.sequences:
        yield _statement(f"DROP SEQUENCE {writer.full(sequence.name)}")
    for domain in reversed(schema.domains):
        yield _statement(f"DROP DOMAIN {writer.full(domain.name)}")
    if dialect == "postgresql":
        for enum in schema.enums:
            yield _statement(f"DROP TYPE {writer.full(enum.name)}")
        for namespace in reversed(schema.namespaces):
            yield _statement(f"DROP SCHEMA {writer.name(namespace)}")


def _drop_table(table: Table) -> str:
    name = table.name
    space = () if name.namespace is None else (f"schema={string(name.namespace)}",)
    return laid_out(call("op.drop_table", string(name.name), *space), indent=STEP)
