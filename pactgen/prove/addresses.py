"""What a key of `paths` asks for besides a path: `/rides?page={page}`, `/rest?method=list#x`.

Location: pactgen/prove/addresses.py. The prover's own reading of such keys. Used by documents.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from collections.abc import Mapping

Parameters = dict[tuple[str, str], "Mapping[str, Any]"]


def path_of(key: str) -> str:
    """Return the path alone: neither a query nor a fragment is part of it (RFC 3986)."""
    return key.partition("#")[0].partition("?")[0] or "/"


def with_query(key: str, parameters: Parameters) -> Parameters:
    """Return the parameters with those that the key's query has; placeholders move there."""
    asked = dict(parameters)
    for pair in key.partition("#")[0].partition("?")[2].split("&"):
        name, _, value = pair.partition("=")
        if not name:
            continue
        name, value = unquote_plus(name), unquote_plus(value)
        moved = value[1:-1] if value.startswith("{") and value.endswith("}") else None
        place = {"in": "query", "name": name, "required": True}
        if moved is not None and ("path", moved) in asked:
            schema = asked.pop(("path", moved)).get("schema", {"type": "string"})
            asked["query", name] = {**place, "schema": schema}
        elif ("query", name) in asked:
            asked["query", name] = {**asked["query", name], "required": True}
        else:
            only = {"enum": [value]} if value and moved is None else {}
            asked["query", name] = {**place, "schema": {"type": "string", **only}}
    return asked
