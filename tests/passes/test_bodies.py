"""Bodies of every media type reach a running backend typed, and what breaks the schema is refused.

All operations are custom: 501 says that the body was read, 400 or 422 that it was wrong, 415 that
the operation takes no such media type.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend

if TYPE_CHECKING:
    import httpx

TAKEN, WRONG, OTHER, UNSTORABLE = 501, 422, 415, 409
FORM = "application/x-www-form-urlencoded"
COUNT = {"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}}
UPLOAD = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "more": {"type": "array", "items": {"contentMediaType": "image/png"}, "maxItems": 2},
        "title": {"type": "string", "maxLength": 3},
        "size": {"type": "integer"},
        "part": COUNT,
    },
}
CHARGE = {
    "type": "object",
    "required": ["amount"],
    "properties": {
        "amount": {"type": "integer"},
        "card": {
            "anyOf": [
                {
                    "type": "object",
                    "required": ["number"],
                    "properties": {
                        "number": {"type": "string", "maxLength": 4},
                        "owner": {"type": "object", "properties": {"age": {"type": "integer"}}},
                    },
                },
                {"type": "string", "maxLength": 4},
            ]
        },
        "expand": {"type": "array", "items": {"type": "string", "maxLength": 2}},
        "labels": {"type": "object", "additionalProperties": {"type": "integer"}},
        "lines": {"type": "array", "items": COUNT},
        "when": {"anyOf": [{"type": "integer"}, {"type": "string", "enum": ["now"]}]},
    },
}
SPELLED = {
    "type": "object",
    "required": ["counts"],
    "properties": {
        "counts": {"type": "array", "items": COUNT, "xml": {"name": "tally", "wrapped": True}},
        "best": {"allOf": [{**COUNT, "xml": {"name": "Best"}}]},
    },
}
FILE = {"type": "string", "format": "binary"}
TITLED = {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}
BODIES: dict[str, dict[str, Any]] = {
    "upload": {"multipart/form-data": {"schema": UPLOAD}},
    "charge": {FORM: {"schema": CHARGE}},
    "image": {"image/*": {"schema": {"type": "string", "format": "binary"}}},
    "bytes": {"application/octet-stream": {}},
    "formless": {"multipart/form-data": {"schema": {"type": "string", "format": "binary"}}},
    "fieldless": {FORM: {"schema": {"type": "array", "items": {"type": "string"}}}},
    "text": {"text/plain": {"schema": {"type": "string", "maxLength": 3}}},
    "number": {"text/plain": {"schema": {"type": "integer"}}},
    "json": {kind: {"schema": COUNT} for kind in ("application/json", "text/json")},
    "any": {"*/*": {"schema": COUNT}},
    "soap": {kind: {"schema": COUNT} for kind in ("text/xml", "application/soap+xml")},
    "spelled": {"application/xml": {"schema": SPELLED}},
    "patch": {
        "application/json-patch+json": {"schema": {"type": "array", "items": {"type": "object"}}},
        "application/merge-patch+json": {"schema": COUNT},
    },
    "labelled": {
        kind: {"schema": {"$ref": "#/components/schemas/Count"}}
        for kind in ("application/json", "application/octet-stream")
    },
    "either": {
        "application/json": {"schema": TITLED},
        "multipart/form-data": {"schema": {**TITLED, "properties": {"title": FILE}}},
    },
}


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    folder = tmp_path_factory.mktemp("bodies")
    paths = {
        f"/{name}/run": {
            "post": {
                "operationId": name,
                "x-pactgen-behaviour": "custom",
                "requestBody": {"required": True, "content": content},
                "responses": {"204": {"description": "done"}},
            }
        }
        for name, content in BODIES.items()
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Bodies", "version": "1"},
        "paths": paths,
        "components": {"schemas": {"Count": COUNT}},
    }
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    return Backend(folder / "api.json", folder / "out", "bodies_sink")


@pytest.fixture
async def client(backend, tmp_path, monkeypatch):
    async with backend.client(monkeypatch, tmp_path / "sink.db") as client:
        logging.disable()
        yield client
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("amount=1", TAKEN),
        ("amount=a", WRONG),
        ("", WRONG),
        ("amount=1&card[number]=42", TAKEN),
        ("amount=1&card[number]=42&card[owner][age]=7", TAKEN),
        ("amount=1&card[number]=42&card[owner][age]=x", WRONG),
        ("amount=1&card[number]=42424", WRONG),
        ("amount=1&card[owner][age]=7", WRONG),
        ("amount=1&card=tok", TAKEN),
        ("amount=1&card=token", WRONG),
        ('amount=1&card={"number":"42"}', TAKEN),
        ("amount=1&expand=a&expand=b", TAKEN),
        ("amount=1&expand[]=a&expand[]=b", TAKEN),
        ("amount=1&expand[0]=a&expand[1]=abc", WRONG),
        ("amount=1&labels[a]=1", TAKEN),
        ("amount=1&labels[a]=x", WRONG),
        ("amount=1&lines[0][count]=1&lines[1][count]=2", TAKEN),
        ("amount=1&lines[0][count]=x", WRONG),
        ("amount=1&when=now", TAKEN),
        ("amount=1&when=7", TAKEN),
        ("amount=1&when=later", WRONG),
        ("amount=1&card" + "[a]" * 5000 + "=1", WRONG),
    ],
)
async def test_forms(client: httpx.AsyncClient, text: str, status: int) -> None:
    answer = await client.post("/charge/run", content=text, headers={"content-type": FORM})
    assert answer.status_code == status, answer.text


FILE = ("file", ("a.bin", b"\xff\x00"))


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([FILE], TAKEN),
        ([("file", (None, "a text"))], TAKEN),
        ([("title", (None, "abc"))], WRONG),
        ([FILE, ("title", (None, "abc")), ("size", (None, "7"))], TAKEN),
        ([FILE, ("title", (None, "abcd"))], WRONG),
        ([FILE, ("size", (None, "x"))], WRONG),
        ([FILE, ("more", ("a.png", b"a")), ("more", ("b.png", b"b"))], TAKEN),
        ([FILE, *[("more", ("a.png", b"a"))] * 3], WRONG),
        ([FILE, ("part", (None, '{"count": 1}'))], TAKEN),
        ([FILE, ("part", ("blob", b'{"count": 1}', "application/json"))], TAKEN),
        ([FILE, ("part", ("blob", b'{"count": "1"}', "application/json"))], WRONG),
        ([FILE, ("title", ("blob", b"\xff"))], WRONG),
    ],
)
async def test_multipart(client: httpx.AsyncClient, parts: Any, status: int) -> None:
    answer = await client.post("/upload/run", files=parts)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("name", "media_type", "content", "status"),
    [
        ("upload", "multipart/form-data", b"no boundary", WRONG),
        ("upload", "multipart/form-data; boundary=a", b"--b", WRONG),
        ("upload", FORM, b"file=a", OTHER),
        ("upload", "application/json", b"{}", OTHER),
        ("image", "image/png", b"\xff", TAKEN),
        ("image", "text/plain", b"a", OTHER),
        ("bytes", "application/octet-stream", b"\xff", TAKEN),
        ("bytes", "", b"\xff", TAKEN),
        ("bytes", "application/json", b"{}", OTHER),
        ("bytes", "", b"", WRONG),
        ("formless", "multipart/form-data; boundary=a", b"\xff", TAKEN),
        ("formless", "application/json", b"{}", OTHER),
        ("fieldless", FORM, b"a=1", TAKEN),
        ("text", "text/plain; charset=utf-8", b"abc", TAKEN),
        ("text", "text/plain", b"abcd", WRONG),
        ("text", "text/plain", b"\xff", WRONG),
        ("number", "text/plain", b"17", TAKEN),
        ("number", "text/plain", b"x", WRONG),
        ("json", "text/json", b'{"count": 1}', TAKEN),
        ("json", "application/json", b'{"count": "1"}', WRONG),
        ("json", "text/json", b'{"count": "1"}', WRONG),
        ("json", "text/json", b"{", WRONG),
        ("json", "text/json", b"null", WRONG),
        ("json", "text/plain", b"{}", OTHER),
        ("any", "application/json", b'{"count": 1}', TAKEN),
        ("spelled", "application/xml", b"<a><tally/></a>", TAKEN),
        ("spelled", "application/xml", b"<a/>", WRONG),
        ("spelled", "application/xml", b"<a><tally><b><count>x</count></b></tally></a>", WRONG),
        ("spelled", "application/xml", b"<a><tally/><Best><count>x</count></Best></a>", WRONG),
        ("soap", "text/xml", b"<a><count>1</count></a>", TAKEN),
        ("soap", "application/soap+xml", b"<a><count>1</count></a>", TAKEN),
        ("soap", "application/soap+xml", b"<a><count>x</count></a>", WRONG),
        ("patch", "application/merge-patch+json", b'{"count": 1}', TAKEN),
        ("patch", "application/merge-patch+json", b"[]", WRONG),
        ("patch", "application/json-patch+json", b"[]", OTHER),
    ],
)
async def test_media_types(
    client: httpx.AsyncClient, name: str, media_type: str, content: bytes, status: int
) -> None:
    headers = {"content-type": media_type} if media_type else {}
    answer = await client.post(f"/{name}/run", content=content, headers=headers)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(("text", "status"), [('{"count": 1}', TAKEN), ("{}", WRONG), ("1", WRONG)])
async def test_what_has_the_schema_of_the_json_beside_it_is_json(
    client: httpx.AsyncClient, text: str, status: int
) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    answer = await client.post("/labelled/run", content=text, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(("content", "status"), [(b"text", TAKEN), (b"\x89PNG", UNSTORABLE)])
async def test_a_file_that_is_no_text_is_not_kept_as_one(
    client: httpx.AsyncClient, content: bytes, status: int
) -> None:
    answer = await client.post("/either/run", files={"title": ("title.png", content)})
    assert answer.status_code == status


async def test_a_form_has_as_many_fields_as_the_contract_lets_it(client: httpx.AsyncClient) -> None:
    lines = {"file": ("a", b"a"), "title": (None, "a")}
    many = [*lines.items(), *(("other", (None, "x")) for _ in range(2000))]
    answer = await client.post("/upload/run", files=many)
    assert answer.status_code == TAKEN
