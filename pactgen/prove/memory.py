"""What the proof remembers of the rows it made, to name them in later requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pactgen.values import dataclass

Row = Mapping[str, Any]
"""Properties of a row as they travel, the key among them."""
ANYWHERE: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class _Known:
    """A row, and by which properties the request that made it named its parents."""

    row: dict[str, Any]
    parents: frozenset[str] | None
    """None: nobody knows, no request made it."""

    def is_below(self, parents: frozenset[str]) -> bool:
        """Whether paths that name such parents may lead to it."""
        named = {name for name, value in self.row.items() if value is not None}
        return self.parents is None or parents <= self.parents | named


class Memory:
    """Rows by resource, oldest first.

    A row that was made below one parent is not found below another (`/plans/{id}/charges` and
    `/subscriptions/{id}/charges`): `below` are the properties that the path gives.
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[_Known]] = {}

    def store(
        self,
        resource: str,
        row: Row,
        *,
        parents: frozenset[str] | None = None,
        once: bool = False,
    ) -> None:
        """Remember a new row, and what named its parents; `once`: unless all of it is known."""
        if once and any(row.items() <= each.row.items() for each in self._rows.get(resource, ())):
            return
        self._rows.setdefault(resource, []).append(_Known(dict(row), parents))

    def rows(self, resource: str) -> tuple[Row, ...]:
        """Return what is known of a resource."""
        return tuple(one.row for one in self._rows.get(resource, ()))

    def first(self, resource: str, below: frozenset[str] = ANYWHERE) -> Row | None:
        """Return the row that stays to the end: the one that others are made to name."""
        return next((one.row for one in self._below(resource, below)), None)

    def is_below(self, resource: str, row: Row, below: frozenset[str]) -> bool:
        """Tell whether paths that name such parents lead to the row."""
        return any(one.row is row for one in self._below(resource, below))

    def last(self, resource: str, below: frozenset[str] = ANYWHERE) -> Row | None:
        """Return the row that nothing names, so that it can be removed."""
        found = self._below(resource, below)
        return found[-1].row if found else None

    def complete(self, resource: str, key: str, values: Iterable[Any]) -> None:
        """Give keys that no row is known by to the rows that have none."""
        rows = [one.row for one in self._rows.get(resource, [])]
        known = {row[key] for row in rows if key in row}
        free = (value for value in values if value not in known)
        for row, value in zip((row for row in rows if key not in row), free, strict=False):
            row[key] = value

    def complete_last(self, resource: str, key: str, value: str | int) -> None:
        """Give the newest row its key."""
        rows = self._rows.get(resource)
        if rows:
            rows[-1].row[key] = value

    def revise_first(self, resource: str, row: Row, below: frozenset[str] = ANYWHERE) -> None:
        """Remember what became of the row that stays."""
        found = self._below(resource, below)
        if found:
            found[0].row.update(row)

    def forget_last(self, resource: str, below: frozenset[str] = ANYWHERE) -> None:
        """Forget the row that was removed; the only one of its kind was never remembered."""
        found = self._below(resource, below)
        if found:
            self._rows[resource].remove(found[-1])

    def forget_all(self, resource: str) -> None:
        """Forget all rows of a resource."""
        self._rows.pop(resource, None)

    def _below(self, resource: str, below: frozenset[str]) -> list[_Known]:
        """Return the rows that paths lead to; those made below just such parents, if there are any.

        `/networks/{id}/members` may name what it makes by other owners than `/teams/{id}/members`.
        """
        found = [one for one in self._rows.get(resource, ()) if one.is_below(below)]
        made = [one for one in found if one.parents == below] if below else []
        return made or found
