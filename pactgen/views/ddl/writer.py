"""Names and strings in the quotes of one dialect.

Location: pactgen/views/ddl/writer.py. Used by the files beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import sql_name, sql_string
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.schema import Dialect, Name


@dataclass(frozen=True, slots=True)
class Writer:
    """How one database wants its names and strings."""

    dialect: Dialect

    def name(self, name: str) -> str:
        """Return the name of a column, key or index."""
        return sql_name(name, self.dialect)

    def full(self, name: Name) -> str:
        """Return the name of a table or type, with its namespace."""
        own = self.name(name.name)
        return own if name.namespace is None else f"{self.name(name.namespace)}.{own}"

    def string(self, text: str) -> str:
        """Return a literal."""
        return sql_string(text, self.dialect)

    def names(self, names: Iterable[str]) -> str:
        """Return `(a, b)`."""
        return f"({', '.join(self.name(name) for name in names)})"
