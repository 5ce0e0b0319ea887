"""How path templates are taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.database import Address
from pactgen.ir.inputs import KeyRole, UnusedRole
from pactgen.passes.reading.paths import place_of
from tests.passes.contracts import THING, answer, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "collection", "is_item"),
    [
        ("/teams", (("teams",),), False),
        ("/teams/{id}", (("teams",),), True),
        ("/teams/{id}/members", (("teams",), ("members",)), False),
        ("/teams.json", (("teams",),), False),
        ("/teams/{id}.json", (("teams",),), True),
        ("/teams/{id}/members.{format}", (("teams",), ("members",)), False),
        ("/teams/{id}.{format}", (("teams",),), True),
        ("/repos/{owner}/{repo}", (("repos",), ()), True),
        ("/repos/{owner}/{repo}/issues", (("repos",), (), ("issues",)), False),
        ("/teams:batch", (("teams", "batch"),), False),
        ("/teams/{id}:close", (("teams",), ("close",)), False),
        ("/api/v{version}/teams/{id}", (("api", "v{version}", "teams"),), True),
        ("/{api-version}/teams", (("{api-version}", "teams"),), False),
        ("/versions/{version}/teams", (("versions",), ("teams",)), False),
        ("/teams/{version}", (("teams",),), True),
        ("/Teams({key})", (("Teams",),), True),
        ("/Teams(ID={key})/Members", (("Teams",), ("Members",)), False),
        ("/Teams('{name}')/Members({key})", (("Teams",), ("Members",)), True),
        ("/", ((),), False),
    ],
)
def test_what_paths_of_one_collection_have_in_common(
    path: str, collection: tuple[tuple[str, ...], ...], *, is_item: bool
) -> None:
    place = place_of(path)
    assert (place.collection, place.is_item, place.odd) == (collection, is_item, False)


@pytest.mark.parametrize("path", ["/tiles/{index}.ts", "/ranges/{from}-{to}", "/a/{b}.{c}"])
def test_segments_that_mix_text_and_parameters_are_odd(path: str) -> None:
    assert place_of(path).odd


def test_a_parameter_may_say_how_the_answer_is_written() -> None:
    place = place_of("/teams/{id}.{format}")
    assert place.representation == "format"
    assert [step.parameter for step in place.steps] == ["id"]


def test_parameters_in_a_row_name_one_thing() -> None:
    place = place_of("/orgs/{org}/repos/{owner}/{repo}/issues/{number}")
    assert [place.goes_on(index) for index in range(4)] == [False, True, False, False]
    assert place.run(2) == (1, 2)
    assert place.run(3) == (3,)


def test_the_address_of_a_row_says_the_edition_that_the_contract_names(tmp_path: Path) -> None:
    edition = path_parameter("version", type="string", default="2")
    thing = {**THING, "properties": {**THING["properties"], "self": {"type": "string"}}}  # type: ignore[dict-item]
    paths = {
        "/v{version}/things": {"parameters": [edition], "get": answer(ref("Things"))},
        "/v{version}/things/{id}": {
            "parameters": [edition, path_parameter("id")],
            "get": answer(ref("Thing")),
        },
    }
    schemas = {"Thing": thing, "Things": {"type": "array", "items": ref("Thing")}}
    design = design_of(tmp_path, paths, schemas)
    read = endpoint(design, "GET /v{version}/things/{id}")
    assert [type(each.role) for each in read.inputs] == [UnusedRole, KeyRole]
    assert design.tables["things"].links == (("self_", Address(path="/v2/things/{id}")),)
