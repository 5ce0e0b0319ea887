"""A contract that promises no more than the backend and its schema document keep.

Location: pactgen/record/narrowing.py. Used by `gaps`, whose overlay offers it to the architect, and
by the proof, whose requests the columns must be able to take. An overlay reaches the first file of
a contract alone; the one document of all files (readers/openapi/bundle.py) holds the others, too.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.openapi.bundle import Places
from pactgen.record.implied import implied, said_of_null, said_of_values
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design
    from pactgen.readers.openapi.bundle import Steps
    from pactgen.source import Origin

Worded = Callable[[Mapping[str, Any]], "tuple[str, Json] | None"]
"""From a schema as it is written to the keyword and value that it lacks; None: none."""
_AS_WRITTEN: Final[dict[str, Worded]] = {"nullable": said_of_null, "enum": said_of_values}
"""Keywords of which the wording of the contract decides how they are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Narrowing:
    """A keyword that the contract lacks, and where it belongs."""

    steps: Steps
    keyword: str
    value: Json
    said: str


def narrowed(
    document: Mapping[str, Any], design: Design, places: Places | None = None
) -> dict[str, Any]:
    """Return a copy of the contract with every narrowing in it."""
    copied: dict[str, Any] = copy.deepcopy(dict(document))
    for one in _narrowings(copied, design, places):
        node = _at(copied, one.steps)
        if node is None:
            continue
        if one.keyword == "required" and isinstance(one.value, list):
            known = node.get("required") or []
            node["required"] = [*known, *(name for name in one.value if name not in known)]
        else:
            node[one.keyword] = copy.deepcopy(one.value)
    return copied


def narrowing_actions(document: Mapping[str, Any], design: Design) -> list[dict[str, Any]]:
    """Return the actions of an overlay that make the same of the contract."""
    actions: list[dict[str, Any]] = []
    known: set[tuple[Steps, str]] = set()
    for one in _narrowings(document, design):
        node = _at(document, one.steps)
        if node is None:
            continue
        target = target_of(document, one.steps)
        written = (one.steps, one.keyword) in known or one.keyword in node
        if written and one.keyword != "required":
            actions.append({"target": f"{target}.{one.keyword}", "remove": True})
        known.add((one.steps, one.keyword))
        update = {one.keyword: copy.deepcopy(one.value)}
        actions.append({"target": target, "description": one.said, "update": update})
    return actions


def _narrowings(
    document: Mapping[str, Any], design: Design, places: Places | None = None
) -> Iterator[_Narrowing]:
    """Yield each that the document can say, with the ways to the schema."""
    seen = set()
    known = places or Places(root=design.contract.origin.file)
    for origin, told, said in _found(design):
        for steps in known.of(origin):
            node = _at(document, steps)
            worded = None if node is None else told(node)
            if worded is None or (steps, worded[0], str(worded[1])) in seen:
                continue
            seen.add((steps, worded[0], str(worded[1])))
            yield _Narrowing(steps=steps, keyword=worded[0], value=worded[1], said=said)


def _found(design: Design) -> Iterator[tuple[Origin, Worded, str]]:
    """Yield the schemas that promise too much, what says less in their wording, and why."""
    for each in implied(design):
        as_written = _AS_WRITTEN.get(each.keyword, _always(each.keyword, each.value))
        yield each.schema, as_written, each.said
    for one in design.contradictions:
        narrows = one.narrows
        if narrows is not None:
            values: dict[str, Any] = dict(one.values)
            said = diagnostic(one.code, one.contract, **values).message
            yield narrows.schema, _always(narrows.keyword, narrows.value), said


def _always(keyword: str, value: Json) -> Worded:
    """Return what says the same whatever the schema's wording is."""
    return lambda _: (keyword, value)


def _at(document: Mapping[str, Any], steps: Steps) -> dict[str, Any] | None:
    node: Any = document
    for step in steps:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node if isinstance(node, dict) and "$ref" not in node else None


def is_there(document: Mapping[str, Any], steps: Steps) -> bool:
    """Whether a way leads to an object of the document."""
    return _at(document, steps) is not None


def target_of(document: Mapping[str, Any], steps: Steps) -> str:
    """Return the JSONPath (RFC 9535) of a node."""
    node: Any = document
    path = "$"
    for step in steps:
        if isinstance(node, list):
            path, node = f"{path}[{step}]", node[int(step)]
        else:
            path, node = f"{path}[{quoted(step)}]", node[step]
    return path


def quoted(name: str) -> str:
    """Quote a member name as JSONPath spells it."""
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
