"""The gap overlay: an OpenAPI Overlay with the answers that the contract forgot to document.

Location: pactgen/record/gaps.py. https://spec.openapis.org/overlay/v1.0.0.html. One action an
operation, so that an architect can accept or strike them one by one; with a schema document also
what its columns refuse (record/narrowing.py). Used by `pactgen gaps`.
"""

from __future__ import annotations

import copy
import json
import re
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any, Final

import yaml

from pactgen.readers.openapi.bundle import Places
from pactgen.record.fragments import SAID as SAID_OF_FRAGMENTS
from pactgen.record.fragments import movable, move
from pactgen.record.ignored_headers import (
    SAID,
    SAID_OF_KEYS,
    ignored_headers,
    renamed_keys,
)
from pactgen.record.narrowing import is_there, narrowed, narrowing_actions, quoted, target_of
from pactgen.record.undeclared import SAID as UNDECLARED
from pactgen.record.undeclared import undeclared
from pactgen.record.unread_media import SAID as UNREAD
from pactgen.record.unread_media import unread_media

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Operation
    from pactgen.ir.design import Design
    from pactgen.ir.ledger import Gap


def gap_overlay(document: Mapping[str, Any], design: Design) -> dict[str, Any]:
    """Return the overlay of a contract; applied to it, it leaves no gap."""
    grouped: dict[tuple[str, str], list[Gap]] = {}
    for gap in design.gaps:
        grouped.setdefault((gap.path, gap.method), []).append(gap)
    return {
        "overlay": "1.0.0",
        "info": {
            "title": f"Answers that {design.title} sends and its contract does not document",
            "version": design.contract.version,
        },
        "actions": [
            {
                "target": f"$.paths[{quoted(path)}].{method}",
                "description": "; ".join(f"{gap.status}: {gap.when}" for gap in gaps),
                "update": {"responses": {str(gap.status): _response(gap, design) for gap in gaps}},
            }
            for (path, method), gaps in grouped.items()
        ]
        + [
            {
                "target": f"$.paths[{quoted(one.path)}].{one.method}",
                "description": "Failures are written in a type that it does not produce.",
                "update": {"produces": list(types)},
            }
            for one, types in _unnamed_types(design)
        ]
        + [
            {
                "target": f"$.paths[{quoted(one.key)}].{one.method}",
                "description": UNDECLARED,
                "update": {"parameters": parameters},
            }
            for one, parameters in undeclared(document, design)
        ]
        + narrowing_actions(document, design)
        + [
            {
                "target": f"{target_of(document, steps)}[{index}]",
                "description": SAID,
                "remove": True,
            }
            for steps, index in ignored_headers(document)
        ]
        + [
            {
                "target": target_of(document, steps),
                "description": SAID_OF_KEYS,
                "update": {"name": name},
            }
            for steps, name in renamed_keys(document)
        ]
        + [
            {"target": target_of(document, steps), "description": UNREAD, "remove": True}
            for steps in _unread(document, design, None)
        ]
        + [
            {
                "target": f"$.paths[{quoted(one.operation.key)}].{one.operation.method}",
                "description": f"{one.operation.hidden_by} gets its requests.",
                "remove": True,
            }
            for one in design.unreached
        ]
        + list(_moves(document, design)),
    }


def with_gaps(
    document: Mapping[str, Any], design: Design, places: Places | None = None
) -> dict[str, Any]:
    """Return the contract with the overlay applied; what it says already stays as it is."""
    merged = narrowed(document, design, places)
    for gap in design.gaps:
        item = _path_item(merged, gap.path)
        operation = item.get(gap.method)
        if isinstance(operation, dict):
            responses = operation.setdefault("responses", {})
            responses.setdefault(str(gap.status), _response(gap, design))
    for one, types in _unnamed_types(design):
        operation = _path_item(merged, one.path).get(one.method)
        if isinstance(operation, dict):
            operation["produces"] = list(types)
    for one, declared in tuple(undeclared(document, design)):
        operation = _path_item(merged, one.key).get(one.method)
        if isinstance(operation, dict):
            operation.setdefault("parameters", []).extend(declared)
    for steps, index in tuple(ignored_headers(merged)):
        _take_out(merged, (*steps, index))
    for steps, name in tuple(renamed_keys(merged)):
        reduce(getitem, steps, merged)["name"] = name
    for way in tuple(_unread(merged, design, places)):
        _take_out(merged, way)
    for hidden in design.unreached:
        _path_item(merged, hidden.operation.key).pop(hidden.operation.method, None)
    for moving in movable(design):
        move(merged.get("paths", {}), moving)
    return merged


def _moves(document: Mapping[str, Any], design: Design) -> Iterator[dict[str, Any]]:
    """Yield the actions that put operations where their requests go, as the others left them."""
    moving = movable(design)
    merged = with_gaps(document, design)["paths"] if moving else {}
    left: dict[str, None] = {}
    for one in moving:
        operation = merged.get(one.path, {}).get(one.method)
        if operation is not None:
            place = {one.path: {one.method: operation}}
            yield {"target": "$.paths", "description": SAID_OF_FRAGMENTS, "update": place}
            own = f".{one.method}" if one.key in merged else ""
            left[f"$.paths[{quoted(one.key)}]{own}"] = None
    yield from ({"target": target, "remove": True} for target in left)


def _take_out(document: dict[str, Any], way: tuple[str | int, ...]) -> None:
    """Remove the member or item that a way leads to."""
    holder: Any = document
    for step in way[:-1]:
        holder = holder[int(step) if isinstance(holder, list) else step]
    del holder[way[-1]]


def _unnamed_types(design: Design) -> Iterator[tuple[Operation, tuple[str, ...]]]:
    """Yield operations of 2.0 with what they produce, failures included, where they hide those.

    `produces` names the types of all answers, and people think of the success only.
    """
    if not design.contract.dialect.startswith("2"):
        return
    failures = design.failures
    media = {shape.name: shape.media_type for shape in failures.shapes}
    for endpoint in design.endpoints:
        operation = endpoint.operation
        stated = next((response.labels for response in operation.responses), ())
        rows = failures.by_operation.get(endpoint.operation_id, ())
        names = (*((failures.default,) if failures.default else ()), *(name for _, name in rows))
        hidden = dict.fromkeys(media[name] for name in names if media[name] not in stated)
        if stated and hidden:
            yield operation, (*stated, *hidden)


def _unread(
    document: Mapping[str, Any], design: Design, places: Places | None
) -> Iterator[tuple[str, ...]]:
    """Yield the ways to the media types that are answered 415."""
    known = places or Places(root=design.contract.origin.file)
    for origin in unread_media(design):
        yield from (steps for steps in known.of(origin) if is_there(document, steps))


def dump_document(document: Mapping[str, Any], *, as_json: bool) -> str:
    """Print a document as YAML or JSON, its members in their order."""
    if as_json:
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.SafeDumper):
    """Quotes what a YAML 1.2 reader would take for a number, and writes every node out."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - the signature of PyYAML
        return True


_LIKE_A_NUMBER: Final = re.compile(r"[-+]?(\.?\d|0[xo]).*")


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else "'" if _LIKE_A_NUMBER.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _string)


def _path_item(document: dict[str, Any], path: str) -> dict[str, Any]:
    """Return a path item that may be changed: one behind a local reference is written out."""
    paths = document.get("paths", {})
    item = paths.get(path, {})
    reference = item.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        node: Any = document
        for token in reference[2:].split("/"):
            node = node[token.replace("~1", "/").replace("~0", "~")]
        beside = {key: value for key, value in item.items() if key != "$ref"}
        item = paths[path] = {**copy.deepcopy(node), **beside}
    return item if isinstance(item, dict) else {}


def _response(gap: Gap, design: Design) -> dict[str, Any]:
    if design.contract.dialect.startswith("2"):
        return _response_of_v2(gap)
    response: dict[str, Any] = {"description": gap.when}
    if gap.headers:
        response["headers"] = {name: {"schema": {"type": "string"}} for name in gap.headers}
    if gap.content is not None:
        response["content"] = json.loads(json.dumps(dict(gap.content)))
    return response


def _response_of_v2(gap: Gap) -> dict[str, Any]:
    """Swagger 2.0 has a schema beside the description; `produces` names the media types."""
    response: dict[str, Any] = {"description": gap.when}
    if gap.headers:
        response["headers"] = {name: {"type": "string"} for name in gap.headers}
    for media in (gap.content or {}).values():
        text = json.dumps(media).replace("#/components/schemas/", "#/definitions/")
        response.update(json.loads(text))
    return response
