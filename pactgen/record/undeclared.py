"""Parameters that a path names and no operation declares, as the backend reads them.

Location: pactgen/record/undeclared.py. The reader repairs them (readers/openapi/mend.py); whoever
reads the contract otherwise finds no way to write such a path (OpenAPI 3.1.1, section 4.8.12.1: a
template expression corresponds to a parameter). Used by gaps.py, whose overlay declares them.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Operation, Parameter
    from pactgen.ir.design import Design

SAID: Final = "The path names a parameter that nothing declares."


def undeclared(
    document: Mapping[str, Any], design: Design
) -> Iterator[tuple[Operation, list[dict[str, Any]]]]:
    """Yield the operations that lack declarations, with these."""
    for operation in design.contract.operations:
        named = (
            _declaration(document, operation, each, design)
            for each in operation.parameters
            if each.location == "path" and f"{{{each.name}}}" in operation.key
        )
        missing = [each for each in named if each is not None]
        if missing:
            yield operation, missing


def _declaration(
    document: Mapping[str, Any], operation: Operation, parameter: Parameter, design: Design
) -> dict[str, Any] | None:
    """Return what declares a parameter; None where the contract does."""
    if parameter.origin == operation.origin:
        text = {"type": "string"}
        schema = text if design.contract.dialect.startswith("2") else {"schema": text}
        return {"name": parameter.name, "in": "path", "required": True, **schema}
    node = _at(document, parameter.origin.pointer)
    if parameter.origin.file != design.contract.origin.file or not isinstance(node, dict):
        return None
    if node.get("in") != "path" or node.get("name") in {None, parameter.name}:
        return None
    return {**copy.deepcopy(node), "name": parameter.name, "required": True}


def _at(document: Mapping[str, Any], pointer: str) -> Any:  # noqa: ANN401  any JSON value
    node: Any = document
    for step in tokens(pointer):
        if isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return node
