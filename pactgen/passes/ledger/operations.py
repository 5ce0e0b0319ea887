"""The keywords of path items and operations.

Location: pactgen/passes/ledger/operations.py. Used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Custom
from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    NOT_SERVED,
    USED,
    Fate,
    unsupported,
)

if TYPE_CHECKING:
    from pactgen.ir.design import Endpoint
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach

METHODS: Final = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
)
_CALLS: Final = unsupported("the backend is called, it calls nobody", "HIGH")
_OPERATION: Final = {
    **dict.fromkeys(("tags", "operationId", "responses", "produces", "servers"), USED),
    **dict.fromkeys(("parameters", "requestBody", "security", "consumes"), ENFORCED),
    **dict.fromkeys(
        ("summary", "description", "externalDocs", "deprecated", "schemes"), DOCUMENTED
    ),
    "callbacks": _CALLS,
}
_ITEM: Final = {
    **dict.fromkeys(("$ref", "servers"), USED),
    **dict.fromkeys(("summary", "description"), DOCUMENTED),
    "parameters": ENFORCED,
}


def item_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a path item."""
    if reach.is_outside(said.origin):
        return NOT_SERVED
    if word in METHODS:
        endpoint = reach.operations.get(said.origin.child(word))
        return NOT_SERVED if endpoint is None else _built(endpoint)
    if word == "additionalOperations":
        fates = [_built(endpoint) for endpoint in reach.items.get(said.origin, ())]
        return max(fates, key=lambda fate: fate.status == "unsupported", default=NOT_SERVED)
    if word in _ITEM and word != "$ref" and said.origin not in reach.items:
        return NOT_SERVED
    return _ITEM.get(word)


def _built(endpoint: Endpoint) -> Fate:
    match endpoint.behaviour:
        case Custom(reason=reason):
            return unsupported(f"answered 501: {reason}", "HIGH")
        case _:
            return ENFORCED


def operation_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of an operation."""
    if said.origin not in reach.operations:
        return NOT_SERVED
    if word.startswith("x-pactgen-"):
        return USED
    return _OPERATION.get(word)
