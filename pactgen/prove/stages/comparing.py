"""Compare what the backend serves with the original document, operation by operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pactgen.prove.result import Failure, StageResult
from pactgen.prove.server import base_path_of
from pactgen.prove.timing import Stopwatch

if TYPE_CHECKING:
    from pactgen.prove.documents import Described, Document
    from pactgen.prove.script import Script, Step

NAME: Final = "routes"
IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""OpenAPI: parameters of these names are ignored."""

Route = Mapping[str, Any]
Conditions = tuple[tuple[str, str, str | None], ...]


Key = tuple[str, str, Conditions]
"""METHOD, template without names, what else a request carries."""


def compare_routes(listed: Mapping[str, Any], document: Document, script: Script) -> StageResult:
    """Every documented operation is served with its parameters and status.

    Operations that share a method and a path are told apart by what the script says of them. What
    is served beside the contract is a route of the team's own, and noted.
    """
    watch = Stopwatch()
    base_path = base_path_of(document.raw)
    found = {
        (method, shape(route["path"] or "/"), _conditions(route["conditions"])): route
        for route in listed["routes"]
        for method in route["methods"]
    }
    failures: list[Failure] = []
    if listed["base_path"] != base_path:
        problem = f"is {listed['base_path']!r}, the contract says {base_path!r}"
        failures.append(Failure(subject="base path", problem=problem))
    steps = {(step.method, step.path): step for step in script.steps}
    wanted = {
        _key(one, steps.get(key)): one
        for key, one in document.operations.items()
        if key not in script.unreached
    }
    notes = [
        " ".join((method, path, *(f"{name}={value}" for _, name, value in conditions)))
        for method, path, conditions in sorted(found.keys() - wanted.keys(), key=str)
    ]
    parameters = 0
    for key, operation in wanted.items():
        if key not in found:
            failures.append(Failure(subject=operation.label, problem="is not served"))
            continue
        expected = _expected(operation)
        parameters += len(expected)
        failures += _differences(operation, expected, found[key])
    return StageResult(
        name=NAME,
        database=None,
        ok=not failures,
        counts={"operations": len(wanted), "parameters": parameters},
        notes=tuple(f"{each}: served, and not in the contract" for each in notes),
        failures=tuple(failures),
        seconds=watch.seconds,
    )


def _key(operation: Described, step: Step | None) -> Key:
    if step is None:
        return operation.method, shape(operation.path), ()
    return operation.method, shape(step.template), step.conditions


def _conditions(listed: Iterable[Iterable[Any]]) -> Conditions:
    return tuple((place, name, value) for place, name, value in listed)


def shape(path: str) -> str:
    """Return a path template with its parameters unnamed: the backend may spell them its way.

    It is decoded, as the routes of a backend are: `/a%20b` is `/a b`.
    """
    parts = unquote(path).split("{")
    return "{".join([parts[0], *(part[part.find("}") :] for part in parts[1:])])


def _expected(operation: Described) -> dict[tuple[str, str], bool]:
    """Return the parameters that the document asks for, and whether they are required."""
    return {
        (one["in"], _alias(one["in"], one["name"])): bool(one.get("required"))
        for one in operation.parameters
        if not (one["in"] == "header" and one["name"].lower() in IGNORED_HEADERS)
    }


def _alias(place: str, name: str) -> str:
    return name.lower() if place == "header" else name


def _differences(
    operation: Described, expected: Mapping[tuple[str, str], bool], route: Route
) -> list[Failure]:
    found = {(place, _alias(place, name)): needed for place, name, needed in route["parameters"]}
    failures: list[Failure] = []
    for key, required in expected.items():
        place, name = key
        if place == "path":
            continue
        if key not in found:
            problem = f"does not read the {place} parameter {name}"
        elif found[key] != required:
            problem = f"takes the {place} parameter {name} for {_need(found[key])}"
        else:
            continue
        failures.append(Failure(subject=operation.label, problem=problem))
    for place, name in sorted(found.keys() - expected.keys()):
        if place == "query":
            problem = f"reads the query parameter {name}, which the contract does not have"
            failures.append(Failure(subject=operation.label, problem=problem))
    in_path = sum(place == "path" for place, _ in expected)
    if in_path != sum(place == "path" for place, _ in found):
        failures.append(Failure(subject=operation.label, problem="reads other path parameters"))
    return failures


def _need(required: bool) -> str:  # noqa: FBT001 - a plain conversion
    return "required" if required else "optional"
