"""The fields of a parameter that holds several of the query string.

Location: pactgen/prove/query_fields.py. The prover's own reading of it. Used by documents.py. It
is the whole query string (OpenAPI 3.2, `in: querystring`), or an object that is spread over it
(`style: form`, `explode`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_FORM = "application/x-www-form-urlencoded"
_COMPOSED = ("patternProperties", "allOf", "anyOf", "oneOf")


def fields_of(
    parameter: Mapping[str, Any],
    resolve: Callable[[Any], Mapping[str, Any]],
    names: frozenset[str],
) -> Iterator[Mapping[str, Any]]:
    """Yield the parameter, or one for each field; `names` are those of all parameters."""
    if parameter["in"] == "querystring":
        form = resolve(parameter.get("content", {}).get(_FORM, {}).get("schema", {}))
    elif not (form := _spread(parameter, resolve, names)):
        yield parameter
        return
    required = form.get("required", []) if parameter.get("required") else []
    for name, schema in form.get("properties", {}).items():
        yield {"in": "query", "name": name, "required": name in required, "schema": schema}


def _spread(
    parameter: Mapping[str, Any],
    resolve: Callable[[Any], Mapping[str, Any]],
    names: frozenset[str],
) -> Mapping[str, Any]:
    """Return the object whose fields can stand alone in the query; empty where there is none."""
    plain = parameter.get("style", "form") == "form" and parameter.get("explode", True) is True
    if parameter["in"] != "query" or not plain:
        return {}
    schema = resolve(parameter.get("schema") or {})
    fields = {name: resolve(field) for name, field in schema.get("properties", {}).items()}
    nested = ("properties", "additionalProperties", *_COMPOSED)
    alone = (
        fields
        and not any(word in schema for word in (*_COMPOSED, "nullable"))
        and schema.get("additionalProperties", False) is False
        and not names & set(fields)
        and not any(word in field for field in fields.values() for word in nested)
        and (parameter.get("required") or not schema.get("required"))
    )
    return schema if alone else {}
