"""Which column a row is called by: its name, its code, or what a description tells.

Location: pactgen/passes/reconcile/called_rows.py. Used by align_relations.py, and for bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.other_words import common
from pactgen.passes.reconcile.tables_of import is_unique, is_unique_standing
from pactgen.passes.reconcile.ways import Shown, words_of
from pactgen.passes.reconcile.wording import CODE_WORDS, Words, essence, same, spelled_out

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.ways import Way

TELLING: Final = ("name", "title", "label", "slug", "code", "value", "tag", "email", "username")
"""Columns by which people call a row, the most telling first."""
PARTS: Final = (("forename",), ("middle", "name"), ("surname",))
"""The parts of a name, in their order."""
_CODES: Final = CODE_WORDS | {"abbreviation", "handle", "key", "number", "sku", "slug", "symbol"}
"""Words of descriptions that say by which of its columns a row is called."""


def naming_column(
    contract: Contract, catalog: Catalog, table: Table, schema: Schema, shown: str | None
) -> str | None:
    """Return the unique text column by which a value names a row; None: it names none.

    Args:
        contract: for the schema.
        catalog: the schema document.
        table: whose rows are named.
        schema: of the value.
        shown: the column that answers show in its place, if they show one.
    """
    if storage_of(contract, schema).kind != "text":
        return None
    unique = [
        column
        for column in table.columns
        if natural_kind(column.type) == "text"
        and (is_unique(table, column.name) or is_unique_standing(table, column.name))
    ]
    if shown is not None:
        return shown if any(column.name == shown for column in unique) else None
    told = [column.name for column in unique if {*essence(column.name)} <= words_of(schema)]
    told = told or [one.name for one in unique if is_code_in(catalog, table, one, schema)]
    if len(told) == 1:
        return told[0]
    return called_by(catalog, table, unique) or (unique[0].name if len(unique) == 1 else None)


def is_code_in(catalog: Catalog, table: Table, column: Column, schema: Schema) -> bool:
    """Whether a value is described by what the column is called: `Department code` of dept_code."""
    words = words_of(schema) & _CODES
    return any(catalog.is_called(table, column, (word,)) for word in words)


def called_by(
    catalog: Catalog, table: Table, columns: tuple[Column, ...] | list[Column]
) -> str | None:
    """Return the text column that a row is called by."""
    for word in TELLING:
        for column in columns:
            if catalog.is_called(table, column, (word,)):
                return column.name
    return None


def namesake(table: Table, words: Words) -> str | None:
    """Return the text that is called like the rows themselves: the `country` of a country."""
    texts = (one.name for one in table.columns if natural_kind(one.type) == "text")
    return next((name for name in texts if same(essence(name), words)), None)


def parts_of_name(table: Table) -> tuple[str, ...]:
    """Return the columns of the names that people have, as they are said: first and last."""
    said = [
        (common(spelled_out(essence(column.name))), column.name)
        for column in table.columns
        if natural_kind(column.type) == "text"
    ]
    found = [[name for told, name in said if told[-len(part) :] == part] for part in PARTS]
    first, middle, last = (each[0] if len(each) == 1 else None for each in found)
    if first is None or last is None:
        return ()
    return (first, middle, last) if middle is not None else (first, last)


def full_name(table: Table, schema: Schema) -> str | None:
    """Return the column of the name by which rows are called: `full_name`.

    Of several it is the one that the description tells, or else the only one that all rows have.
    """
    named = [
        column
        for column in table.columns
        if natural_kind(column.type) == "text" and essence(column.name)[-1] == "name"
    ]
    told = [one for one in named if {*essence(one.name)} <= words_of(schema)]
    solid = [one for one in named if not one.nullable]
    return next((some[0].name for some in (named, told, solid) if len(some) == 1), None)


def whole_name(way: Way) -> Shown | None:
    """`customer_name`, where customers have a first and a last name: both as one text."""
    first, *others = parts_of_name(way.table) or (None,)
    if first is None:
        return None
    why = f"It is the name of the row of `{way.table.name}`, which has it in parts."
    return Shown(way=way, figure="value", column=first, beside=tuple(others), why=why)
