"""What a request knows of a row, and what its answer tells of it (RFC 9110, section 13).

Location: pactgen/passes/endpoints/guards.py. Used by `assign_roles`, `fill_headers` and
`design_endpoints`. All of it needs a column that counts the changes (`versions.py`).
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.behaviours import Guard
from pactgen.ir.fills import RowTag
from pactgen.ir.inputs import GuardRole, Input
from pactgen.passes.reading.columns import brought, effective
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Operation, Parameter, Schema
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_CHANGES: Final = frozenset({"replace", "update", "delete", "write-singleton"})
_READS: Final = frozenset({"read", "read-singleton"})
_STALE: Final = re.compile(r"\b(?:stale|version|etag|lock|concurren|precondition)", re.IGNORECASE)
"""In the description of a 409: it is about what the caller knows of the row."""


def guard_role(
    contract: Contract, one: Sighting, verdict: Verdict, stored: Stored, parameter: Parameter
) -> GuardRole | None:
    """Return what a parameter says of the state of the row; None where it says nothing of it."""
    if one.many:
        return None
    timed = _timed(contract, one, verdict, stored, parameter)
    if timed is not None or stored.table.version is None:
        return timed
    told = types_of(contract, parameter.schema) - {"null"}
    if verdict.name in _CHANGES and told == {"integer"} and _is_version(stored, parameter):
        return GuardRole(test="number")
    is_text = parameter.location == "header" and told == {"string"}
    if not (is_text and stored.is_tagged and _have_form(contract, stored)):
        return None
    name, makes = bare(parameter.name), verdict.name == "replace" and verdict.creates
    if name == "ifmatch" and verdict.name in _CHANGES:
        return GuardRole(test="match")
    if name == "ifnonematch" and (makes or verdict.name in _READS):
        return GuardRole(test="absent" if makes else "known")
    return None


def _have_form(contract: Contract, stored: Stored) -> bool:
    """Whether its tags can be told in the forms that answers document: nobody knows others."""
    answers = (success_of(one.operation) for one in stored.kept.paths)
    headers = (header for each in answers if each is not None for header in each.headers)
    tags = (header.schema for header in headers if bare(header.name) == "etag")
    return all(tag_of(contract, stored, schema) is not None for schema in tags)


def changed_column(contract: Contract, one: Sighting, stored: Stored | None) -> str | None:
    """Return the column that tells when a row was changed; None where it may tell nothing."""
    success = success_of(one.operation)
    headers = () if success is None else success.headers
    told = (each.schema for each in headers if bare(each.name) == "lastmodified")
    shown = [effective(contract, each) for each in told if each is not None]
    if any(each.format not in {None, "http-date"} or each.pattern or each.enum for each in shown):
        return None  # another way to spell a time
    for column in () if stored is None or stored.shows_others else stored.table.columns:
        is_time = bare(column.wire_name) in vocabulary.UPDATED and column.kind == "timestamp"
        follows = column.generated is not None and column.generated.on_update
        if is_time and follows and not column.nullable:
            return column.name
    return None


def _timed(
    contract: Contract, one: Sighting, verdict: Verdict, stored: Stored, parameter: Parameter
) -> GuardRole | None:
    """Return what a time says of the state of the row, where no tag says it better."""
    column, name = changed_column(contract, one, stored), bare(parameter.name)
    taken = {bare(each.name) for each in one.operation.parameters if each.location == "header"}
    if column is None or parameter.location != "header":
        return None
    changes = stored.table.version is not None and verdict.name in _CHANGES
    if name == "ifunmodifiedsince" and changes and "ifmatch" not in taken:
        return GuardRole(test="unmodified", column=column)
    if name == "ifmodifiedsince" and verdict.name in _READS and "ifnonematch" not in taken:
        return GuardRole(test="since", column=column)
    return None


def untold(stored: Stored, parameter: Parameter) -> str | None:
    """Return why a header that is about the state of a row has no effect; None of others."""
    is_state = bare(parameter.name) in {"ifmatch", "ifnonematch"}
    if not is_state or stored.table.version is None or stored.is_tagged:
        return None
    return "Rows of other tables show in it, and no operation reads it alone."


def guard_of(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    inputs: Iterable[Input],
) -> Guard | None:
    """Return what a row is compared with before it is changed; None where nothing tells it."""
    if stored is None or stored.table.version is None:
        return None
    attribute = _brought(contract, one, verdict, stored)
    told = [each.role for each in inputs if isinstance(each.role, GuardRole)]
    tests = {role.test for role in told} - {"known", "since"}
    if not tests and attribute is None:
        return None
    return Guard(
        column=stored.table.version,
        attribute=attribute,
        of_all=stored.shows_others,
        stale=_stale(one.operation, by_tag=not tests <= {"number"}),
        missing=428 if demands(one.operation) else None,
    )


def demands(operation: Operation) -> bool:
    """Whether a request that tells no state is answered 428 (RFC 6585, section 3)."""
    return _documents(operation, HTTPStatus.PRECONDITION_REQUIRED) is not None


def tag_of(contract: Contract, stored: Stored | None, schema: Schema | None) -> RowTag | None:
    """Return the entity tag of a row in the form that its header has; None where there is none."""
    if stored is None or not stored.is_tagged or stored.table.version is None:
        return None
    column = stored.table.version
    if schema is None:
        return RowTag(column=column, of_all=stored.shows_others)
    found, told = effective(contract, schema), types_of(contract, schema)
    if told and told <= {"integer", "number"}:
        return None if stored.shows_others else RowTag(column=column, is_bare=True)
    if found.enum is not None or found.format is not None or (found.min_length or 0) > len('"1"'):
        return None
    if stored.shows_others:
        fits = matches(found.pattern or "", f'"{"0a" * 16}"')
        return RowTag(column=column, of_all=True) if fits else None
    forms = (RowTag(column=column), '"1"'), (RowTag(column=column, is_bare=True), "1")
    fitting = (tag for tag, text in forms if matches(found.pattern or "", text))
    return next(fitting, None)


def _is_version(stored: Stored, parameter: Parameter) -> bool:
    """Whether a parameter is the number itself: `?version=3`, or `If-Match: 3`."""
    name = bare(parameter.name)
    if parameter.location == "header" and name == "ifmatch":
        return stored.is_tagged and not stored.shows_others
    called = bare(stored.table.column(stored.table.version or "").wire_name)
    told = name.removeprefix("x").removeprefix("expected")
    return parameter.location in {"query", "header"} and called in {name, told}


def _brought(contract: Contract, one: Sighting, verdict: Verdict, stored: Stored) -> str | None:
    """Return the attribute of the body that is the version of the row which it changes."""
    changes = verdict.name in _CHANGES - {"delete"} and verdict.part is None
    if one.body is None or not changes:
        return None
    column = stored.table.column(stored.table.version or "")
    member = brought(contract, one.body, column.wire_name)
    if member is None or types_of(contract, member.schema) - {"null"} != {"integer"}:
        return None
    return column.name


def _stale(operation: Operation, *, by_tag: bool) -> Literal[409, 412]:
    """Return the status of what knows another state: as documented, else as RFC 9110 has it."""
    failed = _documents(operation, HTTPStatus.PRECONDITION_FAILED) is not None
    conflict = _documents(operation, HTTPStatus.CONFLICT)
    if by_tag:
        told = conflict is not None and _STALE.search(conflict) is not None
        return 409 if told and not failed else 412
    return 412 if failed and (conflict is None or not _STALE.search(conflict)) else 409


def _documents(operation: Operation, status: HTTPStatus) -> str | None:
    """Return how a status is described; None where it is not documented."""
    told = (each for each in operation.responses if each.status == str(status.value))
    return next((each.description for each in told), None)
