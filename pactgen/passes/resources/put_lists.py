"""PUT of a list below a row: what it brings is all that there is from then on (RFC 9110, 9.3.4).

Location: pactgen/passes/resources/put_lists.py. Used by `infer_behaviours`, and by `reconcile`:
such rows are made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.paths import place_of

if TYPE_CHECKING:
    from pactgen.passes.resources.values import Sighting

_UPDATES_SOME: Final = re.compile(
    r"\b(?:update|change|edit|modif(?:y|ie))s? (?:multiple|several|many|some|a list of)\b",
    re.IGNORECASE,
)
"""What says of a list that others than its rows stay as they are."""
_ADDS: Final = re.compile(r"\b(?:adds?|appends?|merges?|upserts?|inserts?|bulk)\b", re.IGNORECASE)


def puts_whole(one: Sighting) -> bool:
    """Whether it puts the list itself, and not some rows of it."""
    return (
        one.many
        and one.method == "put"
        and place_of(one.operation.path) == one.place
        and not one.operation.says(_UPDATES_SOME)
    )


def puts_anew(one: Sighting) -> bool:
    """Whether the rows of its list take the place of all that stand below the row in its path."""
    below = bool(one.place.scopes) and not one.place.is_item
    return below and puts_whole(one) and not one.operation.says(_ADDS)
