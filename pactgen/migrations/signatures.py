"""When two parts of two schemas are the same: all but where they stand and how they are written.

Location: pactgen/migrations/signatures.py. Used by difference.py and renames.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pactgen.ir.schema import Check, Column, DataType, Exclusion, ForeignKey, Index, Key


def of_type(type_: DataType) -> Hashable:
    """Return what makes a type; values belong to a named enum's name, or to the contract."""
    values = type_.values if type_.enum is None and type_.kind in {"enum", "set"} else ()
    other = type_.text if type_.kind == "other" else ""
    return (
        type_.kind,
        type_.arguments,
        type_.unsigned,
        type_.dimensions,
        type_.enum,
        values,
        other,
    )


def of_default(column: Column) -> Hashable:
    """Return what the database fills in."""
    default = column.default
    return None if default is None or default.kind == "null" else (default.kind, default.text)


def of_key(key: Key) -> Hashable:
    """Return what makes a unique constraint, its name included."""
    return (
        key.name,
        key.columns,
        key.nulls_not_distinct,
        key.deferrable,
        key.initially_deferred,
        key.include,
    )


def of_foreign_key(key: ForeignKey) -> Hashable:
    """Return what makes a reference, its name included."""
    return (
        key.name,
        key.columns,
        key.table,
        key.referred,
        key.on_delete,
        key.on_update,
        key.deferrable,
        key.initially_deferred,
    )


def of_check(check: Check) -> Hashable:
    """Return what makes a rule."""
    return (check.name, check.expression)


def of_exclusion(exclusion: Exclusion) -> Hashable:
    """Return what makes an exclusion constraint."""
    return (exclusion.name, exclusion.text)


def of_generated(column: Column) -> Hashable:
    """Return what the database computes; its type belongs to it."""
    return None if column.generated is None else (column.generated, column.stored)


def of_details(column: Column) -> Hashable:
    """Return what a column says beside its type, its null and its default."""
    return (
        column.identity,
        column.identity_options,
        column.collation,
        column.on_update_now,
        column.comment,
    )


def of_index(index: Index) -> Hashable:
    """Return what makes an index."""
    return (
        index.name,
        index.parts,
        index.unique,
        index.method,
        index.where,
        index.include,
        index.nulls_not_distinct,
    )
