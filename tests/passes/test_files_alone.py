"""Files that no row is above: of a digest, of rows that one path lists and another names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import CreateRow, DeleteRow, DownloadFile, ReadRow, UploadFile
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written
from tests.passes.test_accounts import BEARER, GUARDED, MEMBER
from tests.passes.test_brought_files import BYTES, DOCUMENT, FORM, KEY, sent
from tests.passes.test_people import LIST, LOGIN, SIGN_UP

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CONTENT: dict[str, Any] = {"application/octet-stream": {"schema": BYTES}}
SHOWN = {"responses": {"200": {"description": "bytes", "content": CONTENT}}}
DONE = {"responses": {"204": {"description": "done"}}}
BLOB = {
    "parameters": [path_parameter("digest", type="string", pattern="^[a-f0-9]+$")],
    "put": {"requestBody": {"required": True, "content": CONTENT}, **DONE},
    "get": SHOWN,
    "head": {"responses": {"200": {"description": "there"}}},
    "delete": DONE,
}


def test_files_that_belong_to_nothing_are_found_by_their_names(tmp_path: Path) -> None:
    design = design_of(tmp_path, {"/api/blobs/{digest}/content": BLOB})
    label = "/api/blobs/{digest}/content"
    kinds = {"PUT": UploadFile, "GET": DownloadFile, "HEAD": ReadRow, "DELETE": DeleteRow}
    for method, kind in kinds.items():
        found = endpoint(design, f"{method} {label}").behaviour
        assert isinstance(found, kind)
        assert found.resource == "Blob"


def test_a_path_that_only_shows_files_names_the_rows_that_bring_them(tmp_path: Path) -> None:
    listed = {"get": answer({"type": "array", "items": ref("Document")}), **sent(FORM)}
    paths = {
        "/folders/{folder_id}": {
            "parameters": [path_parameter("folder_id", type="integer")],
            "get": answer({"type": "object", "properties": {"id": {"type": "integer"}}}),
        },
        "/folders/{folder_id}/documents": {
            "parameters": [path_parameter("folder_id", type="integer")],
            **listed,
        },
        "/documents/{id}/download": {"parameters": [KEY], "get": SHOWN},
    }
    design = design_of(tmp_path, paths, {"Document": DOCUMENT})
    made = endpoint(design, "POST /folders/{folder_id}/documents").behaviour
    assert isinstance(made, CreateRow)
    assert made.file is not None
    shown = endpoint(design, "GET /documents/{id}/download").behaviour
    assert isinstance(shown, DownloadFile)
    assert shown.resource == made.file.resource


async def test_blobs_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, {"/blobs/{digest}/content": BLOB}, title="Blobs of bytes")
    backend = Backend(file, tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.head("/blobs/ab/content")).status_code == 404
        raw = {"content-type": "application/octet-stream"}
        put = await client.put("/blobs/ab/content", content=b"\x00\x01", headers=raw)
        assert put.status_code == 204
        assert (await client.get("/blobs/ab/content")).content == b"\x00\x01"
        assert (await client.head("/blobs/ab/content")).status_code == 200
        assert (await client.delete("/blobs/ab/content")).status_code == 204
        assert (await client.get("/blobs/ab/content")).status_code == 404


async def test_the_picture_of_the_caller_is_answered_with_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": BYTES},
    }
    form = {"required": True, "content": {"multipart/form-data": {"schema": picture}}}
    paths = {
        "/members": LIST,
        "/auth/register": SIGN_UP,
        "/auth/login": LOGIN,
        "/members/me/avatar": {"post": {"requestBody": form, **answer(ref("Member")), **GUARDED}},
    }
    file = written(tmp_path, paths, {"Member": MEMBER}, BEARER, title="Pictures of members")
    backend = Backend(file, tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        ada = {"email": "ada@example.com", "name": "Ada", "password": "secret"}
        token = (await client.post("/auth/register", json=ada)).json()["token"]
        answered = await client.post(
            "/members/me/avatar",
            files={"file": ("me.png", b"bytes", "image/png")},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answered.json()["name"] == "Ada"


async def test_a_file_that_need_not_be_sent_cannot_be_stored_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"type": "object", "properties": {"file": BYTES, "note": {"type": "string"}}}
    upload = {"requestBody": {"content": {"multipart/form-data": {"schema": form}}}, **DONE}
    key = {"type": "integer", "readOnly": True}
    pet = {"type": "object", "properties": {"id": key, "name": {"type": "string"}}}
    paths = {
        "/pets": {"post": {**body(ref("Pet")), **answer(ref("Pet"), "201")}},
        "/pets/{id}": {"parameters": [KEY], "get": answer(ref("Pet"))},
        "/pets/{id}/image": {"parameters": [KEY], "post": upload, "get": SHOWN},
    }
    backend = Backend(written(tmp_path, paths, {"Pet": pet}), tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/pets", json={"name": "Rex"})).json()
        place = f"/pets/{made['id']}/image"
        without = await client.post(place, data={"note": "none"})
        assert without.status_code == 415
        assert (await client.post(place, files={"note": (None, "none")})).status_code == 409
        assert (await client.post(place, files={"file": b"bytes"})).status_code == 204
