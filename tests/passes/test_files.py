"""Files of things: where they are kept, and what HTTP makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import CreateRow, Custom, DeleteRow, DownloadFile, UploadFile
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pactgen.ir.behaviours import Behaviour
    from pactgen.ir.design import Design

UUID = {"type": "string", "format": "uuid"}
BINARY = {"type": "string", "format": "binary"}
PLAYER = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": UUID, "name": {"type": "string"}},
}
NEW = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
ITEM = path_parameter("id", **UUID)
NOTHING = {"responses": {"204": {"description": "done"}}}


def binary(media_type: str) -> dict[str, Any]:
    """Return a body of bytes."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": BINARY}}}}


def form(*required: str, **members: Any) -> dict[str, Any]:
    """Return a multipart body."""
    schema = {"type": "object", "required": list(required), "properties": members}
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }


def shows(*media_types: str) -> dict[str, Any]:
    """Return an answer of bytes."""
    content = {media_type: {"schema": BINARY} for media_type in media_types}
    return {"responses": {"200": {"description": "it", "content": content}}}


def paths(place: str, **operations: Any) -> dict[str, Any]:
    return {
        "/players": {"post": {**body(NEW), **answer(ref("Player"), "201")}},
        "/players/{id}": {"parameters": [ITEM], "get": answer(ref("Player"))},
        place: {"parameters": [ITEM], **operations},
    }


def designed(folder: Path, place: str, **operations: Any) -> Design:
    made = paths(place, **operations)
    made["/teams"] = {"get": answer({"type": "array", "items": ref("Team")})}
    return design_of(folder, made, {"Player": PLAYER, "Team": PLAYER})


def behaviours(design: Design) -> dict[str, Behaviour]:
    return {one.operation.label: one.behaviour for one in design.endpoints}


def test_a_picture_of_a_thing_is_put_shown_and_removed(tmp_path: Path) -> None:
    design = designed(
        tmp_path,
        "/players/{id}/avatar",
        put={**binary("image/png"), **NOTHING},
        get=shows("image/png"),
        delete=NOTHING,
    )
    found = behaviours(design)
    assert found["PUT /players/{id}/avatar"] == UploadFile(resource="PlayerAvatar")
    download = DownloadFile(resource="PlayerAvatar", media_types=("image/png",))
    assert found["GET /players/{id}/avatar"] == download
    assert found["DELETE /players/{id}/avatar"] == DeleteRow(resource="PlayerAvatar")
    table = design.tables[design.resources["PlayerAvatar"].table]
    assert table.column("content").kind == "bytes"
    assert table.column("player_id").references is not None
    assert table.uniques == (("player_id",),)


def test_the_only_file_of_a_form_is_uploaded(tmp_path: Path) -> None:
    upload = form("file", file=BINARY, note={"type": "string"})
    design = designed(tmp_path, "/players/{id}/uploadImage", post={**upload, **NOTHING})
    found = behaviours(design)["POST /players/{id}/uploadImage"]
    assert found == UploadFile(resource="PlayerImage", part="file")


def test_many_files_are_told_apart_by_their_names(tmp_path: Path) -> None:
    place = "/players/{id}/papers/{title}"
    title = {"parameters": [path_parameter("title")]}
    put = {**title, **binary("application/octet-stream"), **NOTHING}
    design = designed(tmp_path, place, put=put, get={**title, **shows("*/*")})
    assert behaviours(design)[f"PUT {place}"] == UploadFile(resource="PlayerPaper")
    assert design.tables[design.resources["PlayerPaper"].table].column("title").kind == "text"


def test_the_thing_itself_is_answered_where_the_contract_shows_it(tmp_path: Path) -> None:
    put = {**binary("image/png"), **answer(ref("Player"))}
    design = designed(tmp_path, "/players/{id}/logo", put=put)
    found = behaviours(design)["PUT /players/{id}/logo"]
    assert found == UploadFile(resource="PlayerLogo", answers_parent="Player")


def test_what_is_no_file_of_a_thing_stays_custom(tmp_path: Path) -> None:
    known = {
        "/players/{id}/import": {**binary("application/octet-stream"), **NOTHING},
        "/players/{id}/image": {**form("a", "b", a=BINARY, b=BINARY), **NOTHING},
        "/players/{id}/avatar": {**form("kind", kind={"type": "string"}, f=BINARY), **NOTHING},
        "/players/{id}/logo": {**binary("image/png"), **answer(ref("Team"))},
        "/clubs/{id}/logo": {**binary("image/png"), **NOTHING},
    }
    for place, operation in known.items():
        found = behaviours(designed(tmp_path, place, post=operation))[f"POST {place}"]
        assert isinstance(found, Custom), place
    drawn = designed(tmp_path, "/players/{id}/qr", get=shows("image/png"))
    assert isinstance(behaviours(drawn)["GET /players/{id}/qr"], Custom)


async def test_the_same_bytes_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = "/players/{id}/avatar"
    contract = paths(
        place,
        put={**binary("image/*"), **NOTHING},
        get=shows("image/*"),
        delete=NOTHING,
    )
    receipt = {
        "type": "object",
        "required": ["size", "mimeType"],
        "properties": {"size": {"type": "integer"}, "mimeType": {"type": "string"}},
    }
    optional = {"content": {"image/*": {"schema": BINARY}}}
    contract["/players/{id}/logo"] = {
        "parameters": [ITEM],
        "post": {"requestBody": optional, **answer(ref("Player"))},
    }
    contract["/players/{id}/licence-scan"] = {
        "parameters": [ITEM],
        "post": {**form("file", file=BINARY), **answer(receipt)},
        "get": shows("application/pdf", "application/octet-stream"),
    }
    file = written(tmp_path, contract, {"Player": PLAYER}, title="Club of files")
    made = Backend(file, tmp_path / "project", None)
    picture = bytes(range(256))
    async with made.client(monkeypatch, tmp_path / "club.db") as client:
        player = (await client.post("/players", json={"name": "Ada"})).json()["id"]
        path = f"/players/{player}/avatar"
        assert (await client.get(path)).status_code == 404
        stranger = "/players/00000000-0000-0000-0000-000000000000/avatar"
        sent = {"Content-Type": "image/webp"}
        assert (await client.put(stranger, content=picture, headers=sent)).status_code == 404
        assert (await client.put(path, content=b"old", headers=sent)).status_code == 204
        assert (await client.put(path, content=picture, headers=sent)).status_code == 204
        wrong = {"Content-Type": "text/plain"}
        assert (await client.put(path, content=picture, headers=wrong)).status_code == 415

        found = await client.get(path)
        assert (found.status_code, found.content) == (200, picture)
        assert found.headers["Content-Type"] == "image/webp"
        assert found.headers["Content-Length"] == "256"
        etag = found.headers["ETag"]
        cases: list[tuple[dict[str, str], int, bytes, str | None]] = [
            ({"Range": "bytes=0-9"}, 206, picture[:10], "bytes 0-9/256"),
            ({"Range": "bytes=250-"}, 206, picture[250:], "bytes 250-255/256"),
            ({"Range": "bytes=-6"}, 206, picture[-6:], "bytes 250-255/256"),
            ({"Range": "bytes=200-900"}, 206, picture[200:], "bytes 200-255/256"),
            ({"Range": "bytes=0-1,5-6"}, 200, picture, None),
            ({"Range": "bytes=9-2"}, 200, picture, None),
            ({"Range": "lines=1-2"}, 200, picture, None),
            ({"Range": "bytes=0-9", "If-Range": '"other"'}, 200, picture, None),
            ({"Range": "bytes=0-9", "If-Range": etag}, 206, picture[:10], "bytes 0-9/256"),
            ({"If-None-Match": etag}, 304, b"", None),
            ({"If-None-Match": f'W/{etag}, "x"'}, 304, b"", None),
            ({"If-None-Match": '"other"'}, 200, picture, None),
            ({"If-Modified-Since": found.headers["Last-Modified"]}, 304, b"", None),
            ({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200, picture, None),
            ({"If-Modified-Since": "yesterday"}, 200, picture, None),
        ]
        for headers, status, content, span in cases:
            answered = await client.get(path, headers=headers)
            assert (answered.status_code, answered.content) == (status, content), headers
            assert answered.headers.get("Content-Range") == span, headers
        beyond = await client.get(path, headers={"Range": "bytes=256-"})
        assert beyond.status_code == 416
        assert beyond.headers["Content-Range"] == "bytes */256"

        scan = f"/players/{player}/licence-scan"
        part = {"file": ("pass port.bin", b"%PDF", "image/tiff")}
        assert (await client.post(scan, files=part)).json() == {"size": 4, "mimeType": "image/tiff"}
        shown = await client.get(scan)
        assert shown.headers["Content-Type"] == "application/pdf"
        assert (
            shown.headers["Content-Disposition"] == "attachment; filename*=UTF-8''pass%20port.bin"
        )
        assert (await client.post(scan, files={"other": part["file"]})).status_code in {400, 422}

        logo = f"/players/{player}/logo"
        assert (await client.post(logo)).status_code == 200
        for _ in range(2):
            shown = await client.post(logo, content=picture, headers=sent)
            assert shown.json() == {"id": player, "name": "Ada"}

        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).status_code == 404


def test_a_file_is_brought_beside_a_query_that_is_called_like_the_path(tmp_path: Path) -> None:
    named = query("name", type="string")
    sent = {"content": {"application/x-tar": {"schema": {"type": "string", "format": "binary"}}}}
    made = {"parameters": [named], "requestBody": sent, "responses": {"204": {"description": ""}}}
    plugin = {"type": "object", "properties": {"name": {"type": "string"}}}
    listed = answer({"type": "array", "items": ref("Plugin")})
    item = {"get": {"parameters": [path_parameter("name")], **answer(ref("Plugin"))}}
    paths = {"/plugins": {"get": listed, "post": made}, "/plugins/{name}": item}
    found = endpoint(design_of(tmp_path, paths, {"Plugin": plugin}), "POST /plugins")
    assert isinstance(found.behaviour, CreateRow)
