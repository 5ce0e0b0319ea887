"""What a new contract changes for the clients of the old one, each change with its class.

Location: pactgen/passes/compare_contracts/. Operations are the same when method and whole
path are, names of path parameters apart. Used by `pactgen diff`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.passes.compare_contracts.classes import BREAKING as BREAKING
from pactgen.passes.compare_contracts.classes import ContractChange as ContractChange
from pactgen.passes.compare_contracts.schemas import Side, compare_schemas
from pactgen.passes.compare_contracts.security import ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Body, Contract, Operation, Parameter, Response
    from pactgen.passes.compare_contracts.classes import Kind
    from pactgen.passes.compare_contracts.schemas import Direction
    from pactgen.source import Origin


def compare_contracts(
    old: Contract, new: Contract, *, bases: tuple[str, str] = ("", "")
) -> tuple[ContractChange, ...]:
    """Return what is different, operation by operation, the new contract's order first.

    Args:
        old: what the last run served.
        new: what is served from now on.
        bases: under which path each of both is served.
    """
    before = {_identity(bases[0], one): one for one in old.operations}
    after = {_identity(bases[1], one): one for one in new.operations}
    moved = _moved(before, after) if bases[0] != bases[1] else {}
    found: list[ContractChange] = []
    if moved:
        found.append(_other_base(new, bases))
    for key, one in after.items():
        was = before.get(key) or moved.get(key)
        if was is not None:
            found += _Pair(old, new, was, one).changes()
        else:
            found.append(_whole("operation-added", one, "is new"))
    come = {one.operation_id: one for key, one in after.items() if key not in before}
    found += [
        _whole("operation-removed", one, _gone(one, come.get(one.operation_id)))
        for key, one in before.items()
        if key not in after and one not in moved.values()
    ]
    return tuple(dict.fromkeys(found))


def _identity(base: str, operation: Operation) -> tuple[str, str]:
    return (operation.method, re.sub(r"\{[^}]*\}", "{}", base + operation.key))


def _moved(
    before: Mapping[tuple[str, str], Operation], after: Mapping[tuple[str, str], Operation]
) -> dict[tuple[str, str], Operation]:
    """Return the operations that only the base path tells apart, by what they are now."""
    gone = {_identity("", one): one for key, one in before.items() if key not in after}
    return {
        key: gone[_identity("", one)]
        for key, one in after.items()
        if key not in before and _identity("", one) in gone
    }


def _other_base(new: Contract, bases: tuple[str, str]) -> ContractChange:
    was, now = (f"`{base}`" if base else "the root" for base in bases)
    return ContractChange(
        kind="base-path-changed",
        operation="all operations",
        subject="",
        says=f"are served under {now}, which was {was}",
        origin=new.origin.child("servers"),
    )


def _gone(operation: Operation, now: Operation | None) -> str:
    """Say that clients no longer find an operation, and where it is when that can be told."""
    if operation.operation_id is None or now is None:
        return "is gone"
    return f"is gone: `{operation.operation_id}` is {now.label} now"


def _whole(kind: Kind, operation: Operation, says: str) -> ContractChange:
    return ContractChange(
        kind=kind, operation=operation.label, subject="", says=says, origin=operation.origin
    )


class _Pair:
    """One operation before and after."""

    def __init__(self, old: Contract, new: Contract, before: Operation, after: Operation) -> None:
        self._contracts = (old, new)
        self._before = before
        self._after = after

    def changes(self) -> Iterator[ContractChange]:
        """Compare what a client sends, then what it receives."""
        if self._after.deprecated and not self._before.deprecated:
            yield _whole("operation-deprecated", self._after, "is deprecated")
        yield from self._security()
        yield from self._parameters()
        yield from self._body()
        yield from self._responses()

    def _side(self, direction: Direction) -> Side:
        old, new = self._contracts
        return Side(old=old, new=new, operation=self._after.label, direction=direction)

    def _change(self, kind: Kind, subject: str, says: str, origin: Origin) -> ContractChange:
        return ContractChange(
            kind=kind, operation=self._after.label, subject=subject, says=says, origin=origin
        )

    def _security(self) -> Iterator[ContractChange]:
        sides = zip(self._contracts, (self._before, self._after), strict=True)
        before, after = (set(ways(contract, one)) for contract, one in sides)
        origin = self._after.origin
        if any(not any(new <= old for new in after) for old in before):
            yield self._change("security-tightened", "security", "asks for more", origin)
        elif any(not any(old <= new for old in before) for new in after):
            yield self._change("security-loosened", "security", "asks for less", origin)

    def _parameters(self) -> Iterator[ContractChange]:
        before, after = (_named(one.parameters) for one in (self._before, self._after))
        for key, one in before.items():
            if key not in after:
                yield self._change("parameter-removed", _shown(one), "is gone", one.origin)
        for key, one in after.items():
            was = before.get(key)
            if was is None:
                kind: Kind = "parameter-required-added" if one.required else "parameter-added"
                yield self._change(kind, _shown(one), "is new", one.origin)
                continue
            if was.required != one.required:
                kind = "parameter-became-required" if one.required else "parameter-became-optional"
                yield self._change(kind, _shown(one), "changed its need", one.origin)
            side = self._side("request")
            yield from compare_schemas(side, was.schema, one.schema, _shown(one))

    def _body(self) -> Iterator[ContractChange]:
        before, after = self._before.body, self._after.body
        if before is None and after is not None:
            kind: Kind = "body-required-added" if after.required else "body-added"
            yield self._change(kind, "body", "is new", after.origin)
        elif before is not None and after is None:
            yield self._change("body-removed", "body", "is gone", before.origin)
        elif before is not None and after is not None:
            if before.required != after.required:
                kind = "body-became-required" if after.required else "body-became-optional"
                yield self._change(kind, "body", "changed its need", after.origin)
            yield from self._media(before, after, "body", "request")

    def _responses(self) -> Iterator[ContractChange]:
        before = {one.status: one for one in self._before.responses}
        after = {one.status: one for one in self._after.responses}
        for status, one in before.items():
            if status not in after:
                kind: Kind = "success-removed" if status[0] in "23" else "failure-removed"
                yield self._change(kind, status, "is gone", one.origin)
        for status, one in after.items():
            if status not in before:
                kind = "success-added" if status[0] in "23" else "failure-added"
                yield self._change(kind, status, "is new", one.origin)
            else:
                yield from self._media(before[status], one, status, "response")

    def _media(
        self, before: Body | Response, after: Body | Response, subject: str, direction: Direction
    ) -> Iterator[ContractChange]:
        old = {one.content_type: one for one in before.media}
        new = {one.content_type: one for one in after.media}
        for name, one in old.items():
            if name not in new:
                kind: Kind = (
                    "request-media-removed" if direction == "request" else "response-media-removed"
                )
                yield self._change(kind, subject, f"{name} is gone", one.origin)
        for name, one in new.items():
            was = old.get(name)
            if was is None:
                kind = "request-media-added" if direction == "request" else "response-media-added"
                yield self._change(kind, subject, f"{name} is new", one.origin)
            elif was.schema is not None and one.schema is not None:
                side = self._side(direction)
                yield from compare_schemas(side, was.schema, one.schema, subject)


def _named(parameters: tuple[Parameter, ...]) -> dict[tuple[str, str | int], Parameter]:
    """Return parameters by place and name; those of the path by their order, names are free."""
    found: dict[tuple[str, str | int], Parameter] = {}
    for one in parameters:
        number = sum(1 for place, _ in found if place == "path")
        found[one.location, number if one.location == "path" else one.name] = one
    return found


def _shown(parameter: Parameter) -> str:
    return f"{parameter.location} {parameter.name}"
