"""Requests that bring what answers can show, where the contract lets them bring more."""

from __future__ import annotations

import json
from typing import Any

from pactgen.prove.documents import Document
from pactgen.prove.requests import Composer, Wish
from pactgen.prove.script import Script, Step
from pactgen.prove.showing import showing_of

WHOLE = {"type": "integer"}


def listed(**members: object) -> dict[str, Any]:
    item = {"type": "object", "required": list(members), "properties": members}
    return {"type": "array", "items": item}


SENT = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "tiers": listed(up_to={"anyOf": [{"enum": ["inf"]}, WHOLE]}),
        "limits": listed(value=WHOLE),
    },
}
SHOWN = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "tiers": listed(up_to=WHOLE),
        "limits": listed(value={"type": "string"}),
    },
}
ANSWER = {"type": "object", "properties": {"plan": SHOWN}}
DOCUMENT = Document(
    {
        "openapi": "3.1.0",
        "paths": {
            "/plans": {
                "post": {
                    "requestBody": {"content": {"application/json": {"schema": SENT}}},
                    "responses": {"200": {"content": {"application/json": {"schema": ANSWER}}}},
                }
            }
        },
    }
)
STEP = Step(
    operation_id="x",
    method="POST",
    path="/plans",
    behaviour="create",
    resource="Plan",
    row=("plan",),
)


def sent(wish: Wish) -> Any:
    composer = Composer(document=DOCUMENT, base_path="", credentials={})
    request = composer.compose(DOCUMENT.operations["POST", "/plans"], wish, {})
    return json.loads(request.body or b"")


def test_what_answers_cannot_show_is_replaced() -> None:
    free = sent(Wish(variant="full", salt=4))
    assert free == {
        "name": "name-4",
        "tiers": [{"up_to": "inf"}],
        "limits": [{"value": 5}],
    }
    showing = showing_of(DOCUMENT, Script(steps=(STEP,)), "Plan")
    fitting = sent(Wish(variant="full", salt=4, showing=showing))
    assert fitting == {"name": "name-4", "tiers": [{"up_to": 5}], "limits": []}


def test_members_that_a_body_does_not_declare_are_not_brought() -> None:
    shown = {**SHOWN, "properties": {"tiers": listed(up_to=WHOLE, id=WHOLE)}}
    schema = {"$ref": "#/components/schemas/Shown"}
    content = {"application/json": {"schema": schema}}
    document = Document(
        {
            "openapi": "3.1.0",
            "components": {"schemas": {"Shown": shown}},
            "paths": {
                "/plans": {"post": {"responses": {"200": {"content": content}}}},
            },
        }
    )
    step = Step(
        operation_id="x", method="POST", path="/plans", behaviour="create", resource="Plan", row=()
    )
    showing = showing_of(document, Script(steps=(step,)), "Plan")
    composer = Composer(document=DOCUMENT, base_path="", credentials={})
    wish = Wish(variant="full", salt=4, showing=showing)
    request = composer.compose(DOCUMENT.operations["POST", "/plans"], wish, {})
    assert json.loads(request.body or b"")["tiers"] == []


def test_answers_may_write_a_name_in_another_way() -> None:
    coded = {"type": "string", "pattern": "^AC[0-9]{3}$"}
    brought = {"type": "object", "properties": {"AccountSid": {"type": "string"}}}
    shown = {"type": "object", "properties": {"account_sid": coded}}
    operation = {
        "requestBody": {"content": {"application/json": {"schema": brought}}},
        "responses": {"200": {"content": {"application/json": {"schema": shown}}}},
    }
    document = Document({"openapi": "3.1.0", "paths": {"/plans": {"post": operation}}})
    step = Step(
        operation_id="x", method="POST", path="/plans", behaviour="create", resource="Plan", row=()
    )
    showing = showing_of(document, Script(steps=(step,)), "Plan")
    composer = Composer(document=document, base_path="", credentials={})
    wish = Wish(variant="full", salt=4, showing=showing)
    request = composer.compose(document.operations["POST", "/plans"], wish, {})
    assert json.loads(request.body or b"")["AccountSid"].startswith("AC")


def test_every_listed_value_is_proposed() -> None:
    """Two answers may share one of them alone, which no drawn row need have."""
    states = {"type": "string", "enum": ["new", "open", "done", "void"]}
    shown = {"type": "object", "required": ["state"], "properties": {"state": states}}
    answer = {"200": {"content": {"application/json": {"schema": shown}}}}
    document = Document({"openapi": "3.1.0", "paths": {"/plan": {"get": {"responses": answer}}}})
    step = Step(
        operation_id="x", method="GET", path="/plan", behaviour="read", resource="Plan", row=()
    )
    showing = showing_of(document, Script(steps=(step,)), "Plan")
    assert set(showing.proposals("state", 2)) == {"new", "open", "done", "void"}
