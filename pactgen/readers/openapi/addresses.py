"""Where the API of a Swagger 2.0 document is, also where it is not written as 2.0 asks.

Location: pactgen/readers/openapi/addresses.py. Used by `lower_v2`, and by `verdicts` and `readings`
to tell how what is not as the specification asks is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.readers.openapi.values import text, texts

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.values import Node

_HOST: Final = re.compile(r"(?:(?:[A-Za-z]+:)?//)?(?P<host>[^/]*)(?P<path>/.*)?", re.DOTALL)
_SCHEMES: Final = ("http", "https", "ws", "wss")


def servers(document: Node) -> tuple[str, ...]:
    """Put `schemes`, `host` and `basePath` together; a path in `host` counts without the last."""
    host, path = _host(text(document.get("host")) or "")
    base = read_base_path(document.get("basePath")) or path
    if not host:
        return (base,) if base else ()
    told = [read_scheme(word) for word in texts(document.get("schemes"))]
    return tuple(f"{scheme}://{host}{base}" for scheme in [*filter(None, told)] or ["https"])


def read_host(value: Json) -> str:
    """Return the host without the scheme and path that people write around it."""
    return _host(text(value) or "")[0]


def read_base_path(value: Json) -> str:
    """Return the base path with a slash before it; empty when it says nothing."""
    path = (text(value) or "").strip()
    return f"/{path}" if path and not path.startswith("/") else path


def read_scheme(value: Json) -> str:
    """Return the scheme that a word means; empty when it means none."""
    word = (text(value) or "").strip().lower().partition(":")[0]
    return word if word in _SCHEMES else ""


def _host(value: str) -> tuple[str, str]:
    matched = _HOST.fullmatch(value.strip())
    return (matched["host"], matched["path"] or "") if matched is not None else ("", "")
