"""What bears a URI of its own: a schema with `$id`, a document with `$self`.

Location: pactgen/readers/identities.py. Used by `openapi.inspect` for references that name neither
a pointer of the document nor a file.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin

from pactgen.readers.positions import tokens
from pactgen.source import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json
    from pactgen.readers.files import Library


def identified(reference: str, place: Origin, library: Library) -> Origin | None:
    """Return where what a URI names stands; None if nothing of the files read bears that URI."""
    with suppress(ValueError):  # `http://[host/pets` is no URI
        return _found(reference, place, library)
    return None


def _found(reference: str, place: Origin, library: Library) -> Origin | None:
    uri, fragment = urldefrag(_joined(_base(place, library), reference))
    for document in library.documents if uri else ():
        for origin, node, own in _resources(document.tree, Origin(document.name)):
            if own == uri:
                return _inside(origin, node, unquote(fragment))
    return None


def _joined(base: str, reference: str) -> str:
    """Resolve a reference; `urljoin` knows no bases such as `urn:pet`."""
    return base + reference if reference.startswith("#") else urljoin(base, reference)


def _own(node: Json) -> str:
    """Return the URI that an object says it has; empty if it says none."""
    if not isinstance(node, dict):
        return ""
    told = node.get("$self", node.get("$id"))
    return urldefrag(told).url if isinstance(told, str) else ""


def _base(place: Origin, library: Library) -> str:
    """Return the URI against which a reference in this place is resolved."""
    node = library.named(place.file).tree
    base = _own(node)
    for token in tokens(place.pointer):
        if isinstance(node, dict):
            node = node.get(token)
        elif isinstance(node, list):
            node = node[int(token)]
        base = _joined(base, _own(node)) if _own(node) else base
    return base


def _resources(tree: Json, top: Origin) -> Iterator[tuple[Origin, Json, str]]:
    """Yield what bears a URI of its own, where it stands and the URI."""
    stack: list[tuple[Origin, Json, str]] = [(top, tree, "")]
    while stack:
        origin, node, base = stack.pop()
        if _own(node):
            base = _joined(base, _own(node))
            yield origin, node, base
        stack += [(inner, value, base) for inner, value in _children(origin, node)]


def _children(origin: Origin, node: Json) -> list[tuple[Origin, Json]]:
    if isinstance(node, dict):
        return [(origin.child(name), value) for name, value in node.items()]
    return (
        [(origin.child(i), item) for i, item in enumerate(node)] if isinstance(node, list) else []
    )


def _inside(origin: Origin, node: Json, fragment: str) -> Origin | None:
    """Follow a pointer or an anchor from what bears the URI."""
    if not fragment or fragment.startswith("/"):
        return origin.child(*tokens(fragment))
    stack = [(origin, node)]
    while stack:
        place, inner = stack.pop()
        if isinstance(inner, dict) and fragment in {
            inner.get("$anchor"),
            inner.get("$dynamicAnchor"),
        }:
            return place
        stack += _children(place, inner)
    return None
