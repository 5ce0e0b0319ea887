"""The fields of a parameter that is the whole query string (OpenAPI 3.2, `in: querystring`).

Location: pactgen/prove/query_strings.py. The prover's own reading of it. Used by documents.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_FORM = "application/x-www-form-urlencoded"


def fields_of(
    parameter: Mapping[str, Any], resolve: Callable[[Any], Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield the parameter, or in place of a form in the query string one for each of its fields."""
    if parameter["in"] != "querystring":
        yield parameter
        return
    form = resolve(parameter.get("content", {}).get(_FORM, {}).get("schema", {}))
    required = form.get("required", []) if parameter.get("required") else []
    for name, schema in form.get("properties", {}).items():
        yield {"in": "query", "name": name, "required": name in required, "schema": schema}
