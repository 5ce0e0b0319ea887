"""Every keyword of a contract has one row, and its row follows from where it stands."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.passes.ledger import account
from pactgen.readers.openapi import read_contract
from tests.live.projects import contracts, load
from tests.passes.contracts import answer, body, path_parameter, query, ref

CASES = Path(__file__).parents[1] / "cases"
NAMES = frozenset(
    {
        "paths", "webhooks", "responses", "content", "properties", "patternProperties", "schemas",
        "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
        "callbacks", "pathItems", "mediaTypes", "definitions", "$defs", "securityDefinitions",
        "encoding", "variables", "scopes", "dependentSchemas", "additionalOperations",
    }
)  # fmt: skip
"""Keywords whose members have names of the author's."""
VALUES = frozenset(
    {
        "example", "examples", "default", "enum", "const", "value", "dataValue", "mapping",
        "dependentRequired", "parameters", "requestBody", "x-example",
    }
)  # fmt: skip
"""Keywords whose value may be an object that says nothing of the API."""


def inputs() -> list[Path]:
    cases = [path for path in sorted(CASES.glob("*/api.*")) if reads(path)]
    named = filter(None, os.environ.get("PACTGEN_SPECS", "").split(os.pathsep))
    trees = sorted(tree for folder in named for tree in Path(folder).glob("*/*/*.y*ml"))
    roots = [path for path in trees if "openapi:" in path.read_text(errors="replace")[:2000]]
    return [*contracts(), *cases, *roots]


def reads(path: Path) -> bool:
    return read_contract(path).contract is not None


@pytest.mark.parametrize("path", inputs(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_keyword_has_one_row(path):
    read = read_contract(path)
    if read.contract is None:
        pytest.skip("no contract")
    design = design_backend(read.contract, Config(), read.statements())
    rows = [(row.origin.file, row.origin.pointer) for row in account(design, read.statements())]
    assert [place for place, times in Counter(rows).items() if times > 1] == []
    assert sum(entry.count for entry in design.ledger) == len(rows)
    assert all(entry.why for entry in design.ledger if entry.status == "unsupported")
    assert all(entry.level for entry in design.ledger if entry.status == "unsupported")
    name = read.files[0].name
    known = {pointer for file, pointer in rows if file == name}
    missing = [pointer for pointer in members(load(path), "") if not is_accounted(pointer, known)]
    assert missing == []


def members(node: Any, pointer: str) -> list[str]:
    """List the pointers of all members of all objects, whatever they are."""
    found = []
    if isinstance(node, dict):
        for name, value in node.items():
            place = f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
            found += [place, *members(value, place)]
    elif isinstance(node, list):
        for index, value in enumerate(node):
            found += members(value, f"{pointer}/{index}")
    return found


def is_accounted(pointer: str, known: set[str]) -> bool:
    """Tell whether a member is a keyword with a row, a name, or part of a plain value."""
    if pointer in known:
        return True
    steps = pointer.split("/")
    above = ["/".join(steps[:count]) for count in range(2, len(steps))]
    words = [steps[count - 1] for count in range(2, len(steps))]
    if any(
        place in known and (word in VALUES or word.startswith("x-"))
        for place, word in zip(above, words, strict=True)
    ):
        return True
    if len(steps) > 4 and (words[-2] == "callbacks" or "security" in words[-2:]):
        return True
    if len(words) > 1 and words[-1].isdecimal() and words[-2] == "security":
        return True
    if any(word.startswith("x-") for word in words):
        return True
    return bool(words) and words[-1] in NAMES and above[-1] in known


# ---- where a keyword stands ---------------------------------------------------------------

TEXT = {"type": "string", "maxLength": 5}


def rows_of(folder: Path, paths: dict[str, Any], **parts: Any) -> dict[str, tuple[str, str | None]]:
    """Return status and level of every row, by pointer."""
    document = {
        "openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths, **parts,
    }  # fmt: skip
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    read = read_contract(folder / "api.json")
    assert read.contract is not None, read.diagnostics
    design = design_backend(read.contract, Config(), read.statements())
    return {
        row.origin.pointer: (row.status, row.level) for row in account(design, read.statements())
    }


THINGS = "/paths/~1things"


def test_a_schema_is_enforced_in_requests_used_in_answers_documented_elsewhere(tmp_path):
    schemas = {
        "In": {"type": "object", "properties": {"a": TEXT}},
        "Out": {"type": "object", "properties": {"a": TEXT, "id": {"type": "string"}}},
        "Nobody": {"type": "object", "properties": {"a": TEXT}},
    }
    paths = {"/things": {"post": {**body(ref("In")), **answer(ref("Out"), "201")}}}
    rows = rows_of(tmp_path, paths, components={"schemas": schemas})
    place = "/components/schemas/{}/properties/a/maxLength"
    assert rows[place.format("In")] == ("enforced", None)
    assert rows[place.format("Out")] == ("used", None)
    assert rows[place.format("Nobody")] == ("documented", None)


def test_what_requests_leave_out_is_not_enforced(tmp_path):
    whole = {"type": "object", "properties": {"a": {**TEXT, "readOnly": True}, "b": TEXT}}
    paths = {"/things": {"post": {**body(whole), **answer({"type": "object"}, "201")}}}
    rows = rows_of(tmp_path, paths)
    place = f"{THINGS}/post/requestBody/content/application~1json/schema/properties"
    assert rows[f"{place}/a/readOnly"] == ("documented", None)
    assert rows[f"{place}/a/maxLength"] == ("documented", None)
    assert rows[f"{place}/b/maxLength"] == ("enforced", None)


def test_a_partial_update_may_leave_out_what_is_required(tmp_path):
    thing = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
    changes = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
    item = {
        "parameters": [path_parameter("id")],
        "get": answer(thing),
        "patch": {**body(changes), **answer(thing)},
    }
    paths = {"/things/{id}": item, "/things": {"get": answer({"type": "array", "items": thing})}}
    rows = rows_of(tmp_path, paths)
    place = f"{THINGS}~1{{id}}/patch/requestBody/content/application~1json/schema/required"
    assert rows[place] == ("unsupported", "MEDIUM")


def test_a_part_of_a_rule_is_told_once(tmp_path):
    whole = {"type": "object", "not": {"required": ["a"]}}
    rows = rows_of(tmp_path, {"/things": {"post": {**body(whole), **answer({}, "201")}}})
    place = f"{THINGS}/post/requestBody/content/application~1json/schema/not"
    assert rows[place] == ("enforced", None)
    assert rows[f"{place}/required"] == ("documented", None)


def test_calls_of_the_backend_are_no_part_of_what_is_served(tmp_path):
    called = {"post": {**body({"type": "string"}), **answer({})}}
    run = {**answer({}), "callbacks": {"done": {"{$request.query.url}": called}}}
    rows = rows_of(
        tmp_path, {"/things": {"post": run}}, webhooks={"news": {"post": {**body(TEXT)}}}
    )
    assert rows[f"{THINGS}/post/callbacks"] == ("unsupported", "HIGH")
    inside = {
        status
        for pointer, (status, _) in rows.items()
        if "/callbacks/" in pointer or pointer.startswith("/webhooks/")
    }
    assert inside == {"documented"}


def test_servers_beside_the_first_are_served_if_their_path_is(tmp_path):
    own = {"get": {**answer({}), "servers": [{"url": "https://b.example/v2"}]}}
    rows = rows_of(
        tmp_path,
        {"/things": own},
        servers=[{"url": "https://a.example/v1"}, {"url": "/v1"}, {"url": "/v3"}],
    )
    assert rows["/servers/0/url"] == ("used", None)
    assert rows["/servers/1/url"] == ("documented", None)
    assert rows["/servers/2/url"] == ("unsupported", "MEDIUM")
    assert rows[f"{THINGS}/get/servers/0/url"] == ("unsupported", "HIGH")


def test_headers_that_nobody_fills_and_answers_that_nobody_sends(tmp_path):
    header = {"required": True, "schema": {"type": "integer"}}
    content = {"application/json": {"schema": {"type": "integer"}}}
    responses = {
        "200": {"description": "done", "headers": {"X-Count": header}, "content": content},
        "202": {"description": "later", "content": content},
    }
    rows = rows_of(tmp_path, {"/things": {"get": {"responses": responses}}})
    place = f"{THINGS}/get/responses"
    assert rows[f"{place}/200/headers/X-Count/schema"] == ("unsupported", "HIGH")
    assert rows[f"{place}/200/headers/X-Count/schema/type"] == ("documented", None)
    assert rows[f"{place}/200/content/application~1json/schema/type"] == ("used", None)
    assert rows[f"{place}/202/content/application~1json/schema/type"] == ("documented", None)


def test_parameters_without_effect(tmp_path):
    thing = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}
    listed = {
        "parameters": [query("name"), query("mystery"), query("Accept")],
        **answer({"type": "array", "items": thing}),
    }
    listed["parameters"][2]["in"] = "header"
    item = {"parameters": [path_parameter("id")], "get": answer(thing)}
    rows = rows_of(tmp_path, {"/things": {"get": listed}, "/things/{id}": item})
    place = f"{THINGS}/get/parameters"
    assert rows[f"{place}/0/name"] == ("used", None)
    assert rows[f"{place}/1/name"] == ("unsupported", "HIGH")
    assert rows[f"{place}/1/schema"] == ("enforced", None)
    assert rows[f"{place}/2/schema"] == ("documented", None)


def test_operations_that_answer_501(tmp_path):
    paths = {"/things/run": {"post": {**answer({}), "x-pactgen-behaviour": "custom"}}}
    rows = rows_of(tmp_path, paths)
    assert rows["/paths/~1things~1run/post"] == ("unsupported", "HIGH")
    assert rows["/paths/~1things~1run/post/x-pactgen-behaviour"] == ("used", None)


def test_media_types_that_the_backend_does_not_read(tmp_path):
    content = {
        "application/json": {"schema": TEXT},
        "text/csv": {"schema": TEXT},
    }
    run = {"requestBody": {"content": content}, **answer({}), "x-pactgen-behaviour": "custom"}
    rows = rows_of(tmp_path, {"/things": {"post": run}})
    place = f"{THINGS}/post/requestBody/content"
    assert rows[place] == ("unsupported", "MEDIUM")
    assert rows[f"{place}/application~1json/schema/maxLength"] == ("enforced", None)
    assert rows[f"{place}/text~1csv/schema/maxLength"] == ("documented", None)


def test_schemes_that_nobody_can_verify(tmp_path):
    schemes = {
        "known": {"type": "http", "scheme": "bearer"},
        "odd": {"type": "http", "scheme": "digest"},
        "idle": {"type": "apiKey", "in": "header", "name": "K"},
    }
    secured = {**answer({}), "security": [{"known": []}, {"odd": []}]}
    rows = rows_of(tmp_path, {"/things": {"get": secured}}, components={"securitySchemes": schemes})
    place = "/components/securitySchemes"
    assert rows[f"{place}/known/scheme"] == ("enforced", None)
    assert rows[f"{place}/odd/scheme"] == ("unsupported", "HIGH")
    assert rows[f"{place}/idle/name"] == ("documented", None)


def test_other_files_of_the_contract_have_rows_as_well(tmp_path):
    pet = {"type": "object", "properties": {"a": TEXT}}
    (tmp_path / "pet.json").write_text(json.dumps({"Pet": pet, "Unused": TEXT}), encoding="utf-8")
    paths = {"/things": {"post": {**body({"$ref": "pet.json#/Pet"}), **answer({}, "201")}}}
    rows = rows_of(tmp_path, paths)
    assert rows["/Pet/properties/a/maxLength"] == ("enforced", None)
    assert not any(pointer.startswith("/Unused") for pointer in rows)
