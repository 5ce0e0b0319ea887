"""Keys of `paths` that go on behind the path, with a query or a fragment."""

from pathlib import Path

import pytest

from pactgen.ir.contract import Condition, Operation
from pactgen.readers.openapi.read import read_contract

HEAD = """openapi: 3.0.3
info: {title: Calls, version: '1'}
paths:
"""
GET = "    get:\n      responses: {'200': {description: Fine}}\n"


def _read(tmp_path: Path, paths: str, *, strict: bool = False) -> tuple[Operation, ...]:
    place = tmp_path / "api.yaml"
    place.write_text(HEAD + paths)
    found = read_contract(place, strict=strict)
    assert found.contract is not None, found.diagnostics
    return found.contract.operations


def test_a_query_in_a_path_becomes_parameters(tmp_path: Path) -> None:
    (rides,) = _read(tmp_path, f"  /rides?page={{page}}&size={{n}}:\n{GET}")
    assert (rides.path, rides.label) == ("/rides", "GET /rides?page={page}&size={n}")
    assert [(one.name, one.location, one.required) for one in rides.parameters] == [
        ("page", "query", True),
        ("size", "query", True),
    ]
    assert rides.conditions == ()


def test_a_parameter_of_the_path_that_stands_in_the_query_moves_there(tmp_path: Path) -> None:
    declared = (
        "      parameters:\n      - {name: lat, in: path, required: true, schema: {type: number}}\n"
    )
    (weather,) = _read(
        tmp_path,
        f"  /weather?latitude={{lat}}:\n    get:\n{declared}"
        "      responses: {'200': {description: Fine}}\n",
    )
    (latitude,) = weather.parameters
    assert (latitude.name, latitude.location, latitude.style) == ("latitude", "query", "form")
    assert latitude.schema.types == ("number",)


def test_operations_of_one_path_are_told_apart_by_their_queries(tmp_path: Path) -> None:
    paths = "".join(f"  /rest?method={name}:\n{GET}" for name in ("list", "count"))
    listed, counted = _read(tmp_path, f"{paths}  /rest?near={{place}}:\n{GET}")[:2]
    assert listed.conditions == (Condition(location="query", name="method", value="list"),)
    assert counted.conditions == (Condition(location="query", name="method", value="count"),)


def test_a_value_that_may_be_anything_counts_by_being_there(tmp_path: Path) -> None:
    paths = f"  /rest?method=list:\n{GET}  /rest?near={{place}}:\n{GET}"
    near = _read(tmp_path, paths)[1]
    assert near.conditions == (Condition(location="query", name="near"),)


def test_a_fragment_names_the_header_that_tells_operations_apart(tmp_path: Path) -> None:
    parameter = "{name: X-Target, in: header, required: true, schema: {type: string, enum: [%s]}}"
    paths = "".join(
        f"  /#X-Target={name}:\n    post:\n      parameters: [{parameter % name}]\n"
        "      responses: {'200': {description: Fine}}\n"
        for name in ("Put", "Get")
    )
    put, get = _read(tmp_path, paths)
    assert put.path == get.path == "/"
    assert put.conditions == (Condition(location="header", name="X-Target", value="Put"),)
    assert get.conditions == (Condition(location="header", name="X-Target", value="Get"),)


def test_one_that_nothing_tells_apart_is_hidden_by_the_plain_one(tmp_path: Path) -> None:
    linked, plain = _read(tmp_path, f"  /files#link:\n{GET}  /files:\n{GET}")
    assert (linked.hidden_by, plain.hidden_by) == ("GET /files", None)


def test_of_paths_that_differ_in_parameter_names_the_first_gets_the_requests(
    tmp_path: Path,
) -> None:
    posted = GET.replace("get", "post")
    first, second, other = _read(
        tmp_path, f"  /files/{{id}}:\n{GET}  /files/{{name}}:\n{GET}{posted}"
    )
    hidden = (first.hidden_by, second.hidden_by, other.hidden_by)
    assert hidden == (None, "GET /files/{id}", None)


@pytest.mark.parametrize("key", ["/files#link", "/files?page={page}"])
def test_strict_refuses_it(tmp_path: Path, key: str) -> None:
    place = tmp_path / "api.yaml"
    place.write_text(f"{HEAD}  {key}:\n{GET}")
    found = read_contract(place, strict=True)
    assert [one.code for one in found.diagnostics] == ["repair-path-suffix"]
