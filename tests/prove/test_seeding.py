"""Rows that no operation makes: what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from pactgen.prove.documents import Document
from pactgen.prove.memory import Memory
from pactgen.prove.script import Bind, Script, Step, Store, StoredColumn
from pactgen.prove.seeding import Seeder
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.prove.rows import Rows


@dataclass
class Kept:
    """Tables that keep whatever is put into them."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def keys(self, _table: str, column: str) -> list[Any]:
        return [row[column] for row in self.rows]

    def insert(self, _table: str, key: str, rows: list[dict[str, Any]], **_: object) -> list[Any]:
        self.rows += rows
        return [row[key] for row in rows]


def shown(**properties: object) -> dict[str, Any]:
    schema = {"type": "object", "required": list(properties), "properties": properties}
    content = {"application/json": {"schema": schema}}
    return {"get": {"responses": {"200": {"description": "a row", "content": content}}}}


def test_what_one_answer_leaves_out_others_tell() -> None:
    owner = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    number = {"type": "integer"}
    paths = {
        "/pets/{id}": shown(id=number),
        "/toys/{id}": shown(id={"type": "string"}, owner=owner),
    }
    steps = tuple(
        Step(operation_id=path, method="GET", path=path, behaviour="read", resource="Pet", row=())
        for path in paths
    )
    columns = (
        StoredColumn(name="id", wire_name="id", kind="integer"),
        StoredColumn(name="owner", wire_name="owner", kind="json"),
    )
    store = Store(resource="Pet", table="pets", key="id", columns=columns)
    kept = Kept()
    document = Document({"openapi": "3.1.0", "paths": paths})
    seeder = Seeder(
        rows=cast("Rows", kept), document=document, script=Script(steps=steps, stores=(store,))
    )
    seeder.seed(store, Memory(), alone=True)
    (row,) = kept.rows
    assert isinstance(row["id"], int)
    assert row["owner"].keys() == {"name"}


def test_no_row_stands_above_itself() -> None:
    text = {"type": "string", "format": "uuid"}
    paths = {"/leaves/{id}": shown(id=text, parentId=text)}
    step = Step(
        operation_id="leaf", method="GET", path="/leaves/{id}", behaviour="read", resource="Leaf",
        row=(),
    )  # fmt: skip
    columns = (
        StoredColumn(name="id", wire_name="id", kind="uuid", generated=True),
        StoredColumn(
            name="parent_id", wire_name="parentId", kind="uuid", nullable=True, above=True
        ),
    )
    kept = Kept()
    seeder = Seeder(
        rows=cast("Rows", kept),
        document=Document({"openapi": "3.1.0", "paths": paths}),
        script=Script(
            steps=(step,),
            stores=(Store(resource="Leaf", table="leaves", key="id", columns=columns),),
        ),
    )
    seeder.seed(seeder.script.stores[0], Memory())
    assert kept.rows
    assert all(row.get("parent_id") != row["id"] for row in kept.rows)


def test_a_null_that_answers_promise_is_kept_as_one() -> None:
    either = {"oneOf": [{"type": "object"}, {"type": "object", "title": "Other"}, {"type": "null"}]}
    paths = {"/pets/{id}": shown(id={"type": "integer"}, owner=either)}
    step = Step(
        operation_id="x", method="GET", path="/pets/{id}", behaviour="read", resource="Pet", row=()
    )
    columns = (
        StoredColumn(name="id", wire_name="id", kind="integer"),
        StoredColumn(name="owner", wire_name="owner", kind="json"),
    )
    store = Store(resource="Pet", table="pets", key="id", columns=columns)
    kept = Kept()
    Seeder(
        rows=cast("Rows", kept),
        document=Document({"openapi": "3.1.0", "paths": paths}),
        script=Script(steps=(step,), stores=(store,)),
    ).seed(store, Memory(), alone=True)
    assert kept.rows[0]["owner"] is None


def test_keys_are_looked_up_where_answers_withhold_them() -> None:
    number = {"type": "integer"}
    paths = {"/pets": shown(id=number), "/toys": shown(name={"type": "string"})}
    document = Document(
        {"openapi": "3.1.0", "paths": {path: {"post": one["get"]} for path, one in paths.items()}}
    )
    steps = [
        Step(
            operation_id=path, method="POST", path=path, behaviour="create", resource="Pet", row=()
        )
        for path in paths
    ]
    column = StoredColumn(name="id", wire_name="id", kind="integer")
    store = Store(resource="Pet", table="pets", key="id", columns=(column,))
    seeder = Seeder(
        rows=cast("Rows", Kept(rows=[{"id": 3}])),
        document=document,
        script=Script(steps=tuple(steps), stores=(store,)),
    )
    assert [seeder.withheld_keys(step) for step in steps] == [None, frozenset({3})]


def test_rows_hold_what_every_answer_shows_and_every_path_accepts() -> None:
    job = {"type": "object", "properties": {"rank": {"type": "integer"}}}
    named = {"name": {"type": "string"}}
    whole = {"type": "object", "required": ["name"], "properties": named}
    paths = {
        "/{kind}/pets/{id}": shown(id={"type": "integer"}, jobs=listed(job)),
        "/{kind}/pets": shown(id={"type": "integer"}, jobs=listed(whole)),
    }
    kinds = [{"name": "kind", "in": "path", "required": True, "schema": {"enum": ["cat"]}}]
    for item in paths.values():
        item["get"]["parameters"] = kinds
    kind = Bind(place="path", name="kind", resource="Pet", property="kind", column="kind")
    steps = tuple(
        Step(
            operation_id=path,
            method="GET",
            path=path,
            behaviour="read",
            resource="Pet",
            row=(),
            binds=(kind,),
        )
        for path in paths
    )
    columns = (
        StoredColumn(name="id", wire_name="id", kind="integer"),
        StoredColumn(name="jobs", wire_name="jobs", kind="json"),
        StoredColumn(name="kind", wire_name="kind", kind="text"),
    )
    store = Store(resource="Pet", table="pets", key="id", columns=columns)
    kept = Kept()
    document = Document({"openapi": "3.1.0", "paths": paths})
    script = Script(steps=steps, stores=(store,))
    seeder = Seeder(rows=cast("Rows", kept), document=document, script=script)
    seeder.seed(store, Memory(), alone=True)
    (row,) = kept.rows
    assert row["kind"] == "cat"
    assert all("name" in one for one in row["jobs"])


def listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": item}


def test_rows_are_named_as_paths_can_spell_it() -> None:
    code = {"type": "string", "pattern": "^[A-Z]{3}$"}
    named = {"kind": {"type": "string", "enum": ["farm"]}, "code": code, "room": code}
    item = shown(size={"type": "integer"})
    item["parameters"] = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in named.items()
    ]
    path = "/barns/{kind}/{code}/{room}"
    binds = tuple(
        Bind(place="path", name=name, resource="Barn", property=name, column=name) for name in named
    )
    step = Step(
        operation_id="x",
        method="GET",
        path=path,
        behaviour="read",
        resource="Barn",
        row=(),
        binds=binds,
    )
    columns = (
        StoredColumn(name="code", wire_name="code", kind="text", generated=True),
        StoredColumn(name="kind", wire_name="kind", kind="text"),
        StoredColumn(name="room", wire_name="room", kind="text", nullable=True),
        StoredColumn(name="size", wire_name="size", kind="integer"),
    )
    store = Store(resource="Barn", table="barns", key="code", columns=columns)
    kept = Kept()
    Seeder(
        rows=cast("Rows", kept),
        document=Document({"openapi": "3.1.0", "paths": {path: item}}),
        script=Script(steps=(step,), stores=(store,)),
    ).seed(store, Memory(), alone=True)
    (row,) = kept.rows
    assert row["kind"] == "farm"
    assert re.fullmatch("[A-Z]{3}", row["code"])
    assert re.fullmatch("[A-Z]{3}", row["room"])
    assert row["size"] == 2


def test_a_key_has_the_form_in_which_other_rows_show_it() -> None:
    paths = {
        "/pets/{id}": shown(id={"type": "string"}),
        "/toys/{id}": shown(id={"type": "integer"}, pet={"type": "string", "format": "uuid"}),
    }
    steps = tuple(
        Step(operation_id=path, method="GET", path=path, behaviour="read", resource=name, row=())
        for path, name in zip(paths, ("Pet", "Toy"), strict=True)
    )
    key = StoredColumn(name="id", wire_name="id", kind="text")
    pet = StoredColumn(name="pet", wire_name="pet", kind="text", references="Pet", target="id")
    stores = (
        Store(resource="Pet", table="pets", key="id", columns=(key,)),
        Store(resource="Toy", table="toys", key="id", columns=(replace(key, kind="integer"), pet)),
    )
    kept = Kept()
    Seeder(
        rows=cast("Rows", kept),
        document=Document({"openapi": "3.1.0", "paths": paths}),
        script=Script(steps=steps, stores=stores),
    ).seed(stores[0], Memory(), alone=True)
    assert UUID(kept.rows[0]["id"])
