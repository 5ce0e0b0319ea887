"""Which version of OpenAPI a document follows.

Location: pactgen/readers/openapi/versions.py. Decides the metaschema and how words are lowered.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.openapi.values import found_type
from pactgen.source import Origin

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.readers.openapi.values import Node

_VERSION: Final = re.compile(r"(3\.[012])(\.\d+)?(-.*)?|2\.0")


class Dialect(StrEnum):
    """A minor version: patch releases do not change the meaning of a document."""

    V20 = "2.0"
    V30 = "3.0"
    V31 = "3.1"
    V32 = "3.2"

    @property
    def is_30(self) -> bool:
        """Schemas say `nullable`."""
        return self is Dialect.V30

    @property
    def json_schema(self) -> bool:
        """Schemas are JSON Schema 2020-12, where `$ref` may have siblings."""
        return self in {Dialect.V31, Dialect.V32}


def dialect_of(tree: Node, file: str) -> Dialect | Diagnostic:
    """Return the version of a document, or why it has none."""
    member = "openapi" if "openapi" in tree else "swagger"
    if member not in tree:
        return diagnostic("version-missing", Origin(file))
    if isinstance(tree[member], dict | list):
        return diagnostic(
            "value-type",
            Origin(file).child(member),
            subject=f"`{member}`",
            expected="text",
            found=found_type(tree[member]),
        )
    version = str(tree[member])
    matched = _VERSION.fullmatch(version)
    if matched is None or (member == "swagger") != (version == Dialect.V20):
        return diagnostic("version-unsupported", Origin(file).child(member), version=version)
    return Dialect(matched[1] or Dialect.V20)
