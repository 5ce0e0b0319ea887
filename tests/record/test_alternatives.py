"""What a decision could have been otherwise is not what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.passes.contracts import THING, answer, body, design_of, path_parameter, query

if TYPE_CHECKING:
    from pathlib import Path

PROBLEM = {"type": "object", "properties": {"message": {"type": "string"}}}


def test_no_alternative_is_the_choice(tmp_path: Path) -> None:
    failed = {"400": {"description": "", "content": {"application/json": {"schema": PROBLEM}}}}
    listed = answer({"type": "array", "items": THING})
    made = answer(THING, "201")
    paths = {
        "/shops": {"get": listed, "post": body(THING) | made},
        "/shops/{id}/things": {
            "parameters": [path_parameter("id")],
            "get": listed | {"parameters": [query("page"), query("name")]},
            "post": body(THING) | {"responses": made["responses"] | failed},
        },
    }
    for decision in design_of(tmp_path, paths).decisions:
        chosen = [each for each in decision.alternatives if decision.choice.startswith(each)]
        assert chosen == [], decision.id


def test_a_parameter_is_shown_where_it_stands(tmp_path: Path) -> None:
    listed = answer({"type": "array", "items": THING}) | {"parameters": [query("name")]}
    decisions = {
        each.id: each for each in design_of(tmp_path, {"/things": {"get": listed}}).decisions
    }
    said = next(each for name, each in decisions.items() if name.startswith("parameter/"))
    assert said.choice == "keeps rows whose `name` is this"
    assert said.evidence[0].pointer.endswith("/parameters/0")
