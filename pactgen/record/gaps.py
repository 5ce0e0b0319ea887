"""The gap overlay: an OpenAPI Overlay with the answers that the contract forgot to document.

Location: pactgen/record/gaps.py. https://spec.openapis.org/overlay/v1.0.0.html. One action an
operation, so that an architect can accept or strike them one by one. Used by `pactgen gaps`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Gap


def gap_overlay(design: Design) -> dict[str, Any]:
    """Return the overlay document; applied to the contract, it leaves no gap."""
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
                "target": f"$.paths[{_quoted(path)}].{method}",
                "description": "; ".join(f"{gap.status}: {gap.when}" for gap in gaps),
                "update": {"responses": {str(gap.status): _response(gap) for gap in gaps}},
            }
            for (path, method), gaps in grouped.items()
        ],
    }


def _response(gap: Gap) -> dict[str, Any]:
    response: dict[str, Any] = {"description": gap.when}
    if gap.headers:
        response["headers"] = {name: {"schema": {"type": "string"}} for name in gap.headers}
    if gap.content is not None:
        response["content"] = json.loads(json.dumps(dict(gap.content)))
    return response


def _quoted(name: str) -> str:
    """Quote a member name as JSONPath (RFC 9535) spells it."""
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
