"""Lists of the values that rows have in a property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ListValues
from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"type": "array", "items": {"type": "string"}}
LISTED = answer({"type": "array", "items": ref("Thing")})
MADE = {**body(ref("Thing")), **answer(ref("Thing"), "201")}


def paths_with(path: str, schema: dict[str, Any], **also: Any) -> dict[str, Any]:
    return {"/things": {"get": LISTED, "post": MADE}, path: {"get": {**answer(schema), **also}}}


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/tags", TEXTS),
        ("/v1/tags", TEXTS),
        ("/things/tags", {"type": "object", "properties": {"data": TEXTS}}),
        ("/things/names", TEXTS),
    ],
)
def test_values_are_those_of_the_rows(tmp_path: Path, path: str, schema: dict[str, Any]) -> None:
    design = design_of(tmp_path, paths_with(path, schema), {"Thing": THING})
    column = "name" if path.endswith("names") else "tags"
    found = endpoint(design, f"GET {path}").behaviour
    assert found == ListValues(resource="Thing", column=column, in_lists=column == "tags")
    assert list(design.resources) == ["Thing"]


@pytest.mark.parametrize(
    ("path", "schema", "also"),
    [
        ("/colours", TEXTS, {}),
        ("/tags", {"type": "array", "items": {"type": "integer"}}, {}),
        ("/tags", TEXTS, {"parameters": [query("limit", type="integer")]}),
    ],
    ids=["no such property", "values of another type", "a part of them"],
)
def test_other_lists_of_texts_are_left_alone(
    tmp_path: Path, path: str, schema: dict[str, Any], also: dict[str, Any]
) -> None:
    design = design_of(tmp_path, paths_with(path, schema, **also), {"Thing": THING})
    assert not isinstance(endpoint(design, f"GET {path}").behaviour, ListValues)


async def test_every_value_is_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = paths_with("/tags", {"type": "object", "properties": {"tags": TEXTS}})
    paths["/things/names"] = {"get": answer(TEXTS)}
    file = written(tmp_path, paths, {"Thing": THING}, title="Things with values")
    backend = Backend(file, tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for number, (name, tags) in enumerate((("b", ["x", "y"]), ("a", ["y"]), ("a", []))):
            key = f"00000000-0000-4000-8000-00000000000{number}"
            made = await client.post("/things", json={"id": key, "name": name, "tags": tags})
            assert made.status_code == 201
        assert (await client.get("/tags")).json() == {"tags": ["x", "y"]}
        assert (await client.get("/things/names")).json() == ["a", "b"]
