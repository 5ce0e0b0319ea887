"""Bodies whose members only an alternative declares, which name stored rows all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.requests import Composer, Wish

NAMED = {
    "type": "object",
    "required": ["serial"],
    "properties": {"serial": {"type": "string"}, "title": {"type": "string"}},
}


@pytest.mark.parametrize(
    "schema", [NAMED, {"oneOf": [NAMED]}, {"anyOf": [{"type": "null"}, NAMED]}]
)
@pytest.mark.parametrize("variant", ["required", "full"])
def test_a_body_names_the_row_that_is_there(schema: dict[str, Any], variant: Any) -> None:
    body = {"content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "done"}}}
    document = Document({"openapi": "3.1.0", "paths": {"/books": {"patch": operation}}})
    composer = Composer(document=document, base_path="", credentials={})
    given = {("body", "serial"): "of the row"}
    described = document.operations["PATCH", "/books"]
    request = composer.compose(described, Wish(variant=variant, examples=False), given)
    assert json.loads(request.body or b"")["serial"] == "of the row"
