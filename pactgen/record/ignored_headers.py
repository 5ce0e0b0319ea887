"""Header parameters that say nothing: `Accept`, `Content-Type`, `Authorization`, `no token`.

Location: pactgen/record/ignored_headers.py. Media types and security schemes describe what these
headers carry, so OpenAPI tells to ignore parameters of such names (3.1.1, section 4.8.12.2.1), and
the backend does; it ignores those that HTTP cannot carry, too. Used by gaps.py, whose overlay takes
them out of the contract, and names the header of a key as it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.readers.openapi.lower_payload import IGNORED_HEADERS
from pactgen.readers.openapi.mend import is_unsendable, sendable
from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAID_OF_KEYS: Final = "HTTP has no header of this name; the backend reads this one."
SAID: Final = "OpenAPI or HTTP has no header parameter of this name, and the backend ignores it."


def ignored_headers(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield where each stands: the way to its list, and its place there, the last one first."""
    for path, item in (document.get("paths") or {}).items():
        for name, node in item.items() if isinstance(item, dict) else ():
            inside = isinstance(node, dict)
            listed = node.get("parameters") if inside else node
            steps = ("paths", path, *((name, "parameters") if inside else (name,)))
            if steps[-1] != "parameters" or not isinstance(listed, list):
                continue
            for index in reversed(range(len(listed))):
                if _is_ignored(document, listed[index]):
                    yield steps, index


def renamed_keys(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to each security scheme whose header nothing can carry, and the one meant."""
    for holder in (("components", "securitySchemes"), ("securityDefinitions",)):
        node: Any = document
        for step in holder:
            node = node.get(step) if isinstance(node, dict) else None
        for key, scheme in node.items() if isinstance(node, dict) else ():
            said = scheme if isinstance(scheme, dict) else {}
            name = str(said.get("name", ""))
            if said.get("type") == "apiKey" and is_unsendable(str(said.get("in")), name):
                yield (*holder, key), sendable(name)


def _is_ignored(document: Mapping[str, Any], parameter: Any) -> bool:  # noqa: ANN401  any JSON value
    if isinstance(parameter, dict) and isinstance(parameter.get("$ref"), str):
        parameter = _named(document, parameter["$ref"])
    if not isinstance(parameter, dict) or parameter.get("in") != "header":
        return False
    name = str(parameter.get("name"))
    return name.lower() in IGNORED_HEADERS or is_unsendable("header", name)


def _named(document: Mapping[str, Any], reference: str) -> Any:  # noqa: ANN401  any JSON value
    """Return what a reference within the document names; None for any other."""
    node: Any = document if reference.startswith("#/") else None
    for step in tokens(reference.removeprefix("#")):
        node = node.get(step) if isinstance(node, dict) else None
    return node
