"""What attributes of a mapped class hide inside of it: `property` of a booking.

Location: pactgen/views/hidden_names.py. Used by the views of models.py, with and without a schema
document. Behind an attribute that is called like a function, the class asks for it by another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.imports import Import

if TYPE_CHECKING:
    from pactgen.ir.database import Table


def decorator_of(table: Table) -> str:
    """Return what makes a property inside the class."""
    return "class_property" if _hides(table, "property") else "property"


def relationship_of(table: Table) -> str:
    """Return what relates the rows of two tables inside the class."""
    return "sql_relationship" if _hides(table, "relationship") else "relationship"


def decorator_imports(table: Table) -> list[Import]:
    """Return what the decorator needs; none is needed that nothing hides."""
    own = decorator_of(table)
    return [] if own == "property" else [Import("builtins", "property", own)]


def relationship_imports(table: Table) -> list[Import]:
    """Return what relates rows: under another name where an attribute has its own."""
    own = relationship_of(table)
    named = Import("sqlalchemy.orm", "relationship")
    return [named if own == "relationship" else Import("sqlalchemy.orm", "relationship", own)]


def _hides(table: Table, name: str) -> bool:
    return name in {
        *(each.name for each in table.columns),
        *(each.name for each in table.relations),
        *(each.name for each in table.derived),
    }
