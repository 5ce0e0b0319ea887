"""The keywords of a schema in a body that is checked.

Location: pactgen/passes/ledger/checks.py. Used by `schemas`. It follows what
`pactgen.passes.model_wire` makes of a schema; the tests break each keyword and look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    USED,
    Fate,
    documented,
    unsupported,
)
from pactgen.passes.ledger.ways import PARTIAL, WHOLE
from pactgen.passes.model_wire.patterns import translated
from pactgen.passes.model_wire.scalars import PARSED, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgen.ir.contract import Json

    Node = Mapping[str, Json]

_SPEAKS_OF: Final = {
    **dict.fromkeys(("minLength", "maxLength", "pattern"), "string"),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"
    ),
    **dict.fromkeys(("items", "prefixItems", "minItems", "maxItems", "uniqueItems"), "array"),
    **dict.fromkeys(
        ("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
        "object",
    ),
}
"""The type of the values that a keyword says something about."""
_DEMANDS: Final = frozenset({"if", "then", "else", "dependentRequired", "dependentSchemas"})
"""They may ask for properties that a partial update leaves out."""
_COUNTED: Final = frozenset(
    {"minContains", "maxContains", "unevaluatedProperties", "unevaluatedItems"}
)
_PLAIN: Final[dict[str, Fate]] = {
    **dict.fromkeys(
        (
            "type",
            "enum",
            "const",
            "properties",
            "prefixItems",
            "allOf",
            "anyOf",
            "oneOf",
            "multipleOf",
            "not",
            "contains",
            "propertyNames",
            "patternProperties",
            *_DEMANDS,
        ),
        ENFORCED,
    ),
    **dict.fromkeys(("readOnly", "writeOnly", "default", "nullable", "discriminator"), USED),
}
_SILENT: Final = documented("it excludes nothing")
_MORE: Final = documented("the format says more")
_LISTED: Final = documented("the listed values say more")
_OTHER_TYPE: Final = documented("it says nothing about values of this type")
_NOT_CHECKED: Final = unsupported("the backend does not check it", "HIGH")
_NO_WORD: Final = unsupported("it is no keyword of a schema", "LOW")
_TUPLE: Final = unsupported("not checked beside prefixItems", "MEDIUM")
_VALUE: Final = unsupported("the text of such a value is not looked at", "MEDIUM")
_NO_PATTERN: Final = unsupported(
    "neither Rust's nor Python's regular expressions can say this", "HIGH"
)
_SOMETIMES: Final = Fate("enforced", "a partial update may leave properties out")
_PARTLY: Final = unsupported("a partial update may leave properties out", "MEDIUM")
_UNKNOWN_FORMAT: Final = documented("no rule is known for this format of this type")

_UNCHECKED: Final = frozenset(
    {
        "dependencies", "additionalItems", "$dynamicRef", "$recursiveRef",
    }
)  # fmt: skip
_LENGTHS: Final = {"uuid": (36, 36), "date": (10, 10), "timestamp": (20, 64)}
_NUMBER_FORMATS: Final = frozenset({"float", "double", "decimal"})


def is_assertion(word: str) -> bool:
    """Tell whether types of answers say the keyword, or the values that they show obey it."""
    return word in _SPEAKS_OF or word in _PLAIN or word in _COUNTED


def checked(word: str, node: Node, ways: int) -> Fate:
    """Return what becomes of a keyword in a body."""
    if word in _UNCHECKED:
        return _NOT_CHECKED
    subject = _SPEAKS_OF.get(word)
    if subject is not None:
        types = _types(node)
        if types and subject not in types:
            return _OTHER_TYPE
        if subject in {"string", "number"} and ("enum" in node or "const" in node):
            return _LISTED
    if word == "required":
        return _required(node, ways)
    if word in _DEMANDS and ways & PARTIAL:
        return _SOMETIMES if ways & WHOLE else _PARTLY
    special = _SPECIAL.get(word)
    if special is not None:
        return special(node)
    return _PLAIN.get(word, _NO_WORD)


def _types(node: Node) -> tuple[str, ...]:
    value = node.get("type")
    names = (value,) if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple("number" if name == "integer" else str(name) for name in names)


def _required(node: Node, ways: int) -> Fate:
    value = node["required"]
    if not value:
        return _SILENT
    if not isinstance(value, list):
        return USED
    if not ways & PARTIAL:
        return ENFORCED
    return _SOMETIMES if ways & WHOLE else _PARTLY


def _format(node: Node) -> Fate:
    name, types = str(node["format"]), _types(node)
    kinds = {kind_of(kind, name) for kind in types or ("string",)}
    if "number" in types and node.get("type") != "number":
        kinds.add(kind_of("integer", name))
    if kinds & {"text", "integer", "number", "boolean", "any", "null"} == kinds:
        return _SILENT if name in _NUMBER_FORMATS | {"password"} else _UNKNOWN_FORMAT
    return USED if kinds == {"binary"} else ENFORCED


def _length(word: str) -> Callable[[Node], Fate]:
    def fate(node: Node) -> Fate:
        if word == "minLength" and not node[word]:
            return _SILENT
        kind = kind_of("string", str(node.get("format")))
        if kind not in PARSED:
            return ENFORCED
        limit, (least, most) = node[word], _LENGTHS[kind]
        implied = isinstance(limit, int) and (
            limit <= least if word == "minLength" else limit >= most
        )
        return _MORE if implied else _VALUE

    return fate


def _pattern(node: Node) -> Fate:
    pattern = node["pattern"]
    if not pattern or not isinstance(pattern, str):
        return _SILENT
    if kind_of("string", str(node.get("format"))) in PARSED:
        return _VALUE
    return _NO_PATTERN if translated(pattern) is None else ENFORCED


def _exclusive(word: str) -> Callable[[Node], Fate]:
    return lambda node: _SILENT if node[word] is False else ENFORCED


def _additional(node: Node) -> Fate:
    return _SILENT if node["additionalProperties"] in (True, {}) else ENFORCED


def _items(node: Node) -> Fate:
    value = node["items"]
    return _SILENT if value in (True, {}) else ENFORCED


def _size(word: str) -> Callable[[Node], Fate]:
    def fate(node: Node) -> Fate:
        if word.startswith("min") and not node[word]:
            return _SILENT
        return ENFORCED

    return fate


def _unevaluated(word: str) -> Callable[[Node], Fate]:
    return lambda node: _SILENT if node[word] is True else ENFORCED


def _unique(node: Node) -> Fate:
    if node["uniqueItems"] is not True:
        return _SILENT
    return _TUPLE if "prefixItems" in node else ENFORCED


def _encoding(node: Node) -> Fate:
    return ENFORCED if node["contentEncoding"] in ("base64", "base64url") else DOCUMENTED


_SPECIAL: Final[dict[str, Callable[[Node], Fate]]] = {
    "format": _format,
    "minLength": _length("minLength"),
    "maxLength": _length("maxLength"),
    "pattern": _pattern,
    "minimum": lambda _: ENFORCED,
    "maximum": lambda _: ENFORCED,
    "exclusiveMinimum": _exclusive("exclusiveMinimum"),
    "exclusiveMaximum": _exclusive("exclusiveMaximum"),
    "additionalProperties": _additional,
    "items": _items,
    "minItems": _size("minItems"),
    "maxItems": _size("maxItems"),
    "uniqueItems": _unique,
    "minProperties": _size("minProperties"),
    "maxProperties": _size("maxProperties"),
    "contentEncoding": _encoding,
    "if": lambda node: ENFORCED if "then" in node or "else" in node else _SILENT,
    "then": lambda node: ENFORCED if "if" in node else _SILENT,
    "else": lambda node: ENFORCED if "if" in node else _SILENT,
    "minContains": lambda node: ENFORCED if "contains" in node else _SILENT,
    "maxContains": lambda node: ENFORCED if "contains" in node else _SILENT,
    "unevaluatedProperties": _unevaluated("unevaluatedProperties"),
    "unevaluatedItems": _unevaluated("unevaluatedItems"),
}
