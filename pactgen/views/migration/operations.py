"""A table of a schema as Alembic's operations.

Location: pactgen/views/migration/operations.py. Used by the first migration and by those that
follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.layout import Code, Group, call, laid_out, listing, prefixed
from pactgen.views.migration.types import sql_type

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.schema import Check, Column, Default, ForeignKey, Index, Key, Name, Table

STEP: Final = 4
LONGEST_NAME: Final = 63
"""Of PostgreSQL; `op.f` shortens longer names as the models do."""


def create_table(table: Table, known: Collection[Name]) -> Code:
    """Return `op.create_table(…)` with the foreign keys to tables that are known."""
    items: list[Code] = [column(each) for each in table.columns]
    items += [foreign_key(each) for each in table.foreign_keys if each.table in known]
    if table.primary_key is not None:
        items.append(key("sa.PrimaryKeyConstraint", table.primary_key))
    items += [key("sa.UniqueConstraint", each) for each in table.uniques]
    items += [check(each) for each in table.checks]
    return call("op.create_table", string(table.name.name), *items)


def column(one: Column) -> Group:
    """Return `sa.Column(…)`."""
    default = () if one.default is None else (f"server_default={server_default(one.default)}",)
    return call(
        "sa.Column", string(one.name), sql_type(one.type), f"nullable={one.nullable}", *default
    )


def server_default(default: Default) -> str:
    """Return what `server_default=` takes."""
    return f"sa.text({string(default.text)})"


def key(function: str, one: Key) -> Code:
    """Return a primary key or a unique constraint."""
    return call(function, *(string(each) for each in one.columns), *named(one.name))


def check(one: Check) -> Code:
    """Return `sa.CheckConstraint(…)`."""
    return call("sa.CheckConstraint", string(one.expression), *final_name(one.name))


def foreign_key(one: ForeignKey) -> Code:
    """Return `sa.ForeignKeyConstraint(…)`."""
    referred = (string(f"{one.table.name}.{each}") for each in one.referred)
    return call(
        "sa.ForeignKeyConstraint",
        listing(*(string(each) for each in one.columns)),
        listing(*referred),
        *named(one.name),
        *actions(one),
    )


def actions(one: ForeignKey) -> tuple[str, ...]:
    """Return what happens to the rows when the row they refer to goes or changes its key."""
    chosen = (("ondelete", one.on_delete), ("onupdate", one.on_update))
    return tuple(f"{name}={string(action)}" for name, action in chosen if action != "NO ACTION")


def create_indexes(table: Table) -> list[Code]:
    """Return `op.create_index(…)` of each."""
    return [create_index(table.name, each) for each in table.indexes]


def create_index(table: Name, one: Index) -> Code:
    """Return `op.create_index(…)`."""
    return call(
        "op.create_index",
        identifier(one.name),
        string(table.name),
        listing(*(string(part.column or "") for part in one.parts)),
        *(("unique=True",) if one.unique else ()),
    )


def create_foreign_key(one: ForeignKey) -> Code:
    """Return `batch.create_foreign_key(…)`."""
    return call(
        "batch.create_foreign_key",
        identifier(one.name or ""),
        string(one.table.name),
        listing(*(string(each) for each in one.columns)),
        listing(*(string(each) for each in one.referred)),
        *actions(one),
    )


def drop_foreign_key(one: ForeignKey) -> Code:
    """Return `batch.drop_constraint(…)`."""
    return call("batch.drop_constraint", identifier(one.name or ""), 'type_="foreignkey"')


def batch(table: Name, statements: Iterable[Code], *arguments: Code) -> Code:
    """Return a block that changes a table; SQLite copies it once, others alter it."""
    head = call("with op.batch_alter_table", string(table.name), *arguments)
    opening = laid_out(head, indent=STEP, tail=" as batch:").lstrip()
    body = (laid_out(each, indent=2 * STEP) for each in statements)
    return "\n".join((opening, *body))


def named(name: str | None) -> tuple[Code, ...]:
    """Return `name=…`, nothing for a constraint without a name."""
    return () if name is None else (prefixed("name=", identifier(name)),)


def final_name(name: str | None) -> tuple[Code, ...]:
    """Return `name=…` of a check, to which the naming convention would add its prefix again."""
    return () if name is None else (prefixed("name=", final(name)),)


def identifier(name: str) -> Code:
    """Return the name as a literal; one that PostgreSQL has no room for is shortened."""
    return final(name) if len(name) > LONGEST_NAME else string(name)


def final(name: str) -> Code:
    """Return the name as one to which no naming convention adds."""
    return call("op.f", string(name))
