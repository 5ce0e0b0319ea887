"""Rows that come with a file: a form makes both, and the file can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import BroughtFile, CreateRow, Custom, DownloadFile
from tests.passes.backends import Backend
from tests.passes.contracts import answer, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DOCUMENT = {
    "type": "object",
    "required": ["id", "title", "filename", "size"],
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "filename": {"type": "string"},
        "mime_type": {"type": "string"},
        "size": {"type": "integer"},
    },
}
SCHEMAS = {"Document": DOCUMENT}
BYTES = {"type": "string", "format": "binary"}
FORM = {
    "type": "object",
    "required": ["file", "title"],
    "properties": {"file": BYTES, "title": {"type": "string"}},
}
KEY = path_parameter("id", type="integer")


def sent(schema: dict[str, Any], kind: str = "multipart/form-data") -> dict[str, Any]:
    """Return the POST of a form."""
    content = {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}
    return {"post": {**content, **answer(ref("Document"), "201")}}


def paths(post: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a collection whose rows come with files."""
    listed = {"get": answer({"type": "array", "items": ref("Document")})}
    item = {"parameters": [KEY], "get": answer(ref("Document"))}
    return {"/documents": {**listed, **post}, "/documents/{id}": {**item, **GONE}, **more}


GONE = {"delete": {"responses": {"204": {"description": "gone"}}}}
CONTENT = {
    "/documents/{id}/content": {
        "parameters": [KEY],
        "get": {
            "responses": {
                "200": {
                    "description": "the bytes",
                    "content": {"application/octet-stream": {"schema": BYTES}},
                }
            }
        },
    }
}


def test_a_form_makes_a_row_and_its_file(tmp_path: Path) -> None:
    design = design_of(tmp_path, paths(sent(FORM), **CONTENT), SCHEMAS)
    made = endpoint(design, "POST /documents").behaviour
    assert isinstance(made, CreateRow)
    assert made.file == BroughtFile(
        resource="DocumentContent",
        part="file",
        keys=(("document_id", "id"),),
        facts=(("filename", "name"), ("mime_type", "type"), ("size", "size")),
    )
    shown = endpoint(design, "GET /documents/{id}/content").behaviour
    assert isinstance(shown, DownloadFile)
    assert shown.resource == "DocumentContent"


def test_a_file_is_kept_though_no_path_shows_it(tmp_path: Path) -> None:
    for post in (sent(FORM), sent(BYTES), sent(BYTES, "application/octet-stream")):
        made = endpoint(design_of(tmp_path, paths(post), SCHEMAS), "POST /documents").behaviour
        assert isinstance(made, CreateRow)
        assert made.file is not None
        assert made.file.resource == "DocumentFile"


def test_what_is_made_of_a_file_is_not_guessed(tmp_path: Path) -> None:
    two = {**FORM, "properties": {**FORM["properties"], "other": BYTES}}
    many = sent(FORM)
    many["post"] |= answer({"type": "array", "items": ref("Document")})
    other = sent(FORM)
    other["post"] |= answer(ref("Author"))
    author = {"type": "object", "properties": {"id": {"type": "integer"}, "born": {}}}
    authors = {
        "/authors": {"get": answer({"type": "array", "items": ref("Author")})},
        "/authors/{id}": {"parameters": [KEY], "get": answer(ref("Author"))},
    }
    for post in (sent(two), many, other):
        shown = paths(post, **authors, **CONTENT)
        design = design_of(tmp_path, shown, {**SCHEMAS, "Author": author})
        assert isinstance(endpoint(design, "POST /documents").behaviour, Custom)
        # Nothing else brings the file that this one would answer.
        assert isinstance(endpoint(design, "GET /documents/{id}/content").behaviour, Custom)


async def test_row_and_file_are_stored_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = answer({"type": "array", "items": NOTE})
    raw = {"/notes": {**sent(BYTES, "image/png"), "get": listed}}
    raw["/notes/{id}"] = {"parameters": [KEY], "get": answer(NOTE)}
    raw["/notes"]["post"] |= answer(NOTE, "201")
    file = written(tmp_path, paths(sent(FORM), **CONTENT, **raw), SCHEMAS, title="Papers")
    backend = Backend(file, tmp_path / "project", None)
    async with backend.client(monkeypatch, tmp_path / "papers.db") as client:
        files = {"file": ("plan.txt", b"all of it", "text/plain")}
        made = await client.post("/documents", data={"title": "Plan"}, files=files)
        assert made.status_code == 201
        told = {"title": "Plan", "filename": "plan.txt", "mime_type": "text/plain", "size": 9}
        assert made.json() == {"id": made.json()["id"], **told}
        place = f"/documents/{made.json()['id']}"
        assert (await client.get(place)).json() == made.json()
        shown = await client.get(f"{place}/content", headers={"Range": "bytes=4-5"})
        assert (shown.status_code, shown.content) == (206, b"of")
        lacks = await client.post("/documents", files={"title": (None, "Plan")})
        assert lacks.status_code == 422
        assert len((await client.get("/documents")).json()) == 1
        assert (await client.delete(place)).status_code == 204
        assert (await client.get(f"{place}/content")).status_code == 404
        png = {"Content-Type": "image/png"}
        note = await client.post("/notes", content=b"1234", headers=png)
        assert note.json() == {"id": note.json()["id"], "size": 4}


NOTE = {
    "type": "object",
    "required": ["id", "size"],
    "properties": {"id": {"type": "integer"}, "size": {"type": "integer"}},
}


async def test_a_row_may_come_without_the_file_that_its_form_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = {
        "type": "object",
        "required": ["id", "title"],
        "properties": {"id": {"type": "integer"}, "title": {"type": "string"}},
    }
    form = {**FORM, "required": ["title"]}
    file = written(tmp_path, paths(sent(form), **CONTENT), {"Document": note}, title="Notes")
    backend = Backend(file, tmp_path / "project", None)
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        for files, status in (({"title": (None, "Plan")}, 404), ({"file": b"all of it"}, 200)):
            made = await client.post("/documents", data={"title": "Plan"}, files=files)
            assert made.status_code == 201
            place = f"/documents/{made.json()['id']}"
            assert (await client.get(f"{place}/content")).status_code == status
