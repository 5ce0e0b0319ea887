"""The addresses that answers show are those by which the caller reaches the backend."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.ir.database import Address
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = {"type": "string", "format": "uri"}
THING = {
    "type": "object",
    "required": ["id", "url"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "name": {"type": "string"},
        "url": {**ADDRESS, "readOnly": True},
        "links": {
            "readOnly": True,
            "type": "object",
            "properties": {"self": {"type": "string"}},
        },
    },
}
MADE = answer(ref("Thing"), "201")
MADE["responses"]["201"]["headers"] = {"Location": {"schema": ADDRESS}}
LIST = {
    "type": "object",
    "properties": {
        "data": {"type": "array", "items": ref("Thing")},
        "links": {"type": "object", "properties": {"next": ADDRESS}},
    },
}
PATHS: dict[str, Any] = {
    "/things": {
        "get": {"parameters": [query("limit", type="integer"), query("offset", type="integer")]}
        | answer(LIST),
        "post": {**body(ref("Thing")), **MADE},
    },
    "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
}


@pytest.mark.parametrize("public", [None, "https://shop.example"])
async def test_addresses_lead_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: str | None
) -> None:
    contract = written(tmp_path, PATHS, {"Thing": THING})
    document = yaml.safe_load(contract.read_text(encoding="utf-8"))
    document["servers"] = [{"url": "https://mock.example/api"}]
    contract.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    backend = Backend(contract, tmp_path / "out", f"addresses_{'of' if public else 'at'}")
    if public is not None:
        monkeypatch.setenv("PUBLIC_URL", public)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for _ in range(2):
            made = await client.post("/things", json={})
        place = f"{public or 'http://test'}/api/things"
        thing = made.json()
        assert thing["url"] == f"{place}/{thing['id']}"
        assert thing["links"]["self"] == f"/api/things/{thing['id']}"
        assert made.headers["location"] == f"{place}/{thing['id']}"
        page = (await client.get("/things", params={"limit": 1})).json()
        assert page["links"]["next"].startswith(f"{place}?")
        assert page["data"][0]["url"].startswith(f"{place}/")


@pytest.mark.parametrize(
    ("others", "form", "is_shown"),
    [
        ([], {}, True),
        (["templated"], {}, False),
        ([], {"pattern": "^(http|/)"}, True),
        ([], {"pattern": "^[a-z]+$"}, False),
    ],
)
async def test_links_of_hal_hold_their_address(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    others: list[str],
    form: dict[str, str],
    *,
    is_shown: bool,
) -> None:
    members = {"href": {"type": "string", **form}, "templated": {"type": "boolean"}}
    link = {"type": "object", "required": ["href", *others], "properties": members}
    links = {"type": "object", "properties": {"self": link}}
    named = {"type": "object", "properties": {"name": {"type": "string"}}}
    shown = {"id": {"type": "integer"}, **named["properties"], "_links": links}  # type: ignore[dict-item]
    thing = {"type": "object", "properties": shown}
    paths = {
        "/things": {"post": {**body(named), **answer(thing, "201")}},
        "/things/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(thing),
        },
    }
    contract = written(tmp_path, paths)
    backend = Backend(contract, tmp_path / "out", f"hal_{len(others)}_{len(str(form))}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"name": "a"})
        told = {"_links": {"self": {"href": f"/things/{made.json()['id']}"}}}
        assert made.status_code == 201
        assert made.json().get("_links") == (told["_links"] if is_shown else None)


def test_the_own_address_is_spelled_as_the_linter_does(tmp_path: Path) -> None:
    listed = {**LIST, "required": ["url"], "properties": {**LIST["properties"], "url": ADDRESS}}
    contract = written(
        tmp_path, {"/things": {**PATHS["/things"], "get": answer(listed)}}, {"Thing": THING}
    )
    Backend(contract, tmp_path / "out", "spelled")
    (router,) = (tmp_path / "out").glob("src/*/*/router.py")
    assert 'str(request.url.replace(query=""))' in router.read_text(encoding="utf-8")


@pytest.mark.parametrize("noun", ["catalogs", "channel-catalogs", "marketplace-channel-catalogs"])
@pytest.mark.parametrize("whole", [{}, {"format": "uri"}])
def test_long_addresses_are_laid_out_as_the_formatter_does(
    tmp_path: Path, noun: str, whole: dict[str, str]
) -> None:
    made = answer(ref("Thing"), "201")
    made["responses"]["201"]["headers"] = {"Location": {"schema": {"type": "string", **whole}}}
    paths = {
        f"/{noun}": {"post": {**body(ref("Thing")), **made}},
        f"/{noun}/{{id}}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
    }
    Backend(written(tmp_path, paths, {"Thing": THING}), tmp_path / "out", "long_addresses")
    command = [sys.executable, "-m", "ruff", "format", "--diff", tmp_path / "out" / "src"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


async def test_of_answers_that_show_a_row_the_one_that_asks_for_a_uri_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = {"type": "string", "readOnly": True}
    part = {**THING, "properties": {**THING["properties"], "url": url}}
    item = {"parameters": [path_parameter("id")], "get": answer(ref("Part"))}
    listed = {"type": "array", "items": ref("Thing")}
    paths = {
        "/things": {"get": answer(listed), "post": {**body(ref("Part")), **answer(ref("Part"))}},
        "/things/{id}": item,
    }
    contract = written(tmp_path, paths, {"Thing": THING, "Part": part})
    backend = Backend(contract, tmp_path / "out", "addresses_of_two")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/things", json={})).json()
        (shown,) = (await client.get("/things")).json()
    assert made["url"] == shown["url"] == f"http://test/things/{made['id']}"


def test_no_address_has_the_name_of_a_column(tmp_path: Path) -> None:
    text, shown = {"type": "string"}, {"type": "string", "readOnly": True}
    note = {"type": "object", "required": ["name"], "properties": {"id": shown, "name": text}}
    version = {"versionId": shown, "noteId": shown, "name": text}
    keys = {"parameters": [path_parameter("id", type="string")]}
    below = {"parameters": [*keys["parameters"], path_parameter("versionId", type="string")]}
    design = design_of(
        tmp_path,
        {
            "/notes": {"post": body(note) | answer(note, "201")},
            "/notes/{id}": {"get": keys | answer(note)},
            "/notes/{id}/{versionId}": {
                "get": below | answer({"type": "object", "properties": version})
            },
        },
    )
    table = next(iter(design.tables.values()))
    names = [*(column.name for column in table.columns), *(name for name, _ in table.links)]
    assert "note_id" in names
    assert len(names) == len(set(names))


def test_an_address_asks_for_what_the_row_knows(tmp_path: Path) -> None:
    place = {
        "type": "object",
        "properties": {"id": {"type": "string"}, "url": ADDRESS, "name": {"type": "string"}},
    }
    by_kind = [path_parameter("kinds"), path_parameter("page", type="integer")]
    paths = {
        "/places/kind/{kinds}/page/{page}": {"parameters": by_kind, "get": answer(ref("Place"))},
        "/places/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Place"))},
    }
    design = design_of(tmp_path, paths, {"Place": place})
    told = {path for one in design.tables.values() for _, path in one.links}
    assert told <= {Address(path="/places/{id}", whole=True)}


@pytest.mark.parametrize(
    ("written_as", "asked"),
    [
        ("/per%20cent", "/per%20cent"),
        ("/%D1%82%D0%B0/{id}", "/та/1"),
    ],
)
async def test_a_path_may_be_written_in_escapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written_as: str, asked: str
) -> None:
    operation = answer({"type": "object"})
    operation["parameters"] = [path_parameter("id", type="integer")] if "{id}" in written_as else []
    contract = written(tmp_path, {written_as: {"get": operation}})
    backend = Backend(contract, tmp_path / "out", f"escapes_{len(written_as)}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.get(asked)).status_code == 501
