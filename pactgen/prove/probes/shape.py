"""Import a backend and list what it serves: `shape.py PACKAGE`.

Prints `{"modules": n, "errors": {module: trace}, "base_path": …, "routes": […]}`; a route is
`{"path", "methods", "conditions", "parameters"}`, its parameters `[in, name, required]`. Where a
module cannot be imported there are no routes.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import json
import pkgutil
import sys
import traceback
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.dependencies.models import Dependant


def import_all(package: str) -> dict[str, Any]:
    """Import every module, whatever fails."""
    errors: dict[str, str] = {}
    names = [package]
    root = importlib.import_module(package)
    names += [found.name for found in pkgutil.walk_packages(root.__path__, f"{package}.")]
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            errors[name] = traceback.format_exc(limit=-3)
    return {"modules": len(names), "errors": errors}


def list_routes(package: str) -> dict[str, Any]:
    """List the routes of all features."""
    features = importlib.import_module(f"{package}.features")
    has_choices = importlib.util.find_spec(f"{package}.choices") is not None
    choices = importlib.import_module(f"{package}.choices") if has_choices else None
    routes = [
        {
            "path": route.path,
            "methods": sorted(route.methods or ()),
            "conditions": [] if choices is None else conditions(choices, route.endpoint),
            "parameters": sorted(
                [place, name, required]
                for (place, name), required in dict(parameters(route.dependant)).items()
            ),
        }
        for router in features.ROUTERS
        for route in routes_of(router)
    ]
    return {"base_path": features.BASE_PATH, "routes": routes}


def conditions(choices: Any, handler: object) -> list[list[str | None]]:  # noqa: ANN401 - of the backend
    """Return what tells a handler from others of its path: `[place, name, value]`."""
    return [[one.place, one.name, one.value] for one in choices.conditions_of(handler)]


def routes_of(router: Any) -> Iterator[APIRoute]:  # noqa: ANN401 - of the backend
    """Let FastAPI prepare the operations of a feature, one after the other."""
    prepared = APIRouter()
    for operation in router.operations:
        route = operation.prepare(prepared)
        if isinstance(route, APIRoute):
            yield route


def parameters(dependant: Dependant) -> Iterator[tuple[tuple[str, str], bool]]:
    """Walk the parameters that FastAPI reads, also those of dependencies and of models."""
    for place, fields in (
        ("path", dependant.path_params),
        ("query", dependant.query_params),
        ("header", dependant.header_params),
        ("cookie", dependant.cookie_params),
    ):
        for field in fields:
            kind = field.field_info.annotation
            if inspect.isclass(kind) and issubclass(kind, BaseModel):
                for name, info in kind.model_fields.items():
                    alias = info.validation_alias or info.alias or name
                    yield (place, str(alias)), info.is_required()
            else:
                yield (place, field.alias), field.field_info.is_required()
    reads = getattr(dependant.call, "reads", None)  # of parameters.py
    if reads is not None:
        place, name, required = reads
        yield (place, name), required
    for inner in dependant.dependencies:
        yield from parameters(inner)


def main() -> None:
    """Print what was found."""
    package = sys.argv[1]
    found = import_all(package)
    if not found["errors"]:
        found |= list_routes(package)
    print(json.dumps(found))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
