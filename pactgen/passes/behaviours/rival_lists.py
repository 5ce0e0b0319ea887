"""Two lists of the same rows of the same parent, only one of which is called as the rows are.

Location: pactgen/passes/behaviours/rival_lists.py. Used by `reach_rows`. `/users/{id}/videos` lists
the videos of a user; then `/users/{id}/likes` lists others, and no column tells which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.resources.groups import lists_rows, noun_of
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables.desk import Stored


def some_only(one: Sighting, stored: Stored) -> str | None:
    """Return why a list shows some rows that nothing tells; None where it may show all."""
    rows = stored.kept
    if not _is_plain(one) and not one.finder:
        return None
    if not one.place.steps or _is_called_so(one, stored):
        return None
    if any(each.operation.path == one.operation.path and each is not one for each in rows.paths):
        return None
    parents = _parents(one, stored)
    for other in (*rows.sightings, *rows.views):
        same = other is not one and _is_plain(other) and _parents(other, stored) == parents
        if same and _is_called_so(other, stored):
            return (
                f"{other.operation.label} lists the {rows.name} rows of the same parent; which of "
                f"them `{noun_of(one.key)}` are, no document tells."
            )
    return None


def _is_plain(one: Sighting) -> bool:
    """Whether it lists rows by nothing else than where it stands."""
    special = one.finder or one.counts or one.as_csv or one.values or one.called or one.spoken
    return lists_rows(one) and not special and not one.place.odd


def _parents(one: Sighting, stored: Stored) -> set[tuple[str, str | None]]:
    scopes = stored.scopes_in(one.place).values()
    return {(scope.column, scope.parent) for scope in scopes}


def _is_called_so(one: Sighting, stored: Stored) -> bool:
    """Whether a path ends in the noun of the rows, or of a place where they live."""
    nouns = {stored.kept.name, *map(noun_of, stored.kept.keys)}
    return _said(noun_of(one.key)) in set(map(_said, nouns))


def _said(noun: str) -> str:
    return bare(singular(noun))
