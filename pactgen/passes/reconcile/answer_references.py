"""What a write answers that refers to a row which does not exist, or clashes with another row.

A unique constraint is a conflict (409, or the 400 that is said to be for it), a value that a
constraint refuses is wrong input (the status that the operation has for it). A reference to nothing
is either, and contracts differ: what the operation documents decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, binding
from pactgen.ir.behaviours import CreateRow, ReplaceLinks, ReplaceRow, UpdateRow, WriteSingleton
from pactgen.passes.words.failure_codes import TAKEN
from pactgen.passes.words.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Operation
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
_STATUS: Final = re.compile(r"\b4\d\d\b")
_CLAUSE: Final = re.compile(r"[,;:]\s")
_PATH: Final = re.compile(r"\bin the (?:path|url)\b|\bpath\b", re.IGNORECASE)
ABSENT: Final = re.compile(
    r"\bparent\b|\b(?:or|nor) (?:(?:the|an?|its|their|any) )?\w+[\w ]*\bnot found", re.IGNORECASE
)
"""A 404 that speaks of more than the path names: `Post or parent comment not found`."""


def told_status(operation: Operation, general: str | None) -> int | None:
    """Return the documented status that sentences give to such references; None: they give none.

    What the operation says of its path (404) is not about its body.

    Args:
        operation: whose sentences count before those about the whole API.
        general: the description of the API.
    """
    documented = {each.status for each in operation.responses} - {str(NOT_FOUND)}
    told = (status for text in (*operation.texts, general) for status in _told(text or ""))
    return next((int(status) for status in told if status in documented), None)


@cache
def _told(text: str) -> tuple[str, ...]:
    """Return the statuses that the sentences of a text give to such references."""
    found = (_status_in(each) for each in sentences(text) if TELLS.search(each))
    return tuple(status for status in found if status is not None)


def _status_in(sentence: str) -> str | None:
    """Return the status that stands beside what does not exist; else the only one."""
    for clause in _CLAUSE.split(sentence):
        if TELLS.search(clause) and not _PATH.search(clause) and _STATUS.search(clause):
            return next(each[0] for each in _STATUS.finditer(clause))
    every = {each[0] for each in _STATUS.finditer(sentence)}
    return every.pop() if len(every) == 1 and not _PATH.search(sentence) else None


def reference_status(endpoint: Endpoint) -> int:
    """Return the status of a reference to a row that does not exist."""
    if endpoint.said_missing is not None:
        return endpoint.said_missing
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
