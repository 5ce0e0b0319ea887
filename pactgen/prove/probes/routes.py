"""List what a backend serves: `routes.py PACKAGE`.

Prints `{"base_path": …, "routes": [{"path", "methods", "operation_id", "parameters", "status",
"reads_body"}]}`, the parameters as `[in, name, required]`.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute


def parameters(route: APIRoute) -> list[list[Any]]:
    """List the parameters that FastAPI reads for a route, also those of its dependencies."""
    found: dict[tuple[str, str], bool] = {}
    pending: list[Dependant] = [route.dependant]
    while pending:
        one = pending.pop()
        pending += one.dependencies
        for place, fields in (
            ("path", one.path_params),
            ("query", one.query_params),
            ("header", one.header_params),
            ("cookie", one.cookie_params),
        ):
            found |= {(place, field.alias): field.field_info.is_required() for field in fields}
    return sorted([place, name, required] for (place, name), required in found.items())


def main() -> None:
    """Print the routes of all features."""
    features = importlib.import_module(f"{sys.argv[1]}.features")
    routes = [
        {
            "path": route.path,
            "methods": sorted(route.methods or ()),
            "operation_id": route.operation_id,
            "parameters": parameters(route),
            "status": route.status_code,
            "reads_body": bool(route.body_field),
        }
        for router in features.ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
    ]
    print(json.dumps({"base_path": features.BASE_PATH, "routes": routes}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
