"""Copies of rows: `POST /documents/{id}/duplicate`."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom
from pactgen.prove.from_design import script_of
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

TEXT = {"type": "string"}
DOCUMENT = {
    "type": "object",
    "required": ["id", "title", "published"],
    "properties": {
        "id": {**TEXT, "format": "uuid", "readOnly": True},
        "title": TEXT,
        "body": TEXT,
        "published": {"type": "boolean", "default": False, "readOnly": True},
        "created_at": {**TEXT, "format": "date-time", "readOnly": True},
    },
}
KEY = {"parameters": [path_parameter("id", type="string", format="uuid")]}


def paths(verb: str, **copy: Any) -> dict[str, Any]:
    made = answer(ref("Document"), "201")
    return {
        "/documents": {"post": {**body(ref("Document")), **made}},
        "/documents/{id}": {**KEY, "get": answer(ref("Document"))},
        "/documents/{id}/publish": {**KEY, "post": answer(ref("Document"))},
        f"/documents/{{id}}/{verb}": {**KEY, "post": {**made, **copy}},
    }


def behaviour(folder: Path, verb: str = "clone", *, more: Any = None, **copy: Any) -> Behaviour:
    properties = {**DOCUMENT["properties"], **(more or {})}  # type: ignore[dict-item]
    schemas = {"Document": {**DOCUMENT, "properties": properties}}
    design = design_of(folder, paths(verb, **copy), schemas)
    return endpoint(design, f"POST /documents/{{id}}/{verb}").behaviour


@pytest.mark.parametrize("verb", ["clone", "copy", "duplicate"])
async def test_a_copy_has_what_the_old_row_was_given_and_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    title = {"type": "object", "properties": {"title": TEXT}}
    document = written(tmp_path, paths(verb, **body(title)), {"Document": DOCUMENT})
    backend = Backend(document, tmp_path / "out", f"copies_{verb}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        old = (await client.post("/documents", json={"title": "One", "body": "Text"})).json()
        await client.post(f"/documents/{old['id']}/publish")
        made = await client.post(f"/documents/{old['id']}/{verb}", json={"title": "Two"})
        assert made.status_code == HTTPStatus.CREATED
        new = made.json()
        assert new["id"] != old["id"]
        assert (new["title"], new["body"], new["published"]) == ("Two", "Text", False)
        same = (await client.post(f"/documents/{old['id']}/{verb}", json={})).json()
        assert same["title"] == "One"
        nobody = f"/documents/{old['id'][:-4]}0000/{verb}"
        assert (await client.post(nobody, json={})).status_code == HTTPStatus.NOT_FOUND


def test_a_copy_without_a_body_has_all_of_it(tmp_path: Path) -> None:
    found = behaviour(tmp_path)
    assert isinstance(found, CreateRow)
    assert found.copies == ("title", "body")


def test_what_no_column_keeps_is_not_copied_in_part(tmp_path: Path) -> None:
    lines = {"lines": {"type": "array", "items": {"type": "object", "properties": {"id": TEXT}}}}
    assert isinstance(behaviour(tmp_path, more=lines), CreateRow)  # kept as JSON
    strange = {"type": "object", "properties": {"folder": TEXT}}
    found = behaviour(tmp_path, **body(strange))
    assert isinstance(found, Custom)
    assert "`folder`" in found.reason


def test_two_rows_share_no_slug(tmp_path: Path) -> None:
    slug = {"slug": TEXT}
    by_slug = {
        "/documents/by-slug/{slug}": {
            "parameters": [path_parameter("slug")],
            "get": answer(ref("Document")),
        }
    }
    properties = {**DOCUMENT["properties"], **slug}  # type: ignore[dict-item]
    document = {**DOCUMENT, "required": ["id", "title", "slug"], "properties": properties}
    design = design_of(tmp_path, {**paths("copy"), **by_slug}, {"Document": document})
    found = endpoint(design, "POST /documents/{id}/copy").behaviour
    assert isinstance(found, Custom)
    assert "`slug`" in found.reason


def test_a_state_of_that_name_is_a_state(tmp_path: Path) -> None:
    state = {"state": {**TEXT, "enum": ["open", "duplicate"], "default": "open"}}
    found = behaviour(tmp_path, "duplicate", more=state)
    assert not isinstance(found, CreateRow)


def test_the_proof_copies_a_row_where_it_is(tmp_path: Path) -> None:
    """What no resource stands for above it is no new one."""
    above = {"parameters": [path_parameter("shop"), *KEY["parameters"]]}
    made = answer(ref("Document"), "201")
    below = {
        "/shops/{shop}/documents": {
            "parameters": [path_parameter("shop")],
            "post": {**body(ref("Document")), **made},
        },
        "/shops/{shop}/documents/{id}": {**above, "get": answer(ref("Document"))},
        "/shops/{shop}/documents/{id}/copy": {**above, "post": made},
    }
    script = script_of(design_of(tmp_path, below, {"Document": DOCUMENT}))
    news = {
        step.path: [bind.is_new for bind in step.binds if bind.name == "shop"]
        for step in script.steps
        if step.method == "POST"
    }
    assert news == {"/shops/{shop}/documents": [True], "/shops/{shop}/documents/{id}/copy": [False]}
