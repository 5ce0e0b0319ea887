"""What a write answers that refers to a row which does not exist, or clashes with another row.

A unique constraint is a conflict (409, or the 400 that is said to be for it), a value that a
constraint refuses is wrong input (the status that the operation has for it). A reference to nothing
is either, and contracts differ: what the operation documents decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, binding
from pactgen.ir.behaviours import CreateRow, ReplaceLinks, ReplaceRow, UpdateRow, WriteSingleton
from pactgen.passes.words.failure_codes import TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource

REFERRING: Final = (CreateRow, ReplaceLinks, ReplaceRow, UpdateRow, WriteSingleton)
"""Behaviours whose bodies may name other rows."""
CONFLICT: Final = 409
NOT_FOUND: Final = 404
UNPROCESSABLE: Final = 422
"""Where 409 is documented beside it, that one is left to unique values."""
TELLS: Final = re.compile(
    r"refer|foreign|unknown|does not exist|doesn't exist|no such", re.IGNORECASE
)
ABSENT: Final = re.compile(
    r"\bparent\b|\b(?:or|nor) (?:(?:the|an?|its|their|any) )?\w+[\w ]*\bnot found", re.IGNORECASE
)
"""A 404 that speaks of more than the path names: `Post or parent comment not found`."""


def reference_status(endpoint: Endpoint) -> int:
    """Return the status of a reference to a row that does not exist."""
    documented = {
        int(response.status): response.description
        for response in endpoint.operation.responses
        if response.status.isdigit()
    }
    invalid = endpoint.invalid_status
    in_path = any(each.parameter.location == "path" for each in endpoint.inputs)
    # Of what the path names, a 404 says "no such thing" as well.
    for status in (CONFLICT, invalid) if in_path else (CONFLICT, invalid, NOT_FOUND):
        if TELLS.search(documented.get(status, "")):
            return status
    if ABSENT.search(documented.get(NOT_FOUND, "")):
        return NOT_FOUND
    if NOT_FOUND in documented and not in_path:
        return NOT_FOUND  # nothing else of the request names a row
    if CONFLICT not in documented:
        return invalid if invalid in documented else CONFLICT
    if UNPROCESSABLE in documented:
        return UNPROCESSABLE
    is_for_taken = TAKEN.search(documented[CONFLICT]) is not None
    return invalid if is_for_taken and invalid in documented else CONFLICT


def taken_status(endpoint: Endpoint) -> int:
    """Return the status of a row that clashes with one that is there: 409, or what is described."""
    documented = [response.status for response in endpoint.operation.responses]
    if str(CONFLICT) in documented:
        return CONFLICT
    for response in endpoint.operation.responses:
        if response.status in {"400", "422"} and TAKEN.search(response.description):
            return int(response.status)
    return CONFLICT


def reference_decisions(
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[Decision, ...]:
    """Log the choice for every write to a table that refers to others."""
    return tuple(
        binding.broken_reference(
            endpoint.operation_id, reference_status(endpoint), endpoint.operation.origin
        )
        for endpoint in endpoints
        if isinstance(endpoint.behaviour, REFERRING)
        and any(
            column.references is not None and not column.references.implied
            for column in tables[resources[endpoint.behaviour.resource].table].columns
        )
    )
