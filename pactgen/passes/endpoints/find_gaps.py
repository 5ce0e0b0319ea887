"""Answers that must exist and that the contract does not document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import (
    ChangePassword,
    CreateRow,
    Custom,
    DeleteRow,
    DownloadFile,
    ListRows,
    LogIn,
    ReadRow,
    ReadSingleton,
    RenewTokens,
    ReplaceRow,
    UpdateRow,
    WriteSingleton,
)
from pactgen.ir.inputs import GuardRole, KeyRole, ScopeRole
from pactgen.ir.ledger import Gap
from pactgen.passes.reading.messages import documented, success_of
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.design import Endpoint
    from pactgen.ir.failures import ErrorShape, FailureTable

PROBLEM: dict[str, Json] = {
    "application/problem+json": {
        "schema": {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "instance": {"type": "string"},
            },
        }
    }
}
"""RFC 9457, section 3.1."""


def find_gaps(
    contract: Contract, endpoints: tuple[Endpoint, ...], failures: FailureTable
) -> tuple[Gap, ...]:
    """List, per operation, the statuses that the backend sends and nobody documented."""
    bodies = _default_content(contract, failures)
    gaps = []
    for endpoint in endpoints:
        operation = endpoint.operation
        if not isinstance(endpoint.behaviour, Custom) and success_of(operation) is None:
            gaps.append(_success(endpoint))
        for status, when in _statuses(endpoint):
            if documented(operation, status) is not None:
                continue
            gaps.append(
                Gap(
                    operation=operation.origin,
                    operation_label=operation.label,
                    path=operation.key,
                    method=operation.method,
                    status=status,
                    when=when,
                    content=bodies,
                    headers=("WWW-Authenticate",) if status == 401 else (),
                )
            )
    return tuple(gaps)


def _success(endpoint: Endpoint) -> Gap:
    """Return the answer to a call that worked, of an operation that documents only failures."""
    operation = endpoint.operation
    return Gap(
        operation=operation.origin,
        operation_label=operation.label,
        path=operation.key,
        method=operation.method,
        status=endpoint.answer.status,
        when="It worked.",
        content=None,
    )


def _statuses(endpoint: Endpoint) -> Iterator[tuple[int, str]]:
    """Yield what can happen to a call besides success (RFC 9110, section 15.5; RFC 6750)."""
    takes_input = bool(endpoint.inputs) or endpoint.body is not None
    if takes_input:
        yield endpoint.invalid_status, "The request breaks the contract's schemas."
    if any(requirement.schemes for requirement in endpoint.security) and all(
        requirement.schemes for requirement in endpoint.security
    ):
        yield 401, "The credential is missing or not valid."
        scoped = any(
            scopes for requirement in endpoint.security for _, scopes in requirement.schemes
        )
        if scoped:
            yield 403, "The credential lacks a scope."
    if isinstance(endpoint.behaviour, LogIn):
        yield 401, "The name or the password is wrong."
    if isinstance(endpoint.behaviour, RenewTokens):
        yield 401, "The refresh token is not valid any more."
    if isinstance(endpoint.behaviour, ChangePassword) and endpoint.behaviour.current is not None:
        yield 401, "The present password is wrong."
    if isinstance(endpoint.behaviour, DownloadFile):
        yield 416, "The file has no such range."
    if _may_be_missing(endpoint):
        yield 404, "No such thing exists."
    yield from _of_states(endpoint)
    if takes_input and (_writes(endpoint) or endpoint.body is not None):
        yield 409, "It clashes with what is stored, or cannot be stored."
    elif takes_input and endpoint.inputs:
        yield 409, "The database cannot hold a value that the request looks for."
    if endpoint.body is not None:
        yield 413, "The body is larger than the server accepts."
        yield 415, "The body is not of a documented content type."


def _of_states(endpoint: Endpoint) -> Iterator[tuple[int, str]]:
    """Yield what is answered to whoever knows another state of a row, or this one already."""
    if endpoint.guard is not None:
        yield endpoint.guard.stale, "It was changed since the caller read it."
    told = (part.role for part in endpoint.inputs if isinstance(part.role, GuardRole))
    if any(role.test in {"known", "since"} for role in told):
        yield 304, "The caller has the present state already."


def _may_be_missing(endpoint: Endpoint) -> bool:
    if any(part.parameter.location == "path" for part in endpoint.inputs):
        return True
    if any(isinstance(part.role, KeyRole | ScopeRole) for part in endpoint.inputs):
        return True
    match endpoint.behaviour:
        case ListRows(least=least):
            return least > 0
        case ReplaceRow(key_in_body=key) | UpdateRow(key_in_body=key):
            return key is not None
        case ReadRow(of_caller=column) | DeleteRow(of_caller=column):
            return column is None
        case ReadSingleton(springs=springs):
            return not springs
        case _:
            return False


def _writes(endpoint: Endpoint) -> bool:
    kinds = CreateRow | ReplaceRow | UpdateRow | WriteSingleton | Custom
    return isinstance(endpoint.behaviour, kinds)


def _default_content(contract: Contract, failures: FailureTable) -> Mapping[str, Json] | None:
    """Return the `content` that the default failure has, as the contract itself writes it."""
    shape = next((one for one in failures.shapes if one.name == failures.default), None)
    if shape is None:
        return PROBLEM
    return _reference(contract, shape)


def _reference(contract: Contract, shape: ErrorShape) -> Mapping[str, Json]:
    for name, schema in contract.schemas.items():
        is_component = schema.origin.parent().pointer in {"/components/schemas", "/definitions"}
        if snake(name) == shape.name and is_component and "#" not in name:
            ref: Json = {"$ref": f"#/components/schemas/{name}"}
            return {shape.media_type: {"schema": ref}}
    return {shape.media_type: {"schema": {}}}
