"""What of a schema is no table: whether it differs.

Location: pactgen/migrations/around.py. Named types are changes of their own (changes.py). Used by
plan.py and by the printed revisions of schema documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.migrations.recorded import plain

if TYPE_CHECKING:
    from pactgen.ir.schema import Schema

_PARTS = ("namespaces", "extensions", "domains", "sequences", "views")


def surroundings(schema: Schema) -> dict[str, Any]:
    """Return everything around the tables as JSON."""
    told = {name: plain(getattr(schema, name)) for name in _PARTS}
    return told | {"routines": list(routines(schema))}


def views_differ(old: Schema, new: Schema) -> bool:
    """Tell whether a view is another than it was."""
    return bool(plain(old.views) != plain(new.views))


def routines(schema: Schema) -> tuple[str, ...]:
    """Return the statements that make functions, procedures and triggers."""
    return tuple(each.sql for each in schema.repeated if each.sql is not None)
