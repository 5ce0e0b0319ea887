"""Paths that go on behind the path: `/rides?page={page}`, `/#Action=AddPermission`.

Location: pactgen/readers/openapi/suffixes.py. A path item's key is a path (OpenAPI 3.1, section
4.8.8): no query, and a fragment never reaches a server (RFC 9110, section 4.2.5). Documents write
both, mostly to list several operations of one method and path. Used by `mend`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from pactgen.diagnostics import Repair, repair
from pactgen.ir.contract import Condition, Operation, Parameter, Schema
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TEMPLATE: Final = re.compile(r"\{[^{}]*\}")
_WHOLE: Final = re.compile(r"\{([^{}]+)\}")
_SUFFIX: Final = re.compile(r"[?#].*", re.DOTALL)


def without_suffixes(operations: Iterable[Operation], repairs: list[Repair]) -> list[Operation]:
    """Return the operations by their real paths, with what tells those of one path apart."""
    cut = [_cut(one, repairs) for one in operations]
    sharing: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for one in cut:
        sharing[one.method, _TEMPLATE.sub("{}", one.path)].append(one)
    told: dict[str, Operation] = {}
    for group in sharing.values():
        if len(group) > 1:
            told |= {one.label: one for one in _told_apart(group)}
    return [told.get(one.label, one) for one in cut]


def _cut(operation: Operation, repairs: list[Repair]) -> Operation:
    """Move what stands behind the path to where it belongs."""
    found = _SUFFIX.search(operation.path)
    if found is None:
        return operation
    path, suffix = operation.path[: found.start()] or "/", found[0]
    repairs.append(
        repair(
            "repair-path-suffix",
            operation.origin.parent(),
            path=operation.path,
            suffix=suffix,
            reading=path,
        )
    )
    parameters = list(operation.parameters)
    for name, value in _pairs(suffix.partition("#")[0]):
        _ask_in_query(operation, parameters, name, value)
    return replace(operation, path=path, suffix=suffix, parameters=tuple(parameters))


def _pairs(query: str) -> Iterator[tuple[str, str | None]]:
    """Yield the names and the values of `?a={a}&b=1&c`."""
    for pair in query.lstrip("?#").split("&"):
        name, assigns, value = pair.partition("=")
        if name:
            yield unquote_plus(name), unquote_plus(value) if assigns else None


def _ask_in_query(
    operation: Operation, parameters: list[Parameter], name: str, value: str | None
) -> None:
    """Declare a parameter of the query; one that was declared as part of the path moves."""
    template = _WHOLE.fullmatch(value or "")
    for at, item in enumerate(parameters):
        if item.location == "path" and template is not None and item.name == template[1]:
            parameters[at] = replace(item, name=name, location="query", style="form", explode=True)
            return
        if item.location == "query" and item.name == name:
            parameters[at] = replace(item, required=True)
            return
    parameters.append(
        Parameter(
            origin=operation.origin,
            name=name,
            location="query",
            required=True,
            schema=Schema(origin=operation.origin, types=("string",)),
            style="form",
            explode=True,
            allow_empty_value=value is None,
        )
    )


def _told_apart(group: list[Operation]) -> Iterator[Operation]:
    """Give each operation of one method and path its conditions, or name the one that hides it."""
    first: dict[frozenset[Condition], Operation] = {}
    for one in sorted(group, key=lambda each: bool(each.suffix)):
        conditions = tuple(dict.fromkeys(_conditions(one)))
        other = first.setdefault(frozenset(conditions), one)
        if other is one:
            yield replace(one, conditions=conditions)
        else:
            yield replace(one, conditions=conditions, hidden_by=other.label)


def _conditions(operation: Operation) -> Iterator[Condition]:
    query, _, fragment = operation.suffix.partition("#")
    for name, value in _pairs(query):
        constant = None if value is None or _WHOLE.fullmatch(value) else value
        yield Condition(location="query", name=name, value=constant)
    for name, value in _pairs(fragment):
        for item in operation.parameters:
            match item.location:
                case "query" | "header" as location if item.name == name and item.required:
                    yield Condition(location=location, name=name, value=value)
