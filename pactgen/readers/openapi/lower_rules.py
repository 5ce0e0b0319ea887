"""The assertions of JSON Schema that look at a value as a whole: `if`, `contains`, `dependent…`.

Location: pactgen/readers/openapi/lower_rules.py. Used by `lower_schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.contract import Conditional, Contained
from pactgen.readers.openapi.values import Node, count, mapping, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Json, Schema
    from pactgen.source import Origin

    Lower = Callable[[Json, Origin], Schema]


RULES: Final = frozenset(
    {
        "if", "contains", "dependentRequired", "dependentSchemas", "propertyNames",
        "unevaluatedProperties", "unevaluatedItems",
    }
)  # fmt: skip
"""Keywords that begin a rule; others only complete one."""


def lower_rules(node: Node, out: dict[str, Any], origin: Origin, lower: Lower) -> None:
    """Set the fields of a schema that these keywords fill."""
    if "if" in node and ("then" in node or "else" in node):
        out["conditions"] = (_conditional(node, origin, lower),)
    if "contains" in node:
        least = count(node.get("minContains"))
        out["contains"] = (
            Contained(
                schema=lower(node["contains"], origin.child("contains")),
                least=1 if least is None else least,
                most=count(node.get("maxContains")),
            ),
        )
    required = mapping(node.get("dependentRequired"))
    if required:
        out["dependent_required"] = tuple((name, texts(names)) for name, names in required.items())
    schemas = mapping(node.get("dependentSchemas"))
    if schemas:
        place = origin.child("dependentSchemas")
        out["dependent_schemas"] = tuple(
            (name, lower(value, place.child(name))) for name, value in schemas.items()
        )
    if "propertyNames" in node:
        out["property_names"] = lower(node["propertyNames"], origin.child("propertyNames"))
    for word, name in (
        ("unevaluatedProperties", "unevaluated_properties"),
        ("unevaluatedItems", "unevaluated_items"),
    ):
        if word in node:
            value = node[word]
            said = isinstance(value, bool)
            out[name] = value if said else lower(value, origin.child(word))


def _conditional(node: Node, origin: Origin, lower: Lower) -> Conditional:
    return Conditional(
        condition=lower(node["if"], origin.child("if")),
        then=lower(node["then"], origin.child("then")) if "then" in node else None,
        otherwise=lower(node["else"], origin.child("else")) if "else" in node else None,
    )
