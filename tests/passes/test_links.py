"""Addresses that answers show: the row's own and its parents', made of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}


def links_of(folder: Path, members: dict[str, Any], **schema: Any) -> object:
    """Return what a note, which hangs on a thing, tells of its address."""
    links = {"type": "object", "properties": members, **schema}
    note = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "text": TEXT, "links": links},
    }
    thing = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{thingId}": {
            "parameters": [path_parameter("thingId", type="integer")],
            "get": answer(ref("Thing")),
        },
        "/things/{thingId}/notes": {
            "parameters": [path_parameter("thingId", type="integer")],
            "post": {
                **body({"type": "object", "properties": {"text": TEXT}}),
                **answer(ref("Note"), "201"),
            },
        },
        "/things/{thingId}/notes/{noteId}": {
            "parameters": [
                path_parameter("thingId", type="integer"),
                path_parameter("noteId", type="integer"),
            ],
            "get": answer(ref("Note")),
        },
    }
    design = design_of(folder, paths, {"Note": note, "Thing": thing})
    return dict(design.tables["notes"].links).get("links")


def test_self_and_parent_are_told_by_the_paths(tmp_path: Path) -> None:
    assert links_of(tmp_path, {"self": TEXT, "thing": TEXT}) == (
        ("self_", "/things/{thing_id}/notes/{id}"),
        ("thing", "/things/{thing_id}"),
    )


def test_what_no_path_tells_is_left_out(tmp_path: Path) -> None:
    assert links_of(tmp_path, {"self": TEXT, "chart": TEXT}) == (
        ("self_", "/things/{thing_id}/notes/{id}"),
    )


def test_there_are_no_links_where_one_that_must_be_is_unknown(tmp_path: Path) -> None:
    assert links_of(tmp_path, {"self": TEXT, "chart": TEXT}, required=["chart"]) is None
