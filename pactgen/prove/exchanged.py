"""What a request and its answer tell of the row that they are about.

Location: pactgen/prove/exchanged.py. Used by the stage that calls everything.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pactgen.prove.seeding import row_in

if TYPE_CHECKING:
    from pactgen.prove.exchange import Reply, Request
    from pactgen.prove.requests import Given
    from pactgen.prove.script import Step


def named_in(step: Step, given: Given) -> dict[str, Any]:
    """Return the properties of the step's own row that its inputs give; of a list, the first."""
    named = {}
    for bind in step.binds:
        if bind.fills is not None and (bind.place, bind.name) in given:
            value = given[bind.place, bind.name]
            named[bind.fills] = value[0] if bind.many and isinstance(value, list) else value
    return named


def shown_in(step: Step, reply: Reply) -> dict[str, Any]:
    """Return the row that an answer shows."""
    if step.row is None or not reply.is_json:
        return {}
    try:
        found = row_in(reply.json(), step.row)
    except ValueError:
        return {}
    if isinstance(found, list) and len(found) == 1 and step.behaviour != "list" and not step.many:
        found = found[0]
    return found if isinstance(found, dict) else {}


def made_in(step: Step, request: Request, given: Given, reply: Reply) -> dict[str, Any]:
    """Return what is known of the row that a request has made; of a link, what it ties."""
    if step.links:
        return named_in(step, given)
    return {**sent_in(step, request), **named_in(step, given), **shown_in(step, reply)}


def token_in(path: tuple[str, ...] | None, reply: Reply) -> str | None:
    """Return the token that an answer carries at a path."""
    if path is None or not reply.is_json:
        return None
    found = row_in(reply.json(), path)
    return found if isinstance(found, str) else None


def sent_in(step: Step, request: Request) -> dict[str, Any]:
    """Return the properties of the row that a JSON request carried."""
    if request.body is None or "json" not in request.headers.get("Content-Type", ""):
        return {}
    sent = json.loads(request.body)
    if step.member is not None and isinstance(sent, dict):
        sent = sent.get(step.member)
    if step.many and isinstance(sent, list):
        sent = sent[0] if sent else None
    return sent if isinstance(sent, dict) else {}
