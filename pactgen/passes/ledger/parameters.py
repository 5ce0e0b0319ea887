"""The keywords of parameters, of those of Swagger 2.0 that are bodies, and of their items.

Location: pactgen/passes/ledger/parameters.py. Used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Custom
from pactgen.ir.inputs import UnusedRole
from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    NOT_SERVED,
    USED,
    Fate,
    documented,
    gravest,
    unsupported,
)
from pactgen.passes.ledger.messages import body_fate
from pactgen.passes.ledger.schemas import fate_by_ways
from pactgen.passes.ledger.texts import OTHER_SPELLING, reading_of
from pactgen.passes.reading.spelling import is_read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.design import Endpoint
    from pactgen.ir.inputs import Input
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach
    from pactgen.passes.reading.spelling import Form

    Reading = tuple[Endpoint, Input, Form]

_PLAIN: Final[Mapping[str, Fate]] = {
    **dict.fromkeys(("$ref", "name", "in", "allowReserved"), USED),
    **dict.fromkeys(("description", "deprecated", "example", "examples"), DOCUMENTED),
    "x-example": DOCUMENTED,
}
_SPELLING: Final = frozenset({"style", "explode", "collectionFormat"})
_IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
_IGNORED: Final = documented("OpenAPI ignores header parameters of this name")
_OTHER_QUERY_STRING: Final = unsupported("of query strings only forms are read", "HIGH")
_LISTS_IN_FORMS: Final = unsupported("a form repeats the field for each item", "MEDIUM")


def parameter_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a parameter."""
    place, node = said.origin, said.node
    if "$ref" in node:
        return USED if word == "$ref" else DOCUMENTED
    if place in reach.bodies:
        return body_fate(word, said, reach)
    readings = reach.parameters.get(place)
    if readings is None and not reach.ways.to(place):
        return _unread(word, said)
    if word == "required":
        return ENFORCED if node[word] is True else USED
    if readings is None:
        spelled = word == "collectionFormat" and node[word] != "multi"
        return _LISTS_IN_FORMS if spelled else _common(word, said, reach)
    return gravest(fate for one in readings if (fate := _read(word, said, reach, one)) is not None)


def _unread(word: str, said: Statement) -> Fate:
    if word == "content" and said.node.get("in") == "querystring":
        return _OTHER_QUERY_STRING
    name = str(said.node.get("name", "")).lower()
    ignored = said.node.get("in") == "header" and name in _IGNORED_HEADERS
    return _IGNORED if ignored and word not in _PLAIN else NOT_SERVED


def _read(word: str, said: Statement, reach: Reach, reading: Reading) -> Fate | None:
    endpoint, each, form = reading
    match word:
        case "name" if isinstance(each.role, UnusedRole):
            if isinstance(endpoint.behaviour, Custom) or _is_correlation(each):
                return USED
            return unsupported(f"checked, then without effect: {each.role.reason}", "HIGH")
        case "schema" | "content":
            return reading_of(form, each)
        case "style" | "explode" | "collectionFormat":
            return USED if is_read(form, each.parameter) else OTHER_SPELLING
        case "allowEmptyValue":
            return USED
        case _:
            return _common(word, said, reach)


def _is_correlation(each: Input) -> bool:
    """Tell whether it is the header that every request may carry into the logs."""
    return each.parameter.location == "header" and each.parameter.name.lower() == "x-request-id"


def _common(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of plain words, and of a schema that the parameter is itself."""
    if word in _PLAIN:
        return _PLAIN[word]
    ways = reach.ways.to(said.origin)
    is_own = "schema" not in said.node and "content" not in said.node
    return fate_by_ways(word, said.node, ways, reach) if ways and is_own else None
