"""Which objects inside a body stand for rows that exist, and by which property they say so.

Location: pactgen/passes/model_wire/named_rows.py. Used by the maker of types, which lets the key
through although it is readOnly: what the server gives to a new row is how a request names one that
is there (OpenAPI 3.0.4, 4.7.24.2: a readOnly property "SHOULD NOT be sent", not "MUST NOT").
"""

from typing import Final

from pactgen.source import Origin
from pactgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRows:
    """Where the bodies of rows stand, and the keys in the objects that they contain."""

    bodies: frozenset[str | Origin]
    """Components by their keys, inline schemas by where they stand."""
    keys: frozenset[Origin]
    """Properties that are readOnly and tell the rows of a resource apart."""

    def is_body(self, component: str | None, origin: Origin) -> bool:
        """Tell whether a schema is what a row is made of."""
        return component in self.bodies or origin in self.bodies


NO_ROWS: Final = NamedRows(bodies=frozenset(), keys=frozenset())
