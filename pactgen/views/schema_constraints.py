"""Keys, checks and indexes of a schema document, as mapped classes declare them.

Location: pactgen/views/schema_constraints.py. Used by the view of the package's models.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.ir.translation import portable
from pactgen.values import dataclass
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import (
    WIDTH,
    Code,
    call,
    flat,
    listing,
    mapping,
    prefixed,
    quoted,
    suffixed,
)

if TYPE_CHECKING:
    from pactgen.ir import schema
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design

_INDENT: Final = 8
_LAYOUT: Final = re.compile(r"[\s()\"]+")
"""What may differ between two spellings of one expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What stands in `__table_args__`."""

    items: tuple[Code, ...]
    imports: tuple[Import, ...]


def table_arguments(design: Design, table: Table) -> Arguments:
    """Return the constraints and indexes that are no matter of one column alone."""
    declared = known(table.declared)
    items: list[Code] = []
    imports: list[Import] = []
    for key in declared.foreign_keys:
        if len(key.columns) > 1:
            items.append(_foreign_key(design, key))
            imports.append(Import("sqlalchemy", "ForeignKeyConstraint"))
    for unique in declared.uniques:
        items.append(call("UniqueConstraint", *map(string, unique.columns), *_name(unique.name)))
        imports.append(Import("sqlalchemy", "UniqueConstraint"))
    for number, check in enumerate(declared.checks, 1):
        items.append(_check(design, check, check.name or f"ck_{declared.name.name}_{number}"))
        imports.append(Import("sqlalchemy", "CheckConstraint"))
        imports.append(Import("sqlalchemy.schema", "conv"))
    for index in declared.indexes:
        items.append(_index(design, index))
        imports.append(Import("sqlalchemy", "Index"))
        if _expressions(index) or index.where is not None:
            imports.append(Import("sqlalchemy", "text"))
        if any(map(_only_descends, index.parts)):
            imports.append(Import("sqlalchemy", "column"))
    options: list[Code] = []
    if declared.name.namespace is not None:
        options.append(f'"schema": {string(declared.name.namespace)}')
    if declared.comment is not None and not declared.is_view:
        options.append(prefixed('"comment": ', quoted(string(declared.comment))))
    if options:
        items.append(mapping(*options))
    return Arguments(items=tuple(items), imports=tuple(imports))


def references(design: Design, table: Table, column: Column) -> list[Code]:
    """Return the foreign keys that consist of this column."""
    declared = known(table.declared)
    return [
        call(
            "ForeignKey",
            string(_target(key, key.referred[0])),
            *_name(key.name),
            *_actions(key),
        )
        for key in declared.foreign_keys
        if key.columns == (column.stored_name,) and not key.implied
        if str(key.table) in design.tables
    ]


def _foreign_key(design: Design, key: schema.ForeignKey) -> Code:
    del design
    return call(
        "ForeignKeyConstraint",
        listing(*map(string, key.columns)),
        listing(*(string(_target(key, name)) for name in key.referred)),
        *_name(key.name),
        *_actions(key),
    )


def _target(key: schema.ForeignKey, column: str) -> str:
    return f"{key.table}.{column}"


def _name(name: str | None) -> list[Code]:
    return [] if name is None else [f"name={string(name)}"]


def _actions(key: schema.ForeignKey) -> list[Code]:
    found: list[Code] = []
    if key.on_delete != "NO ACTION":
        found.append(f"ondelete={string(key.on_delete)}")
    if key.on_update != "NO ACTION":
        found.append(f"onupdate={string(key.on_update)}")
    if key.deferrable:
        found.append("deferrable=True")
    if key.initially_deferred:
        found.append('initially="DEFERRED"')
    return found


def _check(design: Design, check: schema.Check, name: str) -> Code:
    """Return a check; it is named as the first revision names it, whatever the document says."""
    expression = quoted(string(check.expression))
    made = call("CheckConstraint", expression, f"name=conv({string(name)})")
    return made if understood(design, check.expression) else _only_there(made)


def has_foreign_indexes(design: Design) -> bool:
    """Tell whether some index is one that only PostgreSQL has."""
    if design.schema is None or design.schema.dialect != "postgresql":
        return False
    return any(
        _is_foreign(design, index) for table in design.schema.tables for index in table.indexes
    )


def understood(design: Design, expression: str) -> bool:
    """Tell whether every database that the backend runs on reads an expression as it is written."""
    document = known(design.schema)
    if document.dialect != "postgresql":
        return True
    for spelling in document.spellings:
        if spelling.expression == expression:
            elsewhere = dict(spelling.elsewhere).get("sqlite", "")
            return _bare(elsewhere) == _bare(expression)
    return portable(expression)


def _bare(expression: str) -> str:
    return _LAYOUT.sub("", expression).casefold()


def _only_there(made: Code) -> Code:
    """Keep what another database would not understand to the one that it was written for."""
    whole = f"{flat(made)}.ddl_if"
    if len(f"{whole}(") + _INDENT <= WIDTH:
        return call(whole, 'dialect="postgresql"')
    return suffixed(made, '.ddl_if(dialect="postgresql")')


def _index(design: Design, index: schema.Index) -> Code:
    parts = [_part(part) for part in index.parts]
    options: list[Code] = ["unique=True"] if index.unique else []
    if index.where is not None:
        options += [
            prefixed("postgresql_where=", call("text", string(index.where))),
            prefixed("sqlite_where=", call("text", string(index.where))),
        ]
    if _is_special(index):
        options.append(f"postgresql_using={string(str(index.method).lower())}")
    if index.include:
        options.append(prefixed("postgresql_include=", listing(*map(string, index.include))))
    operators = [
        f"{string(str(part.column))}: {string(part.operators)}"
        for part in index.parts
        if part.operators is not None and part.column is not None
    ]
    if operators:
        options.append("postgresql_ops={" + ", ".join(operators) + "}")
    made = call("Index", string(index.name), *parts, *options)
    return _only_there(made) if _is_foreign(design, index) else made


def _is_special(index: schema.Index) -> bool:
    return index.method is not None and index.method.lower() != "btree"


def _is_foreign(design: Design, index: schema.Index) -> bool:
    """Whether another database has no such index, or would not understand what it says."""
    told = [*(part.expression for part in index.parts), index.where]
    return _is_special(index) or not all(understood(design, each) for each in told if each)


def _part(part: schema.IndexPart) -> Code:
    if part.column is not None and not part.descending and part.nulls is None:
        return string(part.column)
    if _only_descends(part):
        # SQLite does not tell that an index descends: only a column is compared with what it tells.
        return f"column({string(str(part.column))}).desc()"
    written = part.expression or f'"{part.column}"'
    if part.column is None and not written.startswith("("):
        written = written if re.fullmatch(r"\w+\(.*\)", written) else f"({written})"
    way = " DESC" if part.descending else ""
    nulls = f" NULLS {part.nulls.upper()}" if part.nulls else ""
    return call("text", string(f"{written}{way}{nulls}"))


def _only_descends(part: schema.IndexPart) -> bool:
    return part.column is not None and part.descending and part.nulls is None


def _expressions(index: schema.Index) -> bool:
    return any(part.column is None or part.nulls is not None for part in index.parts)
