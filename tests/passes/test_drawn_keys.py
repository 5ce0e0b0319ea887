"""Keys that the backend draws are such as the contract's answers can show."""

from __future__ import annotations

import re
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadRow
from pactgen.passes.reading.drawn_keys import spelled
from pactgen.views.layout import flat
from pactgen.views.models import default_uuid, drawn_form
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, query, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ({}, "lambda: str(uuid7())"),
        ({"pattern": "^EVT_[a-z0-9-]+$"}, 'lambda: f"EVT_{uuid7()}"'),
        ({"pattern": "evt_.*"}, 'lambda: f"evt_{uuid7()}"'),
        ({"pattern": "^CR[0-9a-fA-F]{32}$"}, 'lambda: f"CR{uuid7().hex}"'),
        ({"pattern": "^[F][A-Z0-9]{8,}$"}, 'lambda: f"F{uuid7().hex.upper()}"'),
        ({"pattern": "^se(-[a-z0-9]+)+$"}, 'lambda: f"se-{uuid7()}"'),
        ({"pattern": "^app:log:[a-f0-9]{32}$"}, 'lambda: f"app:log:{uuid7().hex}"'),
        ({"maxLength": 20}, "lambda: uuid4().hex[:20]"),
        ({"pattern": "^[0-9A-F]{12}$"}, 'lambda: f"{uuid4().hex[:12].upper()}"'),
        ({"pattern": "^[0-9a-f-]{14}4[0-9a-f]{3}-[0-9a-f-]+$"}, "lambda: str(uuid4())"),
    ],
)
def test_text_is_drawn_in_the_form_of_the_contract(
    tmp_path: Path, form: dict[str, Any], printed: str
) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string", **form}}}
    paths = {
        "/things": {"post": {**body({"type": "object"}), **answer(thing, "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(thing)},
    }
    key = design_of(tmp_path, paths).tables["things"].key
    assert key.generated is not None
    assert default_uuid(key, key.generated) == printed
    text = spelled(key.generated, uuid.uuid4())
    assert len(text) <= form.get("maxLength", len(text))
    assert re.search(form.get("pattern", ""), text)


@pytest.mark.parametrize(
    ("pattern", "drawn"),
    [
        ("^[0-9]+$", "drawn_text((DIGITS, 19))"),
        ("^(0|[1-9][0-9]*)$", 'drawn_text("1", (DIGITS, 19))'),
        (r"^\d{13}-[A-Za-z0-9_]{6}$", 'drawn_text((DIGITS, 13), "-", (LETTERS_AND_DIGITS, 6))'),
        ("^x{2}(?:a|[A-Z]{20})[_-]$", 'drawn_text("xx", (CAPITALS, 20), "-")'),
        ("^[G-N]{3}$|^[a-z]{5,40}$", "drawn_text((LETTERS, 13))"),
    ],
)
async def test_parts_of_a_pattern_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, drawn: str
) -> None:
    identity = {"allOf": [{"$ref": "#/components/schemas/Id"}, {"description": "Its id."}]}
    thing = {"type": "object", "properties": {"id": identity, "name": {"type": "string"}}}
    paths = {
        "/things": {
            "post": {
                **body({"type": "object", "properties": {"name": {"type": "string"}}}),
                **answer(thing, "201"),
            }
        },
        "/things/{id}": {
            "parameters": [path_parameter("id", type="string", pattern=pattern)],
            "get": answer(thing),
        },
    }
    document = written(tmp_path, paths, {"Id": {"type": "string", "pattern": pattern}})
    backend = Backend(document, tmp_path / "out", "drawn" + re.sub(r"\W", "", pattern).lower())
    form = backend.design.tables["things"].key.generated
    assert form is not None
    assert flat(drawn_form(form)) == f"default=lambda: {drawn}"
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = [(await client.post("/things", json={})).json()["id"] for _ in range(3)]
        assert len(set(made)) == 3
        assert all(re.search(pattern, one) for one in made)
        assert (await client.get(f"/things/{made[0]}")).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "pattern", ["^arn:.*:thing/.*$", "^[A-Z]{3}-[0-9]{2}$", "^(?!x)[a-z]{20}$"]
)
def test_rows_whose_keys_nothing_can_draw_are_not_made(tmp_path: Path, pattern: str) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string", "pattern": pattern}}}
    paths = {
        "/things": {"post": {**body({"type": "object"}), **answer(thing, "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(thing)},
    }
    made, read = design_of(tmp_path, paths).endpoints
    assert isinstance(made.behaviour, Custom)
    assert "`id`" in made.behaviour.reason
    assert isinstance(read.behaviour, ReadRow)


def test_a_key_is_drawn_as_paths_spell_it_where_answers_do_not(tmp_path: Path) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string"}}}
    named = path_parameter("thingId", type="string", pattern="^job_[a-z0-9]{16}$")
    paths = {
        "/things": {"post": {**body({"type": "object"}), **answer(thing, "201")}},
        "/things/{thingId}": {"parameters": [named], "get": answer(thing)},
    }
    made = design_of(tmp_path, paths).tables["things"].key.generated
    assert made is not None
    assert (made.prefix, made.digits) == ("job_", 16)


def test_a_key_is_drawn_as_the_paths_of_what_lies_below_spell_it(tmp_path: Path) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string"}}}
    note = {"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string"}}}
    named = path_parameter("thingId", type="string", pattern="^[0-9a-f]{24}$")
    paths = {
        "/things": {"post": {**body({"type": "object"}), **answer(thing, "201")}},
        "/things/{thingId}/notes": {
            "parameters": [named],
            "post": {**body(note), **answer(note, "201")},
        },
    }
    made = design_of(tmp_path, paths).tables["things"].key.generated
    assert made is not None
    assert made.digits == 24


async def test_a_text_that_paths_take_as_a_number_spells_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "title": {"type": "string"}},
    }
    note = {"type": "object", "properties": {"id": {"type": "string"}, "text": {"type": "string"}}}
    new = {"type": "object", "properties": {"title": {"type": "string"}}}
    numbered = {"parameters": [path_parameter("thread_id", type="integer")]}
    paths = {
        "/threads": {"post": {**body(new), **answer(thread, "201")}},
        "/threads/{thread_id}": {**numbered, "get": answer(thread)},
        "/threads/{thread_id}/notes": {
            **numbered,
            "get": answer({"type": "array", "items": note}),
            "post": {**body(note), **answer(note, "201")},
        },
    }
    backend = Backend(written(tmp_path, paths, {}), tmp_path / "out", "numbered_texts")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/threads", json={"title": "First"})).json()
        assert made["id"].isdecimal()
        path = f"/threads/{made['id']}"
        assert (await client.get(path)).json() == made
        noted = await client.post(f"{path}/notes", json={"id": "n", "text": "Hello"})
        assert noted.status_code == HTTPStatus.CREATED
        assert len((await client.get(f"{path}/notes")).json()) == 1
        assert (await client.get("/threads/7")).status_code == HTTPStatus.NOT_FOUND


def test_a_text_that_is_no_number_by_its_example_stays_one(tmp_path: Path) -> None:
    thread = {"type": "object", "properties": {"id": {"type": "string", "example": "th-1"}}}
    paths = {
        "/threads": {"post": {**body({"type": "object"}), **answer(thread, "201")}},
        "/threads/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(thread),
        },
    }
    _made, read = design_of(tmp_path, paths).endpoints
    assert isinstance(read.behaviour, Custom)


MOMENT = {"type": "string", "format": "date-time"}


@pytest.mark.parametrize(
    ("bound", "bits"),
    [
        ({}, 53),
        ({"maximum": 999_999_999}, 29),
        ({"maximum": 1023}, 10),
        ({"exclusiveMaximum": 1023}, 9),
        ({"maximum": 2**60}, 53),
    ],
)
def test_numbers_are_drawn_within_their_bounds(
    tmp_path: Path, bound: dict[str, int], bits: int
) -> None:
    number = {"type": "integer", "format": "int64", **bound}
    thing = {"type": "object", "properties": {"number": number, "name": {"type": "string"}}}
    paths = {
        "/things": {"post": {**body(thing), **answer(thing, "201")}},
        "/things/{number}": {
            "parameters": [path_parameter("number", type="integer", format="int64")],
            "get": answer(thing),
        },
    }
    (table,) = design_of(tmp_path, paths).tables.values()
    assert table.key.generated is not None
    assert table.key.generated.bits == bits


@pytest.mark.parametrize(
    ("key", "members", "told"),
    [
        ({"type": "string", "format": "uuid"}, {}, False),
        ({"type": "string", "maxLength": 20}, {}, True),
        ({"type": "string", "maxLength": 20}, {"created_at": MOMENT}, False),
        ({"type": "integer"}, {}, True),
    ],
)
def test_an_order_without_a_meaning_is_told(
    tmp_path: Path, key: dict[str, Any], members: dict[str, Any], *, told: bool
) -> None:
    thing = {"type": "object", "properties": {"id": key, **members}}
    paths = {
        "/things": {
            "get": answer({"type": "array", "items": thing}),
            "post": {**body(thing), **answer(thing, "201")},
        },
        "/things/{id}": {"parameters": [path_parameter("id", **key)], "get": answer(thing)},
    }
    decisions = {one.id for one in design_of(tmp_path, paths).decisions}
    assert ("order/Thing" in decisions) is told


async def test_lists_are_in_the_order_in_which_rows_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid", "readOnly": True},
            "name": {"type": "string"},
        },
    }
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": thing},
            "next_cursor": {"type": "string"},
        },
    }
    paths = {
        "/things": {
            "get": {
                **answer(page),
                "parameters": [query("limit", type="integer"), query("cursor")],
            },
            "post": {**body(thing), **answer(thing, "201")},
        },
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(thing)},
    }
    backend = Backend(written(tmp_path, paths), tmp_path / "out", "in_order")
    names = [str(number) for number in range(9)]
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in names:
            await client.post("/things", json={"name": name})
        found: list[str] = []
        asked: dict[str, Any] = {"limit": 2}
        while asked:
            read = (await client.get("/things", params=asked)).json()
            found += [one["name"] for one in read["items"]]
            cursor = read.get("next_cursor")
            asked = {"limit": 2, "cursor": cursor} if cursor else {}
    assert found == names
