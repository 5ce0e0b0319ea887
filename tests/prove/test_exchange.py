"""Requests follow the document, and answers are held against it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pactgen.prove.backend import Credential
from pactgen.prove.documents import Document
from pactgen.prove.exchange import Reply
from pactgen.prove.replies import problems_of
from pactgen.prove.requests import Composer, Wish
from pactgen.values import replace

KEY = {"Key": Credential(location="query", name="key", value="a b")}


def composer(document: Document) -> Composer:
    return Composer(document=document, base_path="/v1", credentials=KEY)


def test_body_is_made_and_known_values_are_used(document: Document) -> None:
    operation = document.operations["POST", "/pets"]
    request = composer(document).compose(operation, Wish(salt=1), {("body", "name"): "abc"})
    assert request.target == "/v1/pets?key=a+b"
    assert request.headers["Content-Type"] == "application/json"
    assert json.loads(request.body or b"")["name"] == "abc"


def test_optional_known_values_wait_for_the_full_variant(document: Document) -> None:
    operation = document.operations["POST", "/pets"]
    given = {("body", "tag"): "t"}
    for variant, there in (("required", False), ("full", True)):
        request = composer(document).compose(operation, Wish(variant=variant, salt=1), given)
        assert (json.loads(request.body or b"").get("tag") == "t") is there


def test_arrays_explode_and_open_operations_carry_no_credentials(document: Document) -> None:
    operation = document.operations["GET", "/pets"]
    assert not operation.secured
    request = composer(document).compose(operation, Wish(salt=4), {})
    assert request.target == "/v1/pets?kinds=kinds-4&kinds=kinds-5"


def test_path_values_are_encoded(document: Document) -> None:
    operation = document.operations["GET", "/pets/{pet_id}"]
    request = composer(document).compose(
        operation, Wish(), {("path", "pet_id"): "a/b ü"}, anonymous=True
    )
    assert request.target == "/v1/pets/a%2Fb%20%C3%BC"


def test_what_a_path_itself_says_is_encoded(document: Document) -> None:
    operation = replace(document.operations["GET", "/pets"], path="/é%2F d/a:b;c=(1)")
    request = composer(document).compose(operation, Wish(salt=4), {}, anonymous=True)
    assert request.target.partition("?")[0] == "/v1/%C3%A9%2F%20d/a:b;c=(1)"


def reply(status: int, body: object, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status=status,
        headers={"content-type": "application/json", **named},
        body=json.dumps(body).encode(),
    )


def test_a_good_answer_has_no_problem(document: Document) -> None:
    operation = document.operations["POST", "/pets"]
    assert problems_of(document, operation, reply(201, {"id": 1, "name": "abc"}, x_count="3")) == ()


def test_every_problem_is_found(document: Document) -> None:
    operation = document.operations["POST", "/pets"]
    assert problems_of(document, operation, reply(200, {})) == ("status 200 is not documented",)
    problems = problems_of(document, operation, reply(201, {"id": "1", "name": "ab"}))
    assert any("X-Count" in problem for problem in problems)
    assert any("/id" in problem for problem in problems)
    assert any("/name" in problem for problem in problems)
    wrong = problems_of(document, operation, reply(201, {}, content_type="text/html", x_count="x"))
    assert any("content type text/html" in problem for problem in wrong)
    assert any("header X-Count" in problem for problem in wrong)


def test_ranges_and_default_document_a_status(document: Document) -> None:
    assert problems_of(document, document.operations["GET", "/pets"], reply(204, None)) != ()
    assert problems_of(document, document.operations["GET", "/pets"], reply(206, [])) == ()
    assert problems_of(document, document.operations["GET", "/pets/{pet_id}"], reply(404, {})) == ()


def test_a_new_row_is_called_so_that_paths_can_name_it(document: Document) -> None:
    operation = document.operations["POST", "/pets"]
    for pattern in ("^[0-9]{4}$", "^(?=z)z[a-z]+$"):
        wish = Wish(salt=1, addressed=(("name", {"type": "string", "pattern": pattern}),))
        made = json.loads(composer(document).compose(operation, wish, {}).body or b"")["name"]
        assert (len(made) == 4 and made.isdigit()) is (pattern == "^[0-9]{4}$")


@pytest.mark.parametrize("many", [True, False])
def test_a_row_that_the_example_lacks_is_made(raw: dict[str, Any], *, many: bool) -> None:
    row = {"type": "object", "required": ["tag"], "properties": {"tag": {"type": "string"}}}
    held = {"type": "array", "items": row} if many else row
    media = raw["paths"]["/pets"]["post"]["requestBody"]["content"]["application/json"]
    media["schema"] = {"type": "object", "properties": {"pet": held}}
    media["example"] = {"pet": []} if many else {}
    document = Document(raw)
    wish = Wish(variant="full", salt=1, member="pet", many=many)
    request = composer(document).compose(document.operations["POST", "/pets"], wish, {})
    made = {"tag": "tag-1"}
    assert json.loads(request.body or b"") == {"pet": [made] if many else made}


@pytest.mark.parametrize(("responses", "is_gap"), [({"404": {}}, True), ({"204": {}}, False)])
def test_a_success_that_no_operation_documents_is_a_gap(
    responses: dict[str, Any], *, is_gap: bool
) -> None:
    paths = {"/x": {"get": {"responses": responses}}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    reply = Reply(status=200, headers={}, body=b"")
    problems = problems_of(document, document.operations["GET", "/x"], reply)
    assert problems == (() if is_gap else ("status 200 is not documented",))


def test_references_in_other_scripts_are_followed() -> None:
    schemas = {
        "Книга": {"$ref": "#/components/schemas/%D0%A2%D0%BE%D0%BC"},
        "Том": {"type": "null"},
    }
    document = Document({"openapi": "3.1.0", "components": {"schemas": schemas}})
    reference = {"$ref": "#/components/schemas/Книга"}
    assert document.resolve(reference) == {"type": "null"}
    validator = document.validator(document.lift(reference, "response"), "response")
    assert validator.is_valid(None)
    assert not validator.is_valid("text")


def test_methods_that_openapi_does_not_know_are_operations_too() -> None:
    answer = {"responses": {"204": {"description": "done"}}}
    paths = {"/x": {"query": answer, "additionalOperations": {"COPY": answer}}}
    document = Document({"openapi": "3.2.0", "paths": paths})
    assert list(document.operations) == [("QUERY", "/x"), ("COPY", "/x")]


@pytest.mark.parametrize("inside", ["oneOf", "anyOf"])
def test_alternatives_that_overlap_are_no_fault_of_the_answer(inside: str) -> None:
    user = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    both = {"oneOf": [user, {**user, "title": "more"}]}
    schema = {inside: [both, {"type": "null"}]} if inside == "anyOf" else both
    content = {"application/json": {"schema": schema}}
    paths = {"/x": {"get": {"responses": {"200": {"content": content}}}}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    operation, notes = document.operations["GET", "/x"], list[str]()
    assert problems_of(document, operation, reply(200, {"id": 1}), notes) == ()
    assert len(notes) == 1
    assert problems_of(document, operation, reply(200, {"id": "1"}), notes) != ()
    assert len(notes) == 1


def test_a_path_says_no_empty_text() -> None:
    state = {"type": "string", "enum": ["", "waiting"]}
    parameter = {"in": "path", "name": "state", "required": True, "schema": state}
    responses = {"200": {"description": "done"}}
    paths = {"/jobs/{state}": {"get": {"parameters": [parameter], "responses": responses}}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    operation = document.operations["GET", "/jobs/{state}"]
    asked = {composer(document).compose(operation, Wish(salt=n), {}).target for n in (0, 1)}
    assert asked == {"/v1/jobs/waiting"}
