"""Changes that reach into objects: what they do not name stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ATTRIBUTES = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "rank": {"type": "integer"},
        "place": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "street": {"type": ["string", "null"]}},
        },
    },
}
CLIP = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "type": {"type": "string"},
        "attributes": ref("Attributes"),
    },
}
SCHEMAS = {"Attributes": ATTRIBUTES, "Clip": CLIP}
JSON_API = "application/vnd.api+json"
KEY = path_parameter("id")


def wrapped(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a document of JSON:API, or what looks like one."""
    return {"type": "object", "required": ["data"], "properties": {"data": schema}}


def paths(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return clips that are changed by bodies of this kind."""
    sent = {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}
    new = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    return {
        "/clips": {
            "get": answer({"type": "array", "items": ref("Clip")}),
            "post": {**new, **answer(schema, "201")},
        },
        "/clips/{id}": {
            "parameters": [KEY],
            "get": answer(schema),
            "patch": {**sent, **answer(schema)},
        },
    }


def merged(tmp_path: Path, kind: str, schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the columns that a change reaches into."""
    design = design_of(tmp_path, paths(kind, schema), SCHEMAS)
    behaviour = endpoint(design, "PATCH /clips/{id}").behaviour
    assert isinstance(behaviour, UpdateRow)
    return behaviour.merged


def test_media_types_say_that_objects_are_merged(tmp_path: Path) -> None:
    assert merged(tmp_path, "application/merge-patch+json", ref("Clip")) == ("attributes",)
    assert merged(tmp_path, JSON_API, wrapped(ref("Clip"))) == ("attributes",)
    assert merged(tmp_path, "application/json", wrapped(ref("Clip"))) == ("attributes",)
    assert merged(tmp_path, "application/json", ref("Clip")) == ()


async def test_what_a_merge_patch_does_not_name_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = "application/merge-patch+json"
    file = written(tmp_path, paths(kind, ref("Clip")), SCHEMAS, title="Clips")
    backend = Backend(file, tmp_path / "project", None)
    async with backend.client(monkeypatch, tmp_path / "clips.db") as client:
        place = {"city": "Bern", "street": "Aare"}
        new = {"type": "clips", "attributes": {"name": "one", "rank": 1, "place": place}}
        made = await client.post("/clips", json=new)
        address = f"/clips/{made.json()['id']}"
        change = b'{"attributes": {"rank": 2, "place": {"street": null}}}'
        sent = await client.patch(address, content=change, headers={"Content-Type": kind})
        assert sent.status_code == 200
        shown = (await client.get(address)).json()
        assert shown["type"] == "clips"
        assert shown["attributes"]["name"] == "one"
        assert shown["attributes"]["rank"] == 2
        assert shown["attributes"]["place"]["city"] == "Bern"
        assert shown["attributes"]["place"].get("street") is None
