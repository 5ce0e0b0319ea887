"""What the proof remembers of the rows it made, to name them in later requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
"""Properties of a row as they travel, the key among them."""


class Memory:
    """Rows by resource, oldest first."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def store(self, resource: str, row: Row) -> None:
        """Remember a new row."""
        self._rows.setdefault(resource, []).append(dict(row))

    def rows(self, resource: str) -> tuple[Row, ...]:
        """Return what is known of a resource."""
        return tuple(self._rows.get(resource, ()))

    def first(self, resource: str) -> Row | None:
        """Return the row that stays to the end: the one that others are made to name."""
        rows = self._rows.get(resource)
        return rows[0] if rows else None

    def last(self, resource: str) -> Row | None:
        """Return the row that nothing names, so that it can be removed."""
        rows = self._rows.get(resource)
        return rows[-1] if rows else None

    def complete(self, resource: str, key: str, values: Iterable[Any]) -> None:
        """Give keys that no row is known by to the rows that have none."""
        rows = self._rows.get(resource, [])
        known = {row[key] for row in rows if key in row}
        free = (value for value in values if value not in known)
        for row, value in zip((row for row in rows if key not in row), free, strict=False):
            row[key] = value

    def revise_first(self, resource: str, row: Row) -> None:
        """Remember what became of the row that stays."""
        rows = self._rows.get(resource)
        if rows:
            rows[0].update(row)

    def forget_last(self, resource: str) -> None:
        """Forget the row that was removed; the only one of its kind was never remembered."""
        rows = self._rows.get(resource)
        if rows:
            rows.pop()

    def forget_all(self, resource: str) -> None:
        """Forget all rows of a resource."""
        self._rows.pop(resource, None)
