"""JSON values as Python expressions that the layout may break.

Location: pactgen/views/literals.py. Used by the views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import string
from pactgen.views.layout import Code, listing, mapping, prefixed, quoted

if TYPE_CHECKING:
    from pactgen.ir.contract import Json


def json_code(value: Json) -> Code:
    """Return the expression that makes this value."""
    match value:
        case str():
            return quoted(string(value))
        case list():
            return listing(*(_entry(item) for item in value))
        case dict():
            return mapping(
                *(prefixed(f"{string(name)}: ", json_code(item)) for name, item in value.items())
            )
        case _:
            return repr(value)


def _entry(item: Json) -> Code:
    return quoted(string(item), is_entry=True) if isinstance(item, str) else json_code(item)
