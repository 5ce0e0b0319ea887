"""A credential that no answer shows is not kept as it came, wherever in the body it stands."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

TEXT = {"type": "string"}
HIDDEN = {**TEXT, "writeOnly": True}


def thing(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT, **members}}


def things() -> dict[str, Any]:
    item = {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Thing")),
        "patch": {
            "requestBody": {
                "content": {"application/merge-patch+json": {"schema": ref("Thing")}},
            },
            **answer(ref("Thing")),
        },
    }
    return {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": item,
    }


def designed(folder: Path, **members: Any) -> Design:
    one = thing(**members)
    return design_of(folder, things(), {"Thing": one})


def inside(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"owner": TEXT, **members}}


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        (inside(cvc=HIDDEN), ("cvc",)),
        (inside(password=HIDDEN), ("password",)),
        (inside(word={**HIDDEN, "format": "password"}), ("word",)),
        ({"oneOf": [inside(cvc=HIDDEN), inside(pin=HIDDEN)]}, ("pin", "cvc")),
        ({"type": "array", "items": inside(login=inside(secret=HIDDEN))}, ("secret",)),
        (inside(street=HIDDEN), ()),
        (inside(password=TEXT), ()),
    ],
)
def test_a_credential_inside_of_an_object_has_no_place(
    tmp_path: Path, source: dict[str, Any], left_out: tuple[str, ...]
) -> None:
    design = designed(tmp_path, source=source)
    (table,) = design.tables.values()
    assert table.column("source").left_out == left_out
    told = {one.id for one in design.decisions if one.uncertainty == "HIGH"}
    assert {f"stored/Thing.source.{name}" for name in left_out} <= told


def test_a_credential_that_answers_show_inside_of_an_object_is_told(tmp_path: Path) -> None:
    design = designed(tmp_path, source=inside(password=TEXT))
    told = {one.id: one.uncertainty for one in design.decisions}
    assert told["secret/Thing.source.password"] == "HIGH"


def test_the_code_of_a_card_has_no_column(tmp_path: Path) -> None:
    design = designed(tmp_path, cvc=HIDDEN)
    (table,) = design.tables.values()
    assert "cvc" not in {column.name for column in table.columns}
    assert {one.id: one.uncertainty for one in design.decisions}["stored/Thing.cvc"] == "HIGH"


async def test_rows_hold_no_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = inside(number=TEXT, cvc=HIDDEN)
    one = thing(source=card, others={"type": "array", "items": card}, cvv=HIDDEN)
    contract = written(tmp_path, things(), {"Thing": one})
    backend = Backend(contract, tmp_path / "out", "kept_secrets")
    database = tmp_path / "rows.db"
    paid = {"owner": "Ada", "number": "4242", "cvc": "code-on-the-card"}
    async with backend.client(monkeypatch, database) as client:
        made = await client.post(
            "/things", json={"source": paid, "others": [paid], "cvv": "code-on-the-card"}
        )
        assert made.status_code == 201, made.text
        assert made.json()["source"] == {"owner": "Ada", "number": "4242"}
        place = f"/things/{made.json()['id']}"
        patch = {"Content-Type": "application/merge-patch+json"}
        changed = await client.patch(
            place, json={"source": {"number": "1", "cvc": "code-on-the-card"}}, headers=patch
        )
        assert changed.json()["source"] == {"number": "1"}, changed.text
    with sqlite3.connect(database) as connection:
        assert "code-on-the-card" not in "".join(connection.iterdump())
