"""Security schemes and requirements to values.

Location: pactgen/readers/openapi/lower_security.py. Uses `context`; used by `lower`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import Requirement, SecurityScheme
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.values import Node, listing, mapping, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.context import Context
    from pactgen.source import Origin

_TOKEN: Final = re.compile(r"bearer|jwt|json web token", re.IGNORECASE)
_Type = Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
_Location = Literal["query", "header", "cookie"]
_TYPES: Final[dict[str, _Type]] = {
    "apiKey": "apiKey",
    "http": "http",
    "basic": "http",
    "oauth2": "oauth2",
    "openIdConnect": "openIdConnect",
    "mutualTLS": "mutualTLS",
}
_LOCATIONS: Final[dict[str, _Location]] = {
    "query": "query",
    "header": "header",
    "cookie": "cookie",
}


def lower_schemes(value: Json, origin: Origin, context: Context) -> tuple[SecurityScheme, ...]:
    """Lower `components.securitySchemes`, or `securityDefinitions` of Swagger 2.0."""
    schemes = (
        _scheme(key, item, origin.child(key), context) for key, item in mapping(value).items()
    )
    return tuple(scheme for scheme in schemes if scheme is not None)


def _scheme(key: str, value: Json, origin: Origin, context: Context) -> SecurityScheme | None:
    found = context.resolve(value, origin, Kind.SECURITY_SCHEME)
    if found is None:
        return None
    node = found.node
    kind = text(node.get("type")) or ""
    if kind not in _TYPES:
        return None
    scheme = "basic" if kind == "basic" else (text(node.get("scheme")) or "").lower()
    return SecurityScheme(
        origin=found.origin,
        key=key,
        type=_TYPES[kind],
        location=_LOCATIONS.get(text(node.get("in")) or ""),
        name=text(node.get("name")),
        scheme=scheme or None,
        bearer_format=text(node.get("bearerFormat")),
        scopes=_scopes(node),
        openid_connect_url=text(node.get("openIdConnectUrl")),
        description=text(node.get("description")),
        says_token=_TOKEN.search(f"{key} {text(node.get('description')) or ''}") is not None,
    )


def _scopes(node: Node) -> tuple[str, ...]:
    """Return the scopes of all flows, each once."""
    flows = [mapping(flow) for flow in mapping(node.get("flows")).values()]
    held = [flow.get("scopes") for flow in (node, *flows)]
    names = [name for scopes in held for name in (*mapping(scopes), *texts(scopes))]
    return _apart(name for name in names if not name.startswith("x-"))


def _apart(names: Iterable[str]) -> tuple[str, ...]:
    """Return scopes, each once: a space stands between two of them (RFC 6749, section 3.3)."""
    return tuple(dict.fromkeys(scope for name in names for scope in name.split()))


def lower_security(value: Json, origin: Origin) -> tuple[Requirement, ...]:
    """Lower a list of alternatives."""
    return tuple(
        Requirement(
            schemes=tuple((key, _apart(texts(scopes))) for key, scopes in mapping(item).items()),
            origin=origin.child(index),
        )
        for index, item in enumerate(listing(value))
    )
