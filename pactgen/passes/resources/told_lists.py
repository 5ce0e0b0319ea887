"""Lists whose envelope only the text tells from a thing: `{districtList: […], numberOfDistricts}`.

Location: pactgen/passes/resources/told_lists.py. Used by `sight`. The text says that several are
listed, and nothing but states, counts and pages stands beside the only list of objects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.entities import Entity
from pactgen.passes.reading.shapes import is_object, items_of, shape_of
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Operation

_LISTS: Final = re.compile(
    r"^\W*lists?\b(?! of)"
    r"|\b(?:an?|the)(?: \w+)? (?:array|collection|list|page) (?:of|containing|with)\b"
    r"|^\W*(?:fetch(?:es)?|finds?|gets?|obtains?|retrieves?|returns?|shows?)"
    r" (?:all|many|multiple|several)\b",
    re.IGNORECASE,
)
_BESIDE: Final = frozenset(
    {
        "api", "code", "count", "error", "errors", "has", "header", "headers", "href", "limit",
        "link", "links", "message", "messages", "meta", "metadata", "method", "next", "number",
        "offset", "ok", "page", "pages", "pagination", "paging", "prev", "previous", "reason",
        "request", "size", "skip", "status", "success", "take", "time", "timestamp", "total",
        "totals", "version", "warnings",
    }
)  # fmt: skip
"""Words of what an answer says of itself."""


def told_list(contract: Contract, operation: Operation, answer: Entity | None) -> Entity | None:
    """Return the list that the text speaks of; the answer as it was read where there is none."""
    if answer is None or answer.many or operation.method != "get":
        return answer
    if not operation.says(_LISTS):
        return answer
    members = shape_of(contract, answer.schema).properties
    held = [
        (member, items)
        for member in members
        if (items := items_of(contract, member.schema)) is not None and is_object(contract, items)
    ]
    if len(held) != 1:
        return answer
    rows, items = held[0]
    beside = (set(snake(member.name).split("_")) for member in members if member is not rows)
    if not all(words & _BESIDE for words in beside):
        return answer
    return Entity(schema=items, many=True, route=(*answer.route, rows.name))
